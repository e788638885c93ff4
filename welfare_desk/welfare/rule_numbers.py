"""Which numbers each kind of rule has, how they are called, and what must be put right about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.welfare.benefits import Per, RuleKind, Unit
from welfare_desk.welfare.rule_words import GENDERS, PERS, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.welfare.benefits import Rule

WHOLE_SHARE = 100_00  # a hundred per cent, in hundredths


class Holds(Enum):
    """What a field of a rule holds."""

    BAHT = "baht"
    COUNT = "count"  # a whole number of one or more
    CHOICE = "choice"
    TIERS = "tiers"  # rows of full years and baht
    SHARES = "shares"  # rows of a relation and a per cent


@dataclass(frozen=True, slots=True)
class RuleNumber:
    """A number of a rule that may be changed: its name in `Rule`, its label, and what it holds.

    `choices` are values with their words; an optional number may be left empty, which `empty` explains.
    """

    name: str
    label: str
    holds: Holds
    choices: tuple[tuple[str, str], ...] = ()
    empty: str = ""

    @property
    def is_optional(self) -> bool:
        """Tell whether it may be left empty."""
        return bool(self.empty)


def _baht(label: str) -> tuple[RuleNumber, ...]:
    return (RuleNumber("amount", label, Holds.BAHT),)


def _count(label: str) -> tuple[RuleNumber, ...]:
    return (RuleNumber("count", label, Holds.COUNT),)


NUMBERS: Mapping[RuleKind, tuple[RuleNumber, ...]] = {
    RuleKind.RATE: (
        *_baht(N_("Baht")),
        RuleNumber("unit", N_("For each"), Holds.CHOICE, tuple((each.value, words) for each, words in UNITS.items())),
    ),
    RuleKind.TIERS: (RuleNumber("tiers", N_("Full years of membership, and baht"), Holds.TIERS),),
    RuleKind.WAITING: _count(N_("Days")),
    RuleKind.PAID_UP: (),
    RuleKind.AGE: _count(N_("Years of age")),
    RuleKind.GENDER: (RuleNumber("word", N_("For"), Holds.CHOICE, tuple(GENDERS.items())),),
    RuleKind.GROUP: (),
    RuleKind.MEMBERSHIP: _count(N_("Full years")),
    RuleKind.CAP_EVENT: _baht(N_("Baht")),
    RuleKind.CAP_YEAR: _baht(N_("Baht")),
    RuleKind.QUANTITY_YEAR: _count(N_("Units")),
    RuleKind.TIMES: (
        *_count(N_("Times")),
        RuleNumber("years", N_("In fiscal years"), Holds.COUNT, empty=N_("ever")),
        RuleNumber("per", N_("Counted for"), Holds.CHOICE, tuple((each.value, words) for each, words in PERS.items())),
    ),
    RuleKind.BUDGET: _baht(N_("Baht")),
    RuleKind.QUOTA: _count(N_("Claims")),
    RuleKind.CLAIM_WITHIN: _count(N_("Days")),
    RuleKind.RELATION: (RuleNumber("shares", N_("Relation, and per cent of the rate"), Holds.SHARES),),
    RuleKind.TO_BENEFICIARIES: (),
    RuleKind.DEDUCT_ARREARS: (),
    RuleKind.PAYS_DUES: (),
}
CHOSEN = {"unit": Unit, "per": Per}  # the numbers that are one of an enumeration


def problems_of_rule(rule: Rule) -> list[Problem]:
    """Find what must be put right in the numbers of a rule, each with the name of the number as its field."""
    return [found for number in NUMBERS[rule.kind] for found in _CHECKS[number.holds](rule, number)]


def _baht_problems(rule: Rule, number: RuleNumber) -> list[Problem]:
    if rule.amount is None or rule.amount <= ZERO:
        return [problem("rule.amount", N_("Write an amount above zero."), number.name)]
    return []


def _count_problems(rule: Rule, number: RuleNumber) -> list[Problem]:
    value: int | None = getattr(rule, number.name)
    if value is None and number.is_optional:
        return []
    if value is None or value < 1:
        text = N_("{label}: write a whole number of one or more.")
        return [problem("rule.count", text, number.name, label=_(number.label))]
    return []


def _choice_problems(rule: Rule, number: RuleNumber) -> list[Problem]:
    value = getattr(rule, number.name)
    if getattr(value, "value", value) not in dict(number.choices):
        return [problem("rule.choice", N_("{label}: choose one."), number.name, label=_(number.label))]
    return []


def _tier_problems(rule: Rule, number: RuleNumber) -> list[Problem]:
    years = [each for each, _amount in rule.tiers]
    if not rule.tiers:
        return [problem("rule.no_tier", N_("Write at least one line of years and baht."), number.name)]
    found: list[Problem] = []
    if years != sorted(set(years)) or years[0] < 0:
        text = N_("Write the years in rising order, each once; nought stands for less than a year.")
        found.append(problem("rule.tier_order", text, number.name))
    if any(amount <= ZERO for _years, amount in rule.tiers):
        found.append(problem("rule.tier_amount", N_("Write an amount above zero on each line."), number.name))
    return found


def _share_problems(rule: Rule, number: RuleNumber) -> list[Problem]:
    names = [name.strip() for name, _share in rule.shares]
    if not names:
        return [problem("rule.no_share", N_("Write at least one relation with its per cent."), number.name)]
    found: list[Problem] = []
    if "" in names or len(set(names)) < len(names):
        found.append(problem("rule.share_name", N_("Write each relation once, with its name."), number.name))
    if any(not 0 < share <= WHOLE_SHARE for _name, share in rule.shares):
        text = N_("Write a per cent above 0 and up to 100 on each line.")
        found.append(problem("rule.share", text, number.name))
    return found


_CHECKS: Mapping[Holds, Callable[[Rule, RuleNumber], list[Problem]]] = {
    Holds.BAHT: _baht_problems,
    Holds.COUNT: _count_problems,
    Holds.CHOICE: _choice_problems,
    Holds.TIERS: _tier_problems,
    Holds.SHARES: _share_problems,
}
