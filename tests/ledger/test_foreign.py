"""What another program's ledger says of itself is held against what stands in it, and each fault has its place."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import AccountType, CashFlow, Side, problems_of_chart
from welfare_desk.ledger.foreign import (
    ForeignAccount,
    ForeignEntry,
    ForeignLedger,
    ForeignLine,
    StatedTotals,
    problems_of_ledger,
    signed_line,
)
from welfare_desk.ledger.foreign_charts import chart_of, read_type_rules
from welfare_desk.money import ZERO, Money

DAY = date(2024, 3, 5)
RULES = read_type_rules("chart\tprefix\ttype\nno\t1\tA\nno\t2\tL\nno\t20\tE\nno\t3\tR\nno\t4\tX\npt\t2\tA/L\n")


@pytest.fixture(autouse=True)
def _english():
    with spoken("en"):
        yield


def baht(text):
    return Money.baht(text)


def an_account(code, opening=None, closing=None, kind=None, **more):
    amounts = [None if each is None else baht(each) for each in (opening, closing)]
    return ForeignAccount(code, f"Account {code}", kind, *amounts, place=f"Line {code}", **more)


def an_entry(*lines, number="7", day=DAY, **more):
    made = tuple(signed_line(account, baht(amount), place=f"Line {account}") for account, amount in lines)
    return ForeignEntry(day, made, number, "S", "words", place=f"Entry {number}", **more)


GOOD = ForeignLedger(
    "SAF-T NO",
    (an_account("1920", 100, 150), an_account("2000", -100, -100), an_account("3000", None, -50)),
    (an_entry(("1920", 50), ("3000", -50)),),
    StatedTotals(1, baht(50), baht(50), "Totals"),
    first_day=date(2024, 1, 1),
    last_day=date(2024, 12, 31),
    numbers_are_unique=True,
    chart="no",
)


def codes(ledger):
    return [each.code for each in problems_of_ledger(ledger)]


def sentences(ledger):
    return [each.sentence() for each in problems_of_ledger(ledger)]


def test_a_ledger_that_is_right_has_no_problems():
    assert codes(GOOD) == []
    assert GOOD.balances() == {"1920": baht(150), "2000": baht(-100), "3000": baht(-50)}


def test_each_fault_is_named_with_its_place():
    assert sentences(replace(GOOD, entries=(an_entry(("1920", 50), ("3000", -49)),), totals=StatedTotals())) == [
        "Entry 7: debit and credit of entry 7 differ by 1.00 baht.",
        "Line 3000: 3000 opens with 0.00 and moves -49.00; the file closes it with -50.00.",
    ]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"accounts": (*GOOD.accounts, an_account("1920", 0))}, "foreign.account_twice"),
        ({"entries": (an_entry(("1920", 50), ("9999", -50)),)}, "foreign.unknown_account"),
        ({"first_day": date(2024, 4, 1)}, "foreign.day_outside"),
        ({"last_day": date(2024, 2, 1)}, "foreign.day_outside"),
        ({"entries": (GOOD.entries[0], an_entry(number="7"))}, "foreign.number_twice"),
        ({"accounts": (an_account("1920", 99, 149), *GOOD.accounts[1:])}, "foreign.openings"),
        ({"accounts": (an_account("1920", 100, 149), *GOOD.accounts[1:])}, "foreign.closing"),
        ({"totals": StatedTotals(2)}, "foreign.entries"),
        ({"totals": StatedTotals(1, baht(51))}, "foreign.debit"),
        ({"totals": StatedTotals(1, None, baht(49))}, "foreign.credit"),
    ],
)
def test_a_fault_is_found(fault, code):
    assert code in codes(replace(GOOD, **fault))


def test_numbers_may_come_again_where_the_program_gives_none():
    twice = replace(GOOD, entries=(GOOD.entries[0], an_entry(number="7")), totals=StatedTotals())
    assert codes(replace(twice, numbers_are_unique=False)) == []


def test_what_could_not_be_read_is_a_problem_of_the_ledger():
    other = replace(GOOD, totals=StatedTotals(5))
    assert codes(replace(GOOD, unread=tuple(problems_of_ledger(other)))) == ["foreign.entries"]


def with_headers(opening, closing):
    below = (an_account("111", 60, 60, parent="11"), an_account("112", 40, 40, parent="11"))
    above = (
        an_account("1", 100, closing, AccountType.HEADER),
        an_account("11", opening, 100, AccountType.HEADER, parent="1"),
    )
    return ForeignLedger("SAF-T PT", (*above, *below, an_account("51", -100, -100, AccountType.EQUITY)), chart="pt")


def test_an_account_that_adds_up_others_is_held_against_them():
    assert codes(with_headers(100, 100)) == []
    assert codes(with_headers(99, 100)) == ["foreign.header"]
    assert sentences(with_headers(100, 101)) == ["Line 1: 1 says 101.00; the accounts below it make 100.00."]
    line = an_entry(("11", 1), ("51", -1))
    assert "foreign.line_on_header" in codes(replace(with_headers(100, 100), entries=(line,)))


def test_headers_in_a_circle_do_not_hang():
    accounts = (
        an_account("1", kind=AccountType.HEADER, parent="2"),
        an_account("2", kind=AccountType.HEADER, parent="1"),
        an_account("21", 0, 0, AccountType.ASSET, parent="2"),
    )
    ledger = ForeignLedger("x", accounts)
    assert codes(ledger) == []
    chart = chart_of(ledger, RULES, ())
    assert [each.parent for each in chart.accounts] == [None, None, None]


def test_the_chart_keeps_codes_of_digits_and_tells_types_by_them():
    chart = chart_of(GOOD, RULES, ())
    told = [(each.code, each.type, each.cash_flow, each.normal, each.closes_to) for each in chart.accounts]
    assert told == [
        ("1920", AccountType.ASSET, CashFlow.OPERATING, Side.DEBIT, None),
        ("2000", AccountType.EQUITY, CashFlow.FINANCING, Side.CREDIT, None),
        ("3000", AccountType.INCOME, None, Side.CREDIT, "3999"),
        ("3999", AccountType.EQUITY, None, Side.CREDIT, None),
    ]
    assert [each.code for each in chart.notes] == ["foreign.note_types"]
    assert problems_of_chart(chart.accounts) == []


def test_codes_that_are_no_digits_or_mean_more_here_get_others():
    accounts = (
        an_account("Assets:Bank", 10, kind=AccountType.ASSET),
        an_account("2.4.3", -4, kind=AccountType.LIABILITY),
        an_account("2201", -6, kind=AccountType.LIABILITY),
        an_account("1001", 0, kind=AccountType.ASSET),
        an_account("9" * 30, 0, kind=AccountType.ASSET),
    )
    chart = chart_of(ForeignLedger("x", accounts), RULES, {"2201"})
    assert chart.codes == {"Assets:Bank": "1002", "2.4.3": "243", "2201": "22010", "1001": "1001", "9" * 30: "1003"}
    assert chart.accounts[0].name_th == "Assets:Bank Account Assets:Bank"
    assert [each.sentence() for each in chart.notes] == [
        "4 accounts got a code of digits; the file's own stands before their names."
    ]


def test_a_path_that_is_its_own_name_is_not_said_twice():
    path = ForeignAccount("Assets:Bank", "Assets:Bank", AccountType.ASSET)
    nameless = ForeignAccount("1001", " ", AccountType.ASSET)
    assert [each.name_th for each in chart_of(ForeignLedger("x", (path, nameless)), RULES, ()).accounts] == [
        "Assets:Bank",
        "1001",
    ]


def test_headers_stand_before_what_is_under_them_and_sides_tell_mixed_accounts():
    accounts = (
        an_account("211", 5, parent="21"),
        an_account("221", -5, parent="21"),
        an_account("21", 0, kind=AccountType.HEADER),
    )
    chart = chart_of(ForeignLedger("SAF-T PT", accounts, chart="pt"), RULES, ())
    told = [(each.code, each.type, each.parent) for each in chart.accounts]
    assert told == [
        ("21", AccountType.HEADER, None),
        ("211", AccountType.ASSET, "21"),
        ("221", AccountType.LIABILITY, "21"),
    ]
    assert problems_of_chart(chart.accounts) == []


def test_money_is_what_never_falls_below_zero():
    accounts = (
        an_account("1", 10, kind=AccountType.ASSET, is_money=True),
        an_account("2", 0, kind=AccountType.ASSET, is_money=True),
        an_account("3", -10, kind=AccountType.EQUITY),
        ForeignAccount("4", "เงินสดในมือ", AccountType.ASSET),
    )
    entries = (an_entry(("2", 5), ("1", -5)), an_entry(("2", -6), ("1", 6), day=date(2024, 2, 1)))
    chart = chart_of(ForeignLedger("x", accounts, entries, currency="NOK"), RULES, ())
    flows = {each.code: each.cash_flow for each in chart.accounts}
    assert flows == {"1": CashFlow.CASH, "2": CashFlow.OPERATING, "3": CashFlow.FINANCING, "4": CashFlow.CASH}
    assert [each.sentence() for each in chart.notes] == [
        "2 falls below zero in the file; it is kept as an account that may, not as cash.",
        "The amounts are in NOK; where the program writes baht, read NOK.",
    ]
    brought = chart_of(ForeignLedger("x", (replace(accounts[0], opening=baht(-1)),)), RULES, ())
    assert brought.accounts[0].cash_flow is CashFlow.OPERATING


def test_a_side_below_zero_stays_on_its_side():
    assert ForeignLine("1", baht(-5)).amount == baht(-5)
    assert signed_line("1", baht(-5)) == ForeignLine("1", ZERO, baht(5))
    corrected = ForeignEntry(DAY, (ForeignLine("1920", baht(-5)), ForeignLine("3000", ZERO, baht(-5))))
    ledger = replace(GOOD, entries=(*GOOD.entries, corrected), totals=StatedTotals(2, baht(45), baht(45), ""))
    assert codes(ledger) == ["foreign.closing", "foreign.closing"]
