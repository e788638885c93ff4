"""Read a trial balance: accounts with what was brought forward, what moved and what is left, or only the last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from welfare_desk.exchange.foreign_amounts import line_place
from welfare_desk.exchange.headers import squeeze, vocabulary
from welfare_desk.exchange.readings import plain
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.foreign import ForeignAccount
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.exchange.foreign_amounts import Finder
    from welfare_desk.exchange.headers import Header
    from welfare_desk.exchange.workbook import Row, Sheet

_DEBIT, _CREDIT = r"(?:เดบิ[ตท]|debit|dr)", r"(?:เครดิ[ตท]|credit|cr)"
_OPENING = r"(?:(?:ยอด)?(?:ยกมา|ต้นงวด|ต้นปี)|opening(?:balance)?|broughtforward|amountbeginning)"
_CLOSING = r"(?:(?:ยอด)?(?:คงเหลือ|ปลายงวด|ยกไป|สุทธิ)|closing(?:balance)?|(?:ending)?balance|amountending)"
BALANCE_WORDS = vocabulary(
    {
        "code": r"รหัส(?:บัญชี)?|เลขที่(?:บัญชี)?|เลขบัญชี|(?:gl)?account(?:code|no|number|id)|number|code",
        "name": r"ชื่อบัญชี|บัญชี|รายการ(?:บัญชี)?|(?:gl)?account(?:name|description)?|name",
        "opening_credit": rf"{_OPENING}.*{_CREDIT}|opening{_CREDIT}balance",
        "opening_debit": rf"{_OPENING}(?:.*{_DEBIT})?|opening{_DEBIT}balance",
        "closing_credit": rf"{_CLOSING}.*{_CREDIT}|closing{_CREDIT}balance",
        "closing_debit": rf"{_CLOSING}(?:.*{_DEBIT})?|closing{_DEBIT}balance",
        "moved_debit": rf"(?:.*(?:เคลื่อนไหว|ระหว่าง|movements?).*)?{_DEBIT}",
        "moved_credit": rf"(?:.*(?:เคลื่อนไหว|ระหว่าง|movements?).*)?{_CREDIT}",
    },
    ("code",),
)
_SIDES = {"debit": re.compile(_DEBIT, re.IGNORECASE), "credit": re.compile(_CREDIT, re.IGNORECASE)}
_TOTAL = re.compile(r"รวม|ยอดรวม|total", re.IGNORECASE)


def read_balances(sheet: Sheet, header: Header, find: Finder) -> Iterator[ForeignAccount]:
    """Read the accounts of a trial balance with both their stated balances; rows that do not add up are problems.

    A sheet with debit and credit alone states closing balances. A row of totals is held against the rows.
    """
    columns = _columns(header)
    sums: dict[str, Money] = dict.fromkeys(columns, ZERO)
    for row in sheet.rows:
        if row.number <= header.row or row.is_blank:
            continue
        place = line_place(row.number)
        if sheet.name:
            place = _("Sheet “{sheet}”, row {row}").format(sheet=sheet.name, row=row.number)
        code, amounts = plain(row.at(columns["code"])), _amounts(row, columns, place, find)
        texts = [plain(cell) for cell in row.cells if not cell.is_blank]
        if not code or _TOTAL.match(code):
            if any(_TOTAL.match(text) for text in texts):
                _hold_totals(amounts, sums, place, find)
            continue
        if len(texts) == 1:  # a sentence below the table
            continue
        sums = {name: sums[name] + amounts.get(name, ZERO) for name in sums}
        name = plain(row.at(columns["name"])) if "name" in columns else code
        opening, closing = _balances(amounts, place, find)
        yield ForeignAccount(code, name, None, opening, closing, place=place)


def _columns(header: Header) -> dict[str, int]:
    """Tell which column holds what: of several pairs of debit and credit the last closes, the one before it moved."""
    columns, bare = dict(header.mapping.columns), [squeeze(text) for text in header.lines[-1]]
    sides = {side: [at for at, text in enumerate(bare) if pattern.fullmatch(text)] for side, pattern in _SIDES.items()}
    pairs = min(len(places) for places in sides.values())
    if pairs > 1:
        parts = ("opening", "moved", "closing")[-pairs:]
        named = {f"{part}_{side}" for part in parts for side in sides}
        columns = {name: at for name, at in columns.items() if name not in named}
        for side, places in sides.items():
            columns |= {f"{part}_{side}": at for part, at in zip(parts, places[-pairs:], strict=False)}
    return columns


def _amounts(row: Row, columns: Mapping[str, int], place: str, find: Finder) -> dict[str, Money]:
    return {name: find.cell(row.at(column), place) for name, column in columns.items() if name not in {"code", "name"}}


def _hold_totals(amounts: Mapping[str, Money], sums: Mapping[str, Money], place: str, find: Finder) -> None:
    for name, stated in amounts.items():
        if stated and stated != sums[name]:
            text = N_("{place}: the total says {stated}; the rows above make {counted}.")
            find.said("table.total", text, place, stated=stated, counted=sums[name])


def _balances(amounts: Mapping[str, Money], place: str, find: Finder) -> tuple[Money | None, Money | None]:
    sides = {
        part: amounts.get(f"{part}_debit", ZERO) - amounts.get(f"{part}_credit", ZERO)
        for part in ("opening", "moved", "closing")
        if any(name.startswith(part) for name in amounts)
    }
    opening, moved, closing = (sides.get(part) for part in ("opening", "moved", "closing"))
    if opening is not None and moved is not None and closing is not None and opening + moved != closing:
        text = N_("{place}: {opening} and {moved} do not make {closing}.")
        find.said("table.row", text, place, opening=opening, moved=moved, closing=closing)
    if closing is None:
        closing = moved if opening is None or moved is None else opening + moved
    return opening, closing if closing is not None else opening
