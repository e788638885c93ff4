"""Benefits paid as committees list them: read, given to members and accounts, judged, and nothing written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, Problem, problem
from welfare_desk.exchange.answers import Answer, Choice, Question, questions_json
from welfare_desk.exchange.benefit_answers import Around, decided
from welfare_desk.exchange.benefit_checks import CheckedPayment, Verdict, check_benefits, registered
from welfare_desk.exchange.benefit_problems import (
    approval_not_checked,
    judged_by,
    name_of,
    row_problems,
    sentence_of,
    sheet_not_read,
)
from welfare_desk.exchange.benefit_rows import BENEFIT_WORDS, Reader
from welfare_desk.exchange.benefit_words import Purpose, words_key
from welfare_desk.exchange.collection_problems import CellProblem, sheet_problem, total_problem
from welfare_desk.exchange.layouts import Layout, layouts_of
from welfare_desk.exchange.payers import Register
from welfare_desk.exchange.readings import Action
from welfare_desk.exchange.tables import Listing, read_listing
from welfare_desk.exchange.workbook import Grid, Sheet, column_letters, read_grid
from welfare_desk.i18n import N_
from welfare_desk.money import Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefit_versions import RulesInForce

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.crossfoot import WrongTotal
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.members.register import Member
    from welfare_desk.welfare.benefits import BenefitType, Past


@dataclass(frozen=True, slots=True)
class BenefitsAsked:
    """What a preview is asked with.

    `types` are the fund's own, `rules` tell which hold on a day (none: these on every day), `given` is what the book
    has given, `first_month` that of its fiscal year; `known` words are those that people confirmed (key of the words →
    code of a type, or account); `mappings` are the columns that a person corrected; `answers` are what a person
    decided, cell by cell.
    """

    today: date
    register: Sequence[Member]
    types: Sequence[BenefitType] = READY_TYPES
    first_month: int = 10
    known: Mapping[str, str] = field(default_factory=dict[str, str])
    mappings: Sequence[ColumnMapping] = ()
    answers: Sequence[Answer] = ()
    rules: RulesInForce | None = None
    given: Sequence[Past] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a file were taken for: a suggestion, until a person confirms it.

    `key` is what a confirmation is kept by, `text` how a row writes it; `code` is a type or an account, '' where the
    words do not tell. `sheet` and `cell` are where they stand first.
    """

    key: str
    text: str
    purpose: Purpose
    code: str
    others: tuple[str, ...]
    rows: int
    is_known: bool
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class BenefitsPreview:
    """What a list of benefits paid says, before anything is kept.

    `skipped` are rows that are no payments, `left_out` those that an answer left out; `names` are those of the members
    that are suggested; `taken_on` is the day on which the book took this file in.
    """

    file: str
    sha256: str
    rows: tuple[CheckedPayment, ...]
    problems: tuple[CellProblem, ...]
    wrong_totals: tuple[WrongTotal, ...]
    skipped: int
    left_out: int
    layouts: tuple[Layout, ...]
    names: Mapping[str, str]
    types: tuple[BenefitType, ...]
    rules: RulesInForce
    taken_on: date | None = None

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """Tell how the columns under each header were read."""
        return tuple(each.mapping for each in self.layouts)

    def found(self, verdict: Verdict) -> list[CheckedPayment]:
        """Give the rows of which this was found, in the order of the file."""
        return [row for row in self.rows if row.verdict is verdict]

    @property
    def total(self) -> Money:
        """Add up every payment read."""
        return Money.sum(row.paid for row in self.rows)

    @property
    def of_sheets(self) -> list[CellProblem]:
        """List what is said of sheets, columns and totals and of no single payment."""
        of_rows = {(row.read.sheet, cell) for row in self.rows for cell in row.read.cells.values()}
        return [each for each in self.problems if (each.sheet, each.cell) not in of_rows or each.code == "wrong_total"]

    @property
    def words(self) -> tuple[Words, ...]:
        """List the words of the file, each once, with what they were taken for."""
        kept: dict[tuple[str, Purpose], Words] = {}
        for row in self.rows:
            meaning, key = row.read.meaning, words_key(row.read.text)
            before = kept.get((key, meaning.purpose))
            code = meaning.type or meaning.account or ""
            place = row.read.sheet, row.read.cells.get("text", "")
            now = Words(key, row.read.text, meaning.purpose, code, meaning.others, 0, meaning.is_known, *place)
            kept[key, meaning.purpose] = replace(before or now, rows=(before or now).rows + 1)
        return tuple(kept.values())

    def counts(self) -> dict[str, int]:
        """Count the rows as `import benefits` answers."""
        asking = len(self.found(Verdict.ASK))
        return {
            "rows": len(self.rows),
            "importable": len(self.rows) - asking,
            "refused": asking,
            "left_out": self.left_out,
            "skipped": self.skipped,
            "total_satang": self.total.satang,
        }

    def answer(self) -> dict[str, object]:
        """Give the preview as plain values for JSON."""
        return {
            **self.counts(),
            "verdicts": {each.value: len(self.found(each)) for each in Verdict},
            "problems": [each.as_json() for each in self.problems],
            "payments": [self._payment(row) for row in self.rows],
            "taken_on": self.taken_on.isoformat() if self.taken_on else None,
            "judged_by": judged_by(self.rows, self.rules),
            "words": [
                {"text": each.text, "for": each.purpose.value, "code": each.code, "others": list(each.others)}
                | {"rows": each.rows, "known": each.is_known}
                for each in self.words
            ],
        }

    def _payment(self, row: CheckedPayment) -> dict[str, object]:
        read = row.read
        return {
            "sheet": read.sheet,
            "row": read.row,
            "for": read.meaning.purpose.value,
            "member": row.member,
            "type": read.meaning.type,
            "account": read.meaning.account,
            "quantity": read.quantity,
            "paid_on": read.pay.value.isoformat() if read.pay.value else None,
            "satang": row.paid.satang,
            "verdict": row.verdict.value,
            "reasons": [each.code for each in row.reasons],
            "right_satang": row.right.satang if row.right is not None else None,
            "earlier": list(row.earlier),
            "sentence": self.sentence(row),
        }

    def sentence(self, row: CheckedPayment) -> str:
        """Say in one line why a row does not simply pass; nothing for one that does."""
        return sentence_of(row, self.types)

    def questions(self) -> tuple[Question, ...]:
        """Ask what a person must decide before the rest can be judged."""
        places = {(row.read.sheet, cell): row for row in self.found(Verdict.ASK) for cell in row.read.cells.values()}
        return tuple(
            self._question(each, places[each.sheet, each.cell])
            for each in self.problems
            if each.action is Action.ASK and (each.sheet, each.cell) in places
        )

    def _question(self, asked: CellProblem, row: CheckedPayment) -> Question:
        near: dict[str, str] = {}
        if asked.problem.field in ("name", "member"):
            near = {number: f"{self.names[number]} ({number})" for number in row.suggestions}
        elif asked.problem.field == "text":
            near = {each.code: name_of(each.code, self.types) for each in self.types}
        said = asked.problem.sentence()
        shown = (asked.code, asked.read_as, said, (Choice.LEAVE_OUT,), tuple(near), tuple(near.values()))
        return Question(asked.sheet, row.read.row, asked.cell, *shown)

    def form(self) -> str:
        """Write the questions as JSON, to be filled in."""
        return questions_json(self.file, self.sha256, self.questions())


def preview_benefits(path: Path, asked: BenefitsAsked) -> BenefitsPreview:
    """Read a list of benefits paid and judge each by the rules and the register; nothing is written.

    A file without a sheet that can be read is a `BookError`; answers that mean nothing are a `RuleError`.
    """
    grid = read_grid(path)
    listings = [read_listing(sheet, BENEFIT_WORDS, asked.mappings) for sheet in grid.sheets]
    listings = [listing if _is_payments(listing) else replace(listing, header=None) for listing in listings]
    if all(listing.header is None for listing in listings):
        raise BookError(_no_payments(grid))
    pairs = list(zip(grid.sheets, listings, strict=True))
    reader = Reader(asked.today, asked.types, asked.known)
    sheets = [reader.rows(*pair) for pair in pairs]
    left_out: set[str] = set()
    if asked.answers:
        rows = [row for sheet in sheets for row in sheet.payments]
        around = Around(Register.of(map(registered, asked.register)), asked.types, asked.today)
        said = decided(asked.answers, rows, around)
        reader = replace(reader, known={**asked.known, **said.words}, said=said.said, chosen=said.chosen)
        sheets, left_out = [reader.rows(*pair) for pair in pairs], said.left_out
    rows = [row for sheet in sheets for row in sheet.payments if row.key not in left_out]
    rules = asked.rules or RulesInForce(ready=tuple(asked.types))
    checked = check_benefits(rows, asked.register, rules, asked.first_month, asked.given)
    wrong = [each for sheet in sheets for each in sheet.wrong_totals]
    problems = [each for pair in pairs for each in _sheet_problems(*pair)]
    problems += [each for row in checked for each in row_problems(row, asked.types)]
    return BenefitsPreview(
        grid.name,
        grid.sha256,
        tuple(checked),
        (*problems, *map(total_problem, wrong)),
        tuple(wrong),
        sum(sheet.skipped for sheet in sheets),
        len(left_out),
        layouts_of(grid.sheets, listings),
        {each.number: each.name for each in asked.register},
        tuple(asked.types),
        rules,
    )


def _is_payments(listing: Listing) -> bool:
    return listing.header is not None and {"amount", "text"} <= listing.header.mapping.columns.keys()


def _no_payments(grid: Grid) -> Problem:
    text = N_("{file} has no sheet that says for each payment what it was for and how much. Check that it is the list.")
    return problem("benefits.no_header", text, file=grid.name)


def _sheet_problems(sheet: Sheet, listing: Listing) -> Iterator[CellProblem]:
    """Say which sheets and columns were not read, so that no money is passed over in silence."""
    if not sheet.rows:
        return
    if listing.header is None:
        yield sheet_not_read(sheet.name)
        return
    if sheet.is_hidden:
        yield sheet_problem(sheet.name, "sheet_hidden")
    columns = listing.header.mapping.columns
    if "approver" not in columns:
        yield approval_not_checked(sheet.name)
    entries = {row.number for row in listing.entries}
    for column, text in enumerate(listing.header.texts):
        held = [row.at(column).value for row in sheet.rows if row.number in entries]
        if text and column not in columns.values() and any(isinstance(value, int | float) for value in held):
            yield sheet_problem(sheet.name, "column_not_read", f"{column_letters(column)}{listing.header.row}", text)
