"""Ask a cooperative's book what is looked at before one of its months is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.month_work import CoopMonth
from welfare_desk.coop.savings import SavingsState
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import borrowings, holdings, loans, provisions, savings, settlements

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx


def coop_month(tx: Tx, last: date) -> CoopMonth:
    """Ask what is earned and owed and not booked at the end of a day, and when loans were judged last."""
    placed = loans.positions(tx, last)
    owed = (
        settlements.interest_to(each, last) - each.accrued
        for each in savings.every_fact(tx)
        if each.state is not SavingsState.CLOSED
    )
    judged = [each.day for each in provisions.judgements(tx) if each.day <= last]
    return CoopMonth(
        last,
        Money.sum(at.to_accrue for _kept, at in placed),
        Money.sum(owed),
        Money.sum(each.interest_unbooked(last) for each in borrowings.borrowings(tx)),
        any(at.owed.principal > ZERO for _kept, at in placed),
        max(judged, default=None),
        holdings.unassigned(tx),
    )
