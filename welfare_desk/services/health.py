"""What the fund itself calls healthy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import settings, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk

_WHOLE = 100


@needs(Permission.SET_UP)
def limit_administration(desk: Desk, percent: int) -> None:
    """Set the most that administration should take of all spending, in whole per cents, from today on."""
    if not 0 < percent <= _WHOLE:
        raise RuleError(problem("administration.percent", N_("Write a number of per cents from 1 to 100."), "percent"))
    with desk.book.write() as tx:
        settings.put(tx, settings.ADMINISTRATION_MOST, str(percent), desk.today)
        trail.add(tx, desk.made(), "administration.limited", str(percent))
