"""The practice book: a fund of 1,139 members in ten villages over three fiscal years and the start of a fourth.

It is made through the services themselves and by one seed, so that the same bytes come out each time. All persons,
places and sums are invented; nothing in it is a rule for a real fund.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months, last_of_month
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.ledger.openings import OpeningLine
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.contributions import record_collection, record_payment
from welfare_desk.services.dues import release_deferred
from welfare_desk.services.entries import post_entry
from welfare_desk.services.members import Source, add_member, import_members, record_status
from welfare_desk.services.openings import open_balances, propose_opening
from welfare_desk.services.payments import held_in, move_cash, pay_money, receive_money
from welfare_desk.services.periods import close_month, close_year
from welfare_desk.services.practice_benefits import Benefits
from welfare_desk.services.practice_committee import Committee, annual_meeting
from welfare_desk.services.practice_office import Office
from welfare_desk.services.practice_people import FIRST_DAY, FOUNDERS, TODAY, VILLAGES, invent_people
from welfare_desk.services.practice_tills import Tills
from welfare_desk.welfare.committee import Post
from welfare_desk.welfare.contributions import Collection, LineKind, Payment, PaymentLine

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk

SEED = 2569
PIN = "123456"
DELIVERED = 3  # villages whose sheet of the running month is in; the rest waits for whoever practises
DAILY = Money(100)

_OPENING = {
    "1101": 4_215_00, "1111": 868_430_25, "1112": 41_870_00, "1113": 214_300_00, "1114": 300_000_00,
    "1501": 28_500_00, "1502": -9_975_00, "3101": -2_327_430_00, "3102": -612_300_00,
    "3103": -240_000_00, "3104": -96_742_50, "3201": -120_000_00, "3202": -45_000_00, "3301": 1_994_132_25,
}  # fmt: skip
_EXPENSES = (
    ("5303", "ค่าเครื่องเขียนและถ่ายเอกสาร", (180, 420)),
    ("5304", "ค่าอาหารว่างประชุมคณะกรรมการ", (450, 900)),
    ("5302", "ค่าพาหนะนำเงินฝากธนาคาร", (200, 300)),
)


class Clock:
    """A clock that stands at nine in the morning of a day and goes on by a second at each look."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._looks = 0

    def now(self) -> datetime:
        """Tell the moment."""
        self._looks += 1
        return datetime(self.day.year, self.day.month, self.day.day, 2, tzinfo=UTC) + timedelta(seconds=self._looks)

    def set_to(self, day: date) -> None:
        """Go to another day; like any clock it never goes back, whatever day the work is of."""
        if day > self.day:
            self.day, self._looks = day, 0


@dataclass(frozen=True, slots=True)
class _Habit:
    """How often a household pays: each so many months, and how often it is late (in a hundred)."""

    months: int
    late: int


_HABITS = (_Habit(1, 4), _Habit(1, 12), _Habit(3, 6), _Habit(6, 5), _Habit(12, 2), _Habit(2, 45))


class _Life:
    """The fund's life, month by month; everything random comes from one seed."""

    def __init__(self, desk: Desk, clock: Clock, luck: random.Random) -> None:
        self.desk, self.clock, self.luck = desk, clock, luck
        self.people = invent_people(luck)
        self.members: dict[str, Member] = {}
        self.habits: dict[str, _Habit] = {}
        self.paid_months: dict[str, date] = {}
        self.gone: set[str] = set()
        self.died: list[tuple[str, date]] = []
        self.benefits, self.office, self.tills = Benefits(SEED + 2), Office(), Tills()
        self.committee = Committee(SEED + 3, self.people[:FOUNDERS])

    def go_to(self, day: date) -> None:
        self.clock.set_to(day)
        self.desk = replace(self.desk, today=day)

    def found(self) -> None:
        """Open the book: balances brought forward and the founders."""
        self.go_to(FIRST_DAY)
        lines = [OpeningLine(account, Money(satang)) for account, satang in _OPENING.items()]
        open_balances(self.desk, self.desk.ask(lambda tx: propose_opening(tx, lines)))
        founders = self.people[:FOUNDERS]
        for member in founders:
            self._join(member)
        import_members(self.desk, founders, Source("ทะเบียนสมาชิก.xlsx", "0" * 64))
        self.benefits.begin(self.desk)
        self.committee.begin(self.desk)
        self.office.begin(self.desk)
        self.tills.begin(self.desk)

    def live(self, month: date) -> None:
        """Live through a month: entries, collection, deposit, expenses, departures, the close of the month before."""
        if month.month == FIRST_DAY.month and month != FIRST_DAY:
            self.go_to(month)
            release_deferred(self.desk, month)
        self.go_to(add_days(month, 2))
        self.office.begin_month(self.desk)
        self._enter(month)
        delivered = VILLAGES if add_months(month, 1) <= TODAY else DELIVERED
        for village in range(1, delivered + 1):
            self._collect(str(village), month, add_days(month, 2 + village))
        if add_days(month, 13) <= TODAY:
            self._bank(add_days(month, 13))
        if add_days(month, 19) <= TODAY:
            self.go_to(add_days(month, 14))
            self.office.mid_month(self.desk)
            self._spend(month, add_days(month, 19))
            self._depart(month)
            self._give(add_days(month, 24), is_last=False)
            self._close(month)
            self._end(month)
        else:
            self._give(TODAY, is_last=True)
            self.tills.leave(self.desk, add_months(month, -1))

    def _join(self, member: Member) -> None:
        self.members[member.number] = member
        self.habits[member.number] = self.luck.choice(_HABITS)
        self.paid_months[member.number] = member.paid_to + timedelta(days=1)

    def _enter(self, month: date) -> None:
        waiting = [each for each in self.people[FOUNDERS:] if each.entry_day and each.entry_day.replace(day=1) == month]
        for member in waiting:
            self.go_to(add_days(month, 2))
            self._join(member)
            add_member(self.desk, member)
            lines = (PaymentLine(member.number, Money.baht(20), LineKind.ENTRANCE_FEE),)
            record_payment(self.desk, Payment(add_days(month, 2), member.name, member.number, lines))

    def _collect(self, village: str, month: date, day: date) -> None:
        self.go_to(day)
        payments = [
            Payment(day, member.name, number, (PaymentLine(number, amount),))
            for number, member in self.members.items()
            if member.village == village and (amount := self._pays(number, month))
        ]
        if payments:
            record_collection(self.desk, Collection(village, month, tuple(payments)))

    def _pays(self, number: str, month: date) -> Money | None:
        """Say what a member pays this month: by habit whole months on, sometimes late, now and then a whole year."""
        habit, due = self.habits[number], self.paid_months[number]
        if number in self.gone or due > month or self.luck.randrange(100) < habit.late:
            return None
        if due < month and self.luck.randrange(100) < habit.late:
            return Money.baht(30)  # a part of what is behind
        target = add_months(max(due, month).replace(day=1), habit.months)
        behind = (target.year - due.year) * 12 + target.month - due.month
        self.paid_months[number] = target
        whole_year = due.month == FIRST_DAY.month and due.day == 1 and behind == 12  # noqa: PLR2004 - months of a year
        return Money.baht(365) if whole_year else Money.baht(30 * max(behind, 1))

    def _bank(self, day: date) -> None:
        """Take cash to the bank, and the administration's part of it on to the administration's own account."""
        self.go_to(day)
        spare = _hundreds(self.desk.ask(lambda tx: held_in(tx, "1101")) - Money.baht(3_000))
        if spare:
            move_cash(self.desk, day, "นำเงินสมทบฝากธนาคาร", "1101", "1111", spare)
        part = _hundreds(self.desk.ask(lambda tx: held_in(tx, "1111", "administration")))
        if part:
            lines = debit("1112", "administration", part), credit("1111", "administration", part)
            post_entry(self.desk, Entry(day, Series.GENERAL, "โอนเงินส่วนบริหารจัดการเข้าบัญชี", lines))

    def _spend(self, month: date, day: date) -> None:
        self.go_to(day)
        for account, memo, (least, most) in _EXPENSES:
            amount = Money.baht(self.luck.randrange(least, most, 5))
            pay_money(
                self.desk, MoneyMoved(day, "1112", (MoneyLine(account, amount, "administration"),), memo, "ร้านค้า")
            )
        if month.month in (6, 12):
            interest = Money.baht(self.luck.randrange(900, 1_600)) + Money(self.luck.randrange(100))
            receive_money(
                self.desk, MoneyMoved(day, "1111", (MoneyLine("4401", interest),), "ดอกเบี้ยเงินฝากธนาคาร", "ธนาคาร")
            )
        if month.month in (1, 4, 8):
            gift = Money.baht(self.luck.randrange(5, 60) * 100)
            receive_money(
                self.desk, MoneyMoved(day, "1111", (MoneyLine("4302", gift),), "เงินบริจาคสมทบกองทุน", "ผู้มีจิตศรัทธา")
            )
        self.go_to(add_days(month, 20))
        self.office.after_spending(self.desk, self.committee.name_of(Post.SECRETARY))

    def _depart(self, month: date) -> None:
        staying = [number for number in self.members if number not in self.gone | self.committee.numbers]
        leaving = self.luck.sample(staying, self.luck.choice((0, 1, 1, 2)))
        for number in leaving:
            self.gone.add(number)
            status = Status.DEAD if self.luck.randrange(3) else Status.RESIGNED
            reason = "ถึงแก่กรรม" if status is Status.DEAD else "ย้ายถิ่นที่อยู่"
            record_status(self.desk, number, StatusChange(add_days(month, 16), status, reason))
            self.died += [(number, add_days(month, 16))] if status is Status.DEAD else []

    def _give(self, day: date, *, is_last: bool) -> None:
        """Bring the month's claims before the committee, and ask for the match of the year that ended."""
        self.go_to(day)
        staying = [number for number in self.members if number not in self.gone]
        paid = self.benefits.live(self.desk, staying, self.died, is_last=is_last)
        self.died = []
        if not is_last:
            self.committee.meet(self.desk, paid)
        if day.month == FIRST_DAY.month and day.year > FIRST_DAY.year:
            self.benefits.match(self.desk, day.year)

    def _close(self, month: date) -> None:
        before = add_months(month, -1)
        if before >= FIRST_DAY:
            self.tills.reconcile(self.desk, before)
            close_month(self.desk, before, PIN)
            if month.month == FIRST_DAY.month:
                close_year(self.desk, before.year, PIN)

    def _end(self, month: date) -> None:
        """Hold the annual meeting where one is due, and end the month: depreciation, the count of the cash."""
        if general := annual_meeting(month):
            self.go_to(general)
            self.office.meet_all(self.desk)
            self.committee.hold_general(self.desk, PIN, is_first=general.year == FIRST_DAY.year + 1)
        self.go_to(last_of_month(month))
        if month.month == FIRST_DAY.month and month != FIRST_DAY:
            self.committee.hand_up(self.desk)
        self.office.end_month(self.desk)
        self.tills.count(self.desk, self.committee.name_of(Post.TREASURER), self.committee.name_of(Post.CHAIR))


def add_days(month: date, count: int) -> date:
    """Go on from the first of a month, no farther than its end."""
    return min(month + timedelta(days=count - 1), last_of_month(month))


def _hundreds(amount: Money) -> Money:
    return Money(max(amount.satang, 0) // 100_00 * 100_00)


def make_practice_book(path: Path, until: date = TODAY) -> Desk:
    """Make the practice book and sit down at it; its PIN is 123456, and its day stays 15 January 2569.

    The fund is lived up to the month of `until`; an earlier one is for trials.
    """
    clock, luck = Clock(FIRST_DAY), random.Random(SEED)  # noqa: S311 - made to be the same each time
    outside = books.Outside(TODAY, clock.now, random.Random(SEED + 1).randbytes)  # noqa: S311 - made to be the same each time
    new = books.NewBook(
        "กองทุนสวัสดิการชุมชนตำบลหนองตะวัน (ฝึกหัด)",
        FIRST_DAY,
        name_en="Nong Tawan Community Welfare Fund (practice)",
        weights=books.read_split("70/20/10"),
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
