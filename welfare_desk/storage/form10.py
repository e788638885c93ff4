"""Read what section 10 of the status form rests on: accounts, what openings and closings put into them, and before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import Money
from welfare_desk.storage import accounts
from welfare_desk.welfare.status_form import FIGURES, USED, Carried, difference, financial_position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from welfare_desk.storage.book import Tx

_LAST = "9999-12-31"
_OF_KIND = "e.kind = '{0}' OR e.reverses IN (SELECT id FROM entries WHERE kind = '{0}')"  # and its undoing


class Before(NamedTuple):
    """A figure of the status form from before the book."""

    amount: Money
    people: int


def figures_before(tx: Tx) -> dict[str, Before]:
    """Read the figures before the book by their lines."""
    found = tx.exec_driver_sql("SELECT line, amount, people FROM form_figures ORDER BY line")
    return {line: Before(Money(satang), people) for line, satang, people in found}


def money_before(tx: Tx) -> dict[str, Money]:
    """Read the figures before the book that section 10 counts; none where nobody wrote them down."""
    return {line: each.amount for line, each in figures_before(tx).items() if line in FIGURES}


def carried(tx: Tx, balances: Mapping[str, int], day: date) -> dict[str, Carried]:
    """Hold the balances of a day beside what openings and closings up to it put into each account."""
    opened, closed = (_of_kind(tx, kind, day.isoformat()) for kind in ("opening", "closing"))
    return {code: Carried(satang, opened.get(code, 0), closed.get(code, 0)) for code, satang in balances.items()}


def _of_kind(tx: Tx, kind: str, last: str) -> dict[str, int]:
    asked = (
        "SELECT p.account, sum(p.amount) FROM entries e JOIN postings p ON p.entry_id = e.id "  # noqa: S608 - our own text
        f"WHERE e.day <= ? AND ({_OF_KIND.format(kind)}) GROUP BY p.account"
    )
    return {row[0]: row[1] for row in tx.exec_driver_sql(asked, (last,))}


def faults(tx: Tx) -> Iterator[Problem]:
    """Tell where both sides of section 10 differ; nothing that is kept for speed is asked."""
    chart = accounts.chart(tx)
    if USED not in chart:  # a book of another kind has no status form
        return
    balances = {
        row[0]: row[1] for row in tx.exec_driver_sql("SELECT account, sum(amount) FROM postings GROUP BY account")
    }
    opened, closed = _of_kind(tx, "opening", _LAST), _of_kind(tx, "closing", _LAST)
    all_of = {
        code: Carried(satang, opened.get(code, 0), closed.get(code, 0))
        for code, satang in balances.items()
        if code in chart
    }
    before = money_before(tx)
    if satang := difference(all_of, chart, before):
        found = financial_position(all_of, chart, before)
        text = N_("The status form says {received} baht came in and {used} baht are there or were used.")
        yield problem("status_form", text, received=found.received, used=found.used, difference=abs(satang))
