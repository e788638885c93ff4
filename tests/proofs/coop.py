"""A cooperative lives two years by chance: whatever its members do, their records equal the ledger after each step.

It begins from a register of members with shares, savings and loans. Each month members buy shares, save, take out,
ask for loans, repay or do not, are rescheduled, sued, written off, leave; pay is deducted in a sheet; vouchers are
undone. Each month ends with interest, the allowance and a close; each year closes, and its surplus is shared and paid.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.builders import PIN, a_book, a_line, an_entry
from welfare_desk.coop.dividends import ShareOf
from welfare_desk.coop.imported import CoopRegister, RegisterLoan, RegisterMember
from welfare_desk.coop.loan_contracts import ApplicationStep, LoanDecision
from welfare_desk.coop.loan_limits import LoanApplication
from welfare_desk.coop.memberships import Leaving
from welfare_desk.coop.month_work import lines_of
from welfare_desk.coop.payroll import Deducted, PayrollSheet
from welfare_desk.coop.savings import CashMove
from welfare_desk.coop.shares import SharePurchase
from welfare_desk.coop.statutory import Meeting
from welfare_desk.coop.surplus import SurplusAsk
from welfare_desk.dates import add_months, last_of_month
from welfare_desk.errors import RuleError
from welfare_desk.ledger.checklist import CheckState
from welfare_desk.ledger.entries import Series
from welfare_desk.money import ZERO, Money
from welfare_desk.services import (
    bad_loans,
    coop_members,
    coop_month,
    coop_registers,
    entries,
    integrity,
    lending,
    loan_applications,
    loan_changes,
    loans,
    members,
    openings,
    payroll,
    periods,
    savings,
    savings_interest,
    shares,
    surplus,
)
from welfare_desk.services.books import BookKind
from welfare_desk.storage import holdings
from welfare_desk.storage import members as kept_members
from welfare_desk.storage.coop_month import coop_month as month_facts

MEMBERS, MONTHS, ACTS_A_MONTH = 3_000, 24, 60
FIRST, TODAY = date(2024, 10, 1), date(2027, 3, 31)
OK = CheckState.OK
CASH, BANK, EMPLOYER = "11110", "11131", "โรงเรียนบ้านทดสอบ"


class Cooperative:
    """One cooperative, its luck, and what it did."""

    def __init__(self, folder: Path, seed: int, count: int = MEMBERS) -> None:
        self.luck, self.done = random.Random(seed), Counter[str]()
        self.desk = a_book(folder, "สหกรณ์.welfare", first_day=FIRST, today=TODAY, kind=BookKind.COOPERATIVE)
        self.numbers = [f"{at:04}" for at in range(1, count + 1)]
        self._begin()

    def _begin(self) -> None:
        register = self._register()
        share = Money.sum(each.shares for each in register.members)
        saved = Money.sum(each.savings for each in register.members)
        lent = Money.sum(each.outstanding for each in register.loans)
        rest = Money.baht(60_000_000) + Money.baht(200_000) + lent - share - saved
        lines = (
            f"{BANK} general 60,000,000", f"{CASH} general 200,000", f"11533 general {lent.plain()}",
            f"31000 general {(-share).plain()}", f"21410 general {(-saved).plain()}",
            f"32000 general {(-rest).plain()}",
        )  # fmt: skip
        openings.open_balances(self.desk, [a_line(each) for each in lines])
        coop_registers.take_in_register(self.desk, register)
        assert self.desk.ask(holdings.unassigned) == {}
        for number in self.numbers[:: 2 if len(self.numbers) < 600 else 5]:  # most of those who owe are paid a wage
            member = self.desk.ask(lambda tx, number=number: kept_members.get(tx, number))
            members.change_member(self.desk, _employed(member))
            shares.set_share_plan(self.desk, number, Money.baht(100 * self.luck.randrange(1, 6)), FIRST)

    def _register(self) -> CoopRegister:
        luck = self.luck
        people = tuple(
            RegisterMember(
                at, number, luck.choice(("นาย", "นาง")), f"มานะ{at}", "ใจดี", date(2015, 1, 1) + timedelta(days=at),
                Money.baht(10 * luck.randrange(50, 2_000)), Money(luck.randrange(5_000_00)) + Money.baht(20_000),
            )
            for at, number in enumerate(self.numbers, 1)
        )  # fmt: skip
        lent = []
        for at, number in enumerate(self.numbers[::5], 1):
            principal, months = Money.baht(1_000 * luck.randrange(10, 60)), luck.randrange(12, 48)
            part = Money.baht(-(-principal.satang // 100 // months))
            paid = part * luck.randrange(months // 2)
            day = date(2024, luck.randrange(1, 10), luck.randrange(1, 29))
            lent.append(RegisterLoan(at, f"ส.{at}/2567", "สามัญ", number, day, principal, 80_000, months, part, paid))
        return CoopRegister("ทะเบียน.xlsx", "ab" * 32, date(2024, 9, 30), Money.baht(10), people, tuple(lent), ())

    # A month

    def live_month(self, month: date) -> None:
        """Let members do as they like, then close the month."""
        days = sorted(self.luck.randrange(27) for _ in range(ACTS_A_MONTH))
        for at in days:
            self.act(month + timedelta(days=at))
        self.step("payroll", self._payroll, month)
        last = last_of_month(month)
        interest = an_entry(f"{BANK} general 250,000", "41030 general -250,000", day=last, series=Series.RECEIPT)
        self.step("investments earned", entries.post_entry, self.desk, interest)
        if last.month in {3, 9}:
            self.step("savings interest", savings_interest.post_savings_interest, self.desk, last)
        self.step("month worked", coop_month.do_month_work, self.desk, month)
        left = [each for each in lines_of(self.desk.ask(lambda tx: month_facts(tx, last))) if each.state is not OK]
        assert left == [], [each.text() for each in left]
        periods.close_month(self.desk, month, PIN)
        self.done["months closed"] += 1

    def act(self, day: date) -> None:
        """Try something by chance."""
        name = self.luck.choice(tuple(TRIES))
        self.step(name, TRIES[name], self, day)

    def step(self, name: str, act, *given) -> None:
        """Do one thing, whether it is refused or not, and hold all sides against each other."""
        try:
            act(*given)
            self.done[name] += 1
        except RuleError as refused:
            self.done[f"{name} refused"] += 1
            codes = {each.code for each in refused.problems}
            assert not codes & {"holding.differs", "holding.control", "entry.unbalanced"}, codes
        assert self.desk.ask(holdings.control_differences) == {}, f"after {name}"

    def _payroll(self, month: date) -> None:
        day = last_of_month(month)
        number = payroll.make_payroll_sheet(self.desk, EMPLOYER, day)
        kept_sheet = self.desk.ask(lambda tx: payroll.sheet_of(tx, number))
        sheet = PayrollSheet.from_mapping(month, EMPLOYER, kept_sheet.content, dict.fromkeys(self.numbers, ""))
        kept = [
            Deducted(each.member, Money.sum(due.amount for due in each.dues))
            for each in sheet.rows
            if self.luck.random() < 0.95
        ]
        payroll.post_payroll(self.desk, number, kept, day, BANK)

    # Who and what

    def member(self) -> str:
        return self.luck.choice(self.numbers)

    def account(self) -> str:
        return self.luck.choice(self.desk.ask(lambda tx: holdings.every(tx, holdings.Ledger.SAVINGS))).number

    def contract(self) -> str:
        return self.luck.choice(self.desk.ask(lambda tx: holdings.every(tx, holdings.Ledger.LOAN))).number

    def baht(self, most: int) -> Money:
        return Money.baht(self.luck.randrange(1, most))

    def lend(self, day: date) -> None:
        """Ask for a loan, decide it, sign it and pay it out; an old one may be settled by it."""
        asked = LoanApplication(
            self.member(), self.luck.choice(("ordinary", "emergency", "special")), day, self.baht(40) * 1_000,
            self.luck.randrange(3, 13), purpose="ซ่อมบ้าน", income=Money.baht(30_000),
            guarantors=(self.member(), self.member()),
        )  # fmt: skip
        number = loan_applications.apply_for_loan(self.desk, asked)
        decided = LoanDecision(day, ApplicationStep.APPROVED, "มติ")
        loan_applications.decide_application(self.desk, number, decided)
        contract = lending.contract_loan(self.desk, lending.Contracting(number, day))
        lending.pay_out_loan(self.desk, lending.PayingOut(contract, day, BANK))

    def undo(self, day: date) -> None:
        """Undo one of the last vouchers."""
        with self.desk.book.read() as tx:
            asked = "SELECT voucher FROM entries WHERE kind = 'normal' ORDER BY id DESC LIMIT 20"
            found = [voucher for (voucher,) in tx.exec_driver_sql(asked)]
        entries.reverse_entry(self.desk, self.luck.choice(found), day, "บันทึกผิด")

    # A year

    def end_year(self, year: int) -> None:
        """Close the year, share its surplus by a meeting, and pay it out."""
        periods.close_year(self.desk, year, PIN)
        assert self.desk.ask(holdings.control_differences) == {}
        day = date(year, 12, 20)
        ask = SurplusAsk(
            dividend_rate=10_000 * self.luck.randrange(1, 5), patronage_rate=10_000 * self.luck.randrange(1, 4),
            education=Money.baht(1_000),
        )  # fmt: skip
        planned = self.desk.ask(lambda tx: surplus.plan_surplus(tx, year, ask, Meeting(day, "1")))
        codes = {each.code for each in planned.problems}
        if "surplus.loss_year" in codes:
            self.step("losses carried", surplus.carry_loss, self.desk, year, Meeting(day, "1"))
            return
        if codes:
            ask = SurplusAsk(dividend_rate=1_000)
        surplus.resolve_surplus(self.desk, year, ask, Meeting(day, "1"))
        assert self.desk.ask(holdings.control_differences) == {}
        some = self.luck.sample(self.numbers, min(20, len(self.numbers)))
        self.step("paid in cash", surplus.pay_surplus, self.desk, ShareOf.DIVIDEND, day, BANK, some)
        self.step("paid into savings", surplus.credit_surplus, self.desk, ShareOf.DIVIDEND, day)
        self.step("refunds paid", surplus.credit_surplus, self.desk, ShareOf.PATRONAGE, day)
        self.done["surpluses shared"] += 1


def _employed(member):
    return replace(member, centre=EMPLOYER)


TRIES = {
    "shares": lambda c, day: shares.buy_shares(c.desk, SharePurchase(c.member(), c.baht(200) * 10, day, CASH)),
    "saved": lambda c, day: savings.deposit(c.desk, CashMove(c.account(), c.baht(5_000), day, CASH)),
    "taken out": lambda c, day: savings.withdraw(c.desk, CashMove(c.account(), c.baht(9_000), day, BANK)),
    "held": lambda c, day: savings.hold_savings(c.desk, c.account(), c.baht(5_000), "หลักประกัน", day),
    "lent": lambda c, day: c.lend(day),
    "repaid": lambda c, day: loans.repay(c.desk, loans.Repaying(day, CASH, ((c.contract(), c.baht(4_000)),))),
    "repaid more": lambda c, day: loans.repay(c.desk, loans.Repaying(day, CASH, ((c.contract(), c.baht(9_000)),))),
    "settled": lambda c, day: loans.repay(c.desk, loans.Repaying(day, BANK, ((c.contract(), None),))),
    "rescheduled": lambda c, day: loan_changes.reschedule_loan(
        c.desk, loan_changes.Rescheduling(c.contract(), day, c.luck.randrange(6, 30), "มติ")
    ),
    "reminded": lambda c, day: bad_loans.send_notice(c.desk, bad_loans.LoanPaper(c.contract(), day, "หนังสือ"), 1),
    "sued": lambda c, day: bad_loans.sue(c.desk, bad_loans.LoanPaper(c.contract(), day, "ผบ. 1")),
    "written off": lambda c, day: bad_loans.write_off_loan(c.desk, bad_loans.LoanPaper(c.contract(), day, "มติ")),
    "left": lambda c, day: coop_members.leave_cooperative(c.desk, Leaving(c.member(), day, BANK, "ลาออก", "มติ")),
    "undone": lambda c, day: c.undo(day),
    "expense": lambda c, day: entries.post_entry(
        c.desk, an_entry("52090 general 350", f"{BANK} general -350", day=day, series=Series.PAYMENT)
    ),
}


def live(folder: Path, seed: int, count: int = MEMBERS, months: int = MONTHS) -> Counter[str]:
    """Let a cooperative live so many months; every twelfth ends a year, shared in the third month of the next."""
    coop = Cooperative(folder, seed, count)
    try:
        for at in range(months):
            month = add_months(FIRST, at)
            coop.live_month(month)
            if month.month == 9:
                coop.end_year(month.year)
        found = [each for each in integrity.verify_book(coop.desk).results if not each.ok]
        assert not found, [(each.id, each.found) for each in found]
        assert coop.desk.ask(holdings.control_differences) == {}
        differ = coop.desk.ask(lambda tx: [each for each in holdings.control_balances(tx) if each.unnamed != ZERO])
        assert differ == []
    finally:
        coop.desk.book.close()
    return coop.done


def trial(seed: int) -> dict[str, int]:
    """Let a cooperative of three thousand members live two years."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return {"members": MEMBERS, **live(Path(folder), seed)}
