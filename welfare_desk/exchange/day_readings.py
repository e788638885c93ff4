"""Days as committees write them: both eras, Thai digits, two-digit years, and days that never were."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, MONTHS_PER_YEAR
from welfare_desk.exchange.readings import Action, Reading, has_thai_digits, plain, says_nothing, unread
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from welfare_desk.exchange.workbook import Cell

FIRST_BE_YEAR = 2400
_LAST_BARE_BE_YEAR = 2600
_FIRST_YEAR = 1850
_EXCEL_EPOCH = date(1899, 12, 30)
_LAST_EXCEL_DAY = 2_958_465
_FEBRUARY, _LEAP_DAY = 2, 29

_FULL = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
         "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")  # fmt: skip
_SHORT = ("มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค")
_STEMS = ("มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for names in (_FULL, _SHORT, _STEMS, _ENGLISH) for number, name in enumerate(names, 1)}

_MONTH = r"(?P<name>(?:[ก-๎]+\.?){1,2}|[A-Za-z]{3,9}\.?)"
_ERA = r"(?:(?P<era>พ\.?\s*ศ\.?|ค\.?\s*ศ\.?|ปี(?:\s*พ\.?\s*ศ\.?)?)\s*)?"
_SEPARATOR = r"\s*[/\-.\s]\s*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?",
        rf"(?P<day>\d{{1,2}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}{_ERA}(?P<year>\d{{4}}|\d{{2}})",
        rf"(?P<day>\d{{1,2}})\s*(?:[/\-]\s*)?{_MONTH}\s*(?:[/\-]\s*)?{_ERA}(?P<year>\d{{4}}|\d{{2}})",
        rf"{_MONTH}\s*(?:[/\-]\s*)?{_ERA}(?P<year>\d{{4}}|\d{{2}})",
        rf"(?P<month>\d{{1,2}})\s*[/\-]\s*{_ERA}(?P<year>\d{{4}})",
        rf"{_ERA}(?P<year>\d{{4}})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",
    )
)
_BEFORE = re.compile(r"^(?:เมื่อ)?\s*(?:วันที่|เกิด)?\s*(?:วัน[ก-๎]+\s*(?:ที่)?)?\s*(?=\d|[ก-๎])")
_IN_TEXT = re.compile(
    r"(?<!\d)\d{1,2}\s*[/\-.]\s*\d{1,2}\s*[/\-.]\s*\d{2,4}(?!\d)"
    r"|(?<!\d)(?:\d{1,2}\s*)?(?:[ก-ฮเ][ก-๎]?\.\s?[คพยต]\.?|มี\.?\s?ค\.?|เม\.?\s?ย\.?|มิ\.?\s?ย\.?|"
    + "|".join(_FULL)
    + r")\s*(?:พ\.ศ\.\s*)?\d{2,4}(?!\d)"
    r"|(?:พ\.ศ\.|ปี)\s*\d{4}(?!\d)"
)


def read_day(cell: Cell, today: date) -> Reading[date]:
    """Read a day, day before month.

    A year of 2400 or more is Buddhist; two digits are the latest Buddhist year not in the future; 29 February is
    judged in the Gregorian year; a bare number from 2400 to 2600 is a year, a larger one Excel's day number.
    Codes: `be_in_real_cell`, `be_text_slash`, `be_text_thai_month`, `be_text_thai_digits`, `be_text_2digit`,
    `leap_be_text`, `ce_text`, `excel_number`, `year_only`, `month_only`, `impossible`, `impossible_leap`,
    `impossible_leap_real_cell`, `implausible`, `future`, `missing`, `unreadable`.
    """
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _not_later(_day_of_cell(value), today)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _not_later(_day_of_number(value), today)
    text = plain(cell)
    if says_nothing(text):
        return unread("missing")
    if not isinstance(value, str):
        return unread("unreadable")
    return _not_later(_day_of_text(text, today, has_thai_digits(cell)), today)


def day_in(text: str, today: date) -> Reading[date]:
    """Find the first day written inside a sentence (`ลาออก 31 พ.ค. 66`); a month alone means its first day."""
    found = [match[0] for match in _IN_TEXT.finditer(arabic_digits(text))]
    if not found:
        return unread("missing")
    return _not_later(_day_of_text(found[0], today, thai_digits=False, month_alone=True), today)


def _day_of_cell(value: date) -> Reading[date]:
    if value.year < FIRST_BE_YEAR:
        return Reading(value) if value.year >= _FIRST_YEAR else unread("implausible")
    year = value.year - BE_OFFSET
    if (value.month, value.day) == (_FEBRUARY, _LEAP_DAY) and not calendar.isleap(year):
        return unread("impossible_leap_real_cell")
    return Reading(value.replace(year=year), "be_in_real_cell", Action.READ_FLAG)


def _day_of_number(value: float) -> Reading[date]:
    number = int(value)
    if _FIRST_YEAR <= number <= _LAST_BARE_BE_YEAR:
        return Reading(None, "year_only", Action.EMPTY_FLAG, _gregorian(number))
    if _LAST_BARE_BE_YEAR < number <= _LAST_EXCEL_DAY:
        day = _day_of_cell(_EXCEL_EPOCH + timedelta(number))
        return Reading(day.value, "excel_number", Action.READ_FLAG) if day.value else day
    if number < _FIRST_YEAR:
        return unread("unreadable")
    return _day_of_text(f"{number:08}", date.max, thai_digits=False)


def _day_of_text(text: str, today: date, thai_digits: bool, month_alone: bool = False) -> Reading[date]:  # noqa: FBT001, FBT002 - private
    stripped = _BEFORE.sub("", text) if not re.match(r"(?:พ\.?\s*ศ|ค\.?\s*ศ|ปี)", text) else text
    for pattern in _PATTERNS:
        found = pattern.fullmatch(stripped)
        parts = found.groupdict() if found else {}
        month = _month(parts)
        if found is None or month == 0:
            continue
        year = _year(parts["year"], parts.get("era"), today)
        if year < _FIRST_YEAR:
            return unread("implausible")
        if parts.get("day") is None and not (month_alone and month):
            return Reading(None, "month_only" if month else "year_only", Action.EMPTY_FLAG, year)
        way = "be_text_thai_digits" if thai_digits else _way(parts)
        return _checked(year, month or 1, int(parts.get("day") or 1), way)
    return unread("unreadable")


def _month(parts: dict[str, str | None]) -> int | None:
    """Give the month's number, None where no month is written, 0 where the word is no month."""
    name, number = parts.get("name"), parts.get("month")
    if name is None:
        return int(number) if number is not None and int(number) else (None if number is None else -1)
    plain_name = name.lower().replace(".", "").replace(" ", "")
    return _MONTHS.get(plain_name) or _MONTHS.get(plain_name[:3], 0)


def _year(digits: str, era: str | None, today: date) -> int:
    year = int(digits)
    if len(digits) <= 2:  # noqa: PLR2004 - a year of two digits
        this_year = today.year + BE_OFFSET
        century = this_year - this_year % 100
        return century + year - (0 if century + year <= this_year else 100) - BE_OFFSET
    if era is not None and era.startswith("ค"):
        return year
    return _gregorian(year)


def _gregorian(year: int) -> int:
    return year - BE_OFFSET if year >= FIRST_BE_YEAR else year


def _way(parts: dict[str, str | None]) -> str:
    digits = parts["year"] or ""
    if len(digits) <= 2:  # noqa: PLR2004 - a year of two digits
        return "be_text_2digit"
    if int(digits) < FIRST_BE_YEAR:
        return "ce_text"
    return "be_text_slash" if parts.get("name") is None else "be_text_thai_month"


def _checked(year: int, month: int, day: int, way: str) -> Reading[date]:
    leap = (month, day) == (_FEBRUARY, _LEAP_DAY)
    if not 1 <= month <= MONTHS_PER_YEAR or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return unread("impossible_leap" if leap else "impossible")
    return Reading(date(year, month, day), "leap_be_text" if leap and way != "ce_text" else way)


def _not_later(reading: Reading[date], today: date) -> Reading[date]:
    if reading.value is not None and reading.value > today:
        return unread("future")
    return reading
