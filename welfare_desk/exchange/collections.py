"""Collection sheets as committees keep them: read, matched with the register, checked, and nothing written."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from welfare_desk.dates import short_day
from welfare_desk.errors import BookError, Problem, RuleError, problem
from welfare_desk.exchange.answers import Answer, Choice, Question, questions_json
from welfare_desk.exchange.collection_answers import decisions
from welfare_desk.exchange.collection_meaning import CollectionRow, RowState, far_days_told, understood, wrong_totals
from welfare_desk.exchange.collection_problems import CellProblem, row_problems, sheet_problem, total_problem
from welfare_desk.exchange.collection_rows import COLLECTION_WORDS, read_rows
from welfare_desk.exchange.layouts import Layout, layouts_of
from welfare_desk.exchange.readings import Action
from welfare_desk.exchange.receipt_numbers import find_receipt_faults, padded, receipt_of
from welfare_desk.exchange.tables import Listing, read_listing
from welfare_desk.exchange.workbook import Grid, Sheet, column_letters, read_grid
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import BANK, CASH, LineKind, Payment, PaymentLine
from welfare_desk.welfare.contributions import Collection as Collected
from welfare_desk.welfare.plans import DAILY, Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.crossfoot import WrongTotal
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.exchange.payers import Register


@dataclass(frozen=True, slots=True)
class CollectionPreview:
    """What a collection file says, before anything is kept.

    Counts: `importable` and `refused` are rows with a payment, `left_out` those that an answer left out, `posted`
    those of this very file that are in the book already; `skipped` are rows that describe no person; `total` is of
    all payments read, refused ones included. `suggested` names the members whose numbers are suggested.
    """

    file: str
    sha256: str
    month: date | None
    rows: tuple[CollectionRow, ...]
    problems: tuple[CellProblem, ...]
    wrong_totals: tuple[WrongTotal, ...]
    skipped: int
    layouts: tuple[Layout, ...]
    suggested: Mapping[str, str]

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """Tell how the columns under each header were read."""
        return tuple(each.mapping for each in self.layouts)

    def in_state(self, state: RowState) -> list[CollectionRow]:
        """Give the rows in one state, in the order of the file."""
        return [row for row in self.rows if row.state is state]

    @property
    def total(self) -> Money:
        """Add up every payment read."""
        return _total(self.rows)

    @property
    def unanswered(self) -> Money:
        """Add up the payments that wait for an answer."""
        return _total(self.in_state(RowState.ASKS))

    def by_village(self) -> dict[str, Money]:
        """Add up the payments read by village."""
        total: dict[str, Money] = {}
        for row in self.rows:
            total[row.read.village] = total.get(row.read.village, ZERO) + (row.amount or ZERO)
        return total

    def counts(self) -> dict[str, int]:
        """Count the rows as `import collections` answers."""
        return {
            "rows": len(self.rows),
            "importable": len(self.in_state(RowState.READY)),
            "refused": len(self.in_state(RowState.ASKS)),
            "left_out": len(self.in_state(RowState.LEFT_OUT)),
            "already": len(self.in_state(RowState.POSTED)),
            "skipped": self.skipped,
            "total_satang": self.total.satang,
            "unanswered_satang": self.unanswered.satang,
        }

    def answer(self) -> dict[str, object]:
        """Give the preview as plain values for JSON."""
        return {**self.counts(), "problems": [each.as_json() for each in self.problems]}

    def questions(self) -> tuple[Question, ...]:
        """Ask what a person must decide before the rest can be posted."""
        asking = {
            (row.read.sheet, cell): row for row in self.in_state(RowState.ASKS) for cell in row.read.cells.values()
        }
        found: list[Question] = []
        for each in self.problems:
            row = asking.get((each.sheet, each.cell))
            if each.action is Action.ASK and row is not None:
                said = each.problem.sentence()
                near = self._suggested(row, each.problem.field or "")
                asked = (each.code, each.read_as, said, _choices(each), tuple(near), tuple(near.values()))
                found.append(Question(each.sheet, row.read.row, each.cell, *asked))
        return tuple(found)

    def _suggested(self, row: CollectionRow, field: str) -> dict[str, str]:
        """Suggest members of a like name, or the days of the rows above and below; each with its words."""
        if field in ("name", "member"):
            return {number: self.suggested[number] for number in row.suggestions}
        if field != "day":
            return {}
        at = self.rows.index(row)
        here = [each.day if each.read.sheet == row.read.sheet and each is not row else None for each in self.rows]
        near = (next(filter(None, reversed(here[:at])), None), next(filter(None, here[at:]), None))
        return {day.isoformat(): short_day(day) for day in near if day is not None}

    def form(self) -> str:
        """Write the questions as JSON, to be filled in."""
        return questions_json(self.file, self.sha256, self.questions())

    def payments(self, cash_account: str = CASH, bank_account: str = BANK) -> list[Payment]:
        """Give what can be posted, in order of day, then of sheet and row; transfers go to the bank."""
        ready = sorted(
            ((row.day, at, row) for at, row in enumerate(self.rows) if row.state is RowState.READY and row.day),
            key=lambda each: each[:2],
        )
        return [_payment(row, day, bank_account if row.read.is_transfer else cash_account) for day, _, row in ready]


def collection_of(preview: CollectionPreview, cash_account: str = CASH, bank_account: str = BANK) -> Collected:
    """Give what can be posted as one collection of the file's month; without a payment that is a `RuleError`."""
    payments = tuple(preview.payments(cash_account, bank_account))
    if not payments:
        raise RuleError(problem("collection.nothing", N_("No row of {file} can be posted."), file=preview.file))
    month = preview.month or payments[0].day.replace(day=1)
    villages = {row.read.village for row in preview.in_state(RowState.READY)}
    village = villages.pop() if len(villages) == 1 else ""
    return Collected(village, month, payments, preview.file, preview.sha256)


def _choices(asked: CellProblem) -> tuple[Choice, ...]:
    if asked.code == "listed_twice":
        return (Choice.KEEP, Choice.UNIDENTIFIED, Choice.LEAVE_OUT)
    if asked.problem.field in ("name", "member"):
        return (Choice.UNIDENTIFIED, Choice.LEAVE_OUT)
    return (Choice.LEAVE_OUT,)


def _payment(row: CollectionRow, day: date, account: str) -> Payment:
    kind = LineKind.UNIDENTIFIED if row.is_unidentified else LineKind.CONTRIBUTION
    line = PaymentLine(row.member, row.amount or ZERO, kind)
    read = row.read
    payer = read.name or row.member or ""
    return Payment(day, payer, row.member, (line,), account, read.book, read.receipt, read.note, read.key)


def _total(rows: Sequence[CollectionRow]) -> Money:
    return Money.sum(row.amount for row in rows if row.amount is not None)


def _none_posted(_sha256: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a preview is asked with.

    `taken` are the paper receipts already in the book, by number; `posted` gives the rows (`ต.ค.68!7`) of a file that
    are, by its SHA-256; `mappings` are the columns that a person corrected; `answers` are
    what a person decided, cell by cell.
    """

    today: date
    register: Register
    taken: Mapping[str, str] = field(default_factory=dict[str, str])
    posted: Callable[[str], Collection[str]] = _none_posted
    mappings: Sequence[ColumnMapping] = ()
    answers: Sequence[Answer] = ()
    plan: Plan = DAILY


def preview_collections(path: Path, asked: Asked) -> CollectionPreview:
    """Read a collection file and say of each row what it means; nothing is written.

    A file without a sheet that can be read is a `BookError`; answers that mean nothing are a `RuleError`.
    """
    grid = read_grid(path)
    listings = [read_listing(sheet, COLLECTION_WORDS, asked.mappings) for sheet in grid.sheets]
    listings = [listing if _is_collection(listing) else replace(listing, header=None) for listing in listings]
    if all(listing.header is None for listing in listings):
        raise BookError(_no_collection(grid))
    sheets = [read_rows(sheet, listing, asked.today) for sheet, listing in zip(grid.sheets, listings, strict=True)]
    persons = padded([person for each in sheets for person in each.persons])
    answers = decisions(asked.answers, persons, asked.register, asked.today)
    done = asked.posted(grid.sha256)
    rows = understood(persons, asked.register, asked.plan, answers)
    month = next((sheet.month for sheet in sheets if sheet.month is not None), _commonest_month(rows))
    rows = [_posted(row) if row.read.key in done else row for row in far_days_told(rows, month)]
    receipts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    own = {receipt_of(person) for person in persons if person.key in done}
    for fault in find_receipt_faults(persons, {key: who for key, who in asked.taken.items() if key not in own}):
        receipts[fault.key].append((fault.code, fault.receipt))
    wrong = [each for sheet in sheets for each in wrong_totals(sheet.totals)]
    problems = [each for pair in zip(grid.sheets, listings, strict=True) for each in _sheet_problems(*pair)]
    problems += [each for row in rows for each in row_problems(row, receipts[row.read.key])]
    return CollectionPreview(
        grid.name,
        grid.sha256,
        month,
        tuple(rows),
        (*problems, *map(total_problem, wrong)),
        tuple(wrong),
        sum(sheet.skipped for sheet in sheets),
        layouts_of(grid.sheets, listings),
        {each: f"{asked.register.members[each].name} ({each})" for row in rows for each in row.suggestions},
    )


def _posted(row: CollectionRow) -> CollectionRow:
    return replace(row, state=RowState.POSTED, questions=())


def _is_collection(listing: Listing) -> bool:
    return listing.header is not None and "amount" in listing.header.mapping.columns


def _no_collection(grid: Grid) -> Problem:
    text = N_("{file} has no sheet with a name and an amount for each payer. Check that it is the collection sheet.")
    return problem("collection.no_header", text, file=grid.name)


def _sheet_problems(sheet: Sheet, listing: Listing) -> list[CellProblem]:
    """Say which sheets and columns were not read, so that no money is passed over in silence."""
    if not sheet.rows:
        return []
    if listing.header is None:
        return [sheet_problem(sheet.name, "sheet_not_read")]
    found = [sheet_problem(sheet.name, "sheet_hidden")] if sheet.is_hidden else []
    known = set(listing.header.mapping.columns.values())
    entries = {row.number for row in listing.entries}
    for column, text in enumerate(listing.header.texts):
        held = [row.at(column).value for row in sheet.rows if row.number in entries]
        if text and column not in known and any(isinstance(value, int | float) for value in held):
            cell = f"{column_letters(column)}{listing.header.row}"
            found.append(sheet_problem(sheet.name, "column_not_read", cell, text))
    return found


def _commonest_month(rows: Sequence[CollectionRow]) -> date | None:
    months = Counter(row.day.replace(day=1) for row in rows if row.day is not None)
    return months.most_common(1)[0][0] if months else None
