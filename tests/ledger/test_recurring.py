"""When an entry comes again, what keeps it from it, and on which day it is posted."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.periods import Calendar, Period, PeriodStatus
from welfare_desk.ledger.recurring import Recurring, entry_due, problems_of_recurring

LAST_OF_OCTOBER = date(2025, 10, 31)
RENT = Recurring(1, "rent", an_entry("5319 welfare 500", "1101 welfare -500", day=LAST_OF_OCTOBER), 1, LAST_OF_OCTOBER)
BOOK = Calendar(date(2025, 10, 1), 10)


def test_the_31st_is_the_last_day_of_a_shorter_month_and_comes_back():
    days = RENT.days_due(date(2026, 3, 31))
    assert [each.isoformat()[5:] for each in days] == ["10-31", "11-30", "12-31", "01-31", "02-28", "03-31"]


@pytest.mark.parametrize(
    ("months", "days"), [(3, ["2025-10-31", "2026-01-31"]), (6, ["2025-10-31"]), (12, ["2025-10-31"])]
)
def test_it_comes_every_so_many_months(months, days):
    assert [each.isoformat() for each in replace(RENT, months=months).days_due(date(2026, 2, 1))] == days


def test_nothing_is_due_before_its_day_after_the_last_one_or_once_it_is_stopped():
    today = date(2026, 1, 15)
    assert RENT.days_due(date(2025, 10, 30)) == []
    assert len(replace(RENT, last_day=date(2025, 11, 30)).days_due(today)) == 2
    assert replace(RENT, is_active=False).days_due(today) == []
    assert not RENT.is_over
    assert replace(RENT, last_day=date(2025, 10, 30)).is_over


def test_everything_that_is_wrong_is_named_at_once():
    members = an_entry("1101 welfare 5", "4101 welfare -5 00001", kind=EntryKind.CLOSING)
    wrong = Recurring(0, " ", members, 2, LAST_OF_OCTOBER, date(2025, 1, 1))
    assert [each.code for each in problems_of_recurring(wrong)] == [
        "recurring.no_name", "recurring.months", "recurring.last_day", "recurring.kind", "recurring.control",
    ]  # fmt: skip
    advance = replace(RENT, entry=an_entry("1204 welfare 5", "1101 welfare -5"))
    assert [each.code for each in problems_of_recurring(advance)] == ["recurring.control"]
    assert problems_of_recurring(RENT) == []


def test_it_is_posted_on_its_day_or_on_the_first_open_one():
    assert entry_due(RENT, date(2025, 11, 30), BOOK, {}).day == date(2025, 11, 30)
    shut = {Period(2026, 2): PeriodStatus.CLOSED, Period(2026, 3): PeriodStatus.OPEN}
    with spoken("en"):
        late = entry_due(RENT, date(2025, 11, 30), BOOK, shut)
    assert late.day == date(2025, 12, 1)
    assert late.memo == "contribution (due on 30 Nov 2568, when the month was closed)"
    assert entry_due(RENT, date(2025, 9, 30), BOOK, {}).day == BOOK.first_day
