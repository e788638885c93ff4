"""The receipts to be printed, as they stand in the book."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _, named
from welfare_desk.money import Money
from welfare_desk.reports.forms.receipts import Receipt, ReceiptLine
from welfare_desk.storage import settings
from welfare_desk.welfare.contributions import LineKind
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from welfare_desk.storage.book import Tx

PRINTED = "receipt.printed"

_KINDS = {
    LineKind.CONTRIBUTION: N_("Contribution"),
    LineKind.ENTRANCE_FEE: N_("Entrance fee"),
    LineKind.PASSBOOK: N_("Passbook fee"),
    LineKind.REINSTATEMENT: N_("Reinstatement fee"),
    LineKind.UNIDENTIFIED: N_("Money received"),
}
_HEADS = (
    "SELECT e.voucher, r.id, r.day, r.book, r.number, coalesce(e.payee, ''), coalesce(r.payer_member, ''), r.total, "
    "undone.day, coalesce(undone.memo, ''), "
    "EXISTS (SELECT 1 FROM audit a WHERE a.action = ? AND a.subject = e.voucher) "
    "FROM entries e JOIN receipts r ON r.entry_id = e.id LEFT JOIN entries undone ON undone.reverses = e.id "
    "WHERE e.voucher IN (SELECT value FROM json_each(?)) ORDER BY e.id"
)
_LINES = (
    "SELECT l.receipt_id, l.kind, l.member, l.amount, "
    "trim(coalesce(m.title || m.first_name || ' ' || m.last_name, '')) "
    "FROM receipt_lines l LEFT JOIN members m ON m.number = l.member "
    "WHERE l.receipt_id IN (SELECT value FROM json_each(?)) ORDER BY l.receipt_id, l.line"
)


def receipts_of(tx: Tx, vouchers: Sequence[str]) -> list[Receipt]:
    """Read receipts by the numbers of their vouchers, in order of posting; an unknown number is a `RuleError`.

    A receipt that was printed before is a copy.
    """
    asked = [each.strip().upper() for each in vouchers]
    heads = tx.exec_driver_sql(_HEADS, (PRINTED, json.dumps(asked))).all()
    missing = set(asked) - {row[0] for row in heads}
    if missing:
        text = N_("{voucher} is no receipt.")
        raise RuleError(*(problem("receipt.unknown", text, "voucher", voucher=each) for each in sorted(missing)))
    lines = _lines(tx, [row[1] for row in heads], {row[1]: row[6] for row in heads})
    fund = {key: settings.find(tx, key) or "" for key in ("name_th", "name_en", "address", "head", "treasurer")}
    return [
        Receipt(
            fund_name=named(fund["name_th"], fund["name_en"]),
            address=fund["address"],
            number=number or voucher,
            book_no=book,
            day=date.fromisoformat(day),
            payer=payer,
            member_number=member,
            lines=tuple(lines[key]),
            total=Money(satang),
            amount_in_words=amount_in_words(Money(satang)),
            receiver_name=fund["treasurer"],
            head_name=fund["head"],
            voucher=voucher,
            is_copy=bool(was_printed),
            voided_on=date.fromisoformat(undone) if undone else None,
            void_reason=reason,
        )
        for voucher, key, day, book, number, payer, member, satang, undone, reason, was_printed in heads
    ]


def vouchers_of(tx: Tx, first: date, last: date, village: str = "") -> list[str]:
    """List the receipts of some days (of one village's members, or of all), in order of posting."""
    asked = (
        "SELECT e.voucher FROM entries e JOIN receipts r ON r.entry_id = e.id "
        "LEFT JOIN members m ON m.number = r.payer_member "
        "WHERE r.day BETWEEN ? AND ? AND (? = '' OR m.village = ?) ORDER BY e.id"
    )
    return list(tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat(), village, village)).scalars())


def _lines(tx: Tx, keys: Collection[int], payers: dict[int, str]) -> dict[int, list[ReceiptLine]]:
    found: dict[int, list[ReceiptLine]] = {key: [] for key in keys}
    for key, kind, member, satang, name in tx.exec_driver_sql(_LINES, (json.dumps(list(keys)),)):
        text = _(_KINDS[LineKind(kind)])
        if member and member != payers[key]:
            text = fill(_(N_("{what} for {name} ({member})")), {"what": text, "name": name, "member": member})
        found[key].append(ReceiptLine(text, Money(satang)))
    return found
