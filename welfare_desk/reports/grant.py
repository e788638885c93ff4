"""One grant: what was approved, and each step with its voucher, down to what is left to spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.grants import state_words
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import grants
from welfare_desk.welfare.grants import GrantStep, figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.grants import Grant, GrantEvent

NAME, TITLE = "grant", N_("Account of one grant")
QUESTION = N_("What came of one grant, what was it spent on, and what is left?")
PARAMETERS = (Parameter("number", N_("No."), ParameterKind.NUMBER, is_required=True),)
STEPS = {
    GrantStep.RECEIVED: N_("Received"),
    GrantStep.SPENT: N_("Spent"),
    GrantStep.RETURNED: N_("Given back"),
    GrantStep.CLOSED: N_("Closed the grant"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a grant by its number and lay it out; an unknown one is a `RuleError`."""
    number = asked.number("number")
    grant = grants.grants(tx, number).get(number)
    if grant is None:
        text = N_("There is no grant {number}.")
        raise RuleError(problem("grant.unknown", text, "number", number=number))
    return lay_out(grant, grants.events(tx, number)[number])


def lay_out(grant: Grant, steps: Sequence[GrantEvent]) -> Report:
    """Lay out the steps in the order they were kept, each with what is left after it."""
    figures, left = figures_of(grant, steps), ZERO
    rows: list[Row] = []
    for each in steps:
        sums = {step: each.paper.amount if each.step is step else None for step in GrantStep}
        left += _moved(each)
        opens = Link("entry", (("voucher", each.voucher),)) if each.voucher else None
        words = " · ".join(part for part in (_(STEPS[each.step]), each.paper.words) if part)
        money = (sums[GrantStep.RECEIVED], sums[GrantStep.SPENT], sums[GrantStep.RETURNED])
        rows.append(Row((each.paper.day, each.voucher, words, *money, left), opens=opens))
    sums = (figures.received, figures.spent, figures.returned, figures.left)
    rows.append(Row((None, None, _("Sum"), *sums), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 13),
            Column("words", _("Item"), width=36),
            Column("received", _("Received"), Kind.MONEY, 14),
            Column("spent", _("Spent"), Kind.MONEY, 14),
            Column("returned", _("Given back"), Kind.MONEY, 14),
            Column("balance", _("Left to spend"), Kind.MONEY, 14),
        ),
        tuple(rows),
        grant.name,
        facts=(
            (_("Giver of the grant"), grant.giver),
            (_("Letter of approval"), f"{grant.letter} · {long_day(grant.day)}"),
            (_("Approved"), grant.approved),
            (_("Still to come"), figures.to_come or "-"),
            (_("State"), state_words(figures)),
        ),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of the fund")),
    )


def _moved(each: GrantEvent) -> Money:
    if each.step is GrantStep.CLOSED:
        return ZERO
    return each.paper.amount if each.step is GrantStep.RECEIVED else -each.paper.amount
