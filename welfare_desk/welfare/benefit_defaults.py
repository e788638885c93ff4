"""Ready rules for the thirteen lines of the status form: defaults, to be confirmed or changed by the committee.

They are shaped on what funds publish; none of them is official. A fund's own types map to one of the lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.money import Money
from welfare_desk.welfare.benefits import BenefitClass, BenefitType, Per, Rule, RuleKind, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

DEATH_TIERS = tuple(
    (years, Money.baht(baht))
    for years, baht in (
        (0, 2_500),
        (1, 3_000),
        (2, 5_000),
        (4, 8_000),
        (6, 10_000),
        (8, 15_000),
        (10, 20_000),
        (15, 30_000),
    )
)
_PAPERS = ("ใบคำขอ", "สมุดประจำตัวสมาชิก", "สำเนาบัตรประชาชน")


def _rate(baht: int, unit: Unit = Unit.EVENT) -> Rule:
    return Rule(RuleKind.RATE, amount=Money.baht(baht), unit=unit)


def _usual(wait: int | None, within: int | None) -> Iterator[Rule]:
    yield Rule(RuleKind.PAID_UP)
    if wait is not None:
        yield Rule(RuleKind.WAITING, count=wait)
    if within is not None:
        yield Rule(RuleKind.CLAIM_WITHIN, count=within)


def _times(count: int, years: int | None, per: Per = Per.MEMBER) -> Rule:
    return Rule(RuleKind.TIMES, count=count, years=years, per=per)


READY_TYPES: tuple[BenefitType, ...] = (
    BenefitType(
        "BIRTH", 1, "เด็กแรกเกิด/คลอดบุตร", "Newborn / childbirth", "5101",
        (_rate(500, Unit.CHILD), *_usual(180, 90), _times(1, None, Per.SUBJECT)),
        documents=(*_PAPERS, "สูติบัตร", "ทะเบียนบ้าน (เพิ่มชื่อเด็ก)"),
    ),
    BenefitType(
        "SICK", 2, "เจ็บป่วย/รักษาพยาบาล", "Sickness / hospital stay", "5102",
        (
            _rate(100, Unit.NIGHT), *_usual(180, 90), Rule(RuleKind.CAP_EVENT, amount=Money.baht(600)),
            Rule(RuleKind.CAP_YEAR, amount=Money.baht(1_000)), Rule(RuleKind.QUANTITY_YEAR, count=20),
        ),
        documents=(*_PAPERS, "ใบรับรองแพทย์/ใบสรุปจำหน่าย ระบุวันเข้า–ออก"),
    ),
    BenefitType(
        "ELDER", 3, "ผู้สูงอายุ", "Elderly / community pension", "5103",
        (
            _rate(200, Unit.YEAR), *_usual(None, None), Rule(RuleKind.AGE, count=60),
            Rule(RuleKind.MEMBERSHIP, count=3), _times(1, 1),
        ),
        documents=_PAPERS,
    ),
    BenefitType(
        "DEATH", 4, "กรณีเสียชีวิต", "Death of member", "5104",
        (
            Rule(RuleKind.TIERS, tiers=DEATH_TIERS), *_usual(180, 365), _times(1, None),
            Rule(RuleKind.TO_BENEFICIARIES),
        ),
        documents=("ใบคำขอ", "สมุดประจำตัวสมาชิก", "สำเนาบัตรประชาชน (ผู้รับประโยชน์)", "ใบมรณบัตร", "ทะเบียนบ้านประทับ “ตาย”"),
    ),
    BenefitType(
        "FUNERAL", 5, "ค่าใช้จ่ายเกี่ยวกับงานศพ", "Funeral expenses (wreath, host of rites)", "5105",
        (_rate(500), *_usual(180, 120), _times(1, None, Per.SUBJECT)),
        documents=(*_PAPERS, "ใบมรณบัตร", "ใบเสร็จ/ใบสำคัญรับเงิน"),
    ),
    BenefitType(
        "DISADV", 6, "คนด้อยโอกาส/พิการ", "Disadvantaged / disabled", "5106",
        (_rate(300, Unit.YEAR), *_usual(180, None), _times(1, 1)),
        documents=(*_PAPERS, "บัตรประจำตัวคนพิการ หรือหนังสือรับรองของคณะกรรมการศูนย์"),
    ),
    BenefitType(
        "CAREER", 7, "พัฒนาอาชีพ", "Occupation / livelihood grant", "5107",
        (_rate(1_000), *_usual(365, None), _times(1, 3)),
        documents=(*_PAPERS, "แผน/โครงการอาชีพ", "ใบเสร็จ", "ภาพถ่ายผลงาน"),
    ),
    BenefitType(
        "EDU", 8, "การศึกษา", "Education", "5108",
        (_rate(500, Unit.CHILD), *_usual(180, 60), _times(1, 1, Per.SUBJECT)),
        documents=(*_PAPERS, "ใบแสดงผลการเรียน (ปพ.1) หรือหนังสือรับรองสถานศึกษา"),
    ),
    BenefitType(
        "ORDAIN", 9, "อุปสมบท", "Ordination", "5109", (_rate(500), *_usual(180, 90), _times(1, None)),
        documents=(*_PAPERS, "หนังสือรับรองการอุปสมบท (ใบสุทธิ)"),
    ),
    BenefitType(
        "WEDDING", 9, "แต่งงาน", "Wedding", "5109", (_rate(500), *_usual(180, 90), _times(1, None)),
        documents=(*_PAPERS, "ทะเบียนสมรส"),
    ),
    BenefitType(
        "HOUSING", 10, "ที่อยู่อาศัย (ซ่อม/สร้าง)", "Housing (repair / build)", "5110",
        (_rate(2_000), *_usual(365, None), _times(1, 5)),
        documents=(*_PAPERS, "ทะเบียนบ้าน", "ภาพถ่ายก่อน–หลัง", "ใบเสร็จวัสดุ"),
    ),
    BenefitType(
        "FIRE", 11, "ไฟไหม้", "Fire", "5111",
        (_rate(3_000, Unit.HOUSEHOLD), *_usual(None, 60), _times(1, None, Per.HOUSEHOLD)),
        documents=(*_PAPERS, "ทะเบียนบ้าน", "หนังสือรับรอง อปท./ผู้ใหญ่บ้าน", "ภาพถ่าย"),
    ),
    BenefitType(
        "STORM", 11, "พายุ/น้ำท่วม", "Storm and flood", "5111",
        (_rate(1_000, Unit.HOUSEHOLD), *_usual(None, 60), _times(1, None, Per.HOUSEHOLD)),
        documents=(*_PAPERS, "ทะเบียนบ้าน", "หนังสือรับรอง อปท./ผู้ใหญ่บ้าน", "ภาพถ่าย"),
    ),
    BenefitType(
        "PUBLIC", 12, "กิจกรรมสาธารณประโยชน์", "Public-benefit activities", "5112", (), BenefitClass.COMMUNITY,
        ("โครงการ", "มติที่ประชุม", "ใบเสร็จ", "ภาพกิจกรรม"),
    ),
    BenefitType(
        "ENVIRON", 13, "ทรัพยากรธรรมชาติและสิ่งแวดล้อม", "Natural resources and environment", "5113", (),
        BenefitClass.COMMUNITY, ("โครงการ", "มติที่ประชุม", "ใบเสร็จ", "ภาพกิจกรรม"),
    ),
)  # fmt: skip
LINES = 13  # of the status form; free lines come after
