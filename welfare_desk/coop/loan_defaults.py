"""Ready products of loans, one set a kind of book: defaults of ours, which a society replaces by its own regulation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.coop.interest import PER_PERCENT
from welfare_desk.coop.loan_products import LoanProduct
from welfare_desk.coop.loan_terms import Method
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

EMERGENCY = LoanProduct(
    "emergency", "เงินกู้ฉุกเฉิน", "Emergency loan", "11531", "41010", 6 * PER_PERCENT, instalments=12,
    most=Money.baht(50_000), salary_percent=200, income_percent=70, age_end=65, members_months=6,
)  # fmt: skip
ORDINARY = LoanProduct(
    "ordinary", "เงินกู้สามัญ", "Ordinary loan", "11533", "41010", 6 * PER_PERCENT, Method.EQUAL_INSTALMENT,
    instalments=120, unit=Money.baht(10), most=Money.baht(1_500_000), salary_percent=4000, income_percent=70,
    guarantors=2, stands_for=3, age_end=65, members_months=12, penalty_rate=0,
)  # fmt: skip
SHARE_SECURED = LoanProduct(
    "share", "เงินกู้สามัญใช้หุ้นเป็นประกัน", "Ordinary loan secured by shares", "11533", "41010", 5 * PER_PERCENT,
    instalments=60, share_percent=90, income_percent=70,
)  # fmt: skip
SPECIAL = LoanProduct(
    "special", "เงินกู้พิเศษ", "Special loan", "11535", "41010", 6 * PER_PERCENT, Method.EQUAL_INSTALMENT,
    instalments=180, unit=Money.baht(10), most=Money.baht(3_000_000), income_percent=70, guarantors=2, stands_for=3,
    age_end=65, members_months=24,
)  # fmt: skip
HOUSING = LoanProduct(
    "housing", "เงินกู้เพื่อที่อยู่อาศัย", "Housing loan", "11536", "41010", 5 * PER_PERCENT, Method.EQUAL_INSTALMENT,
    instalments=180, unit=Money.baht(10), income_percent=40, age_end=70, members_months=6,
)  # fmt: skip
_VILLAGE_ORDINARY = LoanProduct(
    "ordinary", "เงินกู้สามัญ", "Ordinary loan", "13010", "41010", 6 * PER_PERCENT, Method.BULLET, instalments=1,
    every=12, most=Money.baht(30_000), guarantors=2, stands_for=2, penalty_rate=0,
)  # fmt: skip
_VILLAGE_EMERGENCY = LoanProduct(
    "emergency", "เงินกู้ฉุกเฉิน", "Emergency loan", "13020", "41020", 6 * PER_PERCENT, instalments=6,
    most=Money.baht(10_000), guarantors=1, stands_for=2,
)  # fmt: skip
_GROUP_ORDINARY = replace(
    _VILLAGE_ORDINARY, method=Method.EQUAL_PRINCIPAL, instalments=24, every=1, rate=12 * PER_PERCENT,
    most=Money.baht(100_000), share_percent=500,
)  # fmt: skip
_GROUP_EMERGENCY = replace(_VILLAGE_EMERGENCY, rate=12 * PER_PERCENT)
READY: Mapping[str, tuple[LoanProduct, ...]] = {
    "cooperative": (EMERGENCY, ORDINARY, SHARE_SECURED, SPECIAL, HOUSING),
    "savings-group": (_GROUP_ORDINARY, _GROUP_EMERGENCY),
    "village-fund": (_VILLAGE_ORDINARY, _VILLAGE_EMERGENCY),
}
