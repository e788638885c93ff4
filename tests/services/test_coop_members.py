"""Members of a cooperative come and go, and what they pay and take along."""

from datetime import date

import pytest

from tests.services.coop_book import CASH, a_coop, a_member, admit, open_account, sound
from tests.services.small_fund import balance, refused
from welfare_desk.coop.memberships import ClassChange, Leaving, MemberClass
from welfare_desk.i18n import spoken
from welfare_desk.members.register import Status
from welfare_desk.money import ZERO, Money
from welfare_desk.services import coop_members, members, savings, savings_interest, shares
from welfare_desk.services.entries import reverse_entry
from welfare_desk.storage import member_classes, settlements
from welfare_desk.storage import members as register
from welfare_desk.storage import shares as kept_shares

MAY, JULY = date(2026, 5, 1), date(2026, 7, 11)


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    coop = a_coop(tmp_path)
    yield coop
    assert sound(coop) == []
    coop.book.close()


def class_of(desk, member, day):
    return desk.ask(lambda tx: member_classes.class_of(tx, member, day))


def test_who_enters_pays_the_fee_and_first_shares_on_one_receipt(desk):
    assert (balance(desk, "42050"), balance(desk, "31000")) == (Money.baht(-150), Money.baht(-3000))
    members.add_member(desk, a_member("00004", "ใหม่"))
    assert refused(admit, desk, "00004", 5) == ["admission.shares"]
    assert refused(admit, desk, "00004", 10, MAY, MemberClass.ASSOCIATE) == ["admission.fee"]
    admit(desk, "00004", 10, MAY, MemberClass.ASSOCIATE, fee=20)
    assert class_of(desk, "00004", MAY) is MemberClass.ASSOCIATE
    assert refused(admit, desk, "00004") == ["admission.twice"]


def test_nobody_holds_more_than_a_fifth_when_there_are_ten(desk):
    for number in range(4, 11):
        members.add_member(desk, a_member(f"{number:05d}", "ใหม่"))
        admit(desk, f"{number:05d}", 1000)
    members.add_member(desk, a_member("00011", "มั่งมี"))
    assert refused(admit, desk, "00011", 2510) == ["share.fifth"]
    admit(desk, "00011", 2500)


def test_a_class_is_changed_from_a_day_on(desk):
    coop_members.change_class(desk, "00001", ClassChange(MAY, MemberClass.ASSOCIATE))
    assert refused(coop_members.change_class, desk, "00001", ClassChange(JULY, MemberClass.ASSOCIATE)) == ["class.same"]
    assert class_of(desk, "00001", date(2026, 4, 30)) is MemberClass.REGULAR


def test_who_leaves_is_paid_out_whole_on_one_voucher_and_is_no_member(desk):
    number = open_account(desk, baht=36_500, day=date(2026, 1, 1))
    open_account(desk, product="PLE", baht=600, monthly=300, day=JULY)
    shares.set_share_plan(desk, "00001", Money.baht(100), MAY)
    savings_interest.accrue_savings_interest(desk, MAY)
    before = balance(desk, CASH)
    seen = desk.ask(lambda tx: settlements.settlement_of(tx, "00001", JULY))
    assert [each.interest for each in seen.savings] == [Money.baht(191), ZERO]
    posted = coop_members.leave_cooperative(desk, Leaving("00001", JULY, CASH, "ย้ายภูมิลำเนา", "มติ 7/2569"))
    assert posted is not None
    paid = Money.baht(1000 + 36_500 + 191 + 600)
    assert seen.paid_out == paid
    assert before - balance(desk, CASH) == paid
    assert desk.ask(lambda tx: kept_shares.held(tx, "00001")) == ZERO
    assert desk.ask(lambda tx: kept_shares.plans(tx, JULY)) == {}
    assert desk.ask(lambda tx: register.get(tx, "00001")).status_on(JULY) is Status.RESIGNED
    again = Leaving("00001", date(2026, 8, 1), CASH, "อีกครั้ง")
    assert refused(coop_members.leave_cooperative, desk, again) == ["coop.ended"]
    reverse_entry(desk, posted.voucher, date(2026, 7, 12), "ผิดคน")
    savings.wake_savings(desk, number, "การลาออกถูกยกเลิก", date(2026, 7, 12))
    assert desk.ask(lambda tx: kept_shares.held(tx, "00001")) == Money.baht(1000)


def test_who_dies_is_paid_out_too_and_what_is_held_stands_in_the_way(desk):
    number = open_account(desk, baht=100)
    hold = savings.hold_savings(desk, number, Money.baht(60), "คำสั่งศาล", MAY)
    dies = Leaving("00001", JULY, CASH, " ", died=True)
    assert refused(coop_members.leave_cooperative, desk, dies) == ["savings.held", "leaving.reason"]
    savings.release_savings(desk, number, hold, "ศาลสั่ง", MAY)
    coop_members.leave_cooperative(desk, Leaving("00001", JULY, CASH, "เสียชีวิต", died=True))
    assert desk.ask(lambda tx: register.get(tx, "00001")).status_on(JULY) is Status.DEAD


def test_who_has_nothing_leaves_without_a_voucher(desk):
    members.add_member(desk, a_member("00004", "ใหม่"))
    assert coop_members.leave_cooperative(desk, Leaving("00004", JULY, CASH, "ไม่มาชำระ")) is None
