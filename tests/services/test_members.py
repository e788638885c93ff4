"""Members are taken in, changed, and followed over time; nothing of it goes unseen."""

import json
from datetime import date

import pytest

from tests.builders import a_book, journal
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.members.register import Beneficiary, Member, NoIdReason, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services.contributions import record_payment
from welfare_desk.services.members import (
    Source,
    add_member,
    change_member,
    import_members,
    record_status,
    record_status_of_all,
    register,
)
from welfare_desk.welfare.contributions import Payment, PaymentLine

ACTIVE = (StatusChange(date(2020, 1, 1), Status.ACTIVE),)
ID = "1101700230708"


def a_member(number="00001", **given):
    kept = {"title": "นาง", "first_name": "มาลี", "last_name": "ใจดี", "paid_to": date(2025, 9, 30), "statuses": ACTIVE}
    return Member(number, **{**kept, **given})


def refusal(act):
    with pytest.raises(RuleError) as refused:
        act()
    return [each.code for each in refused.value.problems]


def history(desk):
    with desk.book.read() as tx:
        rows = tx.exec_driver_sql("SELECT member, content FROM member_history ORDER BY id").all()
    return [(number, json.loads(content)) for number, content in rows]


def test_a_member_comes_back_as_taken_in(tmp_path):
    desk = a_book(tmp_path)
    member = a_member(
        birth_day=date(1965, 3, 12),
        birth_year=1965,
        no_id_reason=NoIdReason.MONK,
        village="4",
        entry_day=date(2020, 1, 1),
        beneficiaries=(Beneficiary("นายดี ใจดี", "บุตร", None, 10000),),
        statuses=(*ACTIVE, StatusChange(None, Status.ARREARS, "ไม่ทราบวัน")),
    )
    add_member(desk, member)
    assert desk.ask(register) == [member]


def test_a_file_is_taken_in_whole_or_not_at_all(tmp_path):
    desk = a_book(tmp_path)
    source = Source("สมาชิก.xlsx", "ab" * 32)
    assert refusal(lambda: import_members(desk, [a_member("1"), a_member("2"), a_member("1")], source)) == [
        "member.taken"
    ]
    assert desk.ask(register) == []
    assert import_members(desk, [a_member("1"), a_member("2")], source) == 2
    assert import_members(desk, [], source) == 0
    assert len(desk.ask(register)) == 2


def test_every_reason_to_refuse_is_said_at_once(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member(national_id=ID))
    bad = a_member("00001", first_name=" ", national_id=ID)
    assert refusal(lambda: add_member(desk, bad)) == ["member.no_name", "member.taken", "member.id_taken"]
    assert refusal(lambda: add_member(desk, a_member("", national_id="1"))) == ["member.no_number", "member.bad_id"]


def test_a_change_keeps_what_stood_before(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member(phone="0812345678"))
    change_member(desk, a_member(phone="0899999999"))
    change_member(desk, a_member(phone="0899999999"))  # nothing new: nothing is written
    assert history(desk)[1:] == [("00001", {"phone": ["0812345678", "0899999999"]})]
    assert refusal(lambda: change_member(desk, a_member("7"))) == ["member.unknown"]


def test_standing_goes_forward_and_ends_once(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member())
    assert refusal(lambda: record_status(desk, "00001", StatusChange(date(2019, 1, 1), Status.DEAD))) == [
        "status.order"
    ]
    assert refusal(lambda: record_status(desk, "00001", StatusChange(None, Status.DEAD))) == ["status.no_day"]
    gone = record_status(desk, "00001", StatusChange(date(2025, 11, 2), Status.DEAD, "โรคชรา"))
    assert gone.status_on(date(2025, 11, 1)) is Status.ACTIVE
    assert gone.status_on(date(2025, 11, 2)) is Status.DEAD
    again = StatusChange(date(2025, 12, 1), Status.DEAD)
    assert refusal(lambda: record_status(desk, "00001", again)) == ["status.ended"]


def test_what_was_paid_ahead_becomes_income_when_membership_ends(tmp_path):
    desk = a_book(tmp_path, today="2025-11-20")
    add_member(desk, a_member(entry_day=date(2020, 1, 1)))
    with spoken("en"):
        record_payment(desk, Payment(date(2025, 10, 5), "นางมาลี", "00001", (PaymentLine("00001", Money.baht(730)),)))
        record_status(desk, "00001", StatusChange(date(2025, 11, 2), Status.DEAD))
    assert (
        journal(desk)
        == """
    5/10/2568  RV6810-0001 Contributions
      1101 Cash on hand (treasurer) welfare             730.00
      4101 Member contributions     welfare                         365.00  00001
      2201 Member contributions rec welfare                         365.00  00001
    20/11/2568  JV6811-0001 Contributions paid in advance become income
      2201 Member contributions rec welfare             365.00  00001
      4101 Member contributions     welfare                         365.00  00001"""
    )


def test_the_trail_binds_the_history(tmp_path):
    import hashlib

    desk = a_book(tmp_path)
    import_members(desk, [a_member("1"), a_member("2")], Source("ก.xlsx", "cd" * 32))
    with desk.book.read() as tx:
        bound = [row[0] for row in tx.exec_driver_sql("SELECT commitment FROM member_history ORDER BY id")]
        details = json.loads(tx.exec_driver_sql("SELECT details FROM audit ORDER BY id DESC LIMIT 1").scalar_one())
    assert details == {"count": 2, "history": hashlib.sha256(b"".join(bound)).hexdigest()}


def test_a_standing_is_recorded_for_several_or_for_none(tmp_path):
    desk = a_book(tmp_path)
    for number in ("00001", "00002"):
        add_member(desk, a_member(number, no_id_reason=NoIdReason.MONK))
    gone = StatusChange(date(2026, 1, 10), Status.RESIGNED, "ย้ายไปอยู่ที่อื่น")
    record_status(desk, "00002", gone)
    with spoken("en"):
        with pytest.raises(RuleError) as refused:
            record_status_of_all(desk, ["00001", "00002", "99999"], gone)
        said = [each.sentence() for each in refused.value.problems]
    assert said == [
        "Number 00002: The membership of 00002 has ended already.",
        "Number 99999: There is no member 99999.",
    ]
    standing = {each.number: each.status_on(date(2026, 1, 15)) for each in desk.ask(register)}
    assert standing["00001"] is not Status.RESIGNED, "none is recorded when one is refused"
    record_status_of_all(desk, ["00001"], gone)
    assert {each.number: each.status_on(date(2026, 1, 15)) for each in desk.ask(register)}["00001"] is Status.RESIGNED
