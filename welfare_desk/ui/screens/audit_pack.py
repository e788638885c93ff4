"""The audit pack: one file for the auditor, what it holds and hides, and who signs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from welfare_desk.dates import BE_OFFSET
from welfare_desk.i18n import N_, _
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.jobs import Cancelled, Job
from welfare_desk.ui.making import Making
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import PasswordEdit
from welfare_desk.ui.widgets.layout import SPRING, add, column, row
from welfare_desk.ui.widgets.text import Icon, Text, section
from welfare_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from welfare_desk.exchange.audit_packs import AuditPack
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

_HOLDS = (
    ("file-text", N_("The whole ledger line by line, for any program: CSV, JSON, a workbook, a journal for hledger.")),
    ("file-text", N_("The statements of one year, and a certificate of what was counted anew.")),
    ("shield-check", N_("The book as tables: the auditor makes it again and counts everything anew.")),
    ("eye", N_("No member's name, number, address or telephone, nothing about health, no password.")),
)


class AuditPackScreen(Screen):
    """Choose a year and what may be seen, sign, and make the file."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.making = Making()
        self.sentence = Text(
            _("One file that the auditor checks without trusting anybody."), "body", "text2", wrap=True
        )
        self.make = Button(_("Make the audit pack…"), "primary", "download", "F8", act=self.choose_file)
        layout, _head = page(_("Audit pack"), self.sentence, self.making.folder, self.making.stop, self.make, rail=True)
        layout.addWidget(self.making.bar)
        layout.addSpacing(theme.gap("s"))
        layout.addLayout(section(_("What it holds")))
        layout.addSpacing(theme.gap("s"))
        holds = column(gap="s")
        for icon, words in _HOLDS:
            add(holds, row(Icon(icon, "button", "muted"), Text(_(words), "body", "text2"), SPRING, gap="m"))
        layout.addLayout(holds)
        layout.addSpacing(theme.gap("section"))
        layout.addLayout(section(_("What to put in")))
        layout.addSpacing(theme.gap("s"))
        self.year = Pick(_("Fiscal year"))
        self.names = Tick(_("With members' names"))
        self.papers = Tick(_("With scans, as they are"))
        layout.addLayout(row(self.year, self.names, self.papers, SPRING, gap="m"))
        layout.addSpacing(theme.gap("s"))
        words = _("Names and scans only where the auditor needs them: whoever has the file can read them.")
        layout.addWidget(Text(words, "small", "muted"))
        layout.addSpacing(theme.gap("s"))
        note = _("The one you close months with. Left empty, nobody signs, and the pack says so.")
        self.form = Form((Field("pin", _("My PIN of the key"), PasswordEdit(), note),))
        self.form.saved.connect(self.choose_file)
        layout.addWidget(self.form)
        self.making.shut = (self.make, self.year, self.names, self.papers, self.form)
        layout.addStretch(1)
        self.setLayout(layout)
        self.setFocusProxy(self.make)

    def refresh(self) -> None:
        def work(desk: Desk) -> tuple[list[int], int, bool]:
            from welfare_desk.services.audit_packs import years_of_packs  # noqa: PLC0415 - SQL is loaded when asked

            return years_of_packs(desk)

        self.ask(work, self._look, "years")

    def _look(self, found: tuple[list[int], int, bool]) -> None:
        years, usual, has_key = found
        chosen = self.year.value() if self.year.value() in years else usual
        self.year.set_choices([(each, str(each + BE_OFFSET)) for each in years], chosen)
        self.form.setVisible(has_key)
        if not has_key:
            self.sentence.say(_("No month was closed yet, so the book has no key: the pack will not be signed."))

    # What can be done

    def choose_file(self) -> None:
        """Let the person say where the pack shall lie, and make it."""
        suggested = _("Audit pack {year}").format(year=self.year.text())
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Make the audit pack"), f"{suggested}.wpack", _("Audit packs (*.wpack)")
        )
        if path:
            self.write(Path(path))

    def write(self, path: Path) -> None:
        """Make the pack aside, with progress; the window stays alive, and it can be stopped."""
        if self.making.job is not None:
            return
        self.form.show_problems(())
        job = Job(_("Making the audit pack"))
        year, pin = self.year.value(), self.form.values()["pin"]
        names, papers = self.names.isChecked(), self.papers.isChecked()

        def work(desk: Desk) -> AuditPack:
            from welfare_desk.exchange.audit_packs import PackWish, write_audit_pack  # noqa: PLC0415 - loaded when asked
            from welfare_desk.services.audit_packs import pack_signer  # noqa: PLC0415 - likewise

            signer = pack_signer(desk, pin) if pin else None
            wish = PackWish(year if isinstance(year, int) else None, names, papers)
            return write_audit_pack(desk, path, wish, signer, job.step)

        self.making.begin(job)
        self.ask(work, lambda pack: self._note(pack, names=names), "pack", job, self._failed, aside=True)

    def _note(self, pack: AuditPack, *, names: bool) -> None:
        def work(desk: Desk) -> None:
            from welfare_desk.services.audit_packs import note_audit_pack  # noqa: PLC0415 - SQL is loaded when asked

            note_audit_pack(desk, pack.hash, pack.files, names=names)

        self.act(work, lambda _none: self._told(pack), failed=self._failed)

    def _told(self, pack: AuditPack) -> None:
        self.making.end(pack.path)
        self.form.set_values(pin="")
        said = _("{name}: {entries} entries, {size} MB. SHA-256 {digest}").format(
            name=pack.path.name, entries=f"{pack.entries:,}", size=f"{pack.size / 1_048_576:,.1f}", digest=pack.hash
        )
        if not pack.is_sound:
            said += " · " + _("Not every check of its certificate is met: see certificate.pdf in it.")
        self.sentence.say(said)

    def _failed(self, error: Exception) -> None:
        self.making.end()
        if isinstance(error, Cancelled):
            self.sentence.say(_("The pack was stopped; nothing of it was kept."))
        else:
            errors.show(error, self.window(), self.form)
