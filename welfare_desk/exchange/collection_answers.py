"""Answers to the questions of a collection sheet: whose a payment is, on what day, how much, or leave it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.dates import read_machine_day
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.exchange.answers import Answer, Choice
from welfare_desk.exchange.day_readings import read_day
from welfare_desk.exchange.readings import read_money
from welfare_desk.exchange.workbook import Cell
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import UNIDENTIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from welfare_desk.exchange.collection_rows import PersonRow
    from welfare_desk.exchange.payers import Register

_PAYER_CELLS = ("name", "member", "title", "last")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of one row; what is None or false is left as it was read."""

    member: str | None = None
    day: date | None = None
    amount: Money | None = None
    is_unidentified: bool = False
    leaves_out: bool = False
    keeps: bool = False


def decisions(
    answers: Sequence[Answer], persons: Iterable[PersonRow], register: Register, today: date
) -> dict[str, Decision]:
    """Gather the answers by row (`ต.ค.68!7`); all of them that mean nothing are one `RuleError`.

    In a payer's cell stands a member number, `unidentified` (or 2901) for money without a member, or `keep` for a
    second payment of the same member; in the cell of the day a day; in that of the amount an amount; in any of them
    `leave_out`.
    """
    places = {(row.sheet, cell): (row.key, name) for row in persons for name, cell in row.cells.items()}
    found: list[Problem] = []
    decided: dict[str, Decision] = {}
    for answer in answers:
        key, name = places.get((answer.sheet, answer.cell), ("", ""))
        before = decided.get(key, Decision())
        after = _decided(before, name, answer, register, today) if key else None
        if after is None:
            text = N_("“{answer}” is no answer for cell {cell} of sheet “{sheet}”.")
            given = {"answer": answer.text, "cell": answer.cell, "sheet": answer.sheet}
            found.append(problem("answer.unknown", text, "answers", **given))
        else:
            decided[key] = after
    if found:
        raise RuleError(*found)
    return decided


def _decided(before: Decision, name: str, answer: Answer, register: Register, today: date) -> Decision | None:
    if answer.choice is Choice.LEAVE_OUT:
        return replace(before, leaves_out=True)
    if name == "day":
        day = _day(answer.text, today)
        return replace(before, day=day) if day is not None else None
    if name == "amount":
        amount = read_money(Cell("", answer.text)).value
        return replace(before, amount=amount) if amount is not None and amount > ZERO else None
    return _payer(before, answer, register) if name in _PAYER_CELLS else None


def _payer(before: Decision, answer: Answer, register: Register) -> Decision | None:
    if answer.choice is Choice.KEEP:
        return replace(before, keeps=True)
    is_member = answer.text in register.members
    if answer.choice is Choice.UNIDENTIFIED or (answer.text == UNIDENTIFIED and not is_member):
        return replace(before, is_unidentified=True)
    number = register.numbered(answer.text)
    return replace(before, member=number, keeps=True) if number is not None else None


def _day(text: str, today: date) -> date | None:
    """Read a day as machines write it, or as people do; a day still to come is none."""
    try:
        day = read_machine_day(text)
    except ValueError:
        return read_day(Cell("", text), today).value
    return day if day <= today else None
