"""Find anything in a book by a few letters: members, vouchers, amounts, accounts, what was written on a voucher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from welfare_desk.dates import short_day
from welfare_desk.money import Money
from welfare_desk.reports.choices import choices_of
from welfare_desk.reports.parameters import ParameterKind
from welfare_desk.storage import lookups
from welfare_desk.words import arabic_digits, loosely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from welfare_desk.storage.book import Tx

MOST = 8  # of each kind
ALIKE = 82  # of 100: a slip of the hand in a Thai name still finds it, another name does not
_FEWEST_LETTERS = 3


class What(Enum):
    """What was found."""

    PAGE = auto()
    MEMBER = auto()
    VOUCHER = auto()
    ACCOUNT = auto()
    REPORT = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """Something found: its key (a number, a voucher, a page), the words to show, and a note beside them."""

    what: What
    key: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a book that are sought while one types; read once, folded once."""

    found: tuple[Found, ...]
    folded: tuple[str, ...]

    @classmethod
    def of(cls, found: Iterable[Found]) -> Names:
        """Fold the names for seeking."""
        kept = tuple(found)
        return cls(kept, tuple(loosely(each.words) for each in kept))

    def like(self, typed: str) -> list[Found]:
        """Give what holds every part of what was typed, then what is much like it; at most `MOST` of each kind."""
        sought = loosely(arabic_digits(typed).strip())
        if not sought:
            return []
        number = sought.lstrip("0") if sought.isdecimal() else None
        scored: list[tuple[float, int]] = []
        for at, words in enumerate(self.folded):
            score = _score(sought, number, self.found[at].key, words)
            if score:
                scored.append((-score, at))
        counts: dict[What, int] = {}
        best: list[Found] = []
        for _score_of, at in sorted(scored):
            each = self.found[at]
            counts[each.what] = counts.get(each.what, 0) + 1
            if counts[each.what] <= MOST:
                best.append(each)
        return best


def _score(sought: str, number: str | None, key: str, words: str) -> float:
    if number is not None and key.lstrip("0") == number:
        return 300
    parts = sought.split()
    if all(part in words for part in parts):
        begins = any(word.startswith(parts[0]) for word in words.split())
        return 200 + 50 * begins - len(words) / 100
    if len(sought) < _FEWEST_LETTERS or number is not None:
        return 0
    alike = fuzz.partial_ratio(sought, words, score_cutoff=ALIKE)
    return alike if alike >= ALIKE else 0


def names_of(tx: Tx) -> list[Found]:
    """Read the names of all members and accounts."""
    members = [Found(What.MEMBER, *each) for each in choices_of(tx, ParameterKind.MEMBER)]
    return members + [Found(What.ACCOUNT, *each) for each in choices_of(tx, ParameterKind.ACCOUNT)]


def vouchers_like(tx: Tx, typed: str, amount: Money | None) -> list[Found]:
    """Read the newest vouchers of this number, of this amount, or with these words on them."""
    sought = arabic_digits(typed).strip()
    if not sought:
        return []
    rows = list(lookups.numbered(tx, sought.upper(), MOST))
    if amount:
        rows += lookups.of_amount(tx, amount.satang, MOST)
    elif len(sought) >= _FEWEST_LETTERS:
        rows += lookups.with_words(tx, sought, MOST)
    found: dict[str, Found] = {}
    for voucher, day, payee, memo, satang in rows:
        words = " · ".join(filter(None, (voucher, payee, memo)))
        note = f"{short_day(date.fromisoformat(day))} · {Money(satang).text()}"
        found.setdefault(voucher, Found(What.VOUCHER, voucher, words, note))
    return list(found.values())[:MOST]
