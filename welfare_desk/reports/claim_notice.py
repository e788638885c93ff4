"""Notice of a decision to the member: what was decided, by which resolution, and all the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.reports.claim_facts import CLAIM, claim_asked, whole_claim
from welfare_desk.reports.model import Column, Report, Row
from welfare_desk.welfare.claims import ClaimStatus
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from welfare_desk.reports.claim_facts import Step, WholeClaim
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "claim-notice", N_("Notice of a decision on a benefit")
QUESTION = N_("What is the member told, and why?")
PARAMETERS = (CLAIM,)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one claim that the committee decided, and lay the notice out."""
    whole = whole_claim(tx, claim_asked(asked), asked.sees)
    told = whole.resolution
    if told is None:
        text = N_("The committee has not decided {reference} yet.")
        raise RuleError(problem("claim.no_decision", text, "claim", reference=whole.claim.reference))
    return lay_out(whole, told)


def lay_out(whole: WholeClaim, told: Step) -> Report:
    """Lay out the decision over its reasons."""
    claim = whole.claim
    is_given = told.status == ClaimStatus.APPROVED.value
    decision = _("Approved: {amount} baht").format(amount=told.amount.text()) if is_given else _("Not approved")
    facts = (
        (_("Addressed to"), f"{whole.member.name} ({whole.member.number})" if whole.member else ""),
        (_("Benefit"), whole.kind.name),
        (_("Day of the event"), long_day(claim.event_day)),
        (_("Claimed on"), long_day(claim.claim_day)),
        (_("Decision"), decision),
        (_("In words"), amount_in_words(told.amount) if is_given else ""),
        (_("Resolution and day") if is_given else _("Decided on"),
         f"{told.words} · {long_day(told.day)}" if is_given else long_day(told.day)),
    )  # fmt: skip
    reasons = [each.words for each in whole.reasons]
    if not is_given:
        reasons.insert(0, told.words)
    if claim.is_override:
        reasons.append(_("The committee gave more than the regulation, by its resolution."))
    rows = [Row((at, words)) for at, words in enumerate(reasons or [_("as the regulation gives")], 1)]
    notes = [
        _("Regulation: {name}, in force from {day}.").format(
            name=whole.regulation.name, day=long_day(whole.regulation.from_day)
        ),
        _("Whoever does not agree may ask the committee to look at it again."),
    ]
    return Report(
        NAME,
        _(TITLE),
        (Column("no", _("No."), width=6), Column("reason", _("Reasons"), width=94)),
        tuple(rows),
        claim.reference,
        facts=tuple((label, words) for label, words in facts if words),
        notes=tuple(notes),
        signatures=(_("Chair"),),
    )
