"""Keep statements as they were when a period was closed; the trail holds the hash of each."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.periods import Period, period_from_id
from welfare_desk.storage import periods, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.storage.book import Tx


class KeptReport(NamedTuple):
    """A statement as it was kept: by which close of which period, under which name, its content and its hash."""

    statement_id: int
    period: Period
    reopened: int
    name: str
    content: str
    hash: bytes


def add_all(tx: Tx, contents: Mapping[str, str]) -> list[str]:
    """Keep statements with the last signed one; give `name hash` of each for the trail."""
    ((statement,),) = rows.ask(tx, "SELECT max(id) FROM statements")
    told: list[str] = []
    for name, content in contents.items():
        digest = sha256(content.encode()).digest()
        tx.exec_driver_sql(
            "INSERT INTO kept_reports (statement_id, name, content, hash) VALUES (?, ?, ?, ?)",
            (statement, name, content, digest),
        )
        told.append(f"{name} {digest.hex()}")
    return told


def of_period(tx: Tx, period: Period) -> list[KeptReport]:
    """Read what was kept at each close of a period, the first close first."""
    asked = (
        "SELECT s.id, s.reopened, k.name, k.content, k.hash FROM kept_reports k JOIN statements s "
        "ON s.id = k.statement_id WHERE s.period = ? ORDER BY s.id, k.name"
    )
    return [
        KeptReport(statement, period, reopened, name, content, digest)
        for statement, reopened, name, content, digest in rows.ask(tx, asked, (period.id,))
    ]


def faults(tx: Tx) -> Iterator[Problem]:
    """Hold each kept statement against its hash, and against the hash that the trail holds of it."""
    told = _told(tx)
    of = periods.calendar(tx)
    text = N_("The statement “{name}” kept at the close of the period from {day} is not the one that was kept.")
    asked = (
        "SELECT s.period, s.hash, k.name, k.content, k.hash FROM kept_reports k JOIN statements s "
        "ON s.id = k.statement_id ORDER BY s.id, k.name"
    )
    for period, statement, name, content, digest in tx.exec_driver_sql(asked):
        line = (statement.hex(), f"{name} {digest.hex()}")
        is_told = line in told
        told.discard(line)
        if not is_told or sha256(content.encode()).digest() != digest:
            day = of.days_of(period_from_id(period))[0]
            yield problem("statements", text, name=name, day=day)
    gone = N_("The statement “{name}” that the trail tells of is no longer kept.")
    for _statement, line in sorted(told):
        yield problem("statements", gone, name=line.split(" ")[0])


def _told(tx: Tx) -> set[tuple[str, str]]:
    """Read from the trail which statements were kept with which signed one."""
    found: set[tuple[str, str]] = set()
    for (details,) in tx.exec_driver_sql("SELECT details FROM audit WHERE action = 'period.closed'"):
        said = json.loads(details)
        found |= {(said["hash"], line) for line in said.get("kept", ())}
    return found
