"""Keep what only the committee knows of the fund and a proposal for matching money asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import proposals, settings, trail
from welfare_desk.welfare.proposals import ProposalLimits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.services.desk import Desk

PROPOSAL_FACTS = (*proposals.KNOWN, *proposals.LIMITS)
_NUMBERS = ("tambon_villages", *proposals.LIMITS)


@needs(Permission.SET_UP)
def keep_proposal_facts(desk: Desk, given: Mapping[str, str]) -> None:
    """Keep what the committee tells of the fund, and the limits of the criteria (`PROPOSAL_FACTS`).

    The founding day is an ISO day, the others whole numbers or words; an empty text forgets one.
    """
    told = {name: value.strip() for name, value in given.items()}
    if found := _problems(told, desk.today):
        raise RuleError(*found)
    with desk.book.write() as tx:
        before = proposals.kept(tx)
        changed = {name: value for name, value in told.items() if value != before[name]}
        proposals.keep(tx, changed)
        if changed:
            trail.add(tx, desk.made(), "fund.changed", settings.get(tx, "id"), fields=sorted(changed))


def _problems(told: Mapping[str, str], today: date) -> list[Problem]:
    found = [
        problem("setting.unknown", N_("The book has no setting “{key}”."), name, key=name)
        for name in told
        if name not in PROPOSAL_FACTS
    ]
    wrong = [name for name in _NUMBERS if told.get(name) and not told[name].isdecimal()]
    found += [problem("match.no_number", N_("Write a whole number."), name) for name in wrong]
    if not wrong:
        limits = {name: int(told[name]) for name in proposals.LIMITS if told.get(name)}
        found += replace(ProposalLimits(), **limits).problems()
    if told.get("founded"):
        found += _problems_of_day(told["founded"], today)
    return found


def _problems_of_day(text: str, today: date) -> list[Problem]:
    try:
        later = date.fromisoformat(text) > today
    except ValueError:
        unread = N_("“{text}” is no day; write 2026-01-05 or BE2569-01-05.")
        return [problem("day.unread", unread, "founded", text=text)]
    return [problem("book.founded_later", N_("The fund cannot be founded after today."), "founded")] if later else []
