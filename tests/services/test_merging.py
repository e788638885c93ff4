"""A person who was written down twice: the money of both numbers is one person's, and nothing posted changes."""

from datetime import date

import pytest

from tests.services.small_fund import EVE, NOVEMBER, OCTOBER, a_fund, a_refund, balance, held, pay, refused
from tests.services.small_fund import stands as standing_at
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.arrears import months_behind
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.model import Role
from welfare_desk.services import contributions
from welfare_desk.services.dues import waive
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import add_member, change_member, merge_members, record_status, register
from welfare_desk.welfare.contributions import DEFERRED
from welfare_desk.welfare.plans import Span


@pytest.fixture
def desk(tmp_path):
    desk = a_fund(tmp_path, today="2025-11-20", members=("00001", "00002", "00003"))
    yield desk
    assert [each.id for each in verify_book(desk).results if not each.ok] == []
    desk.book.close()


def merge(desk, number="00002", into="00001", reason="คนเดียวกัน"):
    return merge_members(desk, number, into, reason)


def paid_to(desk, member="00001"):
    return standing_at(desk, member, date(2025, 11, 20)).position.paid_to


def payments(desk, member="00001"):
    report = desk.ask(lambda tx: make_report(tx, "passbook", {"member": member}, desk.today))
    place = [column.key for column in report.columns].index("receipt")
    return [row.cells[place] for row in report.rows if row.cells[place]]


def test_what_both_paid_counts_for_the_one_that_stays(desk):
    first, second = pay(desk, 30), pay(desk, 60, "00002")
    before = balance(desk, "4101")
    merge(desk)
    assert paid_to(desk) == date(2025, 12, 31)
    assert balance(desk, "4101") == before
    assert payments(desk) == payments(desk, "00002") == [first, second]


def test_money_paid_ahead_goes_along(desk):
    pay(desk, 300)
    pay(desk, 300, "00002")
    assert held(desk) == held(desk, "00002") == ZERO
    merge(desk)
    assert held(desk) == Money.baht(600 - 360)  # twelve months at 30 baht; the rest reaches into the next year
    assert balance(desk, DEFERRED) == Money.baht(-240)
    assert held(desk, "00002") == ZERO


def test_money_held_for_the_number_that_goes_is_given_to_the_one_that_stays(desk):
    pay(desk, 400, "00002")
    assert held(desk, "00002") == Money.baht(35)
    merge(desk)
    assert (held(desk), held(desk, "00002")) == (Money.baht(35), ZERO)
    assert balance(desk, DEFERRED) == Money.baht(-35)


def test_money_under_the_old_number_is_taken_for_the_one_that_stays(desk):
    merge(desk)
    pay(desk, 31, "00002")
    assert paid_to(desk) == date(2025, 10, 31)
    assert desk.ask(lambda tx: tx.exec_driver_sql("SELECT member FROM receipt_lines").scalars().all()) == ["00001"]


def test_a_receipt_of_the_old_number_is_still_refunded_and_reversed(desk):
    first, second = pay(desk, 60, "00002"), pay(desk, 30, "00002")
    merge(desk)
    contributions.refund_mistake(desk, first, a_refund(30, member="00002"))
    assert paid_to(desk) == date(2025, 11, 30)
    reverse_entry(desk, second, NOVEMBER, "เขียนผิด")
    assert paid_to(desk) == date(2025, 10, 31)


def test_dues_that_were_waived_stay_waived(desk):
    waive(desk, "00002", Span(date(2025, 10, 1), date(2025, 10, 31)), "มติ")
    merge(desk)
    waive(desk, "00002", Span(date(2025, 11, 1), date(2025, 11, 30)), "มติ")
    pay(desk, 30)
    assert paid_to(desk) == date(2025, 12, 31)


def test_the_old_number_leaves_the_list_and_its_id_number_moves(desk):
    found = {each.number: each for each in desk.ask(register)}
    change_member(desk, Member(**{**fields(found["00002"]), "national_id": "1101700230708", "no_id_reason": None}))
    merge(desk, reason=" บัตรประชาชนเดียวกัน ")
    found = {each.number: each for each in desk.ask(register)}
    assert found["00001"].national_id == "1101700230708"
    assert found["00002"].statuses[-1] == StatusChange(desk.today, Status.MERGED, "00001")
    merges = desk.ask(lambda tx: tx.exec_driver_sql("SELECT * FROM member_merges").all())
    assert merges == [("00002", "00001", "2025-11-20", "บัตรประชาชนเดียวกัน")]


def fields(member):
    return {name: getattr(member, name) for name in member.__dataclass_fields__}


def test_a_merge_is_final(desk):
    merge(desk)
    assert refused(merge, desk) == ["merge.merged"]
    assert refused(merge, desk, "00003", "00002") == ["merge.merged"]
    assert refused(merge, desk, "00001", "00003") == ["merge.stays"]
    back = StatusChange(desk.today, Status.ACTIVE)
    assert refused(record_status, desk, "00002", back) == ["status.merged"]
    assert refused(record_status, desk, "00003", StatusChange(desk.today, Status.MERGED)) == ["status.merged"]
    merge(desk, "00003")
    assert payments(desk) == []


def test_a_merge_of_nobody_is_refused(desk):
    assert refused(merge, desk, "00009") == ["member.unknown"]
    assert refused(merge, desk, "00002", "00009") == ["member.unknown"]
    assert refused(merge, desk, "00002", "00001", " ") == ["merge.no_reason"]


def test_a_standing_of_a_day_to_come_stands_in_the_way(desk):
    record_status(desk, "00002", StatusChange(date(2026, 1, 1), Status.RESIGNED))
    assert refused(merge, desk) == ["status.order"]


def test_those_perhaps_written_twice_are_listed_until_they_are_merged(desk):
    def pairs():
        report = desk.ask(lambda tx: make_report(tx, "member-duplicates", {}, desk.today))
        return [row.cells[0] for row in report.rows if row.role is Role.ITEM]

    assert pairs() == []
    same = {"village": "1", "birth_day": date(1960, 1, 2), "entry_day": OCTOBER}
    add_member(desk, Member("00010", "นาง", "บัวลอย", "ทองคำ", EVE, **same))
    add_member(desk, Member("00011", "นาง", "บัวลอย", "ทองดำ", EVE, **same))
    add_member(desk, Member("00012", "นาง", "บัวลอย", "ทองคำ", EVE, village="1"))
    assert pairs() == ["00010", "00011", "00010", "00012"]
    merge(desk, "00011", "00010")
    merge(desk, "00012", "00010")
    assert pairs() == []


def test_the_number_that_went_owes_nothing(desk):
    def owing():
        report = desk.ask(lambda tx: make_report(tx, "arrears", {"on": "2026-03-31"}, desk.today))
        return [row.cells[0] for row in report.rows if row.role is Role.ITEM]

    pay(desk, 30)
    assert owing() == ["00001", "00002", "00003"]
    merge(desk)
    assert owing() == ["00001", "00003"]
    assert desk.ask(lambda tx: months_behind(tx, date(2026, 3, 31))).keys() == {"00001", "00003"}
