"""A strict fund closes no month before its cash is counted and its banks are reconciled."""

from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry
from welfare_desk.errors import RuleError
from welfare_desk.services.close_rules import is_close_strict, set_close_strict
from welfare_desk.services.entries import post_entry
from welfare_desk.services.periods import close_month
from welfare_desk.storage import trail

OCTOBER = date(2025, 10, 1)


def test_a_strict_close_waits_for_the_count(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry(day="2025-10-05"))
    assert not desk.ask(is_close_strict)
    set_close_strict(desk, strict=True)
    set_close_strict(desk, strict=True)
    assert desk.ask(is_close_strict)
    with pytest.raises(RuleError):
        close_month(desk, OCTOBER, PIN)
    set_close_strict(desk, strict=False)
    assert not desk.ask(is_close_strict)
    assert close_month(desk, OCTOBER, PIN)
    assert desk.ask(lambda tx: trail.last_of(tx, "close.rules_set")) is not None
    desk.book.close()
