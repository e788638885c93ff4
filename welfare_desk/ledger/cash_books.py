"""A single-entry cash book: its running balance proved row by row, and what each row would be in double entry."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import may_post
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.ledger.funds import split
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import AllocationPolicy

_COLUMNS = ("side", "words", "account")
_SIDES = ("in", "out")


@dataclass(frozen=True, slots=True)
class CashRow:
    """A row of a cash book: what came in or went out, and the balance as written, if one is."""

    row: int
    day: date
    words: str
    received: Money
    paid: Money
    shown: Money | None = None

    @property
    def amount(self) -> Money:
        """Give what the row moves, above zero where money came in."""
        return self.received - self.paid


class SlipKind(Enum):
    """How a wrong balance goes on: GOES_ON is carried into the rows below, ONLY_HERE stands in one row alone."""

    GOES_ON = "goes_on"
    ONLY_HERE = "only_here"


class SlipCause(Enum):
    """What a wrong balance looks like: two digits swapped, a slip of one digit in adding, or neither."""

    TRANSPOSED = "transposed"
    SLIP = "slip"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BalanceSlip:
    """A row whose balance does not follow from the one above: `error` is what it is out by, `right` what it should say.

    `right` counts from the balance brought forward, so that earlier slips are not carried into it.
    """

    row: int
    kind: SlipKind
    cause: SlipCause
    error: Money
    shown: Money
    right: Money

    def problem(self) -> Problem:
        """Say it in a sentence."""
        return problem(f"cash_book.{self.cause.value}", _SENTENCES[self.cause], row=self.row, error=self.error,
                       shown=self.shown, right=self.right)  # fmt: skip


_SENTENCES = {
    SlipCause.TRANSPOSED: N_(
        "Row {row}: the balance {shown} is out by {error} against the row above: two digits were swapped. "
        "Right is {right}."
    ),
    SlipCause.SLIP: N_(
        "Row {row}: the balance {shown} is out by {error} against the row above: a slip in adding. Right is {right}."
    ),
    SlipCause.UNKNOWN: N_("Row {row}: the balance {shown} is out by {error} against the row above. Right is {right}."),
}


def slips_of(rows: Sequence[CashRow], opening: Money) -> list[BalanceSlip]:
    """Find the rows whose balance does not follow; `opening` is what was brought forward."""
    found: list[BalanceSlip] = []
    stood = right = opening
    for row in rows:
        due, right = stood + row.amount, right + row.amount
        shown = due if row.shown is None else row.shown
        error = shown - due
        if error and found and found[-1].error == -error and stood == found[-1].shown:
            last = found[-1]
            found[-1] = BalanceSlip(last.row, SlipKind.ONLY_HERE, last.cause, last.error, last.shown, last.right)
        elif error:
            found.append(BalanceSlip(row.row, SlipKind.GOES_ON, _cause(due, shown), error, shown, right))
        stood = shown
    return found


def _cause(due: Money, shown: Money) -> SlipCause:
    """Tell what was done to a balance: two neighbours among its digits swapped, or one digit off by one."""
    left, other = (str(abs(each.satang)) for each in (due, shown))
    swaps = (left[:at] + left[at + 1] + left[at] + left[at + 2 :] for at in range(len(left) - 1))
    if other in swaps:
        return SlipCause.TRANSPOSED
    out = str(abs((shown - due).satang))
    return SlipCause.SLIP if out.rstrip("0") == "1" else SlipCause.UNKNOWN


@dataclass(frozen=True, slots=True)
class WordRule:
    """Words by which a row is given an account: `side` is in or out; any of `words` in the row will do."""

    side: str
    words: tuple[str, ...]
    account: str


def read_word_rules(text: str) -> tuple[WordRule, ...]:
    """Read rules from tab-separated text with the columns side, words (parted by |) and account; the first fits.

    Lines that begin with # are notes. Every line that cannot be read is a problem of one `RuleError`.
    """
    lines = [(at, line) for at, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1) if line.strip()]
    rows = [(at, next(csv.reader([line], delimiter="\t"))) for at, line in lines if not line.startswith("#")]
    unread = N_("Line {line} of the table of words cannot be read: it needs side (in, out), words and account.")
    found = [problem("words.unread", unread, line=at) for at, row in rows[1:] if not _fits(row)]
    if not rows or tuple(rows[0][1]) != _COLUMNS:
        found.insert(0, problem("words.unread", unread, line=rows[0][0] if rows else 1))
    if found:
        raise RuleError(*found)
    return tuple(WordRule(row[0], tuple(filter(None, row[1].split("|"))), row[2]) for _at, row in rows[1:])


def _fits(row: Sequence[str]) -> bool:
    return len(row) == len(_COLUMNS) and row[0] in _SIDES and all(each.strip() for each in row)


def suggest(row: CashRow, rules: Iterable[WordRule], chart: Mapping[str, Account]) -> str | None:
    """Suggest the account of a row by its words; none where no rule fits or the chart has no such account."""
    side, words = _SIDES[row.amount < ZERO], row.words.lower().replace(" ", "")
    for rule in rules:
        fits = rule.side == side and any(each.lower().replace(" ", "") in words for each in rule.words)
        if fits and rule.account in chart and may_post(chart[rule.account]):
            return rule.account
    return None


def drafted(row: CashRow, cash: str, account: str | None, policy: AllocationPolicy, home: str) -> Entry:
    """Write a row as an entry that may still be wrong; without an account it has only its line of cash.

    Income that the policy splits is split, with its cash; everything else goes to the fund `home`.
    """
    amount = abs(row.amount)
    splits = account in policy.accounts and row.amount > ZERO
    parts = split(amount, policy) if splits else ((home, amount),)
    sign = 1 if row.amount > ZERO else -1
    lines = [Posting(cash, fund, part * sign) for fund, part in parts]
    if account is not None:
        lines += [Posting(account, fund, part * -sign) for fund, part in parts]
    return Entry(row.day, Series.RECEIPT if sign > 0 else Series.PAYMENT, row.words, tuple(lines))
