"""Read what stands in a form as words into numbers: every one that cannot be read is a problem under its field."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.interest import PER_PERCENT
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Mapping

HUNDRED = 100
LARGEST = 10**9  # no rate, count or number of times is as large


class Typed:
    """The words of a form by the names of their fields; `refuse` raises all that was found wrong as one."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.found: list[Problem] = []

    def text(self, name: str) -> str:
        """Read words."""
        return str(self.values[name] or "").strip()

    def maybe(self, name: str) -> int | None:
        """Read a whole number; nothing typed is none."""
        text = _plain(self.text(name))
        if not text:
            return None
        if text.isascii() and text.isdigit() and int(text) < LARGEST:
            return int(text)
        self._refuse(name, "count.unread", N_("Write a whole number."))
        return None

    def whole(self, name: str, usual: int = 0) -> int:
        """Read a whole number; nothing typed is the usual one."""
        found = self.maybe(name)
        return usual if found is None else found

    def rate(self, name: str) -> int:
        """Read per cents as millionths; nothing typed is nil."""
        return self._scaled(name, PER_PERCENT) or 0

    def times(self, name: str) -> int | None:
        """Read how many times as per cents: `1.5` is 150; nothing typed is none."""
        return self._scaled(name, HUNDRED)

    def refuse(self, *further: Problem) -> None:
        """Raise everything that was found wrong, with further problems of fields that could be read."""
        unread = {each.field for each in self.found}
        every = [*self.found, *(each for each in further if each.field not in unread)]
        if every:
            raise RuleError(*every)

    def _scaled(self, name: str, scale: int) -> int | None:
        text = _plain(self.text(name)).removesuffix("%").strip()
        if not text:
            return None
        try:
            found = Decimal(text) * scale
            if abs(found) < LARGEST and found == int(found):
                return int(found)
        except (InvalidOperation, ValueError, OverflowError):
            pass
        self._refuse(name, "rate.unread", N_("Write a number, such as 6 or 6.75."))
        return None

    def _refuse(self, name: str, code: str, text: str) -> None:
        self.found.append(problem(code, text, name))


def _plain(text: str) -> str:
    return arabic_digits(text).replace(",", "").strip()


def shown(number: int | None) -> str:
    """Write a whole number for its field; none is nothing."""
    return "" if number is None else str(number)


def times_shown(percents: int | None) -> str:
    """Write per cents as how many times: 150 is `1.5`."""
    if percents is None:
        return ""
    whole, part = divmod(percents, HUNDRED)
    return f"{whole}.{part:02}".rstrip("0") if part else str(whole)
