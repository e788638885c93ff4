"""What was before the book, under its opening balances: figures of the status form, and last year's balances."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from welfare_desk.dates import BE_OFFSET
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.reports.draw.write import written
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import MoneyEdit
from welfare_desk.ui.widgets.layout import Flow, column, row
from welfare_desk.ui.widgets.text import Text, section
from welfare_desk.welfare.form_figures import (
    RECEIPTS,
    UNKNOWN_RECEIPTS,
    UNKNOWN_USES,
    USES,
    FormFigure,
    received_of,
    spent_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.before_book import BeforeBook
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_FILES = N_("Workbooks and lists (*.xlsx *.xls *.ods *.csv *.json)")
_REFUSE, _OTHER = "refuse", "other"


class BeforePanel(QWidget):
    """Says what is kept of the time before the book, and takes it in from a file or by hand."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.host, self.kept = screen, None
        self._form_words, self._prior_words = Text("", "body", "text2", wrap=True), Text("", "body", "text2", wrap=True)
        self.type_button = Button(_("Write the figures"), "secondary", "pencil", act=self.type_figures)
        self.form_button = Button(_("Figures from a file…"), "secondary", "upload", act=self.choose_figures)
        self.prior_button = Button(_("Last year from a file…"), "secondary", "upload", act=self.choose_prior)
        buttons = (self.type_button, self.form_button, self.prior_button)
        flow = Flow()
        for each in buttons:
            flow.add(each)
        why = _(
            "The status form counts since the founding. Say what was received and spent before this book; together "
            "it is what the book opens with. Last year's balances stand beside this year's in the first statements."
        )
        self.setLayout(
            column(
                section(_("Before the book")),
                "s",
                Text(why, "small", "muted", wrap=True),
                "s",
                row(Text(_("Status form"), "strong"), gap="s"),
                self._form_words,
                "s",
                row(Text(_("Last year"), "strong"), gap="s"),
                self._prior_words,
                "m",
                flow,
            )
        )
        self.setMaximumWidth(theme.width("sheet"))

    def refresh(self) -> None:
        """Ask what is kept."""

        def work(desk: Desk) -> BeforeBook:
            from welfare_desk.services.before_book import before_the_book

            return desk.ask(before_the_book)

        self.host.ask(work, self._show, "before")

    def _show(self, kept: BeforeBook) -> None:
        self.kept = kept
        opened = _("The book opened with {received} baht received and {spent} spent.")
        said = opened.format(received=written(kept.received), spent=written(kept.spent))
        words = _("Nothing is written yet.")
        if kept.figures:
            words = _("Kept: received {received}, spent {spent} baht.")
            words = words.format(received=written(received_of(kept.figures)), spent=written(spent_of(kept.figures)))
            unknown = [each.amount for each in kept.figures if each.line in (UNKNOWN_RECEIPTS, UNKNOWN_USES)]
            if any(unknown):
                rest = _("{amount} baht of it are under “other”, not known in detail.")
                words += " " + rest.format(amount=" + ".join(written(each) for each in unknown))
        self._form_words.say(f"{said} {words}")
        year = kept.prior_year + BE_OFFSET
        prior = _("No balances of {year} are kept.").format(year=year)
        if kept.prior_lines:
            prior = _("Balances of {year} are kept: {count} lines.").format(year=year, count=kept.prior_lines)
        self._prior_words.say(prior)
        for each in (self.type_button, self.form_button, self.prior_button):
            each.setEnabled(not kept.is_locked)

    # By hand

    def type_figures(self) -> None:
        """Ask for what was received and spent before the book, line by line of the status form."""
        had = {each.line: each for each in self.kept.figures} if self.kept is not None else {}
        fields = [
            Field(line, _(words), MoneyEdit(had[line].amount if line in had else None))
            for line, words in (*RECEIPTS, *USES)
        ]
        rest = [(_OTHER, _("put it under “other”, marked as not known")), (_REFUSE, _("say that it does not agree"))]
        fields.append(Field("rest", _("What is missing to the opening balances"), Pick("", rest, _OTHER)))
        details = [each for line, each in had.items() if not line.startswith(("R", "P"))]

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            typed = [FormFigure(line, values[line] or ZERO) for line, _words in (*RECEIPTS, *USES) if values[line]]

            def work(desk: Desk) -> object:
                from welfare_desk.services.before_book import keep_form_figures

                return keep_form_figures(desk, [*typed, *details], rest_to_other=values["rest"] == _OTHER)

            return work

        self.host.fill_in(_("Received and spent before the book"), Form(tuple(fields)), work_of, self._kept)

    # From a file

    def _choose(self, read: Callable[[Path], object]) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Read a file…"), "", _(_FILES))
        if name:
            read(Path(name))

    def choose_figures(self) -> None:
        """Let the person choose a file with the figures of the status form."""
        self._choose(self.read_figures)

    def read_figures(self, path: Path) -> None:
        """Take in the figures of a file."""

        def work(desk: Desk) -> object:
            from welfare_desk.exchange.before_book import read_form_figures
            from welfare_desk.services.before_book import keep_form_figures

            return keep_form_figures(desk, read_form_figures(path), rest_to_other=True)

        self.host.act(work, self._kept, failed=self._refuse)

    def choose_prior(self) -> None:
        """Let the person choose a file with last year's balances."""
        self._choose(self.read_prior)

    def read_prior(self, path: Path) -> None:
        """Take in last year's balances."""

        def work(desk: Desk) -> object:
            from welfare_desk.exchange.before_book import read_prior_figures
            from welfare_desk.services.accounts import open_funds
            from welfare_desk.services.before_book import keep_prior_figures

            funds = {fund.code: fund for fund in desk.ask(open_funds)}
            return keep_prior_figures(desk, read_prior_figures(path, funds))

        self.host.act(work, self._kept, failed=self._refuse)

    def _kept(self, _answer: object) -> None:
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            errors.tell(self.window(), _("Not taken in"), errors.sentences(error)[:8])
        else:
            errors.show(error, self.window())
