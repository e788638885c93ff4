"""Monetary-unit samples: the factors of the tables, what is drawn, what errors mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ledger.sampling import (
    CONFIDENCES,
    AmountError,
    Drawn,
    Projection,
    chosen,
    drawn,
    factor,
    interval,
    projection,
    start,
)
from welfare_desk.money import Money

amounts = st.lists(st.integers(0, 10**7).map(Money), max_size=60)
aparts = st.integers(1, 10**6).map(Money)


@pytest.mark.parametrize(
    ("confidence", "factors"),
    [
        (95, ("3.00", "4.75", "6.30", "7.76", "9.16", "10.52")),
        (90, ("2.31", "3.89", "5.33", "6.69", "8.00", "9.28")),
        (80, ("1.61", "3.00", "4.28", "5.52")),
        (99, ("4.61", "6.64", "8.41", "10.05")),
    ],
)
def test_the_factors_are_those_of_the_tables(confidence, factors):
    assert tuple(str(factor(errors, confidence)) for errors in range(len(factors))) == factors


def test_a_sample_by_hand():
    apart = interval(Money.baht(30_000), 95)
    assert apart == Money.baht(10_000)
    first = start(7, Money(100))
    assert 1 <= first <= 100
    items = [Money(60), Money(100), Money(250), Money(40)]
    chosen = drawn(items, Money(100), 7)
    points = range(first, 451, 100)
    assert sum(each.hits for each in chosen) == len(points)
    assert {each.at for each in chosen} >= {1, 2}  # as large as the distance
    assert drawn(items, Money(100), 7) == chosen


@given(amounts, aparts, st.integers(0, 10**6))
def test_every_chosen_satang_lies_in_one_item_and_large_items_are_never_missed(items, apart, seed):
    chosen = drawn(items, apart, seed)
    total = sum(each.satang for each in items)
    points = 0 if total < start(seed, apart) else (total - start(seed, apart)) // apart.satang + 1
    assert sum(each.hits for each in chosen) == points
    assert {at for at, each in enumerate(items) if each >= apart} <= {each.at for each in chosen}
    assert all(isinstance(each, Drawn) and each.hits > 0 for each in chosen)


def test_errors_by_hand():
    """Interval 10,000 at 95 %: nothing found leaves 30,000; half of a voucher of 1,000 adds 1.75 x 5,000."""
    apart = Money.baht(10_000)
    assert projection([], apart, 95) == Projection(Money(0), Money.baht(30_000))
    half = AmountError(Money.baht(1_000), Money.baht(500))
    assert projection([half], apart, 95) == Projection(Money.baht(5_000), Money.baht(38_750))
    tenth = AmountError(Money.baht(2_000), Money.baht(1_800))
    assert projection([tenth, half], apart, 95) == Projection(Money.baht(6_000), Money.baht(40_300))
    large = AmountError(Money.baht(12_000), Money.baht(11_000))
    assert projection([large], apart, 95) == Projection(Money.baht(1_000), Money.baht(31_000))
    under = AmountError(Money.baht(1_000), Money.baht(1_100))
    assert projection([under], apart, 95) == Projection(Money.baht(-1_000), Money.baht(30_000))


@given(st.sampled_from(CONFIDENCES), st.integers(0, 12))
def test_more_errors_and_more_confidence_mean_more(confidence, errors):
    assert factor(errors + 1, confidence) > factor(errors, confidence) > Decimal(errors)
    assert confidence == CONFIDENCES[-1] or factor(errors, CONFIDENCES[-1]) > factor(errors, confidence)


def test_so_many_are_chosen_by_a_number_and_one_more_in_the_list_moves_no_other():
    keys = [f"{at:05}" for at in range(200)]
    taken = chosen(keys, 20, 2026)
    assert taken == sorted(taken)
    assert len(set(taken)) == 20
    assert taken == chosen(keys, 20, 2026) != chosen(keys, 20, 2027)
    assert len(set(taken) - set(chosen([*keys, "99999"], 20, 2026))) <= 1
    assert chosen(keys, 999, 1) == keys
