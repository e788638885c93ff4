"""Pay approved claims: a voucher for each who receives, arrears kept back where the regulation says so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.funds import policy_on
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.seal import SALT_BYTES
from welfare_desk.money import ZERO, Money
from welfare_desk.services.claim_dues import pay_dues
from welfare_desk.services.claims import kept_claim
from welfare_desk.services.desk import needs
from welfare_desk.services.judging import Judge
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, claims, contributions, dues, entries, members, payment_slips, trail
from welfare_desk.storage.claims import Event
from welfare_desk.storage.contributions import KeptLine
from welfare_desk.welfare.benefits import RuleKind
from welfare_desk.welfare.claim_payments import (
    NO_WORDS,
    PayableClaim,
    Slip,
    payment_entry,
    problems_of_payment,
    vouchers_of,
    with_arrears,
)
from welfare_desk.welfare.claims import ClaimStatus, problems_of_day, problems_of_step, reference_of
from welfare_desk.welfare.contributions import Payment, PaymentLine, contribution_entry
from welfare_desk.welfare.dues import cover, owed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.claim_payments import Part
    from welfare_desk.welfare.claims import KeptClaim

Kept = tuple[Payment, list[KeptLine]]
"""A receipt for arrears that were kept back, with what its lines cover."""


@needs(Permission.RECORD)
def pay_claims(desk: Desk, numbers: Sequence[int], day: date, account: str, slip: Slip = NO_WORDS) -> list[Posted]:
    """Pay approved claims out of one cash or bank account.

    Each member, and each beneficiary at death, gets an own voucher of at most ten lines; a payee whom the slip names
    receives everything. Where the regulation says so, arrears are kept back from a benefit with their receipt, in the
    same entry, or the fund pays the member's contributions instead of money.
    """
    slip = slip.plain()
    with desk.book.write() as tx:
        chosen = [kept_claim(tx, each) for each in dict.fromkeys(numbers)]
        found = [
            each for one in chosen for each in (*problems_of_step(one, ClaimStatus.PAID), *problems_of_day(one, day))
        ]
        if not chosen:
            found.append(problem("claim.none", N_("Choose which claims."), "claims"))
        if found:
            raise RuleError(*found)
        payable = payable_claims(tx, numbers, day)
        if found := problems_of_payment(payable, slip):
            raise RuleError(*found)
        posted = [pay_dues(tx, desk, each, day) for each in payable if each.pays_dues]
        money = [each for each in payable if not each.pays_dues]
        return posted + (_pay(tx, desk, vouchers_of(money, slip.payee), day, account, slip) if money else [])


def payable_claims(tx: Tx, numbers: Sequence[int], day: date) -> list[PayableClaim]:
    """Tell of claims who may receive them on a day, what was paid of them, and what is kept back, in their order."""
    judge, home, into = Judge(tx), fund_rules(tx, day).home, members.merges(tx)
    chosen = claims.claims(tx, set(numbers))
    person = {each.id: into.get(each.member, each.member) for each in chosen if each.member}
    people = {each.number: each for each in members.all_members(tx, set(person.values()))}
    kept_back = _owed(tx, [(each, person[each.id]) for each in chosen if each.id in person and _deducts(judge, each)])
    found: list[PayableClaim] = []
    for each in chosen:
        heirs = judge.kind_decided(each).rule(RuleKind.TO_BENEFICIARIES) is not None
        member = people.get(person.get(each.id, ""))
        found.append(
            PayableClaim(
                each, each.fund or home, member.name if member else "",
                member.beneficiaries if member and heirs else (), claims.paid_parts(tx, each.id) if each.paid else (),
                kept_back.get(each.id, ZERO),
                judge.kind_decided(each).rule(RuleKind.PAYS_DUES) is not None,
            )
        )  # fmt: skip
    return found


def _deducts(judge: Judge, claim: KeptClaim) -> bool:
    return judge.kind_decided(claim).rule(RuleKind.DEDUCT_ARREARS) is not None


def _owed(tx: Tx, asked: Sequence[tuple[KeptClaim, str]]) -> dict[int, Money]:
    """Tell what people still owe at the event of their first claim, by claims, after everything that was paid since.

    The running month is asked of nobody who dies in it, as it was not when the claim was decided.
    """
    first: dict[str, KeptClaim] = {}
    for claim, person in asked:
        first.setdefault(person, claim)
    by_day: defaultdict[date, set[str]] = defaultdict(set)
    for person, claim in first.items():
        by_day[claim.event_day].add(person)
    found: dict[int, Money] = {}
    for day, some in by_day.items():
        for person, stood in dues.standings(tx, day, some).items():
            found[first[person].id] = owed(stood.position, replace(stood.terms, ends=None), day).arrears
    return found


def _pay(
    tx: Tx, desk: Desk, vouchers: Sequence[tuple[str, tuple[Part, ...]]], day: date, account: str, slip: Slip
) -> list[Posted]:
    made = desk.made()
    posts: list[Entry] = []
    events: list[list[Event]] = []
    receipts: list[Kept | None] = []
    for payee, parts in vouchers:
        entry, kept = payment_entry(day, parts, account, payee), None
        if arrears := [each for each in parts if each.arrears]:
            kept = _receipt(tx, arrears, day, account)
            policy = policy_on(accounts.policies(tx), day)
            advances = [line.advance for line in kept[1]]
            entry = with_arrears(entry, contribution_entry(kept[0], advances, policy, arrears[0].of.fund), account)
        posts.append(entry)
        receipts.append(kept)
        ordered = sorted(parts, key=lambda part: part.of.claim.id)
        events.append([Event(each.of.claim.id, day, ClaimStatus.PAID, each.amount) for each in ordered])
    salts = [made.salt(SALT_BYTES) for _voucher in posts] if payment_slips.is_written(slip) else []
    documents = [
        [
            *([contributions.receipt_hash(*kept)] if kept else []),
            *(claims.event_hash(each) for each in some),
            *(payment_slips.slip_hash(slip, salt) for salt in salts[at : at + 1]),
        ]
        for at, (kept, some) in enumerate(zip(receipts, events, strict=True))
    ]
    with entries.posting(tx, posts, made, documents) as posted:
        for at, (each, kept, some) in enumerate(zip(posted, receipts, events, strict=True)):
            if kept:
                contributions.add_receipts(tx, [(each.id, *kept)])
            claims.add_events(tx, some, each.id)
            if salts:
                payment_slips.add(tx, each.id, slip, salts[at])
    for each, some in zip(posted, events, strict=True):
        for event in some:
            told = {"satang": event.amount.satang, "voucher": each.voucher}
            trail.add(tx, made, "claim.paid", reference_of(event.claim_id), **told)
    return posted


def _receipt(tx: Tx, parts: Sequence[Part], day: date, account: str) -> Kept:
    """Write the receipt for arrears that are kept back: the member pays them out of the benefit."""
    lines: list[KeptLine] = []
    into = members.merges(tx)
    for each in parts:
        number = into.get(each.of.claim.member or "", each.of.claim.member or "")
        stood = dues.standings(tx, day, {number})[number]
        covered = cover(stood.position, each.arrears, stood.terms, day)
        lines.append(KeptLine(PaymentLine(number, each.arrears), covered.to_advance))
    first = parts[0].of
    note = _("kept back from {reference}").format(reference=first.claim.reference)
    return Payment(day, first.name, first.claim.member, tuple(each.line for each in lines), account, note=note), lines
