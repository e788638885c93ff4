"""Each rule on one entry, as it is kept; whatever a damaged book says, there is an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.errors import problem
from welfare_desk.i18n import spoken
from welfare_desk.ledger.checks import CHECKS, KeptBook, KeptEntry, KeptLine, Outcome, Verification, failed
from welfare_desk.ledger.periods import Calendar

CALENDAR = Calendar(date(2025, 10, 1), 10)
JANUARY, MOMENT = "2026-01-05", "2026-01-05T03:00:00.000+00:00"


def a_line(account="1101", satang=36500, fund="welfare", member=None, day=JANUARY):
    return KeptLine(account, fund, satang, member, day)


IN, OUT = a_line(), a_line("4101", -36500)


def kept(*lines, **changes):
    """Give a sound entry, save for what is changed."""
    sound = KeptEntry(
        2, "RV", "2026-01", 2, "RV6901-0002", JANUARY, 202604, "normal", MOMENT, None, 1, lines or (IN, OUT)
    )
    return replace(sound, **changes)


FIRST = kept(id=1, number=1, voucher="RV6901-0001")


def faults(entry, *others, uses=None):
    entries = {each.id: each for each in (*(others or (FIRST,)), entry)}
    return failed(entry, KeptBook(CALENDAR, entries, frozenset({"1000"}), frozenset({"3801"}), uses or {}))


def test_a_sound_entry_meets_every_rule():
    assert faults(FIRST) == frozenset()
    assert faults(kept()) == frozenset()


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (kept(posted=0), "unposted_row"),
        (kept(lines=()), "few_lines"),
        (kept(IN, a_line("4101", -36400)), "unbalanced"),
        (kept(IN, a_line("4101", -36500, "reserve")), "fund_unbalanced"),
        (kept(a_line("1000"), OUT), "header_account"),
        (kept(voucher="RV6901-0003"), "voucher_number"),
        (kept(month="2026-1", day="2026-1-05", voucher="?"), "voucher_number"),
        (kept(series="XX", number=1, voucher="XX6901-0001"), "voucher_number"),
        (kept(number=3, voucher="RV6901-0003"), "voucher_gap"),
        (kept(id=1, number=2), "voucher_gap"),
        (kept(month="2026-02", number=1, voucher="RV6902-0001"), "day_outside_number"),
        (kept(period=202605), "line_outside_period"),
        (kept(IN, a_line("4101", -36500, day="2026-01-06")), "line_outside_period"),
        (kept(kind="odd"), "line_outside_period"),
        (kept(kind="opening", period=202600), "line_outside_period"),
        (kept(kind="reversal"), "reversal"),
        (kept(reverses=1), "reversal"),
        (kept(kind="reversal", reverses=1), "reversal"),
        (kept(kind="reversal", reverses=9), "reversal"),
        (kept(a_line("3801"), OUT), "transfers"),
    ],
)
def test_a_fault_is_named(entry, fault):
    others = () if entry.id == 1 else (FIRST,)
    assert fault in faults(entry, *others)
    with_it = {"voucher_gap", "line_outside_period", "day_outside_number"}
    assert faults(entry, *others) <= {fault, *with_it}


@pytest.mark.parametrize("day", ["2026-01-32", "20260105", "2025-09-30"])
def test_a_day_that_is_none_or_lies_before_the_book_is_outside_its_period(day):
    lines = (a_line(day=day), a_line("4101", -36500, day=day))
    assert "line_outside_period" in faults(kept(*lines, day=day))


def test_a_reversal_is_the_mirror_of_an_earlier_entry():
    mirror = a_line(satang=-36500), a_line("4101", 36500)
    assert faults(kept(*mirror, kind="reversal", reverses=1)) == frozenset()
    assert faults(kept(*mirror, kind="reversal", reverses=2)) == {"reversal"}
    later = replace(FIRST, day="2026-01-06")
    assert faults(kept(*mirror, kind="reversal", reverses=1), later) == {"reversal"}


@pytest.mark.parametrize(
    ("uses", "closed"),
    [
        ([], False),
        ([("2026-01-04", False)], True),
        ([(MOMENT, False)], False),
        ([("2026-01-03", False), ("2026-01-04", True)], False),
        ([("2026-01-03", True), ("2026-01-04", False)], True),
    ],
)
def test_an_account_takes_lines_until_it_is_taken_out_of_use(uses, closed):
    assert ("closed_account" in faults(kept(), uses={"4101": tuple(uses)})) is closed


def test_checks_are_told_apart_by_id_and_speak_both_languages():
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    with spoken("en"):
        assert all(check.text() == check.sentence for check in CHECKS)


def test_what_was_found_is_said_up_to_a_point():
    check, place = CHECKS[0], problem("file", "page {page}", page=1)
    with spoken("en"):
        assert Outcome(check).found == ()
        assert Outcome(check, (place,), 1).found == ("page 1",)
        assert Outcome(check, (place,), 5).found == ("page 1", "… and 4 more")
        assert Outcome(check).sentence() == check.sentence
    bad = Verification((Outcome(check, (place,), 1), Outcome(CHECKS[1])), (place,), 1)
    assert (bad.ok, bad.failed, bad.notes) == (False, ("file",), ("page 1",))
    assert Verification((Outcome(check),), (), 0).ok
