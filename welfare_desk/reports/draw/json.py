"""A report as JSON, for other programs."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.money import Money
from welfare_desk.reports.model import Kind, Role

if TYPE_CHECKING:
    from welfare_desk.reports.model import Mark, Report, Row

_SUFFIX = "_satang"


def as_json(report: Report) -> str:
    """Write the items of the report as JSON: money in whole satang, days in ISO 8601 (Gregorian).

    `{"report", "title", "subtitle", "book", "facts": [{"label", "value"}], "rows": [{column key: value}]}`; the key
    of an amount ends in `_satang`. A report that has an `answer` says that and its rows instead, and nothing
    else; rows in the answer stand for the drawn ones. A statement says under `status` how it stands, and by which
    signed close.
    """
    answer: dict[str, object] = dict(report.answer) or {
        "report": report.name,
        "title": report.title,
        "subtitle": report.subtitle,
        "book": report.book_name,
        "facts": [
            {"label": label, _satang("value") if isinstance(value, Money) else "value": value}
            for label, value in report.facts
        ],
    }
    if report.mark is not None:
        answer["status"] = _status(report.mark)
    if "rows" not in answer:
        keys = [_satang(column.key) if column.kind is Kind.MONEY else column.key for column in report.columns]
        answer["rows"] = [_item(keys, row) for row in report.rows if row.role is Role.ITEM]
    return json.dumps(answer, default=_plain, ensure_ascii=False, indent=1) + "\n"


def _status(mark: Mark) -> dict[str, object]:
    seal = mark.seal
    signed = seal and {"period": seal.period, "hash": seal.hash, "key": seal.fingerprint}
    return {"standing": mark.standing.value, "audited": mark.is_audited, "words": mark.words, "signed": signed}


def _satang(key: str) -> str:
    return key if key.endswith(_SUFFIX) else key + _SUFFIX


def _item(keys: list[str], row: Row) -> dict[str, object]:
    return dict(zip(keys, row.cells, strict=True))


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.satang
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
