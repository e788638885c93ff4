"""What one cell means: each reading is a value, a code for the way it was written, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from welfare_desk.members.register import ID_DIGITS, is_id_number
from welfare_desk.money import ZERO, Money
from welfare_desk.words import arabic_digits, tidy

if TYPE_CHECKING:
    from welfare_desk.exchange.workbook import Cell

T = TypeVar("T")


class Action(StrEnum):
    """What the person hears of a reading."""

    READ = "read"
    READ_FLAG = "read_flag"
    EMPTY_OK = "empty_ok"
    EMPTY_FLAG = "empty_flag"
    ASK = "ask"
    HOLD_ROW = "hold_row"


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The meaning of a cell.

    `code` is '' where the cell is written as it should be, else the way it was written or the fault
    (`be_text_slash`), without the field before it. `year` is the Gregorian year of a day of which only that is known.
    """

    value: T | None
    code: str = ""
    action: Action = Action.READ
    year: int | None = None


def unread(code: str, action: Action = Action.EMPTY_FLAG) -> Reading[T]:
    """Leave the field empty, for this reason."""
    return Reading(None, code, action)


_NOTHING = re.compile(
    r"(?:[-–—−_.?*]+|ไม่ทราบ.*|ไม่มี(?!สถานะ).*|ไม่ระบุ|ไม่แจ้ง|ไม่รู้|ไม่ปรากฏ|จำไม่ได้|n/?a|none|null)", re.IGNORECASE
)
DITTO = re.compile(r"""(?:["“”„″〃]|''|’’|,,|-\s*["”″〃]\s*-|-\s*เหมือนกัน\s*-|เหมือนกัน|เหมือนบน)""")


def says_nothing(text: str) -> bool:
    """Tell whether a text only says that nothing is known: '', `-`, `ไม่ทราบ`, `ไม่มี`."""
    return not text or _NOTHING.fullmatch(text) is not None


def is_ditto(cell: Cell) -> bool:
    """Tell whether a cell repeats the one above: `"`, `”`, `〃`, `เหมือนกัน`."""
    return isinstance(cell.value, str) and DITTO.fullmatch(cell.value.strip()) is not None


def plain(cell: Cell) -> str:
    """Give the text of a cell, put right and with Arabic digits."""
    return arabic_digits(tidy(cell.text()).text)


def has_thai_digits(cell: Cell) -> bool:
    """Tell whether the cell is text with Thai digits."""
    return isinstance(cell.value, str) and arabic_digits(cell.value) != cell.value


def read_text(cell: Cell) -> Reading[str]:
    """Read text put right; the code is the first thing that was changed (`text.nbsp`, with its field's name)."""
    tidied = tidy(cell.text())
    if not tidied.text:
        return Reading("")
    if not tidied.changes:
        return Reading(tidied.text)
    loud = [code for code in tidied.changes if code in _TELL]
    if "text.foreign_letter" in loud:
        return Reading(tidied.text, "text.foreign_letter", Action.READ_FLAG)
    if loud:
        return Reading(tidied.text, loud[0], Action.READ_FLAG)
    return Reading(tidied.text, tidied.changes[0])


_TELL = ("text.doubled_vowel", "text.lookalike", "text.foreign_letter")  # a guess at a letter is said, not only made

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[Ee][+-]?\d+")


def read_id(cell: Cell) -> Reading[str]:
    """Read a Thai ID number as 13 digits."""
    text = plain(cell)
    if says_nothing(text):
        return unread("missing")
    if isinstance(cell.value, str) and _SCIENTIFIC.fullmatch(text):
        return unread("text_scientific")
    digits = re.sub(r"[\s.\-–—−_/]", "", text)
    if is_id_number(digits):
        return Reading(digits, _id_way(cell, text))
    return unread(_id_fault(cell, digits))


def _id_fault(cell: Cell, digits: str) -> str:
    if not digits.isdecimal():
        return "unreadable"
    if len(digits) == ID_DIGITS - 1:
        return "twelve_digits"
    if len(digits) != ID_DIGITS:
        return "wrong_length"
    lost = not isinstance(cell.value, str) and digits.endswith("000")
    return "number_lost_digits" if lost else "bad_check_digit"


def _id_way(cell: Cell, text: str) -> str:
    if not isinstance(cell.value, str):
        return "number_general" if cell.number_format == "General" else ""
    if has_thai_digits(cell):
        return "thai_digits"
    if text.isdecimal():
        return ""
    return "spaces" if re.fullmatch(r"[\d ]+", text) else "dashes"


_SEVERAL_PHONES = re.compile(r"\s*(?:[,;/\n|]|หรือ|และ|\s{1,})\s*")
_MOBILE_DIGITS, _LANDLINE_DIGITS = 10, 9


def read_phone(cell: Cell) -> Reading[str]:
    """Read a phone number as digits; two numbers are joined by `;`."""
    text = re.sub(r"^(?:โทร(?:ศัพท์)?|เบอร์|tel)[\s.:]*", "", plain(cell), flags=re.IGNORECASE)
    if says_nothing(text):
        return Reading(None)
    whole = _phone_digits(text)
    if len(whole) > _MOBILE_DIGITS:
        parts = [_phone_digits(part) for part in _SEVERAL_PHONES.split(text)]
        if len(parts) > 1 and all(_phone_kind(part) is not None for part in parts):
            return Reading(";".join(_with_zero(part) for part in parts), "two_numbers", Action.READ_FLAG)
    kind = _phone_kind(whole)
    if kind is None:
        short = whole.isdecimal() and len(whole) < _LANDLINE_DIGITS
        return unread("too_short" if short else "too_long" if whole.isdecimal() else "unreadable")
    return Reading(_with_zero(whole), "thai_digits" if has_thai_digits(cell) else kind)


def _phone_digits(text: str) -> str:
    digits = re.sub(r"[\s.\-–—−()]", "", text)
    return re.sub(r"^\+?66(?=\d{8,9}$)", "0", digits)


def _phone_kind(digits: str) -> str | None:
    if re.fullmatch(r"0[0-9]{9}", digits):
        return ""
    if re.fullmatch(r"0[2-7][0-9]{7}", digits):
        return "landline"
    if re.fullmatch(r"[689][0-9]{8}", digits) or re.fullmatch(r"[2-7][0-9]{7}", digits):
        return "number_lost_zero"
    return None


def _with_zero(digits: str) -> str:
    return digits if digits.startswith("0") else f"0{digits}"


_VILLAGE = re.compile(r"(?:หมู่(?:ที่|บ้านที่)?|ม\.?)\s*[:.]?\s*(\d{1,2})(?!\d)")


def village_in(text: str) -> str | None:
    """Find the village number in a sheet's name or a heading: `หมู่ที่ ๘ บ้าน…`, `ม.5`, `หมู่3`."""
    found = _VILLAGE.search(arabic_digits(tidy(text).text))
    return str(int(found[1])) if found else None


def read_village(cell: Cell) -> Reading[str]:
    """Read a village as its number (`3`), or as its name where it has none."""
    text = plain(cell)
    if says_nothing(text):
        return Reading(None)
    if re.fullmatch(r"\d{1,2}", text):
        return Reading(str(int(text)), "moo_thai_digit" if has_thai_digits(cell) else "")
    number = village_in(text)
    if number is None:
        return Reading(text)
    if has_thai_digits(cell):
        return Reading(number, "moo_thai_digit")
    return Reading(number, "moo_abbrev" if text.startswith("ม.") else "moo_word")


def read_house(cell: Cell) -> Reading[str]:
    """Read a house number; `12/3` that Excel made a date is taken back by the order that it shows."""
    if isinstance(cell.value, date):
        return Reading(_house_of_date(cell.value, cell.number_format.lower()), "became_a_date", Action.READ_FLAG)
    text = re.sub(r"^(?:บ้าน)?เลขที่\s*", "", plain(cell))
    if says_nothing(text):
        return Reading(None)
    return Reading(text, "thai_digits" if has_thai_digits(cell) else "")


def _house_of_date(day: date, shown: str) -> str:
    if "mmm" in shown and "d" not in re.sub(r"\[[^]]*\]", "", shown):  # 3/45 became March 1945
        return f"{day.month}/{day.year % 100}"
    day_first = shown.find("d") <= shown.find("m") or "d" not in shown
    return f"{day.day}/{day.month}" if day_first else f"{day.month}/{day.day}"


_ADDRESS = re.compile(
    r"(?:(?:บ้าน)?เลขที่\s*)?(?P<house>\d[\d/\-]*)?\s*(?P<moo>(?:หมู่(?:ที่)?|ม\.)\s*\d{1,2})?\s*(?:(?:ตำบล|ต\.)\s*(?P<tambon>\S+))?.*"
)


def read_address(cell: Cell) -> tuple[str | None, str | None, str | None]:
    """Part an address in one cell into house, village and tambon: `12/3 ม.4 ต.หนองตะวัน`."""
    found = _ADDRESS.fullmatch(plain(cell))
    if found is None:
        return None, None, None
    return found["house"], village_in(found["moo"] or ""), found["tambon"]


def read_member_number(cell: Cell, width: int = 0) -> Reading[str]:
    """Read a member number; a number cell that lost its zeros is filled up to the file's `width`."""
    text = plain(cell)
    if says_nothing(text):
        return unread("missing", Action.HOLD_ROW)
    shown = cell.number_format
    if not isinstance(cell.value, str) and re.fullmatch("0+", shown):
        return Reading(text.zfill(len(shown)))
    if text.isdecimal() and len(text) < width:
        return Reading(text.zfill(width), "leading_zeros_lost")
    return Reading(text, "thai_digits" if has_thai_digits(cell) else "")


_MONEY_WORDS = re.compile(r"^(?:฿|บาท|thb|เงิน)\s*|\s*(?:฿|บาท|บ\.|thb)(?:ถ้วน)?$", re.IGNORECASE)
_DASH_SUFFIX = re.compile(r"\s*[.,/=]\s*[-–—−]+$|\s*[-–—−]$")
_AMOUNT = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def read_money(cell: Cell) -> Reading[Money]:
    """Read an amount in baht; nothing written is None, and so is `-`."""
    if cell.is_blank:
        return unread("uncalculated" if cell.is_uncalculated else "blank", _blank_action(cell))
    if isinstance(cell.value, bool | date | datetime):
        return unread("unreadable", Action.ASK)
    if isinstance(cell.value, int | float):
        return _amount(repr(cell.value), "")
    text = plain(cell)
    if says_nothing(text):
        return Reading(None, "only_dash")
    amount, code = text, "thai_digits" if has_thai_digits(cell) else "number_as_text"
    without_words = _MONEY_WORDS.sub("", _MONEY_WORDS.sub("", amount))
    without_dash = _DASH_SUFFIX.sub("", without_words)
    if without_words != amount:
        code = "baht_word"
    elif without_dash != amount:
        code = "dash_suffix"
    amount = without_dash
    bracketed = re.fullmatch(r"\((.*)\)", amount)
    amount = (f"-{bracketed[1]}" if bracketed else amount).replace(" ", "")
    return _amount(amount.replace(",", ""), code) if _AMOUNT.fullmatch(amount) else unread("unreadable", Action.ASK)


def _blank_action(cell: Cell) -> Action:
    return Action.ASK if cell.is_uncalculated else Action.READ


def _amount(text: str, code: str) -> Reading[Money]:
    try:
        money = Money.baht(Decimal(text))
    except (ValueError, InvalidOperation, OverflowError):
        return unread("not_whole_satang", Action.ASK)
    if money < ZERO:
        return Reading(money, "negative", Action.ASK)
    return Reading(money, code if money else "zero")
