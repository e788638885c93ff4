"""What an auditor may propose, and of which year an auditor may speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from welfare_desk.ledger.audits import Adjustment, may_be_given_an_opinion, problems_of_adjustment
from welfare_desk.ledger.periods import Calendar, Period, PeriodStatus

CALENDAR = Calendar(date(2025, 10, 1), 10)
CLOSING = Period(2026, 13)
GOOD = Adjustment(2026, date(2026, 12, 1), "ผู้สอบบัญชี", "ค่าเสื่อม", an_entry(day="2026-09-30"))


@pytest.mark.parametrize(
    ("changes", "statuses", "codes"),
    [
        ({}, {}, []),
        ({}, {CLOSING: PeriodStatus.CLOSED}, []),
        ({"proposed_by": " "}, {}, ["adjustment.who"]),
        ({"reason": ""}, {}, ["adjustment.why"]),
        ({"fiscal_year": 2027}, {}, ["adjustment.year"]),
        ({}, {CLOSING: PeriodStatus.LOCKED}, ["year.locked"]),
        ({"entry": an_entry("1101 welfare 5", "4101 welfare -4", day="2026-09-30")}, {}, ["entry.unbalanced"]),
    ],
)
def test_what_may_be_proposed(changes, statuses, codes):
    assert [each.code for each in problems_of_adjustment(replace(GOOD, **changes), CALENDAR, statuses)] == codes


@pytest.mark.parametrize(
    ("auditor", "statuses", "code"),
    [
        ("ผู้สอบ", {CLOSING: PeriodStatus.CLOSED}, None),
        ("ผู้สอบ", {CLOSING: PeriodStatus.LOCKED}, None),
        ("ผู้สอบ", {}, "opinion.open"),
        (" ", {CLOSING: PeriodStatus.CLOSED}, "opinion.who"),
    ],
)
def test_of_which_year_an_auditor_speaks(auditor, statuses, code):
    refusal = may_be_given_an_opinion(2026, auditor, CALENDAR, statuses)
    assert (refusal and refusal.code) == code
