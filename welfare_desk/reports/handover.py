"""The record of a handover (บันทึกการส่งมอบงาน): money beside the book, books and keys, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.handovers import OFFICES
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import accounts, handovers
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.handovers import Handover

NAME, TITLE = "handover", N_("Record of handover")
QUESTION = N_("What one officer handed to the next, to be signed.")
PARAMETERS = (Parameter("number", N_("Number"), ParameterKind.NUMBER, is_required=True),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a handover by its number and lay it out; an unknown one is a `RuleError`."""
    number = asked.number("number")
    found = handovers.handovers(tx).get(number)
    if found is None:
        raise RuleError(problem("handover.unknown", N_("There is no handover {number}."), "number", number=number))
    return lay_out(number, found, accounts.chart(tx))


def lay_out(number: int, given: Handover, chart: Mapping[str, Account]) -> Report:
    """Lay out what was counted beside what the book said, then what else went from hand to hand."""
    rows = [
        Row((f"{each.account} {chart[each.account].name}", each.book, each.found, each.difference or None))
        for each in given.counted
    ]
    found = Money.sum(given.counted_money)
    if rows:
        book = Money.sum(each.book for each in given.counted)
        rows.append(Row((_("Cash and bank together"), book, found, given.difference), Role.TOTAL))
    things = given.things
    for title, words in (
        (_("Books and papers"), things.books),
        (_("Keys and seals"), things.keys),
        (_("Computer and copies"), things.computer),
        (_("Note"), given.note),
    ):
        if words:
            rows += [Row((title, None, None, None), Role.HEADING), Row((words, None, None, None))]
    facts = (
        (_("Office"), _(OFFICES[given.office])),
        (_("Outgoing officer"), given.giver),
        (_("Incoming officer"), given.taker),
        (_("Witness"), given.witness),
        (_("In words"), amount_in_words(found) if rows else ""),
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("thing", _("What was handed over"), width=46),
            Column("book", _("By the book"), Kind.MONEY, 15),
            Column("found", _("Money found"), Kind.MONEY, 15),
            Column("difference", _("Difference"), Kind.MONEY, 14),
        ),
        tuple(rows),
        _("Number {number} · {day}").format(number=number, day=long_day(given.day)),
        facts=tuple((label, value) for label, value in facts if value),
        signatures=(_("Outgoing officer"), _("Incoming officer"), _("Witness")),
    )
