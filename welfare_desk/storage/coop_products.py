"""Keep the products of a cooperative, kinds of shares, savings and loans, in dated versions."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.storage import registers, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def put(tx: Tx, made: Made, version: tuple[str, str, date], content: Mapping[str, object]) -> None:
    """Keep a version of a product (kind, code, the day from which it counts)."""
    kind, code, from_day = version
    key = (kind, code, from_day.isoformat())
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    rows.write(tx, "INSERT INTO coop_products (kind, code, from_day, content) VALUES (?, ?, ?, ?)", (*key, written))
    registers.note(tx, made, "coop_products", key)


def products(tx: Tx, kind: str, day: date) -> dict[str, Mapping[str, Any]]:
    """Read the products of a kind as they are in force on a day, by code."""
    asked = (
        "SELECT code, content FROM coop_products p WHERE kind = ? AND from_day <= ? AND from_day = "
        "(SELECT max(from_day) FROM coop_products WHERE kind = p.kind AND code = p.code AND from_day <= ?) "
        "ORDER BY code"
    )
    found = rows.ask(tx, asked, (kind, day.isoformat(), day.isoformat()))
    return {code: json.loads(content) for code, content in found}


def days(tx: Tx, kind: str) -> dict[str, tuple[date, ...]]:
    """Give the days from which the versions of each product of a kind count, by code, the first of them first."""
    asked = "SELECT code, from_day FROM coop_products WHERE kind = ? ORDER BY code, from_day"
    found: defaultdict[str, list[date]] = defaultdict(list)
    for code, from_day in rows.ask(tx, asked, (kind,)):
        found[code].append(date.fromisoformat(from_day))
    return {code: tuple(each) for code, each in found.items()}


def product(tx: Tx, kind: str, code: str, day: date) -> Mapping[str, Any] | None:
    """Read a product as it is in force on a day; none where there is none."""
    return products(tx, kind, day).get(code)
