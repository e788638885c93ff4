"""A finding is followed up until its auditor is content: who waits for whom, and since when too long."""

from dataclasses import replace
from datetime import date

import pytest

from tests.reviews import a_finding
from welfare_desk.ledger.findings import (
    LONGEST,
    AuditVerdict,
    FindingStatus,
    FollowedFinding,
    Reply,
    SubjectKind,
    problems_of_reply,
    status_of,
)
from welfare_desk.money import Money

DUE, BEFORE, AFTER = date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 1)


def a_reply(version=1, *, is_done=False):
    return Reply(date(2026, 2, 1), "นางคำ", "แก้แล้ว", is_done, version)


def codes(found):
    return [each.code for each in found]


def test_a_finding_that_says_enough_has_no_problems():
    assert a_finding().problems() == []
    assert a_finding(kind=SubjectKind.WHOLE, subject="", amount=None).problems() == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"number": 0}, "finding.number"),
        ({"found": "  "}, "finding.found"),
        ({"subject": " "}, "finding.subject"),
        ({"amount": Money(-1)}, "finding.amount"),
        ({"verdict": AuditVerdict.MENDED}, "finding.resolution"),
        ({"effect": "ก" * (LONGEST + 1)}, "finding.long"),
    ],
)
def test_what_is_wrong_with_a_finding_is_said(given, code):
    assert codes(a_finding(**given).problems()) == [code]


def test_a_reply_says_something_and_not_too_much():
    assert problems_of_reply("แก้แล้ว") == []
    assert codes(problems_of_reply(" ")) == ["reply.words"]
    assert codes(problems_of_reply("ก" * (LONGEST + 1))) == ["reply.long"]


@pytest.mark.parametrize(
    ("replies", "day", "status"),
    [
        ([], BEFORE, FindingStatus.OPEN),
        ([], AFTER, FindingStatus.OVERDUE),
        ([a_reply()], BEFORE, FindingStatus.ANSWERED),
        ([a_reply()], AFTER, FindingStatus.OVERDUE),
        ([a_reply(is_done=True)], AFTER, FindingStatus.ANSWERED),
        ([a_reply(is_done=True), a_reply()], AFTER, FindingStatus.OVERDUE),
    ],
)
def test_the_due_day_runs_on_until_the_fund_says_that_it_is_mended(replies, day, status):
    assert status_of([(1, a_finding())], replies, day) is status


def test_a_finding_without_a_due_day_is_never_overdue():
    assert status_of([(1, a_finding(due=None))], [], AFTER) is FindingStatus.OPEN


@pytest.mark.parametrize("verdict", [AuditVerdict.MENDED, AuditVerdict.ACCEPTED])
def test_the_auditor_alone_settles_a_finding(verdict):
    settled = a_finding(verdict=verdict, resolution="เห็นใบสำคัญแล้ว")
    assert status_of([(1, a_finding()), (2, settled)], [], AFTER) is FindingStatus(verdict.value)


def test_a_reopened_finding_waits_for_another_reply():
    mended = a_finding(verdict=AuditVerdict.MENDED, resolution="เห็นแล้ว", followed_up=date(2026, 2, 10))
    versions = [(1, a_finding(due=None)), (2, replace(mended, due=None)), (3, a_finding(due=None))]
    assert status_of(versions, [a_reply(2, is_done=True)], AFTER) is FindingStatus.OPEN
    assert status_of(versions, [a_reply(2), a_reply(3)], AFTER) is FindingStatus.ANSWERED


def test_other_words_of_the_auditor_leave_a_reply_what_it_is():
    versions = [(1, a_finding()), (2, a_finding(effect="อื่น"))]
    assert status_of(versions, [a_reply(1, is_done=True)], AFTER) is FindingStatus.ANSWERED


def test_the_last_word_of_each_side_counts():
    first, last = a_finding(), a_finding(found="อื่น")
    followed = FollowedFinding(7, "ab", "ผู้สอบ", "", ((1, first), (2, last)))
    assert (followed.finding, followed.last_reply) == (last, None)
    replied = replace(followed, replies=(a_reply(1), a_reply(2)))
    assert replied.last_reply == a_reply(2)
    assert replied.status(BEFORE) is FindingStatus.ANSWERED
