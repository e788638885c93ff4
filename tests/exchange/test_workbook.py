"""Files of committees, read into cells."""

from datetime import date, datetime, time

import openpyxl
import pytest

from welfare_desk.errors import BookError
from welfare_desk.exchange.workbook import column_letters, read_grid


def a_workbook(path, rows, name="Sheet", change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    book.save(path)
    return path


def values(sheet):
    return [[cell.value for cell in row.cells] for row in sheet.rows]


def refused(path):
    with pytest.raises(BookError) as caught:
        read_grid(path)
    return caught.value.problem.code


def test_a_workbook_keeps_values_formats_and_places(tmp_path):
    def as_day(sheet):
        sheet["B2"].number_format = "d/m"
        sheet["C2"].number_format = "@"

    path = a_workbook(tmp_path / "สมาชิก 1.xlsx", [["ก"], ["12", date(2025, 3, 12), "007"], [], [3.5]], "หมู่ 1", as_day)
    grid = read_grid(path)
    assert (grid.name, [sheet.name for sheet in grid.sheets]) == ("สมาชิก 1.xlsx", ["หมู่ 1"])
    rows = grid.sheets[0].rows
    assert values(grid.sheets[0]) == [["ก"], ["12", date(2025, 3, 12), "007"], [], [3.5]]
    assert (rows[1].at(1).ref, rows[1].at(1).number_format) == ("B2", "d/m")
    assert rows[2].is_blank
    assert not rows[3].is_blank
    assert (rows[3].at(7).ref, rows[3].at(7).is_blank) == ("H4", True)
    assert (rows[3].at(0).text(), rows[1].at(2).text(), rows[3].at(9).text()) == ("3.5", "007", "")


def test_a_moment_a_time_and_rich_text_stay_what_they_are(tmp_path):
    moment = datetime(2025, 3, 12, 9, 30)  # noqa: DTZ001 - a workbook's moment has no zone
    path = a_workbook(tmp_path / "a.xlsx", [[moment, time(9, 30), True]])
    assert values(read_grid(path).sheets[0]) == [[moment, time(9, 30), True]]


def test_a_file_is_never_written_to(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", [[1]])
    before = path.read_bytes()
    assert read_grid(path).sha256 == read_grid(path).sha256
    assert path.read_bytes() == before


def test_hidden_rows_columns_and_sheets_say_so(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.parent.create_sheet("เก่า").append([1])
        sheet.parent["เก่า"].sheet_state = "hidden"

    first, old = read_grid(a_workbook(tmp_path / "a.xlsx", [[1, 2], [3, 4]], change=hide)).sheets
    assert [row.is_hidden for row in first.rows] == [False, True]
    assert first.hidden_columns == {1}
    assert (first.is_hidden, old.is_hidden) == (False, True)


def test_a_merged_area_shows_its_first_value_everywhere(tmp_path):
    rows = [["ทะเบียน", None, None], ["12/3", "สมชาย", 1], [None, "สมศรี", 2], [None, None, None], [None, None, 9]]

    def merge(sheet):
        for area in ("A1:C1", "A2:A4", "B4:B9", "E9:F9"):
            sheet.merge_cells(area)

    sheet = read_grid(a_workbook(tmp_path / "a.xlsx", rows, change=merge)).sheets[0]
    assert values(sheet)[1:3] == [["12/3", "สมชาย", 1], ["12/3", "สมศรี", 2]]
    assert sheet.rows[2].at(0).is_merged
    assert not sheet.rows[1].at(0).is_merged
    assert sheet.rows[3].is_blank
    assert values(sheet)[0] == ["ทะเบียน", "ทะเบียน", "ทะเบียน"]


def test_a_formula_that_was_never_calculated_says_so(tmp_path):
    cells = read_grid(a_workbook(tmp_path / "a.xlsx", [[1, "=A1*30"]])).sheets[0].rows[0].cells
    assert [cell.is_uncalculated for cell in cells] == [False, True]


def test_a_stray_cell_far_below_does_not_make_a_million_rows(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", [[1]], change=lambda sheet: sheet.cell(900_000, 1, "x"))
    rows = read_grid(path).sheets[0].rows
    assert len(rows) < 200
    assert rows[-1].number == 900_000


def test_an_empty_sheet_has_no_rows(tmp_path):
    assert read_grid(a_workbook(tmp_path / "a.xlsx", [])).sheets[0].rows == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_whatever_its_letters_and_separator(tmp_path, encoding, separator):
    lines = ["ทะเบียนสมาชิก", separator.join(["เลข", "ชื่อ", "เงิน"]), separator.join(["001", '"ก, ข;\tค"', ""])]
    path = tmp_path / "a.csv"
    path.write_text("\r\n".join(lines), encoding=encoding, newline="")
    sheet = read_grid(path).sheets[0]
    assert values(sheet) == [["ทะเบียนสมาชิก"], ["เลข", "ชื่อ", "เงิน"], ["001", "ก, ข;\tค", None]]
    assert sheet.rows[2].at(1).ref == "B3"


def test_an_empty_csv_has_no_rows(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    assert read_grid(tmp_path / "a.csv").sheets[0].rows == ()


def test_what_is_not_a_workbook_is_refused_with_what_to_do(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    cases = {
        "old.xls": (ole + b"Workbook", "file.old_format"),
        "locked.xlsx": (ole + "EncryptedPackage".encode("utf-16-le"), "file.password"),
        "broken.xlsx": (b"PK\x03\x04 broken", "file.not_a_workbook"),
        "picture.png": (b"\x89PNG\0\0\0", "file.not_a_workbook"),
        "letters.csv": (b"a,b\n\xff\xfc\xff\xfe,1\n", "file.not_a_workbook"),
        "long.csv": (b'"' + b"x" * 200_000, "file.not_a_workbook"),
    }
    for name, (content, code) in cases.items():
        (tmp_path / name).write_bytes(content)
        assert refused(tmp_path / name) == code
    assert refused(tmp_path / "missing.xlsx") == "file.unreadable"


def test_half_a_workbook_is_refused(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", [["ก", 1]] * 200)
    path.write_bytes(path.read_bytes()[:-300])
    assert refused(path) == "file.not_a_workbook"


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("welfare_desk.exchange.workbook._LARGEST_UNPACKED", 100)
    assert refused(a_workbook(tmp_path / "a.xlsx", [[1]])) == "file.too_large"


def test_columns_have_letters():
    assert [column_letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
