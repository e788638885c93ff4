"""What comes again: every how many months, when next, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.entries import Series
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.storage import recurring
from welfare_desk.storage.lookups import newest_entries
from welfare_desk.storage.templates import of_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.recurring import Recurring
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "recurring", N_("Entries that come again")
QUESTION = N_("What comes again every month, and what is due now?")
PARAMETERS = ()
MOST_VOUCHERS = 100


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for everything that comes again, and lay it out."""
    return lay_out(recurring.all_recurring(tx), recurring.last_posts(tx), asked.today)


def lay_out(found: Sequence[Recurring], posts: Mapping[int, tuple[date, str]], today: date) -> Report:
    """Lay out one line for each, what is due first; the sum is what one act would post now."""
    ordered = sorted(found, key=lambda each: (not each.is_active or each.is_over, each.next_day, each.name))
    rows: list[Row] = []
    for each in ordered:
        due = each.days_due(today)
        amount = Money.sum(line.amount for line in each.entry.postings if line.amount > ZERO)
        last = posts.get(each.number)
        rows.append(
            Row(
                (
                    each.number, each.name, each.entry.payee or None, _every(each.months),
                    each.next_day if each.is_active and not each.is_over else None, each.last_day, amount * len(due),
                    amount, last[1] if last else None, _state(each, len(due)),
                ),
                opens=entry_link(last[1]) if last else None,
            )
        )  # fmt: skip
    count = sum(len(each.days_due(today)) for each in found)
    if rows:
        total = Money.sum(cell for row in rows if isinstance(cell := row.cells[6], Money))
        rows.append(Row((None, _("Due now"), *([None] * 4), total, *([None] * 3)), Role.TOTAL))
    text = ngettext("{count} entry is due.", "{count} entries are due.", count)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 5),
            Column("name", _("What comes again"), width=24),
            Column("payee", _("From or to whom"), width=20),
            Column("every", _("Comes how often"), width=14),
            Column("next", _("Comes next on"), Kind.DAY, 12),
            Column("last", _("Last time on"), Kind.DAY, 12),
            Column("due", _("Due now"), Kind.MONEY, 12),
            Column("amount", _("Each time"), Kind.MONEY, 12),
            Column("voucher", _("Posted last"), Kind.CODE, 12),
            Column("state", _("State"), width=18),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(text.format(count=count),) if count else (),
        landscape=True,
        nothing=_("Nothing comes again yet."),
    )


def _every(months: int) -> str:
    words = {1: _("every month"), 3: _("every 3 months"), 6: _("every 6 months"), 12: _("every year")}
    return words[months]


def _state(kept: Recurring, due: int) -> str:
    if not kept.is_active:
        return _("stopped")
    if kept.is_over:
        return _("came for the last time")
    return ngettext("due, {count} time", "due, {count} times", due).format(count=due) if due else _("not due yet")


def sources(tx: Tx) -> list[tuple[str, str]]:
    """Give what may be made to come again: templates of money (`PV:name`), then the newest vouchers (`#PV…`)."""
    kinds = {Series.PAYMENT.value: _("template, money out"), Series.RECEIPT.value: _("template, money in")}
    templates = [
        (f"{kind}:{name}", f"{name} ({words})") for kind, words in kinds.items() for name, _c in of_kind(tx, kind)
    ]
    vouchers = [
        (f"#{voucher}", " · ".join(part for part in (voucher, memo, payee) if part))
        for voucher, memo, payee in newest_entries(tx, MOST_VOUCHERS)
    ]
    return [*templates, *vouchers]
