"""Questions about benefits, and about the members who had them."""

from __future__ import annotations

from welfare_desk.storage.audit_questions.asking import PERSON

# ruff: noqa: S608 - every part of these questions is a constant of the program

_LIVES = "(v.entry_id IS NULL OR NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = v.entry_id))"
_TYPE_NAME = "CASE WHEN :lang = 'en' AND t.name_en <> '' THEN t.name_en ELSE t.name_th END"
_DEATH_LINES = "(4, 5)"  # of the status form: death of a member, funerals
_PAID = f"""
  paid AS MATERIALIZED (
    SELECT c.id, c.type, c.event_day, c.claim_day, c.quantity, trim(c.subject) AS subject, c.member AS claimant,
      coalesce(g.into_member, c.member) AS member, max(v.day) AS day, max(e.voucher) AS voucher,
      trim(coalesce(c.member || ' ', '') || coalesce(max(e.payee), '')) AS who, sum(v.amount) AS satang,
      EXISTS (SELECT 1 FROM claim_events o WHERE o.claim_id = c.id AND o.status = 'approved' AND o.is_override = 1)
        AS is_override,
      (SELECT o.regulation_id FROM claim_events o WHERE o.claim_id = c.id AND o.status = 'decided'
        ORDER BY o.position DESC LIMIT 1) AS regulation
    FROM claims c JOIN claim_events v ON v.claim_id = c.id AND v.status = 'paid' AND {_LIVES}
    LEFT JOIN entries e ON e.id = v.entry_id LEFT JOIN member_merges g ON g.member = c.member
    GROUP BY c.id
  )"""
_IN_DAYS = "p.day BETWEEN :first AND :last"


def _number(kind: str, of: str) -> str:
    """Name a number of a rule in force of the type of a payment."""
    return (
        f"(SELECT max(json_extract(r.content, '$.is.{of}')) FROM benefit_rules r "
        f"WHERE r.regulation_id = p.regulation AND r.type = p.type AND r.kind = '{kind}')"
    )


_YEARS = (
    """(substr(p.event_day, 1, 4) - substr(m.entry_day, 1, 4) - (substr(p.event_day, 6) < substr(m.entry_day, 6)))"""
)
_TIER = f"""(SELECT max(json_extract(x.value, '$.is[1].is.satang')) FROM benefit_rules r,
    json_each(r.content, '$.is.tiers.is') x WHERE r.regulation_id = p.regulation AND r.type = p.type
    AND r.kind = 'tiers' AND json_extract(x.value, '$.is[0]') <= {_YEARS})"""

OVERRIDES = f"""
  SELECT v.day, coalesce(e.voucher, '') AS voucher, v.amount AS satang, coalesce(c.member, '') AS who, 'claim' AS kind,
    printf('C-%04d', c.id) AS name, v.words AS reason, NULL AS first_day, NULL AS last_day
  FROM claim_events v JOIN claims c ON c.id = v.claim_id LEFT JOIN entries e ON e.id = v.entry_id
  WHERE v.status = 'approved' AND v.is_override = 1 AND {_LIVES} AND v.day BETWEEN :first AND :last
  UNION ALL
  SELECT x.first_day, coalesce(e.voucher, ''), NULL, x.member, CASE x.kind WHEN 'waived' THEN 'waived' ELSE 'fund' END,
    '', x.reason, x.first_day, x.last_day
  FROM exemptions x LEFT JOIN entries e ON e.id = x.entry_id
  WHERE x.first_day <= :last AND x.last_day >= :first
    AND (x.entry_id IS NULL OR NOT EXISTS (SELECT 1 FROM entries o WHERE o.reverses = x.entry_id))
  UNION ALL
  SELECT b.paid_day, '', b.amount, coalesce(b.member, b.name), 'past', b.voucher, b.words, NULL, NULL
  FROM past_benefits b WHERE b.is_override = 1 AND b.paid_day BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM past_benefits_undone u WHERE u.past_id = b.id)
  ORDER BY 1, 2
"""

ABOVE_RULE = f"""
  WITH {_PAID}, held AS (
    SELECT p.*, {_TYPE_NAME} AS name,
      (SELECT o.amount FROM claim_events o WHERE o.claim_id = p.id AND o.status = 'decided'
        ORDER BY o.position DESC LIMIT 1) AS decided_satang,
      (SELECT v.amount FROM claim_events v WHERE v.claim_id = p.id AND v.status = 'approved' AND {_LIVES}
        ORDER BY v.position DESC LIMIT 1) AS approved_satang,
      nullif(max(coalesce({_number("rate", "amount.is.satang")} * p.quantity, 0), coalesce({_TIER}, 0)), 0)
        AS rule_satang,
      {_number("cap_event", "amount.is.satang")} AS cap_satang
    FROM paid p LEFT JOIN members m ON m.number = p.member
    LEFT JOIN benefit_types t ON t.regulation_id = p.regulation AND t.code = p.type WHERE {_IN_DAYS}
  )
  SELECT day, voucher, satang, who, name, printf('C-%04d', id) AS claim, decided_satang, approved_satang,
    min(rule_satang, coalesce(cap_satang, rule_satang)) AS rule_satang,
    CASE WHEN approved_satang IS NULL THEN 'unapproved' WHEN satang > approved_satang THEN 'paid'
      WHEN approved_satang > decided_satang THEN 'decided' ELSE 'rule' END AS kind
  FROM held WHERE satang > approved_satang OR approved_satang IS NULL OR (NOT is_override AND
    (approved_satang > decided_satang OR satang > min(rule_satang, coalesce(cap_satang, rule_satang))))
  ORDER BY day, id
"""

AFTER_DEATH = f"""
  WITH {_PAID}, died AS (
    SELECT member, from_day AS died_day FROM (SELECT s.*, row_number() OVER (
      PARTITION BY member ORDER BY from_day DESC, position DESC) AS back FROM member_status s)
    WHERE back = 1 AND status = 'dead'
  )
  SELECT p.day, p.voucher, p.satang, p.who, d.died_day, p.event_day, {_TYPE_NAME} AS name,
    CASE WHEN p.event_day > d.died_day THEN '' ELSE 'paid' END AS kind
  FROM paid p JOIN died d ON d.member = p.member
  LEFT JOIN benefit_types t ON t.regulation_id = p.regulation AND t.code = p.type
  WHERE {_IN_DAYS} AND coalesce(t.line, 0) NOT IN {_DEATH_LINES} AND (p.event_day > d.died_day
    OR julianday(p.day) - julianday(d.died_day) > :days) ORDER BY p.day, p.id
"""

NON_MEMBERS = f"""
  WITH {_PAID}, stood AS (
    SELECT p.*, m.entry_day, {_TYPE_NAME} AS name, {_number("waiting", "count")} AS waiting, t.line,
      julianday(p.event_day) - julianday(m.entry_day) AS since,
      (SELECT s.status FROM member_status s WHERE s.member = p.member AND s.from_day <= p.event_day
        ORDER BY s.from_day DESC, s.position DESC LIMIT 1) AS status
    FROM paid p LEFT JOIN members m ON m.number = p.member
    LEFT JOIN benefit_types t ON t.regulation_id = p.regulation AND t.code = p.type
    WHERE {_IN_DAYS} AND coalesce(t.class, 'member') = 'member'
  )
  SELECT * FROM (
    SELECT day, voucher, satang, who, name, event_day, entry_day, cast(since AS integer) AS count, waiting, id,
      CASE WHEN member IS NULL THEN 'nobody' WHEN entry_day IS NULL OR since < 0 THEN 'not_yet'
        WHEN status IN ('resigned', 'lapsed', 'suspended') OR (status = 'dead' AND line NOT IN {_DEATH_LINES})
          THEN 'no_longer'
        WHEN since < waiting AND NOT is_override THEN 'waiting' ELSE '' END AS kind FROM stood
  ) WHERE kind <> '' ORDER BY day, id
"""

TWICE = f"""
  WITH {_PAID}, spans AS MATERIALIZED (
    SELECT p.*, julianday(p.event_day) AS begins, julianday(p.event_day) + :days + CASE
      {_number("rate", "unit.is")} WHEN 'night' THEN p.quantity WHEN 'day' THEN p.quantity - 1 ELSE 0 END AS ends,
      {_number("rate", "unit.is")} AS unit, {_TYPE_NAME} AS name, nullif(trim(m.household), '') AS household
    FROM paid p LEFT JOIN members m ON m.number = p.member
    LEFT JOIN benefit_types t ON t.regulation_id = p.regulation AND t.code = p.type
  )
  SELECT p.day, p.voucher, p.satang, p.who, p.name, printf('C-%04d', o.id) AS claim, o.voucher AS other,
    o.event_day AS event_day, CASE WHEN p.member = o.member THEN '' ELSE 'household' END AS kind
  FROM spans p JOIN spans o ON o.type = p.type AND o.id < p.id AND p.begins <= o.ends AND o.begins <= p.ends
    AND ((p.member = o.member AND (p.subject = o.subject OR '' IN (p.subject, o.subject)))
      OR (p.unit = 'household' AND p.household = o.household))
  WHERE {_IN_DAYS} GROUP BY p.id ORDER BY p.day, p.id
"""

NEW_MEMBERS = f"""
  WITH {_PAID}, added AS (
    SELECT subject AS member, min(date(at, '+7 hours')) AS added_day FROM audit WHERE action = 'member.added'
    GROUP BY subject
  )
  SELECT p.day, p.voucher, p.satang, p.who, {_TYPE_NAME} AS name,
    max(m.entry_day, coalesce(a.added_day, m.entry_day)) AS since_day,
    cast(julianday(p.event_day) - julianday(max(m.entry_day, coalesce(a.added_day, m.entry_day))) AS integer) AS count
  FROM paid p JOIN members m ON m.number = p.member LEFT JOIN added a ON a.member = p.claimant
  LEFT JOIN benefit_types t ON t.regulation_id = p.regulation AND t.code = p.type
  WHERE {_IN_DAYS} AND count < :days ORDER BY p.day, p.id
"""

CHANGED_BEFORE = f"""
  WITH {_PAID}, changed AS (
    SELECT o.subject AS member, o.actor, o.action, date(o.at, '+7 hours') AS changed_day FROM audit o
    LEFT JOIN member_history h ON h.audit_id = o.id AND h.member = o.subject
    WHERE o.action IN ('member.active', 'member.death_taken_back') OR (o.action = 'member.changed' AND (
      h.content IS NULL OR json_type(h.content, '$.entry_day') IS NOT NULL
      OR json_type(h.content, '$.birth_day') IS NOT NULL OR json_type(h.content, '$.paid_to') IS NOT NULL
      OR json_type(h.content, '$.statuses') IS NOT NULL OR json_type(h.content, '$.vulnerable') IS NOT NULL))
  )
  SELECT p.day, p.voucher, p.satang, {PERSON} AS who, p.who AS payee, h.changed_day, {_TYPE_NAME} AS name,
    cast(julianday(p.claim_day) - julianday(h.changed_day) AS integer) AS count,
    CASE WHEN h.action = 'member.changed' THEN 'entry' ELSE 'status' END AS kind
  FROM paid p JOIN changed h ON h.member = p.claimant JOIN users u ON u.id = h.actor
  LEFT JOIN benefit_types t ON t.regulation_id = p.regulation AND t.code = p.type
  WHERE {_IN_DAYS} AND julianday(p.claim_day) - julianday(h.changed_day) BETWEEN 0 AND :days ORDER BY p.day, p.id
"""
