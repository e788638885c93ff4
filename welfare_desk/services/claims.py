"""Claims: taken in, decided under the regulation, approved by a resolution, paid, each step in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.members import put_status
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import benefits, claims, entries, members, periods, settings, trail
from welfare_desk.storage.claims import Event
from welfare_desk.storage.dues import standings
from welfare_desk.welfare.benefit_rules import decide
from welfare_desk.welfare.benefits import Applicant, Case, Claim, RuleKind, problems_of_claim
from welfare_desk.welfare.claims import (
    ClaimStatus,
    KeptClaim,
    approval_entry,
    payment_entry,
    problems_of_amount,
    problems_of_step,
    shares_of,
)
from welfare_desk.welfare.dues import owed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.benefits import Regulation
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType, Decision


@needs(Permission.RECORD)
def take_claim(desk: Desk, claim: Claim, details: str = "", cause: str = "") -> KeptClaim:
    """Take a claim in, as it is asked; the cause of an illness or death is kept apart."""
    with desk.book.write() as tx:
        kind = _type(tx, claim.event_day, claim.type)[1]
        found = problems_of_claim(claim, kind)
        if claim.member and members.find(tx, claim.member) is None:
            found.append(problem("member.unknown", N_("There is no member {member}."), "member", member=claim.member))
        if claim.claim_day > desk.today:
            found.append(problem("claim.future", N_("The day may not lie in the future."), "claim_day"))
        if found:
            raise RuleError(*found)
        number = claims.add(tx, claim, details.strip(), cause.strip(), desk.made())
        kept = _kept(tx, number)
        trail.add(tx, desk.made(), "claim.received", kept.reference, kind=claim.type, member=claim.member)
    return kept


@needs(Permission.RECORD)
def decide_claim(desk: Desk, number: int) -> Decision:
    """Decide a claim under the regulation in force on the day of its event; the decision is kept with its reasons."""
    with desk.book.write() as tx:
        kept = _kept(tx, number)
        if found := problems_of_step(kept, ClaimStatus.DECIDED):
            raise RuleError(*found)
        regulation, decision = _decide(tx, kept, desk.today)
        reasons = claims.in_both_languages(decision.reasons)
        event = Event(number, desk.today, ClaimStatus.DECIDED, decision.amount, "", reasons, regulation.id)
        claims.add_events(tx, [event])
        codes = [each.code for each in decision.reasons]
        trail.add(tx, desk.made(), "claim.decided", kept.reference, satang=decision.amount.satang, reasons=codes)
    return decision


@needs(Permission.APPROVE)
def approve_claims(
    desk: Desk, numbers: Sequence[int], resolution: str, amount: Money | None = None, *, by_resolution: bool = False
) -> Posted:
    """Approve decided claims together: what is given becomes a liability (2101) until it is paid.

    `amount` approves another amount of one claim: less freely, more only where the resolution says so, which is
    marked for ever. A benefit at death ends the membership on the day of death.
    """
    with desk.book.write() as tx:
        found: list[Problem] = []
        chosen = [_kept(tx, each) for each in dict.fromkeys(numbers)]
        if not chosen:
            raise RuleError(problem("claim.none", N_("Choose which claims."), "claims"))
        if amount is not None and len(chosen) > 1:
            raise RuleError(problem("claim.one", N_("Another amount is approved for one claim at a time."), "amount"))
        approved: list[tuple[KeptClaim, BenefitType, Money]] = []
        for each in chosen:
            gives = each.amount if amount is None else amount
            found += problems_of_step(each, ClaimStatus.APPROVED)
            found += problems_of_amount(each, gives, by_resolution=by_resolution, words=resolution)
            approved.append((each, _type(tx, each.event_day, each.type)[1], gives))
        if found:
            raise RuleError(*found)
        made = desk.made()
        events = [
            Event(each.id, desk.today, ClaimStatus.APPROVED, gives, resolution.strip(), is_override=gives > each.right)
            for each, _kind, gives in sorted(approved, key=lambda one: one[0].id)
        ]
        entry = approval_entry(desk.today, approved, fund_rules(tx, desk.today).home, resolution.strip())
        posted = _post(tx, desk, entry, events)
        for each, kind, _gives in approved:
            if kind.rule(RuleKind.TO_BENEFICIARIES) is not None and each.member:
                _end_membership(tx, desk, each.member, each.event_day)
        for each, _kind, gives in approved:
            told = {"satang": gives.satang, "override": gives > each.right, "voucher": posted.voucher}
            trail.add(tx, made, "claim.approved", each.reference, **told)
    return posted


@needs(Permission.APPROVE)
def reject_claim(desk: Desk, number: int, reason: str) -> None:
    """Reject a decided claim; the member is told why."""
    _close(desk, number, ClaimStatus.REJECTED, "claim.rejected", reason)


@needs(Permission.RECORD)
def withdraw_claim(desk: Desk, number: int, reason: str) -> None:
    """Take back a claim that is not approved."""
    _close(desk, number, ClaimStatus.WITHDRAWN, "claim.withdrawn", reason)


@needs(Permission.RECORD)
def pay_claims(desk: Desk, numbers: Sequence[int], day: date, account: str, payee: str) -> Posted:
    """Pay approved claims out of one cash or bank account, by one payment voucher."""
    with desk.book.write() as tx:
        chosen = [_kept(tx, each) for each in dict.fromkeys(numbers)]
        found = [each for one in chosen for each in problems_of_step(one, ClaimStatus.PAID)]
        if not payee.strip():
            found.append(problem("claim.no_payee", N_("Write who receives the money."), "payee"))
        if not chosen:
            found.append(problem("claim.none", N_("Choose which claims."), "claims"))
        if found:
            raise RuleError(*found)
        events = [Event(each.id, day, ClaimStatus.PAID, each.amount) for each in sorted(chosen, key=lambda one: one.id)]
        entry = payment_entry(day, chosen, account, fund_rules(tx, day).home, payee.strip())
        posted = _post(tx, desk, entry, events)
        for each in chosen:
            trail.add(tx, desk.made(), "claim.paid", each.reference, satang=each.amount.satang, voucher=posted.voucher)
    return posted


def _end_membership(tx: Tx, desk: Desk, number: str, day: date) -> None:
    """Record the death that a benefit is paid for, unless the register knows it."""
    if members.get(tx, number).status_on(desk.today) is not Status.DEAD:
        put_status(tx, desk, number, StatusChange(day, Status.DEAD))


def payees(tx: Tx, numbers: Sequence[int]) -> str:
    """Name who receives the money of claims: the members, or the beneficiaries with the share of each."""
    said: list[str] = []
    for each in claims.claims(tx, set(numbers)):
        member = members.get(tx, each.member) if each.member else None
        shares = _type(tx, each.event_day, each.type)[1].rule(RuleKind.TO_BENEFICIARIES) is not None
        if member is not None and shares and member.beneficiaries:
            said += [f"{heir.name} {part.text()}" for heir, part in shares_of(each.amount, member.beneficiaries)]
        elif member is not None:
            said.append(member.name)
    return ", ".join(dict.fromkeys(said))


def _post(tx: Tx, desk: Desk, entry: entries.Entry, events: Sequence[Event]) -> Posted:
    documents = [claims.event_hash(each) for each in events]
    with entries.posting(tx, [entry], desk.made(), [documents]) as posted:
        claims.add_events(tx, events, posted[0].id)
    return posted[0]


def _close(desk: Desk, number: int, status: ClaimStatus, act: str, reason: str) -> None:
    with desk.book.write() as tx:
        kept = _kept(tx, number)
        found = problems_of_step(kept, status)
        if not reason.strip():
            found.append(problem("claim.no_reason", N_("Write the reason."), "reason"))
        if found:
            raise RuleError(*found)
        claims.add_events(tx, [Event(number, desk.today, status, ZERO, reason.strip())])
        trail.add(tx, desk.made(), act, kept.reference)


def _kept(tx: Tx, number: int) -> KeptClaim:
    found = claims.claims(tx, {number})
    if not found:
        raise RuleError(problem("claim.unknown", N_("There is no claim {number}."), number=number))
    return found[0]


def _type(tx: Tx, day: date, code: str) -> tuple[Regulation, BenefitType]:
    regulation = benefits.regulation_on(tx, day)
    if regulation is None:
        text = N_("No regulation was in force on {day}. Adopt the fund's regulation first.")
        raise RuleError(problem("claim.no_regulation", text, day=day))
    kind = benefits.types_of(tx, regulation.id).get(code)
    if kind is None:
        text = N_("The regulation of {day} knows no benefit “{type}”.")
        raise RuleError(problem("claim.type", text, "type", day=regulation.from_day, type=code))
    return regulation, kind


def _decide(tx: Tx, kept: KeptClaim, today: date) -> tuple[Regulation, Decision]:
    claim = Claim(
        kept.type, kept.member, kept.event_day, kept.claim_day, today, kept.quantity, kept.subject, kept.relation,
        kept.asked,
    )  # fmt: skip
    return _decided(tx, claim, kept.id)


def _decided(tx: Tx, claim: Claim, number: int) -> tuple[Regulation, Decision]:
    regulation, kind = _type(tx, claim.event_day, claim.type)
    applicant = _applicant(tx, claim.member, claim.event_day) if claim.member else None
    first_month = int(settings.get(tx, "fiscal_year_start"))
    return regulation, decide(Case(claim, kind, applicant, claims.given(tx, number), first_month))


def _applicant(tx: Tx, number: str, day: date) -> Applicant | None:
    """Read the member as she stood on a day: the ledger's dues where the book covers it, else the register's word."""
    member = members.find(tx, number)
    if member is None:
        return None
    household = f"{member.village}|{member.house}" if member.house else ""
    if day < periods.calendar(tx).first_day:
        owes = None if member.status_on(day) is Status.ARREARS else ZERO
        return Applicant(member, owes, household)
    stands = standings(tx, day, {number}, up_to=day)[number]
    return Applicant(member, owed(stands.position, stands.terms, day).arrears, household)
