"""A busy cooperative: small, but with something for every report, page and act of cooperatives.

Each part of the subject adds what it needs in a function of its own, in the order of `PARTS`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.builders import a_book, a_line, an_entry
from tests.coop_surplus import a_closed_month, borrowed, judged, last_year_shared
from welfare_desk.coop.holdings import Act, Holding, Ledger, Move, Moved
from welfare_desk.coop.loan_contracts import ApplicationStep, LoanDecision
from welfare_desk.coop.loan_limits import LoanApplication
from welfare_desk.coop.memberships import Admission, EntryRules, MemberClass
from welfare_desk.coop.payroll import Deducted
from welfare_desk.coop.savings import CashMove, NewAccount
from welfare_desk.coop.savings_products import SavingsProduct
from welfare_desk.coop.shares import ShareRules
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.services import (
    bad_loans,
    coop_members,
    guarantors,
    lending,
    loan_applications,
    loans,
    members,
    openings,
    payroll,
    savings,
    savings_interest,
    shares,
)
from welfare_desk.services.books import BookKind
from welfare_desk.storage import holdings
from welfare_desk.storage import members as kept_members

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk

TODAY = date(2026, 3, 31)
EVE, FIRST = date(2025, 9, 30), date(2025, 10, 1)
MEMBERS = 12


def a_number(at: int) -> str:
    """Give a member's number."""
    return f"{at:05}"


def people(desk: Desk) -> None:
    """Open the book with money, and write its members down."""
    opened = (
        "11110 general 20,000",
        "11131 general 500,000",
        "22110 general -5,000",
        "31000 general -500",
        "32000 general -514,500",
    )
    openings.open_balances(desk, [a_line(each) for each in opened])
    found = [
        Member(a_number(at), "นาง", f"มาลี{at}", "ใจดี", EVE, village="1", entry_day=date(2020, 1, 1))
        for at in range(1, MEMBERS + 1)
    ]
    members.import_members(desk, found, members.Source("สหกรณ์.xlsx", "ab" * 32))


def buy_shares(desk: Desk, member: str, baht: int, day: date) -> None:
    """Let a member buy shares for cash, by the sub-ledger alone."""
    amount = f"{baht:,}"
    lines = (f"11110 general {amount}", f"31000 general -{amount} {member}")
    with desk.book.write() as tx:
        kept = holdings.find(tx, Ledger.SHARE, member)
        own = kept.id if kept else holdings.open_holding(
            tx, desk.made(), Holding(0, Ledger.SHARE, member, member, "share", day)
        )  # fmt: skip
        moved = Moved(
            an_entry(*lines, day=day.isoformat(), memo="ค่าหุ้น", series=Series.RECEIPT),
            (Move(own, "31000", Act.DEPOSIT, -Money.baht(baht)),),
        )
        with holdings.post(tx, [moved], desk.made()):
            pass


def first_shares(desk: Desk) -> None:
    """Let half of the members have shares."""
    for at in range(1, MEMBERS // 2 + 1):
        buy_shares(desk, a_number(at), 1_000 * at, FIRST)


def shares_and_savings(desk: Desk) -> None:
    """Take one more member in, open an account of each kind, and deduct from pay."""
    december, employer = date(2025, 12, 28), "โรงเรียนบ้านทดสอบ"
    shares.set_member_rules(desk, ShareRules(), EntryRules(Money.baht(50), Money.baht(20)), FIRST)
    admission = Admission(
        date(2025, 10, 6), a_number(8), MemberClass.ASSOCIATE, Money.baht(500), Money.baht(20), "11110"
    )
    coop_members.admit_member(desk, admission)
    savings.keep_usual_products(desk, FIRST)
    quiet = SavingsProduct("SLP", "เงินฝากโครงการ", "Project savings", account="21414", rate=20_000,
                           posting_months=(3,), dormant_after=1)  # fmt: skip
    savings.keep_savings_product(desk, quiet, FIRST)
    opened = (("ORD", 10_000, 0), ("FIX12", 50_000, 0), ("PLE", 300, 300), ("SPE", 20_000, 0), ("SLP", 700, 0))
    for at, (code, baht, monthly) in enumerate(opened, 1):
        new = NewAccount(a_number(at), code, FIRST, Money.baht(baht), "11110", Money.baht(monthly))
        savings.open_savings(desk, new)
    savings.deposit(desk, CashMove("ORD-00001", Money.baht("2500.50"), date(2025, 11, 15), "11110"))
    savings.withdraw(desk, CashMove("ORD-00001", Money.baht(1000), date(2025, 12, 1), "11110"))
    savings.hold_savings(desk, "SPE-00001", Money.baht(5000), "หลักประกันเงินกู้", december)
    savings_interest.accrue_savings_interest(desk, date(2025, 11, 1))
    savings_interest.post_savings_interest(desk, date(2025, 12, 31))
    for at in (1, 3):
        member = desk.ask(lambda tx, at=at: kept_members.get(tx, a_number(at)))
        members.change_member(desk, replace(member, centre=employer))
    shares.set_share_plan(desk, a_number(1), Money.baht(500), date(2025, 12, 1))
    number = payroll.make_payroll_sheet(desk, employer, december)
    kept = [Deducted(a_number(1), Money.baht(500)), Deducted(a_number(3), Money.baht(300))]
    payroll.post_payroll(desk, number, kept, december, "11131")
    payroll.make_payroll_sheet(desk, employer, date(2026, 1, 5))  # waits for the employer
    savings.mark_dormant(desk, december)
    savings.open_savings(desk, NewAccount(a_number(6), "SLP", date(2025, 12, 1), Money.baht(50), "11110"))


def lend(desk: Desk, application: LoanApplication, account: str = "11131") -> str:
    """Approve an application, contract it and pay it out on its own day; give the number of the contract."""
    number = loan_applications.apply_for_loan(desk, application)
    approved = LoanDecision(application.day, ApplicationStep.APPROVED, "มติ 10/2568")
    loan_applications.decide_application(desk, number, approved)
    contract = lending.contract_loan(desk, lending.Contracting(number, application.day))
    lending.pay_out_loan(desk, lending.PayingOut(contract, application.day, account))
    return contract


def an_application(at: int, product: str = "ordinary", baht: int = 24_000, **given: Any) -> LoanApplication:
    """Make up what a member asks for: two guarantors, 24 instalments."""
    usual = {"purpose": "ซ่อมบ้าน", "income": Money.baht(15_000), "guarantors": (a_number(at + 1), a_number(at + 2))}
    day = given.pop("day", date(2025, 10, 31))
    return LoanApplication(a_number(at), product, day, Money.baht(baht), 24, **(usual | given))


def first_loans(desk: Desk) -> None:
    """Lend: one loan is repaid, one is late, one in court, one written off, one not paid out; an application waits."""
    good, late = lend(desk, an_application(1)), lend(desk, an_application(2, baht=60_000))
    sued = lend(desk, an_application(3, "special", 120_000))
    lost = lend(desk, an_application(6, "emergency", 5_000, guarantors=()))
    loans.accrue_interest(desk, date(2025, 11, 1))
    for day in (date(2025, 11, 30), date(2025, 12, 31)):
        loans.repay(desk, loans.Repaying(day, "11110", ((good, Money.baht(1_070)),)))
    loans.repay(desk, loans.Repaying(date(2025, 12, 5), "11110", ((late, Money.baht(2_000)),)))
    bad_loans.send_notice(desk, bad_loans.LoanPaper(late, date(2026, 1, 10), "หนังสือ 1/2569"), 1)
    deed = bad_loans.LoanPaper(sued, date(2025, 11, 1), "โฉนดเลขที่ 1")
    guarantors.add_collateral(desk, deed, "land", Money.baht(90_000))
    bad_loans.sue(desk, bad_loans.LoanPaper(sued, date(2026, 1, 12), "ผบ. 7/2569"))
    bad_loans.write_off_loan(desk, bad_loans.LoanPaper(lost, date(2026, 1, 12), "มติ 1/2569"))
    for day in (date(2026, 1, 9), date(2026, 1, 10)):
        number = loan_applications.apply_for_loan(desk, an_application(4))
        loan_applications.decide_application(desk, number, LoanDecision(day, ApplicationStep.APPROVED, "มติ 2/2569"))
    lending.contract_loan(desk, lending.Contracting(number - 1, date(2026, 1, 12)))
    loan_applications.apply_for_loan(desk, an_application(5, "emergency", 9_000, guarantors=(), day=date(2026, 1, 13)))


PARTS: tuple[Callable[[Desk], None], ...] = (
    people, first_shares, last_year_shared, borrowed, first_loans, shares_and_savings, judged, a_closed_month,
)  # fmt: skip


def a_coop_desk(folder: Path, name: str = "สหกรณ์ ก.welfare", today: date = TODAY) -> Desk:
    """Make the busy cooperative and stay at its desk."""
    desk = a_book(folder, name, kind=BookKind.COOPERATIVE, today=today)
    for part in PARTS:
        part(desk)
    return desk


def a_busy_coop(folder: Path, name: str = "สหกรณ์ ก.welfare", today: date = TODAY) -> Path:
    """Make the busy cooperative, and let go of it; it is made once, and copied from then on."""
    path = folder / name
    path.write_bytes(_made(today))
    return path


@cache
def _made(today: date) -> bytes:
    with TemporaryDirectory() as folder:
        desk = a_coop_desk(Path(folder), today=today)
        desk.book.close()
        return desk.book.path.read_bytes()
