"""What a cooperative's month is looked at for before it is closed: interest, the allowance, money that is nobody's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from welfare_desk.i18n import N_
from welfare_desk.ledger.checklist import CheckLine, CheckState
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MONTH_WORK = ("loan_interest", "savings_interest", "borrowing_interest", "allowance")
"""The codes of the lines that the month's work puts in order."""


@dataclass(frozen=True, slots=True)
class CoopMonth:
    """What a cooperative says of a month: what is not booked at its end, and when loans were judged last.

    `loans`, `savings` and `borrowings` are interest that is earned or owed and not on the books; `lent` tells whether
    anybody owes anything; `nobodys` is what stands on control accounts without a member, by account.
    """

    last: date
    loans: Money = ZERO
    savings: Money = ZERO
    borrowings: Money = ZERO
    lent: bool = False
    judged: date | None = None
    nobodys: Mapping[str, Money] = field(default_factory=dict[str, Money])


def lines_of(month: CoopMonth) -> tuple[CheckLine, ...]:
    """Look at everything that a cooperative's month is looked at for."""
    return (
        _nobodys(month),
        _interest("loan_interest", month.loans, _LOANS, "loans"),
        _interest("savings_interest", month.savings, _SAVINGS, "savings"),
        _interest("borrowing_interest", month.borrowings, _BORROWINGS, "borrowings"),
        _allowance(month),
    )


_LOANS = (
    N_("The interest of loans is accrued to the month's end."),
    N_("{amount} baht of interest on loans are earned and not booked yet."),
)
_SAVINGS = (
    N_("The interest on savings is accrued to the month's end."),
    N_("{amount} baht of interest on savings are owed and not booked yet."),
)
_BORROWINGS = (
    N_("The interest on borrowings is accrued to the month's end."),
    N_("{amount} baht of interest on borrowings are owed and not booked yet."),
)


def _interest(code: str, amount: Money, said: tuple[str, str], page: str) -> CheckLine:
    none, some = said
    if not amount:
        return CheckLine(code, CheckState.OK, none)
    return CheckLine(code, CheckState.LOOK, some, {"amount": amount.text()}, page)


def _allowance(month: CoopMonth) -> CheckLine:
    if not month.lent or (month.judged is not None and month.judged >= month.last):
        said = N_("Loans are judged at the month's end, and the allowance is set.")
        return CheckLine("allowance", CheckState.OK, said)
    text = N_("Loans are not judged at the month's end: the allowance is that of a day before.")
    return CheckLine("allowance", CheckState.LOOK, text, page="allowance")


def _nobodys(month: CoopMonth) -> CheckLine:
    if not month.nobodys:
        return CheckLine("nobodys", CheckState.OK, N_("Whatever members own or owe is somebody's by name."))
    amounts = ", ".join(f"{account} {abs(money).text()}" for account, money in month.nobodys.items())
    text = N_("Not yet anybody's: {amounts}. Take the register of the members in.")
    asked = (("report", "control-accounts"), ("on", month.last.isoformat()))
    return CheckLine("nobodys", CheckState.LOOK, text, {"amounts": amounts}, "report", asked)
