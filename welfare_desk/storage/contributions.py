"""Keep receipts and what follows from them: lines, refunds, assignments, releases, exemptions, plans.

A document counts while its entry is not reversed.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import UNIDENTIFIED, LineKind, PaymentLine
from welfare_desk.welfare.plans import READY_PLANS, Period, Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made
    from welfare_desk.welfare.contributions import Assignment, Collection, Parts, Payment, Refund, Release
    from welfare_desk.welfare.plans import Span

STANDS = "NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = {}.entry_id)"
_RECEIPT_STANDS, _REFUND_STANDS = STANDS.format("r"), STANDS.format("f")


class KeptReceipt(NamedTuple):
    """A receipt as it is kept; `lines` are as they were received, `voucher` is the number of its entry."""

    id: int
    entry_id: int
    voucher: str
    day: date
    book: str
    number: str
    payer: str
    payer_member: str | None
    money_account: str
    total: Money
    lines: tuple[PaymentLine, ...]


class KeptLine(NamedTuple):
    """What a line of a receipt was recognised as when it was posted."""

    line: PaymentLine
    advance: Money


# Plans


def add_plan(tx: Tx, plan: Plan) -> None:
    """Keep a plan; one with the same code takes its place."""
    tx.exec_driver_sql(
        "INSERT INTO plans (code, name_th, name_en, period, amount, entrance_fee, passbook_fee, months, is_active) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (code) DO UPDATE SET name_th = excluded.name_th, "
        "name_en = excluded.name_en, period = excluded.period, amount = excluded.amount, "
        "entrance_fee = excluded.entrance_fee, passbook_fee = excluded.passbook_fee, months = excluded.months",
        (
            plan.code, plan.name_th, plan.name_en, plan.period.value, plan.amount.satang, plan.entrance_fee.satang,
            plan.passbook_fee.satang, plan.months,
        ),
    )  # fmt: skip


def plans(tx: Tx) -> dict[str, Plan]:
    """Read the plans a member may have: the ready ones, and those of the book."""
    asked = (
        "SELECT code, name_th, name_en, period, amount, entrance_fee, passbook_fee, months FROM plans "
        "WHERE is_active = 1 ORDER BY code"
    )
    kept = {
        code: Plan(code, name_th, name_en, Period(period), Money(amount), Money(entrance), Money(passbook), months)
        for code, name_th, name_en, period, amount, entrance, passbook, months in tx.exec_driver_sql(asked)
    }
    return {plan.code: plan for plan in READY_PLANS} | kept


# Receipts


def receipt_hash(payment: Payment, lines: Sequence[KeptLine]) -> bytes:
    """Hash a receipt for the seal of its entry: its head, then its lines; the payer's name is the entry's own."""
    fields: list[object] = [
        payment.day.isoformat(), payment.receipt_book, payment.receipt_number, payment.member_number,
        payment.money_account, payment.total.satang, payment.source,
    ]  # fmt: skip
    return document_hash("receipt", fields + [field for each in lines for field in _line_fields(each)])


def _line_fields(kept: KeptLine) -> tuple[object, ...]:
    """Write a line as its row holds it: member, kind, amount, to dues, to advance."""
    line, advance = kept
    to_dues = line.amount - advance if line.kind is LineKind.CONTRIBUTION else ZERO
    return line.member_number, line.kind.value, line.amount.satang, to_dues.satang, advance.satang


def add_receipts(
    tx: Tx, kept: Sequence[tuple[int, Payment, Sequence[KeptLine]]], collection_id: int | None = None
) -> None:
    """Keep receipts (entry, payment, lines) while their entries are being posted."""
    last = tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM receipts").scalar_one()
    heads: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    for receipt_id, (entry_id, payment, lines) in enumerate(kept, last + 1):
        heads.append(
            (
                receipt_id, entry_id, payment.day.isoformat(), payment.receipt_book, payment.receipt_number,
                payment.member_number, payment.money_account, payment.total.satang, collection_id, payment.source,
            )
        )  # fmt: skip
        rows += [(receipt_id, at, *_line_fields(line)) for at, line in enumerate(lines, 1)]
    tx.exec_driver_sql(
        "INSERT INTO receipts (id, entry_id, day, book, number, payer_member, money_account, total, collection_id, "
        "source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        heads,
    )
    tx.exec_driver_sql(
        "INSERT INTO receipt_lines (receipt_id, line, member, kind, amount, to_dues, to_advance) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def find_receipt(tx: Tx, voucher: str) -> KeptReceipt | None:
    """Read the receipt that an entry posted, by voucher number, or nothing."""
    asked = (
        "SELECT r.id, r.entry_id, e.voucher, r.day, r.book, r.number, coalesce(e.payee, ''), r.payer_member, "
        "r.money_account, r.total FROM receipts r JOIN entries e ON e.id = r.entry_id WHERE e.voucher = ?"
    )
    row = tx.exec_driver_sql(asked, (voucher.strip().upper(),)).one_or_none()
    if row is None:
        return None
    asked = "SELECT member, amount, kind FROM receipt_lines WHERE receipt_id = ? ORDER BY line"
    lines = tuple(
        PaymentLine(member, Money(amount), LineKind(kind))
        for member, amount, kind in tx.exec_driver_sql(asked, row[:1])
    )
    day, total = date.fromisoformat(row[3]), Money(row[9])
    return KeptReceipt(row[0], row[1], row[2], day, row[4], row[5], row[6], row[7], row[8], total, lines)


def taken_receipts(tx: Tx) -> dict[str, str]:
    """Read the paper receipts that stand, by number (`21/021`), with the member who paid ('' where none)."""
    asked = (
        "SELECT r.book, r.number, coalesce(r.payer_member, '') FROM receipts r "  # noqa: S608 - our own text
        f"WHERE r.number <> '' AND {_RECEIPT_STANDS}"
    )
    return {f"{book}/{number}" if book else number: member for book, number, member in tx.exec_driver_sql(asked)}


def posted_sources(tx: Tx, source_hash: str) -> set[str]:
    """Tell which rows (`ต.ค.68!7`) of a file are in the book already."""
    asked = (
        "SELECT r.source FROM receipts r JOIN collections c ON c.id = r.collection_id "  # noqa: S608 - our own text
        f"WHERE c.source_hash = ? AND {_RECEIPT_STANDS}"
    )
    return {source for (source,) in tx.exec_driver_sql(asked, (source_hash,))}


def add_collection(tx: Tx, made: Made, collection: Collection) -> int:
    """Keep a collection and give its id."""
    counted = None if collection.counted is None else collection.counted.satang
    return tx.exec_driver_sql(
        "INSERT INTO collections (village, month, source, source_hash, total, counted, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            collection.village, f"{collection.month:%Y-%m}", collection.source, collection.source_hash,
            collection.total.satang, counted, made.at,
        ),
    ).scalar_one()  # fmt: skip


# Refunds, assignments, releases, exemptions


def refund_hash(refund: Refund, receipt_id: int, line: int, from_advance: Money) -> bytes:
    """Hash a refund for the seal of its entry; `from_advance` of it was deferred income."""
    fields = (refund.day.isoformat(), receipt_id, line, refund.amount.satang, from_advance.satang)
    return document_hash("refund", fields)


def add_refund(tx: Tx, entry_id: int, refund: Refund, line: tuple[int, int], from_advance: Money) -> None:
    """Keep a refund of one line (receipt, line)."""
    tx.exec_driver_sql(
        "INSERT INTO refunds (entry_id, day, receipt_id, line, amount, from_advance) VALUES (?, ?, ?, ?, ?, ?)",
        (entry_id, refund.day.isoformat(), *line, refund.amount.satang, from_advance.satang),
    )


def refunded(tx: Tx, receipt_id: int, line: int) -> Money:
    """Tell how much of a line of a receipt went back already."""
    asked = (
        f"SELECT coalesce(sum(f.amount), 0) FROM refunds f WHERE f.receipt_id = ? AND f.line = ? AND {_REFUND_STANDS}"  # noqa: S608 - our own text
    )
    return Money(tx.exec_driver_sql(asked, (receipt_id, line)).scalar_one())


def assignment_hash(assignment: Assignment, receipt_id: int) -> bytes:
    """Hash an assignment for the seal of its entry."""
    fields = (assignment.day.isoformat(), receipt_id, assignment.member_number, assignment.amount.satang)
    return document_hash("assignment", (*fields, assignment.advance.satang))


def add_assignment(tx: Tx, entry_id: int, assignment: Assignment, receipt_id: int) -> None:
    """Keep whose the unidentified money of a receipt is."""
    tx.exec_driver_sql(
        "INSERT INTO assignments (entry_id, day, receipt_id, member, amount, to_advance) VALUES (?, ?, ?, ?, ?, ?)",
        (
            entry_id, assignment.day.isoformat(), receipt_id, assignment.member_number, assignment.amount.satang,
            assignment.advance.satang,
        ),
    )  # fmt: skip


def unidentified(tx: Tx, receipt: KeptReceipt) -> Parts:
    """Tell how much of a receipt is still unidentified, by fund."""
    asked = (
        "SELECT p.fund, -sum(p.amount) FROM postings p JOIN funds ON funds.code = p.fund WHERE "  # noqa: S608 - our own text
        "p.account = ? AND ("
        "p.entry_id = ? OR p.entry_id IN (SELECT f.entry_id FROM assignments f "
        f"WHERE f.receipt_id = ? AND {_REFUND_STANDS})) GROUP BY p.fund ORDER BY funds.position"
    )
    rows = tx.exec_driver_sql(asked, (UNIDENTIFIED, receipt.entry_id, receipt.id))
    return tuple((fund, Money(satang)) for fund, satang in rows if satang > 0)


def received(tx: Tx, entry_id: int, member: str) -> Parts:
    """Tell in which funds an entry took a member's contribution, deferred or not."""
    asked = (
        "SELECT p.fund, -sum(p.amount) FROM postings p JOIN funds ON funds.code = p.fund "
        "WHERE p.entry_id = ? AND p.member = ? AND p.account IN ('4101', '2201') "
        "GROUP BY p.fund ORDER BY funds.position"
    )
    return tuple((fund, Money(satang)) for fund, satang in tx.exec_driver_sql(asked, (entry_id, member)))


def release_hash(day: date, release: Release) -> bytes:
    """Hash a release for the seal of its entry."""
    amount = Money.sum(part for _, part in release.parts)
    return document_hash("release", (day.isoformat(), release.member_number, amount.satang))


def add_releases(tx: Tx, entry_id: int, day: date, releases: Sequence[Release], reason: str) -> None:
    """Keep which deferred income became income (or, below zero, went back), member by member."""
    tx.exec_driver_sql(
        "INSERT INTO releases (entry_id, day, member, amount, reason) VALUES (?, ?, ?, ?, ?)",
        [
            (entry_id, day.isoformat(), each.member_number, sum(part.satang for _, part in each.parts), reason)
            for each in releases
        ],
    )


def fund_paid_hash(fields: Sequence[object]) -> bytes:
    """Hash contributions paid by the fund for the seal of their entry: member, first and last day, satang."""
    return document_hash("fund_paid", fields)


def add_exemption(tx: Tx, member: str, span: Span, kind: str, reason: str, entry_id: int | None = None) -> None:
    """Keep days for which a member need not pay: `waived`, or `fund_paid` with the entry that paid."""
    tx.exec_driver_sql(
        "INSERT INTO exemptions (member, first_day, last_day, kind, reason, entry_id) VALUES (?, ?, ?, ?, ?, ?)",
        (member, span.first.isoformat(), span.last.isoformat(), kind, reason, entry_id),
    )


def sealed_documents(tx: Tx) -> dict[int, bytes]:
    """Hash every document of contributions anew, by entry, as its seal covers them."""
    found: defaultdict[int, bytes] = defaultdict(bytes)
    asked = (
        "SELECT r.id, r.entry_id, r.day, r.book, r.number, r.payer_member, r.money_account, r.total, r.source, "
        "l.member, l.kind, l.amount, l.to_dues, l.to_advance FROM receipts r "
        "LEFT JOIN receipt_lines l ON l.receipt_id = r.id ORDER BY r.id, l.line"
    )
    for _, rows in groupby(tx.exec_driver_sql(asked), key=lambda row: row[0]):
        head, *more = [tuple(row)[1:] for row in rows]
        lines = [field for row in (head, *more) if row[_LINE + 1] is not None for field in row[_LINE:]]
        found[head[0]] += document_hash("receipt", [*head[1:_LINE], *lines])
    for kind, asked in _DOCUMENTS.items():
        for entry_id, *fields in tx.exec_driver_sql(asked):
            found[entry_id] += document_hash(kind, fields)
    return dict(found)


_LINE = 8  # where a receipt's line begins in its row
_DOCUMENTS = {
    "refund": "SELECT entry_id, day, receipt_id, line, amount, from_advance FROM refunds ORDER BY id",
    "assignment": "SELECT entry_id, day, receipt_id, member, amount, to_advance FROM assignments ORDER BY id",
    "release": "SELECT entry_id, day, member, amount FROM releases ORDER BY id",
    "fund_paid": "SELECT x.entry_id, x.member, x.first_day, x.last_day, (SELECT sum(p.amount) FROM postings p "
    "WHERE p.entry_id = x.entry_id AND p.amount > 0) FROM exemptions x WHERE x.entry_id IS NOT NULL ORDER BY x.id",
}
