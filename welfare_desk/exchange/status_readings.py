"""A member's standing, from the status column and what the note says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.exchange.day_readings import day_in, read_day
from welfare_desk.exchange.readings import Action, plain, says_nothing
from welfare_desk.members.register import ENDED, Status

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.exchange.workbook import Cell

_KIN = r"(?:สามี|ภรรยา|ภริยา|คู่สมรส|บุตร|ลูก\S*|บิดา|มารดา|พ่อ|แม่|พี่|น้อง|หลาน|ญาติ|ผู้รับ\S*|ทายาท)\s*"
_WORDS = (  # in order of weight: who is dead has also left
    (Status.DEAD, r"เสียชีวิต|ถึงแก่กรรม|ถึงแก่ความตาย|มรณภาพ|วายชนม์|ตาย(?!ตัว)|^เสีย$"),
    (Status.RESIGNED, r"ลาออก|ถอนตัว|ขอออก|^ออก$"),
    (Status.LAPSED, r"พ้นสภาพ|สิ้นสภาพ|พ้นจาก|ขาดสมาชิกภาพ|คัดชื่อออก|คัดออก|ให้ออก|จำหน่าย"),
    (Status.SUSPENDED, r"พักสิทธิ|ระงับ|งดสิทธิ|พักสมาชิก|พักการ"),
    (Status.ARREARS, r"ขาดส่ง|ขาดชำระ|ค้าง|ไม่ส่ง"),
    (Status.ACTIVE, r"ปกติ|คงอยู่|ยังอยู่|เป็นสมาชิก|ส่งต่อเนื่อง|^สมาชิก$|^อยู่$|^[/✓✔]$|active"),
)
_STATUSES = tuple((status, re.compile(words, re.IGNORECASE)) for status, words in _WORDS)
_OF_KIN = re.compile(f"{_KIN}(?:{_WORDS[0][1]}|{_WORDS[1][1]})")


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing as read; None where a person must decide. `since` is the day it began, where it is told."""

    status: Status | None
    since: date | None = None
    code: str = ""
    action: Action = Action.READ


def status_in(text: str) -> tuple[Status, int] | None:
    """Find the weightiest standing named in a text, and where the word ends; what befell kin is left out."""
    without_kin = _OF_KIN.sub(lambda match: " " * len(match[0]), text)
    for status, words in _STATUSES:
        found = words.search(without_kin)
        if found is not None:
            return status, found.end()
    return None


def read_standing(status: Cell | None, note: Cell | None, day: Cell | None, today: date) -> Standing:
    """Read a standing from the status cell, the note, and the day where there is a column for it."""
    note_text = plain(note) if note is not None else ""
    said = status_in(note_text)
    noted = said[0] if said is not None and said[0] is not Status.ACTIVE else None
    written = plain(status) if status is not None else ""
    if says_nothing(written):
        if noted is not None:
            return _dated(noted, note_text, day, today, "from_note")
        return (
            Standing(Status.ACTIVE, None, "blank", Action.READ_FLAG) if status is not None else Standing(Status.ACTIVE)
        )
    read = status_in(written)
    if read is None:
        return Standing(None, None, "unreadable", Action.ASK)
    if noted is not None and noted is not read[0]:
        if {noted, read[0]} == {Status.LAPSED, Status.DEAD}:
            return _dated(Status.DEAD, note_text, day, today, "from_note")
        if read[0] is Status.ACTIVE or {noted, read[0]} <= ENDED or noted in ENDED:
            return Standing(None, None, "conflicts_with_note", Action.ASK)
    return _dated(read[0], note_text, day, today, "", written)


def _dated(status: Status, note: str, day: Cell | None, today: date, code: str, written: str = "") -> Standing:
    if status is Status.ACTIVE:
        return Standing(status)
    since = read_day(day, today).value if day is not None else None
    for text in (note, written):
        since = since or _day_after_word(status, text, today)
    if since is None:
        return Standing(status, None, "date_missing", Action.READ_FLAG)
    return Standing(status, since, code, Action.READ_FLAG if code else Action.READ)


def _day_after_word(status: Status, text: str, today: date) -> date | None:
    """Take the first day after the word (`สมัคร 1/1/60 ลาออก 31 พ.ค. 66`), else any day in the text."""
    ends = [found.end() for found in dict(_STATUSES)[status].finditer(text)]
    days = (day_in(text[end:], today).value for end in (*ends, 0))
    return next((day for day in days if day is not None), None)
