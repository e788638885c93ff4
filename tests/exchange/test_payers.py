"""Whose payment a row is."""

from __future__ import annotations

import pytest

from welfare_desk.exchange.payers import Match, Register, Registered, name_key


def a_register():
    return Register.of(
        [
            Registered("00001", "นาย", "ชูวิทย์", "เปรี่ยมนอง", "1"),
            Registered("00002", "นางสาว", "ปทิตตา", "เปรี่ยมนอง", "1"),
            Registered("00103", "นาง", "สาวินี", "พิรชัช", "1"),
            Registered("00200", "นาย", "สมชาย", "ใจดี", "2"),
            Registered("00300", "นาย", "สมชาย", "ใจดี", "3"),
            Registered("00400", "นาย", "สมชัย", "ใจดี", "3"),
            Registered("ก-7", "นาง", "ทองสุก", "พงษ์คำพันธ์", "3"),
        ]
    )


@pytest.mark.parametrize(
    ("number", "name", "village", "expected"),
    [
        ("00001", "นายชูวิทย์ เปรี่ยมนอง", "1", Match("00001")),
        ("1", "ชูวิทย์  เปรี่ยมนอง", "1", Match("00001")),
        ("1", "", "1", Match("00001")),
        ("ก-7", "นางทองสุก พงษ์คำพันธ์", "", Match("ก-7")),
        ("103", "นางสาวินี พิรชัช", "1", Match("00103")),
        ("2", "น.ส.ปทิตตา เปรียมนอง", "1", Match("00002", "name_differs")),
        ("2", "นางปทิตตา สุขแนบ", "1", Match("00002", "name_differs")),
        ("", "น.ส.ปทิตตา เปรี่ยมนอง", "", Match("00002", "by_name")),
        ("", "นายสมชาย ใจดี", "3", Match("00300", "by_name")),
        ("", "นายสมชาย ใจดี", "", Match(None, "several_members", ("00200", "00300"))),
        ("1999", "นายชูวิทย์ เปรี่ยมนอง", "1", Match(None, "number_and_name_disagree", ("00001",))),
        ("1", "น.ส.ปทิตตา เปรี่ยมนอง", "1", Match(None, "number_and_name_disagree", ("00001", "00002"))),
        ("200", "นายสมชัย ใจดี", "2", Match(None, "number_and_name_disagree", ("00200", "00400"))),
        ("1", "นายวรเดช ทองเกลี้ยง", "1", Match(None, "number_and_name_disagree", ("00001",))),
        ("01999", "นายสุทิตย์ พลทะมัย", "4", Match(None, "not_in_register")),
        ("", "", "", Match(None, "not_in_register")),
    ],
)
def test_number_and_name_tell_together(number, name, village, expected):
    assert a_register().match(number, name, village) == expected


def test_a_name_that_is_nearly_known_is_suggested():
    found = a_register().match("", "นางทองสุก พงคำพันธุ์")
    assert (found.number, found.code, found.suggestions) == (None, "not_in_register", ("ก-7",))


def test_a_number_that_two_members_may_have_is_not_guessed():
    register = Register.of([Registered("01", "", "ก", "ข"), Registered("001", "", "ค", "ง")])
    assert register.numbered("1") is None
    assert register.numbered("01") == "01"
    assert register.numbered("ข้าว") is None


def test_the_key_of_a_name_leaves_out_title_and_spaces():
    assert name_key("นางสาวินี  พิรชัช") == name_key("สาวินี พิรชัช")
    assert name_key("น.ส. ปทิตตา เปรี่ยมนอง") == "ปทิตตาเปรี่ยมนอง"


def test_a_register_tells_the_name_without_title():
    assert a_register().members["00001"].name == "ชูวิทย์ เปรี่ยมนอง"
