"""A handover is signed when everything was counted and every difference is explained."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.handovers import Counted, Handover, Office, Things, problems_of_handover, read, written

TODAY = date(2026, 1, 15)
WHOLE = Handover(
    TODAY,
    Office.TREASURER,
    "นางคำ",
    "นางแดง",
    "นายก้อน",
    (Counted("1101", Money.baht(120), Money.baht(120)), Counted("1111", Money.baht(900), Money.baht(900))),
    Things("ทะเบียนสมาชิก", "กุญแจตู้", "คอมพิวเตอร์"),
)


def counted(found):
    return (Counted("1101", Money.baht(120), found),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"day": date(2026, 1, 16)}, ["hand_in.future"]),
        ({"giver": ""}, ["handover.no_giver"]),
        ({"taker": ""}, ["handover.no_taker"]),
        ({"taker": "นางคำ"}, ["handover.same"]),
        ({"counted": counted(None)}, ["handover.uncounted"]),
        ({"counted": counted(Money.baht(-1)), "note": "x"}, ["handover.uncounted"]),
        ({"counted": counted(ZERO)}, ["handover.unexplained"]),
        ({"counted": counted(Money.baht(121))}, ["handover.unexplained"]),
        ({"counted": counted(Money.baht(119)), "note": "ขาดหนึ่งบาท"}, []),
    ],
)
def test_what_keeps_a_handover_from_being_signed(changes, said):
    assert [each.code for each in problems_of_handover(replace(WHOLE, **changes), TODAY)] == said


def test_a_field_that_was_not_counted_is_named():
    found = problems_of_handover(replace(WHOLE, counted=counted(None)), TODAY)
    assert [each.field for each in found] == ["found_1101"]


def test_differences_add_up():
    short = replace(WHOLE, counted=(*counted(Money.baht(100)), Counted("1111", ZERO, Money.baht(5))))
    assert (short.difference, Money.sum(short.counted_money)) == (Money.baht(-15), Money.baht(105))


@given(
    st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)), max_size=4), st.text(max_size=20),
    st.sampled_from(Office),
)  # fmt: skip
def test_what_is_written_is_read_again(money, words, office):
    accounts = tuple(Counted(f"11{at}", Money(book), Money(found)) for at, (book, found) in enumerate(money))
    whole = replace(WHOLE, counted=accounts, note=words, office=office, things=Things(words))
    assert read(written(whole)) == whole
