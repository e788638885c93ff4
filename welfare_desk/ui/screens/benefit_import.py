"""Bring benefits in that a committee paid by its own list: each held against the rules, exceptions by a resolution."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from welfare_desk.dates import short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.model import Column, Kind
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.file_import import FileImport
from welfare_desk.ui.screens.import_questions import Remark
from welfare_desk.ui.screens.import_rows import Mark, Shown, gravest
from welfare_desk.ui.screens.import_words import WordsPanel, meanings_of
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.benefit_checks import CheckedPayment
    from welfare_desk.exchange.benefits import BenefitsPreview
    from welfare_desk.exchange.collection_problems import CellProblem
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.past_benefits import TakenBack, TakenIn
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - what reads files and SQL is loaded with the first file

_STATE = {"ok": "ok", "breaks": "breaks", "undecidable": "unsure", "ask": "waits", "not_checked": "others"}
_UNDER = {"pay": "day", "member": "number", "name": "name", "text": "words", "amount": "amount"}
_ROW = re.compile(r"[A-Z]+(\d+)")
_LEAVE_OUT = "leave_out"


class BenefitImport(FileImport):
    """The payments of a committee's list, and what the rules say of each."""

    STATES: ClassVar[tuple[tuple[str, str, str, str], ...]] = (
        ("all", N_("All rows"), "", ""),
        ("ok", N_("Right"), "circle-check", "ok"),
        ("breaks", N_("Against a rule"), "octagon-alert", "stop"),
        ("unsure", N_("Cannot be told"), "eye", "look"),
        ("waits", N_("Wait for you"), "triangle-alert", "look"),
        ("others", N_("For no member"), "users", "muted"),
    )
    FIELDS: ClassVar[Mapping[str, str]] = {
        "pay": N_("Paid on"), "member": N_("Member number"), "title": N_("Title"), "name": N_("Name"),
        "last": N_("Family name"), "village": N_("Village"), "text": N_("What it was for"),
        "nights": N_("Nights, or how many"), "event": N_("Day of the event"), "claim": N_("Claimed on"),
        "amount": N_("Amount"), "approver": N_("Approved by"), "note": N_("Note"),
    }  # fmt: skip
    UNDER: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "day": ("pay",), "number": ("member",), "words": ("text",),
    }  # fmt: skip

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        purpose = _("Choose the list of benefits that the committee paid; each is held against the rules.")
        super().__init__(jobs, facts, memory, _("Import benefits paid"), purpose)
        self.words.changed.connect(self._mean)
        self.words.left.connect(lambda: self.panels.show("questions"))
        self._accounts: Sequence[tuple[str, str]] = ()

    # How it is laid out

    def acts(self) -> Sequence[QWidget]:
        self.words_button = Button(_("Words…"), "secondary", "list-checks", "F4", act=lambda: self.panels.turn("words"))
        self.undo = Button(_("Take the list back…"), "secondary", "", act=self.take_back)
        return (self.undo, self.words_button)

    def more_panels(self) -> Mapping[str, QWidget]:
        self.words = WordsPanel()
        return {"words": self.words}

    def chosen_beside(self) -> Sequence[QWidget]:
        self.resolution = TextEdit("", _("Resolution"))
        self.resolution.setFixedWidth(theme.width("filter"))
        self.till = Pick(_("Paid from"))
        return (self.resolution, self.till)

    def _lay_out_tools(self) -> QWidget:
        whole = super()._lay_out_tools()
        self.leave = Button(_("Leave the row out"), "secondary", "circle-minus", act=self._leave_out)
        self.bring = Button(_("Leave the row out"), "link", act=self._bring_back)
        for each in (self.leave, self.bring):
            self.tools.add(each)
        self.table.needs_rows(self.leave)
        return whole

    def _show_file(self, *, shown: bool) -> None:
        super()._show_file(shown=shown)
        self.words_button.setVisible(shown)
        self.undo.setVisible(False)

    # The file

    @staticmethod
    def read(desk: Desk, path: Path, answers: Sequence[Answer], corrected: Sequence[ColumnMapping]) -> BenefitsPreview:
        from welfare_desk.exchange.acceptance import benefits_preview

        return benefits_preview(desk, path, answers, corrected)

    def refresh(self) -> None:
        super().refresh()

        def around(desk: Desk) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
            from welfare_desk.reports.choices import choices_of, tills
            from welfare_desk.reports.parameters import ParameterKind

            accounts = desk.ask(lambda tx: choices_of(tx, ParameterKind.ACCOUNT))
            return desk.ask(tills), [each for each in accounts if each[0].startswith("5")]

        if "path" in self.memory:
            self.ask(around, self._offer, "around")

    def _offer(self, found: tuple[list[tuple[str, str]], list[tuple[str, str]]]) -> None:
        held, self._accounts = found
        chosen = self.till.value() or (held[0][0] if held else None)
        self.till.set_choices([(code, f"{code} {name}") for code, name in held], chosen)
        self._show_words()

    def _show(self, preview: BenefitsPreview) -> None:
        super()._show(preview)
        payments = ngettext("{count} payment", "{count} payments", len(preview.rows))
        self.sentence.say(f"{preview.file} · {payments.format(count=f'{len(preview.rows):,}')}")
        self.resolution.setVisible(any(row.verdict.value == "breaks" for row in preview.rows))
        self.undo.setVisible(preview.taken_on is not None and self.facts.may(Permission.CORRECT))
        many = len(self._left_out())
        words = ngettext("Bring {count} row back", "Bring {count} rows back", many)
        self.bring.say(words.format(count=f"{many:,}"))
        self.bring.setVisible(many > 0)
        self._show_words()

    def _show_words(self) -> None:
        if self.preview is None:
            return
        types = [(each.code, each.name, each.account, each.of.value == "community") for each in self.preview.types]
        self.words.show_words(self.preview.words, meanings_of(types, self._accounts))

    def heads(self) -> tuple[Column, ...]:
        return (
            Column("sheet", _("Sheet"), Kind.CODE),
            Column("row", _("Row"), Kind.NUMBER),
            Column("day", _("Paid on"), Kind.DAY),
            Column("number", _("Number"), Kind.CODE),
            Column("name", _("Name")),
            Column("words", _("What it was for")),
            Column("amount", _("Amount"), Kind.MONEY),
            Column("why", _("Why")),
        )

    def rows_of(self, preview: BenefitsPreview) -> list[Shown]:
        said: dict[tuple[str, str], list[CellProblem]] = {}
        for each in preview.problems:
            said.setdefault((each.sheet, each.cell), []).append(each)
        return [_shown(each, said, preview.sentence(each)) for each in preview.rows]

    def tell(self, preview: BenefitsPreview) -> tuple[str, str, str, int]:
        counts = preview.counts()
        many, waits = counts["rows"], counts["refused"]
        act = ngettext("Take in {count} payment", "Take in {count} payments", many).format(count=f"{many:,}")
        if preview.taken_on is not None:
            said = _("This file was taken in already, on {day}.").format(day=short_day(preview.taken_on))
            return act, said, "", 0
        ready = ngettext("{count} payment: {amount} baht", "{count} payments: {amount} baht", many)
        ready = ready.format(count=f"{many:,}", amount=preview.total.text())
        if waits:
            words = ngettext(
                "{count} row waits for an answer first.",
                "{count} rows wait for an answer first.",
                waits,
            )
            return act, ready, words.format(count=f"{waits:,}"), 0
        beyond = sum(row.verdict.value == "breaks" for row in preview.rows)
        words = ngettext(
            "{count} went against a rule and will be marked.", "{count} went against a rule and will be marked.", beyond
        )
        return act, ready, words.format(count=f"{beyond:,}") if beyond else "", many

    def remarks(self, preview: BenefitsPreview) -> list[Remark]:
        """Say by which rules, then of sheets and totals, of a row what was found when it is chosen."""
        from welfare_desk.exchange.benefit_problems import judged_by

        asked = {(each.sheet, each.cell, each.code) for each in preview.questions()}
        of_file = {id(each) for each in preview.of_sheets}
        rules = judged_by(preview.rows, preview.rules)
        said = [Remark(_("Rules"), "", None, each, is_first=True, is_note=True) for each in rules]
        return said + [
            Remark(each.sheet, each.cell, _row_of(each.cell), each.problem.sentence(), is_first=id(each) in of_file)
            for each in preview.problems
            if (each.sheet, each.cell, each.code) not in asked
        ]

    # What the person says

    def _mean(self, sheet: str, cell: str, code: str) -> None:
        from welfare_desk.exchange.answers import Answer

        if code:
            self._answer(Answer(sheet, cell, code))

    def _leave_out(self) -> None:
        from welfare_desk.exchange.answers import Answer

        chosen = {(str(each.cells[0]), each.cells[1]) for each in self.table.chosen()}
        for row in self.preview.rows if self.preview is not None else ():
            if (row.read.sheet, row.read.row) in chosen:
                self._answer(Answer(row.read.sheet, row.read.cells["amount"], _LEAVE_OUT))

    def _left_out(self) -> list[tuple[str, str]]:
        return [place for place, each in self.memory["answers"].items() if each.text == _LEAVE_OUT]

    def _bring_back(self) -> None:
        for place in self._left_out():
            del self.memory["answers"][place]
        self.refresh()

    def accepting(self) -> Callable[[Desk, BenefitsPreview], TakenIn]:
        from welfare_desk.exchange.acceptance import accept_benefits

        account, resolution = str(self.till.value() or ""), self.resolution.value()
        return lambda desk, preview: accept_benefits(desk, preview, account, resolution)

    def accepted(self, answer: TakenIn) -> None:
        from welfare_desk.exchange.acceptance import taken_in_words

        self.put_away()
        self.resolution.set_value("")
        errors.tell(self.window(), _("The list is in the book"), taken_in_words(answer), ("circle-check", "ok"))
        self.go.emit("claims", {})

    def take_back(self) -> None:
        """Ask why, and let the rows from before the book count no longer."""
        sha256 = self.preview.sha256
        hint = _("Rows from before the book count no longer; vouchers are reversed one by one.")
        form = Form((Field("reason", _("Reason"), TextEdit(), hint),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], TakenBack]:
            def work(desk: Desk) -> TakenBack:
                from welfare_desk.services.past_benefits import take_back_benefits

                return take_back_benefits(desk, sha256, values["reason"])

            return work

        self.fill_in(_("Take the list back"), form, work_of, self._taken_back)

    def _taken_back(self, back: TakenBack) -> None:
        from welfare_desk.exchange.acceptance import taken_back_words

        errors.tell(self.window(), _("The list is taken back"), taken_back_words(back), ("circle-check", "ok"))
        self.refresh()


def _row_of(cell: str) -> int | None:
    found = _ROW.fullmatch(cell)
    return int(found[1]) if found else None


def _shown(row: CheckedPayment, said: Mapping[tuple[str, str], Sequence[CellProblem]], why: str) -> Shown:
    read = row.read
    cells = (
        read.sheet, read.row, read.pay.value, row.member or read.number or None, read.name or None, read.text or None,
        row.paid, why or None,
    )  # fmt: skip
    marks: dict[str, Mark] = {}
    for name, cell in read.cells.items():
        for each in said.get((read.sheet, cell), ()):
            marks = gravest(marks, _UNDER.get(name, "why"), Mark(_kind(row, each)))
    return Shown(_STATE[row.verdict.value], cells, marks)


def _kind(row: CheckedPayment, problem: CellProblem) -> str:
    if problem.action.value == "ask":
        return "ask"
    if any(each.code == problem.code and each.effect.value in ("refuses", "reduces") for each in row.reasons):
        return "hold_row"
    return "look" if problem.code.startswith("benefit.") else problem.action.value
