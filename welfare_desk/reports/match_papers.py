"""The papers of a round of matching money: the request, its annex of members, and the receipt for what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import matching

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchEvent, MatchRound


def find_round(tx: Tx, number: int) -> tuple[MatchRound, list[MatchEvent]]:
    """Give a round with what became of it; an unknown number is a `RuleError`."""
    one = matching.rounds(tx, number).get(number)
    if one is None:
        text = N_("There is no round {number} of matching money.")
        raise RuleError(problem("match.no_round", text, "number", number=number))
    return one, matching.events(tx, number)[number]
