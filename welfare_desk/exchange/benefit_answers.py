"""Answers to the questions of a list of benefits paid: whose, which benefit, how much, when, or leave it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from welfare_desk.dates import read_machine_day
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.exchange.answers import Answer, Choice
from welfare_desk.exchange.benefit_words import Purpose, meaning_of, words_key
from welfare_desk.exchange.day_readings import read_day
from welfare_desk.exchange.readings import read_money
from welfare_desk.exchange.workbook import Cell
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from welfare_desk.exchange.benefit_rows import PaymentRow
    from welfare_desk.exchange.payers import Register
    from welfare_desk.welfare.benefits import BenefitType

_ACCOUNT_DIGITS = 4
_MOST_NIGHTS = 3  # digits


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided: what words mean, what should stand in cells, who is meant, which rows are left out."""

    words: dict[str, str] = field(default_factory=dict[str, str])
    said: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    chosen: dict[str, str] = field(default_factory=dict[str, str])
    left_out: set[str] = field(default_factory=set[str])


@dataclass(frozen=True, slots=True)
class Around:
    """What answers are understood by: the members, the fund's types and the day."""

    register: Register
    types: Sequence[BenefitType]
    today: date


def decided(answers: Sequence[Answer], rows: Iterable[PaymentRow], around: Around) -> Decided:
    """Gather the answers; all of them that mean nothing are one `RuleError`.

    In the cell of a name or number stands a member number; in that of the words a type's code or name or an account,
    which then holds for the same words in every row, or clearer words for this row alone; in the others what should
    stand there; in any of them `leave_out`.
    """
    places = {(row.sheet, cell): (row, name) for row in rows for name, cell in row.cells.items()}
    result, found = Decided(), list[Problem]()
    for answer in answers:
        place = places.get((answer.sheet, answer.cell))
        if place is None or not _keep(result, *place, answer, around):
            text = N_("“{answer}” is no answer for cell {cell} of sheet “{sheet}”.")
            given = {"answer": answer.text, "cell": answer.cell, "sheet": answer.sheet}
            found.append(problem("answer.unknown", text, "answers", **given))
    if found:
        raise RuleError(*found)
    return result


def _keep(result: Decided, row: PaymentRow, name: str, answer: Answer, around: Around) -> bool:
    """Keep an answer; tell whether it means anything in its cell."""
    if answer.choice is Choice.LEAVE_OUT:
        result.left_out.add(row.key)
        return True
    if name in ("name", "member", "title", "last"):
        number = around.register.numbered(answer.text)
        result.chosen.update({row.key: number} if number else {})
        return number is not None
    code = _code(answer.text, around.types) if name == "text" else ""
    if code:
        result.words[words_key(row.text)] = code
        return True
    text = _text(name, answer.text, around)
    result.said.update({(answer.sheet, answer.cell): text} if text else {})
    return bool(text)


def _code(text: str, types: Sequence[BenefitType]) -> str:
    """Read the code or name of a type, or an account."""
    wanted = text.strip().casefold()
    for kind in types:
        if wanted in (kind.code.casefold(), kind.name_th.casefold(), kind.name_en.casefold()):
            return kind.code
    return wanted if wanted.isdecimal() and len(wanted) >= _ACCOUNT_DIGITS else ""


def _text(name: str, text: str, around: Around) -> str:
    """Give what should stand in a cell; '' where it means nothing there."""
    if name in ("pay", "event", "claim"):
        return _day(text, around.today)
    if name == "amount":
        amount = read_money(Cell("", text)).value
        return text if amount is not None and amount > ZERO else ""
    if name == "nights":
        return text if text.isdecimal() and len(text) <= _MOST_NIGHTS else ""
    if name == "text":
        return "" if meaning_of(text, around.types).purpose is Purpose.UNCLEAR else text
    return text


def _day(text: str, today: date) -> str:
    """Write a day, given as machines or as people write it, for the cell; one still to come is none."""
    try:
        day = read_machine_day(text)
    except ValueError:
        return text if read_day(Cell("", text), today).value is not None else ""
    return day.isoformat() if day <= today else ""
