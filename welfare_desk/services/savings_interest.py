"""Interest on members' savings: accrued at the end of a month, posted twice a year or as the products say."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Moved
from welfare_desk.coop.savings import InterestRow, SavingsState, accrual_lines, interest_lines
from welfare_desk.coop.savings_interest import TaxedBefore, broken_due, interest_due, tax_of
from welfare_desk.coop.savings_products import SavingsKind
from welfare_desk.dates import last_of_month, long_day
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Series
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services import coop_papers
from welfare_desk.services.desk import needs
from welfare_desk.storage import periods, savings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.savings import SavingsFacts


def interest_to(facts: SavingsFacts, last: date) -> Money:
    """Reckon what an account earned up to the end of a day and was not yet credited."""
    return interest_due(facts.moves, facts.periods, facts.posted, last) + facts.brought


@needs(Permission.RECORD)
def post_savings_interest(desk: Desk, day: date) -> Posted:
    """Credit interest up to a day to every account whose product is due in that month, in one entry.

    Tax is kept back as the products say; what was accrued is used up first.
    """
    with desk.book.write() as tx:
        _refuse_day(tx, desk, day)
        first_month = periods.calendar(tx).first_month
        facts = savings.every_fact(tx)
        before = _taxed(facts, day.year)
        rows: list[InterestRow] = []
        for each in facts:
            if each.state is SavingsState.CLOSED or not each.product.posts_in(day, first_month):
                continue
            interest = interest_to(each, day)
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
            (each.account.holding, interest_to(each, day) - each.accrued)
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


def closing_row(tx: Tx, facts: SavingsFacts, day: date) -> InterestRow:
    """Reckon the interest of an account that is paid out on a day: to the day before, at the lower rate if broken."""
    account, last = facts.account, day - timedelta(days=1)
    matures = account.terms.matures
    if facts.product.kind is SavingsKind.FIXED and matures is not None and day < matures:
        interest = broken_due(facts.paid_in, facts.periods[0].product, account.opened, facts.interest, last)
    else:
        interest = interest_to(facts, last)
    tax = ZERO
    if facts.product.tax_rate:
        own = [savings.facts_of(tx, each) for each in savings.of_member(tx, account.member)]
        tax = tax_of(interest, facts.product, _taxed(own, day.year)[account.member])
    return InterestRow(account, interest, tax, facts.accrued)


def _taxed(facts: Iterable[SavingsFacts], year: int) -> defaultdict[str, TaxedBefore]:
    """Sum what each member's taxed accounts were credited in a calendar year, and the tax of it."""
    found: defaultdict[str, TaxedBefore] = defaultdict(TaxedBefore)
    for each in facts:
        if each.product.tax_rate:
            interest, tax = each.taxed(year)
            before = found[each.account.member]
            found[each.account.member] = TaxedBefore(before.interest + interest, before.tax + tax)
    return found


def _refuse_day(tx: Tx, desk: Desk, day: date) -> None:
    coop_papers.refuse_welfare_book(tx)
    if day > desk.today:
        raise RuleError(problem("match.future", N_("The day may not lie in the future."), "day"))
