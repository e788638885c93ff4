"""The invariants that random lives are watched by: they hold in a sound book, and notice every kind of wrong."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry
from tests.invariants import broken
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.periods import close_month
from welfare_desk.storage.book import open_book


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    desk = a_book(tmp_path_factory.mktemp("kept"))
    post_entry(desk, an_entry(day="2025-10-10", memo="ค่าไฟ"))
    close_month(desk, date(2025, 10, 1), PIN)
    post_entry(desk, an_entry())
    post_entry(desk, an_entry())
    reverse_entry(desk, "RV6901-0001", date(2026, 1, 8), "ลงผิด")
    desk.book.close()
    return desk.book.path


def findings(path):
    with open_book(path, writes=False) as book, book.read() as tx:
        return broken(tx)


def test_all_holds_in_a_sound_book(kept):
    assert findings(kept) == []


@pytest.mark.parametrize(
    ("forgery", "noticed"),
    [
        ("UPDATE postings SET amount = 36400 WHERE entry_id = 3 AND line = 1", "balances in each fund"),
        ("UPDATE postings SET fund = 'reserve' WHERE entry_id = 3 AND line = 1", "balances in each fund"),
        ("UPDATE postings SET fund = 'reserve' WHERE entry_id = 3", "kept balances"),
        ("UPDATE postings SET fund = 'reserve' WHERE entry_id = 3", "the seal of RV6901-0002"),
        ("UPDATE postings SET line = line + 9 WHERE entry_id = 3 AND line = 1", "the seal of RV6901-0002"),
        ("UPDATE entries SET posted = 0 WHERE id = 3", "unposted"),
        ("UPDATE entries SET number = 3 WHERE id = 3", "without gap"),
        ("UPDATE entries SET number = number + 9 - 10 * (id - 2) WHERE id IN (2, 3)", "order of posting"),
        ("DELETE FROM entries WHERE id = 3", "counted without gap"),
        ("DELETE FROM entries WHERE id = 3", "without its entry"),
        ("UPDATE entries SET month = '2026-02' WHERE id = 3", "month of its number"),
        ("UPDATE entries SET period = 202601 WHERE id = 3", "in its period"),
        ("UPDATE postings SET day = '2026-01-06' WHERE entry_id = 3", "its entry's day"),
        ("UPDATE postings SET amount = 2 * amount WHERE entry_id = 4", "mirror image"),
        ("UPDATE movements SET debit = debit + 1, credit = credit + 1 WHERE account = '1101'", "kept balances"),
        ("UPDATE postings SET amount = -9 * amount WHERE entry_id = 1", "overdrawn"),
        ("UPDATE postings SET member = '00009' WHERE entry_id = 3", "points nowhere"),
        ("DELETE FROM statements", "has its statement"),
        ("UPDATE entries SET memo = 'ค่าน้ำ' WHERE id = 1", "text of RV6810-0001"),
        ("UPDATE entries SET day = '2026-01-06' WHERE id = 3", "the seal of RV6901-0002"),
        ('UPDATE audit SET details = \'{"by":"x"}\' WHERE id = 2', "row 2 of the trail"),
        ("UPDATE statements SET debit = debit + 1", "the statement of 202601 is right"),
        ("UPDATE statements SET signature = x'00'", "is signed"),
    ],
)
def test_a_forgery_is_noticed(kept, tmp_path, forgery, noticed):
    path = tmp_path / "forged.welfare"
    shutil.copyfile(kept, path)
    with closing(sqlite3.connect(path)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(forgery)
        raw.commit()
    assert any(noticed in each for each in findings(path)), findings(path)
