"""The key that signs closed months, as a section of a page: who holds it, under which PIN, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from welfare_desk.dates import month_and_year
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import PasswordEdit, TextEdit
from welfare_desk.ui.widgets.layout import Flow, add, clear, column, row
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.ledger.people import User
    from welfare_desk.reports.signing_key import KeyLine, Signed
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

# ruff: noqa: PLC0415 - SQL and cryptography are loaded when they are asked for


class KeyStands(NamedTuple):
    """How the key of a book stands: nothing before the first close; who holds it, and who else may."""

    key: KeyLine | None
    signed: Signed | None
    holders: tuple[User, ...]
    others: tuple[User, ...]


def key_stands(desk: Desk) -> KeyStands:
    """Ask a book for its key and the people about it."""
    from welfare_desk.reports.signing_key import key_lines, last_signed
    from welfare_desk.services.people import list_users
    from welfare_desk.services.signing_keys import key_holders

    lines, signed, held = desk.ask(key_lines), desk.ask(last_signed), desk.ask(key_holders)
    users = desk.ask(list_users)
    holders = tuple(each for each in users if each.id in held)
    others = tuple(each for each in users if each.may(Permission.CLOSE) and each.id != desk.actor)
    return KeyStands(lines[-1] if lines else None, signed, holders, others)


class KeySection:
    """The section on a page: what stands in words, and a button for each act that this person may do."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.place = screen, column()
        self.stands = KeyStands(None, None, (), ())
        self.hand = Button(_("Hand over…"), "secondary", "users", act=self.ask_taker)
        self.change = Button(_("Change my PIN…"), "secondary", "lock", act=self.ask_pin)
        self.renew = Button(_("Renew the key…"), "secondary", "key-round", act=self.ask_renewal)
        self.take = Button(_("Take away…"), "secondary", "circle-minus", act=self.ask_whose)
        self.lost = Button(_("Nobody knows the PIN…"), "secondary", "circle-help", act=self.ask_lost)
        self.print = Button(_("Print its paper"), "secondary", "printer", act=self.print_paper)
        self._buttons = (self.hand, self.change, self.renew, self.take, self.lost, self.print)

    def show(self, stands: KeyStands) -> None:
        """Lay out the section anew."""
        self.stands = stands
        for each in self._buttons:
            each.setParent(None)
        clear(self.place)
        self.place.addLayout(section(_("Signing key")))
        add(self.place, "m")
        icon, ink, lines = self._words()
        said = column(*(Text(words, "body", "text2", wrap=True) for words in lines), gap="xs")
        if stands.key is not None:
            add(said, Text(_("Fingerprint {key}").format(key=in_fours(stands.key.fingerprint)), "body", wrap=True))
        line = row(Icon(icon, "button", ink), gap="m")
        line.addLayout(said, 1)
        add(self.place, line)
        if stands.key is not None:
            acts, held = Flow(), QWidget()
            held.setLayout(acts)
            add(self.place, "m")
            add(self.place, held)
            for each in self._usable():
                acts.add(each)
                each.show()

    def _words(self) -> tuple[str, str, list[str]]:
        """Say how the key stands, a line each, with the icon before them and its colour."""
        stands = self.stands
        if stands.key is None:
            words = _(
                "The first close of a month makes the key. It signs what is closed, and whoever closes keeps it under "
                "an own PIN, apart from the password."
            )
            return "info", "text2", [words]
        if not stands.holders:
            words = _("Nobody holds the signing key any more: no month can be closed until it is replaced as lost.")
            return "triangle-alert", "look", [words]
        names = ", ".join(each.name or _("you") for each in stands.holders)
        lines = [_("Held by: {names}").format(names=names)]
        if stands.signed:
            lines.append(_("Last signed month: {month}").format(month=month_and_year(stands.signed.month)))
        if len(stands.holders) == 1 and stands.others:
            lines.append(_("If the only holder forgets the PIN, the key is lost: hand it to a second person."))
        return "circle-check", "ok", lines

    def _usable(self) -> list[Button]:
        """Give the buttons of what this person may do now; the paper is for all."""
        stands, facts = self.stands, self.screen.facts
        mine = facts.person is not None and facts.person.id in {each.id for each in stands.holders}
        keeps = facts.may(Permission.PEOPLE)
        shown = (
            (self.hand, mine and bool(stands.others)),
            (self.change, mine),
            (self.renew, mine),
            (self.take, (keeps or mine) and len(stands.holders) > 1),
            (self.lost, facts.may(Permission.CLOSE)),
            (self.print, True),
        )
        return [button for button, is_shown in shown if is_shown]

    # The acts

    def ask_taker(self) -> None:
        """Hand the key to somebody who types an own PIN here, after the PIN of who holds it."""
        others = [(each.id, each.name) for each in self.stands.others]
        form = Form(
            (
                _own(),
                Field("user", _("Who gets the key"), Pick("", others, others[0][0])),
                *_twice(
                    _("PIN of whoever gets it"), _("That person types it, and tells nobody. At least 6 characters.")
                ),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            new = _same(values)

            def work(desk: Desk) -> None:
                from welfare_desk.services.signing_keys import hand_key

                hand_key(desk, values["pin"], values["user"], new)

            return work

        self._fill_in(_("Hand the signing key over"), form, work_of)

    def ask_pin(self) -> None:
        """Change the own PIN of the key."""

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            new = _same(values)

            def work(desk: Desk) -> None:
                from welfare_desk.services.signing_keys import change_closing_pin

                change_closing_pin(desk, values["pin"], new)

            return work

        self._fill_in(_("Change my PIN of the signing key"), Form((_own(), *_twice())), work_of)

    def ask_renewal(self) -> None:
        """Make a new key that the old one signs."""
        note = _("Stays in the trail and on the paper of the key.")
        form = Form(
            (
                Field("reason", _("Reason"), TextEdit(), note),
                _own(),
                *_twice(note=_("Left empty, the PIN stays. Others are handed the new key again.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            new = _same(values)

            def work(desk: Desk) -> object:
                from welfare_desk.services.signing_keys import renew_key

                return renew_key(desk, values["pin"], values["reason"], new)

            return work

        self._fill_in(_("Renew the signing key"), form, work_of)

    def ask_whose(self) -> None:
        """Take the key away from one of its holders; who does not keep the people can only give up the own one."""
        facts = self.screen.facts
        may_all = facts.may(Permission.PEOPLE)
        own = facts.person.id if facts.person else 0
        held = [(each.id, each.name) for each in self.stands.holders if may_all or each.id == own]
        note = _("A copy of the file may still hold the key. To be sure, renew it afterwards.")
        form = Form((Field("user", _("From whom"), Pick("", held, held[-1][0]), note),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.signing_keys import take_key

                take_key(desk, values["user"])

            return work

        self._fill_in(_("Take the signing key away"), form, work_of)

    def ask_lost(self) -> None:
        """Replace a key that nobody can use any more; it shows for ever."""
        note = _("No other key vouches for the new one: every check and the paper of the key show it for ever.")
        form = Form((Field("reason", _("Reason"), TextEdit(), note), *_twice()))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            new = _same(values)

            def work(desk: Desk) -> object:
                from welfare_desk.services.signing_keys import replace_lost_key

                return replace_lost_key(desk, values["reason"], new)

            return work

        self._fill_in(_("Replace a lost signing key"), form, work_of)

    def print_paper(self) -> None:
        """Show the paper of the key, to be signed and kept."""
        show_report_on_paper(self.screen, _("Signing key of the book"), "signing-key", {})

    def _fill_in(self, title: str, form: Form, work_of: Callable[[dict[str, Any]], Callable[[Desk], object]]) -> None:
        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            self.screen.act(work_of(values), lambda _answer: dialog.accept(), failed=dialog.refused)

        FormDialog(self.screen.window(), title, form, send).exec()


def _own() -> Field:
    return Field("pin", _("My PIN of the key"), PasswordEdit(), _("The one you close months with, not the password."))


def _twice(word: str = "", note: str = "") -> tuple[Field, Field]:
    return (
        Field("new_pin", word or _("New PIN"), PasswordEdit(), note or _("At least 6 characters.")),
        Field("again", _("The same once more"), PasswordEdit()),
    )


def _same(values: dict[str, Any]) -> str:
    if values["new_pin"] != values["again"]:
        raise RuleError(problem("secret.differs", N_("The two are not the same."), "again"))
    return values["new_pin"]
