"""What a person decides about a file: asked as questions, given back as JSON or by the screen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Choice(StrEnum):
    """A decision that is not the text of a cell."""

    KEEP = "keep"
    LEAVE_EMPTY = "leave_empty"
    LEAVE_OUT = "leave_out"
    SAME_PERSON = "same_person"
    TWO_PEOPLE = "two_people"
    UNIDENTIFIED = "unidentified"


_CHOICES = {choice.value: choice for choice in Choice}


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's decision about a cell: one of the choices, or the text that should stand in the cell."""

    sheet: str
    cell: str
    text: str

    @property
    def choice(self) -> Choice | None:
        """Give the choice, or None where the answer is a text."""
        return _CHOICES.get(self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person must, or may, decide; `row` counts from 1.

    `suggestions` are texts that may be meant (member numbers), the likeliest first, and `names` whom they name.
    """

    sheet: str
    row: int
    cell: str
    code: str
    read_as: str | None
    sentence: str
    choices: tuple[Choice, ...]
    suggestions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def questions_json(name: str, sha256: str, questions: Sequence[Question]) -> str:
    """Write questions as a form: a person writes one of the choices, or a cell's right text, under `answer`."""
    asked = [
        {
            "sheet": each.sheet,
            "row": each.row,
            "cell": each.cell,
            "code": each.code,
            "read_as": each.read_as,
            "sentence": each.sentence,
            "choices": [choice.value for choice in each.choices],
            "suggestions": list(each.suggestions),
            "names": list(each.names),
            "answer": "",
        }
        for each in questions
    ]
    return json.dumps({"file": name, "sha256": sha256, "questions": asked}, ensure_ascii=False, indent=2)


def answers_from_json(text: str, sha256: str) -> tuple[Answer, ...]:
    """Read a filled form; empty answers are none. A form of another file, or no form at all, is a `RuleError`."""
    try:
        form: Any = json.loads(text)
        of_file = str(form["sha256"])
        given = tuple(_answer(each) for each in form["questions"] if str(each.get("answer") or "").strip())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleError(
            problem("answers.unreadable", N_("The answers cannot be read; write them into the form."))
        ) from error
    if of_file != sha256:
        raise RuleError(
            problem("answers.other_file", N_("These answers belong to another file, or it was changed since."))
        )
    return given


def _answer(each: Mapping[str, object]) -> Answer:
    return Answer(str(each["sheet"]), str(each["cell"]), str(each["answer"]).strip())
