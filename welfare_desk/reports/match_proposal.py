"""A proposal for matching money: six criteria held against the book, what is asked for, and what is undertaken.

The layout follows a form seen in the field (fiscal year 2567); it is not official.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET
from welfare_desk.i18n import N_, _
from welfare_desk.reports.match_papers import find_round
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.setup import papers
from welfare_desk.storage import matching, proposals
from welfare_desk.welfare.match_rounds import figures_of
from welfare_desk.welfare.proposals import Finding, finding_of, hold_against_criteria
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.money import Money
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchFigures, MatchRound
    from welfare_desk.welfare.proposals import ProposalLimits, Verdict

NAME, TITLE = "match-proposal", N_("Proposal for matching money")
QUESTION = N_("Does the fund meet the six criteria, what does it ask for, and what does it undertake?")
PARAMETERS = (Parameter("number", N_("Round"), ParameterKind.NUMBER, is_required=True),)
FINDINGS = {
    Finding.MET: N_("criterion met"),
    Finding.NOT_MET: N_("criterion not met"),
    Finding.UNKNOWN: N_("cannot be told"),
}
CRITERIA = {
    1: N_("Age and recognition of the fund"),
    2: N_("Members and villages"),
    3: N_("Money of members and of the local authority"),
    4: N_("Good management"),
    5: N_("Basic welfare for members"),
    6: N_("Welfare that is no money"),
}
SOURCES = {
    "age": N_("settings: founding day"),
    "recognised": N_("settings: recognised by"),
    "people": N_("list of the round"),
    "groups": N_("register: births and groups of those put forward"),
    "villages": N_("register; settings: villages"),
    "own_money": N_("list of the round"),
    "local_money": N_("ledger: 4203, 4204, 3103"),
    "books": N_("closed months"),
    "rules": N_("register of regulations"),
    "meetings": N_("registers of meetings and activities"),
    "plans": N_("to be attached"),
    "types": N_("ledger: 5101–5113; claims"),
    "other_welfare": N_("register of activities"),
}
_LINE = "…" * 36
_STRENGTHS, _PLAN = 3, 4  # lines to fill in


class Proposal(NamedTuple):
    """What a proposal is made of."""

    round: MatchRound
    figures: MatchFigures
    people: int
    tests: Sequence[Verdict]
    limits: ProposalLimits
    fund: Mapping[str, str]
    owed_back: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the fund's facts for a round, hold them against the criteria, and lay the proposal out."""
    one, steps = find_round(tx, asked.number("number"))
    facts, limits = proposals.facts(tx, one, asked.today), proposals.limits(tx)
    tests = hold_against_criteria(facts, limits, asked.today)
    return lay_out(Proposal(one, figures_of(steps), facts.people, tests, limits, papers(tx), matching.owed_back(tx)))


def lay_out(proposal: Proposal) -> Report:
    """Lay out the criteria with their tests, then what is asked for, what for, and the undertaking."""
    one, tests = proposal.round, proposal.tests
    by_number = {number: [each for each in tests if each.criterion == number] for number in CRITERIA}
    rows = [row for number, found in by_number.items() for row in _criterion(number, found)]
    findings = [finding_of(found) for found in by_number.values()]
    notes = [_("The layout follows a form seen in the field (2567); it is not official, and neither are its limits.")]
    usual = [
        name for name in ("fund_years", "cover", "basic_types", "books_months") if name not in proposal.limits.chosen
    ]
    if usual:
        notes.append(
            _("Limits that nobody has set are the program's own: {limits}.").format(
                limits=_limits(proposal.limits, usual)
            )
        )
    fund = (("address", _("Address")), ("head", _("Head of the fund")))
    counted = [(_(FINDINGS[each]), findings.count(each)) for each in Finding]
    committee = tuple(_("Committee member") for _each in range(4))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Item no."), Kind.CODE, 6),
            Column("words", _("Criterion and what was found"), width=50),
            Column("finding", _("Finding"), width=16),
            Column("source", _("Source of the figures"), width=21),
        ),
        (*rows, *_request(proposal), *_to_fill_in(), *_undertaking(proposal)),
        _("Round {number} · {programme} · dues of {year}").format(
            number=one.number, programme=one.programme.name, year=one.year + BE_OFFSET
        ),
        facts=(*((words, proposal.fund[key]) for key, words in fund if proposal.fund[key]), *counted),
        answer=tuple((f"criterion_{number}", each.value) for number, each in zip(CRITERIA, findings, strict=True)),
        notes=tuple(notes),
        signatures=(_("Head of the fund"), *committee, _("Local authority")),
    )


def _criterion(number: int, found: Sequence[Verdict]) -> list[Row]:
    rows = [Row((str(number), _(CRITERIA[number]), _(FINDINGS[finding_of(found)]), None), Role.HEADING)]
    return rows + [
        Row((f"{number}.{at}", each.words.sentence(), _(FINDINGS[each.finding]), _(SOURCES[each.name])))
        for at, each in enumerate(found, 1)
    ]


def _request(proposal: Proposal) -> list[Row]:
    figures = proposal.figures
    amount = figures.asked if figures.is_asked else figures.to_ask
    text = _("{amount} baht ({words}) for {count} members")
    said = text.format(amount=amount.text(), words=amount_in_words(amount), count=f"{proposal.people:,}")
    return [
        Row(("7", _("Amount asked for"), None, None), Role.HEADING),
        Row(("7.1", said, None, _("list of the round"))),
    ]


def _to_fill_in() -> list[Row]:
    rows = [Row(("8", _("Strengths of the fund, and how the money will be used"), None, None), Role.HEADING)]
    for at, (words, lines) in enumerate(((_("Strengths"), _STRENGTHS), (_("Plan for the money"), _PLAN)), 1):
        rows.append(Row((f"8.{at}", words, None, None)))
        rows += [Row((None, _LINE, None, None)) for _each in range(lines)]
    return rows


def _undertaking(proposal: Proposal) -> list[Row]:
    text = _(
        "The fund undertakes to keep a list of the members for whom money was given, to use the money by its own "
        "rules, and to give back what was given above what was due."
    )
    rows = [Row(("9", _("Undertaking"), None, None), Role.HEADING), Row(("9.1", text, None, None))]
    owed = _("Owed back to givers today: {amount} baht.").format(amount=proposal.owed_back.text())
    return [*rows, Row(("9.2", owed, None, _("ledger: 2202")))]


def _limits(limits: ProposalLimits, usual: Sequence[str]) -> str:
    said = {
        "fund_years": _("{years} years of the fund").format(years=limits.fund_years),
        "cover": _("{part} per cent of the villages").format(part=limits.cover),
        "basic_types": _("{types} basic types").format(types=limits.basic_types),
        "books_months": _("books closed {months} months ago at most").format(months=limits.books_months),
    }
    return " · ".join(said[name] for name in usual)
