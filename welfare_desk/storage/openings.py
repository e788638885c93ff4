"""Keep the opening's detail: control accounts that were opened without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.ledger.entries import Posting
from welfare_desk.ledger.periods import OPENING_NUMBER
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.storage.book import Tx


def standing(tx: Tx) -> list[Posting]:
    """Sum what was opened so far, by account and fund."""
    asked = (
        "SELECT p.account, p.fund, sum(p.amount) FROM entries e CROSS JOIN postings p ON p.entry_id = e.id "
        "WHERE e.period IN (SELECT id FROM periods WHERE id % 100 = ?) GROUP BY p.account, p.fund"
    )  # by period, which has an index: a large book is not read through for its first entry
    rows = tx.exec_driver_sql(asked, (OPENING_NUMBER,))
    return [Posting(account, fund, Money(satang)) for account, fund, satang in rows]


def keep_details(tx: Tx, postings: Sequence[Posting]) -> None:
    """Keep what of each posting is "not yet assigned", in place of what was kept before; assigned rows stay."""
    tx.exec_driver_sql("DELETE FROM opening_details WHERE member IS NULL")
    asked = "SELECT account, fund, sum(amount) FROM opening_details GROUP BY account, fund"
    given = {(account, fund): satang for account, fund, satang in tx.exec_driver_sql(asked)}
    left = [(p.account, p.fund, p.amount.satang - given.get((p.account, p.fund), 0)) for p in postings]
    rows = [row for row in left if row[2]]
    if rows:
        tx.exec_driver_sql("INSERT INTO opening_details (account, fund, amount) VALUES (?, ?, ?)", rows)


def unassigned(tx: Tx, account: str) -> tuple[tuple[str, Money], ...]:
    """Tell what an account was opened with that is not yet assigned to a member, by fund, in the order of the funds."""
    asked = (
        "SELECT o.fund, sum(o.amount) FROM opening_details o JOIN funds ON funds.code = o.fund "
        "WHERE o.account = ? AND o.member IS NULL GROUP BY o.fund ORDER BY funds.position"
    )
    return tuple((fund, Money(satang)) for fund, satang in tx.exec_driver_sql(asked, (account,)) if satang)


def assign(tx: Tx, account: str, member: str, parts: Sequence[tuple[str, Money]]) -> None:
    """Give parts of what an account was opened with to a member; what is left of a fund stays not yet assigned."""
    left = dict(unassigned(tx, account))
    for fund, part in parts:
        tx.exec_driver_sql(
            "DELETE FROM opening_details WHERE account = ? AND fund = ? AND member IS NULL", (account, fund)
        )
        rows: list[tuple[str, str, int, str | None]] = [(account, fund, part.satang, member)]
        if left[fund] != part:
            rows.append((account, fund, (left[fund] - part).satang, None))
        tx.exec_driver_sql("INSERT INTO opening_details (account, fund, amount, member) VALUES (?, ?, ?, ?)", rows)
