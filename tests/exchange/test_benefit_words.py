"""Everyday words for benefits: which one is meant, and how many nights or children."""

from dataclasses import replace

import pytest

from welfare_desk.exchange.benefit_words import Purpose, meaning_of, words_key
from welfare_desk.money import Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES


@pytest.mark.parametrize(
    ("text", "code", "quantity"),
    [
        ("ค่านอนโรงพยาบาล ๖ คืน", "SICK", 6),
        ("นอนรพ.12คืน", "SICK", 12),
        ("แอดมิด รพ. สามคืน", "SICK", 3),
        ("ป่วยนอนโรงบาล 1 คืน", "SICK", 1),
        ("เยี่ยมไข้ นอน ร.พ. 2 คืน", "SICK", 2),
        ("ผ่าตัดไส้ติ่ง", "SICK", None),
        ("เงินทำศพ", "DEATH", 1),
        ("ช่วยงานศพสมาชิกตาย", "DEATH", 1),
        ("ฌาปนกิจสงเคราะห์", "DEATH", 1),
        ("พวงหรีด+เจ้าภาพสวด 3 คืน", "FUNERAL", 1),
        ("ช่วยงานศพมารดา", "FUNERAL", 1),
        ("เบี้ยคนแก่", "ELDER", 1),
        ("บำนาญชราภาพ", "ELDER", 1),
        ("รับขวัญเด็ก", "BIRTH", 1),
        ("คลอดลูกแฝด 2 คน", "BIRTH", 2),
        ("คลอดบุตรแฝด", "BIRTH", 2),
        ("ลูกแฝดสาม รับขวัญ", "BIRTH", 3),
        ("ทุนเรียน ป.6", "EDU", 1),
        ("ทุนการศึกษาบุตร ๒ คน", "EDU", 2),
        ("ทุนอาชีพเลี้ยงไก่", "CAREER", 1),
        ("ทุนทำขนมขาย", "CAREER", 1),
        ("ซ่อมหลังคาบ้าน", "HOUSING", 1),
        ("สร้างส้วม", "HOUSING", 1),
        ("พายุพัดหลังคา", "STORM", 1),
        ("บ้านถูกไฟไหม้", "FIRE", 1),
        ("งานบวช", "ORDAIN", 1),
        ("ช่วยงานแต่งงาน", "WEDDING", 1),
        ("ช่วยคนพิการ", "DISADV", 1),
        ("ผู้ป่วยติดเตียง", "DISADV", 1),
        ("เกิด", "BIRTH", 1),
        ("แก่", "ELDER", 1),
        ("เจ็บ", "SICK", None),
        ("ตาย", "DEATH", 1),
        ("สมาชิกเสียชีวิต (บิดา)", "FUNERAL", 1),
        ("ไปคลินิก", "SICK", None),
    ],
)
def test_words_for_a_member(text, code, quantity):
    meaning = meaning_of(text)
    assert (meaning.purpose, meaning.type, meaning.quantity) == (Purpose.MEMBER, code, quantity)
    assert meaning.account == next(each.account for each in READY_TYPES if each.code == code)


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("สมทบกฐินวัดหนองตะวัน", "5202"),
        ("ผ้าป่าสามัคคี", "5202"),
        ("งานเมาลิด", "5202"),
        ("สนับสนุนแข่งกีฬาต้านยาเสพติด", "5203"),
        ("ปลูกป่าชุมชนวันแม่", "5113"),
        ("ทำฝายชะลอน้ำ", "5113"),
        ("พัฒนาหมู่บ้าน ทำความสะอาดศาลา", "5112"),
        ("ช่วยผู้ด้อยโอกาสที่ไม่ใช่สมาชิก", "5201"),
        ("ช่วยชุมชนอื่น", "5209"),
        ("รดน้ำดำหัวผู้สูงอายุ", "5202"),
        ("บริจาคโรงพยาบาล", "5209"),
    ],
)
def test_words_for_the_community(text, account):
    meaning = meaning_of(text, has_person=False)
    assert (meaning.purpose, meaning.type, meaning.account) == (Purpose.COMMUNITY, None, account)


@pytest.mark.parametrize("text", ["เยี่ยมไข้", "ช่วยเหลือสมาชิก", "อื่น ๆ", ""])
def test_words_that_do_not_tell(text):
    assert meaning_of(text).purpose is Purpose.UNCLEAR


def test_many_people_at_once():
    meaning = meaning_of("เบี้ยผู้สูงอายุ หมู่ 4 จำนวน ๒๒ ราย รายละ 1,200", has_person=False)
    assert (meaning.purpose, meaning.account, meaning.people, meaning.each) == (
        Purpose.GROUP,
        "5103",
        22,
        Money.baht(1200),
    )


def test_words_that_fit_more_than_one():
    assert meaning_of("ซ่อมห้องน้ำคนยากไร้").others == ("DISADV",)
    assert meaning_of("คลอดบุตร นอน รพ. 2 คืน").others == ("SICK",)


def test_days_in_a_hospital_are_taken_for_nights_and_told():
    meaning = meaning_of("นอนโรงพยาบาล 4 วัน")
    assert (meaning.quantity, meaning.counts_days) == (4, True)


def test_a_fund_with_types_of_its_own():
    sick = next(each for each in READY_TYPES if each.code == "SICK")
    own = [replace(sick, code="ป่วย", name_th="ค่าเยี่ยมไข้"), replace(sick, code="PUBLIC", line=14, name_th="เสื้อทีม")]
    assert meaning_of("แอดมิท 2 คืน", own).type == "ป่วย"  # the same line of the form
    assert meaning_of("ค่าเยี่ยมไข้", own).type == "ป่วย"  # its very name
    assert meaning_of("งานบวช", own).purpose is Purpose.UNCLEAR  # this fund gives nothing for it


def test_what_a_person_said_once_holds_for_other_numbers_too():
    known = {words_key("เยี่ยมไข้ 3 คืน (รพ.สต.)"): "SICK"}
    meaning = meaning_of("เยี่ยมไข้ ๕ คืน", known=known)
    assert (meaning.type, meaning.quantity, meaning.is_known) == ("SICK", 5, True)
    assert meaning_of("เยี่ยมไข้", known={"เยี่ยมไข้": "5209"}).account == "5209"
