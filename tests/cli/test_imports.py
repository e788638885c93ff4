"""Files from the command line: columns that were read wrongly are corrected once and remembered."""

import json
from pathlib import Path

from openpyxl import Workbook

from welfare_desk.exchange.headers import read_columns, vocabulary


def a_list(path, header, *rows):
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    book.save(path)
    return path


def names(say, book):
    rows = say.done("report", "member-list", book, "--as", "json").json["rows"]
    return [(row["number"], row["name"]) for row in rows]


def test_a_plain_number_before_the_names_is_the_member_s_and_after_them_a_house(say, book, tmp_path):
    file = a_list(
        tmp_path / "ทะเบียน.xlsx",
        ("เลขที่", "ชื่อ", "สกุล", "วันเกิด", "หมู่"),
        ("00007", "มาลี", "ใจดี", "1/1/2500", 4),
    )
    say.done("import", "members", book, file, "--accept")
    assert names(say, book) == [("00007", "มาลี ใจดี")]
    file = a_list(
        tmp_path / "อีกใบ.xlsx",
        ("ชื่อ", "สกุล", "เลขที่", "หมู่"),
        ("ดี", "งาม", "12/3", 4),
    )
    preview = say.done("import", "members", book, file, "--json").json
    assert preview["rows"] == 1


def test_a_column_read_wrongly_is_corrected_and_remembered(say, book, tmp_path):
    header = ("รหัสเก่า", "รหัส", "ชื่อ", "สกุล", "วันเกิด")
    file = a_list(tmp_path / "ก.xlsx", header, ("A1", "5", "มาลี", "ใจดี", "1/1/2500"))
    assert say.refused("import", "members", book, file, "--columns", "colour=A").startswith("“colour” is no field")
    assert say.refused("import", "members", book, file, "--columns", "no=1") == (
        "“1” is no column; write its letter, or - for none."
    )
    say.done("import", "members", book, file, "--columns", "no=A, birth=-", "--accept")
    assert names(say, book) == [("A1", "มาลี ใจดี")]
    later = a_list(tmp_path / "ข.xlsx", header, ("A2", "6", "ดี", "งาม", "2/2/2510"))
    say.done("import", "members", book, later, "--accept")
    assert [number for number, _name in names(say, book)] == ["A1", "A2"]


def test_collection_columns_are_corrected_too(say, book, tmp_path):
    members = a_list(tmp_path / "ก.xlsx", ("รหัส", "ชื่อ", "สกุล"), ("00001", "มาลี", "ใจดี"))
    say.done("import", "members", book, members, "--accept")
    header = ("รหัส", "ชื่อ-สกุล", "จำนวนเงิน", "ยอดจริง", "วันที่")
    file = a_list(tmp_path / "เก็บ.xlsx", header, ("00001", "มาลี ใจดี", 999, 30, "5/1/2569"))
    assert say.done("import", "collections", book, file, "--json").json["total_satang"] == 99900
    accepted = say.done("import", "collections", book, file, "--columns", "amount=D", "--accept", "--json").json
    assert accepted["total_satang"] == 3000
    assert accepted["posted"] == ["RV6901-0001"]


HEADER = ("วันที่จ่าย", "เลขสมาชิก", "ชื่อ-สกุล", "รายการ", "วันเกิดเหตุ", "วันที่ยื่น", "จำนวนเงิน", "ผู้อนุมัติ")


def benefits_paid(say, book, folder):
    members = a_list(folder / "ก.xlsx", ("รหัส", "ชื่อ", "สกุล", "วันเข้าเป็นสมาชิก"), ("00001", "มาลี", "ใจดี", "1/1/2560"))
    say.done("import", "members", book, members, "--accept")
    stay = ("20/1/2569", "00001", "มาลี ใจดี", "นอน รพ. 2 คืน", "5/1/2569", "10/1/2569", 200, "มติ")
    return a_list(
        folder / "จ่าย.xlsx",
        HEADER,
        stay,
        (*stay[:3], "เยี่ยมไข้", *stay[4:]),
        (*stay[:3], "นอน รพ. 9 คืน", *stay[4:6], 900, "มติ"),
    )


def test_benefits_paid_are_held_against_the_rules(say, book, tmp_path):
    file = benefits_paid(say, book, tmp_path)
    heard = say.done("import", "benefits", book, file).out
    asked, capped = heard.splitlines()[:2]
    assert asked == (
        "Sheet, row 3, มาลี ใจดี, เยี่ยมไข้, 200.00 baht: “เยี่ยมไข้” does not say which benefit this is. "
        "Choose its type, or an account for the community."
    )
    assert capped == (
        "Sheet, row 4, มาลี ใจดี, นอน รพ. 9 คืน, 900.00 baht: At most 600.00 baht for one event. "
        "Right would be 600.00 baht."
    )
    assert "The ready rules were asked" in heard
    assert "3 payments: 1 are right, 1 go against a rule, 0 cannot be told, 1 wait for an answer" in heard
    assert "ผิดระเบียบ 1" in say.done("import", "benefits", book, file, "--lang", "th").out
    adopted = ("--name", "ระเบียบ", "--from", "BE2568-10-01", "--adopted", "BE2568-09-30", "--resolution", "1/2568")
    say.done("regulation", "adopt", book, *adopted)
    assert "The ready rules were asked" not in say.done("import", "benefits", book, file).out


def test_what_a_benefit_was_is_answered_in_the_form_of_questions(say, book, tmp_path):
    file = benefits_paid(say, book, tmp_path)
    said = say.done("import", "benefits", book, file, "--json").json
    assert (said["refused"], said["total_satang"], said["verdicts"]["ask"]) == (1, 130000, 1)
    assert said["payments"][2]["right_satang"] == 60000
    form = Path(said["questions_file"])
    form.write_text(form.read_text(encoding="utf-8").replace('"answer": ""', '"answer": "5209"'), encoding="utf-8")
    answered = say.done("import", "benefits", book, file, "--answers", form, "--json").json
    assert (answered["refused"], answered["verdicts"]["not_checked"]) == (0, 1)
    moved = say.done("import", "benefits", book, file, "--columns", "event=-", "--json").json
    assert moved["verdicts"]["undecidable"] == 2


def test_columns_have_letters():
    words = vocabulary({"no": "x", "name": "y"}, ("name",))
    assert read_columns("no=A,name=AB", words) == {"no": 0, "name": 27}


def test_benefits_paid_are_taken_in_once_and_an_old_list_is_taken_back(say, book, tmp_path):
    file = benefits_paid(say, book, tmp_path)
    adopt = ("--name", "ระเบียบ", "--from", "2020-01-01", "--adopted", "2020-01-01", "--resolution", "1/2563")
    say.done("regulation", "adopt", book, *adopt)
    say.done("opening", book, "1101@welfare=5000", "3101@welfare=-5000")
    assert say.refused("import", "benefits", book, file, "--accept").startswith("1 rows wait for an answer")
    form = json.loads(
        Path(say.done("import", "benefits", book, file, "--json").json["questions_file"]).read_text("utf-8")
    )
    form["questions"][0]["answer"] = "SICK"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(form), encoding="utf-8")
    accept = ("import", "benefits", book, file, "--accept", "--answers", answers)
    assert "Write the resolution" in say.refused(*accept)
    taken = say.done(*accept, "--resolution", "ประชุม 3/2569", "--account", "1101", "--json").json
    assert (len(taken["posted"]), taken["past"], taken["exceptions"]) == (3, 0, taken["verdicts"]["breaks"])
    again = say.done("import", "benefits", book, file)
    assert "This file was taken in already" in again.out
    assert "1 payment was judged" in again.out or "payments were judged by the regulation" in again.out
    assert say.refused("import", "undo-benefits", book, file, "--reason", "ผิดแฟ้ม").startswith("No row of this list")
    old = a_list(
        tmp_path / "เก่า.xlsx",
        HEADER,
        ("20/1/2568", "00001", "มาลี ใจดี", "นอน รพ. 2 คืน", "5/1/2568", "10/1/2568", 200, "มติ"),
    )
    assert say.done("import", "benefits", book, old, "--accept", "--json").json["past"] == 1
    back = say.done("import", "undo-benefits", book, old, "--reason", "ผิดแฟ้ม", "--json").json
    assert back == {"past": 1, "vouchers": []}
