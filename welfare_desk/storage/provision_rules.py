"""Keep rule sets of classification: those that come with the program, the book's own, and which one is chosen."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from welfare_desk.coop.provision_rules import rules_as_mapping, rules_from_mapping
from welfare_desk.resource import resource
from welfare_desk.storage import coop_products, settings

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.provision_rules import RuleSet
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

SHIPPED = ("CODI", "COOP2544", "SC2564")
USUAL = "CODI"  # the only set whose every part has a source
_KIND, _CHOSEN = "provision-rules", "provision_rules"


@cache
def shipped(code: str) -> RuleSet:
    """Read a rule set that comes with the program."""
    return rules_from_mapping(json.loads(resource("provision_rules", f"{code}.json").read_text(encoding="utf-8")))


def rule_sets(tx: Tx, day: date) -> dict[str, RuleSet]:
    """Read the rule sets that may be chosen on a day, by code; the book's own take the place of the program's."""
    found = {code: shipped(code) for code in SHIPPED if shipped(code).from_day <= day}
    own = coop_products.products(tx, _KIND, day)
    return found | {code: rules_from_mapping(content) for code, content in own.items()}


def keep(tx: Tx, made: Made, rules: RuleSet) -> None:
    """Keep a version of a rule set of the book's own."""
    coop_products.put(tx, made, (_KIND, rules.code, rules.from_day), rules_as_mapping(rules))


def days(tx: Tx) -> dict[str, tuple[date, ...]]:
    """Give the days from which the versions of the book's own rule sets count, by code."""
    return coop_products.days(tx, _KIND)


def choose(tx: Tx, code: str, from_day: date) -> None:
    """Let a rule set be in force from a day on."""
    settings.put(tx, _CHOSEN, code, from_day)


def is_chosen(tx: Tx, day: date) -> bool:
    """Tell whether anybody has chosen a rule set that is in force on a day; without one the default is."""
    return settings.find(tx, _CHOSEN, day) is not None


def in_force(tx: Tx, day: date) -> RuleSet:
    """Give the rule set that is in force on a day: the chosen one, else the default."""
    code = settings.find(tx, _CHOSEN, day) or USUAL
    sets = rule_sets(tx, day)
    return sets.get(code) or sets[USUAL]
