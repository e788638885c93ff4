"""Interest on savings, day by day and rounded once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.coop.savings_interest import (
    LastPosting,
    RatePeriod,
    SavingsMove,
    TaxedBefore,
    broken_due,
    earned,
    fixed_periods,
    interest_due,
    rounded,
    stretches,
    tax_of,
    yearly,
)
from welfare_desk.coop.savings_products import SavingsKind, SavingsProduct, Tier, TierRule
from welfare_desk.money import ZERO, Money

TWO = SavingsProduct("ORD", "ออมทรัพย์", rate=20_000)
THREE = replace(TWO, rate=30_000)
TIERS = replace(TWO, tiers=(Tier(Money.baht(1000), 30_000), Tier(Money.baht(5000), 40_000)))
FIXED = SavingsProduct("FIX", "ประจำ", kind=SavingsKind.FIXED, rate=30_000, broken_rate=10_000, term=12)
JANUARY, JUNE_END, DECEMBER_END = date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)
SINCE = (RatePeriod(date(2020, 1, 1), TWO),)


def move(day, baht, order=0):
    return SavingsMove(date.fromisoformat(day), Money.baht(baht), order)


def test_a_balance_earns_for_each_of_its_days():
    (stretch,) = stretches([move("2026-01-01", 10_000)], SINCE, JANUARY, JUNE_END)
    assert (stretch.days, stretch.balance, stretch.rate) == (181, Money.baht(10_000), Decimal("0.02"))
    assert rounded(stretch.earned) == Money.baht("99.18")  # 10,000 × 2 % × 181 / 365 = 99.178…


def test_money_earns_from_its_day_and_not_on_the_day_on_which_it_goes():
    moves = [move("2026-01-10", 3650), move("2026-01-20", -3650)]
    assert earned(moves, SINCE, JANUARY, JUNE_END) == Decimal(200)  # ten days of 0.20 baht


def test_a_new_rate_counts_from_its_day():
    periods = (RatePeriod(date(2026, 1, 11), THREE), *SINCE)
    found = stretches([move("2025-01-01", 3650)], periods, JANUARY, date(2026, 1, 20))
    assert [(each.days, each.rate) for each in found] == [(10, Decimal("0.02")), (10, Decimal("0.03"))]
    assert sum(each.earned for each in found) == Decimal(500)


def test_days_before_the_first_rate_earn_nothing():
    assert earned([move("2019-12-31", 3650)], SINCE, date(2019, 12, 31), date(2020, 1, 1)) == Decimal(20)


def test_tiers_are_for_the_whole_balance_or_for_the_part_in_them():
    whole = [yearly(TIERS, Money.baht(baht)) / 100_000_000 for baht in (500, 1000, 6000)]
    assert whole == [10, 30, 240]
    parts = replace(TIERS, tier_rule=TierRule.PART)
    in_parts = [yearly(parts, Money.baht(baht)) / 100_000_000 for baht in (500, 1000, 6000)]
    assert in_parts == [10, 20, 20 + 120 + 40]
    assert yearly(replace(parts, tiers=()), Money.baht(100)) == 200_000_000
    assert yearly(parts, Money.baht(-5)) == 0


def test_nothing_was_ever_paid_in_and_nothing_is_due():
    assert interest_due([], SINCE, None, JUNE_END) == ZERO


def test_interest_is_due_from_the_day_after_the_last_posting():
    moves = [move("2026-01-01", 10_000, 1), move("2026-06-30", "99.18", 2)]
    assert interest_due(moves[:1], SINCE, None, JUNE_END) == Money.baht("99.18")
    posted = LastPosting(JUNE_END, 2)
    assert interest_due(moves, SINCE, posted, JUNE_END) == ZERO
    assert interest_due(moves, SINCE, posted, DECEMBER_END) == Money.baht("101.82")  # 10,099.18 × 2 % × 184 / 365


def test_what_is_written_late_for_a_day_before_the_last_posting_is_made_good():
    moves = [move("2026-01-01", 3650, 1), move("2026-06-30", 10, 2), move("2026-06-21", 3650, 3)]
    posted = LastPosting(JUNE_END, 2)
    assert interest_due(moves, SINCE, posted, JUNE_END) == Money.baht(2)  # ten days of 0.20
    gone = [move("2026-01-01", 3650, 1), move("2026-06-30", 10, 2), move("2026-06-21", -3650, 3)]
    assert interest_due(gone, SINCE, posted, JUNE_END) == Money.baht(-2)


def test_a_fixed_account_keeps_its_rate_for_its_term_and_earns_less_after_it():
    periods = fixed_periods(FIXED, JANUARY, date(2027, 1, 1))
    found = stretches([move("2026-01-01", 3650)], periods, JANUARY, date(2027, 1, 10))
    assert [(each.days, each.rate) for each in found] == [(365, Decimal("0.03")), (10, Decimal("0.01"))]


def test_a_fixed_account_that_is_broken_earns_the_lower_rate_for_all_its_days():
    moves = [move("2026-01-01", 36_500)]
    assert broken_due(moves, FIXED, JANUARY, ZERO, date(2026, 4, 10)) == Money.baht(100)
    assert broken_due(moves, FIXED, JANUARY, Money.baht(180), date(2026, 4, 10)) == Money.baht(-80)


def test_tax_begins_above_the_limit_of_the_year_and_is_then_of_all_interest():
    taxed = replace(TWO, tax_rate=150_000, tax_free=Money.baht(20_000))
    none = TaxedBefore()
    assert tax_of(Money.baht(20_000), taxed, none) == ZERO
    assert tax_of(Money.baht(20_001), taxed, none) == Money.baht("3000.15")
    assert tax_of(Money.baht(100), taxed, TaxedBefore(Money.baht(19_950))) == Money.baht(100)  # never more than it
    assert tax_of(Money.baht(1000), taxed, TaxedBefore(Money.baht(30_000), Money.baht(4500))) == Money.baht(150)
    assert tax_of(Money.baht(100), TWO, none) == ZERO
    assert tax_of(ZERO, taxed, TaxedBefore(Money.baht(30_000))) == ZERO
    assert tax_of(Money.baht(10), taxed, TaxedBefore(Money.baht(30_000), Money.baht(9000))) == ZERO


days = st.integers(0, 900).map(lambda at: date(2025, 1, 1) + timedelta(days=at))


@given(st.lists(st.tuples(days, st.integers(1, 10**9)), min_size=1, max_size=8), st.integers(0, 200_000), days, days)
def test_stretches_equal_a_count_day_by_day(paid, rate, one, other):
    first, last = sorted((one, other))
    moves = [SavingsMove(day, Money(satang)) for day, satang in paid]
    product = replace(TWO, rate=rate)
    by_hand = Fraction(0)
    day = first
    while day <= last:
        balance = sum(satang for on, satang in paid if on <= day)
        by_hand += Fraction(balance * rate, 365_000_000)
        day += timedelta(days=1)
    found = earned(moves, (RatePeriod(date(2025, 1, 1), product),), first, last)
    assert abs(Fraction(found) - by_hand) < Fraction(1, 10**6)


@given(st.lists(st.tuples(days, st.integers(1, 10**8)), min_size=1, max_size=8), days)
def test_posting_in_two_goes_differs_from_one_by_rounding_alone(paid, middle):
    moves = [SavingsMove(day, Money(satang), 1) for day, satang in paid]
    last = date(2027, 12, 31)
    once = interest_due(moves, SINCE, None, last)
    early = interest_due(moves, SINCE, None, middle) if any(day <= middle for day, _ in paid) else ZERO
    late = interest_due(moves, SINCE, LastPosting(middle, 1), last)
    assert abs(once - early - late) <= Money(1)
