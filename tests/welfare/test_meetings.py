"""What may be written down of a meeting, and when the first general one is due."""

from datetime import date

from welfare_desk.welfare.meetings import (
    Meeting,
    MeetingKind,
    Presence,
    Resolution,
    first_general_due,
    read_resolutions,
)

TODAY = date(2026, 10, 20)


def test_a_meeting_has_a_name_and_a_day_that_was():
    good = Meeting(0, MeetingKind.COMMITTEE, TODAY, "1/2569", resolutions=(Resolution("1", "รับรองรายงาน"),))
    assert good.problems(TODAY) == []
    wrong = Meeting(0, MeetingKind.GENERAL, date(2026, 12, 1), " ", people=-1)
    assert [each.code for each in wrong.problems(TODAY)] == ["meeting.no_name", "activity.people", "match.future"]


def test_resolutions_have_words_and_numbers_of_their_own():
    twice = (Resolution("1", "รับรอง"), Resolution("1 ", " "))
    wrong = Meeting(0, MeetingKind.COMMITTEE, TODAY, "1/2569", resolutions=twice)
    assert [each.code for each in wrong.problems(TODAY)] == ["meeting.resolution_twice", "meeting.no_words"]


def test_who_came_is_counted():
    came = {1: Presence.PRESENT, 2: Presence.EXCUSED, 3: Presence.ABSENT, 4: Presence.PRESENT}
    assert Meeting(0, MeetingKind.COMMITTEE, TODAY, "1/2569", attendance=came).here == 2
    assert Meeting(0, MeetingKind.COMMITTEE, TODAY, "1/2569").here == 0


def test_resolutions_are_typed_one_a_line_and_keep_their_numbers():
    assert read_resolutions("ก\n\n ข ") == (Resolution("1", "ก"), Resolution("2", "ข"))
    kept = (Resolution("4/2569", "ก"), Resolution("1", "ข"))
    assert read_resolutions("ก\nข ใหม่\nค\n", kept) == (
        Resolution("4/2569", "ก"), Resolution("1", "ข ใหม่"), Resolution("2", "ค"),
    )  # fmt: skip


def test_the_first_general_meeting_is_due_six_months_after_the_founding():
    founded = date(2026, 6, 15)
    assert first_general_due(founded, held=False, today=TODAY) == date(2026, 12, 15)
    assert first_general_due(founded, held=True, today=TODAY) is None
    assert first_general_due(None, held=False, today=TODAY) is None
    assert first_general_due(date(2010, 1, 1), held=False, today=TODAY) is None
