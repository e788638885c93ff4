"""Who leads the practice book's fund: a committee elected anew every two years, its meetings, and what it hands up.

The annual meeting of a year is held in the January after it and locks it; that of the last year is still ahead. It
has a luck of its own, so that the rest of the fund's life does not depend on it.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, last_of_month
from welfare_desk.ledger.audits import OpinionKind
from welfare_desk.services.activities import add_activity
from welfare_desk.services.audits import record_opinion
from welfare_desk.services.certification import (
    assess_management,
    assess_virtue,
    keep_profile,
    record_submission,
)
from welfare_desk.services.committee import add_officer, sitting_on
from welfare_desk.services.meetings import keep_meeting
from welfare_desk.services.periods import lock_year
from welfare_desk.services.practice_people import FOUNDED
from welfare_desk.welfare.activities import Activity, ActivityKind
from welfare_desk.welfare.assessments import Virtue, VirtueItem
from welfare_desk.welfare.certification import Submission, SubmissionKind
from welfare_desk.welfare.committee import Officer, Origin, Post
from welfare_desk.welfare.meetings import Meeting, MeetingKind, Presence, Resolution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.members.register import Member
    from welfare_desk.services.desk import Desk


class _Seat(NamedTuple):
    post: Post
    origin: Origin
    besides: str = ""


_SEATS = (
    _Seat(Post.CHAIR, Origin.MEMBERS, "ประธาน อสม. ตำบล"),
    _Seat(Post.VICE_CHAIR, Origin.HEADMEN, "กำนัน"),
    _Seat(Post.SECRETARY, Origin.MEMBERS, "อสม."),
    _Seat(Post.TREASURER, Origin.MEMBERS, "ประธานกลุ่มออมทรัพย์"),
    _Seat(Post.MEMBER, Origin.MEMBERS),
    _Seat(Post.MEMBER, Origin.MEMBERS, "ประธานชมรมผู้สูงอายุ"),
    _Seat(Post.MEMBER, Origin.HEADMEN, "ผู้ใหญ่บ้าน"),
    _Seat(Post.MEMBER, Origin.LOCAL_AUTHORITY, "สมาชิกสภา อบต."),
    _Seat(Post.ADVISER, Origin.EXPERTS, "ครูเกษียณ"),
)
_ELECTED = (date(2021, 1, 31), date(2023, 1, 29), date(2025, 1, 26), date(2027, 1, 31))
_NEW_SEAT = {_ELECTED[1]: 6, _ELECTED[2]: 2}  # who was not elected again: the place of his seat
_OFFICERS = len(_SEATS) + len(_NEW_SEAT)
_YOUNGEST, _OLDEST = date(1982, 1, 1), date(1957, 1, 1)
_RARELY = 12  # one in so many stays away
_PLACE = "ที่ทำการกองทุนฯ"
_PROFILE = {
    "address": "ศาลาประชาคม หมู่ 3 ตำบลหนองตะวัน (ที่อยู่สมมติ)",
    "phone": "02-000-0000",
    "founded": FOUNDED.isoformat(),
    "supporting_body": "อบต.หนองตะวัน และ พอช.",
    "recognised": "คณะอนุกรรมการสนับสนุนกองทุนสวัสดิการชุมชนระดับจังหวัด",
    "objectives": "ให้สมาชิกมีสวัสดิการตั้งแต่เกิดจนตาย\nให้คนในตำบลช่วยเหลือเกื้อกูลกัน",
    "members_at_start": "214",
    "population": "6180",
    "tambon_villages": "12",
    "money_at_start": "78110",
    "other_work": "กลุ่มออมทรัพย์เพื่อการผลิต\nชมรมผู้สูงอายุ",
    "local_support": "สมทบงบประมาณทุกปี และให้ใช้สถานที่",
}
_TICKS = (
    "rules_members", "rules_committee", "rules_welfare", "kept_notebook", "kept_program", "committee_monthly",
    "members_12_months", "minutes_each", "minutes_computer", "accounts_current", "accounts_monthly", "accounts_yearly",
    "self_12_months", "outside", "told_members", "told_local", "told_board",
)  # fmt: skip
_VIRTUES = (
    (Virtue.VISION, "มีแผนงานประจำปีที่สมาชิกช่วยกันทำ", 7),
    (Virtue.SUFFICIENCY, "จ่ายสวัสดิการไม่เกินรายรับของปี", 9),
    (Virtue.HONESTY, "ปิดบัญชีและติดประกาศทุกเดือน", 9),
    (Virtue.VOLUNTEERING, "กรรมการทำงานโดยไม่รับค่าตอบแทน", 10),
    (Virtue.DISCIPLINE, "สมาชิกส่งเงินสมทบตรงเวลา", 8),
)
_GOOD_DEEDS = {
    2: ("เยี่ยมผู้ป่วยติดเตียงและผู้สูงอายุ", 24),
    6: ("อบรมการออมและบัญชีครัวเรือน", 62),
    10: ("จิตอาสาซ่อมบ้านผู้ด้อยโอกาส", 31),
}
_AUDITOR = "หน่วยตรวจสอบภายใน อบต.หนองตะวัน"


class Committee:
    """The committee and what it does besides money; the same people and minutes come out each time."""

    def __init__(self, seed: int, people: Sequence[Member]) -> None:
        self._luck = random.Random(seed)  # noqa: S311 - made to be the same each time
        grown = [each for each in people if each.birth_day and _OLDEST < each.birth_day < _YOUNGEST]
        self._waiting = self._luck.sample(grown, _OFFICERS)
        self.numbers = frozenset(each.number for each in self._waiting)
        self._sitting = [self._waiting.pop() for _seat in _SEATS]

    def begin(self, desk: Desk) -> None:
        """Write down who leads the fund when the book begins, and what the fund tells of itself."""
        self._elect(desk, _ELECTED[0], _ELECTED[1])
        secretary = self._sitting[2]
        keep_profile(desk, _PROFILE | {"coordinator": secretary.name})

    def name_of(self, post: Post) -> str:
        """Give the name of who holds a post now."""
        return next(one.name for one, seat in zip(self._sitting, _SEATS, strict=True) if seat.post is post)

    def meet(self, desk: Desk, given: int) -> None:
        """Write the month's meeting down, and the welfare of the month that was no money."""
        day = desk.today
        said = [Resolution("1", "รับรองรายงานการประชุมครั้งก่อน")]
        if given:
            said.append(Resolution("2", f"อนุมัติสวัสดิการ {given} ราย"))
        minutes = f"เหรัญญิกรายงานการเงิน · กรรมการพิจารณาคำขอสวัสดิการ {given} ราย"
        self._keep(desk, MeetingKind.COMMITTEE, f"{day.month}/{day.year + BE_OFFSET}", minutes, tuple(said))
        if day.month in _GOOD_DEEDS:
            name, people = _GOOD_DEEDS[day.month]
            add_activity(desk, Activity(0, ActivityKind.WELFARE, day, name, people + self._luck.randrange(9)))

    def hold_general(self, desk: Desk, pin: str, *, is_first: bool) -> None:
        """Hold the annual meeting: it accepts the year, which is locked, and elects every second time."""
        day, year = desk.today, desk.today.year - 1 + BE_OFFSET
        said = [Resolution(f"1/{year + 1}", f"รับรองงบการเงินปี {year}")]
        if day in _NEW_SEAT:
            said.append(Resolution(f"2/{year + 1}", "เลือกตั้งคณะกรรมการชุดใหม่ วาระ 2 ปี"))
            self._sitting[_NEW_SEAT[day]] = self._waiting.pop()
            self._elect(desk, day, _ELECTED[_ELECTED.index(day) + 1])
        minutes = f"ประธานรายงานผลงานปี {year} · เหรัญญิกเสนองบการเงิน"
        people = 310 + self._luck.randrange(90)
        number = self._keep(desk, MeetingKind.GENERAL, f"ใหญ่ 1/{year + 1}", minutes, tuple(said), people)
        if not is_first:
            record_opinion(desk, day.year - 1, _AUDITOR, OpinionKind.CLEAN, "", day - timedelta(days=20))
            lock_year(desk, day.year - 1, day, said[0].number, pin, number)
        assess_management(desk, day, _TICKS)
        assess_virtue(desk, day, [VirtueItem(*each, 10) for each in _VIRTUES])

    def hand_up(self, desk: Desk) -> None:
        """Hand the data of the year that ended up, and the status form with them."""
        as_of = date(desk.today.year, 9, 30)
        for kind, whom in ((SubmissionKind.PROGRAM, "พอช."), (SubmissionKind.STATUS_FORM, "พมจ.")):
            record_submission(desk, Submission(0, kind, desk.today, as_of, whom))

    def _elect(self, desk: Desk, day: date, until: date) -> None:
        for seat, one in zip(_SEATS, self._sitting, strict=True):
            add_officer(
                desk,
                Officer(
                    0, one.name, seat.post, seat.origin, day, until - timedelta(days=1), seat.besides, one.phone,
                    one.number,
                ),
            )  # fmt: skip

    def _keep(
        self, desk: Desk, kind: MeetingKind, name: str, minutes: str, said: tuple[Resolution, ...], people: int = 0
    ) -> int:
        there = desk.ask(lambda tx: sitting_on(tx, desk.today))
        came = {each.number: Presence.PRESENT if self._luck.randrange(_RARELY) else Presence.EXCUSED for each in there}
        here = sum(each is Presence.PRESENT for each in came.values())
        place = "ศาลาประชาคมตำบล" if kind is MeetingKind.GENERAL else _PLACE
        return keep_meeting(desk, Meeting(0, kind, desk.today, name, place, people or here, minutes, said, came))


def annual_meeting(month: date) -> date | None:
    """Tell the day of the annual meeting of a month: the last Sunday of January."""
    if month.month != 1:
        return None
    last = last_of_month(month)
    return last - timedelta(days=(last.weekday() + 1) % 7)
