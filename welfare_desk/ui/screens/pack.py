"""The certification pack: what a year hands over, how each part stands, and one button that makes it all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFileDialog

from welfare_desk.dates import BE_OFFSET
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import subtitle_of
from welfare_desk.ui import theme
from welfare_desk.ui.jobs import Cancelled, Job
from welfare_desk.ui.making import Making
from welfare_desk.ui.places import PAGES
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.layout import SPRING, row
from welfare_desk.ui.widgets.text import Text
from welfare_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from welfare_desk.exchange.packs import Pack
    from welfare_desk.reports.model import Link, Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

_STATE = 2  # the place of its column


class PackScreen(Screen):
    """Choose a year, see what is ready and what is missing, and make the pack."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Go to where the part is made")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.making = Making()
        self.sentence = Text("", "body", "text2", wrap=True)
        self.make = Button(_("Make the pack"), "primary", "download", "F8", act=self.choose_file)
        public = Button(_("Open data…"), "secondary", "upload", act=self.choose_folder)
        acts = (self.making.folder, public, self.making.stop, self.make)
        layout, _head = page(_("Certification pack"), self.sentence, *acts, rail=True)
        self.year = Pick(_("Fiscal year"))
        self.year.picked.connect(self._choose)
        self.scans = Tick(_("With scans of minutes and regulations"), ticked=memory.get("scans", False))
        note = Text(_("Scans go in as they are: see that they show nobody's ID number or illness."), "small", "muted")
        layout.addLayout(row(self.year, self.scans, note, SPRING, gap="m"))
        layout.addSpacing(theme.gap("s"))
        layout.addWidget(self.making.bar)
        self.making.shut = (self.make, self.year)
        layout.addSpacing(theme.gap("s"))
        self.table = Table()
        self.table.opened.connect(self._open)
        self.table.set_tone(_mark_state, frozenset({"number"}))
        layout.addWidget(self.table, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.make)

    # What there is

    def refresh(self) -> None:
        chosen = self.memory.get("year")

        def work(desk: Desk) -> tuple[list[int], int, Report]:
            from welfare_desk.services.packs import parts_of_year  # noqa: PLC0415 - SQL is loaded when asked

            return parts_of_year(desk, chosen)

        self.ask(work, self._look, "years")

    def _look(self, found: tuple[list[int], int, Report]) -> None:
        years, year, parts = found
        self.table.show_report(parts)
        self.sentence.say(_("Each part is made once to see how it stands; that takes a moment."))
        self.year.set_choices([(each, str(each + BE_OFFSET)) for each in years], year)
        self.memory["year"] = year

        def work(desk: Desk) -> Report:
            from welfare_desk.services.packs import look_through  # noqa: PLC0415 - SQL is loaded when asked

            return look_through(desk, year)

        self.ask(work, self._show, "parts", aside=True)

    def _show(self, contents: Report) -> None:
        self.table.show_report(contents)
        if self.making.job is None and self.making.path is None:
            facts = " · ".join(f"{label} {value}" for label, value in contents.facts)
            self.sentence.say(f"{subtitle_of(contents)} · {facts}")

    def _choose(self, year: object) -> None:
        self.memory["year"] = year
        self.making.path = None
        self.making.folder.hide()
        self.refresh()

    def _open(self, link: Link) -> None:
        """Go to the page where a part is made, or to its report."""
        if link.report in PAGES:
            self.go.emit(link.report, dict(link.params))
        elif link.report in _reports():
            self.go.emit("report", {"report": link.report})

    # What can be done

    def choose_file(self) -> None:
        """Let the person say where the pack shall lie, and make it."""
        suggested = _("Certification pack {year}").format(year=self.year.text())
        path, _kind = QFileDialog.getSaveFileName(self, _("Make the pack"), f"{suggested}.zip", "*.zip")
        if path:
            self.write(Path(path))

    def choose_folder(self) -> None:
        """Let the person say where the open data shall lie, and write them."""
        folder = QFileDialog.getExistingDirectory(self, _("Where shall the open data lie?"))
        if folder:
            self.write_open_data(Path(folder))

    def write_open_data(self, folder: Path) -> None:
        """Write what everybody may know of the year, nobody's data, into a folder."""
        year = self.year.value()

        def work(desk: Desk) -> list[Path]:
            from welfare_desk.exchange.open_data import write_open_data  # noqa: PLC0415 - loaded when asked

            return write_open_data(desk, folder, year if isinstance(year, int) else None)

        def told(files: list[Path]) -> None:
            self.making.end(files[0])
            said = _("Written: {files}. They hold figures of the whole fund, and nobody's data.")
            self.sentence.say(said.format(files=", ".join(each.name for each in files)))

        self.ask(work, told, "open data", aside=True)

    def write(self, path: Path) -> None:
        """Make the pack aside, with progress; the window stays alive, and it can be stopped."""
        if self.making.job is not None:
            return
        job = Job(_("Making the certification pack"))
        year, scans = self.year.value(), self.scans.isChecked()
        self.memory["scans"] = scans

        def work(desk: Desk) -> Pack:
            from welfare_desk.exchange.packs import write_pack  # noqa: PLC0415 - paper is loaded when asked

            return write_pack(desk, path, year if isinstance(year, int) else None, job.step, attachments=scans)

        self.making.begin(job)
        self.ask(work, self._note, "pack", job, self._failed, aside=True)

    def _note(self, pack: Pack) -> None:
        def work(desk: Desk) -> None:
            from welfare_desk.services.packs import note_pack  # noqa: PLC0415 - SQL is loaded when asked

            note_pack(desk, pack.year, pack.hash, pack.files)

        self.act(work, lambda _none: self._told(pack), failed=self._failed)

    def _told(self, pack: Pack) -> None:
        self.making.end(pack.path)
        size = f"{pack.size / 1_048_576:,.1f}"
        said = _("{name}: {files} files, {size} MB. SHA-256 {digest}")
        self.sentence.say(said.format(name=pack.path.name, files=pack.files, size=size, digest=pack.hash))

    def _failed(self, error: Exception) -> None:
        self.making.end()
        if isinstance(error, Cancelled):
            self.sentence.say(_("The pack was stopped; nothing of it was kept."))
        else:
            self.fail(error)


def _reports() -> set[str]:
    from welfare_desk.reports.catalogue import KINDS  # noqa: PLC0415 - SQL is loaded when asked

    return {kind.name for kind in KINDS}


def _mark_state(row: Row, column: int, look: Look) -> Look:
    """Let what is missing be seen from afar."""
    if column != _STATE or not row.cells[_STATE]:
        return look
    state = str(row.cells[_STATE])
    starts = {_("Missing: {why}"): ("triangle-alert", "look"), _("Nothing to show: {why}"): ("minus", "muted"),
              _("Being looked at…"): ("clock", "muted")}  # fmt: skip
    for words, (icon, ink) in starts.items():
        if state.startswith(words.partition("{")[0]):
            return replace(look, icon=icon, icon_ink=ink, ink=ink)
    return replace(look, icon="circle-check", icon_ink="ok")
