"""Collection sheets: this fund's three months row by row, and other committees' layouts."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.answers import Answer, answers_from_json
from welfare_desk.exchange.collection_meaning import RowState
from welfare_desk.exchange.collections import Asked, collection_of, preview_collections
from welfare_desk.exchange.payers import Register, Registered
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.welfare.contributions import LineKind
from welfare_desk.welfare.plans import MONTHLY, YEARLY

SAMPLES = Path(__file__).parents[1] / "samples"
MONTHS = ("collections_2568_10.xlsx", "collections_2568_11.xlsx", "collections_2568_12.xlsx")
TODAY = date(2026, 9, 30)


def truth(name):
    with (SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def the_register():
    return Register.of(
        Registered(row["member_no"], row["title"], row["first"], row["last"], row["village"], row["status"])
        for row in truth("truth_members.csv")
        if row["expect"] == "import"
    )


@cache
def the_preview(name):
    return preview_collections(SAMPLES / name, Asked(TODAY, the_register()))


@pytest.mark.parametrize("name", MONTHS)
def test_every_row_of_a_month_reads_as_it_was_meant(name):
    rows = {(row.read.sheet, row.read.row): row for row in the_preview(name).rows}
    expected = [row for row in truth("truth_collections.csv") if row["file"] == name]
    assert len(rows) == len(expected)
    for right in expected:
        row = rows[right["sheet"], int(right["row"])]
        amount = row.read.amount.value
        assert {
            "village": row.read.village,
            "member_no": row.member or "",
            "name": row.read.name,
            "amount_satang": "" if amount is None else str(amount.satang),
            "amount_kind": row.amount_kind,
            "receipt": row.receipt,
            "date": "" if row.day is None else row.day.isoformat(),
            "date_kind": row.day_kind,
            "transfer": str(int(row.read.is_transfer)),
            "flags": "".join(flag for flag in row.flags if flag in ("listed_twice", "not_in_register")),
        } == {key: value for key, value in right.items() if key not in ("file", "sheet", "row")}


@pytest.mark.parametrize(
    ("name", "rows", "importable", "total"),
    [(MONTHS[0], 1014, 783, 97_344_00), (MONTHS[1], 1023, 526, 39_735_00), (MONTHS[2], 1027, 509, 30_428_00)],
)
def test_the_counts_of_a_month(name, rows, importable, total):
    preview = the_preview(name)
    counts = preview.counts()
    assert counts["rows"] == rows
    assert counts["importable"] == importable
    assert counts["refused"] == 8  # two not in the register, one listed twice, four days missing, one in the future
    assert counts["skipped"] == 23  # two titles, a header, nine headings, nine totals, the grand total, a signature
    assert counts["total_satang"] == total
    ready, asking = preview.in_state(RowState.READY), preview.in_state(RowState.ASKS)
    assert Money.sum(row.amount for row in [*ready, *asking]) == preview.total
    assert Money.sum(preview.by_village().values()) == preview.total
    assert len(preview.questions()) == 8


@pytest.mark.parametrize(
    ("name", "village", "cell", "shown", "right"),
    [
        (MONTHS[0], "4", "D527", 11_181, 11_118),
        (MONTHS[1], "9", "D1046", 8_165, 1_865),
        (MONTHS[2], "3", "D415", 3_648, 3_684),
    ],
)
def test_a_total_with_swapped_digits_is_found_and_the_grand_total_only_carries_it(name, village, cell, shown, right):
    one, grand = the_preview(name).wrong_totals
    assert (one.village, one.cell, one.cause) == (village, cell, "digits_swapped")
    assert (one.shown, one.right, one.likely) == (Money.baht(shown), Money.baht(right), Money.baht(right))
    assert (grand.cell, grand.cause) == (cell, "carried_on")
    assert grand.right == the_preview(name).total


def test_the_faults_of_receipts_are_told_by_number():
    said = [
        (name, each.code, each.problem.params["receipt"])
        for name in MONTHS
        for each in the_preview(name).problems
        if each.code.startswith("receipt_")
    ]
    assert said == [
        (MONTHS[0], "receipt_cancelled", "61/047"),
        (MONTHS[1], "receipt_used_twice", "45/012"),
        (MONTHS[1], "receipt_used_twice", "45/012"),
        (MONTHS[2], "receipt_missing", "84/045"),
    ]


def test_every_problem_is_a_sentence_with_its_cell():
    with spoken("en"):
        written = [each.as_json() for name in MONTHS for each in the_preview(name).problems]
    assert all(each["sentence"] and "{" not in each["sentence"] for each in written)
    assert all(each["cell"] for each in written)
    assert {"read_as": "30.00", "code": "dash_suffix"}.items() <= next(
        each for each in written if each["cell"] == "D12"
    ).items()


# Other committees' sheets


PEOPLE = (
    Registered("1", "นาย", "สมชาย", "ใจดี", "1"),
    Registered("2", "นาง", "สมศรี", "ใจดี", "1"),
    Registered("3", "นางสาว", "มาลี", "สุขใจ", "2", "dead", None, date(2025, 12, 1)),
    Registered("4", "นาย", "มานะ", "อดทน", "2", "active", date(2026, 1, 10)),
)
JANUARY = date(2026, 1, 20)


def previewed(folder, rows, change=None, **asked):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = asked.pop("sheet", "ม.ค. 69")
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    path = folder / "ใบเก็บเงิน.xlsx"
    book.save(path)
    return preview_collections(path, Asked(JANUARY, Register.of(PEOPLE), **asked))


def read(preview):
    return [
        (row.read.village, row.member, None if row.amount is None else row.amount.text(), row.receipt, row.day)
        for row in preview.rows
    ]


def test_a_header_of_two_rows_a_village_column_and_ditto_marks(tmp_path):
    preview = previewed(
        tmp_path,
        [
            ["ใบเก็บเงินสัจจะ เดือน มกราคม 2569"],
            ["ที่", "ทะเบียน", "ผู้จ่าย", None, "หมู่", "เงิน", "ใบเสร็จ", None, "วัน"],
            ["ที่", "เลขที่", "ชื่อ", "สกุล", "ที่", "สมทบ", "เล่มที่", "เลขที่", "เดือน ปี"],
            [1, 1, "สมชาย", "ใจดี", "หมู่ 1", 30, 7, 1, "5 ม.ค. 69"],
            [2, 2, "สมศรี", '"', '"', '"', '"', 2, '"'],
            [3, 3, "มาลี", "สุขใจ", "ม.2", 365, 7, 3, "6/1/2569"],
            [None, None, "รวม", None, None, 425],
        ],
    )
    fifth = date(2026, 1, 5)
    assert read(preview) == [
        ("1", "1", "30.00", "7/1", fifth),
        ("1", "2", "30.00", "7/2", fifth),
        ("2", "3", "365.00", "7/3", date(2026, 1, 6)),
    ]
    assert preview.wrong_totals == ()
    assert preview.month == date(2026, 1, 1)
    assert preview.skipped == 4
    assert "payer_dead" in preview.rows[2].flags


def test_receipts_in_one_cell_hidden_rows_and_the_village_of_the_sheet(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[4].hidden = True

    preview = previewed(
        tmp_path,
        [
            ["รายชื่อสมาชิก", "ยอดเงิน", "เลขที่ใบเสร็จ", "วันที่", "หมายเหตุ"],
            ["นายสมชาย ใจดี", 30, "12/034", date(2026, 1, 5), None],
            ["รวมหน้านี้", 30],
            ["นางสมศรี ใจดี", 31, "12/035", date(2026, 1, 5), "โอนพร้อมเพย์"],
            ["ยอดยกไป", 61],
            ["รวมทั้งสิ้น", 61],
        ],
        hide,
        sheet="หมู่ที่ ๑",
    )
    assert [(row.read.village, row.member, row.receipt, row.flags) for row in preview.rows] == [
        ("1", "1", "12/034", ("by_name",)),
        ("1", "2", "12/035", ("hidden_row", "by_name")),
    ]
    assert preview.wrong_totals == ()
    assert [payment.money_account for payment in preview.payments()] == ["1101", "1111"]


HEADER = ["เลขสมาชิก", "ชื่อ-สกุล", "จำนวนเงิน", "วันที่รับเงิน", "หมายเหตุ"]
FIFTH = date(2026, 1, 5)


def test_what_a_person_must_decide_is_asked_and_summed(tmp_path):
    preview = previewed(
        tmp_path,
        [
            HEADER,
            [1, "นายสมชาย ใจดี", 30, FIFTH],
            [1, "นางสมศรี ใจดี", 40, FIFTH],
            [None, None, 50, FIFTH],
            [2, "นางสมศรี ใจดี", "สามสิบ", FIFTH],
            [4, "นายมานะ อดทน", -60, FIFTH],
            [3, "นางสาวมาลี สุขใจ", 70, "31/02/2569"],
        ],
    )
    assert [row.questions for row in preview.rows] == [
        (),
        ("number_and_name_disagree",),
        ("no_payer",),
        ("amount_unreadable",),
        ("amount_negative",),
        ("day_impossible",),
    ]
    assert preview.counts()["refused"] == 5
    assert preview.unanswered == Money.baht(40 + 50 - 60 + 70)
    asked = [(each.code, each.cell) for each in preview.problems if each.action == "ask"]
    assert asked == [
        ("number_and_name_disagree", "A3"),
        ("no_payer", "B4"),
        ("unreadable", "C5"),
        ("negative", "C6"),
        ("impossible", "D7"),
    ]


ASKING = [
    HEADER,
    [1, "นายสมชาย ใจดี", 30, FIFTH],
    [1, "นายสมชาย ใจดี", 31, FIFTH],
    [None, "นายไม่รู้ ใครเลย", 50, FIFTH],
    [2, "นางสมศรี ใจดี", 60, None],
    [3, "นางสาวมาลี สุขใจ", 70, None],
    [4, "นายมานะ อดทน", 80, date(2026, 1, 4)],
]


def answers(**by_cell):
    return [Answer("ม.ค. 69", cell, text) for cell, text in by_cell.items()]


def test_answers_decide(tmp_path):
    given = answers(B3="2", B4="2901", D5="6 ม.ค. 69", D6="leave_out")
    preview = previewed(tmp_path, ASKING, answers=given)
    assert preview.counts()["refused"] == 1  # a second payment of member 2 now
    preview = previewed(tmp_path, ASKING, answers=[*given, *answers(B5="keep")])
    assert Counter(row.state for row in preview.rows) == {RowState.READY: 5, RowState.LEFT_OUT: 1}
    assert preview.total == Money.baht(30 + 31 + 50 + 60 + 70 + 80)
    assert preview.unanswered == Money(0)
    paid = [(each.day.day, each.member_number, each.total.text(), each.lines[0].kind) for each in preview.payments()]
    assert paid == [
        (4, "4", "80.00", LineKind.CONTRIBUTION),
        (5, "1", "30.00", LineKind.CONTRIBUTION),
        (5, "2", "31.00", LineKind.CONTRIBUTION),
        (5, None, "50.00", LineKind.UNIDENTIFIED),
        (6, "2", "60.00", LineKind.CONTRIBUTION),
    ]
    assert preview.payments()[0].source == "ม.ค. 69!7"
    assert "payer_before_entry" in preview.rows[5].flags


def test_the_form_of_questions_comes_back_as_answers(tmp_path):
    preview = previewed(tmp_path, ASKING)
    form = json.loads(preview.form())
    assert [(each["cell"], each["code"], each["choices"]) for each in form["questions"]] == [
        ("B3", "listed_twice", ["keep", "unidentified", "leave_out"]),
        ("B4", "not_in_register", ["unidentified", "leave_out"]),
        ("D5", "missing", ["leave_out"]),
        ("D6", "missing", ["leave_out"]),
    ]
    for question, answer in zip(form["questions"], ["keep", "unidentified", "2026-01-06", "BE2569-01-06"], strict=True):
        question["answer"] = answer
    back = answers_from_json(json.dumps(form), preview.sha256)
    assert previewed(tmp_path, ASKING, answers=back).counts()["refused"] == 0


def test_an_amount_that_cannot_be_read_is_answered(tmp_path):
    rows = [HEADER, [1, "นายสมชาย ใจดี", "สามสิบ", FIFTH]]
    preview = previewed(tmp_path, rows, answers=answers(C2="30"))
    assert [payment.total for payment in preview.payments()] == [Money.baht(30)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [("B99", "1"), ("B3", "77"), ("D3", "อังคาร"), ("D3", "2026-01-21"), ("D3", "21/1/69"), ("E3", "1"), ("C3", "-5")],
)
def test_an_answer_that_means_nothing_is_refused(tmp_path, cell, text):
    with pytest.raises(RuleError) as refused:
        previewed(tmp_path, ASKING, answers=answers(**{cell: text}))
    assert [each.code for each in refused.value.problems] == ["answer.unknown"]


def test_rows_in_the_book_already_are_not_posted_again(tmp_path):
    preview = previewed(tmp_path, ASKING, posted=lambda _: {"ม.ค. 69!2", "ม.ค. 69!7"})
    counts = preview.counts()
    assert (counts["already"], counts["importable"], counts["refused"]) == (2, 0, 4)
    assert preview.payments() == []
    with pytest.raises(RuleError, match=r"collection\.nothing"):
        collection_of(preview)


def test_receipts_already_in_the_book_and_left_out_ones_are_told(tmp_path):
    preview = previewed(
        tmp_path,
        [
            ["เลขสมาชิก", "ชื่อ-สกุล", "จำนวนเงิน", "เล่มที่", "เลขที่", "วันที่"],
            [1, "นายสมชาย ใจดี", 30, 7, "001", FIFTH],
            [2, "นางสมศรี ใจดี", 30, None, 4, FIFTH],
            [3, "นางสาวมาลี สุขใจ", None, None, 5, None],
        ],
        taken={"7/001": "1"},
    )
    said = [
        (each.code, each.problem.params["receipt"]) for each in preview.problems if each.code.startswith("receipt_")
    ]
    assert said == [
        ("receipt_used_twice", "7/001"),
        ("receipt_gap", "7/002"),
        ("receipt_gap", "7/003"),
        ("receipt_without_payment", "7/005"),
    ]


def test_a_day_far_from_the_sheets_month_is_told(tmp_path):
    rows = [
        ["เก็บเงินเดือน มกราคม 2569"],
        HEADER,
        [1, "นายสมชาย ใจดี", 30, date(2025, 1, 5)],
        [2, "นางสมศรี ใจดี", 30, FIFTH],
    ]
    preview = previewed(tmp_path, rows)
    assert [row.flags for row in preview.rows] == [("day_outside_month",), ()]
    assert [(each.code, each.cell) for each in preview.problems] == [("day_outside_month", "D3")]


def test_columns_and_sheets_that_are_not_read_are_told(tmp_path):
    def another(sheet):
        other = sheet.parent.create_sheet("สรุป")
        other["A1"] = "ไม่ใช่รายชื่อ"

    preview = previewed(
        tmp_path,
        [["เลขสมาชิก", "ชื่อ-สกุล", "จำนวนเงิน", "ค่าแรกเข้า", "วันที่"], [1, "นายสมชาย ใจดี", 30, 20, FIFTH]],
        another,
    )
    assert [(each.code, each.sheet, each.cell) for each in preview.problems] == [
        ("column_not_read", "ม.ค. 69", "D1"),
        ("sheet_not_read", "สรุป", ""),
    ]


def test_a_file_without_payers_and_amounts_is_refused_politely(tmp_path):
    with pytest.raises(BookError) as refused:
        previewed(tmp_path, [["เลขสมาชิก", "ชื่อ-สกุล", "ที่อยู่"], [1, "นายสมชาย ใจดี", "12/3"]])
    assert refused.value.problem.code == "collection.no_header"


@pytest.mark.parametrize(
    ("plan", "baht", "kind"),
    [
        (MONTHLY, 60, "several_months"),
        (MONTHLY, 31, "partial"),
        (MONTHLY, 360, "number"),
        (YEARLY, 180, "number"),
    ],
)
def test_what_an_amount_pays_depends_on_the_plan(tmp_path, plan, baht, kind):
    preview = previewed(tmp_path, [HEADER, [1, "นายสมชาย ใจดี", baht, FIFTH]], plan=plan)
    assert preview.rows[0].amount_kind == kind
