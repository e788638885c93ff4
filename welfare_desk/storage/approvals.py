"""Keep the rules of approval, and the work that waits for a second person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules, PendingStatus
from welfare_desk.money import Money
from welfare_desk.storage import rows, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.approvals import ApprovalNeeded
    from welfare_desk.ledger.entries import Entry
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

_IN_FORCE = (
    "SELECT kind, amount FROM approval_rules r "
    "WHERE from_at = (SELECT max(from_at) FROM approval_rules WHERE kind = r.kind)"
)
_COLUMNS = "id, kind, amount, act, content, preview, hash, day, made_by, made_at, status, decided_by, reason, vouchers"


@dataclass(frozen=True, slots=True)
class Work:
    """What was sent: the service's name, what it is called with, what it posts, and the maker's today."""

    act: str
    given: Any
    entries: tuple[Entry, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Pending:
    """Work that waits for a second person, or waited; once it is approved the ledger has it, and not this row."""

    id: int
    kind: ApprovalKind
    amount: Money
    work: Work
    made_by: int
    made_at: str
    status: PendingStatus
    decided_by: int | None
    reason: str
    vouchers: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Name it, apart from any voucher: `P-0001`."""
        return reference_of(self.id)


def reference_of(pending_id: int) -> str:
    """Write the reference of work that waits: `P-0001`."""
    return f"P-{pending_id:04}"


def rules(tx: Tx) -> ApprovalRules:
    """Read the rules in force."""
    return ApprovalRules(
        {ApprovalKind(kind): Money(amount) for kind, amount in rows.ask(tx, _IN_FORCE) if amount is not None}
    )


def put_rules(tx: Tx, wanted: ApprovalRules, made: Made) -> dict[str, int | None]:
    """Keep new rules from this moment on; give what changed, in satang by kind, none for a kind set free."""
    before = rules(tx).limits
    changed: dict[str, int | None] = {}
    for kind in ApprovalKind:
        limit = wanted.limits.get(kind)
        if before.get(kind) != limit:
            changed[kind.value] = None if limit is None else limit.satang
    added = [(kind, made.at, amount) for kind, amount in changed.items()]
    if added:
        tx.exec_driver_sql("INSERT INTO approval_rules (kind, from_at, amount) VALUES (?, ?, ?)", added)
    return changed


def add(tx: Tx, need: ApprovalNeeded, work: Work, made: Made) -> tuple[int, str]:
    """Keep work for a second person; give its id and the hash of what was kept."""
    content, preview = values.written(work.given), values.written(work.entries)
    digest = _hash(content, preview)
    asked = (
        "INSERT INTO pending (kind, amount, act, content, preview, hash, day, made_by, made_at, status, reason, "
        "vouchers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', '', '') RETURNING id"
    )
    head = (need.kind.value, need.amount.satang, work.act)
    row = (*head, content, preview, digest, work.day.isoformat(), made.by, made.at)
    return tx.exec_driver_sql(asked, row).scalar_one(), digest.hex()


def find(tx: Tx, pending_id: int) -> Pending:
    """Read work that waits or waited; an unknown one is a `RuleError`."""
    asked = f"SELECT {_COLUMNS} FROM pending WHERE id = ?"  # noqa: S608 - our own column names
    row = tx.exec_driver_sql(asked, (pending_id,)).one_or_none()
    if row is None:
        text = N_("Nothing called {reference} was ever sent for approval.")
        raise RuleError(problem("pending.unknown", text, "reference", reference=reference_of(pending_id)))
    return _read(row)


def waiting(tx: Tx) -> list[Pending]:
    """Read what waits for a second person, oldest first."""
    asked = f"SELECT {_COLUMNS} FROM pending WHERE status = 'waiting' ORDER BY id"  # noqa: S608 - our own column names
    return [_read(row) for row in tx.exec_driver_sql(asked)]


def decide(
    tx: Tx, pending_id: int, status: PendingStatus, made: Made, *, reason: str = "", vouchers: Sequence[str] = ()
) -> None:
    """Keep what became of it. Approved work stands in the ledger from now on, and its copy here goes."""
    content = "content = NULL, preview = NULL, " if status is PendingStatus.APPROVED else ""
    asked = (
        f"UPDATE pending SET {content}status = ?, decided_by = ?, decided_at = ?, reason = ?, vouchers = ? WHERE id = ?"  # noqa: S608 - our own text
    )
    tx.exec_driver_sql(asked, (status.value, made.by, made.at, reason, " ".join(vouchers), pending_id))


def is_as_sent(content: str, preview: str, digest: bytes) -> bool:
    """Tell whether waiting work is still what was sent."""
    return _hash(content, preview) == digest


def _hash(content: str, preview: str) -> bytes:
    return hashlib.sha256(f"{len(content)}:{content}{preview}".encode()).digest()


def _read(row: Any) -> Pending:
    is_gone = row.content is None and row.status == PendingStatus.APPROVED.value
    if not is_gone and not is_as_sent(row.content or "", row.preview or "", row.hash):
        text = N_("{reference} is no longer what was sent for approval: the file was changed. Check the whole book.")
        raise RuleError(problem("pending.changed", text, reference=reference_of(row.id)))
    given = None if row.content is None else values.read(row.content)
    made = () if row.preview is None else values.read(row.preview)
    return Pending(
        row.id,
        ApprovalKind(row.kind),
        Money(row.amount),
        Work(row.act, given, made, date.fromisoformat(row.day)),
        row.made_by,
        row.made_at,
        PendingStatus(row.status),
        row.decided_by,
        row.reason,
        tuple(row.vouchers.split()),
    )
