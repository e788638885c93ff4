"""Which lines of a bank and which entries of the book are the same money: suggestions, each with how sure it is.

What the bank says most plainly is taken first: a cheque by its number, a line that undoes another, then equal amounts
by how few days lie between them, whole days of the book drawn or brought in one sum, and last what adds up in some
way. Lines and entries are looked at in the order of their days, so that the order they came in changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from welfare_desk.ledger.bank_lines import (
    OF_REFERENCE,
    OF_VILLAGE,
    BankLine,
    BookItem,
    likeness,
    may_be_same,
    village_of,
)
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_Part = TypeVar("_Part")

MOST_DAYS = 14  # between the book and the bank, unless a cheque's number says more
_GROUP_DAYS = 7
_CORRECTED_WITHIN = 10
_MOST_PARTS = 24
_MOST_SUMS = 20_000
_NEAR = 10  # an amount that differs by less than a tenth may be the same event
_NINE = 9


class Sureness(Enum):
    """How sure a suggestion is: nothing else fits, likely, or look at it first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    LOOK = "look"


class MatchReason(Enum):
    """Why lines and entries are taken for the same money."""

    CHEQUE = "cheque"
    AMOUNT = "amount"
    GROUP = "group"
    PARTS = "parts"
    DIFFERS = "differs"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Lines and entries that seem the same money; without entries, lines of the bank that undo one another."""

    lines: tuple[BankLine, ...]
    items: tuple[BookItem, ...]
    sureness: Sureness
    reason: MatchReason

    @property
    def difference(self) -> Money:
        """Tell how much more the bank has than the book."""
        return Money.sum(each.amount for each in self.lines) - Money.sum(each.amount for each in self.items)


def suggest(lines: Iterable[BankLine], items: Iterable[BookItem]) -> tuple[Suggestion, ...]:
    """Suggest what belongs together among lines and entries that are not matched, in the order of the bank."""
    search = _Search(
        {each.id: each for each in sorted(lines, key=_line_order)},
        {each.entry_id: each for each in sorted(items, key=_item_order)},
    )
    search.cheques()
    search.corrections()
    for days in range(MOST_DAYS + 1):
        search.equal_amounts(days)
        if days <= _GROUP_DAYS:
            search.whole_days(days)
    search.sums()
    search.parts()
    search.differing()
    return tuple(sorted(search.found, key=lambda each: _line_order(each.lines[0])))


def _line_order(line: BankLine) -> tuple[object, ...]:
    return line.day, line.time, line.id


def _item_order(item: BookItem) -> tuple[object, ...]:
    return item.day, item.entry_id


def _apart(line: BankLine, item: BookItem) -> int:
    return abs((line.day - item.day).days)


@dataclass(slots=True)
class _Search:
    """What is still unmatched, in order, and what was found."""

    lines: dict[int, BankLine]
    items: dict[int, BookItem]
    found: list[Suggestion] = field(default_factory=list[Suggestion])

    def take(
        self, lines: Sequence[BankLine], items: Sequence[BookItem], sureness: Sureness, reason: MatchReason
    ) -> None:
        """Suggest these, and look at them no more."""
        self.found.append(Suggestion(tuple(lines), tuple(items), sureness, reason))
        for line in lines:
            del self.lines[line.id]
        for item in items:
            del self.items[item.entry_id]

    def cheques(self) -> None:
        """Match cheques by their number, however late they come."""
        for line in [each for each in self.lines.values() if each.number]:
            same = [
                each
                for each in self.items.values()
                if each.amount == line.amount and likeness(line, each) >= OF_REFERENCE and may_be_same(line, each)
            ]
            if same:
                self.take([line], same[:1], Sureness.CERTAIN, MatchReason.CHEQUE)

    def corrections(self) -> None:
        """Match lines by which the bank undid what it had done wrongly."""
        for line in [each for each in self.lines.values() if each.is_correction]:
            undone = [
                each
                for each in self.lines.values()
                if each.amount == -line.amount
                and 0 <= (line.day - each.day).days <= _CORRECTED_WITHIN
                and not each.is_correction
            ]
            if undone:
                self.take([undone[-1], line], [], Sureness.CERTAIN, MatchReason.CORRECTED)

    def equal_amounts(self, days: int) -> None:
        """Match one line with one entry of the same amount, so many days apart; what has more in common first."""
        pairs = sorted(self._equal(days), key=lambda pair: -likeness(*pair))
        judged = [(line, item, self._sureness(line, item)) for line, item in pairs]
        for line, item, sureness in judged:
            if line.id in self.lines and item.entry_id in self.items:
                self.take([line], [item], sureness, MatchReason.AMOUNT)

    def _equal(self, days: int) -> Iterable[tuple[BankLine, BookItem]]:
        by_amount: defaultdict[Money, list[BookItem]] = defaultdict(list)
        for item in self.items.values():
            by_amount[item.amount].append(item)
        for line in self.lines.values():
            for item in by_amount.get(line.amount, ()):
                if _apart(line, item) == days and may_be_same(line, item):
                    yield line, item

    def _sureness(self, line: BankLine, item: BookItem) -> Sureness:
        """Judge a pair: certain if nothing else fits, or nothing on its day; likely where it matters not which."""
        items = [each for each in self.items.values() if _may_be(line, each)]
        lines = [each for each in self.lines.values() if _may_be(each, item)]
        days = _apart(line, item)
        near_items = [each for each in items if _apart(line, each) == days]
        near_lines = [each for each in lines if _apart(each, item) == days]
        is_alone = len(items) == len(lines) == 1 or (days == 0 and len(near_items) == len(near_lines) == 1)
        if is_alone or likeness(line, item) >= OF_VILLAGE:
            return Sureness.CERTAIN
        return Sureness.LIKELY if len(near_items) == len(near_lines) else Sureness.LOOK

    def whole_days(self, days: int) -> None:
        """Match a line with everything that the book has on one day, so many days apart."""
        for line in list(self.lines.values()):
            by_day: defaultdict[object, list[BookItem]] = defaultdict(list)
            for item in self.items.values():
                if _apart(line, item) == days and may_be_same(line, item):
                    by_day[item.day].append(item)
            whole = [group for group in by_day.values() if len(group) > 1 and _total(group) == line.amount]
            if whole:
                self.take([line], whole[0], Sureness.CERTAIN, MatchReason.GROUP)

    def sums(self) -> None:
        """Match a line with several entries that add up to it; the fewer days they lie apart, the sooner."""
        for line in list(self.lines.values()):
            for days in range(_GROUP_DAYS + 1):
                near = [each for each in self.items.values() if _apart(line, each) <= days and may_be_same(line, each)]
                ways = _ways(line.amount, near, lambda each: each.amount)
                if ways:
                    sureness = Sureness.LIKELY if len(ways) == 1 else Sureness.LOOK
                    self.take([line], ways[0], sureness, MatchReason.GROUP)
                    break

    def parts(self) -> None:
        """Match an entry with several lines that add up to it, as cash that went through a machine in parts."""
        for item in list(self.items.values()):
            near = [
                each for each in self.lines.values() if _apart(each, item) <= _GROUP_DAYS and may_be_same(each, item)
            ]
            ways = _ways(item.amount, near, lambda each: each.amount)
            if ways:
                sureness = Sureness.LIKELY if len(ways) == 1 else Sureness.LOOK
                self.take(ways[0], [item], sureness, MatchReason.PARTS)

    def differing(self) -> None:
        """Match a line with the one entry that says the same and nearly the same amount."""
        for line in list(self.lines.values()):
            near = [each for each in self.items.values() if may_be_same(line, each) and _is_near(line, each)]
            if len(near) == 1:
                self.take([line], near, Sureness.LOOK, MatchReason.DIFFERS)


def _may_be(line: BankLine, item: BookItem) -> bool:
    return line.amount == item.amount and _apart(line, item) <= MOST_DAYS and may_be_same(line, item)


def _total(items: Iterable[BookItem]) -> Money:
    return Money.sum(each.amount for each in items)


def _is_near(line: BankLine, item: BookItem) -> bool:
    """Tell whether an amount may be a slip of the other: the same village, or two digits swapped."""
    if _apart(line, item) > MOST_DAYS:
        return False
    satang = abs((line.amount - item.amount).satang)
    village = village_of(line.words)
    said = bool(village) and village == village_of(item.words)
    return satang * _NEAR <= abs(item.amount).satang and (said or (satang % _NINE == 0 and line.day == item.day))


def _ways(amount: Money, parts: Sequence[_Part], value: Callable[[_Part], Money]) -> list[list[_Part]]:
    """Find two or more parts that add up to an amount, in one way or two; of too many parts none is sought."""
    fitting = [each for each in parts if abs(value(each)) < abs(amount)]
    if len(fitting) < 2 or len(fitting) > _MOST_PARTS:  # noqa: PLR2004 - a group has two at least
        return []
    reached: dict[Money, list[list[_Part]]] = {ZERO: [[]]}
    for part in fitting:
        for total, ways in [(total, list(ways)) for total, ways in reached.items()]:
            grown = total + value(part)
            if abs(grown) <= abs(amount):
                kept = reached.setdefault(grown, [])
                kept += [[*way, part] for way in ways][: 2 - len(kept)]
        if len(reached) > _MOST_SUMS:
            return []
    return reached.get(amount, [])
