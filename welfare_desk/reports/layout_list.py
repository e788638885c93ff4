"""The layouts of statements: those that came with the program, and the fund's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.layout_files import read_layout
from welfare_desk.ledger.layout_problems import problems_of_layout
from welfare_desk.ledger.statement_layouts import StatementKind
from welfare_desk.reports import layouts
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.storage import accounts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.layouts import Kept
    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx

NAME, TITLE = "layouts", N_("Layouts of statements")
QUESTION = N_("How are the statements of this book laid out, and which layouts did the fund write itself?")
PARAMETERS: tuple[Parameter, ...] = ()
KINDS = {
    StatementKind.POSITION: N_("financial position"),
    StatementKind.PERFORMANCE: N_("income and expenses"),
    StatementKind.CASH_FLOW: N_("cash flows"),
    StatementKind.RECEIPTS: N_("receipts and payments"),
    StatementKind.FREE: N_("of any kind"),
}
_STATEMENTS = {  # the report that is drawn up by a layout of this kind
    StatementKind.POSITION: "financial-position",
    StatementKind.PERFORMANCE: "performance",
    StatementKind.CASH_FLOW: "cash-flow",
    StatementKind.RECEIPTS: "receipts-payments",
    StatementKind.FREE: "performance",
}


def make(tx: Tx, _asked: Asked) -> Report:
    """Lay out one line for each layout, with what keeps it from being used."""
    chart, ready = accounts.chart(tx), layouts.ready_names(tx)
    rows = [_row(each, chart, is_ready=each.name in ready) for each in layouts.every(tx)]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("name", _("Name of the layout"), Kind.CODE, 22),
            Column("title", _("Title of the statement"), width=36),
            Column("kind", _("Kind"), width=22),
            Column("lines", _("Lines"), Kind.NUMBER, 7),
            Column("whose", _("Whose"), width=30),
            Column("problem", _("To be put right"), width=40),
        ),
        tuple(rows),
        notes=(_("A layout of the fund that bears the name of a ready one takes its place."),),
        landscape=True,
    )


def _row(kept: Kept, chart: Mapping[str, Account], *, is_ready: bool) -> Row:
    whose = _("the fund's own") if kept.is_own else _("came with the program")
    if kept.is_own and is_ready:
        whose = _("the fund's own, in place of the ready one")
    try:
        layout = read_layout(kept.text)
    except RuleError as refusal:
        return Row((kept.name, None, None, None, whose, refusal.problems[0].sentence()))
    found = problems_of_layout(layout, chart)
    wrong = found[0].sentence() if found else None
    opens = Link(_STATEMENTS[layout.kind], (("layout", kept.name),)) if not found else None
    return Row((kept.name, layout.title, _(KINDS[layout.kind]), len(layout.lines), whose, wrong), opens=opens)
