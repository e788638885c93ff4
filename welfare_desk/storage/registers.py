"""Bind what cooperatives write down once, contracts, schedules, products, to the audit trail by its hash.

Whoever writes a row says so with `note`; `faults` hashes every row anew and holds it against what the trail was told.
Free words are left out of the hash, so that they may be erased.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import document_hash
from welfare_desk.storage import rows, trail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

    Maker: TypeAlias = Made


@dataclass(frozen=True, slots=True)
class Bound:
    """A table whose rows the trail knows: the act, the columns of its key, what is hashed, and what belongs to it."""

    action: str
    key: tuple[str, ...]
    columns: str
    children: str = ""
    child_columns: str = ""
    child_key: str = ""


BOUND = {
    "holdings": Bound("holding.opened", ("id",), "ledger, number, member, product, opened_day, terms"),
    "holding_events": Bound("holding.event", ("holding_id", "position"), "day, kind, content"),
    "coop_products": Bound("product.kept", ("kind", "code", "from_day"), "content"),
    "member_classes": Bound("member.class", ("member", "from_day", "position"), "class"),
    "share_plans": Bound("share.plan", ("member", "from_day", "position"), "amount"),
    "loan_applications": Bound("loan.asked", ("id",), "member, product, day"),
    "application_events": Bound("loan.decided", ("application_id", "position"), "day, status"),
    "loan_schedules": Bound(
        "loan.scheduled", ("holding_id", "version"), "from_day, content",
        "loan_instalments", "number, due_day, principal, interest", "number",
    ),
    "loan_guarantors": Bound("loan.guaranteed", ("holding_id", "position"), "member, amount, from_day"),
    "loan_guarantors_ended": Bound("loan.released", ("holding_id", "position"), "day"),
    "provisions": Bound(
        "allowance.made", ("id",), "day, ruleset, content, loans, interest, entry_id",
        "provision_lines", "holding_id, class, principal, interest, collateral, base, rate, amount", "holding_id",
    ),
    "surpluses": Bound(
        "surplus.resolved", ("id",), "fiscal_year, content, resolution, day, entry_id",
        "surplus_lines", "member, kind, base, amount", "member, kind",
    ),
    "payroll_sheets": Bound("payroll.made", ("id",), "month, employer, status, content, hash"),
}  # fmt: skip
_CHILD_OF = {"provisions": ("provision_id",), "surpluses": ("surplus_id",)}


def note(tx: Tx, made: Made, table: str, key: Sequence[object], **details: object) -> None:
    """Write down in the trail that a row was written, with the hash of it and of the rows that belong to it."""
    bound = BOUND[table]
    where = " AND ".join(f"{column} = ?" for column in bound.key)
    ((*fields,),) = rows.ask(tx, f"SELECT {bound.columns} FROM {table} WHERE {where}", tuple(key))  # noqa: S608 - names of columns
    if bound.children:
        own = " AND ".join(f"{column} = ?" for column in _CHILD_OF.get(table, bound.key))
        asked = f"SELECT {bound.child_columns} FROM {bound.children} WHERE {own} ORDER BY {bound.child_key}"  # noqa: S608 - likewise
        for child in rows.ask(tx, asked, tuple(key)):
            fields += child
    trail.add(tx, made, bound.action, _subject(key), hash=document_hash(table, fields).hex(), **details)


def _subject(key: Sequence[object]) -> str:
    return "/".join(str(part) for part in key)


def faults(tx: Tx) -> Iterator[Problem]:
    """Find rows that are missing, new, or not as the trail was told when they were written."""
    text = N_("{subject} of “{table}” is missing, new, or not as it was written.")
    told = _told(tx)
    for table, bound in BOUND.items():
        known = told.get(bound.action, {})
        for subject, digest in _digests(tx, table, bound):
            if known.pop(subject, None) != digest:
                yield problem("registers", text, subject=subject, table=table)
        for subject in known:
            yield problem("registers", text, subject=subject, table=table)


def _told(tx: Tx) -> dict[str, dict[str, str]]:
    """Read from the trail, by act and subject, what rows were when they were written."""
    acts = tuple(bound.action for bound in BOUND.values())
    found: dict[str, dict[str, str]] = {}
    asked = f"SELECT action, subject, details FROM audit WHERE action IN ({', '.join('?' * len(acts))}) ORDER BY id"  # noqa: S608 - placeholders
    for action, subject, details in tx.exec_driver_sql(asked, acts):
        found.setdefault(action, {})[subject] = json.loads(details).get("hash", "")
    return found


def _digests(tx: Tx, table: str, bound: Bound) -> Iterator[tuple[str, str]]:
    key = ", ".join(bound.key)
    size = len(bound.key)
    children: dict[str, list[object]] = {}
    if bound.children:
        own = ", ".join(_CHILD_OF.get(table, bound.key))
        asked = f"SELECT {own}, {bound.child_columns} FROM {bound.children} ORDER BY {own}, {bound.child_key}"  # noqa: S608 - names of columns
        for child in tx.exec_driver_sql(asked):
            children.setdefault(_subject(child[:size]), []).extend(child[size:])
    for row in tx.exec_driver_sql(f"SELECT {key}, {bound.columns} FROM {table} ORDER BY {key}"):  # noqa: S608 - likewise
        subject = _subject(row[:size])
        fields = [*row[size:], *children.pop(subject, ())]
        yield subject, document_hash(table, fields).hex()
    for subject in children:  # rows that belong to none
        yield subject, ""
