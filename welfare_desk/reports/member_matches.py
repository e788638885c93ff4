"""The rounds of matching money in which one member stands: what was paid, what counted, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.match_rounds import state_words
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER
from welfare_desk.storage import matching, members
from welfare_desk.welfare.match_rounds import figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchFigures, MatchRound
    from welfare_desk.welfare.matching import Eligibility

NAME, TITLE = "member-matches", N_("Matching money of one member")
QUESTION = N_("In which rounds does one member stand, and what came of them?")
PARAMETERS = (replace(MEMBER, is_required=True),)


class Stood(NamedTuple):
    """A round in which a member stands, where it is, and what counted."""

    round: MatchRound
    figures: MatchFigures
    row: Eligibility


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the rounds of a member, numbers merged into it too, and lay them out."""
    into, steps, rounds = members.merges(tx), matching.events(tx), matching.rounds(tx)
    number = into.get(asked.text("member"), asked.text("member"))
    numbers = {number, *(each for each, kept in into.items() if kept == number)}
    found = [Stood(rounds[key], figures_of(steps[key]), row) for key, row in matching.rounds_of(tx, sorted(numbers))]
    return lay_out(number, members.holders(tx)[0].get(number, ""), found)


def lay_out(number: str, name: str, found: Sequence[Stood]) -> Report:
    """Lay out one line for each round, the newest first."""
    rows = [
        Row(
            (
                each.round.number,
                each.round.programme.name,
                str(each.round.year + BE_OFFSET),
                each.row.paid,
                each.row.counted or None,
                "; ".join(why.sentence() for why in each.row.reasons) or _("put forward"),
                state_words(each.figures),
            ),
            opens=Link("match-round", (("number", str(each.round.number)),)),
        )
        for each in reversed(found)
    ]
    if rows:
        text = ngettext("{count} round", "{count} rounds", len(rows)).format(count=len(rows))
        paid, counted = Money.sum(each.row.paid for each in found), Money.sum(each.row.counted for each in found)
        rows.append(Row((None, text, None, paid, counted, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Round"), Kind.NUMBER, 7),
            Column("programme", _("Programme"), width=24),
            Column("year", _("Year of the dues"), Kind.CODE, 9),
            Column("paid", _("Own money of the year"), Kind.MONEY, 13),
            Column("counted", _("Counted"), Kind.MONEY, 13),
            Column("result", _("Result"), width=28),
            Column("state", _("State of the round"), width=16),
        ),
        tuple(rows),
        f"{number} {name}".strip(),
        landscape=True,
        nothing=_("This member stands in no round yet."),
    )
