"""What a person is told of a collection sheet: by cell, with the reading, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.exchange.readings import Action
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.exchange.collection_meaning import CollectionRow
    from welfare_desk.exchange.crossfoot import WrongTotal


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something about one cell: `code` never changes, `read_as` is what was understood ('' where nothing was)."""

    sheet: str
    cell: str
    code: str
    read_as: str
    problem: Problem
    action: Action = Action.READ_FLAG

    def as_json(self) -> dict[str, str]:
        """Write it for machines, with its sentence."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "code": self.code,
            "read_as": self.read_as,
            "action": str(self.action),
            "sentence": self.problem.sentence(),
        }


# Code → field whose cell it is about, and the sentence.
_SENTENCES: dict[str, tuple[str, str]] = {
    "not_in_register": (
        "name",
        N_("{name} is not in the register. Choose the member, or keep the money unidentified."),
    ),
    "number_and_name_disagree": (
        "member",
        N_("Member {number} is not {name}. Choose whose payment this is."),
    ),
    "several_members": ("name", N_("Several members are called {name}. Choose whose payment this is.")),
    "no_payer": ("name", N_("No one is named for this payment of {amount} baht. Choose the member.")),
    "listed_twice": ("name", N_("{name} stands here twice with a payment. Say whether the second is another payment.")),
    "by_name": ("member", N_("{name} has no member number here and was found by name.")),
    "name_differs": ("name", N_("The register writes the name of member {number} differently: {name}.")),
    "hidden_row": ("name", N_("The row of {name} is hidden in the sheet; it was read all the same.")),
    "amount_unreadable": ("amount", N_("The amount cannot be read. Write it as a number.")),
    "amount_uncalculated": (
        "amount",
        N_("The amount is a formula without a result. Open the file in Excel and save it."),
    ),
    "amount_negative": ("amount", N_("The amount is below zero.")),
    "amount_not_whole_satang": ("amount", N_("The amount has parts of a satang.")),
    "day_missing": ("day", N_("No day is written for this payment. Say when it was received.")),
    "day_future": ("day", N_("The day lies in the future. Say when the payment was received.")),
    "day_outside_month": ("day", N_("The day is far from the other days of this sheet.")),
    "payer_suspended": ("name", N_("Member {number} is suspended; the payment is taken all the same.")),
    "payer_lapsed": ("name", N_("The membership of {number} has lapsed; the payment is taken all the same.")),
    "payer_resigned": ("name", N_("Member {number} has resigned; the payment is taken all the same.")),
    "payer_dead": ("name", N_("Member {number} has died; the payment is taken all the same.")),
    "payer_before_entry": (
        "day",
        N_("Member {number} paid before the day of entry; the payment is taken all the same."),
    ),
    "other_village": ("name", N_("The register keeps member {number} in another village than this sheet.")),
    "zero": ("amount", N_("Nothing was paid.")),
    "only_dash": ("amount", N_("A dash was read as nothing paid.")),
    "baht_word": ("amount", N_("Written with words; read as {amount} baht.")),
    "dash_suffix": ("amount", N_("Written with a dash; read as {amount} baht.")),
    "number_as_text": ("amount", N_("A number kept as text; read as {amount} baht.")),
    "thai_digits": ("amount", N_("Written in Thai digits; read as {amount} baht.")),
    "several_months": ("amount", N_("{amount} baht pays several months.")),
    "partial": ("amount", N_("{amount} baht is part of what is due.")),
    "receipt_cancelled": ("note", N_("The note says that receipt {receipt} was cancelled.")),
    "receipt_used_twice": ("receipt", N_("Receipt {receipt} is used more than once.")),
    "receipt_missing": ("receipt", N_("No receipt number is written; in order it would be {receipt}.")),
    "receipt_gap": ("receipt", N_("Receipt {receipt} is left out before this one.")),
    "receipt_without_payment": ("receipt", N_("Receipt {receipt} is written, but no payment.")),
}
_NO_NUMBER = N_("No receipt number is written.")
_OTHER_DAY = N_("The day cannot be read. Say when the payment was received.")
_READ_DAY = N_("Written another way than usual; read as {day}.")
_SHEETS = {
    "sheet_not_read": N_("The sheet “{sheet}” has no name and amount for each payer and was not read."),
    "sheet_hidden": N_("The sheet “{sheet}” is hidden; it was read all the same."),
    "column_not_read": N_("The column “{column}” of sheet “{sheet}” holds numbers and was not read."),
}
_CAUSES = {
    "digits_swapped": N_(
        "The total {total} shows {shown}, its rows come to {right}. Two digits seem to be swapped in {cell}."
    ),
    "left_out": N_(
        "The total {total} shows {shown}, its rows come to {right}. The row of {cell} seems to be left out."
    ),
    "counted_twice": N_(
        "The total {total} shows {shown}, its rows come to {right}. The row of {cell} seems to be counted twice."
    ),
    "carried_on": N_(
        "The total {total} shows {shown}, its rows come to {right}. The fault of {cell} seems to be carried on."
    ),
    "unknown": N_("The total {total} shows {shown}, its rows come to {right}."),
}


def sheet_problem(sheet: str, code: str, cell: str = "", column: str = "") -> CellProblem:
    """Say something of a whole sheet or column."""
    return CellProblem(sheet, cell, code, "", problem(code, _SHEETS[code], sheet=sheet, column=column))


def row_problems(row: CollectionRow, receipts: Sequence[tuple[str, str]]) -> list[CellProblem]:
    """Say everything of a row: its questions first, then how its amount and day are written, then its receipt."""
    found = [_row_problem(row, flag) for flag in row.flags]
    if row.amount_kind not in ("", "number", "blank", "ditto") and f"amount_{row.amount_kind}" not in row.flags:
        found.append(_row_problem(row, row.amount_kind))
    if row.amount is not None and row.read.day.value is not None and row.read.day.code not in ("", "ditto"):
        found.append(_day_problem(row, row.read.day.code, _READ_DAY))
    return found + [_row_problem(row, code, receipt) for code, receipt in receipts]


def _row_problem(row: CollectionRow, flag: str, receipt: str = "") -> CellProblem:
    """Say one thing of a row; the code is the bare one (`future`), as people and sheets know it."""
    if flag.startswith("day_") and flag not in _SENTENCES:
        return _day_problem(row, flag.removeprefix("day_"), _OTHER_DAY)
    name, text = _SENTENCES.get(flag, ("amount", N_("The amount cannot be read. Write it as a number.")))
    if flag in ("day_missing", "day_future"):
        return _day_problem(row, flag.removeprefix("day_"), text)
    if flag == "receipt_missing" and not receipt:
        text = _NO_NUMBER
    code = flag.removeprefix("amount_")
    params = {"name": row.read.name, "number": row.member or row.read.number, "receipt": receipt}
    said = problem(code, text, name, **params, amount="" if row.amount is None else row.amount)
    action = Action.ASK if flag in row.questions else Action.READ_FLAG
    return CellProblem(row.read.sheet, _cell(row, name), code, _read_as(row, name, receipt), said, action)


def _day_problem(row: CollectionRow, code: str, text: str) -> CellProblem:
    day = row.read.day.value
    said = problem(code, text, "day", day="" if day is None else day)
    action = Action.ASK if f"day_{code}" in row.questions else Action.READ_FLAG
    return CellProblem(row.read.sheet, _cell(row, "day"), code, "" if day is None else day.isoformat(), said, action)


def _cell(row: CollectionRow, name: str) -> str:
    cells = row.read.cells
    return cells.get(name) or cells.get("name") or cells.get("member") or cells.get("amount", "")


def _read_as(row: CollectionRow, name: str, receipt: str) -> str:
    if name == "amount":
        return "" if row.amount is None else row.amount.plain()
    if name in ("name", "member"):
        return row.member or ""
    return receipt


def total_problem(wrong: WrongTotal) -> CellProblem:
    """Say that a total is wrong, and which cell it is likeliest."""
    said = problem(
        "wrong_total",
        _CAUSES[wrong.cause],
        total=wrong.total_cell,
        shown=wrong.shown,
        right=wrong.right,
        cell=wrong.cell,
    )
    return CellProblem(wrong.sheet, wrong.cell, "wrong_total", wrong.right.plain(), said)
