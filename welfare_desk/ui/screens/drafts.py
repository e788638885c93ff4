"""Entries that are kept until they are right: opened again, posted several at once, or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ui import errors
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class DraftsScreen(Screen):
    """The drafts, and what each still lacks."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Go on with the draft")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text(_("Nothing of a draft is in the ledger yet."), "body", "text2")
        throw = Button(_("Throw away"), "danger", "x", act=self.discard)
        go_on = Button(_("Go on"), "secondary", "pencil", "F2", act=self.go_on)
        self.post_button = Button(_("Post the chosen"), "primary", "check", "Ctrl Enter", act=self.post)
        layout, _head = page(_("Drafts"), self.sentence, throw, go_on, self.post_button, rail=True)
        self.table = Table()
        words = _("An entry that is not finished can be kept as a draft, and posted when it is right.")
        start = Button(_("New entry"), "secondary", "plus", act=lambda: self.go.emit("entry", {}))
        self.table.set_empty_state("pencil", _("No drafts"), words, start)
        self.table.needs_rows(throw, go_on, self.post_button)
        self.table.grid.opened.connect(lambda _row: self.go_on())
        layout.addWidget(self.table, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        def work(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: make_report(tx, "drafts", {}, desk.today, self.facts.sees))

        self.ask(work, self.table.show_report)

    def _chosen(self) -> list[int]:
        return [int(str(row.cells[0]).removeprefix("D-")) for row in self.table.chosen()]

    def go_on(self) -> None:
        """Open the draft where it was left."""
        chosen = self._chosen()
        if chosen:
            self.go.emit("entry", {"draft": str(chosen[0])})

    def post(self) -> None:
        """Post every chosen draft; when one is wrong, none is posted."""
        chosen = self._chosen()
        if not chosen:
            return

        def work(desk: Desk) -> int:
            from welfare_desk.services.drafts import post_drafts  # noqa: PLC0415 - SQL is loaded when asked

            return len(post_drafts(desk, chosen))

        def done(many: int) -> None:
            said = ngettext("{count} draft was posted.", "{count} drafts were posted.", many)
            self.sentence.say(said.format(count=many))

        self.act(work, done)

    def discard(self) -> None:
        """Throw the chosen drafts away, after asking."""
        chosen = self._chosen()
        words = ngettext("{count} draft is thrown away.", "{count} drafts are thrown away.", len(chosen))
        if not chosen or not errors.ask(
            self.window(), _("Throw away?"), words.format(count=len(chosen)), _("Throw away"), danger=True
        ):
            return

        def work(desk: Desk) -> None:
            from welfare_desk.services.drafts import discard_draft  # noqa: PLC0415 - SQL is loaded when asked

            for each in chosen:
                discard_draft(desk, each)

        self.act(work, lambda _done: None)
