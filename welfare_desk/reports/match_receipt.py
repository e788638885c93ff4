"""A receipt for matching money that came: from whom, by which voucher, how much in words, signed by who took it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.match_papers import find_round
from welfare_desk.reports.match_round import GIVERS
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.setup import papers
from welfare_desk.welfare.match_rounds import MatchStep
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchEvent, MatchRound

NAME, TITLE = "match-receipt", N_("Receipt for matching money")
QUESTION = N_("The receipt for what a giver sent for one round, to be signed.")
PARAMETERS = (
    Parameter("number", N_("Round"), ParameterKind.NUMBER, is_required=True),
    Parameter("paper", N_("Voucher"), ParameterKind.VOUCHER, in_window=False),
)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what came for a round (by its voucher, else the latest), and lay its receipt out."""
    one, steps = find_round(tx, asked.number("number"))
    wanted = asked.text("paper")
    came = [each for each in steps if each.step is MatchStep.RECEIVED and wanted in ("", each.voucher)]
    if not came:
        text = N_("No money has come for round {number} yet.")
        raise RuleError(problem("match.nothing_came", text, "number", number=one.number))
    return lay_out(one, came[-1:], papers(tx))


def lay_out(one: MatchRound, came: Sequence[MatchEvent], fund: Mapping[str, str]) -> Report:
    """Lay out what came over the amount in words."""
    text = _("Matching money, round {number}, dues of {year}")
    words = text.format(number=one.number, year=one.year + BE_OFFSET)
    rows = [
        Row(
            (" · ".join(part for part in (words, each.letter.number) if part), each.letter.amount),
            opens=Link("entry", (("voucher", each.voucher or ""),)),
        )
        for each in came
    ]
    total = Money.sum(each.letter.amount for each in came)
    rows.append(Row((_("Sum"), total), Role.TOTAL))
    facts = (
        (_("Receipt no."), came[0].voucher),
        (_("Day"), long_day(came[0].letter.day)),
        (_("Received from"), f"{one.programme.name} ({_(GIVERS[one.programme.giver])})"),
        (_("Address of the fund"), fund["address"]),
        (_("In words"), amount_in_words(total)),
    )
    return Report(
        NAME,
        _(TITLE),
        (Column("words", _("Item"), width=60), Column("amount", _("Amount"), Kind.MONEY, 16)),
        tuple(rows),
        facts=tuple((label, value) for label, value in facts if value),
        signatures=(_("Received by"), _("Treasurer"), _("Head of the fund")),
    )
