"""The two sides of a bank account as tables: what each line seems to be, in words of the committee room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.bank_matching import MatchReason, Sureness
from welfare_desk.ledger.bank_only import PURPOSE_NAMES
from welfare_desk.reports.model import Column, Kind, Link, Report, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.bank_lines import BankLine, BookItem
    from welfare_desk.ledger.bank_matching import Suggestion
    from welfare_desk.ledger.bank_only import BankProposal

SURENESS = {
    Sureness.CERTAIN: (N_("certain"), "circle-check", "ok"),
    Sureness.LIKELY: (N_("likely"), "eye", "look"),
    Sureness.LOOK: (N_("look first"), "triangle-alert", "look"),
}
_REASONS = {
    MatchReason.CHEQUE: N_("the cheque's number"),
    MatchReason.AMOUNT: N_("the same amount"),
    MatchReason.GROUP: N_("together the same amount"),
    MatchReason.PARTS: N_("in parts"),
    MatchReason.DIFFERS: N_("another amount"),
    MatchReason.CORRECTED: N_("undone by the bank"),
}


def bank_side(suggestions: Sequence[Suggestion], proposals: Sequence[BankProposal]) -> Report:
    """Lay out the lines of the bank that wait, each with what it seems to be; a row opens by its line's number."""
    rows = [_bank_row(line, _seems(each), each.sureness) for each in suggestions for line in each.lines]
    rows += [_bank_row(each.line, _proposed(each), None) for each in proposals]
    rows.sort(key=lambda each: (each.cells[0], each.opens.params[0][1].zfill(9) if each.opens else ""))  # pyright: ignore[reportArgumentType] - days and texts
    heads = (
        Column("day", _("Day"), Kind.DAY, 11),
        Column("words", _("What the bank says"), width=20),
        Column("amount", _("Amount"), Kind.MONEY, 12),
        Column("seems", _("Seems to be"), width=30),
        Column("sure", _("How sure"), width=10),
    )
    return Report("bank-side", _("The bank has"), heads, tuple(rows))


def _bank_row(line: BankLine, seems: str, sureness: Sureness | None) -> Row:
    words = " ".join(part for part in (line.words, line.reference) if part)
    sure = _(SURENESS[sureness][0]) if sureness is not None else _("only the bank")
    return Row((line.day, words, line.amount, seems, sure), opens=Link("line", (("id", str(line.id)),)))


def _seems(found: Suggestion) -> str:
    vouchers = [each.voucher for each in found.items]
    named = ", ".join(vouchers) if len(vouchers) < 3 else f"{vouchers[0]} … {vouchers[-1]} ({len(vouchers)})"  # noqa: PLR2004 - two are short
    reason = _(_REASONS[found.reason])
    if found.reason is MatchReason.DIFFERS:
        reason = _("differs by {amount} baht").format(amount=found.difference.text())
    return " · ".join(part for part in (named, reason) if part)


def _proposed(found: BankProposal) -> str:
    purpose = _(PURPOSE_NAMES[found.purpose])
    return f"{found.account} {purpose}" if found.account else purpose


def book_side(items: Sequence[BookItem]) -> Report:
    """Lay out the entries of the book that wait for the bank; a row opens its voucher."""
    rows = [
        Row((each.voucher, each.day, each.words, each.amount), opens=Link("entry", (("voucher", each.voucher),)))
        for each in items
    ]
    heads = (
        Column("voucher", _("Voucher"), Kind.CODE, 12),
        Column("day", _("Day"), Kind.DAY, 11),
        Column("words", _("What it is"), width=24),
        Column("amount", _("Amount"), Kind.MONEY, 12),
    )
    return Report("book-side", _("The book has"), heads, tuple(rows))
