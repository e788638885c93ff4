"""Four ratios of repayment over a period, each with the figures it is made of; the definitions are ours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.coop.loans import position
from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Report, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import loan_contracts, loan_movements, loans

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

NAME, TITLE = "loan-ratios", N_("Ratios of repayment")
QUESTION = N_("How well are loans repaid?")
PARAMETERS = (FROM, TO)
_LATE_MONTHS = 3


def make(tx: Tx, asked: Asked) -> Report:
    """Ask every loan what fell due, was paid, is late and is owed, and lay four ratios out."""
    first, last = asked.day("from"), asked.day("to")
    kept = loan_contracts.every(tx)
    ends = [(each, position(each.history, last)) for each in kept]
    due = Money.sum(_fell_due(each, first, last) for each in kept)
    repaid, interest_paid = loan_movements.earned_and_paid(tx, first, last)
    before = {each.holding.id: position(each.history, first - timedelta(days=1)).earned for each in kept}
    earned = Money.sum(at.earned - before[each.holding.id] for each, at in ends)
    running = [(each, at) for each, at in ends if at.owed.principal > ZERO]
    on_time = sum(not at.lacking for _each, at in running)
    owed = Money.sum(at.owed.principal for _each, at in running)
    late = Money.sum(
        at.owed.principal for each, at in running if loans.standing(each, at).is_late_by(_LATE_MONTHS, last)
    )
    rows = (
        _row(_("Principal repaid ÷ principal that fell due"), repaid, due),
        _row(_("Interest paid ÷ interest earned"), interest_paid, earned),
        Row(
            (
                _("Loans without a missed instalment ÷ running loans"), f"{on_time:,}", f"{len(running):,}",
                ratio(on_time, len(running)),
            )
        ),
        _row(_("Owed on loans late by over 3 months ÷ owed on all"), late, owed),
    )  # fmt: skip
    return Report(
        NAME,
        _(TITLE),
        (
            Column("ratio", _("Ratio"), width=46),
            Column("over", _("Above the line"), width=16),
            Column("under", _("Below the line"), width=16),
            Column("percent", _("Percent"), width=10),
        ),
        rows,
        span_words(first, last),
        notes=(_("Principal repaid holds what was paid ahead and late: the first ratio may pass 100 percent."),),
    )


def _row(words: str, over: Money, under: Money) -> Row:
    return Row((words, over.text(), under.text(), ratio(over.satang, under.satang)))


def ratio(over: int, under: int) -> str:
    """Write a ratio in percent with two decimals; nothing below the line is a stroke."""
    return f"{over * 100 / under:.2f}" if under else "-"


def _fell_due(kept: KeptLoan, first: date, last: date) -> Money:
    """Add up the principal that fell due in a period by the terms in force on its last day, of loans paid out."""
    if not kept.history.moves or kept.history.moves[0].day > last:
        return ZERO
    version = kept.history.version(last)
    return Money.sum(each.principal for each in version.rows if first <= each.due <= last)
