"""What opens the book as a whole, passphrase and recovery sheet, and the key that signs its closed months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.dates import moment
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.restoring import Back
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.screens.signing_key import KeySection, KeyStands, key_stands
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import PasswordEdit
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.passphrases import BookKey
    from welfare_desk.services.recovery import Sheet
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL and cryptography are loaded when they are asked for

USUAL = (3, 5)  # needed of so many pieces
MOST = 16


class Stands(NamedTuple):
    """How the book stands: encrypted or not, the sheet that fits it, and the signing key."""

    is_encrypted: bool
    sheet: Sheet | None
    key: KeyStands


class SecretsScreen(Screen):
    """Encrypting the book, changing its passphrase, printing the sheet, keeping the signing key."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.stands = Stands(is_encrypted=False, sheet=None, key=KeyStands(None, None, (), ()))
        sentence = Text(_("Who has the file of the book, has the book. A passphrase changes that."), "body", "text2")
        layout, _head = page(_("Passphrase"), sentence)
        self._passphrase, self._sheet, self.key = column(), column(), KeySection(self)
        inner = QWidget()
        inner.setLayout(column(self._passphrase, "section", self._sheet, "section", self.key.place, SPRING))
        inner.setFixedWidth(theme.width("card"))
        both = QWidget()
        both.setLayout(margins(row(inner, SPRING)))
        layout.addWidget(scrolled(both), 1)
        self.setLayout(layout)
        self.seal = Button("", "secondary", "key-round", act=self.ask_passphrase)
        self.print_sheet = Button("", "secondary", "printer", act=self.ask_pieces)
        self.setFocusProxy(self.seal)

    def refresh(self) -> None:
        def work(desk: Desk) -> Stands:
            from welfare_desk.services.recovery import sheet_of

            return Stands(desk.book.is_encrypted, desk.ask(sheet_of), key_stands(desk))

        self.ask(work, self._show)

    def _show(self, stands: Stands) -> None:
        self.stands = stands
        if stands.is_encrypted:
            words = _("The file is encrypted. It opens with its passphrase alone, here and on every other computer.")
            label, icon, ink = _("Change the passphrase…"), "lock", "ok"
        else:
            words = _("The file is not encrypted: whoever copies it can read the members' names and money.")
            label, icon, ink = _("Encrypt the book…"), "info", "look"
        self.seal.say(label)
        self.seal.setEnabled(self.facts.may(Permission.SET_UP))
        _lay(self._passphrase, _("Passphrase of the book"), (icon, ink), words, self.seal)
        sheet = stands.sheet
        if sheet is None:
            words = _(
                "No sheet was printed. Whoever forgets the passphrase, or the last password, never gets in again. Cut "
                "into pieces for the committee, a sheet lets some of them together back in."
            )
            icon, ink = "info", "look"
        else:
            words = _("Printed {at}: {needed} of {of} pieces let back in.").format(
                at=moment(sheet.at), needed=sheet.needed, of=sheet.of
            )
            icon, ink = "circle-check", "ok"
        self.print_sheet.say(_("Print a recovery sheet…"))
        self.print_sheet.setEnabled(self.facts.may(Permission.PEOPLE))
        _lay(self._sheet, _("Recovery sheet"), (icon, ink), words, self.print_sheet)
        self.key.show(stands.key)

    # The passphrase

    def ask_passphrase(self) -> None:
        """Let the person choose a passphrase, typed twice; for another one the old one is asked too."""
        note = _("Several words that only you would put together. Write them down and keep them apart.")
        fields = [Field("passphrase", _("New passphrase"), PasswordEdit(), note)]
        fields.append(Field("again", _("The same once more"), PasswordEdit()))
        if self.stands.is_encrypted:
            fields.insert(0, Field("old", _("Passphrase of the book"), PasswordEdit()))

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            if values["passphrase"] != values["again"]:
                raise RuleError(problem("secret.differs", N_("The two are not the same."), "again"))
            asked = _let(values.get("old", ""), values["passphrase"])
            self.act(asked, lambda let: self._seal(let, values["passphrase"], dialog), failed=dialog.refused)

        FormDialog(self.window(), self.seal.text(), Form(fields), send).exec()

    def _seal(self, let: _Let, passphrase: str, dialog: FormDialog) -> None:
        dialog.accept()

        def work(path: Path) -> Back:
            from welfare_desk.services.passphrases import readable_copies, seal_book

            seal_book(path, let.outside, passphrase, let.key, let.actor)
            said = [
                _("The book is encrypted. Without the passphrase, or the recovery sheet, nobody opens it any more."),
                _("Backups made before stay as they were. A sheet printed before fits no longer: print a new one."),
            ]
            if left := readable_copies(path):
                said.append(_("These files beside it can still be read without the passphrase:"))
                said += [each.name for each in left]
            return Back(_("The passphrase is set"), said, passphrase)

        self.leaves.emit(_("Encrypting the book…"), work)

    # The sheet

    def ask_pieces(self) -> None:
        """Ask into how many pieces, and show the paper; nothing of it is kept."""
        needed, of = USUAL
        note = _("One person, one piece.")
        fields = (
            Field("of", _("Pieces"), Pick("", [(each, str(each)) for each in range(1, MOST + 1)], of), note),
            Field("needed", _("Needed together"), Pick("", [(each, str(each)) for each in range(1, MOST + 1)], needed)),
        )

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            def work(desk: Desk) -> bytes:
                from welfare_desk.reports.draw.pdf import all_as_pdf
                from welfare_desk.reports.recovery_sheet import lay_out
                from welfare_desk.reports.setup import papers
                from welfare_desk.services.recovery import make_pieces

                pieces = make_pieces(desk, values["needed"], values["of"])
                name = desk.ask(papers)["name_th"]
                return all_as_pdf(lay_out(each, name, desk.today) for each in pieces)

            def done(paper: bytes) -> None:
                dialog.accept()
                self.preview(_("Recovery sheet"), paper)

            self.act(work, done, failed=dialog.refused)

        FormDialog(self.window(), _("Recovery sheet"), Form(fields), send).exec()


class _Let(NamedTuple):
    """Who may set the passphrase, the key that the book has, and the clock."""

    actor: int
    key: BookKey | None
    outside: Outside


def _let(old: str, passphrase: str) -> Any:
    """Ask, while the book is still open, whether this person may and whether both passphrases will do."""

    def work(desk: Desk) -> _Let:
        from welfare_desk.services.books import Outside
        from welfare_desk.services.passphrases import see_that_it_fits, see_that_it_is_good
        from welfare_desk.services.restores import allow_restore

        see_that_it_fits(desk, old)
        see_that_it_is_good(passphrase)
        return _Let(allow_restore(desk), desk.book.key, Outside(desk.today, desk.now, desk.random))

    return work


def _lay(place: QVBoxLayout, title: str, icon: tuple[str, str], words: str, button: Button) -> None:
    """Lay out one section: what stands, and what can be done about it."""
    button.setParent(None)
    clear(place)
    name, ink = icon
    said = row(Icon(name, "button", ink), gap="m")
    said.addWidget(Text(words, "body", "text2", wrap=True), 1)
    place.addLayout(section(title))
    add(place, "m")
    add(place, said)
    add(place, "m")
    add(place, row(button, SPRING))
