"""Interest on members' savings: accrued at the end of a month, posted twice a year or as the products say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Moved
from welfare_desk.coop.savings import InterestRow, SavingsState, accrual_lines, interest_lines
from welfare_desk.coop.savings_interest import TaxedBefore, tax_of
from welfare_desk.dates import last_of_month, long_day
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Series
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services import coop_papers
from welfare_desk.services.desk import needs
from welfare_desk.storage import periods, savings, settlements

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.RECORD)
def post_savings_interest(desk: Desk, day: date) -> Posted:
    """Credit interest up to a day to every account whose product is due in that month, in one entry.

    Tax is kept back as the products say; what was accrued is used up first.
    """
    with desk.book.write() as tx:
        _refuse_day(tx, desk, day)
        first_month = periods.calendar(tx).first_month
        facts = savings.every_fact(tx)
        before = settlements.taxed(facts, day.year)
        rows: list[InterestRow] = []
        for each in facts:
            if each.state is SavingsState.CLOSED or not each.product.posts_in(day, first_month):
                continue
            interest = settlements.interest_to(each, day)
            if not interest and not each.accrued:
                continue
            earned = before[each.account.member]
            tax = tax_of(interest, each.product, earned)
            if each.product.tax_rate:
                before[each.account.member] = TaxedBefore(earned.interest + interest, earned.tax + tax)
            rows.append(InterestRow(each.account, interest, tax, each.accrued))
        if not rows:
            text = N_("No account has interest to be posted on {day}: none is due in this month, or none earned any.")
            raise RuleError(problem("savings.no_interest", text, "day", day=day))
        lines, moves = interest_lines(rows, savings.interest_accounts(tx), coop_papers.fund_of(tx))
        memo = fill(_(N_("Interest on savings to {day}")), {"day": long_day(day)})
        moved = Moved(Entry(day, Series.GENERAL, memo, tuple(lines)), tuple(moves))
        total = Money.sum(row.interest for row in rows)
        act = ("savings.interest_posted", day.isoformat())
        return coop_papers.post(tx, desk, moved, act, satang=total.satang, count=len(rows))


@needs(Permission.RECORD)
def accrue_savings_interest(desk: Desk, month: date) -> Posted | None:
    """Book what accounts earned to the end of a month and were not credited; nothing to book is nothing done."""
    with desk.book.write() as tx:
        day = last_of_month(month)
        _refuse_day(tx, desk, day)
        owed = [
            (each.account.holding, settlements.interest_to(each, day) - each.accrued)
            for each in savings.every_fact(tx)
            if each.state is not SavingsState.CLOSED
        ]
        lines, moves = accrual_lines(owed, savings.interest_accounts(tx), coop_papers.fund_of(tx))
        if not lines:
            return None
        memo = fill(_(N_("Interest on savings accrued to {day}")), {"day": long_day(day)})
        moved = Moved(Entry(day, Series.GENERAL, memo, tuple(lines)), tuple(moves))
        act = ("savings.interest_accrued", day.isoformat())
        return coop_papers.post(tx, desk, moved, act, satang=Money.sum(amount for _, amount in owed).satang)


def _refuse_day(tx: Tx, desk: Desk, day: date) -> None:
    coop_papers.refuse_welfare_book(tx)
    if day > desk.today:
        raise RuleError(problem("match.future", N_("The day may not lie in the future."), "day"))
