"""What a member agrees to, asks about the own data, and what is erased, at the member's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.dates import long_day
from welfare_desk.errors import Problem, RuleError
from welfare_desk.i18n import _
from welfare_desk.members.privacy import CONSENTED, Consent, RequestKind, Scope
from welfare_desk.reports.consents import PURPOSES
from welfare_desk.reports.data_requests import KINDS
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.members.privacy import Erasure
    from welfare_desk.members.register import Member
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

AGREED, TAKEN_BACK, NOT_ASKED = "agreed", "taken_back", ""


def ask_consents(screen: Screen, member: Member) -> None:
    """Ask the book what a member said so far, then what she says now."""

    def work(desk: Desk) -> list[Consent]:
        from welfare_desk.services.privacy import last_consents  # noqa: PLC0415 - SQL is loaded when asked

        return desk.ask(lambda tx: last_consents(tx, member.number))

    screen.ask(work, lambda said: _show_consents(screen, member, said), "consents")


def _show_consents(screen: Screen, member: Member, said: Sequence[Consent]) -> None:
    before = {each.purpose: AGREED if each.given else TAKEN_BACK for each in said}
    hint = _("on a signed form, at a meeting …")
    form = Form(
        (
            *(Field(each.value, _(PURPOSES[each]), _word(before.get(each, NOT_ASKED))) for each in CONSENTED),
            Field("how", _("How the member said so"), TextEdit("", hint)),
            Field("day", _("Day"), DayEdit(day_reader(screen.facts.today), screen.facts.today)),
        )
    )

    def send(values: dict[str, Any], dialog: FormDialog) -> None:
        changed = [
            Consent(each, values["day"] or screen.facts.today, values[each.value] == AGREED, values["how"])
            for each in CONSENTED
            if values[each.value] != before.get(each, NOT_ASKED)
        ]

        def work(desk: Desk) -> None:
            from welfare_desk.services.privacy import record_consents  # noqa: PLC0415 - SQL comes late

            record_consents(desk, member.number, changed)

        screen.act(work, lambda _none: dialog.accept(), failed=dialog.refused)

    FormDialog(screen.window(), _("Consents of {name}").format(name=member.name), form, send).open()


def _word(chosen: str) -> Pick:
    words = [(AGREED, _("agrees")), (TAKEN_BACK, _("does not agree any more"))]
    if chosen == NOT_ASKED:
        words = [(NOT_ASKED, _("not asked yet")), (AGREED, _("agrees"))]
    return Pick("", words, chosen)


def take_request(screen: Screen, member: Member) -> None:
    """Take in what a member asks about the own data."""
    kinds = [(each.value, _(words)) for each, words in KINDS.items()]
    form = Form(
        (
            Field("kind", _("What is asked"), Pick("", kinds, RequestKind.SHOW.value)),
            Field("wish", _("In the member's words"), TextEdit()),
            Field(
                "day",
                _("Came on"),
                DayEdit(day_reader(screen.facts.today), screen.facts.today),
                _("It is answered within 30 days."),
            ),
        )
    )

    def send(values: dict[str, Any], dialog: FormDialog) -> None:
        day = values["day"] or screen.facts.today

        def work(desk: Desk) -> None:
            from welfare_desk.services.privacy import receive_request  # noqa: PLC0415 - SQL comes late

            receive_request(desk, member.number, RequestKind(values["kind"]), values["wish"], day)

        def done(_none: None) -> None:
            dialog.accept()
            screen.go.emit("privacy", {})

        screen.act(work, done, failed=dialog.refused)

    FormDialog(screen.window(), _("Request of {name}").format(name=member.name), form, send).open()


def erase(screen: Screen, member: Member, done: Callable[[], object]) -> None:
    """Say what may be erased of a member today, and erase it if that is wanted."""

    def work(desk: Desk) -> Erasure | Problem:
        from welfare_desk.services.privacy import what_may_go  # noqa: PLC0415 - SQL is loaded when asked

        return desk.ask(lambda tx: what_may_go(tx, member.number, desk.today))

    def decide(may_go: Erasure | Problem) -> None:
        if isinstance(may_go, Problem):
            errors.show(RuleError(may_go), screen.window())
            return
        title = _("Erase data of {name}").format(name=member.name)
        if errors.ask(screen.window(), title, _what_goes(may_go), _("Erase for good"), danger=True):
            screen.act(_erase(member.number), lambda _none: done())

    screen.ask(work, decide, "erasure")


def _erase(number: str) -> Callable[[Desk], object]:
    def work(desk: Desk) -> object:
        from welfare_desk.services.privacy import erase_member  # noqa: PLC0415 - SQL comes late

        return erase_member(desk, number)

    return work


def _what_goes(erasure: Erasure) -> str:
    said: list[str] = []
    if Scope.CONTACT in erasure.scopes:
        said.append(_("Address, telephone, beneficiaries, notes, attached files and what these were before go now."))
    if Scope.IDENTITY in erasure.scopes:
        said.append(_("Name, ID number and birth go, also from the texts of vouchers; numbers and money stay."))
    elif erasure.rest_from is not None:
        text = _("Name, ID number and birth stay with the papers of accounts until {day}.")
        said.append(text.format(day=long_day(erasure.rest_from)))
    said.append(_("This is final. Backups made before still hold it."))
    return " ".join(said)
