"""What shares, savings and deductions from pay need to know of members' loans."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.memberships import Commitment, LoanPart
    from welfare_desk.coop.payroll import Due
    from welfare_desk.coop.vouchers import CoopLine
    from welfare_desk.money import Money
    from welfare_desk.storage.book import Tx


def owed_by(tx: Tx, member: str, day: date) -> tuple[LoanPart, ...]:
    return ()


def commitments_of(tx: Tx, member: str, day: date) -> tuple[Commitment, ...]:
    return ()


def repaying(tx: Tx, member: str, day: date) -> list[CoopLine]:
    return []


def due_in_month(tx: Tx, day: date) -> dict[str, list[Due]]:
    return {}


def payments(tx: Tx, parts: Sequence[tuple[Due, Money]], day: date) -> dict[int, list[CoopLine]]:
    return {}
