"""Read what the ratios of a year or a month are made of, from postings; closing entries are looked through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act, Ledger
from welfare_desk.coop.ratios import RatioFigures
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.periods import CLOSING_NUMBER, PeriodStatus
from welfare_desk.members.register import Status
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import accounts, coop_accounts, figures, holding_moves, loans, periods, rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.storage.book import Tx

_CURRENT_ASSETS, _CURRENT_LIABILITIES = "11000", "21000"  # headers of the chart of cooperatives; others have none
_FUNDS = ("33000", "34000")
_LENT = (
    CoopAccount.EMERGENCY_LOANS, CoopAccount.ORDINARY_LOANS, CoopAccount.SPECIAL_LOANS, CoopAccount.HOUSING_LOANS,
    CoopAccount.LITIGATION,
)  # fmt: skip


def closed_periods(tx: Tx, *, by_month: bool, most: int) -> list[tuple[date, date]]:
    """Give the first and last days of the last closed years, or months, the oldest first."""
    calendar = periods.calendar(tx)
    found: list[tuple[date, date]] = []
    for period, status in sorted(periods.statuses(tx).items(), key=lambda each: each[0]):
        if status is PeriodStatus.OPEN or (period.number == CLOSING_NUMBER) is by_month or not period.number:
            continue
        first, last = calendar.days_of(period)
        found.append((first if by_month else max(calendar.first_day, calendar.year_start(period.fiscal_year)), last))
    return found[-most:]


def figures_of(tx: Tx, first: date, last: date) -> RatioFigures:
    """Read the figures of the days from one to another; what is of a day is as of the last."""
    chart, roles = accounts.chart(tx), coop_accounts.roles(tx)
    stands, moved = _sums(tx, last), _made(tx, first, last)
    types = _by_type(chart, stands)
    result = Money.sum(amount for code, amount in stands.items() if chart[code].type in _RESULT)
    interest = Money.sum(
        moved.get(code, ZERO) for code in {roles[CoopAccount.DEPOSIT_INTEREST], roles[CoopAccount.BORROWING_INTEREST]}
    )
    revenue = -Money.sum(amount for code, amount in moved.items() if chart[code].type is AccountType.INCOME)
    costs = Money.sum(amount for code, amount in moved.items() if chart[code].type is AccountType.EXPENSE)
    reserve = roles[CoopAccount.RESERVE]
    kept = holding_moves.controls(tx)
    lent = {roles[each] for each in _LENT}
    saved = {code for code, ledger in kept.items() if ledger is Ledger.SAVINGS}
    saved -= {roles[CoopAccount.ACCRUED_INTEREST_PAYABLE]}
    standings = loans.standings(tx, last)
    return RatioFigures(
        first,
        last,
        assets=types[AccountType.ASSET],
        current_assets=_under(chart, stands, _CURRENT_ASSETS),
        liabilities=-types[AccountType.LIABILITY],
        current_liabilities=-_under(chart, stands, _CURRENT_LIABILITIES),
        equity=-(types[AccountType.EQUITY] + result),
        reserve=-stands.get(reserve, ZERO),
        other_funds=-Money.sum(_under(chart, stands, each) for each in _FUNDS)
        + (stands.get(reserve, ZERO) if _has_ancestor(chart, reserve, _FUNDS) else ZERO),
        savings=-Money.sum(stands.get(code, ZERO) for code in saved),
        loans=Money.sum(stands.get(code, ZERO) for code in lent),
        revenue=revenue,
        interest_paid=interest,
        running_cost=costs - interest,
        profit=revenue - costs,
        due=_principal_due(tx, first, last),
        late=Money.sum(each.overdue for each in standings),
        members=sum(
            status is Status.ACTIVE and (entry is None or entry <= last)
            for entry, status in figures.standings(tx, last)
        ),
        business=_business(tx, first, last),
    )


_RESULT = (AccountType.INCOME, AccountType.EXPENSE)


def _sums(tx: Tx, last: date) -> dict[str, Money]:
    asked = "SELECT account, sum(amount) FROM postings WHERE day <= ? GROUP BY account"
    return {code: Money(satang) for code, satang in rows.ask(tx, asked, (last.isoformat(),))}


def _made(tx: Tx, first: date, last: date) -> dict[str, Money]:
    asked = (
        "SELECT p.account, sum(p.amount) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "JOIN accounts a ON a.code = p.account "
        "WHERE p.day BETWEEN ? AND ? AND e.kind <> 'closing' AND a.type IN ('R', 'X') GROUP BY p.account"
    )
    found = rows.ask(tx, asked, (first.isoformat(), last.isoformat()))
    return {code: Money(satang) for code, satang in found}


def _by_type(chart: Mapping[str, Account], sums: Mapping[str, Money]) -> defaultdict[AccountType, Money]:
    found: defaultdict[AccountType, Money] = defaultdict(lambda: ZERO)
    for code, amount in sums.items():
        found[chart[code].type] += amount
    return found


def _under(chart: Mapping[str, Account], sums: Mapping[str, Money], header: str) -> Money:
    return Money.sum(amount for code, amount in sums.items() if _has_ancestor(chart, code, (header,)))


def _has_ancestor(chart: Mapping[str, Account], code: str, headers: tuple[str, ...]) -> bool:
    above = chart[code].parent
    while above is not None and above not in headers:
        above = chart[above].parent
    return above is not None


def _principal_due(tx: Tx, first: date, last: date) -> Money:
    """Sum the principal that fell due by the schedules in force."""
    asked = (
        "SELECT coalesce(sum(i.principal), 0) FROM loan_instalments i WHERE i.due_day BETWEEN ? AND ? AND i.version = "
        "(SELECT max(s.version) FROM loan_schedules s WHERE s.holding_id = i.holding_id AND s.from_day <= ?)"
    )
    return Money(rows.ask(tx, asked, (first.isoformat(), last.isoformat(), last.isoformat()))[0][0])


def _business(tx: Tx, first: date, last: date) -> Money:
    """Sum what was lent, and taken in as shares and savings; what was reversed is left out with its reversal."""
    asked = (
        "SELECT coalesce(sum(abs(m.amount)), 0) FROM holding_moves m JOIN holdings h ON h.id = m.holding_id "
        "JOIN entries e ON e.id = m.entry_id WHERE m.day BETWEEN ? AND ? AND e.kind <> 'reversal' "
        "AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = e.id) "
        "AND ((h.ledger = 'loan' AND m.act = ? AND m.amount > 0) "
        "OR (h.ledger IN ('share', 'savings') AND m.act = ? AND m.amount < 0))"
    )
    values = (first.isoformat(), last.isoformat(), Act.DRAW.value, Act.DEPOSIT.value)
    return Money(rows.ask(tx, asked, values)[0][0])
