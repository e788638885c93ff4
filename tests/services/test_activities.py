"""Meetings, and welfare that is no money, in the book."""

from datetime import date

import pytest

from tests.services.small_fund import a_fund, refused
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.activities import add_activity, remove_activity
from welfare_desk.welfare.activities import Activity, ActivityKind

JUNE, TODAY = date(2026, 6, 1), date(2026, 10, 20)


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path)
    yield fund
    fund.book.close()


def meeting(kind=ActivityKind.COMMITTEE_MEETING, day=JUNE, name="ประชุมประจำเดือน", people=9):
    return Activity(0, kind, day, name, people, "สมุดรายงาน 1")


def listed(desk, **asked):
    with spoken("en"):
        return desk.ask(lambda tx: make_report(tx, "activities", {"from": "2026-01-01", **asked}, TODAY))


def test_what_was_done_is_listed_by_day_and_counted_by_kind(desk):
    assert add_activity(desk, meeting()) == 1
    add_activity(desk, meeting(day=date(2026, 5, 1), people=11))
    add_activity(desk, meeting(ActivityKind.WELFARE, name="เยี่ยมผู้ป่วยติดเตียง", people=0))
    rows = [row.cells[2:5] for row in listed(desk).rows]
    assert rows == [
        ("committee meeting", "ประชุมประจำเดือน", 11),
        ("committee meeting", "ประชุมประจำเดือน", 9),
        ("welfare that is no money", "เยี่ยมผู้ป่วยติดเตียง", None),
        ("committee meeting", "2 times", 20),
        ("welfare that is no money", "1 time", None),
    ]
    assert len(listed(desk, kind="welfare").rows) == 2
    assert listed(desk, kind="member_meeting").rows == ()


def test_what_is_wrong_is_refused_all_at_once(desk):
    assert refused(add_activity, desk, meeting(name=" ", people=-1, day=date(2026, 12, 1))) == [
        "activity.no_name", "activity.people", "match.future",
    ]  # fmt: skip


def test_a_mistake_is_taken_out_and_the_trail_keeps_it(desk):
    add_activity(desk, meeting())
    assert refused(remove_activity, desk, 1, " ") == ["activity.no_reason"]
    remove_activity(desk, 1, "เขียนซ้ำ")
    assert listed(desk).rows == ()
    assert refused(remove_activity, desk, 1, "อีก") == ["activity.unknown"]
    kept = "SELECT details FROM audit WHERE action = 'activity.removed'"
    assert "เขียนซ้ำ" in desk.ask(lambda tx: tx.exec_driver_sql(kept).scalar_one())
