"""Kinds of loans: what must be said of them, and that the ready ones can be offered."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.coop.loan_defaults import ORDINARY, READY
from welfare_desk.coop.loan_limits import with_rate_words
from welfare_desk.coop.loan_products import product_from
from welfare_desk.coop.schedules import schedule
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource


def chart_of(kind):
    text = resource("charts", f"{kind.replace('-', '_')}.tsv").read_text(encoding="utf-8")
    return {each.code: each for each in read_chart(text)}


CHART = chart_of("cooperative")
READY_PRODUCTS = [(kind, each) for kind, products in READY.items() for each in products]


@pytest.mark.parametrize(("kind", "product"), READY_PRODUCTS)
def test_a_ready_product_can_be_offered_and_lent_in_its_kind_of_book(kind, product):
    assert product.problems(chart_of(kind)) == []
    terms = product.terms(Money.baht(10_000), product.instalments, date(2026, 1, 15))
    assert terms.problems() == []
    assert Money.sum(each.principal for each in schedule(terms)) == terms.principal


@pytest.mark.parametrize(("kind", "product"), READY_PRODUCTS)
def test_a_product_is_read_as_it_was_written(kind, product):
    del kind
    assert product_from(product.as_mapping()) == (product, [])


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"code": " "}, "product.no_code", "code"),
        ({"name_th": ""}, "product.no_name", "name_th"),
        ({"account": "41010"}, "product.account", "account"),
        ({"account": "nothing"}, "product.account", "account"),
        ({"income": "41000"}, "product.income", "income"),
        ({"rate": 1_000_001}, "loan.rate", "rate"),
        ({"fee_rate": 1_000_001}, "loan.rate", "fee_rate"),
        ({"penalty_rate": -1}, "loan.rate", "penalty_rate"),
        ({"fee": Money(-1)}, "loan.fee", "fee"),
        ({"most": ZERO}, "loan.no_most", "most"),
        ({"unit": ZERO}, "loan.unit", "unit"),
        ({"instalments": 0}, "loan.instalments", "instalments"),
        ({"grace": 120}, "loan.instalments", "instalments"),
        ({"due_day": 0}, "loan.due_day", "due_day"),
    ],
)
def test_what_keeps_a_product_from_being_offered(change, code, field):
    assert (code, field) in [(each.code, each.field) for each in replace(ORDINARY, **change).problems(CHART)]


def test_what_cannot_be_read_names_its_place():
    given = {"code": 5, "most": "much", "order": "penalty", "guarantors": -1, "age_end": "old"}
    _product, found = product_from(given)
    assert {each.field for each in found} == set(given)


def test_a_product_speaks_both_languages():
    for code, words in (("th", "เงินกู้สามัญ · 6 %"), ("en", "Ordinary loan · 6 %")):
        with spoken(code):
            assert with_rate_words(ORDINARY) == words


def test_a_fee_has_a_fixed_part_and_one_by_amount():
    assert replace(ORDINARY, fee=Money.baht(50), fee_rate=5_000).fee_of(Money.baht(10_000)) == Money.baht(100)
