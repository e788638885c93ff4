"""A voucher's number says its series, its Buddhist year and month, and its place in them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.vouchers import Voucher, read_voucher, voucher_text


def test_a_receipt_of_january_2569():
    assert Voucher(Series.RECEIPT, date(2026, 1, 1), 1).text() == "RV6901-0001"
    assert voucher_text(Series.PAYMENT, date(2026, 12, 31), 27) == "PV6912-0027"


def test_a_number_grows_past_four_digits():
    assert voucher_text(Series.GENERAL, date(2026, 1, 31), 12345) == "JV6901-12345"
    assert read_voucher("JV6901-12345").number == 12345


@given(st.sampled_from(Series), st.dates(date(1957, 1, 1), date(2056, 12, 31)), st.integers(1, 10**6))
def test_what_is_written_is_read_back(series, day, number):
    month = day.replace(day=1)
    assert read_voucher(voucher_text(series, day, number)) == Voucher(series, month, number)


@pytest.mark.parametrize("text", [" rv6901-0001 ", "RV6901-0001", "RV๖๙๐๑-๐๐๐๑"])
def test_people_write_it_in_other_ways(text):
    assert read_voucher(text) == Voucher(Series.RECEIPT, date(2026, 1, 1), 1)


@pytest.mark.parametrize(
    "text", ["", "RV6901-001", "XX6901-0001", "RV6913-0001", "RV6900-0001", "RV69010001", "D-0001"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - each part of the number has its own sentence
        read_voucher(text)
