"""A cooperative that lends: members, an application approved, a contract paid out."""

from datetime import date

from tests.builders import a_book, an_entry
from welfare_desk.coop.loan_contracts import ApplicationStep, LoanDecision
from welfare_desk.coop.loan_limits import LoanApplication
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.services.books import BookKind
from welfare_desk.services.entries import post_entry
from welfare_desk.services.lending import Contracting, PayingOut, contract_loan, pay_out_loan
from welfare_desk.services.loan_applications import apply_for_loan, decide_application
from welfare_desk.services.members import add_member

LENT = date(2025, 10, 31)
CASH = {BookKind.COOPERATIVE: "11110", BookKind.SAVINGS_GROUP: "11010", BookKind.VILLAGE_FUND: "11010"}
INCOME = {BookKind.COOPERATIVE: "42090", BookKind.SAVINGS_GROUP: "43090", BookKind.VILLAGE_FUND: "43090"}


def a_lender(folder, kind=BookKind.COOPERATIVE, *, cash=1_000_000, **given):
    """Make a book with four members and money to lend."""
    desk = a_book(folder, "สหกรณ์.welfare", kind=kind, **given)
    for at in range(1, 5):
        born, since = date(1980, 1, at), date(2015, 1, 1)
        name = ("นาง", f"สมใจ{at}", "ใจดี", date(2025, 9, 30))
        add_member(desk, Member(f"{at:05}", *name, birth_day=born, village="1", entry_day=since))
    lines = (f"{CASH[kind]} general {cash}", f"{INCOME[kind]} general -{cash}")
    post_entry(desk, an_entry(*lines, day="2025-10-01", memo="ทุนเริ่มต้น", series=Series.RECEIPT))
    return desk


def an_application(member="00001", product="ordinary", baht=12_000, instalments=12, day=LENT, **given):
    """Make up what a member asks for."""
    usual = {
        "purpose": "ซ่อมบ้าน", "income": Money.baht(20_000), "expenses": Money.baht(2_000),
        "guarantors": ("00002", "00003"),
    }  # fmt: skip
    return LoanApplication(member, product, day, Money.baht(baht), instalments, **(usual | given))


def approved(desk, **given):
    """Take an application in and approve it; give its number."""
    number = apply_for_loan(desk, an_application(**given))
    day = given.get("day", LENT)
    decide_application(desk, number, LoanDecision(day, ApplicationStep.APPROVED, "มติ 1/2568"))
    return number


def lend(desk, account="11110", settles=(), **given):
    """Lend at once, and give the number of the contract."""
    day = given.get("day", LENT)
    contract = contract_loan(desk, Contracting(approved(desk, **given), day))
    pay_out_loan(desk, PayingOut(contract, day, account, settles=settles))
    return contract
