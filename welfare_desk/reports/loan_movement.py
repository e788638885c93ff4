"""Loans over a period, kind by kind: brought forward, lent, repaid, written off, and what that leaves."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act
from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.loan_words import product_names
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import loan_movements

if TYPE_CHECKING:
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "loan-movement", N_("Movement of loans")
QUESTION = N_("What was lent, repaid and written off, and does that explain what is owed?")
PARAMETERS = (FROM, TO)
_COLUMNS = {
    Act.DRAW: 1, Act.REPAY: 2, Act.REFINANCE: 3, Act.WRITE_OFF: 4,
}  # fmt: skip


def make(tx: Tx, asked: Asked) -> Report:
    """Ask what principal did from a day to another, by kind of loan, and hold its end against the ledger."""
    first, last = asked.day("from"), asked.day("to")
    products = product_names(tx, last)
    sums: defaultdict[str, list[Money]] = defaultdict(lambda: [ZERO] * 6)
    for product, act, before, during in loan_movements.principal(tx, first, last):
        sums[product][0] += before
        place = _COLUMNS.get(act, 5)
        sums[product][place] += during if place in {1, 5} else -during
    rows = [_row(products.get(code, code) or _("Without a name"), each) for code, each in sorted(sums.items())]
    if rows:
        whole = [Money.sum(each[at] for each in sums.values()) for at in range(6)]
        rows.append(_row(_("Total"), whole, Role.TOTAL))
    closing = Money.sum(_closing(each) for each in sums.values())
    difference = loan_movements.ledger_principal(tx, last) - closing
    note = (
        _("It equals the accounts of loans in the ledger.")
        if not difference
        else _("The accounts of loans in the ledger differ by {amount} baht.").format(amount=difference.text())
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("product", _("Kind of loan"), width=24),
            Column("opening", _("Brought forward"), Kind.MONEY, 15),
            Column("lent", _("Lent"), Kind.MONEY, 15),
            Column("repaid", _("Repaid"), Kind.MONEY, 15),
            Column("refinanced", _("Settled by another loan"), Kind.MONEY, 15),
            Column("written_off", _("Written off"), Kind.MONEY, 15),
            Column("other", _("Other"), Kind.MONEY, 12),
            Column("closing", _("Owed at the end"), Kind.MONEY, 15),
        ),
        tuple(rows),
        span_words(first, last),
        notes=(note,),
        landscape=True,
        nothing=_("No loans were lent."),
        holds=not difference if rows else None,
    )


def _closing(each: list[Money]) -> Money:
    return each[0] + each[1] - each[2] - each[3] - each[4] + each[5]


def _row(name: str, each: list[Money], role: Role = Role.ITEM) -> Row:
    return Row((name, *(amount or None for amount in each), _closing(each)), role)
