"""Accounts that a rule posts to whatever the chart: found by what they are for, since each chart has its own codes."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import may_post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account


class AccountRole(Enum):
    """What an account is for."""

    CASH_OVER = "cash_over"
    CASH_SHORT = "cash_short"
    BANK_FEE = "bank_fee"
    BANK_INTEREST = "bank_interest"
    TAX_ON_INTEREST = "tax_on_interest"
    ACCRUED_INTEREST = "accrued_interest"
    UNKNOWN_RECEIPT = "unknown_receipt"


ROLE_NAMES = {
    AccountRole.CASH_OVER: N_("cash over"),
    AccountRole.CASH_SHORT: N_("cash short"),
    AccountRole.BANK_FEE: N_("bank charges"),
    AccountRole.BANK_INTEREST: N_("interest on bank deposits"),
    AccountRole.TAX_ON_INTEREST: N_("tax withheld on interest"),
    AccountRole.ACCRUED_INTEREST: N_("accrued interest"),
    AccountRole.UNKNOWN_RECEIPT: N_("receipts of unknown origin"),
}
# Only the chart of welfare funds has codes of four digits; in the others the name tells.
_CODES = {
    AccountRole.CASH_OVER: "4901",
    AccountRole.CASH_SHORT: "5318",
    AccountRole.BANK_FEE: "5309",
    AccountRole.BANK_INTEREST: "4401",
    AccountRole.TAX_ON_INTEREST: "5312",
    AccountRole.ACCRUED_INTEREST: "1203",
    AccountRole.UNKNOWN_RECEIPT: "2901",
}
_NAMES = {
    AccountRole.CASH_OVER: ("เงินสดเกินบัญชี",),
    AccountRole.CASH_SHORT: ("เงินสดขาดบัญชี",),
    AccountRole.BANK_FEE: ("ค่าธรรมเนียมธนาคาร",),
    AccountRole.BANK_INTEREST: ("ดอกเบี้ยเงินฝากธนาคาร", "ดอกเบี้ยรับเงินฝาก"),
    AccountRole.TAX_ON_INTEREST: ("ภาษีดอกเบี้ยหัก ณ ที่จ่าย",),
    AccountRole.ACCRUED_INTEREST: ("ดอกเบี้ยค้างรับ",),
    AccountRole.UNKNOWN_RECEIPT: ("บัญชีพัก – รับไม่ทราบที่มา",),
}


def find_account(role: AccountRole, chart: Mapping[str, Account]) -> str | None:
    """Find the code of the account with a role; none where the chart has no such account, or it is not in use."""
    by_code = chart.get(_CODES[role])
    if by_code is not None and may_post(by_code):
        return by_code.code
    return next((each.code for each in chart.values() if each.name_th in _NAMES[role] and may_post(each)), None)


def account_of(role: AccountRole, chart: Mapping[str, Account]) -> str:
    """Give the code of the account with a role; a chart without one is a `RuleError` that says which is missing."""
    found = find_account(role, chart)
    if found is None:
        text = N_("The chart has no account for {role}. Add one called “{name}”.")
        raise RuleError(problem("role.no_account", text, role=_(ROLE_NAMES[role]), name=_NAMES[role][0]))
    return found
