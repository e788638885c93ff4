"""Read what the books keep as a mapping (JSON) into values, and name every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum
    from typing import TypeVar

    Kind = TypeVar("Kind", bound=Enum)

MILLION = 1_000_000


class MappingReader:
    """Reads a mapping field by field, remembers which names were asked for, and collects what is wrong.

    A missing field takes its default; a name that nobody asked for is a problem too (it is usually misspelt).
    """

    def __init__(self, content: Mapping[str, object], place: str = "") -> None:
        self._content = content
        self._place = place
        self._asked: set[str] = set()
        self.problems: list[Problem] = []

    def text(self, name: str, default: str = "") -> str:
        """Read words, without blanks around them."""
        found = self._get(name, default)
        if isinstance(found, str):
            return found.strip()
        self._wrong(name, N_("{field} is text."))
        return default

    def whole(self, name: str, default: int, least: int = 0, most: int = MILLION) -> int:
        """Read a whole number between two bounds."""
        found = self._get(name, default)
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
            return found
        self._wrong(name, N_("{field} is a whole number from {least} to {most}."), least=least, most=most)
        return default

    def maybe(self, name: str, least: int = 0, most: int = MILLION) -> int | None:
        """Read a whole number that may be missing or null."""
        return None if self._get(name, None) is None else self.whole(name, least, least, most)

    def money(self, name: str) -> Money:
        """Read satang; what is missing is nil."""
        found = self._get(name, 0)
        if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
            return Money(found)
        self._wrong(name, N_("{field} is a whole number of satang, zero or more."))
        return ZERO

    def choice(self, name: str, kind: type[Kind], default: Kind) -> Kind:
        """Read one of a few words."""
        found = self._get(name, default.value)
        for each in kind:
            if each.value == found:
                return each
        words = ", ".join(str(each.value) for each in kind)
        self._wrong(name, N_("{field} is one of: {words}."), words=words)
        return default

    def rows(self, name: str) -> list[MappingReader]:
        """Read a list of mappings, each by a reader of its own; call `take` with them afterwards."""
        found = self._get(name, [])
        rows = cast("list[object]", found) if isinstance(found, list) else [found]
        if not all(isinstance(each, dict) for each in rows):
            self._wrong(name, N_("{field} is a list of rows."))
            return []
        return [
            MappingReader(cast("dict[str, object]", each), f"{self._field(name)}.{at}")
            for at, each in enumerate(rows, 1)
        ]

    def wholes(self, name: str, default: tuple[int, ...], least: int, most: int) -> tuple[int, ...]:
        """Read a list of whole numbers between two bounds, and put them in order."""
        found = self._get(name, list(default))
        rows = cast("list[object]", found) if isinstance(found, list) else [found]
        if all(isinstance(each, int) and least <= each <= most for each in rows):
            return tuple(sorted({cast("int", each) for each in rows}))
        self._wrong(name, N_("{field} is a list of whole numbers from {least} to {most}."), least=least, most=most)
        return default

    def take(self, other: MappingReader) -> None:
        """Take over what a reader of a row found wrong."""
        other.leftovers()
        self.problems += other.problems

    def leftovers(self) -> None:
        """Name what nobody asked for."""
        for name in sorted(self._content.keys() - self._asked):
            self._wrong(name, N_("Nothing here is called {field}."))

    def finish(self) -> None:
        """Refuse the mapping, with every problem at once, if anything is wrong."""
        self.leftovers()
        if self.problems:
            raise RuleError(*self.problems)

    def _field(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name

    def _get(self, name: str, default: object) -> object:
        self._asked.add(name)
        return self._content.get(name, default)

    def _wrong(self, name: str, text: str, **params: object) -> None:
        field = self._field(name)
        self.problems.append(problem("mapping.wrong", text, field, field=field, **params))
