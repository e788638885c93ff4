"""Bring the members in from a committee's own file: every problem by its cell, nothing written until accepted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from welfare_desk.i18n import _, ngettext
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.ui import errors, theme
from welfare_desk.ui.jobs import Job
from welfare_desk.ui.screens.import_columns import columns_dialog
from welfare_desk.ui.screens.import_questions import Questions
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Segments
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Flow, Ground, column, margins, row
from welfare_desk.ui.widgets.text import Text, empty_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.member_rows import Flag
    from welfare_desk.exchange.members import MemberPreview, MemberRow
    from welfare_desk.members.register import Member
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Jobs

REST_MS = 700  # how long the person rests after an answer before the file is read again
FIELDS = ("no", "name", "id", "birth", "join", "moo", "status")
_OF_NAME = frozenset({"title", "first", "last", "text"})
_SHOWN = {  # action: icon, ink, ground
    "read": ("check-check", "accent_text", ""),
    "read_flag": ("check-check", "accent_text", ""),
    "empty_flag": ("triangle-alert", "look", "look_soft"),
    "ask": ("triangle-alert", "look", "look_soft"),
    "hold_row": ("octagon-alert", "stop", "stop_soft"),
}
_WORST = ("hold_row", "ask", "empty_flag", "read_flag", "read")


class ImportScreen(Screen):
    """A preview of the file, row by row; questions at the right, the act at the foot."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: dict[str, Any]) -> None:
        super().__init__(jobs, facts, memory)
        self.preview: MemberPreview | None = None
        self._rows: list[tuple[str, MemberRow | None, tuple[Any, ...]]] = []
        self._flags: list[dict[str, Flag]] = []
        self.sentence = Text(_("Choose the list that the committee keeps in Excel."), "body", "text2")
        choose = Button(_("Choose a file…"), "secondary", "folder-open", "Ctrl+L", act=self.choose)
        self.columns = Button(_("Columns…"), "secondary", "columns-3", act=self.correct_columns)
        layout, _head = page(_("Import members"), self.sentence, self.columns, choose, rail=True)
        self.segments = Segments(
            (
                ("all", _("All rows"), "", ""),
                ("ready", _("Ready"), "circle-check", "ok"),
                ("read", _("Read for you"), "check-check", "accent_text"),
                ("waits", _("Wait for you"), "triangle-alert", "look"),
                ("there", _("In the register"), "users", "muted"),
                ("skipped", _("Skipped"), "circle-minus", "muted"),
            ),
            "all",
        )
        self.segments.picked.connect(lambda _key: self._show_rows())
        self.table = Table()
        self.table.set_tone(self._tone)
        self.table.row_chosen.connect(self._row_chosen)
        self.questions = Questions()
        self.questions.answered.connect(self._answer)
        self._tools = self._lay_out_tools()
        layout.addWidget(self._tools)
        layout.addSpacing(theme.gap("m"))
        pick = Button(_("Choose a file…"), "primary", "folder-open", act=self.choose)
        words = _(
            "Title rows, merged cells, both eras and Thai digits are understood. Nothing is written before you agree."
        )
        self._empty = empty_state("upload", _("The file stays as it is"), words, pick)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.table, 1)
        main = QWidget()
        main.setLayout(layout)
        body = row(gap="")
        body.addWidget(main, 1)
        body.addWidget(self.questions)
        whole = column()
        whole.addLayout(body, 1)
        whole.addWidget(self._accept_bar())
        self.setLayout(whole)
        self._later = QTimer(self, singleShot=True, interval=REST_MS)
        self._later.timeout.connect(self.refresh)
        self._show_file(shown=False)

    def _lay_out_tools(self) -> QWidget:
        seek = TextEdit("", _("Filter the rows"), quiet=True)
        seek.setFixedWidth(theme.width("filter"))
        seek.textChanged.connect(self.table.seek)
        tools, whole = Flow(), QWidget()
        tools.add(self.segments)
        tools.add(seek)
        whole.setLayout(tools)
        return whole

    def _accept_bar(self) -> QWidget:
        self._said, self._note = Text("", "medium"), Text("", "small", "muted")
        self.accept = Button(_("Import"), "primary", "check", "Ctrl Enter", act=self._accept)
        cancel = Button(_("Cancel"), "secondary", "", "Esc", act=self._leave)
        words = column(SPRING, self._said, self._note, SPRING)
        inner = margins(row(words, SPRING, cancel, self.accept), "section", "", "section", "")
        self._bar = Ground(inner, "page", "t", "line_strong")
        self._bar.setFixedHeight(theme.height("accept_bar"))
        return self._bar

    def _show_file(self, *, shown: bool) -> None:
        self._empty.setVisible(not shown)
        for part in (self.table, self._tools, self.questions, self._bar, self.columns):
            part.setVisible(shown)

    # The file

    def choose(self) -> None:
        """Let the person choose a file."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), "", "Excel, CSV (*.xlsx *.xlsm *.csv)")
        if path:
            self.show_file(Path(path))

    def show_file(self, path: Path, answers: Sequence[Answer] = ()) -> None:
        """Read a file; answers given before stay with it."""
        self.memory["path"], self.memory["answers"] = path, {(each.sheet, each.cell): each for each in answers}
        self.memory["corrected"] = []
        self.sentence.say(_("Reading {file}…").format(file=path.name))
        self.refresh()

    def refresh(self) -> None:
        path: Path | None = self.memory.get("path")
        if path is None:
            return
        answers, corrected = tuple(self.memory["answers"].values()), self.memory["corrected"]

        def work(desk: Desk) -> MemberPreview:
            from welfare_desk.exchange.acceptance import members_preview  # noqa: PLC0415 - loaded with the first file

            return members_preview(desk, path, answers, corrected)

        self.ask(work, self._show)

    def correct_columns(self) -> None:
        """Let the person say which column holds what; the book remembers it once the file is accepted."""
        if self.preview is not None and self.preview.mappings:
            columns_dialog(self, self.preview.mappings[0], self.take_columns).open()

    def take_columns(self, changes: dict[str, int | None]) -> None:
        """Read the file again with some fields in other columns, under every header that it has."""
        if self.preview is not None:
            self.memory["corrected"] = [each.with_columns(changes) for each in self.preview.mappings]
            self.refresh()

    def fail(self, error: Exception) -> None:
        self.memory.clear()
        self._show_file(shown=False)
        self.sentence.say(_("Choose the list that the committee keeps in Excel."))
        super().fail(error)

    def _show(self, preview: MemberPreview) -> None:
        self.preview = preview
        self._show_file(shown=True)
        counts = preview.counts()
        sheets = len({each.sheet for each in preview.rows})
        said = _("{file} · {sheets} sheets · {rows} rows describe a person")
        self.sentence.say(said.format(file=preview.file, sheets=sheets, rows=f"{counts['rows']:,}"))
        self._rows = _all_rows(preview)
        self.segments.set_counts(_counted(self._rows))
        self._show_rows()
        self.questions.show_questions(preview.questions(), self.memory["answers"])
        taken = len(preview.accepted)
        self.accept.say(ngettext("Import {count} person", "Import {count} people", taken).format(count=f"{taken:,}"))
        self.accept.setEnabled(taken > 0)
        ready = ngettext("{count} member is ready", "{count} members are ready", taken)
        self._said.say(ready.format(count=f"{taken:,}"))
        self._note.say(_note(preview))

    def _show_rows(self) -> None:
        chosen = self.segments.chosen()
        kept = [each for each in self._rows if chosen in ("all", each[0]) or (chosen == "read" and _was_read(each))]
        self._flags = [_by_field(member) if member else {} for _state, member, _cells in kept]
        rows = tuple(
            Row(cells, opens=Link("row", (("at", str(at)),))) for at, (_state, _member, cells) in enumerate(kept)
        )
        self.table.show_report(Report("import", _("Import members"), _columns(), rows))

    def _tone(self, shown: Row, at: int, look: Look) -> Look:
        """Colour a cell by what there is to say about it."""
        if shown.opens is None:
            return look
        index = int(shown.opens.params[0][1])
        if not self._flags[index] and shown.cells[2] is None:
            return replace(look, ink="muted", row_ground="sunken")
        flag = self._flags[index].get(FIELDS[at - 2]) if at >= 2 else None  # noqa: PLR2004 - after sheet and row
        if flag is None or flag.action.value not in _SHOWN:
            return look
        icon, ink, ground = _SHOWN[flag.action.value]
        words = look.words or flag.raw or ""
        return replace(look, words=words, ink=ink, ground=ground, icon=icon, icon_ink=ink, icon_kind="small")

    def _row_chosen(self, shown: Row) -> None:
        if isinstance(shown.cells[1], int):
            self.questions.point_at(str(shown.cells[0]), shown.cells[1])

    # What the person says

    def _answer(self, answer: Answer) -> None:
        self.memory["answers"][answer.sheet, answer.cell] = answer
        self._later.start()

    def _accept(self) -> None:
        preview = self.preview
        if preview is None or self._later.isActive():
            return
        job = Job(_("Importing members"))

        def work(desk: Desk) -> int:
            from welfare_desk.exchange.acceptance import accept_members  # noqa: PLC0415 - loaded with the first file

            return accept_members(desk, preview)

        self.accept.setEnabled(False)
        self.act(work, self._accepted, job=job, failed=self._refused)

    def _accepted(self, count: int) -> None:
        self.memory.clear()
        self._show_file(shown=False)
        said = ngettext("{count} member was taken in.", "{count} members were taken in.", count)
        self.sentence.say(said.format(count=f"{count:,}"))
        self.go.emit("members", {})

    def _refused(self, error: Exception) -> None:
        self.accept.setEnabled(True)
        errors.show(error, self.window())

    def _leave(self) -> None:
        self.memory.clear()
        self._show_file(shown=False)
        self.go.emit("back", {})

    def would_lose(self) -> str:
        if self.memory.get("answers"):
            return _("The answers given for this file are not kept.")
        return ""


def _columns() -> tuple[Column, ...]:
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


def standing_words(member: Member) -> str:
    """Say a member's latest standing; nothing where a person has yet to decide."""
    return _(STATUS_NAMES[member.statuses[-1].status]) if member.statuses else ""


def dashed_id(digits: str | None) -> str:
    """Write an ID number as on the card: 3-5905-09820-22-1."""
    if digits is None or len(digits) != 13:  # noqa: PLR2004 - the length of a Thai ID number
        return digits or ""
    return f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"


def _all_rows(preview: MemberPreview) -> list[tuple[str, MemberRow | None, tuple[Any, ...]]]:
    """Put persons and skipped rows together in the order of the file."""
    found: list[tuple[str, MemberRow | None, tuple[Any, ...]]] = []
    sheets = list(dict.fromkeys([*(row.sheet for row in preview.rows), *(row.sheet for row in preview.skipped)]))
    for each in preview.rows:
        state = "there" if each.is_there else "waits" if each.is_held else "skipped" if each.is_left_out else "ready"
        person = each.member
        cells = (
            each.sheet, each.row, person.number, person.name, dashed_id(person.national_id) or None, person.birth_day,
            person.entry_day, person.village, standing_words(person),
        )  # fmt: skip
        found.append((state, each, cells))
    found.extend(
        ("skipped", None, (other.sheet, other.number, None, other.text, *[None] * 5))
        for other in preview.skipped
        if other.kind != "blank"
    )
    return sorted(found, key=lambda each: (sheets.index(each[2][0]), each[2][1]))


def _was_read(each: tuple[str, MemberRow | None, tuple[Any, ...]]) -> bool:
    return each[1] is not None and any(flag.action.value in {"read", "read_flag"} for flag in each[1].flags)


def _counted(rows: list[tuple[str, MemberRow | None, tuple[Any, ...]]]) -> dict[str, int]:
    counts = {"all": len(rows), "read": sum(_was_read(each) for each in rows)}
    for state in ("ready", "waits", "there", "skipped"):
        counts[state] = sum(each[0] == state for each in rows)
    return counts


def _by_field(member: MemberRow) -> dict[str, Flag]:
    """Give, for each column shown, the gravest thing there is to say."""
    found: dict[str, Flag] = {}
    for flag in sorted(member.flags, key=_mildness):
        name = flag.code.partition(".")[0]
        name = "name" if name in _OF_NAME or name == "row" else name
        found[name] = flag
    return found


def _mildness(flag: Flag) -> int:
    """Order from the mildest to the gravest, so that the gravest is kept."""
    return -_WORST.index(flag.action.value) if flag.action.value in _WORST else -len(_WORST)


def _note(preview: MemberPreview) -> str:
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
