"""One row of a member list, read into a member and what there is to say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from welfare_desk.exchange.day_readings import read_day
from welfare_desk.exchange.readings import (
    Action,
    Reading,
    plain,
    read_address,
    read_house,
    read_id,
    read_member_number,
    read_phone,
    read_text,
    read_village,
    says_nothing,
)
from welfare_desk.exchange.sentences import sentence_of
from welfare_desk.exchange.status_readings import read_standing
from welfare_desk.exchange.workbook import Cell
from welfare_desk.members.names import is_monk, kept_title, split_name, split_title
from welfare_desk.members.register import (
    ENDED,
    Beneficiary,
    Member,
    NoIdReason,
    Status,
    StatusChange,
    first_paid_to,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.exchange.tables import TableRow

T = TypeVar("T")

_STATELESS = re.compile(r"ไม่มีสถานะ|ไร้สถานะ|ไร้สัญชาติ|ไม่มีสัญชาติ|พิสูจน์สัญชาติ|ไม่ได้สัญชาติ|ต่างด้าว|บัตรหัวศูนย์|บัตรชมพู")
_MONK = re.compile(r"พระภิกษุ|ภิกษุ|สามเณร|บวชเป็นพระ")
_VULNERABLE = re.compile(r"ผู้พิการ|คนพิการ|ผู้ด้อยโอกาส|ผู้ป่วยติดเตียง|ติดเตียง|เด็กกำพร้า|ผู้ยากไร้|ไร้ที่พึ่ง")
_EXCEL_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!)")
_SEVERAL = re.compile(r"\s*(?:[,;\n]|(?:^|\s)\d{1,2}[.)]\s*|\s+และ\s*(?=นา|เด็ก|น\.ส|ด\.))\s*")
_NO_CELL = Cell("")


@dataclass(frozen=True, slots=True)
class Flag:
    """What there is to say about one cell.

    `code` is its field and the way it was written or the fault (`birth.be_in_real_cell`); `read_as` is None where the
    field stays empty; `more` fills further named fields of the sentence.
    """

    sheet: str
    row: int
    cell: str
    code: str
    action: Action
    raw: str | None
    read_as: str | None
    more: Mapping[str, object] = field(default_factory=dict[str, object])

    def sentence(self) -> str:
        """Say it in the chosen language."""
        return sentence_of(self.code, self.raw, self.read_as, self.more)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row is read against: the day, the book's first day, the width of member numbers, and what a person said.

    `said` holds the text that a person put in place of a cell, by sheet and cell; `kept` the cells that a person let
    stand as they are.
    """

    today: date
    first_day: date
    width: int
    said: Mapping[tuple[str, str], str]
    kept: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class Draft:
    """A member as read from a row, before it is compared with others."""

    row: TableRow
    member: Member
    flags: list[Flag]
    refs: dict[str, str]

    @property
    def is_held(self) -> bool:
        """Tell whether the row must wait for a person."""
        return any(flag.action is Action.HOLD_ROW for flag in self.flags)

    def flag(self, name: str, code: str, action: Action, raw: str | None, **more: object) -> None:
        """Add something to say about a field's cell."""
        self.flags.append(Flag(self.row.sheet, self.row.number, self.refs.get(name, ""), code, action, raw, None, more))


def read_member_row(row: TableRow, around: Surroundings) -> Draft:
    """Read a row into a member; whatever cannot be read is left empty and told."""
    return _RowReader(row, around).draft()


class _RowReader:
    def __init__(self, row: TableRow, around: Surroundings) -> None:
        self.row = row
        self.around = around
        self.flags: list[Flag] = []
        self.cells = {name: self._cell(name, cell) for name, cell in row.cells.items()}
        self.title = self.first = self.last = ""

    def draft(self) -> Draft:
        refs = {name: cell.ref for name, cell in self.row.cells.items()}
        if self.row.is_hidden:
            self.say(next(iter(self.cells.values()), _NO_CELL), "row.hidden", Action.READ_FLAG, None)
        number = self.take("no", read_member_number(self.cells["no"], self.around.width)) if "no" in self.cells else ""
        self.read_name()
        national_id, reason = self.read_national_id()
        birth = self.day("birth")
        joined = self.day("join")
        self.compare_days(birth, joined)
        note = self.text("note")
        statuses, arrears_since = self.read_statuses(joined.value)
        house, village, tambon = self.read_home()
        member = Member(
            number=number or "",
            title=self.title,
            first_name=self.first,
            last_name=self.last,
            paid_to=first_paid_to(self.around.first_day, joined.value, arrears_since),
            national_id=national_id,
            no_id_reason=reason,
            birth_day=birth.value,
            birth_year=birth.value.year if birth.value else birth.year,
            house=house,
            village=village,
            tambon=tambon,
            phone=self.take("phone", read_phone(self.cells.get("phone", _NO_CELL))) or "",
            household=self.text("household"),
            centre=self.text("centre"),
            beneficiaries=self.read_beneficiaries(),
            vulnerable=self.text("group") or (found[0] if (found := _VULNERABLE.search(note)) else ""),
            entry_day=joined.value,
            entry_resolution=self.text("resolution"),
            plan=self.text("plan"),
            note=note,
            statuses=statuses,
        )
        return Draft(self.row, member, self.flags, refs)

    def _cell(self, name: str, cell: Cell) -> Cell:
        said = self.around.said.get((self.row.sheet, cell.ref))
        if said is not None:
            return Cell(cell.ref, said)
        if cell.is_uncalculated:
            self.say(cell, f"{name}.uncalculated", Action.ASK, None)
        if isinstance(cell.value, str) and _EXCEL_ERROR.fullmatch(cell.value.strip()):
            self.say(cell, f"{name}.excel_error", Action.EMPTY_FLAG, None)
            return Cell(cell.ref)
        return cell

    def say(self, cell: Cell, code: str, action: Action, read_as: str | None, **more: object) -> None:
        raw = None if cell.value is None else cell.text()
        self.flags.append(Flag(self.row.sheet, self.row.number, cell.ref, code, action, raw, read_as, more))

    def was_decided(self, name: str) -> bool:
        """Tell whether a person wrote something for this cell, or let it stand."""
        place = (self.row.sheet, self.row.cells[name].ref) if name in self.row.cells else None
        return place in self.around.said or place in self.around.kept

    def take(self, name: str, reading: Reading[T]) -> T | None:
        """Keep a reading's value and say what there is to say."""
        if reading.code:
            code = reading.code if reading.code.startswith("text.") else f"{name}.{reading.code}"
            shown = None if reading.value is None else str(reading.value)
            self.say(self.cells.get(name, _NO_CELL), code, reading.action, shown)
        return reading.value

    def text(self, name: str) -> str:
        if name not in self.cells or says_nothing(plain(self.cells[name])):
            return ""
        return self.take(name, read_text(self.cells[name])) or ""

    def day(self, name: str) -> Reading[date]:
        if name not in self.cells:
            return Reading(None)
        reading = read_day(self.cells[name], self.around.today)
        self.take(name, reading)
        return reading

    def read_name(self) -> None:
        self.title = kept_title(self.text("title"))
        if "name" in self.cells:
            whole = self.text("name")
            parts = split_name(self._without_title(whole) if self.title else whole)
            self.title = self.title or parts.title
            self.first, self.last = parts.first, parts.last or self.text("last")
            return
        self.first, self.last = self.text("first"), self.text("last")
        if not self.title:
            self.title, name = split_title(self.first)
            if self.title:
                self.first = name
                self.say(self.cells["first"], "first.title_glued_to_first_name", Action.READ, name.partition(" ")[0])
        else:
            self.first = self._without_title(self.first)
        if not self.last and " " in self.first:
            self.first, _, self.last = self.first.partition(" ")
            self.say(self.cells["first"], "first.surname_in_first_name_cell", Action.READ, self.first)

    def _without_title(self, name: str) -> str:
        """Take away the title that its own column repeats (`นาย` | `นาย สมชาย`)."""
        title, rest = split_title(name)
        return rest if title == self.title and (" " in name.removesuffix(rest) or rest != name.lstrip()) else name

    def read_national_id(self) -> tuple[str | None, NoIdReason | None]:
        if "id" not in self.cells:
            return None, NoIdReason.MISSING
        cell = self.cells["id"]
        reading = read_id(cell)
        if reading.code != "missing" and not _STATELESS.search(plain(cell)):
            number = self.take("id", reading)
            return number, None if number else NoIdReason.MISSING
        told = f"{plain(cell)} {plain(self.cells.get('note', _NO_CELL))}"
        reason = NoIdReason.MISSING
        if is_monk(self.title) or _MONK.search(told):
            reason = NoIdReason.MONK
        elif _STATELESS.search(told):
            reason = NoIdReason.STATELESS
        action = Action.EMPTY_FLAG if reason is NoIdReason.MISSING else Action.EMPTY_OK
        self.say(cell, f"id.{reason.value}", action, None)
        return None, reason

    def compare_days(self, birth: Reading[date], joined: Reading[date]) -> None:
        if joined.value is None or self.was_decided("join") or self.was_decided("birth"):
            return
        born = birth.value
        before = joined.value < born if born else birth.year is not None and joined.value.year < birth.year
        if before:
            shown = born or birth.year
            self.say(self.cells["join"], "row.join_before_birth", Action.ASK, joined.value.isoformat(), other=shown)

    def read_statuses(self, joined: date | None) -> tuple[tuple[StatusChange, ...], date | None]:
        decided = self.was_decided("status")
        note = self.cells.get("note")
        standing = read_standing(self.cells.get("status"), note, self.cells.get("status_day"), self.around.today)
        if decided and standing.code == "conflicts_with_note":
            standing = read_standing(self.cells["status"], None, self.cells.get("status_day"), self.around.today)
        if standing.code:
            shown = standing.status.value if standing.status else None
            about = "status" if "status" in self.cells else "note"
            other = plain(note) if note is not None else ""
            self.say(self.cells[about], f"status.{standing.code}", standing.action, shown, other=other)
        if standing.status is None:
            return (), None
        begun = StatusChange(joined, Status.ACTIVE)
        if standing.status is Status.ACTIVE:
            return (begun,), None
        reason = plain(note) if note is not None and standing.status in ENDED else ""
        since = standing.since if standing.status is Status.ARREARS else None
        return (begun, StatusChange(standing.since, standing.status, reason)), since

    def read_home(self) -> tuple[str, str, str]:
        house = self.take("house", read_house(self.cells["house"])) if "house" in self.cells else None
        village = self.read_moo() if "moo" in self.cells else self.row.village
        tambon = self.text("tambon")
        if "address" in self.cells:
            in_house, in_village, in_tambon = read_address(self.cells["address"])
            house, tambon = house or in_house, tambon or in_tambon or ""
            village = in_village or village if "moo" not in self.cells else village
        return house or "", village or "", tambon

    def read_moo(self) -> str | None:
        cell, sheet = self.cells["moo"], self.row.village
        reading = read_village(cell)
        if reading.value is None:
            self.take("moo", reading)
            return sheet
        differs = sheet is not None and reading.value != sheet and reading.value.isdecimal() and sheet.isdecimal()
        if differs and not self.was_decided("moo"):
            self.say(cell, "moo.disagrees_with_sheet", Action.ASK, None, other=sheet)
            return None
        return self.take("moo", reading)

    def read_beneficiaries(self) -> tuple[Beneficiary, ...]:
        found = _beneficiaries(self.text("ben"), self.text("rel"))
        for cells in self.row.more:
            named, related = (read_text(cells[name]).value or "" if name in cells else "" for name in ("ben", "rel"))
            found += _beneficiaries(named, related)
        return found


def _beneficiaries(named: str, relation: str) -> tuple[Beneficiary, ...]:
    """Part the beneficiaries that one cell names (`1. นายเอ 2. นางบี`), each with the relation."""
    names = [name for name in _SEVERAL.split(named) if name and name.strip("-–. ")]
    relations = [each for each in _SEVERAL.split(relation) if each]
    if len(relations) != len(names):
        relations = [relation.strip("-–")] * len(names)
    return tuple(Beneficiary(name, of) for name, of in zip(names, relations, strict=True))


def without_id(draft: Draft, other: str) -> None:
    """Empty an ID number that another person bears too, and ask whose it is."""
    raw = draft.row.cells["id"].text() if "id" in draft.row.cells else draft.member.national_id
    draft.member = replace(draft.member, national_id=None, no_id_reason=NoIdReason.MISSING)
    draft.flags = [flag for flag in draft.flags if not flag.code.startswith("id.")]
    draft.flag("id", "id.same_as_another_person", Action.ASK, raw, other=other)
