"""The committee and its meetings in the book."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.small_fund import a_fund, refused
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.activities import add_activity
from welfare_desk.services.attachments import Attachment, Subject, attach, attached
from welfare_desk.services.books import fund_settings
from welfare_desk.services.committee import add_officer, change_officer, end_office, officer_by, sitting_on
from welfare_desk.services.meetings import keep_meeting, meeting_by
from welfare_desk.storage import meetings
from welfare_desk.welfare.activities import Activity, ActivityKind
from welfare_desk.welfare.committee import Officer, Origin, Post
from welfare_desk.welfare.meetings import Meeting, MeetingKind, Presence, Resolution

OCTOBER, JUNE, TODAY = date(2025, 10, 1), date(2026, 6, 1), date(2026, 10, 20)
CHAIR = Officer(0, "นางมาลี  ใจดี ", Post.CHAIR, Origin.MEMBERS, OCTOBER, community_post="อสม.", phone="0812345678")
HELPER = Officer(0, "นายก้อน", Post.MEMBER, Origin.HEADMEN, OCTOBER, member="00001")
MONTHLY = Meeting(0, MeetingKind.COMMITTEE, JUNE, "6/2569", "ศาลาประชาคม", 2, "เปิดประชุม 9.00 น.")


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path)
    yield fund
    fund.book.close()


def rows(desk, name, **asked):
    with spoken("en"):
        return [row.cells for row in desk.ask(lambda tx: make_report(tx, name, asked, TODAY)).rows]


def trail_of(desk, action):
    asked = "SELECT details FROM audit WHERE action = ? ORDER BY id"
    return [details for (details,) in desk.ask(lambda tx: tx.exec_driver_sql(asked, (action,)).all())]


def test_a_chair_takes_the_post_signs_the_papers_and_leaves(desk):
    assert add_officer(desk, CHAIR) == 1
    assert add_officer(desk, HELPER) == 2
    assert desk.ask(fund_settings)["head"] == "นางมาลี ใจดี"
    assert [row[1:5] for row in rows(desk, "committee")] == [
        ("นางมาลี ใจดี", "chair", "members of the fund", "อสม."),
        ("นายก้อน", "committee member", "village and tambon headmen", None),
    ]
    assert rows(desk, "committee")[0][5] == "xxxxxx5678"
    end_office(desk, 1, JUNE, "ครบวาระ")
    assert [each.number for each in desk.ask(lambda tx: sitting_on(tx, TODAY))] == [2]
    assert [row[0] for row in rows(desk, "committee", show="all")] == [1, 2]
    assert [row[0] for row in rows(desk, "committee", on="2026-06-01")] == [1, 2]
    assert "ครบวาระ" in trail_of(desk, "officer.ended")[0]


def test_what_is_wrong_of_a_term_is_refused(desk):
    add_officer(desk, CHAIR)
    assert refused(add_officer, desk, replace(CHAIR, name="นายอื่น")) == ["officer.held"]
    assert refused(add_officer, desk, replace(HELPER, member="99999")) == ["member.unknown"]
    assert refused(end_office, desk, 1, date(2020, 1, 1), " ") == ["officer.days", "officer.no_reason"]
    assert refused(end_office, desk, 7, JUNE, "ครบวาระ") == ["officer.unknown"]
    end_office(desk, 1, JUNE, "ครบวาระ")
    assert refused(end_office, desk, 1, JUNE, "ครบวาระ") == ["officer.ended"]


def test_a_term_is_corrected_and_the_trail_says_what(desk):
    add_officer(desk, CHAIR)
    add_officer(desk, HELPER)
    before = desk.ask(lambda tx: officer_by(tx, 2))
    change_officer(desk, replace(before, origin=Origin.MONKS, name=" พระก้อน "))
    change_officer(desk, replace(before, origin=Origin.MONKS, name="พระก้อน"))
    assert trail_of(desk, "officer.changed") == ['{"fields":["name","origin"]}']
    assert refused(change_officer, desk, replace(before, post=Post.CHAIR)) == ["officer.held"]
    assert refused(change_officer, desk, replace(before, member="99999")) == ["member.unknown"]


def test_a_meeting_keeps_its_resolutions_and_who_came(desk):
    add_officer(desk, CHAIR)
    add_officer(desk, HELPER)
    said = (Resolution("1", "รับรองรายงานการประชุม"), Resolution("2", "จ่ายสวัสดิการ 3 ราย"))
    came = {1: Presence.PRESENT, 2: Presence.EXCUSED}
    assert keep_meeting(desk, replace(MONTHLY, resolutions=said, attendance=came)) == 1
    kept = desk.ask(lambda tx: meeting_by(tx, 1))
    assert (kept.resolutions, kept.attendance, kept.here) == (said, came, 1)
    changed = replace(kept, attendance={1: Presence.PRESENT, 2: Presence.ABSENT}, people=3)
    assert keep_meeting(desk, changed) == 1
    assert desk.ask(lambda tx: meeting_by(tx, 1)) == changed
    keep_meeting(desk, changed)
    assert len(trail_of(desk, "meeting.changed")) == 1
    assert refused(keep_meeting, desk, replace(changed, resolutions=said[:1])) == ["meeting.resolution_gone"]
    assert refused(keep_meeting, desk, replace(changed, attendance={9: Presence.PRESENT})) == ["meeting.stranger"]
    assert refused(keep_meeting, desk, replace(changed, number=9)) == ["meeting.unknown"]


def test_the_papers_of_meetings_say_who_came_and_what_was_resolved(desk):
    add_officer(desk, CHAIR)
    add_officer(desk, HELPER)
    said = (Resolution("1", "รับรองรายงาน"),)
    came = {1: Presence.PRESENT, 2: Presence.ABSENT}
    keep_meeting(desk, replace(MONTHLY, resolutions=said, attendance=came))
    keep_meeting(desk, replace(MONTHLY, day=date(2026, 7, 1), name="7/2569", attendance={1: Presence.PRESENT}))
    assert rows(desk, "attendance", **{"from": "2026-01-01"}) == [
        ("นางมาลี ใจดี", "chair", "/", "/", 2, 100),
        ("นายก้อน", "committee member", "Abs", None, 0, 0),
        ("Came", None, "1", "1", 2, None),
    ]
    minutes = rows(desk, "meeting", number="1")
    assert ("1", "นางมาลี ใจดี, chair · อสม.", "came") in minutes
    assert minutes[-1] == ("1", "รับรองรายงาน", None)
    assert rows(desk, "meeting", number="2")[-1] == (None, "Nothing was resolved.", None)
    assert refused(rows, desk, "meeting") == ["report.missing"]
    with pytest.raises(Exception, match=r"meeting\.unknown"):
        rows(desk, "meeting", number="9")


def test_meetings_of_both_registers_count_and_none_stands_in_both(desk):
    earlier = Activity(0, ActivityKind.COMMITTEE_MEETING, date(2026, 5, 1), "ประชุมเดือน พ.ค.", 9, "เล่ม 1")
    add_activity(desk, earlier)
    keep_meeting(desk, MONTHLY)
    keep_meeting(desk, replace(MONTHLY, kind=MeetingKind.GENERAL, day=date(2026, 7, 1), name="ประชุมใหญ่"))
    assert refused(keep_meeting, desk, replace(MONTHLY, day=date(2026, 5, 1))) == ["meeting.activity"]
    assert refused(add_activity, desk, replace(earlier, day=JUNE)) == ["activity.meeting"]
    days = desk.ask(lambda tx: meetings.days_of(tx, (MeetingKind.COMMITTEE,)))
    assert days == [date(2026, 5, 1), JUNE]
    found = rows(desk, "meetings", **{"from": "2026-01-01"})
    assert [row[:4] for row in found] == [
        (None, date(2026, 5, 1), "committee meeting", "ประชุมเดือน พ.ค."),
        (1, JUNE, "committee meeting", "6/2569"),
        (2, date(2026, 7, 1), "annual general meeting", "ประชุมใหญ่"),
        (None, None, "committee meeting", "2 times"),
        (None, None, "annual general meeting", "1 time"),
    ]
    assert len(rows(desk, "meetings", **{"from": "2026-01-01", "kind": "general"})) == 2


def test_the_signed_minutes_are_attached_to_their_meeting(desk):
    keep_meeting(desk, MONTHLY)
    scan = Attachment("รายงาน.pdf", "application/pdf", b"%PDF-1.7 signed")
    attach(desk, Subject.MEETING, "01", scan)
    assert [each.name for each in desk.ask(lambda tx: attached(tx, Subject.MEETING, "1"))] == ["รายงาน.pdf"]
    assert refused(attach, desk, Subject.MEETING, "7", scan) == ["meeting.unknown"]
