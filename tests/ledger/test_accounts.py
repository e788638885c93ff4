"""What an account is, what a sound chart is, and which lines an account takes."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import welfare_desk
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import (
    COLUMNS,
    Account,
    AccountType,
    CashFlow,
    Side,
    may_post,
    natural,
    problems_of_chart,
    problems_of_lines,
    read_chart,
)
from welfare_desk.ledger.entries import Entry, EntryKind, Series, credit, debit
from welfare_desk.money import Money
from welfare_desk.resource import resource

CHARTS = ("welfare_fund", "cooperative", "savings_group", "village_fund")


def default_chart(name="welfare_fund"):
    return read_chart(resource("charts", f"{name}.tsv").read_text(encoding="utf-8"))


def by_code(name="welfare_fund"):
    return {account.code: account for account in default_chart(name)}


HEADER = Account("1000", "สินทรัพย์", "Assets", AccountType.HEADER, Side.DEBIT)
CASH = Account("1101", "เงินสด", "Cash", AccountType.ASSET, Side.DEBIT, "1000", None, CashFlow.CASH)
FUND = Account("3101", "เงินกองทุน", "", AccountType.EQUITY, Side.CREDIT)
INCOME = Account("4101", "เงินสมทบ", "Contributions", AccountType.INCOME, Side.CREDIT, None, "3101")
CHART = (HEADER, CASH, FUND, INCOME)


def codes(problems):
    return [each.code for each in problems]


def with_account(**changes):
    """Give the small chart with its cash account changed."""
    return (HEADER, replace(CASH, **changes), FUND, INCOME)


# --- charts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHARTS)
def test_every_default_chart_is_sound(name):
    accounts = default_chart(name)
    assert problems_of_chart(accounts) == []
    assert [account.code for account in accounts] == sorted(account.code for account in accounts)
    assert all(account.name_en for account in accounts)
    assert {account.type for account in accounts} == set(AccountType)


@pytest.mark.parametrize("name", CHARTS)
def test_the_usual_side_follows_the_kind_save_for_contra_accounts(name):
    debit_kinds = {AccountType.ASSET, AccountType.EXPENSE}
    contra = {
        a.code for a in default_chart(name) if not a.is_header and (a.normal is Side.DEBIT) != (a.type in debit_kinds)
    }
    assert (
        contra
        == {
            "welfare_fund": {"1208", "1502", "1504", "1507", "1509", "3301"},
            "cooperative": {"11591", "11592", "12221", "12231", "37000"},
            "savings_group": {"13110", "16021", "16031"},
            "village_fund": {"13110", "16021", "16031"},
        }[name]
    )


def test_the_welfare_fund_closes_by_source():
    closes = {a.code: a.closes_to for a in default_chart() if a.closes_to}
    income = {code: target for code, target in closes.items() if code.startswith("4")}
    assert income == {
        **dict.fromkeys(["4101", "4102", "4103", "4104"], "3101"),
        **dict.fromkeys(["4201", "4202"], "3102"),
        **dict.fromkeys(["4203", "4204"], "3103"),
        **dict.fromkeys(["4205", "4301", "4302", "4303", "4304", "4401", "4402"], "3104"),
        **dict.fromkeys(["4501", "4502", "4509", "4901"], "3104"),
        "4105": "3301",
    }
    assert {target for code, target in closes.items() if code.startswith("5")} == {"3301"}


def test_the_welfare_fund_knows_which_accounts_are_cash():
    flows = {}
    for account in default_chart():
        flows.setdefault(account.cash_flow, []).append(account.code)
    assert flows[CashFlow.CASH] == ["1101", "1102", "1103", "1104", "1111", "1112", "1113"]
    assert flows[CashFlow.INVESTING] == ["1114", "1121", "1122", "1123", *map(str, range(1501, 1511))]
    assert flows[CashFlow.TRANSFER] == ["3801"]
    assert CashFlow.FINANCING not in flows
    assert "3401" in flows[CashFlow.OPERATING]


def test_every_amount_of_section_10_has_a_line():
    """Assets, liabilities, income and expenses all count in section 10; of equity only prior-year adjustments."""
    for account in default_chart():
        counts = account.type not in {AccountType.HEADER, AccountType.EQUITY} or account.code == "3401"
        assert bool(account.form10_line) is counts, account.code


def test_posting_rules_use_only_accounts_of_the_charts():
    """A whole string of four digits in a rule is an account of a welfare fund, of five one of another chart."""
    others = (by_code(kind) for kind in ("cooperative", "savings_group", "village_fund"))
    postable = {code: account for chart in others for code, account in chart.items() if not account.is_header}
    charts = {4: by_code(), 5: postable}
    root = Path(welfare_desk.__file__).parent
    used = []
    for package in ("ledger", "members", "welfare", "coop", "services"):
        for path in sorted((root / package).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    match = re.fullmatch(r"[1-5]\d{3,4}", node.value)
                    used += [(f"{path.name}:{node.lineno}", node.value)] if match else []
    assert used
    strangers = [use for use in used if use[1] not in charts[len(use[1])] or charts[len(use[1])][use[1]].is_header]
    assert strangers == []


# --- reading ----------------------------------------------------------------------------------------------


def test_a_chart_is_read_line_by_line():
    text = (
        "\t".join(COLUMNS)
        + "\n1000\tสินทรัพย์\tAssets\tH\tDr\t\t\t\t\n1101\tเงินสด\tCash\tA\tDr\t1000\t\tcash\tA.cash_on_hand\n"
    )
    header, cash = read_chart("\ufeff" + text)
    assert header == HEADER
    assert cash == replace(CASH, form10_line="A.cash_on_hand")


@pytest.mark.parametrize("text", ["", "code\tname\n1000\tA\n"])
def test_a_chart_without_its_columns_is_refused(text):
    with pytest.raises(RuleError) as refused:
        read_chart(text)
    assert codes(refused.value.problems) == ["chart.columns"]


def test_every_line_that_cannot_be_read_is_named_at_once():
    lines = [
        "1\tก\ta\tA\tDr\t\t\tcash",
        "2\tก\ta\tZ\tDr\t\t\t\t",
        "3\tก\ta\tA\tUp\t\t\t\t",
        "4\tก\ta\tA\tDr\t\t\tnone\t",
    ]
    with pytest.raises(RuleError) as refused:
        read_chart("\n".join(["\t".join(COLUMNS), *lines]))
    assert [each.params["line"] for each in refused.value.problems] == [2, 3, 4, 5]


# --- what is wrong with a chart ---------------------------------------------------------------------------


def test_a_sound_chart_has_no_problems():
    assert problems_of_chart(CHART) == []


@pytest.mark.parametrize(
    ("chart", "code"),
    [
        ((*CHART, CASH), "chart.duplicate_code"),
        (with_account(code="11-01"), "chart.code_not_digits"),
        (with_account(name_th=""), "chart.no_name"),
        (with_account(parent="1900"), "chart.unknown_parent"),
        (with_account(parent="3101"), "chart.unknown_parent"),
        ((replace(HEADER, parent="1000"), FUND), "chart.parent_circle"),
        (with_account(closes_to="3101"), "chart.needs_no_closing"),
        ((*CHART[:3], replace(INCOME, closes_to=None)), "chart.no_closing"),
        ((*CHART[:3], replace(INCOME, closes_to="3199")), "chart.closing_not_equity"),
        ((*CHART[:3], replace(INCOME, closes_to="1101")), "chart.closing_not_equity"),
        ((replace(HEADER, cash_flow=CashFlow.CASH), *CHART[1:]), "chart.header_in_statement"),
        ((replace(HEADER, form10_line="A.bank"), *CHART[1:]), "chart.header_in_statement"),
        ((*CHART[:3], replace(INCOME, cash_flow=CashFlow.CASH)), "chart.result_in_cash_flow"),
        (with_account(cash_flow=None), "chart.no_cash_flow"),
        (with_account(form10_line="A.gold"), "chart.unknown_form10_line"),
    ],
)
def test_what_is_wrong_is_named(chart, code):
    assert set(codes(problems_of_chart(chart))) == {code}


def test_headers_in_a_circle_are_found_from_below_too():
    above = replace(HEADER, code="1100", parent="1200")
    below = replace(HEADER, code="1200", parent="1100")
    assert codes(problems_of_chart((above, below, replace(CASH, parent="1200")))) == ["chart.parent_circle"] * 3


# --- lines ------------------------------------------------------------------------------------------------


def test_headers_and_deactivated_accounts_take_no_lines():
    assert may_post(CASH)
    assert not may_post(HEADER)
    assert not may_post(replace(CASH, is_active=False))


def test_a_balance_reads_positive_on_its_usual_side():
    assert natural(CASH, Money(500)) == Money(500)
    assert natural(INCOME, Money(-500)) == Money(500)


def test_names_follow_the_language_and_fall_back_to_thai():
    assert CASH.name == "เงินสด"
    with spoken("en"):
        assert (CASH.name, FUND.name) == ("Cash", "เงินกองทุน")


def an_entry(debited="1101", credited="4101", kind=EntryKind.NORMAL):
    lines = (debit(debited, "welfare", Money(100)), credit(credited, "welfare", Money(100)))
    return Entry(date(2026, 1, 5), Series.GENERAL, "ทดสอบ", lines, kind=kind)


def problems(entry, *accounts):
    return codes(problems_of_lines(entry, {account.code: account for account in accounts or CHART}))


def test_lines_must_name_accounts_that_take_them():
    assert problems(an_entry()) == []
    assert problems(an_entry("1999", "1999")) == ["entry.unknown_account"]
    assert problems(an_entry("1000")) == ["entry.header_account"]
    assert problems(an_entry(), CASH, replace(INCOME, is_active=False)) == ["entry.closed_account"]


def test_fund_balances_are_touched_only_by_openings_and_closings():
    assert problems(an_entry("1101", "3101")) == ["entry.fund_balance"]
    assert problems(an_entry("1101", "3101", EntryKind.OPENING)) == []
    assert problems(an_entry("4101", "3101", EntryKind.CLOSING)) == []
    assert codes(problems_of_lines(an_entry("1101", "3401"), by_code())) == []


def test_what_one_fund_gives_another_takes():
    given = an_entry("3801", "1101")
    assert codes(problems_of_lines(given, by_code())) == ["entry.transfer_open"]
    taken = debit("1111", "reserve", Money(100)), credit("3801", "reserve", Money(100))
    assert problems_of_lines(replace(given, postings=given.postings + taken), by_code()) == []


def test_a_reversal_names_no_deactivated_account_either():
    assert problems(an_entry(kind=EntryKind.REVERSAL), CASH, replace(INCOME, is_active=False)) == [
        "entry.closed_account"
    ]
