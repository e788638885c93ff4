"""The letter that asks a giver for matching money, with the amount in words and what is enclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.i18n import N_, _, named
from welfare_desk.money import Money
from welfare_desk.reports.match_papers import find_round
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.setup import papers
from welfare_desk.storage import matching
from welfare_desk.welfare.match_rounds import MatchStep, figures_of
from welfare_desk.welfare.matching import Giver
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchRound

NAME, TITLE = "match-letter", N_("Letter asking for matching money")
QUESTION = N_("The letter that asks the giver for the money of one round.")
PARAMETERS = (Parameter("number", N_("Round"), ParameterKind.NUMBER, is_required=True),)
TO = {
    Giver.STATE: N_("The Director, Community Organizations Development Institute (Public Organization)"),
    Giver.LOCAL: N_("The Mayor / Chief Executive of the Subdistrict Administrative Organization …………………………"),
    Giver.PROVINCE: N_("The Chief Executive of the Provincial Administrative Organization …………………………"),
    Giver.OTHER: N_("…………………………………………………………"),
}


class Request(NamedTuple):
    """What a letter asks for: its round, how many are put forward and what they paid, the amount, day and number."""

    round: MatchRound
    people: int
    paid: Money
    amount: Money
    day: date
    letter: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a round by its number, and write its letter; one that was asked for has the letter's day and number."""
    one, steps = find_round(tx, asked.number("number"))
    figures = figures_of(steps)
    sent = next((each.letter for each in steps if each.step is MatchStep.ASKED), None)
    people = [each for each in matching.listed(tx, one.number) if not each.reasons]
    paid = Money.sum(each.counted for each in people)
    amount = sent.amount if sent else figures.to_ask
    day, number = (sent.day, sent.number) if sent else (asked.today, "")
    return lay_out(Request(one, len(people), paid, amount, day, number), papers(tx))


def lay_out(request: Request, fund: Mapping[str, str]) -> Report:
    """Lay out the letter: its labels and texts, paragraphs without a label, headings from the middle."""
    return Report(
        NAME,
        _(TITLE),
        (Column("label", "", width=16), Column("text", _("Text of the letter"), width=60)),
        (*_head(request, fund), *_body(request, fund)),
        _("Round {number} · {programme} · dues of {year}").format(
            number=request.round.number, programme=request.round.programme.name, year=request.round.year + BE_OFFSET
        ),
        signatures=(_("Head of the fund"),),
        is_letter=True,
    )


def _head(request: Request, fund: Mapping[str, str]) -> Iterator[Row]:
    yield Row((_("Ref."), request.letter or "…………………"))
    for words in (_name(fund), fund["address"]):
        if words:
            yield Row((None, words), Role.HEADING)
    yield Row((None, long_day(request.day)), Role.HEADING)
    subject = _("Request for matching money for the community welfare fund, fiscal year {year}")
    yield Row((_("Subject"), subject.format(year=request.round.year + BE_OFFSET)))
    yield Row((_("Addressed to"), _(TO[request.round.programme.giver])))
    people = _("1. List of members, {count} people").format(count=f"{request.people:,}")
    yield Row((_("Enclosed"), people))
    yield Row(("", _("2. Proposal for matching money")))


def _body(request: Request, fund: Mapping[str, str]) -> Iterator[Row]:
    one = request.round
    why = _(
        "{fund} is run by the people of the community, who contribute of their own money for welfare from birth to "
        "death. For fiscal year {year} {count} members meet the terms of “{programme}” as of {day}, and together "
        "paid {paid} baht that count for it."
    )
    yield Row(
        (
            None,
            why.format(
                fund=_name(fund), year=one.year + BE_OFFSET, count=f"{request.people:,}", programme=one.programme.name,
                day=long_day(one.cutoff), paid=request.paid.text(),
            ),
        )
    )  # fmt: skip
    wish = _(
        "The fund therefore asks for matching money of {amount} baht ({words}), as the enclosed papers show. What "
        "should be given above what is due will be given back."
    )
    yield Row((None, wish.format(amount=request.amount.text(), words=amount_in_words(request.amount))))
    yield Row((None, _("We submit this for your kind consideration.")))
    yield Row((None, _("Yours faithfully,")), Role.HEADING)


def _name(fund: Mapping[str, str]) -> str:
    return named(fund["name_th"], fund["name_en"])
