"""What can go wrong, sorted by who can put it right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.dates import short_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person can put right.

    `code` never changes (`entry.unbalanced`); `text` is an English sentence marked with `N_`, with named
    fields; `field` names the form field it belongs to.
    """

    code: str
    text: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    field: str | None = None

    def sentence(self) -> str:
        """Say it in the chosen language."""
        return fill(_(self.text), self.params)


def problem(code: str, text: str, field: str | None = None, /, **params: object) -> Problem:
    """Write a problem down; `params` fill the named fields of its sentence."""
    return Problem(code, text, params, field)


def fill(sentence: str, params: Mapping[str, object]) -> str:
    """Put values into a sentence the way people write them: baht with commas, days in the Buddhist era."""
    return sentence.format(**{name: _shown(value) for name, value in params.items()})


def _shown(value: object) -> str:
    match value:
        case Money():
            return value.text()
        case date():
            return short_day(value)
        case _:
            return str(value)


class RuleError(Exception):
    """The books would be wrong; the person can put it right, and nothing was saved."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{each.code}: {each.sentence()}" for each in problems))
        self.problems = problems


class Awaiting(Exception):  # noqa: N818 - not an error: the work was done as far as one person may
    """The act was found right and waits for a second person under a reference (`P-0001`); nothing is posted yet."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference

    def sentence(self) -> str:
        """Say it in the chosen language."""
        text = N_("This waits for a second person as {reference}. It is not posted until it is approved.")
        return fill(_(text), {"reference": self.reference})


class BookError(Exception):
    """The world is in the way (disk full, file locked, newer book); the sentence says what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence())
        self.problem = problem
