"""The profile of the fund: what only its committee can tell, in the order of the status form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import fund_profile
from welfare_desk.welfare.fund_profile import PROFILE, YES, FactKind, missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.fund_profile import ProfileFact

NAME, TITLE = "fund-profile", N_("Profile of the fund")
QUESTION = N_("What does the fund tell of itself, and what is not told yet?")
PARAMETERS: tuple[Parameter, ...] = ()


def make(tx: Tx, _asked: Asked) -> Report:
    """Ask for what the committee told, and lay it out."""
    return lay_out(fund_profile.told(tx))


def lay_out(told: Mapping[str, str]) -> Report:
    """Lay out one line for each fact; one that is needed and not told says so."""
    lacking = missing(told)
    rows = [
        Row(
            (
                each.section,
                _(each.words),
                fact_words(each, told[each.key]) or (_("not told yet") if each in lacking else None),
            )
        )
        for each in PROFILE
    ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("section", _("Section"), Kind.CODE, 8),
            Column("fact", _("Fact"), width=30),
            Column("told", _("What the committee tells"), width=60),
        ),
        tuple(rows),
        facts=((_("Not told yet"), len(lacking)),),
        holds=None,
    )


def fact_words(fact: ProfileFact, value: str) -> str:
    """Write what was told of a fact as people read it."""
    if not value:
        return ""
    if fact.kind is FactKind.DAY:
        return long_day(date.fromisoformat(value))
    if fact.kind is FactKind.YES:
        return _("yes") if value == YES else ""
    return f"{int(value):,}" if fact.kind is FactKind.NUMBER else " · ".join(value.splitlines())


def told_facts(tx: Tx) -> dict[str, str]:
    """Read what the committee told, by the keys of the facts."""
    return fund_profile.told(tx)
