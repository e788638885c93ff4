"""Files that mean harm: entities, bombs, names that climb out of a folder, pictures larger than memory."""

import io
import zipfile

import pytest
from PIL import Image

from tests.exchange.test_workbook import a_workbook
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.attachments import prepare_attachment, read_photo
from welfare_desk.exchange.workbook import read_grid

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def replaced(path, member, change):
    """Write a workbook anew with one of its parts changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    parts[member] = change(parts[member])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def with_doctype(doctype, entity):
    def change(content):
        text = content.decode()
        at = text.index("?>") + 2 if text.startswith("<?xml") else 0
        return (text[:at] + doctype + text[at:]).replace("MARK", entity).encode()

    return change


def all_texts(path):
    try:
        grid = read_grid(path)
    except BookError:
        return ""
    return " ".join(str(cell.value) for sheet in grid.sheets for row in sheet.rows for cell in row.cells)


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_not_multiplied(tmp_path, member):
    path = replaced(a_workbook(tmp_path / "a.xlsx", [["MARK"]]), member, with_doctype(LAUGHS, "&j;"))
    assert len(all_texts(path)) < 1_000_000


def test_no_other_file_is_read_into_a_cell(tmp_path):
    member = "xl/worksheets/sheet1.xml"
    (secret := tmp_path / "secret.txt").write_text("ความลับ TOPSECRET", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    path = replaced(a_workbook(tmp_path / "a.xlsx", [["MARK"]]), member, with_doctype(doctype, "&s;"))
    assert "TOPSECRET" not in all_texts(path)


def test_a_workbook_whose_parts_climb_writes_nothing(tmp_path):
    (folder := tmp_path / "in").mkdir()
    path = a_workbook(folder / "a.xlsx", [["ก"]])
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("../../evil.txt", "x")
        packed.writestr("/evil.txt", "x")
    all_texts(path)
    assert [each.name for each in tmp_path.rglob("*")] == ["in", "a.xlsx"]


def test_a_part_that_is_larger_than_it_says_is_refused(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", [["ก"]])
    replaced(path, "xl/worksheets/sheet1.xml", lambda content: content + b" " * 5_000_000)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    said = size.to_bytes(4, "little")
    assert said in content
    path.write_bytes(bytes(content).replace(said, (100).to_bytes(4, "little")))
    with pytest.raises(BookError):
        read_grid(path)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "..\\..\\Windows\\win.pdf", "/etc/x.pdf", "C:\\x\\y.pdf", "ก/ข.pdf"]
)
def test_an_attachment_is_named_without_a_folder(name):
    kept = prepare_attachment(name, b"%PDF-1.7")
    assert kept.name in {"passwd.pdf", "win.pdf", "x.pdf", "y.pdf", "ข.pdf"}


def test_a_picture_of_more_points_than_memory_holds_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000)  # what the library would refuse to unpack
    out = io.BytesIO()
    Image.new("1", (400, 400)).save(out, "PNG")
    (path := tmp_path / "bomb.png").write_bytes(out.getvalue())
    with pytest.raises(RuleError, match=r"attachment\.no_picture"):
        read_photo(path, "00001")
    assert prepare_attachment("bomb.png", out.getvalue() + b"x" * 400_000).content
