"""Ratios by the letters of CAMELS, their trend, the one published band; and the grade that a body writes itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from welfare_desk.coop.ratios import (
    COOP_TYPE_NAMES,
    DIMENSION_NAMES,
    RATIOS,
    RESERVE_BANDS,
    Band,
    CoopType,
    Dimension,
    RatioFigures,
    band_of,
    trends,
)
from welfare_desk.coop.strength import GRADE_WORDS, CreditStrength, Grade
from welfare_desk.money import Money


def baht(text):
    return Money.baht(text)


BEFORE = RatioFigures(
    date(2025, 1, 1), date(2025, 12, 31), assets=baht(800), equity=baht(400), reserve=baht(50), other_funds=baht(10),
    loans=baht(300), profit=baht(40), business=baht(1000),
)  # fmt: skip
NOW = RatioFigures(
    date(2026, 1, 1), date(2026, 12, 31), assets=baht(1200), current_assets=baht(300), liabilities=baht(700),
    current_liabilities=baht(200), equity=baht(500), reserve=baht(60), other_funds=baht(15), savings=baht(600),
    loans=baht(500), revenue=baht(100), interest_paid=baht(30), running_cost=baht(20), profit=baht(50), due=baht(200),
    late=baht(20), members=10, business=baht(1500),
)  # fmt: skip


def values(*periods):
    return {each.ratio.code: each.values[-1] for each in trends(periods, None)}


def test_every_ratio_is_its_formula():
    assert values(BEFORE, NOW) == {
        "debt_to_equity": Decimal("1.4"),
        "reserve_to_assets": Decimal("0.05"),
        "equity_growth": Decimal("0.25"),
        "return_on_equity": Decimal(50) / 450,
        "overdue_rate": Decimal("0.1"),
        "asset_turnover": Decimal("0.1"),
        "return_on_assets": Decimal("0.05"),
        "asset_growth": Decimal("0.5"),
        "business_growth": Decimal("0.5"),
        "profit_per_member": Decimal(5),
        "savings_per_member": Decimal(60),
        "debt_per_member": Decimal(50),
        "cost_to_profit": Decimal(20) / 70,
        "reserve_growth": Decimal("0.2"),
        "funds_growth": Decimal("0.5"),
        "profit_growth": Decimal("0.25"),
        "gross_margin": Decimal("0.7"),
        "net_margin": Decimal("0.5"),
        "current_ratio": Decimal("1.5"),
        "loan_turnover": Decimal("0.25"),
        "paid_on_time": Decimal("0.9"),
    }


def test_what_cannot_be_told_is_not_told():
    empty = RatioFigures(date(2026, 1, 1), date(2026, 12, 31))
    assert set(values(empty).values()) == {None}
    assert set(values(empty, empty).values()) == {None}
    alone = values(NOW)
    assert {code for code, value in alone.items() if value is None} == {
        "equity_growth", "return_on_equity", "asset_turnover", "return_on_assets", "asset_growth", "business_growth",
        "reserve_growth", "funds_growth", "profit_growth", "loan_turnover",
    }  # fmt: skip
    loss = values(replace(BEFORE, profit=-baht(5)), NOW)
    assert loss["profit_growth"] is None
    assert trends([], CoopType.SAVINGS)[0].values == ()


def test_a_trend_tells_its_change():
    by_code = {each.ratio.code: each for each in trends([BEFORE, NOW], CoopType.SAVINGS)}
    assert by_code["debt_to_equity"].change == Decimal("1.4")
    assert by_code["equity_growth"].change is None
    assert by_code["current_ratio"].change is None
    assert trends([NOW], None)[0].change is None
    assert by_code["reserve_to_assets"].band is Band.MIDDLE
    assert {each.band for code, each in by_code.items() if code != "reserve_to_assets"} == {None}


@pytest.mark.parametrize(
    ("kind", "value", "band"),
    [
        (CoopType.SAVINGS, "0.039", Band.LOW),
        (CoopType.SAVINGS, "0.04", Band.MIDDLE),
        (CoopType.SAVINGS, "0.10", Band.MIDDLE),
        (CoopType.SAVINGS, "0.101", Band.HIGH),
        (CoopType.CREDIT_UNION, "0.12", Band.HIGH),
        (CoopType.AGRICULTURAL, "0.12", Band.MIDDLE),
        (CoopType.SERVICE, "0.12", Band.LOW),
    ],
)
def test_the_reserve_has_a_published_band_by_type(kind, value, band):
    assert band_of("reserve_to_assets", Decimal(value), kind) is band


def test_no_other_ratio_has_a_band_and_none_without_a_type():
    assert band_of("current_ratio", Decimal(5), CoopType.SAVINGS) is None
    assert band_of("reserve_to_assets", None, CoopType.SAVINGS) is None
    assert band_of("reserve_to_assets", Decimal(5), None) is None


def test_every_choice_has_its_words():
    assert set(COOP_TYPE_NAMES) == set(RESERVE_BANDS) == set(CoopType)
    assert set(DIMENSION_NAMES) == set(Dimension)
    assert set(GRADE_WORDS) == set(Grade)
    assert len({each.code for each in RATIOS}) == len(RATIOS)


def test_a_grade_is_written_by_somebody_on_a_day_that_has_come():
    today = date(2026, 10, 1)
    assert CreditStrength(today, Grade.A, "พอช. ภาคเหนือ").problems(today) == []
    found = CreditStrength(date(2026, 10, 2), Grade.C, " ").problems(today)
    assert [each.field for each in found] == ["by", "day"]
