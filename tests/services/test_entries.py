from __future__ import annotations

import pytest

from tests.builders import a_book, an_entry, journal
from welfare_desk.services.entries import post_entry


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    yield desk
    desk.book.close()


def codes(error):
    return [each.code for each in error.value.problems]


def test_an_entry_reaches_the_ledger(desk):
    posted = post_entry(desk, an_entry(memo="contribution of January"))
    assert posted == (1, "RV6901-0001")
    assert (
        journal(desk)
        == """
    5/1/2569  RV6901-0001 contribution of January
      1101 Cash on hand (treasurer) welfare             365.00
      4101 Member contributions     welfare                         365.00"""
    )
