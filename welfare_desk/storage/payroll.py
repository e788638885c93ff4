"""Keep payroll sheets: what is due of the members of an employer in a month, and what was posted of it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.coop.payroll import PayrollSheet
from welfare_desk.ledger.seal import document_hash
from welfare_desk.storage import members, registers, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

ASKED, POSTED = "asked", "posted"


class KeptSheet(NamedTuple):
    """A sheet as it is kept: its month, employer and status, its content, and when it was made (UTC, ISO text)."""

    id: int
    month: date
    employer: str
    status: str
    content: Mapping[str, Any]
    made_at: str


def add(tx: Tx, made: Made, sheet: PayrollSheet, status: str, content: Mapping[str, object]) -> int:
    """Keep a sheet, as it was asked for or as it was posted, and give its number."""
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    fields = (sheet.month.isoformat()[:7], sheet.employer, status, written)
    ((number,),) = rows.ask(
        tx,
        "INSERT INTO payroll_sheets (month, employer, status, content, hash, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (*fields, document_hash("payroll", fields), made.by, made.at),
    )
    registers.note(tx, made, "payroll_sheets", (number,))
    return number


def sheets(tx: Tx, number: int | None = None) -> list[KeptSheet]:
    """Read the sheets that were kept (all, or one), the newest first."""
    asked = (
        "SELECT id, month, employer, status, content, made_at FROM payroll_sheets WHERE ? IS NULL OR id = ? "
        "ORDER BY month DESC, id DESC"
    )
    return [
        KeptSheet(key, date.fromisoformat(f"{month}-01"), employer, status, json.loads(content), at)
        for key, month, employer, status, content, at in rows.ask(tx, asked, (number, number))
    ]


def read(tx: Tx, kept: KeptSheet) -> PayrollSheet:
    """Read what was asked for, with the names of members as they are now."""
    names, _ids = members.holders(tx)
    return PayrollSheet.from_mapping(kept.month, kept.employer, kept.content, names)


def postings(tx: Tx, number: int) -> list[KeptSheet]:
    """Read what was posted of a sheet and still stands: at least one of its vouchers is not reversed."""
    found = [each for each in sheets(tx) if each.status == POSTED and each.content["sheet"] == number]
    return [each for each in found if _stands(tx, [voucher for _, _, voucher in each.content["rows"]])]


def _stands(tx: Tx, vouchers: list[str]) -> bool:
    asked = (
        "SELECT 1 FROM entries e JOIN json_each(?) v ON v.value = e.voucher "
        "WHERE NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = e.id) LIMIT 1"
    )
    return rows.first(tx, asked, (json.dumps(vouchers),)) is not None


def employers(tx: Tx) -> dict[str, int]:
    """Count the members of each employer: the unit that they are entered under in the register."""
    asked = "SELECT centre, count(*) FROM members WHERE centre <> '' GROUP BY centre ORDER BY centre"
    return dict(rows.ask(tx, asked))


def members_of(tx: Tx, employer: str) -> dict[str, str]:
    """Give the members of an employer and their names, in the order of numbers."""
    asked = "SELECT number, title || first_name || ' ' || last_name FROM members WHERE centre = ? ORDER BY number"
    return dict(rows.ask(tx, asked, (employer,)))
