"""The checks: numbered, named rules that every book must meet, and each rule on one entry.

`storage/checks.py` asks the same of a whole book at once; a test holds the two against each other. The entries
here are taken as they are kept, whatever they say, because a damaged book may say anything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, fill
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import FEWEST_LINES, EntryKind, Series
from welfare_desk.ledger.vouchers import voucher_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.ledger.periods import Calendar

ACCOUNT_DEACTIVATED = "account.deactivated"
ACCOUNT_ACTIVATED = "account.activated"

_SERIES = frozenset(series.value for series in Series)
_KINDS = frozenset(kind.value for kind in EntryKind)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that every book must meet: `sentence` says what holds when it is met."""

    id: str
    sentence: str

    def text(self) -> str:
        """Say the rule in the chosen language."""
        return _(self.sentence)


CHECKS = (
    Check("file", N_("The file of the book is whole.")),
    Check("schema", N_("The tables and guards of the book are the program's own.")),
    Check("missing_row", N_("Whatever a row points to is there.")),
    Check("unposted_row", N_("No entry is left half posted.")),
    Check("few_lines", N_("Every entry has at least two lines.")),
    Check("unbalanced", N_("Debits equal credits in every entry.")),
    Check("fund_unbalanced", N_("Every entry balances in each fund.")),
    Check("header_account", N_("No line stands on a header account.")),
    Check("closed_account", N_("No line was posted to an account after it was taken out of use.")),
    Check("voucher_number", N_("Every voucher number is the one of its series, month and turn.")),
    Check("voucher_gap", N_("Voucher numbers run without a gap, in the order of posting.")),
    Check("day_outside_number", N_("Every voucher's day lies in the month of its number.")),
    Check("line_outside_period", N_("Every entry, with all its lines, lies in the period of its day.")),
    Check("reversal", N_("Every reversal is linked to an earlier entry and is its exact opposite.")),
    Check("transfers", N_("Transfers between funds are nil over all funds.")),
    Check("movements", N_("The kept balances equal the entries.")),
    Check("status_form", N_("Both sides of the status form's financial position agree.")),
    Check("subledger", N_("The members' records equal their control accounts.")),
    Check("documents", N_("Every document and attached file is the one that was kept.")),
    Check("findings", N_("Every finding is as its auditor signed it, and every reply as it was given.")),
    Check("registers", N_("Every contract, schedule and product of a cooperative is as it was written.")),
    Check("broken_seal", N_("Every entry is as it was sealed, and the chain of seals has no break.")),
    Check("broken_audit_chain", N_("The audit trail is as it was written, and its chain has no break.")),
    Check("people", N_("Every user, role and password is one that the trail knows.")),
    Check("approvals", N_("Whatever needed a second person was approved by one.")),
    Check("signing_key", N_("Every signing key, and who holds it, is one that the trail knows.")),
    Check("statements", N_("Every closed period is as its signed statement says.")),
    Check("closing", N_("A closed year leaves income and expenses nil, and the next one opens with the rest.")),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found: the first places, and how many there are in all."""

    check: Check
    places: tuple[Problem, ...] = ()
    count: int = 0

    @property
    def id(self) -> str:
        """Name the check."""
        return self.check.id

    @property
    def ok(self) -> bool:
        """Tell whether the rule is met."""
        return self.count == 0

    def sentence(self) -> str:
        """Say the rule in the chosen language."""
        return self.check.text()

    @property
    def found(self) -> tuple[str, ...]:
        """Say in the chosen language where the rule is not met; beyond the first places only how many more."""
        said = tuple(place.sentence() for place in self.places)
        more = self.count - len(said)
        return (*said, fill(_(N_("… and {count} more")), {"count": more})) if more else said


@dataclass(frozen=True, slots=True)
class Verification:
    """What all checks found in a book of so many entries; `noted` is worth knowing and no failure."""

    results: tuple[Outcome, ...]
    noted: tuple[Problem, ...]
    entries: int

    @property
    def ok(self) -> bool:
        """Tell whether every rule is met."""
        return all(outcome.ok for outcome in self.results)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say in the chosen language what is worth knowing."""
        return tuple(note.sentence() for note in self.noted)

    @property
    def failed(self) -> tuple[str, ...]:
        """Name the rules that are not met."""
        return tuple(outcome.id for outcome in self.results if not outcome.ok)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One line as it is kept; the amount in satang, debit positive."""

    account: str
    fund: str
    satang: int
    member: str | None
    day: str


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """One entry as it is kept: days and moments as ISO text; `reverses` is the position of another entry."""

    id: int
    series: str
    month: str
    number: int
    voucher: str
    day: str
    period: int
    kind: str
    posted_at: str
    reverses: int | None
    posted: int
    lines: tuple[KeptLine, ...]


@dataclass(frozen=True, slots=True)
class KeptBook:
    """What a rule on one entry must know of the rest of its book.

    `headers` and `transfers` are account codes; `uses` holds, per account, the moments when it was taken out of
    use (False) or into use again (True), in order of time.
    """

    calendar: Calendar
    entries: Mapping[int, KeptEntry]
    headers: frozenset[str]
    transfers: frozenset[str]
    uses: Mapping[str, tuple[tuple[str, bool], ...]]


def failed(entry: KeptEntry, book: KeptBook) -> frozenset[str]:
    """Name the checks on a single entry that this one does not meet."""
    return frozenset(check for check, is_broken in _RULES.items() if is_broken(entry, book))


def _unposted(entry: KeptEntry, _book: KeptBook) -> bool:
    return entry.posted != 1


def _few_lines(entry: KeptEntry, _book: KeptBook) -> bool:
    return len(entry.lines) < FEWEST_LINES


def _unbalanced(entry: KeptEntry, _book: KeptBook) -> bool:
    return sum(line.satang for line in entry.lines) != 0


def _fund_unbalanced(entry: KeptEntry, book: KeptBook) -> bool:
    if _unbalanced(entry, book):
        return False
    by_fund: defaultdict[str, int] = defaultdict(int)
    for line in entry.lines:
        by_fund[line.fund] += line.satang
    return any(by_fund.values())


def _header_account(entry: KeptEntry, book: KeptBook) -> bool:
    return any(line.account in book.headers for line in entry.lines)


def _closed_account(entry: KeptEntry, book: KeptBook) -> bool:
    for line in entry.lines:
        before = [in_use for at, in_use in book.uses.get(line.account, ()) if at < entry.posted_at]
        if before and not before[-1]:
            return True
    return False


def _voucher_number(entry: KeptEntry, _book: KeptBook) -> bool:
    month = _day(f"{entry.month}-01")
    if month is None or entry.series not in _SERIES:
        return True
    return entry.voucher != voucher_text(Series(entry.series), month, entry.number)


def _voucher_gap(entry: KeptEntry, book: KeptBook) -> bool:
    if entry.number == 1:
        return False
    same = ((e.series, e.month, e.number) == (entry.series, entry.month, entry.number - 1) and e.id < entry.id
            for e in book.entries.values())  # fmt: skip
    return not any(same)


def _day_outside_number(entry: KeptEntry, _book: KeptBook) -> bool:
    return entry.month != entry.day[:7]


def _line_outside_period(entry: KeptEntry, book: KeptBook) -> bool:
    day = _day(entry.day)
    if day is None or day < book.calendar.first_day or any(line.day != entry.day for line in entry.lines):
        return True
    if entry.kind not in _KINDS:
        return True
    period = book.calendar.period_of(day, EntryKind(entry.kind))
    first, last = book.calendar.days_of(period)
    return entry.period != period.id or not first <= day <= last


def _reversal(entry: KeptEntry, book: KeptBook) -> bool:
    if entry.kind != EntryKind.REVERSAL.value:
        return entry.reverses is not None
    undone = book.entries.get(entry.reverses or 0)
    if undone is None or undone.id >= entry.id or undone.day > entry.day:
        return True
    mirrored = [(line.account, line.fund, -line.satang, line.member) for line in undone.lines]
    return mirrored != [(line.account, line.fund, line.satang, line.member) for line in entry.lines]


def _transfers(entry: KeptEntry, book: KeptBook) -> bool:
    return sum(line.satang for line in entry.lines if line.account in book.transfers) != 0


def _day(text: str) -> date | None:
    """Read a day as it is kept, `2026-01-05`; anything else is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


_RULES: Mapping[str, Callable[[KeptEntry, KeptBook], bool]] = {
    "unposted_row": _unposted,
    "few_lines": _few_lines,
    "unbalanced": _unbalanced,
    "fund_unbalanced": _fund_unbalanced,
    "header_account": _header_account,
    "closed_account": _closed_account,
    "voucher_number": _voucher_number,
    "voucher_gap": _voucher_gap,
    "day_outside_number": _day_outside_number,
    "line_outside_period": _line_outside_period,
    "reversal": _reversal,
    "transfers": _transfers,
}
