"""What the book keeps of its banks, as plain values: names, statements, approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.storage import banking, reconciliations

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx


def bank_overview(tx: Tx) -> dict[str, Any]:
    """List what banks call the accounts, the statements that count, and the approvals that stand."""
    return {
        "accounts": [
            {"account": each.account, "bank": each.bank, "number": each.number, "name": each.name}
            for each in banking.bank_accounts(tx).values()
        ],
        "statements": [
            {
                "id": each.id,
                "account": each.account,
                "source": each.source,
                "first_day": each.first_day.isoformat(),
                "last_day": each.last_day.isoformat(),
                "opening_satang": each.opening.satang,
                "closing_satang": each.closing.satang,
                "lines": each.lines,
                "matched": each.matched,
            }
            for each in banking.statements(tx)
        ],
        "reconciliations": [
            {
                "id": each.id,
                "account": each.account,
                "day": each.day.isoformat(),
                "bank_satang": each.bank.satang,
                "book_satang": each.book.satang,
            }
            for each in reconciliations.reconciliations(tx)
            if each.undone is None
        ],
    }
