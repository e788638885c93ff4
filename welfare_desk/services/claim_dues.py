"""Pay benefits that are no money: the fund pays the member's contributions of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import claims, contributions, dues, entries, trail
from welfare_desk.storage.claims import Event
from welfare_desk.welfare.claim_payments import dues_entry, dues_left
from welfare_desk.welfare.claims import ClaimStatus

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.claim_payments import PayableClaim


def pay_dues(tx: Tx, desk: Desk, paid: PayableClaim, day: date) -> Posted:
    """Let the fund pay a member's contributions out of an approved benefit, inside a transaction under way.

    They count for the member's rights, never for matching. What changed since it was decided is refused.
    """
    claim, member = paid.claim, paid.claim.member or ""
    stood = dues.standings(tx, claim.event_day, {member})[member]
    span, cost = dues_left(stood.position, stood.terms, claim.event_day)
    if span is None or cost != claim.left:
        text = N_("{reference}: the year's contributions cost {now} baht now. Undo the approval and decide it again.")
        raise RuleError(problem("claim.dues_changed", text, reference=claim.reference, now=cost))
    event = Event(claim.id, day, ClaimStatus.PAID, claim.left)
    fields = (member, span.first.isoformat(), span.last.isoformat(), cost.satang)
    documents = [contributions.fund_paid_hash(fields), claims.event_hash(event)]
    with entries.posting(tx, [dues_entry(day, paid)], desk.made(), [documents]) as posted:
        contributions.add_exemption(tx, member, span, "fund_paid", claim.reference, posted[0].id)
        claims.add_events(tx, [event], posted[0].id)
    told = {"satang": cost.satang, "voucher": posted[0].voucher}
    trail.add(tx, desk.made(), "claim.paid", claim.reference, **told)
    return posted[0]
