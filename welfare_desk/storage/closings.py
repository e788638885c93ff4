"""Read how a period stands: its signed statement, the lock of its year, and what an auditor said of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import THAI_TIME
from welfare_desk.storage import adjustments

if TYPE_CHECKING:
    from welfare_desk.ledger.periods import Period
    from welfare_desk.storage.book import Tx


class SignedStatement(NamedTuple):
    """The statement of a closed period: its hash, the key that signed it, and the day of the close."""

    period: int
    hash: bytes
    fingerprint: str
    signature: bytes
    closed_on: date


class YearLock(NamedTuple):
    """When and by what resolution the annual meeting accepted a year."""

    day: date
    resolution: str


class Opinion(NamedTuple):
    """What an auditor said of the statements of a year; it is outdated once the year was reopened, on a day."""

    day: date
    auditor: str
    opinion: str
    words: str
    outdated: date | None = None


def standing_statement(tx: Tx, period: Period) -> SignedStatement | None:
    """Read the last statement of a period that stands closed; nothing where it is open."""
    asked = (
        "SELECT s.period, s.hash, s.fingerprint, s.signature, s.closed_at FROM statements s "
        "JOIN periods p ON p.id = s.period WHERE s.period = ? AND p.status <> 'open' ORDER BY s.id DESC LIMIT 1"
    )
    found = tx.exec_driver_sql(asked, (period.id,)).one_or_none()
    if found is None:
        return None
    closed = datetime.fromisoformat(found[4]).astimezone(THAI_TIME).date()
    return SignedStatement(found[0], found[1], found[2], found[3], closed)


def year_lock(tx: Tx, year: int) -> YearLock | None:
    """Read the lock of a fiscal year, or nothing."""
    asked = "SELECT day, resolution FROM year_locks WHERE fiscal_year = ?"
    found = tx.exec_driver_sql(asked, (year,)).one_or_none()
    return None if found is None else YearLock(date.fromisoformat(found[0]), found[1])


def last_opinion(tx: Tx, year: int) -> Opinion | None:
    """Read the last opinion on a fiscal year, which counts, or nothing."""
    said = [each for each in adjustments.opinions(tx) if each.fiscal_year == year]
    if not said:
        return None
    last = said[-1]
    return Opinion(last.day, last.auditor, last.opinion.value, last.words, last.outdated)


def signed_public_key(tx: Tx, fingerprint: str) -> bytes:
    """Give the public key of a fingerprint: 32 bytes."""
    return tx.exec_driver_sql("SELECT public FROM signing_keys WHERE fingerprint = ?", (fingerprint,)).scalar_one()


def statement_fields(tx: Tx, period: Period) -> tuple[int, int, bytes, int, bytes, bytes, bytes, bytes, int]:
    """Read what the last statement of a period says, in the order in which its bytes are signed."""
    asked = (
        "SELECT period, entries, seals_hash, debit, balances_hash, entry_head, audit_head, previous, reopened "
        "FROM statements WHERE period = ? ORDER BY id DESC LIMIT 1"
    )
    period_id, entries, seals, debit, balances, entry, audit, previous, reopened = tx.exec_driver_sql(
        asked, (period.id,)
    ).one()
    return period_id, entries, seals, debit, balances, entry, audit, previous, reopened


def meetings_held(tx: Tx, first: date, last: date) -> list[int]:
    """Give the numbers of the meetings of some days, in their order."""
    asked = "SELECT id FROM meetings WHERE day BETWEEN ? AND ? ORDER BY day, id"
    return list(tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat())).scalars())


def accounts_at_banks(tx: Tx) -> list[str]:
    """Give the accounts that a bank keeps too."""
    return list(tx.exec_driver_sql("SELECT account FROM bank_accounts ORDER BY account").scalars())
