"""One call of every service of shares, savings, membership and deductions, on the busy cooperative."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.memberships import Admission, ClassChange, EntryRules, Leaving, MemberClass
from welfare_desk.coop.payroll import Deducted, DueKind
from welfare_desk.coop.savings import CashMove, NewAccount
from welfare_desk.coop.savings_products import SavingsProduct
from welfare_desk.coop.shares import SharePurchase, ShareRules
from welfare_desk.money import Money
from welfare_desk.services import coop_members, payroll, savings, savings_interest, shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk

DAY, MARCH = date(2026, 3, 30), date(2026, 3, 31)
CASH, EMPLOYER, ONE, HELD = "11110", "โรงเรียนบ้านทดสอบ", "ORD-00001", "SPE-00001"
WAITS = 3  # the sheet that waits for its employer


def _move(baht: int) -> CashMove:
    return CashMove(ONE, Money.baht(baht), DAY, CASH)


def _usual(desk: Desk) -> object:
    return savings.keep_usual_products(desk, date(2026, 4, 1))


SAVINGS: dict[str, Callable[[Desk], Any]] = {
    "coop_members.admit_member": lambda desk: coop_members.admit_member(
        desk, Admission(DAY, "00009", MemberClass.REGULAR, Money.baht(100), Money.baht(50), CASH, "มติ 3")
    ),
    "coop_members.change_class": lambda desk: coop_members.change_class(
        desk, "00001", ClassChange(DAY, MemberClass.ASSOCIATE)
    ),
    "coop_members.leave_cooperative": lambda desk: coop_members.leave_cooperative(
        desk, Leaving("00008", DAY, "11131", "ย้าย", "มติ 3")
    ),
    "payroll.make_payroll_sheet": lambda desk: payroll.make_payroll_sheet(desk, EMPLOYER, DAY),
    "payroll.post_payroll": lambda desk: payroll.post_payroll(
        desk, WAITS, [Deducted("00001", Money.baht(500))], DAY, "11131"
    ),
    "payroll.set_payroll_rules": lambda desk: payroll.set_payroll_rules(
        desk, (DueKind.SHARE, DueKind.LOAN, DueKind.SAVINGS), DAY, takes_more=False
    ),
    "savings.close_savings": lambda desk: savings.close_savings(desk, ONE, DAY, CASH, "ย้าย"),
    "savings.deposit": lambda desk: savings.deposit(desk, _move(100)),
    "savings.hold_savings": lambda desk: savings.hold_savings(desk, ONE, Money.baht(5), "ศาล", DAY),
    "savings.keep_savings_product": lambda desk: savings.keep_savings_product(
        desk, SavingsProduct("NEW", "เงินฝากใหม่", account="21414", rate=5_000), DAY
    ),
    "savings.mark_dormant": lambda desk: savings.mark_dormant(desk, DAY),
    "savings.note_passbook_print": lambda desk: savings.note_passbook_print(desk, ONE, 3),
    "savings.open_savings": lambda desk: savings.open_savings(
        desk, NewAccount("00006", "ORD", DAY, Money.baht(100), CASH)
    ),
    "savings.release_savings": lambda desk: savings.release_savings(
        desk, HELD, desk.ask(lambda tx: savings.only_hold(tx, HELD)), "ศาลสั่ง", DAY
    ),
    "savings.wake_savings": lambda desk: savings.wake_savings(desk, "SLP-00001", "มาแสดงตัว", DAY),
    "savings.withdraw": lambda desk: savings.withdraw(desk, _move(100)),
    "savings_interest.accrue_savings_interest": lambda desk: savings_interest.accrue_savings_interest(desk, MARCH),
    "savings_interest.post_savings_interest": lambda desk: savings_interest.post_savings_interest(desk, MARCH),
    "shares.buy_shares": lambda desk: shares.buy_shares(desk, SharePurchase("00001", Money.baht(100), DAY, CASH)),
    "shares.set_member_rules": lambda desk: shares.set_member_rules(
        desk, ShareRules(counted_to=10), EntryRules(Money.baht(75)), DAY
    ),
    "shares.set_share_plan": lambda desk: shares.set_share_plan(desk, "00002", Money.baht(100), DAY),
}
GROUP: dict[str, Callable[[Desk], Any]] = {"savings.keep_usual_products": _usual}
