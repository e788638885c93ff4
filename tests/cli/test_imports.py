"""Files from the command line: columns that were read wrongly are corrected once and remembered."""

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


def test_columns_have_letters():
    words = vocabulary({"no": "x", "name": "y"}, ("name",))
    assert read_columns("no=A,name=AB", words) == {"no": 0, "name": 27}
