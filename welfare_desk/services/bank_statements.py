"""Take in statements of banks, each line once, and take back one that was a mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import may_be_drawn_on
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, banking, periods, reconciliations, trail
from welfare_desk.storage.banking import BankAccount, KeptStatement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.bank_lines import BankLine
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_UNKNOWN_DIGIT = re.compile(r"[xX*]")


@dataclass(frozen=True, slots=True)
class StatementTaken:
    """A statement as it was read, for one account; its lines stand in the bank's order.

    `opening` stood before the first line, None where the file does not say; `number` is as the bank writes it.
    """

    account: str
    source: str
    source_hash: str
    lines: tuple[BankLine, ...]
    first_day: date
    last_day: date
    opening: Money | None = None
    bank: str = ""
    number: str = ""


@needs(Permission.RECORD)
def name_bank_account(desk: Desk, account: str, bank: str, number: str, name: str = "") -> None:
    """Write down what the bank calls an account of the chart."""
    with desk.book.write() as tx:
        _refuse_no_bank(tx, account)
        if not bank.strip():
            raise RuleError(problem("bank.no_name", N_("Write the name of the bank."), "bank"))
        banking.put_account(tx, BankAccount(account, bank.strip(), number.strip(), name.strip()))
        trail.add(tx, desk.made(), "bank.named", account)


@needs(Permission.RECORD)
def take_in_bank_statement(desk: Desk, taken: StatementTaken) -> int:
    """Keep those lines of a statement that the book does not have; give their number.

    The same file again, lines that say otherwise than those of the same days, or a gap to the lines before is a
    `RuleError`.
    """
    with desk.book.write() as tx:
        _refuse_no_bank(tx, taken.account)
        kept = banking.statements(tx, taken.account)
        if any(each.source_hash == taken.source_hash for each in kept):
            raise RuleError(problem("bank.twice", N_("This file was taken in already."), "file"))
        _know_account(tx, taken)
        begun = _from_first_day(taken, periods.calendar(tx).first_day)
        new = _new_part(begun, kept, banking.lines_of(tx, taken.account))
        last = reconciliations.last(tx, taken.account)
        if last is not None and any(each.day <= last.day for each in new.lines):
            text = N_("The days up to {day} are approved; a statement with new lines of those days cannot be right.")
            raise RuleError(problem("bank.frozen", text, "file", day=last.day))
        opening = new.opening or Money(0)
        closing = opening + Money.sum(each.amount for each in new.lines)
        statement = KeptStatement(
            0, new.account, new.source, new.source_hash, new.first_day, new.last_day, opening, closing
        )
        made = desk.made()
        number = banking.add_statement(tx, statement, new.lines, made)
        trail.add(tx, made, "bank.taken_in", str(number), account=new.account, count=len(new.lines))
    return len(new.lines)


@needs(Permission.CORRECT)
def take_back_bank_statement(desk: Desk, number: int, reason: str) -> None:
    """Let the lines of the last statement of an account count no longer, while nothing of it is matched."""
    with desk.book.write() as tx:
        found = next((each for each in banking.statements(tx) if each.id == number), None)
        if found is None:
            raise RuleError(problem("bank.unknown", N_("There is no statement {number}."), "number", number=number))
        if not reason.strip():
            raise RuleError(problem("mark.no_reason", N_("Write the reason."), "reason"))
        if found.matched:
            text = N_("{count} lines of this statement are matched. Take those matches apart first.")
            raise RuleError(problem("bank.matched", text, "number", count=found.matched))
        of_account = banking.statements(tx, found.account)
        last = reconciliations.last(tx, found.account)
        if found.id != of_account[-1].id or (last is not None and last.day >= found.first_day):
            text = N_("Only the last statement of an account can be taken back, and none of approved days.")
            raise RuleError(problem("bank.not_last", text, "number"))
        banking.undo_statement(tx, number, desk.today, reason.strip())
        trail.add(tx, desk.made(), "bank.taken_back", str(number), account=found.account)


def _refuse_no_bank(tx: Tx, account: str) -> None:
    chart = accounts.chart(tx)
    if account not in chart or not may_be_drawn_on(chart[account]):
        raise RuleError(problem("bank.account", N_("Choose the bank account."), "account"))


def _know_account(tx: Tx, taken: StatementTaken) -> None:
    """Remember what the bank calls the account, or refuse a statement of another."""
    known = banking.bank_accounts(tx).get(taken.account)
    if known is not None and known.number:
        _refuse_other(known.number, taken.number)
    elif taken.bank or taken.number:
        bank, name = (known.bank, known.name) if known else (taken.bank, "")
        banking.put_account(tx, BankAccount(taken.account, bank, taken.number, name))


def _refuse_other(known: str, told: str) -> None:
    """Refuse a statement whose account number cannot be the one that is known; hidden digits fit any."""
    ours, theirs = (re.sub(r"[^0-9xX*]", "", each) for each in (known, told))
    pairs = zip(ours, theirs, strict=False)
    differ = len(ours) != len(theirs) or any(
        one != other for one, other in pairs if not _UNKNOWN_DIGIT.search(one + other)
    )
    if ours and theirs and differ:
        text = N_("The statement is of account {told}, but this is account {known} of the bank.")
        raise RuleError(problem("bank.other_account", text, "account", told=told, known=known))


def _from_first_day(taken: StatementTaken, first_day: date) -> StatementTaken:
    """Leave out lines from before the book; what stood after them is what stood before the first line kept."""
    before = [each for each in taken.lines if each.day < first_day]
    if not before:
        return replace(taken, first_day=max(taken.first_day, first_day))
    opening = None if taken.opening is None else taken.opening + Money.sum(each.amount for each in before)
    lines = tuple(each for each in taken.lines if each.day >= first_day)
    if not lines:
        text = N_("All lines of this statement lie before the book's first day, {day}.")
        raise RuleError(problem("bank.before_book", text, "file", day=first_day))
    return replace(taken, lines=lines, opening=opening, first_day=first_day)


def _new_part(taken: StatementTaken, kept: Sequence[KeptStatement], known: Sequence[BankLine]) -> StatementTaken:
    """Give what of a statement is new: all of it, or what follows the lines that the book has."""
    if not kept:
        if taken.opening is None:
            text = N_("The file does not say what stood before its first line; write that amount.")
            raise RuleError(problem("bank.no_opening", text, "opening"))
        return taken
    closing = kept[0].opening + Money.sum(each.amount for each in known)
    if taken.last_day < kept[0].first_day:
        return _in_front(taken, kept[0])
    overlap = [each for each in known if each.day >= taken.first_day]
    same = [(each.day, each.amount) for each in overlap]
    theirs = [(each.day, each.amount) for each in taken.lines[: len(same)]]
    if same != theirs:
        text = N_("The file says otherwise about days whose lines the book has already ({first} to {last}).")
        raise RuleError(problem("bank.other_lines", text, "file", first=overlap[0].day, last=overlap[-1].day))
    new = taken.lines[len(same) :]
    if not new and taken.last_day <= max(each.last_day for each in kept):
        raise RuleError(problem("bank.nothing_new", N_("The book has every line of this file already."), "file"))
    opening = closing
    if taken.opening is not None:
        opening = taken.opening + Money.sum(each.amount for each in taken.lines[: len(same)])
    if opening != closing:
        text = N_(
            "The last line before ended with {ended} baht, but this file begins with {begins}: lines are missing."
        )
        raise RuleError(problem("bank.missing_days", text, "file", ended=closing, begins=opening))
    first = new[0].day if overlap and new else taken.first_day
    return replace(taken, lines=new, opening=opening, first_day=first)


def _in_front(taken: StatementTaken, first: KeptStatement) -> StatementTaken:
    moved = Money.sum(each.amount for each in taken.lines)
    if taken.opening is None or taken.opening + moved != first.opening:
        text = N_("The file does not end with the {begins} baht with which the first statement of the book begins.")
        raise RuleError(problem("bank.not_in_front", text, "file", begins=first.opening))
    return taken
