"""Journal: every entry with its lines, in order of day and posting."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import or_, select

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.account_lines import told
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import AFTER, ROWS, TO, Default, Parameter, ParameterKind
from welfare_desk.storage import accounts, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import Fund
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "journal", N_("Journal")
QUESTION = N_("What was posted, line by line?")
PARAMETERS = (
    Parameter("from", N_("From"), ParameterKind.DAY, Default.MONTH_START),
    TO,
    Parameter(
        "series",
        N_("Series"),
        ParameterKind.CHOICE,
        choices=(
            ("", N_("All")),
            ("RV", N_("Receipt vouchers")),
            ("PV", N_("Payment vouchers")),
            ("JV", N_("General vouchers")),
            ("OB", N_("Opening vouchers")),
        ),
    ),
    AFTER,
    ROWS,
)


class JournalLine(NamedTuple):
    """One line of an entry with what its entry says; the amount is in satang, debit positive."""

    entry_id: int
    day: date
    voucher: str
    memo: str
    payee: str
    account: str
    fund: str
    amount: int
    member: str | None


class Page(NamedTuple):
    """Which entries are wanted: of some days and a series (empty: all), so many after one (0: all after it)."""

    first: date
    last: date
    series: str = ""
    after: str = ""
    rows: int = 0


def journal_lines(tx: Tx, page: Page) -> Iterator[JournalLine]:
    """Ask for the lines of entries, one entry after the other, in order of day and posting."""
    e, p = schema.entries.c, schema.postings.c
    begins, after_id = page.first.isoformat(), 0
    if page.after:
        day, entry_id = tx.execute(select(e.day, e.id).where(e.voucher == page.after)).one()
        begins, after_id = (day, entry_id) if day >= begins else (begins, after_id)
    heads = select(e.id, e.day, e.voucher, e.memo, e.payee).where(
        e.day.between(begins, page.last.isoformat()), or_(e.day > begins, e.id > after_id)
    )
    if page.series:
        heads = heads.where(e.series == page.series)
    if page.rows:
        heads = heads.order_by(e.day, e.id).limit(page.rows)
    h = heads.subquery().c
    asked = (
        select(h.id, h.day, h.voucher, h.memo, h.payee, p.account, p.fund, p.amount, p.member)
        .join(schema.postings, p.entry_id == h.id)
        .order_by(h.day, h.id, p.line)
    )
    for entry_id, day, voucher, memo, payee, *line in tx.execute(asked):
        yield JournalLine(entry_id, date.fromisoformat(day), voucher, memo or "", payee or "", *line)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the entries and lay them out; a page of so many rows holds so many entries."""
    page = Page(asked.day("from"), asked.day("to"), asked.text("series"), asked.text("after"), asked.number("rows"))
    one_more = page._replace(rows=page.rows and page.rows + 1)
    lines = list(journal_lines(tx, one_more))
    return lay_out(lines, page, accounts.chart(tx), all_funds(tx))


def lay_out(
    lines: Sequence[JournalLine], page: Page, chart: Mapping[str, Account], funds: Mapping[str, Fund]
) -> Report:
    """Lay out the lines of entries, the words of an entry at its first line."""
    entries = [list(group) for _, group in groupby(lines, key=lambda line: line.entry_id)]
    goes_on = 0 < page.rows < len(entries)
    entries = entries[: page.rows] if goes_on else entries
    rows: list[Row] = []
    total = [Money(0), Money(0)]
    for entry in entries:
        for place, line in enumerate(entry):
            amount = Money(abs(line.amount))
            total[line.amount < 0] += amount
            sides = (amount, None) if line.amount > 0 else (None, amount)
            text = told(line.memo, line.payee) if place == 0 else None
            names = (line.account, chart[line.account].name, funds[line.fund].name)
            rows.append(Row((line.day, line.voucher, text, *names, *sides), opens=entry_link(line.voucher)))
    if rows:
        words = ngettext("Total of {count} entry", "Total of {count} entries", len(entries)).format(
            count=f"{len(entries):,}"
        )
        more = _next_page(page, entries[-1][0].voucher) if goes_on else None
        rows.append(Row((None, None, words, None, None, None, *total), Role.TOTAL, more))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("text", _("Description"), width=30),
            Column("account", _("Number"), Kind.CODE, 8),
            Column("name", _("Account"), width=28),
            Column("fund", _("Fund"), width=16),
            Column("debit", _("Debit"), Kind.MONEY, 14),
            Column("credit", _("Credit"), Kind.MONEY, 14),
        ),
        tuple(rows),
        span_words(page.first, page.last),
        notes=(_("More entries follow after this page."),) if goes_on else (),
        landscape=True,
        nothing=_("Nothing was posted in these days."),
    )


def _next_page(page: Page, last: str) -> Link:
    params = {
        "from": page.first.isoformat(),
        "to": page.last.isoformat(),
        "series": page.series,
        "after": last,
        "rows": str(page.rows),
    }
    return Link(NAME, tuple((name, value) for name, value in params.items() if value))
