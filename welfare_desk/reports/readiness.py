"""Readiness for certification: the four criteria and the six of matching money, each as a light with its evidence.

None of it is official: whoever certifies decides.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.match_proposal import CRITERIA as MATCHING
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import certification, fund_profile, matching, meetings, proposals, settings
from welfare_desk.welfare.certification import Light, days_old, hold_against_standard, is_old, light_of, worst
from welfare_desk.welfare.fund_profile import missing
from welfare_desk.welfare.meetings import MeetingKind, first_general_due
from welfare_desk.welfare.proposals import hold_against_criteria

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.certification import AgeLimits, Evidence

NAME, TITLE = "readiness", N_("Readiness for certification")
QUESTION = N_("Which criteria of certification and of matching money does the fund meet, and what is missing?")
PARAMETERS = (ON,)
LIGHTS = {Light.GREEN: N_("in order"), Light.AMBER: N_("look here"), Light.RED: N_("not in order")}
CRITERIA = {
    1: N_("Data that are current"),
    2: N_("A committee"),
    3: N_("Rules in writing"),
    4: N_("Welfare for members and for the community"),
}
MENDED_BY = {  # the report that shows the evidence, and so the page that mends it
    "closed": "trial-balance",
    "submission": "submissions",
    "profile": "fund-profile",
    "committee": "committee",
    "terms": "committee",
    "meetings": "meetings",
    "rules": "regulations",
    "rules_file": "regulations",
    "members": "claims",
    "community": "activities",
    "age": "fund-profile",
    "recognised": "fund-profile",
    "people": "member-list",
    "groups": "member-list",
    "villages": "fund-profile",
    "own_money": "money-by-source",
    "local_money": "money-by-source",
    "books": "trial-balance",
    "plans": "self-assessment",
    "types": "claims",
    "other_welfare": "activities",
}
_MATCHING = 10  # the numbers of the criteria of matching money stand above those of certification


class Line(NamedTuple):
    """One test as it is shown: the criterion, its name, light, words, and the day of its evidence."""

    criterion: int
    name: str
    light: Light
    words: Problem
    day: date | None


class Head(NamedTuple):
    """A criterion in one glance: number, words, light, day, and the first thing that is missing (empty: nothing)."""

    number: str
    words: str
    light: Light
    day: date | None
    missing: str


class Alarm(NamedTuple):
    """How old the data are: whether they count as old, and the days since the last close and the last hand-up."""

    is_old: bool
    closed_days: int | None
    handed_days: int | None
    general_due: date | None


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what the criteria ask for on a day, and lay it out."""
    day = asked.day("on")
    facts, limits = certification.facts(tx, day), certification.limits(tx)
    lines = [_line(each) for each in hold_against_standard(facts, limits, day)]
    rounds = matching.rounds(tx)
    latest = rounds[max(rounds)] if rounds else None
    verdicts = hold_against_criteria(proposals.facts(tx, latest, day), proposals.limits(tx), day)
    lines += [Line(_MATCHING + e.criterion, e.name, light_of(e), e.words, None) for e in verdicts]
    lacking = [_(each.words) for each in missing(fund_profile.told(tx))]
    return lay_out(lines, limits, lacking, day)


def _line(of: Evidence) -> Line:
    return Line(of.criterion, of.name, of.light, of.words, of.day)


def alarm(tx: Tx, today: date) -> Alarm:
    """Tell how old the data are, for the to-do of the day; a book that posted nothing has no old data."""
    facts, limits = certification.facts(tx, today), certification.limits(tx)
    founded = settings.find(tx, "founded")
    held = bool(meetings.days_of(tx, (MeetingKind.GENERAL, MeetingKind.MEMBERS)))
    due = first_general_due(date.fromisoformat(founded) if founded else None, held, today)
    handed = facts.submission.as_of if facts.submission else None
    return Alarm(is_old(facts, limits, today), days_old(facts.last_closed, today), days_old(handed, today), due)


def lay_out(lines: Sequence[Line], limits: AgeLimits, lacking: Sequence[str], day: date) -> Report:
    """Lay out each criterion with its light, then each test with its evidence and the day of it."""
    standard = {number: [each for each in lines if each.criterion == number] for number in CRITERIA}
    of_matching = {number: [each for each in lines if each.criterion == _MATCHING + number] for number in MATCHING}
    rows = [Row((None, _("Certification: four criteria"), None, None), Role.HEADING)]
    for number, found in standard.items():
        rows += _criterion(str(number), _(CRITERIA[number]), found, day)
    rows.append(Row((None, _("Matching money: six criteria"), None, None), Role.HEADING))
    for number, found in of_matching.items():
        rows += _criterion(f"M{number}", _(MATCHING[number]), found, day)
    lights = [worst(each.light for each in found) for found in (*standard.values(), *of_matching.values())]
    counted = ((_(words), _many(lights.count(light))) for light, words in LIGHTS.items())
    notes = [
        _("The criteria were read in published documents; none of this is official, and whoever certifies decides.")
    ]
    if lacking:
        notes.append(_("The profile lacks: {facts}.").format(facts=", ".join(lacking)))
    if len(limits.chosen) < 2:  # noqa: PLR2004 - there are two
        notes.append(_("From when on data are old is the program's own default where nobody set it."))
    answer = {
        **{f"certification_{n}": standard[n] for n in CRITERIA},
        **{f"matching_{n}": of_matching[n] for n in MATCHING},
    }
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Item no."), Kind.CODE, 7),
            Column("words", _("Criterion and evidence"), width=66),
            Column("light", _("How it stands"), width=14),
            Column("day", _("Day of the evidence"), Kind.DAY, 13),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        facts=tuple(counted),
        answer=tuple((key, worst(each.light for each in found).value) for key, found in answer.items()),
        notes=tuple(notes),
        holds=False if Light.RED in lights[: len(CRITERIA)] else None,
    )


def _many(count: int) -> str:
    return ngettext("{count} criterion", "{count} criteria", count).format(count=count)


def heads(report: Report) -> list[Head]:
    """Give every criterion of a report of readiness in one glance, in its order."""
    tests = [each for each in report.rows if each.role is Role.ITEM]
    criteria = [each for each in report.rows if each.role is Role.SUBTOTAL]
    found: list[Head] = []
    for (_key, light), one in zip(report.answer, criteria, strict=True):
        number, words, said, day = one.cells
        lacking = [each for each in tests if str(each.cells[0]).startswith(f"{number}.") and each.cells[2] == said]
        more = f" (+{len(lacking) - 1})" if lacking[1:] else ""
        missing = f"{lacking[0].cells[1]}{more}" if Light(light) is not Light.GREEN else ""
        found.append(Head(str(number), str(words), Light(light), day if isinstance(day, date) else None, missing))
    return found


def _criterion(number: str, words: str, found: Sequence[Line], today: date) -> list[Row]:
    """Lay out a criterion: its day is the last one of its evidence, not a day that is still to come."""
    light = worst(each.light for each in found)
    days = [each.day for each in found if each.day is not None and each.day <= today]
    rows = [Row((number, words, _(LIGHTS[light]), max(days, default=None)), Role.SUBTOTAL)]
    return rows + [
        Row(
            (f"{number}.{at}", each.words.sentence(), _(LIGHTS[each.light]), each.day),
            opens=Link(MENDED_BY[each.name]) if each.name in MENDED_BY else None,
        )
        for at, each in enumerate(found, 1)
    ]
