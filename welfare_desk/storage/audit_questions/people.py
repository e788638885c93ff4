"""Questions about who did what: makers, approvers, payees, officers."""

from __future__ import annotations

from welfare_desk.storage.audit_questions.asking import AMOUNT, IN_SPAN, PERSON, STANDS

# ruff: noqa: S608 - every part of these questions is a constant of the program

_SHORTEST = 4  # letters of a name: shorter ones stand in too many others
_CLAIMANTS = f"""  -- who may be the member of a claim: by the own name, or as an officer whose number is known
  SELECT u.id AS user, m.number AS member FROM users u JOIN members m
    ON length(m.first_name) > 0 AND instr(u.name, m.first_name || ' ' || m.last_name) > 0
  UNION SELECT u.id, o.member FROM users u JOIN officers o ON o.member IS NOT NULL AND length(u.name) >= {_SHORTEST}
    AND (instr(o.name, u.name) > 0 OR instr(u.name, o.name) > 0)
"""

SAME_PERSON = f"""
  SELECT e.day, e.voucher, {AMOUNT} AS satang, {PERSON} AS who, 'approved' AS kind
  FROM entries e JOIN users u ON u.id = e.made_by WHERE {IN_SPAN} AND e.approved_by = e.made_by
  UNION ALL
  SELECT p.day, p.vouchers, p.amount, {PERSON}, 'decided' FROM pending p JOIN users u ON u.id = p.made_by
  WHERE p.day BETWEEN :first AND :last AND p.decided_by = p.made_by AND p.status IN ('approved', 'rejected')
  UNION ALL
  SELECT e.day, e.voucher, {AMOUNT}, {PERSON}, CASE WHEN u.id = e.made_by THEN 'payee_made' ELSE 'payee_approved' END
  FROM entries e JOIN users u ON u.id IN (e.made_by, e.approved_by)
  WHERE {IN_SPAN} AND e.series = 'PV' AND {STANDS} AND length(u.name) >= {_SHORTEST} AND instr(e.payee, u.name) > 0
  UNION ALL
  SELECT date(t.at, '+7 hours'), coalesce((SELECT x.voucher FROM claim_events v JOIN entries x ON x.id = v.entry_id
      WHERE v.claim_id = c.id AND v.status = 'paid' ORDER BY v.position DESC LIMIT 1), ''),
    (SELECT max(v.amount) FROM claim_events v WHERE v.claim_id = c.id), {PERSON},
    CASE t.action WHEN 'claim.decided' THEN 'own_decided' WHEN 'claim.approved' THEN 'own_approved' ELSE 'own_paid' END
  FROM audit t JOIN users u ON u.id = t.actor JOIN claims c ON t.subject = printf('C-%04d', c.id)
  JOIN ({_CLAIMANTS}) w ON w.user = u.id AND w.member = c.member
  WHERE t.action IN ('claim.decided', 'claim.approved', 'claim.paid')
    AND date(t.at, '+7 hours') BETWEEN :first AND :last
  ORDER BY 1, 2
"""

SHARES = f"""
  WITH made AS (
    SELECT e.made_by AS user, count(*) AS count, max(e.id) AS last_id FROM entries e
    WHERE {IN_SPAN} AND e.kind = 'normal' GROUP BY 1
  ), whole AS (SELECT sum(count) AS whole FROM made), active AS (SELECT count(*) AS people FROM users WHERE is_active)
  SELECT e.day, e.voucher, NULL AS satang, {PERSON} AS who, m.count, m.count * 100 / whole AS percent,
    CASE WHEN people < 2 THEN 'alone' WHEN EXISTS (SELECT 1 FROM entries o WHERE o.approved_by = m.user
      AND o.day BETWEEN :first AND :last) THEN 'both' ELSE 'share' END AS kind
  FROM made m JOIN users u ON u.id = m.user JOIN entries e ON e.id = m.last_id, whole, active
  WHERE whole >= :least AND (m.count * 100 > whole * :percent OR EXISTS (SELECT 1 FROM entries o
    WHERE o.approved_by = m.user AND o.day BETWEEN :first AND :last)) ORDER BY m.count DESC
"""

OFFICERS = f"""
  SELECT e.day, e.voucher, {AMOUNT} AS satang, e.payee AS who, o.post, o.name FROM officers o
  JOIN entries e ON e.series = 'PV' AND e.day >= o.from_day AND e.day <= coalesce(o.to_day, :last)
  WHERE {IN_SPAN} AND {STANDS} AND e.kind = 'normal' AND length(o.name) >= {_SHORTEST} AND instr(e.payee, o.name) > 0
    AND {AMOUNT} > :above * 100
    AND NOT EXISTS (SELECT 1 FROM claim_events v WHERE v.entry_id = e.id) GROUP BY e.id ORDER BY e.day, e.id
"""
