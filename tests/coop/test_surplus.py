"""The surplus of a year: the worksheet worked by hand, what the law stops, and the entry that shares it."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.coop.accounts import ROLES
from welfare_desk.coop.statutory import (
    Meeting,
    check_as_mapping,
    check_from_mapping,
    checks_of,
    checks_of_meeting,
    percent,
    stopping,
)
from welfare_desk.coop.surplus import (
    GROUP_RULES,
    LINE_NAMES,
    SurplusAsk,
    SurplusFacts,
    SurplusRules,
    Worksheet,
    loss_entry,
    problems_of_rules,
    problems_of_sheet,
    surplus_entry,
)
from welfare_desk.ledger.entries import problems_of
from welfare_desk.money import ZERO, Money

ROLES_OF_COOP = ROLES["cooperative"]
END = date(2026, 3, 31)
AGM = date(2026, 7, 30)


def baht(text):
    return Money.baht(text)


# Worked by hand. Two members hold 100,000 baht each for twelve months, a third 40,000 for six: 2,640,000 baht-months.
# At 6 per cent a dividend of 13,200: 6,000, 6,000 and 1,200. Interest paid: 30,000, 20,000 and, by the third who missed
# two instalments, 5,000; at 8 per cent of 50,000 a refund of 4,000: 2,400 and 1,600. Profit 40,000: reserve at least
# 4,000, the League 400, bonus 3,000, equalisation 2,000, education 1,500, public benefit 2,500, welfare 5,000, the
# office 1,000. Left: 40,000 - 4,000 - 400 - 13,200 - 4,000 - 15,000 = 3,400.
FACTS = SurplusFacts(
    2026,
    END,
    net_profit=baht(40_000),
    share_capital=baht(240_000),
    equalisation=baht(3_000),
    share_months={"0001": 10_000_000 * 12, "0002": 10_000_000 * 12, "0003": 4_000_000 * 6},
    interest_paid={"0001": baht(30_000), "0002": baht(20_000), "0003": baht(5_000), "0004": ZERO},
    missed={"0003": 2, "0002": 1},
)
ASK = SurplusAsk(
    dividend_rate=60_000,
    patronage_rate=80_000,
    bonus=baht(3_000),
    equalisation=baht(2_000),
    education=baht(1_500),
    public_benefit=baht(2_500),
    welfare=baht(5_000),
    others={"34300": baht(1_000)},
)
RULES = SurplusRules()


def a_sheet(facts=FACTS, ask=ASK, rules=RULES, **asked):
    return Worksheet(facts, replace(ask, **asked), rules)


def amounts(sheet):
    return {line.code: line.amount.plain() for line in sheet.lines}


def test_the_worksheet_is_as_worked_by_hand():
    sheet = a_sheet()
    assert amounts(sheet) == {
        "reserve": "4000.00", "league": "400.00", "dividend": "13200.00", "patronage": "4000.00", "bonus": "3000.00",
        "equalisation": "2000.00", "education": "1500.00", "public_benefit": "2500.00", "welfare": "5000.00",
        "other": "1000.00", "remainder": "3400.00",
    }  # fmt: skip
    assert [line.number for line in sheet.lines] == list(range(1, 12))
    assert {line.code for line in sheet.lines} < set(LINE_NAMES)
    assert [(each.member, each.amount) for each in sheet.dividends] == [
        ("0001", baht(6000)), ("0002", baht(6000)), ("0003", baht(1200)),
    ]  # fmt: skip
    assert [(each.member, each.amount) for each in sheet.refunds] == [("0001", baht(2400)), ("0002", baht(1600))]
    assert sheet.left_out == ("0003",)
    assert (sheet.reserve, sheet.remainder, sheet.shared) == (baht(7400), baht(3400), baht(40_000))
    assert problems_of_sheet(sheet) == []
    assert all(each.holds for each in checks_of(sheet))


def journal(entry):
    return {line.account: line.amount.plain() for line in entry.postings}


def test_the_entry_takes_the_profit_and_gives_it_to_every_account():
    entry = surplus_entry(a_sheet(), ROLES_OF_COOP, AGM, "general", "จัดสรรกำไร")
    assert problems_of(entry) == []
    assert journal(entry) == {
        "36000": "40000.00", "32000": "-7400.00", "21610": "-400.00", "21620": "-13200.00", "21630": "-4000.00",
        "21640": "-3000.00", "33300": "-2000.00", "33700": "-1500.00", "33100": "-2500.00", "33200": "-5000.00",
        "34300": "-1000.00",
    }  # fmt: skip


def test_the_equalisation_fund_pays_a_part_of_the_dividend_within_the_whole_rate():
    sheet = a_sheet(equalisation=ZERO, from_equalisation=baht(3_000))
    assert amounts(sheet)["dividend"] == "10200.00"
    assert sheet.dividend == baht(13_200)
    entry = journal(surplus_entry(sheet, ROLES_OF_COOP, AGM, "general", "จัดสรรกำไร"))
    assert (entry["33300"], entry["21620"], entry["36000"]) == ("3000.00", "-13200.00", "40000.00")
    assert stopping(checks_of(sheet)) == []
    over = a_sheet(from_equalisation=baht(3_001))
    assert [each.code for each in stopping(checks_of(over))] == ["surplus.from_equalisation"]
    high = a_sheet(dividend=baht("22000.01"), from_equalisation=baht(3_000), bonus=ZERO, welfare=ZERO)
    assert "surplus.dividend" in {each.code for each in stopping(checks_of(high))}


def test_the_published_proportions_come_out_of_the_worksheet():
    facts = SurplusFacts(
        2014,
        date(2014, 12, 31),
        net_profit=baht(564_003_500),
        share_months={"1": 10**14},
        interest_paid={"1": baht(10**9)},
    )
    ask = SurplusAsk(dividend=baht("435928220.00"), patronage=baht("66250415.00"), welfare=baht("4829571.43"))
    sheet = Worksheet(facts, ask, RULES)
    assert sheet.reserve == baht("56965293.57")
    whole = Decimal(facts.net_profit.satang)
    shown = [
        round(Decimal(each.satang) / whole * 100, 3)
        for each in (sheet.dividend, sheet.patronage, sheet.reserve, sheet.dividend + sheet.patronage)
    ]
    assert shown == [Decimal("77.292"), Decimal("11.746"), Decimal("10.100"), Decimal("89.038")]
    assert sheet.league == baht(30_000)
    assert stopping(checks_of(sheet)) == []


@pytest.mark.parametrize(
    ("asked", "stops"),
    [
        ({"dividend_rate": 100_001}, ["surplus.dividend"]),
        ({"dividend": baht("22000.01")}, ["surplus.dividend"]),
        ({"bonus": baht("4000.01")}, ["surplus.bonus"]),
        ({"welfare": baht("18400.01")}, ["surplus.reserve"]),
        ({"welfare": baht(50_000)}, ["surplus.whole", "surplus.reserve"]),
    ],
)
def test_what_the_law_does_not_allow_stops_the_sharing(asked, stops):
    bare = SurplusAsk(dividend_rate=60_000, patronage_rate=80_000)
    assert [each.code for each in stopping(checks_of(a_sheet(ask=bare, **asked)))] == stops


def test_the_reserve_takes_its_least_to_the_satang_rounded_up():
    sheet = Worksheet(replace(FACTS, net_profit=Money(4_000_001)), SurplusAsk(), RULES)
    assert sheet.reserve_least == Money(400_001)
    short = a_sheet(welfare=baht("8400.01"))
    assert (short.reserve, short.remainder) == (baht("3999.99"), Money(-1))
    assert amounts(short)["reserve"] == "3999.99"


def test_limits_of_by_laws_only_warn():
    sheet = a_sheet(
        equalisation=baht("4800.01"), bonus=ZERO, public_benefit=baht("4000.01"), education=ZERO, welfare=ZERO
    )
    failed = {each.code: each for each in checks_of(sheet) if not each.holds}
    assert set(failed) == {"surplus.equalisation", "surplus.public_benefit"}
    assert not any(each.is_confirmed or each.section or each.stops for each in failed.values())
    assert stopping(checks_of(sheet)) == []


def test_an_accumulated_loss_is_cleared_before_anything_is_shared():
    facts = replace(FACTS, net_profit=baht(60_000), accumulated_loss=baht(20_000))
    sheet = a_sheet(facts)
    assert amounts(sheet)["loss"] == "20000.00"
    assert (sheet.to_share, sheet.reserve_least) == (baht(40_000), baht(4_000))
    assert journal(surplus_entry(sheet, ROLES_OF_COOP, AGM, "general", "จัดสรรกำไร"))["37000"] == "-20000.00"
    assert stopping(checks_of(sheet)) == []
    nothing = Worksheet(replace(facts, accumulated_loss=baht(60_000)), SurplusAsk(), RULES)
    assert (nothing.to_share, nothing.shared, problems_of_sheet(nothing)) == (ZERO, baht(60_000), [])
    asked = Worksheet(nothing.facts, SurplusAsk(dividend=Money(1)), RULES)
    assert [each.code for each in problems_of_sheet(asked)] == ["surplus.all_to_loss", "surplus.short"]


def test_a_book_may_choose_to_share_beside_an_accumulated_loss_and_is_told():
    facts = replace(FACTS, accumulated_loss=baht(20_000))
    sheet = a_sheet(facts, rules=replace(RULES, clear_loss_first=False))
    assert "loss" not in amounts(sheet)
    assert [each.code for each in checks_of(sheet) if not each.holds] == ["surplus.loss_first"]
    assert stopping(checks_of(sheet)) == []


def test_a_year_of_loss_can_only_be_carried_on():
    facts = replace(FACTS, net_profit=-baht(500))
    sheet = Worksheet(facts, SurplusAsk(), RULES)
    assert sheet.to_share == ZERO
    assert [each.code for each in problems_of_sheet(sheet)] == ["surplus.loss_year"]
    entry = loss_entry(baht(500), ROLES_OF_COOP, AGM, "general", "ขาดทุน")
    assert journal(entry) == {"37000": "500.00", "36000": "-500.00"}
    assert problems_of(entry) == []


def test_a_year_without_result_shares_nothing_and_no_more_can_be_asked_for_than_there_is():
    none = Worksheet(replace(FACTS, net_profit=ZERO), SurplusAsk(), RULES)
    assert [each.code for each in problems_of_sheet(none)] == ["surplus.nothing"]
    many = a_sheet(welfare=baht(50_000))
    assert [each.code for each in problems_of_sheet(many)] == ["surplus.short"]
    assert many.short == baht("37600")


def test_nothing_below_nil_can_be_asked_for():
    ask = SurplusAsk(dividend_rate=-1, patronage_rate=-1, dividend=-baht(1), bonus=-baht(1), others={"34300": -baht(1)})
    found = [(each.code, each.field) for each in ask.problems()]
    assert found == [
        ("surplus.below_zero", "dividend"), ("surplus.below_zero", "bonus"), ("surplus.below_zero", "others"),
        ("surplus.rate_below_zero", "dividend_rate"), ("surplus.rate_below_zero", "patronage_rate"),
    ]  # fmt: skip


def test_a_dividend_that_nobody_can_get_stops():
    facts = replace(FACTS, share_months={}, interest_paid={})
    sheet = Worksheet(facts, SurplusAsk(dividend=baht(1), patronage=baht(1)), replace(RULES, dividend_most=None))
    assert [each.code for each in stopping(checks_of(sheet))] == [
        "surplus.dividends_add_up", "surplus.refunds_add_up",
    ]  # fmt: skip


def test_a_group_follows_its_own_regulation_and_no_section_of_the_act():
    sheet = a_sheet(rules=GROUP_RULES, bonus=baht(8_000), dividend_rate=0, welfare=baht(20_000), equalisation=baht(1))
    found = checks_of(sheet)
    assert {each.section for each in found} == {""}
    assert stopping(found) == []
    assert "league" not in amounts(sheet)
    free = a_sheet(rules=replace(GROUP_RULES, reserve_rate=0))
    assert free.reserve_least == ZERO
    assert "surplus.reserve" not in {each.code for each in checks_of(free)}
    accounts = {line.account for line in surplus_entry(sheet, ROLES["village-fund"], AGM, "general", "จัดสรร").postings}
    assert {"33020", "34100", "34500", "22040"} <= accounts


@pytest.mark.parametrize(
    ("meeting", "lights"),
    [
        (Meeting(), [False, None]),
        (Meeting(AGM, "1/2569"), [True, True]),
        (Meeting(AGM, " "), [False, True]),
        (Meeting(date(2026, 8, 28), "1/2569"), [True, True]),
        (Meeting(date(2026, 8, 29), "1/2569"), [True, False]),
        (Meeting(END, "1/2569"), [True, True, False]),
    ],
)
def test_the_meeting_resolves_after_the_year_and_within_its_days(meeting, lights):
    assert [each.holds for each in checks_of_meeting(meeting, END, 150, "54")] == lights


def test_checks_are_kept_as_plain_values_and_said_again():
    found = [*checks_of(a_sheet(from_equalisation=baht(1))), *checks_of_meeting(Meeting(AGM, "1/2569"), END, 150, "54")]
    kept = json.loads(json.dumps([check_as_mapping(each) for each in found]))
    again = [check_from_mapping(each) for each in kept]
    assert [each.words.sentence() for each in again] == [each.words.sentence() for each in found]
    assert [(each.holds, each.section, each.stops) for each in again] == [
        (each.holds, each.section, each.stops) for each in found
    ]


def test_a_late_meeting_is_flagged_and_does_not_stop():
    late = checks_of_meeting(Meeting(date(2026, 12, 1), "1/2569"), END, 150, "54")
    assert stopping(late) == []
    assert [each.section for each in late] == ["", "54"]


def test_limits_that_cannot_be_say_where():
    assert problems_of_rules(RULES) == []
    assert problems_of_rules(GROUP_RULES) == []
    wrong = replace(RULES, reserve_rate=-1, bonus_most=1_000_001, league_most=-baht(1), missed_most=0)
    assert [each.field for each in problems_of_rules(wrong)] == [
        "reserve_rate", "bonus_most", "league_most", "missed_most",
    ]  # fmt: skip


def test_rates_are_written_as_per_cents():
    assert [percent(each) for each in (100_000, 25_000, 5_500, 0, 1_000_000)] == ["10", "2.5", "0.55", "0", "100"]


amount = st.integers(0, 10**11).map(Money)


@settings(max_examples=200)
@given(
    profit=st.integers(1, 10**12).map(Money),
    loss=amount,
    rates=st.tuples(st.integers(0, 150_000), st.integers(0, 300_000)),
    funds=st.tuples(amount, amount, amount),
    months=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 10**13), max_size=8),
    kept=st.tuples(
        st.dictionaries(st.sampled_from("abcdefgh"), amount, max_size=8),
        st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 4), max_size=8),
    ),
)
def test_a_sheet_that_may_be_posted_shares_exactly_the_profit(profit, loss, rates, funds, months, kept):
    (rate, refund), (paid, missed) = rates, kept
    facts = SurplusFacts(2026, END, profit, loss, baht(1), ZERO, months, paid, missed)
    ask = SurplusAsk(dividend_rate=rate, patronage_rate=refund, bonus=funds[0], education=funds[1], welfare=funds[2])
    sheet = Worksheet(facts, ask, RULES)
    if problems_of_sheet(sheet) or stopping(checks_of(sheet)):
        return
    assert sheet.shared == profit
    assert sheet.reserve >= sheet.reserve_least
    assert min(line.amount for line in sheet.lines) >= ZERO
    assert Money.sum(each.amount for each in sheet.dividends) == sheet.dividend
    assert not {each.member for each in sheet.refunds} & set(sheet.left_out)
    entry = surplus_entry(sheet, ROLES_OF_COOP, AGM, "general", "จัดสรรกำไร")
    assert problems_of(entry) == []
