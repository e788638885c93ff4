from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.errors import RuleError
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.dues import FARTHEST_YEARS, Position, cover, deferred, owed, price_of, reenter, replay
from welfare_desk.welfare.plans import DAILY, MONTHLY, YEARLY, Period, Plan, Span, Terms

EVE = date(2025, 9, 30)  # of fiscal year 2569
DAY = date(2025, 10, 5)
BY_DAY = Terms(DAILY)
QUARTERLY = Plan("q", "ราย 3 เดือน", "", Period.OTHER, Money.baht(90), months=3)

terms = st.builds(
    Terms,
    st.sampled_from([DAILY, MONTHLY, YEARLY, QUARTERLY]),
    st.sampled_from([1, 10]),
    st.sampled_from([(), (Span(date(2025, 11, 10), date(2026, 1, 31)),)]),
    st.sampled_from([None, date(2026, 2, 14)]),
)
positions = st.builds(Position, st.dates(date(2023, 6, 1), date(2027, 3, 1)), st.integers(0, 2700).map(Money))
amounts = st.integers(1, 400_000).map(Money)
days = st.dates(date(2025, 10, 1), date(2026, 9, 30))


def paid(baht, position=None, on=DAY, **kind):
    return cover(position or Position(EVE), Money.baht(baht), kind.get("terms", BY_DAY), on)


@pytest.mark.parametrize(
    ("baht", "paid_to", "part", "advance"),
    [
        (28, date(2025, 9, 30), 28, 0),
        (30, date(2025, 10, 31), 0, 0),
        (31, date(2025, 10, 31), 0, 0),
        (45, date(2025, 10, 31), 15, 0),
        (90, date(2025, 12, 31), 0, 0),
        (92, date(2025, 12, 31), 0, 0),
        (93, date(2025, 12, 31), 3, 0),
        (178, date(2026, 3, 31), 0, 0),
        (180, date(2026, 3, 31), 0, 0),
        (182, date(2026, 3, 31), 0, 0),
        (183, date(2026, 3, 31), 0, 0),
        (358, date(2026, 9, 30), 0, 0),
        (360, date(2026, 9, 30), 0, 0),
        (365, date(2026, 9, 30), 0, 0),
        (366, date(2026, 9, 30), 1, 1),
        (390, date(2026, 10, 31), 0, 30),
        (395, date(2026, 10, 31), 0, 30),
        (720, date(2027, 9, 30), 0, 358),
        (730, date(2027, 9, 30), 0, 365),
        (1825, date(2030, 9, 30), 0, 1460),
        (3650, date(2035, 9, 30), 0, 3285),
    ],
)
def test_what_a_payment_covers(baht, paid_to, part, advance):
    covered = paid(baht)
    assert covered.after == Position(paid_to, Money.baht(part))
    assert covered.new_paid_to == paid_to
    assert covered.to_advance == Money.baht(advance)
    assert covered.to_dues == Money.baht(baht - advance)


def test_a_leap_year_takes_its_day():
    covered = cover(Position(date(2027, 9, 30)), Money.baht(366), BY_DAY, date(2027, 10, 5))
    assert covered.after == Position(date(2028, 9, 30))
    assert not covered.to_advance


def test_twelve_payments_of_thirty_meet_a_year():
    position, by_year = replay(Position(EVE), [(DAY, Money.baht(30))] * 12, BY_DAY, DAY)
    assert position == Position(date(2026, 9, 30))
    assert by_year == {2026: Money.baht(360)}


def test_forty_five_of_sixty_and_the_rest_later():
    first = paid(45)
    second = paid(15, first.after, on=date(2025, 11, 3))
    assert second.after == Position(date(2025, 11, 30))
    assert second.months == (date(2025, 11, 1),)


def test_arrears_of_two_years_are_met_by_thirty_a_month():
    behind = Position(date(2023, 9, 30))
    covered = paid(720, behind)
    assert covered.after == Position(EVE)
    assert covered.by_year == ((2024, Money.baht(362)), (2025, Money.baht(358)))
    assert covered.to_dues == Money.baht(720)


def test_a_payment_in_the_middle_of_the_year_is_split_at_its_end():
    covered = paid(365, Position(date(2025, 10, 31)), on=date(2025, 11, 6))
    assert covered.after == Position(date(2026, 10, 31))
    assert (covered.to_dues.text(), covered.to_advance.text()) == ("334.00", "31.00")


def test_entry_in_the_middle_of_a_month_owes_from_that_day():
    entered = Position(date(2026, 3, 14))
    assert paid(17, entered, on=date(2026, 3, 15)).after == Position(date(2026, 3, 31))


def test_an_exempt_month_is_stepped_over():
    free = Terms(DAILY, exempt=(Span(date(2025, 11, 1), date(2025, 12, 31)),))
    assert paid(60, terms=free).after == Position(date(2026, 1, 31))


def test_nothing_is_deferred_once_membership_is_over():
    over = Terms(DAILY, ends=date(2025, 11, 15))
    covered = paid(500, terms=over, on=date(2025, 11, 20))
    assert covered.after == Position(date(2025, 11, 15), Money.baht(455))
    assert covered.to_dues == Money.baht(500)
    assert covered.by_year == ((2026, Money.baht(500)),)
    assert deferred({2026: Money.baht(45), 2027: Money.baht(9)}, over, date(2025, 11, 15)) == ZERO
    assert deferred({2026: Money.baht(45), 2027: Money.baht(9)}, over, date(2025, 11, 14)) == Money.baht(9)


def test_what_is_deferred_becomes_due_with_its_year():
    by_year = dict(paid(1000).by_year)
    assert deferred(by_year, BY_DAY, date(2026, 9, 30)) == Money.baht(635)
    assert deferred(by_year, BY_DAY, date(2026, 10, 1)) == Money.baht(270)


def test_an_amount_of_nothing_covers_nothing():
    with pytest.raises(RuleError, match=r"payment\.no_amount"):
        cover(Position(EVE), ZERO, BY_DAY, DAY)


def test_a_fortune_reaches_only_so_far():
    covered = cover(Position(EVE), Money.baht(10_000_000), BY_DAY, DAY)
    assert covered.after.paid_to == date(2026 + FARTHEST_YEARS, 9, 30)
    assert covered.to_dues + covered.to_advance == Money.baht(10_000_000)


def test_reentry_begins_on_its_day_and_forgives_what_was_owed():
    assert reenter(Position(date(2023, 4, 30), Money.baht(5)), date(2026, 1, 10)) == Position(date(2026, 1, 9))
    ahead = Position(date(2026, 9, 30), Money.baht(5))
    assert reenter(ahead, date(2026, 1, 10)) == ahead


def test_a_reentry_in_a_members_life_begins_again_and_defers_nothing_of_before():
    lapsed = Terms(DAILY, exempt=(Span(date(2026, 1, 1), date(2026, 10, 9)),), reentries=(date(2026, 10, 10),))
    payments = [(DAY, Money.baht(30)), (date(2026, 10, 12), Money.baht(22))]
    before, _ = replay(Position(EVE), payments[:1], lapsed, date(2026, 10, 9))
    after, by_year = replay(Position(EVE), payments, lapsed, date(2026, 10, 12))
    assert before == Position(date(2025, 10, 31))
    assert after == Position(date(2026, 10, 31))  # 10 to 31 October, and nothing for November and December 2025
    assert by_year == {2026: Money.baht(30), 2027: Money.baht(22)}
    _, ahead = replay(Position(EVE), [(DAY, Money.baht(1095))], lapsed, date(2026, 10, 10))
    assert deferred(ahead, lapsed, date(2026, 10, 10)) == ZERO


def test_what_is_owed_on_a_day():
    on_new_years_eve = owed(Position(EVE), BY_DAY, date(2025, 12, 31))
    assert (on_new_years_eve.arrears, on_new_years_eve.months) == (Money.baht(90), 3)
    assert on_new_years_eve.since == date(2025, 10, 1)
    assert on_new_years_eve.this_month == ZERO
    assert on_new_years_eve.this_year == Money.baht(365)
    in_december = owed(Position(EVE), BY_DAY, date(2025, 12, 15))
    assert (in_december.arrears, in_december.this_month) == (Money.baht(60), Money.baht(30))


def test_a_part_already_paid_counts_against_the_oldest_month():
    found = owed(Position(EVE, Money.baht(12)), BY_DAY, date(2025, 11, 30))
    assert (found.arrears, found.months) == (Money.baht(48), 2)
    paid_up = owed(Position(date(2026, 9, 30)), BY_DAY, date(2025, 11, 30))
    assert (paid_up.arrears, paid_up.months, paid_up.since, paid_up.this_year) == (ZERO, 0, None, ZERO)


def test_arrears_by_age():
    found = owed(Position(date(2024, 9, 30)), BY_DAY, date(2025, 12, 31))
    assert [age.satang // 100 for age in found.by_age] == [120, 90, 180, 60]
    assert found.months == 15
    assert Money.sum(found.by_age) == found.arrears


def test_the_rest_of_a_year_begun_late_is_the_least_of_its_months():
    assert owed(Position(date(2025, 10, 31)), BY_DAY, DAY).this_year == Money.baht(328)
    assert owed(Position(EVE), Terms(MONTHLY), DAY).this_year == Money.baht(360)


def test_the_price_of_a_span():
    assert price_of(Span(date(2025, 10, 1), date(2026, 9, 30)), BY_DAY) == Money.baht(365)
    assert price_of(Span(date(2025, 11, 1), date(2025, 12, 31)), BY_DAY) == Money.baht(60)
    assert price_of(Span(date(2026, 9, 16), date(2027, 10, 31)), BY_DAY) == Money.baht(15 + 365 + 30)
    assert price_of(Span(date(2025, 10, 1), date(2026, 9, 30)), Terms(MONTHLY)) == Money.baht(360)


@given(positions, amounts, terms, days)
@settings(max_examples=100)
def test_no_satang_is_lost(position, amount, terms, day):
    covered = cover(position, amount, terms, day)
    assert covered.to_dues + covered.to_advance == amount
    assert covered.to_dues >= ZERO
    assert covered.to_advance >= ZERO
    assert Money.sum(part for _, part in covered.by_year) == amount
    assert all(part > ZERO for _, part in covered.by_year)
    assert covered.after.paid_to >= position.paid_to


@given(positions, amounts, amounts, terms, days)
@settings(max_examples=100)
def test_paying_more_never_covers_less(position, one, other, terms, day):
    small, large = sorted([one, other])
    less, more = (cover(position, amount, terms, day).after for amount in (small, large))
    assert (less.paid_to, less.part) <= (more.paid_to, more.part)


@given(st.dates(date(2021, 1, 1), date(2026, 8, 1)), terms, days)
@settings(max_examples=100)
def test_paying_the_arrears_covers_the_months_that_have_ended_and_nothing_more(paid_to, terms, day):
    position = Position(paid_to)
    found = owed(position, terms, day)
    if not found.arrears:
        return
    after = cover(position, found.arrears, terms, day).after
    left = owed(after, terms, day)
    assert left.arrears == ZERO
    assert after.part == ZERO
    assert left.this_month == found.this_month
    leap = Money.baht(2) + Money(1)  # a past year as a whole costs 360, though 358 would meet its months
    if found.arrears > leap:
        assert owed(cover(position, found.arrears - leap, terms, day).after, terms, day).arrears > ZERO


@given(st.dates(date(2025, 10, 1), date(2026, 8, 1)), st.sampled_from([DAILY, MONTHLY, YEARLY, QUARTERLY]))
@settings(max_examples=50)
def test_month_by_month_comes_to_the_same_as_the_rest_of_the_year(entry, plan):
    kind, position = Terms(plan), Position(entry - timedelta(days=1))
    rest = owed(position, kind, entry).this_year
    assert cover(position, rest, kind, entry).after == Position(date(2026, 9, 30))
