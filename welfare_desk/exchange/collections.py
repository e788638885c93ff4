"""Collection sheets as committees keep them: read, matched with the register, checked, and nothing written."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, Problem, problem
from welfare_desk.exchange.collection_answers import Answer, read_answers
from welfare_desk.exchange.collection_problems import CellProblem, row_problems, sheet_problem, total_problem
from welfare_desk.exchange.collection_rows import COLLECTION_WORDS, PersonRow, TotalKind, TotalRow, read_rows
from welfare_desk.exchange.crossfoot import Counted, WrongTotal, check_total
from welfare_desk.exchange.payers import Match, Register, Registered
from welfare_desk.exchange.receipt_numbers import find_receipt_faults, padded, receipt_of
from welfare_desk.exchange.tables import ColumnMapping, Listing, read_listing
from welfare_desk.exchange.workbook import Grid, Sheet, column_letters, read_grid
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import BANK, CASH, LineKind, Payment, PaymentLine
from welfare_desk.welfare.plans import DAILY, Period, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path


class RowState(Enum):
    """What becomes of a row: nothing was paid, it can be posted, a person must decide, or it is left out."""

    NO_PAYMENT = "no_payment"
    READY = "ready"
    ASKS = "asks"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A row as it was understood.

    `flags` are the codes of all that a person should see; those in `questions` keep the row from being posted.
    `suggestions` are numbers of members it may be. `is_unidentified` sends the money to 2901.
    """

    read: PersonRow
    state: RowState
    member: str | None
    amount: Money | None
    amount_kind: str
    day: date | None
    day_kind: str
    flags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    is_unidentified: bool = False

    @property
    def receipt(self) -> str:
        """Name the paper receipt: `21/021`."""
        return receipt_of(self.read)


@dataclass(frozen=True, slots=True)
class CollectionPreview:
    """What a collection file says, before anything is kept.

    Counts: `importable` and `refused` are rows with a payment, `left_out` those that an answer left out; `skipped`
    are rows that describe no person; `total` is of all payments read, refused ones included.
    """

    file: str
    sha256: str
    month: date | None
    rows: tuple[CollectionRow, ...]
    problems: tuple[CellProblem, ...]
    wrong_totals: tuple[WrongTotal, ...]
    skipped: int
    mappings: tuple[ColumnMapping, ...]

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

    def counts(self) -> dict[str, object]:
        """Count as `import collections` answers."""
        return {
            "rows": len(self.rows),
            "importable": len(self.in_state(RowState.READY)),
            "refused": len(self.in_state(RowState.ASKS)),
            "left_out": len(self.in_state(RowState.LEFT_OUT)),
            "skipped": self.skipped,
            "total_satang": self.total.satang,
            "unanswered_satang": self.unanswered.satang,
            "problems": [each.as_json() for each in self.problems],
        }

    def questions(self) -> dict[str, dict[str, object]]:
        """Write the questions that are left, by row, as an answers file wants them back.

        An answer names a `member`, a `day` (2026-01-05 or BE2569-01-05), the `account` 2901 for unidentified money,
        or `leave_out`.
        """
        return {
            row.read.key: {
                "name": row.read.name,
                "number": row.read.number,
                "amount_satang": (row.amount or ZERO).satang,
                "asks": list(row.questions),
                "suggestions": list(row.suggestions),
                "answer": {"member": row.member, "day": row.day.isoformat() if row.day else None},
            }
            for row in self.in_state(RowState.ASKS)
        }

    def payments(self, cash_account: str = CASH, bank_account: str = BANK) -> list[Payment]:
        """Give what can be posted, in order of day, then of sheet and row; transfers go to the bank."""
        ready = sorted(
            ((row.day, at, row) for at, row in enumerate(self.rows) if row.state is RowState.READY and row.day),
            key=lambda each: each[:2],
        )
        return [_payment(row, day, bank_account if row.read.is_transfer else cash_account) for day, _, row in ready]


def _payment(row: CollectionRow, day: date, account: str) -> Payment:
    kind = LineKind.UNIDENTIFIED if row.is_unidentified else LineKind.CONTRIBUTION
    line = PaymentLine(row.member, row.amount or ZERO, kind)
    read = row.read
    payer = read.name or row.member or ""
    return Payment(day, payer, row.member, (line,), account, read.book, read.receipt, read.note, read.key)


def _total(rows: Sequence[CollectionRow]) -> Money:
    return Money.sum(row.amount for row in rows if row.amount is not None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a preview is asked with.

    `taken` are the paper receipts already in the book, by number; `mappings` the columns that a person corrected;
    `answers` by row (`{"ต.ค.68!7": {"day": "2025-10-03"}}`).
    """

    today: date
    register: Register
    taken: Mapping[str, str] = field(default_factory=dict[str, str])
    mappings: Sequence[ColumnMapping] = ()
    answers: Mapping[str, Mapping[str, object]] = field(default_factory=dict[str, dict[str, object]])
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
    answers = read_answers(asked.answers, asked.register, asked.today, {person.key for person in persons})
    rows = _understood(persons, asked, answers)
    receipts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for fault in find_receipt_faults(persons, asked.taken):
        receipts[fault.key].append((fault.code, fault.receipt))
    wrong = [each for sheet in sheets for each in wrong_totals(sheet.totals)]
    problems = [each for pair in zip(grid.sheets, listings, strict=True) for each in _sheet_problems(*pair)]
    problems += [each for row in rows for each in row_problems(row, receipts[row.read.key])]
    return CollectionPreview(
        grid.name,
        grid.sha256,
        next((sheet.month for sheet in sheets if sheet.month is not None), _commonest_month(rows)),
        tuple(rows),
        (*problems, *map(total_problem, wrong)),
        tuple(wrong),
        sum(sheet.skipped for sheet in sheets),
        tuple(listing.header.mapping for listing in listings if listing.header is not None),
    )


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


def _understood(persons: Sequence[PersonRow], asked: Asked, answers: Mapping[str, Answer]) -> list[CollectionRow]:
    """Understand each row; of a member who stands there twice with a payment the later rows ask."""
    rows = [_understand(person, asked, answers.get(person.key)) for person in persons]
    payments = Counter(row.member for row in rows if _counts(row))
    seen: set[str | None] = set()
    checked: list[CollectionRow] = []
    for row in rows:
        if _counts(row) and payments[row.member] > 1:
            asks = row.member in seen and answers.get(row.read.key, Answer()).member is None
            seen.add(row.member)
            checked.append(_listed_twice(row, asks=asks))
        else:
            checked.append(row)
    return checked


def _counts(row: CollectionRow) -> bool:
    return row.member is not None and row.amount is not None and row.state is not RowState.LEFT_OUT


def _listed_twice(row: CollectionRow, *, asks: bool) -> CollectionRow:
    flags = (*row.flags, "listed_twice")
    if not asks:
        return replace(row, flags=flags)
    return replace(row, flags=flags, questions=(*row.questions, "listed_twice"), state=RowState.ASKS)


def _understand(person: PersonRow, asked: Asked, answer: Answer | None) -> CollectionRow:
    match = _match(person, asked.register)
    kind = amount_kind_of(person, asked.plan)
    if not person.has_payment:
        hidden = ("hidden_row",) if person.is_hidden else ()
        return CollectionRow(person, RowState.NO_PAYMENT, match.number, None, kind, None, "none", hidden)
    answer = answer or Answer()
    member = None if answer.is_unidentified else answer.member or match.number
    day = answer.day or person.day.value
    questions = tuple(_questions(person, match, member, day, answer))
    flags = dict.fromkeys([*questions, *_told(person, match, asked.register.members.get(member or ""), day)])
    state = RowState.LEFT_OUT if answer.leaves_out else RowState.ASKS if questions else RowState.READY
    return CollectionRow(
        person,
        state,
        member,
        person.paid,
        kind,
        day,
        person.day.code or "ce_real",
        tuple(flags),
        () if answer.leaves_out else questions,
        match.suggestions,
        answer.is_unidentified,
    )


def _match(person: PersonRow, register: Register) -> Match:
    if not person.name and not person.number:
        return Match(None, "no_payer")
    return register.match(person.number, person.name, person.village)


def _questions(person: PersonRow, match: Match, member: str | None, day: date | None, answer: Answer) -> Iterator[str]:
    if member is None and not answer.is_unidentified:
        yield match.code
    if person.paid is None or person.paid < ZERO:
        yield f"amount_{person.amount.code}"
    if day is None:
        yield f"day_{person.day.code or 'missing'}"


def _told(person: PersonRow, match: Match, member: Registered | None, day: date | None) -> Iterator[str]:
    """Say what a treasurer should see; none of it keeps a payment from being taken."""
    if person.is_hidden:
        yield "hidden_row"
    if member is None:
        return
    if match.number is not None and match.code:
        yield match.code
    is_over = member.ended is None or day is None or day > member.ended
    if member.status in ("suspended", "lapsed", "resigned", "dead") and is_over:
        yield f"payer_{member.status}"
    if day is not None and member.entry_day is not None and day < member.entry_day:
        yield "payer_before_entry"
    if person.village and member.village and person.village != member.village:
        yield "other_village"


_WHOLE_PARTS_OF_A_YEAR = (2, 3, 4, 6)


def amount_kind_of(person: PersonRow, plan: Plan) -> str:
    """Tell how an amount is written, or else what it pays: several months at once, or part of what is due.

    Several months are 2, 3, 4 or 6, as people pay in; a month, a year and whole years are simply a number.
    """
    written = person.amount.code or "number"
    if written != "number" or person.paid is None or plan.period not in (Period.DAY, Period.MONTH):
        return written
    if plan.period is Period.MONTH:
        least, most, year = plan.amount, plan.amount, (plan.amount * 12,)
    else:
        least, most = plan.amount * 30, plan.amount * 31
        year = (plan.amount * 360, plan.amount * 365, plan.amount * 366)
    if any(least * count <= person.paid <= most * count for count in _WHOLE_PARTS_OF_A_YEAR):
        return "several_months"
    month = plan.amount * 28 if plan.period is Period.DAY else least
    is_years = any(person.paid.satang % amount.satang == 0 for amount in year)
    return "number" if month <= person.paid <= most or is_years else "partial"


def wrong_totals(totals: Sequence[TotalRow]) -> list[WrongTotal]:
    """Check the totals of a sheet; a grand total that only adds up a wrong one is wrong by being carried on."""
    found: list[WrongTotal] = []
    villages = [total for total in totals if total.kind is TotalKind.VILLAGE]
    for total in totals:
        parts = [Counted(person.cells["amount"], person.paid or ZERO) for person in total.persons]
        wrong = check_total(total.sheet, total.village, Counted(total.cell, total.shown), parts)
        if wrong is None:
            continue
        carried = next((each for each in found if total.kind is TotalKind.GRAND and each.village), None)
        if carried is not None and total.shown == Money.sum(each.shown for each in villages):
            wrong = replace(wrong, cell=carried.cell, cause="carried_on", likely=wrong.right)
        found.append(wrong)
    return found
