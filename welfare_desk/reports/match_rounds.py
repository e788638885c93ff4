"""Rounds of matching money: what was asked, approved and received in each, and what is still to come or go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.storage import matching
from welfare_desk.welfare.match_rounds import figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchFigures, MatchRound

NAME, TITLE = "match-rounds", N_("Rounds of matching money")
QUESTION = N_("What was asked for, what was approved, and what has come?")
PARAMETERS: tuple[Parameter, ...] = ()


class Standing(NamedTuple):
    """A round, how many are put forward in it, and where it stands."""

    round: MatchRound
    people: int
    figures: MatchFigures


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every round and where it stands, and lay them out."""
    steps, people = matching.events(tx), matching.people_of(tx)
    found = [
        Standing(each, people[number][0], figures_of(steps[number])) for number, each in matching.rounds(tx).items()
    ]
    return lay_out(found, asked.today)


def lay_out(found: Sequence[Standing], today: date) -> Report:
    """Lay out one line for each round, the newest first, over their sums."""
    rows = [
        Row(
            (
                each.round.number,
                each.round.programme.name,
                str(each.round.year + BE_OFFSET),
                each.round.cutoff,
                each.people,
                *_amounts(each.figures),
                state_words(each.figures),
            ),
            opens=Link("match-round", (("number", str(each.round.number)),)),
        )
        for each in reversed(found)
    ]
    if rows:
        sums = (Money.sum(each) for each in zip(*(_amounts(each.figures) for each in found), strict=True))
        words = ngettext("{count} round", "{count} rounds", len(rows)).format(count=len(rows))
        rows.append(Row((None, words, None, None, None, *sums, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Round"), Kind.NUMBER, 7),
            Column("programme", _("Programme"), width=24),
            Column("year", _("Year of the dues"), Kind.CODE, 9),
            Column("cutoff", _("Cut-off"), Kind.DAY, 12),
            Column("people", _("Put forward"), Kind.NUMBER, 9),
            Column("asked", _("Asked for"), Kind.MONEY, 14),
            Column("approved", _("Approved"), Kind.MONEY, 14),
            Column("received", _("Received"), Kind.MONEY, 14),
            Column("outstanding", _("Still to come"), Kind.MONEY, 14),
            Column("to_return", _("To go back"), Kind.MONEY, 13),
            Column("state", _("State"), width=16),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(_("Approved is without what has lapsed."),),
        landscape=True,
        nothing=_("No round of matching money was opened yet."),
    )


def _amounts(figures: MatchFigures) -> tuple[Money, ...]:
    approved = figures.approved - figures.lapsed
    return figures.asked, approved, figures.received, figures.outstanding, figures.to_return


def state_words(figures: MatchFigures) -> str:
    """Say where a round stands."""
    if figures.is_closed:
        return _("closed")
    if not figures.is_asked:
        return _("list made")
    if figures.outstanding:
        return _("money to come")
    return _("money received") if figures.received else _("asked for")
