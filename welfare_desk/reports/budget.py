"""The budget against what the books made of it: by account and fund, for a month, the year so far, or all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, MONTHS_PER_YEAR, last_of_month, long_day, span_words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import RESULT_TYPES, AccountType, may_post
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FUND, Default, Parameter, ParameterKind
from welfare_desk.storage import accounts, budgets, periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.budgets import Budget, Key
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.budgets import BudgetLeft

NAME, TITLE = "budget", N_("Budget and what became of it")
QUESTION = N_("Where do income and spending differ from the budget?")
TO_DATE, MONTH, YEAR = "to-date", "month", "year"
SPANS = ((TO_DATE, N_("the year so far")), (MONTH, N_("this month")), (YEAR, N_("the whole year")))
PARAMETERS = (
    Parameter("month", N_("Month"), ParameterKind.MONTH, Default.TODAY),
    Parameter("show", N_("Shows"), ParameterKind.CHOICE, choices=SPANS),
    FUND,
)
WORDS = {
    AccountType.INCOME: (N_("Income"), N_("All income")),
    AccountType.EXPENSE: (N_("Expenses"), N_("All expenses")),
}


class BudgetedLine(NamedTuple):
    """An account in a fund: what the budget says, and what the books say."""

    account: Account
    fund: str
    budget: Money
    made: Money


class BudgetSheet(NamedTuple):
    """What a budget is written on: the accounts, the funds, what last year and this year made, and what stands."""

    year: int
    accounts: tuple[Account, ...]
    funds: tuple[tuple[str, str], ...]
    last_year: Mapping[Key, Money]
    this_year: Mapping[Key, Money]
    standing: Budget | None
    versions: int


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the budget in force in the fiscal year of a month, and hold it against the books."""
    calendar, month = periods.calendar(tx), asked.day("month")
    period = calendar.period_of(month)
    numbers = {
        TO_DATE: range(1, period.number + 1),
        MONTH: range(period.number, period.number + 1),
        YEAR: range(1, MONTHS_PER_YEAR + 1),
    }[asked.text("show")]
    budget, made = budgets.in_force(tx, period.fiscal_year), budgets.made_of(tx, period.fiscal_year)
    chart, wanted = accounts.chart(tx), asked.text("fund")
    keys = sorted({*made, *(budget.keys() if budget else ())})
    found = [
        BudgetedLine(
            chart[account],
            fund,
            budget.amount(account, fund, numbers) if budget else ZERO,
            Money.sum(made[account, fund][number - 1] for number in numbers) if (account, fund) in made else ZERO,
        )
        for account, fund in keys
        if wanted in ("", fund)
    ]
    first = calendar.days_of(calendar.period_of(month))[0] if asked.text("show") == MONTH else None
    start = first or calendar.year_start(period.fiscal_year)
    end = calendar.year_end(period.fiscal_year) if asked.text("show") == YEAR else last_of_month(month)
    funds = {code: fund.name for code, fund in all_funds(tx).items()}
    return lay_out([each for each in found if each.budget or each.made], budget, funds, (start, end))


def lay_out(
    found: Sequence[BudgetedLine], budget: Budget | None, funds: Mapping[str, str], days: tuple[date, date]
) -> Report:  # fmt: skip
    """Lay out income over expenses, each line with what the books say more or less than the budget."""
    rows: list[Row] = []
    for kind, (heading, total) in WORDS.items():
        mine = [each for each in found if each.account.type is kind]
        if mine:
            rows.append(Row((None, _(heading), *([None] * 5)), Role.HEADING))
            rows += [_row(each, funds, days) for each in mine]
            sums = Money.sum(each.budget for each in mine), Money.sum(each.made for each in mine)
            rows.append(Row((None, _(total), None, *_figures(*sums)), Role.SUBTOTAL))
    said = _("No budget is adopted for this year.")
    if budget is not None:
        said = _("{name}, adopted on {day} by resolution {resolution}")
        said = said.format(name=budget.name, day=long_day(budget.day), resolution=budget.resolution)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("account", _("Number"), Kind.CODE, 8),
            Column("name", _("Account"), width=34),
            Column("fund", _("Fund"), width=16),
            Column("budget", _("Budget"), Kind.MONEY, 14),
            Column("made", _("In the books"), Kind.MONEY, 14),
            Column("difference", _("More (less) than the budget"), Kind.MONEY, 14),
            Column("percent", _("Per cent"), Kind.NUMBER, 8),
        ),
        tuple(rows),
        span_words(*days),
        notes=(said,),
        nothing=_("No budget is adopted for this year, and nothing came in or went out."),
    )


def _row(line: BudgetedLine, funds: Mapping[str, str], days: tuple[date, date]) -> Row:
    link = Link(
        "general-ledger",
        (
            ("account", line.account.code),
            ("fund", line.fund),
            ("from", days[0].isoformat()),
            ("to", days[1].isoformat()),
        ),
    )
    words = (line.account.code, line.account.name, funds[line.fund])
    return Row((*words, *_figures(line.budget, line.made)), opens=link)


def _figures(budget: Money, made: Money) -> tuple[Money, Money, Money, int | None]:
    percent = (made.satang * 200 + budget.satang) // (budget.satang * 2) if budget else None
    return budget, made, made - budget, percent


def budget_sheet(tx: Tx, year: int) -> BudgetSheet:
    """Give what the budget of a fiscal year is written on."""
    found = [each for each in accounts.chart(tx).values() if may_post(each) and each.type in RESULT_TYPES]
    sums = [{key: Money.sum(months) for key, months in budgets.made_of(tx, each).items()} for each in (year - 1, year)]
    funds = tuple((code, fund.name) for code, fund in accounts.funds(tx).items())
    standing = budgets.in_force(tx, year)
    return BudgetSheet(year, tuple(found), funds, sums[0], sums[1], standing, budgets.versions(tx, year))


def budget_years(tx: Tx, today: date) -> list[tuple[int, str]]:
    """Give the fiscal years that a budget may be written for: this one and the next, with their words."""
    year = periods.calendar(tx).year_of(today)
    return [(each, str(each + BE_OFFSET)) for each in (year, year + 1)]


def budget_left(tx: Tx, today: date) -> BudgetLeft:
    """Tell what is left of this year's budget, for what a form says before it is saved."""
    return budgets.left(tx, today)
