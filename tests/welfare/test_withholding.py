"""Tax withheld by its rules: what is kept back to the satang, what keeps a fee from being paid."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_book
from welfare_desk.ledger.entries import problems_of
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import accounts
from welfare_desk.welfare.withholding import (
    USUAL_RATES,
    Fee,
    FeeKind,
    certificate_number,
    fee_entry,
    handing_in_entry,
    rate_text,
    read_rate,
)

DAY = date(2026, 1, 5)
FEE = Fee(DAY, "นายช่าง", FeeKind.SERVICE, Money.baht("1000.50"), 300, "5319", "1101", words="ซ่อมหลังคา")


@pytest.fixture(scope="module")
def chart(tmp_path_factory):
    desk = a_book(tmp_path_factory.mktemp("book"))
    found = desk.ask(accounts.chart)
    desk.book.close()
    return found


def test_tax_is_rounded_to_the_satang_and_the_payee_gets_the_rest():
    assert (FEE.tax, FEE.net) == (Money.baht("30.02"), Money.baht("970.48"))
    assert set(USUAL_RATES) == set(FeeKind)


def test_everything_that_is_wrong_is_named_at_once(chart):
    assert FEE.problems(chart) == []
    assert replace(FEE, tax_id="1101700230708").problems(chart) == []
    wrong = replace(FEE, payee=" ", expense="1101", base=ZERO, rate=0, tax_id="1101700230709")
    assert [each.field for each in wrong.problems(chart)] == ["payee", "expense", "base", "rate", "tax_id"]
    assert [each.field for each in replace(FEE, base=Money(1)).problems(chart)] == ["rate"]
    assert [each.field for each in replace(FEE, rate=10_000, expense="9").problems(chart)] == ["expense", "rate"]


@pytest.mark.parametrize(
    ("text", "rate"),
    [("3", 300), (" 1.5 % ", 150), ("0.75", 75), ("x", None), ("1.555", None), ("", None), ("1.x", None)],
)
def test_a_rate_is_read_as_people_write_it(text, rate):
    assert read_rate(text) == rate


def test_a_rate_is_written_as_people_write_it():
    assert [rate_text(each) for each in (300, 150, 75, 1000)] == ["3", "1.5", "0.75", "10"]


def test_certificates_are_numbered_in_their_year():
    assert certificate_number(DAY, 11) == "2569-0012"


def test_what_is_posted_balances_in_each_fund():
    entry = fee_entry(FEE, (("welfare", Money.baht(1000)), ("administration", Money.baht("0.50"))))
    assert problems_of(entry) == []
    assert [(line.account, line.fund, line.amount.plain()) for line in entry.postings] == [
        ("5319", "welfare", "1000.00"), ("5319", "administration", "0.50"),
        ("1101", "welfare", "-970.00"), ("1101", "administration", "-0.48"),
        ("2104", "welfare", "-30.00"), ("2104", "administration", "-0.02"),
    ]  # fmt: skip
    tiny = fee_entry(FEE, (("welfare", Money.baht("1000.49")), ("administration", Money(1))))
    assert problems_of(tiny) == []
    handed = handing_in_entry(DAY, "1111", (("welfare", Money(3000)),), "ภ.ง.ด.3", "สรรพากร")
    assert [(line.account, line.amount.plain()) for line in handed.postings] == [("2104", "30.00"), ("1111", "-30.00")]
