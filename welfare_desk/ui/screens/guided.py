"""A page with one guided form: the fields at the left; at the right what will happen, and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.errors import Awaiting, RuleError
from welfare_desk.i18n import _
from welfare_desk.ui import errors, theme
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, clear, column, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.form import Form
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.widgets.layout import Part


class GuidedScreen(Screen):
    """One form. A subclass makes the form, says what will happen (`effects`) and sends the values (`send`)."""

    RAIL: ClassVar[bool] = False

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text("", "body", "text2")
        self._voucher = ""

    def lay_out(self, title: str, sentence: str, form: Form, *actions: Part) -> None:
        """Lay out the page round its form."""
        self.form = form
        self.sentence.say(sentence)
        self.save_button = Button(_("Save"), "primary", "check", "Ctrl Enter", act=self.save)
        form.saved.connect(self.save)
        form.left.connect(self.start_anew)
        form.changed.connect(self.tell)
        layout, _head = page(title, self.sentence, *actions, self.save_button, rail=self.RAIL)
        body = QHBoxLayout()
        body.addWidget(self.body(), 1)
        body.addWidget(self._side())
        layout.addLayout(body, 1)
        self.setLayout(layout)
        self.setFocusProxy(next(iter(form.fields.values())).editor)

    def body(self) -> QWidget:
        """Lay out what stands at the left: the form, and whatever a subclass puts under it."""
        inner = QWidget()
        inner.setLayout(margins(column(self.form, SPRING), "", "", "l", "l"))
        return scrolled(inner)

    def _side(self) -> QWidget:
        self._panel = column(gap="s")
        self.saved_card = Ground(colour="ok_soft", radius="card")
        self.saved_card.hide()
        self._happened = column(gap="s")
        self.saved_card.setLayout(margins(self._happened, "l", "m", "l", "m"))
        whole = QWidget()
        whole.setLayout(margins(column(self.saved_card, "l", self._panel, SPRING), "section", "", "", "l"))
        area = scrolled(whole)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the form is what keys go through
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(theme.width("problem_panel"))
        return area

    # What a subclass says

    def effects(self) -> Sequence[tuple[str, str, str]]:
        """Say what saving will do: a label, its words, and a tone (`text`, `look`, `stop`)."""
        return ()

    def send(self, values: dict[str, Any]) -> None:
        """Hand the values of the form to the book."""
        raise NotImplementedError

    # What happens

    def tell(self) -> None:
        """Show what saving would do now."""
        clear(self._panel)
        said = self.effects()
        if said:
            add(self._panel, Text(_("When this is saved"), "h2"))
        for label, words, tone in said:
            icon = None if tone == "text" else Icon("triangle-alert", "status", tone)
            value = Text(words, "strong", tone, wrap=True)
            add(self._panel, column(Text(label, "small", "muted", wrap=True), row(icon, value, gap="xs"), gap=""))

    def save(self) -> None:
        """Read the fields and send them; what is wrong is said under its field."""
        try:
            values = self.form.values()
            self.form.show_problems(())
            self.send(values)
        except RuleError as error:
            self.form.show_problems(error.problems)

    def refused(self, error: Exception) -> None:
        """Show what the book would not take; what waits for a second person is as good as saved here."""
        if isinstance(error, Awaiting):
            self.saved(error.sentence(), "", reference=error.reference)
            return
        errors.show(error, self.window(), self.form)

    def saved(self, words: str, voucher: str, *further: Part, reference: str = "") -> None:
        """Say what happened and what may come next; the form begins anew."""
        self._voucher = voucher
        self.start_anew()
        clear(self._happened)
        title = voucher or reference or _("Saved")
        icon = "clock" if reference else "circle-check"
        add(self._happened, row(Icon(icon, "button", "ok"), Text(title, "h2", "ok"), SPRING))
        add(self._happened, Text(words, "body", "text", wrap=True))
        if voucher:
            add(self._happened, row(Button(_("Print"), "secondary", "printer", "F9", act=self.print_voucher), SPRING))
        for part in further:
            add(self._happened, row(part, SPRING))
        self.saved_card.show()

    def start_anew(self) -> None:
        """Empty the form; the first field takes the cursor."""
        self.form.show_problems(())
        self.form.reset()
        self.tell()
        self.form.focus_first()

    def print_voucher(self) -> None:
        """Show the voucher that was saved last as it will be on paper."""
        show_report_on_paper(self, self._voucher, "entry", {"voucher": self._voucher})

    # What is typed outlives a crash

    def unsaved(self) -> object | None:
        return self.form.typed() if self.form.is_touched() else None

    def restore(self, content: Any) -> None:
        self.form.retype(content)
        self.tell()
