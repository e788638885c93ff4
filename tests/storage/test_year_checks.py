"""What a closed year leaves is counted anew from its lines: nothing on income and expenses, all else as it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry, outside
from tests.storage.forgery import forge, unguarded
from welfare_desk.i18n import spoken
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month, close_year


@pytest.fixture
def path(tmp_path):
    desk = a_book(tmp_path, fiscal_year_start=11)
    post_entry(desk, an_entry(day="2025-10-10"))
    close_month(desk, date(2025, 10, 1), PIN)
    close_year(desk, 2025, PIN)
    desk.book.close()
    return desk.book.path


def found(path):
    desk = sit_down(path, outside(), writes=False)
    with spoken("en"):
        seen = verify_book(desk)
        said = [sentence for each in seen.results if each.id == "closing" for sentence in each.found]
    desk.book.close()
    return seen.failed, said


def test_a_sound_closed_year_meets_the_check(path):
    assert found(path) == ((), [])


def test_a_year_whose_closing_carries_too_little_is_named(path):
    with unguarded(path) as raw:
        raw.execute("UPDATE postings SET amount = amount - 100 * (amount > 0) + 100 * (amount < 0) WHERE entry_id = 2")
        forge(raw)
    failed, said = found(path)
    assert set(failed) == {"closing", "statements"}
    assert said == ["The closed year 2568 leaves 1.00 baht on 4101 in the fund “welfare”."]


def test_a_carried_balance_that_is_not_the_one_left_is_named(path):
    with unguarded(path) as raw:
        raw.execute("UPDATE movements SET debit = debit + 500 WHERE account = '1101'")
    failed, said = found(path)
    assert "closing" in failed
    assert said == ["1101 in the fund “welfare” opens after the year 2568 with 5.00 baht more or less than left."]
