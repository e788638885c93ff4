"""Samples that count deviations, against the distribution written out with whole numbers."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ledger.attribute_sampling import at_most, sample_size, tolerable_count, upper_count


def by_hand(found, deviating, population, sample):
    ways = sum(comb(deviating, count) * comb(population - deviating, sample - count) for count in range(found + 1))
    return Fraction(ways, comb(population, sample))


@st.composite
def samples(draw):
    population = draw(st.integers(1, 120))
    deviating, sample = draw(st.integers(0, population)), draw(st.integers(0, population))
    return draw(st.integers(0, sample)), deviating, population, sample


@given(samples())
def test_the_chance_is_that_of_the_distribution(given_):
    assert abs(Fraction(at_most(*given_)) - by_hand(*given_)) < Fraction(1, 10**30)


@pytest.mark.parametrize(
    ("population", "tolerable", "confidence", "expected"),
    [(1_000, "5", 95, 0), (500, "5", 95, 1), (200, "10", 90, 0), (50, "2", 99, 0), (10, "50", 80, 2)],
)
def test_the_size_is_the_smallest_that_shows_it(population, tolerable, confidence, expected):
    size = sample_size(population, Decimal(tolerable), confidence, expected)
    deviating, risk = tolerable_count(population, Decimal(tolerable)), Fraction(100 - confidence, 100)
    assert by_hand(expected, deviating, population, size) <= risk or size == population
    assert by_hand(expected, deviating, population, size - 1) > risk


def test_sizes_worked_by_hand():
    # 20 items, of which 10 may deviate: C(10,4)/C(20,4) = 210/4845 = 4.3 %, C(10,3)/C(20,3) = 120/1140 = 10.5 %
    assert sample_size(20, Decimal(50), 95) == 4
    assert sample_size(0, Decimal(5), 95) == 0
    assert sample_size(3, Decimal(1), 99) == 3  # one of three can only be ruled out by all of them
    assert tolerable_count(1_000, Decimal("0.05")) == 1


@given(samples(), st.sampled_from((80, 90, 95, 99)))
def test_more_than_the_upper_limit_would_hardly_have_shown_so_few(given_, confidence):
    found, deviating, population, sample = given_
    if found > deviating or sample - found > population - deviating:
        return  # such a sample cannot be drawn
    upper, risk = upper_count(population, sample, found, confidence), Fraction(100 - confidence, 100)
    assert found <= upper <= population - (sample - found)
    if upper < population - (sample - found):
        assert by_hand(found, upper + 1, population, sample) <= risk


def test_a_whole_look_leaves_no_doubt():
    assert upper_count(40, 40, 3, 95) == 3
    assert upper_count(40, 0, 0, 95) == 40
