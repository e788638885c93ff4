"""Ask a book what is looked at before one of its months is closed."""

# ruff: noqa: S608 - every part of these questions is a constant of the program

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.month_work import lines_of
from welfare_desk.ledger.accounts import is_till, may_be_drawn_on
from welfare_desk.ledger.checklist import SUSPENSE, MonthFacts, Till
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import (
    accounts,
    approvals,
    claims,
    coop_accounts,
    drafts,
    dues,
    periods,
    recounts,
    rows,
    settings,
)
from welfare_desk.storage.coop_month import coop_month
from welfare_desk.welfare.claims import ClaimStatus
from welfare_desk.welfare.dues import deferred
from welfare_desk.welfare.hand_ins import IN_TRANSIT

if TYPE_CHECKING:
    from welfare_desk.ledger.periods import Period
    from welfare_desk.storage.book import Tx

_SUSPENSE = "(" + ", ".join(f"'{account}'" for account in SUSPENSE) + ")"


def stopping_facts(tx: Tx, period: Period) -> MonthFacts:
    """Ask for what may stop the close of a month: a few small questions, asked again in the close itself."""
    of = periods.calendar(tx)
    first, last = of.days_of(period)
    waits = tuple(
        each.reference
        for each in approvals.waiting(tx)
        if any(of.period_of(entry.day, entry.kind) == period for entry in each.work.entries)
    )
    suspense = (
        f"SELECT account, sum(debit - credit) AS left FROM movements WHERE account IN {_SUSPENSE} AND period <= ? "
        "GROUP BY account HAVING left <> 0"
    )
    is_strict = settings.find(tx, settings.CLOSE_STRICT) == "1"
    return MonthFacts(
        first,
        last,
        pending=waits,
        gaps=_count(tx, _GAPS, last.isoformat()[:7]),
        unlike=_count(tx, _UNLIKE, period.id, period.id),
        suspense={account: Money(satang) for account, satang in rows.ask(tx, suspense, (period.id,))},
        tills=_tills(tx, period) if is_strict else (),
        is_strict=is_strict,
    )


_GAPS = (
    "SELECT count(*) FROM entries e WHERE month = ? AND number <> 1 AND NOT EXISTS (SELECT 1 FROM entries b "
    "WHERE b.series = e.series AND b.month = e.month AND b.number = e.number - 1 AND b.id < e.id)"
)
_UNLIKE = (
    "SELECT count(*) FROM (SELECT account, fund FROM ("
    "SELECT account, fund, debit, credit FROM movements WHERE period = ? UNION ALL "
    "SELECT p.account, p.fund, -max(p.amount, 0), -max(-p.amount, 0) FROM entries e "
    "CROSS JOIN postings p ON p.entry_id = e.id WHERE e.period = ?) "
    "GROUP BY account, fund HAVING sum(debit) <> 0 OR sum(credit) <> 0)"
)


def month_facts(tx: Tx, period: Period) -> MonthFacts:
    """Ask for everything that is looked at before a month is closed."""
    found = stopping_facts(tx, period)
    first, last = found.first, found.last
    held = (
        "SELECT m.account, m.fund, sum(m.debit - m.credit) AS left FROM movements m JOIN accounts a "
        "ON a.code = m.account WHERE a.cash_flow = 'cash' AND m.period <= ? GROUP BY 1, 2 "
        "HAVING left <> 0 ORDER BY 1, 2"
    )
    unpaid = claims.waiting(tx).get(ClaimStatus.APPROVED)
    days = first.isoformat(), last.isoformat()
    officers = "SELECT count(*) FROM officers WHERE from_day <= ? AND (to_day IS NULL OR to_day >= ?)"
    meetings = "SELECT count(*) FROM meetings WHERE kind = 'committee' AND day BETWEEN ? AND ?"
    return MonthFacts(
        first,
        last,
        drafts=sum(1 for _key, entry in drafts.all_drafts(tx) if first <= entry.day <= last),
        pending=found.pending,
        gaps=found.gaps,
        unlike=found.unlike,
        subledger=sum(1 for _each in recounts.subledger(tx)),
        suspense=found.suspense,
        tills=_tills(tx, period),
        held=[(account, fund, Money(satang)) for account, fund, satang in rows.ask(tx, held, (period.id,))],
        unpaid=unpaid.many if unpaid else 0,
        unpaid_amount=unpaid.unpaid if unpaid else ZERO,
        officers=_count(tx, officers, days[1], days[0]),
        meetings=_count(tx, meetings, *days),
        releasable=_releasable(tx, last),
        recurring=tuple(name for (name,) in rows.ask(tx, _RECURRING, (days[1],))),
        assets=tuple(code for (code,) in rows.ask(tx, _UNDEPRECIATED, (days[1], *days))),
        is_strict=found.is_strict,
        more=lines_of(coop_month(tx, last)) if coop_accounts.roles(tx) else None,
    )


_RECURRING = (
    "SELECT name FROM recurring WHERE is_active = 1 AND next_day <= ? AND (last_day IS NULL OR next_day <= last_day) "
    "ORDER BY next_day, name"
)
_STANDS = "(e.entry_id IS NULL OR NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.entry_id))"
_OF = f"SELECT {{}} FROM asset_events e WHERE e.asset_id = a.id AND {_STANDS} AND e.kind"
_UNDEPRECIATED = (
    "SELECT code FROM assets a WHERE accumulated IS NOT NULL AND day <= ? "
    f"AND NOT EXISTS ({_OF.format('1')} = 'disposed') "
    f"AND NOT EXISTS ({_OF.format('1')} = 'depreciated' AND e.day BETWEEN ? AND ?) "
    f"AND depreciated + ({_OF.format('coalesce(sum(e.amount), 0)')} = 'depreciated') < cost - residual ORDER BY code"
)


def _tills(tx: Tx, period: Period) -> tuple[Till, ...]:
    """Read the cash and bank accounts that hold money or moved in the month, and up to when each is proven."""
    asked = (
        "SELECT account, sum(debit - credit) AS left, max(period = :period) FROM movements WHERE period <= :period "
        "GROUP BY account HAVING left <> 0 OR max(period = :period)"
    )
    stands = "id NOT IN (SELECT reconciliation_id FROM reconciliations_undone)"
    proven = (
        f"SELECT account, max(day) FROM (SELECT account, day FROM reconciliations WHERE {stands} "
        "UNION ALL SELECT account, day FROM cash_counts) GROUP BY account"
    )
    days = {account: date.fromisoformat(day) for account, day in tx.exec_driver_sql(proven)}
    chart = accounts.chart(tx)
    return tuple(
        Till(account, Money(satang), may_be_drawn_on(chart[account]), days.get(account))
        for account, satang, _moved in tx.exec_driver_sql(asked, {"period": period.id})
        if is_till(chart[account]) and account != IN_TRANSIT
    )


def _releasable(tx: Tx, day: date) -> Money:
    """Sum the contributions paid in advance that are income on a day and not released yet."""
    held = dues.deferred_by_member(tx)
    if not held:
        return ZERO
    standing = dues.standings(tx, day, held.keys())
    more = (
        Money.sum(part for _fund, part in held[number]) - deferred(who.by_year, who.terms, day)
        for number, who in standing.items()
        if number in held
    )
    return Money.sum(each for each in more if each > ZERO)


def _count(tx: Tx, asked: str, *given: object) -> int:
    return rows.ask(tx, asked, given)[0][0]
