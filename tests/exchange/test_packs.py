"""The certification pack: whole or not at all, the same bytes for the same book, and checked with what anybody has."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date

import openpyxl
import pypdfium2
import pytest

from tests.builders import PIN, a_book, an_entry
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.attachments import prepare_attachment
from welfare_desk.exchange.pack_checks import FileState, check_pack
from welfare_desk.exchange.packs import MANIFEST, README, SUMS, write_pack
from welfare_desk.i18n import spoken
from welfare_desk.members.register import Member
from welfare_desk.reports.packs import pack_year, pack_years
from welfare_desk.services.attachments import Subject, attach
from welfare_desk.services.entries import post_entry
from welfare_desk.services.members import add_member
from welfare_desk.services.packs import look_through, note_pack, noted_packs
from welfare_desk.services.periods import close_month, close_year
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.welfare.benefit_defaults import READY_TYPES

NAME, PHONE, PERSON = "ดวงจันทร์", "0812345678", "1101700230708"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Keep a fund with one short closed year, one member and a regulation with its scan."""
    desk = a_book(tmp_path_factory.mktemp("book"), first_day="2025-09-01", today="2025-10-20")
    add_member(desk, Member("00001", "นาง", NAME, "แสงทอง", date(2020, 1, 1), national_id=PERSON, phone=PHONE))
    post_entry(desk, an_entry(day="2025-09-05"))
    first = date(2025, 9, 1)
    adopt_regulation(desk, "ระเบียบ พ.ศ. 2568", first, first, "ประชุมใหญ่ 1/2568", READY_TYPES)
    attach(desk, Subject.REGULATION, "1", prepare_attachment("ระเบียบ: ลงนาม.txt", "ลงนามแล้ว".encode()))
    close_month(desk, first, PIN)
    close_year(desk, 2025, PIN)
    yield desk
    desk.book.close()


@pytest.fixture(scope="module")
def made(desk, tmp_path_factory):
    path = tmp_path_factory.mktemp("pack") / "ชุด 2568.zip"
    with spoken("th"):
        return write_pack(desk, path)


def files_of(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {each.filename: archive.read(each) for each in archive.infolist()}


def plain(name, content):
    """Give all text of a file of the pack."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(each).decode() for each in book.namelist())
    if name.endswith(".pdf"):
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return content.decode()


def changed(path, folder, edit):
    """Copy a pack with its files edited, and check the copy."""
    files = files_of(path)
    edit(files)
    copy = folder / "copy.zip"
    with zipfile.ZipFile(copy, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    found = check_pack(copy)
    return {name: state for name, state in found.files if state is not FileState.OK}, found


def test_names_are_thai_and_keep_their_order_everywhere(made):
    with zipfile.ZipFile(made.path) as archive:
        names = [each for each in archive.infolist() if not each.filename.isascii()]
        assert all(each.flag_bits & 0x800 for each in names), "the flag by which Windows reads UTF-8"
    named = sorted(files_of(made.path))
    assert "00 ปกและสารบัญ.pdf" in named
    assert "1 งบการเงินและรายงาน/08 งบทดลอง.pdf" in named
    assert all(name[0].isascii() for name in named)
    assert not any(set(name) & set('\\:*?"<>|') for name in named)


def test_every_file_opens_by_foreign_means(made):
    for name, content in files_of(made.path).items():
        if name.endswith(".pdf"):
            assert len(pypdfium2.PdfDocument(content)) > 0
        elif name.endswith(".xlsx"):
            assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row > 1
        elif name.endswith(".csv"):
            assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_manifest_says_what_is_there_and_what_is_not(made):
    files = files_of(made.path)
    manifest = json.loads(files[MANIFEST])
    assert (manifest["fiscal_year"], manifest["from"], manifest["to"]) == (2025, "2025-09-01", "2025-09-30")
    assert {each["name"] for each in manifest["files"]} == set(files) - {MANIFEST}
    for each in manifest["files"]:
        content = files[each["name"]]
        assert (each["bytes"], each["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    sums = dict(line.split("  ", 1)[::-1] for line in files[SUMS].decode().splitlines())
    assert sums == {each["name"]: each["sha256"] for each in manifest["files"] if each["name"] != SUMS}
    assert manifest["statement"]["period"] == 202513
    assert made.files == len(files)


def test_the_cover_lists_every_part_with_how_it_stands(made):
    cover = files_of(made.path)["00 ปกและสารบัญ.pdf"]
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(cover))
    assert "ชุดเอกสารรับรอง" in said
    assert "ปิดแล้ว" in said
    assert "ยังไม่ได้ตรวจสอบ" in said


def test_the_page_of_how_to_check_is_read_by_notepad(made):
    text = files_of(made.path)[README]
    assert text.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert "certutil -hashfile" in text.decode("utf-8-sig")


def test_the_same_book_gives_the_same_bytes(desk, made, tmp_path):
    with spoken("th"):
        again = write_pack(desk, tmp_path / "again.zip")
    assert again.hash == made.hash
    assert again.path.read_bytes() == made.path.read_bytes()


def test_no_number_of_a_person_is_in_it(made):
    for name, content in files_of(made.path).items():
        said = plain(name, content)
        assert PERSON not in said, name
        assert PHONE not in said, name


def test_a_pack_as_it_was_made_is_found_good(made):
    found = check_pack(made.path)
    assert (found.ok, found.is_signed, found.hash) == (True, True, made.hash)
    assert {state for _name, state in found.files} == {FileState.OK}


def test_what_was_done_to_a_pack_is_said_file_by_file(made, tmp_path):
    name = "1 งบการเงินและรายงาน/08 งบทดลอง.csv"

    def edit(files):
        files[name] = files[name].replace(b"365.00", b"366.00")
        del files[README]
        files["แถม.txt"] = b"x"

    states, found = changed(made.path, tmp_path, edit)
    assert states == {name: FileState.CHANGED, README: FileState.MISSING, "แถม.txt": FileState.ADDED}
    assert not found.ok


def test_a_statement_that_nobody_signed_is_found_out(made, tmp_path):
    def edit(files):
        manifest = json.loads(files[MANIFEST])
        manifest["statement"]["signed"] = "00" + manifest["statement"]["signed"][2:]
        files[MANIFEST] = json.dumps(manifest).encode()

    states, found = changed(made.path, tmp_path, edit)
    assert (states, found.is_signed, found.ok) == ({}, False, False)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all" * 50])
def test_what_is_no_pack_is_refused_in_words(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with spoken("en"), pytest.raises(BookError, match="is no certification pack"):
        check_pack(path)
    with pytest.raises(BookError):
        check_pack(tmp_path / "nothing.zip")


def test_a_zip_of_something_else_is_refused(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(BookError):
        check_pack(path)


class StoppedError(Exception):
    pass


def test_a_stop_leaves_nothing_and_the_older_pack_as_it_was(desk, tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(b"older")
    steps = []

    def step(done, total):
        steps.append((done, total))
        if done == 5:
            raise StoppedError

    with pytest.raises(StoppedError):
        write_pack(desk, path, step=step)
    assert [each.name for each in tmp_path.iterdir()] == ["pack.zip"]
    assert path.read_bytes() == b"older"
    assert steps[0][0] == 0


def test_a_folder_that_is_not_there_is_said_in_words(desk, tmp_path):
    with spoken("en"), pytest.raises(BookError, match="Cannot write"):
        write_pack(desk, tmp_path / "no folder" / "pack.zip")


def test_scans_come_along_when_they_are_wanted(desk, tmp_path):
    with spoken("th"):
        files = files_of(write_pack(desk, tmp_path / "pack.zip", attachments=True).path)
    assert files["7 เอกสารแนบ/001 ระเบียบ- ลงนาม.txt"].decode() == "ลงนามแล้ว"


def test_a_year_is_one_of_the_book(desk):
    assert desk.ask(lambda tx: pack_years(tx, desk.today)) == [2026, 2025]
    assert desk.ask(lambda tx: pack_year(tx, None, desk.today)).name == "2568"
    running = desk.ask(lambda tx: pack_year(tx, 2026, desk.today))
    assert (running.first, running.last) == (date(2025, 10, 1), date(2025, 10, 20))
    for year in (2024, 2027):
        with pytest.raises(RuleError):
            desk.ask(lambda tx, year=year: pack_year(tx, year, desk.today))


def test_the_contents_can_be_looked_through_before(desk):
    told = []
    with spoken("en"):
        contents = look_through(desk, 2025, lambda done, _total: told.append(done))
    said = {row.cells[1]: row.cells[2] for row in contents.rows}
    assert said["Trial balance"] == "Closed"
    assert said["Cheque register"].startswith("Nothing to show: ")
    assert told == list(range(len(told)))
    assert contents.mark is not None
    assert contents.mark.seal is not None


def test_what_was_handed_over_stands_in_the_trail(desk, made):
    assert made.hash not in desk.ask(noted_packs)
    note_pack(desk, made.year, made.hash, made.files)
    assert made.hash in desk.ask(noted_packs)
