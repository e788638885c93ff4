"""What is looked at before a month is closed: what is in order, what is worth a look, and what stops the close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.i18n import spoken
from welfare_desk.ledger.checklist import CheckState, MonthFacts, Till, checklist, owed_between_funds, stoppers
from welfare_desk.money import ZERO, Money

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
FINE = MonthFacts(FIRST, LAST, officers=9, meetings=1)


def states(facts):
    return {each.code: each.state for each in checklist(facts) if each.state is not CheckState.OK}


def only(facts):
    """Give the one line that is not in order."""
    [line] = [each for each in checklist(facts) if each.state is not CheckState.OK]
    return line


def test_a_month_in_order_says_so_line_by_line():
    lines = checklist(FINE)
    assert {each.state for each in lines} == {CheckState.OK}
    assert len({each.code for each in lines}) == len(lines) == 15
    with spoken("en"):
        assert lines[0].text() == "Nothing of the month waits for a second person."
        assert [each.text() for each in CheckState] == ["in order", "look at it", "stops the close"]


@pytest.mark.parametrize(
    ("found", "code", "said", "page"),
    [
        (
            {"pending": ("P-0001", "P-0002")},
            "pending",
            "Work of this month waits for a second person: P-0001, P-0002. Approve it or send it back first.",
            "pending",
        ),
        (
            {"gaps": 1},
            "numbers",
            "Gaps in the voucher numbers: 1. Check the book and ask for help before closing.",
            "report",
        ),
        (
            {"unlike": 2},
            "balances",
            "Balances that differ from the vouchers: 2. The file was changed; check the book.",
            "integrity",
        ),
        (
            {"suspense": {"2901": Money.baht(-50), "1901": ZERO}},
            "suspense",
            "On suspense: 2901 50.00. Find out whose it is and post it where it belongs.",
            "report",
        ),
    ],
)
def test_what_stops_the_close(found, code, said, page):
    line = only(replace(FINE, **found))
    with spoken("en"):
        assert (line.code, line.state, line.text(), line.page) == (code, CheckState.STOPS, said, page)
    assert line in stoppers(replace(FINE, **found))


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        ({"subledger": 1}, "subledger", "Control accounts that differ from their detail: 1. Check the book."),
        ({"drafts": 2}, "drafts", "Drafts of the month not posted: 2. After the close they take a later day."),
        (
            {"releasable": Money.baht(365)},
            "releases",
            "365.00 baht of contributions paid in advance are income by now and not released yet.",
        ),
        ({"recurring": ("ค่าไฟ", "ค่าเช่า")}, "recurring", "Entries that come again are due: ค่าไฟ, ค่าเช่า."),
        ({"assets": ("A-1",)}, "depreciation", "The month's depreciation is not posted for: A-1."),
        (
            {"unpaid": 1, "unpaid_amount": Money.baht(500)},
            "claims",
            "Benefits approved and not paid: 1, 500.00 baht in all.",
        ),
        ({"officers": 0}, "committee", "Nobody is written down as the committee."),
        ({"meetings": 0}, "minutes", "No meeting of the committee is written down for this month."),
    ],
)
def test_what_is_worth_a_look(found, code, said):
    line = only(replace(FINE, **found))
    with spoken("en"):
        assert (line.code, line.state, line.text()) == (code, CheckState.LOOK, said)


CASH = Till("1101", Money.baht(5), is_bank=False, proven=None)
BANK = Till("1111", Money.baht(5), is_bank=True, proven=date(2026, 1, 30))


def test_cash_not_counted_and_banks_not_reconciled_are_worth_a_look_and_stop_a_strict_close():
    facts = replace(FINE, tills=(CASH, BANK))
    assert states(facts) == {"cash": CheckState.LOOK, "banks": CheckState.LOOK}
    strict = replace(facts, is_strict=True)
    assert states(strict) == {"cash": CheckState.STOPS, "banks": CheckState.STOPS}
    assert [each.code for each in checklist(strict)].count("cash") == 1
    assert {each.code for each in stoppers(strict)} - {each.code for each in stoppers(facts)} == {"cash", "banks"}


def test_what_was_counted_or_reconciled_on_the_last_day_or_later_is_in_order():
    proven = replace(CASH, proven=LAST), replace(BANK, proven=date(2026, 2, 3))
    assert states(replace(FINE, tills=proven)) == {}


def test_a_fund_below_zero_in_an_account_lives_on_the_others_there():
    held = [
        ("1111", "welfare", Money.baht(-100)),
        ("1111", "reserve", Money.baht(300)),
        ("1111", "administration", Money.baht(100)),
        ("1101", "welfare", Money.baht(-8)),
        ("1101", "reserve", Money.baht(8)),
        ("1112", "welfare", Money.baht(-5)),
    ]
    assert owed_between_funds(held) == [
        ("welfare", "administration", Money.baht(25)),
        ("welfare", "reserve", Money.baht(83)),
    ]
    line = only(replace(FINE, held=held))
    with spoken("en"):
        assert line.text() == (
            "Funds owe each other: welfare → administration 25.00, welfare → reserve 83.00. "
            "Move the money, or the statements show it as owed."
        )
