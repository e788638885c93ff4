"""How a financial statement is laid out: lines that choose accounts, and lines that add up other lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.i18n import named
from welfare_desk.ledger.accounts import Account, AccountType, CashFlow, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DUE_FROM, DUE_TO = "due_from", "due_to"  # what a fund lent to another, and what it owes: no accounts of any chart
BETWEEN_FUNDS = frozenset({DUE_FROM, DUE_TO})
_TERM = re.compile(r"\s*([+-]?)\s*([a-z][a-z0-9_]*)\s*")


class StatementKind(Enum):
    """What a statement shows, and so which accounts it must have in a line: FREE promises nothing."""

    POSITION = "position"
    PERFORMANCE = "performance"
    CASH_FLOW = "cash-flow"
    RECEIPTS = "receipts-payments"
    FREE = "free"


class StatementLineKind(Enum):
    """What a line is: words, accounts, or a formula over lines above it, plain or underlined."""

    HEADING = "heading"
    ACCOUNTS = "accounts"
    FORMULA = "formula"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Measure(Enum):
    """What of an account is shown.

    BALANCE stands at the end, OPENING at the start. RESULT is what income and expenses made, without closing entries;
    OPENED the part of it that an opening brought. CHANGE is what moved without openings, closings and what is shown
    as NON_CASH, a line of its own. CASH is what was received less what was paid for the account; RECEIVED and PAID are
    its two sides.
    """

    BALANCE = "balance"
    OPENING = "opening"
    RESULT = "result"
    OPENED = "opened"
    CHANGE = "change"
    NON_CASH = "non-cash"
    CASH = "cash"
    RECEIVED = "received"
    PAID = "paid"


class Figure(NamedTuple):
    """What an account has in some days, in satang, debit positive; `received` and `paid` are never below zero.

    `brought` stands at the start, openings counted in; `opened` is the part of it that an opening in these days
    brought and that counts as their income or expense; `moved` leaves out openings and closings; `closed` is what
    closing entries moved; `non_cash` what moved beside an account that is shown as a line of its own.
    """

    brought: int = 0
    opened: int = 0
    moved: int = 0
    closed: int = 0
    non_cash: int = 0
    received: int = 0
    paid: int = 0

    def plus(self, other: Figure) -> Figure:
        """Add the figure of another fund."""
        return Figure(*(mine + its for mine, its in zip(self, other, strict=True)))

    def amount(self, measure: Measure) -> int:
        """Give what a line of this measure shows, debit positive."""
        return {
            Measure.BALANCE: self.brought + self.moved + self.closed,
            Measure.OPENING: self.brought,
            Measure.RESULT: self.opened + self.moved,
            Measure.OPENED: self.opened,
            Measure.CHANGE: self.moved - self.non_cash,
            Measure.NON_CASH: self.non_cash,
            Measure.CASH: self.paid - self.received,
            Measure.RECEIVED: -self.received,
            Measure.PAID: self.paid,
        }[measure]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a layout; `at` is its place in the file.

    `accounts` (codes, headers for all under them, ranges `4101-4109`), `types`, `cash_flow` and `form10` must all be
    met where given; `but` leaves accounts out. `side` is shown positive. `each` gives every account a row, `shown`
    keeps a nil line. `above` and `below` are other words where no amount is below, or none above, zero.
    """

    kind: StatementLineKind
    name_th: str
    name_en: str = ""
    id: str = ""
    level: int = 0
    accounts: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    types: tuple[AccountType, ...] = ()
    cash_flow: tuple[CashFlow, ...] = ()
    form10: tuple[str, ...] = ()
    measure: Measure = Measure.BALANCE
    side: Side = Side.DEBIT
    formula: str = ""
    each: bool = False
    shown: bool = False
    above: tuple[str, str] = ("", "")
    below: tuple[str, str] = ("", "")
    note: str = ""
    at: int = 0

    @property
    def name(self) -> str:
        """Name the line in the chosen language."""
        return named(self.name_th, self.name_en)


@dataclass(frozen=True, slots=True)
class Proof:
    """Two formulas that must give the same; the names say what is proven."""

    name_th: str
    name_en: str
    left: str
    right: str
    at: int = 0

    @property
    def name(self) -> str:
        """Say in the chosen language what is proven."""
        return named(self.name_th, self.name_en)


@dataclass(frozen=True, slots=True)
class StatementLayout:
    """A statement: its name for machines, its titles, its lines from top to bottom, and what must agree in it."""

    name: str
    kind: StatementKind
    title_th: str
    title_en: str
    lines: tuple[StatementLine, ...]
    proofs: tuple[Proof, ...] = ()

    @property
    def title(self) -> str:
        """Give the title in the chosen language."""
        return named(self.title_th, self.title_en)


def terms(formula: str) -> list[tuple[int, str]] | None:
    """Read a formula, `income - expenses + gifts`: signs and names of lines, or nothing where it cannot be read."""
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(formula):
        match = _TERM.match(formula, at)
        if match is None or (found and not match[1]):
            return None
        found.append((-1 if match[1] == "-" else 1, match[2]))
        at = match.end()
    return found or None


def chosen(line: StatementLine, chart: Mapping[str, Account]) -> list[str]:
    """Name the accounts of a line, in the order of the chart; what funds owe one another comes last."""
    if line.kind is not StatementLineKind.ACCOUNTS:
        return []
    found = [code for code, account in chart.items() if not account.is_header and _is_chosen(line, account, chart)]
    return found + [each for each in line.accounts if each in BETWEEN_FUNDS]


def _is_chosen(line: StatementLine, account: Account, chart: Mapping[str, Account]) -> bool:
    return (  # the headers over an account are asked last: that takes longest
        (not line.types or account.type in line.types)
        and (not line.cash_flow or account.cash_flow in line.cash_flow)
        and (not line.form10 or account.form10_line in line.form10)
        and (not line.accounts or any(covers(each, account, chart) for each in line.accounts))
        and not any(covers(each, account, chart) for each in line.but)
    )


def covers(words: str, account: Account, chart: Mapping[str, Account]) -> bool:
    """Tell whether a code, a header over it or a range names an account."""
    first, _dash, last = words.partition("-")
    if last:
        return len(account.code) == len(first.strip()) and first.strip() <= account.code <= last.strip()
    at: Account | None = account
    while at is not None:
        if at.code == words:
            return True
        at = chart.get(at.parent or "")
    return False


def is_covered(words: str, chart: Mapping[str, Account]) -> bool:
    """Tell whether words of a line name anything."""
    return words in BETWEEN_FUNDS or any(covers(words, each, chart) for each in chart.values())


def own_lines(layout: StatementLayout, chart: Mapping[str, Account]) -> tuple[str, ...]:
    """Name the income and expense accounts that are shown as lines of their own in a statement of cash flows."""
    shown = [line for line in layout.lines if line.measure is Measure.NON_CASH]
    return tuple(code for line in shown for code in chosen(line, chart))


def measures(layout: StatementLayout) -> frozenset[Measure]:
    """Tell which figures a layout asks for."""
    return frozenset(line.measure for line in layout.lines if line.kind is StatementLineKind.ACCOUNTS)


def signed(line: StatementLine, satang: int) -> int:
    """Turn an amount (debit positive) to the side that a line shows as positive."""
    return satang if line.side is Side.DEBIT else -satang


def words_of(line: StatementLine, satang: Sequence[int | None]) -> str:
    """Choose a line's words by its amounts: one word if all are above zero, another if all are below."""
    has = [each for each in satang if each]
    if has and line.above[0] and min(has) > 0:
        return named(*line.above)
    if has and line.below[0] and max(has) < 0:
        return named(*line.below)
    return line.name
