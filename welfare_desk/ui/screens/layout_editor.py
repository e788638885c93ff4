"""Write a layout of a statement: its lines at the left, the chosen one beside them, and the statement as it will be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.layout_files import read_layout, write_layout
from welfare_desk.ledger.layout_forms import Judged, judge, written_forms
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors, theme
from welfare_desk.ui.files import keep_file
from welfare_desk.ui.screens.layout_forms import LineForm, head_form
from welfare_desk.ui.screens.layout_lines import LayoutLines
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, column, hide_unless, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.statement_layouts import StatementLayout
    from welfare_desk.reports.layout_editing import LayoutBasis
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_SOON = 300  # milliseconds after the last key before the statement is drawn up again
_NAMED = 3  # accounts that are named in a sentence


class _Wanted(NamedTuple):
    name: str = ""
    is_copy: bool = False


class LayoutEditor(Screen):
    """A layout as forms; nothing is kept in the book before it is saved, and nothing that was typed is lost."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Alt+Up", N_("Move the line up")),
        ("Alt+Down", N_("Move the line down")),
        ("Alt+Delete", N_("Take the line out")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.stands: LayoutBasis | None = None
        self.judged: Judged | None = None
        self._typed: dict[str, Any] | None = memory.pop("typed", None)  # what was typed before the page was built
        self._wanted: _Wanted | None = None
        self._begun: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON)
        self._timer.timeout.connect(self._preview)
        self.sentence = Text("", "body", "text2")
        self._more = Button(_("More"), "secondary", "", after="chevron-down", act=self._offer)
        layout, _head = page(_("Layout of a statement"), self.sentence, self._more, rail=True)
        self.head, self.lines, self.form = head_form(), LayoutLines(), LineForm()
        layout.addWidget(self.head)
        layout.addSpacing(theme.gap("m"))
        layout.addLayout(self._body(), 1)
        layout.addWidget(self._foot())
        self.setLayout(layout)
        self.setFocusProxy(self.lines)
        self.head.changed.connect(self.tell)
        self.head.ended.connect(self.form.focus_first)
        self.form.changed.connect(self._take)
        self.form.saved.connect(self.save)
        self.head.saved.connect(self.save)
        self.lines.picked.connect(self._show_line)
        self.lines.changed.connect(self._lines_changed)

    def _body(self) -> Any:
        inner = QWidget()
        inner.setLayout(margins(column(self.form, SPRING), "", "", "m", "m"))
        area = scrolled(inner)
        area.setFixedWidth(theme.width("search") + theme.gap("section"))
        self.preview_table = Table()
        self.preview_table.set_empty_state("chart-column", _("No statement yet"), _("Put right what is red first."))
        self._missing = Text("", "small", "look", wrap=True)
        self._missing.hide()
        shown = column(section(_("The statement as it would be")), "s", self._missing)
        shown.addWidget(self.preview_table, 1)
        body = row(gap="section")
        body.addWidget(self.lines, 3)
        body.addWidget(area)
        body.addLayout(shown, 4)
        return body

    def _foot(self) -> QWidget:
        self._icon, self._words = Icon("info", "status", "muted"), Text("", "small", "text2", wrap=True)
        self.save_button = Button(_("Save"), "primary", "check", "Ctrl Enter", act=self.save)
        hide_unless(self.facts.may(Permission.SET_UP), self.save_button)
        line = row(self._icon, gap="s")
        add(line, self._words, 1)
        add(line, self.save_button)
        bar = Ground(margins(line), "page", "t")
        bar.setFixedHeight(theme.height("accept_bar"))
        return bar

    # What it begins from

    def open(self, **params: str) -> None:
        """Begin from a layout (`layout`; with `copy` under a name of its own), or from a `file`."""
        is_same = params == self.memory.get("asked")  # built anew, or come back to
        if not params or (is_same and self.unsaved() is not None) or not self._may_leave():
            return
        self.memory["asked"] = params
        if "file" in params:
            self.begin_from_file(Path(params["file"]))
        else:
            self._typed = None
            self._wanted = _Wanted(params.get("layout", ""), "copy" in params)
            self.refresh()

    def _may_leave(self) -> bool:
        said = _("What was changed here and not saved is lost.")
        return self.unsaved() is None or errors.ask(
            self.window(), _("Begin again?"), said, _("Begin again"), danger=True
        )

    def refresh(self) -> None:
        wanted = self._wanted or _Wanted(self.memory.get("name", ""))

        def work(desk: Desk) -> LayoutBasis:
            from welfare_desk.reports.layout_editing import layout_basis

            return desk.ask(lambda tx: layout_basis(tx, wanted.name))

        self.ask(work, self._begin)

    def _begin(self, stands: LayoutBasis) -> None:
        is_first, wanted = self.stands is None, self._wanted
        self.stands, self._wanted = stands, None
        if self._typed is not None:
            self.restore(self._typed)
        elif wanted is not None or is_first:
            name = stands.kept.name
            is_copy = not stands.kept.is_own or (wanted is not None and wanted.is_copy)
            self._show_layout(read_layout(stands.kept.text), _free(name, stands.names) if is_copy else name)
        else:
            self.tell()

    def _show_layout(self, layout: StatementLayout, name: str) -> None:
        self.memory["name"] = "" if self.stands is None or name not in self.stands.names else name
        self.head.set_values(
            name=name, title_th=layout.title_th, title_en=layout.title_en, kind=layout.kind.value
        )  # fmt: skip
        self._begun = None
        self.lines.fill(written_forms(layout))
        self._begun = self._all_typed()
        self.tell()

    def begin_from_file(self, path: Path) -> None:
        """Show what a file holds; one that cannot be read changes nothing."""
        try:
            layout = read_layout(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            unread = N_("{path} cannot be read as a layout.")
            errors.show(BookError(problem("layout.file", unread, path=path)), self.window())
        except RuleError as refusal:
            errors.show(refusal, self.window())
        else:
            self._typed = self._wanted = None
            self._show_layout(layout, layout.name)
            self._begun = None  # nothing of it is in the book

    # What is typed

    def _all_typed(self) -> dict[str, Any]:
        return {"head": self.head.typed(), "lines": [dict(each) for each in self.lines.forms]}

    def _show_line(self) -> None:
        line = self.lines.line()
        self.form.setVisible(line is not None)
        if line is not None:
            self.form.show_line(line, self.lines.forms)
        self._tell_form()

    def _lines_changed(self) -> None:
        self._show_line()
        self.tell()

    def _take(self) -> None:
        line = self.lines.line()
        if line is None:
            return
        kind = line["kind"]
        self.form.take(self.lines.forms, self.lines.at)
        if line["kind"] != kind:
            self.form.show_kind(line["kind"])
        self.tell()

    def tell(self) -> None:
        """Judge what stands there: mark lines, say what must be put right, and draw the statement up again."""
        if self.stands is None:
            return
        self.judged = judge(self.head.typed(), self.lines.forms, self.stands.chart)
        self.lines.show_lines({_line(each) for each in self.judged.problems})
        self.head.tell_problems([each for each in self.judged.problems if _line(each) == 0 and each.field])
        self._tell_form()
        self._say_foot()
        self._say_missing()
        if not self.judged.problems:
            self._timer.start()

    def _tell_form(self) -> None:
        found = self.judged.problems if self.judged is not None else ()
        self.form.tell_problems([each for each in found if _line(each) == self.lines.at + 1])

    def _say_foot(self) -> None:
        found = self.judged.problems if self.judged is not None else ()
        words = _("As it is kept; nothing is changed.")
        if found:
            text = ngettext("{count} thing to be put right first", "{count} things to be put right first", len(found))
            words = f"{text.format(count=len(found))} · {found[0].sentence()}"
        elif self._all_typed() != self._begun:
            words = _("Not saved yet. What is typed here stays until it is saved.")
        self._icon.show_icon("octagon-alert" if found else "info", "stop" if found else "muted")
        self._words.set_colour("stop" if found else "text2")
        self._words.say(words)
        self.sentence.say(_("Choose a line to change it; numbers name lines in sums. Nothing is kept before you save."))

    def _say_missing(self) -> None:
        judged, stands = self.judged, self.stands
        said: list[str] = []
        if judged is not None and stands is not None:
            lacks = _("In no line: {accounts}.")
            doubles = _("In more than one line: {accounts}.")
            for text, codes in ((lacks, judged.missing), (doubles, judged.twice)):
                named = [f"{code} {stands.chart[code].name}" for code in codes[:_NAMED]]
                if codes:
                    said.append(text.format(accounts=", ".join(named) + (" …" if len(codes) > _NAMED else "")))
        self._missing.say(" ".join(said))
        self._missing.setVisible(bool(said))

    def _preview(self) -> None:
        if self.judged is None or self.judged.problems:
            return
        layout = self.judged.layout

        def work(desk: Desk) -> Report:
            from welfare_desk.reports.layout_editing import statement_by

            return desk.ask(lambda tx: statement_by(tx, layout, desk.today))

        self.ask(work, self.preview_table.show_report, "preview")

    # What is done

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        acts = ((_("From a file…"), self._choose_file), (_("Keep as a file…"), self._choose_place))
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("From a file…"), "", _("Layouts (*.toml)"))
        if path and self._may_leave():
            self.begin_from_file(Path(path))

    def _choose_place(self) -> None:
        if self.judged is None or self.judged.problems:
            self._go_to_first()
            return
        name = f"{self.judged.layout.name}.toml"
        path, _kind = QFileDialog.getSaveFileName(self, _("Keep as a file…"), name, "*.toml")
        if path:
            keep_file(self.window(), Path(path), write_layout(self.judged.layout).encode())

    def save(self) -> None:
        """Keep the layout as the fund's own; what must be put right comes first."""
        judged, stands = self.judged, self.stands
        if judged is None or stands is None:
            return
        if judged.problems:
            self._go_to_first()
            return
        name, text = judged.layout.name, write_layout(judged.layout)
        if name in stands.names and name != self.memory.get("name"):
            said = _("There is a layout “{name}” already. This one would take its place.").format(name=name)
            if not errors.ask(self.window(), _("Take its place?"), said, _("Take its place")):
                return

        def work(desk: Desk) -> str:
            from welfare_desk.services.layouts import keep_layout

            return keep_layout(desk, text)

        self.act(work, self._saved)

    def _saved(self, name: str) -> None:
        self._begun = self._all_typed()
        self.memory["name"] = name
        self.refresh()
        said = _("It is kept as “{name}”. At the statement, choose it under “Layout”; a ready one's name needs none.")
        errors.tell(self.window(), _("Saved"), [said.format(name=name)], ("circle-check", "ok"))

    def _go_to_first(self) -> None:
        """Show the line and the field of the first problem."""
        found: Sequence[Any] = self.judged.problems if self.judged is not None else ()
        for each in found[:1]:
            if _line(each):
                self.lines.go_to(_line(each) - 1)
                self.form.show_problems([one for one in found if _line(one) == _line(each)])
            else:
                self.head.show_problems([one for one in found if _line(one) == 0])

    # What is typed stays

    def unsaved(self) -> object | None:
        if self.stands is None:
            return self._typed
        typed = self._all_typed()
        return typed | {"at": self.lines.at, "name": self.memory.get("name", "")} if typed != self._begun else None

    def restore(self, content: Any) -> None:
        if self.stands is None:
            self._typed = content
            return
        self._typed = None
        self.memory["name"] = content["name"]
        self.head.retype(content["head"])
        self.lines.fill(content["lines"], content["at"])

    def keep(self) -> None:
        if (typed := self.unsaved()) is not None:
            self.memory["typed"] = typed


def _line(one: Any) -> int:
    return int(one.params["line"])


def _free(name: str, names: frozenset[str]) -> str:
    """Find a name that no layout has yet."""
    return next(found for at in range(2, len(names) + 3) if (found := f"{name}-{at}") not in names)
