"""The close: what a year carries to its fund balances, and the statement of a period as bytes that a close signs."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series
from welfare_desk.ledger.seal import VERSION, packed
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account

_GROUP = 4


@dataclass(frozen=True, slots=True)
class PeriodStatement:
    """What a period held when it was closed.

    `seals_hash` is SHA-256 over the seals of its entries in number order, `balances_hash` over its trial
    balance (account, fund, satang), `previous` the hash of the statement before (empty for the first).
    """

    book: str
    period: int
    entries: int
    seals_hash: bytes
    debit_satang: int
    balances_hash: bytes
    entry_head: bytes
    audit_head: bytes
    previous: bytes
    reopened: int

    def canonical(self) -> bytes:
        """Give the bytes that are hashed and signed."""
        return packed(
            [
                "period",
                VERSION,
                self.book,
                self.period,
                self.entries,
                self.seals_hash,
                self.debit_satang,
                self.balances_hash,
                self.entry_head,
                self.audit_head,
                self.previous,
                self.reopened,
            ]
        )

    def hash(self) -> bytes:
        """Give the hash that is printed for the annual meeting."""
        return hashlib.sha256(self.canonical()).digest()


def closing_entry(
    day: date, memo: str, balances: Iterable[tuple[str, str, int]], chart: Mapping[str, Account]
) -> Entry | None:
    """Carry income and expenses to the fund balances that their accounts name, within each fund.

    Gives nothing if all are nil. `balances` are account, fund and satang (debit positive) at the end of the year.
    """
    lines: list[Posting] = []
    taken: defaultdict[tuple[str, str], int] = defaultdict(int)
    for account, fund, satang in sorted(balances):
        target = chart[account].closes_to
        if satang and target is not None:
            lines.append(Posting(account, fund, Money(-satang)))
            taken[target, fund] += satang
    lines += [Posting(account, fund, Money(satang)) for (account, fund), satang in sorted(taken.items()) if satang]
    return Entry(day, Series.GENERAL, memo, tuple(lines), kind=EntryKind.CLOSING) if lines else None


def renewal_bytes(book: str, previous: str, fingerprint: str, public: bytes) -> bytes:
    """Give the bytes by which the key before vouches for a new one: the book, both fingerprints, the new public key."""
    return packed(["signing key", VERSION, book, previous, fingerprint, public])


def in_fours(digits: str) -> str:
    """Write a fingerprint as people read it to each other: in groups of four."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def hash_of_seals(seals: Iterable[bytes]) -> bytes:
    """Hash the seals of a period's entries, in number order."""
    return hashlib.sha256(b"".join(seals)).digest()


def hash_of_balances(balances: Iterable[tuple[str, str, int]]) -> bytes:
    """Hash a trial balance: account, fund and satang (debit positive), sorted; nil balances are left out."""
    fields: list[object] = []
    for account, fund, satang in sorted(balances):
        if satang:
            fields += (account, fund, satang)
    return hashlib.sha256(packed(fields)).digest()
