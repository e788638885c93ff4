"""The bank reconciliation (งบพิสูจน์ยอดเงินฝากธนาคาร): from what the bank has to what the book has, to be signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day, moment
from welfare_desk.i18n import N_, _
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ACCOUNT, ON
from welfare_desk.storage import accounts, banking, people, reconciliations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.reconciliation import Outstanding, Reconciliation
    from welfare_desk.money import Money
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "bank-reconciliation", N_("Bank reconciliation")
QUESTION = N_("Does the bank account agree with the book, and what explains the difference?")
PARAMETERS = (replace(ACCOUNT, is_required=True), ON)
NOTHING = N_("No statement of the bank was taken in for this account.")


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for both sides of a bank account on a day and lay them out; without a statement there is nothing."""
    account, day = asked.text("account"), asked.day("on")
    found = reconciliations.reconciliation_on(tx, account, day)
    chart, names = accounts.chart(tx), banking.bank_accounts(tx)
    title = f"{account} {chart[account].name}" if account in chart else account
    if found is None:
        return Report(NAME, _(TITLE), _columns(), (), f"{title} · {long_day(day)}", nothing=_(NOTHING))
    bank = names.get(account)
    told = " · ".join(part for part in (bank.bank, bank.number) if part) if bank else ""
    return lay_out(found, title, told, _approved(tx, found))


def _columns() -> tuple[Column, ...]:
    return (
        Column("day", _("Day"), Kind.DAY, 13),
        Column("number", _("Voucher or cheque"), Kind.CODE, 15),
        Column("words", _("What it is"), width=46),
        Column("amount", _("Amount"), Kind.MONEY, 16),
    )


def _approved(tx: Tx, found: Reconciliation) -> str:
    """Say that this very reconciliation was approved, and by whom."""
    for kept in reconciliations.reconciliations(tx, found.account):
        if kept.undone is None and kept.day == found.day:
            names = {each.id: each.name for each in people.users(tx)}
            words = _("Approved on {moment} by {name} as number {number}.")
            name = names.get(kept.made_by) or _("the treasurer")
            return words.format(moment=moment(kept.made_at), name=name, number=kept.id)
    return ""


def lay_out(found: Reconciliation, account: str, bank: str, approved: str) -> Report:
    """Lay out a reconciliation from the bank's balance to the book's."""
    rows = [_sum_row(_("The bank has"), found.bank)]
    rows += _part(_("Add: money in that the bank does not have yet"), found.in_transit)
    rows += _part(_("Less: money out that the bank has not paid yet"), found.unpresented)
    rows += _part(_("Errors of the bank"), found.errors, -1)
    if found.before:
        rows.append(Row((None, None, _("Under way before the first statement"), found.before)))
    rows.append(_sum_row(_("The book should have"), found.explained))
    rows += _part(_("At the bank and not in the book yet"), found.bank_only)
    rows += [
        _sum_row(_("The book has"), found.book),
        Row((None, None, _("Difference"), found.difference), Role.SUBTOTAL),
    ]
    is_right = not found.difference and not found.bank_only
    said = _("Bank and book agree.") if is_right else _("Bank and book do not agree yet.")
    facts = ((_("Account"), account), (_("Bank"), bank))
    return Report(
        NAME,
        _(TITLE),
        _columns(),
        tuple(rows),
        long_day(found.day),
        notes=tuple(each for each in (said, approved) if each),
        facts=tuple((label, value) for label, value in facts if value),
        answer=(
            ("bank_satang", found.bank.satang),
            ("book_satang", found.book.satang),
            ("difference_satang", found.difference.satang),
            ("bank_only", len(found.bank_only)),
        ),
        signatures=(_("Prepared by"), _("Checked by"), _("Approved by")),
        holds=is_right,
    )


def _sum_row(words: str, amount: Money) -> Row:
    return Row((None, None, words, amount), Role.SUBTOTAL)


def _part(title: str, listed: Sequence[Outstanding], sign: int = 1) -> list[Row]:
    if not listed:
        return []
    rows = [Row((None, None, title, None), Role.HEADING)]
    for each in listed:
        link = entry_link(each.number) if each.number[:2] in ("RV", "PV", "JV") and "," not in each.number else None
        rows.append(Row((each.day, each.number or None, each.words, each.amount * sign), opens=link))
    return rows
