"""A committee's member list, previewed: what would be taken in, what is held back, and every problem by its cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.exchange.answers import Answer, Choice, Question, questions_json
from welfare_desk.exchange.layouts import Layout, layouts_of
from welfare_desk.exchange.member_rows import Draft, Flag, Surroundings, read_member_row, without_id
from welfare_desk.exchange.member_words import MEMBER_WORDS
from welfare_desk.exchange.readings import Action, plain
from welfare_desk.exchange.tables import Listing, TableRow, read_listing
from welfare_desk.exchange.workbook import read_grid
from welfare_desk.i18n import N_
from welfare_desk.members.duplicates import Basis, Pair, Person, duplicates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.members.register import Member

DEFAULT_WIDTH = 5
_ASKED = (Action.ASK, Action.HOLD_ROW, Action.EMPTY_FLAG)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A row that describes a person.

    `is_held` rows are not taken in before a person has decided; `is_there` rows are in the register already;
    `is_left_out` rows a person left out.
    """

    sheet: str
    row: int
    member: Member
    flags: tuple[Flag, ...]
    is_held: bool = False
    is_there: bool = False
    is_left_out: bool = False

    @property
    def is_taken(self) -> bool:
        """Tell whether accepting the file adds this member."""
        return not (self.is_held or self.is_there or self.is_left_out)


@dataclass(frozen=True, slots=True)
class MemberPreview:
    """What a file would bring; nothing is written.

    `skipped` are the rows that describe no person, blank ones too; `unread` names the sheets that hold no member list
    and those that are hidden.
    """

    file: str
    sha256: str
    rows: tuple[MemberRow, ...]
    skipped: tuple[TableRow, ...]
    unread: tuple[Listing, ...]
    layouts: tuple[Layout, ...]

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """Tell how the columns under each header were read."""
        return tuple(each.mapping for each in self.layouts)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """List everything there is to say, in the order of the file."""
        return tuple(flag for row in self.rows for flag in row.flags)

    @property
    def accepted(self) -> tuple[Member, ...]:
        """List the members that accepting the file adds."""
        return tuple(row.member for row in self.rows if row.is_taken)

    def counts(self) -> dict[str, int | None]:
        """Count the rows: `rows` = `importable` + `refused`; of these `already` are in the register."""
        refused = sum(row.is_held or row.is_left_out for row in self.rows)
        return {
            "rows": len(self.rows),
            "importable": len(self.rows) - refused,
            "refused": refused,
            "already": sum(row.is_there for row in self.rows),
            "skipped": sum(row.kind != "blank" for row in self.skipped),
            "total_satang": None,
        }

    def answer(self) -> dict[str, object]:
        """Give the preview as plain values for JSON."""
        problems = [
            {
                "sheet": flag.sheet,
                "cell": flag.cell,
                "code": flag.code,
                "read_as": flag.read_as,
                "sentence": flag.sentence(),
                "action": flag.action.value,
            }
            for flag in self.flags
        ]
        unread = [{"sheet": each.sheet, "hidden": each.is_hidden} for each in self.unread]
        return {**self.counts(), "problems": problems, "unread_sheets": unread}

    def questions(self) -> tuple[Question, ...]:
        """Ask what a person must or may decide."""
        return tuple(
            Question(flag.sheet, flag.row, flag.cell, flag.code, flag.read_as, flag.sentence(), _choices(flag))
            for flag in self.flags
            if flag.action in _ASKED
        )

    def form(self) -> str:
        """Write the questions as JSON, to be filled in."""
        return questions_json(self.file, self.sha256, self.questions())


def _choices(flag: Flag) -> tuple[Choice, ...]:
    if flag.code == "row.same_person_twice":
        return (Choice.SAME_PERSON, Choice.TWO_PEOPLE)
    if flag.action is Action.HOLD_ROW:
        return (Choice.LEAVE_OUT,)
    if flag.code == "row.join_before_birth":
        return (Choice.KEEP, Choice.LEAVE_EMPTY, Choice.LEAVE_OUT)
    return (Choice.LEAVE_EMPTY, Choice.LEAVE_OUT)


def preview_members(
    path: Path,
    *,
    today: date,
    first_day: date,
    existing: Sequence[Member] = (),
    mappings: Sequence[ColumnMapping] = (),
    answers: Sequence[Answer] = (),
) -> MemberPreview:
    """Read a member list and compare it with itself and with the register; nothing is written.

    `first_day` is the book's. A file that cannot be read is a `BookError`, one without a member list a `RuleError`.
    """
    grid = read_grid(path)
    listings = [read_listing(sheet, MEMBER_WORDS, mappings) for sheet in grid.sheets]
    read = [each for each in listings if each.header is not None and not each.is_hidden]
    if not read:
        text = N_("No member list was found in {file}. Its header must name a column for the name and two more.")
        raise RuleError(problem("import.no_header", text, file=grid.name))
    rows = [row for listing in read for row in listing.rows]
    decisions = _Decisions.of(answers)
    around = Surroundings(today, first_day, _number_width(rows), decisions.texts, decisions.kept)
    drafts = [read_member_row(row, around) for row in rows if row.kind == "entry"]
    _give_numbers(drafts, existing, around.width)
    there = _compare([each for each in drafts if not decisions.leave_out(each)], existing, decisions)
    unread = (each for sheet, each in zip(grid.sheets, listings, strict=True) if sheet.rows and each not in read)
    return MemberPreview(
        file=grid.name,
        sha256=grid.sha256,
        rows=tuple(_finished(draft, decisions, is_there=id(draft) in there) for draft in drafts),
        skipped=tuple(row for row in rows if row.kind != "entry"),
        unread=tuple(unread),
        layouts=layouts_of(grid.sheets, read),
    )


@dataclass(frozen=True, slots=True)
class _Decisions:
    texts: Mapping[tuple[str, str], str]
    choices: Mapping[tuple[str, str], Choice]
    kept: frozenset[tuple[str, str]] = field(default_factory=frozenset[tuple[str, str]])

    @classmethod
    def of(cls, answers: Iterable[Answer]) -> _Decisions:
        texts: dict[tuple[str, str], str] = {}
        choices: dict[tuple[str, str], Choice] = {}
        for answer in answers:
            place = (answer.sheet, answer.cell)
            if answer.choice is None:
                texts[place] = answer.text
            elif answer.choice is Choice.LEAVE_EMPTY:
                texts[place] = ""
            choices |= {place: answer.choice} if answer.choice else {}
        kept = frozenset(place for place, choice in choices.items() if choice is Choice.KEEP)
        return cls(texts, choices, kept)

    def leave_out(self, draft: Draft) -> bool:
        """Tell whether a person leaves the row out."""
        return not {Choice.LEAVE_OUT, Choice.SAME_PERSON}.isdisjoint(self._made(draft))

    def are_two(self, draft: Draft) -> bool:
        """Tell whether a person says that the row is somebody else: in words, or by a new number."""
        return Choice.TWO_PEOPLE in self._made(draft) or (draft.row.sheet, draft.refs["no"]) in self.texts

    def _made(self, draft: Draft) -> set[Choice]:
        places = ((draft.row.sheet, ref) for ref in draft.refs.values())
        return {self.choices[place] for place in places if place in self.choices}


def _number_width(rows: Iterable[TableRow]) -> int:
    """Tell how many digits member numbers have: the most usual length of those written as text."""
    lengths: Counter[int] = Counter()
    for row in rows:
        cell = row.cells.get("no")
        if cell is not None and isinstance(cell.value, str) and (text := plain(cell)).isdecimal():
            lengths[len(text)] += 1
    return lengths.most_common(1)[0][0] if lengths else 0


def _give_numbers(drafts: list[Draft], existing: Sequence[Member], width: int) -> None:
    """Give numbers to a list that has no column for them, after the highest of the register."""
    taken = [int(each.number) for each in existing if each.number.isdecimal()]
    following = max(taken, default=0) + 1
    for draft in drafts:
        if "no" in draft.refs:
            continue
        draft.refs["no"] = next(iter(draft.refs.values()))
        same = next((each for each in existing if _is_same_entry(draft.member, each)), None)
        number = same.number if same else str(following).zfill(width or DEFAULT_WIDTH)
        following += same is None
        draft.member = replace(draft.member, number=number)
        draft.flag("no", "no.given", Action.READ_FLAG, None, value=number)


def _is_same_entry(member: Member, other: Member) -> bool:
    one, two = _person(member), _person(other)
    return one == two and (member.national_id is not None or member.birth_day is not None)


def _compare(drafts: list[Draft], existing: Sequence[Member], decisions: _Decisions) -> set[int]:
    """Compare rows with one another and with the register; give the ids of the drafts that are in the register."""
    known = {each.number: each for each in existing}
    there = _compare_numbers(drafts, known)
    numbers_there = {draft.member.number for draft in drafts if id(draft) in there}
    _compare_people(drafts, [each for each in existing if each.number not in numbers_there], there, decisions)
    for draft in drafts:
        if id(draft) in there and known[draft.member.number] != draft.member:
            draft.flag("no", "row.already_there", Action.READ_FLAG, draft.member.number)
    return there


def _compare_numbers(drafts: list[Draft], known: Mapping[str, Member]) -> set[int]:
    """Hold rows whose number another person has."""
    first: dict[str, Draft] = {}
    there: set[int] = set()
    for draft in drafts:
        number = draft.member.number
        if not number:
            continue
        registered = known.get(number)
        if number in first:
            draft.flag("no", "no.taken", Action.HOLD_ROW, number, other=_place(first[number]))
        elif registered is None:
            first[number] = draft
        elif registered.name == draft.member.name or duplicates([_person(registered), _person(draft.member)]):
            there.add(id(draft))
            first[number] = draft
        else:
            draft.flag("no", "no.taken", Action.HOLD_ROW, number, other=registered.name)
    return there


def _compare_people(drafts: list[Draft], register: list[Member], there: set[int], decisions: _Decisions) -> None:
    """Hold whoever is listed twice, and empty ID numbers that stand on two people."""
    people = [_person(each) for each in register] + [_person(draft.member) for draft in drafts]
    for pair in duplicates(people):
        if pair.second < len(register):
            continue
        second = drafts[pair.second - len(register)]
        if pair.first < len(register):
            member = register[pair.first]
            _settle(pair, None, f"{member.name} ({member.number})", second, decisions)
            continue
        first = drafts[pair.first - len(register)]
        earlier, later = sorted(
            (first, second), key=lambda draft: (id(draft) not in there, _in_order(draft.member.number))
        )
        _settle(pair, earlier, _place(earlier), later, decisions)


def _settle(pair: Pair, earlier: Draft | None, other: str, later: Draft, decisions: _Decisions) -> None:
    """Hold the later of two rows for one person, or ask whose the ID number is; without `earlier`, the register's."""
    if pair.is_one_person and not decisions.are_two(later):
        if all(flag.code != "row.same_person_twice" for flag in later.flags):
            later.flag("no", "row.same_person_twice", Action.HOLD_ROW, later.member.number, other=other)
    elif pair.basis is not Basis.SAME_NAME_BIRTH:
        if earlier is not None:
            without_id(earlier, _place(later))
        without_id(later, other)


def _in_order(number: str) -> tuple[bool, list[tuple[int, str]]]:
    """Sort numbers as people do: `9` before `10`; a row without one comes last."""
    parts = re.findall(r"(\d+)|(\D+)", number)
    return not number, [(int(digits or 0), text) for digits, text in parts]


def _person(member: Member) -> Person:
    return Person(member.first_name, member.last_name, member.national_id, member.birth_day, member.birth_year)


def _place(draft: Draft) -> str:
    where = f"{draft.row.sheet} " if draft.row.sheet else ""
    return f"{draft.member.name} ({draft.member.number}, {where}{draft.refs['no']})"


def _finished(draft: Draft, decisions: _Decisions, *, is_there: bool) -> MemberRow:
    left_out = decisions.leave_out(draft)
    held = draft.is_held and not left_out
    flags = () if left_out else tuple(draft.flags)
    return MemberRow(draft.row.sheet, draft.row.number, draft.member, flags, held, is_there and not held, left_out)
