"""Bring the members in from a committee's own file: every problem by its cell, nothing written until accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.reports.model import Column, Kind
from welfare_desk.ui.screens.file_import import FileImport
from welfare_desk.ui.screens.import_questions import Remark
from welfare_desk.ui.screens.import_rows import Mark, Shown, gravest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.exchange.members import MemberPreview, MemberRow
    from welfare_desk.members.register import Member
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

_OF_NAME = frozenset({"title", "first", "last", "text", "row"})
_READ = frozenset({"read", "read_flag"})


class MemberImport(FileImport):
    """The members that a file would bring."""

    STATES: ClassVar[tuple[tuple[str, str, str, str], ...]] = (
        ("all", N_("All rows"), "", ""),
        ("ready", N_("Ready"), "circle-check", "ok"),
        ("read", N_("Read for you"), "check-check", "accent_text"),
        ("waits", N_("Wait for you"), "triangle-alert", "look"),
        ("there", N_("In the register"), "users", "muted"),
        ("skipped", N_("Skipped"), "circle-minus", "muted"),
    )
    FIELDS: ClassVar[Mapping[str, str]] = {
        "no": N_("Member number"), "title": N_("Title"), "name": N_("First and family name in one column"),
        "first": N_("First name"), "last": N_("Family name"), "id": N_("ID number"), "birth": N_("Day of birth"),
        "join": N_("Day of entry"), "resolution": N_("Approved by resolution"), "house": N_("House number"),
        "moo": N_("Village"), "tambon": N_("Tambon"), "address": N_("Whole address"), "phone": N_("Telephone"),
        "household": N_("Household"), "centre": N_("Village centre"), "ben": N_("Beneficiary"), "rel": N_("Relation"),
        "group": N_("Vulnerable group"), "status": N_("Standing"), "status_day": N_("Day of leaving or death"),
        "plan": N_("Plan"), "note": N_("Note"),
    }  # fmt: skip
    UNDER: ClassVar[Mapping[str, tuple[str, ...]]] = {"name": ("name", "first")}

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        purpose = _("Choose the list that the committee keeps in Excel.")
        super().__init__(jobs, facts, memory, _("Import members"), purpose)

    @staticmethod
    def read(desk: Desk, path: Path, answers: Sequence[Answer], corrected: Sequence[ColumnMapping]) -> MemberPreview:
        from welfare_desk.exchange.acceptance import members_preview  # noqa: PLC0415 - loaded with the first file

        return members_preview(desk, path, answers, corrected)

    def accepting(self) -> Callable[[Desk, MemberPreview], int]:
        from welfare_desk.exchange.acceptance import accept_members  # noqa: PLC0415 - loaded with the first file

        return accept_members

    def accepted(self, answer: int) -> None:
        self.put_away()
        said = ngettext("{count} member was taken in.", "{count} members were taken in.", answer)
        self.sentence.say(said.format(count=f"{answer:,}"))
        self.go.emit("members", {})

    def heads(self) -> tuple[Column, ...]:
        return (
            Column("sheet", _("Sheet"), Kind.CODE),
            Column("row", _("Row"), Kind.NUMBER),
            Column("no", _("Number"), Kind.CODE),
            Column("name", _("Name")),
            Column("id", _("ID number"), Kind.CODE),
            Column("birth", _("Born"), Kind.DAY),
            Column("join", _("Entered"), Kind.DAY),
            Column("moo", _("Village"), Kind.CODE),
            Column("status", _("Standing")),
        )

    def rows_of(self, preview: MemberPreview) -> list[Shown]:
        """Put persons and skipped rows together in the order of the file."""
        found = [_shown(each) for each in preview.rows]
        found += [
            Shown("skipped", (other.sheet, other.number, None, other.text, *[None] * 5), is_aside=True)
            for other in preview.skipped
            if other.kind != "blank"
        ]
        sheets = list(dict.fromkeys(each.cells[0] for each in found))
        return sorted(found, key=lambda each: (sheets.index(each.cells[0]), each.cells[1]))

    def tell(self, preview: MemberPreview) -> tuple[str, str, str, int]:
        taken = len(preview.accepted)
        act = ngettext("Import {count} person", "Import {count} people", taken).format(count=f"{taken:,}")
        ready = ngettext("{count} member is ready", "{count} members are ready", taken).format(count=f"{taken:,}")
        return act, ready, _besides(preview), taken

    def remarks(self, preview: MemberPreview) -> list[Remark]:
        return [
            Remark(flag.sheet, flag.cell, flag.row, flag.sentence())
            for flag in preview.flags
            if flag.action.value in _READ
        ]


def standing_words(member: Member) -> str:
    """Say a member's latest standing; nothing where a person has yet to decide."""
    return _(STATUS_NAMES[member.statuses[-1].status]) if member.statuses else ""


def dashed_id(digits: str | None) -> str:
    """Write an ID number as on the card: 3-5905-09820-22-1."""
    if digits is None or len(digits) != 13:  # noqa: PLR2004 - the length of a Thai ID number
        return digits or ""
    return f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"


def _shown(each: MemberRow) -> Shown:
    state = "there" if each.is_there else "waits" if each.is_held else "skipped" if each.is_left_out else "ready"
    person = each.member
    cells = (
        each.sheet, each.row, person.number, person.name, dashed_id(person.national_id) or None, person.birth_day,
        person.entry_day, person.village, standing_words(person),
    )  # fmt: skip
    marks: dict[str, Mark] = {}
    for flag in each.flags:
        name = flag.code.partition(".")[0]
        marks = gravest(marks, "name" if name in _OF_NAME else name, Mark(flag.action.value, flag.raw or ""))
    was_read = any(flag.action.value in _READ for flag in each.flags)
    return Shown(state, cells, marks, frozenset({"read"} if was_read else ()))


def _besides(preview: MemberPreview) -> str:
    counts = preview.counts()
    parts: list[str] = []
    if many := counts["refused"]:
        said = ngettext("{count} row waits for an answer", "{count} rows wait for an answer", many)
        parts.append(said.format(count=f"{many:,}"))
    if counts["already"]:
        parts.append(_("{count} are in the register already").format(count=f"{counts['already']:,}"))
    if preview.unread:
        sheets = ", ".join(each.sheet for each in preview.unread)
        parts.append(_("not read: {sheets}").format(sheets=sheets))
    return " · ".join(parts)
