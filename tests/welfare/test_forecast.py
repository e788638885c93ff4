"""What lies ahead of a fund, worked by hand: years covered, administration, pensions and funerals."""

from __future__ import annotations

from datetime import date

from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare import forecast
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import BenefitType, Rule, RuleKind, Unit
from welfare_desk.welfare.forecast import Experience, Payout

EVE, ENTERED = date(2025, 9, 30), date(2020, 1, 1)
NOBODY_DIES = ((0, 1),) * 7


def baht(amount):
    return Money.baht(amount)


def a_member(born=None, *, year=None, entered=ENTERED, ended=None):
    here = (StatusChange(entered, Status.ACTIVE),)
    if ended is not None:
        here = (*here, StatusChange(*ended))
    return Member("1", "นาง", "ก", "ข", EVE, birth_day=born, birth_year=year, entry_day=entered, statuses=here)


def test_money_lasts_as_many_years_as_it_pays_in_hundredths():
    assert forecast.covered(baht(1_000), baht(300)) == 333
    assert forecast.covered(baht(-5), baht(300)) == 0
    assert forecast.covered(baht(1_000), ZERO) is None


def test_a_part_of_all_spending_is_told_in_hundredths_of_a_per_cent():
    assert forecast.percent(baht(20), baht(100)) == 20_00
    assert forecast.percent(baht(1), baht(3)) == 33_33
    assert forecast.percent(baht(2), baht(3)) == 66_67, "half up"
    assert forecast.percent(baht(1), ZERO) is None


def test_an_average_is_rounded_half_up():
    assert forecast.average([Money(1), Money(2)]) == Money(2)
    assert forecast.average([Money(10), Money(10), Money(11)]) == Money(10)
    assert forecast.average([]) == ZERO


def test_the_ready_rules_give_a_pension_at_sixty_after_three_years():
    assert forecast.pensions(READY_TYPES) == (Payout(60, 3, ((0, baht(200)),)),)


def test_a_pension_of_a_month_counts_twelve_times_and_needs_an_age_and_a_rate():
    age, monthly = Rule(RuleKind.AGE, count=65), Rule(RuleKind.RATE, amount=baht(50), unit=Unit.MONTH)
    kinds = (
        BenefitType("A", 3, "ก", "A", "5103", (age, monthly)),
        BenefitType("B", 3, "ข", "B", "5103", (monthly,)),
        BenefitType("C", 3, "ค", "C", "5103", (age,)),
        BenefitType("D", 3, "ง", "D", "5103", (Rule(RuleKind.AGE), monthly)),
        BenefitType("E", 2, "จ", "E", "5102", (age, monthly)),
        BenefitType("F", 3, "ฉ", "F", "5103", (age, Rule(RuleKind.RATE))),
        BenefitType("G", 3, "ช", "G", "5103", (age, monthly, Rule(RuleKind.MEMBERSHIP))),
    )
    assert forecast.pensions(kinds) == (Payout(65, 0, ((0, baht(600)),)),) * 2


def test_a_death_is_paid_by_years_of_membership_with_the_funeral():
    death, funeral = forecast.at_death(READY_TYPES)
    assert [death.amount(years) for years in (0, 1, 3, 15, 40)] == [
        baht(2_500), baht(3_000), baht(5_000), baht(30_000), baht(30_000),
    ]  # fmt: skip
    assert death.amount(None) == baht(2_500), "of the first tier where the years are not known"
    assert funeral.amount(7) == baht(500)
    assert Payout(0, 0, ((5, baht(1)),)).amount(4) == ZERO


def test_age_by_the_day_or_by_the_year_or_not_at_all():
    assert forecast.age_on(a_member(date(1960, 5, 11)), date(2026, 5, 10)) == 65
    assert forecast.age_on(a_member(date(1960, 5, 11)), date(2026, 5, 11)) == 66
    assert forecast.age_on(a_member(year=1960), date(2026, 1, 1)) == 66
    assert forecast.age_on(a_member(), date(2026, 1, 1)) is None
    assert [forecast.band_of(age) for age in (0, 19, 20, 59, 60, 79, 80, None)] == [0, 0, 1, 2, 3, 4, 5, None]


def test_members_are_those_who_have_entered_and_not_left():
    day = date(2026, 1, 1)
    gone = a_member(ended=(date(2025, 1, 1), Status.RESIGNED))
    undecided = Member("2", "", "ก", "", EVE, entry_day=ENTERED)
    unknown = Member("3", "", "ก", "", EVE, statuses=(StatusChange(None, Status.ACTIVE),))
    here = [forecast.is_here(each, day) for each in (a_member(), gone, undecided, unknown)]
    assert here == [True, False, False, True]
    assert not forecast.is_here(a_member(entered=date(2026, 2, 1)), day)


def test_the_funds_own_deaths_are_counted_by_age_on_the_last_day_of_the_year():
    members = [
        a_member(date(1950, 1, 1)),
        a_member(date(1950, 1, 1), ended=(date(2024, 3, 1), Status.DEAD)),
        a_member(date(1990, 1, 1), ended=(date(2024, 3, 1), Status.RESIGNED)),
        a_member(ended=(None, Status.DEAD)),
    ]
    known = forecast.experience(members, [2024, 2025], 10)
    assert known.lived == (0, 1, 0, 0, 3, 0, 0)
    assert known.died == (0, 0, 0, 0, 1, 0, 0)
    assert known.rates == ((1, 4), (0, 1), (1, 4), (1, 4), (1, 3), (1, 4), (1, 4)), "a band without members has all's"


def test_an_assumption_is_one_rate_for_all_ages():
    assert forecast.assumed(8) == ((8, 1000),) * 7


def test_the_members_of_today_are_counted_by_age_and_years_on_a_later_day():
    members = [a_member(date(1966, 10, 1)), a_member(date(1966, 10, 1)), a_member(entered=date(2026, 5, 1))]
    day = date(2027, 9, 30)
    assert forecast.cohorts(members, date(2026, 1, 15), day) == {(60, 7): 2}


PENSION, DEATH = (Payout(60, 3, ((0, baht(200)),)),), (Payout(0, 0, ((0, baht(1_000)), (5, baht(2_000)))),)


def test_two_people_grow_old_and_nobody_dies():
    people = {(58, 2): 1, (59, 9): 1, (None, None): 1}
    years = forecast.ahead(people, 2027, 3, NOBODY_DIES, (PENSION, DEATH))
    assert [(each.year, each.elders, each.pensions) for each in years] == [
        (2027, 0, ZERO),
        (2028, 1, baht(200)),
        (2029, 2, baht(400)),
    ]
    assert [(each.members, each.deaths, each.at_death) for each in years] == [(3, 0, ZERO)] * 3


def test_one_in_four_dies_each_year():
    """100 members of 70: 25 die in the first year, a quarter of the 75 in the second; all of them after 5 years."""
    rates = forecast.assumed(250)
    first, second = forecast.ahead({(70, 10): 100}, 2027, 2, rates, (PENSION, DEATH))
    assert (first.members, first.elders, first.deaths) == (100, 100, 25_00)
    assert (first.pensions, first.at_death, first.whole) == (baht(20_000), baht(50_000), baht(70_000))
    assert (second.members, second.elders, second.deaths) == (75, 75, 18_75)
    assert (second.pensions, second.at_death) == (baht(15_000), baht(37_500))


def test_a_register_without_anybody_forecasts_nothing():
    nobody = Experience((0,) * 7, (0,) * 7)
    [year] = forecast.ahead({(70, 1): 2}, 2027, 1, nobody.rates, (PENSION, DEATH))
    assert (year.members, year.elders, year.deaths, year.whole) == (2, 0, 0, ZERO)
