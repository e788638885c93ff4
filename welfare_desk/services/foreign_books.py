"""Open another program's ledger as an ordinary book: whole and proved, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR
from welfare_desk.errors import BookError, Problem, RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import RESULT_TYPES
from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series
from welfare_desk.ledger.foreign import problems_of_ledger
from welfare_desk.ledger.foreign_charts import ForeignChart, TypeRule, chart_of, read_type_rules
from welfare_desk.ledger.funds import GENERAL_FUNDS
from welfare_desk.ledger.openings import CONTROL_ACCOUNTS, opening_entry
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource
from welfare_desk.services import books
from welfare_desk.storage import accounts, checks, entries, openings, periods, trail
from welfare_desk.storage.swaps import place, scratch
from welfare_desk.welfare.contributions import DEFERRED
from welfare_desk.welfare.grants import UNSPENT
from welfare_desk.welfare.status_form import USED

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from welfare_desk.ledger.foreign import ForeignEntry, ForeignLedger
    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_RESERVED = frozenset({DEFERRED, UNSPENT, USED})  # `verify` holds what stands on these against registers of ours
_FUND = GENERAL_FUNDS[0].code
_LONGEST_MEMO = 500


@dataclass(frozen=True, slots=True)
class ForeignSource:
    """Where a ledger comes from: the file's name and SHA-256, and what the person says beside it.

    `name` names the book; `first_day` is its first day, where the file has no day of its own; `first_month` (1-12)
    begins the fiscal year, else it is told from the days of the file.
    """

    file: str
    sha256: str
    name: str = ""
    first_day: date | None = None
    first_month: int | None = None


@dataclass(frozen=True, slots=True)
class OpenedLedger:
    """What was made: how many accounts and entries, both sides of the trial balance, and what to look at."""

    accounts: int
    entries: int
    debit: Money
    credit: Money
    notes: tuple[Problem, ...]
    codes: dict[str, str]


def look_at(ledger: ForeignLedger, source: ForeignSource) -> tuple[list[Problem], ForeignChart | None]:
    """Tell every problem of a ledger; without any, the chart that it would open with. Nothing is made."""
    found = problems_of_ledger(ledger)
    if not ledger.accounts and not found:
        found.append(problem("foreign.empty", N_("{file} holds no accounts."), file=source.file))
    if _first_day(ledger, source) is None:
        text = N_("{file} has no day of its own. Say with --from on which day these balances open the book.")
        found.append(problem("foreign.no_day", text, "first_day", file=source.file))
    return (found, None) if found else (found, chart_of(ledger, _rules(), _RESERVED))


def open_ledger(path: Path, ledger: ForeignLedger, source: ForeignSource, outside: Outside) -> OpenedLedger:
    """Make a book of a ledger at a path where nothing lies; problems of the ledger are one `RuleError`.

    The book is made beside the path, passes every check and totals to the file's own balances before it takes its
    name: what is refused or broken off leaves nothing behind.
    """
    found, chart = look_at(ledger, source)
    first_day = _first_day(ledger, source)
    if chart is None or first_day is None:
        raise RuleError(*found)
    if path.exists():
        raise BookError(problem("book.exists", N_("There is already a file at {path}."), path=path))
    books.see_that_it_may_lie_there(path)
    starts = _first_month(ledger, chart, source, first_day)
    new = books.NewBook(
        (source.name or ledger.name or source.file).strip(), first_day, fiscal_year_start=starts, chart=chart.accounts
    )
    with scratch(path) as room:
        desk = books.create(room / "opened.welfare", new, outside)
        try:
            made = _fill(desk, ledger, chart, source)
        finally:
            desk.book.close()
        place(path, desk.book.path)
    return made


def _rules() -> tuple[TypeRule, ...]:
    return read_type_rules(resource("foreign", "account_types.tsv").read_text(encoding="utf-8"))


def _first_day(ledger: ForeignLedger, source: ForeignSource) -> date | None:
    """Give the first day of the book: as said, as the file states, else that of its first entry's month."""
    days = [each.day for each in ledger.entries]
    stated = source.first_day or ledger.first_day
    if stated is not None:
        return min([stated, *days])
    return min(days).replace(day=1) if days else None


def _first_month(ledger: ForeignLedger, chart: ForeignChart, source: ForeignSource, first_day: date) -> int:
    """Tell in which month the fiscal year begins.

    It is that of the first day; but a book that opens with income or expenses begins inside a year.
    """
    results = {each.code for each in chart.accounts if each.type in RESULT_TYPES}
    inside = any(each.opening and chart.codes[each.code] in results for each in ledger.accounts)
    wanted = source.first_month or (1 if inside else first_day.month)
    begins = first_day.day == 1 and wanted == first_day.month
    return (wanted - 2) % MONTHS_PER_YEAR + 1 if inside and begins else wanted


def _fill(desk: Desk, ledger: ForeignLedger, chart: ForeignChart, source: ForeignSource) -> OpenedLedger:
    """Post openings and entries in one transaction, and prove them against the file."""
    with desk.book.write() as tx:
        target = [
            Posting(chart.codes[each.code], _FUND, each.opening)
            for each in ledger.accounts
            if each.opening and chart.codes[each.code] in _postable(chart)
        ]
        first_day = periods.calendar(tx).first_day
        opening = opening_entry(first_day, _("Opening balances of {file}").format(file=source.file), target)
        posted = ([] if opening is None else [opening]) + _entries(ledger, chart, periods.calendar(tx))
        if posted:
            with entries.posting(tx, posted, desk.made()):
                pass
        if opening is not None:
            openings.keep_details(tx, [each for each in target if each.account in CONTROL_ACCOUNTS])
        skipped = len(ledger.entries) - (len(posted) - (opening is not None))
        facts = {"program": ledger.program, "sha256": source.sha256, "entries": len(posted)}
        trail.add(tx, desk.made(), "ledger.opened", source.file, **facts)
        sides = _prove(tx, ledger, chart)
    notes = chart.notes
    if skipped:
        text = N_("{count} entries of the file move nothing and were left out.")
        notes = (*notes, problem("foreign.note_nil", text, count=skipped))
    return OpenedLedger(len(chart.codes), len(ledger.entries) - skipped, *sides, notes, dict(chart.codes))


def _postable(chart: ForeignChart) -> frozenset[str]:
    return frozenset(each.code for each in chart.accounts if not each.is_header)


def _entries(ledger: ForeignLedger, chart: ForeignChart, calendar: Calendar) -> list[Entry]:
    """Turn the entries that move something into ours, in order of day; a closing stands on the last day of a year."""
    made: list[Entry] = []
    for entry in sorted(ledger.entries, key=lambda each: each.day):
        lines = tuple(Posting(chart.codes[each.account], _FUND, each.amount) for each in entry.lines if each.amount)
        if lines:
            ends = entry.day == calendar.year_end(calendar.year_of(entry.day))
            kind = EntryKind.CLOSING if entry.is_closing and ends else EntryKind.NORMAL
            made.append(Entry(entry.day, Series.GENERAL, _memo(entry), lines, kind=kind))
    return made


def _memo(entry: ForeignEntry) -> str:
    """Say in the memo what the other program called the entry: its journal, number and words."""
    head = " ".join(part for part in (entry.journal, entry.number) if part)
    words = entry.words or "; ".join(dict.fromkeys(line.words for line in entry.lines if line.words))
    return (" · ".join(part for part in (head, words.strip()) if part) or entry.place or "–")[:_LONGEST_MEMO]


def _prove(tx: Tx, ledger: ForeignLedger, chart: ForeignChart) -> tuple[Money, Money]:
    """Hold each account's balance in the book against the file's, and ask every check of the book."""
    stated = {each.code: each.closing for each in ledger.accounts}
    debit = credit = ZERO
    for code, computed in ledger.balances().items():
        right = stated.get(code)
        kept = Money(sum(accounts.balances_by_fund(tx, chart.codes[code]).values()))
        if kept != (computed if right is None else right):
            text = N_("{account} would stand at {kept} and not at {right}; nothing was made.")
            told = {"account": code, "kept": kept, "right": computed if right is None else right}
            raise BookError(problem("foreign.unproved", text, **told))
        debit, credit = (debit + kept, credit) if kept > ZERO else (debit, credit - kept)
    failed = [each for each in checks.verify(tx).results if not each.ok]
    if failed:
        text = N_("The book would not pass its own checks ({check}); nothing was made.")
        raise BookError(problem("foreign.unsound", text, check=failed[0].sentence()))
    return debit, credit
