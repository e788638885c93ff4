"""Questions about cash and banks."""

from __future__ import annotations

from welfare_desk.ledger.checklist import SUSPENSE
from welfare_desk.storage.audit_questions.asking import ACCOUNT_NAME, AMOUNT, CASH, IN_SPAN, STANDS

# ruff: noqa: S608 - every part of these questions is a constant of the program


def _stretches(accounts: str, held: str) -> str:
    """Give the days through which balances of some accounts are as `held` says, each stretch one row."""
    return f"""
  WITH moved AS (
    SELECT p.account, p.day, sum(p.amount) AS moved, min(p.entry_id) AS entry_id FROM postings p
    JOIN accounts a ON a.code = p.account WHERE {accounts} AND p.day <= :last GROUP BY p.account, p.day
  ), held AS (
    SELECT m.*, sum(moved) OVER (PARTITION BY account ORDER BY day) AS held,
      lead(day, 1, :last) OVER (PARTITION BY account ORDER BY day) AS until_day FROM moved m
  ), marked AS (
    SELECT h.*, row_number() OVER (PARTITION BY account ORDER BY day)
      - row_number() OVER (PARTITION BY account, {held} ORDER BY day) AS stretch, {held} AS is_meant FROM held h
  ), stretches AS (
    SELECT account, min(day) AS first_day, max(until_day) AS until_day, max(held) AS most_satang,
      min(held) AS least_satang, min(entry_id) AS entry_id FROM marked WHERE is_meant GROUP BY account, stretch
  )
  SELECT s.first_day AS day, e.voucher, {{satang}} AS satang, {ACCOUNT_NAME} AS who, s.until_day, s.most_satang,
    s.least_satang, cast(julianday(s.until_day) - julianday(s.first_day) AS integer) AS count
  FROM stretches s JOIN accounts a ON a.code = s.account JOIN entries e ON e.id = s.entry_id
  WHERE s.until_day >= :first AND julianday(s.until_day) - julianday(s.first_day) > :days ORDER BY day, s.account
"""


CASH_HIGH = _stretches(CASH, "held > :above * 100").format(satang="s.most_satang")
NEGATIVE = _stretches("a.type = 'A' AND a.normal = 'Dr'", "held < 0").format(satang="-s.least_satang")
SUSPENSE_LEFT = _stretches(f"a.code IN {SUSPENSE}", "held <> 0").format(
    satang="abs(s.most_satang + s.least_satang) / 2"
)
IN_TRANSIT = _stretches("a.code = '1104'", "held > 0").format(satang="s.most_satang")

UNBANKED = f"""
  WITH moved AS MATERIALIZED (
    SELECT p.account, p.day, sum(max(p.amount, 0)) AS came, sum(max(-p.amount, 0)) AS went, min(p.entry_id) AS entry_id
    FROM postings p JOIN accounts a ON a.code = p.account WHERE {CASH} AND p.day <= :last GROUP BY p.account, p.day
  ), summed AS MATERIALIZED (
    SELECT m.*, sum(came) OVER days AS came_by, sum(went) OVER days AS went_by, julianday(day) AS at
    FROM moved m WINDOW days AS (PARTITION BY account ORDER BY day)
  ), late AS (
    SELECT s.*, came_by - coalesce((SELECT max(o.went_by) FROM summed o WHERE o.account = s.account
      AND o.at <= s.at + :days), 0) AS late FROM summed s WHERE came > 0 AND at + :days < julianday(:last)
  ), steps AS (
    SELECT l.*, lag(late, 1, 0) OVER (PARTITION BY account ORDER BY day) AS passed FROM late l
  )
  SELECT e.day, e.voucher, s.late AS satang, {ACCOUNT_NAME} AS who, s.came AS came_satang
  FROM steps s JOIN accounts a ON a.code = s.account JOIN entries e ON e.id = s.entry_id
  WHERE {IN_SPAN} AND late > :keep * 100 AND passed <= :keep * 100 ORDER BY e.day, e.id
"""

CASH_PAYMENTS = f"""
  SELECT e.day, e.voucher, (SELECT -sum(p.amount) FROM postings p JOIN accounts a ON a.code = p.account
    WHERE p.entry_id = e.id AND {CASH} AND p.amount < 0) AS satang, e.payee AS who, e.memo
  FROM entries e WHERE {IN_SPAN} AND e.series = 'PV' AND e.kind = 'normal' AND {STANDS} AND satang > :above * 100
  ORDER BY e.day, e.id
"""

CASH_BY_GENERAL = f"""
  SELECT e.day, e.voucher, {AMOUNT} AS satang, group_concat(DISTINCT {ACCOUNT_NAME}) AS who, e.memo
  FROM entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.code = p.account
  WHERE {IN_SPAN} AND e.series = 'JV' AND e.kind = 'normal' AND {STANDS} AND a.cash_flow = 'cash'
    AND EXISTS (SELECT 1 FROM postings o JOIN accounts b ON b.code = o.account
      WHERE o.entry_id = e.id AND b.cash_flow <> 'cash' AND b.code <> '3801')
    AND NOT EXISTS (SELECT 1 FROM cash_counts k WHERE k.entry_id = e.id)
  GROUP BY e.id ORDER BY e.day, e.id
"""

COUNTS = f"""
  SELECT c.day, coalesce(e.voucher, '') AS voucher, c.counted - c.expected AS satang, c.counted_by AS who,
    {ACCOUNT_NAME} AS account, c.counted AS counted_satang, c.expected AS expected_satang, c.reason,
    CASE WHEN c.entry_id IS NULL THEN 'open' ELSE '' END AS kind
  FROM cash_counts c JOIN accounts a ON a.code = c.account LEFT JOIN entries e ON e.id = c.entry_id
  WHERE c.day BETWEEN :first AND :last AND abs(c.counted - c.expected) > :above * 100 ORDER BY c.day, c.id
"""

_COUNTED_STATEMENTS = """
  SELECT s.* FROM bank_statements s
  WHERE NOT EXISTS (SELECT 1 FROM bank_statements_undone u WHERE u.statement_id = s.id)
"""

UNMATCHED = f"""
  WITH s AS MATERIALIZED ({_COUNTED_STATEMENTS})
  SELECT l.day, '' AS voucher, l.amount AS satang, {ACCOUNT_NAME} AS who, 'bank' AS kind, l.words
  FROM bank_lines l JOIN s ON s.id = l.statement_id JOIN accounts a ON a.code = s.account
  WHERE l.day BETWEEN :first AND :last AND julianday(:last) - julianday(l.day) > :days
    AND NOT EXISTS (SELECT 1 FROM bank_match_lines m WHERE m.line_id = l.id)
  UNION ALL
  SELECT e.day, e.voucher, sum(p.amount), {ACCOUNT_NAME}, 'book', e.memo
  FROM postings p JOIN entries e ON e.id = p.entry_id JOIN accounts a ON a.code = p.account
  WHERE {IN_SPAN} AND e.kind = 'normal' AND {STANDS} AND julianday(:last) - julianday(e.day) > :days
    AND EXISTS (SELECT 1 FROM s WHERE s.account = p.account AND julianday(e.day) + :days <= julianday(s.last_day))
    AND EXISTS (SELECT 1 FROM s WHERE s.account = p.account AND e.day >= s.first_day)
    AND NOT EXISTS (SELECT 1 FROM bank_match_entries m WHERE m.entry_id = e.id AND m.account = p.account)
  GROUP BY e.id, p.account HAVING sum(p.amount) <> 0
  ORDER BY 1, 2
"""

TRANSFERS = f"""
  WITH s AS MATERIALIZED ({_COUNTED_STATEMENTS}), sides AS (
    SELECT e.id, e.day, e.voucher, p.account, sum(p.amount) AS satang, EXISTS (
      SELECT 1 FROM bank_match_entries m WHERE m.entry_id = e.id AND m.account = p.account) AS is_met
    FROM entries e JOIN postings p ON p.entry_id = e.id
    WHERE {IN_SPAN} AND e.kind = 'normal' AND {STANDS} AND EXISTS (SELECT 1 FROM s WHERE s.account = p.account
      AND e.day >= s.first_day AND julianday(e.day) + :days <= julianday(s.last_day))
    GROUP BY e.id, p.account HAVING sum(p.amount) <> 0
  )
  SELECT o.day, o.voucher, abs(o.satang) AS satang, {ACCOUNT_NAME} AS who, i.account AS other
  FROM sides o JOIN sides i ON i.id = o.id AND i.account <> o.account AND (i.satang > 0) <> (o.satang > 0)
  JOIN accounts a ON a.code = o.account WHERE i.is_met AND NOT o.is_met ORDER BY o.day, o.id
"""
