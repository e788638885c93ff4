"""The whole book leaves as plain tables and comes back as the same book; nothing else is taken for one."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from sqlalchemy.exc import IntegrityError

from tests.builders import PIN, a_book, an_entry, outside
from tests.exchange.test_hledger import NASTY
from tests.reports.books import a_small_book, post
from welfare_desk.errors import BookError
from welfare_desk.exchange.whole_book import MANIFEST, book_of, write_tables
from welfare_desk.services import books
from welfare_desk.services.periods import close_month
from welfare_desk.storage.table_files import cells, rows_as_text, table_names


def everything(path):
    desk = books.sit_down(path, outside("2026-01-15"), writes=False)
    with desk.book, desk.book.read() as tx:
        return {table: list(rows_as_text(tx, table)) for table in table_names()}


@pytest.fixture
def source(tmp_path):
    desk = a_small_book(tmp_path)
    post(desk, [an_entry(memo=f"x {text}", payee=f"{text}\r\n'") for text in NASTY])
    close_month(desk, desk.today.replace(year=2025, month=10, day=1), PIN)
    written = write_tables(desk, tmp_path / "ทั้งเล่ม.zip")
    desk.book.close()
    return desk.book.path, written


def test_the_same_book_comes_back(source, tmp_path):
    book, written = source
    target = tmp_path / "ใหม่" / "กองทุน.welfare"
    target.parent.mkdir()
    position = book_of(written.path, target)
    assert everything(target) == everything(book)
    assert position.heads.entries > len(NASTY)
    assert written.rows == sum(map(len, everything(book).values()))
    desk = books.sit_down(target, outside("2026-01-15"))
    with pytest.raises(IntegrityError), desk.book.write() as tx:
        tx.exec_driver_sql("DELETE FROM entries WHERE id = 1")  # the guards stand again
    desk.book.close()


def test_any_program_reads_the_tables(source):
    with zipfile.ZipFile(source[1].path) as archive:
        told = json.loads(archive.read(MANIFEST))
        for each in told["tables"]:
            rows = list(csv.reader(io.StringIO(archive.read(each["name"]).decode("utf-8-sig"), newline="")))
            assert len(rows) == each["rows"] + 1


def changed(source, tmp_path, edit):
    """Write the archive again with one thing changed."""
    path = tmp_path / "changed.zip"
    with zipfile.ZipFile(source[1].path) as archive, zipfile.ZipFile(path, "w") as other:
        parts = {name: archive.read(name) for name in archive.namelist()}
        edit(parts)
        for name, content in parts.items():
            other.writestr(name, content)
    return path


def refused(path, target):
    with pytest.raises(BookError) as error:
        book_of(path, target)
    assert not target.exists()
    return error.value.problem.code


def test_a_changed_cell_is_found(source, tmp_path):
    def edit(parts):
        parts["tables/postings.csv"] = parts["tables/postings.csv"].replace(b"36500", b"36501", 1)

    assert refused(changed(source, tmp_path, edit), tmp_path / "x.welfare") == "tables.damaged"


def rehashed(parts, table):
    """Let the list agree with a table that was changed, as somebody would who wants to deceive."""
    told = json.loads(parts[MANIFEST])
    content = parts[f"tables/{table}.csv"]
    entry = next(each for each in told["tables"] if each["table"] == table)
    entry["sha256"] = hashlib.sha256(content).hexdigest()
    entry["rows"] = len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))) - 1
    parts[MANIFEST] = json.dumps(told).encode()


def test_a_changed_posting_is_found_by_the_checks(source, tmp_path):
    def edit(parts):
        lines = parts["tables/entries.csv"].decode("utf-8-sig").split("\r\n")
        parts["tables/entries.csv"] = "\r\n".join(lines).replace("2026-01-15", "2026-01-14", 1).encode("utf-8-sig")
        rehashed(parts, "entries")

    assert refused(changed(source, tmp_path, edit), tmp_path / "x.welfare") == "tables.wrong"


def test_a_lost_row_is_found(source, tmp_path):
    def edit(parts):
        lines = parts["tables/audit.csv"].decode("utf-8-sig").rstrip("\r\n").split("\r\n")
        parts["tables/audit.csv"] = ("\r\n".join(lines[:-1]) + "\r\n").encode("utf-8-sig")
        rehashed(parts, "audit")

    assert refused(changed(source, tmp_path, edit), tmp_path / "x.welfare") in {"tables.cut", "tables.wrong"}


@pytest.mark.parametrize("edit", [
    lambda parts: parts.pop("tables/funds.csv"),
    lambda parts: parts.pop(MANIFEST),
    lambda parts: parts.update({MANIFEST: b"[]"}),
    lambda parts: parts.update({"tables/funds.csv": b"code\r\n"}),
])  # fmt: skip
def test_what_is_not_whole_is_refused(source, tmp_path, edit):
    assert refused(changed(source, tmp_path, edit), tmp_path / "x.welfare") == "tables.damaged"


def test_another_version_is_named(source, tmp_path):
    def edit(parts):
        parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), "schema": 99, "program": "9.9"}).encode()

    assert refused(changed(source, tmp_path, edit), tmp_path / "x.welfare") == "tables.version"


def test_rows_that_do_not_fit_one_another_make_no_book(source, tmp_path):
    def edit(parts):
        parts["tables/funds.csv"] = parts["tables/funds.csv"].split(b"\r\n", 1)[0] + b"\r\n"
        rehashed(parts, "funds")

    assert refused(changed(source, tmp_path, edit), tmp_path / "x.welfare") == "tables.apart"


def test_nothing_is_overwritten(source, tmp_path):
    book, written = source
    with pytest.raises(BookError) as error:
        book_of(written.path, book)
    assert error.value.problem.code == "book.exists"
    (tmp_path / "y.zip").write_bytes(b"no zip")
    assert refused(tmp_path / "y.zip", tmp_path / "x.welfare") == "tables.damaged"
    assert refused(tmp_path / "missing.zip", tmp_path / "x.welfare") == "tables.unreadable"


@pytest.mark.parametrize("text", ["", "\\N", "\\", "=1", "'", "-5", "\tx", "ก", '"', "a\r\nb"])
def test_any_text_is_read_as_it_was(tmp_path, text):
    from welfare_desk.storage import settings

    with a_book(tmp_path).book as book, book.write() as tx:
        settings.put(tx, "trial", text)
        (row,) = [each for each in rows_as_text(tx, "settings") if each[0] == "trial"]
    assert text in cells("settings", row)
