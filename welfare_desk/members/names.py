"""Names of persons: titles, and the parts of a name written in one."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Written ways of a title, by the title as the register keeps it.
_WAYS = {
    "นาย": ("นาย",),
    "นางสาว": ("นางสาว", "น.ส.", "น.ส", "นส.", "นส"),
    "นาง": ("นาง",),
    "เด็กชาย": ("เด็กชาย", "ด.ช.", "ด.ช", "ดช.", "ดช"),
    "เด็กหญิง": ("เด็กหญิง", "ด.ญ.", "ด.ญ", "ดญ.", "ดญ"),
    "พระ": ("พระภิกษุ", "พระ"),
    "พระอธิการ": ("พระอธิการ",),
    "พระมหา": ("พระมหา",),
    "พระครู": ("พระครู",),
    "พระอาจารย์": ("พระอาจารย์",),
    "สามเณร": ("สามเณร", "เณร"),
    "แม่ชี": ("แม่ชี",),
    "หลวงพ่อ": ("หลวงพ่อ",),
    "หลวงปู่": ("หลวงปู่",),
    "หลวงตา": ("หลวงตา",),
    "คุณ": ("คุณ",),
    "ดร.": ("ดร.",),
    "ม.ร.ว.": ("ม.ร.ว.", "หม่อมราชวงศ์"),
    "ม.ล.": ("ม.ล.", "หม่อมหลวง"),
    "ว่าที่ร้อยตรี": ("ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "ว่าที่ร.ต."),
    "ว่าที่ร้อยตรีหญิง": ("ว่าที่ร้อยตรีหญิง", "ว่าที่ ร.ต.หญิง", "ว่าที่ร.ต.หญิง"),
    "สิบตำรวจตรี": ("สิบตำรวจตรี",),
    "จ่าสิบเอก": ("จ่าสิบเอก",),
    "ร้อยตรี": ("ร้อยตรี",),
    "ร้อยโท": ("ร้อยโท",),
    "ร้อยเอก": ("ร้อยเอก",),
    "ดาบตำรวจ": ("ดาบตำรวจ",),
}
_KEPT = {way: title for title, ways in _WAYS.items() for way in ways}
_LONGEST_FIRST = sorted(_KEPT, key=len, reverse=True)
_NEEDS_SPACE = frozenset({"นส", "ดช", "ดญ", "เณร", "คุณ"})
_RANK = re.compile(r"(?:ว่าที่\s*)?(?:[ก-ฮ]{1,2}\.){2,4}(?:หญิง)?")
_NO_FIRST_LETTER = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e.]")  # vowel signs and marks never begin a name
_MONKS = frozenset({"พระ", "พระอธิการ", "พระมหา", "พระครู", "พระอาจารย์", "สามเณร", "หลวงพ่อ", "หลวงปู่", "หลวงตา"})
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name in its parts; '' where a part is not known."""

    title: str
    first: str
    last: str


def kept_title(text: str) -> str:
    """Give a title as the register keeps it: `น.ส.` → `นางสาว`; an unknown one stays."""
    squeezed = text.replace(" ", "")
    return _KEPT.get(text) or _KEPT.get(squeezed) or text


def is_monk(title: str) -> bool:
    """Tell whether the title is a monk's or a novice's, who may have no ID number at hand."""
    return title in _MONKS or title.startswith("พระ")


def split_title(text: str) -> tuple[str, str]:
    """Part a title from the name that follows it, glued or not: `นายสุพล` → (`นาย`, `สุพล`).

    The longest title wins whose rest can be a name: a name cannot begin with a vowel sign, so `นางสาวิตรี` is
    นาง + สาวิตรี and not นางสาว + ิตรี. Without a title the first part is ''.
    """
    if text in _KEPT:
        return _KEPT[text], ""
    for way in _LONGEST_FIRST:
        if not text.startswith(way):
            continue
        rest = text[len(way) :]
        if way in _NEEDS_SPACE and not rest.startswith(" "):
            continue
        if _may_be_a_name(rest.lstrip()):
            return _KEPT[way], rest.lstrip()
    rank = _RANK.match(text)
    if rank is not None and _may_be_a_name(text[rank.end() :].lstrip()):
        return rank[0].replace(" ", ""), text[rank.end() :].lstrip()
    return "", text


def _may_be_a_name(text: str) -> bool:
    return len(text) >= _SHORTEST_NAME and _NO_FIRST_LETTER.match(text) is None


def split_name(text: str) -> FullName:
    """Part a whole name: `น.ส.ปทิตตา เปรี่ยมนอง`; all after the first space is the surname (`ณ อยุธยา`)."""
    title, name = split_title(text)
    first, _, last = name.partition(" ")
    return FullName(title, first, last.strip())
