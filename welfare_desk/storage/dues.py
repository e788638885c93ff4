"""Read where members stand with their dues.

That is not kept: it is replayed from the opening position and the money taken, so that a void or a refund changes
everything after it. A document counts while its entry is not reversed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.money import Money
from welfare_desk.storage import members, settings
from welfare_desk.storage.contributions import STANDS, plans
from welfare_desk.welfare.contributions import DEFERRED
from welfare_desk.welfare.dues import Position, replay
from welfare_desk.welfare.memberships import terms_of
from welfare_desk.welfare.plans import DAILY, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from welfare_desk.members.register import Member
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.contributions import Parts
    from welfare_desk.welfare.plans import Plan, Terms

_RECEIPT_STANDS, _REFUND_STANDS = STANDS.format("r"), STANDS.format("f")


class Standing(NamedTuple):
    """Where a member stands: the register's row, the terms, the position, and the money taken by fiscal year."""

    member: Member
    terms: Terms
    position: Position
    by_year: dict[int, Money]


class Taken(NamedTuple):
    """Money taken for a member's dues, less what went back."""

    day: date
    amount: Money


def usual_plan(tx: Tx, day: date) -> Plan:
    """Read the plan of members who have none of their own, on a day: 1 baht a day unless the fund chose another."""
    return plans(tx).get(settings.find(tx, "plan", day) or "", DAILY)


def standings(
    tx: Tx,
    day: date,
    numbers: Collection[str] | None = None,
    *,
    up_to: date | None = None,
    refunds_to: date | None = None,
) -> dict[str, Standing]:
    """Tell where members (all, or some) stand on a day, in the order of numbers.

    Only money taken `up_to` a day counts (none: all of it, as a further payment must see it); of it what went back
    by `refunds_to` counts no longer (none: by the same day).
    """
    kept, usual = plans(tx), usual_plan(tx, day)
    first_month = int(settings.get(tx, "fiscal_year_start"))
    free = exemptions(tx)
    taken = money_taken(tx, up_to, numbers, refunds_to)
    found: dict[str, Standing] = {}
    for member in members.all_members(tx, numbers):
        plan = kept.get(member.plan, usual)
        terms = terms_of(member, plan, first_month, free.get(member.number, ()))
        position, by_year = replay(Position(member.paid_to), taken.get(member.number, ()), terms, day)
        found[member.number] = Standing(member, terms, position, by_year)
    return found


def exemptions(tx: Tx) -> dict[str, list[Span]]:
    """Read the days for which members need not pay, in order; those of a merged number are of the one that stays."""
    asked = (
        "SELECT coalesce(g.into_member, m.member) who, m.first_day, m.last_day FROM exemptions m "  # noqa: S608 - our own text
        "LEFT JOIN member_merges g ON g.member = m.member "
        f"WHERE m.entry_id IS NULL OR {STANDS.format('m')} ORDER BY who, m.first_day"
    )
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for member, first, last in tx.exec_driver_sql(asked):
        found[member].append(Span(date.fromisoformat(first), date.fromisoformat(last)))
    return dict(found)


def money_taken(
    tx: Tx, up_to: date | None = None, numbers: Collection[str] | None = None, refunds_to: date | None = None
) -> dict[str, list[Taken]]:
    """Read what was taken for each member's dues, in order of posting: receipts and assignments, less refunds.

    Deferred income that the book opened with, once it is assigned, counts as taken on the book's first day. What was
    taken under a number that was merged counts for the one that stays.
    """
    into = members.merges(tx)
    asked = None if numbers is None else {*numbers, *(each for each, kept in into.items() if kept in numbers)}
    last = "9999-12-31" if up_to is None else up_to.isoformat()
    gone_by = last if refunds_to is None else refunds_to.isoformat()
    found: defaultdict[str, list[Taken]] = defaultdict(list)
    for member, day, satang in [*_opened(tx), *_taken(tx, last, gone_by, asked)]:
        whose = into.get(member, member)
        if satang > 0 and (numbers is None or whose in numbers):
            found[whose].append(Taken(date.fromisoformat(day), Money(satang)))
    return dict(found)


def _opened(tx: Tx) -> Iterable[tuple[str, str, int]]:
    asked = (
        "SELECT o.member, (SELECT min(value) FROM settings WHERE key = 'first_day'), -sum(o.amount) "
        "FROM opening_details o WHERE o.account = ? AND o.member IS NOT NULL GROUP BY o.member"
    )
    return [(member, day, satang) for member, day, satang in tx.exec_driver_sql(asked, (DEFERRED,))]


def _taken(tx: Tx, last: str, gone_by: str, numbers: Collection[str] | None) -> Iterable[tuple[str, str, int]]:
    some = "AND l.member IN (SELECT value FROM json_each(?))"
    only, given = ("", ()) if numbers is None else (some, (json.dumps(sorted(numbers)),))
    asked = (
        "SELECT l.member, r.day, l.amount - coalesce((SELECT sum(f.amount) FROM refunds f WHERE f.receipt_id = r.id "  # noqa: S608 - our own text
        f"AND f.line = l.line AND f.day <= ? AND {_REFUND_STANDS}), 0), r.entry_id, l.line "
        "FROM receipt_lines l JOIN receipts r ON r.id = l.receipt_id "
        f"WHERE l.kind = 'contribution' AND r.day <= ? AND {_RECEIPT_STANDS} {only} "
        "UNION ALL SELECT l.member, l.day, l.amount, l.entry_id, 0 FROM assignments l "
        f"WHERE l.day <= ? AND {STANDS.format('l')} {only} ORDER BY 4, 5"
    )
    rows = tx.exec_driver_sql(asked, (gone_by, last, *given, last, *given))
    return [(member, day, satang) for member, day, satang, *_ in rows]


def deferred_by_member(tx: Tx, member: str | None = None) -> dict[str, Parts]:
    """Tell how much deferred income each member (or one) still has, by fund; funds that hold none are left out."""
    only, given = ("AND {}.member = ?", (member,)) if member is not None else ("AND {}.member IS NOT NULL", ())
    asked = (
        "SELECT member, fund, -sum(amount) FROM ("  # noqa: S608 - our own text
        "SELECT p.member, p.fund, p.amount FROM postings p JOIN entries e ON e.id = p.entry_id "
        f"WHERE p.account = ? AND e.kind <> 'opening' {only.format('p')} UNION ALL "
        f"SELECT o.member, o.fund, o.amount FROM opening_details o WHERE o.account = ? {only.format('o')}) "
        "JOIN funds ON funds.code = fund GROUP BY member, fund HAVING sum(amount) <> 0 ORDER BY member, funds.position"
    )
    found: defaultdict[str, list[tuple[str, Money]]] = defaultdict(list)
    for number, fund, satang in tx.exec_driver_sql(asked, (DEFERRED, *given, DEFERRED, *given)):
        found[number].append((fund, Money(satang)))
    return {number: tuple(parts) for number, parts in found.items()}
