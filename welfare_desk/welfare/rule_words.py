"""Each rule of a regulation as one plain sentence with its numbers in it, as a committee reads it out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.welfare.benefits import Per, RuleKind, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.welfare.benefits import Rule

TITLES = {
    RuleKind.RATE: N_("Rate"),
    RuleKind.TIERS: N_("By years of membership"),
    RuleKind.WAITING: N_("Waiting days"),
    RuleKind.PAID_UP: N_("Contributions paid up"),
    RuleKind.AGE: N_("Age"),
    RuleKind.GENDER: N_("Man or woman"),
    RuleKind.GROUP: N_("Vulnerable group"),
    RuleKind.MEMBERSHIP: N_("Years of membership"),
    RuleKind.CAP_EVENT: N_("Ceiling for an event"),
    RuleKind.CAP_YEAR: N_("Ceiling for a year"),
    RuleKind.QUANTITY_YEAR: N_("Units in a year"),
    RuleKind.TIMES: N_("How often"),
    RuleKind.BUDGET: N_("The fund's line for the year"),
    RuleKind.QUOTA: N_("How many claims in a year"),
    RuleKind.CLAIM_WITHIN: N_("Time to claim"),
    RuleKind.RELATION: N_("Whose event it is"),
    RuleKind.TO_BENEFICIARIES: N_("To the beneficiaries"),
    RuleKind.DEDUCT_ARREARS: N_("Take off what is owed"),
    RuleKind.PAYS_DUES: N_("Contributions instead of money"),
}
UNITS = {
    Unit.EVENT: N_("event"),
    Unit.CHILD: N_("child"),
    Unit.NIGHT: N_("night"),
    Unit.DAY: N_("day"),
    Unit.MONTH: N_("month"),
    Unit.YEAR: N_("year"),
    Unit.HOUSEHOLD: N_("household"),
}
PERS = {
    Per.MEMBER: N_("the member"),
    Per.HOUSEHOLD: N_("the household, for one event"),
    Per.SUBJECT: N_("the same child, house or person"),
}
GENDERS = {"man": N_("men"), "woman": N_("women")}
_RATES = {
    Unit.EVENT: N_("Pays {amount} baht for each event."),
    Unit.CHILD: N_("Pays {amount} baht for each child."),
    Unit.NIGHT: N_("Pays {amount} baht a night."),
    Unit.DAY: N_("Pays {amount} baht a day."),
    Unit.MONTH: N_("Pays {amount} baht a month."),
    Unit.YEAR: N_("Pays {amount} baht a year."),
    Unit.HOUSEHOLD: N_("Pays {amount} baht for each household."),
}
_SENTENCES = {
    RuleKind.WAITING: N_("A member for at least {count} days on the day of the event."),
    RuleKind.PAID_UP: N_("No contributions are owed on the day of the event."),
    RuleKind.AGE: N_("At least {count} years old on the day of the event."),
    RuleKind.GROUP: N_("The register names a vulnerable group for the member."),
    RuleKind.MEMBERSHIP: N_("Full years of membership on the day of the event: at least {count}."),
    RuleKind.CAP_EVENT: N_("At most {amount} baht for one event."),
    RuleKind.CAP_YEAR: N_("At most {amount} baht for a member in a fiscal year."),
    RuleKind.QUANTITY_YEAR: N_("At most {count} nights, days or other units for a member in a fiscal year."),
    RuleKind.BUDGET: N_("The fund gives at most {amount} baht of this benefit to all members in a fiscal year."),
    RuleKind.QUOTA: N_("The fund grants at most {count} claims of this benefit in a fiscal year."),
    RuleKind.CLAIM_WITHIN: N_("To be claimed within {count} days of the event."),
    RuleKind.TO_BENEFICIARIES: N_("Paid to the registered beneficiaries by their shares; the membership ends."),
    RuleKind.DEDUCT_ARREARS: N_("Contributions that are owed are taken off when it is paid."),
    RuleKind.PAYS_DUES: N_("Instead of money, the fund pays the member's contributions of the year."),
}
_GENDERS = {"man": N_("For men only."), "woman": N_("For women only.")}
_NO_GENDER = N_("For men or women only: say which.")
# How often, by whom it is counted for and whether it is ever, in one year, or in several.
_TIMES = {
    (Per.MEMBER, 0): N_("A member may have it {count} × in a lifetime at most."),
    (Per.MEMBER, 1): N_("A member may have it {count} × in a fiscal year at most."),
    (Per.MEMBER, 2): N_("A member may have it {count} × in {years} fiscal years at most."),
    (Per.HOUSEHOLD, 0): N_("A household may have it {count} × for the same event at most."),
    (Per.HOUSEHOLD, 1): N_("A household may have it {count} × for the same event in a fiscal year at most."),
    (Per.HOUSEHOLD, 2): N_("A household may have it {count} × for the same event in {years} fiscal years at most."),
    (Per.SUBJECT, 0): N_("For the same child, house or person it may be had {count} × at most."),
    (Per.SUBJECT, 1): N_("For the same child, house or person it may be had {count} × in a fiscal year at most."),
    (Per.SUBJECT, 2): N_(
        "For the same child, house or person it may be had {count} × in {years} fiscal years at most."
    ),
}


def sentences(rule: Rule) -> tuple[str, ...]:
    """Say a rule in the chosen language: one sentence, of tiers and of relations one for each."""
    say = _SAID.get(rule.kind)
    return say(rule) if say is not None else (_filled(_SENTENCES[rule.kind], rule),)


def sentence(rule: Rule) -> str:
    """Say a rule in one line."""
    return " ".join(sentences(rule))


def percent(share: int) -> str:
    """Write hundredths of a per cent as people do: 50, 33.33."""
    whole, part = divmod(share, 100)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".") if part else str(whole)


def _filled(text: str, rule: Rule) -> str:
    """Put a rule's numbers into a sentence; a number that is not written yet shows as dots."""
    values: Mapping[str, object] = {"amount": rule.amount, "count": rule.count, "years": rule.years}
    return fill(_(text), {name: "…" if value is None else value for name, value in values.items()})


def _rate(rule: Rule) -> tuple[str, ...]:
    return (_filled(_RATES[rule.unit], rule),)


def _times(rule: Rule) -> tuple[str, ...]:
    return (_filled(_TIMES[rule.per, min(rule.years or 0, 2)], rule),)


def _gender(rule: Rule) -> tuple[str, ...]:
    return (_(_GENDERS.get(rule.word, _NO_GENDER)),)


def _tiers(rule: Rule) -> tuple[str, ...]:
    """Say each tier from where to where it reaches."""
    said: list[str] = []
    for (years, amount), (end, _next) in pairwise((*rule.tiers, (0, ZERO))):
        text = N_("Full years of membership from {years}, below {end}: {amount} baht.")
        if not end:
            text = N_("Full years of membership from {years} up: {amount} baht.")
        elif not years:
            text = N_("Full years of membership below {end}: {amount} baht.")
        said.append(fill(_(text), {"years": years, "end": end, "amount": amount}))
    return tuple(said) or (_("By full years of membership: no tier is written yet."),)


def _relation(rule: Rule) -> tuple[str, ...]:
    said = [
        _("Where it is the member's {relation}: {percent} per cent of the rate.").format(
            relation=name or "…", percent=percent(share)
        )
        for name, share in rule.shares
    ]
    return tuple(said) or (_("By whose event it is: no relation is written yet."),)


_SAID: Mapping[RuleKind, Callable[[Rule], tuple[str, ...]]] = {
    RuleKind.RATE: _rate,
    RuleKind.TIERS: _tiers,
    RuleKind.TIMES: _times,
    RuleKind.GENDER: _gender,
    RuleKind.RELATION: _relation,
}
