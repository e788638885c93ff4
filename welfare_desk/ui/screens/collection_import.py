"""Bring a month's contributions in from a committee's own sheet: whose each payment is, and what does not add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from welfare_desk.dates import month_and_year
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind
from welfare_desk.ui.screens.file_import import FileImport
from welfare_desk.ui.screens.import_questions import Remark
from welfare_desk.ui.screens.import_rows import Mark, Shown, gravest
from welfare_desk.ui.screens.posted import offer_receipts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.collection_meaning import CollectionRow
    from welfare_desk.exchange.collection_problems import CellProblem
    from welfare_desk.exchange.collections import CollectionPreview
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.contributions import Recorded
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

_STATE = {"ready": "ready", "asks": "waits", "posted": "there", "no_payment": "unpaid", "left_out": "unpaid"}
_USUAL = frozenset({"several_months", "partial", "zero", "only_dash"})  # said, but nothing to look at
_LOOK = re.compile(r"payer_.*|other_village|receipt_.*|day_outside_month|listed_twice|hidden_row|name_differs")
_ROW = re.compile(r"[A-Z]+(\d+)")


class CollectionImport(FileImport):
    """The payments that a file would bring."""

    STATES: ClassVar[tuple[tuple[str, str, str, str], ...]] = (
        ("all", N_("All rows"), "", ""),
        ("ready", N_("Ready"), "circle-check", "ok"),
        ("look", N_("Look here"), "eye", "look"),
        ("waits", N_("Wait for you"), "triangle-alert", "look"),
        ("there", N_("In the book"), "book-open", "muted"),
        ("unpaid", N_("Not taken"), "circle-minus", "muted"),
    )
    FIELDS: ClassVar[Mapping[str, str]] = {
        "member": N_("Member number"), "title": N_("Title"), "name": N_("Name"), "last": N_("Family name"),
        "village": N_("Village"), "book": N_("Receipt book"), "receipt": N_("Receipt number"),
        "day": N_("Received on"), "amount": N_("Amount"), "note": N_("Note"),
    }  # fmt: skip

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        purpose = _("Choose the sheet in which the month's contributions were written down.")
        super().__init__(jobs, facts, memory, _("Import contributions"), purpose)

    @staticmethod
    def read(
        desk: Desk, path: Path, answers: Sequence[Answer], corrected: Sequence[ColumnMapping]
    ) -> CollectionPreview:
        from welfare_desk.exchange.acceptance import collections_preview  # noqa: PLC0415 - loaded with the first file

        return collections_preview(desk, path, answers, corrected)

    def refresh(self) -> None:
        super().refresh()

        def members(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.reports.choices import choices_of  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.reports.parameters import ParameterKind  # noqa: PLC0415 - see above

            return desk.ask(lambda tx: choices_of(tx, ParameterKind.MEMBER))

        if "path" in self.memory:
            self.ask(members, self.questions.offer_members, "members")

    def accepting(self) -> Callable[[Desk, CollectionPreview], list[Recorded]]:
        from welfare_desk.exchange.acceptance import accept_collections  # noqa: PLC0415 - loaded with the first file

        return accept_collections

    def accepted(self, answer: list[Recorded]) -> None:
        """Offer the receipts; rows that wait for an answer stay on the page."""
        waits = bool(self.preview is not None and self.preview.questions())
        self.memory["answers"] = {}
        if not waits:
            self.put_away()
        if not offer_receipts(self, answer, _("To the questions") if waits else _("Collect contributions")):
            if waits:
                self.refresh()
            else:
                self.go.emit("collect", {})

    def heads(self) -> tuple[Column, ...]:
        return (
            Column("sheet", _("Sheet"), Kind.CODE),
            Column("row", _("Row"), Kind.NUMBER),
            Column("member", _("Number"), Kind.CODE),
            Column("name", _("Name")),
            Column("village", _("Village"), Kind.CODE),
            Column("day", _("Received on"), Kind.DAY),
            Column("amount", _("Amount"), Kind.MONEY),
            Column("receipt", _("Receipt"), Kind.CODE),
            Column("note", _("Note")),
        )

    def rows_of(self, preview: CollectionPreview) -> list[Shown]:
        said: dict[tuple[str, int], list[CellProblem]] = {}
        for each in preview.problems:
            if (number := _row_of(each.cell)) is not None:
                said.setdefault((each.sheet, number), []).append(each)
        return [_shown(each, said.get((each.read.sheet, each.read.row), ())) for each in preview.rows]

    def tell(self, preview: CollectionPreview) -> tuple[str, str, str, int]:
        counts = preview.counts()
        many = counts["importable"]
        amount = Money.sum(each.total for each in preview.payments())
        act = ngettext("Post {count} payment", "Post {count} payments", many).format(count=f"{many:,}")
        ready = ngettext("{count} payment is ready: {amount} baht", "{count} payments are ready: {amount} baht", many)
        ready = ready.format(count=f"{many:,}", amount=amount.text())
        parts = [f"{month_and_year(preview.month)}"] if preview.month else []
        parts.append(_("the whole file: {amount} baht").format(amount=preview.total.text()))
        if waits := counts["refused"]:
            words = ngettext(
                "{count} row waits for an answer: {amount} baht",
                "{count} rows wait for an answer: {amount} baht",
                waits,
            )
            parts.append(words.format(count=f"{waits:,}", amount=preview.unanswered.text()))
        return act, ready, " · ".join(parts), many

    def remarks(self, preview: CollectionPreview) -> list[Remark]:
        """Say wrong totals and sheets that were not read first, of a row what was read when it is chosen."""
        asked = {(each.sheet, each.cell, each.code) for each in preview.questions()}
        return [
            Remark(each.sheet, each.cell, _row_of(each.cell), each.problem.sentence(), is_first=_is_of_file(each))
            for each in preview.problems
            if (each.sheet, each.cell, each.code) not in asked
        ]


def _row_of(cell: str) -> int | None:
    found = _ROW.fullmatch(cell)
    return int(found[1]) if found else None


def _is_of_file(problem: CellProblem) -> bool:
    return problem.code in {"wrong_total", "sheet_not_read", "sheet_hidden", "column_not_read"}


def _shown(row: CollectionRow, said: Sequence[CellProblem]) -> Shown:
    read = row.read
    cells = (
        read.sheet, read.row, row.member or read.number or None, read.name or None, read.village or None, row.day,
        row.amount, row.receipt or None, read.note or None,
    )  # fmt: skip
    marks: dict[str, Mark] = {}
    for each in said:
        marks = gravest(marks, each.problem.field or "amount", Mark(_kind(each)))
    if row.state.value == "left_out":
        marks = {}
    is_odd = any(each.code == "wrong_total" or _kind(each) == "look" for each in said)
    also = frozenset({"look"} if marks and is_odd else ())
    return Shown(_STATE[row.state.value], cells, marks, also)


def _kind(problem: CellProblem) -> str:
    if problem.code == "wrong_total" or problem.action.value == "ask":
        return "hold_row"
    if problem.code in _USUAL:
        return ""
    return "look" if _LOOK.fullmatch(problem.code) else "read_flag"
