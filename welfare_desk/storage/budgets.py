"""Keep budgets as they were adopted, and ask what a year made of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.ledger.budgets import Budget
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import periods

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.budgets import Key
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


class BudgetLeft(NamedTuple):
    """What is left of the budget of a fiscal year, of each expense that has one, and the days of that year."""

    first: date
    last: date
    left: Mapping[Key, Money]


def add(tx: Tx, budget: Budget, made: Made) -> int:
    """Keep a budget, in force from now on for its year, and give its number."""
    asked = (
        "INSERT INTO budgets (fiscal_year, name, day, resolution, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?) "
        "RETURNING id"
    )
    values = (budget.year, budget.name, budget.day.isoformat(), budget.resolution, made.by, made.at)
    key = tx.exec_driver_sql(asked, values).scalar_one()
    lines = [(key, *place, amount.satang) for place, amount in sorted(budget.lines.items()) if amount]
    tx.exec_driver_sql(
        "INSERT INTO budget_lines (budget_id, account, fund, number, amount) VALUES (?, ?, ?, ?, ?)", lines
    )
    return key


def in_force(tx: Tx, year: int) -> Budget | None:
    """Read the budget of a fiscal year that was adopted last, or nothing."""
    asked = "SELECT id, name, day, resolution FROM budgets WHERE fiscal_year = ? ORDER BY id DESC LIMIT 1"
    head = tx.exec_driver_sql(asked, (year,)).one_or_none()
    if head is None:
        return None
    rows = tx.exec_driver_sql("SELECT account, fund, number, amount FROM budget_lines WHERE budget_id = ?", (head[0],))
    lines = {(account, fund, number): Money(satang) for account, fund, number, satang in rows}
    return Budget(year, head[1], date.fromisoformat(head[2]), head[3], lines)


def versions(tx: Tx, year: int) -> int:
    """Count how often a budget was adopted for a year."""
    return tx.exec_driver_sql("SELECT count(*) FROM budgets WHERE fiscal_year = ?", (year,)).scalar_one()


def made_of(tx: Tx, year: int) -> dict[Key, list[Money]]:
    """Ask what each income and expense made in each fund and month of a fiscal year, above zero for what it is for.

    Closing entries are left out; what was brought forward counts in the book's first month.
    """
    calendar = periods.calendar(tx)
    days = (calendar.year_start(year).isoformat(), calendar.year_end(year).isoformat())
    asked = (
        "SELECT m.account, m.fund, p.first_day, "
        "sum(CASE a.type WHEN 'R' THEN m.credit - m.debit ELSE m.debit - m.credit END) FROM movements m "
        "JOIN accounts a ON a.code = m.account JOIN periods p ON p.id = m.period "
        "WHERE a.type IN ('R', 'X') AND m.period % 100 <> 13 AND p.first_day BETWEEN ? AND ? "
        "GROUP BY m.account, m.fund, p.first_day"
    )
    found: defaultdict[Key, list[Money]] = defaultdict(lambda: [ZERO] * 12)
    for account, fund, day, satang in tx.exec_driver_sql(asked, days):
        found[account, fund][calendar.period_of(date.fromisoformat(day)).number - 1] += Money(satang)
    return dict(found)


def left(tx: Tx, day: date) -> BudgetLeft:
    """Ask what is left of the budget in force in the fiscal year of a day."""
    calendar = periods.calendar(tx)
    year = calendar.year_of(day)
    budget = in_force(tx, year)
    made = made_of(tx, year) if budget else {}
    asked = "SELECT code FROM accounts WHERE type = 'X'"
    expenses = {code for (code,) in tx.exec_driver_sql(asked)} if budget else set[str]()
    keys = [key for key in budget.keys() if key[0] in expenses] if budget else []  # noqa: SIM118 - no mapping
    found = {key: budget.amount(*key) - Money.sum(made.get(key, ())) for key in keys} if budget else {}
    return BudgetLeft(calendar.year_start(year), calendar.year_end(year), found)
