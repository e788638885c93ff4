"""Draw cheques for payments that are in the book, and keep what became of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import may_be_drawn_on
from welfare_desk.ledger.cheques import Cheque, ChequeStatus, problems_of_change, problems_of_drawing
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, cheques, periods, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.RECORD)
def draw_cheque(desk: Desk, voucher: str, number: str, day: date) -> Cheque:
    """Keep the number of the cheque that a voucher was paid with; its amount is what left the bank."""
    number = number.strip()
    with desk.book.write() as tx:
        wanted = voucher.strip().upper()
        lines = [line for line in cheques.bank_lines(tx, wanted) if line[1] == wanted]
        left = Money.sum(line[-1] for line in lines)
        _refuse_future(desk, day)
        if found := problems_of_drawing(number, left):
            raise RuleError(*found)
        entry, paid_by, paid_on, payee, account, amount = lines[0]
        _refuse_known(tx, account, number)
        if day < paid_on:
            text = N_("The voucher is of {day}; the cheque is of that day or later.")
            raise RuleError(problem("cheque.before", text, "day", day=paid_on))
        periods.refuse_closed(tx, day)
        drawn = Cheque(account, number, day, payee, amount, paid_by, ChequeStatus.DRAWN, day)
        cheques.add(tx, drawn, entry)
        trail.add(tx, desk.made(), "cheque.drawn", f"{account}/{number}", voucher=paid_by, satang=amount.satang)
    return drawn


@needs(Permission.RECORD)
def spoil_cheque(desk: Desk, account: str, number: str, day: date, reason: str) -> None:
    """Keep a cheque that was spoiled before it paid anything, so that its number is accounted for."""
    number = number.strip()
    with desk.book.write() as tx:
        _refuse_future(desk, day)
        if not number:
            raise RuleError(problem("cheque.no_number", N_("Write the number of the cheque."), "number"))
        if not reason.strip():
            raise RuleError(problem("mark.no_reason", N_("Write the reason."), "reason"))
        chart = accounts.chart(tx)
        if account not in chart or not may_be_drawn_on(chart[account]):
            raise RuleError(problem("cheque.account", N_("Choose the bank account."), "account"))
        _refuse_known(tx, account, number)
        periods.refuse_closed(tx, day)
        spoiled = Cheque(account, number, day, "", ZERO, None, ChequeStatus.VOID, day, reason.strip())
        cheques.add(tx, spoiled, None)
        trail.add(tx, desk.made(), "cheque.void", f"{account}/{number}")


@needs(Permission.RECORD)
def change_cheque(desk: Desk, account: str, number: str, status: ChequeStatus, day: date, reason: str = "") -> None:
    """Say that a cheque was presented, has become stale, or is void; after a void one a new one may be drawn."""
    with desk.book.write() as tx:
        cheque = _find(tx, account, number)
        if cheque is None:
            text = N_("There is no cheque {number} of account {account}.")
            raise RuleError(problem("cheque.unknown", text, "number", number=number, account=account))
        _refuse_future(desk, day)
        if found := problems_of_change(cheque, status, day, reason):
            raise RuleError(*found)
        periods.refuse_closed(tx, day)
        cheques.change(tx, replace(cheque, status=status, since=day, reason=reason.strip()))
        trail.add(tx, desk.made(), f"cheque.{status.value}", f"{account}/{number}")


def unpaid_by_cheque(tx: Tx) -> list[tuple[str, str]]:
    """Give the vouchers that took money out of a bank and have no cheque, each with its words, the newest first."""
    return [
        (voucher, " · ".join(part for part in (voucher, payee, amount.text()) if part))
        for _entry, voucher, _day, payee, _account, amount in cheques.bank_lines(tx)
    ]


def _find(tx: Tx, account: str, number: str) -> Cheque | None:
    return next((each for each in cheques.cheques(tx) if (each.account, each.number) == (account, number)), None)


def _refuse_known(tx: Tx, account: str, number: str) -> None:
    if _find(tx, account, number) is not None:
        text = N_("Cheque {number} of this account is in the register already.")
        raise RuleError(problem("cheque.known", text, "number", number=number))


def _refuse_future(desk: Desk, day: date) -> None:
    if day > desk.today:
        raise RuleError(problem("hand_in.future", N_("The day may not lie in the future."), "day"))
