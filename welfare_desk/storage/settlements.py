"""Reckon what a member would take along on leaving, and the interest of savings that are paid out."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.coop.memberships import SavingsPart, Settlement
from welfare_desk.coop.savings import InterestRow, SavingsState, holds_of
from welfare_desk.coop.savings_interest import TaxedBefore, broken_due, interest_due, tax_of
from welfare_desk.coop.savings_products import SavingsKind
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import coop_loans, savings, shares

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.savings import SavingsFacts


def interest_to(facts: SavingsFacts, last: date) -> Money:
    """Reckon what an account earned up to the end of a day and was not yet credited."""
    return interest_due(facts.moves, facts.periods, facts.posted, last) + facts.brought


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
        tax = tax_of(interest, facts.product, taxed(own, day.year)[account.member])
    return InterestRow(account, interest, tax, facts.accrued)


def taxed(facts: Iterable[SavingsFacts], year: int) -> defaultdict[str, TaxedBefore]:
    """Sum what each member's taxed accounts were credited in a calendar year, and the tax of it."""
    found: defaultdict[str, TaxedBefore] = defaultdict(TaxedBefore)
    for each in facts:
        if each.product.tax_rate:
            interest, tax = each.taxed(year)
            before = found[each.account.member]
            found[each.account.member] = TaxedBefore(before.interest + interest, before.tax + tax)
    return found


def settlement_of(tx: Tx, number: str, day: date) -> Settlement:
    """Reckon what a member would take along and owes on a day, and for whose loans she stands surety."""
    parts = [_part(facts, row) for facts, row in closing(tx, number, day)]
    return Settlement(
        number,
        day,
        shares.held(tx, number),
        tuple(parts),
        coop_loans.owed_by(tx, number, day),
        coop_loans.commitments_of(tx, number, day),
    )


def closing(tx: Tx, member: str, day: date) -> list[tuple[SavingsFacts, InterestRow]]:
    """Read the open accounts of a member, each with the interest that it would be paid out with on a day."""
    facts = [savings.facts_of(tx, each) for each in savings.of_member(tx, member)]
    return [(each, closing_row(tx, each, day)) for each in facts if each.state is not SavingsState.CLOSED]


def _part(facts: SavingsFacts, row: InterestRow) -> SavingsPart:
    held = Money.sum(each.amount for each in holds_of(facts.events))
    return SavingsPart(facts.account.number, facts.balance, row.interest, row.tax, held)
