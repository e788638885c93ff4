"""A book opens with balances that balance in each fund, and says where a slip most likely is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_line
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.ledger.entries import Series, unbalanced
from welfare_desk.ledger.openings import (
    OpeningLine,
    likeliest_slip,
    opening_entry,
    problems_of_opening,
    with_funds,
)
from welfare_desk.money import Money
from welfare_desk.resource import resource

CHART = {each.code: each for each in read_chart(resource("charts", "welfare_fund.tsv").read_text(encoding="utf-8"))}
DAY = date(2025, 10, 1)


def lines(*texts):
    read = [text.split() for text in texts]
    return [OpeningLine(account, Money.baht(amount), *fund) for account, amount, *fund in read]


def written(postings):
    return [f"{p.account} {p.fund} {p.amount.plain()}" for p in postings]


def test_cash_follows_the_fund_balances():
    postings, found = with_funds(lines("1101 50", "1111 600", "1112 80", "3101 -500", "3201 -100", "3202 -130"), CHART)
    assert found == []
    assert written(postings) == [
        "1101 welfare 50.00",
        "1111 administration 50.00",  # what its own bank account does not hold
        "1111 reserve 100.00",
        "1111 welfare 450.00",
        "1112 administration 80.00",
        "3101 welfare -500.00",
        "3201 reserve -100.00",
        "3202 administration -130.00",
    ]


def test_a_file_that_names_funds_keeps_them():
    postings, found = with_funds(lines("1111 100 reserve", "3201 -100 reserve"), CHART)
    assert (written(postings), found) == (["1111 reserve 100.00", "3201 reserve -100.00"], [])


@pytest.mark.parametrize(
    ("given_lines", "fund"),
    [
        (("1101 40", "1501 60", "3201 -100"), "reserve"),  # not enough cash
        (("1111 100 reserve", "3101 -100 welfare"), "reserve"),  # its own lines do not balance
        (("1111 100", "1111 20 reserve", "3101 -120"), "reserve"),  # more money than the fund accounts for
    ],
)
def test_a_fund_that_cannot_be_covered_is_named(given_lines, fund):
    _, found = with_funds(lines(*given_lines), CHART)
    assert [(each.code, each.params["fund"]) for each in found] == [("opening.fund_short", fund)]


@given(
    st.lists(st.integers(1, 10**9), min_size=3, max_size=3),
    st.lists(st.integers(0, 10**8), min_size=3, max_size=3),
)
def test_whatever_is_covered_balances_in_each_fund(cash, balances):
    total = sum(cash) - sum(balances)
    given_lines = [OpeningLine(a, Money(s)) for a, s in zip(("1101", "1111", "1112"), cash, strict=True)]
    given_lines += [OpeningLine(a, Money(-s)) for a, s in zip(("3201", "3202", "3203"), balances, strict=True)]
    given_lines.append(OpeningLine("3101", Money(-total)))
    postings, found = with_funds(given_lines, CHART)
    assert bool(found) == (total < 0)
    assert bool(unbalanced(postings)) == bool(found)
    for account, satang in zip(("1101", "1111", "1112"), cash, strict=True):
        assert sum(p.amount.satang for p in postings if p.account == account) == satang


def test_given_again_only_the_difference_is_opened():
    standing = [a_line("1101 welfare 100"), a_line("3101 welfare -100")]
    target = [a_line("1101 welfare 130"), a_line("3101 welfare -130")]
    entry = opening_entry(DAY, "Opening", target, standing)
    assert entry is not None
    assert entry.series is Series.OPENING
    assert written(entry.postings) == ["1101 welfare 30.00", "3101 welfare -30.00"]
    assert opening_entry(DAY, "Opening", target, target) is None


def test_what_keeps_a_book_from_opening_is_said_at_once():
    given_lines = lines("1101 100", "9999 -30", "4101 -60")
    found = problems_of_opening(given_lines, CHART, starts_inside_year=False)
    assert [each.code for each in found] == [
        "opening.unbalanced",
        "opening.unknown_account",
        "opening.result_account",
    ]
    assert problems_of_opening(lines("1101 60", "4101 -60"), CHART, starts_inside_year=True) == []


@pytest.mark.parametrize(
    ("given_lines", "slip"),
    [
        (("1101 100", "1111 25", "3101 -100"), "1111"),  # left out on the other side
        (("1101 100", "1111 25", "3101 -75"), "1111"),  # on the wrong side
        (("1101 1540", "1111 30", "3101 -1480"), "1101"),  # 1450 written as 1540
        (("1101 1000", "1111 25", "3101 -125"), "1101"),  # 100.00 written as 1000
        (("1101 1", "1111 25", "3101 -125"), "1101"),  # 100.00 written as 1
        (("1101 100", "1111 100", "3101 -193.37"), ""),
    ],
)
def test_the_likeliest_slip_is_named(given_lines, slip):
    read = lines(*given_lines)
    assert likeliest_slip(read, Money.sum(each.amount for each in read)) == slip
