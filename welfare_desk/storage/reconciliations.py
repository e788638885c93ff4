"""Keep reconciliations as they were approved; the trail holds the hash of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.reconciliation import (
    BankMatch,
    BankSides,
    MatchKind,
    Reconciliation,
    reconcile,
    reconciliation_hash,
)
from welfare_desk.money import Money
from welfare_desk.storage import banking, trail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

ACT = "bank.reconciled"


@dataclass(frozen=True, slots=True)
class KeptReconciliation:
    """A reconciliation as it was approved; `undone` says why it was taken back, if it was."""

    id: int
    account: str
    day: date
    bank: Money
    book: Money
    content: str
    made_by: int
    made_at: str
    undone: str | None = None


def sides_of(tx: Tx, account: str) -> BankSides | None:
    """Read both sides of an account since its first statement; None where there is none."""
    statements = banking.statements(tx, account)
    if not statements:
        return None
    since = statements[0].first_day
    lines = {each.id: each for each in banking.lines_of(tx, account)}
    items = banking.items_of(tx, account)
    matches = banking.matches_of(tx, account, lines, items)
    matched_lines = {each.id for match in matches for each in match.lines}
    matched = {each.entry_id for match in matches for each in match.items}
    pairs = [
        (items[reverses][0], item)
        for item, reverses in items.values()
        if reverses in items and not {reverses, item.entry_id} & matched
    ]
    matches += [BankMatch(0, MatchKind.ENTRIES, (), pair) for pair in pairs]
    cancelled = {each.entry_id for pair in pairs for each in pair}
    waiting = [item for key, (item, _) in items.items() if key not in matched | cancelled]
    return BankSides(
        since,
        statements[0].opening,
        banking.opening_of(tx, account, since),
        [each for key, each in lines.items() if key not in matched_lines],
        [each for each in waiting if each.day >= since],
        matches,
        [each for each in waiting if each.day < since],
        max(each.last_day for each in statements),
    )


def reconciliation_on(tx: Tx, account: str, day: date) -> Reconciliation | None:
    """Hold an account against its bank after a day as things stand now; None where it has no statement."""
    sides = sides_of(tx, account)
    if sides is None:
        return None
    return reconcile(account, day, sides)


def add(tx: Tx, found: Reconciliation, before_words: str, made: Made) -> int:
    """Keep an approved reconciliation, freeze its matches and bind it to the trail; give its number."""
    content = json.dumps(json.loads(found.content()) | {"words": before_words}, ensure_ascii=False, sort_keys=True)
    digest = reconciliation_hash(found, content)
    asked = (
        "INSERT INTO reconciliations (account, day, bank, book, content, hash, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
    )
    day = found.day.isoformat()
    values = (found.account, day, found.bank.satang, found.book.satang, content, digest, made.by, made.at)
    number: int = tx.exec_driver_sql(asked, values).scalar_one()
    tx.exec_driver_sql(
        "UPDATE bank_matches SET reconciliation_id = ? WHERE account = ? AND day <= ? AND (reconciliation_id IS NULL "
        "OR reconciliation_id IN (SELECT reconciliation_id FROM reconciliations_undone))",
        (number, found.account, day),
    )
    trail.add(tx, made, ACT, str(number), account=found.account, day=day, hash=digest.hex())
    return number


def reconciliations(tx: Tx, account: str = "") -> list[KeptReconciliation]:
    """Read the reconciliations of one account or of all, with those that were taken back, oldest first."""
    asked = (
        "SELECT r.id, r.account, r.day, r.bank, r.book, r.content, r.made_by, r.made_at, u.reason "
        "FROM reconciliations r LEFT JOIN reconciliations_undone u ON u.reconciliation_id = r.id "
        "WHERE ? = '' OR r.account = ? ORDER BY r.account, r.id"
    )
    return [
        KeptReconciliation(
            row[0], row[1], date.fromisoformat(row[2]), Money(row[3]), Money(row[4]), *row[5:]
        )
        for row in tx.exec_driver_sql(asked, (account, account))
    ]  # fmt: skip


def last(tx: Tx, account: str) -> KeptReconciliation | None:
    """Read the last reconciliation of an account that stands."""
    standing = [each for each in reconciliations(tx, account) if each.undone is None]
    return standing[-1] if standing else None


def undo(tx: Tx, number: int, day: date, reason: str) -> None:
    """Take a reconciliation back; its matches may be taken apart again."""
    asked = "INSERT INTO reconciliations_undone (reconciliation_id, day, reason) VALUES (?, ?, ?)"
    tx.exec_driver_sql(asked, (number, day.isoformat(), reason))


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare the approved reconciliations with the hashes in the trail, and with what they say themselves."""
    asked = "SELECT subject, details FROM audit WHERE action = ? ORDER BY id"
    signed = {subject: json.loads(details)["hash"] for subject, details in tx.exec_driver_sql(asked, (ACT,))}
    kept: dict[str, str] = {}
    text = N_("The reconciliation {number} is missing, new, or not as it was approved.")
    asked = "SELECT id, account, day, bank, book, content, hash FROM reconciliations ORDER BY id"
    for number, account, day, bank, book, content, digest in tx.exec_driver_sql(asked):
        found = Reconciliation(account, date.fromisoformat(day), Money(bank), Money(book), (), (), ())
        kept[str(number)] = digest.hex()
        told = json.loads(content)
        explained = sum(row[-1] for row in told["under_way"]) - sum(row[-1] for row in told["errors"]) + told["before"]
        if reconciliation_hash(found, content) != digest or book - bank != explained:
            yield problem("documents", text, number=number)
    for number in sorted(signed.keys() | kept.keys(), key=int):
        if signed.get(number) != kept.get(number):
            yield problem("documents", text, number=number)
