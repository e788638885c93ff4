"""Keep what was seen of a claim (papers, signatures of the village centre), and lists of claims taken in together."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.welfare.claim_papers import ClaimList, ListKind, Seen, SeenKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


class KeptList(NamedTuple):
    """A list of claims as it is kept, with the numbers of its claims."""

    id: int
    list: ClaimList
    claims: tuple[int, ...]


def checks(tx: Tx, numbers: Collection[int]) -> dict[int, list[Seen]]:
    """Read what was seen of some claims, in the order of kinds and names."""
    asked = (
        "SELECT claim_id, kind, name, day FROM claim_checks WHERE claim_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY claim_id, kind, name"
    )
    found: dict[int, list[Seen]] = {number: [] for number in numbers}
    for number, kind, name, day in tx.exec_driver_sql(asked, (json.dumps(sorted(numbers)),)):
        found[number].append(Seen(SeenKind(kind), name, date.fromisoformat(day)))
    return found


def add_checks(tx: Tx, number: int, seen: Iterable[Seen], made: Made) -> None:
    """Keep that papers were seen, or who signed."""
    asked = "INSERT INTO claim_checks (claim_id, kind, name, day, made_by) VALUES (?, ?, ?, ?, ?)"
    rows = [(number, each.kind.value, each.name, each.day.isoformat(), made.by) for each in seen]
    if rows:
        tx.exec_driver_sql(asked, rows)


def remove_checks(tx: Tx, number: int, gone: Iterable[Seen]) -> None:
    """Take a tick back, before the claim is approved."""
    asked = "DELETE FROM claim_checks WHERE claim_id = ? AND kind = ? AND name = ?"
    rows = [(number, each.kind.value, each.name) for each in gone]
    if rows:
        tx.exec_driver_sql(asked, rows)


def add_list(tx: Tx, given: ClaimList, numbers: Sequence[int], made: Made) -> int:
    """Keep a list with its claims, and give its number."""
    asked = "INSERT INTO claim_lists (kind, type, day, name, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"
    head = (given.kind.value, given.type, given.day.isoformat(), given.name, made.by, made.at)
    number = int(tx.exec_driver_sql(asked, head).scalar_one())
    rows = [(number, each) for each in numbers]
    if rows:
        tx.exec_driver_sql("INSERT INTO claim_list_rows (list_id, claim_id) VALUES (?, ?)", rows)
    return number


def lists(tx: Tx) -> list[KeptList]:
    """Read the lists of claims, in the order in which they were made."""
    rows: dict[int, list[int]] = {}
    for number, claim in tx.exec_driver_sql("SELECT list_id, claim_id FROM claim_list_rows ORDER BY claim_id"):
        rows.setdefault(number, []).append(claim)
    asked = "SELECT id, kind, type, day, name FROM claim_lists ORDER BY id"
    return [
        KeptList(number, ClaimList(ListKind(kind), code, date.fromisoformat(day), name), tuple(rows.get(number, ())))
        for number, kind, code, day, name in tx.exec_driver_sql(asked)
    ]
