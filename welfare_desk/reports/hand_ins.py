"""Cash of the village centres: the sheets that wait to be handed in, and the slips of those that were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from welfare_desk.dates import month_and_year, span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Default
from welfare_desk.storage import accounts, hand_ins, schema
from welfare_desk.welfare.contributions import VILLAGE_CENTRE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.hand_ins import CentreSheet

NAME, TITLE = "hand-ins", N_("Cash handed in by villages")
QUESTION = N_("Which village still holds cash, and what was handed in?")
PARAMETERS = (replace(FROM, default=Default.MONTH_START), TO)


class KeptSlip(NamedTuple):
    """A slip as it is kept; `target` is the account its money went to, `undone_by` the voucher that reversed it."""

    voucher: str
    day: date
    village: str
    handed_by: str
    received_by: str
    sheets: int
    counted: Money
    target: str
    undone_by: str | None


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the sheets that wait now and for the slips of some days, and lay them out."""
    first, last = asked.day("from"), asked.day("to")
    return lay_out(hand_ins.waiting(tx), slips(tx, first, last), accounts.chart(tx), (first, last))


def slips(tx: Tx, first: date, last: date, voucher: str = "") -> list[KeptSlip]:
    """Read the slips of some days in order of posting, or the one of a voucher."""
    e, h, s, p = schema.entries.c, schema.hand_ins.c, schema.hand_in_sheets.c, schema.postings.c
    undone = schema.entries.alias("undone")
    sheets = select(func.count()).where(s.hand_in_id == h.id).correlate(schema.hand_ins).scalar_subquery()
    target = (
        select(p.account).where(p.entry_id == e.id).order_by(p.line).limit(1).correlate(schema.entries)
    ).scalar_subquery()
    asked = (
        select(e.voucher, h.day, h.village, h.handed_by, h.received_by, sheets, h.total, target, undone.c.voucher)
        .select_from(schema.hand_ins)
        .join(schema.entries, e.id == h.entry_id)
        .outerjoin(undone, undone.c.reverses == e.id)
        .where(h.day.between(first.isoformat(), last.isoformat()))
        .order_by(e.id)
    )
    if voucher:
        asked = asked.where(e.voucher == voucher)
    return [
        KeptSlip(row[0], date.fromisoformat(row[1]), *row[2:6], Money(row[6]), *row[7:]) for row in tx.execute(asked)
    ]


def lay_out(
    waiting: Sequence[CentreSheet],
    found: Sequence[KeptSlip],
    chart: Mapping[str, Account],
    days: tuple[date, date],
) -> Report:
    """Lay out what waits at the village centres now, then the slips; reversed ones stay out of the total."""
    rows = (
        [Row((None, None, None, _("Waiting at the village centres"), None, None, None), Role.HEADING)]
        if waiting
        else []
    )
    rows += [
        Row(
            (sheet_number(each), each.last_day, each.village or None, sheet_words(each), each.total, None, None),
        )
        for each in waiting
    ]
    if waiting:
        rows.append(_total(ngettext("{count} sheet", "{count} sheets", len(waiting)), len(waiting), waiting))
    if found:
        rows.append(Row((None, None, None, _("Handed in"), None, None, None), Role.HEADING))
        rows += [_slip(each, chart) for each in found]
        stand = [each.counted for each in found if each.undone_by is None]
        words = ngettext("{count} slip", "{count} slips", len(stand)).format(count=len(stand))
        rows.append(Row((None, None, None, words, Money.sum(stand), None, None), Role.SUBTOTAL))
    first, last = days
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 12),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("village", _("Village"), Kind.CODE, 8),
            Column("text", _("What or who"), width=36),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("target", _("Into"), width=24),
            Column("state", _("State"), width=20),
        ),
        tuple(rows),
        span_words(first, last),
        landscape=True,
        answer=(
            ("waiting_satang", Money.sum(each.total for each in waiting).satang),
            ("account", VILLAGE_CENTRE),
        ),
        nothing=_("No village holds cash, and none handed any in."),
    )


def _total(words: str, many: int, waiting: Sequence[CentreSheet]) -> Row:
    total = Money.sum(each.total for each in waiting)
    return Row((None, None, None, words.format(count=many), total, None, None), Role.SUBTOTAL)


def _slip(each: KeptSlip, chart: Mapping[str, Account]) -> Row:
    people = " → ".join(part for part in (each.handed_by, each.received_by) if part)
    state = _("reversed by {voucher}").format(voucher=each.undone_by) if each.undone_by else None
    cells = (each.voucher, each.day, each.village or None, people, each.counted, chart[each.target].name, state)
    return Row(cells, opens=entry_link(each.voucher))


def sheet_number(sheet: CentreSheet) -> str:
    """Give the number of a sheet as people see it: S-0012."""
    return f"S-{sheet.id:04}"


def sheet_words(sheet: CentreSheet) -> str:
    """Name a sheet: its month, the file it was read from, and how many receipts it holds."""
    many = ngettext("{count} receipt", "{count} receipts", sheet.receipts).format(count=sheet.receipts)
    month = month_and_year(date.fromisoformat(f"{sheet.month}-01"))
    return " · ".join(part for part in (month, sheet.source, many) if part)
