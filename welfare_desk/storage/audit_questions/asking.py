"""Ask an auditor's question, and give what was found as plain values.

Each question is SQL text that answers `day, voucher, satang, who` and, as it likes, `kind` (which of its sentences is
meant) and further columns that the sentence names. A column whose name ends with `satang` is money, one that ends with
`day` is a day. It may use `:first`, `:last` and `:today` as days, `:lang`, `:partial` (personal data are left out of
what is seen), and whatever it is asked with.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.money import Money
from welfare_desk.storage.book import is_partial

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.storage.book import Tx

AMOUNT = "(SELECT sum(p.amount) FROM postings p WHERE p.entry_id = e.id AND p.amount > 0)"
STANDS = "(e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = e.id))"
POSTED_DAY = "date(e.posted_at, '+7 hours')"  # in Thailand
IN_SPAN = "e.day BETWEEN :first AND :last"
ACCOUNT_NAME = "(a.code || ' ' || CASE WHEN :lang = 'en' AND a.name_en <> '' THEN a.name_en ELSE a.name_th END)"
PERSON = "coalesce(nullif(u.name, ''), '@' || u.id)"
CASH = (  # cash in hand; charts that do not say it have it in the name
    "(a.cash_flow = 'cash' AND (a.form10_line = 'A.cash_on_hand' "
    "OR (a.form10_line = '' AND a.name_th NOT LIKE '%ธนาคาร%')))"
)
_USUAL = ("day", "voucher", "satang", "who", "kind")


class Hit(NamedTuple):
    """One thing that a question found; `words` are the values that its sentence names."""

    day: date | None
    voucher: str
    amount: Money | None
    who: str
    kind: str
    words: dict[str, object]


def hits(tx: Tx, question: str, asked: Mapping[str, object]) -> Iterator[Hit]:
    """Answer a question, in its own order."""
    for row in tx.exec_driver_sql(question, {**asked, "partial": is_partial(tx)}).mappings():
        day, satang = row["day"], row["satang"]
        yield Hit(
            date.fromisoformat(day) if day else None,
            row["voucher"] or "",
            None if satang is None else Money(satang),
            row["who"] or "",
            row.get("kind") or "",
            {name: _value(name, value) for name, value in row.items() if name not in _USUAL},
        )


def _value(name: str, value: object) -> object:
    if isinstance(value, int) and name.endswith("satang"):
        return Money(value)
    if isinstance(value, str) and name.endswith("day"):
        return date.fromisoformat(value)
    return "" if value is None else value
