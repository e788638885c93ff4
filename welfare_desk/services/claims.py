"""Claims: taken in, decided under the regulation, approved by a resolution, paid, each step in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.judging import Judge, asked_now
from welfare_desk.services.members import put_status
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import claims, entries, members, trail
from welfare_desk.storage.claims import NOTHING_FOLLOWS, Event
from welfare_desk.welfare.benefits import Effect, Reason, RuleKind, problems_of_claim
from welfare_desk.welfare.claims import (
    ENDS_MEMBERSHIP,
    ClaimStatus,
    approval_entry,
    problems_of_amount,
    problems_of_meeting,
    problems_of_step,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType, Claim, Decision
    from welfare_desk.welfare.claims import KeptClaim


@needs(Permission.RECORD)
def take_claim(desk: Desk, claim: Claim, details: str = "", cause: str = "") -> KeptClaim:
    """Take a claim in, as it is asked; the cause of an illness or death is kept apart."""
    with desk.book.write() as tx:
        return take(tx, desk, Judge(tx), claim, details, cause)


def take(tx: Tx, desk: Desk, judge: Judge, claim: Claim, details: str = "", cause: str = "") -> KeptClaim:
    """Take a claim in inside a transaction under way."""
    claim = judge.of_the_person(claim)
    found = problems_of_claim(claim, judge.kind(claim.event_day, claim.type)[1])
    if claim.member and members.find(tx, claim.member) is None:
        found.append(problem("member.unknown", N_("There is no member {member}."), "member", member=claim.member))
    for day, field in ((claim.event_day, "event_day"), (claim.claim_day, "claim_day")):
        if day > desk.today:
            found = [each for each in found if each.code != "claim.before"]  # what is wrong is the day itself
            found.append(problem("claim.future", N_("The day may not lie in the future."), field))
    if found:
        raise RuleError(*found)
    kept = kept_claim(tx, claims.add(tx, claim, details.strip(), cause.strip(), desk.made()))
    trail.add(tx, desk.made(), "claim.received", kept.reference, kind=claim.type, member=claim.member)
    return kept


@needs(Permission.RECORD)
def decide_claim(desk: Desk, number: int) -> Decision:
    """Decide a claim under the regulation in force on the day of its event; the decision is kept with its reasons."""
    with desk.book.write() as tx:
        return settle_on(tx, desk, Judge(tx), kept_claim(tx, number))


def settle_on(tx: Tx, desk: Desk, judge: Judge, kept: KeptClaim) -> Decision:
    """Decide a claim inside a transaction under way."""
    if found := problems_of_step(kept, ClaimStatus.DECIDED):
        raise RuleError(*found)
    regulation, decision = judge.decide(asked_now(kept, desk.today))
    reasons = claims.in_both_languages(decision.reasons, decision.met)
    event = Event(kept.id, desk.today, ClaimStatus.DECIDED, decision.amount, "", reasons, regulation.id)
    claims.add_events(tx, [event])
    codes = [each.code for each in decision.reasons]
    trail.add(tx, desk.made(), "claim.decided", kept.reference, satang=decision.amount.satang, reasons=codes)
    return decision


@needs(Permission.APPROVE)
def approve_claims(
    desk: Desk,
    numbers: Sequence[int],
    resolution: str,
    amount: Money | None = None,
    *,
    by_resolution: bool = False,
    day: date | None = None,
) -> Posted:
    """Approve decided claims together: what is given becomes a liability (2101) until it is paid.

    `amount` approves another amount of one claim: less freely, more only where the resolution says so, which is
    marked for ever. `day` is the day of the meeting, today unset. A benefit at death ends the membership on the day
    of death.
    """
    met = day or desk.today
    with desk.book.write() as tx:
        chosen = sorted((kept_claim(tx, each) for each in set(numbers)), key=lambda one: one.id)
        if not chosen:
            raise RuleError(problem("claim.none", N_("Choose which claims."), "claims"))
        if amount is not None and len(chosen) > 1:
            raise RuleError(problem("claim.one", N_("Another amount is approved for one claim at a time."), "amount"))
        if found := [each for one in chosen for each in problems_of_meeting(one, met, desk.today)]:
            raise RuleError(*found)
        approved = _weighed(tx, met, chosen, resolution, amount, by_resolution=by_resolution)
        words, ended = resolution.strip(), _ended(tx, desk, approved)
        events = [
            Event(
                each.claim.id, met, ClaimStatus.APPROVED, each.gives, words, _what_follows(each, ended),
                is_override=each.is_beyond,
            )
            for each in approved
        ]  # fmt: skip
        told = [(each.claim, each.kind, each.gives) for each in approved]
        entry = approval_entry(met, told, fund_rules(tx, met).home, words)
        posted = post_events(tx, desk, [(entry, events)])[0]
        for each, event in zip(approved, events, strict=True):
            if event.reasons != NOTHING_FOLLOWS:
                put_status(tx, desk, ended[each.claim.id], StatusChange(each.claim.event_day, Status.DEAD))
            kept = {"satang": each.gives.satang, "override": each.is_beyond, "voucher": posted.voucher}
            trail.add(tx, desk.made(), "claim.approved", each.claim.reference, **kept)
    return posted


class _Weighed(NamedTuple):
    """A claim before the committee: what it gives, and whether that is more than the regulation gives now."""

    claim: KeptClaim
    kind: BenefitType
    gives: Money
    is_beyond: bool


def _weighed(
    tx: Tx, met: date, chosen: Sequence[KeptClaim], resolution: str, amount: Money | None, *, by_resolution: bool
) -> list[_Weighed]:
    """Hold claims against the regulation once more: what others were given since may have used up what is left."""
    judge, found = Judge(tx), list[Problem]()
    weighed: list[_Weighed] = []
    judge.look_ahead(asked_now(each, met) for each in chosen)
    for each in chosen:
        gives = each.amount if amount is None else amount
        wrong = problems_of_step(each, ClaimStatus.APPROVED)
        wrong += problems_of_amount(each, gives, by_resolution=by_resolution, words=resolution)
        claim = asked_now(each, met)
        right = min(each.right, judge.decide(claim)[1].right)
        if not wrong and gives > right and not by_resolution:
            text = N_("{reference}: after what was given since, the regulation gives {right} baht. Decide it again.")
            wrong.append(problem("claim.overtaken", text, "amount", reference=each.reference, right=right))
        judge.give(claim, gives)
        weighed.append(_Weighed(each, judge.kind_decided(each), gives, gives > right))
        found += wrong
    if found:
        raise RuleError(*found)
    return weighed


def _ended(tx: Tx, desk: Desk, approved: Sequence[_Weighed]) -> dict[int, str]:
    """Name by their claims the members whose membership ends, once each; the register may know the death already."""
    found: dict[str, int] = {}
    for each in approved:
        if _ends(tx, desk, each.kind, each.claim.member):
            found.setdefault(members.person(tx, each.claim.member or ""), each.claim.id)
    return {claim: person for person, claim in found.items()}


def _ends(tx: Tx, desk: Desk, kind: BenefitType, member: str | None) -> bool:
    """Tell whether a benefit ends a membership: one at death, unless the register knows the death already."""
    if kind.rule(RuleKind.TO_BENEFICIARIES) is None or not member:
        return False
    return members.get(tx, members.person(tx, member)).status_on(desk.today) is not Status.DEAD


def _what_follows(each: _Weighed, ended: Mapping[int, str]) -> str:
    return _end_of(each.claim.event_day) if each.claim.id in ended else NOTHING_FOLLOWS


def what_follows(tx: Tx, desk: Desk, kind: BenefitType, member: str | None, event_day: date) -> str:
    """Say that a benefit at death ends the membership, unless the register knows the death already."""
    return _end_of(event_day) if _ends(tx, desk, kind, member) else NOTHING_FOLLOWS


def _end_of(day: date) -> str:
    text = N_("The membership ends on {day}.")
    return claims.in_both_languages([Reason(problem(ENDS_MEMBERSHIP, text, day=day), Effect.EXPLAINS)])


@needs(Permission.APPROVE)
def reject_claim(desk: Desk, number: int, reason: str) -> None:
    """Reject a decided claim; the member is told why."""
    _close(desk, number, ClaimStatus.REJECTED, "claim.rejected", reason)


@needs(Permission.RECORD)
def withdraw_claim(desk: Desk, number: int, reason: str) -> None:
    """Take back a claim that is not approved."""
    _close(desk, number, ClaimStatus.WITHDRAWN, "claim.withdrawn", reason)


def post_events(tx: Tx, desk: Desk, posts: Sequence[tuple[Entry, Sequence[Event]]]) -> list[Posted]:
    """Post entries with what each makes of claims."""
    documents = [[claims.event_hash(each) for each in events] for _entry, events in posts]
    with entries.posting(tx, [entry for entry, _events in posts], desk.made(), documents) as posted:
        for each, (_entry, events) in zip(posted, posts, strict=True):
            if events:
                claims.add_events(tx, events, each.id)
    return posted


def _close(desk: Desk, number: int, status: ClaimStatus, act: str, reason: str) -> None:
    with desk.book.write() as tx:
        kept = kept_claim(tx, number)
        found = problems_of_step(kept, status)
        if not reason.strip():
            found.append(problem("claim.no_reason", N_("Write the reason."), "reason"))
        if found:
            raise RuleError(*found)
        claims.add_events(tx, [Event(number, desk.today, status, ZERO, reason.strip())])
        trail.add(tx, desk.made(), act, kept.reference)


def kept_claim(tx: Tx, number: int) -> KeptClaim:
    """Read a claim; an unknown number is refused."""
    found = claims.claims(tx, {number})
    if not found:
        raise RuleError(problem("claim.unknown", N_("There is no claim {number}."), number=number))
    return found[0]
