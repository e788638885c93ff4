"""A book of every released version opens in this program, complete and sound.

Until a version is released its book follows the tables (`python -m tests.books`); from then on it is never touched.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.books.__main__ import make
from tests.builders import PIN, a_day, an_entry, journal, outside
from tests.invariants import broken
from welfare_desk.services import books
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month
from welfare_desk.storage.schema import VERSION

HERE = Path(__file__).parent / "books"
KEPT = sorted(HERE.glob("v*.welfare"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def desk(request, tmp_path):
    path = Path(shutil.copy(request.param, tmp_path))
    desk = books.sit_down(path, outside("2026-03-31", seed=3))
    yield desk
    desk.book.close()


def test_there_is_a_book_of_every_version():
    assert [path.stem for path in KEPT] == [f"v{version}" for version in range(1, VERSION + 1)]


def test_a_kept_book_opens_and_is_sound(desk):
    with desk.book.read() as tx:
        assert broken(tx) == []
    assert {each.id: each.found for each in verify_book(desk).results if not each.ok} == {}


def test_a_kept_book_holds_what_it_held(desk):
    assert journal(desk).strip("\n") == (HERE / f"{desk.book.path.stem}.txt").read_text(encoding="utf-8").strip("\n")


def test_a_kept_book_goes_on(desk):
    post_entry(desk, an_entry(day="2025-11-30"))
    close_month(desk, a_day("2025-11-01"), PIN)
    assert [each.id for each in verify_book(desk).results if not each.ok] == []


def test_a_book_to_keep_is_made_sound(tmp_path):
    with books.sit_down(make(tmp_path), outside("2026-03-31"), writes=False).book as book, book.read() as tx:
        assert broken(tx) == []
