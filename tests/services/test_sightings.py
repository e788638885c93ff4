"""A book that is not a continuation of what this computer saw is noticed; a restore is no cause for alarm."""

import shutil

import pytest

from tests.builders import a_book, an_entry, outside
from welfare_desk.services.backups import make_backups
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.services.restores import restore_book
from welfare_desk.services.sightings import look


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry())
    yield desk
    desk.book.close()


def seen(desk):
    sight = look(desk, {})
    return {sight.book: sight.kept}


def strange(desk, before):
    found = look(desk, before)
    return found.strange and found.strange.code


def a_copy(desk, name="สำเนา.welfare"):
    copy = desk.book.path.with_name(name)
    desk.book.close()
    shutil.copy(desk.book.path, copy)
    return copy


def at(path, seed=5, seconds=0):
    desk = sit_down(path, outside(seed=seed))
    for _ in range(seconds):
        desk.now()
    return desk


def test_a_book_that_goes_on_is_nothing_strange(desk):
    before = seen(desk)
    assert strange(desk, {}) is None
    assert strange(desk, before) is None
    post_entry(desk, an_entry())
    assert strange(desk, before) is None


def test_an_older_copy_is_noticed(desk):
    older = a_copy(desk)
    with (newer := at(desk.book.path)).book:
        post_entry(newer, an_entry())
        before = seen(newer)
    with (found := at(older)).book:
        assert strange(found, before) == "sight.older"
        assert "2" in look(found, before).strange.sentence()


@pytest.mark.parametrize("more", [1, 3])
def test_a_copy_that_went_on_elsewhere_is_noticed_though_it_has_as_many_entries(desk, more):
    other = a_copy(desk)
    with (one := at(desk.book.path)).book:
        post_entry(one, an_entry())
        before = seen(one)
    with (elsewhere := at(other, seed=6, seconds=9)).book:
        for _ in range(more):
            post_entry(elsewhere, an_entry())
        assert strange(elsewhere, before) == "sight.apart"


def test_after_a_restore_it_is_said_what_was_restored(desk, tmp_path):
    backup = make_backups(desk, [tmp_path]).made[0].path
    post_entry(desk, an_entry())
    before = seen(desk)
    path = desk.book.path
    desk.book.close()
    later = outside(seed=7)
    for _ in range(60):
        later.now()
    restore_book(backup, path, later, lambda: "")
    with (again := at(path)).book:
        found = look(again, before)
    assert (found.strange.code, found.is_restored) == ("sight.restored", True)
    assert backup.name in found.strange.sentence()


def test_a_restore_from_before_explains_nothing(desk, tmp_path):
    """Only one after the book was last seen can be the cause."""
    backup = make_backups(desk, [tmp_path]).made[0].path
    path = desk.book.path
    desk.book.close()
    restore_book(backup, path, outside(seed=7), lambda: "")
    with (again := at(path)).book:
        older = a_copy(again)
    with (again := at(path, seconds=30)).book:
        post_entry(again, an_entry())
        before = seen(again)
    with (found := at(older)).book:
        assert strange(found, before) == "sight.older"


def test_what_cannot_be_read_of_older_settings_says_nothing(desk):
    book = look(desk, {}).book
    assert strange(desk, {book: {"at": "2026-01-01"}}) is None
