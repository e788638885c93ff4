"""The rules of a regulation as a file that people read and change: JSON in plain words, each rule with its sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.welfare.rule_forms import in_place, read_types, written_rule, written_type
from welfare_desk.welfare.rule_words import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from welfare_desk.welfare.benefits import BenefitType

FORMAT = "welfare-desk regulation 1"


def written_regulation(types: Sequence[BenefitType]) -> str:
    """Write benefits as JSON; what each rule `says` is there to be read, and not read back."""
    kept = [{**written_type(each), "rules": [_rule(rule) for rule in each.rules]} for each in types]
    return json.dumps({"format": FORMAT, "benefits": kept}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Any) -> dict[str, Any]:
    return {**written_rule(rule), "says": sentence(rule)}


def read_regulation(content: object, accounts: Collection[str], funds: Collection[str]) -> tuple[BenefitType, ...]:
    """Read what `written_regulation` wrote, perhaps changed by hand; a `RuleError` names each place that is wrong."""
    given = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    if given.get("format") != FORMAT:
        text = N_("This file holds no regulation: it must say “format”: “{format}”.")
        raise RuleError(problem("regulation.format", text, "file", format=FORMAT))
    types, found = read_types(given.get("benefits"), accounts, funds)
    if found:
        raise RuleError(*in_place(found, types))
    return types
