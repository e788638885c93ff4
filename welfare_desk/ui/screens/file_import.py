"""What every import from a file shows: the rows with their problems by cell, questions beside them, one act."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from welfare_desk.errors import Awaiting
from welfare_desk.i18n import _
from welfare_desk.reports.model import Link, Report, Row
from welfare_desk.ui import errors, theme
from welfare_desk.ui.jobs import Job
from welfare_desk.ui.screens.import_columns import ColumnsPanel, passed_over_words
from welfare_desk.ui.screens.import_panels import Panels
from welfare_desk.ui.screens.import_questions import Questions
from welfare_desk.ui.screens.import_rows import Shown, headline, lettered, marked, nothing_chosen
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Segments
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Flow, Ground, column, margins, row
from welfare_desk.ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.reports.model import Column
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.screens.import_questions import Remark

REST_MS = 700  # how long the person rests after an answer before the file is read again


class FileImport(Screen):
    """A preview of a file, row by row; questions or columns at the right, the act at the foot.

    A subclass says how a file is read, shown and accepted.
    """

    STATES: ClassVar[tuple[tuple[str, str, str, str], ...]]  # key, words, icon, ink
    FIELDS: ClassVar[Mapping[str, str]]  # the fields that a column may hold, with their words
    UNDER: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # column of the table: the fields it shows

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory, title: str, purpose: str) -> None:
        super().__init__(jobs, facts, memory)
        self.preview: Any = None
        self._title, self._purpose = title, purpose
        self._rows: list[Shown] = []
        self._kept: list[Shown] = []
        self.sentence = Text(purpose, "body", "text2")
        self.choose_again = Button(_("Choose a file…"), "secondary", "folder-open", "Ctrl+L", act=self.choose)
        self.columns_button = Button(_("Columns…"), "secondary", "columns-3", "F3", act=self.correct_columns)
        layout, _head = page(title, self.sentence, *self.acts(), self.columns_button, self.choose_again, rail=True)
        self.table = Table()
        self.table.set_tone(self._tone, frozenset({"sheet", "row"}))
        self.table.row_chosen.connect(self._row_chosen)
        self.segments = Segments([(key, _(words), icon, ink) for key, words, icon, ink in self.STATES], "all")
        self.segments.picked.connect(lambda _key: self._show_rows())
        self._tools, self._unsure = self._lay_out_tools(), self._lay_out_unsure()
        layout.addWidget(self._tools)
        layout.addSpacing(theme.gap("m"))
        layout.addWidget(self._unsure)
        self._empty = nothing_chosen(self.choose)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.table, 1)
        self.questions, self.columns = Questions(), ColumnsPanel(self.FIELDS)
        self.questions.answered.connect(self._answer)
        self.columns.corrected.connect(self.take_columns)
        self.columns.left.connect(lambda: self.panels.show("questions"))
        self.panels = Panels({"questions": self.questions, "columns": self.columns, **self.more_panels()})
        main = QWidget()
        main.setLayout(layout)
        body = row(gap="")
        body.addWidget(main, 1)
        for panel in self.panels.all:
            body.addWidget(panel)
        whole = column()
        whole.addLayout(body, 1)
        whole.addWidget(self._accept_bar())
        self.setLayout(whole)
        self._later = QTimer(self, singleShot=True, interval=REST_MS)
        self._later.timeout.connect(self.refresh)
        self._show_file(shown=False)

    # What a subclass says

    @staticmethod
    @abstractmethod
    def read(desk: Desk, path: Path, answers: Sequence[Answer], corrected: Sequence[ColumnMapping]) -> Any:
        """Preview the file; nothing is written."""

    @abstractmethod
    def accepting(self) -> Callable[[Desk, Any], Any]:
        """Give what brings the ready rows of a preview into the book, all or none."""

    @abstractmethod
    def accepted(self, answer: Any) -> None:
        """Say what was done, and go on."""

    @abstractmethod
    def heads(self) -> tuple[Column, ...]:
        """Give the columns of the table; the first two are the sheet and the row."""

    @abstractmethod
    def rows_of(self, preview: Any) -> list[Shown]:
        """Give every row of the file that is shown, in its order."""

    @abstractmethod
    def tell(self, preview: Any) -> tuple[str, str, str, int]:
        """Say what the button does, what is ready, what besides, and how many rows are ready."""

    @abstractmethod
    def remarks(self, preview: Any) -> list[Remark]:
        """Give what is said without a question."""

    def acts(self) -> Sequence[QWidget]:
        """Give further buttons of the head."""
        return ()

    def more_panels(self) -> Mapping[str, QWidget]:
        """Give further panels that may stand at the right, by name."""
        return {}

    def chosen_beside(self) -> Sequence[QWidget]:
        """Give what a person chooses or writes before accepting."""
        return ()

    # How it is laid out

    def _lay_out_tools(self) -> QWidget:
        seek = TextEdit("", _("Filter the rows"), quiet=True)
        seek.setFixedWidth(theme.width("filter"))
        seek.textChanged.connect(self.table.seek)
        self.tools, whole = Flow(), QWidget()
        self.tools.add(self.segments)
        self.tools.add(seek)
        whole.setLayout(self.tools)
        return whole

    def _lay_out_unsure(self) -> QWidget:
        self._unread = Text("", "small", "look", wrap=True)
        look = Button(_("Look at the columns"), "link", after="arrow-right", act=self.correct_columns)
        inner = row(Icon("triangle-alert", "status", "look"), gap="s")
        inner.addWidget(self._unread, 1)
        inner.addWidget(look)
        strip = Ground(margins(inner, "m", "xs", "s", "xs"), "look_soft")
        strip.hide()
        return strip

    def _accept_bar(self) -> QWidget:
        self._said, self._note = Text("", "medium"), Text("", "small", "muted")
        self.accept = Button(_("Import"), "primary", "check", "Ctrl Enter", act=self._accept)
        cancel = Button(_("Cancel"), "secondary", "", "Esc", act=self._leave)
        words = column(SPRING, self._said, self._note, SPRING)
        inner = margins(row(words, SPRING, *self.chosen_beside(), cancel, self.accept), "section", "", "section", "")
        self._bar = Ground(inner, "page", "t", "line_strong")
        self._bar.setFixedHeight(theme.height("accept_bar"))
        return self._bar

    def _show_file(self, *, shown: bool) -> None:
        self._empty.setVisible(not shown)
        for part in (self.table, self._tools, self._bar, self.columns_button, self.choose_again):
            part.setVisible(shown)
        self._unsure.setVisible(False)
        self.panels.show(shown=shown)

    # The file

    def choose(self) -> None:
        """Let the person choose a file."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), "", "Excel, CSV (*.xlsx *.xlsm *.csv)")
        if path:
            self.show_file(Path(path))

    def open(self, **params: str) -> None:
        """Show a file (`file`)."""
        if "file" in params:
            self.show_file(Path(params["file"]))

    def show_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        self.memory.pop("good", None)
        self.memory.update(path=path, answers={}, corrected=[])
        self.sentence.say(_("Reading {file}…").format(file=path.name))
        self.refresh()

    def refresh(self) -> None:
        path: Path | None = self.memory.get("path")
        if path is None:
            return
        answers, corrected, read = tuple(self.memory["answers"].values()), self.memory["corrected"], self.read
        self.ask(lambda desk: read(desk, path, answers, corrected), self._show)

    def fail(self, error: Exception) -> None:
        """Say why the file cannot be read; an answer or column without a meaning is put back as it was."""
        good = self.memory.pop("good", None)
        if good is not None:
            self.memory["answers"], self.memory["corrected"] = good
            self.refresh()
        else:
            self.put_away()
        super().fail(error)

    def _show(self, preview: Any) -> None:
        self.preview = preview
        self.memory["good"] = dict(self.memory["answers"]), self.memory["corrected"]
        self._show_file(shown=True)
        self.sentence.say(headline(preview))
        self._rows = self.rows_of(preview)
        self.segments.set_counts({key: sum(each.is_in(key) for each in self._rows) for key, *_rest in self.STATES})
        self._show_rows()
        self.questions.show_questions(preview.questions(), self.memory["answers"], self.remarks(preview))
        self.columns.show_layouts(preview.layouts)
        unread = passed_over_words(preview.layouts)
        self._unread.say(unread)
        self._unsure.setVisible(bool(unread))
        act, ready, besides, many = self.tell(preview)
        self.accept.say(act)
        self.accept.setEnabled(many > 0)
        self._said.say(ready)
        self._note.say(besides)

    def _show_rows(self) -> None:
        state = self.segments.chosen()
        self._kept = [each for each in self._rows if each.is_in(state)]
        rows = tuple(Row(each.cells, opens=Link("row", (("at", str(at)),))) for at, each in enumerate(self._kept))
        heads = tuple(lettered(each, self.layouts(), self.UNDER) for each in self.heads())
        self.table.show_report(Report("import", self._title, heads, rows))

    def layouts(self) -> Sequence[Any]:
        """Give the headers of the file that is shown."""
        return self.preview.layouts if self.preview is not None else ()

    def _tone(self, shown: Row, at: int, look: Look) -> Look:
        """Colour a cell by what there is to say about it."""
        if shown.opens is None:
            return look
        row_shown = self._kept[int(shown.opens.params[0][1])]
        return marked(look, row_shown, self.table.model.report.columns[at].key)

    def _row_chosen(self, shown: Row) -> None:
        if isinstance(shown.cells[1], int):
            self.questions.point_at(str(shown.cells[0]), shown.cells[1])

    # What the person says

    def _answer(self, answer: Answer) -> None:
        self.memory["answers"][answer.sheet, answer.cell] = answer
        self._later.start()

    def correct_columns(self) -> None:
        """Show which column holds what, or the questions again."""
        self.panels.turn("columns")

    def take_columns(self, corrected: Sequence[ColumnMapping]) -> None:
        """Read the file again with these columns; answers to what stood in others are forgotten."""
        self.memory["corrected"] = list(corrected)
        self.memory["answers"].clear()
        self.refresh()

    def _accept(self) -> None:
        preview = self.preview
        if preview is None or self._later.isActive():
            return
        accept = self.accepting()
        self.accept.setEnabled(False)
        self.act(lambda desk: accept(desk, preview), self.accepted, job=Job(self._title), failed=self._refused)

    def _refused(self, error: Exception) -> None:
        self.accept.setEnabled(True)
        if isinstance(error, Awaiting):
            self.put_away()
        errors.show(error, self.window())

    def put_away(self) -> None:
        """Let the file go."""
        self.memory.clear()
        self.preview = None
        self._show_file(shown=False)
        self.sentence.say(self._purpose)

    def _leave(self) -> None:
        self.put_away()
        self.go.emit("back", {})

    def would_lose(self) -> str:
        if self.memory.get("answers"):
            return _("The answers given for this file are not kept.")
        return ""
