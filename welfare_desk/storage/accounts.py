"""Keep a book's chart of accounts, its funds and its allocation policies."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.ledger.accounts import Account, AccountType, CashFlow, Side
from welfare_desk.ledger.funds import AllocationPolicy, Fund
from welfare_desk.storage import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from welfare_desk.storage.book import Tx


def add_all(tx: Tx, chart: Iterable[Account]) -> None:
    """Keep new accounts; a parent stands before its children, a closing target may stand after."""
    added = [
        (a.code, a.name_th, a.name_en, a.type.value, a.normal.value, a.parent, a.closes_to,
         a.cash_flow.value if a.cash_flow else "", a.form10_line, int(a.is_active))
        for a in chart
    ]  # fmt: skip
    tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    tx.exec_driver_sql(
        "INSERT INTO accounts (code, name_th, name_en, type, normal, parent, closes_to, cash_flow, form10_line, "
        "is_active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        added,
    )


def chart(tx: Tx) -> dict[str, Account]:
    """Read the whole chart, by code."""
    return {row[0]: _account(row) for row in tx.exec_driver_sql(f"{_ASKED} ORDER BY code")}


def named(tx: Tx, codes: Collection[str]) -> dict[str, Account]:
    """Read those accounts of the chart that are named, by code; one that the chart has not is left out."""
    asked = f"{_ASKED} WHERE code IN ({', '.join('?' * len(codes))})"
    return {row[0]: _account(row) for row in rows.ask(tx, asked, tuple(codes))}


def get(tx: Tx, code: str) -> Account:
    """Read one account that is known to be in the chart."""
    return _account(tx.exec_driver_sql(f"{_ASKED} WHERE code = ?", (code,)).one())


_ASKED = (
    "SELECT code, name_th, name_en, type, normal, parent, closes_to, cash_flow, form10_line, is_active FROM accounts"
)


def _account(row: Sequence[Any]) -> Account:
    return Account(
        row[0], row[1], row[2], AccountType(row[3]), Side(row[4]), row[5], row[6],
        CashFlow(row[7]) if row[7] else None, row[8], bool(row[9]),
    )  # fmt: skip


def set_active(tx: Tx, code: str, *, is_active: bool) -> None:
    """Take an account out of use or into use again; what was posted to it stays."""
    tx.exec_driver_sql("UPDATE accounts SET is_active = ? WHERE code = ?", (int(is_active), code))


def add_funds(tx: Tx, kept: Iterable[Fund]) -> None:
    """Keep funds, in the order given."""
    added = [(fund.code, at, fund.name_th, fund.name_en) for at, fund in enumerate(kept, 1)]
    tx.exec_driver_sql("INSERT INTO funds (code, position, name_th, name_en, is_active) VALUES (?, ?, ?, ?, 1)", added)


def funds(tx: Tx) -> dict[str, Fund]:
    """Read the open funds, by code, in their order."""
    asked = "SELECT code, name_th, name_en FROM funds WHERE is_active = 1 ORDER BY position"
    return {row[0]: Fund(*row) for row in tx.exec_driver_sql(asked)}


def balances_by_fund(tx: Tx, account: str) -> dict[str, int]:
    """Sum an account's balance in each fund, in satang, debit positive, in the order of the funds."""
    asked = (
        "SELECT f.code, coalesce(sum(m.debit) - sum(m.credit), 0) FROM funds f "
        "LEFT JOIN movements m ON m.fund = f.code AND m.account = ? GROUP BY f.code ORDER BY f.position"
    )
    return {fund: satang for fund, satang in tx.exec_driver_sql(asked, (account,))}  # noqa: C416 - a Row is no pair


def add_policy(tx: Tx, policy: AllocationPolicy) -> None:
    """Keep an allocation policy, in force from its day on."""
    tx.exec_driver_sql(
        "INSERT INTO policies (from_day, weights, accounts) VALUES (?, ?, ?)",
        (policy.from_day.isoformat(), json.dumps(policy.weights), json.dumps(policy.accounts)),
    )


def policies(tx: Tx) -> list[AllocationPolicy]:
    """Read every allocation policy, oldest first."""
    return [
        AllocationPolicy(
            date.fromisoformat(day), tuple((fund, part) for fund, part in json.loads(weights)), tuple(json.loads(named))
        )
        for day, weights, named in tx.exec_driver_sql("SELECT * FROM policies ORDER BY from_day")
    ]
