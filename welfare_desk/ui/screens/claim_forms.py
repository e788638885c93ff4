"""The forms of claims: one claim, a list of many, and the regulation that the fund begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.welfare.benefits import Claim, RuleKind, Unit
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.welfare.benefits import BenefitType

DISASTERS, YEARLY = 11, 3  # the lines of the status form whose benefits are usually given so


class Words(NamedTuple):
    """How the paper form of a benefit calls the day, whom or what it is about, and the details."""

    event: str = N_("Day of the event")
    subject: str = N_("About whom or what")
    details: str = N_("Details")


_OTHER = Words()
_WORDS = {  # by the line of the status form
    1: Words(N_("Born on"), N_("Name of the child"), N_("Hospital; is the mother a member?")),
    2: Words(N_("Came to the hospital on"), N_("Name of the patient, if not the member"), N_("Hospital")),
    4: Words(N_("Died on")),
    5: Words(N_("Died on"), N_("Who died"), N_("What the money was spent on")),
    8: Words(N_("Day of the event"), N_("Name of the child"), N_("School and level")),
    10: Words(N_("Day of the event"), N_("Which house"), N_("What is repaired or built")),
    11: Words(N_("Day of the event"), N_("Which disaster"), N_("What was damaged")),
    12: Words(N_("Day of the event"), N_("Project"), N_("Details")),
    13: Words(N_("Day of the event"), N_("Project"), N_("Details")),
}
_COUNTED = {
    Unit.NIGHT: N_("Nights"),
    Unit.DAY: N_("Number of days"),
    Unit.CHILD: N_("Number of children"),
    Unit.MONTH: N_("Number of months"),
}


class Asked(NamedTuple):
    """What a claim may name: the benefits in force, and the members, each with name and number."""

    types: Sequence[BenefitType]
    members: Sequence[tuple[str, str]]


def claim_form(facts: BookFacts, asked: Asked) -> Form:
    """Give the form of a new claim, in the order of the paper form."""
    day = day_reader(facts.today)
    form = Form(
        (
            Field("member", _("Member"), Finder(asked.members, _("A name or a number"))),
            Field("type", _("Benefit"), _kinds(asked.types)),
            Field("event_day", _("Day of the event"), DayEdit(day)),
            Field("until", _("Left the hospital on"), DayEdit(day)),
            Field("quantity", _("Quantity"), TextEdit("1")),
            Field("claim_day", _("Claimed on"), DayEdit(day, facts.today)),
            Field("subject", _("About whom or what"), TextEdit()),
            Field(
                "relation", _("Relation"), TextEdit(), _("Whose event it is, where the regulation asks; own: empty.")
            ),
            Field("asked", _("Amount asked"), MoneyEdit(), _("Left empty, all that the regulation gives.")),
            Field("details", _("Details"), TextEdit()),
            Field("cause", _("Cause"), TextEdit(), _("Of illness or death; only some roles see it.")),
        )
    )
    kinds = {each.code: each for each in asked.types}
    form.editor("type").picked.connect(lambda *_told: _as_on_paper(form, kinds[form.editor("type").value()]))
    _as_on_paper(form, asked.types[0])
    return form


def _as_on_paper(form: Form, kind: BenefitType) -> None:
    """Ask for what the paper form of this benefit asks: nights by the days, a child's name, a school, a storm."""
    words = _WORDS.get(kind.line, _OTHER)
    form.call("event_day", _(words.event))
    form.call("subject", _(words.subject))
    form.call("details", _(words.details))
    unit = next((rule.unit for rule in kind.rules if rule.kind is RuleKind.RATE), Unit.EVENT)
    is_nights = unit is Unit.NIGHT
    form.call("until", _("Left the hospital on"), _("Counts the nights; or write them below."), shown=is_nights)
    form.call("quantity", _(_COUNTED.get(unit, N_("Quantity"))), "" if unit in _COUNTED else _("Usually 1."))


def claim_from(values: dict[str, Any], today: date) -> Claim:
    """Make the claim that the form says; without the day of the event it cannot be judged."""
    if values["event_day"] is None:
        raise RuleError(problem("claim.no_event", N_("Write the day of the event."), "event_day"))
    days = (values["event_day"], values["claim_day"] or today, today)
    quantity = whole(values["quantity"])
    if values["until"] is not None:
        quantity = (values["until"] - values["event_day"]).days
        if quantity < 1:
            text = N_("Write a day after the one of coming in, or leave it empty.")
            raise RuleError(problem("claim.until", text, "until"))
    about = (values["subject"], values["relation"].strip())
    return Claim(values["type"], values["member"] or None, *days, quantity, *about, values["asked"])


def disaster_form(facts: BookFacts, types: Sequence[BenefitType]) -> Form:
    """Give the form of a disaster that struck many households."""
    households = _("One of each household, with spaces between the numbers.")
    return Form(
        (
            Field("type", _("Benefit"), _kinds(types, DISASTERS)),
            Field("name", _("Which disaster"), TextEdit("", _("such as the storm of May, or the fire at the market"))),
            Field("day", _("Day of the event"), DayEdit(day_reader(facts.today), facts.today)),
            Field("members", _("Member numbers"), TextEdit("", "00001 00002"), households),
        )
    )


def yearly_form(facts: BookFacts, types: Sequence[BenefitType]) -> Form:
    """Give the form of a benefit that the fund gives once a year to all who may have it."""
    everybody = _("Everybody to whom the regulation gives it on that day comes into the list.")
    return Form(
        (
            Field("type", _("Benefit"), _kinds(types, YEARLY)),
            Field("name", _("Name of the list"), TextEdit("", _("such as the year"))),
            Field("day", _("Day"), DayEdit(day_reader(facts.today), facts.today), everybody),
        )
    )


def list_form(found: Sequence[tuple[str, str]]) -> Form:
    """Give the form that approves a whole list."""
    hint = _("Number and day of the meeting's resolution.")
    return Form(
        (
            Field("list", _("List"), Pick("", list(found), found[0][0])),
            Field("resolution", _("Resolution"), TextEdit(), hint),
        )
    )


def adoption_form(facts: BookFacts) -> Form:
    """Give the form that adopts the ready rules as they are."""
    day = day_reader(facts.today)
    hint = _("The ready rules are defaults, not official: read them before the committee adopts them.")
    return Form(
        (
            Field("name", _("Name of the regulation"), TextEdit(), hint),
            Field("from_day", _("In force from"), DayEdit(day, facts.first_day)),
            Field("adopted", _("Day of the meeting"), DayEdit(day, facts.today)),
            Field("resolution", _("Resolution"), TextEdit(), _("The meeting, and the number of its resolution.")),
        )
    )


def _kinds(types: Sequence[BenefitType], line: int | None = None) -> Pick:
    """Offer the benefits; the last on a line of the status form is chosen, since a storm follows the fire there."""
    usual = (each.code for each in reversed(types) if each.line == line)
    return Pick("", [(each.code, each.name) for each in types], next(usual, types[0].code))


def whole(words: str) -> int:
    """Read a whole number, in Thai digits too; anything else is 0, which no claim is for."""
    plain = arabic_digits(words).strip()
    return int(plain) if plain.isdecimal() else 0
