"""An entry balances in every fund or is refused, with every problem at once; a mistake is undone by its mirror."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import (
    Entry,
    EntryKind,
    Posting,
    Series,
    check,
    credit,
    debit,
    problems_of,
    reversal,
    unbalanced,
)
from welfare_desk.money import Money

DAY = date(2026, 1, 5)


def an_entry(*postings, memo="contribution"):
    return Entry(DAY, Series.RECEIPT, memo, postings or (baht(365), baht(-365, "4101")), payee="Dam")


def baht(amount, account="1101", fund="welfare"):
    return Posting(account, fund, Money.baht(amount))


def codes(entry):
    return [each.code for each in problems_of(entry)]


def test_a_debit_is_positive_and_a_credit_negative():
    assert debit("1101", "welfare", Money(5), "12") == Posting("1101", "welfare", Money(5), "12")
    assert credit("4101", "welfare", Money(5)) == Posting("4101", "welfare", Money(-5))


def test_an_entry_that_balances_is_accepted():
    check(an_entry())


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (an_entry(baht(0)), ["entry.too_few_lines", "entry.zero_line"]),
        (an_entry(memo=" "), ["entry.no_memo"]),
        (an_entry(baht(365), baht(-356)), ["entry.unbalanced"]),
        (an_entry(baht(30), baht(-30, fund="reserve")), ["entry.fund_unbalanced", "entry.fund_unbalanced"]),
    ],
)
def test_every_problem_is_found_at_once(entry, expected):
    assert codes(entry) == expected


def test_a_refusal_names_the_difference():
    with pytest.raises(RuleError) as refused:
        check(an_entry(baht(365), baht(-356)))
    assert [each.params for each in refused.value.problems] == [{"difference": Money.baht(9)}]


postings = st.builds(
    Posting,
    st.sampled_from(["1101", "4101"]),
    st.sampled_from(["welfare", "reserve"]),
    st.integers(-5, 5).map(Money),
)


@given(st.lists(postings, max_size=8))
def test_lines_balance_exactly_when_each_fund_adds_up_to_nothing(lines):
    by_fund = [Money.sum(line.amount for line in lines if line.fund == fund) for fund in ("welfare", "reserve")]
    assert (not unbalanced(lines)) == (not any(by_fund))


def test_a_reversal_is_the_mirror_of_its_entry():
    entry = an_entry()
    undone = reversal("RV6901-0001", entry, date(2026, 2, 1), "entered twice")
    assert (undone.kind, undone.reverses, undone.memo) == (EntryKind.REVERSAL, "RV6901-0001", "entered twice")
    assert (undone.day, undone.series, undone.payee) == (date(2026, 2, 1), Series.GENERAL, "Dam")
    assert [replace(line, amount=-line.amount) for line in undone.postings] == list(entry.postings)
    check(undone)
