"""Match lines of a bank with entries of the book, and post what only the bank has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.account_roles import AccountRole, account_of
from welfare_desk.ledger.accounts import RESULT_TYPES, is_till
from welfare_desk.ledger.bank_matching import MatchReason, Suggestion, Sureness, suggest
from welfare_desk.ledger.bank_only import BankHabit, BankKnowledge, BankProposal, bank_entry, habit_words, propose
from welfare_desk.ledger.cheques import ChequeStatus, problems_of_change
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.ledger.funds import move_cash_entry
from welfare_desk.ledger.payments import MoneyLine
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.reconciliation import BankMatch, BankSides, MatchKind, problems_of_match
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, banking, cheques, entries, reconciliations, trail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.bank_lines import BankLine, BookItem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_EARLIER = timedelta(days=190)  # a cheque from before the first statement may come half a year later


@dataclass(frozen=True, slots=True)
class BankWork:
    """What is to do on a bank account: both sides, what seems to belong together, what to post of the rest."""

    sides: BankSides
    suggestions: tuple[Suggestion, ...]
    proposals: tuple[BankProposal, ...]


@dataclass(frozen=True, slots=True)
class BankPosting:
    """How a line that only the bank has is posted: against `account`, in `fund` (none: by the rules).

    `tax` was withheld from interest before it came, `accrued` of it was income of an earlier month. `day` is another
    day than the bank's, for a line of a closed month.
    """

    line: int
    account: str
    fund: str | None = None
    memo: str = ""
    tax: Money = ZERO
    accrued: Money = ZERO
    day: date | None = None


def work_on(tx: Tx, account: str) -> BankWork | None:
    """Tell what is to do on an account; None where no statement was taken in."""
    sides = reconciliations.sides_of(tx, account)
    if sides is None:
        return None
    recent = [each for each in sides.earlier if each.day >= sides.since - _EARLIER]
    found = suggest(sides.lines, [*sides.items, *recent])
    taken = {each.id for suggestion in found for each in suggestion.lines}
    alone = [each for each in sides.lines if each.id not in taken]
    others = [
        (other.account, line)
        for other in {each.account: each for each in banking.statements(tx)}.values()
        if other.account != account and alone
        for line in banking.lines_of(tx, other.account)
    ]
    known = BankKnowledge(accounts.chart(tx), banking.habits(tx, account), banking.owed(tx), others)
    return BankWork(sides, found, tuple(propose(each, known) for each in alone))


@needs(Permission.RECORD)
def match_lines(
    desk: Desk, account: str, lines: Sequence[int], vouchers: Sequence[str] = (), kind: MatchKind = MatchKind.ENTRIES
) -> int:
    """Say that lines of the bank and entries of the book are the same money; give the match's number."""
    with desk.book.write() as tx:
        sides = _sides(tx, account)
        items = {each.voucher: each for each in (*sides.items, *sides.earlier)}
        chosen = [_line_in(sides, each) for each in dict.fromkeys(lines)]
        unknown = [each for each in vouchers if each.strip().upper() not in items]
        if unknown:
            text = N_("{voucher} does not wait for the bank on this account.")
            raise RuleError(*(problem("bank.no_item", text, "entries", voucher=each) for each in unknown))
        found = [items[each.strip().upper()] for each in dict.fromkeys(vouchers)]
        return _match(tx, desk, account, BankMatch(0, kind, tuple(chosen), tuple(found)))


@needs(Permission.RECORD)
def accept_matches(desk: Desk, account: str, lines: Sequence[int] = ()) -> int:
    """Take the suggestions for some lines, or without any all that are certain; give how many were taken."""
    with desk.book.write() as tx:
        work = work_on(tx, account)
        wanted = set(lines)
        taken = [
            each
            for each in (work.suggestions if work else ())
            if each.reason is not MatchReason.DIFFERS
            and (wanted & {line.id for line in each.lines} if wanted else each.sureness is Sureness.CERTAIN)
        ]
        for each in taken:
            kind = MatchKind.BANK_ERROR if each.reason is MatchReason.CORRECTED else MatchKind.ENTRIES
            _match(tx, desk, account, BankMatch(0, kind, each.lines, each.items))
    return len(taken)


@needs(Permission.RECORD)
def unmatch_lines(desk: Desk, number: int) -> None:
    """Take a match apart, while no approval freezes it."""
    with desk.book.write() as tx:
        account = banking.match_account(tx, number)
        if account is None:
            raise RuleError(problem("bank.no_match", N_("There is no match {number}."), "number", number=number))
        if next(each for each in _sides(tx, account).matches if each.id == number).is_frozen:
            text = N_("An approval freezes this match. Take that back first.")
            raise RuleError(problem("bank.frozen_match", text, "number"))
        banking.drop_match(tx, number)
        trail.add(tx, desk.made(), "bank.unmatched", str(number), account=account)


@needs(Permission.RECORD)
def post_bank_line(desk: Desk, account: str, given: BankPosting) -> Posted:
    """Post a line that only the bank has, match it, and remember how lines with its words are posted."""
    with desk.book.write() as tx:
        line = _line_in(_sides(tx, account), given.line)
        entry = _entry_for(tx, account, line, given)
        posted = _post_and_match(tx, desk, account, line, entry)
        chart = accounts.chart(tx)
        if chart[given.account].type in RESULT_TYPES and habit_words(line.words):
            banking.keep_habit(tx, account, habit_words(line.words), BankHabit(given.account, given.fund, given.memo))
    return posted


@needs(Permission.RECORD)
def post_bank_difference(desk: Desk, account: str, line: int, voucher: str, reason: str) -> Posted:
    """Post by how much the bank's amount differs from the book's as cash over or short, and match both with it."""
    with desk.book.write() as tx:
        sides = _sides(tx, account)
        of_bank = _line_in(sides, line)
        items = {each.voucher: each for each in (*sides.items, *sides.earlier)}
        item = items.get(voucher.strip().upper())
        if item is None:
            text = N_("{voucher} does not wait for the bank on this account.")
            raise RuleError(problem("bank.no_item", text, "voucher", voucher=voucher))
        if not reason.strip():
            raise RuleError(problem("mark.no_reason", N_("Write the reason."), "reason"))
        difference = of_bank.amount - item.amount
        role = AccountRole.CASH_OVER if difference > ZERO else AccountRole.CASH_SHORT
        fund = fund_rules(tx, of_bank.day).own_fund
        counter = Posting(account_of(role, accounts.chart(tx)), fund, -difference)
        memo = _("Bank and book differ for {voucher}: {reason}").format(voucher=item.voucher, reason=reason.strip())
        part = replace(of_bank, amount=difference)
        entry = bank_entry(part, account, [counter], memo, Series.GENERAL)
        return _post_and_match(tx, desk, account, of_bank, entry, item)


@needs(Permission.RECORD)
def accrue_interest(desk: Desk, day: date, amount: Money, fund: str | None = None, memo: str = "") -> Posted:
    """Count interest that was earned and did not come yet as income of the month that a day lies in."""
    with desk.book.write() as tx:
        chart = accounts.chart(tx)
        if amount <= ZERO:
            raise RuleError(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        own = fund or fund_rules(tx, day).own_fund
        lines = (
            Posting(account_of(AccountRole.ACCRUED_INTEREST, chart), own, amount),
            Posting(account_of(AccountRole.BANK_INTEREST, chart), own, -amount),
        )
        entry = Entry(day, Series.GENERAL, memo.strip() or _("Interest earned and not received yet"), lines)
        made = desk.made()
        posted = entries.add(tx, entry, made)
        trail.add(tx, made, "interest.accrued", posted.voucher, satang=amount.satang)
    return posted


# Inside a transaction


def _sides(tx: Tx, account: str) -> BankSides:
    sides = reconciliations.sides_of(tx, account)
    if sides is None:
        raise RuleError(problem("bank.no_statement", N_("Take in a statement of this account first."), "account"))
    return sides


def _line_in(sides: BankSides, key: int) -> BankLine:
    found: Mapping[int, BankLine] = {each.id: each for each in sides.lines}
    if key not in found:
        text = N_("Line {line} of the bank is matched already, or there is none.")
        raise RuleError(problem("bank.line_gone", text, "lines", line=key))
    return found[key]


def _match(tx: Tx, desk: Desk, account: str, match: BankMatch) -> int:
    if found := problems_of_match(match.kind, match.lines, match.items):
        raise RuleError(*found)
    made = desk.made()
    words = " · ".join(each.words for each in match.lines)[:200]
    number = banking.add_match(tx, account, match, words, made)
    trail.add(tx, made, "bank.matched", str(number), account=account, lines=[each.id for each in match.lines])
    for item in match.items:
        _present(tx, desk, account, item.cheque, max(each.day for each in match.lines))
    return number


def _present(tx: Tx, desk: Desk, account: str, number: str, day: date) -> None:
    """Mark a cheque presented that the bank has paid; one that cannot become so any more stays as it is."""
    cheque = next((each for each in cheques.cheques(tx) if (each.account, each.number) == (account, number)), None)
    if cheque is None or problems_of_change(cheque, ChequeStatus.PRESENTED, day, ""):
        return
    cheques.change(tx, replace(cheque, status=ChequeStatus.PRESENTED, since=day, reason=""))
    trail.add(tx, desk.made(), "cheque.presented", f"{account}/{number}")


def _entry_for(tx: Tx, account: str, line: BankLine, given: BankPosting) -> Entry:
    chart = accounts.chart(tx)
    if given.account not in chart:
        raise RuleError(problem("bank.counter", N_("Choose what the money is for."), "account"))
    dated = replace(line, day=given.day or line.day)
    memo = given.memo.strip() or line.words
    if is_till(chart[given.account]):
        source, target = (given.account, account) if line.amount > ZERO else (account, given.account)
        held = {fund: Money(satang) for fund, satang in accounts.balances_by_fund(tx, source).items()}
        return move_cash_entry(dated.day, memo, source, target, abs(line.amount), held)
    rules = fund_rules(tx, dated.day)
    parts = [(given.account, line.amount + given.tax - given.accrued)]
    if given.accrued:
        parts.append((account_of(AccountRole.ACCRUED_INTEREST, chart), given.accrued))
    if given.tax:
        parts.append((account_of(AccountRole.TAX_ON_INTEREST, chart), -given.tax))
    fund = given.fund or (rules.own_fund if given.tax or given.accrued else None)
    counter = [
        Posting(code, of, -part)
        for code, amount in parts
        if amount
        for of, part in rules.parts(MoneyLine(code, amount, fund))
    ]
    return bank_entry(dated, account, counter, memo)


def _post_and_match(
    tx: Tx, desk: Desk, account: str, line: BankLine, entry: Entry, item: BookItem | None = None
) -> Posted:
    made = desk.made()
    posted = entries.add(tx, entry, made)
    trail.add(tx, made, "bank.posted", posted.voucher, account=account, line=line.id)
    new, _reverses = banking.items_of(tx, account)[posted.id]
    items = (new,) if item is None else (item, new)
    _match(tx, desk, account, BankMatch(0, MatchKind.ENTRIES, (line,), items))
    return posted
