"""What the pages of shares and savings share: a menu under a button, and forms with members, accounts and days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from welfare_desk.money import Money
    from welfare_desk.reports.coop_choices import CoopChoices
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.form import Form

Offered = tuple[str, "Callable[[], object]"]


class CoopRegister(RegisterScreen):
    """A register of a cooperative, with forms that offer its members and accounts."""

    RAIL = True

    def offer(self, button: QPushButton, acts: Sequence[Offered]) -> None:
        """Show what may be done as a menu under a button."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def with_choices(self, show: Callable[[CoopChoices], object]) -> None:
        """Read what a form may offer, and then show it."""

        def work(desk: Desk) -> CoopChoices:
            from welfare_desk.reports.coop_choices import coop_choices  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: coop_choices(tx, desk.today))

        self.ask(work, show, "choices")

    def fill(self, title: str, form: Form, send: Callable[[Desk, Mapping[str, Any]], object]) -> None:
        """Ask for the fields of a form, and do with them what `send` says."""

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            return lambda desk: send(desk, values)

        self.fill_in(title, form, work_of)

    # Fields

    def day_field(self, label: str = "") -> Field:
        """Ask for a day, today unless another is written."""
        return Field("day", label or _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today))


def member_field(found: CoopChoices, chosen: str = "") -> Field:
    """Ask for a member by number or name."""
    finder = Finder(found.members, _("A name or a number"))
    finder.set_value(chosen)
    return Field("member", _("Member"), finder)


def account_field(found: CoopChoices, chosen: str = "") -> Field:
    """Ask for a savings account by number or name."""
    finder = Finder(found.accounts, _("A name or a number"))
    finder.set_value(chosen)
    return Field("number", _("Savings account"), finder)


def till_field(found: CoopChoices, label: str) -> Field:
    """Ask for a cash or bank account."""
    return Field("account", label, Pick("", found.tills, found.tills[0][0] if found.tills else ""))


def money_field(label: str, amount: Money | None = None, note: str = "") -> Field:
    """Ask for an amount."""
    return Field("amount", label, MoneyEdit(amount), note)


def reason_field(label: str = "") -> Field:
    """Ask why."""
    return Field("reason", label or _("Reason"), TextEdit())
