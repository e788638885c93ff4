"""The way back to a book as it was before an upgrade, from the page of restoring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.dates import moment
from welfare_desk.i18n import _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors
from welfare_desk.ui.restoring import Back
from welfare_desk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk
    from welfare_desk.services.upgrades import StateBefore
    from welfare_desk.ui.screens.screen import Screen

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class BeforeUpgrade(Button):
    """Is seen where an upgrade kept the state before it, by whoever may put it back."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Before the upgrade…"), "secondary", "clock", act=self.ask_take_back)
        self.host = screen
        self.hide()

    def look(self) -> None:
        """Look whether there is such a state beside the book."""
        if not self.host.facts.may(Permission.SET_UP):
            return

        def work(desk: Desk) -> list[StateBefore]:
            from welfare_desk.services.upgrades import states_before

            return states_before(desk.book.path, desk.book.key)

        self.host.ask(work, lambda found: self.setVisible(bool(found)), "before")

    def ask_take_back(self) -> None:
        """Offer to put the state before the newest upgrade in the place of the book."""

        def ask(desk: Desk) -> tuple[list[StateBefore], Any]:
            from welfare_desk.services.upgrades import allow_return

            return allow_return(desk), desk.book.key

        def offer(found: tuple[list[StateBefore], Any]) -> None:
            states, key = found
            if states:
                self._offer(states[0], key)
            else:  # the file went away since it was looked for
                self.hide()

        self.host.act(ask, offer)

    def _offer(self, state: StateBefore, key: Any) -> None:
        since = ngettext("{count} act since then stays only in what is kept.",
                         "{count} acts since then stay only in what is kept.", state.since)  # fmt: skip
        said = _(
            "The book goes back to how it was at {at}, for the older program, and is closed here. It is kept beside "
            "as it is now; nothing is deleted."
        ).format(at=moment(state.last_act))
        if state.since:
            said = f"{said} {since.format(count=state.since)}"
        title = _("Back to before the upgrade?")
        if not errors.ask(self.host.window(), title, said, _("Take it back"), danger=True):
            return

        def work(path: Path) -> Back:
            from welfare_desk.services.upgrades import take_back

            kept = take_back(path, state, key)
            done = _("Install the older program and open the book there. What it was until now is kept as {path}.")
            return Back(_("As before the upgrade"), [done.format(path=kept)], opens=False)

        self.host.leaves.emit(_("Taking the upgrade back…"), work)
