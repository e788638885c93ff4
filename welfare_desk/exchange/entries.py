"""Read a journal entry from JSON.

`{"day": "2026-01-05", "series": "JV", "memo": "…", "payee": "…", "lines": [{"account": "1101", "fund": "welfare",
"debit_satang": 36500}, {"account": "4101", "fund": "welfare", "credit_satang": 36500, "member": "00001"}]}`;
`fund` may be left out where the book has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from welfare_desk.dates import read_machine_day
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

_SERIES = (Series.RECEIPT, Series.PAYMENT, Series.GENERAL)


def read_entry(content: object, funds: Sequence[str]) -> Entry:
    """Read an entry; `funds` are the book's. Every part that cannot be read is named, all at once."""
    if not isinstance(content, dict):
        raise RuleError(problem("entry.unread", N_("An entry is written as {{…}} with day, series, memo and lines.")))
    kept = cast("dict[str, Any]", content)
    found: list[Problem] = []
    day = None
    try:
        day = read_machine_day(str(kept.get("day", "")))
    except ValueError:
        text = N_("“{text}” is no day; write 2026-01-05 or BE2569-01-05.")
        found.append(problem("day.unread", text, "day", text=kept.get("day", "")))
    series = next((each for each in _SERIES if each.value == kept.get("series", "JV")), None)
    if series is None:
        text = N_("“{text}” is no voucher series; write RV, PV or JV.")
        found.append(problem("series.unread", text, "series", text=kept.get("series")))
    lines = kept.get("lines")
    postings = [_posting(at, each, funds, found) for at, each in enumerate(lines if isinstance(lines, list) else [], 1)]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - each line is judged on its own
    if found or day is None or series is None:
        raise RuleError(*found)
    kept_lines = tuple(each for each in postings if each is not None)
    return Entry(day, series, str(kept.get("memo", "")), kept_lines, str(kept.get("payee", "")))


def _posting(at: int, content: object, funds: Sequence[str], found: list[Problem]) -> Posting | None:
    line = cast("dict[str, Any]", content) if isinstance(content, dict) else {}
    debit, credit = line.get("debit_satang", 0), line.get("credit_satang", 0)
    if not _is_amount(debit) or not _is_amount(credit) or bool(debit) == bool(credit):
        text = N_("Line {line}: write either debit_satang or credit_satang, a whole number above zero.")
        found.append(problem("line.amount", text, "lines", line=at))
        return None
    fund = line.get("fund") or (funds[0] if len(funds) == 1 else None)
    if not isinstance(fund, str):
        found.append(problem("line.fund", N_("Line {line}: name the fund."), "lines", line=at))
        return None
    member = line.get("member")
    return Posting(str(line.get("account", "")), fund, Money(debit - credit), None if member is None else str(member))


def _is_amount(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
