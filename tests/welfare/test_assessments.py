"""What a fund says of itself: boxes the book tells, and items of its own."""

from datetime import date

from welfare_desk.welfare.assessments import (
    ITEMS,
    TICKS,
    Management,
    Virtue,
    VirtueItem,
    problems_of_ticks,
    read_ticks,
    read_virtue_items,
    read_virtues,
    told_by_book,
    written_items,
    written_ticks,
    written_virtues,
)

TODAY = date(2026, 10, 20)
READ_OUT = VirtueItem(Virtue.HONESTY, "อ่านบัญชีในที่ประชุม", 8, 10)


def test_every_box_stands_in_an_item():
    assert {each.item for each in TICKS} == set(ITEMS)
    assert len({each.key for each in TICKS}) == len(TICKS)


def test_a_book_that_knows_nothing_ticks_the_program_alone():
    assert told_by_book(Management(), TODAY) == {"kept_program", "accounts_late"}


def test_a_book_in_order_ticks_what_it_knows():
    of = Management(True, 12, 1, 13, date(2026, 9, 30), year_closed=True, reported=True)
    assert told_by_book(of, TODAY) == {
        "rules_welfare", "kept_program", "committee_monthly", "members_12_months", "minutes_each", "minutes_computer",
        "accounts_current", "accounts_monthly", "accounts_yearly",
    }  # fmt: skip
    some = told_by_book(Management(member_meetings=2, minutes=1), TODAY)
    assert {"members_6_months", "minutes_some"} <= some
    assert "members_3_months" in told_by_book(Management(member_meetings=4), TODAY)


def test_ticks_are_kept_and_read_again():
    assert [each.code for each in problems_of_ticks(["kept_program", "x"])] == ["assessment.unknown"]
    assert read_ticks(written_ticks(["told_board", "kept_file"])) == {"told_board", "kept_file"}
    assert read_ticks('{"ticked": ["gone", "kept_file"]}') == {"kept_file"}


def test_items_are_typed_one_a_line_with_their_points():
    typed = "อ่านบัญชีในที่ประชุม 8/10\n\nไม่มีคะแนน\n"
    assert read_virtue_items(Virtue.HONESTY, typed) == [READ_OUT, VirtueItem(Virtue.HONESTY, "ไม่มีคะแนน", 0, 0)]
    assert written_items([READ_OUT, VirtueItem(Virtue.VISION, "แผน", 1, 2)], Virtue.HONESTY) == typed.splitlines()[0]
    assert read_virtues(written_virtues([READ_OUT])) == [READ_OUT]


def test_points_lie_between_nothing_and_the_most():
    assert READ_OUT.problems() == []
    wrong = [VirtueItem(Virtue.VISION, "แผน", 11, 10), VirtueItem(Virtue.VISION, " ", 0, 0)]
    assert [[each.code for each in item.problems()] for item in wrong] == [
        ["virtue.points"], ["virtue.no_words", "virtue.points"],
    ]  # fmt: skip
