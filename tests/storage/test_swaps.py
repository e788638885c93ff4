"""Room for unfinished files: one piece of work beside a book, any number elsewhere; nothing is left of it."""

import os
import tempfile
from pathlib import Path

import pytest

from welfare_desk.errors import BookError
from welfare_desk.storage.swaps import scratch


@pytest.fixture
def passing(tmp_path, monkeypatch):
    (made := tmp_path / "passing").mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(made))
    return made


def test_the_room_lies_beside_the_book_and_is_cleared(tmp_path):
    book = tmp_path / "กองทุน.welfare"
    (left := tmp_path / ".กองทุน.welfare.scratch").mkdir()
    (left / "half").write_bytes(b"of a killed program")
    with scratch(book) as room:
        assert room == left
        assert list(room.iterdir()) == []
        (room / "book").write_bytes(b"x")
    assert list(tmp_path.iterdir()) == []


def test_there_is_one_room_beside_a_book(tmp_path):
    book = tmp_path / "a.welfare"
    with scratch(book), pytest.raises(BookError) as refused, scratch(book):
        pass
    assert refused.value.problem.code == "backup.busy"


def test_without_a_book_there_is_always_another_room(passing):
    with scratch() as one, scratch() as other:
        assert one != other
        assert {one.parent, other.parent} == {passing}
    assert list(passing.iterdir()) == []


def test_where_nothing_may_be_written_the_room_lies_elsewhere(tmp_path, passing):
    (tmp_path / "a file").write_bytes(b"in which nothing can lie")
    with scratch(tmp_path / "a file" / "a.welfare") as room:
        assert room.parent == passing


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps folders apart by user by itself")
def test_nobody_else_may_look_into_a_room(passing):
    with scratch() as room:
        assert room.stat().st_mode & 0o077 == 0
    assert Path(passing).exists()
