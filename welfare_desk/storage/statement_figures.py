"""Ask for what the statements need beside kept balances: closings, openings, cash moved, budgets, the year before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from welfare_desk.storage import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from welfare_desk.storage.book import Tx

Pair: TypeAlias = "tuple[str, str]"  # an account and a fund

_KEPT = (
    "SELECT m.account, m.fund, sum(m.debit - m.credit) FROM movements m JOIN periods p ON p.id = m.period "
    "WHERE m.period % 100 = ? AND p.last_day BETWEEN ? AND ? GROUP BY m.account, m.fund"
)


def closed(tx: Tx, first: date, last: date) -> dict[Pair, int]:
    """Sum what the closing entries of some days moved, in satang, debit positive."""
    return _kept(tx, 13, first, last)


def opened(tx: Tx, first: date, last: date) -> dict[Pair, int]:
    """Sum what the opening entries of some days brought, in satang, debit positive."""
    return _kept(tx, 0, first, last)


def _kept(tx: Tx, number: int, first: date, last: date) -> dict[Pair, int]:
    asked = (number, first.isoformat(), last.isoformat())
    return {(account, fund): satang for account, fund, satang in rows.ask(tx, _KEPT, asked)}


class Part(NamedTuple):
    """One line of an entry: its entry, fund, account, and satang (debit positive)."""

    entry: int
    fund: str
    account: str
    satang: int


def cash_moved(tx: Tx, first: date, last: date) -> dict[Pair, tuple[int, int]]:
    """Sum what other accounts took part in entries that touch cash in their fund: received and paid, in satang.

    Openings are left out, and so is money that only went from one cash account to another.
    """
    # which entries touch cash is told once, by the index; asked of each line, it would cost its square in long entries
    asked = (
        "WITH cash AS MATERIALIZED (SELECT code FROM accounts WHERE cash_flow = 'cash'), "
        "touched AS MATERIALIZED (SELECT DISTINCT c.entry_id AS id, c.fund AS fund FROM cash CROSS JOIN funds f "
        "CROSS JOIN postings c ON c.account = cash.code AND c.fund = f.code AND c.day BETWEEN ? AND ?) "
        "SELECT p.account, p.fund, sum(max(-p.amount, 0)), sum(max(p.amount, 0)) FROM touched t "
        "CROSS JOIN entries e ON e.id = t.id AND e.kind IN ('normal', 'reversal') "
        "CROSS JOIN postings p ON p.entry_id = t.id AND p.fund = t.fund AND p.account NOT IN (SELECT code FROM cash) "
        "GROUP BY p.account, p.fund"
    )
    found = rows.ask(tx, asked, (first.isoformat(), last.isoformat()))
    return {(account, fund): (received, paid) for account, fund, received, paid in found}


def beside(tx: Tx, accounts: Sequence[str], first: date, last: date) -> dict[tuple[int, str], list[Part]]:
    """Read the lines of the entries that name some accounts, by entry and fund; openings and closings are left out."""
    marks = ", ".join("?" * len(accounts))
    asked = (
        "SELECT e.id, p.fund, p.account, p.amount FROM entries e JOIN postings p ON p.entry_id = e.id "  # noqa: S608
        "WHERE e.kind IN ('normal', 'reversal') AND e.id IN (SELECT s.entry_id FROM postings s "
        f"WHERE s.account IN ({marks}) AND s.day BETWEEN ? AND ?) ORDER BY e.id, p.line"
    )
    found: defaultdict[tuple[int, str], list[Part]] = defaultdict(list)
    for row in rows.ask(tx, asked, (*accounts, first.isoformat(), last.isoformat())) if accounts else ():
        found[row[0], row[1]].append(Part(*row))
    return found


def budgeted(tx: Tx, year: int, numbers: Iterable[int]) -> dict[Pair, int] | None:
    """Sum what the budget of a fiscal year gives some of its months, above zero; nothing where there is no budget."""
    newest = rows.first(tx, "SELECT max(id) FROM budgets WHERE fiscal_year = ?", (year,))
    if newest is None or newest[0] is None:
        return None
    asked = "SELECT account, fund, number, amount FROM budget_lines WHERE budget_id = ?"
    wanted, found = frozenset(numbers), defaultdict[Pair, int](int)
    for account, fund, number, amount in rows.ask(tx, asked, newest):
        if number in wanted:
            found[account, fund] += amount
    return dict(found)


def prior(tx: Tx, year: int) -> dict[Pair, int]:
    """Read the balances that a fiscal year before the book ended with, in satang, debit positive."""
    asked = "SELECT account, fund, amount FROM prior_figures WHERE fiscal_year = ?"
    return {(account, fund): satang for account, fund, satang in rows.ask(tx, asked, (year,))}
