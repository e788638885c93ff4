"""Keep handovers of office as they were signed; the trail holds the hash of each."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import trail
from welfare_desk.welfare.handovers import Handover, read, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

ACT = "office.handed_over"


def add(tx: Tx, given: Handover, made: Made) -> int:
    """Keep a handover and bind it to the trail; give its number."""
    content = written(given)
    asked = "INSERT INTO handovers (day, content, made_by, made_at) VALUES (?, ?, ?, ?) RETURNING id"
    number: int = tx.exec_driver_sql(asked, (given.day.isoformat(), content, made.by, made.at)).scalar_one()
    trail.add(tx, made, ACT, str(number), office=given.office.value, sha256=_hash(content))
    return number


def handovers(tx: Tx) -> dict[int, Handover]:
    """Read the handovers by their numbers, in order."""
    rows = tx.exec_driver_sql("SELECT id, content FROM handovers ORDER BY id").all()
    return {row[0]: read(row[1]) for row in rows}


def money_on(tx: Tx, day: date) -> dict[str, int]:
    """Read what the book says is in each cash or bank account after a day, in satang; empty ones are left out."""
    asked = (
        "SELECT p.account, sum(p.amount) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "JOIN accounts a ON a.code = p.account WHERE a.cash_flow = 'cash' AND e.day <= ? "
        "GROUP BY p.account HAVING sum(p.amount) <> 0 ORDER BY p.account"
    )
    return {row[0]: row[1] for row in tx.exec_driver_sql(asked, (day.isoformat(),)).all()}


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare the handovers with the hashes in the trail."""
    asked = "SELECT subject, details FROM audit WHERE action = ? ORDER BY id"
    signed = {subject: json.loads(details)["sha256"] for subject, details in tx.exec_driver_sql(asked, (ACT,))}
    kept = {str(row[0]): _hash(row[1]) for row in tx.exec_driver_sql("SELECT id, content FROM handovers")}
    for number in sorted(signed.keys() | kept.keys(), key=int):
        if signed.get(number) != kept.get(number):
            text = N_("Handover {number} is missing, new, or not as it was signed.")
            yield problem("documents", text, number=number)


def _hash(content: str) -> str:
    return sha256(content.encode()).hexdigest()
