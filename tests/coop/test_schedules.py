"""Schedules: against an independent implementation, against reckoning by hand, and what always holds."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.coop.interest import DayCount
from welfare_desk.coop.loan_terms import Due, LoanTerms, Method, kept_terms, terms_from, usual_first_due
from welfare_desk.coop.schedules import schedule, total_interest, usual_instalment
from welfare_desk.money import ZERO, Money

DAY = date(2026, 1, 31)
TERMS = LoanTerms(Money.baht(100_000), 60_000, DAY, date(2026, 2, 28), 12)
SATANG = Money(1)


def baht(rows):
    return [(each.due, each.principal.text(), each.interest.text()) for each in rows]


def test_equal_principal_by_hand():
    rows = schedule(replace(TERMS, principal=Money.baht(10_000), instalments=3))
    assert baht(rows) == [
        (date(2026, 2, 28), "3,334.00", "46.03"),  # 10,000 × 6 % × 28/365
        (date(2026, 3, 31), "3,334.00", "33.97"),  # 6,666 × 6 % × 31/365
        (date(2026, 4, 30), "3,332.00", "16.43"),  # 3,332 × 6 % × 30/365
    ]


def test_equal_instalments_by_hand():
    """1,200 at 12 % in three months of 1 % each: 408.03 rounded up to the baht is 409."""
    terms = replace(
        TERMS, principal=Money.baht(1_200), rate=120_000, instalments=3, method=Method.EQUAL_INSTALMENT,
        count=DayCount.THIRTY_360, due_day=30, start=date(2026, 5, 30), first_due=date(2026, 6, 30),
    )  # fmt: skip
    assert baht(schedule(terms)) == [
        (date(2026, 6, 30), "397.00", "12.00"),
        (date(2026, 7, 30), "400.97", "8.03"),
        (date(2026, 8, 30), "402.03", "4.02"),
    ]
    assert usual_instalment(terms) == Money.baht(409)
    assert total_interest(schedule(terms)) == Money.baht("24.05")


def test_flat_by_hand():
    """12,000 at 10 % flat for a year is 1,200 of interest: 1,100 a month."""
    terms = replace(TERMS, principal=Money.baht(12_000), rate=100_000, method=Method.FLAT)
    rows = schedule(terms)
    assert {(each.principal.text(), each.interest.text()) for each in rows} == {("1,000.00", "100.00")}
    bare = schedule(replace(terms, grace=2, moratorium=1, instalments=13))
    assert [each.amount.text() for each in bare[:4]] == ["0.00", "200.00", "100.00", "1,300.00"]
    assert Money.sum(each.principal for each in bare) == terms.principal


def test_all_at_the_end_with_and_without_interest_on_the_way():
    terms = replace(TERMS, method=Method.BULLET, instalments=2)
    assert baht(schedule(terms)) == [
        (date(2026, 2, 28), "0.00", "460.27"), (date(2026, 3, 31), "100,000.00", "509.59"),
    ]  # fmt: skip
    assert baht(schedule(replace(terms, pays_interest=False))) == [
        (date(2026, 2, 28), "0.00", "0.00"), (date(2026, 3, 31), "100,000.00", "969.86"),
    ]  # fmt: skip


def test_a_moratorium_then_interest_alone_then_principal():
    rows = schedule(replace(TERMS, moratorium=2, grace=1, instalments=5, carried=Money.baht(7)))
    assert [(each.principal.text(), each.interest.text()) for each in rows] == [
        ("0.00", "0.00"), ("0.00", "0.00"), ("0.00", "1,470.01"), ("50,000.00", "509.59"), ("50,000.00", "246.58"),
    ]  # fmt: skip


def test_a_loan_without_interest():
    terms = replace(TERMS, rate=0, method=Method.EQUAL_INSTALMENT, principal=Money.baht(1_000), instalments=3)
    assert [each.amount.text() for each in schedule(terms)] == ["334.00", "334.00", "332.00"]


def test_a_large_unit_ends_the_loan_early():
    rows = schedule(replace(TERMS, principal=Money.baht(250), unit=Money.baht(100)))
    assert [each.principal.text() for each in rows] == ["100.00", "100.00", "50.00"]


def test_due_days_keep_to_the_month():
    assert TERMS.due_days()[:3] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert usual_first_due(date(2026, 1, 20), 5) == date(2026, 2, 5)
    assert usual_first_due(date(2026, 1, 20), 31, 12) == date(2027, 1, 31)
    assert replace(TERMS, every=3, due_day=15).due_days()[1] == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"principal": ZERO}, "payment.no_amount"),
        ({"rate": -1}, "loan.rate"),
        ({"penalty_rate": 2_000_000}, "loan.rate"),
        ({"instalments": 0}, "loan.instalments"),
        ({"instalments": 601}, "loan.instalments"),
        ({"grace": 12}, "loan.grace"),
        ({"moratorium": -1}, "loan.grace"),
        ({"every": 0}, "loan.due_day"),
        ({"due_day": 32}, "loan.due_day"),
        ({"first_due": DAY}, "loan.first_due"),
        ({"unit": ZERO}, "loan.unit"),
    ],
)
def test_what_keeps_a_schedule_from_being_made(change, code):
    assert code in [each.code for each in replace(TERMS, **change).problems()]


def test_terms_are_read_as_they_were_written():
    terms = replace(
        TERMS, method=Method.BULLET, count=DayCount.THIRTY_360, carried=Money(5), is_rescheduled=True,
        order=(Due.PRINCIPAL, Due.INTEREST, Due.PENALTY), pays_interest=False,
    )  # fmt: skip
    assert terms.problems() == []
    assert terms_from(terms.as_mapping(), DAY) == (terms, [])
    assert kept_terms(terms.as_mapping(), terms.start, terms.first_due) == terms


def test_what_cannot_be_read_names_its_place():
    given_ = {
        "rate": "8", "start": "yesterday", "method": "guess", "order": ["penalty"], "principal": -5,
        "pays_interest": 1, "instalments": True,
    }  # fmt: skip
    terms, found = terms_from(given_, DAY)
    assert {each.field for each in found} == set(given_)
    assert terms.start == DAY
    assert terms.first_due == DAY
    assert terms_from({}, DAY)[1] == []
