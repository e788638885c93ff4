"""Read what a product or a contract holds from its kept mapping: whole numbers, amounts in satang, days, choices.

Whatever cannot be read is a problem with the name of its place; what is missing takes the default.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    E = TypeVar("E", bound=Enum)


class Reader:
    """Reads the places of one mapping, and gathers the problems."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self.given = given
        self.found: list[Problem] = []

    def text(self, name: str, usual: str = "") -> str:
        """Read words."""
        value = self.given.get(name, usual)
        if isinstance(value, str):
            return value.strip()
        self._refuse(name)
        return usual

    def whole(self, name: str, usual: int) -> int:
        """Read a whole number, not below zero."""
        value = self.given.get(name, usual)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._refuse(name)
        return usual

    def maybe(self, name: str) -> int | None:
        """Read a whole number that may be missing: no limit."""
        return None if self.given.get(name) is None else self.whole(name, 0)

    def money(self, name: str, usual: Money) -> Money:
        """Read an amount in satang."""
        return Money(self.whole(name, usual.satang))

    def limit(self, name: str) -> Money | None:
        """Read an amount in satang that may be missing: no limit."""
        satang = self.maybe(name)
        return None if satang is None else Money(satang)

    def flag(self, name: str, *, usual: bool) -> bool:
        """Read a yes or no."""
        value = self.given.get(name, usual)
        if isinstance(value, bool):
            return value
        self._refuse(name)
        return usual

    def day(self, name: str, usual: date) -> date:
        """Read a day as ISO text."""
        value = self.given.get(name)
        if value is None:
            return usual
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self._refuse(name)
            return usual

    def choice(self, name: str, usual: E) -> E:
        """Read one of the values of an enum."""
        value = self.given.get(name, usual.value)
        for each in type(usual):
            if each.value == value:
                return each
        self._refuse(name)
        return usual

    def choices(self, name: str, usual: tuple[E, ...]) -> tuple[E, ...]:
        """Read the values of an enum in an order, each once and none left out."""
        value = self.given.get(name)
        if value is None:
            return usual
        known = {str(each.value): each for each in usual}
        names = [str(each) for each in cast("list[object]", value)] if isinstance(value, list) else []
        if sorted(names) == sorted(known):
            return tuple(known[each] for each in names)
        self._refuse(name)
        return usual

    def _refuse(self, name: str) -> None:
        text = N_("“{text}” cannot stand here.")
        self.found.append(problem("reading.unread", text, name, text=str(self.given.get(name))))
