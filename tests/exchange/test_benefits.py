"""Benefits paid in a year: the sample list row by row, everyday words, other layouts, and what a person decides."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.answers import Answer, answers_from_json
from welfare_desk.exchange.benefit_checks import Verdict
from welfare_desk.exchange.benefits import BenefitsAsked, preview_benefits
from welfare_desk.exchange.members import preview_members
from welfare_desk.i18n import spoken
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY, FIRST = date(2026, 9, 30), date(2025, 10, 1)
# The sample's names for what breaks a rule.
REASONS = {
    "WAITING_PERIOD": "benefit.waiting",
    "MEMBERSHIP_YEARS": "benefit.membership",
    "AGE": "benefit.age",
    "CAP_ADMISSION": "benefit.cap_event",
    "CAP_YEAR": "benefit.cap_year",
    "WRONG_RATE": "benefit.rate",
    "WRONG_TIER": "benefit.tier",
    "MEMBER_DEAD": "benefit.dead",
    "MEMBER_RESIGNED": "benefit.ended",
    "ARREARS": "benefit.arrears",
    "PAID_BEFORE": "benefit.times",
    "LATE_CLAIM": "benefit.late",
    "NO_APPROVER": "benefit.no_approver",
    "SELF_APPROVED": "benefit.self_approved",
    "NOT_A_MEMBER": "benefit.no_member",
    "UNDECIDABLE_JOIN_DATE": "benefit.entry_unknown",
}
FLAGS = {"two_members_of_this_name": "several_members"}


def truth():
    with (SAMPLES / "truth_benefits.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def the_preview():
    members = preview_members(SAMPLES / "members.xlsx", today=TODAY, first_day=FIRST).accepted
    return preview_benefits(SAMPLES / "benefits_2569.xlsx", BenefitsAsked(TODAY, members))


def kind_of(row):
    """Say for whom a payment is as the sample does: it counts an unclear name, but not a wrong number, as a kind."""
    if row.match == "several_members":
        return "unclear_member"
    purpose = row.read.meaning.purpose.value
    return "unclear_type" if purpose == "unclear" else purpose


def written(row):
    read, is_member = row.read, row.read.meaning.purpose.value == "member"
    flags = [code for code in (*row.questions, *row.flags) if code in ("number_and_name_disagree", "by_name")]
    flags += [code for code in row.questions if code == "several_members"]
    return {
        "row": str(read.row),
        "kind": kind_of(row),
        "member": row.member or "",
        "type": (read.meaning.type or "") if is_member else "",
        "account": read.meaning.account or "",
        "satang": str(row.paid.satang),
        "verdict": row.verdict.value,
        "reasons": [each.code for each in row.reasons],
        "right_satang": "" if row.right is None else str(row.right.satang),
        "nights": str(read.quantity) if read.meaning.type == "SICK" else "",
        "children": str(read.quantity) if read.meaning.type == "BIRTH" and read.quantity != 1 else "",
        "event": read.event.value.isoformat() if read.event.value else "",
        "pay": read.pay.value.isoformat() if read.pay.value else "",
        "flags": flags,
        "candidates": " ".join(row.suggestions),
        "earlier": " ".join(each.rpartition("!")[2] for each in row.earlier),
    }


def test_every_payment_of_a_year_is_judged_as_it_should_be():
    expected = [
        {
            **row,
            "reasons": [REASONS[each] for each in row["reasons"].split()],
            "flags": [FLAGS.get(each, each) for each in row["flags"].split()],
        }
        for row in truth()
    ]
    found = [written(row) for row in the_preview().rows]
    assert len(found) == len(expected) == 193
    assert [(got, right) for got, right in zip(found, expected, strict=True) if got != right] == []


def test_the_counts_and_the_total_of_a_year():
    preview = the_preview()
    assert preview.total == Money.baht(366_900)
    assert {each.value: len(preview.found(each)) for each in Verdict} == {
        "ok": 158,
        "breaks": 24,
        "undecidable": 1,
        "ask": 5,
        "not_checked": 5,
    }
    assert preview.wrong_totals == ()
    # Two titles, a header and the total; the other sheet is a table of rates.
    assert [(each.code, each.sheet) for each in preview.of_sheets] == [("sheet_not_read", "อัตราสวัสดิการ")]
    assert len(preview.questions()) == 5


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_row_that_does_not_pass_says_why(language):
    with spoken(language):
        preview = the_preview()
        said = {row.read.row: preview.sentence(row) for row in preview.rows if row.verdict is not Verdict.OK}
        shown = [each.as_json()["sentence"] for each in preview.problems]
    assert len(said) == 35
    assert all(said.values())
    assert all(shown)
    assert not any("{" in each for each in [*said.values(), *shown])


def test_what_is_said_of_a_row():
    with spoken("en"):
        preview = the_preview()
        said = {row.read.row: preview.sentence(row) for row in preview.rows}
    assert said[5] == "30,000.00 baht was paid; the regulation gives 20,000.00."
    assert said[56] == (
        "Given already on 25 Dec 2568 for the same child, house or person. Counted with row 45. Nothing was due."
    )
    assert said[63] == (
        "At most 1,000.00 baht a year; 600.00 were given, 400.00 are left. Counted with row 16. "
        "Right would be 400.00 baht."
    )
    assert said[99] == (
        "The register has the member in arrears on the day of the event; how much was owed it does not tell. "
        "Nothing was due."
    )
    assert said[115] == "For 22 people together, account 5103; not held against the rules."
    assert said[6] == ""


# Other committees' lists


def a_member(number, title, first, last, *statuses, **more):
    known = {"entry_day": date(2015, 1, 5), "birth_day": date(1960, 2, 1), "house": number, "village": "1"}
    begun = StatusChange(date(2015, 1, 5), Status.ACTIVE)
    return Member(number, title, first, last, date(2025, 9, 30), statuses=(begun, *statuses), **(known | more))


PEOPLE = (
    a_member("001", "นาย", "สมชาย", "ใจดี"),
    a_member("002", "นาง", "สมศรี", "ใจดี", house="001"),
    a_member("003", "นางสาว", "มาลี", "สุขใจ", village="2"),
    a_member("004", "นางสาว", "มาลี", "สุขใจ", village="3"),
    a_member("005", "นาย", "มานะ", "อดทน", StatusChange(date(2026, 1, 1), Status.ARREARS)),
    a_member("006", "นาย", "มานะ", "อดทน", StatusChange(date(2026, 1, 2), Status.MERGED, "005")),
)
HEADER = ["วันที่จ่าย", "เลขสมาชิก", "ชื่อ-สกุล", "รายการ", "วันที่เกิดเหตุ", "วันที่ยื่นคำขอ", "จำนวนเงิน", "ผู้อนุมัติ", "หมายเหตุ"]
PAID, EVENT, CLAIM = date(2026, 1, 20), date(2025, 12, 20), date(2026, 1, 5)


def previewed(folder, rows, **asked):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = asked.pop("sheet", "สวัสดิการ")
    for row in rows:
        sheet.append(row)
    path = folder / "จ่าย.xlsx"
    book.save(path)
    return preview_benefits(path, BenefitsAsked(asked.pop("today", TODAY), PEOPLE, **asked))


def a_row(
    text, baht=500, member="001", name="นายสมชาย ใจดี", *, paid=PAID, event=EVENT, claim=CLAIM, by="มติ", note=None
):
    return [paid, member, name, text, event, claim, baht, by, note]


def judged(folder, *rows, **asked):
    """Give verdict and codes of reasons, row by row."""
    preview = previewed(folder, [HEADER, *rows], **asked)
    return [(row.verdict.value, [each.code.removeprefix("benefit.") for each in row.reasons]) for row in preview.rows]


def test_a_list_by_other_words_with_columns_for_titles_villages_and_nights(tmp_path):
    preview = previewed(
        tmp_path,
        [
            ["รายชื่อผู้ได้รับสวัสดิการ ปี 2569"],
            ["ที่", "ว/ด/ป", "คำนำหน้า", "ชื่อ", "นามสกุล", "หมู่", "ประเภทสวัสดิการ", "จำนวน", "จำนวนเงิน (บาท)"],
            [1, "20 ม.ค. 69", "นาย", "สมชาย", "ใจดี", 1, "เจ็บป่วย", 3, "๓๐๐.-"],
            [2, '"', "น.ส.", "มาลี", "สุขใจ", "ม.3", "รักษาตัว รพ.", "2 คืน", "200 บาท"],
            [None, None, None, "รวมทั้งสิ้น", None, None, None, None, 500],
        ],
    )
    assert [(row.member, row.read.meaning.type, row.read.quantity, row.paid.text()) for row in preview.rows] == [
        ("001", "SICK", 3, "300.00"),
        ("004", "SICK", 2, "200.00"),
    ]
    assert [row.read.pay.value for row in preview.rows] == [PAID, PAID]
    assert [[each.code for each in row.reasons] for row in preview.rows] == [["benefit.event_unknown"]] * 2
    assert [each.code for each in preview.of_sheets] == ["approval_not_checked"]
    assert preview.wrong_totals == ()


def test_a_single_column_called_number_is_the_money(tmp_path):
    header = [*HEADER[:6], "จำนวน", *HEADER[7:]]
    preview = previewed(tmp_path, [header, a_row("งานบวช")])
    assert preview.total == Money.baht(500)


def test_totals_of_months_and_of_the_year_are_added_up(tmp_path):
    def total(text, baht):
        return [None, None, None, text, None, None, baht]

    rows = [HEADER, a_row("งานบวช"), total("รวมเดือน ม.ค.", 500), a_row("แต่งงาน"), total("รวมเดือน ก.พ.", 500)]
    assert previewed(tmp_path, [*rows, total("รวมทั้งปี", 1000)]).wrong_totals == ()
    wrong = previewed(tmp_path, [*rows, total("รวมทั้งปี", 1500)])
    assert [(each.total_cell, each.shown.text(), each.right.text()) for each in wrong.wrong_totals] == [
        ("G6", "1,500.00", "1,000.00")
    ]
    assert "wrong_total" in [each.code for each in wrong.of_sheets]


def test_a_file_without_payments_is_refused_politely(tmp_path):
    with pytest.raises(BookError) as refused:
        previewed(tmp_path, [["เลขสมาชิก", "ชื่อ-สกุล", "ที่อยู่"], [1, "นายสมชาย ใจดี", "12/3"]])
    assert refused.value.problem.code == "benefits.no_header"


# What the check finds


def test_whose_it_is(tmp_path):
    rows = [
        a_row("งานบวช", member=1),
        a_row("งานบวช", member="002", name="นายสมชาย ใจดี"),
        a_row("งานบวช", member=None, name="มาลี สุขใจ"),
        a_row("งานบวช", member=None, name="นายใคร ไม่รู้"),
        a_row("งานบวช", member=None, name=None),
        a_row("แต่งงาน", member="006", name="นายมานะ อดทน", event=date(2025, 11, 5)),
    ]
    preview = previewed(tmp_path, [HEADER, *rows])
    assert [(row.member, row.verdict.value, row.match) for row in preview.rows] == [
        ("001", "ok", ""),
        (None, "ask", "number_and_name_disagree"),
        (None, "ask", "several_members"),
        (None, "breaks", "not_in_register"),
        (None, "ask", "no_payer"),
        ("005", "ok", ""),  # 006 is the same person, written down twice
    ]


def test_approval(tmp_path):
    assert judged(
        tmp_path,
        a_row("งานบวช", by=None),
        a_row("แต่งงาน", by="สมชาย  ใจดี (ประธาน)"),
        a_row("ค่าพวงหรีด", by="นางสมศรี ใจดี", note="จ่ายให้ นางสมศรี ใจดี (ภรรยา) เช็ค 12"),
        a_row("ผ้าป่าวัดใต้", member=None, name=None, by=None),
        a_row("ผ้าป่าวัดใต้", member=None, name=None),
    ) == [
        ("breaks", ["no_approver"]),
        ("breaks", ["self_approved"]),
        ("breaks", ["self_approved"]),
        ("breaks", ["no_approver"]),
        ("not_checked", []),
    ]


def test_arrears_are_told_by_the_standing_on_the_day_of_the_event(tmp_path):
    hers = {"member": "005", "name": "นายมานะ อดทน"}
    assert judged(tmp_path, a_row("งานบวช", **hers), a_row("แต่งงาน", **hers, event=date(2026, 1, 2))) == [
        ("ok", []),
        ("breaks", ["arrears"]),
    ]


def test_both_parents_cannot_have_the_money_for_one_child(tmp_path):
    mother = {"member": "002", "name": "นางสมศรี ใจดี"}
    assert judged(
        tmp_path,
        a_row("คลอดบุตร"),
        a_row("รับขวัญเด็ก", **mother),
        a_row("รับขวัญเด็ก", **mother, event=date(2026, 1, 10), claim=date(2026, 1, 12)),
    ) == [("ok", []), ("breaks", ["times"]), ("ok", [])]


def test_every_fault_of_a_payment_is_told(tmp_path):
    late = date(2026, 6, 1)
    rows = [a_row("นอน รพ. 9 คืน", 900, paid=late, claim=late), a_row("นอน รพ. 3 คืน", 200), a_row("นอน รพ. 2 คืน", 300)]
    preview = previewed(tmp_path, [HEADER, *rows])
    found = [([each.code for each in row.reasons], row.right, row.flags) for row in preview.rows]
    assert found == [
        (["benefit.late", "benefit.cap_event", "benefit.cap_year"], Money(0), ()),
        ([], None, ("less_than_right",)),
        (["benefit.rate"], Money.baht(200), ()),
    ]


def test_ceilings_count_by_the_day_of_payment_whatever_the_order_of_the_rows(tmp_path):
    new_year = date(2026, 10, 5)
    rows = [
        a_row("นอน รพ. 6 คืน", 600, paid=date(2026, 9, 20), event=date(2026, 8, 1), claim=date(2026, 8, 20)),
        a_row("นอน รพ. 6 คืน", 600, paid=date(2026, 9, 10), event=date(2026, 7, 1), claim=date(2026, 7, 20)),
        a_row("นอน รพ. 6 คืน", 600, paid=new_year, event=date(2026, 9, 1), claim=date(2026, 9, 20)),
    ]
    preview = previewed(tmp_path, [HEADER, *rows], today=new_year)
    assert [(row.right, [each.rpartition("!")[2] for each in row.earlier]) for row in preview.rows] == [
        (Money.baht(400), ["3"]),
        (None, []),
        (None, []),
    ]


def test_what_the_list_does_not_tell_is_not_held_against_anybody(tmp_path):
    assert judged(
        tmp_path,
        a_row("งานบวช", event=None),
        a_row("แต่งงาน", claim="ไม่ทราบ", event=date(2025, 5, 1)),
        a_row("เข้าโรงพยาบาล", 300),
        a_row("เบี้ยคนแก่", 200, event=None, claim=None),
    ) == [
        ("undecidable", ["event_unknown"]),
        ("undecidable", ["claim_unknown"]),
        ("undecidable", ["quantity_unknown"]),
        ("ok", []),
    ]


def test_readings_that_should_be_seen(tmp_path):
    group = [PAID, None, None, "เบี้ยผู้สูงอายุ 22 ราย รายละ 200", None, None, 4_000, "มติ"]
    rows = [
        group,
        a_row("นอน รพ. 3 วัน", 300, claim=date(2026, 1, 21)),
        a_row("ซ่อมห้องน้ำคนยากไร้", 2_000, member=None),
    ]
    with spoken("en"):
        preview = previewed(tmp_path, [HEADER, *rows])
    assert [row.flags for row in preview.rows] == [
        ("group_sum",),
        ("days_for_nights", "claim_after_pay"),
        ("by_name", "several_meanings"),
    ]
    with spoken("en"):
        said = [each.problem.sentence() for each in preview.problems]
    assert "22 people at 200.00 baht each do not come to 4,000.00 baht." in said
    assert any("it also fits Disadvantaged / disabled" in each for each in said)


# What a person decides


ASKING = [
    HEADER,
    a_row("เยี่ยมไข้", 200),
    a_row("งานบวช", member=None, name="มาลี สุขใจ"),
    a_row("แต่งงาน", "ห้าร้อย"),
    a_row("ค่าพวงหรีด", paid="31/2/2569"),
    a_row("เยี่ยม ไข้", 300),
]


def answers(**by_cell):
    return [Answer("สวัสดิการ", cell, text) for cell, text in by_cell.items()]


def test_questions_come_back_as_answers(tmp_path):
    preview = previewed(tmp_path, ASKING)
    form = json.loads(preview.form())
    asked = [(each["cell"], each["code"]) for each in form["questions"]]
    assert asked == [
        ("D2", "words_unknown"),
        ("C3", "several_members"),
        ("G4", "amount_unreadable"),
        ("A5", "pay_impossible"),
        ("D6", "words_unknown"),
    ]
    assert form["questions"][1]["suggestions"] == ["003", "004"]
    assert "SICK" in form["questions"][0]["suggestions"]
    for question, answer in zip(form["questions"], ["PUBLIC", "4", "500", "BE2569-01-31", ""], strict=True):
        question["answer"] = answer
    back = answers_from_json(json.dumps(form), preview.sha256)
    decided = previewed(tmp_path, ASKING, answers=back)
    assert [(row.verdict.value, row.member, row.read.meaning.account) for row in decided.rows] == [
        ("not_checked", None, "5112"),
        ("ok", "004", "5109"),
        ("ok", "001", "5109"),
        ("ok", "001", "5105"),
        ("not_checked", None, "5112"),  # the same words, said once
    ]
    assert decided.total == Money.baht(200 + 500 + 500 + 500 + 300)


def test_words_that_people_confirmed_are_known_in_the_next_file(tmp_path):
    rows = [HEADER, a_row("เยี่ยมไข้ 3 คืน", 300), a_row("เยี่ยมไข้", 300)]
    preview = previewed(tmp_path, rows, known={"เยี่ยมไข้": "5209"})
    assert [(each.code, each.rows, each.is_known) for each in preview.words] == [("5209", 2, True)]


def test_clearer_words_for_one_row_and_rows_left_out(tmp_path):
    given = answers(D2="นอน รพ. 2 คืน", C3="leave_out", D6="ค่าพวงหรีด")
    preview = previewed(tmp_path, ASKING, answers=given)
    assert [(row.read.row, row.read.meaning.type, row.read.quantity) for row in preview.rows] == [
        (2, "SICK", 2),
        (4, "WEDDING", 1),
        (5, "FUNERAL", 1),
        (6, "FUNERAL", 1),
    ]
    assert preview.counts()["left_out"] == 1


@pytest.mark.parametrize(
    ("cell", "text"),
    [("B99", "1"), ("B3", "77"), ("A5", "อังคาร"), ("A5", "2026-12-31"), ("D2", "อะไรสักอย่าง"), ("G4", "-5")],
)
def test_an_answer_that_means_nothing_is_refused(tmp_path, cell, text):
    with pytest.raises(RuleError) as refused:
        previewed(tmp_path, ASKING, answers=answers(**{cell: text}))
    assert [each.code for each in refused.value.problems] == ["answer.unknown"]
