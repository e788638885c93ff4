"""A regulation as a whole: what must be put right in its benefits, and what differs from the version before."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.welfare.benefits import BenefitClass, RuleKind
from welfare_desk.welfare.rule_numbers import problems_of_rule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from welfare_desk.welfare.benefits import BenefitType, Rule

BENEFITS = ("51", "52")  # accounts of benefits begin so
_SEVERAL = frozenset({RuleKind.TIMES})  # a benefit may have one rule of these for a year and one for ever
_NEEDS_RATE = frozenset({RuleKind.QUANTITY_YEAR, RuleKind.RELATION})


class Change(Enum):
    """How something stands to the version before."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"


def problems_of_types(types: Sequence[BenefitType], accounts: Collection[str], funds: Collection[str]) -> list[Problem]:
    """Find what keeps these benefits from being adopted.

    The field of each problem is its place: `2.account` is the account of the third benefit, `2.rules.0.amount` the
    amount of its first rule. `accounts` are those that a benefit may be booked on, `funds` those of the book.
    """
    found: list[Problem] = []
    if not types:
        found.append(problem("regulation.empty", N_("A regulation has at least one benefit."), "benefits"))
    codes = [each.code for each in types]
    for at, each in enumerate(types):
        found += [_at(f"{at}", one) for one in _head_problems(each, codes[:at], accounts, funds)]
        for number, rule in enumerate(each.rules):
            place = f"{at}.rules.{number}"
            found += [_at(place, one) for one in problems_of_rule(rule)]
            found += [_at(place, one) for one in _beside_problems(each, rule, number)]
    return found


def _at(place: str, one: Problem) -> Problem:
    return Problem(one.code, one.text, one.params, f"{place}.{one.field}" if one.field else place)


def _head_problems(
    kind: BenefitType, before: Collection[str], accounts: Collection[str], funds: Collection[str]
) -> list[Problem]:
    found: list[Problem] = []
    if not kind.code.isascii() or not kind.code.replace("-", "").isalnum():
        text = N_("Write a short code of Latin letters and digits, such as SICK.")
        found.append(problem("regulation.code", text, "code"))
    elif kind.code in before:
        found.append(problem("regulation.code_twice", N_("Another benefit has this code."), "code"))
    if not kind.name_th.strip():
        found.append(problem("regulation.type_name", N_("Write the name of the benefit in Thai."), "name_th"))
    if kind.line < 1:
        text = N_("Write the line of the status form: 1 to 13, or 14 and above for a line of your own.")
        found.append(problem("regulation.line", text, "line"))
    if kind.account not in accounts:
        found.append(problem("regulation.account", N_("Choose an account of benefits that the chart has."), "account"))
    if kind.fund is not None and kind.fund not in funds:
        found.append(problem("regulation.fund", N_("The book has no fund “{fund}”."), "fund", fund=kind.fund))
    return found


def _beside_problems(kind: BenefitType, rule: Rule, number: int) -> list[Problem]:
    """Find rules that cannot stand beside one another."""
    kinds = [each.kind for each in kind.rules]
    found: list[Problem] = []
    if rule.kind in kinds[:number] and rule.kind not in _SEVERAL:
        found.append(problem("regulation.rule_twice", N_("The benefit has a rule of this kind already.")))
    if rule.kind is RuleKind.TIERS and RuleKind.RATE in kinds:
        text = N_("Either a rate or amounts by years of membership: take one of the two out.")
        found.append(problem("regulation.two_prices", text))
    if rule.kind in _NEEDS_RATE and RuleKind.RATE not in kinds:
        found.append(problem("regulation.no_rate", N_("This rule counts by a rate: add a rate.")))
    if kind.of is BenefitClass.COMMUNITY and rule.kind is RuleKind.PAYS_DUES:
        text = N_("A benefit of the community has no member whose contributions could be paid.")
        found.append(problem("regulation.no_dues", text))
    return found


def doubts_of_type(kind: BenefitType) -> list[Problem]:
    """Find what may be adopted and is still worth a second look."""
    if kind.rule(RuleKind.DEDUCT_ARREARS) is not None and kind.rule(RuleKind.PAID_UP) is not None:
        text = N_("Whoever owes is refused by another rule, so there is seldom anything to take off.")
        return [problem("regulation.never_deducted", text)]
    if kind.rule(RuleKind.RATE) is None and kind.rule(RuleKind.TIERS) is None:
        return [problem("regulation.no_price", N_("Without a rate the committee decides on every amount."))]
    return []


def mark_of_type(kind: BenefitType, before: Mapping[str, BenefitType]) -> Change:
    """Tell how a benefit stands to the version before."""
    old = before.get(kind.code)
    return Change.NEW if old is None else Change.SAME if old == kind else Change.CHANGED


def mark_of_rule(rule: Rule, before: BenefitType | None) -> Change:
    """Tell how a rule stands to those of its benefit in the version before."""
    if before is None or before.rule(rule.kind) is None:
        return Change.NEW
    return Change.SAME if rule in before.rules else Change.CHANGED


def left_out(kind: BenefitType, before: BenefitType | None) -> tuple[Rule, ...]:
    """Give the rules of the version before of whose kind the benefit has none any more."""
    return () if before is None else tuple(each for each in before.rules if kind.rule(each.kind) is None)
