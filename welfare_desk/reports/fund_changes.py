"""Statement of changes in funds: what each source of money had, gained and used, and what is left of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import RESULT_TYPES, AccountType
from welfare_desk.ledger.statement_layouts import Figure, Measure, StatementKind, StatementLayout
from welfare_desk.money import Money
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, FUND, TO
from welfare_desk.reports.statement import subtitle_of
from welfare_desk.reports.statement_columns import (
    BY,
    BY_FUND,
    COMPARE,
    PRIOR_YEAR,
    Wanted,
    figures,
    together,
    year_before,
)
from welfare_desk.storage import accounts, periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "fund-changes", N_("Changes in funds by source of money")
QUESTION = N_("What did each source of money bring, and how much of the funds is left?")
PARAMETERS = (
    FROM,
    TO,
    BY,
    FUND,
    replace(COMPARE, choices=tuple(each for each in COMPARE.choices if each[0] in {"none", PRIOR_YEAR})),
)
_MEASURES = frozenset({Measure.BALANCE, Measure.OPENING, Measure.RESULT})


class Changed(NamedTuple):
    """What one equity account had, what income and expenses that close to it made, what else moved, and what is left.

    In satang, what belongs to the fund positive; expenses are below zero.
    """

    code: str
    began: int
    income: int
    spent: int
    other: int
    left: int

    @property
    def is_nil(self) -> bool:
        """Tell whether nothing was there, moved or is left."""
        return not any(self[1:])

    def plus(self, each: Changed) -> Changed:
        """Add another source."""
        return Changed(self.code, *(mine + its for mine, its in zip(self[1:], each[1:], strict=True)))


def changes(of: Mapping[str, Figure], chart: Mapping[str, Account]) -> list[Changed]:
    """Tell what became of each source: closing entries only carry on what income and expenses made of it."""
    found = {code: Changed(code, 0, 0, 0, 0, 0) for code, each in chart.items() if each.type is AccountType.EQUITY}
    for code, figure in of.items():
        account, stands = chart[code], -figure.amount(Measure.BALANCE)
        if account.type is AccountType.EQUITY:
            part = Changed(code, -figure.brought, 0, 0, -figure.moved, stands)
        elif account.type in RESULT_TYPES and account.closes_to is not None:
            made = -figure.amount(Measure.RESULT)
            is_income = account.type is AccountType.INCOME
            sides = (made, 0) if is_income else (0, made)
            part = Changed(account.closes_to, figure.opened - figure.brought, *sides, 0, stands)
        else:
            continue
        found[part.code] = found[part.code].plus(part)
    return [each for each in found.values() if not each.is_nil]


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the changes of some days, beside those of the year before where that is wanted."""
    first, last = asked.day("from"), asked.day("to")
    calendar, chart = periods.calendar(tx), accounts.chart(tx)
    spans = [(first, last)]
    is_compared = asked.text("compare") == PRIOR_YEAR
    if is_compared:
        before = year_before(Wanted(first, last, _MEASURES), calendar)
        spans = [before, *spans] if before[1] >= calendar.first_day else spans
    rows: list[Row] = []
    differs = 0
    for span in spans:
        of = figures(tx, Wanted(*span, _MEASURES), chart)
        funds = [asked.text("fund")]
        if not funds[0] and asked.text("by") == BY_FUND:
            used = {fund for (_account, fund), figure in of.items() if any(figure)}
            funds = [code for code in all_funds(tx) if code in used]
        if len(spans) > 1:
            words = subtitle_of(_LAYOUT, span, calendar)
            rows.append(Row((words, *[None] * 5), Role.HEADING))
        rows += _block(tx, of, funds, span, chart)
        differs = differs or sum(_apart(together(of, each), chart) for each in funds)
    return _report(tx, asked, rows, differs, without_past=is_compared and len(spans) == 1)


_LAYOUT = StatementLayout(NAME, StatementKind.FREE, TITLE, TITLE, ())


def _apart(of: Mapping[str, Figure], chart: Mapping[str, Account]) -> int:
    """Tell by how much the funds differ from all that there is less all that is owed."""
    net = sum(
        figure.amount(Measure.BALANCE)
        for code, figure in of.items()
        if chart[code].type in {AccountType.ASSET, AccountType.LIABILITY}
    )
    rolled = sum(each.began + each.income + each.spent + each.other - each.left for each in changes(of, chart))
    return abs(net - sum(each.left for each in changes(of, chart))) + abs(rolled)


def _block(
    tx: Tx,
    of: Mapping[tuple[str, str], Figure],
    funds: Sequence[str],
    span: tuple[date, date],
    chart: Mapping[str, Account],
) -> list[Row]:
    names, every = all_funds(tx), Changed("", 0, 0, 0, 0, 0)
    rows: list[Row] = []
    for fund in funds:
        sources = changes(together(of, fund), chart)
        if len(funds) > 1:
            rows.append(Row((names[fund].name, *[None] * 5), Role.HEADING))
        rows += [_row(chart[each.code].name, each, Role.ITEM, span, fund) for each in sources]
        whole = _sum(sources)
        every = every.plus(whole)
        if len(funds) > 1:
            words = _("All of {fund}").format(fund=names[fund].name)
            rows.append(_row(words, whole, Role.SUBTOTAL))
    return [*rows, _row(_("All funds"), every, Role.TOTAL)] if rows else []


def _sum(sources: Iterable[Changed]) -> Changed:
    whole = Changed("", 0, 0, 0, 0, 0)
    for each in sources:
        whole = whole.plus(each)
    return whole


def _row(words: str, each: Changed, role: Role, span: tuple[date, date] | None = None, fund: str = "") -> Row:
    opens = None
    if span is not None:
        days = (("from", span[0].isoformat()), ("to", span[1].isoformat()))
        opens = Link("trial-balance", (*days, ("fund", fund)) if fund else days)
    return Row((words, *(Money(satang) for satang in each[1:])), role, opens)


def _report(tx: Tx, asked: Asked, rows: Sequence[Row], differs: int, *, without_past: bool) -> Report:
    first, last = asked.day("from"), asked.day("to")
    holds = not differs
    text = N_("ATTENTION: the funds differ by {difference} baht from what there is less what is owed.")
    verdict = (
        _("The funds equal what there is less what is owed.")
        if holds
        else fill(_(text), {"difference": Money(differs)})
    )
    notes = [verdict]
    if without_past:
        notes.append(_("Of the days before the book these figures are not kept."))
    facts: list[tuple[str, Value]] = [(_("Unit"), _("baht"))]
    if fund := all_funds(tx).get(asked.text("fund")):
        facts.insert(0, (_("Fund"), fund.name))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("source", _("Source of money"), width=34),
            Column("began", _("Brought forward"), Kind.MONEY, 14),
            Column("income", _("Income"), Kind.MONEY, 14),
            Column("spent", _("Used"), Kind.MONEY, 14),
            Column("other", _("Moved and corrected"), Kind.MONEY, 14),
            Column("left", _("Left"), Kind.MONEY, 14),
        ),
        tuple(rows),
        subtitle_of(_LAYOUT, (first, last), periods.calendar(tx)),
        notes=tuple(notes),
        facts=tuple(facts),
        holds=holds,
        landscape=True,
        signatures=(_("Treasurer"), _("Head of the fund")),
        days=(first, last),
        nothing=_("There are no figures for these days."),
    )
