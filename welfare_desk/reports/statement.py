"""Any statement that a layout describes: its rows in figures, one column or several, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import be_year, long_day, span_words
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.layout_problems import problems_of_layout
from welfare_desk.ledger.statement_layouts import StatementKind, StatementLineKind, measures, own_lines
from welfare_desk.ledger.statement_rows import StatementRow, faults, fill
from welfare_desk.money import Money
from welfare_desk.reports import layouts
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.statement_columns import (
    BUDGET,
    BY_FUND,
    NONE,
    StatementColumn,
    Wanted,
    budget,
    columns_by_fund,
    compared,
    figures,
)
from welfare_desk.storage import accounts, periods

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.ledger.statement_layouts import StatementLayout
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

LAYOUT = Parameter("layout", N_("Layout"), ParameterKind.LAYOUT)
INDENT = "   "
_UPRIGHT = 4  # columns of amounts that stand on an upright sheet
_HUNDRED = 100
_ROLES = {
    StatementLineKind.HEADING: Role.HEADING,
    StatementLineKind.ACCOUNTS: Role.ITEM,
    StatementLineKind.FORMULA: Role.ITEM,
    StatementLineKind.SUBTOTAL: Role.SUBTOTAL,
    StatementLineKind.TOTAL: Role.TOTAL,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is laid out: the layout, its columns, the days, and what stands under it."""

    name: str
    layout: StatementLayout
    columns: tuple[StatementColumn, ...]
    wanted: Wanted
    against_budget: bool = False


def statement(tx: Tx, asked: Asked, name: str, span: tuple[date, date]) -> Report:
    """Make a statement by the layout that was asked for, or by that of its name."""
    sheet = drawn_up(tx, asked, layouts.read(tx, asked.text("layout") or name), span, name)
    return lay_out(tx, sheet)


def drawn_up(tx: Tx, asked: Asked, layout: StatementLayout, span: tuple[date, date], name: str) -> Sheet:
    """Ask for the figures of a layout; what is wrong with it is a `RuleError`."""
    chart = accounts.chart(tx)
    found = problems_of_layout(layout, chart)
    if found:
        raise RuleError(*found)
    is_position = layout.kind is StatementKind.POSITION
    own, fund, compare = own_lines(layout, chart), asked.text("fund"), asked.text("compare") or NONE
    wanted = Wanted(*span, measures(layout), own, fund, is_position)
    if compare == BUDGET:
        planned = budget(tx, wanted, chart)
        if planned is None:
            year = be_year(periods.calendar(tx).year_end(periods.calendar(tx).year_of(span[1])))
            text = N_("There is no budget for the fiscal year {year}.")
            raise RuleError(problem("statement.no_budget", text, "compare", year=year))
        (now,) = compared(tx, wanted, NONE, chart)
        columns = [StatementColumn("budget", _("Budget"), planned), now._replace(title=_("Actual"))]
        return Sheet(name, layout, tuple(columns), wanted, against_budget=True)
    columns = compared(tx, wanted, compare, chart)
    if asked.text("by") == BY_FUND and not fund:
        by_fund = columns_by_fund(figures(tx, wanted, chart), chart, all_funds(tx), is_position=is_position)
        columns = [*by_fund, *columns[1:]] if compare != NONE else by_fund
    return Sheet(name, layout, tuple(columns), wanted)


def lay_out(tx: Tx, sheet: Sheet) -> Report:
    """Lay a sheet out: words, notes and amounts; what does not hold stands over everything."""
    chart, calendar = accounts.chart(tx), periods.calendar(tx)
    layout, columns = sheet.layout, sheet.columns
    figures_of = [each.figures for each in columns]
    # between funds a column has no accounts of its own: it only takes out what stands in others
    wrong = faults(layout, chart, [each.figures for each in columns if each.key not in {"between", "budget"}])
    filled = fill(layout, chart, figures_of)
    has_notes = any(row.line.note for row in filled)
    rows = [_row(row, sheet, has_notes=has_notes) for row in filled]
    verdicts = tuple(each.sentence() for each in wrong)
    if verdicts:
        words = _("ATTENTION: this statement is not right.")
        rows.insert(0, _padded(words, sheet, has_notes=has_notes, role=Role.HEADING))
    fund = all_funds(tx).get(sheet.wanted.fund)
    facts: tuple[tuple[str, Value], ...] = ((_("Unit"), _("baht")),)
    if fund is not None:
        facts = ((_("Fund"), fund.name), *facts)
    promises = layout.kind is not StatementKind.FREE or bool(layout.proofs)
    return Report(
        sheet.name,
        layout.title,
        tuple(_columns(sheet, has_notes=has_notes)),
        tuple(rows),
        subtitle_of(layout, (sheet.wanted.first, sheet.wanted.last), calendar),
        notes=tuple(_notes(sheet, verdicts, promises=promises)),
        facts=facts,
        holds=not verdicts if promises else None,
        landscape=len(columns) + 2 * sheet.against_budget > _UPRIGHT,
        nothing=_("There are no figures for these days."),
        signatures=(_("Treasurer"), _("Head of the fund")),
        days=(sheet.wanted.last if layout.kind is StatementKind.POSITION else sheet.wanted.first, sheet.wanted.last),
    )


def subtitle_of(layout: StatementLayout, span: tuple[date, date], calendar: Calendar) -> str:
    """Say as of when a statement stands, or for which days."""
    first, last = span
    if layout.kind is StatementKind.POSITION:
        return _("As of {day}").format(day=long_day(last))
    year = calendar.year_of(last)
    if span == (calendar.year_start(year), calendar.year_end(year)):
        return _("For the year ended {day}").format(day=long_day(last))
    return span_words(first, last)


def _notes(sheet: Sheet, verdicts: Sequence[str], *, promises: bool) -> list[str]:
    found = list(verdicts)
    if not verdicts and promises:
        proven = [each.name for each in sheet.layout.proofs]
        is_whole = sheet.layout.kind is not StatementKind.FREE
        found.append(" · ".join([*([_("Every account stands in one line.")] if is_whole else []), *proven]))
    if any(each.figures is None for each in sheet.columns):
        found.append(_("Of the days before the book these figures are not kept."))
    if sheet.against_budget:
        found.append(_("The budget is that of all months that the days touch."))
    return found


def _columns(sheet: Sheet, *, has_notes: bool) -> list[Column]:
    heads = [Column("line", _("Item"), width=44)]
    if has_notes:
        heads.append(Column("note", _("Note"), width=6))
    heads += [Column(each.key, each.title, Kind.MONEY, 14, each.group) for each in sheet.columns]
    if sheet.against_budget:
        heads += [Column("difference", _("Difference"), Kind.MONEY, 14), Column("percent", "%", Kind.NUMBER, 6)]
    return heads


def _row(row: StatementRow, sheet: Sheet, *, has_notes: bool) -> Row:
    words = INDENT * row.line.level + row.words
    role = _ROLES[row.line.kind]
    if role is Role.HEADING:
        return _padded(words, sheet, has_notes=has_notes, role=role)
    note: tuple[Value, ...] = (row.line.note or None,) if has_notes else ()
    return Row((words, *note, *row.amounts, *_against(row, sheet)), role, opens=_link(row, sheet))


def _padded(words: str, sheet: Sheet, *, has_notes: bool, role: Role) -> Row:
    empty = len(sheet.columns) + has_notes + 2 * sheet.against_budget
    return Row((words, *[None] * empty), role)


def _against(row: StatementRow, sheet: Sheet) -> tuple[Value, ...]:
    """Hold what was done against what was planned: the difference, and how much of the plan was done."""
    if not sheet.against_budget:
        return ()
    planned, done = (each or Money(0) for each in row.amounts)
    percent = None
    if planned.satang > 0:
        percent = Money(done.satang * _HUNDRED).satang // planned.satang
    return done - planned, percent


def _link(row: StatementRow, sheet: Sheet) -> Link | None:
    """Open what a line is made of: the ledger of its only account, else the trial balance."""
    known = next((each for each in sheet.columns if each.key in {"now", "all", "total"}), sheet.columns[-1])
    filled = known.figures or {}
    used = [code for code in row.accounts if any(filled.get(code, ())) and code.isdigit()]
    if not used:
        return None
    days = (("from", sheet.wanted.first.isoformat()), ("to", sheet.wanted.last.isoformat()))
    fund = (("fund", sheet.wanted.fund),) if sheet.wanted.fund else ()
    if len(used) == 1:
        return Link("general-ledger", (("account", used[0]), *days, *fund))
    return Link("trial-balance", (*days, *fund))
