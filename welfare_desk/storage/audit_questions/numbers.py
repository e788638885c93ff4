"""Questions about numbers: of vouchers and of paper receipts."""

from __future__ import annotations

from welfare_desk.storage.audit_questions.asking import AMOUNT

# ruff: noqa: S608 - every part of these questions is a constant of the program

GAPS = f"""
  WITH n AS (
    SELECT id, number, voucher, lag(number, 1, 0) OVER (PARTITION BY series, month ORDER BY number) AS passed
    FROM entries WHERE month BETWEEN substr(:first, 1, 7) AND substr(:last, 1, 7)
  ), twice AS (
    SELECT upper(voucher) AS same FROM n GROUP BY 1 HAVING count(*) > 1
  )
  SELECT e.day, e.voucher, NULL AS satang, e.payee AS who, 'gap' AS kind,
    printf('%04d', passed + 1) AS missing, printf('%04d', n.number - 1) AS up_to, n.number - passed - 1 AS count
  FROM n JOIN entries e ON e.id = n.id WHERE n.number > passed + 1
  UNION ALL
  SELECT e.day, e.voucher, {AMOUNT}, e.payee, CASE WHEN same IS NULL THEN 'unlike' ELSE 'twice' END, '', '', n.number
  FROM n LEFT JOIN twice ON same = upper(n.voucher) JOIN entries e ON e.id = n.id
  WHERE same IS NOT NULL OR cast(substr(n.voucher, instr(n.voucher, '-') + 1) AS integer) <> n.number
  ORDER BY 1, 2
"""

LATE_NUMBERS = f"""
  SELECT day, voucher, {AMOUNT} AS satang, payee AS who, before_day,
    cast(julianday(before_day) - julianday(day) AS integer) AS count
  FROM (
    SELECT id, voucher, day, kind, payee, max(day) OVER (PARTITION BY series, month ORDER BY number
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_day
    FROM entries WHERE month BETWEEN substr(:first, 1, 7) AND substr(:last, 1, 7)
  ) e
  WHERE kind = 'normal' AND julianday(before_day) - julianday(day) > :days AND day BETWEEN :first AND :last
  ORDER BY day, id
"""

PAPER_RECEIPTS = """
  WITH used AS (
    SELECT r.book, cast(r.number AS integer) AS n, r.day, e.voucher, r.total, e.payee
    FROM receipts r JOIN entries e ON e.id = r.entry_id
    WHERE r.number GLOB '[0-9]*' AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = e.id)
  ), known AS (
    SELECT book, n, day, voucher, payee FROM used
    UNION ALL SELECT r.book, cast(r.number AS integer), r.day, e.voucher, e.payee  -- voided receipts stay in the book
    FROM receipts r JOIN entries e ON e.id = r.entry_id JOIN entries x ON x.reverses = e.id
    WHERE r.number GLOB '[0-9]*'
    UNION ALL SELECT book, number, day, '', '' FROM receipt_marks
  ), steps AS (
    SELECT k.*, lag(n, 1, coalesce((SELECT b.first FROM receipt_books b WHERE b.book = k.book), n) - 1)
      OVER (PARTITION BY book ORDER BY n) AS passed FROM known k
  ), order_of AS (
    SELECT u.*, lag(day) OVER (PARTITION BY book ORDER BY n) AS before_day,
      lag(n) OVER (PARTITION BY book ORDER BY n) AS before, count(*) OVER (PARTITION BY book, n) AS times FROM used u
  )
  SELECT day, voucher, NULL AS satang, payee AS who, 'missing' AS kind, book, passed + 1 AS number, n - 1 AS up_to,
    NULL AS before_day FROM steps WHERE n > passed + 1 AND day BETWEEN :first AND :last
  UNION ALL
  SELECT day, voucher, total, payee, 'twice', book, n, n, NULL FROM order_of
  WHERE times > 1 AND day BETWEEN :first AND :last
  UNION ALL
  SELECT day, voucher, total, payee, 'order', book, n, before, before_day FROM order_of
  WHERE before_day > day AND times = 1 AND day BETWEEN :first AND :last
  UNION ALL
  SELECT u.day, u.voucher, u.total, u.payee, 'outside', u.book, u.n, u.n, NULL FROM used u
  WHERE u.day BETWEEN :first AND :last AND EXISTS (SELECT 1 FROM receipt_books) AND NOT EXISTS (
    SELECT 1 FROM receipt_books b WHERE b.book = u.book AND u.n BETWEEN b.first AND b.last)
  UNION ALL
  SELECT u.day, u.voucher, u.total, u.payee, 'marked', u.book, u.n, u.n, NULL FROM used u
  JOIN receipt_marks k ON k.book = u.book AND k.number = u.n WHERE u.day BETWEEN :first AND :last
  ORDER BY 6, 7, 1
"""
