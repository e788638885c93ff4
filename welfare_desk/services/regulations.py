"""The fund's regulations: begin with the ready rules, adopt a new version, read the one in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, benefits, trail
from welfare_desk.storage.benefits import Regulation

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
    chart = accounts.chart(tx)
    for each in types:
        if each.account not in chart or not each.account.startswith("5"):
            text = N_("“{name}” needs an account of benefits that the chart has.")
            found.append(problem("regulation.account", text, "account", name=each.name_th))
    return found


def types_on(tx: Tx, day: date) -> dict[str, BenefitType]:
    """Read the benefits in force on a day; nothing before the first regulation."""
    found = benefits.regulation_on(tx, day)
    return {} if found is None else benefits.types_of(tx, found.id)
