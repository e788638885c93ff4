"""Grants for one purpose: approved, received, spent, given back and left of each; the open ones come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import grants
from welfare_desk.welfare.grants import figures_of, next_steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.grants import Grant, GrantFigures, GrantStep

NAME, TITLE = "grants", N_("Grants for one purpose")
QUESTION = N_("Which grants are open, what of them is spent, and what is left?")
ALL, OPEN, CLOSED = "all", "open", "closed"
STATES = ((ALL, N_("all")), (OPEN, N_("not closed")), (CLOSED, N_("grant closed")))
PARAMETERS = (Parameter("state", N_("State"), ParameterKind.CHOICE, choices=STATES),)


class Standing(NamedTuple):
    """A grant and where it stands."""

    grant: Grant
    figures: GrantFigures


class GrantChoice(NamedTuple):
    """A grant, where it stands, and what may follow."""

    grant: Grant
    figures: GrantFigures
    next: list[GrantStep]


def standings(tx: Tx) -> list[Standing]:
    """Read every grant and where it stands, the open ones first."""
    steps = grants.events(tx)
    found = [Standing(each, figures_of(each, steps[number])) for number, each in grants.grants(tx).items()]
    return sorted(found, key=lambda each: (each.figures.is_closed, each.grant.number))


def grant_choice(tx: Tx, number: int) -> GrantChoice:
    """Give a grant and what may follow; an unknown number is a `KeyError`."""
    grant, steps = grants.grants(tx, number)[number], grants.events(tx, number)[number]
    return GrantChoice(grant, figures_of(grant, steps), next_steps(grant, steps))


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the grants in a state (all, open, closed), and lay them out."""
    wanted = asked.text("state") or ALL
    found = [each for each in standings(tx) if wanted == ALL or each.figures.is_closed is (wanted == CLOSED)]
    return lay_out(found, asked.today)


def lay_out(found: Sequence[Standing], today: date) -> Report:
    """Lay out one line for each grant over their sums."""
    rows = [
        Row(
            (
                each.grant.number,
                each.grant.name,
                each.grant.giver,
                each.grant.day,
                each.grant.letter,
                *_amounts(each.figures),
                state_words(each.figures),
            ),
            opens=Link("grant", (("number", str(each.grant.number)),)),
        )
        for each in found
    ]
    if rows:
        sums = (Money.sum(each) for each in zip(*(_amounts(each.figures) for each in found), strict=True))
        words = ngettext("{count} grant", "{count} grants", len(rows)).format(count=len(rows))
        rows.append(Row((None, words, None, None, None, *sums, None), Role.TOTAL))
    open_ = sum(not each.figures.is_closed for each in found)
    text = ngettext("{count} grant is not closed.", "{count} grants are not closed.", open_)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 5),
            Column("name", _("Purpose"), width=26),
            Column("giver", _("Giver of the grant"), width=18),
            Column("day", _("Approved on"), Kind.DAY, 12),
            Column("letter", _("Letter"), width=12),
            Column("approved", _("Approved"), Kind.MONEY, 14),
            Column("received", _("Received"), Kind.MONEY, 14),
            Column("spent", _("Spent"), Kind.MONEY, 14),
            Column("returned", _("Given back"), Kind.MONEY, 13),
            Column("left", _("Left to spend"), Kind.MONEY, 14),
            Column("state", _("State"), width=16),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(text.format(count=open_),) if open_ else (),
        landscape=True,
        nothing=_("There are no grants like these."),
    )


def _amounts(figures: GrantFigures) -> tuple[Money, ...]:
    return figures.approved, figures.received, figures.spent, figures.returned, figures.left


def state_words(figures: GrantFigures) -> str:
    """Say where a grant stands."""
    if figures.is_closed:
        return _("grant closed")
    if not figures.received:
        return _("not received yet")
    return _("being spent") if figures.left else _("to be closed")
