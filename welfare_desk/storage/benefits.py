"""Keep the fund's regulations: the benefits of each, and their rules."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.storage import values
from welfare_desk.welfare.benefits import BenefitClass, BenefitType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.storage.book import Tx


class Regulation(NamedTuple):
    """A version of the fund's rules: from when on it is in force, and the meeting that adopted it."""

    id: int
    name: str
    from_day: date
    adopted_day: date
    resolution: str


def add_regulation(tx: Tx, given: Regulation, types: Sequence[BenefitType]) -> int:
    """Keep a new regulation with its benefits; give its number."""
    asked = "INSERT INTO regulations (name, from_day, adopted_day, resolution) VALUES (?, ?, ?, ?) RETURNING id"
    head = (given.name, given.from_day.isoformat(), given.adopted_day.isoformat(), given.resolution)
    number = int(tx.exec_driver_sql(asked, head).scalar_one())
    tx.exec_driver_sql(
        "INSERT INTO benefit_types (regulation_id, code, position, line, name_th, name_en, account, class, documents) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number, each.code, at, each.line, each.name_th, each.name_en, each.account, each.of.value,
                json.dumps(each.documents, ensure_ascii=False),
            )
            for at, each in enumerate(types, 1)
        ],
    )  # fmt: skip
    funds = [(number, each.code, each.fund) for each in types if each.fund is not None]
    if funds:
        tx.exec_driver_sql("INSERT INTO benefit_funds (regulation_id, type, fund) VALUES (?, ?, ?)", funds)
    rules = [
        (number, each.code, at, rule.kind.value, values.written(rule))
        for each in types
        for at, rule in enumerate(each.rules, 1)
    ]
    if rules:
        asked = "INSERT INTO benefit_rules (regulation_id, type, position, kind, content) VALUES (?, ?, ?, ?, ?)"
        tx.exec_driver_sql(asked, rules)
    return number


def regulations(tx: Tx) -> list[Regulation]:
    """Read the regulations, the oldest first."""
    asked = "SELECT id, name, from_day, adopted_day, resolution FROM regulations ORDER BY id"
    return [
        Regulation(number, name, date.fromisoformat(first), date.fromisoformat(adopted), resolution)
        for number, name, first, adopted, resolution in tx.exec_driver_sql(asked)
    ]


def regulation_on(tx: Tx, day: date) -> Regulation | None:
    """Read the regulation in force on a day; before the first one none is."""
    return next((each for each in reversed(regulations(tx)) if each.from_day <= day), None)


def types_of(tx: Tx, regulation: int) -> dict[str, BenefitType]:
    """Read the benefits of a regulation with their rules, in their order."""
    asked = "SELECT type, content FROM benefit_rules WHERE regulation_id = ? ORDER BY type, position"
    rules: dict[str, list[str]] = {}
    for code, content in tx.exec_driver_sql(asked, (regulation,)):
        rules.setdefault(code, []).append(content)
    asked = (
        "SELECT code, line, name_th, name_en, account, class, documents, fund FROM benefit_types t "
        "LEFT JOIN benefit_funds f ON f.regulation_id = t.regulation_id AND f.type = t.code "
        "WHERE t.regulation_id = ? ORDER BY position"
    )
    return {
        code: BenefitType(
            code, line, name_th, name_en, account,
            tuple(values.read(each) for each in rules.get(code, ())),
            BenefitClass(of), tuple(json.loads(documents)), fund,
        )
        for code, line, name_th, name_en, account, of, documents, fund in tx.exec_driver_sql(asked, (regulation,))
    }  # fmt: skip
