"""Adopt the budget of a year, and say which payments go over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.budgets import Budget, Spread, over, problems_of_budget, spread
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period, PeriodStatus
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, budgets, periods, trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.budgets import BudgetAmount
    from welfare_desk.ledger.entries import Entry
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_YEARS_AWAY = 10


@needs(Permission.RECORD)
def adopt_budget(
    desk: Desk,
    adopted: Budget,
    amounts: Sequence[BudgetAmount],
    how: Spread = Spread.EQUAL,
) -> Budget:
    """Keep the budget of a fiscal year with its resolution, in place of one before; give it as it is kept.

    The lines of `adopted` are made of the amounts, which are spread over the months.
    """
    with desk.book.write() as tx:
        found = problems_of_budget(
            adopted.name, adopted.resolution, amounts, accounts.chart(tx), accounts.funds(tx)
        )  # fmt: skip
        if adopted.day > desk.today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        if abs(adopted.year - desk.today.year) > _YEARS_AWAY:
            found.append(problem("budget.year", N_("Choose the year that the budget is for."), "year"))
        if periods.statuses(tx).get(Period(adopted.year, CLOSING_NUMBER), PeriodStatus.OPEN) is not PeriodStatus.OPEN:
            text = N_("The year {year} is closed; its budget stays.")
            found.append(problem("budget.closed", text, "year", year=adopted.year + BE_OFFSET))
        if found:
            raise RuleError(*found)
        before = budgets.made_of(tx, adopted.year - 1)
        lines = {
            (each.account, each.fund, number): part
            for each in amounts
            for number, part in enumerate(spread(each, how, before.get((each.account, each.fund), ())), 1)
            if part
        }
        kept = Budget(adopted.year, adopted.name.strip(), adopted.day, adopted.resolution.strip(), lines)
        made = desk.made()
        budgets.add(tx, kept, made)
        trail.add(
            tx, made, "budget.adopted", str(kept.year), day=kept.day.isoformat(), resolution=kept.resolution
        )  # fmt: skip
    return kept


def over_budget(tx: Tx, entry: Entry) -> list[Problem]:
    """Say which expenses of an entry that was just posted went over the budget of its year."""
    left = budgets.left(tx, entry.day)
    return over(entry.postings, left.left, accounts.chart(tx), is_posted=True)
