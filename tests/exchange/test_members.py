"""Member lists of committees: the sample list row by row, lists of other layouts, and what a person decides."""

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.builders import a_book
from tests.exchange.test_workbook import a_workbook
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.answers import Answer, answers_from_json
from welfare_desk.exchange.headers import ColumnMapping
from welfare_desk.exchange.members import preview_members
from welfare_desk.i18n import spoken
from welfare_desk.members.register import NoIdReason, Status
from welfare_desk.services.members import Source, import_members, register

SAMPLES = Path(__file__).parent.parent / "samples"
TODAY, FIRST = date(2026, 9, 30), date(2025, 10, 1)
IDS = ("3590509820221", "1591027083050", "1590849520782", "1590761680091", "1590985536415", "3590327115114")


def preview(path, **more):
    return preview_members(path, today=TODAY, first_day=FIRST, **more)


def truth(name):
    with (SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def iso(day):
    return day.isoformat() if day else ""


# The sample list: invented persons, real faults


@pytest.fixture(scope="module")
def sample():
    return preview(SAMPLES / "members.xlsx")


def written(row):
    member, last = row.member, row.member.statuses[-1] if row.member.statuses else None
    return {
        "sheet": row.sheet,
        "row": str(row.row),
        "expect": "hold" if row.is_held else "import",
        "member_no": member.number,
        "title": member.title,
        "first": member.first_name,
        "last": member.last_name,
        "id13": member.national_id or "",
        "birth": iso(member.birth_day),
        "birth_year": str(member.birth_year or ""),
        "join": iso(member.entry_day),
        "house": member.house,
        "village": member.village,
        "phone": member.phone,
        "beneficiary": ", ".join(each.name for each in member.beneficiaries),
        "relation": ", ".join(each.relation for each in member.beneficiaries),
        "status": last.status.value if last else "",
        "status_date": iso(last.from_day) if last and last.status is not Status.ACTIVE else "",
    }


def test_every_row_of_the_sample_list_is_read_right(sample):
    kinds = ("id_kind", "birth_kind", "join_kind", "flags")
    right = [{name: value for name, value in row.items() if name not in kinds} for row in truth("truth_members.csv")]
    assert [written(row) for row in sample.rows] == right


def test_every_fault_of_the_sample_list_is_told_by_its_cell(sample):
    told = Counter(
        (flag.sheet, flag.cell, flag.code, flag.read_as or "", flag.action.value)
        for flag in sample.flags
        if flag.code != "row.same_person_twice"
    )
    names = ("sheet", "cell", "code", "read_as", "action")
    right = Counter(tuple(row[name] for name in names) for row in truth("truth_members_cells.csv"))
    assert told == right
    for language in ("th", "en"):
        with spoken(language):
            assert all("{" not in flag.sentence() for flag in sample.flags)


def test_rows_of_the_sample_list_that_are_no_members_are_known(sample):
    skipped = {(row.sheet, str(row.number), row.kind) for row in sample.skipped}
    assert skipped == {(row["sheet"], row["row"], row["kind"]) for row in truth("truth_members_skipped.csv")}
    assert [listing.sheet for listing in sample.unread] == ["สรุป"]
    assert sample.counts() == {
        "rows": 1152,
        "importable": 1147,
        "refused": 5,
        "already": 0,
        "skipped": 43,
        "total_satang": None,
    }


def test_the_same_list_again_brings_nothing_new(sample):
    again = preview(SAMPLES / "members.xlsx", existing=sample.accepted)
    assert again.accepted == ()
    assert again.counts() == sample.counts() | {"already": 1147}
    assert again.flags == sample.flags


def test_the_accepted_list_comes_back_from_the_book_as_it_was_read(sample, tmp_path):
    desk = a_book(tmp_path)
    import_members(desk, sample.accepted, Source(sample.file, sample.sha256))
    kept = desk.ask(register)
    again = preview(SAMPLES / "members.xlsx", existing=kept)
    assert (again.accepted, again.flags) == ((), sample.flags)
    assert import_members(desk, again.accepted, Source(again.file, again.sha256)) == 0
    assert desk.ask(register) == kept
    desk.book.close()


def test_members_of_the_sample_list_are_paid_to_the_books_eve_the_arrears_or_entry(sample):
    for row in sample.rows:
        member = row.member
        since = [each.from_day for each in member.statuses if each.status is Status.ARREARS and each.from_day]
        begins = min([FIRST, *since])
        if member.entry_day and member.entry_day > FIRST:
            begins = member.entry_day
        assert (begins - member.paid_to).days == 1


# Lists of other layouts


def find(read, number):
    return next(row for row in read.rows if row.member.number == number)


def codes(row):
    return [flag.code for flag in row.flags]


def test_a_csv_of_other_order_and_words_with_whole_names_and_a_village_column(tmp_path):
    lines = [
        "ทะเบียนรายชื่อสมาชิก กองทุนสวัสดิการ หมู่ที่ 1 - 4;;;;;;",
        "ที่;ชื่อ - นามสกุล;หมู่ที่;รหัสสมาชิก;เลขบัตรประชาชน;ว/ด/ป เกิด;วันที่สมัคร",
        f"1;น.ส.สมใจ ดีงาม;๔;0007;{IDS[0]};๑๒/๓/๒๕๒๐;5 ม.ค. 2560",
        f"2;นายสมชาย ณ อยุธยา;หมู่ 2;8;{IDS[1]};12/3/20;5/1/60",
        "3;นางสาวิตรี ดีงาม;ม.2;0009;-;2520;5/1/2560",
        "รวมทั้งสิ้น 3 คน;;;;;;",
    ]
    path = tmp_path / "ทะเบียน สมาชิก.csv"
    path.write_text("\r\n".join(lines), encoding="cp874", newline="")
    read = preview(path)
    one, two, three = read.rows
    assert (one.member.name, one.member.village, one.member.national_id) == ("นางสาวสมใจ ดีงาม", "4", IDS[0])
    assert (two.member.name, two.member.number, two.member.village) == ("นายสมชาย ณ อยุธยา", "0008", "2")
    assert (two.member.birth_day, two.member.entry_day) == (date(1977, 3, 12), date(2017, 1, 5))
    assert (three.member.title, three.member.first_name, three.member.birth_year) == ("นาง", "สาวิตรี", 1977)
    assert codes(three) == ["id.missing", "birth.year_only", "join.be_text_slash", "moo.moo_abbrev"]
    assert [row.kind for row in read.skipped] == ["grand_total"]


def test_a_header_of_two_rows_merged_houses_ditto_marks_and_repeated_headers(tmp_path):
    header = [
        ["ลำดับ", "สมาชิกเลขที่", "สมาชิก", None, None, "วัน เดือน ปี", None, "ที่อยู่", None, "ผู้รับผลประโยชน์", None],
        [None, None, "คำนำหน้า", "ชื่อ", "สกุล", "เกิด", "เข้าเป็นสมาชิก", "บ้านเลขที่", "หมู่", "ชื่อ-สกุล", "ความสัมพันธ์"],
    ]
    rows = [
        ["ทะเบียนสมาชิก"],
        *header,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"],
        [1, "001", "นาย", "สมชาย", "ดีงาม", "1/2/2500", "1/2/2560", "12/3", 5, "นางสมศรี ดีงาม", "ภรรยา"],
        [2, "002", "นาง", "สมศรี", '"', "1/2/2501", "”", None, "''", "1. นายเอ ดีงาม 2. นางสาวบี ดีงาม", "บุตร"],
        *header,
        [3, "003", "น.ส.", "วิภา", "มีสุข", "1/2/2502", "1/2/2561", "7", 5, "นางแดง มีสุข", "มารดา"],
    ]

    def dress(sheet):
        for area in ("A1:K1", "A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:I2", "J2:K2", "H5:H6"):
            sheet.merge_cells(area)
        sheet.row_dimensions[9].hidden = True
        copy = sheet.parent.create_sheet("สำเนาเก่า")
        for row in (*header, rows[4]):
            copy.append(row)
        copy.sheet_state = "hidden"

    read = preview(a_workbook(tmp_path / "a.xlsx", rows, "ทะเบียน", dress))
    one, two, three = read.rows
    assert (one.member.house, one.member.village, one.member.birth_day) == ("12/3", "5", date(1957, 2, 1))
    assert (two.member.last_name, two.member.house, two.member.village) == ("ดีงาม", "12/3", "5")
    assert two.member.entry_day == one.member.entry_day == date(2017, 2, 1)
    heirs = [(each.name, each.relation) for each in two.member.beneficiaries]
    assert heirs == [("นายเอ ดีงาม", "บุตร"), ("นางสาวบี ดีงาม", "บุตร")]
    assert "row.hidden" in codes(three)
    assert [row.kind for row in read.skipped] == ["header", "header", "header"]
    assert [(each.sheet, each.is_hidden) for each in read.unread] == [("สำเนาเก่า", True)]


def test_villages_as_headings_of_one_sheet_without_member_numbers(tmp_path):
    rows = [
        ["บัญชีรายชื่อสมาชิกกองทุน"],
        ["ลำดับ", "ชื่อสมาชิก", "เลขประจำตัวประชาชน", "วันเข้า", "หมายเหตุ"],
        ["หมู่ที่ 1 บ้านเหนือ"],
        [1, "นายสมชาย ดีงาม", IDS[0], date(2017, 2, 1), None],
        [2, "พระครูวิมล ธมฺมวโร", None, date(2017, 2, 1), None],
        [None, "รวมหมู่ที่ 1", "2 คน", None, None],
        ["หมู่ที่ ๒ บ้านใต้"],
        [1, "ด.ญ.วิภา มีสุข", None, date(2018, 2, 1), "รอพิสูจน์สัญชาติ"],
        [None, "รวมทั้งหมด", "3 คน", None, None],
        [None, None, "(นายสมหวัง ใจดี)", None, None],
        [None, "(นายสมหวัง ใจดี)", None, None, None],
    ]
    read = preview(a_workbook(tmp_path / "a.xlsx", rows))
    assert [row.member.number for row in read.rows] == ["00001", "00002", "00003"]
    assert [row.member.village for row in read.rows] == ["1", "1", "2"]
    assert [row.member.no_id_reason for row in read.rows] == [None, NoIdReason.MONK, NoIdReason.STATELESS]
    assert [row.member.title for row in read.rows] == ["นาย", "พระครู", "เด็กหญิง"]
    kinds = ["village_heading", "village_total", "village_heading", "grand_total", "other", "signature"]
    assert [row.kind for row in read.skipped] == kinds
    again = preview(a_workbook(tmp_path / "b.xlsx", rows), existing=read.accepted)
    assert again.rows[0].member.number == "00001"
    assert again.rows[0].is_there


def test_english_words_addresses_in_one_cell_and_a_day_of_leaving(tmp_path):
    rows = [
        ["Member No", "Name", "ID card", "Birth date", "Joined", "Address", "Mobile", "Status", "วันที่ลาออก",
         "Note"],
        ["ก-01", "Mr. Somchai Deengam", IDS[0], "12/03/1977", date(2017, 1, 5), "12/3 ม.4 ต.หนองตะวัน", "081 354 4159",
         "ลาออก", "5 มี.ค. 2568", None],
        ["ก-02", "นายสมชาย ดีงาม", "#N/A", None, 42740, "7", "091-7837368/ 087-1948954", "ขาดส่ง", None, "อสม. ผู้พิการ"],
        ["ก-02", "นายวิชัย มีสุข", IDS[1], None, date(2017, 1, 5), None, None, "อะไรไม่รู้", None, None],
        [None, "นายวิชิต มีสุข", IDS[2], None, date(2017, 1, 5), None, None, "active", None, None],
    ]  # fmt: skip
    one, two, three, four = preview(a_workbook(tmp_path / "a.xlsx", rows)).rows
    assert (one.member.house, one.member.village, one.member.tambon) == ("12/3", "4", "หนองตะวัน")
    assert [(each.status, each.from_day) for each in one.member.statuses][-1] == (Status.RESIGNED, date(2025, 3, 5))
    assert one.member.birth_day == date(1977, 3, 12)
    assert (two.member.phone, two.member.vulnerable) == ("0917837368;0871948954", "ผู้พิการ")
    assert {"id.excel_error", "join.excel_number", "status.date_missing", "phone.two_numbers"} <= set(codes(two))
    assert (three.is_held, codes(three)[-1], three.member.statuses) == (True, "no.taken", ())
    assert "status.unreadable" in codes(three)
    assert (four.is_held, codes(four)[0]) == (True, "no.missing")


def test_a_sheet_for_each_village_named_only_in_its_title(tmp_path):
    book = openpyxl.Workbook()
    for sheet, village in ((book.active, "หมู่ที่ 3 บ้านโนน"), (book.create_sheet(), "หมู่ ๔")):
        for row in (
            [f"รายชื่อสมาชิก {village}"],
            ["เลขที่สมาชิก", "ชื่อตัว", "ชื่อสกุล", "บ้านเลขที่"],
            [f"{village[-1:]}1", "นาย สมชาย", "ดีงาม", date(2026, 3, 12)],
            [f"{village[-1:]}2", "สมศรี ดีงาม", None, 12],
        ):
            sheet.append(row)
        sheet["D3"].number_format = "d/m"
    book.save(tmp_path / "a.xlsx")
    read = preview(tmp_path / "a.xlsx")
    assert [row.member.village for row in read.rows] == ["3", "3", "4", "4"]
    assert [row.member.house for row in read.rows] == ["12/3", "12", "12/3", "12"]
    assert [row.member.last_name for row in read.rows] == ["ดีงาม"] * 4
    assert read.rows[0].member.title == "นาย"


def test_beneficiaries_in_rows_of_their_own_belong_to_the_member_above(tmp_path):
    rows = [
        ["เลขสมาชิก", "ชื่อ-สกุล", "วันเกิด", "ผู้รับผลประโยชน์", "ความสัมพันธ์"],
        ["001", "นายสมชาย ดีงาม", "1/2/2500", "นางสมศรี ดีงาม", "ภรรยา"],
        [None, None, None, "นายเอ ดีงาม", "บุตร"],
        [],
        ["002", "นางวิภา มีสุข", "1/2/2501", "นายบี มีสุข", "บุตร"],
        [None, None, None, "นางซี มีสุข ", "บุตร"],
        ["รวม", None, None, "4 ราย", None],
        [None, None, None, "ผู้จัดทำ", None],
    ]
    merged = lambda sheet: [sheet.merge_cells(f"{column}5:{column}6") for column in "ABC"]  # noqa: E731 - one use
    read = preview(a_workbook(tmp_path / "a.xlsx", rows, change=merged))
    assert [[each.name for each in row.member.beneficiaries] for row in read.rows] == [
        ["นางสมศรี ดีงาม", "นายเอ ดีงาม"],
        ["นายบี มีสุข", "นางซี มีสุข"],
    ]
    assert [row.kind for row in read.skipped] == ["continued", "blank", "continued", "village_total", "other"]


def test_a_formula_without_its_result_is_asked_about(tmp_path):
    rows = [["เลขสมาชิก", "ชื่อ", "สกุล"], ["001", "สมชาย", "=B2"]]
    assert codes(preview(a_workbook(tmp_path / "a.xlsx", rows)).rows[0]) == ["last.uncalculated"]


def test_a_file_without_a_member_list_is_refused(tmp_path):
    with pytest.raises(RuleError) as caught:
        preview(a_workbook(tmp_path / "a.xlsx", [["หมู่", "ชื่อหมู่บ้าน", "จำนวนสมาชิก (ราย)", "หมายเหตุ"], [1, "บ้าน", 9]]))
    assert caught.value.problems[0].code == "import.no_header"
    (tmp_path / "b.xlsx").write_bytes(b"PK")
    with pytest.raises(BookError):
        preview(tmp_path / "b.xlsx")


def test_a_corrected_mapping_is_kept_and_used(tmp_path):
    rows = [["เลขสมาชิก", "ชื่อ", "สกุล", "โทร", "อื่นๆ"], ["001", "สมชาย", "ดีงาม", None, "0813544159"]]
    path = a_workbook(tmp_path / "a.xlsx", rows)
    found = preview(path).mappings[0]
    assert found.columns == {"no": 0, "first": 1, "last": 2, "phone": 3, "note": 4}
    corrected = ColumnMapping(found.fingerprint, {"no": 0, "first": 1, "last": 2, "phone": 4})
    kept = ColumnMapping.from_json(corrected.to_json())
    assert kept == corrected
    assert preview(path, mappings=[kept]).rows[0].member.phone == "0813544159"


@pytest.mark.parametrize("text", ["[]", "{}", "nonsense", '{"fingerprint": "", "columns": {"no": null}}'])
def test_what_is_no_mapping_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is the message
        ColumnMapping.from_json(text)


# What a person decides


HEADER = ["เลขสมาชิก", "คำนำหน้า", "ชื่อ", "สกุล", "เลขประจำตัวประชาชน", "วันเกิด", "วันเข้า", "หมู่", "สถานะ", "หมายเหตุ"]
BORN, JOINED = date(1978, 5, 7), date(2017, 1, 5)


def a_list(folder, *rows, sheet="หมู่ 1"):
    return a_workbook(folder / "list.xlsx", [HEADER, *rows], sheet)


def twice(folder):
    return a_list(
        folder,
        ["00010", "นาง", "สาธิดา", "ครองผล", IDS[0], BORN, JOINED, 1, "ปกติ", None],
        ["00002", "นาง", "สาธิดา", "มีมา", IDS[0], BORN, JOINED, 1, "ปกติ", None],
    )


def test_the_later_number_of_one_person_is_held(tmp_path):
    read = preview(twice(tmp_path))
    assert [row.is_held for row in read.rows] == [True, False]
    assert [(each.cell, each.code) for each in read.questions()] == [("A2", "row.same_person_twice")]


def test_one_person_or_two_is_a_persons_answer(tmp_path):
    path = twice(tmp_path)
    same = preview(path, answers=[Answer("หมู่ 1", "A2", "same_person")])
    assert (same.counts()["refused"], [each.number for each in same.accepted]) == (1, ["00002"])
    two = preview(path, answers=[Answer("หมู่ 1", "A2", "two_people")])
    assert [each.national_id for each in two.accepted] == [None, None]
    assert {flag.code for flag in two.flags} == {"id.same_as_another_person"}
    settled = preview(path, answers=[Answer("หมู่ 1", "A2", "two_people"), Answer("หมู่ 1", "E2", IDS[1])])
    assert [each.national_id for each in settled.accepted] == [IDS[1], IDS[0]]
    renumbered = preview(path, answers=[Answer("หมู่ 1", "A2", "00099"), Answer("หมู่ 1", "E2", "leave_empty")])
    assert [each.number for each in renumbered.accepted] == ["00099", "00002"]


def test_leaving_out_the_first_lets_the_second_in(tmp_path):
    read = preview(twice(tmp_path), answers=[Answer("หมู่ 1", "A3", "leave_out")])
    assert [each.number for each in read.accepted] == ["00010"]
    assert read.flags == ()


def test_a_person_of_the_register_is_not_taken_in_again_under_another_number(tmp_path):
    register = preview(twice(tmp_path)).accepted
    row = ["00055", "นาง", "สาธิดา", "มีมา", IDS[0], BORN, JOINED, 1, "ปกติ", None]
    assert preview(a_list(tmp_path, row), existing=register).rows[0].is_held
    other = ["00055", "นาย", "วิชัย", "ใจเย็น", IDS[0], date(1990, 1, 1), JOINED, 1, "ปกติ", None]
    asked = preview(a_list(tmp_path, other), existing=register).rows[0]
    assert (asked.is_held, asked.member.national_id, codes(asked)) == (False, None, ["id.same_as_another_person"])
    taken = ["00002", "นาย", "วิชัย", "ใจเย็น", IDS[1], date(1990, 1, 1), JOINED, 1, "ปกติ", None]
    assert codes(preview(a_list(tmp_path, taken), existing=register).rows[0]) == ["no.taken"]


def test_what_the_register_corrected_is_not_undone_by_the_file(tmp_path):
    row = ["00001", "นาย", "สมชาย", "ดีงาม", IDS[0], BORN, JOINED, 1, "ปกติ", None]
    path = a_list(tmp_path, row)
    corrected = replace(preview(path).accepted[0], phone="0813544159")
    read = preview(path, existing=[corrected])
    assert (read.accepted, codes(read.rows[0]), read.rows[0].is_there) == ((), ["row.already_there"], True)


def test_every_kind_of_question_takes_an_answer(tmp_path):
    path = a_list(
        tmp_path,
        ["00001", "นาย", "สมชาย", "ดีงาม", "12345", "31/02/2530", "1/1/2500", 5, "ปกติ", "ลาออก 5 ม.ค. 2568"],
        ["00002", "นาย", "วิชัย", "มีสุข", IDS[1], date(2020, 1, 1), date(2019, 1, 1), 1, "ปกติ", None],
        [None, "นาย", "วิชิต", "มีสุข", IDS[2], BORN, JOINED, 1, "ปกติ", None],
    )
    read = preview(path)
    form = json.loads(read.form())
    asked = {question["cell"]: question["code"] for question in form["questions"]}
    assert asked == {
        "E2": "id.wrong_length",
        "F2": "birth.impossible",
        "H2": "moo.disagrees_with_sheet",
        "I2": "status.conflicts_with_note",
        "G3": "row.join_before_birth",
        "A4": "no.missing",
    }
    given = {"E2": IDS[0], "F2": "28/02/2530", "H2": "5", "I2": "ลาออก", "G3": "keep", "A4": "3"}
    for question in form["questions"]:
        question["answer"] = given[question["cell"]]
    answered = preview(path, answers=answers_from_json(json.dumps(form), read.sha256))
    assert answered.questions() == ()
    one, two, three = answered.accepted
    assert (one.national_id, one.birth_day, one.village) == (IDS[0], date(1987, 2, 28), "5")
    assert (one.statuses[-1].status, one.statuses[-1].from_day) == (Status.RESIGNED, date(2025, 1, 5))
    assert (two.entry_day, two.birth_day) == (date(2019, 1, 1), date(2020, 1, 1))
    assert three.number == "00003"


def test_a_standing_decided_by_a_person_stands_against_the_note(tmp_path):
    path = a_list(tmp_path, ["1", "นาย", "สมชาย", "ดีงาม", IDS[0], BORN, JOINED, 1, "ปกติ", "ลาออก 5 ม.ค. 2568"])
    row = preview(path, answers=[Answer("หมู่ 1", "I2", "ปกติ")]).rows[0]
    assert ([each.status for each in row.member.statuses], codes(row)) == ([Status.ACTIVE], [])


def test_two_of_the_register_who_are_alike_are_not_the_files_affair(tmp_path):
    one = preview(a_list(tmp_path, ["1", "นาย", "สมชาย", "ดีงาม", None, BORN, JOINED, 1, "ปกติ", None])).accepted[0]
    path = a_list(tmp_path, ["9", "นาย", "วิชัย", "มีสุข", IDS[1], BORN, JOINED, 1, "ปกติ", None])
    assert preview(path, existing=[one, replace(one, number="2")]).flags == ()


def test_unanswered_questions_change_nothing(tmp_path):
    read = preview(twice(tmp_path))
    assert answers_from_json(read.form(), read.sha256) == ()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("nonsense", "answers.unreadable"),
        ("[]", "answers.unreadable"),
        ('{"sha256": "x", "questions": [1]}', "answers.unreadable"),
        ('{"sha256": "x", "questions": [{"answer": "a"}]}', "answers.unreadable"),
        ('{"sha256": "y", "questions": []}', "answers.other_file"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(form, code):
    with pytest.raises(RuleError) as caught:
        answers_from_json(form, "x")
    assert caught.value.problems[0].code == code


def test_sentences_show_days_of_the_buddhist_era_and_standings_in_words(tmp_path):
    row = ["1", "นาย", "สมชาย", "ดีงาม", IDS[0], date(2020, 1, 2), date(2019, 1, 1), 1, "เสียชีวิต", None]
    with spoken("en"):
        said = [flag.sentence() for flag in preview(a_list(tmp_path, row)).flags]
    assert said == [
        "The day of entry (1 Jan 2562) lies before the day of birth (2 Jan 2563); which is right?",
        "The standing is Died, but its day is not given.",
    ]


def test_the_preview_is_told_as_plain_values(tmp_path):
    with spoken("en"):
        told = preview(twice(tmp_path)).answer()
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
    assert (told["rows"], told["importable"], told["refused"], told["skipped"], told["total_satang"]) == (
        2,
        1,
        1,
        0,
        None,
    )
    problem = told["problems"][0]
    assert problem["sheet"] == "หมู่ 1"
    assert problem["cell"] == "A2"
    assert problem["sentence"].startswith("The same person is listed already, as นางสาธิดา มีมา (00002, หมู่ 1 A3)")
