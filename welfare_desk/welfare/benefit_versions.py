"""Which rules hold on a day: the fund's regulations by their first days, and the ready rules before the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import BenefitType

if TYPE_CHECKING:
    from datetime import date

Types: TypeAlias = tuple[BenefitType, ...]


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The benefits of each regulation with its first day, the oldest first; `ready` hold before the first."""

    versions: tuple[tuple[date, Types], ...] = ()
    ready: Types = READY_TYPES

    @property
    def types(self) -> Types:
        """Give every benefit that the fund knows, each as the newest regulation has it; without one the ready ones."""
        if not self.versions:
            return self.ready
        found = {each.code: each for _day, types in self.versions for each in types}
        newest = [each.code for each in self.versions[-1][1]]
        return tuple(found[code] for code in dict.fromkeys([*newest, *found]))

    def since(self, day: date) -> date | None:
        """Tell the first day of the regulation in force on a day; None where only the ready rules hold."""
        return next((first for first, _types in reversed(self.versions) if first <= day), None)

    def kind(self, day: date, code: str) -> BenefitType | None:
        """Give a benefit as the rules of a day have it; None where the regulation of that day does not know it."""
        since = self.since(day)
        if since is not None:
            return _of(dict(self.versions)[since], code)
        known = (_of(types, code) for types in (self.ready, *(types for _first, types in self.versions)))
        return next((each for each in known if each is not None), None)


def _of(types: Types, code: str) -> BenefitType | None:
    return next((each for each in types if each.code == code), None)
