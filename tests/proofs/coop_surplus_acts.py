"""One call of every service of the allowance, the surplus and borrowings, each on a book where it can be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.builders import a_book, an_entry
from tests.coop_surplus import ASK, MEETING, TERMS
from welfare_desk.coop.dividends import ShareOf
from welfare_desk.coop.provision_rules import rules_as_mapping
from welfare_desk.coop.ratios import CoopType
from welfare_desk.coop.strength import CreditStrength, Grade
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.services import allowance, borrowings, credit_strength, entries, surplus
from welfare_desk.services.books import BookKind
from welfare_desk.storage.provision_rules import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from welfare_desk.services.desk import Desk

MARCH = date(2026, 3, 31)
ONE = "บ.1/2568"


def a_year_to_share(folder: Path) -> Path:
    """Make a cooperative whose last year before the book left a profit."""
    return _brought(folder, "-40,000", "40,000")


def a_year_of_loss(folder: Path) -> Path:
    """Make a cooperative whose last year before the book left a loss."""
    return _brought(folder, "500", "-500")


def _brought(folder: Path, result: str, other: str) -> Path:
    desk = a_book(folder, "สหกรณ์ ข.welfare", kind=BookKind.COOPERATIVE, today=MARCH)
    lines = (f"32000 general {other}", f"36000 general {result}")
    entries.post_entry(desk, an_entry(*lines, day="2025-10-01", memo="ผลปีก่อน", series=Series.GENERAL))
    desk.book.close()
    return desk.book.path


SURPLUS: dict[str, Callable[[Desk], Any]] = {
    "allowance.choose_rules": lambda d: allowance.choose_rules(d, "SC2564", MARCH),
    "allowance.classify_and_provide": lambda d: allowance.classify_and_provide(d, MARCH),
    "allowance.keep_rules": lambda d: allowance.keep_rules(d, rules_as_mapping(shipped("CODI")) | {"code": "OWN"}),
    "borrowings.accrue_borrowings": lambda d: borrowings.accrue_borrowings(d, MARCH),
    "borrowings.bring_borrowing": lambda d: borrowings.bring_borrowing(d, "บ.2/2568", Money.baht(5_000), MARCH),
    "borrowings.draw_borrowing": lambda d: borrowings.draw_borrowing(d, ONE, Money.baht(1_000), MARCH, "11131"),
    "borrowings.open_borrowing": lambda d: borrowings.open_borrowing(
        d, "บ.3/2569", replace(TERMS, first_due=date(2026, 5, 1)), MARCH
    ),
    "borrowings.receive_subsidy": lambda d: borrowings.receive_subsidy(d, "บ.2/2568", Money.baht(100), MARCH, "11131"),
    "borrowings.recognise_subsidies": lambda d: borrowings.recognise_subsidies(d, MARCH),
    "borrowings.repay_borrowing": lambda d: borrowings.repay_borrowing(
        d, ONE, (Money.baht(10_000), Money.baht(50)), MARCH, "11131"
    ),
    "credit_strength.keep_strength": lambda d: credit_strength.keep_strength(d, CreditStrength(MARCH, Grade.A, "พอช.")),
    "credit_strength.set_coop_type": lambda d: credit_strength.set_coop_type(d, CoopType.SAVINGS),
    "surplus.credit_surplus": lambda d: surplus.credit_surplus(d, ShareOf.DIVIDEND, MARCH),
    "surplus.pay_surplus": lambda d: surplus.pay_surplus(d, ShareOf.DIVIDEND, MARCH, "11110"),
    "surplus.set_surplus_rules": lambda d: surplus.set_surplus_rules(d, {"bonus_most": 50_000}, MARCH),
}
TO_SHARE: dict[str, Callable[[Desk], Any]] = {
    "surplus.resolve_surplus": lambda d: surplus.resolve_surplus(d, 2025, replace(ASK, dividend_rate=0), MEETING),
}
LOSS: dict[str, Callable[[Desk], Any]] = {
    "surplus.carry_loss": lambda d: surplus.carry_loss(d, 2025, MEETING),
}
