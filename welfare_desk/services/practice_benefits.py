"""What the practice book's fund gives: its regulation, claims month by month, pensions, one storm, matching money.

It has a luck of its own, so that the rest of the fund's life does not depend on it. The regulation is the ready one.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.money import ZERO, Money
from welfare_desk.services.claim_papers import check_papers, list_pensions, open_disaster
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.claims import approve_claims, decide_claim, reject_claim, take_claim
from welfare_desk.services.matching import (
    keep_programme,
    open_round,
    record_approval,
    record_asked,
    record_receipt,
)
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.claim_payments import Slip
from welfare_desk.welfare.match_rounds import MatchLetter
from welfare_desk.welfare.matching import USUAL_ACCOUNTS, Giver, MatchProgramme, MatchTerms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from welfare_desk.services.desk import Desk

_BANK = "1111"
_KINDS = ("SICK", "SICK", "SICK", "SICK", "EDU", "BIRTH", "FUNERAL", "ORDAIN", "WEDDING", "DISADV", "CAREER", "HOUSING")
_PLACES = {"SICK": "รพ.หนองตะวัน", "EDU": "โรงเรียนบ้านหนองตะวัน"}
_CAUSES = ("ไข้หวัดใหญ่", "ผ่าตัดไส้ติ่ง", "อุบัติเหตุรถจักรยานยนต์", "ความดันโลหิตสูง")
_SLIP = Slip(payer="เหรัญญิก", witness="เลขานุการ")
_STORM = date(2024, 9, 12)
_PENSIONS = 11  # the month of the yearly list


class Benefits:
    """The benefits of the fund, a month at a time; the same claims come out each time."""

    def __init__(self, seed: int) -> None:
        self._luck = random.Random(seed)  # noqa: S311 - made to be the same each time

    def begin(self, desk: Desk) -> None:
        """Adopt the regulation, and say who matches."""
        day = desk.today
        adopt_regulation(desk, "ระเบียบกองทุน พ.ศ. 2565 (ฝึกหัด)", day, day, "ประชุมใหญ่ 1/2565", READY_TYPES)
        income, receivable = USUAL_ACCOUNTS[Giver.STATE]
        programme = MatchProgramme(
            "codi", "สมทบจากรัฐผ่าน พอช.", "State match through CODI", Giver.STATE, income, receivable
        )
        keep_programme(desk, programme, MatchTerms(most_rounds=0), day)

    def live(self, desk: Desk, members: Sequence[str], died: Collection[tuple[str, date]], *, is_last: bool) -> int:
        """Bring the month's claims to the money, count them; in the last month some wait for whoever practises."""
        asked = [self._asked(desk.today, number) for number in self._luck.sample(members, self._luck.randrange(3, 8))]
        asked += [Claim("DEATH", number, day, desk.today, desk.today) for number, day in died]
        numbers = [self._decided(desk, each) for each in asked]
        given = [each for each in numbers if each]
        if is_last:
            if given[1:]:
                approve_claims(desk, given[1:2], self._resolution(desk.today))
            return 0
        paid = self._pay(desk, given)
        if desk.today.month == _PENSIONS:
            listed = list_pensions(desk, "ELDER", desk.today, f"เบี้ยผู้สูงอายุ ปี {desk.today.year + 544}")
            paid += self._pay(desk, listed.claims, "ตัวแทนผู้สูงอายุ")
        if (desk.today.year, desk.today.month) == (_STORM.year, _STORM.month):
            listed = open_disaster(desk, "STORM", _STORM, "พายุโซนร้อน", sorted(self._luck.sample(members, 25)))
            paid += self._pay(desk, listed.claims)
        return paid

    def match(self, desk: Desk, year: int) -> None:
        """Ask for matching money of a fiscal year; it is approved in part, and comes in part."""
        number = open_round(desk, "codi", year)
        asked = Money.baht(90_000)
        record_asked(desk, number, MatchLetter(desk.today, asked, f"นต {year}/1"))
        record_approval(desk, number, MatchLetter(desk.today, Money.baht(75_000), f"พอช {year}/9"))
        record_receipt(desk, number, MatchLetter(desk.today, Money.baht(50_000), f"พอช {year}/9"), _BANK)

    def _asked(self, today: date, number: str) -> Claim:
        kind = self._luck.choice(_KINDS)
        event = today - timedelta(days=self._luck.randrange(1, 15))
        quantity = self._luck.randrange(1, 8) if kind == "SICK" else 1
        subject = "บุตร" if kind in ("EDU", "BIRTH") else ""
        return Claim(kind, number, event, today, today, quantity, subject)

    def _decided(self, desk: Desk, claim: Claim) -> int:
        """Take a claim in with its papers and decide it; give its number, or 0 for one that is rejected."""
        cause = self._luck.choice(_CAUSES) if claim.type == "SICK" else ""
        number = take_claim(desk, claim, _PLACES.get(claim.type, ""), cause).id
        check_papers(desk, number, ["ใบคำขอ", "สมุดประจำตัวสมาชิก"], ["ผู้ใหญ่บ้าน", "อสม.", "กรรมการศูนย์"])
        if decide_claim(desk, number).amount > ZERO:
            return number
        reject_claim(desk, number, "ไม่เป็นไปตามระเบียบ")
        return 0

    def _pay(self, desk: Desk, numbers: Sequence[int], payee: str = "") -> int:
        resolution = self._resolution(desk.today)
        good = list(numbers)
        try:
            approve_claims(desk, numbers, resolution)
        except RuleError:  # one of them used up what was left for another: the committee takes them one by one
            good = [each for each in numbers if self._approved(desk, each, resolution)]
        if good:
            pay_claims(desk, good, desk.today, _BANK, Slip(payee, _SLIP.payer, _SLIP.witness))
        return len(good)

    def _approved(self, desk: Desk, number: int, resolution: str) -> bool:
        try:
            approve_claims(desk, [number], resolution)
        except RuleError:
            reject_claim(desk, number, "เต็มวงเงินตามระเบียบแล้ว")
            return False
        return True

    def _resolution(self, day: date) -> str:
        return f"มติคณะกรรมการ {day.month}/{day.year + 543}"
