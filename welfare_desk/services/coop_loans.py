"""What shares, savings and deductions from pay need to know of a member's loans."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.memberships import Commitment, LoanPart
    from welfare_desk.coop.vouchers import CoopLine
    from welfare_desk.storage.book import Tx


def owed_by(tx: Tx, member: str, day: date) -> tuple[LoanPart, ...]:
    return ()


def commitments_of(tx: Tx, member: str, day: date) -> tuple[Commitment, ...]:
    return ()


def repaying(tx: Tx, member: str, day: date) -> list[CoopLine]:
    return []
