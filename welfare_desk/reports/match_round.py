"""One round of matching money: the members put forward, those left out and why, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, long_day, month_name, short_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.funds import WHOLE
from welfare_desk.members.privacy import Purpose
from welfare_desk.money import Money
from welfare_desk.reports.match_rounds import state_words
from welfare_desk.reports.member_list import passbook_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import matching, members, privacy
from welfare_desk.welfare.match_rounds import MatchStep, figures_of
from welfare_desk.welfare.matching import Giver, MatchBasis

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchEvent, MatchRound
    from welfare_desk.welfare.matching import Eligibility, MatchTerms

NAME, TITLE = "match-round", N_("Matching money: list of members")
QUESTION = N_("Who is put forward in one round, who is left out and why?")
PARAMETERS = (Parameter("number", N_("Round"), ParameterKind.NUMBER, is_required=True),)
GIVERS = {
    Giver.STATE: N_("the state through CODI"),
    Giver.LOCAL: N_("subdistrict administration or municipality"),
    Giver.PROVINCE: N_("provincial administration"),
    Giver.OTHER: N_("another giver"),
}
STEPS = {
    MatchStep.OPENED: N_("May be asked for"),
    MatchStep.ASKED: N_("Asked for"),
    MatchStep.APPROVED: N_("Approved"),
    MatchStep.LAPSED: N_("Will not come"),
    MatchStep.RECEIVED: N_("Received"),
    MatchStep.EXCESS: N_("Found too much"),
    MatchStep.RETURNED: N_("Given back"),
    MatchStep.CLOSED: N_("Closed"),
}


class Names(NamedTuple):
    """The names of members by number, and who of them agreed that the list goes to the giver."""

    by_number: Mapping[str, str]
    agreed: Collection[str]


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a round by its number and lay it out; an unknown one is a `RuleError`."""
    number = asked.number("number")
    one = matching.rounds(tx, number).get(number)
    if one is None:
        text = N_("There is no round {number} of matching money.")
        raise RuleError(problem("match.no_round", text, "number", number=number))
    said = privacy.consents(tx)
    agreed = {each for each, given in said.items() if Purpose.SHARING in given and given[Purpose.SHARING].given}
    names = Names(members.holders(tx)[0], agreed)
    return lay_out(one, matching.listed(tx, number), matching.events(tx, number)[number], names)


def lay_out(one: MatchRound, listed: Sequence[Eligibility], steps: Sequence[MatchEvent], names: Names) -> Report:
    """Lay out who is put forward, then who is left out; the steps of the round stand above."""
    people = [each for each in listed if not each.reasons]
    left_out = [each for each in listed if each.reasons]
    text = ngettext("{count} member put forward", "{count} members put forward", len(people))
    rows = _part(_("Put forward"), people, text, names)
    if left_out:
        text = ngettext("{count} member left out", "{count} members left out", len(left_out))
        rows += _part(_("Left out"), left_out, text, names)
    silent = sum(each.number not in names.agreed for each in people)
    notes = [terms_words(one.terms)]
    if silent:
        text = ngettext(
            "{count} member put forward has not agreed that name and contributions go to the giver.",
            "{count} members put forward have not agreed that names and contributions go to the giver.",
            silent,
        )
        notes.append(text.format(count=f"{silent:,}"))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=28),
            Column("paid", _("Own money of the year"), Kind.MONEY, 14),
            Column("counted", _("Counted"), Kind.MONEY, 14),
            Column("reasons", _("Why left out"), width=36),
        ),
        tuple(rows),
        _("Round {number} · {programme} · dues of {year}, received by {day}").format(
            number=one.number, programme=one.programme.name, year=one.year + BE_OFFSET, day=long_day(one.cutoff)
        ),
        notes=tuple(notes),
        facts=_facts(one, steps),
        answer=tuple((name, amount.satang) for name, amount in _sums(steps)),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of the fund")),
    )


def _part(title: str, found: Sequence[Eligibility], words: str, names: Names) -> list[Row]:
    rows = [Row((None, title, None, None, None), Role.HEADING)]
    rows += [
        Row(
            (
                each.number,
                names.by_number.get(each.number, ""),
                each.paid,
                each.counted or None,
                "; ".join(why.sentence() for why in each.reasons) or None,
            ),
            opens=passbook_link(each.number),
        )
        for each in found
    ]
    paid, counted = Money.sum(each.paid for each in found), Money.sum(each.counted for each in found)
    total = (None, words.format(count=f"{len(found):,}"), paid, counted or None, None)
    return [*rows, Row(total, Role.SUBTOTAL)]


def _facts(one: MatchRound, steps: Sequence[MatchEvent]) -> tuple[tuple[str, Value], ...]:
    figures = figures_of(steps)
    facts: list[tuple[str, Value]] = [(_("Giver"), _(GIVERS[one.programme.giver]))]
    facts += [(_(STEPS[each.step]), _step_words(each)) for each in steps]
    if figures.outstanding:
        facts.append((_("Still to come"), figures.outstanding))
    if figures.to_return:
        facts.append((_("To go back"), figures.to_return))
    return (*facts, (_("State"), state_words(figures)))


def _step_words(each: MatchEvent) -> str:
    amount = each.letter.amount.text() if each.letter.amount else ""
    parts = (amount, short_day(each.letter.day), each.letter.number, each.voucher)
    return " · ".join(part for part in parts if part)


def _sums(steps: Sequence[MatchEvent]) -> list[tuple[str, Money]]:
    figures = figures_of(steps)
    return [
        ("to_ask_satang", figures.to_ask),
        ("asked_satang", figures.asked),
        ("approved_satang", figures.approved - figures.lapsed),
        ("received_satang", figures.received),
        ("outstanding_satang", figures.outstanding),
        ("to_return_satang", figures.to_return),
    ]


def terms_words(terms: MatchTerms) -> str:
    """Say by which terms the list was made; the usual ones, which nobody has set, are marked."""

    def marked(name: str, words: str) -> str:
        return _("{term} (usual)").format(term=words) if terms.is_usual(name) else words

    whole, part = divmod(terms.rate, WHOLE)
    cutoff = f"{terms.cutoff_day} {month_name(terms.cutoff_month)}"
    said = [
        marked("rate", _("rate {rate} per cent").format(rate=f"{whole}.{part:02}")),
        marked("cap", _("up to {cap} baht a member and year").format(cap=terms.cap.text())),
        marked("cutoff_day", _("cut-off {day}").format(day=cutoff)),
        marked("full_years", _("{years} full years a member").format(years=terms.full_years)),
    ]
    if terms.paid_up:
        said.append(marked("paid_up", _("paid up for all months")))
    if terms.most_rounds:
        said.append(marked("most_rounds", _("{rounds} rounds at most").format(rounds=terms.most_rounds)))
    by_cover = terms.basis is MatchBasis.COVER
    said.append(marked("basis", _("money for dues of the year") if by_cover else _("money paid in the year")))
    kept = _("what is over goes back") if terms.returns_excess else _("what is over stays with the fund")
    return _("Terms: {terms}").format(terms=" · ".join([*said, marked("returns_excess", kept)]))
