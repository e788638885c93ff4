"""Money is exact: it adds up, splits without loss, and never was a float."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.money import ZERO, Money

amounts = st.integers(-(10**13), 10**13).map(Money)
weights = st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("written", "satang"), [("365", 36500), ("0.01", 1), ("-12.5", -1250), (30, 3000), (Decimal("1e2"), 10000)]
)
def test_baht_are_read_exactly(written, satang):
    assert Money.baht(written) == Money(satang)


def test_a_part_of_a_satang_is_refused():
    with pytest.raises(ValueError, match="whole number of satang"):
        Money.baht("0.005")


@pytest.mark.parametrize(
    ("satang", "plain", "text"),
    [
        (0, "0.00", "0.00"),
        (5, "0.05", "0.05"),
        (-5, "-0.05", "-0.05"),
        (123_456_789, "1234567.89", "1,234,567.89"),
        (-100_000, "-1000.00", "-1,000.00"),
    ],
)
def test_money_is_written_for_machines_and_for_people(satang, plain, text):
    assert (Money(satang).plain(), Money(satang).text()) == (plain, text)


@given(amounts)
def test_what_is_written_is_read_back(amount):
    assert Money.baht(amount.plain()) == amount


@given(amounts, amounts)
def test_money_adds_and_takes_away(one, other):
    assert one + other - other == one
    assert one + -one == ZERO
    assert abs(one) >= ZERO
    assert (one < other) == (one.satang < other.satang)


def test_money_is_counted():
    assert Money(3000) * 12 == Money.baht(360)
    assert Money.sum([Money(1), Money(2)]) == Money(3)
    assert Money.sum([]) == ZERO
    assert not ZERO
    assert Money(-1)


@pytest.mark.parametrize(("rounding", "satang"), [(ROUND_HALF_UP, 13), (ROUND_HALF_EVEN, 12), (ROUND_DOWN, 12)])
def test_a_rate_names_its_rounding(rounding, satang):
    assert Money(250).at_rate(Decimal("0.05"), rounding) == Money(satang)


def test_shares_of_seventy_twenty_and_ten():
    assert Money.baht("100.01").share([70, 20, 10]) == (Money(7001), Money(2000), Money(1000))


def test_of_equal_remainders_the_earlier_part_gets_the_satang():
    assert Money(10).share([1, 1, 1]) == (Money(4), Money(3), Money(3))


@given(amounts, weights)
def test_shares_add_up_and_none_is_a_satang_away_from_its_due(amount, parts):
    shares = amount.share(parts)
    assert Money.sum(shares) == amount
    total = sum(parts)
    for share, weight in zip(shares, parts, strict=True):
        assert abs(share.satang * total - amount.satang * weight) < total


@given(amounts, weights)
def test_a_debt_is_shared_as_its_mirror(amount, parts):
    assert tuple(-share for share in amount.share(parts)) == (-amount).share(parts)


@pytest.mark.parametrize("parts", [[], [0, 0], [2, -1]])
def test_weights_that_mean_nothing_are_refused(parts):
    with pytest.raises(ValueError, match="weights"):
        Money(100).share(parts)
