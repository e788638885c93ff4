"""The fund's regulations: begin with the ready rules, adopt a new version, read the one in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, benefits, settings, trail
from welfare_desk.storage.benefits import Regulation
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.regulations import BENEFITS, problems_of_types
from welfare_desk.welfare.rule_forms import in_place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType


@needs(Permission.SET_UP)
def adopt_regulation(
    desk: Desk, name: str, from_day: date, adopted_day: date, resolution: str, types: Sequence[BenefitType]
) -> int:
    """Keep a regulation as a meeting adopted it; from its first day on it supersedes the one before. Give its number.

    What was decided before stays as it was explained.
    """
    with desk.book.write() as tx:
        found = _problems(tx, name, from_day, resolution, types)
        if found:
            raise RuleError(*found)
        number = benefits.add_regulation(
            tx, Regulation(0, name.strip(), from_day, adopted_day, resolution.strip()), types
        )
        trail.add(tx, desk.made(), "regulation.adopted", str(number), day=from_day.isoformat(), count=len(types))
    return number


def _problems(tx: Tx, name: str, from_day: date, resolution: str, types: Sequence[BenefitType]) -> list[Problem]:
    found: list[Problem] = []
    if not name.strip():
        found.append(problem("regulation.no_name", N_("Write the name of the regulation."), "name"))
    if not resolution.strip():
        text = N_("Write the meeting that adopted it, and its resolution.")
        found.append(problem("regulation.no_resolution", text, "resolution"))
    last = next(iter(reversed(benefits.regulations(tx))), None)
    if last is not None and from_day <= last.from_day:
        text = N_("The last regulation is in force from {day}; a new one begins later.")
        found.append(problem("regulation.order", text, "from_day", day=last.from_day))
    booked, funds_there = accounts_for_benefits(tx), dict(funds_of(tx))
    found += in_place(problems_of_types(types, dict(booked), funds_there), types)
    return found


def accounts_for_benefits(tx: Tx) -> list[tuple[str, str]]:
    """Give the accounts that a benefit may be booked on, each with its name, in the order of the chart."""
    chart = accounts.chart(tx).values()
    return [
        (each.code, each.name)
        for each in chart
        if each.type is not AccountType.HEADER and each.code.startswith(BENEFITS)
    ]


def funds_of(tx: Tx) -> list[tuple[str, str]]:
    """Give the funds that may pay a benefit, each with its name."""
    return [(each.code, each.name) for each in accounts.funds(tx).values()]


def regulation_by(tx: Tx, number: int) -> Regulation:
    """Read a version by its number; an unknown one is a `RuleError`."""
    found = next((each for each in benefits.regulations(tx) if each.id == number), None)
    if found is None:
        text = N_("There is no regulation {number}.")
        raise RuleError(problem("regulation.unknown", text, "number", number=number))
    return found


def types_by(tx: Tx, number: int) -> tuple[BenefitType, ...]:
    """Read the benefits of a version by its number; an unknown one is a `RuleError`."""
    return tuple(benefits.types_of(tx, regulation_by(tx, number).id).values())


def fiscal_month(tx: Tx) -> int:
    """Read the month in which the fiscal year begins."""
    return int(settings.get(tx, "fiscal_year_start"))


def name_on(tx: Tx, day: date) -> str:
    """Give the name of the regulation that a new one begins from; nothing where there is none yet."""
    last = _last(tx, day)
    return last.name if last else ""


def begun_from(tx: Tx, day: date) -> tuple[BenefitType, ...]:
    """Give the benefits that a new version begins from: those in force, else the last ones, else the ready ones."""
    last = _last(tx, day)
    return READY_TYPES if last is None else tuple(benefits.types_of(tx, last.id).values())


def _last(tx: Tx, day: date) -> Regulation | None:
    return benefits.regulation_on(tx, day) or next(iter(reversed(benefits.regulations(tx))), None)


def types_on(tx: Tx, day: date) -> dict[str, BenefitType]:
    """Read the benefits in force on a day; nothing before the first regulation."""
    found = benefits.regulation_on(tx, day)
    return {} if found is None else benefits.types_of(tx, found.id)
