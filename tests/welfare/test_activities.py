"""What a fund does besides paying money: what may be written down."""

from datetime import date

from welfare_desk.welfare.activities import Activity, ActivityKind

TODAY = date(2026, 10, 20)


def test_a_meeting_is_written_down_with_its_day_and_what_it_was():
    good = Activity(0, ActivityKind.MEMBER_MEETING, TODAY, "ประชุมใหญ่", 120)
    assert good.problems(TODAY) == []
    wrong = Activity(0, ActivityKind.WELFARE, date(2026, 12, 1), " ", -1)
    assert [each.code for each in wrong.problems(TODAY)] == ["activity.no_name", "activity.people", "match.future"]
