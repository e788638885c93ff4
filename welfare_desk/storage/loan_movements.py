"""Read what loans did over a period: principal by kind and act, what fell due, what was paid of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act
from welfare_desk.money import Money
from welfare_desk.storage import rows
from welfare_desk.storage.loan_contracts import sides_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.storage.book import Tx


def principal(tx: Tx, first: date, last: date) -> Iterator[tuple[str, Act, Money, Money]]:
    """Give for each kind of loan and act what moved principal before a day, and from it to another; debit positive.

    A reversal stands under the act that it undoes.
    """
    accounts = sorted(sides_of(tx).principal)
    holes = ", ".join("?" * len(accounts))
    asked = (
        "SELECT h.product, m.act, sum(CASE WHEN m.day < ? THEN m.amount ELSE 0 END), "  # noqa: S608 - placeholders
        "sum(CASE WHEN m.day < ? THEN 0 ELSE m.amount END) FROM holding_moves m JOIN holdings h ON h.id = m.holding_id "
        f"WHERE m.account IN ({holes}) AND m.day <= ? GROUP BY h.product, m.act ORDER BY h.product, m.act"
    )
    begins, ends = first.isoformat(), last.isoformat()
    for product, act, before, during in rows.ask(tx, asked, (begins, begins, *accounts, ends)):
        yield product, Act(act), Money(before), Money(during)


def ledger_principal(tx: Tx, day: date) -> Money:
    """Add up what stands on the accounts of loans in the ledger at the end of a day."""
    accounts = sorted(sides_of(tx).principal)
    holes = ", ".join("?" * len(accounts))
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN entries e ON e.id = p.entry_id "  # noqa: S608 - placeholders
        f"WHERE p.account IN ({holes}) AND e.day <= ?"
    )
    ((satang,),) = rows.ask(tx, asked, (*accounts, day.isoformat()))
    return Money(satang)


def earned_and_paid(tx: Tx, first: date, last: date) -> tuple[Money, Money]:
    """Tell what principal was repaid and what interest was paid from a day to another, reversals taken back."""
    sides = sides_of(tx)
    holes = ", ".join("?" * len(sides.principal))
    span = (first.isoformat(), last.isoformat())
    asked = (
        f"SELECT coalesce(-sum(amount), 0) FROM holding_moves WHERE account IN ({holes}) "  # noqa: S608 - placeholders
        "AND act IN ('repay', 'refinance') AND day BETWEEN ? AND ?"
    )
    ((repaid,),) = rows.ask(tx, asked, (*sorted(sides.principal), *span))
    asked = (
        "SELECT coalesce(-sum(m.amount), 0) FROM holding_moves m JOIN holdings h ON h.id = m.holding_id "
        "WHERE h.ledger = 'loan' AND m.act = 'interest' AND m.day BETWEEN ? AND ?"
    )
    ((interest,),) = rows.ask(tx, asked, span)
    return Money(repaid), Money(interest)
