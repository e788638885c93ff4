"""Questions about amounts, payees and accounts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.money import Money
from welfare_desk.storage.audit_questions.asking import ACCOUNT_NAME, AMOUNT, IN_SPAN, STANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.storage.book import Tx

# ruff: noqa: S608 - every part of these questions is a constant of the program

_FREE = """(  -- what no rate, rule or plan fixed
  NOT EXISTS (SELECT 1 FROM receipts r WHERE r.entry_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM claim_events v WHERE v.entry_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM match_events v WHERE v.entry_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM releases v WHERE v.entry_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM recurring_posts v WHERE v.entry_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM advances v WHERE v.entry_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM withholdings v WHERE v.entry_id = e.id)
)"""
_RULE = (  # above this a second person had to approve such a voucher when it was posted
    "(SELECT r.amount FROM approval_rules r WHERE r.from_at <= e.posted_at AND r.kind = CASE e.series "
    "WHEN 'PV' THEN 'payment' WHEN 'RV' THEN 'receipt' ELSE 'general' END ORDER BY r.from_at DESC LIMIT 1)"
)
_PAYMENTS = f"""
  SELECT e.id, e.day, e.voucher, {AMOUNT} AS satang, trim(e.payee) AS who, julianday(e.day) AS at,
    (SELECT group_concat(DISTINCT p.account) FROM postings p WHERE p.entry_id = e.id AND p.amount > 0) AS accounts
  FROM entries e
  WHERE e.series = 'PV' AND e.kind = 'normal' AND {STANDS}
    AND NOT EXISTS (SELECT 1 FROM claim_events v WHERE v.entry_id = e.id)
"""

ROUND_AMOUNTS = f"""
  WITH spent AS (
    SELECT e.day, e.voucher, e.id, {AMOUNT} AS satang, {ACCOUNT_NAME} AS who, a.code
    FROM entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.code = p.account
    WHERE {IN_SPAN} AND e.kind = 'normal' AND a.type = 'X' AND p.amount > 0 AND {_FREE} GROUP BY e.id, a.code
  ), counted AS (
    SELECT s.*, satang % (:multiple * 100) = 0 AND satang >= :above * 100 AS is_round,
      count(*) OVER (PARTITION BY code) AS count FROM spent s
  )
  SELECT day, voucher, satang, who, count, (SELECT sum(is_round) FROM counted o WHERE o.code = c.code) AS round
  FROM counted c WHERE is_round ORDER BY day, id
"""

DIGITS = f"""
  SELECT substr(cast({AMOUNT} AS text), 1, 1) AS digit, count(*) FROM entries e
  WHERE {IN_SPAN} AND e.kind = 'normal' AND (:series = 'all' OR e.series = :series) AND (:which = 'all' OR {_FREE})
  GROUP BY 1
"""

SPLIT = f"""
  WITH paid AS MATERIALIZED ({_PAYMENTS}), ruled AS (
    SELECT o.*, coalesce({_RULE}, :limit * 100) AS limit_satang FROM paid o JOIN entries e ON e.id = o.id
  )
  SELECT b.day, b.voucher, b.satang, b.who, count(*) AS count, sum(a.satang) AS sum_satang, b.limit_satang
  FROM ruled b JOIN ruled a ON a.who = b.who AND a.at BETWEEN b.at - :days AND b.at AND a.id <= b.id
    AND a.satang <= b.limit_satang
  WHERE b.who <> '' AND b.satang <= b.limit_satang AND b.day BETWEEN :first AND :last
  GROUP BY b.id HAVING count(*) > 1 AND sum(a.satang) > b.limit_satang ORDER BY b.day, b.id
"""

BELOW_LIMIT = f"""
  SELECT * FROM (
    SELECT e.day, e.voucher, {AMOUNT} AS satang, e.payee AS who,
      coalesce({_RULE}, nullif(:limit, 0) * 100) AS limit_satang
    FROM entries e WHERE {IN_SPAN} AND e.kind = 'normal' AND e.approved_by IS NULL AND {_FREE}
  ) WHERE satang <= limit_satang AND satang * 100 >= limit_satang * (100 - :percent) ORDER BY day, voucher
"""

DUPLICATES = f"""
  WITH paid AS MATERIALIZED ({_PAYMENTS})
  SELECT b.day, b.voucher, b.satang, b.who, a.voucher AS other, a.day AS other_day
  FROM paid b JOIN paid a ON a.satang = b.satang AND a.id < b.id AND b.at - a.at BETWEEN 0 AND :days
    AND ((a.who = b.who AND b.who <> '') OR (a.accounts = b.accounts AND '' IN (a.who, b.who)))
  WHERE b.day BETWEEN :first AND :last AND b.satang > :above * 100 GROUP BY b.id ORDER BY b.day, b.id
"""

DORMANT = f"""
  WITH days AS (
    SELECT account, day, min(entry_id) AS entry_id FROM postings WHERE day <= :last GROUP BY account, day
  ), slept AS (
    SELECT d.*, lag(day) OVER (PARTITION BY account ORDER BY day) AS before_day FROM days d
  )
  SELECT e.day, e.voucher, {AMOUNT} AS satang, {ACCOUNT_NAME} AS who, s.before_day,
    cast(julianday(s.day) - julianday(s.before_day) AS integer) AS count
  FROM slept s JOIN entries e ON e.id = s.entry_id JOIN accounts a ON a.code = s.account
  WHERE {IN_SPAN} AND e.kind = 'normal' AND a.type <> 'E' AND julianday(s.day) - julianday(s.before_day) > :days
    AND {AMOUNT} > :above * 100 ORDER BY e.day, e.id
"""

PAIRS = f"""
  WITH sides AS MATERIALIZED (
    SELECT p.entry_id, p.account, max(p.amount) > 0 AS is_debit, sum(abs(p.amount)) AS satang
    FROM postings p JOIN entries e ON e.id = p.entry_id
    WHERE e.kind = 'normal' AND p.account <> '3801' GROUP BY p.entry_id, p.account, p.amount > 0
  ), used AS (
    SELECT account FROM sides GROUP BY account HAVING count(DISTINCT entry_id) >= :used
  ), pairs AS (
    SELECT d.account AS debit, c.account AS credit, count(*) AS count, max(d.entry_id) AS one, min(d.entry_id) AS other
    FROM sides d JOIN sides c ON c.entry_id = d.entry_id AND d.is_debit AND NOT c.is_debit
    WHERE d.account <> c.account AND d.account IN used AND c.account IN used GROUP BY 1, 2 HAVING count(*) <= :times
  )
  SELECT e.day, e.voucher, {AMOUNT} AS satang, {ACCOUNT_NAME} AS who, x.debit, x.credit, x.count
  FROM pairs x JOIN entries e ON e.id IN (x.one, x.other) JOIN accounts a ON a.code = x.debit
  WHERE {IN_SPAN} AND {AMOUNT} > :above * 100 AND {_FREE} AND {STANDS}
  GROUP BY e.id ORDER BY e.day, e.id
"""

PAYEES = f"""
  SELECT trim(e.payee), count(*), sum({AMOUNT}), max(e.day), max(e.voucher) FROM entries e
  WHERE {IN_SPAN} AND e.series = 'PV' AND e.kind = 'normal' AND {STANDS} AND trim(coalesce(e.payee, '')) <> ''
  GROUP BY 1 ORDER BY 1
"""


class Paid(NamedTuple):
    """What one name was paid: how often, how much, and the last day with one of its vouchers."""

    times: int
    amount: Money
    day: date
    voucher: str


def digits(tx: Tx, asked: Mapping[str, object]) -> dict[int, int]:
    """Count the amounts of vouchers by their first digit."""
    return {int(digit): count for digit, count in tx.exec_driver_sql(DIGITS, dict(asked)) if digit is not None}


def payees(tx: Tx, asked: Mapping[str, object]) -> dict[str, Paid]:
    """Give each name that was paid, with what it was paid."""
    return {
        name: Paid(count, Money(satang), date.fromisoformat(day), voucher)
        for name, count, satang, day, voucher in tx.exec_driver_sql(PAYEES, dict(asked))
    }
