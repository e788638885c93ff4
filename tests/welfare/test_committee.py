"""Who holds which post in the committee, and who may take one."""

from dataclasses import replace
from datetime import date

from welfare_desk.welfare.committee import Officer, Origin, Post, in_office, problems_of_term

OCTOBER, MAY, TODAY = date(2025, 10, 1), date(2026, 5, 31), date(2026, 10, 20)
CHAIR = Officer(1, "นางมาลี ใจดี", Post.CHAIR, Origin.MEMBERS, OCTOBER)


def codes(*officers, new):
    return [each.code for each in problems_of_term(officers, new)]


def test_a_term_holds_from_its_first_day_to_its_last():
    ended = replace(CHAIR, to_day=MAY)
    assert [CHAIR.holds_on(day) for day in (date(2025, 9, 30), OCTOBER, TODAY)] == [False, True, True]
    assert [ended.holds_on(day) for day in (MAY, date(2026, 6, 1))] == [True, False]


def test_a_roster_begins_with_the_chair():
    member = replace(CHAIR, number=2, name="นายก้อน", post=Post.MEMBER)
    gone = replace(CHAIR, number=3, name="นายเก่า", from_day=date(2020, 1, 1), to_day=date(2025, 9, 30))
    assert [each.number for each in in_office([gone, member, CHAIR], TODAY)] == [1, 2]


def test_a_term_needs_a_name_and_days_in_order():
    assert codes(new=CHAIR) == []
    assert codes(new=replace(CHAIR, name=" ", to_day=date(2025, 1, 1))) == ["officer.no_name", "officer.days"]


def test_a_chair_is_one_person_at_a_time_and_nobody_sits_twice():
    other = replace(CHAIR, number=2, name="นายก้อน ใจดี", from_day=TODAY)
    assert codes(CHAIR, new=other) == ["officer.held"]
    assert codes(replace(CHAIR, to_day=MAY), new=other) == []
    assert codes(other, new=replace(CHAIR, to_day=MAY)) == []
    assert codes(CHAIR, new=replace(other, post=Post.MEMBER)) == []
    assert codes(CHAIR, new=replace(other, name="นางมาลี  ใจดี", post=Post.MEMBER)) == ["officer.twice"]
    assert codes(replace(other, post=Post.ADVISER), new=replace(other, name="อื่น", post=Post.ADVISER)) == []
