"""Questions about when vouchers were posted, and which were taken back."""

from __future__ import annotations

from welfare_desk.storage.audit_questions.asking import AMOUNT, IN_SPAN, PERSON, POSTED_DAY

# ruff: noqa: S608 - every part of these questions is a constant of the program

_POSTED = f"""
  SELECT e.day, e.voucher, {AMOUNT} AS satang, {PERSON} AS who, {POSTED_DAY} AS posted_day,
    strftime('%H:%M', e.posted_at, '+7 hours') AS time, cast(strftime('%w', {POSTED_DAY}) AS integer) AS weekday
  FROM entries e JOIN users u ON u.id = e.made_by
  WHERE {IN_SPAN} AND e.kind IN ('normal', 'reversal') AND (:series = 'all' OR e.series = :series)
"""

HOURS = f"""
  SELECT * FROM ({_POSTED}) WHERE cast(substr(time, 1, 2) AS integer) NOT BETWEEN :hour_from AND :hour_to - 1
  ORDER BY posted_day, time
"""

DAYS_OFF = f"""
  SELECT *, CASE WHEN substr(posted_day, 6) IN (SELECT value FROM json_each(:holidays)) THEN 'holiday'
    WHEN weekday IN (0, 6) THEN 'weekend' END AS kind
  FROM ({_POSTED}) WHERE coalesce(satang, 0) > :above * 100
    AND ((:free <> 'weekends' AND kind = 'holiday') OR (:free <> 'holidays' AND kind = 'weekend'))
  ORDER BY posted_day, time
"""

PERIOD_END = f"""
  SELECT e.day, e.voucher, {AMOUNT} AS satang, e.payee AS who, p.last_day, e.memo
  FROM entries e JOIN periods p ON p.id = e.period
  WHERE {IN_SPAN} AND e.kind = 'normal' AND (:period = 'month' OR p.id % 100 = 12)
    AND julianday(p.last_day) - julianday(e.day) < :days AND {AMOUNT} > :above * 100
  ORDER BY e.day, e.id
"""

BACK_DATED = f"""
  SELECT * FROM (
    SELECT e.day, e.voucher, {AMOUNT} AS satang, {PERSON} AS who, {POSTED_DAY} AS posted_day,
      cast(julianday({POSTED_DAY}) - julianday(e.day) AS integer) AS count,
      CASE WHEN EXISTS (SELECT 1 FROM statements s WHERE s.period = e.period AND s.closed_at < e.posted_at)
        THEN 'closed' ELSE 'late' END AS kind
    FROM entries e JOIN users u ON u.id = e.made_by
    WHERE {IN_SPAN} AND e.kind IN ('normal', 'reversal') AND e.period % 100 BETWEEN 1 AND 12
  ) WHERE kind = 'closed' OR count > :days ORDER BY day, voucher
"""

REVERSALS = f"""
  SELECT * FROM (SELECT e.day, e.voucher, {AMOUNT} AS satang, {PERSON} AS who, o.voucher AS original,
    trim(e.memo) AS reason, CASE WHEN trim(coalesce(e.memo, '')) = '' THEN 'no_reason'
      WHEN EXISTS (SELECT 1 FROM statements s WHERE s.period = o.period AND s.closed_at < e.posted_at
        AND julianday(e.posted_at) - julianday(s.closed_at) <= :days) THEN 'closed' ELSE '' END AS kind
  FROM entries e JOIN entries o ON o.id = e.reverses JOIN users u ON u.id = e.made_by
  WHERE {IN_SPAN}) WHERE :which = 'all' OR kind <> '' ORDER BY who, day, voucher
"""

RECEIPT_REVERSALS = f"""
  SELECT e.day, e.voucher, r.total AS satang, {PERSON} AS who, o.voucher AS original, trim(e.memo) AS reason,
    cast(julianday({POSTED_DAY}) - julianday(date(o.posted_at, '+7 hours')) AS integer) AS count
  FROM entries e JOIN entries o ON o.id = e.reverses JOIN receipts r ON r.entry_id = o.id
  JOIN users u ON u.id = e.made_by
  WHERE {IN_SPAN} AND count > :days ORDER BY e.day, e.id
"""

ERASED = f"""
  SELECT e.day, e.voucher, {AMOUNT} AS satang, {PERSON} AS who,
    CASE WHEN e.memo IS NULL OR e.payee IS NULL THEN 'erased' WHEN trim(e.memo) = '' THEN 'no_words'
      ELSE 'no_payee' END AS kind
  FROM entries e JOIN users u ON u.id = e.made_by
  WHERE {IN_SPAN} AND e.kind = 'normal' AND ((NOT :partial AND (e.memo IS NULL OR e.payee IS NULL))
    OR trim(e.memo) = '' OR (e.series = 'PV' AND trim(e.payee) = '')) AND {AMOUNT} > :above * 100
  ORDER BY e.day, e.id
"""
