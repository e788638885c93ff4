"""Money shared among members: to the satang, in proportion, and never more or less than was resolved."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.coop.dividends import (
    MemberShare,
    ShareOf,
    dividends,
    entitled,
    rate_of_dividend,
    refund_at_rate,
    refunds,
    total_at_rate,
)
from welfare_desk.money import ZERO, Money


def test_a_dividend_is_shared_by_share_months():
    # 10,000 baht held the whole year, 10,000 from July on: at 6 per cent 600 and 300
    months = {"0001": 1_000_000 * 12, "0002": 1_000_000 * 6}
    total = total_at_rate(months, 60_000)
    assert total == Money.baht(900)
    assert [(each.member, each.amount) for each in dividends(total, months)] == [
        ("0001", Money.baht(600)), ("0002", Money.baht(300)),
    ]  # fmt: skip
    assert rate_of_dividend(total, months) == Decimal("0.06")


def test_a_satang_left_over_goes_to_the_largest_remainder_and_of_equal_ones_to_the_first_number():
    assert [each.amount.satang for each in dividends(Money(100), {"3": 1, "1": 1, "2": 1})] == [34, 33, 33]
    assert dividends(Money(100), {"3": 1, "1": 1, "2": 1})[0].member == "1"
    assert [each.amount.satang for each in dividends(Money(10), {"1": 1, "2": 2})] == [3, 7]


def test_patronage_follows_the_interest_paid_and_leaves_defaulters_out():
    paid = {"0001": Money.baht(1000), "0002": Money.baht(500), "0003": Money.baht(9), "0004": ZERO}
    counted = entitled(paid, {"0003"})
    assert counted == {"0001": Money.baht(1000), "0002": Money.baht(500)}
    total = refund_at_rate(counted, 50_000)
    assert refunds(total, counted) == (
        MemberShare("0001", ShareOf.PATRONAGE, 100_000, Money.baht(50)),
        MemberShare("0002", ShareOf.PATRONAGE, 50_000, Money.baht(25)),
    )


def test_nothing_is_shared_where_there_is_nothing_to_share_or_nobody_to_share_by():
    assert dividends(ZERO, {"1": 5}) == ()
    assert dividends(Money(5), {}) == ()
    assert dividends(Money(5), {"1": 0}) == ()
    assert rate_of_dividend(Money(5), {}) is None
    assert total_at_rate({}, 60_000) == ZERO


def test_whoever_gets_less_than_a_satang_is_not_on_the_list():
    assert [each.member for each in dividends(Money(1), {"1": 1, "2": 10})] == ["2"]


weights = st.dictionaries(st.integers(1, 9999).map("{:04}".format), st.integers(0, 10**12), max_size=60)


@given(st.integers(0, 10**11).map(Money), weights)
def test_the_parts_are_the_resolution_to_the_satang(total, months):
    parts = dividends(total, months)
    assert Money.sum(each.amount for each in parts) == (total if any(months.values()) else ZERO)
    whole = sum(months.values())
    for each in parts:
        assert abs(each.amount.satang - total.satang * months[each.member] / whole) < 1.001


@given(weights, st.integers(0, 100_000))
def test_at_a_rate_each_member_is_within_a_satang_of_the_rate(months, rate):
    found = {each.member: each.amount.satang for each in dividends(total_at_rate(months, rate), months)}
    for member, base in months.items():
        assert abs(Decimal(found.get(member, 0)) - Decimal(base) * rate / 12_000_000) <= Decimal("1.01")
