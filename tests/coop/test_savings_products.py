"""Kinds of savings accounts: written, read back, and judged."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.coop.savings_products import (
    SavingsKind,
    SavingsProduct,
    Tier,
    TierRule,
    problems_of_product,
    usual_products,
)
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.money import Money
from welfare_desk.resource import resource

CHART = {each.code: each for each in read_chart(resource("charts", "cooperative.tsv").read_text(encoding="utf-8"))}
ORDINARY, SPECIAL, FIXED, PLEDGED = usual_products("21410", "21414", "21420", "21410")


def test_the_products_to_begin_with_are_sound():
    for each in (ORDINARY, SPECIAL, FIXED, PLEDGED):
        assert problems_of_product(each, CHART) == []
        assert SavingsProduct.from_mapping(each.as_mapping()) == each


def test_a_product_has_two_names():
    with spoken("en"):
        assert ORDINARY.name == "Ordinary savings"
    with spoken("th"):
        assert ORDINARY.name == "เงินฝากออมทรัพย์"


def test_tiers_are_read_in_order_of_their_balances():
    tiers = (Tier(Money.baht(100), 20_000), Tier(Money.baht(1000), 30_000))
    product = replace(ORDINARY, tiers=tiers, tier_rule=TierRule.PART)
    content = product.as_mapping()
    content["tiers"] = list(reversed(content["tiers"]))
    assert SavingsProduct.from_mapping(content) == product


def test_every_problem_of_a_mapping_has_its_place():
    content = {
        "code": 7,
        "name_th": "x",
        "kind": "magic",
        "rate": -1,
        "term": 0,
        "least_balance": "much",
        "posting_months": [13],
        "tiers": [{"at_least": 1.5, "rate": True, "more": 1}],
        "colour": "red",
    }
    with pytest.raises(RuleError) as refused:
        SavingsProduct.from_mapping(content)
    fields = {each.field for each in refused.value.problems}
    assert fields == {
        "code", "kind", "rate", "term", "least_balance", "posting_months", "tiers.1.at_least", "tiers.1.rate",
        "tiers.1.more", "colour",
    }  # fmt: skip
    for name in ("tiers", "posting_months"):
        with pytest.raises(RuleError) as refused:
            SavingsProduct.from_mapping({"code": "A", "name_th": "x", name: "no list"})
        assert [each.field for each in refused.value.problems] == [name]


def test_a_product_that_cannot_be_offered_says_why():
    bad = SavingsProduct("", "", kind=SavingsKind.FIXED, account="41010", rate=10, broken_rate=20)
    codes = ["savings.no_code", "savings.no_name", "savings.account", "savings.term", "savings.broken_rate"]
    assert [each.code for each in problems_of_product(bad, CHART)] == codes
    assert [each.code for each in problems_of_product(replace(ORDINARY, account=""), CHART)] == ["savings.account"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"rate": 1_000_001}, "savings.rate", "rate"),
        ({"tax_rate": -1}, "savings.rate", "tax_rate"),
        ({"tiers": (Tier(Money.baht(1), 2_000_000),)}, "savings.rate", "tiers"),
        ({"tiers": (Tier(Money.baht(1), 1), Tier(Money.baht(1), 2))}, "savings.same_tier", "tiers"),
        ({"least_balance": Money(-1)}, "savings.below_zero", "least_balance"),
        ({"dormant_after": 601}, "savings.months", "dormant_after"),
    ],
)
def test_numbers_of_a_product_stay_within_bounds(change, code, field):
    found = [(each.code, each.field) for each in problems_of_product(replace(ORDINARY, **change), CHART)]
    assert found == [(code, field)]


def test_interest_is_posted_in_months_of_the_fiscal_year():
    assert ORDINARY.posts_in(date(2026, 6, 30), 1)
    assert ORDINARY.posts_in(date(2026, 3, 31), 10)
    assert ORDINARY.posts_in(date(2026, 9, 30), 10)
    assert not ORDINARY.posts_in(date(2026, 6, 30), 10)
