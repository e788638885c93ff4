"""The form that says how strict the close of a month is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.choices import Pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


def ask_close_rules(screen: Screen) -> None:
    """Ask whether cash that was not counted and banks that were not reconciled stop the close."""

    def work(desk: Desk) -> bool:
        from welfare_desk.services.close_rules import is_close_strict

        return desk.ask(is_close_strict)

    screen.ask(work, lambda strict: _ask(screen, strict=strict), "close rules")


def _ask(screen: Screen, *, strict: bool) -> None:
    choices = [(False, _("are named, and the month may close")), (True, _("stop the close"))]
    label = _("Cash not counted and banks not reconciled")
    note = _("It holds for every month that is closed from now on.")
    form = Form((Field("strict", label, Pick("", choices, strict), note),))

    def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
        def work(desk: Desk) -> None:
            from welfare_desk.services.close_rules import set_close_strict

            set_close_strict(desk, strict=bool(values["strict"]))

        return work

    screen.fill_in(_("How strict the close is"), form, work_of, lambda _done: screen.refresh())
