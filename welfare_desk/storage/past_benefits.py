"""Keep benefits that were given before the book, and what was posted of committees' lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.storage.claims import in_both_languages
from welfare_desk.welfare.paid_lists import explained

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made
    from welfare_desk.welfare.paid_lists import PaidRow


def add(tx: Tx, rows: Sequence[tuple[str, PaidRow]], file_hash: str, resolution: str, made: Made) -> None:
    """Keep payments from before the book, each with the benefit that it counts as; exceptions name the resolution."""
    if not rows:
        return
    tx.exec_driver_sql(
        "INSERT INTO past_benefits (source_hash, source, type, member, name, event_day, claim_day, paid_day, quantity, "
        'subject, relation, amount, "right", voucher, reasons, words, is_override, made_by, made_at) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, '', ?, ?, ?, ?, ?)",
        [
            (
                file_hash, each.source, kind, each.member, each.name, each.event_day.isoformat(),
                each.claim_day.isoformat(), each.paid_day.isoformat(), each.quantity, each.amount.satang,
                each.right.satang, in_both_languages(explained(each)), resolution if each.is_exception else "",
                int(each.is_exception), made.by, made.at,
            )
            for kind, each in rows
        ],
    )  # fmt: skip


def standing(tx: Tx, file_hash: str) -> list[int]:
    """Give the numbers of the rows of a list that count still."""
    asked = (
        "SELECT b.id FROM past_benefits b WHERE b.source_hash = ? "
        "AND NOT EXISTS (SELECT 1 FROM past_benefits_undone u WHERE u.past_id = b.id) ORDER BY b.id"
    )
    return list(tx.exec_driver_sql(asked, (file_hash,)).scalars())


def undo(tx: Tx, rows: Sequence[int], day: date, reason: str) -> None:
    """Let rows count no longer; they stay where they are."""
    asked = "INSERT INTO past_benefits_undone (past_id, day, reason) VALUES (?, ?, ?)"
    if rows:
        tx.exec_driver_sql(asked, [(each, day.isoformat(), reason) for each in rows])


def vouchers_standing(tx: Tx, first: int, last: int) -> list[str]:
    """Name the entries of a list (the first and last in the chain) that were not reversed."""
    asked = (
        "SELECT e.voucher FROM entries e WHERE e.id BETWEEN ? AND ? "
        "AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = e.id) ORDER BY e.id"
    )
    return list(tx.exec_driver_sql(asked, (first, last)).scalars())
