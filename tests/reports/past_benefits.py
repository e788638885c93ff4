"""Benefits of before the book, written straight into its table as an import keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class PastBenefit:
    """A row of a committee's list; amounts in baht."""

    type: str
    member: str | None
    paid_day: str = "2025-12-01"
    amount: int = 200
    right: int | None = None
    event_day: str = ""
    quantity: int = 1
    name: str = ""
    subject: str = ""
    words: str = ""
    is_override: bool = False


def keep_past_benefit(tx, given):
    """Keep one; give its number."""
    right = given.amount if given.right is None else given.right
    said = json.dumps([{"code": "benefit.counted", "effect": "explains", "th": "ตามเกณฑ์", "en": "By the rule."}])
    row = (
        "0" * 64, "แผ่น 1 แถว 2", given.type, given.member, given.name, given.event_day or given.paid_day,
        given.event_day or given.paid_day, given.paid_day, given.quantity, given.subject, "", given.amount * 100,
        right * 100, "", said, given.words, int(given.is_override), 1, "2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    asked = (
        "INSERT INTO past_benefits (source_hash, source, type, member, name, event_day, claim_day, paid_day, quantity, "  # noqa: S608 - places only
        'subject, relation, amount, "right", voucher, reasons, words, is_override, made_by, made_at) '
        f"VALUES ({', '.join('?' * len(row))}) RETURNING id"
    )
    return tx.exec_driver_sql(asked, row).scalar_one()


def undo_past_benefit(tx, number):
    """Say that a list was taken in by mistake."""
    tx.exec_driver_sql(
        "INSERT INTO past_benefits_undone (past_id, day, reason) VALUES (?, '2026-01-01', '')", (number,)
    )
