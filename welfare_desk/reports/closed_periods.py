"""Every period of the book: how it stands, what it holds, who closed it when, and how often it was reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import moment
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.periods import Period, PeriodStatus
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.storage import periods, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.statements import Signed

NAME, TITLE = "closed-periods", N_("Periods and their close")
QUESTION = N_("Which months and years are closed, and since when?")
PARAMETERS = ()
SHOWN = 16  # digits of a hash that people compare


class PeriodLine(NamedTuple):
    """A period with its name, how it stands, how often it was reopened, and its last statement."""

    period: Period
    name: str
    status: PeriodStatus
    reopened: int
    signed: Signed | None


def make(tx: Tx, _asked: Asked) -> Report:
    """Ask for every period that was opened, and lay them out."""
    return lay_out(period_lines(tx))


def period_lines(tx: Tx) -> list[PeriodLine]:
    """Read every period that was opened, in order, with its last signed statement."""
    of = periods.calendar(tx)
    last = {each.statement.period: each for each in statements.signed(tx)}
    counts = periods.reopened(tx)
    return [
        PeriodLine(period, of.name_of(period), status, counts[period], last.get(period.id))
        for period, status in sorted(periods.statuses(tx).items())
    ]


def lay_out(lines: Sequence[PeriodLine]) -> Report:
    """Lay out one row a period; a closed one opens its signed statement."""
    return Report(
        NAME,
        _(TITLE),
        (
            Column("period", _("Number"), Kind.CODE, 9),
            Column("name", _("Period"), width=22),
            Column("status", _("How it stands"), width=12),
            Column("reopened", _("Reopened"), Kind.NUMBER, 9),
            Column("entries", _("Vouchers"), Kind.NUMBER, 9),
            Column("debit", _("Total of debits"), Kind.MONEY, 14),
            Column("closed_at", _("Closed at"), width=20),
            Column("closed_by", _("Closed by"), width=18),
            Column("hash", _("Its hash begins"), Kind.CODE, 20),
        ),
        tuple(_row(each) for each in lines),
        landscape=True,
        nothing=_("No period was opened yet; a month opens when it is first posted to."),
    )


def _row(line: PeriodLine) -> Row:
    signed = line.signed if line.status is not PeriodStatus.OPEN else None
    said = (
        (None, None, None, None, None)
        if signed is None
        else (
            signed.statement.entries,
            Money(signed.statement.debit_satang),
            moment(signed.closed_at),
            signed.closed_by or _("(no name yet)"),
            in_fours(signed.hash.hex()[:SHOWN]),
        )
    )
    opens = None if signed is None else Link("period-statement", (("period", str(line.period.id)),))
    return Row((str(line.period.id), line.name, line.status.text(), line.reopened, *said), opens=opens)
