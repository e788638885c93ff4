"""What is owed on a loan on a day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coop.lent import LENT, TERMS, a_loan, accrued, drawn, repaid, version
from welfare_desk.coop.holdings import Act
from welfare_desk.coop.interest import DayCount
from welfare_desk.coop.loan_history import LoanHistory, LoanMove, On
from welfare_desk.coop.loan_terms import Due, Method
from welfare_desk.coop.loans import (
    Debt,
    is_broken,
    next_instalments,
    position,
    problems_of_payment,
    split,
)
from welfare_desk.money import ZERO, Money

JAN, FEB, MARCH, APRIL, MAY = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30),
                               date(2026, 5, 31))  # fmt: skip


def owed(loan, day):
    found = position(loan, day).owed
    return found.principal.text(), found.interest.text(), found.penalty.text()


def test_interest_runs_from_the_day_on_which_the_money_was_paid_out():
    loan = a_loan()
    assert owed(loan, LENT) == ("12,000.00", "0.00", "0.00")
    assert owed(loan, date(2026, 1, 2)) == ("12,000.00", "2.40", "0.00")
    assert owed(loan, JAN) == ("12,000.00", "72.00", "0.00")
    assert owed(loan, date(2025, 12, 31)) == ("0.00", "0.00", "0.00")


def test_a_payment_stops_interest_on_its_own_day():
    loan = a_loan(repaid(date(2026, 1, 11), principal=6_000, interest=24))
    assert owed(loan, date(2026, 1, 11)) == ("6,000.00", "0.00", "0.00")
    assert owed(loan, date(2026, 1, 21)) == ("6,000.00", "12.00", "0.00")


def test_interest_on_the_books_is_owed_once():
    loan = a_loan(accrued(JAN, 72), repaid(FEB, principal=1_000, interest="67.20", accrued=72))
    at = position(loan, JAN)
    assert (at.owed.interest, at.accrued, at.to_accrue) == (Money.baht(72), Money.baht(72), ZERO)
    at = position(loan, FEB)
    assert (at.owed.interest, at.accrued, at.earned) == (ZERO, ZERO, Money.baht("139.20"))


def test_what_the_books_lack_is_accrued():
    loan = a_loan(accrued(JAN, 72))
    assert position(loan, FEB).to_accrue == Money.baht("67.20")


def test_a_loan_taken_in_with_interest_owes_that_too():
    opening = LoanMove(LENT, On.ACCRUED, Act.OPENING, Money.baht(50))
    assert position(a_loan(opening), JAN).owed.interest == Money.baht(122)


def test_waived_and_written_off_interest_is_owed_no_more():
    waived = LoanMove(JAN, On.ACCRUED, Act.WAIVE, -Money.baht(30))
    given_up = LoanMove(JAN, On.ACCRUED, Act.WRITE_OFF, -Money.baht(20))
    assert position(a_loan(accrued(JAN, 72), waived, given_up), JAN).owed.interest == Money.baht(22)


def test_an_instalment_is_missed_on_the_day_after_it_fell_due():
    loan = a_loan()
    assert position(loan, JAN).unmet == ()
    assert position(loan, JAN).due == Debt(Money.baht(1_000), Money.baht(72))
    at = position(loan, date(2026, 2, 1))
    assert [each.number for each in at.unmet] == [1]
    assert (at.first_unpaid_due, at.overdue) == (JAN, Money.baht(1_000))
    assert position(loan, LENT).first_unpaid_due is None


def test_a_payment_ahead_meets_the_instalments_that_it_covers():
    loan = a_loan(repaid(date(2026, 1, 15), principal=2_500))
    assert position(loan, date(2026, 3, 1)).unmet == ()
    at = position(loan, date(2026, 4, 1))
    assert [each.number for each in at.unmet] == [3]
    assert at.overdue == Money.baht(500)
    assert position(loan, JAN).due.principal == ZERO
    assert [each.number for each in next_instalments(loan, position(loan, JAN))] == list(range(3, 13))


def test_a_settled_loan_owes_nothing_and_misses_nothing():
    loan = a_loan(repaid(JAN, principal=12_000, interest=72))
    at = position(loan, date(2027, 1, 1))
    assert (at.owed.total, at.unmet, at.overdue, at.due.total) == (ZERO, (), ZERO, ZERO)
    assert next_instalments(loan, at) == []


def test_after_more_than_three_missed_instalments_nothing_is_accrued():
    loan = a_loan()
    third, fourth = position(loan, date(2026, 4, 1)), position(loan, date(2026, 5, 1))
    assert (len(third.unmet), third.is_stopped) == (3, False)
    assert (len(fourth.unmet), fourth.is_stopped, fourth.to_accrue) == (4, True, ZERO)
    assert fourth.owed.interest > ZERO
    assert not position(a_loan(stop_after=4), date(2026, 5, 1)).is_stopped


# Instalments of interest alone


def test_an_instalment_of_interest_alone_is_met_by_interest():
    loan = a_loan(method=Method.BULLET)
    assert [each.number for each in position(loan, date(2026, 2, 1)).unmet] == [1]
    paid = a_loan(repaid(JAN, interest=72), method=Method.BULLET)
    assert position(paid, date(2026, 2, 1)).unmet == ()
    assert [each.number for each in position(paid, date(2026, 3, 1)).unmet] == [2]
    assert len(next_instalments(paid, position(paid, date(2026, 2, 1)))) == 11


def test_less_principal_owes_less_interest_than_the_schedule_says():
    loan = a_loan(
        repaid(date(2026, 1, 11), principal=6_000, interest=24), repaid(JAN, interest=24), method=Method.BULLET
    )
    assert position(loan, date(2026, 2, 1)).unmet == ()


def test_nothing_is_missed_where_nothing_falls_due():
    loan = a_loan(moratorium=2)
    assert position(loan, date(2026, 3, 1)).unmet == ()


# Penalties


def test_a_penalty_runs_on_principal_past_its_day():
    loan = a_loan(penalty_rate=365_000)  # 1,000 baht late: a baht a day
    assert position(loan, date(2026, 2, 10)).owed.penalty == Money.baht(10)
    assert position(loan, date(2026, 3, 10)).owed.penalty == Money.baht(28 + 20)
    paid = a_loan(repaid(date(2026, 2, 10), principal=1_000, interest=96, penalty=10), penalty_rate=365_000)
    assert position(paid, FEB).owed.penalty == ZERO
    assert position(paid, date(2026, 3, 2)).owed.penalty == Money.baht(2)


def test_a_penalty_that_is_waived_is_owed_no_more():
    waived = LoanMove(date(2026, 2, 10), On.PENALTY, Act.WAIVE, -Money.baht(4))
    assert position(a_loan(waived, penalty_rate=365_000), date(2026, 2, 10)).owed.penalty == Money.baht(6)
    too_much = LoanMove(date(2026, 2, 10), On.PENALTY, Act.WAIVE, -Money.baht(40))
    assert position(a_loan(too_much, penalty_rate=365_000), date(2026, 2, 10)).owed.penalty == ZERO


def test_a_penalty_is_never_on_more_than_is_owed():
    loan = a_loan(repaid(date(2026, 1, 5), principal=11_900), penalty_rate=365_000)
    assert position(loan, date(2027, 1, 10)).owed.penalty == Money.baht(1)


# New terms


def test_a_new_rate_holds_from_its_day():
    later = version(replace(TERMS, rate=36_500, start=JAN, first_due=FEB, instalments=11, is_rescheduled=True))
    loan = a_loan(later=(later,))
    assert owed(loan, FEB) == ("12,000.00", "105.60", "0.00")  # 30 × 2.40 + 28 × 1.20
    at = position(loan, date(2026, 3, 1))
    assert is_broken(loan, at)
    assert not is_broken(loan, position(loan, FEB))
    assert not is_broken(a_loan(), position(a_loan(), MARCH))


def test_new_terms_at_the_same_rate_break_no_stretch():
    terms = replace(TERMS, principal=Money.baht("1000.01"), rate=1_000)
    split_ = LoanHistory((version(terms), version(replace(terms, start=JAN, first_due=FEB))), (drawn("1000.01"),))
    whole = LoanHistory((version(terms),), (drawn("1000.01"),))
    assert [position(each, FEB).earned for each in (split_, whole)] == [position(whole, FEB).earned] * 2


def test_a_penalty_stops_where_new_terms_forgive_the_delay():
    later = version(replace(TERMS, start=FEB, first_due=MARCH, instalments=11, penalty_rate=365_000))
    loan = a_loan(later=(later,), penalty_rate=365_000)
    assert position(loan, FEB).owed.penalty == Money.baht(28)
    assert position(loan, MARCH).owed.penalty == Money.baht(28)
    assert position(loan, date(2026, 4, 1)).owed.penalty > Money.baht(28)


def test_interest_that_was_owed_before_is_asked_for_first():
    later = version(
        replace(TERMS, start=JAN, first_due=FEB, instalments=11, carried=Money.baht(72), method=Method.BULLET)
    )
    loan = a_loan(repaid(FEB, interest="139.20"), later=(later,))
    assert position(loan, date(2026, 3, 1)).unmet == ()
    short = a_loan(repaid(FEB, interest="139.19"), later=(later,))
    assert len(position(short, date(2026, 3, 1)).unmet) == 1


# Flat


def test_flat_interest_is_earned_by_the_days_of_each_instalment():
    loan = a_loan(method=Method.FLAT, rate=120_000)  # 120 a month
    assert position(loan, date(2026, 1, 16)).owed.interest == Money.baht(60)  # 15 of 30 days
    assert position(loan, JAN).owed.interest == Money.baht(120)
    assert position(loan, date(2026, 2, 14)).owed.interest == Money.baht(180)
    assert position(loan, date(2027, 6, 1)).owed.interest == Money.baht(1_440)


def test_flat_interest_stops_with_the_last_principal():
    loan = a_loan(
        repaid(date(2026, 2, 14), principal=12_000, interest=180), method=Method.FLAT, rate=120_000, carried=Money(7)
    )
    assert position(loan, date(2026, 6, 1)).owed.interest == ZERO


def test_a_flat_loan_that_is_not_paid_out_earns_nothing():
    loan = LoanHistory((version(replace(TERMS, method=Method.FLAT, moratorium=1)),), ())
    assert position(loan, MAY).earned == ZERO
    penal = LoanHistory((version(replace(TERMS, penalty_rate=1)),), ())
    assert position(penal, MAY).owed == Debt()


def test_a_flat_loan_with_a_moratorium_earns_over_the_waiting_time():
    loan = a_loan(method=Method.FLAT, rate=120_000, moratorium=1)
    assert position(loan, FEB).owed.interest == Money.baht(240)


# Payments


def test_a_payment_goes_by_the_order_of_the_product():
    asked = Debt(Money.baht(1_000), Money.baht(72), Money.baht(10))
    usual = (Due.PENALTY, Due.INTEREST, Due.PRINCIPAL)
    assert split(Money.baht(50), asked, usual) == Debt(ZERO, Money.baht(40), Money.baht(10))
    assert split(Money.baht(5), asked, usual) == Debt(ZERO, ZERO, Money.baht(5))
    assert split(Money.baht(50), asked, usual[::-1]) == Debt(Money.baht(50))
    assert split(Money.baht(9_999), asked, usual).total == asked.total


@pytest.mark.parametrize(("satang", "codes"), [(0, ["payment.no_amount"]), (108_201, ["loan.too_much"]), (1, [])])
def test_what_is_taken_is_above_nothing_and_not_above_what_settles(satang, codes):
    asked = Debt(Money.baht(1_000), Money.baht(72), Money.baht(10))
    assert [each.code for each in problems_of_payment(Money(satang), asked)] == codes


# Lives


PAYMENTS = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 200_000)), max_size=15)


@settings(max_examples=400, deadline=None)
@given(PAYMENTS, st.sampled_from([DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL, DayCount.THIRTY_360]))
def test_a_life_of_payments_leaves_the_interest_of_the_balances(payments, count):
    """Reckon day by day in exact parts: never further off than half a satang a stretch."""
    loan, day, exact = a_loan(count=count), LENT, Decimal(0)
    for days, satang in payments:
        before = position(loan, day).owed.principal
        there = day + timedelta(days=days)
        exact += _exact(before.satang, day, there, count)
        day = there
        asked = position(loan, day).owed
        parts = split(Money(min(satang, asked.total.satang)), asked, TERMS.order)
        moves = repaid(day, parts.principal.plain(), parts.interest.plain())
        loan = LoanHistory(loan.versions, (*loan.moves, *moves))
    at = position(loan, day)
    assert abs(at.earned.satang - exact) <= Decimal(len(payments)) / 2 + 1
    assert at.owed.principal >= ZERO
    assert at.owed.interest >= ZERO
    assert at.overdue <= at.owed.principal


def _exact(satang, first, last, count):
    total, day = Decimal(0), first
    if count is DayCount.THIRTY_360:
        days = (last.year - first.year) * 360 + (last.month - first.month) * 30 + min(last.day, 30) - min(first.day, 30)
        return Decimal(satang) * 73_000 * days / 360 / 1_000_000
    while day < last:
        base = 366 if count is DayCount.ACTUAL_ACTUAL and day.year % 4 == 0 else 365
        total += Decimal(satang) * 73_000 / base / 1_000_000
        day += timedelta(days=1)
    return total


def test_two_payments_of_one_day_are_one_change():
    loan = a_loan(repaid(date(2026, 1, 11), principal=3_000), repaid(date(2026, 1, 11), principal=3_000, interest=24))
    assert owed(loan, date(2026, 1, 21)) == ("6,000.00", "12.00", "0.00")
