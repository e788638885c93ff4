"""The annex of a request for matching money: who is put forward, what each paid and what of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.masks import hide_numbers
from welfare_desk.money import Money
from welfare_desk.reports.match_papers import find_round
from welfare_desk.reports.match_round import terms_words
from welfare_desk.reports.member_list import passbook_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import matching, members
from welfare_desk.welfare.match_rounds import figures_of
from welfare_desk.welfare.matching import REASONS
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchFigures, MatchRound
    from welfare_desk.welfare.matching import Eligibility

NAME, TITLE = "match-annex", N_("List of members for matching money (annex)")
QUESTION = N_("Who is put forward to the giver, what did each pay, and what of it counts?")
WHO = (("forward", N_("put forward")), ("left-out", N_("left out")))
PARAMETERS = (
    Parameter("number", N_("Round"), ParameterKind.NUMBER, is_required=True),
    Parameter("who", N_("Members"), ParameterKind.CHOICE, choices=WHO),
)


class Person(NamedTuple):
    """The name of a member, and the ID number with all but its ends hidden."""

    name: str
    masked_id: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the frozen list of a round (put forward, or left out), and lay it out."""
    one, steps = find_round(tx, asked.number("number"))
    is_left_out = asked.text("who") == "left-out"
    found = [each for each in matching.listed(tx, one.number) if bool(each.reasons) is is_left_out]
    who = {
        each.number: Person(each.name, hide_numbers(each.national_id) if each.national_id else "-")
        for each in members.all_members(tx)
    }
    return (left_out if is_left_out else lay_out)(one, figures_of(steps), found, who)


def lay_out(one: MatchRound, figures: MatchFigures, found: Sequence[Eligibility], who: Mapping[str, Person]) -> Report:
    """Lay out who is put forward, numbered, over the sums and the amount in words."""
    rows = [
        Row(
            (at, each.number, *who.get(each.number, Person("", "-")), each.paid, each.counted),
            opens=passbook_link(each.number),
        )
        for at, each in enumerate(found, 1)
    ]
    text = ngettext("{count} member put forward", "{count} members put forward", len(found))
    paid, counted = Money.sum(each.paid for each in found), Money.sum(each.counted for each in found)
    rows.append(Row((None, None, text.format(count=f"{len(found):,}"), None, paid, counted), Role.TOTAL))
    amount = figures.asked if figures.is_asked else figures.to_ask
    return Report(
        NAME,
        _(TITLE),
        (
            Column("at", _("Line no."), Kind.NUMBER, 6),
            Column("number", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=30),
            Column("national_id", _("ID number"), Kind.CODE, 17),
            Column("paid", _("Own money of the year"), Kind.MONEY, 14),
            Column("counted", _("Counted"), Kind.MONEY, 14),
        ),
        tuple(rows),
        _subtitle(one),
        facts=((_("Amount asked for"), amount), (_("In words"), amount_in_words(amount))),
        notes=(terms_words(one.terms),),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of the fund")),
    )


def left_out(
    one: MatchRound, _figures: MatchFigures, found: Sequence[Eligibility], who: Mapping[str, Person]
) -> Report:
    """Lay out who is left out, each with every reason, over how often each reason stands."""
    rows = [
        Row(
            (
                at, each.number, who.get(each.number, Person("", "")).name, each.paid,
                "; ".join(why.sentence() for why in each.reasons),
            ),
            opens=passbook_link(each.number),
        )
        for at, each in enumerate(found, 1)
    ]  # fmt: skip
    text = ngettext("{count} member left out", "{count} members left out", len(found))
    paid = Money.sum(each.paid for each in found)
    if rows:
        rows.append(Row((None, None, text.format(count=f"{len(found):,}"), paid, None), Role.TOTAL))
    codes = [why.code for each in found for why in each.reasons]
    counts = tuple((_short(code), codes.count(code)) for code in REASONS if code in codes)
    return Report(
        NAME,
        _("Members left out of the request"),
        (
            Column("at", _("Line no."), Kind.NUMBER, 6),
            Column("number", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=28),
            Column("paid", _("Own money of the year"), Kind.MONEY, 14),
            Column("reasons", _("Why left out"), width=40),
        ),
        tuple(rows),
        _subtitle(one),
        facts=counts,
        nothing=_("Nobody was left out."),
        notes=(terms_words(one.terms),),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of the fund")),
    )


_SHORT = {
    "match.not_member": N_("no member"),
    "match.unknown": N_("not told by the register"),
    "match.left": N_("left before the list"),
    "match.too_new": N_("too new"),
    "match.not_paid_up": N_("not paid up"),
    "match.rounds": N_("rounds used up"),
    "match.nothing_paid": N_("nothing paid"),
    "match.counted_before": N_("counted before"),
}


def _short(code: str) -> str:
    return _(_SHORT[code])


def _subtitle(one: MatchRound) -> str:
    return _("Round {number} · {programme} · dues of {year}, received by {day}").format(
        number=one.number, programme=one.programme.name, year=one.year + BE_OFFSET, day=long_day(one.cutoff)
    )
