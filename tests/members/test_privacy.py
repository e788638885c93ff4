"""What the law on personal data asks of a fund, rule by rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from welfare_desk.errors import Problem
from welfare_desk.members.privacy import (
    ERASED_NAME,
    Breach,
    Consent,
    DataRequest,
    Erasure,
    Purpose,
    RequestKind,
    RequestStatus,
    Risk,
    Scope,
    erasable,
    erased,
    problems_of_answer,
    problems_of_breach,
    problems_of_consent,
)
from welfare_desk.members.register import Beneficiary, Member, NoIdReason, Status, StatusChange

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
AGREED = Consent(Purpose.HEALTH, date(2026, 1, 5), given=True, how="ลงชื่อในแบบ")
BOTH = (Scope.CONTACT, Scope.IDENTITY)


def a_member(*statuses, **fields):
    standings = tuple(StatusChange(*each) for each in statuses)
    return Member(
        "00001",
        "นาง",
        "มาลี",
        "ใจดี",
        date(2025, 9, 30),
        statuses=standings,
        **fields,
    )


GONE = a_member((date(2015, 1, 1), Status.ACTIVE), (date(2020, 6, 1), Status.RESIGNED, "ย้ายบ้าน"))


# Consent


def test_a_member_agrees_and_takes_it_back():
    back = replace(AGREED, given=False, day=TODAY, how="")
    assert problems_of_consent(AGREED, None, TODAY) == []
    assert problems_of_consent(back, AGREED, TODAY) == []


@pytest.mark.parametrize(
    ("changes", "last", "said"),
    [
        ({"purpose": Purpose.ACCOUNTS}, None, ["consent.purpose"]),
        ({"day": date(2026, 3, 3)}, None, ["consent.future"]),
        ({"given": False}, None, ["consent.none"]),
        ({}, AGREED, ["consent.same"]),
        ({"given": False, "day": date(2026, 1, 4)}, AGREED, ["consent.order"]),
        ({"how": " "}, None, ["consent.how"]),
    ],
)
def test_a_consent_that_makes_no_sense_is_refused(changes, last, said):
    assert [each.code for each in problems_of_consent(replace(AGREED, **changes), last, TODAY)] == said


# Requests


def test_a_request_is_answered_within_thirty_days():
    request = DataRequest(1, "00001", RequestKind.SHOW, date(2026, 2, 1))
    assert request.due == date(2026, 3, 3)
    assert problems_of_answer(request, replace(request, answered=TODAY, answer="ให้ดูแล้ว")) == []


def test_an_answer_says_something_once_and_not_before_the_question():
    request = DataRequest(1, "00001", RequestKind.ERASE, TODAY)
    refused = replace(request, status=RequestStatus.REFUSED, answered=date(2026, 3, 1), answer=" ")
    found = problems_of_answer(request, refused)
    assert [each.code for each in found] == ["request.day", "request.no_answer"]
    assert "complain" in found[1].text
    done = replace(request, status=RequestStatus.DONE, answered=TODAY, answer="")
    found = problems_of_answer(done, replace(done, answered=None))
    assert [each.code for each in found] == ["request.answered", "request.day", "request.no_answer"]


# Erasing


def test_nothing_goes_while_somebody_is_a_member():
    found = erasable(a_member((date(2015, 1, 1), Status.ACTIVE)), None, TODAY, 5, ())
    assert isinstance(found, Problem)
    assert found.code == "erase.member"


def test_contact_goes_at_once_and_the_name_after_the_years():
    assert erasable(GONE, None, date(2020, 6, 1), 5, ()) == Erasure((Scope.CONTACT,), date(2025, 6, 1))
    assert erasable(GONE, None, date(2025, 6, 1), 5, ()) == Erasure(BOTH, None)
    assert erasable(GONE, None, date(2025, 6, 1), 5, (Scope.CONTACT,)) == Erasure((Scope.IDENTITY,), None)


def test_money_that_came_later_keeps_the_name_longer():
    assert erasable(GONE, date(2021, 2, 28), TODAY, 5, ()) == Erasure(BOTH, None)
    assert erasable(GONE, date(2021, 3, 3), TODAY, 5, ()) == Erasure((Scope.CONTACT,), date(2026, 3, 3))


def test_what_is_gone_is_not_erased_again():
    later, gone = erasable(GONE, TODAY, TODAY, 5, (Scope.CONTACT,)), erasable(GONE, None, TODAY, 5, BOTH)
    assert isinstance(later, Problem)
    assert isinstance(gone, Problem)
    assert (later.code, gone.code) == ("erase.later", "erase.gone")


def test_a_merged_number_is_erased_with_the_one_that_stays():
    merged = a_member((date(2026, 1, 1), Status.MERGED, "00002"))
    found = erasable(merged, None, TODAY, 5, ())
    assert isinstance(found, Problem)
    assert (found.code, found.params["number"]) == ("erase.merged", "00002")


def test_an_end_of_unknown_day_counts_from_today():
    found = erasable(a_member((None, Status.LAPSED)), None, TODAY, 5, ())
    assert found == Erasure((Scope.CONTACT,), date(2031, 3, 2))


def test_the_entry_keeps_numbers_days_and_standings():
    whole = replace(
        GONE, national_id="1101700230708", phone="0812345678", house="1", village="3", birth_year=1950, note="ป่วย",
        entry_day=date(2015, 1, 1), no_id_reason=NoIdReason.MONK, beneficiaries=(Beneficiary("บุตร"),), plan="daily",
    )  # fmt: skip
    contact = erased(whole, (Scope.CONTACT,))
    assert (contact.phone, contact.house, contact.note, contact.beneficiaries) == ("", "", "", ())
    assert (contact.name, contact.national_id, contact.village) == ("นางมาลี ใจดี", "1101700230708", "3")
    assert [(each.from_day, each.status, each.reason) for each in contact.statuses] == [
        (date(2015, 1, 1), Status.ACTIVE, ""),
        (date(2020, 6, 1), Status.RESIGNED, ""),
    ]
    rest = erased(contact, (Scope.IDENTITY,))
    assert (rest.name, rest.national_id, rest.birth_year, rest.no_id_reason) == (ERASED_NAME, None, None, None)
    assert (rest.number, rest.entry_day, rest.plan, rest.paid_to) == ("00001", date(2015, 1, 1), "daily", whole.paid_to)
    assert erased(whole, ()) == whole


# Breaches


def test_the_office_is_told_within_seventy_two_hours():
    breach = Breach(0, NOON, "ไดรฟ์หาย", "สมาชิกหมู่ 3", Risk.HIGH)
    assert breach.office_due == NOON + timedelta(hours=72)
    assert breach.people_wait
    told = replace(breach, office_told_at=NOON, people_told_at=NOON)
    assert (told.office_due, told.people_wait) == (None, False)
    assert replace(breach, risk=Risk.NONE).office_due is None
    assert not replace(breach, risk=Risk.SOME).people_wait
    assert problems_of_breach(told, NOON) == []


def test_a_breach_says_what_whose_and_when():
    before = NOON - timedelta(hours=1)
    breach = Breach(0, NOON + timedelta(hours=1), " ", "", Risk.SOME, office_told_at=before, people_told_at=before)
    assert [(each.code, each.field) for each in problems_of_breach(breach, NOON)] == [
        ("breach.what", "what"),
        ("breach.whose", "whose"),
        ("breach.future", "found"),
        ("breach.told", "office"),
        ("breach.told", "people"),
    ]
