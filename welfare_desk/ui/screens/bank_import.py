"""Take in a statement of the bank: its lines as they were read, proved by the balances, new ones only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.model import Column, Kind
from welfare_desk.ui.screens.file_import import FileImport
from welfare_desk.ui.screens.import_questions import Remark
from welfare_desk.ui.screens.import_rows import Mark, Shown
from welfare_desk.ui.widgets.choices import Pick

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.bank_statements import StatementPreview
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - what reads files and SQL is loaded with the first file


class BankImport(FileImport):
    """The lines that a bank's file would bring."""

    STATES: ClassVar[tuple[tuple[str, str, str, str], ...]] = (
        ("all", N_("All rows"), "", ""),
        ("in", N_("Money in"), "circle-check", "ok"),
        ("out", N_("Money out"), "circle-minus", "muted"),
        ("waits", N_("Look here"), "triangle-alert", "look"),
    )
    FIELDS: ClassVar[Mapping[str, str]] = {
        "day": N_("Day"), "time": N_("Time"), "words": N_("What the bank says"), "reference": N_("Cheque number"),
        "withdrawal": N_("Money out"), "deposit": N_("Money in"), "amount": N_("Amount"),
        "side": N_("In or out"), "balance": N_("The bank has"), "channel": N_("Channel"),
    }  # fmt: skip

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        purpose = _("Choose the file of the bank: CSV, Excel, OFX, MT940 or camt.053.")
        super().__init__(jobs, facts, memory, _("Take in a bank statement"), purpose)

    def chosen_beside(self) -> Sequence[QWidget]:
        self.bank = Pick(_("Bank account"))
        self.bank.picked.connect(lambda account: self.memory.update(account=account))
        return (self.bank,)

    @staticmethod
    def read(desk: Desk, path: Path, answers: Sequence[Answer], corrected: Sequence[ColumnMapping]) -> StatementPreview:
        from welfare_desk.exchange.acceptance import bank_preview

        return bank_preview(desk, path, answers, corrected)

    def open(self, **params: str) -> None:
        """Show a file (`file`) for an account (`account`)."""
        if "account" in params:
            self.memory["account"] = params["account"]
        super().open(**params)

    def refresh(self) -> None:
        super().refresh()

        def banks(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.reports.choices import banks

            return desk.ask(banks)

        self.ask(banks, self._offer, "banks")

    def _offer(self, found: list[tuple[str, str]]) -> None:
        chosen = self.memory.get("account") or (found[0][0] if found else None)
        self.bank.set_choices([(code, f"{code} {name}") for code, name in found], chosen)

    def accepting(self) -> Callable[[Desk, StatementPreview], int]:
        from welfare_desk.exchange.acceptance import accept_bank

        account = str(self.bank.value() or "")
        return lambda desk, preview: accept_bank(desk, preview, account)

    def accepted(self, answer: int) -> None:
        """Go on to the two sides of the account."""
        account = str(self.bank.value() or "")
        self.put_away()
        self.go.emit("bank", {"account": account, "taken": str(answer)})

    def heads(self) -> tuple[Column, ...]:
        return (
            Column("sheet", _("Sheet"), Kind.CODE),
            Column("row", _("Row"), Kind.NUMBER),
            Column("day", _("Day"), Kind.DAY),
            Column("time", _("Time"), Kind.CODE),
            Column("words", _("What the bank says")),
            Column("reference", _("Cheque number"), Kind.CODE),
            Column("withdrawal", _("Money out"), Kind.MONEY),
            Column("deposit", _("Money in"), Kind.MONEY),
            Column("balance", _("The bank has"), Kind.MONEY),
        )

    def rows_of(self, preview: StatementPreview) -> list[Shown]:
        wrong = {each.problem.params.get("row") for each in preview.problems}
        return [_shown(each, is_wrong=each.row in wrong) for each in preview.rows]

    def tell(self, preview: StatementPreview) -> tuple[str, str, str, int]:
        many = preview.counts()["importable"]
        act = ngettext("Take in {count} line", "Take in {count} lines", many).format(count=f"{many:,}")
        words = _("{into} baht came in, {out} baht went out")
        ready = words.format(into=preview.deposits.text(), out=preview.withdrawals.text())
        closing = preview.lines[-1].balance
        parts = [preview.bank, preview.number, span_words(preview.first_day, preview.last_day)]
        if closing is not None:
            parts.append(_("at the end {amount} baht").format(amount=closing.text()))
        return act, ready, " · ".join(part for part in parts if part), many

    def _show(self, preview: StatementPreview) -> None:
        super()._show(preview)
        lines = ngettext("{count} line", "{count} lines", len(preview.rows)).format(count=f"{len(preview.rows):,}")
        self.sentence.say(f"{preview.file} · {lines}")

    def remarks(self, preview: StatementPreview) -> list[Remark]:
        return [
            Remark(each.sheet, each.cell, None, each.problem.sentence(), is_first=True) for each in preview.problems
        ]


def _shown(found: object, *, is_wrong: bool) -> Shown:
    from welfare_desk.exchange.bank_tables import StatementRow
    from welfare_desk.money import ZERO

    assert isinstance(found, StatementRow)  # noqa: S101 - rows of the preview
    line = found.line
    into = line.amount > ZERO
    sums = (None, line.amount) if into else (-line.amount, None)
    cells = (found.sheet, found.row, line.day, line.time, line.words, line.reference or None, *sums, line.balance)
    marks = {"balance": Mark("hold_row")} if is_wrong else {}
    return Shown("in" if into else "out", cells, marks, frozenset({"waits"} if is_wrong else ()))
