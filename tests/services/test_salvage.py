"""What can be read of a damaged book is saved; the book itself is not touched."""

import csv
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.builders import outside
from tests.proofs.acts import a_busy_book
from tests.storage.rows import all_rows
from welfare_desk.errors import BookError
from welfare_desk.services.books import sit_down
from welfare_desk.services.passphrases import key_of, seal_book
from welfare_desk.services.salvage import salvage_book

NOW = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
WORDS = "ข้าวเหนียว มะม่วง"


@pytest.fixture
def path(tmp_path):
    (folder := tmp_path / "สมุด").mkdir()
    return a_busy_book(folder)


@pytest.fixture
def folder(tmp_path):
    (made := tmp_path / "กู้").mkdir()
    return made


def table(done, name):
    with (done.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def torn(path, name):
    """Tear a page in the middle of a table."""
    with closing(sqlite3.connect(path)) as raw:
        asked = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
        numbers = [each for (each,) in raw.execute(asked, (name,))]
        [size] = raw.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((numbers[len(numbers) // 2] - 1) * size)
        file.write(b"\xff" * size)


def test_a_whole_book_is_saved_whole_but_for_its_secrets(path, folder):
    before = path.read_bytes()
    done = salvage_book(path, folder, NOW)
    assert path.read_bytes() == before
    assert done.torn == ()
    with (desk := sit_down(path, outside(), writes=False)).book:
        kept = {name: len(rows) for name, rows in all_rows(desk).items()}
    assert {name: count for name, count in done.rows.items() if name != "settings"} == {
        name: count for name, count in kept.items() if name in done.rows and name != "settings"
    }
    assert {"user_secrets", "signing_keys"} & set(done.rows) == set()
    assert {each["last_name"] for each in table(done, "members")} == {"ใจดี"}
    assert table(done, "entries")[0]["voucher"].startswith("OB")
    assert sum(int(each["amount"]) for each in table(done, "postings")) == 0


def test_nothing_that_is_saved_is_a_formula(path, folder):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE members SET first_name = '=HYPERLINK(\"http://x\")' WHERE number = '00001'")
        raw.commit()
    assert table(salvage_book(path, folder, NOW), "members")[0]["first_name"].startswith("'=")


@pytest.mark.parametrize("name", ["members", "postings", "audit"])
def test_what_lies_before_and_after_a_torn_page_is_saved(path, folder, name):
    if not has_dbstat():
        pytest.skip("this SQLite tells nothing of its pages")
    whole = salvage_book(path, folder, NOW).rows
    before = path.read_bytes()
    torn(path, name)
    (again := folder / "อีก").mkdir()
    done = salvage_book(path, again, NOW)
    assert name in done.torn
    assert done.rows[name] < whole[name]
    assert {each: count for each, count in done.rows.items() if each not in done.torn} == {
        each: count for each, count in whole.items() if each not in done.torn
    }
    assert path.read_bytes() != before


def has_dbstat():
    with closing(sqlite3.connect(":memory:")) as raw:
        try:
            raw.execute("SELECT 1 FROM dbstat").fetchall()
        except sqlite3.OperationalError:
            return False
    return True


def test_an_encrypted_book_is_saved_with_its_key(path, folder):
    seal_book(path, outside(seed=9), WORDS, None)
    done = salvage_book(path, folder, NOW, key_of(path, WORDS))
    assert len(table(done, "members")) == 20
    with pytest.raises(BookError) as caught:
        salvage_book(path, folder, NOW, key_of(path, "ไม่ใช่อันนี้"))
    assert caught.value.problem.code == "salvage.nothing"
    assert len(list(folder.iterdir())) == 1, "no empty folder is left"


def test_of_a_file_that_is_no_book_nothing_is_saved(tmp_path, folder):
    path = tmp_path / "ขยะ.welfare"
    path.write_bytes(random.Random(1).randbytes(5000))
    with pytest.raises(BookError) as caught:
        salvage_book(path, folder, NOW)
    assert caught.value.problem.code == "salvage.nothing"
