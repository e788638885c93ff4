"""What ceilings leave to one member: baht, nights and times, each in its years."""

from __future__ import annotations

from datetime import date

import pytest

from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import BenefitClass, BenefitType, Past, Per, Rule, RuleKind
from welfare_desk.welfare.ceilings import Ceiling, ceilings

DAY = date(2026, 1, 15)
READY = {each.code: each for each in READY_TYPES}


def had(kind, baht, paid, quantity=1):
    day = date.fromisoformat(paid)
    return Past(kind, "00001", day, day, Money.baht(baht), quantity)


def left(kind, *past):
    return [(each.kind, each.left) for each in ceilings([kind], past, DAY, 10)]


def test_baht_and_nights_of_a_year_are_counted_by_the_day_of_payment():
    past = had("SICK", 300, "2025-10-01", 3), had("SICK", 900, "2025-09-30", 9), had("EDU", 500, "2025-12-01")
    assert left(READY["SICK"], *past) == [(RuleKind.CAP_YEAR, Money.baht(700)), (RuleKind.QUANTITY_YEAR, 17)]


def test_nothing_is_left_and_never_less():
    past = had("SICK", 1_200, "2025-12-01", 22)
    assert left(READY["SICK"], past) == [(RuleKind.CAP_YEAR, ZERO), (RuleKind.QUANTITY_YEAR, 0)]


def test_times_are_counted_over_their_years_or_for_life():
    assert left(READY["CAREER"], had("CAREER", 1_000, "2023-10-01")) == [(RuleKind.TIMES, 0)]
    assert left(READY["CAREER"], had("CAREER", 1_000, "2023-09-30")) == [(RuleKind.TIMES, 1)]
    assert left(READY["WEDDING"], had("WEDDING", 500, "1999-01-01")) == [(RuleKind.TIMES, 0)]


def test_what_is_counted_for_a_child_or_a_house_is_no_ceiling_of_the_member():
    assert left(READY["BIRTH"]) == left(READY["STORM"]) == left(READY["PUBLIC"]) == []


def test_a_rule_without_its_number_is_no_ceiling():
    rules = (Rule(RuleKind.CAP_YEAR), Rule(RuleKind.QUANTITY_YEAR), Rule(RuleKind.TIMES), Rule(RuleKind.PAID_UP))
    assert left(BenefitType("X", 14, "อื่น", "Other", "5114", rules)) == []
    community = BenefitType("Y", 12, "ชุมชน", "Y", "5201", (Rule(RuleKind.TIMES, count=1),), BenefitClass.COMMUNITY)
    house = BenefitType("Z", 14, "อื่น", "Other", "5114", (Rule(RuleKind.TIMES, count=1, per=Per.HOUSEHOLD),))
    assert left(community) == left(house) == []


def test_a_ceiling_counts_one_kind_of_thing():
    with pytest.raises(TypeError):
        assert Ceiling(READY["SICK"], RuleKind.CAP_YEAR, Money(5), 1).left
