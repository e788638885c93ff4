"""Look at a book beside what this computer saw of it last: a copy that goes on elsewhere is noticed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from welfare_desk.dates import moment
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import settings, trail
from welfare_desk.storage.positions import Heads, continues, heads_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class Sight:
    """How a book is seen now: its id, its heads as the computer keeps them, and what is strange about it.

    `strange` is a sentence where the book is no continuation of what was seen last; `is_restored` tells that a restore
    explains it. `has_changed` tells that something was done since the last backup, which was at `backed_up` (UTC).
    """

    book: str
    kept: dict[str, Any]
    strange: Problem | None
    is_restored: bool
    has_changed: bool
    backed_up: str


@needs(Permission.READ)
def look(desk: Desk, seen: Mapping[str, Mapping[str, Any]]) -> Sight:
    """Look at the book; `seen` is what this computer keeps of each book by its id."""
    at = desk.made().at
    return desk.ask(lambda tx: _sight(tx, seen, at))


def _sight(tx: Tx, seen: Mapping[str, Mapping[str, Any]], at: str) -> Sight:
    book, heads = settings.get(tx, "id"), heads_of(tx)
    strange, is_restored = strangeness(tx, seen.get(book))
    backed_up = settings.find(tx, settings.BACKED_UP) or ""
    return Sight(book, {**asdict(heads), "at": at}, strange, is_restored, has_changed(tx), backed_up)


def has_changed(tx: Tx) -> bool:
    """Tell whether anything was done since the book was last backed up."""
    return settings.find(tx, settings.BACKED_UP) is None or trail.last_action(tx) != "book.backed_up"


def strangeness(tx: Tx, seen: Mapping[str, Any] | None) -> tuple[Problem | None, bool]:
    """Say in what way a book is no continuation of what was seen, and whether a restore since then explains it."""
    earlier = _heads(seen)
    if seen is None or earlier is None or continues(tx, earlier):
        return None, False
    at = str(seen.get("at", ""))
    restored = trail.last_of(tx, "book.restored")
    if restored is not None and restored[0] > at:
        text = N_(
            "The book was restored on {day} from {file}. What was done between that backup and {seen} is not in it; "
            "the book from before lies beside it."
        )
        return problem("sight.restored", text, day=moment(restored[0]), file=restored[1], seen=moment(at)), True
    heads = heads_of(tx)
    if heads.entries < earlier.entries or heads.acts < earlier.acts:
        text = N_(
            "On {seen} this computer saw this book with {more} entries; now it has {entries}. It seems to be an older "
            "copy. Look for the newer one before you go on."
        )
        numbers = {"more": f"{earlier.entries:,}", "entries": f"{heads.entries:,}"}
        return problem("sight.older", text, seen=moment(at), **numbers), False
    text = N_(
        "This book does not continue the one that this computer saw on {seen}: both were written separately since. "
        "Find out which one is right, and go on with that one alone."
    )
    return problem("sight.apart", text, seen=moment(at)), False


def _heads(seen: Mapping[str, Any] | None) -> Heads | None:
    try:
        return None if seen is None else Heads(**{each.name: seen[each.name] for each in fields(Heads)})
    except KeyError:
        return None
