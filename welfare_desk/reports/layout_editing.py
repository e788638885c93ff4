"""What the editor of layouts works with: a layout of the book, its chart, and the statement as it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.reports import layouts
from welfare_desk.reports.parameters import Asked
from welfare_desk.reports.statement import drawn_up, lay_out
from welfare_desk.storage import accounts, periods

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.statement_layouts import StatementLayout
    from welfare_desk.reports.layouts import Kept
    from welfare_desk.reports.model import Report
    from welfare_desk.storage.book import Tx


class LayoutBasis(NamedTuple):
    """The layout that an editor begins from, the chart of the book, and the names of all layouts."""

    kept: Kept
    chart: Mapping[str, Account]
    names: frozenset[str]


def layout_basis(tx: Tx, name: str = "") -> LayoutBasis:
    """Read a layout to begin from; without a name the first one. An unknown one is a `RuleError`."""
    names = [each.name for each in layouts.every(tx)]
    return LayoutBasis(layouts.get(tx, name or names[0]), accounts.chart(tx), frozenset(names))


def statement_by(tx: Tx, layout: StatementLayout, today: date) -> Report:
    """Draw up the statement of the fiscal year so far by a layout that is not kept yet.

    What is wrong with the layout is a `RuleError`.
    """
    calendar = periods.calendar(tx)
    first = min(max(calendar.year_start(calendar.year_of(today)), calendar.first_day), today)
    return lay_out(tx, drawn_up(tx, Asked(today), layout, (first, today), layout.name))
