"""An upgrade can be taken back: the older program finds its book as it was."""

import shutil
from pathlib import Path

import pytest

from tests.builders import an_entry, outside
from welfare_desk.errors import BookError
from welfare_desk.services import books
from welfare_desk.services.entries import post_entry
from welfare_desk.services.upgrades import allow_return, states_before, take_back
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.upgrade import version_of

OLD = Path(__file__).parents[1] / "books" / "v5.welfare"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "กองทุน.welfare"
    shutil.copyfile(OLD, path)
    books.sit_down(path, outside("2026-03-01")).book.close()
    return path


def test_the_state_before_is_found_and_put_back(path):
    assert version_of(path) == VERSION
    (state,) = states_before(path)
    assert (state.version, state.since) == (5, 0)
    kept = take_back(path, state)
    assert path.read_bytes() == state.path.read_bytes()
    assert version_of(path) == 5
    assert version_of(kept) == VERSION
    assert kept.name == f"กองทุน.v{VERSION}.welfare"


def test_what_was_done_since_is_counted_and_kept(path):
    desk = books.sit_down(path, outside("2026-03-01", 2))
    post_entry(desk, an_entry(day="2026-03-01"))
    (state,) = allow_return(desk)
    desk.book.close()
    assert state.since == 1
    kept = take_back(path, state)
    books.sit_down(path, outside("2026-03-01", 3)).book.close()  # upgraded once more
    assert [each.since for each in states_before(path)] == [0]
    again = take_back(path, states_before(path)[0])
    assert again.name == f"กองทุน.v{VERSION} 2.welfare"
    assert kept.exists()


def test_files_of_other_books_and_damaged_ones_are_left_out(path, tmp_path):
    shutil.copyfile(OLD.with_name("v4.welfare"), tmp_path / "กองทุน.v4.welfare")
    (tmp_path / "กองทุน.v3.welfare").write_bytes(b"no book")
    found = states_before(path)
    assert [each.version for each in found if each.version != 4] == [5]
    assert states_before(tmp_path / "กองทุน.v3.welfare") == []


def test_an_upgrade_is_taken_back_once(path):
    (state,) = states_before(path)
    take_back(path, state)
    with pytest.raises(BookError) as error:
        take_back(path, state)
    assert error.value.problem.code == "upgrade.none"


def test_a_book_that_is_open_elsewhere_stays(path):
    desk = books.sit_down(path, outside("2026-03-01"))
    (state,) = states_before(path)
    with pytest.raises(BookError) as error:
        take_back(path, state)
    assert error.value.problem.code == "book.locked"
    desk.book.close()
    assert version_of(path) == VERSION
