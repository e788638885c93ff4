"""Days: Gregorian inside, the Buddhist era at the edges."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from welfare_desk.i18n import N_, _, language

BE_OFFSET = 543
MONTHS_PER_YEAR = 12
THAI_TIME = timezone(timedelta(hours=7))  # the whole country, without summer time

_MONTHS_TH = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
              "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")  # fmt: skip
_SHORT_TH = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_MONTHS_EN = ("January", "February", "March", "April", "May", "June",
              "July", "August", "September", "October", "November", "December")  # fmt: skip
_MACHINE_DAY = re.compile(r"(BE)?(\d{4})-(\d{2})-(\d{2})")


def be_year(day: date) -> int:
    """Tell the Buddhist year of a day."""
    return day.year + BE_OFFSET


def month_name(month: int) -> str:
    """Name a month (1-12) in full, in the chosen language."""
    return _MONTHS_TH[month - 1] if language() == "th" else _MONTHS_EN[month - 1]


def short_month_name(month: int) -> str:
    """Name a month (1-12) shortly, in the chosen language."""
    return _SHORT_TH[month - 1] if language() == "th" else _MONTHS_EN[month - 1][:3]


def numeric_day(day: date) -> str:
    """Write `5/1/2569`."""
    return f"{day.day}/{day.month}/{be_year(day)}"


def short_day(day: date) -> str:
    """Write `5 ม.ค. 2569`, in English `5 Jan 2569`."""
    return f"{day.day} {short_month_name(day.month)} {be_year(day)}"


def long_day(day: date) -> str:
    """Write `5 มกราคม 2569`, in English `5 January 2569`."""
    return f"{day.day} {month_name(day.month)} {be_year(day)}"


def span_words(first: date, last: date) -> str:
    """Say which days something is of: `From 1 January 2569 to 31 January 2569`, or `On 1 January 2569`."""
    if first == last:
        return _(N_("On {day}")).format(day=long_day(first))
    return _(N_("From {first} to {last}")).format(first=long_day(first), last=long_day(last))


def moment(at: str) -> str:
    """Write a moment kept as ISO text in UTC as a clock in Thailand shows it: `5 ม.ค. 2569 10:04:05`."""
    local = datetime.fromisoformat(at).astimezone(THAI_TIME)
    return f"{short_day(local.date())} {local:%H:%M:%S}"


def start_of_day(day: date) -> str:
    """Give the moment at which a day begins in Thailand, as ISO text in UTC, to compare with kept ones."""
    return datetime.combine(day, time(), THAI_TIME).astimezone(UTC).isoformat(timespec="seconds")


def month_and_year(day: date) -> str:
    """Write `มกราคม 2569`."""
    return f"{month_name(day.month)} {be_year(day)}"


def read_machine_day(text: str) -> date:
    """Read `2026-01-05` or `BE2569-01-05`; anything else is a `ValueError`."""
    match = _MACHINE_DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(_(N_("write a day as 2026-01-05 or BE2569-01-05")))
    year = int(match[2]) - (BE_OFFSET if match[1] else 0)
    return date(year, int(match[3]), int(match[4]))


def first_of_month(day: date) -> date:
    """Go to the first day of the day's month."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """Go to the last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, count: int) -> date:
    """Go `count` months on (or back), to the month's last day where the day is missing."""
    year, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + count, MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> list[date]:
    """Give the first days of the months that some days touch."""
    months = [first_of_month(first)]
    while (following := add_months(months[-1], 1)) <= last:
        months.append(following)
    return months


def shifted_days(first: date, last: date, by: int) -> tuple[date, date]:
    """Go to the period of the same length that lies `by` periods later: whole months as months, else as days."""
    if first.day == 1 and last == last_of_month(last):
        months = (last.year - first.year) * MONTHS_PER_YEAR + last.month - first.month + 1
        return add_months(first, months * by), last_of_month(add_months(first_of_month(last), months * by))
    length = (last - first).days + 1
    return first + timedelta(days=length * by), last + timedelta(days=length * by)


def full_years(start: date, day: date) -> int:
    """Count the anniversaries of `start` reached by `day`; 29 February has its anniversary on 1 March."""
    years = day.year - start.year
    return years if (day.month, day.day) >= (start.month, start.day) else years - 1


def fiscal_year(day: date, first_month: int) -> int:
    """Tell the Gregorian year in which the fiscal year of a day ends."""
    return day.year + 1 if first_month > 1 and day.month >= first_month else day.year


def fiscal_year_start(year: int, first_month: int) -> date:
    """Tell the first day of the fiscal year that ends in Gregorian `year`."""
    return date(year - 1 if first_month > 1 else year, first_month, 1)


def fiscal_year_end(year: int, first_month: int) -> date:
    """Tell the last day of the fiscal year that ends in Gregorian `year`."""
    return fiscal_year_start(year + 1, first_month) - timedelta(days=1)
