"""A cooperative's workbook is read as its truth says: every figure, every fault, each with its place."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from welfare_desk.coop.imported import by_kind
from welfare_desk.errors import BookError
from welfare_desk.exchange.coop_registers import answer, preview_register
from welfare_desk.exchange.coop_words import sentence
from welfare_desk.i18n import spoken
from welfare_desk.money import Money

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = date(2026, 9, 30)
TRUTH = json.loads((SAMPLES / "truth_coop.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def register():
    return preview_register(SAMPLES / "coop_members_loans.xlsx", TODAY)


def test_every_figure_is_that_of_the_truth(register):
    found = answer(register)
    same = ("as_of", "members", "left", "share_par_satang", "members_with_savings", "savings_satang", "loans")
    same += ("loans_open", "principal_satang", "paid_satang")
    assert {name: found[name] for name in same} == {name: TRUTH[name] for name in same}
    assert found["share_value_satang"] == TRUTH["share_value_right_satang"]
    assert found["outstanding_satang"] == TRUTH["outstanding_right_satang"]
    kinds = {name: (each["loans"], Money(each["outstanding_satang"])) for name, each in TRUTH["by_type"].items()}
    assert by_kind(register.loans) == kinds


def test_every_fault_is_named_at_its_place_and_nothing_else(register):
    loans = {(each.row, each.code) for each in register.notes if each.sheet == "เงินกู้"}
    assert loans == {(each["row"], each["kind"]) for each in TRUTH["defects"]}
    assert not any(each.holds for each in register.notes)
    wrong = TRUTH["share_value_wrong"]
    said = {each.code: each for each in register.notes if each.subject == wrong["member_no"]}
    assert said["share_value_wrong"].cell == wrong["cell"]
    assert Money.baht(said["share_value_wrong"].read_as).satang == wrong["right_satang"]
    as_text = {each.subject for each in register.notes if each.code == "savings_as_text"}
    assert as_text == set(TRUTH["savings_as_text"])


def test_rates_and_amounts_are_read_whatever_they_are_written_like(register):
    by_row = {each.row: each for each in register.loans}
    for fault in TRUTH["defects"]:
        if "reading_percent" in fault:
            assert by_row[fault["row"]].rate == fault["reading_percent"] * 10_000
        if "reading_satang" in fault:
            assert by_row[fault["row"]].principal == Money(fault["reading_satang"])


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_note_is_a_sentence(register, language):
    with spoken(language):
        said = [sentence(each) for each in register.notes]
    assert all(said)
    assert not any("{" in each for each in said)


def test_what_is_late_is_late_as_the_truth_says(register):
    late = {each.contract: each.late(TODAY) for each in register.loans if each.late(TODAY)}
    assert set(late) == {each["contract"] for each in TRUTH["overdue"]}
    for each in TRUTH["overdue"]:
        found = late[each["contract"]]
        assert len(found) == each["unpaid_instalments"]
        assert Money.sum(part for _day, part in found) == Money(each["overdue_principal_satang"])
        assert found[0][0].isoformat() == each["first_unpaid_due"]


def test_a_file_without_members_is_refused(tmp_path):
    Workbook().save(tmp_path / "ว่าง.xlsx")
    with pytest.raises(BookError, match="ว่าง"):
        preview_register(tmp_path / "ว่าง.xlsx", TODAY)


def a_workbook(folder, members, loans):
    book = Workbook()
    sheet = book.active
    sheet.append(["เลขทะเบียน", "ชื่อ-สกุล", "วันที่เป็นสมาชิก", "จำนวนหุ้น", "เงินฝาก", "สถานะ"])
    for each in members:
        sheet.append(each)
    other = book.create_sheet("เงินกู้")
    other.append(["เลขที่สัญญา", "ประเภท", "เลขทะเบียน", "ชื่อ-สกุล", "วันที่ทำสัญญา", "เงินต้น", "ดอกเบี้ยต่อปี",
                  "จำนวนงวด", "ส่งงวดละ", "ชำระแล้ว", "คงเหลือ", "ผู้ค้ำ 1"])  # fmt: skip
    for each in loans:
        other.append(each)
    path = folder / "ทะเบียน.xlsx"
    book.save(path)
    return path


def test_rows_that_cannot_be_taken_in_are_held_and_named(tmp_path):
    day = date(2025, 1, 15)
    members = [
        ("0001", "นางมาลี ใจดี", day, 10, 0, "ปกติ"),
        ("0001", "นางสมศรี ใจดี", day, 10, 0, "ปกติ"),
        ("0002", "นายแดง ดี", "ไม่ทราบ", 10, 0, "ปกติ"),
        ("0003", "นายแดง ดี", day, 10, 0, "ปกติ"),
    ]
    row = ["สามัญ", "0001", "นางมาลี ใจดี", day, 1000, 8, 10, 100, 0, 1000, ""]
    loans = [
        ["ส.1", *row[:1], "0009", *row[2:]],
        ["ส.2", *row[:5], "ไม่มี", *row[6:]],
        ["ส.3", *row[:4], "ยังไม่ทราบ", *row[5:]],
        ["ส.4", *row[:-1], "นายแดง ดี"],
        ["ส.5", *row[:5], "8", *row[6:]],
    ]
    register = preview_register(a_workbook(tmp_path, members, loans), TODAY)
    codes = {(each.subject, each.code, each.holds) for each in register.notes}
    assert codes == {
        ("0001", "number_twice", True), ("0002", "joined_unread", False), ("ส.1", "borrower_not_a_member", True),
        ("ส.2", "rate_unread", True), ("ส.3", "loan_unread", True), ("ส.4", "guarantor_ambiguous", False),
        ("ส.5", "rate_as_text", False),
    }  # fmt: skip
    assert [each.contract for each in register.loans] == ["ส.4", "ส.5"]
    assert register.par == Money.baht(10)
