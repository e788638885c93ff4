"""Answers to the questions of a collection sheet, as an answers file or the screen gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import read_machine_day
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.welfare.contributions import UNIDENTIFIED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.exchange.payers import Register


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided of one row; what is None is left as it was read."""

    member: str | None = None
    day: date | None = None
    is_unidentified: bool = False
    leaves_out: bool = False


def read_answers(
    answers: Mapping[str, Mapping[str, object]], register: Register, today: date, rows: set[str]
) -> dict[str, Answer]:
    """Read answers by row (`ต.ค.68!7`); everything in them that means nothing is one `RuleError`.

    An answer may hold `member` (a number), `day`, `account` (2901 for unidentified money) and `leave_out`; a key
    `answer` around them, as in the file of questions, is taken off.
    """
    found: list[Problem] = []
    read: dict[str, Answer] = {}
    for key, written in answers.items():
        inner = written.get("answer", written)
        fields = {str(name): value for name, value in inner.items()} if isinstance(inner, dict) else {}
        if key not in rows:
            found.append(problem("answer.unknown_row", N_("No row is called {row}."), "answers", row=key))
            continue
        found += _problems(key, fields, register, today)
        day = _day(fields.get("day"))
        number = fields.get("member")
        read[key] = Answer(
            register.numbered(str(number)) if number is not None else None,
            day,
            str(fields.get("account", "")) == UNIDENTIFIED,
            fields.get("leave_out") is True,
        )
    if found:
        raise RuleError(*found)
    return read


def _day(written: object) -> date | None:
    try:
        return read_machine_day(str(written)) if written is not None else None
    except ValueError:
        return None


def _problems(key: str, fields: Mapping[str, object], register: Register, today: date) -> list[Problem]:
    found: list[Problem] = []
    number, written = fields.get("member"), fields.get("day")
    if number is not None and register.numbered(str(number)) is None:
        text = N_("{row}: the register has no member {member}.")
        found.append(problem("answer.unknown_member", text, "member", row=key, member=number))
    day = _day(written)
    if written is not None and (day is None or day > today):
        text = N_("{row}: “{day}” is not a day up to today, written as 2026-01-05 or BE2569-01-05.")
        found.append(problem("answer.no_day", text, "day", row=key, day=str(written)))
    if str(fields.get("account", UNIDENTIFIED)) != UNIDENTIFIED:
        text = N_("{row}: only account {account} takes money that is not identified.")
        found.append(problem("answer.account", text, "account", row=key, account=UNIDENTIFIED))
    return found
