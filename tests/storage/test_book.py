"""A book is one file with one writer; whatever is in the way is said plainly, and nothing is half done."""

# ruff: noqa: PT012 - what is refused at the end of a transaction was tried inside it

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from tests.builders import a_book, an_entry, journal, reopen
from welfare_desk.errors import BookError
from welfare_desk.i18n import spoken
from welfare_desk.services.entries import post_entry
from welfare_desk.storage.book import _blank, create_book, is_whole, open_book
from welfare_desk.storage.positions import heads_of
from welfare_desk.storage.schema import APPLICATION_ID, VERSION

THAI = "กองทุนสวัสดิการ ตำบลทดสอบ ปี ๒๕๖๙.welfare"

# A program that holds a book open to write, says so, and waits.
HOLDER = """
import sys
from pathlib import Path
from welfare_desk.storage.book import open_book
with open_book(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def beside(code, *arguments):
    """Start another program of ours."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def refusal(path, **how):
    with pytest.raises(BookError) as refused:
        open_book(path, **how).close()
    return refused.value.problem.code


def pragma(book, name):
    with book.read() as tx:
        return tx.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, THAI)
    yield desk
    desk.book.close()


def names(folder):
    return sorted(file.name for file in folder.iterdir())


# One file.


def test_a_closed_book_is_one_file_whatever_its_name(tmp_path):
    folder = tmp_path / "เอกสาร ของ กองทุน"
    folder.mkdir()
    desk = a_book(folder, THAI)
    post_entry(desk, an_entry())
    desk.book.close()
    assert names(folder) == [THAI]
    with open_book(folder / THAI) as book, book.write() as tx:
        tx.exec_driver_sql("UPDATE settings SET value = 'en' WHERE key = 'language'")
    with open_book(folder / THAI, writes=False) as book, book.read() as tx:
        assert is_whole(tx)
    assert names(folder) == [THAI]


def test_a_book_says_what_it_is(desk):
    assert pragma(desk.book, "application_id") == APPLICATION_ID
    assert pragma(desk.book, "user_version") == VERSION == desk.book.version


def test_a_book_is_written_with_care(desk):
    settings = ("foreign_keys", "recursive_triggers", "journal_mode", "synchronous")
    assert [pragma(desk.book, name) for name in settings] == [1, 1, "wal", 2]


def test_what_was_written_stays(desk):
    post_entry(desk, an_entry())
    before = journal(desk)
    again = reopen(desk)
    assert journal(again) == before != ""
    again.book.close()


# One writer.


def test_a_second_writer_is_told_to_close_the_first(desk):
    with pytest.raises(BookError) as refused, spoken("en"):
        open_book(desk.book.path)
    assert refused.value.problem.code == "book.locked"
    with spoken("en"):
        assert refused.value.problem.sentence() == (
            f"{desk.book.path} is open in another window or program. Close it there first."
        )


def test_another_program_is_refused_and_a_reader_is_not(desk):
    holder = "import sys; from pathlib import Path; from welfare_desk.storage.book import open_book\n"
    writer = beside(holder + "open_book(Path(sys.argv[1]))", desk.book.path)
    _, err = writer.communicate()
    assert writer.returncode != 0
    assert "BookError" in err
    count = (
        "with open_book(Path(sys.argv[1]), writes=False) as book, book.read() as tx:\n"
        "    print(tx.exec_driver_sql('SELECT count(*) FROM accounts').scalar_one())"
    )
    post_entry(desk, an_entry())
    reader = beside(holder + count, desk.book.path)
    out, err = reader.communicate()
    assert int(out) > 50, err


def test_readers_see_the_book_as_it_was_when_they_began(desk):
    with open_book(desk.book.path, writes=False) as reader, reader.read() as tx:
        asked = "SELECT count(*) FROM entries"
        assert tx.exec_driver_sql(asked).scalar_one() == 0
        post_entry(desk, an_entry())
        assert tx.exec_driver_sql(asked).scalar_one() == 0
        tx.rollback()
        assert tx.exec_driver_sql(asked).scalar_one() == 1


def test_a_reader_cannot_write(desk):
    with open_book(desk.book.path, writes=False) as reader, pytest.raises(BookError) as refused, reader.write() as tx:
        tx.exec_driver_sql("DELETE FROM drafts")
    assert refused.value.problem.code == "book.read_only"


def test_the_lock_dies_with_its_process(desk):
    path = desk.book.path
    desk.book.close()
    holder = beside(HOLDER, path)
    assert holder.stdout.readline().strip() == "open"
    assert refusal(path) == "book.locked"
    holder.kill()
    holder.communicate()
    open_book(path).close()
    assert names(path.parent) == [THAI]


def test_the_lock_is_given_back_on_closing_and_on_failing(desk):
    path = desk.book.path
    desk.book.close()
    open_book(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert refusal(path) == "book.newer"
    assert refusal(path) == "book.newer"
    assert names(path.parent) == [THAI]


# What is in the way.


def test_no_book_is_made_over_a_file(tmp_path):
    path = tmp_path / THAI
    path.write_text("something else", encoding="utf-8")
    with pytest.raises(BookError) as refused:
        create_book(path)
    assert refused.value.problem.code == "book.exists"
    assert path.read_text(encoding="utf-8") == "something else"


def test_a_book_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("welfare_desk.storage.book._statements", lambda: ["CREATE TRIGGER of nonsense"])
    monkeypatch.setattr("welfare_desk.storage.book._blank", _blank.__wrapped__)  # not the one that was made before
    with pytest.raises(Exception, match="syntax error"):
        create_book(tmp_path / THAI)
    assert names(tmp_path) == []


def test_a_missing_book(tmp_path):
    assert refusal(tmp_path / THAI) == "book.missing"
    assert refusal(tmp_path) == "book.missing"
    assert names(tmp_path) == []


def test_a_newer_book_is_refused_and_stays_as_it_is(desk):
    path = desk.book.path
    desk.book.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    assert refusal(path) == refusal(path, writes=False) == "book.newer"
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"x" * 5000], ids=["empty", "workbook", "long"])
@pytest.mark.parametrize("writes", [True, False])
def test_what_is_no_book_is_left_alone(tmp_path, content, writes):
    path = tmp_path / THAI
    path.write_bytes(content)
    assert refusal(path, writes=writes) == "book.foreign"
    assert path.read_bytes() == content
    assert names(tmp_path) == [THAI]


@pytest.mark.parametrize("writes", [True, False])
def test_another_program_s_database_is_left_alone(tmp_path, writes):
    path = tmp_path / "bookmarks.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE entries (id)")
        raw.commit()
    before = path.read_bytes()
    assert refusal(path, writes=writes) == "book.foreign"
    assert path.read_bytes() == before
    assert names(tmp_path) == [path.name]


def test_a_damaged_book_is_named_as_damaged(desk):
    path = desk.book.path
    desk.book.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    assert refusal(path) == "book.damaged"
    assert names(path.parent) == [THAI]


def test_a_folder_that_is_none(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BookError) as refused:
        create_book(tmp_path / "file" / THAI)
    assert refused.value.problem.code == "book.folder"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to the root user")
def test_a_folder_that_cannot_be_written(desk):
    path = desk.book.path
    desk.book.close()
    path.parent.chmod(0o555)
    try:
        assert refusal(path) == "book.folder"
        with open_book(path, writes=False) as book, book.read() as tx:
            assert is_whole(tx)
    finally:
        path.parent.chmod(0o755)


def test_a_full_disk_saves_nothing_and_says_so(desk):
    post_entry(desk, an_entry())
    before = journal(desk)
    pages = pragma(desk.book, "page_count")
    assert pragma(desk.book, f"max_page_count = {pages}") == pages
    with pytest.raises(BookError) as refused, desk.book.write() as tx:
        for number in range(1000):
            tx.exec_driver_sql("INSERT INTO villages VALUES (?, ?, '')", (f"{number}", "หมู่บ้าน" * 50))
    assert refused.value.problem.code == "book.disk_full"
    assert journal(desk) == before
    pragma(desk.book, f"max_page_count = {pages + 1000}")
    post_entry(desk, an_entry())  # and the book works on
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM villages").scalar_one() == 0
        assert is_whole(tx)


def test_another_program_s_transaction_is_waited_for_and_then_named(desk):
    with closing(sqlite3.connect(desk.book.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        pragma(desk.book, "busy_timeout = 10")
        with pytest.raises(BookError) as refused:
            post_entry(desk, an_entry())
        assert refused.value.problem.code == "book.busy"
        other.execute("ROLLBACK")
    post_entry(desk, an_entry())


def test_who_writes_holds_the_book_from_the_beginning(desk):
    """Else two programs could both read, and the second to write would fail half-way."""
    with closing(sqlite3.connect(desk.book.path, isolation_level=None, timeout=0)) as other:
        with desk.book.write(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with desk.book.read():
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


def test_a_closed_book_holds_no_lock(desk):
    lock = desk.book._lock
    assert lock.is_locked
    desk.book.close()
    assert not lock.is_locked


# All or nothing.


def test_even_a_new_table_is_taken_back(desk):
    with pytest.raises(ZeroDivisionError), desk.book.write() as tx:
        tx.exec_driver_sql("CREATE TABLE stray (id INTEGER)")
        tx.exec_driver_sql("INSERT INTO villages VALUES ('1', 'หนึ่ง', '')")
        _ = 1 / 0
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'stray'").scalar_one() == 0
        assert tx.exec_driver_sql("SELECT count(*) FROM villages").scalar_one() == 0


def test_reading_never_writes(desk):
    """A forgotten write inside a question is not kept."""
    with desk.book.read() as tx:
        tx.exec_driver_sql("INSERT INTO villages VALUES ('1', 'หนึ่ง', '')")
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM villages").scalar_one() == 0


def test_work_is_broken_off_from_another_thread(desk):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    timer = threading.Timer(0.05, desk.book.interrupt)
    with pytest.raises(BookError) as refused, desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO villages VALUES ('1', 'หนึ่ง', '')")
        timer.start()
        tx.exec_driver_sql(endless)
    timer.join()
    assert refused.value.problem.code == "book.cancelled"
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM villages").scalar_one() == 0


def test_a_watch_breaks_work_off_when_it_says_so(desk):
    ticks = iter([False, False, True])
    desk.book.watch(lambda: next(ticks), every=1000)
    with pytest.raises(BookError) as refused, desk.book.read() as tx:
        tx.exec_driver_sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
    assert refused.value.problem.code == "book.cancelled"
    desk.book.watch(None)
    post_entry(desk, an_entry())


# Which tables were read and changed.


def test_the_trail_names_the_tables_read_and_changed(desk):
    desk.book.trail.read.clear()
    desk.book.trail.wrote.clear()
    with desk.book.read() as tx:
        tx.exec_driver_sql("SELECT a.code FROM accounts a WHERE EXISTS (SELECT 1 FROM funds)").all()
    assert desk.book.trail.read == {"accounts", "funds"}
    assert desk.book.trail.wrote == set()
    with desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO villages VALUES ('1', 'หนึ่ง', '')")
    assert desk.book.trail.wrote == {"villages"}


def test_a_statement_leaves_the_same_trail_at_every_run(desk):
    asked = "SELECT count(*) FROM plans"
    for _ in range(3):
        desk.book.trail.read.clear()
        with desk.book.read() as tx:
            tx.exec_driver_sql(asked)
            tx.exec_driver_sql("SELECT count(*) FROM villages")
        assert desk.book.trail.read == {"plans", "villages"}
    desk.book.trail.read.clear()
    with desk.book.read() as tx:
        tx.exec_driver_sql(asked)
    assert desk.book.trail.read == {"plans"}


def test_posting_an_entry_changes_what_its_screens_show(desk):
    desk.book.trail.wrote.clear()
    post_entry(desk, an_entry())
    assert desk.book.trail.wrote == {"entries", "postings", "movements", "audit", "periods"}
    desk.book.trail.wrote.clear()
    post_entry(desk, an_entry())
    assert {"entries", "postings", "movements", "audit"} <= desk.book.trail.wrote


# Copies.


def test_a_copy_is_the_book_as_it_stands(desk, tmp_path):
    post_entry(desk, an_entry())
    copy = tmp_path / "สำเนา.welfare"
    desk.book.copy_to(copy, heads_of)
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT voucher FROM entries").fetchall() == [("RV6901-0001",)]
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(copy, moved / THAI)
    with open_book(moved / THAI) as book, book.read() as tx:
        assert is_whole(tx)


def test_a_copy_that_cannot_be_written_is_said(desk, tmp_path):
    with pytest.raises(BookError) as refused:
        desk.book.copy_to(tmp_path / "nowhere" / "copy.welfare", heads_of)
    assert refused.value.problem.code == "book.copy"
