"""The benefits of a regulation in plain words and numbers, as a file or an editor holds them, and read back.

A benefit is `{"code", "line", "name_th", "name_en", "account", "fund", "for", "documents", "rules"}`; a rule is its
kind with the numbers of that kind: `{"kind": "rate", "amount": "100.00", "unit": "night"}`. Amounts are written in
baht, as text; what is read may be typed by people, with commas and Thai digits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, cast

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefits import BenefitClass, BenefitType, Rule, RuleKind
from welfare_desk.welfare.regulations import problems_of_types
from welfare_desk.welfare.rule_numbers import CHOSEN, NUMBERS, Holds, RuleNumber
from welfare_desk.welfare.rule_words import TITLES, percent
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from enum import Enum

    E = TypeVar("E", bound=Enum)

UNKNOWN_KIND = "rule.kind"
_AMOUNT = re.compile(r"\d+(\.\d{1,2})?")
_PLACE = re.compile(r"(\d+)(?:\.rules\.(\d+))?")


def written_type(kind: BenefitType) -> dict[str, Any]:
    """Write a benefit with its rules."""
    return {
        "code": kind.code,
        "line": kind.line,
        "name_th": kind.name_th,
        "name_en": kind.name_en,
        "account": kind.account,
        "fund": kind.fund,
        "for": kind.of.value,
        "documents": list(kind.documents),
        "rules": [written_rule(each) for each in kind.rules],
    }


def written_rule(rule: Rule) -> dict[str, Any]:
    """Write a rule with the numbers of its kind."""
    return {"kind": rule.kind.value, **{each.name: _WRITTEN[each.holds](rule, each) for each in NUMBERS[rule.kind]}}


_WRITTEN: Mapping[Holds, Callable[[Rule, RuleNumber], Any]] = {
    Holds.BAHT: lambda rule, _number: None if rule.amount is None else rule.amount.plain(),
    Holds.COUNT: lambda rule, number: getattr(rule, number.name),
    Holds.CHOICE: lambda rule, number: getattr(getattr(rule, number.name), "value", rule.word),
    Holds.TIERS: lambda rule, _number: [{"years": years, "amount": each.plain()} for years, each in rule.tiers],
    Holds.SHARES: lambda rule, _number: [{"relation": name, "percent": percent(each)} for name, each in rule.shares],
}


def read_types(
    given: object, accounts: Collection[str], funds: Collection[str]
) -> tuple[tuple[BenefitType, ...], list[Problem]]:
    """Read benefits as far as they can be read, with everything that must be put right, each with its place.

    See `problems_of_types` for the places and for `accounts` and `funds`.
    """
    reader = _Reader()
    types = tuple(reader.type(each, f"{at}") for at, each in enumerate(reader.list(given, "benefits")))
    if any(each.code == UNKNOWN_KIND for each in reader.found):  # the rules after it stand in other places
        return types, reader.found
    unread = {each.field for each in reader.found}
    judged = [each for each in problems_of_types(types, accounts, funds) if each.field not in unread]
    return types, [*reader.found, *judged]


def read_rule(given: object) -> Rule | None:
    """Read one rule as far as it can be read; none where its kind is unknown."""
    return _Reader().rule(given, "")


def in_place(problems: Sequence[Problem], types: Sequence[BenefitType]) -> list[Problem]:
    """Say before each problem which benefit and which rule it is about."""
    return [_placed(each, types) for each in problems]


def _placed(each: Problem, types: Sequence[BenefitType]) -> Problem:
    found = _PLACE.match(each.field or "")
    if found is None:
        return each
    at, number = int(found[1]), found[2]
    kind = types[at] if at < len(types) else None
    name = (kind.code if kind else "") or _("benefit {number}").format(number=at + 1)
    if number is not None:
        rules = kind.rules if kind else ()
        title = _(TITLES[rules[int(number)].kind]) if int(number) < len(rules) else ""
        name = _("{benefit}, rule {number} {title}").format(benefit=name, number=int(number) + 1, title=title).strip()
    return problem(each.code, N_("{place}: {words}"), each.field, place=name, words=each.sentence())


class _Reader:
    """Reads values; what cannot be read is found, and nothing stands in its place."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def list(self, given: object, place: str) -> list[object]:
        if isinstance(given, list):
            return cast("list[object]", given)
        self._unread("regulation.no_list", N_("This must be a list."), place)
        return []

    def row(self, given: object, place: str) -> Mapping[str, object]:
        if isinstance(given, dict):
            return cast("dict[str, object]", given)
        self._unread("regulation.no_row", N_("This must be names with their values."), place)
        return {}

    def type(self, given: object, at: str) -> BenefitType:
        row = self.row(given, at)
        fund = self.text(row, "fund", at)
        rules = self.list(row.get("rules", []), f"{at}.rules")
        papers = self.list(row.get("documents", []), f"{at}.documents")
        return BenefitType(
            self.text(row, "code", at).upper(),
            self.whole(row.get("line"), f"{at}.line") or 0,
            self.text(row, "name_th", at),
            self.text(row, "name_en", at),
            self.text(row, "account", at),
            tuple(found for n, each in enumerate(rules) if (found := self.rule(each, f"{at}.rules.{n}")) is not None),
            self.choice(row.get("for", BenefitClass.MEMBER.value), BenefitClass, BenefitClass.MEMBER, f"{at}.for"),
            tuple(words for each in papers if (words := str(each).strip())),
            fund or None,
        )

    def rule(self, given: object, at: str) -> Rule | None:
        row = self.row(given, at)
        known = {each.value: each for each in RuleKind}
        kind = known.get(str(row.get("kind", "")))
        if kind is None:
            text = N_("There is no kind of rule “{kind}”; there are {kinds}.")
            self._unread(UNKNOWN_KIND, text, at, kind=row.get("kind", ""), kinds=", ".join(known))
            return None
        values = {each.name: self.number(row.get(each.name), each, f"{at}.{each.name}") for each in NUMBERS[kind]}
        return Rule(kind, **values)

    def number(self, given: object, number: RuleNumber, place: str) -> Any:
        reads: Mapping[Holds, Callable[[], Any]] = {
            Holds.BAHT: lambda: self.money(given, place),
            Holds.COUNT: lambda: self.whole(given, place),
            Holds.CHOICE: lambda: self.chosen(given, number, place),
            Holds.TIERS: lambda: tuple(self.tier(each, place) for each in self.list(given or [], place)),
            Holds.SHARES: lambda: tuple(self.share(each, place) for each in self.list(given or [], place)),
        }
        return reads[number.holds]()

    def tier(self, given: object, place: str) -> tuple[int, Money]:
        row = self.row(given, place)
        return self.whole(row.get("years"), place) or 0, self.money(row.get("amount"), place) or ZERO

    def share(self, given: object, place: str) -> tuple[str, int]:
        row = self.row(given, place)
        share = self.money(row.get("percent"), place)  # a per cent has two decimals at most, like baht
        return str(row.get("relation") or "").strip(), share.satang if share else 0

    def text(self, row: Mapping[str, object], name: str, at: str) -> str:
        value = row.get(name)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        self._unread("regulation.no_text", N_("This must be words."), f"{at}.{name}")
        return ""

    def whole(self, given: object, place: str) -> int | None:
        words = _plain(given)
        if words is None or not words:
            return self._nothing(given, place, N_("“{text}” is no whole number."))
        return int(words) if words.isdecimal() else self._nothing(given, place, N_("“{text}” is no whole number."))

    def money(self, given: object, place: str) -> Money | None:
        words = _plain(given)
        if not words or not _AMOUNT.fullmatch(words):
            return self._nothing(given, place, N_("“{text}” is no number; write it as 1,000 or 33.50."))
        return Money.baht(words)

    def chosen(self, given: object, number: RuleNumber, place: str) -> Any:
        words = str(given or "")
        kind = CHOSEN.get(number.name)
        if kind is None:
            return words
        return self.choice(words or next(iter(kind)).value, kind, next(iter(kind)), place)

    def choice(self, given: object, kind: type[E], instead: E, place: str) -> E:
        known = {each.value: each for each in kind}
        found = known.get(given) if isinstance(given, str) else None
        if found is None:
            text = N_("“{text}” cannot be chosen here; choose one of {choices}.")
            self._unread("rule.choice", text, place, text=given, choices=", ".join(known))
        return instead if found is None else found

    def _nothing(self, given: object, place: str, text: str) -> None:
        if given not in (None, ""):
            self._unread("rule.number", text, place, text=given)

    def _unread(self, code: str, text: str, place: str, /, **params: object) -> None:
        self.found.append(problem(code, text, place, **params))


def _plain(given: object) -> str | None:
    """Give a number as plain digits; none for what no person or file writes as a number."""
    if isinstance(given, bool) or not isinstance(given, str | int):
        return None
    return arabic_digits(str(given)).replace(",", "").strip()
