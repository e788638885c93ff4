"""The people of the book: roles, passwords, and what needs a second person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.approvals import BY_AMOUNT, ApprovalKind, ApprovalRules
from welfare_desk.ledger.people import Permission, Role
from welfare_desk.money import Money
from welfare_desk.reports.acts import KINDS, ROLES
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import MoneyEdit, PasswordEdit, TextEdit
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.ledger.people import User
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class PeopleScreen(RegisterScreen):
    """Who works in the book; the first one gives a name and a password before others come."""

    REPORT = "users"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        own = Button(_("My password"), "secondary", "key-round", act=self.change_own)
        pin = Button(_("My PIN"), "secondary", "lock", act=self.change_pin)
        limits = Button(_("Approval"), "secondary", "check-check", act=self.change_limits)
        change = Button(_("Change"), "secondary", "pencil", "F2", act=self.change)
        take_in = Button(_("Take somebody in"), "primary", "plus", act=self.add)
        pin.setVisible(facts.asks)
        hide_unless(facts.may(Permission.SET_UP), limits)
        hide_unless(facts.may(Permission.PEOPLE), change, take_in)
        self.lay_out(_("People"), own, pin, limits, change, take_in, of_days=False)
        self.table.needs_rows(change)
        self.table.grid.opened.connect(lambda _row: self.change())

    # Oneself

    def change_own(self) -> None:
        """Set the own password; the first one takes a name, and from then on the book asks who is there."""
        person = self.facts.person
        if person is None:
            return
        begins = not self.facts.asks
        name = Field("name", _("Your name"), TextEdit(person.name), _("From now on this book asks who is there."))
        old = Field("old", _("Old password"), PasswordEdit())
        form = Form((name if begins else old, *_twice()))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            password = _same(values)

            def work(desk: Desk) -> None:
                from welfare_desk.services.people import begin_to_ask, set_password  # noqa: PLC0415 - when asked

                if begins:
                    begin_to_ask(desk, values["name"], password)
                else:
                    set_password(desk, person.id, password, values["old"])

            return work

        self.fill_in(_("My password"), form, work_of)

    def change_pin(self) -> None:
        """Set the own PIN for changing places, or with an empty one do without."""
        note = _("4 to 8 digits, for coming back to a locked window; left empty, only the password counts.")
        form = Form((Field("pin", _("PIN"), PasswordEdit(), note),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.people import set_pin  # noqa: PLC0415 - SQL is loaded when asked

                set_pin(desk, values["pin"])

            return work

        self.fill_in(_("My PIN"), form, work_of)

    # Others

    def add(self) -> None:
        """Take somebody in, with roles and a first password."""
        if not self.facts.asks:
            self.change_own()
            return
        form = Form((Field("name", _("Name"), TextEdit()), *_roles(frozenset()), *_twice()))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            password = _same(values)

            def work(desk: Desk) -> object:
                from welfare_desk.services.people import add_user  # noqa: PLC0415 - SQL is loaded when asked

                return add_user(desk, values["name"], _chosen(values), password)

            return work

        self.fill_in(_("Take somebody in"), form, work_of)

    def change(self) -> None:
        """Change the chosen person: name, roles, whether at work, or a new password."""
        numbers = self.chosen()
        if not numbers or not self.facts.may(Permission.PEOPLE):
            return

        def work(desk: Desk) -> User:
            from welfare_desk.services.people import get_user  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: get_user(tx, int(numbers[0])))

        self.ask(work, self._ask_change, "person")

    def _ask_change(self, user: User) -> None:
        stands = Pick("", ((True, _("works here")), (False, _("works here no longer"))), user.is_active)
        note = _("Left empty, the password stays.")
        form = Form(
            (
                Field("name", _("Name"), TextEdit(user.name)),
                *_roles(user.roles),
                Field("active", _("Standing"), stands),
                *_twice(note),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            password = _same(values)

            def work(desk: Desk) -> None:
                from welfare_desk.services.people import change_user, set_password  # noqa: PLC0415 - when asked

                changed = replace(
                    user, name=values["name"], roles=_chosen(values, user.roles), is_active=values["active"]
                )
                change_user(desk, changed)
                if password:
                    set_password(desk, user.id, password)

            return work

        self.fill_in(_("Change a person"), form, work_of)

    # What needs a second person

    def change_limits(self) -> None:
        """Ask above which amounts a second person is needed."""

        def work(desk: Desk) -> ApprovalRules:
            from welfare_desk.services.approvals import approval_rules  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(approval_rules)

        self.ask(work, self._ask_limits, "limits")

    def _ask_limits(self, rules: ApprovalRules) -> None:
        note = _("Above so many baht; left empty, one person posts alone.")
        fields = [Field(kind.value, _(KINDS[kind]), MoneyEdit(hint=_("free")), note) for kind in BY_AMOUNT]
        needed = ApprovalKind.REOPENING in rules.limits
        reopening = Pick("", ((False, _("one person")), (True, _("two people"))), needed)
        form = Form((*fields, Field("reopening", _(KINDS[ApprovalKind.REOPENING]), reopening)))
        form.set_values(**{kind.value: rules.limits.get(kind) for kind in BY_AMOUNT})

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            limits = {kind: values[kind.value] for kind in BY_AMOUNT if values[kind.value] is not None}
            if values["reopening"]:
                limits[ApprovalKind.REOPENING] = Money(0)

            def work(desk: Desk) -> None:
                from welfare_desk.services.approvals import set_approval_rules  # noqa: PLC0415 - when asked

                set_approval_rules(desk, ApprovalRules(limits))

            return work

        self.fill_in(_("What needs a second person"), form, work_of)


def _roles(held: frozenset[Role]) -> tuple[Field, Field]:
    """Ask for one role and a second; whoever has more (the command line can give them) keeps the others."""
    first, second, *_more = [*(each.value for each in Role if each in held), "", ""]
    named = [(each.value, _(ROLES[each])) for each in Role]
    note = _("An auditor only reads; an administrator keeps the people of the book.")
    return (
        Field("role", _("Role"), Pick("", [("", _("choose")), *named], first), note),
        Field("second", _("Second role"), Pick("", [("", _("none")), *named], second)),
    )


def _chosen(values: dict[str, Any], held: frozenset[Role] = frozenset()) -> frozenset[Role]:
    shown = [each for each in Role if each in held][:2]
    chosen = {Role(values[each]) for each in ("role", "second") if values[each]}
    return frozenset(chosen | (held - set(shown)))


def _twice(note: str = "") -> tuple[Field, Field]:
    return (
        Field(
            "password", _("New password"), PasswordEdit(), note or _("At least 8 characters; several words are best.")
        ),
        Field("again", _("Once more"), PasswordEdit()),
    )


def _same(values: dict[str, Any]) -> str:
    if values["password"] != values["again"]:
        raise RuleError(problem("password.differs", N_("The two passwords differ."), "again"))
    return values["password"]
