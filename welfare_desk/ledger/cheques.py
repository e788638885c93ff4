"""Cheques: what may become of one that was drawn, and when a bank need not pay it any more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import Money

if TYPE_CHECKING:
    from datetime import date

STALE_AFTER_MONTHS = 6  # Civil and Commercial Code, section 991 (2)


class ChequeStatus(Enum):
    """Where a cheque stands; a presented or void one stays so."""

    DRAWN = "drawn"
    PRESENTED = "presented"
    STALE = "stale"
    VOID = "void"


_NEXT = {
    ChequeStatus.DRAWN: {ChequeStatus.PRESENTED, ChequeStatus.STALE, ChequeStatus.VOID},
    ChequeStatus.STALE: {ChequeStatus.PRESENTED, ChequeStatus.VOID},  # the bank may still pay it
}


@dataclass(frozen=True, slots=True)
class Cheque:
    """A cheque as it stands since a day.

    `voucher` is the payment it was drawn for, none for one spoiled before; `reason` says why it is stale or void.
    """

    account: str
    number: str
    day: date
    payee: str
    amount: Money
    voucher: str | None
    status: ChequeStatus
    since: date
    reason: str = ""

    @property
    def is_outstanding(self) -> bool:
        """Tell whether the bank may still be asked to pay it."""
        return self.status in _NEXT


def problems_of_drawing(number: str, left: Money) -> list[Problem]:
    """Find everything that keeps a cheque from being drawn; `left` of the voucher's bank money has no cheque yet."""
    found: list[Problem] = []
    if not number.strip():
        found.append(problem("cheque.no_number", N_("Write the number of the cheque."), "number"))
    if left <= Money(0):
        text = N_("The voucher pays nothing out of a bank, or has its cheque already.")
        found.append(problem("cheque.nothing", text, "voucher"))
    return found


def problems_of_change(cheque: Cheque, status: ChequeStatus, day: date, reason: str) -> list[Problem]:
    """Find everything that keeps a cheque from changing."""
    found: list[Problem] = []
    if status not in _NEXT.get(cheque.status, ()):
        text = N_("Cheque {number} cannot change in this way any more.")
        found.append(problem("cheque.done", text, "status", number=cheque.number))
    if day < cheque.since:
        text = N_("The cheque stands as it is since {day}; write that day or a later one.")
        found.append(problem("cheque.day", text, "day", day=cheque.since))
    if status is ChequeStatus.STALE and day < stale_on(cheque.day):
        text = N_("A cheque is stale six months after its day, from {day} on.")
        found.append(problem("cheque.not_stale", text, "day", day=stale_on(cheque.day)))
    if status is not ChequeStatus.PRESENTED and not reason.strip():
        found.append(problem("mark.no_reason", N_("Write the reason."), "reason"))
    return found


def stale_on(drawn: date) -> date:
    """Tell from which day on a bank need not pay a cheque that was drawn on a day."""
    return add_months(drawn, STALE_AFTER_MONTHS)
