"""Every benefit that was paid, from claims of this book and the lists of before it: one reading for all reports."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.money import Money
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.forecast import BANDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from welfare_desk.storage.book import Tx


_STANDS = "(v.entry_id IS NULL OR {})".format(STANDS.format("v"))
_APPROVAL_STANDS = _STANDS.replace("v.", "o.")
_EARLIER_STANDS = _STANDS.replace("v.", "e.")
_AGE = """CASE WHEN m.birth_day IS NOT NULL
    THEN substr(b.event_day, 1, 4) - substr(m.birth_day, 1, 4) - (substr(b.event_day, 6) < substr(m.birth_day, 6))
  WHEN m.birth_year IS NOT NULL THEN substr(b.event_day, 1, 4) - m.birth_year END"""
_BENEFITS = f"""
  WITH paid AS (
    SELECT 'book' AS source, c.id, v.day, c.type, c.member, '' AS name, c.subject, v.amount, c.event_day, c.quantity,
      NOT EXISTS (SELECT 1 FROM claim_events e WHERE e.claim_id = c.id AND e.status = 'paid'
        AND e.position < v.position AND {_EARLIER_STANDS}) AS is_case,
      EXISTS (SELECT 1 FROM claim_events o WHERE o.claim_id = c.id AND o.status = 'approved' AND o.is_override = 1
        AND {_APPROVAL_STANDS}) AS is_override
    FROM claim_events v JOIN claims c ON c.id = v.claim_id WHERE v.status = 'paid' AND {_STANDS}
    UNION ALL
    SELECT 'before', p.id, p.paid_day, p.type, p.member, p.name, p.subject, p.amount, p.event_day, p.quantity,
      1, p.is_override
    FROM past_benefits p WHERE NOT EXISTS (SELECT 1 FROM past_benefits_undone u WHERE u.past_id = p.id)
  ), benefits AS (
    SELECT b.*, m.number AS person, coalesce(m.village, '') AS village, {_AGE} AS age,
      coalesce('m:' || m.number, 'n:' || nullif(b.name, ''), 'n:' || nullif(b.subject, '')) AS who
    FROM paid b LEFT JOIN member_merges g ON g.member = b.member
    LEFT JOIN members m ON m.number = coalesce(g.into_member, b.member)
  )
"""  # noqa: S608 - every part of it is a constant of the program


class Source(Enum):
    """Where a benefit stands written: claims of this book, or a list of before it."""

    BOOK = "book"
    BEFORE = "before"


class Given(NamedTuple):
    """A benefit that was paid: `id` is its number in its source, `member` that of the person today after merges.

    One that was paid in parts, to several beneficiaries, stands once for each; the first of them has the quantity.
    """

    source: Source
    id: int
    day: date
    type: str
    member: str | None
    village: str
    amount: Money
    event_day: date
    quantity: int
    is_override: bool


class By(Enum):
    """What benefits are summed by, beside the line of the status form."""

    MONTH = "substr(day, 1, 7)"
    YEAR = "substr(day, 1, 4) + (? > 1 AND substr(day, 6, 2) + 0 >= ?)"
    VILLAGE = "village"
    AGE = " + ".join(f"(age >= {each})" for each in BANDS)


class Summed(NamedTuple):
    """Benefits of one line under some keys: different people (who is named), cases, and money."""

    line: str
    keys: tuple[str | int | None, ...]
    people: int
    cases: int
    amount: Money


def paid(tx: Tx, first: date, last: date, numbers: Collection[str] | None = None) -> list[Given]:
    """Read every benefit paid on some days (of some people, by their numbers after merges), in order of payment."""
    some, given = "", (first.isoformat(), last.isoformat())
    if numbers is not None:
        some, given = " AND person IN (SELECT value FROM json_each(?))", (*given, json.dumps(sorted(numbers)))
    asked = (
        f"{_BENEFITS} SELECT source, id, day, type, person, village, amount, event_day, quantity * is_case, "  # noqa: S608 - see above
        f"is_override FROM benefits WHERE day BETWEEN ? AND ?{some} ORDER BY day, source DESC, id"
    )
    return [
        Given(
            Source(source), number, date.fromisoformat(day), kind, member, village, Money(satang),
            date.fromisoformat(event), quantity, bool(override),
        )
        for source, number, day, kind, member, village, satang, event, quantity, override
        in tx.exec_driver_sql(asked, given)
    ]  # fmt: skip


def summed(
    tx: Tx, first: date, last: date, lines: Mapping[str, str], by: Sequence[By] = (), first_month: int = 10
) -> list[Summed]:
    """Sum the benefits paid on some days by line and keys, in SQLite; a person counts once in each sum.

    `lines` names the line of each type; a type without one stands under its own code. Years are named by the Gregorian
    year in which they end.
    """
    keys = "".join(f", {each.value} AS key{at}" for at, each in enumerate(by))
    months = [first_month] * 2 * sum(each is By.YEAR for each in by)
    asked = (
        f"{_BENEFITS}, lines AS (SELECT key AS type, value AS line FROM json_each(?)) "  # noqa: S608 - see above
        f"SELECT coalesce(l.line, b.type) AS of, count(DISTINCT who), sum(is_case), "
        f"sum(amount){keys} "
        f"FROM benefits b LEFT JOIN lines l ON l.type = b.type WHERE day BETWEEN ? AND ? "
        f"GROUP BY of{''.join(f', key{at}' for at in range(len(by)))} ORDER BY of"
    )
    given = (json.dumps(lines), *months, first.isoformat(), last.isoformat())
    return [
        Summed(line, tuple(keys), people, cases, Money(satang))
        for line, people, cases, satang, *keys in tx.exec_driver_sql(asked, given)
    ]


def people(tx: Tx, first: date, last: date) -> int:
    """Count the different people who were paid something on some days."""
    asked = f"{_BENEFITS} SELECT count(DISTINCT who) FROM benefits WHERE day BETWEEN ? AND ?"  # noqa: S608 - see above
    return tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat())).scalar_one()


def first_day(tx: Tx) -> date | None:
    """Tell the day of the first benefit that was paid, or nothing."""
    asked = f"{_BENEFITS} SELECT min(day) FROM benefits"  # noqa: S608 - see above
    found = tx.exec_driver_sql(asked).scalar_one()
    return date.fromisoformat(found) if found else None
