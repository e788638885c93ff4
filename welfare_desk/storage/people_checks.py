"""Ask whether the people of a book and their approvals are what the trail says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import FIRST_ROLES, written_roles
from welfare_desk.money import Money
from welfare_desk.storage import approvals, people
from welfare_desk.storage.book import is_partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Row

    from welfare_desk.storage.book import Tx

_TAKEN_IN = (
    "SELECT details FROM audit WHERE subject = ? AND json_extract(details, '$.roles') IS NOT NULL "
    "ORDER BY id DESC LIMIT 1"
)
_NAMED = "SELECT content FROM member_history WHERE member = ? AND content IS NOT NULL ORDER BY id DESC LIMIT 1"
_SECRETS = """
SELECT s."user", s.kind, s.hash, (
  SELECT details FROM audit WHERE subject = '@' || s."user"
  AND action IN ('user.added', 'user.password_set', 'user.pin_set')
  AND json_extract(details, '$.' || s.kind) IS NOT NULL
  ORDER BY id DESC LIMIT 1
) FROM user_secrets s ORDER BY s."user", s.kind
"""
_KIND = (
    "CASE WHEN e.kind = 'reversal' THEN 'reversal' WHEN e.series = 'RV' THEN 'receipt' "
    "WHEN e.series = 'PV' THEN 'payment' ELSE 'general' END"
)
_ALONE = f"""
SELECT e.voucher, (SELECT sum(amount) FROM postings WHERE entry_id = e.id AND amount > 0) AS satang FROM entries e
WHERE e.approved_by IS NULL AND EXISTS (SELECT 1 FROM approval_rules) AND (
  SELECT amount FROM approval_rules WHERE kind = {_KIND} AND from_at <= e.posted_at ORDER BY from_at DESC LIMIT 1
) < (SELECT sum(amount) FROM postings WHERE entry_id = e.id AND amount > 0) ORDER BY e.id
"""  # noqa: S608 - our own text
_UNSENT = """
SELECT e.voucher FROM entries e WHERE e.approved_by IS NOT NULL AND (e.approved_by = e.made_by OR NOT EXISTS (
  SELECT 1 FROM pending p WHERE p.status = 'approved' AND p.made_by = e.made_by AND p.decided_by = e.approved_by
  AND instr(' ' || p.vouchers || ' ', ' ' || e.voucher || ' ')
)) ORDER BY e.id
"""


def user_faults(tx: Tx) -> Iterator[Problem]:
    """Find users whose name, roles, standing or password the trail does not know."""
    for user in people.users(tx):
        subject = people.subject(user.id)
        kept = tx.exec_driver_sql(_TAKEN_IN, (subject,)).scalar_one_or_none()
        said: dict[str, Any] | None = json.loads(kept) if kept else None
        if said is None and user.id == people.FIRST_USER:
            said = {"roles": written_roles(FIRST_ROLES), "active": True}
        if said is None or (said["roles"], said["active"]) != (written_roles(user.roles), user.is_active):
            text = N_("The roles of user {user} are not those that the trail gives.")
            yield problem("people", text, user=subject)
        named = tx.exec_driver_sql(_NAMED, (subject,)).scalar_one_or_none()
        if named and json.loads(named)["name"][1] != user.name:
            yield problem("people", N_("The name of user {user} is not the one of the trail."), user=subject)
    for user_id, kind, kept, details in tx.exec_driver_sql(_SECRETS):
        if details is None or json.loads(details)[kind] != people.secret_mark(kept):
            text = N_("The password or PIN of user {user} was not set by the program.")
            yield problem("people", text, user=people.subject(user_id))


def approval_faults(tx: Tx) -> Iterator[Problem]:
    """Find entries that a second person should have approved, and rules or decisions the trail does not know."""
    for voucher, satang in tx.exec_driver_sql(_ALONE):
        text = N_("{voucher} over {amount} baht was posted without a second person.")
        yield problem("approvals", text, voucher=voucher, amount=Money(satang))
    for (voucher,) in tx.exec_driver_sql(_UNSENT):
        yield problem("approvals", N_("{voucher} names an approval that nobody gave."), voucher=voucher)
    yield from _rules_unheard(tx)
    asked = "SELECT id, content, preview, hash, made_by, decided_by, status, vouchers FROM pending ORDER BY id"
    for row in tx.exec_driver_sql(asked):
        if not _is_heard(tx, row):
            text = N_("{reference} is not what the trail says was sent or decided.")
            yield problem("approvals", text, reference=approvals.reference_of(row.id))


def _rules_unheard(tx: Tx) -> Iterator[Problem]:
    said: dict[tuple[str, str], int | None] = {}
    for at, details in tx.exec_driver_sql("SELECT at, details FROM audit WHERE action = 'approval.rules_set'"):
        said |= {(kind, at): amount for kind, amount in json.loads(details)["limits"].items()}
    kept = {(row[0], row[1]): row[2] for row in tx.exec_driver_sql("SELECT kind, from_at, amount FROM approval_rules")}
    if kept != said:
        yield problem("approvals", N_("The rules of approval are not those that the trail gives."))


def _is_heard(tx: Tx, row: Row[Any]) -> bool:
    asked = "SELECT action, actor, details FROM audit WHERE subject = ? AND action LIKE 'approval.%' ORDER BY id"
    acts = tx.exec_driver_sql(asked, (approvals.reference_of(row.id),)).all()
    if not acts or acts[0].actor != row.made_by or json.loads(acts[0].details)["hash"] != row.hash.hex():
        return False
    is_kept = row.content is not None and approvals.is_as_sent(row.content, row.preview, row.hash)
    may_be_gone = row.status == "approved" or is_partial(tx)
    if not is_kept and not (may_be_gone and row.content is None):
        return False
    decided = {"approved": "approval.given", "rejected": "approval.refused", "withdrawn": "approval.withdrawn"}
    if row.status == "waiting":
        return len(acts) == 1
    last = acts[-1]
    vouchers = " ".join(json.loads(last.details).get("vouchers", []))
    return (last.action, last.actor, vouchers) == (decided[row.status], row.decided_by, row.vouchers)
