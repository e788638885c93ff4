"""Advances to officers by their rules: what keeps one from being given or cleared, and how late it is."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_book
from welfare_desk.ledger.advances import (
    Advance,
    Age,
    Clearing,
    Spent,
    age_of,
    clearing_entry,
    given_entry,
    problems_of_clearing,
)
from welfare_desk.ledger.entries import Series
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import accounts

GIVEN = Advance(1, "นายก้อน", "ประชุมใหญ่", date(2026, 1, 5), date(2026, 1, 31), "welfare", Money.baht(1000))
BILLS = Clearing(date(2026, 1, 20), (Spent("5305", Money.baht(800)),), Money.baht(200), "1101", "ใบเสร็จ 2 ใบ")


@pytest.fixture(scope="module")
def chart(tmp_path_factory):
    desk = a_book(tmp_path_factory.mktemp("book"))
    found = desk.ask(accounts.chart)
    desk.book.close()
    return found


@pytest.mark.parametrize(
    ("today", "age"),
    [
        ("2026-01-31", Age.NOT_DUE), ("2026-02-01", Age.UP_TO_30), ("2026-03-02", Age.UP_TO_30),
        ("2026-03-03", Age.UP_TO_60), ("2026-04-01", Age.UP_TO_60), ("2026-04-02", Age.UP_TO_90),
        ("2026-05-01", Age.UP_TO_90), ("2026-05-02", Age.OVER_90),
    ],
)  # fmt: skip
def test_the_age_counts_from_the_day_it_should_have_been_cleared(today, age):
    assert age_of(GIVEN.due_day, date.fromisoformat(today)) is age


def test_what_is_wrong_with_an_advance_is_named_at_once():
    assert GIVEN.problems() == []
    wrong = replace(GIVEN, holder=" ", purpose="", amount=ZERO, due_day=date(2026, 1, 1))
    assert [each.field for each in wrong.problems()] == ["holder", "purpose", "amount", "due_day"]


def test_what_is_wrong_with_a_clearing_is_named_at_once(chart):
    def codes(left, **changed):
        found = problems_of_clearing(GIVEN, Money.baht(left), replace(BILLS, **changed), chart)
        return [each.code for each in found]

    assert codes(1000) == []
    assert codes(999) == ["advance.too_much"]
    assert codes(1000, day=date(2026, 1, 4)) == ["advance.before"]
    assert codes(1000, spent=(), returned=ZERO) == ["advance.nothing"]
    assert codes(1000, returned=Money.baht(-5)) == ["advance.nothing"]
    assert codes(1000, spent=(Spent("1111", Money.baht(1)),)) == ["advance.expense"]
    assert codes(1000, spent=(Spent("9999", ZERO),)) == ["advance.expense", "payment.no_amount"]


def test_what_is_posted():
    given, cleared = given_entry(GIVEN, "1101"), clearing_entry(GIVEN, BILLS)
    assert (given.series, given.payee) == (Series.PAYMENT, "นายก้อน")
    assert [(line.account, line.amount.plain()) for line in given.postings] == [
        ("1204", "1000.00"),
        ("1101", "-1000.00"),
    ]
    assert cleared.series is Series.RECEIPT
    assert cleared.memo.endswith("ใบเสร็จ 2 ใบ")
    assert [(line.account, line.amount.plain()) for line in cleared.postings] == [
        ("5305", "800.00"), ("1101", "200.00"), ("1204", "-1000.00"),
    ]  # fmt: skip
    assert clearing_entry(GIVEN, replace(BILLS, returned=ZERO)).series is Series.GENERAL
