"""A clock that was set back, or a computer in another time zone, changes nothing of what is right."""

import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import PIN, a_book, an_entry
from tests.storage.rows import all_rows
from welfare_desk.services.backups import list_backups, make_backups, note_backups
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.people import begin_to_ask, sign_in
from welfare_desk.services.periods import close_month

PASSWORD = "มาลี จำได้แม่น"  # noqa: S105 - of nobody


@pytest.fixture
def set_back(tmp_path):
    """A book whose clock goes back by a day each time that it is looked at."""
    desk = a_book(tmp_path)
    days = iter(range(10_000))
    yield replace(desk, now=lambda: datetime(2026, 4, 1, 2, tzinfo=UTC) - timedelta(days=next(days)))
    desk.book.close()


def test_what_is_done_under_a_clock_that_goes_back_stays_right(set_back, tmp_path):
    for day in ("2025-10-02", "2026-02-01", "2026-01-05"):
        post_entry(set_back, an_entry(day=day))
    close_month(set_back, date(2025, 10, 1), PIN)
    begin_to_ask(set_back, "มาลี", PASSWORD)
    assert sign_in(set_back, "มาลี", PASSWORD).actor == 1
    assert [each.id for each in verify_book(set_back).results if not each.ok] == []
    (folder := tmp_path / "สำรอง").mkdir()
    for _ in range(3):
        note_backups(set_back, make_backups(set_back, [folder]))
    assert len(list_backups(folder)) == 3, "none takes another's place because it looks newer"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this computer keeps its time zone")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", "Asia/Bangkok"])
def test_the_same_work_in_another_time_zone_makes_the_same_book(tmp_path, monkeypatch, zone):
    def worked(name):
        desk = a_book(tmp_path, name)
        post_entry(desk, an_entry(day="2025-10-02"))
        close_month(desk, date(2025, 10, 1), PIN)
        rows = all_rows(desk)
        desk.book.close()
        return rows

    here = worked("ก.welfare")
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        assert worked("ข.welfare") == here
    finally:
        monkeypatch.undo()
        time.tzset()
