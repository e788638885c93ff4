"""Fixed holidays are days of a year, each once and in order."""

from datetime import date

from welfare_desk.ledger.holidays import FIXED_HOLIDAYS


def test_each_is_a_day_of_the_year_and_they_stand_in_order():
    days = [date(2026, int(each[:2]), int(each[3:])) for each in FIXED_HOLIDAYS]
    assert days == sorted(set(days))
    assert date(2026, 4, 13) in days
