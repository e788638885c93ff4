"""The practice cooperative: a savings cooperative of 62 members, a whole fiscal year and the start of the next.

It is made through the services themselves and by one seed, so that the same bytes come out each time. All persons,
places and sums are invented; rates are the program's own examples, and nothing in it is a rule for a real cooperative.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.borrowings import CODI_RATE, BorrowingTerms, Lender
from welfare_desk.coop.dividends import ShareOf
from welfare_desk.coop.loan_contracts import ApplicationStep, LoanDecision
from welfare_desk.coop.loan_limits import LoanApplication
from welfare_desk.coop.payroll import Deducted
from welfare_desk.coop.savings import CashMove, NewAccount
from welfare_desk.coop.shares import SharePurchase
from welfare_desk.coop.statutory import Meeting
from welfare_desk.coop.surplus import SurplusAsk
from welfare_desk.dates import add_months, last_of_month
from welfare_desk.i18n import spoken
from welfare_desk.ledger.openings import OpeningLine
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.money import ZERO, Money
from welfare_desk.services import (
    bad_loans,
    books,
    borrowings,
    coop_month,
    coop_registers,
    lending,
    loan_applications,
    loans,
    payroll,
    savings,
    savings_interest,
    shares,
    surplus,
)
from welfare_desk.services.members import Source, import_members
from welfare_desk.services.openings import open_balances, propose_opening
from welfare_desk.services.payments import held_in, move_cash, pay_money, receive_money
from welfare_desk.services.periods import close_month, close_year
from welfare_desk.services.practice import PIN, Clock, add_days
from welfare_desk.services.practice_coop_members import (
    EMPLOYERS,
    FIRST_DAY,
    MEMBERS,
    PAY_DAY,
    invent_members,
    invent_register,
    sureties,
)
from welfare_desk.services.practice_people import TODAY
from welfare_desk.storage import borrowings as kept_borrowings
from welfare_desk.storage import loans as kept_loans
from welfare_desk.storage import payroll as kept_payroll

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk

SEED = 2567
AGM = date(2025, 12, 20)
_CASH, _BANK, _FUND = "11110", "11131", "general"
_CODI = BorrowingTerms(
    Lender.CODI, "พอช.", Money.baht(240_000), CODI_RATE, date(2025, 3, 31), 24, subsidy=Money.baht(4_800)
)  # fmt: skip
_CONTRACT = "พอช. 1/2568"
_LAST_YEAR = Money.baht(42_000)  # the surplus of the year before the book
_BILLS = (
    ("52010", "ค่าตอบแทนเจ้าหน้าที่บัญชี", 1_800), ("52020", "ค่าเบี้ยประชุมคณะกรรมการ", 600),
    ("52090", "ค่าเครื่องเขียนและถ่ายเอกสาร", 180),
)  # fmt: skip


class _Life:
    """The cooperative's life, month by month; everything random comes from one seed."""

    def __init__(self, desk: Desk, clock: Clock, luck: random.Random) -> None:
        self.desk, self.clock, self.luck = desk, clock, luck
        self.people = invent_members(luck)
        self.numbers = [each.number for each in self.people]
        self.accounts = [f"ORD-{at:05}" for at in range(1, MEMBERS + 1)]
        self.late = ""  # whose emergency loan is not repaid

    def go_to(self, day: date) -> None:
        """Let it be another day at the desk."""
        self.clock.set_to(day)
        self.desk = replace(self.desk, today=day)

    def found(self) -> None:
        """Open the book: balances brought forward, the members, and what each has in shares, savings and loans."""
        self.go_to(FIRST_DAY)
        register = invent_register(self.people, self.luck)
        lent = Money.sum(each.outstanding for each in register.loans)
        share = Money.sum(each.shares for each in register.members)
        saved = Money.sum(each.savings for each in register.members)
        bank, cash, federation = Money.baht(386_420), Money.baht(18_350), Money.baht(150_000)
        reserve = bank + cash + federation + lent - share - saved - _LAST_YEAR
        opening = (
            (_CASH, cash), (_BANK, bank), ("11210", federation), ("11533", lent), ("21410", -saved), ("31000", -share),
            ("36000", -_LAST_YEAR), ("32000", -reserve),
        )  # fmt: skip
        lines = [OpeningLine(account, amount) for account, amount in opening]
        open_balances(self.desk, self.desk.ask(lambda tx: propose_opening(tx, lines)))
        import_members(self.desk, self.people, Source("ทะเบียนสมาชิก.xlsx", "0" * 64))
        coop_registers.take_in_register(self.desk, register)
        with self.desk.book.write():
            for member in (each for each in self.people if each.centre):
                monthly = Money.baht(100 * self.luck.randrange(1, 6))
                shares.set_share_plan(self.desk, member.number, monthly, FIRST_DAY)

    # A month

    def live(self, month: date) -> None:
        """Live through a month: members at the counter, loans, bills, deductions, interest, the close of the last."""
        self.go_to(add_days(month, 3))
        with self.desk.book.write():  # one commit for a day at the counter
            self._counter()
        self._hand_over(month)
        self.go_to(add_days(month, 10))
        self._repaid()
        self._lend()
        self.go_to(min(add_days(month, 15), TODAY))
        self._bank()
        if add_days(month, 20) > TODAY:
            self._leave()
            return
        self.go_to(add_days(month, 20))
        self._spend()
        self._meet()
        self.go_to(add_days(month, PAY_DAY))
        self._deduct(month, EMPLOYERS if add_months(month, 1) < TODAY.replace(day=1) else EMPLOYERS[:1])
        self.go_to(last_of_month(month))
        self._end(month)

    def _counter(self) -> None:
        """Let some members buy shares, save and take out."""
        day, luck = self.desk.today, self.luck
        for number in luck.sample(self.numbers, 4):
            shares.buy_shares(self.desk, SharePurchase(number, Money.baht(10 * luck.randrange(10, 60)), day, _CASH))
        for number in luck.sample(self.accounts, 9):
            savings.deposit(self.desk, CashMove(number, Money.baht(50 * luck.randrange(4, 60)), day, _CASH))
        for number in luck.sample(self.accounts, 3):
            savings.withdraw(self.desk, CashMove(number, Money.baht(10 * luck.randrange(5, 30)), day, _CASH))
        if day.month in {11, 2, 6}:
            new = NewAccount(luck.choice(self.numbers), "FIX12", day, Money.baht(1_000 * luck.randrange(5, 25)), _CASH)
            savings.open_savings(self.desk, new)

    def _lend(self) -> None:
        """Lend as the committee resolved: an ordinary loan each month, an emergency one in every other."""
        day = self.desk.today
        kinds = ("ordinary", "emergency") if day.month % 2 else ("ordinary",)
        for kind in kinds:
            number = loan_applications.apply_for_loan(self.desk, self._application(kind))
            resolved = f"มติคณะกรรมการ {day.month}/{day.year + 543}"
            decided = LoanDecision(day, ApplicationStep.APPROVED, resolved)
            loan_applications.decide_application(self.desk, number, decided)
            contract = lending.contract_loan(self.desk, lending.Contracting(number, day))
            lending.pay_out_loan(self.desk, lending.PayingOut(contract, day, _BANK))
            if kind == "emergency" and day.month == 7:  # noqa: PLR2004 - July
                self.late = contract

    def _application(self, kind: str) -> LoanApplication:
        owing = {each.member for each in self.desk.ask(lambda tx: kept_loans.running(tx, self.desk.today))}
        is_small = kind == "emergency"
        free = [each.number for each in self.people if each.number not in owing and not (is_small and each.centre)]
        member = self.luck.choice(free or self.numbers)
        return LoanApplication(
            member, kind, self.desk.today, Money.baht(1_000 * self.luck.randrange(3, 8) * (1 if is_small else 10)),
            6 if is_small else 24, self.luck.choice(("ซ่อมบ้าน", "ค่าเล่าเรียนบุตร", "ค่าปุ๋ย", "ค่ารักษาพยาบาล")),
            income=Money.baht(1_000 * self.luck.randrange(12, 30)),
            guarantors=() if is_small else sureties(self.numbers, member, self.luck),
        )  # fmt: skip

    def _repaid(self) -> None:
        """Take this month's instalments of those who are paid no wage; one of them never comes, some come late."""
        paid = {each.number for each in self.people if each.centre}
        day = self.desk.today
        for kept, at in self.desk.ask(lambda tx: kept_loans.positions(tx, last_of_month(day))):
            due = at.due.total
            if kept.member in paid or kept.number == self.late or self.luck.randrange(100) < 6:  # noqa: PLR2004 - in a hundred
                continue
            now = self.desk.ask(lambda tx, number=kept.number: loans.owed_on(tx, number, day)).total
            if min(due, now) > ZERO:
                loans.repay(self.desk, loans.Repaying(day, _CASH, ((kept.number, min(due, now)),)))

    def _bank(self) -> None:
        spare = self.desk.ask(lambda tx: held_in(tx, _CASH)) - Money.baht(10_000)
        if spare > ZERO:
            move_cash(
                self.desk, self.desk.today, "นำเงินสดฝากธนาคาร", _CASH, _BANK, Money(spare.satang // 10_000 * 10_000)
            )

    def _spend(self) -> None:
        day = self.desk.today
        for account, memo, baht in _BILLS:
            line = MoneyLine(account, Money.baht(baht), _FUND)
            pay_money(self.desk, MoneyMoved(day, _BANK, (line,), memo, "ตามใบสำคัญ"))
        if day.month in {6, 12}:
            line = MoneyLine("41020", Money.baht(self.luck.randrange(900, 1_900)), _FUND)
            receive_money(self.desk, MoneyMoved(day, _BANK, (line,), "ดอกเบี้ยเงินฝากธนาคาร", "ธนาคาร"))
        if day == date(2024, 11, 20):
            borrowings.open_borrowing(self.desk, _CONTRACT, _CODI, day)
            borrowings.draw_borrowing(self.desk, _CONTRACT, _CODI.limit, day, _BANK)
            borrowings.receive_subsidy(self.desk, _CONTRACT, _CODI.subsidy, day, _BANK)

    def _meet(self) -> None:
        """Share last year's surplus as the general meeting resolved, and give it into the members' savings."""
        if self.desk.today == add_days(date(2024, 12, 1), AGM.day):
            ask = SurplusAsk(dividend_rate=30_000, education=Money.baht(1_000))
            self._share(2024, ask, "1/2567", ShareOf.DIVIDEND)
        if self.desk.today == AGM:
            ask = SurplusAsk(dividend_rate=20_000, patronage_rate=20_000, welfare=Money.baht(1_000))
            self._share(2025, ask, "1/2568", *ShareOf)

    def _share(self, year: int, ask: SurplusAsk, number: str, *kinds: ShareOf) -> None:
        day = self.desk.today
        surplus.resolve_surplus(self.desk, year, ask, Meeting(day, number))
        for kind in kinds:
            surplus.credit_surplus(self.desk, kind, day)

    def _deduct(self, month: date, came: tuple[str, ...]) -> None:
        """Ask the employers for what is due, and post what came; now and then one member's pay was too small."""
        day = self.desk.today
        names = {each.number: each.name for each in self.people}
        for employer in EMPLOYERS:
            number = payroll.make_payroll_sheet(self.desk, employer, month)
            if employer in came:
                sheet = self.desk.ask(lambda tx, number=number: kept_payroll.read(tx, payroll.sheet_of(tx, number)))
                rows = [row for row in sheet.rows if row.member in names and self.luck.randrange(100) >= 3]  # noqa: PLR2004 - in a hundred
                payroll.post_payroll(
                    self.desk, number, [Deducted(each.member, each.total) for each in rows], day, _BANK
                )

    def _end(self, month: date) -> None:
        """Repay what is due of the borrowing, do the work of the month, and close the one before."""
        day = self.desk.today
        if day >= _CODI.first_due:
            self._repay_codi(day)
        if month.month in {3, 9}:
            savings_interest.post_savings_interest(self.desk, day)
        if add_months(month, 1) < TODAY.replace(day=1):
            coop_month.do_month_work(self.desk, month)

    def _repay_codi(self, day: date) -> None:
        kept = self.desk.ask(kept_borrowings.borrowings)[0]
        part = _CODI.limit.satang // _CODI.count
        interest = kept.interest_payable(day) + kept.interest_unbooked(day)
        borrowings.repay_borrowing(self.desk, _CONTRACT, (Money(part), interest), day, _BANK)

    def _hand_over(self, month: date) -> None:
        """Close the month before the last one's end, and the year after its last month."""
        before = add_months(month, -1)
        if before < FIRST_DAY or add_months(before, 1) >= TODAY.replace(day=1):
            return
        close_month(self.desk, before, PIN)
        if before.month == FIRST_DAY.month - 1:
            close_year(self.desk, before.year, PIN)

    def _leave(self) -> None:
        """Leave something to do: an application, a reminder that was sent, a sheet that the employer has."""
        loan_applications.apply_for_loan(self.desk, self._application("emergency"))
        loan_applications.apply_for_loan(self.desk, self._application("ordinary"))
        bad_loans.send_notice(self.desk, bad_loans.LoanPaper(self.late, self.desk.today, "หนังสือทวงถาม 1/2569"), 1)


def make_practice_cooperative(path: Path, until: date = TODAY) -> Desk:
    """Make the practice cooperative and sit down at it; its PIN is 123456, and its day stays 15 January 2569.

    It is lived up to the month of `until`; an earlier one is for trials.
    """
    clock, luck = Clock(FIRST_DAY), random.Random(SEED)  # noqa: S311 - made to be the same each time
    outside = books.Outside(TODAY, clock.now, random.Random(SEED + 1).randbytes)  # noqa: S311 - made to be the same each time
    new = books.NewBook(
        "สหกรณ์ออมทรัพย์ชุมชนหนองตะวัน จำกัด (ฝึกหัด)",
        FIRST_DAY,
        books.BookKind.COOPERATIVE,
        name_en="Nong Tawan Community Savings Cooperative (practice)",
        is_practice=True,
    )
    with spoken("th"):
        life = _Life(books.create(path, new, outside), clock, luck)
        life.found()
        month = FIRST_DAY
        while month <= until:
            life.live(month)
            month = add_months(month, 1)
    life.go_to(TODAY)
    return life.desk
