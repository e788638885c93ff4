"""Recompute both chains of a book: every entry's seal with its texts, and every row of the audit trail.

The canonical bytes of `ledger/seal.py` are put together here as they stream by, without an object per row: a
million entries are hashed in seconds. A test holds this against the seal itself.
"""

# ruff: noqa: S608 - every part of these questions is a constant of the program

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, cast

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import GENESIS, VERSION, audit_seal, commitment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from welfare_desk.storage.book import Tx

SHOWN = 20
BATCH = 5_000

_Kept: TypeAlias = (
    tuple[
        int, str, str, int, str, str, int, int | None, str | None, bytes, bytes, bytes, str, bytes,
        str | None, bytes | None, str | None, bytes | None,
    ]
)  # fmt: skip
_Written: TypeAlias = tuple[int, str, int, str, str, str, bytes]
_Changed: TypeAlias = tuple[int, str, str | None, bytes | None, bytes]


@dataclass(slots=True)
class Places:
    """Where a check is not met: the first places, and how many there are in all."""

    first: list[Problem] = field(default_factory=list[Problem])
    count: int = 0

    def add(self, place: Problem) -> None:
        """Note one place."""
        self.count += 1
        if self.count <= SHOWN:
            self.first.append(place)


@dataclass(slots=True)
class Walk:
    """What walking the entries in order of posting showed.

    `erased` counts entries whose texts were erased, `late` those dated before the number in front of them.
    """

    places: Places = field(default_factory=Places)
    entries: int = 0
    erased: int = 0
    late: int = 0


def _packed(column: str) -> str:
    return f"coalesce(length({column}) || ':' || {column}, '-')"


def packed_lines(entry: str, amount: str = "amount") -> str:
    """Give the SQL that writes the lines of an entry as they are sealed; `entry` is the SQL of its position.

    They are read from the table itself, whose rows lie in the order of entry and line.
    """
    fields = " || ".join(_packed(column) for column in ("account", "fund", amount, "member"))
    return f"coalesce((SELECT group_concat({fields}, '') FROM postings NOT INDEXED WHERE entry_id = {entry}), '')"


_ENTRIES = (
    "SELECT e.id, e.voucher, e.day, e.period, e.kind, e.posted_at, e.made_by, e.approved_by, r.voucher, "
    f"e.documents, e.memo_commitment, e.payee_commitment, {packed_lines('e.id')}, e.seal, "
    "e.memo, e.memo_salt, e.payee, e.payee_salt "
    "FROM entries e LEFT JOIN entries r ON r.id = e.reverses ORDER BY e.id"
)
_AUDIT = "SELECT id, at, actor, action, subject, details, seal FROM audit ORDER BY id"
_HISTORY = "SELECT audit_id, member, content, salt, commitment FROM member_history ORDER BY audit_id, id"


def walk_entries(tx: Tx, walk: Walk, step: Callable[[int], None]) -> None:
    """Recompute the seal of every entry from the kept seal before it, and the commitments of its texts.

    What shows goes into `walk`; `step` hears after each batch how many entries were walked.
    """
    last_days: dict[str, str] = {}
    middles: dict[tuple[object, ...], str] = {}
    previous, position, sha256 = GENESIS.hex(), 0, hashlib.sha256
    batches = cast("Iterable[list[_Kept]]", tx.exec_driver_sql(_ENTRIES).partitions(BATCH))
    for batch in batches:
        for (
            entry_id, voucher, day, period, kind, at, by, approved, reverses, documents, memo_bound, payee_bound,
            lines, seal, memo, memo_salt, payee, payee_salt,
        ) in batch:  # fmt: skip
            key = (day, period, kind, at, by, approved)
            middle = middles.get(key)
            if middle is None:
                middle = middles[key] = "".join(map(_field, key))
            start = f"{_START}{len(str(entry_id))}:{entry_id}{len(voucher)}:{voucher}{middle}"
            undone = "-" if reverses is None else _field(reverses)
            bound = f"{2 * len(documents)}:{documents.hex()}64:{memo_bound.hex()}64:{payee_bound.hex()}"
            if sha256(f"{start}{undone}{bound}{lines}64:{previous}".encode()).digest() != seal:
                walk.places.add(problem("broken_seal", N_("{voucher} is not as it was sealed."), voucher=voucher))
            is_bound = memo is None or (
                memo_salt is not None and sha256(memo_salt + memo.encode()).digest() == memo_bound
            )
            if payee is not None and is_bound:
                is_bound = payee_salt is not None and sha256(payee_salt + payee.encode()).digest() == payee_bound
            if not is_bound:
                walk.places.add(problem("broken_seal", _TEXT_CHANGED, voucher=voucher))
            if entry_id != position + 1:
                walk.places.add(problem("broken_seal", _MISSING, count=entry_id - position - 1, voucher=voucher))
            walk.erased += memo is None or payee is None
            walk.late += day < last_days.get(voucher[:6], "")
            previous, position, last_days[voucher[:6]] = seal.hex(), entry_id, day
        walk.entries += len(batch)
        step(walk.entries)


_MISSING = N_("Entries missing from the chain before {voucher}: {count}.")
_TEXT_CHANGED = N_("The memo or payee of {voucher} is not the one it was sealed with.")


def _field(value: object) -> str:
    if value is None:
        return "-"
    text = value.hex() if isinstance(value, bytes) else str(value)
    return f"{len(text)}:{text}"


_START = f"{_field('entry')}{_field(VERSION)}"


def _binds(bound: bytes, salt: bytes | None, text: str | None) -> bool:
    return text is None or (salt is not None and commitment(salt, text) == bound)


def walk_audit(tx: Tx, places: Places) -> None:
    """Recompute the seal of every audit row from the kept seal before it, and the histories bound into it."""
    previous, position = GENESIS, 0
    bound: dict[int, str] = {}
    for row in cast("Iterable[_Written]", tx.exec_driver_sql(_AUDIT)):
        row_id, _at, _actor, _action, _subject, details, seal = row
        if row_id != position + 1:
            text = N_("Rows missing from the audit trail before row {row}: {count}.")
            places.add(problem("broken_audit_chain", text, count=row_id - position - 1, row=row_id))
        if audit_seal(row[:6], previous) != seal:
            text = N_("Row {row} of the audit trail is not as it was written.")
            places.add(problem("broken_audit_chain", text, row=row_id))
        elif '"history":' in details:
            bound[row_id] = json.loads(details)["history"]
        previous, position = seal, row_id
    _walk_history(tx, bound, places)


def _walk_history(tx: Tx, bound: dict[int, str], places: Places) -> None:
    """Compare what members' rows were before and after with what the audit rows bind."""
    unread = dict(bound)
    changes = cast("Iterable[_Changed]", tx.exec_driver_sql(_HISTORY))
    for audit_id, rows in groupby(changes, key=lambda row: row[0]):
        digest = hashlib.sha256()
        for _, member, content, salt, commitment_ in rows:
            digest.update(commitment_)
            if not _binds(commitment_, salt, content):
                text = N_("The history of member {member} in row {row} of the audit trail was changed.")
                places.add(problem("broken_audit_chain", text, member=member, row=audit_id))
        if digest.hexdigest() != unread.pop(audit_id, None):
            _add_unbound(places, audit_id)
    for audit_id, digest in unread.items():
        if digest != hashlib.sha256().hexdigest():
            _add_unbound(places, audit_id)


def _add_unbound(places: Places, audit_id: int) -> None:
    text = N_("The members' history is not the one that row {row} of the audit trail binds.")
    places.add(problem("broken_audit_chain", text, row=audit_id))
