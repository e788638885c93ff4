"""The receipts to be printed, as they stand in the book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import exists, select

from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _, named
from welfare_desk.money import Money
from welfare_desk.reports.forms.receipts import Receipt, ReceiptLine
from welfare_desk.storage import schema, settings
from welfare_desk.welfare.contributions import LineKind
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from welfare_desk.storage.book import Tx

PRINTED = "receipt.printed"
MOST_NAMED = 500

Key = TypeVar("Key", int, str)

_KINDS = {
    LineKind.CONTRIBUTION: N_("Contribution"),
    LineKind.ENTRANCE_FEE: N_("Entrance fee"),
    LineKind.PASSBOOK: N_("Passbook fee"),
    LineKind.REINSTATEMENT: N_("Reinstatement fee"),
    LineKind.UNIDENTIFIED: N_("Money received"),
}


def receipts_of(tx: Tx, vouchers: Sequence[str]) -> list[Receipt]:
    """Read receipts by the numbers of their vouchers, in order of posting; an unknown number is a `RuleError`.

    A receipt that was printed before is a copy.
    """
    wanted = {each.strip().upper() for each in vouchers}
    heads = _heads(tx, wanted)
    text = N_("{voucher} is no receipt.")
    missing = sorted(wanted - {row.voucher for row in heads})
    if missing:
        raise RuleError(*(problem("receipt.unknown", text, "voucher", voucher=each) for each in missing))
    lines = _lines(tx, {row.id: row.payer_member for row in heads})
    fund = {key: settings.find(tx, key) or "" for key in ("name_th", "name_en", "address", "head", "treasurer")}
    return [
        Receipt(
            fund_name=named(fund["name_th"], fund["name_en"]),
            address=fund["address"],
            number=row.number or row.voucher,
            book_no=row.book,
            day=date.fromisoformat(row.day),
            payer=row.payee or "",
            member_number=row.payer_member or "",
            lines=tuple(lines[row.id]),
            total=Money(row.total),
            amount_in_words=amount_in_words(Money(row.total)),
            receiver_name=fund["treasurer"],
            head_name=fund["head"],
            voucher=row.voucher,
            is_copy=bool(row.was_printed),
            voided_on=date.fromisoformat(row.undone_on) if row.undone_on else None,
            void_reason=row.reason or "",
        )
        for row in heads
    ]


def vouchers_of(tx: Tx, first: date, last: date, village: str = "") -> list[str]:
    """List the receipts of some days (of one village's members, or of all), in order of posting."""
    e, r, m = schema.entries.c, schema.receipts.c, schema.members.c
    asked = (
        select(e.voucher)
        .join(schema.receipts, r.entry_id == e.id)
        .outerjoin(schema.members, m.number == r.payer_member)
        .where(r.day.between(first.isoformat(), last.isoformat()))
        .order_by(e.id)
    )
    return list(tx.execute(asked.where(m.village == village) if village else asked).scalars())


def _heads(tx: Tx, vouchers: Collection[str]) -> list[Any]:
    e, r, a = schema.entries.c, schema.receipts.c, schema.audit.c
    undone = schema.entries.alias("undone")
    was_printed = exists().where(a.action == PRINTED, a.subject == e.voucher)
    asked = (
        select(
            r.id, e.voucher, r.day, r.book, r.number, e.payee, r.payer_member, r.total,
            undone.c.day.label("undone_on"), undone.c.memo.label("reason"), was_printed.label("was_printed"),
        )
        .join(schema.receipts, r.entry_id == e.id)
        .outerjoin(undone, undone.c.reverses == e.id)
    )  # fmt: skip
    found = [row for some in batched(vouchers) for row in tx.execute(asked.where(e.voucher.in_(some)))]
    return sorted(found, key=lambda row: row.id)


def _lines(tx: Tx, payers: Mapping[int, str | None]) -> dict[int, list[ReceiptLine]]:
    line, m = schema.receipt_lines.c, schema.members.c
    asked = (
        select(line.receipt_id, line.kind, line.member, line.amount, m.title + m.first_name + " " + m.last_name)
        .outerjoin(schema.members, m.number == line.member)
        .order_by(line.receipt_id, line.line)
    )
    found: dict[int, list[ReceiptLine]] = {key: [] for key in payers}
    for some in batched(payers):
        for key, kind, member, satang, name in tx.execute(asked.where(line.receipt_id.in_(some))):
            text = _(_KINDS[LineKind(kind)])
            if member and member != payers[key]:
                text = fill(_(N_("{what} for {name} ({member})")), {"what": text, "name": name, "member": member})
            found[key].append(ReceiptLine(text, Money(satang)))
    return found


def batched(keys: Collection[Key]) -> Iterator[list[Key]]:
    """Part keys into lists that one question can name, in their order."""
    ordered = sorted(keys)  # pyright: ignore[reportArgumentType, reportUnknownVariableType] - numbers or texts
    for start in range(0, len(ordered), MOST_NAMED):
        yield ordered[start : start + MOST_NAMED]
