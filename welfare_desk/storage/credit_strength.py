"""Keep the grades of credit strength that a body writes down itself, and the type of cooperative it says it is."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.ratios import CoopType
from welfare_desk.coop.strength import CreditStrength, Grade
from welfare_desk.storage import rows, settings

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

_STRENGTH, _TYPE = "credit_strength", "coop_type"


def keep(tx: Tx, strength: CreditStrength) -> None:
    """Keep a grade; another one of the same day takes its place."""
    content = {"grade": strength.grade.value, "by": strength.by.strip(), "words": strength.words.strip()}
    settings.put(tx, _STRENGTH, json.dumps(content, ensure_ascii=False, sort_keys=True), strength.day)


def grades(tx: Tx) -> list[CreditStrength]:
    """Read every grade, the latest first."""
    found: list[CreditStrength] = []
    asked = "SELECT from_day, value FROM settings WHERE key = ? ORDER BY from_day DESC"
    for day, value in rows.ask(tx, asked, (_STRENGTH,)):
        content = json.loads(value)
        found.append(CreditStrength(date.fromisoformat(day), Grade(content["grade"]), content["by"], content["words"]))
    return found


def keep_type(tx: Tx, coop_type: CoopType) -> None:
    """Keep which type of cooperative the book is of."""
    settings.put(tx, _TYPE, coop_type.value)


def coop_type(tx: Tx) -> CoopType | None:
    """Tell which type of cooperative the book is of, if anybody said so."""
    kept = settings.find(tx, _TYPE)
    return CoopType(kept) if kept else None
