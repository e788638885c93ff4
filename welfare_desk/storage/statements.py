"""Keep the signed statements of closed periods."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.ledger.closing import PeriodStatement, hash_of_balances, hash_of_seals
from welfare_desk.ledger.seal import GENESIS
from welfare_desk.storage import rows, settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from welfare_desk.ledger.periods import Period
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def draw_up(tx: Tx, period: Period) -> PeriodStatement:
    """Draw up the statement of a period as the book stands now."""
    in_period = "SELECT seal FROM entries WHERE period = ? ORDER BY series, month, number"
    seals = [seal for (seal,) in rows.ask(tx, in_period, (period.id,))]
    debit = tx.exec_driver_sql("SELECT coalesce(sum(debit), 0) FROM movements WHERE period = ?", (period.id,))
    balances = tx.exec_driver_sql(
        "SELECT account, fund, sum(debit) - sum(credit) FROM movements WHERE period <= ? GROUP BY account, fund",
        (period.id,),
    )
    return PeriodStatement(
        book=settings.get(tx, "id"),
        period=period.id,
        entries=len(seals),
        seals_hash=hash_of_seals(seals),
        debit_satang=debit.scalar_one(),
        balances_hash=hash_of_balances([(account, fund, satang) for account, fund, satang in balances]),
        entry_head=_last(tx, "SELECT seal FROM entries ORDER BY id DESC LIMIT 1", GENESIS),
        audit_head=_last(tx, "SELECT seal FROM audit ORDER BY id DESC LIMIT 1", GENESIS),
        previous=_last(tx, "SELECT hash FROM statements ORDER BY id DESC LIMIT 1", b""),
        reopened=tx.exec_driver_sql("SELECT reopened FROM periods WHERE id = ?", (period.id,)).scalar_one(),
    )


def add(tx: Tx, statement: PeriodStatement, fingerprint: str, key: Ed25519PrivateKey, made: Made) -> bytes:
    """Sign a statement and keep it; give its hash."""
    digest = statement.hash()
    tx.exec_driver_sql(
        "INSERT INTO statements (id, period, entries, seals_hash, debit, balances_hash, entry_head, audit_head, "
        "previous, reopened, hash, signature, fingerprint, closed_at, closed_by) "
        "VALUES ((SELECT coalesce(max(id), 0) + 1 FROM statements), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            statement.period, statement.entries, statement.seals_hash, statement.debit_satang,
            statement.balances_hash, statement.entry_head, statement.audit_head, statement.previous,
            statement.reopened, digest, key.sign(statement.canonical()), fingerprint, made.at, made.by,
        ),
    )  # fmt: skip
    return digest


class Signed(NamedTuple):
    """A statement as it was signed: its place among all, what it says, its hash, the key, when (UTC) and by whom."""

    id: int
    statement: PeriodStatement
    hash: bytes
    fingerprint: str
    closed_at: str
    closed_by: str


def signed(tx: Tx) -> list[Signed]:
    """Read every signed statement, the first one first."""
    book = settings.get(tx, "id")
    asked = (
        "SELECT s.id, s.hash, s.fingerprint, s.closed_at, u.name, s.period, s.entries, s.seals_hash, s.debit, "
        "s.balances_hash, s.entry_head, s.audit_head, s.previous, s.reopened FROM statements s "
        "JOIN users u ON u.id = s.closed_by ORDER BY s.id"
    )
    return [
        Signed(key, PeriodStatement(book, *said), digest, fingerprint, at, by)
        for key, digest, fingerprint, at, by, *said in rows.ask(tx, asked)
    ]


def last_standing(tx: Tx) -> tuple[int, bytes] | None:
    """Give the last period that stands closed, and the hash of its statement; nothing where none does."""
    asked = (
        "SELECT s.period, s.hash FROM statements s JOIN periods p ON p.id = s.period "
        "WHERE p.status <> 'open' ORDER BY s.period DESC, s.id DESC LIMIT 1"
    )
    found = tx.exec_driver_sql(asked).one_or_none()
    return None if found is None else (found[0], found[1])


def hash_of(tx: Tx, period: Period) -> bytes | None:
    """Give the hash of the last statement of a period; nothing where it was never closed."""
    asked = "SELECT hash FROM statements WHERE period = ? ORDER BY id DESC LIMIT 1"
    return tx.exec_driver_sql(asked, (period.id,)).scalar_one_or_none()


def _last(tx: Tx, asked: str, default: bytes) -> bytes:
    found = tx.exec_driver_sql(asked).scalar_one_or_none()
    return default if found is None else found
