"""Post journal entries and put them right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import EntryKind, reversal
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.services.members import take_back_death
from welfare_desk.storage import advances, assets, claims, entries, grants, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.RECORD)
def post_entry(desk: Desk, entry: Entry) -> Posted:
    """Post an entry for good, with the next number of its series and month."""
    with desk.book.write() as tx:
        posted = entries.add(tx, entry, desk.made())
        trail.add(tx, desk.made(), "entry.posted", posted.voucher)
    return posted


def get_entry(tx: Tx, voucher: str) -> Entry:
    """Read a posted entry, as it was posted; an unknown voucher is a `RuleError`."""
    return entries.get(tx, entries.find(tx, voucher).id)


@needs(Permission.CORRECT)
def reverse_entry(desk: Desk, voucher: str, day: date, reason: str) -> Posted:
    """Undo a posted entry by its mirror image on a chosen day; both stay in the book, linked."""
    with desk.book.write() as tx:
        return reverse(tx, desk, voucher, day, reason)


def reverse(tx: Tx, desk: Desk, voucher: str, day: date, reason: str) -> Posted:
    """Undo a posted entry inside a transaction under way; an entry is reversed once, and not a reversal itself."""
    found = entries.find(tx, voucher)
    original = entries.get(tx, found.id)
    problems: list[Problem] = []
    if not reason.strip():
        problems.append(problem("reversal.no_reason", N_("Write why the entry is undone."), "reason"))
    if original.kind is not EntryKind.NORMAL:
        text = N_("{voucher} cannot be reversed; post a new entry instead.")
        problems.append(problem("reversal.not_normal", text, "voucher", voucher=found.voucher))
    if (by := entries.reversed_by(tx, found.id)) is not None:
        text = N_("{voucher} was reversed already, by {by}.")
        problems.append(problem("reversal.twice", text, "voucher", voucher=found.voucher, by=by))
    if day < original.day:
        text = N_("A reversal may not lie before the entry itself ({day}).")
        problems.append(problem("reversal.before", text, "day", day=original.day))
    text = N_("{reference} was paid by {by}. Reverse that payment first.")
    problems += [
        problem("reversal.paid", text, "voucher", reference=reference, by=by)
        for reference, by in claims.paid_since(tx, found.id)
    ]
    if (number := grants.lacking_without(tx, found.id)) is not None:
        text = N_("Money of grant {number} that came by {voucher} is spent or given back. Reverse that first.")
        problems.append(problem("reversal.grant_spent", text, "voucher", number=number, voucher=found.voucher))
    text = N_("{by} rests on {voucher}. Reverse that first.")
    problems += [
        problem("reversal.followed", text, "voucher", by=by, voucher=found.voucher)
        for by in (*advances.cleared_by(tx, found.id), assets.held_by(tx, found.id))
        if by
    ]
    if problems:
        raise RuleError(*problems)
    posted = entries.add(tx, reversal(found.voucher, original, day, reason.strip()), desk.made())
    trail.add(tx, desk.made(), "entry.reversed", found.voucher, by=posted.voucher)
    for member, died in claims.deaths_of(tx, found.id):
        take_back_death(tx, desk, member, died)
    return posted
