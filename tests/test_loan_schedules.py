"""Thousands of schedules of loans against an independent implementation, and what always holds of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy_financial as npf
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.coop.interest import DayCount
from welfare_desk.coop.loan_terms import LoanTerms, Method, usual_first_due
from welfare_desk.coop.schedules import equal_instalment, schedule, total_interest
from welfare_desk.money import ZERO, Money

SATANG = Money(1)

LOANS = st.fixed_dictionaries(
    {
        "satang": st.integers(10**4, 10**10),
        "rate": st.integers(1_000, 300_000),
        "times": st.integers(1, 360),
    }
)


def monthly(loan, method, unit=SATANG):
    """Terms whose every period is a month of 30 days of 360: what the textbook formula speaks of."""
    return LoanTerms(
        Money(loan["satang"]), loan["rate"], date(2026, 1, 15), date(2026, 2, 15), loan["times"], method,
        DayCount.THIRTY_360, due_day=15, unit=unit,
    )  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(LOANS)
def test_equal_instalments_agree_with_numpy_financial(loan):
    period = loan["rate"] / 12e6
    theirs = -npf.pmt(period, loan["times"], loan["satang"])
    ours = equal_instalment(Money(loan["satang"]), loan["rate"], 1, loan["times"], SATANG)
    assert -0.01 <= ours.satang - theirs <= 1.01  # up to the satang above


@settings(max_examples=1000, deadline=None)
@given(LOANS, st.integers(1, 360))
def test_every_line_agrees_with_numpy_financial(loan, at):
    """The satang of rounding up each instalment adds up with interest; no line is further off than that."""
    rows = schedule(monthly(loan, Method.EQUAL_INSTALMENT))
    at = 1 + at % len(rows)
    period = loan["rate"] / 12e6
    grown = ((1 + period) ** at - 1) / period  # of one satang more in each instalment, half a satang of rounding
    theirs = -npf.ppmt(period, at, loan["times"], loan["satang"])
    if at < len(rows):
        assert abs(rows[at - 1].principal.satang - theirs) <= 2 * grown + 2
        assert abs(rows[at - 1].interest.satang + npf.ipmt(period, at, loan["times"], loan["satang"])) <= 2 * grown + 2


@settings(max_examples=500, deadline=None)
@given(LOANS)
def test_what_is_owed_agrees_with_the_future_value(loan):
    rows = schedule(monthly(loan, Method.EQUAL_INSTALMENT))
    half = len(rows) // 2
    paid = rows[0].amount.satang
    period = loan["rate"] / 12e6
    left = loan["satang"] - sum(each.principal.satang for each in rows[:half])
    theirs = -npf.fv(period, half, -paid, loan["satang"])
    if half and half < len(rows) - 1:
        assert abs(left - theirs) <= ((1 + period) ** half - 1) / period + 1


@settings(max_examples=1000, deadline=None)
@given(
    LOANS,
    st.sampled_from(Method),
    st.sampled_from(DayCount),
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
    st.sampled_from([1, 100, 1_000, 10_000]),
    st.integers(1, 31),
)
def test_principal_adds_up_and_interest_is_that_of_its_days(loan, method, count, waits, unit, due_day):
    grace, moratorium = waits
    terms = replace(
        monthly(loan, method), count=count, grace=grace, moratorium=moratorium, unit=Money(unit), due_day=due_day,
        first_due=usual_first_due(date(2026, 1, 15), due_day),
    )  # fmt: skip
    if terms.problems():
        return
    rows = schedule(terms)
    assert Money.sum(each.principal for each in rows) == terms.principal
    assert all(each.principal >= ZERO and each.interest >= ZERO for each in rows)
    if method is Method.FLAT:
        exact = Decimal(loan["satang"]) * loan["rate"] * terms.instalments / 12_000_000
        assert abs(total_interest(rows).satang - exact) <= Decimal("0.5")
        return
    if count is DayCount.ACTUAL_365:
        assert total_interest(rows).satang == sum(_by_days(terms, rows))


def _by_days(terms, rows):
    """Reckon the interest of each stretch again, with Decimal."""
    left, since = Decimal(terms.principal.satang), terms.start
    for row, due in zip(rows, terms.due_days(), strict=False):
        exact = left * terms.rate * (due - since).days / Decimal(365_000_000)
        yield int((exact + Decimal("0.5")).to_integral_value("ROUND_FLOOR"))
        left, since = left - row.principal.satang, due
