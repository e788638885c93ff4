"""Take contributions: one payment, or a collection of many in one transaction; void, refund, assign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.funds import policy_on
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.dues import settle, standing_of
from welfare_desk.services.entries import reverse
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, contributions, dues, entries, imports, members, trail
from welfare_desk.storage.contributions import KeptLine, KeptReceipt
from welfare_desk.welfare.contributions import (
    DEFERRED,
    Assignment,
    Collection,
    LineKind,
    Payment,
    Refund,
    assignment_entry,
    contribution_entry,
    notes_of_payment,
    problems_of_payment,
    problems_of_refund,
    refund_entry,
)
from welfare_desk.welfare.dues import cover
from welfare_desk.welfare.memberships import payer_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.dues import Standing
    from welfare_desk.storage.entries import Made
    from welfare_desk.welfare.plans import Plan


@dataclass(frozen=True, slots=True)
class Recorded:
    """A payment that is in the book: its voucher, and what a treasurer should look at."""

    payment: Payment
    posted: Posted
    notes: tuple[Problem, ...]


@needs(Permission.RECORD)
def record_payment(desk: Desk, payment: Payment) -> Recorded:
    """Keep one payment with its receipt, and post it."""
    with desk.book.write() as tx:
        made = desk.made()
        recorded = _record(tx, desk, made, [payment])[0]
        trail.add(tx, made, "contribution.recorded", recorded.posted.voucher, satang=payment.total.satang)
    return recorded


@needs(Permission.RECORD)
def record_collection(desk: Desk, collection: Collection) -> list[Recorded]:
    """Keep all payments of a collection, or none, in order of day and then as they stand in the sheet.

    Rows of the same file that are in the book already are left out; nothing left is nothing done.
    """
    with desk.book.write() as tx:
        known = contributions.posted_sources(tx, collection.source_hash) if collection.source_hash else set[str]()
        new = sorted((each for each in collection.payments if each.source not in known), key=lambda each: each.day)
        if not new:
            return []
        made = desk.made()
        kept = replace(collection, payments=tuple(new))
        collection_id = contributions.add_collection(tx, made, kept)
        recorded = _record(tx, desk, made, new, collection_id)
        if collection.source_hash:
            imports.add(tx, collection.source_hash, "collections", collection.source, made, count=len(new))
        trail.add(
            tx, made, "collection.recorded", str(collection_id), count=len(new), satang=kept.total.satang,
            first=recorded[0].posted.voucher, last=recorded[-1].posted.voucher,
        )  # fmt: skip
    return recorded


def _record(
    tx: Tx, desk: Desk, made: Made, payments: Sequence[Payment], collection_id: int | None = None
) -> list[Recorded]:
    into = members.merges(tx)
    payments = [_for_who_stays(each, into) for each in payments] if into else payments
    numbers = {line.member_number for payment in payments for line in payment.lines if line.member_number is not None}
    standing = dues.standings(tx, max(payment.day for payment in payments), numbers)
    _refuse(desk, payments, standing)
    taken = contributions.taken_receipts(tx)
    policies, home = accounts.policies(tx), fund_rules(tx, payments[0].day).home
    posted_as: list[Entry] = []
    kept: list[list[KeptLine]] = []
    notes: list[tuple[Problem, ...]] = []
    for payment in payments:
        lines = _covered(payment, standing)
        kept.append(lines)
        policy = policy_on(policies, payment.day)
        posted_as.append(contribution_entry(payment, [line.advance for line in lines], policy, home))
        notes.append(tuple(_notes(payment, standing, taken)))
        if payment.receipt:
            taken[payment.receipt] = payment.member_number or ""
    documents = [[contributions.receipt_hash(payment, lines)] for payment, lines in zip(payments, kept, strict=True)]
    with entries.posting(tx, posted_as, made, documents) as posted:
        rows = [(each.id, payment, lines) for each, payment, lines in zip(posted, payments, kept, strict=True)]
        contributions.add_receipts(tx, rows, collection_id)
    return [Recorded(*each) for each in zip(payments, posted, notes, strict=True)]


def _for_who_stays(payment: Payment, into: Mapping[str, str]) -> Payment:
    """Take money that came under a number that was merged for the number that stays."""

    def stays(number: str | None) -> str | None:
        return into.get(number, number) if number else number

    lines = tuple(replace(line, member_number=stays(line.member_number)) for line in payment.lines)
    return replace(payment, member_number=stays(payment.member_number), lines=lines)


def _refuse(desk: Desk, payments: Sequence[Payment], standing: dict[str, Standing]) -> None:
    found: dict[tuple[str, str], Problem] = {}
    for payment in payments:
        wrong = problems_of_payment(payment)
        if payment.day > desk.today:
            wrong.append(problem("payment.future", N_("The day of a payment may not lie in the future."), "day"))
        for line in payment.lines:
            if line.member_number is not None and line.member_number not in standing:
                text = N_("There is no member {member}.")
                wrong.append(problem("member.unknown", text, "member_number", member=line.member_number))
        found |= {(each.code, each.sentence()): each for each in wrong}
    if found:
        raise RuleError(*found.values())


def _covered(payment: Payment, standing: dict[str, Standing]) -> list[KeptLine]:
    """Tell for each line what is for later years, and let the member stand further on for the next line."""
    lines: list[KeptLine] = []
    for line in payment.lines:
        advance = ZERO
        if line.kind is LineKind.CONTRIBUTION and line.member_number is not None:
            member = standing[line.member_number]
            covered = cover(member.position, line.amount, member.terms, payment.day)
            standing[line.member_number] = member._replace(position=covered.after)
            advance = covered.to_advance
        lines.append(KeptLine(line, advance))
    return lines


def _notes(payment: Payment, standing: dict[str, Standing], taken: dict[str, str]) -> list[Problem]:
    numbers = {line.member_number for line in payment.lines if line.member_number is not None}
    found = notes_of_payment(payment, {each: payer_of(standing[each].member, payment.day) for each in numbers})
    if payment.receipt in taken:
        text = N_("Receipt {receipt} was used before.")
        found.append(problem("receipt.used_twice", text, "receipt_number", receipt=payment.receipt))
    return found


# Putting right


@needs(Permission.CORRECT)
def void_receipt(desk: Desk, voucher: str, day: date, reason: str) -> Posted:
    """Void a receipt by reversing its entry; both stay, and later payments of the member cover what it had covered."""
    with desk.book.write() as tx:
        receipt = _receipt(tx, voucher)
        if _went_on(tx, receipt):
            text = N_("Money of {voucher} was paid back or assigned. Reverse that first.")
            raise RuleError(problem("receipt.went_on", text, "voucher", voucher=receipt.voucher))
        posted = reverse(tx, desk, receipt.voucher, day, reason)
        settle(tx, desk, day, {line.member_number for line in receipt.lines if line.member_number is not None})
        trail.add(tx, desk.made(), "receipt.voided", receipt.voucher, by=posted.voucher)
    return posted


def _receipt(tx: Tx, voucher: str) -> KeptReceipt:
    receipt = contributions.find_receipt(tx, voucher)
    if receipt is None:
        raise RuleError(problem("receipt.unknown", N_("{voucher} is no receipt."), "voucher", voucher=voucher))
    return receipt


def _went_on(tx: Tx, receipt: KeptReceipt) -> bool:
    """Tell whether any money of a receipt was paid back or assigned since."""
    if any(contributions.refunded(tx, receipt.id, at) for at in range(1, len(receipt.lines) + 1)):
        return True
    waiting = Money.sum(line.amount for line in receipt.lines if line.kind is LineKind.UNIDENTIFIED)
    return waiting != Money.sum(part for _, part in contributions.unidentified(tx, receipt))


@needs(Permission.RECORD)
def refund_mistake(desk: Desk, voucher: str, refund: Refund) -> Posted:
    """Pay back money of a receipt that was taken by mistake, by a payment voucher of its own."""
    with desk.book.write() as tx:
        receipt = _receipt(tx, voucher)
        _refuse_undone(tx, receipt)
        line, left = _line_of(tx, receipt, refund.member_number)
        if found := problems_of_refund(refund, left):
            raise RuleError(*found)
        member = refund.member_number
        held = contributions.received(tx, receipt.entry_id, member)
        later = dues.deferred_by_member(tx, member).get(member, ())
        entry = refund_entry(refund, held, later)
        from_advance = Money.sum(each.amount for each in entry.postings if each.account == DEFERRED)
        sealed = contributions.refund_hash(refund, receipt.id, line, from_advance)
        made = desk.made()
        with entries.posting(tx, [entry], made, [[sealed]]) as posted:
            contributions.add_refund(tx, posted[0].id, refund, (receipt.id, line), from_advance)
        trail.add(tx, made, "contribution.refunded", posted[0].voucher, receipt=receipt.voucher)
        settle(tx, desk, refund.day, {member})
    return posted[0]


def refundable(tx: Tx, voucher: str) -> dict[str, Money]:
    """Tell how much of each member's contributions on a receipt may still go back; a voided receipt gives nothing."""
    receipt = _receipt(tx, voucher)
    _refuse_undone(tx, receipt)
    members = {line.member_number: None for line in receipt.lines if line.kind is LineKind.CONTRIBUTION}
    left = {member: _line_of(tx, receipt, member)[1] for member in members if member is not None}
    return {member: amount for member, amount in left.items() if amount}


def _refuse_undone(tx: Tx, receipt: KeptReceipt) -> None:
    by = entries.reversed_by(tx, receipt.entry_id)
    if by is not None:
        text = N_("{voucher} was voided already, by {by}.")
        raise RuleError(problem("receipt.voided", text, "voucher", voucher=receipt.voucher, by=by))


def _line_of(tx: Tx, receipt: KeptReceipt, member: str) -> tuple[int, Money]:
    """Find the contribution line of a member on a receipt, and what is left of it."""
    for at, line in enumerate(receipt.lines, 1):
        if line.member_number == member and line.kind is LineKind.CONTRIBUTION:
            return at, line.amount - contributions.refunded(tx, receipt.id, at)
    text = N_("{voucher} holds no contribution of member {member}.")
    raise RuleError(problem("receipt.no_line", text, "member_number", voucher=receipt.voucher, member=member))


@needs(Permission.RECORD)
def assign_unidentified(desk: Desk, voucher: str, member: str, day: date, reason: str) -> Posted:
    """Say whose the unidentified money of a receipt is; from then on it is that member's contribution."""
    with desk.book.write() as tx:
        receipt = _receipt(tx, voucher)
        _refuse_undone(tx, receipt)
        held = contributions.unidentified(tx, receipt)
        if not held:
            text = N_("{voucher} holds no unidentified money.")
            raise RuleError(problem("receipt.identified", text, "voucher", voucher=receipt.voucher))
        member = members.person(tx, member)
        who = standing_of(tx, day, member)
        amount = Money.sum(part for _, part in held)
        covered = cover(who.position, amount, who.terms, day)
        assignment = Assignment(day, member, amount, covered.to_advance, reason.strip())
        made = desk.made()
        sealed = contributions.assignment_hash(assignment, receipt.id)
        with entries.posting(tx, [assignment_entry(assignment, held)], made, [[sealed]]) as posted:
            contributions.add_assignment(tx, posted[0].id, assignment, receipt.id)
        trail.add(tx, made, "contribution.assigned", posted[0].voucher, receipt=receipt.voucher, member=member)
    return posted[0]


# What an import asks


def paper_receipts(tx: Tx) -> dict[str, str]:
    """Read the paper receipts that stand, by number (`21/021`), with the member who paid ('' where none)."""
    return contributions.taken_receipts(tx)


def rows_posted(tx: Tx, sha256: str) -> set[str]:
    """Tell which rows (`ต.ค.68!7`) of a file are in the book already."""
    return contributions.posted_sources(tx, sha256)


def usual_plan(tx: Tx, day: date) -> Plan:
    """Read the plan of members who have none of their own."""
    return dues.usual_plan(tx, day)
