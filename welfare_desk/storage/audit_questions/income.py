"""Questions about money that should have come in, and about money for one purpose."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.money import Money
from welfare_desk.storage.audit_questions.asking import AMOUNT, IN_SPAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.storage.book import Tx

# ruff: noqa: S608 - every part of these questions is a constant of the program

_LIVES = "(v.entry_id IS NULL OR NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = v.entry_id))"

RESTRICTED = f"""
  SELECT max(v.day) AS day, coalesce(e.voucher, '') AS voucher,
    sum(CASE v.step WHEN 'received' THEN -v.amount WHEN 'closed' THEN 0 ELSE v.amount END) AS satang, g.giver AS who,
    'grant' AS kind, g.name
  FROM grants g JOIN grant_events v ON v.grant_id = g.id
  LEFT JOIN entries e ON e.id = v.entry_id WHERE {_LIVES} AND v.day <= :last
  GROUP BY g.id HAVING satang > 0
  UNION ALL
  SELECT max(v.day), coalesce(e.voucher, ''),
    sum(CASE v.step WHEN 'received' THEN v.amount ELSE 0 END) - sum(CASE v.step WHEN 'approved' THEN v.amount
      WHEN 'lapsed' THEN -v.amount ELSE 0 END) AS satang, r.programme, 'match', r.programme || ' ' || r.year
  FROM match_rounds r JOIN match_events v ON v.round_id = r.id
  LEFT JOIN entries e ON e.id = v.entry_id WHERE {_LIVES} AND v.day <= :last
  GROUP BY r.id HAVING sum(v.step = 'approved') > 0 AND sum(v.step = 'returned') = 0 AND satang > 0
  UNION ALL
  SELECT max(p.day), '', sum(p.amount), f.name_th, 'fund', f.code
  FROM postings p JOIN accounts a ON a.code = p.account JOIN funds f ON f.code = p.fund
  WHERE p.day <= :last AND a.type IN ('E', 'R', 'X') GROUP BY f.code HAVING sum(p.amount) > 0
  ORDER BY 1
"""

FEES = f"""
  WITH paid AS (
    SELECT coalesce(g.into_member, l.member) AS member, sum(l.amount) AS satang FROM receipt_lines l
    JOIN receipts r ON r.id = l.receipt_id LEFT JOIN member_merges g ON g.member = l.member
    WHERE l.kind = 'entrance_fee' AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = r.entry_id) GROUP BY 1
  ), new AS (
    SELECT m.number, m.entry_day, trim(m.first_name || ' ' || m.last_name) AS name,
      coalesce((SELECT p.entrance_fee FROM plans p WHERE p.code = m.plan), :usual_fee) AS fee_satang
    FROM members m WHERE m.entry_day BETWEEN :first AND :last AND julianday(:last) - julianday(m.entry_day) > :days
      AND m.entry_day >= :book_begins AND NOT EXISTS (SELECT 1 FROM member_merges g WHERE g.member = m.number)
  )
  SELECT n.entry_day AS day, '' AS voucher, n.fee_satang - coalesce(p.satang, 0) AS satang,
    n.number || ' ' || n.name AS who, n.fee_satang, coalesce(p.satang, 0) AS paid_satang, n.number,
    CASE WHEN p.satang IS NULL THEN 'none' WHEN p.satang < n.fee_satang THEN 'less' ELSE 'more' END AS kind
  FROM new n LEFT JOIN paid p ON p.member = n.number WHERE n.fee_satang <> coalesce(p.satang, 0)
  UNION ALL
  SELECT e.day, e.voucher, {AMOUNT}, e.payee, 0, 0, '', 'other' FROM entries e JOIN postings p ON p.entry_id = e.id
  WHERE {IN_SPAN} AND p.account = '4102' AND e.kind = 'normal'
    AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.entry_id = e.id) GROUP BY e.id
  ORDER BY 1, 4
"""

_MONTHS = """
  SELECT substr(r.day, 1, 7) AS month, sum(l.amount) FROM receipt_lines l JOIN receipts r ON r.id = l.receipt_id
  WHERE l.kind = 'contribution' AND r.day BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = r.entry_id) GROUP BY 1
"""
_MEMBERS = """
  SELECT m.plan, count(*) FROM members m WHERE m.entry_day <= :day AND coalesce((SELECT s.status FROM member_status s
    WHERE s.member = m.number AND s.from_day <= :day ORDER BY s.from_day DESC, s.position DESC LIMIT 1), 'active')
    IN ('active', 'arrears') GROUP BY m.plan
"""
SHEETS = """
  SELECT max(r.day) AS day, max(e.voucher) AS voucher, c.total - sum(r.total) AS satang,
    c.village || ' · ' || c.month AS who, c.total AS total_satang, sum(r.total) AS receipts_satang
  FROM collections c JOIN receipts r ON r.collection_id = c.id JOIN entries e ON e.id = r.entry_id
  WHERE r.day BETWEEN :first AND :last GROUP BY c.id HAVING c.total <> sum(r.total) ORDER BY 1
"""


def contributions_by_month(tx: Tx, asked: Mapping[str, object]) -> dict[date, Money]:
    """Sum the contributions taken in each month, by its first day."""
    return {date.fromisoformat(f"{month}-01"): Money(satang) for month, satang in
            tx.exec_driver_sql(_MONTHS, dict(asked))}  # fmt: skip


def members_by_plan(tx: Tx, day: date) -> dict[str, int]:
    """Count those who owed contributions on a day, by the code of their plan (empty: the fund's own)."""
    return {str(plan): int(count) for plan, count in tx.exec_driver_sql(_MEMBERS, {"day": day.isoformat()})}
