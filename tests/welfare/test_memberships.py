from __future__ import annotations

from datetime import date

from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.welfare.contributions import Payer
from welfare_desk.welfare.memberships import payer_of, terms_of
from welfare_desk.welfare.plans import DAILY, Span, Terms

DAY = date(2026, 1, 5)
EVE = date(2025, 9, 30)


def a_member(*statuses):
    changes = tuple(StatusChange(day, status) for day, status in statuses)
    return Member("00001", "นาย", "ชูวิทย์", "เปรี่ยมนอง", EVE, entry_day=date(2020, 1, 1), statuses=changes)


def the_terms(*statuses, exempt=()):
    return terms_of(a_member(*statuses), DAILY, 10, exempt)


def test_a_member_owes_without_end():
    assert the_terms((date(2020, 1, 1), Status.ACTIVE), (DAY, Status.ARREARS)) == Terms(DAILY)


def test_who_dies_is_a_member_on_that_day_and_who_leaves_to_the_day_before():
    assert the_terms((DAY, Status.DEAD)).ends == DAY
    assert the_terms((DAY, Status.RESIGNED)).ends == date(2026, 1, 4)
    assert the_terms((DAY, Status.LAPSED), (date(2026, 3, 1), Status.DEAD)).ends == date(2026, 1, 4)


def test_a_number_that_was_merged_owes_nothing_whatever_it_was_before():
    assert the_terms((DAY, Status.MERGED)).ends == EVE
    assert the_terms((DAY, Status.RESIGNED), (date(2026, 3, 1), Status.MERGED)).ends == EVE


def test_an_end_of_unknown_day_counts_from_the_opening_position():
    assert the_terms((None, Status.DEAD)).ends == EVE


def test_the_days_between_an_end_and_a_reentry_are_free():
    back = date(2026, 6, 1)
    found = the_terms((DAY, Status.LAPSED), (back, Status.ACTIVE))
    assert found.exempt == (Span(DAY, date(2026, 5, 31)),)
    assert (found.reentries, found.ends) == ((back,), None)
    assert the_terms((DAY, Status.LAPSED), (DAY, Status.ACTIVE)).exempt == ()
    assert the_terms((DAY, Status.LAPSED), (None, Status.ACTIVE)).ends == date(2026, 1, 4)


def test_exempt_days_that_touch_are_one_span():
    spans = (
        Span(date(2026, 2, 1), date(2026, 2, 28)),
        Span(date(2026, 1, 1), date(2026, 1, 31)),
        Span(date(2026, 1, 10), date(2026, 1, 20)),
        Span(date(2026, 5, 1), date(2026, 5, 31)),
    )
    assert the_terms(exempt=spans).exempt == (Span(date(2026, 1, 1), date(2026, 2, 28)), spans[3])


def test_what_a_treasurer_should_know_of_a_payer():
    assert payer_of(a_member((DAY, Status.RESIGNED)), DAY) == Payer(
        "00001", date(2020, 1, 1), date(2026, 1, 4), "resigned"
    )
    assert payer_of(a_member(), DAY) == Payer("00001", date(2020, 1, 1))
