"""Check the whole book anew, with progress; each rule says whether it is met, and where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.jobs import Cancelled, Job
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Chip, Icon, Text, empty_state, section

if TYPE_CHECKING:
    from welfare_desk.ledger.checks import Outcome, Verification
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class IntegrityScreen(Screen):
    """The checks of the book, one line each."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._job: Job | None = None
        self.sentence = Text(_("Every entry, seal and balance is worked out again."), "body", "text2")
        self.start = Button(_("Check the book"), "primary", "shield-check", "F4", act=self.check)
        self._cancel = Button(_("Stop"), "secondary", "x", "Esc", act=self._stop)
        self._cancel.hide()
        layout, _head = page(_("Integrity"), self.sentence, self._cancel, self.start)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._bar.hide()
        layout.addWidget(self._bar)
        layout.addSpacing(theme.gap("s"))
        self._list = column()
        inner = QWidget()
        inner.setLayout(self._list)
        words = _("The check reads everything and changes nothing. Do it before the annual meeting and after a mishap.")
        self._empty = empty_state("shield-check", _("Not checked yet today"), words)
        layout.addWidget(self._empty, 1)
        self._area = scrolled(inner)
        self._area.hide()
        layout.addWidget(self._area, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.start)
        if "found" in memory:
            self._show(memory["found"])

    def check(self) -> None:
        """Check everything; the window stays alive, and the check can be stopped."""
        if self._job is not None:
            return
        job = self._job = Job(_("Checking the book"))
        job.stepped.connect(self._step)

        def work(desk: Desk) -> Verification:
            from welfare_desk.services.integrity import verify_book  # noqa: PLC0415 - SQL is loaded when asked

            return verify_book(desk, job.step)

        self._set_running(running=True)
        self.ask(work, self._checked, "check", job, self._failed)

    def _checked(self, found: Verification) -> None:
        self._set_running(running=False)
        self.memory["found"] = found
        self._show(found)

    def _failed(self, error: Exception) -> None:
        self._set_running(running=False)
        if isinstance(error, Cancelled):
            self.sentence.say(_("The check was stopped; nothing is said about the book."))
        else:
            self.fail(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _set_running(self, *, running: bool) -> None:
        if not running:
            self._job = None
        self._bar.setVisible(running)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(running)
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start.setEnabled(not running)
        if not running:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _show(self, found: Verification) -> None:
        self._empty.hide()
        self._area.show()
        clear(self._list)
        entries = _("{count} entries were checked.").format(count=f"{found.entries:,}")
        met = sum(outcome.ok for outcome in found.results)
        rules = _("{met} of {all} rules are met.").format(met=met, all=len(found.results))
        self.sentence.say(f"{entries} {rules}")
        chip = Chip(_("In order") if found.ok else _("Not in order"), "ok" if found.ok else "stop")
        self._list.addLayout(section(_("Rules"), "", chip))
        for outcome in sorted(found.results, key=lambda each: each.ok):
            self._list.addWidget(_line(outcome))
            self._list.addWidget(line())
        if found.notes:
            self._list.addSpacing(theme.gap("section"))
            self._list.addLayout(section(_("Notes"), _("worth knowing, no fault")))
            for note in found.notes:
                add(
                    self._list,
                    margins(row(Icon("info", "button", "muted"), Text(note, "body", "text2"), SPRING), "", "s"),
                )
        self._list.addStretch(1)


def _line(outcome: Outcome) -> QWidget:
    """Show one rule; what breaks it stands under it."""
    whole = QWidget()
    icon = Icon("circle-check", "button", "ok") if outcome.ok else Icon("octagon-alert", "button", "stop")
    words = column(Text(outcome.check.text(), "body" if outcome.ok else "medium", "text" if outcome.ok else "stop"))
    for said in outcome.found:
        add(words, Text(said, "small", "text2", wrap=True))
    inside = row(icon, gap="m")
    inside.addLayout(words, 1)
    state = Text(_("met") if outcome.ok else _("not met"), "small", "muted" if outcome.ok else "stop")
    inside.addWidget(state)
    whole.setLayout(margins(inside, "", "pad", "", "pad"))
    return whole
