"""Everyday words for benefits, as committees write them: which type or community account is meant, and how many.

What is found here is a suggestion: the words of a fund are its own, and a person confirms or corrects them once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.exchange.headers import squeeze
from welfare_desk.exchange.readings import read_money
from welfare_desk.exchange.workbook import Cell
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import BenefitClass, BenefitType, RuleKind, Unit
from welfare_desk.words import arabic_digits, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.money import Money


class Purpose(Enum):
    """Whom a payment is for: one member, several at once, the community, or the words do not tell."""

    MEMBER = "member"
    GROUP = "group"
    COMMUNITY = "community"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of a payment mean.

    `type` is a type of the fund, for one member or for a group; `account` is where it is booked. `quantity` counts
    nights, children … as the type's rate does, None where the words do not say. `people` and `each` are what the words
    of a group say. `others` are further types or accounts that the words fit; `is_known` tells that a person said so.
    """

    purpose: Purpose
    type: str | None = None
    account: str | None = None
    quantity: int | None = None
    people: int | None = None
    each: Money | None = None
    others: tuple[str, ...] = ()
    is_known: bool = False
    counts_days: bool = False


# Code of a ready type → words; the first that fits is taken, others that fit make it unsure.
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(words, re.IGNORECASE))
    for code, words in {
        "FIRE": r"ไฟ\s*ไหม้|เพลิงไหม้|อัคคีภัย",
        "STORM": r"พายุ|น้ำท่วม|น้ำป่า|อุทกภัย|วาตภัย|ลมพัด|ลมแรง|ลูกเห็บ|ดินถล่ม|ภัยพิบัติ|ภัยธรรมชาติ|ประสบ(?:สาธารณ)?ภัย",
        "FUNERAL": r"หรีด|เจ้าภาพ|สวด\s*(?:พระ)?(?:ศพ|อภิธรรม)|(?:ศพ|ตาย|เสียชีวิต)\s*(?:ของ)?\s*\(?(?:พ่อ|แม่|บิดา|มารดา|ญาติ)"
        r"|(?:พ่อ|แม่|บิดา|มารดา|ญาติ)[^ ]*\s*(?:ตาย|เสียชีวิต|ถึงแก่กรรม)",
        "DEATH": r"เสียชีวิต|(?:ทำ|งาน|ค่า|เผา|ปลง|จัดการ|สงเคราะห์|ช่วย)\s*ศพ|ฌาปน|มรณ|ถึงแก่กรรม"
        r"|(?:สมาชิก|กรณี|คน|เงิน)\s*ตาย|^ตาย",
        "ORDAIN": r"บวช|อุปสมบท|บรรพชา",
        "WEDDING": r"แต่งงาน|งานแต่ง|สมรส(?!ภาพ)|วิวาห์",
        "HOUSING": r"(?:ซ่อม|สร้าง|ต่อเติม|ปรับปรุง)\S*\s*(?:บ้าน|ห้องน้ำ|ส้วม|สุขา|หลังคา|ที่อยู่)|มุงหลังคา|ที่อยู่อาศัย",
        "CAREER": r"อาชีพ|ทุน\S*\s*(?:ค้าขาย|ขาย|ทำกิน|ทำขนม|เลี้ยง|ปลูก|ทอ|จักสาน)",
        "EDU": r"ศึกษา|เรียน|มหา(?:วิทยา)?ลัย|ค่าเทอม",
        "BIRTH": r"คลอด|แรกเกิด|(?:รับ|ทำ)\s*ขวัญ|ทารก|(?:ได้|เกิด|มี)\s*(?:ลูก|บุตร)|^เกิด$",
        "SICK": r"โรงพยาบาล|โรงบาล|(?:^|[^ก-๎]|นอน|เข้า|ที่)ร\.?พ\.?(?![ก-๎])|แอ[ดต]มิ[ทต]|admit|ป่วย(?!\s*(?:ติดเตียง|เรื้อรัง))"
        r"|รักษา(?:ตัว|พยาบาล|ไข้)|ผ่าตัด|พักฟื้น|คล[ิี]นิ[กคฃ]|กักตัว|โควิด|^เจ็บ$",
        "ELDER": r"สูงอายุ|สูงวัย|คนแก่|(?:ผู้|คน)เฒ่า|ชรา|บำนาญ|^แก่$",
        "DISADV": r"พิการ|ด้อยโอกาส|ยากไร้|ยากจน|อนาถา|กำพร้า|ไร้ที่พึ่ง|เปราะบาง|ติดเตียง",
    }.items()
)
# Ready type of the community, or its account in the chart of a welfare fund → words.
_COMMUNITY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(words))
    for code, words in {
        "5201": r"(?:ไม่ใช่|มิใช่|ไม่ได้เป็น|ไม่เป็น)\s*สมาชิก|คนนอกกองทุน",
        "5203": r"กีฬา|ฟุตบอล|ตะกร้อ|วอลเลย์|เปตอง|แข่งเรือ|แอโรบิ[กค]",
        "ENVIRON": r"ปลูก(?:ป่า|ต้นไม้|ต้นกล้า)|ป่าชุมชน|ป่าชายเลน|สิ่งแวดล้อม|ทรัพยากร|ฝาย|ขยะ|ปล่อย(?:พันธุ์)?ปลา|แหล่งน้ำ|ลอกคลอง",
        "5202": r"กฐิน|ผ้าป่า|ศาสน|ประเพณี|วัฒนธรรม|สงกรานต์|ลอยกระทง|พรรษา|แห่เทียน|มัสยิด|สุเหร่า|โบสถ์|เมาลิด"
        r"|รดน้ำดำหัว|วันผู้สูงอายุ|ทำบุญ|งานบุญ|(?:งาน|ถวาย|บำรุง)วัด",
        "PUBLIC": r"พัฒนา\s*(?:หมู่บ้าน|ชุมชน|ตำบล|บ้าน)|ทำความสะอาด|สาธารณ|จิตอาสา|ศาลา(?!วัด)"
        r"|(?:ซ่อม|ทำ|ตัดหญ้า)\s*(?:ถนน|ทาง|สะพาน)"
        r"|ประปา|วันเด็ก|คลีนนิ่ง",
        "5209": r"บริจาค|ชุมชน(?:อื่น|ใกล้เคียง)|ช่วย(?:เหลือ)?(?:ต่าง)?(?:ตำบล|อำเภอ|จังหวัด)อื่น",
    }.items()
)
_VISIT = re.compile(r"เยี่ยม")
_SPOKEN = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_SPOKEN)})"
_COUNTED = {
    Unit.NIGHT: re.compile(rf"{_NUMBER}\s*คืน"),
    Unit.DAY: re.compile(rf"{_NUMBER}\s*วัน"),
    Unit.CHILD: re.compile(rf"{_NUMBER}\s*(?:คน|ราย)|แฝด\s*(สาม|สี่|ห้า|[345])"),
    Unit.MONTH: re.compile(rf"{_NUMBER}\s*เดือน"),
}
_GROUP = re.compile(r"(?:จำนวน|รวม)?\s*(\d{1,4})\s*(?:ราย|คน|รูป|ครัวเรือน|หลัง)")
_EACH = re.compile(r"(?:ราย|คน|หลัง|รูป)ละ\s*([\d,.]+)")
_NUMBERS = re.compile(rf"(?:{_NUMBER}\s*(?:คืน|วัน|คน|ราย|เดือน)|[\d,.]*\d[\d,.]*)")
_WITHIN_BRACKETS = re.compile(r"\(.*?\)")


def words_key(text: str) -> str:
    """Reduce words to what a person confirms once for all: without numbers, spaces and what stands in brackets."""
    plain = _WITHIN_BRACKETS.sub("", arabic_digits(tidy(text).text))
    return squeeze(_NUMBERS.sub("", plain))


def meaning_of(
    text: str,
    types: Sequence[BenefitType] = READY_TYPES,
    known: Mapping[str, str] | None = None,
    *,
    has_person: bool = True,
) -> Meaning:
    """Tell what a payment's words mean to a fund with these types.

    `known` holds what people said: the key of words → the code of a type, or an account. `has_person` tells that the
    row names somebody: without one, words for the community come first, and a count of people makes it a group.
    """
    said = (known or {}).get(words_key(text))
    plain = arabic_digits(tidy(text).text)
    fits = [said] if said else _fits(plain, types, has_person=has_person)
    if not fits:
        return Meaning(Purpose.UNCLEAR)
    first, others = fits[0], tuple(fits[1:])
    kind = next((each for each in types if each.code == first), None)
    if kind is None or kind.of is BenefitClass.COMMUNITY:
        account = kind.account if kind else first
        return Meaning(Purpose.COMMUNITY, None, account, others=others, is_known=bool(said))
    people = _GROUP.search(plain)
    if not has_person and people is not None:
        each = _EACH.search(plain)
        amount = read_money(Cell("", each[1])).value if each else None
        count = int(people[1])
        return Meaning(Purpose.GROUP, kind.code, kind.account, None, count, amount, others=others, is_known=bool(said))
    quantity, days = quantity_in(plain, kind)
    return Meaning(
        Purpose.MEMBER, kind.code, kind.account, quantity, others=others, is_known=bool(said), counts_days=days
    )


def _fits(text: str, types: Sequence[BenefitType], *, has_person: bool) -> list[str]:
    """Name every type and account that the words fit, the likeliest first."""
    named = [each.code for each in types if squeeze(text) in (squeeze(each.name_th), squeeze(each.name_en))]
    if named:
        return named[:1]
    if _VISIT.search(text) and _COUNTED[Unit.NIGHT].search(text) is None:
        return []  # fruit for a sick neighbour, or money for the stay?
    own = {each.code for each in types}
    members = [_own(code, types) for code, words in _TYPES if words.search(text)]
    community = [
        code if code in own or code.isdecimal() else _own(code, types)
        for code, words in _COMMUNITY
        if words.search(text)
    ]
    found = [*members, *community] if has_person else [*community, *members]
    return list(dict.fromkeys(code for code in found if code))


def _own(ready: str, types: Sequence[BenefitType]) -> str:
    """Give the fund's own type for a ready one: of the same code, else the only one on the same line of the form."""
    if any(each.code == ready for each in types):
        return ready
    line = next(each.line for each in READY_TYPES if each.code == ready)
    same = [each.code for each in types if each.line == line]
    return same[0] if len(same) == 1 else ""


def quantity_in(text: str, kind: BenefitType) -> tuple[int | None, bool]:
    """Count nights, children … in the words, as the rate of the type does; and tell whether days stand for nights."""
    rate = kind.rule(RuleKind.RATE)
    unit = rate.unit if rate is not None else Unit.EVENT
    if unit not in _COUNTED:
        return 1, False
    found = _COUNTED[unit].search(text)
    if found is not None:
        return _count(next(part for part in found.groups() if part)), False
    if unit is Unit.CHILD:
        return 2 if "แฝด" in text else 1, False
    other = {Unit.NIGHT: Unit.DAY, Unit.DAY: Unit.NIGHT}.get(unit)
    found = _COUNTED[other].search(text) if other else None
    return (_count(found[1]), True) if found else (None, False)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _SPOKEN.index(word) + 1
