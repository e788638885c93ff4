"""Who is a member, since when, and in what standing."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.th import pin

from welfare_desk.dates import add_months
from welfare_desk.members.register import (
    Beneficiary,
    Member,
    NoIdReason,
    Status,
    StatusChange,
    first_paid_to,
    is_id_number,
    problems_of,
)

ENTRY = date(2010, 8, 12)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def an_id(twelve="359050982022"):
    return twelve + pin.calc_check_digit(twelve)


def a_member(*changes, entered=ENTRY, **fields):
    rest = {"national_id": an_id(), "statuses": (StatusChange(entered, Status.ACTIVE), *changes)} | fields
    return Member("00001", "นาย", "ชูวิทย์", "เปรี่ยมนอง", paid_to=date(2025, 9, 30), entry_day=entered, **rest)


def codes(member):
    return [each.code for each in problems_of(member)]


def test_a_member_has_a_name():
    assert a_member().name == "นายชูวิทย์ เปรี่ยมนอง"


def test_standing_follows_its_history():
    member = a_member(StatusChange(date(2024, 4, 1), Status.ARREARS), StatusChange(date(2025, 1, 5), Status.DEAD))
    days = [date(2010, 1, 1), date(2024, 3, 31), date(2024, 4, 1), date(2025, 1, 4), date(2025, 1, 5)]
    assert [member.status_on(day) for day in days] == ["active", "active", "arrears", "arrears", "dead"]
    assert a_member(StatusChange(None, Status.DEAD)).status_on(ENTRY) == "dead"


def test_a_member_is_one_from_the_day_of_entry():
    assert not a_member().was_member(ENTRY - timedelta(days=1))
    assert a_member().was_member(ENTRY)


def test_who_resigns_is_a_member_to_the_day_before_and_who_dies_on_the_day_still():
    day = date(2025, 1, 5)
    eve, after = day - timedelta(days=1), day + timedelta(days=1)
    resigned, dead = a_member(StatusChange(day, Status.RESIGNED)), a_member(StatusChange(day, Status.DEAD))
    assert [resigned.was_member(each) for each in (eve, day, after)] == [True, False, False]
    assert [dead.was_member(each) for each in (eve, day, after)] == [True, True, False]


def test_the_register_says_when_it_cannot_tell():
    assert a_member(entered=None).was_member(ENTRY) is None
    assert a_member(entered=None).full_years_of_membership(ENTRY) is None
    assert a_member(StatusChange(None, Status.DEAD)).was_member(ENTRY) is None
    assert a_member(StatusChange(ENTRY, Status.DEAD), entered=None).was_member(date(2020, 1, 1)) is False


def test_re_entry_begins_the_years_anew():
    member = a_member(
        StatusChange(date(2015, 1, 1), Status.LAPSED),
        StatusChange(date(2018, 6, 1), Status.ACTIVE),
        StatusChange(date(2020, 1, 1), Status.ARREARS),
    )
    assert member.full_years_of_membership(date(2014, 12, 31)) == 4
    assert not member.was_member(date(2016, 1, 1))
    assert member.was_member(date(2018, 6, 1))
    assert member.full_years_of_membership(date(2021, 5, 31)) == 2
    assert member.full_years_of_membership(date(2021, 6, 1)) == 3


def test_the_29th_of_february_has_its_anniversary_on_the_1st_of_march():
    member = a_member(entered=date(2024, 2, 29))
    assert member.full_years_of_membership(date(2025, 2, 28)) == 0
    assert member.full_years_of_membership(date(2025, 3, 1)) == 1
    assert member.full_years_of_membership(date(2028, 2, 29)) == 4


@settings(max_examples=100)
@given(DAYS, DAYS)
def test_years_of_membership_grow_by_one_on_each_anniversary_only(entered, day):
    member = a_member(entered=entered)
    years = member.full_years_of_membership(day)
    assert years >= 0
    grown = member.full_years_of_membership(day) - member.full_years_of_membership(day - timedelta(days=1))
    leap_anniversary = (entered.month, entered.day) == (2, 29) and (day.month, day.day) == (3, 1)
    anniversary = day > entered and ((day.month, day.day) == (entered.month, entered.day) or leap_anniversary)
    if grown:
        assert anniversary
    if day > entered:
        assert member.full_years_of_membership(add_months(entered, 12 * (years + 1)) + timedelta(days=1)) >= years + 1


FIRST = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("entered", "arrears", "paid_to"),
    [
        (ENTRY, None, date(2025, 9, 30)),
        (None, None, date(2025, 9, 30)),
        (ENTRY, date(2025, 4, 1), date(2025, 3, 31)),
        (ENTRY, date(2025, 11, 1), date(2025, 9, 30)),
        (date(2025, 10, 1), None, date(2025, 9, 30)),
        (date(2026, 2, 15), None, date(2026, 2, 14)),
        (date(2026, 2, 15), date(2026, 5, 1), date(2026, 2, 14)),
    ],
)
def test_a_member_is_paid_to_the_eve_of_the_book_of_the_arrears_or_of_entry(entered, arrears, paid_to):
    assert first_paid_to(FIRST, entered, arrears) == paid_to


def test_a_right_member_has_no_problems():
    heir = Beneficiary("นางสาวปทิตตา เปรี่ยมนอง", "บุตร")
    assert codes(a_member(beneficiaries=(heir, heir))) == []
    assert codes(a_member(national_id=None, no_id_reason=NoIdReason.MONK)) == []
    assert codes(a_member(birth_day=date(1950, 1, 18))) == []


def test_everything_wrong_is_told_at_once():
    wrong = Member(
        "", "", "", "", FIRST, national_id="3590509820222", birth_day=date(2000, 1, 1), entry_day=date(1999, 1, 1)
    )
    assert codes(wrong) == [
        "member.no_number",
        "member.no_name",
        "member.bad_id",
        "member.entry_before_birth",
        "member.no_status",
    ]
    unknown = a_member(StatusChange(None, Status.DEAD), national_id=None, entered=None)
    assert codes(unknown) == ["member.no_id", "member.no_entry_day", "member.no_end_day"]
    turned = a_member(StatusChange(date(2020, 1, 1), Status.DEAD), StatusChange(date(2019, 1, 1), Status.ACTIVE))
    assert codes(turned) == ["member.status_order"]


@pytest.mark.parametrize(
    ("shares", "right"),
    [
        ((None, None), True),
        ((5000, 5000), True),
        ((5000, 4999), False),
        ((10000, None), False),
        ((12000, -2000), False),
    ],
)
def test_shares_add_up_to_a_hundred_or_are_equal(shares, right):
    heirs = tuple(Beneficiary("นางเอ", share=share) for share in shares)
    assert codes(a_member(beneficiaries=heirs)) == ([] if right else ["member.shares"])


def test_a_beneficiary_has_a_name():
    assert codes(a_member(beneficiaries=(Beneficiary(""),))) == ["member.beneficiary_no_name"]


@settings(max_examples=50)
@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_noticed_but_for_the_check_digits_own_gap(twelve, place, by):
    right = an_id(twelve)
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    assert is_id_number(right)
    if pin.calc_check_digit(wrong) != wrong[-1]:
        assert not is_id_number(wrong)
