"""Sharing a surplus: planned, resolved by a meeting, posted once, paid in cash or into savings, undone by reversal."""

from datetime import date

import pytest

from tests.builders import a_book
from tests.services.member_owned import AGM, FIRST, a_cooperative, a_year, baht, close, pay_in_shares, post, wrong
from welfare_desk.coop.dividends import ShareOf
from welfare_desk.coop.savings import NewAccount
from welfare_desk.coop.statutory import Meeting
from welfare_desk.coop.surplus import SurplusAsk
from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import Posting
from welfare_desk.services.books import BookKind
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.openings import open_balances
from welfare_desk.services.savings import keep_usual_products, open_savings
from welfare_desk.services.surplus import (
    carry_loss,
    credit_surplus,
    pay_surplus,
    plan_surplus,
    resolve_surplus,
    set_surplus_rules,
)
from welfare_desk.storage import accounts, holdings, savings, surpluses

ASK = SurplusAsk(
    dividend_rate=60_000, patronage_rate=80_000, bonus=baht(3_000), equalisation=baht(2_000), education=baht(1_500),
    public_benefit=baht(2_500), welfare=baht(5_000), others={"34300": baht(1_000)},
)  # fmt: skip
MEETING = Meeting(AGM, "3/2569")


@pytest.fixture
def desk(tmp_path):
    desk = a_cooperative(tmp_path)
    yield desk
    desk.book.close()


def codes(refused):
    return [each.code for each in refused.value.problems]


def stands(desk, *codes):
    return [sum(desk.ask(lambda tx, code=code: accounts.balances_by_fund(tx, code)).values()) / 100 for code in codes]


def test_a_surplus_is_planned_from_the_book_and_shared_once(desk):
    a_year(desk)
    planned = desk.ask(lambda tx: plan_surplus(tx, 2025, ASK, MEETING))
    assert planned.problems == []
    assert planned.sheet.facts.net_profit == baht(40_000)
    assert planned.sheet.dividend == baht(13_200)
    assert planned.sheet.patronage == baht(4_000)
    posted = resolve_surplus(desk, 2025, ASK, MEETING)
    assert stands(desk, "36000", "32000", "21610", "21620", "21630", "33300") == [0, -7400, -400, -13200, -4000, -2000]
    kept = desk.ask(lambda tx: surpluses.of_year(tx, 2025))
    assert (kept.voucher, kept.resolution, kept.content["dividend"]) == (posted.voucher, "3/2569", 1_320_000)
    assert desk.ask(lambda tx: surpluses.unpaid(tx, ShareOf.PATRONAGE)) == {"0001": baht(2_400), "0002": baht(1_600)}
    assert desk.ask(holdings.control_differences) == {}
    assert wrong(desk) == []
    with pytest.raises(RuleError) as refused:
        resolve_surplus(desk, 2025, ASK, MEETING)
    assert "surplus.shared" in codes(refused)


def test_a_sharing_that_was_undone_may_be_made_again(desk):
    a_year(desk)
    posted = resolve_surplus(desk, 2025, ASK, MEETING)
    reverse_entry(desk, posted.voucher, AGM, "มติผิด")
    assert desk.ask(surpluses.surpluses) == []
    assert desk.ask(lambda tx: surpluses.unpaid(tx, ShareOf.DIVIDEND)) == {}
    assert resolve_surplus(desk, 2025, ASK, MEETING).voucher != posted.voucher
    assert wrong(desk) == []


def test_nothing_is_shared_before_the_year_is_closed_or_without_a_resolution(desk):
    a_year(desk, closes=False)
    with pytest.raises(RuleError) as refused:
        resolve_surplus(desk, 2025, ASK, Meeting(None, ""))
    assert codes(refused) == ["surplus.not_closed", "surplus.resolved"]


def test_no_account_of_the_rules_takes_a_part_as_another_fund(desk):
    a_year(desk)
    planned = desk.ask(
        lambda tx: plan_surplus(tx, 2025, SurplusAsk(others={"32000": baht(1), "41010": baht(1)}), MEETING)
    )
    assert [each.code for each in planned.problems] == ["surplus.account"] * 2


def test_members_are_paid_in_cash_together_or_one_by_one(desk):
    a_year(desk)
    resolve_surplus(desk, 2025, ASK, MEETING)
    pay_surplus(desk, ShareOf.DIVIDEND, date(2026, 3, 20), "11110", ["0003"])
    assert desk.ask(lambda tx: surpluses.unpaid(tx, ShareOf.DIVIDEND)) == {"0001": baht(6_000), "0002": baht(6_000)}
    with pytest.raises(RuleError) as refused:
        pay_surplus(desk, ShareOf.DIVIDEND, date(2026, 3, 20), "11110", ["0003"])
    assert codes(refused) == ["surplus.nothing_owed"]
    pay_surplus(desk, ShareOf.DIVIDEND, date(2026, 3, 21), "11110")
    pay_surplus(desk, ShareOf.PATRONAGE, date(2026, 3, 21), "11110")
    assert stands(desk, "21620", "21630") == [0, 0]
    with pytest.raises(RuleError) as refused:
        pay_surplus(desk, ShareOf.DIVIDEND, date(2026, 3, 21), "11110")
    assert codes(refused) == ["surplus.all_paid"]
    assert wrong(desk) == []


def test_a_loss_is_carried_on_and_only_that_and_once(desk):
    a_year(desk, profit="-500")
    with pytest.raises(RuleError) as refused:
        resolve_surplus(desk, 2025, SurplusAsk(), MEETING)
    assert "surplus.loss_year" in codes(refused)
    carry_loss(desk, 2025, MEETING)
    assert stands(desk, "36000", "37000") == [0, 500]
    with pytest.raises(RuleError) as refused:
        carry_loss(desk, 2025, MEETING)
    assert codes(refused) == ["surplus.carried"]


def test_a_year_without_loss_has_none_to_carry(desk):
    a_year(desk)
    with pytest.raises(RuleError) as refused:
        carry_loss(desk, 2025, MEETING)
    assert codes(refused) == ["surplus.no_loss"]


def test_what_was_carried_is_cleared_by_the_next_profit(tmp_path):
    desk = a_cooperative(tmp_path)
    a_year(desk, profit="-500")
    carry_loss(desk, 2025, MEETING)
    post(desk, date(2026, 3, 20), "รายได้", [("11110", "1500"), ("42090", "-1500")])
    later = desk.ask(lambda tx: plan_surplus(tx, 2026, SurplusAsk()))
    assert later.sheet.loss_cleared == baht(500)
    assert later.sheet.to_share == baht(1_000)
    assert [each.code for each in later.problems] == ["surplus.not_closed", "surplus.resolved"]
    desk.book.close()


def test_limits_are_set_from_a_day_on_and_what_is_not_named_stays(desk):
    set_surplus_rules(desk, {"bonus_most": 50_000}, date(2025, 1, 1))
    rules = set_surplus_rules(desk, {"reserve_rate": 200_000}, date(2025, 6, 1))
    assert (rules.bonus_most, rules.reserve_rate, rules.chosen) == (50_000, 200_000, ("bonus_most", "reserve_rate"))
    with pytest.raises(RuleError) as refused:
        set_surplus_rules(desk, {"reserve_rate": -1}, date(2025, 6, 1))
    assert codes(refused) == ["surplus.rule_rate"]


def test_a_welfare_fund_shares_no_surplus(tmp_path):
    desk = a_book(tmp_path, kind=BookKind.WELFARE_FUND)
    with pytest.raises(RuleError) as refused:
        resolve_surplus(desk, 2025, ASK, MEETING)
    assert codes(refused) == ["book.not_member_owned"]
    desk.book.close()


def test_a_second_year_follows_the_first(desk):
    a_year(desk)
    resolve_surplus(desk, 2025, ASK, MEETING)
    facts = desk.ask(lambda tx: plan_surplus(tx, 2026, SurplusAsk())).sheet.facts
    assert facts.net_profit == baht(0)
    assert facts.equalisation == baht(2_000)


def test_what_members_get_goes_into_their_savings_and_who_has_none_is_named(desk):
    keep_usual_products(desk, FIRST)
    for member in ("0001", "0003"):
        open_savings(desk, NewAccount(member, "ORD", date(2025, 1, 5), baht(100), "11110", baht(0)))
    a_year(desk)
    resolve_surplus(desk, 2025, ASK, MEETING)
    credited = credit_surplus(desk, ShareOf.DIVIDEND, date(2026, 3, 20))
    assert credited.without == ("0002",)
    assert desk.ask(lambda tx: surpluses.unpaid(tx, ShareOf.DIVIDEND)) == {"0002": baht(6_000)}
    held = desk.ask(lambda tx: {each.member: savings.balance(tx, each) for each in savings.every(tx)})
    assert held == {"0001": baht(6_100), "0003": baht(1_300)}
    with pytest.raises(RuleError) as refused:
        credit_surplus(desk, ShareOf.DIVIDEND, date(2026, 3, 20))
    assert codes(refused) == ["surplus.no_savings"]
    credit_surplus(desk, ShareOf.PATRONAGE, date(2026, 3, 21), ["0001"])
    assert wrong(desk) == []


def test_a_village_fund_shares_by_its_own_accounts_and_no_section_of_the_act(tmp_path):
    desk = a_cooperative(tmp_path, BookKind.VILLAGE_FUND)
    pay_in_shares(desk, "0001", "1000", FIRST, "11010", "31010")
    post(desk, date(2025, 6, 1), "ดอกเบี้ย", [("11010", "1000"), ("41010", "-1000")])
    close(desk, 2025)
    ask = SurplusAsk(dividend_rate=200_000, bonus=baht(200), public_benefit=baht(150), others={"34200": baht(100)})
    resolve_surplus(desk, 2025, ask, MEETING)
    assert stands(desk, "33020", "34100", "22030", "34500", "34510", "34200") == [0, -350, -200, -200, -150, -100]
    pay_surplus(desk, ShareOf.DIVIDEND, AGM, "11010")
    assert stands(desk, "22030") == [0]
    assert wrong(desk) == []
    desk.book.close()


def test_last_years_surplus_is_shared_by_what_was_brought_forward(tmp_path):
    desk = a_cooperative(tmp_path)
    opened = [("11110", 6_000), ("31000", -5_000), ("36000", -1_000)]
    open_balances(desk, [Posting(account, "general", baht(amount)) for account, amount in opened])
    pay_in_shares(desk, "0001", "1000", FIRST)
    facts = desk.ask(lambda tx: plan_surplus(tx, 2024, SurplusAsk(dividend_rate=60_000), MEETING)).sheet.facts
    assert (facts.net_profit, facts.share_months) == (baht(1_000), {"0001": baht(12_000).satang})
    early = Meeting(date(2025, 3, 1), "1/2568")
    resolve_surplus(desk, 2024, SurplusAsk(dividend_rate=60_000), early)
    assert stands(desk, "36000", "21620") == [0, -60]
    with pytest.raises(RuleError) as refused:
        resolve_surplus(desk, 2023, SurplusAsk(), early)
    assert codes(refused) == ["surplus.unknown_year"]
    desk.book.close()


def test_a_sharing_of_which_somebody_was_paid_is_not_undone_before_the_payment_is(desk):
    a_year(desk)
    shared = resolve_surplus(desk, 2025, ASK, MEETING)
    paid = pay_surplus(desk, ShareOf.DIVIDEND, date(2026, 3, 20), "11110", ["0001"])
    with pytest.raises(RuleError) as refused:
        reverse_entry(desk, shared.voucher, date(2026, 3, 21), "ผิด")
    assert codes(refused) == ["holding.overdrawn"]
    reverse_entry(desk, paid.voucher, date(2026, 3, 21), "ผิด")
    reverse_entry(desk, shared.voucher, date(2026, 3, 21), "ผิด")
    assert wrong(desk) == []
