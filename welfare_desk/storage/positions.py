"""Say where a book stands, and whether one book is a continuation of another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.ledger.seal import GENESIS
from welfare_desk.storage import settings
from welfare_desk.storage.figures import newest_voucher

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

_CHAINS = ("entries", "audit")


@dataclass(frozen=True, slots=True)
class Heads:
    """The ends of both chains: how many entries and acts there are, and the seal of the last of each, in hex."""

    entries: int
    entry_seal: str
    acts: int
    act_seal: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a book stands: its id and names, its heads, its last voucher and act (UTC), and how many members it has."""

    book: str
    name_th: str
    name_en: str
    heads: Heads
    last_voucher: str
    last_act: str
    members: int


class Relation(Enum):
    """How one book stands to another."""

    SAME = "same"
    AHEAD = "ahead"  # it continues the other
    BEHIND = "behind"  # the other continues it
    APART = "apart"  # both went on separately
    OTHER = "other"  # they are different books


def heads_of(tx: Tx) -> Heads:
    """Read the ends of both chains; whoever has them has the whole history."""
    found: list[tuple[int, str]] = []
    for table in _CHAINS:
        last = tx.exec_driver_sql(f"SELECT id, seal FROM {table} ORDER BY id DESC LIMIT 1").one_or_none()  # noqa: S608 - a constant of the program
        found.append((last[0], last[1].hex()) if last else (0, GENESIS.hex()))
    return Heads(*found[0], *found[1])


def position_of(tx: Tx) -> Position:
    """Read where a book stands."""
    last_act = tx.exec_driver_sql("SELECT at FROM audit ORDER BY id DESC LIMIT 1").scalar_one_or_none() or ""
    return Position(
        settings.get(tx, "id"),
        settings.get(tx, "name_th"),
        settings.get(tx, "name_en"),
        heads_of(tx),
        newest_voucher(tx),
        last_act,
        tx.exec_driver_sql("SELECT count(*) FROM members").scalar_one(),
    )


def continues(tx: Tx, earlier: Heads) -> bool:
    """Tell whether a book has all that stood before these heads: the same seals at the same places."""
    places = ((earlier.entries, earlier.entry_seal), (earlier.acts, earlier.act_seal))
    return all(_seal_at(tx, table, at) == seal for table, (at, seal) in zip(_CHAINS, places, strict=True))


def relation(ours: Tx, theirs: Tx) -> Relation:
    """Tell how our book stands to theirs."""
    if settings.get(ours, "id") != settings.get(theirs, "id"):
        return Relation.OTHER
    here, there = continues(ours, heads_of(theirs)), continues(theirs, heads_of(ours))
    return {
        (True, True): Relation.SAME,
        (True, False): Relation.AHEAD,
        (False, True): Relation.BEHIND,
        (False, False): Relation.APART,
    }[here, there]


def in_common(ours: Tx, theirs: Tx) -> tuple[int, int]:
    """Count the entries and the acts that both books have from the beginning on."""
    found: list[int] = []
    for table in _CHAINS:
        low, high = 0, min(_length(ours, table), _length(theirs, table))
        while low < high:  # seals are chained: equal at one place means equal at all before it
            middle = (low + high + 1) // 2
            is_same = _seal_at(ours, table, middle) == _seal_at(theirs, table, middle)
            low, high = (middle, high) if is_same else (low, middle - 1)
        found.append(low)
    return found[0], found[1]


def balances_of(tx: Tx) -> list[tuple[str, str, int]]:
    """Total every account in every fund from the lines themselves, in satang."""
    asked = "SELECT account, fund, sum(amount) FROM postings GROUP BY account, fund ORDER BY account, fund"
    return [(account, fund, satang) for account, fund, satang in tx.exec_driver_sql(asked)]


def _length(tx: Tx, table: str) -> int:
    return tx.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one()  # noqa: S608 - a constant of the program


def _seal_at(tx: Tx, table: str, at: int) -> str:
    if not at:
        return GENESIS.hex()
    found = tx.exec_driver_sql(f"SELECT seal FROM {table} WHERE id = ?", (at,)).scalar_one_or_none()  # noqa: S608 - a constant of the program
    return found.hex() if found else ""
