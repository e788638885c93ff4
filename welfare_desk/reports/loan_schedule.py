"""The schedule of a loan: what falls due when, and which instalments are met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.loans import position
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.loan_words import CONTRACT, METHODS, due_words, found_loan, rate_words
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.coop.loan_history import LoanVersion
    from welfare_desk.coop.loans import LoanPosition
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "loan-schedule", N_("Schedule of a loan")
QUESTION = N_("What falls due on a loan, when, and which instalments are met?")
PARAMETERS = (CONTRACT, ON)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the schedule in force on a day."""
    kept, day = found_loan(tx, asked), asked.day("on")
    version = kept.history.version(day)
    at = position(kept.history, day) if kept.history.moves else None
    return lay_out(kept.number, version, at)


def lay_out(number: str, version: LoanVersion, at: LoanPosition | None) -> Report:
    """Lay out one line for each instalment over their sums; without a position it is a plan."""
    rows = list(_rows(version, at))
    sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[each], Money)) for each in (2, 3, 4)]
    rows.append(Row((None, _("Total"), *sums, None, None), Role.TOTAL))
    terms = version.terms
    return Report(
        NAME,
        _("Schedule of loan {number}").format(number=number),
        (
            Column("number", _("Instalment"), Kind.NUMBER, 9),
            Column("due", _("Due on"), Kind.DAY, 13),
            Column("principal", _("Principal"), Kind.MONEY, 14),
            Column("interest", _("Interest"), Kind.MONEY, 13),
            Column("amount", _("To be paid"), Kind.MONEY, 14),
            Column("balance", _("Left after it"), Kind.MONEY, 14),
            Column("state", _("State"), width=12),
        ),
        tuple(rows),
        _("In force from {day}").format(day=long_day(version.start)),
        facts=(
            (_("Principal"), terms.principal),
            (_("Rate a year"), rate_words(terms.rate)),
            (_("Method"), _(METHODS[terms.method])),
            (_("Falls due"), due_words(terms)),
        ),
        notes=(_("Interest is reckoned by the days on which principal is owed; paid earlier or later it differs."),),
    )


def _rows(version: LoanVersion, at: LoanPosition | None) -> Iterator[Row]:
    left = version.terms.principal
    repaid = left - at.owed.principal if at else ZERO
    reached = ZERO
    missed = {each.number for each in at.unmet} if at else set[int]()
    for each in version.rows:
        left -= each.principal
        reached += each.principal
        state = None
        if at is not None:
            if each.number in missed:
                state = _("missed")
            elif (each.principal and repaid >= reached) or (each.due < at.day) or not at.owed.principal:
                state = _("instalment met")
        yield Row((each.number, each.due, each.principal, each.interest, each.amount, left, state))
