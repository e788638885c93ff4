"""What a close signs is written out here by hand, so that anyone can make it again, for ever."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from hashlib import sha256

import pytest

from welfare_desk.ledger.accounts import read_chart
from welfare_desk.ledger.closing import PeriodStatement, closing_entry, hash_of_balances, hash_of_seals
from welfare_desk.ledger.entries import EntryKind, Posting, Series, problems_of
from welfare_desk.money import Money
from welfare_desk.resource import resource

STATEMENT = PeriodStatement(
    book="b0",
    period=202604,
    entries=2,
    seals_hash=b"\x01",
    debit_satang=73000,
    balances_hash=b"\x02",
    entry_head=b"\x03",
    audit_head=b"\x04",
    previous=b"",
    reopened=0,
)


def test_the_bytes_of_a_statement():
    assert STATEMENT.canonical() == b"6:period1:12:b06:2026041:22:015:730002:022:032:040:1:0"
    assert STATEMENT.hash() == sha256(STATEMENT.canonical()).digest()


def test_every_field_of_a_statement_is_signed():
    other = {int: 99, str: "other", bytes: b"other"}
    for field in fields(STATEMENT):
        changed = replace(STATEMENT, **{field.name: other[type(getattr(STATEMENT, field.name))]})
        assert changed.canonical() != STATEMENT.canonical(), field.name


def test_seals_count_in_their_order():
    assert hash_of_seals([b"a", b"b"]) == sha256(b"ab").digest()
    assert hash_of_seals([b"b", b"a"]) != hash_of_seals([b"a", b"b"])
    assert hash_of_seals([]) == sha256(b"").digest()


def test_balances_count_whatever_their_order_and_without_nil():
    written = b"4:11017:welfare5:365004:41017:welfare6:-36500"
    balances = [("4101", "welfare", -36500), ("1101", "welfare", 36500), ("1101", "reserve", 0)]
    assert hash_of_balances(balances) == sha256(written).digest()
    assert hash_of_balances(balances[::-1]) == hash_of_balances(balances)


@pytest.fixture(scope="module")
def chart():
    return {each.code: each for each in read_chart(resource("charts", "welfare_fund.tsv").read_text(encoding="utf-8"))}


LAST = date(2026, 9, 30)


def closed(chart, *balances):
    entry = closing_entry(LAST, "ปิดบัญชีปี 2569", balances, chart)
    return entry and [f"{p.account} {p.fund} {p.amount.text()}" for p in entry.postings]


def test_income_and_expenses_go_by_source_to_the_balances_of_their_own_fund(chart):
    balances = [
        ("4101", "welfare", -70_00),
        ("4101", "reserve", -20_00),
        ("4201", "welfare", -30_00),
        ("4203", "welfare", -5_00),
        ("4301", "reserve", -1_00),
        ("5104", "welfare", 40_00),
        ("5301", "reserve", 2_00),
        ("1101", "welfare", 65_00),
        ("3101", "welfare", -9_00),
    ]
    assert closed(chart, *balances) == [
        "4101 reserve 20.00",
        "4101 welfare 70.00",
        "4201 welfare 30.00",
        "4203 welfare 5.00",
        "4301 reserve 1.00",
        "5104 welfare -40.00",
        "5301 reserve -2.00",
        "3101 reserve -20.00",
        "3101 welfare -70.00",
        "3102 welfare -30.00",
        "3103 welfare -5.00",
        "3104 reserve -1.00",
        "3301 reserve 2.00",
        "3301 welfare 40.00",
    ]


def test_the_closing_entry_balances_in_each_fund_and_lives_on_the_last_day(chart):
    entry = closing_entry(LAST, "ปิด", [("4101", "welfare", -7), ("5104", "reserve", 3)], chart)
    assert entry is not None
    assert (entry.day, entry.kind, entry.series) == (LAST, EntryKind.CLOSING, Series.GENERAL)
    assert problems_of(entry) == []
    assert Posting("3301", "reserve", Money(3)) in entry.postings


def test_what_cancels_out_on_a_fund_balance_leaves_no_line_there(chart):
    assert closed(chart, ("5104", "welfare", 5_00), ("4105", "welfare", -5_00)) == [
        "4105 welfare 5.00",
        "5104 welfare -5.00",
    ]


def test_a_year_without_income_and_expenses_has_no_closing_entry(chart):
    assert closed(chart) is None
    assert closed(chart, ("1101", "welfare", 5), ("4101", "welfare", 0), ("3101", "welfare", -5)) is None
