"""Back to the state of a book before it was brought up to a newer program."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage.book import open_book
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.swaps import scratch, swap
from welfare_desk.storage.upgrade import version_of

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.ciphers import BookKey
    from welfare_desk.storage.positions import Position


@dataclass(frozen=True, slots=True)
class StateBefore:
    """A book as it was before an upgrade: its file, the version of its tables, its last act (UTC).

    `since` counts the acts that the book has and this state has not.
    """

    path: Path
    version: int
    last_act: str
    since: int


def states_before(path: Path, key: BookKey | None = None) -> list[StateBefore]:
    """Find what upgrades kept beside a book, the newest first; files of other books and damaged ones are left out."""
    mine = _position(path, key)
    if mine is None:
        return []
    pattern, own = re.compile(re.escape(path.stem) + r"\.v(\d+)" + re.escape(path.suffix)), version_of(path, key)
    versions = [(int(match[1]), each) for each in path.parent.iterdir() if (match := pattern.fullmatch(each.name))]
    found: list[StateBefore] = []
    for version, each in sorted((each for each in versions if each[0] < own), reverse=True):
        stands = _position(each, key)
        if stands is not None and stands.book == mine.book:
            found.append(StateBefore(each, version, stands.last_act, mine.heads.acts - stands.heads.acts))
    return found


def _position(path: Path, key: BookKey | None) -> Position | None:
    try:
        with open_book(path, writes=False, key=key) as book, book.read() as tx:
            return position_of(tx)
    except BookError:
        return None


@needs(Permission.SET_UP)
def allow_return(desk: Desk) -> list[StateBefore]:
    """Let only who sets the book up take an upgrade back; give the states that can be returned to."""
    return states_before(desk.book.path, desk.book.key)


def take_back(path: Path, state: StateBefore, key: BookKey | None = None) -> Path:
    """Put the state before an upgrade in the place of the book, for an older program; give where the newer is kept.

    Whatever was done since the upgrade is only in what is kept. A book that another program has open is a `BookError`.
    """
    version = version_of(path, key)
    if version <= state.version:
        text = N_("{path} is not newer than the state before the upgrade.")
        raise BookError(problem("upgrade.none", text, path=path))
    number, kept = 1, path.with_name(f"{path.stem}.v{version}{path.suffix}")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}.v{version} {number}{path.suffix}")
    with scratch(path) as room:
        fresh = room / path.name
        shutil.copyfile(state.path, fresh)
        with closing(open_book(fresh, writes=False, key=key)):
            pass  # what does not open takes no book's place
        swap(path, fresh, kept, key)
    return kept
