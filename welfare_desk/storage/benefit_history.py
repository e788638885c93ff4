"""What stands written of benefits: each decision with who made it, and everything of one member."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.money import Money
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.benefits import Past
from welfare_desk.welfare.claims import ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from welfare_desk.storage.book import Tx

_EVENT_STANDS = "(v.entry_id IS NULL OR {})".format(STANDS.format("v"))
_NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM past_benefits_undone u WHERE u.past_id = p.id)"
_DECIDED = f"""
  WITH acts AS (
    SELECT subject, actor, row_number() OVER (PARTITION BY subject ORDER BY id) AS at
    FROM audit WHERE action = 'claim.decided'
  ), decided AS (
    SELECT v.*, row_number() OVER (PARTITION BY v.claim_id ORDER BY v.position) AS at,
      lead(v.position) OVER (PARTITION BY v.claim_id ORDER BY v.position) AS until
    FROM claim_events v WHERE v.status = 'decided'
  )
  SELECT d.day, d.claim_id, c.type, c.member, c.event_day, d.amount, d.reasons, r.name, u.name,
    a.status, a.amount, a.words, coalesce(a.is_override, 0)
  FROM decided d JOIN claims c ON c.id = d.claim_id LEFT JOIN regulations r ON r.id = d.regulation_id
  LEFT JOIN acts ON acts.subject = printf('C-%04d', d.claim_id) AND acts.at = d.at
  LEFT JOIN users u ON u.id = acts.actor
  LEFT JOIN claim_events a ON a.claim_id = d.claim_id AND a.position = (
    SELECT max(v.position) FROM claim_events v WHERE v.claim_id = d.claim_id AND v.position > d.position
      AND (d.until IS NULL OR v.position < d.until) AND v.status IN ('approved', 'rejected') AND {_EVENT_STANDS})
"""  # noqa: S608 - every part of it is a constant of the program
_BEFORE = f"""
  SELECT p.paid_day, NULL, p.type, p.member, p.event_day, p."right", p.reasons, NULL, u.name, 'approved', p.amount,
    p.words, p.is_override
  FROM past_benefits p LEFT JOIN users u ON u.id = p.made_by WHERE {_NOT_UNDONE}
"""  # noqa: S608 - see above
_HERS = f"""
  SELECT c.type, c.member, c.event_day, v.day, v.amount, c.quantity, c.subject
  FROM claims c JOIN claim_events v ON v.claim_id = c.id AND v.status = 'approved' AND {_EVENT_STANDS}
  WHERE c.member IN (SELECT value FROM json_each(?1))
  UNION ALL
  SELECT p.type, p.member, p.event_day, p.paid_day, p.amount, p.quantity, p.subject
  FROM past_benefits p WHERE p.member IN (SELECT value FROM json_each(?1)) AND {_NOT_UNDONE}
"""  # noqa: S608 - see above


class Judged(NamedTuple):
    """A decision with what the committee made of it; `claim` none: a benefit of before the book, as it was judged.

    `right` is what the regulation gives; `outcome` none: the committee has not spoken yet.
    """

    day: date
    claim: int | None
    type: str
    member: str | None
    event_day: date
    right: Money
    reasons: str
    regulation: str | None
    by: str | None
    outcome: ClaimStatus | None
    amount: Money | None
    words: str
    is_override: bool


def judged(tx: Tx, first: date, last: date) -> list[Judged]:
    """Read every decision of some days, and what was given before the book and paid on them, in order of time."""
    asked = f"SELECT * FROM ({_DECIDED} UNION ALL {_BEFORE}) WHERE day BETWEEN ? AND ? ORDER BY day, claim_id"  # noqa: S608 - see above
    return [
        Judged(
            date.fromisoformat(day), claim, kind, member, date.fromisoformat(event), Money(right), reasons, regulation,
            by, ClaimStatus(status) if status else None, None if amount is None else Money(amount), words or "",
            bool(override),
        )
        for day, claim, kind, member, event, right, reasons, regulation, by, status, amount, words, override
        in tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat()))
    ]  # fmt: skip


def had_by(tx: Tx, numbers: Collection[str]) -> list[Past]:
    """Read what some numbers of one person had: approved in this book and standing, or given before it."""
    return [
        Past(kind, member, date.fromisoformat(event), date.fromisoformat(day), Money(satang), quantity, subject)
        for kind, member, event, day, satang, quantity, subject in tx.exec_driver_sql(
            _HERS, (json.dumps(sorted(numbers)),)
        )
    ]


class Before(NamedTuple):
    """A benefit of before the book as its list has it."""

    type: str
    claim_day: date
    event_day: date
    paid_day: date
    quantity: int
    right: Money
    amount: Money
    reasons: str
    words: str
    is_override: bool


def before_the_book(tx: Tx, numbers: Collection[str]) -> list[Before]:
    """Read what was given to some numbers before the book, in order of the events."""
    asked = (
        'SELECT p.type, p.claim_day, p.event_day, p.paid_day, p.quantity, p."right", p.amount, p.reasons, p.words, '  # noqa: S608 - our own text
        f"p.is_override FROM past_benefits p WHERE p.member IN (SELECT value FROM json_each(?)) AND {_NOT_UNDONE} "
        "ORDER BY p.event_day, p.id"
    )
    return [
        Before(
            kind, date.fromisoformat(claimed), date.fromisoformat(event), date.fromisoformat(day), quantity,
            Money(right), Money(satang), reasons, words, bool(override),
        )
        for kind, claimed, event, day, quantity, right, satang, reasons, words, override
        in tx.exec_driver_sql(asked, (json.dumps(sorted(numbers)),))
    ]  # fmt: skip
