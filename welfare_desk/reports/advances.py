"""Advances to officers: who holds what, and for how long it should have been cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.advances import ADVANCES, Age, age_of
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.balances import all_funds, balance_of
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import advances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.funds import Fund
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.advances import KeptAdvance
    from welfare_desk.storage.book import Tx

NAME, TITLE = "advances", N_("Advances to officers")
QUESTION = N_("Who holds money of the fund, and who should have cleared it by now?")
OUT, ALL = "out", "all"
STATES = ((OUT, N_("not cleared")), (ALL, N_("all")))
PARAMETERS = (ON, Parameter("state", N_("State"), ParameterKind.CHOICE, choices=STATES))
AGES = {
    Age.NOT_DUE: N_("Not due"),
    Age.UP_TO_30: N_("1–30"),
    Age.UP_TO_60: N_("31–60"),
    Age.UP_TO_90: N_("61–90"),
    Age.OVER_90: N_("Over 90"),
}


class AdvanceChoice(NamedTuple):
    """An advance that is not cleared, with what is left of it."""

    number: int
    words: str
    left: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the advances as of a day, hold them against 1204, and lay them out by how late they are."""
    day = asked.day("on")
    found = [each for each in advances.advances(tx, day) if each.left or asked.text("state") == ALL]
    rest = Money(balance_of(tx, ADVANCES, day)) - Money.sum(each.left for each in found)
    return lay_out(found, rest, all_funds(tx), day)


def lay_out(found: Sequence[KeptAdvance], rest: Money, funds: Mapping[str, Fund], day: date) -> Report:
    """Lay out one line for each advance, in columns by age; `rest` stands on 1204 beside the register."""
    rows = [_row(each, funds, day) for each in found]
    if rest:
        words = _("Not in this register: opened, or paid otherwise")
        link = Link("general-ledger", (("account", ADVANCES),))
        rows.append(Row((None, words, *([None] * 7), rest, *([None] * 4)), opens=link))
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in range(6, 14)]
        rows.append(Row((None, _("Total"), None, None, None, None, *sums), Role.TOTAL))
    late = [each for each in found if each.left > ZERO and each.advance.due_day < day]
    text = ngettext("{count} advance is past its day.", "{count} advances are past their day.", len(late))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 5),
            Column("holder", _("Who holds it"), width=20),
            Column("purpose", _("What for"), width=24),
            Column("fund", _("Fund"), width=14),
            Column("day", _("Given on"), Kind.DAY, 12),
            Column("due_day", _("To be cleared by"), Kind.DAY, 12),
            Column("amount", _("Given"), Kind.MONEY, 12),
            Column("spent", _("Spent"), Kind.MONEY, 12),
            Column("returned", _("Cash brought back"), Kind.MONEY, 12),
            *(
                Column(age.value, _(words), Kind.MONEY, 12, _("Not cleared, by days late"))
                for age, words in AGES.items()
            ),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(text.format(count=len(late)),) if late else (),
        landscape=True,
        nothing=_("No officer holds an advance."),
    )


def _row(each: KeptAdvance, funds: Mapping[str, Fund], day: date) -> Row:
    given = each.advance
    age = age_of(given.due_day, day)
    by_age = (each.left if age is column and each.left else None for column in AGES)
    figures = (given.amount, each.spent or None, each.returned or None)
    words = (given.number, given.holder, given.purpose, funds[given.fund].name, given.day, given.due_day)
    return Row((*words, *figures, *by_age), opens=entry_link(each.voucher))


def not_cleared(tx: Tx, number: int) -> AdvanceChoice:
    """Give an advance with what is left of it; an unknown number is a `KeyError`."""
    for each in advances.advances(tx, number=number):
        return AdvanceChoice(number, f"{each.advance.holder} · {each.advance.purpose}", each.left)
    raise KeyError(number)
