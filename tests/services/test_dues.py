"""Dues in the book: deferred income released, members who need not pay, plans."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import a_line
from tests.services.small_fund import (
    NEW_YEAR,
    NOVEMBER,
    OCTOBER,
    a_fund,
    balance,
    held,
    pay,
    refused,
    stands,
)
from welfare_desk.i18n import spoken
from welfare_desk.ledger.funds import SPLIT_70_20_10
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.services import dues as services
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import record_status
from welfare_desk.services.openings import open_balances
from welfare_desk.storage import entries, openings
from welfare_desk.welfare.dues import Position
from welfare_desk.welfare.plans import Period, Plan, Span


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


def test_an_advance_is_deferred_and_released_with_its_year(tmp_path):
    desk = a_fund(tmp_path, weights=SPLIT_70_20_10)
    pay(desk, 1095)
    assert held(desk) == Money.baht(730)
    posted = services.release_deferred(desk)
    assert posted.voucher == "JV6910-0001"
    assert desk.ask(lambda tx: entries.get(tx, posted.id)).day == NEW_YEAR
    assert held(desk) == Money.baht(365)
    assert balance(desk, "4101") == Money.baht(-730)
    assert services.release_deferred(desk) is None


def test_all_that_is_deferred_is_released_when_membership_ends(tmp_path):
    desk = a_fund(tmp_path)
    pay(desk, 1095)
    pay(desk, 730, "00002")
    record_status(desk, "00001", StatusChange(date(2026, 1, 9), Status.DEAD))
    services.release_deferred(desk, date(2026, 1, 9))
    assert (held(desk), held(desk, "00002")) == (ZERO, Money.baht(365))


def test_deferred_income_of_the_old_books_is_assigned_and_released_with_its_year(tmp_path):
    desk = a_fund(tmp_path, weights=SPLIT_70_20_10)
    opened = ("1101 welfare 700", "2201 welfare -700", "1101 reserve 200", "2201 reserve -200")
    open_balances(desk, [a_line(each) for each in opened])
    services.assign_opening(desk, "00001", Money.baht(450), "ทะเบียนเก่า")
    assert stands(desk).position == Position(date(2026, 12, 31))
    assert held(desk) == Money.baht(450)
    services.release_deferred(desk, date(2025, 10, 1))
    assert (held(desk), balance(desk, "4101")) == (Money.baht(90), Money.baht(-360))
    assert refused(services.assign_opening, desk, "00002", Money.baht(451), "") == ["opening.amount"]
    assert refused(services.assign_opening, desk, "00099", Money.baht(1), "") == ["member.unknown"]
    services.assign_opening(desk, "00002", Money.baht(450), "ทะเบียนเก่า")
    assert desk.ask(lambda tx: openings.unassigned(tx, "2201")) == ()
    assert [each.id for each in verify_book(desk).results if not each.ok] == []


def test_an_opening_given_again_keeps_what_was_assigned(tmp_path):
    desk = a_fund(tmp_path)
    open_balances(desk, [a_line(each) for each in ("1101 welfare 700", "2201 welfare -700")])
    services.assign_opening(desk, "00001", Money.baht(450), "ทะเบียนเก่า")
    open_balances(desk, [a_line(each) for each in ("1101 welfare 800", "2201 welfare -800")])
    assert desk.ask(lambda tx: openings.unassigned(tx, "2201")) == (("welfare", Money.baht(-350)),)
    assert [each.id for each in verify_book(desk).results if not each.ok] == []


def test_waived_months_are_stepped_over(tmp_path):
    desk = a_fund(tmp_path)
    span = Span(date(2025, 11, 1), date(2025, 12, 31))
    services.waive(desk, "00001", span, "น้ำท่วม มติ 3/2568")
    pay(desk, 60)
    assert stands(desk).position == Position(date(2026, 1, 31))
    assert refused(services.waive, desk, "00001", span, " ") == [
        "exemption.paid",
        "exemption.twice",
        "exemption.no_reason",
    ]
    backwards = Span(date(2026, 5, 1), date(2026, 4, 1))
    assert refused(services.waive, desk, "00001", backwards, "มติ") == ["exemption.order"]


def test_the_fund_pays_for_a_member_in_need(tmp_path):
    desk = a_fund(tmp_path, weights=SPLIT_70_20_10)
    year = Span(date(2025, 10, 1), date(2026, 9, 30))
    posted = services.pay_by_fund(desk, "00001", year, "welfare", OCTOBER, "3/2568")
    entry = desk.ask(lambda tx: entries.get(tx, posted.id))
    assert [(line.account, line.fund, line.amount.text()) for line in entry.postings] == [
        ("5106", "welfare", "365.00"),
        ("4105", "welfare", "-365.00"),
    ]
    pay(desk, 30)
    assert (stands(desk).position.paid_to, held(desk)) == (date(2026, 10, 31), Money.baht(30))
    reverse_entry(desk, posted.voucher, NOVEMBER, "ยกเลิกมติ")
    assert stands(desk).position == Position(date(2025, 10, 31))
    services.release_deferred(desk, NOVEMBER)
    assert held(desk) == ZERO


def test_a_plan_of_the_funds_own_is_kept_and_chosen(tmp_path):
    desk = a_fund(tmp_path)
    quarterly = Plan("q", "ไตรมาสละ 90 บาท", "", Period.OTHER, Money.baht(90), months=3)
    services.keep_plan(desk, quarterly)
    services.choose_plan(desk, "q")
    assert stands(desk).terms.plan == quarterly
    pay(desk, 90)
    assert stands(desk).position == Position(date(2025, 12, 31))
    assert refused(services.choose_plan, desk, "weekly") == ["plan.unknown"]
    assert refused(services.keep_plan, desk, Plan("x", "", "", Period.DAY, ZERO)) == ["plan.no_name", "plan.no_amount"]
