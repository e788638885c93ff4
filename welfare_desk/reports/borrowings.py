"""What the cooperative borrowed: each contract with its limit, what was drawn and repaid, and what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.borrowings import ChargedOn, Lender
from welfare_desk.coop.statutory import percent
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import borrowings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.borrowings import KeptBorrowing

NAME, TITLE = "borrowings", N_("Register of borrowings")
QUESTION = N_("What did the cooperative borrow, what is owed, and what falls due next?")
PARAMETERS = (ON,)
LENDERS = {
    Lender.CODI: N_("CODI"),
    Lender.BANK: N_("a bank"),
    Lender.COOPERATIVE: N_("another cooperative"),
    Lender.OTHER: N_("another lender"),
}
CHARGED = {ChargedOn.OWED: N_("on what is owed"), ChargedOn.LIMIT: N_("on the approved limit")}


class BorrowingLine(NamedTuple):
    """A borrowing as it stands on a day; `next_due` is the day of the first instalment that is not met."""

    number: str
    lender: str
    limit: Money
    rate: str
    drawn: Money
    repaid: Money
    owed: Money
    interest: Money
    next_due: date | None
    next_amount: Money
    late: Money


def line_of(kept: KeptBorrowing, day: date) -> BorrowingLine:
    """Tell how a borrowing stands on a day; interest is what is accrued and what is still to be booked."""
    still = [each for each in kept.still_due(day) if each.open]
    first = still[0] if still else None
    return BorrowingLine(
        kept.number,
        kept.terms.name,
        kept.terms.limit,
        percent(kept.terms.rate),
        kept.drawn(day),
        kept.repaid(day),
        kept.owed(day),
        kept.interest_payable(day) + kept.interest_unbooked(day),
        first.instalment.due if first else None,
        first.open if first else ZERO,
        Money.sum(each.open for each in still if each.is_late(day)),
    )


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every borrowing as of a day, and lay them out."""
    day = asked.day("on")
    found = [line_of(each, day) for each in borrowings.borrowings(tx) if each.holding.opened_day <= day]
    return lay_out(found, day)


def lay_out(found: Sequence[BorrowingLine], day: date) -> Report:
    """Lay out one line for each borrowing over their sums."""
    rows = [Row(tuple(each), opens=Link("borrowing", (("contract", each.number),))) for each in found]
    if found:
        words = ngettext("{count} borrowing", "{count} borrowings", len(found)).format(count=len(found))
        total = (
            None,
            words,
            Money.sum(each.limit for each in found),
            None,
            Money.sum(each.drawn for each in found),
            Money.sum(each.repaid for each in found),
            Money.sum(each.owed for each in found),
            Money.sum(each.interest for each in found),
            None,
            Money.sum(each.next_amount for each in found),
            Money.sum(each.late for each in found),
        )
        rows.append(Row(total, Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("contract", _("Contract"), Kind.CODE, 12),
            Column("lender", _("Lender"), width=22),
            Column("limit", _("Approved limit"), Kind.MONEY, 14),
            Column("rate", _("Rate (%)"), Kind.CODE, 7),
            Column("drawn", _("Drawn"), Kind.MONEY, 14),
            Column("repaid", _("Repaid"), Kind.MONEY, 14),
            Column("owed", _("Principal owed"), Kind.MONEY, 14),
            Column("interest", _("Interest owed"), Kind.MONEY, 12),
            Column("due", _("Next due"), Kind.DAY, 12),
            Column("next", _("Falls due"), Kind.MONEY, 13),
            Column("late", _("Late"), Kind.MONEY, 12),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        landscape=True,
        nothing=_("Nothing is borrowed."),
    )
