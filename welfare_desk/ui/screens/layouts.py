"""The layouts of statements: each with whose it is; from here they are changed, copied, and taken from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from welfare_desk.reports.model import Link, Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class LayoutsScreen(RegisterScreen):
    """Every layout that a statement may be drawn up by."""

    REPORT, RAIL = "layouts", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        take = Button(_("From a file…"), "secondary", "folder-open", act=self.take_file)
        self.remove = Button(_("Remove…"), "secondary", "x", act=self.ask_remove)
        copy = Button(_("Copy…"), "secondary", "copy", "F4", act=self.copy_chosen)
        change = Button(_("Change…"), "primary", "pencil", "F2", act=self.change_chosen)
        hide_unless(facts.may(Permission.SET_UP), take, self.remove, copy, change)
        self.lay_out(
            _("Layouts of statements"),
            take,
            self.remove,
            copy,
            change,
            of_days=False,
            needs_rows=(self.remove, copy, change),
        )

    def show_report(self, report: Report) -> None:
        """Show the layouts, and say what a layout is."""
        super().show_report(report)
        self.sentence.say(_("A statement is drawn up by the layout of its name, or by the one that is chosen for it."))

    def open_row(self, link: Link) -> None:
        """Change the layout of a row."""
        if self.facts.may(Permission.SET_UP):
            self.go.emit("layout", {"layout": dict(link.params)["layout"]})
        else:
            super().open_row(link)

    def change_chosen(self) -> None:
        """Change the chosen layout; a ready one is copied for it."""
        for name in self.chosen()[:1]:
            self.go.emit("layout", {"layout": name})

    def copy_chosen(self) -> None:
        """Begin a layout of the fund's own as a copy of the chosen one."""
        for name in self.chosen()[:1]:
            self.go.emit("layout", {"layout": name, "copy": "yes"})

    def take_file(self) -> None:
        """Begin a layout from a file, as the editor or `layout show` writes it."""
        path, _kind = QFileDialog.getOpenFileName(self, _("From a file…"), "", _("Layouts (*.toml)"))
        if path:
            self.go.emit("layout", {"file": path})

    def ask_remove(self) -> None:
        """Throw away the chosen layout of the fund."""
        for name in self.chosen()[:1]:
            said = _("The layout “{name}” is thrown away. If a ready one has its name, that one stands again.")
            if errors.ask(
                self.window(), _("Remove the layout?"), said.format(name=name), _("Remove the layout"), danger=True
            ):

                def work(desk: Desk, name: str = name) -> None:
                    from welfare_desk.services.layouts import remove_layout

                    remove_layout(desk, name)

                self.act(work, lambda _done: self.refresh())
