"""The auditor's desk: what the copy was made from, what every test finds, and the ways on from there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, long_day, read_machine_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.reports.model import Role
from welfare_desk.ui import theme
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, row
from welfare_desk.ui.widgets.text import Icon, Text
from welfare_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from welfare_desk.reports.model import Link, Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.audit_packs import AuditorsDesk, PackFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

_FOUND = 3  # the place of its column
_WAYS = (  # reports that an auditor goes on with
    (N_("Statements"), "file-text", "financial-position"),
    (N_("Trial balance"), "columns-3", "trial-balance"),
    (N_("Sample"), "list-filter", "audit-sample"),
)


class AuditorScreen(Screen):
    """Every test of a fiscal year with what it found; a line opens its working paper."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._tests: Report | None = None
        self.sentence = Text(_("Every test looks at the year anew; open a line to see what it found."), "body", "text2")
        ways = [
            Button(_(word), "secondary", icon, act=lambda name=name: self._report(name)) for word, icon, name in _WAYS
        ]
        layout, _head = page(_("Auditor's desk"), self.sentence, *ways, rail=True)
        self._about = column(gap="s")
        layout.addLayout(self._about)
        self.year = Pick(_("Fiscal year"))
        self.year.picked.connect(self._choose)
        self.only = Tick(_("Only tests that found something"), ticked=memory.get("only", False))
        self.only.toggled.connect(self._filter)
        layout.addLayout(row(self.year, self.only, SPRING, gap="m"))
        layout.addSpacing(theme.gap("s"))
        self.table = Table()
        self.table.opened.connect(self._open)
        self.table.set_tone(_mark_found, frozenset({"found"}))
        layout.addWidget(self.table, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        chosen = self.memory.get("year")

        def work(desk: Desk) -> AuditorsDesk:
            from welfare_desk.services.audit_packs import desk_of_auditors  # noqa: PLC0415 - SQL is loaded when asked

            return desk_of_auditors(desk, chosen)

        self.ask(work, self._look, "tests", aside=True)

    def _look(self, found: AuditorsDesk) -> None:
        self.year.set_choices([(each, str(each + BE_OFFSET)) for each in found.years], found.year)
        self.memory["year"] = found.year
        clear(self._about)
        if found.pack is not None:
            for icon, ink, words in _about(found.pack, found.differences):
                told = row(Icon(icon, "button", ink), gap="m")
                told.addWidget(Text(words, "body", "text2", wrap=True), 1)
                add(self._about, told)
            self._about.addSpacing(theme.gap("m"))
        self._tests = found.tests
        self._filter()

    def _filter(self) -> None:
        """Show every test, or only those that found something."""
        self.memory["only"] = self.only.isChecked()
        if self._tests is None:
            return
        rows = self._tests.rows
        if self.only.isChecked():
            rows = tuple(row for row in rows if row.role is Role.TOTAL or row.cells[_FOUND])
        self.table.show_report(replace(self._tests, rows=rows))

    def _choose(self, year: object) -> None:
        self.memory["year"] = year
        self.refresh()

    def _open(self, link: Link) -> None:
        self.go.emit("report", {"report": link.report, **dict(link.params)})

    def _report(self, name: str) -> None:
        self.go.emit("report", {"report": name})


def _mark_found(row: Row, column: int, look: Look) -> Look:
    """Let a test that found something be seen from afar."""
    if column == _FOUND and row.role is Role.ITEM and row.cells[_FOUND]:
        return replace(look, ink="look", icon="triangle-alert", icon_ink="look")
    return look


def _about(pack: PackFacts, differences: list[str]) -> list[tuple[str, str, str]]:
    """Say what a copy was made from, whose key signed it, and what did not agree."""
    day = long_day(read_machine_day(pack.as_of))
    made = _("A copy from an audit pack of {day}, to be read only.").format(day=day)
    said = [("info", "muted", made)]
    if pack.key:
        text = _("Signed by the key {key}. Compare it with the one on the fund's signed papers.")
        said.append(("key-round", "ok", text.format(key=in_fours(pack.key))))
    else:
        words = _("Nobody signed it: it only proves that its files belong together.")
        said.append(("triangle-alert", "look", words))
    if differences:
        said += [("octagon-alert", "stop", each) for each in differences]
    else:
        agrees = _("Counted anew: what is enclosed agrees with the book. The page Integrity asks every check again.")
        said.append(("circle-check", "ok", agrees))
    return said
