"""Months close in order with a signed statement, and the last one opens again with a reason and the PIN."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry, reopen
from tests.invariants import broken
from tests.storage.rows import all_rows
from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.services.entries import post_entry
from welfare_desk.services.periods import close_month, reopen_month

OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry(day="2025-10-10"))
    yield desk
    desk.book.close()


def codes(act, *arguments):
    with pytest.raises(RuleError) as refused:
        act(*arguments)
    return [each.code for each in refused.value.problems]


def read(desk, asked):
    with desk.book.read() as tx:
        return [tuple(row) for row in tx.exec_driver_sql(asked)]


def holds(desk):
    with desk.book.read() as tx:
        return broken(tx)


def opening(satang="100"):
    lines = (f"1101 welfare {satang}", f"3101 welfare -{satang}")
    return an_entry(*lines, day="2025-10-01", series=Series.OPENING, kind=EntryKind.OPENING)


def test_a_close_freezes_the_month_and_signs_what_it_held(desk):
    digest = close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT period, entries, debit, reopened, closed_by, hash FROM statements") == [
        (202601, 1, 36500, 0, 1, digest)
    ]
    assert holds(desk) == []
    assert codes(post_entry, desk, an_entry(day="2025-10-31")) == ["day.closed"]
    post_entry(desk, an_entry(day="2025-11-01"))


def test_any_day_of_a_month_names_it(desk):
    close_month(desk, date(2025, 10, 31), PIN)
    assert codes(close_month, desk, OCTOBER, PIN) == ["month.already_closed"]


def test_a_month_without_entries_closes_too(desk):
    for month in (OCTOBER, NOVEMBER, date(2025, 12, 1)):
        close_month(desk, month, PIN)
    assert read(desk, "SELECT period, entries FROM statements") == [(202601, 1), (202602, 0), (202603, 0)]
    assert holds(desk) == []


def test_a_book_that_starts_in_mid_month_closes_that_month_first(tmp_path):
    desk = a_book(tmp_path, "midway.welfare", first_day="2026-01-15")
    assert codes(close_month, desk, date(2025, 12, 1), PIN) == ["month.not_in_book"]
    close_month(desk, date(2026, 1, 1), PIN)
    assert read(desk, "SELECT id, status FROM periods") == [(202604, "closed")]
    desk.book.close()


def test_a_month_that_is_not_over_or_out_of_order_stays_open(desk):
    before = all_rows(desk)
    assert codes(close_month, desk, date(2026, 3, 1), PIN) == ["month.not_over"]
    assert codes(close_month, desk, NOVEMBER, PIN) == ["month.out_of_order"]
    assert codes(close_month, desk, OCTOBER, "12345") == ["pin.short"]
    assert all_rows(desk) == before


def test_the_first_close_sets_the_pin_and_later_ones_ask_for_it(desk):
    close_month(desk, OCTOBER, PIN)
    before = all_rows(desk)
    assert codes(close_month, desk, NOVEMBER, "000000") == ["pin.wrong"]
    assert codes(reopen_month, desk, OCTOBER, "แก้", "000000") == ["pin.wrong"]
    assert all_rows(desk) == before
    desk = reopen(desk)
    close_month(desk, NOVEMBER, PIN)
    assert len(read(desk, "SELECT fingerprint FROM signing_keys")) == 1
    desk.book.close()


def test_the_private_key_is_not_in_the_book(desk):
    """Whoever copies the file cannot sign with it: the first 32 random bytes after the PIN are the key."""
    drawn = []
    desk = type(desk)(desk.book, desk.actor, desk.today, desk.now, lambda n: drawn.append(desk_random(n)) or drawn[-1])
    close_month(desk, OCTOBER, PIN)
    keys = [each for each in drawn if len(each) == 32]
    desk.book.close()
    assert keys
    assert all(key not in desk.book.path.read_bytes() for key in keys)


def desk_random(count):
    return bytes(range(7, 7 + count))


def test_a_month_opens_again_with_a_reason_that_stays(desk):
    close_month(desk, OCTOBER, PIN)
    assert codes(reopen_month, desk, OCTOBER, "  ", PIN) == ["month.no_reason"]
    reopen_month(desk, OCTOBER, " ลืมใบเสร็จ ", PIN)
    post_entry(desk, an_entry(day="2025-10-20"))
    close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT entries, reopened FROM statements") == [(1, 0), (2, 1)]
    assert read(desk, "SELECT details FROM audit WHERE action = 'period.reopened'") == [('{"reason":"ลืมใบเสร็จ"}',)]
    assert holds(desk) == []


def test_only_the_last_closed_month_opens_again(desk):
    close_month(desk, OCTOBER, PIN)
    close_month(desk, NOVEMBER, PIN)
    assert codes(reopen_month, desk, OCTOBER, "แก้", PIN) == ["month.later_closed"]
    assert codes(reopen_month, desk, date(2025, 12, 1), "แก้", PIN) == ["month.not_closed"]
    reopen_month(desk, NOVEMBER, "แก้", PIN)
    reopen_month(desk, OCTOBER, "แก้", PIN)
    assert holds(desk) == []


def test_the_first_month_closes_the_opening_with_it_once(desk):
    post_entry(desk, opening())
    close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT period, entries FROM statements") == [(202600, 1), (202601, 1)]
    assert codes(post_entry, desk, opening("5")) == ["day.closed"]


def test_the_opening_opens_again_with_the_first_month(desk):
    post_entry(desk, opening())
    close_month(desk, OCTOBER, PIN)
    reopen_month(desk, OCTOBER, "ยอดยกมาผิด", PIN)
    post_entry(desk, opening("5"))
    close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT period, entries, reopened FROM statements") == [
        (202600, 1, 0),
        (202601, 1, 0),
        (202600, 2, 1),
        (202601, 1, 1),
    ]
    assert holds(desk) == []
