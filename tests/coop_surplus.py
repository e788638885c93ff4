"""What the busy cooperative has for the allowance, borrowings and the surplus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tests.builders import PIN, an_entry
from welfare_desk.coop.borrowings import CODI_RATE, BorrowingTerms, Lender
from welfare_desk.coop.dividends import ShareOf
from welfare_desk.coop.ratios import CoopType
from welfare_desk.coop.statutory import Meeting
from welfare_desk.coop.strength import CreditStrength, Grade
from welfare_desk.coop.surplus import SurplusAsk
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.services.allowance import classify_and_provide
from welfare_desk.services.borrowings import draw_borrowing, open_borrowing, receive_subsidy, repay_borrowing
from welfare_desk.services.credit_strength import keep_strength, set_coop_type
from welfare_desk.services.entries import post_entry
from welfare_desk.services.periods import close_month
from welfare_desk.services.surplus import pay_surplus, resolve_surplus

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk

OCTOBER, AGM = date(2025, 10, 1), date(2025, 12, 20)
TERMS = BorrowingTerms(
    Lender.CODI, "พอช.", Money.baht(240_000), CODI_RATE, date(2025, 12, 1), 24, subsidy=Money.baht(4_800)
)  # fmt: skip
ASK = SurplusAsk(dividend_rate=50_000, bonus=Money.baht(1_000), welfare=Money.baht(2_000))
MEETING = Meeting(AGM, "1/2568")


def last_year_shared(desk: Desk) -> None:
    """Bring last year's result forward, share it, and pay one member."""
    lines = ("11110 general 40,000", "36000 general -40,000")
    post_entry(desk, an_entry(*lines, day="2025-10-01", memo="กำไรปีก่อน", series=Series.GENERAL))
    resolve_surplus(desk, 2025, ASK, MEETING)
    pay_surplus(desk, ShareOf.DIVIDEND, date(2025, 12, 22), "11110", ["00001"])


def borrowed(desk: Desk) -> None:
    """Draw half of a borrowing from CODI, and pay an instalment late."""
    open_borrowing(desk, "บ.1/2568", TERMS, date(2025, 11, 1))
    draw_borrowing(desk, "บ.1/2568", Money.baht(120_000), date(2025, 11, 3), "11131")
    receive_subsidy(desk, "บ.1/2568", Money.baht(4_800), date(2025, 11, 4), "11131")
    repay_borrowing(desk, "บ.1/2568", (Money.baht(10_000), Money.baht(92)), date(2025, 12, 1), "11131")
    open_borrowing(desk, "บ.2/2568", replace(TERMS, lender=Lender.BANK, name="ธ.ก.ส.", rate=50_000), date(2025, 11, 1))


def judged(desk: Desk) -> None:
    """Judge the loans, write a grade down, and say which type of cooperative it is."""
    classify_and_provide(desk, date(2025, 12, 31))
    keep_strength(desk, CreditStrength(date(2025, 12, 30), Grade.B, "พอช. ภาคอีสาน", "ประเมินปี 2568"))
    set_coop_type(desk, CoopType.CREDIT_UNION)


def a_closed_month(desk: Desk) -> None:
    """Close the first month: ratios rest on closed books."""
    close_month(desk, OCTOBER, PIN)
