"""Thai in writing: amounts in words, Thai digits, and text as committees type it put right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from welfare_desk.money import SATANG_PER_BAHT

if TYPE_CHECKING:
    from welfare_desk.money import Money

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_TONE_MARKS = re.compile(r"[\u0e47-\u0e4e\u200b]")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 1_000_000
_TENS = 1

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def amount_in_words(money: Money) -> str:
    """Say an amount in Thai: `สามร้อยหกสิบห้าบาทถ้วน`.

    One is หนึ่ง alone and เอ็ด after any higher digit; satang alone go without baht. A negative amount has no
    words and is a `ValueError`.
    """
    if money.satang < 0:
        msg = "an amount in words is never negative"
        raise ValueError(msg)
    baht, satang = divmod(money.satang, SATANG_PER_BAHT)
    if not satang:
        return f"{_number(baht) or 'ศูนย์'}บาทถ้วน"
    return (f"{_number(baht)}บาท" if baht else "") + f"{_number(satang)}สตางค์"


def _number(number: int, *, after_higher: bool = False) -> str:
    """Say a whole number; millions stack (`หนึ่งล้านล้าน`), nothing is said for zero."""
    millions, rest = divmod(number, _MILLION)
    words = f"{_number(millions, after_higher=after_higher)}ล้าน" if millions else ""
    after_higher = after_higher or millions > 0
    for place in range(len(_PLACES) - 1, -1, -1):
        digit = rest // 10**place % 10
        if digit:
            words += _spoken_digit(digit, place, after_higher=after_higher) + _PLACES[place]
            after_higher = True
    return words


def _spoken_digit(digit: int, place: int, *, after_higher: bool) -> str:
    if place == _TENS and digit == 1:
        return ""
    if place == _TENS and digit == 2:  # noqa: PLR2004 - twenty is the one irregular ten
        return "ยี่"
    if place == 0 and digit == 1 and after_higher:
        return "เอ็ด"
    return _DIGITS[digit]


def thai_digits(text: str) -> str:
    """Write every digit as a Thai one."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """Write every Thai digit as an Arabic one."""
    return text.translate(_TO_ARABIC)


@dataclass(frozen=True, slots=True)
class Tidied:
    """Text put right, and the codes of what was changed (`text.nbsp`), in the order of the steps."""

    text: str
    changes: tuple[str, ...] = ()


# Thai letters by their part in a syllable.
_VOWEL_MARKS = "\u0e31\u0e34-\u0e3a"
_TONES = "\u0e48-\u0e4c"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"

# Old Thai fonts on Windows kept shifted marks at private code points; text copied from a PDF still carries them.
_PRIVATE = dict(
    zip(
        range(0xF700, 0xF71B),
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
        strict=True,
    )
)
# Latin and Cyrillic letters that are taken for Thai ones on screen or on the keyboard.
_LOOKALIKES = str.maketrans(
    {"n": "ก", "п": "ก", "u": "น", "и": "น", "o": "อ", "O": "อ", "о": "อ", "О": "อ", "a": "า", "а": "า",
     "w": "พ", "W": "พ", "ш": "พ", "s": "ร", "р": "ร", "U": "บ", "l": "เ"}
)  # fmt: skip
_FOREIGN = re.compile(rf"(?:(?<=[{_THAI}])[A-Za-z\u0400-\u04ff]+)|(?:[A-Za-z\u0400-\u04ff]+(?=[{_THAI}]))")


def _drop(pattern: str) -> tuple[re.Pattern[str], str]:
    return re.compile(pattern), ""


# Each step: its code, a pattern, and what stands there instead. Order matters: a mark in the right order can still
# be doubled, and a decomposed ำ may carry its tone on either side.
_STEPS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("text.zero_width", *_drop("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")),
    ("text.nbsp", re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]"), " "),
    ("text.edge_space", *_drop(r"^\s+|\s+$")),
    ("text.inner_space", re.compile(r"\s{2,}|[^\S ]"), " "),
    ("text.sara_e_twice", re.compile("เเ"), "แ"),
    ("text.decomposed_sara_am", re.compile(f"\u0e4d([{_TONES}]?)\u0e32"), "\\1\u0e33"),
    ("text.decomposed_sara_am", re.compile(f"([{_TONES}])\u0e4d\u0e32"), "\\1\u0e33"),
    ("text.mark_order", re.compile(f"([{_TONES}])([{_VOWEL_MARKS}])"), r"\2\1"),
    ("text.mark_order", re.compile(f"\u0e33([{_TONES}])"), "\\1\u0e33"),
    ("text.doubled_vowel", re.compile(f"([{_MARKS}\u0e30\u0e32\u0e33\u0e41-\u0e45])\\1+"), r"\1"),
)


@lru_cache(maxsize=4096)  # an import looks at each cell several times, and many cells say the same
def tidy(text: str) -> Tidied:
    """Put Thai text right as it was meant, and tell what was changed.

    Codes: `text.zero_width`, `text.nbsp`, `text.edge_space`, `text.inner_space`, `text.private_use`,
    `text.sara_e_twice`, `text.decomposed_sara_am`, `text.mark_order`, `text.doubled_vowel`, `text.lookalike`.
    A Latin or Cyrillic letter inside a Thai word that looks like no Thai letter stays, with `text.foreign_letter`.
    A no-break space at the edge is `text.nbsp` alone.
    """
    if text.isascii() and text.isprintable() and text == text.strip() and "  " not in text:
        return Tidied(text)
    changes: dict[str, None] = {}
    before, fixed = "", text
    while before != fixed:  # one step may bring letters together that an earlier one puts right
        before, fixed = fixed, _pass(fixed, changes)
    if _FOREIGN.search(fixed):
        changes["text.foreign_letter"] = None
    return Tidied(fixed, tuple(changes))


def _pass(text: str, changes: dict[str, None]) -> str:
    """Take each step once and note its code."""
    fixed = text.translate(_PRIVATE)
    if fixed != text:
        changes["text.private_use"] = None
    for code, pattern, instead in _STEPS:
        before, fixed = fixed, pattern.sub(instead, fixed)
        edge_was_nbsp = code == "text.edge_space" and "text.nbsp" in changes
        if before != fixed and not edge_was_nbsp:
            changes[code] = None
    before, fixed = fixed, _FOREIGN.sub(lambda match: match[0].translate(_LOOKALIKES), fixed)
    if before != fixed:
        changes["text.lookalike"] = None
    return fixed


def loosely(words: str) -> str:
    """Write words without tone marks and in small letters, as they are sought."""
    return _TONE_MARKS.sub("", words).casefold()
