"""Take a cooperative's own register in: members, shares, savings and loans of one workbook, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.model import Column, Kind
from welfare_desk.ui import errors
from welfare_desk.ui.screens.file_import import FileImport
from welfare_desk.ui.screens.import_questions import Remark
from welfare_desk.ui.screens.import_rows import Mark, Shown, gravest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from welfare_desk.coop.imported import RegisterNote
    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.coop_acceptance import RegisterPreview
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.coop_registers import TakenIn
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - what reads files and SQL is loaded with the first file

_UNDER = {  # what a note is about: the column that bears its mark
    "savings_as_text": "savings", "share_value_wrong": "shares", "principal_as_text": "owed",
    "outstanding_wrong": "owed", "number_missing": "number", "number_twice": "number",
}  # fmt: skip
_READ = frozenset({"savings_as_text", "principal_as_text", "rate_in_words", "rate_text_percent", "rate_as_text"})


class CoopImport(FileImport):
    """The members and loans that a cooperative's workbook would bring."""

    STATES: ClassVar[tuple[tuple[str, str, str, str], ...]] = (
        ("all", N_("All rows"), "", ""),
        ("members", N_("Members"), "users", "muted"),
        ("loans", N_("Loans"), "scroll-text", "muted"),
        ("look", N_("Look here"), "triangle-alert", "look"),
        ("out", N_("Not taken"), "circle-minus", "stop"),
    )
    FIELDS: ClassVar[Mapping[str, str]] = {}

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        purpose = _("Choose the workbook of members, shares, savings and loans. Enter the opening balances first.")
        super().__init__(jobs, facts, memory, _("Take a register in"), purpose)

    def _show_file(self, *, shown: bool) -> None:
        super()._show_file(shown=shown)
        self.columns_button.setVisible(False)  # the workbook is known by its headers

    @staticmethod
    def read(desk: Desk, path: Path, answers: Sequence[Answer], corrected: Sequence[ColumnMapping]) -> RegisterPreview:
        from welfare_desk.exchange.coop_acceptance import register_preview

        del answers, corrected  # it asks nothing
        return register_preview(desk, path)

    def accepting(self) -> Callable[[Desk, RegisterPreview], TakenIn]:
        from welfare_desk.services.coop_registers import take_in_register

        return lambda desk, preview: take_in_register(desk, preview.register)

    def accepted(self, answer: TakenIn) -> None:
        """Say what was taken in, and go on to the register of shares."""
        self.put_away()
        words = _("Taken in by {voucher}: {shares} with shares, {savings} savings accounts, {loans} loans.")
        said = words.format(
            voucher=answer.posted.voucher, shares=f"{answer.shares:,}", savings=f"{answer.savings:,}",
            loans=f"{answer.loans:,}",
        )  # fmt: skip
        errors.tell(self.window(), _("The register is in the book"), [said], ("circle-check", "ok"))
        self.go.emit("shares", {})

    def heads(self) -> tuple[Column, ...]:
        return (
            Column("sheet", _("Sheet"), Kind.CODE),
            Column("row", _("Row"), Kind.NUMBER),
            Column("number", _("Number"), Kind.CODE),
            Column("name", _("Name")),
            Column("shares", _("Shares"), Kind.MONEY),
            Column("savings", _("Savings"), Kind.MONEY),
            Column("contract", _("Contract"), Kind.CODE),
            Column("owed", _("Owed"), Kind.MONEY),
            Column("why", _("Note")),
        )

    def rows_of(self, preview: RegisterPreview) -> list[Shown]:
        said: dict[tuple[str, int], list[RegisterNote]] = {}
        for each in preview.register.notes:
            said.setdefault((each.sheet, each.row), []).append(each)
        names = {each.number: each.name for each in preview.register.members}
        found = [
            (
                "members",
                (each.sheet, each.row, each.number, each.name, each.shares, each.savings or None, None, None),
            )
            for each in preview.register.members
        ]
        found += [
            (
                "loans",
                (
                    each.sheet, each.row, each.member, names[each.member], None, None, each.contract, each.outstanding,
                ),
            )
            for each in preview.register.loans
        ]  # fmt: skip
        found += [
            ("out", (each.sheet, each.row, each.subject or None, None, None, None, None, None))
            for each in preview.register.notes
            if each.holds
        ]
        return [_shown(state, cells, said.get((cells[0], cells[1]), ()), preview) for state, cells in found]

    def _show(self, preview: RegisterPreview) -> None:
        super()._show(preview)
        day = long_day(preview.look.day)
        self.sentence.say(_("{file} · from {day} on").format(file=preview.file, day=day))

    def tell(self, preview: RegisterPreview) -> tuple[str, str, str, int]:
        register, act = preview.register, _("Take the register in")
        for each in preview.problems[:1]:
            return act, each.sentence(), "", 0
        members = ngettext("{count} member", "{count} members", len(register.members))
        loans = ngettext("{count} loan", "{count} loans", len(register.open_loans))
        many, owing = f"{len(register.members):,}", f"{len(register.open_loans):,}"
        ready = f"{members.format(count=many)} · {loans.format(count=owing)}"
        shares, savings, owed = preview.sums
        words = _("shares {shares} · savings {savings} · owed on loans {owed} baht")
        besides = words.format(shares=shares.text(), savings=savings.text(), owed=owed.text())
        return act, ready, besides, len(register.members)

    def remarks(self, preview: RegisterPreview) -> list[Remark]:
        """Say first how the register stands to the opening of the book, then what was found in its rows."""
        title = _("Book and register")
        first = [
            Remark(title, "", None, words, is_first=True, is_note=agrees) for words, agrees in preview.beside_the_book()
        ]
        found = [
            Remark(each.sheet, each.cell, each.row, preview.sentence(each), is_note=each.code in _READ)
            for each in preview.register.notes
        ]
        return first + found


def _shown(state: str, cells: tuple[object, ...], notes: Sequence[RegisterNote], preview: RegisterPreview) -> Shown:
    marks: dict[str, Mark] = {}
    for each in notes:
        kind = "hold_row" if each.holds else "read" if each.code in _READ else "look"
        marks = gravest(marks, _UNDER.get(each.code, "why"), Mark(kind))
    why = " ".join(preview.sentence(each) for each in notes) or None
    is_odd = any(each.code not in _READ for each in notes)
    return Shown(state, (*cells, why), marks, frozenset({"look"} if is_odd else ()))
