"""Passbook of one member: what was paid and when, what it covered, and where the member stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import exists, func, select

from welfare_desk.dates import be_year, long_day, short_month_name
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.choices import villages
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.storage import members, periods, schema
from welfare_desk.storage.dues import exemptions, standings
from welfare_desk.welfare.contributions import DEFERRED, LineKind
from welfare_desk.welfare.dues import Position, cover, deferred, owed, replay

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement

    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.dues import Standing
    from welfare_desk.welfare.plans import Span

_day = date.fromisoformat

NAME, TITLE = "passbook", N_("Passbook")
QUESTION = N_("What has one member paid, and up to which day?")
PARAMETERS = (replace(MEMBER, is_required=True), ON)
_KINDS = {
    LineKind.CONTRIBUTION: N_("Contribution"),
    LineKind.ENTRANCE_FEE: N_("Entrance fee"),
    LineKind.PASSBOOK: N_("Passbook fee"),
    LineKind.REINSTATEMENT: N_("Reinstatement fee"),
    LineKind.UNIDENTIFIED: N_("Not yet identified"),
}


class Paid(NamedTuple):
    """What was paid for the member by one receipt line, or assigned later; `returned` of it went back.

    `voucher` is the receipt's, none for what the book opened with; `opens` is that of the entry that counts it.
    """

    day: date
    voucher: str | None
    opens: str | None
    paper: str
    kind: LineKind
    amount: Money
    returned: Money = ZERO
    entry_id: int = 0


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one member's payments and standing, and lay them out."""
    day, into = asked.day("on"), members.merges(tx)
    number = into.get(asked.text("member"), asked.text("member"))  # an old passbook leads to the number that stays
    numbers = {number, *(each for each, kept in into.items() if kept == number)}
    standing = standings(tx, day, [number], up_to=day)[number]
    return lay_out(
        standing,
        payments_of(tx, numbers, day),
        exemptions(tx).get(number, ()),
        day,
        dict(villages(tx)),
    )


def payments_of(tx: Tx, numbers: Collection[str], day: date) -> list[Paid]:
    """Ask for everything that was paid under a member's numbers up to a day and still counts, in order of posting."""
    r, line, f = schema.receipts.c, schema.receipt_lines.c, schema.refunds.c
    e, s = schema.entries.c, schema.assignments.c
    last = day.isoformat()
    returned = (
        select(func.coalesce(func.sum(f.amount), 0))
        .where(f.receipt_id == r.id, f.line == line.line, f.day <= last, _stands(f.entry_id))
        .correlate(schema.receipts, schema.receipt_lines)
        .scalar_subquery()
    )
    by_receipt = (
        select(r.day, e.voucher, r.book, r.number, line.kind, line.amount, returned, r.entry_id)
        .join(schema.receipts, r.id == line.receipt_id)
        .join(schema.entries, e.id == r.entry_id)
        .where(line.member.in_(numbers), r.day <= last, _stands(r.entry_id))
        .order_by(r.entry_id, line.line)
    )
    taken = schema.entries.alias("taken")
    assigned = (
        select(s.day, taken.c.voucher, e.voucher, r.book, r.number, s.amount, s.entry_id)
        .join(schema.entries, e.id == s.entry_id)
        .join(schema.receipts, r.id == s.receipt_id)
        .join(taken, taken.c.id == r.entry_id)
        .where(s.member.in_(numbers), s.day <= last, _stands(s.entry_id))
    )
    found = [
        Paid(_day(on), rv, rv, _paper(book, no), LineKind(kind), Money(satang), Money(back), entry_id)
        for on, rv, book, no, kind, satang, back, entry_id in tx.execute(by_receipt)
    ]
    found += [
        Paid(_day(on), rv, jv, _paper(book, no), LineKind.CONTRIBUTION, Money(satang), ZERO, entry_id)
        for on, rv, jv, book, no, satang, entry_id in tx.execute(assigned)
    ]
    return [*_brought(tx, numbers), *sorted(found, key=lambda paid: paid.entry_id)]


def _brought(tx: Tx, numbers: Collection[str]) -> Iterator[Paid]:
    """Give what was paid ahead before the book began."""
    o = schema.opening_details.c
    asked = select(func.coalesce(-func.sum(o.amount), 0)).where(o.account == DEFERRED, o.member.in_(numbers))
    if satang := tx.execute(asked).scalar_one():
        yield Paid(periods.calendar(tx).first_day, None, None, "", LineKind.CONTRIBUTION, Money(satang))


def _stands(entry_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Leave out documents whose entry was reversed."""
    undone = schema.entries.alias("undone")
    return ~exists().where(undone.c.reverses == entry_id)


def _paper(book: str, number: str) -> str:
    return "/".join(part for part in (book, number) if part)


def lay_out(
    standing: Standing, paid: Sequence[Paid], free: Sequence[Span], day: date, names: Mapping[str, str]
) -> Report:
    """Lay out the payments with what each covered, the months that need no payment, and the standing over them."""
    member = standing.member
    waived = (
        Row((each.first, None, None, _("No payment needed"), None, None, _span(each.first, each.last), None))
        for each in free
        if each.first <= day
    )
    rows = list(merge(_payment_rows(standing, paid), waived, key=_first_cell))  # payments stay in order of posting
    if paid:
        sums = (Money.sum(each.amount for each in paid), Money.sum(each.returned for each in paid) or None)
        rows.append(Row((_("Total"), None, None, None, *sums, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("receipt", _("Receipt"), Kind.CODE, 12),
            Column("paper", _("Paper receipt"), Kind.CODE, 10),
            Column("kind", _("For"), width=16),
            Column("amount", _("Amount"), Kind.MONEY, 12),
            Column("returned", _("Paid back"), Kind.MONEY, 10),
            Column("covered", _("Months covered"), width=22),
            Column("paid_to", _("Paid to"), Kind.DAY, 12),
        ),
        tuple(rows),
        f"{member.number} {member.name} · " + _("As of {day}").format(day=long_day(day)),
        facts=tuple(_facts(standing, day, names)),
        nothing=_("Nothing was paid yet."),
    )


def _first_cell(row: Row) -> str:
    return str(row.cells[0])


def _payment_rows(standing: Standing, paid: Sequence[Paid]) -> Iterator[Row]:
    """Let the member stand further on with each contribution; fees cover no month."""
    position = Position(standing.member.paid_to)
    for each in paid:
        covered, net = "", each.amount - each.returned
        if each.kind is LineKind.CONTRIBUTION and net > ZERO:
            position, _by_year = replay(position, (), standing.terms, each.day)  # a re-entry before it begins anew
            coverage = cover(position, net, standing.terms, each.day)
            position = coverage.after
            covered = _span(coverage.months[0], coverage.months[-1]) if coverage.months else ""
        is_contribution = each.kind is LineKind.CONTRIBUTION
        kind = _(_KINDS[each.kind]) if each.voucher else _("Brought forward")
        cells = (each.day, each.voucher, each.paper or None, kind, each.amount, each.returned or None, covered or None)
        link = entry_link(each.opens) if each.opens else None
        yield Row((*cells, position.paid_to if is_contribution else None), opens=link)


def _span(first: date, last: date) -> str:
    """Write months as `ต.ค. 2568 – ธ.ค. 2568`, a single one by itself."""
    ends = dict.fromkeys(f"{short_month_name(each.month)} {be_year(each)}" for each in (first, last))
    return " – ".join(ends)


def _facts(standing: Standing, day: date, names: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    member, position = standing.member, standing.position
    owes = owed(position, standing.terms, day)
    yield _("Village"), names.get(member.village, member.village)
    yield _("Status"), _(STATUS_NAMES[member.status_on(day)])
    if member.entry_day is not None:
        yield _("Day of entry"), member.entry_day
    yield _("Paid to"), position.paid_to
    if position.part:
        yield _("Part paid towards the next month"), position.part
    yield _("Owed"), owes.arrears
    if owes.months:
        yield _("Months owed"), owes.months
    if ahead := deferred(standing.by_year, standing.terms, day):
        yield _("Over-paid"), ahead
