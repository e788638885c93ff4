"""The sections of the status form that tell of people: profile, members, committee, management, links to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.i18n import _
from welfare_desk.reports.committee import ORIGINS, POSTS
from welfare_desk.reports.fund_profile import fact_words
from welfare_desk.reports.model import Role, Row
from welfare_desk.reports.self_assessment import mark
from welfare_desk.welfare.assessments import ITEMS, TICKS
from welfare_desk.welfare.fund_profile import KEYS, of_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.model import Value
    from welfare_desk.reports.self_assessment import Said
    from welfare_desk.reports.status_form_facts import FormFacts, People, Round
    from welfare_desk.welfare.fund_profile import ProfileFact

OPEN = "……………………"  # to be written in by hand


def section(number: str, words: str) -> Row:
    """Head a section of the form."""
    return row(number, words, role=Role.HEADING)


def row(  # noqa: PLR0913 - the columns of the form
    number: str | None = None,
    words: Value = None,
    count: Value = None,
    baht: Value = None,
    *,
    beside: Value = None,
    count_beside: Value = None,
    baht_beside: Value = None,
    role: Role = Role.ITEM,
) -> Row:
    """Write a row of the form; what is not named stays empty."""
    return Row((number, words, count, baht, beside, count_beside, baht_beside), role)


def profile(of: FormFacts) -> Iterator[Row]:
    """Sections 1 and 2: who the fund is, and how it began."""
    for number, words in (("1", _("The fund")), ("2", _("The founding"))):
        yield section(number, words)
        yield from (_told(each, of) for each in of_section((number,)))


def _told(fact: ProfileFact, of: FormFacts) -> Row:
    return row(None, _(fact.words), beside=fact_words(fact, of.profile[fact.key]) or OPEN)


def members(of: FormFacts) -> Iterator[Row]:
    """Section 3: members ever and now, rounds of matching money, kinds of members, villages."""
    found = of.members
    at_start, living = of.profile["members_at_start"], of.profile["population"]
    yield section("3", _("Members"))
    yield row("3.1", _("Members at the beginning"), int(at_start) if at_start else None,
              beside=_("People living in the tambon"), count_beside=int(living) if living else None)  # fmt: skip
    yield row(None, _("Members ever"), found.all.ever, beside=_("Members now"), count_beside=found.all.now)
    gone = ((_("died"), found.dead), (_("resigned"), found.resigned), (_("lapsed"), found.lapsed))
    yield row(None, _("Of them left"), found.dead + found.resigned + found.lapsed,
              beside=" · ".join(f"{words} {many:,}" for words, many in gone))  # fmt: skip
    yield row("3.2", _("Matching money, by round"), len(of.rounds) or None, role=Role.SUBTOTAL)
    yield from (_round(each) for each in of.rounds)
    yield row("3.3", _("Kinds of members"), role=Role.SUBTOTAL, beside=_("ever (left) and now (right)"))
    yield from _kinds(of)
    villages = of.profile["tambon_villages"]
    yield row("3.4", _("Villages with members"), found.villages, beside=_("Villages in the tambon"),
              count_beside=int(villages) if villages else None)  # fmt: skip
    if of.profile["is_municipality"]:
        fact = KEYS["is_municipality"]
        yield row(None, _(fact.words), beside=_("yes"))


def _round(of: Round) -> Row:
    words = _("Round {number} · {programme} · dues of {year}").format(
        number=of.round.number, programme=of.round.programme.name, year=of.round.year + BE_OFFSET
    )
    cutoff = _("cut-off {day}").format(day=long_day(of.round.cutoff))
    return row(None, words, of.people, of.figures.asked if of.figures.is_asked else of.figures.to_ask, beside=cutoff)


def _kinds(of: FormFacts) -> Iterator[Row]:
    found = of.members
    named: tuple[tuple[str, People], ...] = (
        (_("children and young people, up to 18"), found.young),
        (_("old people, 60 and above"), found.old),
        (_("disadvantaged"), found.disadvantaged),
        (_("disabled"), found.disabled),
        (_("general"), found.general),
    )
    yield row(None, _("all members"), found.all.ever, count_beside=found.all.now)
    for words, each in named:
        yield row(None, words, each.ever, count_beside=each.now)


def committee(of: FormFacts) -> Iterator[Row]:
    """Section 8: how many sit for whom, and the roster."""
    yield section("8", _("The committee"))
    origins = [each.origin for each in of.sitting]
    made_of = " · ".join(f"{_(words)} {origins.count(each):,}" for each, words in ORIGINS.items() if each in origins)
    yield row("8.1", _("Members of the committee"), len(of.sitting), beside=made_of or OPEN)
    yield row("8.2", _("Roster"), role=Role.SUBTOTAL, beside=_("Post in the community · telephone"))
    for at, each in enumerate(of.sitting, 1):
        beside = " · ".join(part for part in (each.community_post, each.phone) if part)
        name = _("{name}, {post}").format(name=each.name, post=_(POSTS[each.post]))
        yield row(str(at), name, beside=beside or None)
    if not of.sitting:
        yield row(None, OPEN, beside=OPEN)


def management(of: Said) -> Iterator[Row]:
    """Section 9: the boxes, as ticked by hand or else as the book tells."""
    told = _("ticked on {day}").format(day=long_day(of.ticked_on)) if of.ticked_on else _("as the book tells")
    yield row("9", _("Management"), beside=told, role=Role.HEADING)
    for item, words in ITEMS.items():
        boxes = [f"{mark(each.key, of)} {_(each.words)}" for each in TICKS if each.item == item]
        yield row(item, _(words), beside=boxes[0])
        yield from (row(None, None, beside=each) for each in boxes[1:])


def wishes(of: FormFacts) -> Iterator[Row]:
    """Sections 11 and 12: links to other development work, and who supports the fund."""
    for number, words in (("11", _("Links to other work")), ("12", _("Support by others"))):
        yield section(number, words)
        yield from (_told(each, of) for each in of_section((number,)))
