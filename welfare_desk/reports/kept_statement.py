"""A statement as it was kept when a period was closed, beside what the book says of it now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import moment
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, spoken
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.periods import CLOSING_NUMBER, OPENING_NUMBER, period_from_id
from welfare_desk.reports import (
    cash_flow,
    financial_position,
    fund_changes,
    money_by_source,
    performance,
    receipts_payments,
    trial_balance,
)
from welfare_desk.reports.kept import as_kept, from_kept
from welfare_desk.reports.masks import masked
from welfare_desk.reports.model import Column, Report
from welfare_desk.reports.parameters import Parameter, ParameterKind, read_parameters
from welfare_desk.storage import kept_reports, periods, settings, statements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.periods import Period
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.kept_reports import KeptReport

NAME, TITLE = "kept-statement", N_("Statement kept at a close")
QUESTION = N_("What did a statement say when its period was closed?")
_KEPT = (
    trial_balance,
    financial_position,
    performance,
    receipts_payments,
    cash_flow,
    fund_changes,
    money_by_source,
)
KEPT_AT_CLOSE = tuple(each.NAME for each in _KEPT)
PERIOD = Parameter("period", N_("Period"), ParameterKind.NUMBER)
PARAMETERS = (
    PERIOD,
    Parameter("name", N_("Statement"), ParameterKind.CHOICE, choices=tuple((each.NAME, each.TITLE) for each in _KEPT)),
    Parameter("close", N_("Which close"), ParameterKind.NUMBER, in_window=False),
)


def reports_at_close(tx: Tx, period: Period, today: date) -> dict[str, str]:
    """Make the statements of a period that are kept at its close, in Thai, each as the text that is hashed."""
    of = periods.calendar(tx)
    first, last = of.days_of(period)
    if period.number == CLOSING_NUMBER:
        first = of.year_start(period.fiscal_year)
    return statements_of(tx, max(first, of.first_day), last, today)


def statements_of(tx: Tx, first: date, last: date, today: date) -> dict[str, str]:
    """Make the statements of some days, as they are kept at a close; the month is the first day's."""
    days = {"from": first, "to": last, "on": last, "month": first.replace(day=1)}
    found: dict[str, str] = {}
    with spoken("th"):
        for each in _KEPT:
            named = {parameter.name for parameter in each.PARAMETERS} - (
                {"on"} if _has_span(each.PARAMETERS) else set()
            )
            asked: Mapping[str, str | date] = {name: day for name, day in days.items() if name in named}
            report = masked(each.make(tx, read_parameters(tx, each.PARAMETERS, asked, today)))
            found[each.NAME] = as_kept(replace(report, name=each.NAME, book_name=settings.get(tx, "name_th")))
    return found


def _has_span(parameters: tuple[Parameter, ...]) -> bool:
    return any(each.name == "to" for each in parameters)


def make(tx: Tx, asked: Asked) -> Report:
    """Show a statement as it was kept at the last close of a period, else at the close that was asked for."""
    period = asked_period(tx, asked)
    if period is None:
        return Report(NAME, _(TITLE), (Column("name", _(TITLE)),), (), nothing=_("No month was closed yet."))
    name = asked.text("name")
    kept = [each for each in kept_reports.of_period(tx, period) if each.name == name]
    if not kept:
        text = N_("Nothing was kept of {period}: it was closed before statements were kept.")
        raise RuleError(problem("kept.none", text, "period", period=periods.calendar(tx).name_of(period)))
    chosen = asked.number("close") or len(kept)
    if chosen > len(kept):
        text = N_("{period} was closed {count} times.")
        named = periods.calendar(tx).name_of(period)
        raise RuleError(problem("kept.close", text, "close", period=named, count=len(kept)))
    now = reports_at_close(tx, period, asked.today).get(name)
    return lay_out(tx, kept, chosen, is_same=now == kept[chosen - 1].content)


def asked_period(tx: Tx, asked: Asked) -> Period | None:
    """Give the period that was asked for by its number (202601), else the last closed one; nothing where none is."""
    if asked.number("period"):
        period = period_from_id(asked.number("period"))
        if period.number not in range(OPENING_NUMBER, CLOSING_NUMBER + 1) or statements.hash_of(tx, period) is None:
            text = N_("The period {period} was never closed.")
            raise RuleError(problem("period.unsigned", text, "period", period=asked.number("period")))
        return period
    standing = statements.last_standing(tx)
    return None if standing is None else period_from_id(standing[0])


def lay_out(tx: Tx, kept: list[KeptReport], chosen: int, *, is_same: bool) -> Report:
    """Lay out what was kept, with when, its hash and whether the book still says the same."""
    shown = kept[chosen - 1]
    signed = next(each for each in statements.signed(tx) if each.id == shown.statement_id)
    told = _("Kept at close {number} of {count}, {at}, by {name}.").format(
        number=chosen, count=len(kept), at=moment(signed.closed_at), name=signed.closed_by or _("(no name yet)")
    )
    now = _("The book still says the same.") if is_same else _("The book says something else now; both remain.")
    digest = _("SHA-256 of what was kept: {hash}").format(hash=in_fours(shown.hash.hex()))
    report = from_kept(shown.content)
    return replace(report, name=NAME, notes=(now, told, digest, *report.notes), holds=None)
