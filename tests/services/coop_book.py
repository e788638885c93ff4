"""A small cooperative: three members, shares, the usual kinds of savings accounts."""

from __future__ import annotations

from datetime import date

from tests.builders import a_book
from welfare_desk.coop.memberships import Admission, EntryRules, MemberClass
from welfare_desk.coop.savings import CashMove, NewAccount
from welfare_desk.coop.shares import ShareRules
from welfare_desk.members.register import Member, NoIdReason, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import coop_members, members, savings, shares
from welfare_desk.services.books import BookKind
from welfare_desk.storage import holdings

FIRST_DAY, TODAY = date(2026, 1, 1), date(2026, 12, 31)
CASH, EMPLOYER = "11110", "โรงเรียนบ้านทดสอบ"
NAMES = {"00001": "สมใจ", "00002": "บุญมี", "00003": "คำแก้ว"}


def a_member(number, name, *, centre=EMPLOYER, entry=FIRST_DAY):
    """Make a member of the register."""
    return Member(
        number, "นาง", name, "ทดสอบ", entry, no_id_reason=NoIdReason.MISSING, entry_day=entry, centre=centre,
        statuses=(StatusChange(entry, Status.ACTIVE),),
    )  # fmt: skip


def a_coop(folder, *, today=TODAY, kind=BookKind.COOPERATIVE, admitted=True, name="สหกรณ์ ทดสอบ.welfare"):
    """Make a cooperative whose year is the calendar's; its members paid first shares of 1,000 and a fee of 50."""
    desk = a_book(folder, name, first_day=FIRST_DAY, today=today, kind=kind, fiscal_year_start=1)
    shares.set_member_rules(desk, ShareRules(), EntryRules(Money.baht(50), Money.baht(20)), FIRST_DAY)
    savings.keep_usual_products(desk, FIRST_DAY)
    for number, first_name in NAMES.items():
        members.add_member(desk, a_member(number, first_name))
        if admitted:
            admit(desk, number)
    return desk


def admit(desk, number, baht=1000, day=date(2026, 1, 5), kind=MemberClass.REGULAR, *, fee=50, till=CASH):
    """Take a member in."""
    admission = Admission(day, number, kind, Money.baht(baht), Money.baht(fee), till, "มติ 1/2569")
    return coop_members.admit_member(desk, admission)


def open_account(desk, member="00001", product="ORD", baht=10_000, day=date(2026, 1, 1), monthly=0, *, till=CASH):
    """Open an account, and give its number."""
    new = NewAccount(member, product, day, Money.baht(baht), till, Money.baht(monthly))
    return savings.open_savings(desk, new)[0]


def move(number, baht, day=date(2026, 3, 1), till=CASH):
    """Say what is put into an account or taken out of it."""
    return CashMove(number, Money.baht(baht), day, till)


def sound(desk):
    """Tell what is wrong with the book: nothing, it is hoped."""
    from welfare_desk.services.integrity import verify_book

    wrong = [each.id for each in verify_book(desk).results if not each.ok]
    return [*wrong, *desk.ask(holdings.control_differences)]
