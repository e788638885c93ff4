"""Rules of classification: from how many months overdue a loan stands in which class, and what is set aside for it.

Rule sets are data with the day from which they stand and, for each part, what is known of its source. The program
ships them as defaults; a committee chooses one and may write its own. None is called law here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.coop.standings import BROKEN, LOST, SUED
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from welfare_desk.coop.standings import LoanStanding

WHOLE = 1_000_000  # a rate of one, in millionths
FLAGS = (SUED, BROKEN, LOST)


class Evidence(Enum):
    """What is known of the source of a part of a rule: published, read off its neighbours, or nothing yet."""

    STATED = "stated"
    INFERRED = "inferred"
    UNCONFIRMED = "unconfirmed"


class RulePart(Enum):
    """What a class is made of: its edge in months, its rate, and what puts a loan there whatever its age."""

    EDGE = "edge"
    RATE = "rate"
    FLAGS = "flags"


@dataclass(frozen=True, slots=True)
class LoanClass:
    """A class of loans: more than `over_months` full months overdue (None: not by age), or one of its flags.

    `rate` is what is set aside, in millionths; `is_performing` tells which classes the NPL ratio leaves out. A part
    that `evidence` does not name has no source.
    """

    code: str
    name_th: str
    name_en: str
    over_months: int | None
    rate: int
    is_performing: bool = False
    flags: frozenset[str] = frozenset()
    evidence: Mapping[RulePart, Evidence] | None = None

    @property
    def name(self) -> str:
        """Name the class in the chosen language, with its number."""
        return f"{self.code} {named(self.name_th, self.name_en)}"

    def source(self, part: RulePart) -> Evidence:
        """Tell what is known of the source of a part."""
        return (self.evidence or {}).get(part, Evidence.UNCONFIRMED)

    def takes(self, standing: LoanStanding, day: date) -> bool:
        """Tell whether a loan belongs here; better classes are asked only when no worse one takes it."""
        if self.flags & standing.flags:
            return True
        return self.over_months is not None and standing.is_late_by(self.over_months, day)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A dated set of classes, the best first; the first takes whatever no worse one does."""

    code: str
    name_th: str
    name_en: str
    from_day: date
    classes: tuple[LoanClass, ...]
    note_th: str = ""
    note_en: str = ""

    @property
    def name(self) -> str:
        """Name the set in the chosen language."""
        return named(self.name_th, self.name_en)

    @property
    def note(self) -> str:
        """Say what must be known of the set, in the chosen language."""
        return named(self.note_th, self.note_en)

    @property
    def is_confirmed(self) -> bool:
        """Tell whether every part has a published source."""
        return not any(unsourced(self))

    def class_of(self, standing: LoanStanding, day: date) -> LoanClass:
        """Find the class of a loan on a day, from the worst class upward."""
        worse = reversed(self.classes[1:])
        return next((each for each in worse if each.takes(standing, day)), self.classes[0])


def parts_of(loan_class: LoanClass) -> tuple[RulePart, ...]:
    """Name the parts that a class has: flags only where it has any, an edge only where it has months or is the best."""
    has_edge = loan_class.over_months is not None or not loan_class.flags
    return tuple(
        part
        for part, is_there in (
            (RulePart.EDGE, has_edge),
            (RulePart.RATE, True),
            (RulePart.FLAGS, bool(loan_class.flags)),
        )
        if is_there
    )


def unsourced(rules: RuleSet) -> Iterator[tuple[RulePart, Evidence, tuple[LoanClass, ...]]]:
    """Name each part without a published source, what is known of it, and the classes that it concerns."""
    for part in RulePart:
        for evidence in (Evidence.UNCONFIRMED, Evidence.INFERRED):
            found = tuple(each for each in rules.classes if part in parts_of(each) and each.source(part) is evidence)
            if found:
                yield part, evidence, found


_GAPS = {
    (RulePart.EDGE, Evidence.UNCONFIRMED): N_("The months overdue of the classes {classes} have no published source."),
    (RulePart.EDGE, Evidence.INFERRED): N_("The months overdue of the classes {classes} follow from other classes."),
    (RulePart.RATE, Evidence.UNCONFIRMED): N_("The rates of the classes {classes} have no published source."),
    (RulePart.RATE, Evidence.INFERRED): N_("The rates of the classes {classes} follow from other classes."),
    (RulePart.FLAGS, Evidence.UNCONFIRMED): N_("What else puts a loan into {classes} has no published source."),
    (RulePart.FLAGS, Evidence.INFERRED): N_("What else puts a loan into {classes} follows from other classes."),
}


def gaps_of(rules: RuleSet) -> list[Problem]:
    """Say in sentences which parts of a rule set are to be confirmed; nothing where all have a source."""
    return [
        problem(f"provision.{part.value}_{evidence.value}", _GAPS[part, evidence], classes=_numbers(classes))
        for part, evidence, classes in unsourced(rules)
    ]


def _numbers(classes: Iterable[LoanClass]) -> str:
    return ", ".join(each.code for each in classes)


def problems_of_rules(rules: RuleSet) -> list[Problem]:
    """Find everything that keeps a rule set from being used."""
    found: list[Problem] = []
    if not rules.code.strip() or not rules.name_th.strip():
        found.append(problem("provision.no_name", N_("Give the rule set a code and a Thai name."), "code"))
    if len(rules.classes) < 2:  # noqa: PLR2004 - the least that tells loans apart
        found.append(problem("provision.few_classes", N_("A rule set needs at least two classes."), "classes"))
    codes = [each.code for each in rules.classes]
    if len(set(codes)) < len(codes) or not all(code.strip() for code in codes):
        text = N_("Give each class a number of its own.")
        found.append(problem("provision.class_codes", text, "classes"))
    for each in rules.classes:
        found += _of_class(each)
    edges = [each.over_months for each in rules.classes[1:] if each.over_months is not None]
    if edges != sorted(set(edges)):
        text = N_("Each worse class must begin after more months than the one before.")
        found.append(problem("provision.edges", text, "classes"))
    if rules.classes and (rules.classes[0].over_months is not None or rules.classes[0].flags):
        text = N_("The first class takes every other loan: leave its months and its reasons empty.")
        found.append(problem("provision.first_class", text, "classes"))
    return found


def _of_class(each: LoanClass) -> Iterator[Problem]:
    if not 0 <= each.rate <= WHOLE:
        text = N_("Class {number}: write a rate from 0 to 100 per cent.")
        yield problem("provision.rate", text, "classes", number=each.code)
    if each.over_months is not None and each.over_months < 0:
        text = N_("Class {number}: months overdue cannot be below 0.")
        yield problem("provision.months", text, "classes", number=each.code)
    for flag in sorted(each.flags - set(FLAGS)):
        text = N_("Class {number}: {reason} is no reason that the register of loans knows.")
        yield problem("provision.flag", text, "classes", number=each.code, reason=flag)


def rules_as_mapping(rules: RuleSet) -> dict[str, Any]:
    """Write a rule set as plain values, as it is kept and edited."""
    return {
        "code": rules.code,
        "name_th": rules.name_th,
        "name_en": rules.name_en,
        "from_day": rules.from_day.isoformat(),
        "note_th": rules.note_th,
        "note_en": rules.note_en,
        "classes": [
            {
                "code": each.code,
                "name_th": each.name_th,
                "name_en": each.name_en,
                "over_months": each.over_months,
                "rate": each.rate,
                "is_performing": each.is_performing,
                "flags": sorted(each.flags),
                "evidence": {part.value: each.source(part).value for part in parts_of(each)},
            }
            for each in rules.classes
        ],
    }


def rules_from_mapping(content: Mapping[str, Any]) -> RuleSet:
    """Read a rule set from plain values; every problem at once is a `RuleError`."""
    found: list[Problem] = []
    classes: list[LoanClass] = []
    listed = content.get("classes")
    for place, each in enumerate(cast("list[object]", listed) if isinstance(listed, list) else (), start=1):
        try:
            classes.append(_class_from(cast("Mapping[str, Any]", each)))
        except (AttributeError, KeyError, TypeError, ValueError):
            text = N_("The class in place {place} cannot be read.")
            found.append(problem("provision.unreadable_class", text, "classes", place=place))
    try:
        from_day = date.fromisoformat(str(content.get("from_day")))
    except ValueError:
        text = N_("Write the day from which the rules stand as 2026-01-31.")
        found.append(problem("provision.from_day", text, "from_day"))
        from_day = date.min
    texts = {name: str(content.get(name) or "") for name in ("code", "name_th", "name_en", "note_th", "note_en")}
    rules = RuleSet(from_day=from_day, classes=tuple(classes), **texts)
    if found := found or problems_of_rules(rules):
        raise RuleError(*found)
    return rules


def _class_from(content: Mapping[str, Any]) -> LoanClass:
    months, rate = content.get("over_months"), content["rate"]
    if type(rate) is not int or not (months is None or type(months) is int):
        raise ValueError(rate)
    known = cast("Mapping[str, str]", content.get("evidence") or {})
    evidence = {RulePart(part): Evidence(value) for part, value in known.items()}
    return LoanClass(
        str(content["code"]),
        str(content["name_th"]),
        str(content.get("name_en") or ""),
        months,
        rate,
        bool(content.get("is_performing")),
        frozenset(content.get("flags") or ()),
        evidence,
    )
