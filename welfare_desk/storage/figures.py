"""Ask for the figures of a day: cash, what a month moved, how many members, what is unfinished."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.members.register import Status
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.storage.book import Tx


def cash(tx: Tx) -> tuple[Money, Money]:
    """Sum the accounts of class cash, and the part of them that is cash on hand, from the kept balances."""
    asked = (
        "SELECT coalesce(sum(m.debit - m.credit), 0), "
        "coalesce(sum(CASE WHEN a.form10_line = 'A.cash_on_hand' THEN m.debit - m.credit END), 0) "
        "FROM movements m JOIN accounts a ON a.code = m.account WHERE a.cash_flow = 'cash'"
    )
    whole, on_hand = tx.exec_driver_sql(asked).one()
    return Money(whole), Money(on_hand)


def held(tx: Tx) -> list[tuple[str, str, int]]:
    """Read what each cash or bank account holds in each fund, in satang, from the kept balances."""
    asked = (
        "SELECT m.account, m.fund, sum(m.debit - m.credit) FROM movements m JOIN accounts a ON a.code = m.account "
        "WHERE a.cash_flow = 'cash' GROUP BY m.account, m.fund HAVING sum(m.debit - m.credit) <> 0"
    )
    return [(account, fund, satang) for account, fund, satang in tx.exec_driver_sql(asked)]


def balances(tx: Tx) -> dict[str, int]:
    """Read what stands on each account, in satang, debit positive, from the kept balances."""
    asked = "SELECT account, sum(debit - credit) FROM movements GROUP BY account"
    return {row[0]: row[1] for row in tx.exec_driver_sql(asked)}


def month_ends(tx: Tx, months: Sequence[date]) -> dict[str, list[int]]:
    """Read what stood on each account at the end of each month, in satang, debit positive; months by their first days.

    From the kept balances; an account that never moved up to the last month is left out.
    """
    asked = (
        "SELECT m.account, p.first_day, sum(m.debit - m.credit) FROM movements m JOIN periods p ON p.id = m.period "
        "WHERE p.first_day <= ? GROUP BY m.account, p.first_day ORDER BY m.account, p.first_day"
    )
    kept = tx.exec_driver_sql(asked, (months[-1].isoformat(),)).all()
    found: dict[str, list[int]] = {}
    for account, day, satang in kept:
        ends = found.setdefault(account, [0] * len(months))
        for at, month in enumerate(months):
            if day <= month.isoformat():
                ends[at] += satang
    return found


def moved(tx: Tx, series: str, first: date, last: date) -> tuple[Money, int]:
    """Sum what the vouchers of a series moved in cash and banks, reversed ones left out, and count them."""
    asked = (
        "SELECT coalesce(sum(p.amount), 0), count(DISTINCT e.id) FROM entries e "
        "JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.code = p.account "
        "WHERE e.series = ? AND e.day BETWEEN ? AND ? AND a.cash_flow = 'cash' "
        "AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
    )
    satang, count = tx.exec_driver_sql(asked, (series, first.isoformat(), last.isoformat())).one()
    return Money(satang), count


def newest_voucher(tx: Tx) -> str:
    """Name the voucher that was posted last; nothing in an empty book."""
    return tx.exec_driver_sql("SELECT voucher FROM entries ORDER BY id DESC LIMIT 1").scalar() or ""


def standings(tx: Tx, day: date) -> list[tuple[date | None, Status | None]]:
    """Read each member's day of entry and standing on a day; no standing: a person has yet to decide."""
    asked = (
        "SELECT m.entry_day, (SELECT s.status FROM member_status s WHERE s.member = m.number AND s.from_day <= ? "
        "ORDER BY s.from_day DESC, s.position DESC LIMIT 1), "
        "EXISTS (SELECT 1 FROM member_status s WHERE s.member = m.number) FROM members m"
    )
    return [
        (date.fromisoformat(entry) if entry else None, Status(status or "active") if any_status else None)
        for entry, status, any_status in tx.exec_driver_sql(asked, (day.isoformat(),))
    ]


class Result(NamedTuple):
    """What an income (`R`) or expense (`X`) account made in one period, positive when it made what it is for."""

    account: str
    name_th: str
    name_en: str
    type: str
    month: date
    amount: Money


def results(tx: Tx, first: date, last: date) -> list[Result]:
    """Read income and expenses by account and month from the kept balances, for the months that begin on these days.

    Closing entries are left out; what was brought forward counts in the first month of its year.
    """
    asked = (
        "SELECT a.code, a.name_th, a.name_en, a.type, p.first_day, "
        "sum(CASE a.type WHEN 'R' THEN m.credit - m.debit ELSE m.debit - m.credit END) AS amount "
        "FROM movements m JOIN accounts a ON a.code = m.account JOIN periods p ON p.id = m.period "
        "WHERE a.type IN ('R', 'X') AND m.period % 100 <> 13 AND p.first_day BETWEEN ? AND ? "
        "GROUP BY a.code, p.first_day HAVING amount <> 0 ORDER BY a.code, p.first_day"
    )
    return [
        Result(code, name_th, name_en, kind, date.fromisoformat(day), Money(satang))
        for code, name_th, name_en, kind, day, satang in tx.exec_driver_sql(
            asked, (first.isoformat(), last.isoformat())
        )
    ]


def results_left(tx: Tx, period: int) -> list[tuple[str, str, int]]:
    """Read what stands on income and expense accounts in each fund after a period, in satang, debit positive."""
    asked = (
        "SELECT m.account, m.fund, sum(m.debit - m.credit) AS left FROM movements m "
        "JOIN accounts a ON a.code = m.account WHERE a.type IN ('R', 'X') AND m.period <= ? "
        "GROUP BY m.account, m.fund HAVING left <> 0"
    )
    return [(account, fund, satang) for account, fund, satang in tx.exec_driver_sql(asked, (period,))]


def flow_of(tx: Tx, first: date, last: date, prefix: str) -> Money:
    """Sum what moved in some days on accounts whose codes begin like this, debit positive, without closing entries."""
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "WHERE p.account BETWEEN ? AND ? AND p.day BETWEEN ? AND ? AND e.kind <> 'closing'"
    )
    span = (prefix.ljust(4, "0"), prefix.ljust(4, "9"))
    return Money(tx.exec_driver_sql(asked, (*span, first.isoformat(), last.isoformat())).scalar_one())


def open_months(tx: Tx, before: date) -> tuple[date, ...]:
    """Give the first days of the months that ended before a day and are not closed."""
    asked = (
        "SELECT first_day FROM periods WHERE status = 'open' AND last_day < ? AND id % 100 BETWEEN 1 AND 12 ORDER BY id"
    )
    return tuple(date.fromisoformat(day) for (day,) in tx.exec_driver_sql(asked, (before.isoformat(),)))


def drafts(tx: Tx) -> int:
    """Count the drafts."""
    return tx.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one()


def pending(tx: Tx) -> int:
    """Count what waits for a second person."""
    return tx.exec_driver_sql("SELECT count(*) FROM pending WHERE status = 'waiting'").scalar_one()


def undecided(tx: Tx) -> int:
    """Count the members of whom nobody has said whether they are members."""
    asked = "SELECT count(*) FROM members m WHERE NOT EXISTS (SELECT 1 FROM member_status s WHERE s.member = m.number)"
    return tx.exec_driver_sql(asked).scalar_one()


def acts_after(tx: Tx, day: date) -> frozenset[str]:
    """Name the kinds of acts that were done after a day, by the clock."""
    asked = "SELECT DISTINCT action FROM audit WHERE at > ?"
    return frozenset(action for (action,) in tx.exec_driver_sql(asked, (f"{day.isoformat()}~",)))
