"""Write down the credit strength that somebody gave, and the type of cooperative, which the published band asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.ledger.people import Permission
from welfare_desk.services.coop_books import refuse_other_books
from welfare_desk.services.desk import needs
from welfare_desk.storage import credit_strength, settings, trail

if TYPE_CHECKING:
    from welfare_desk.coop.ratios import CoopType
    from welfare_desk.coop.strength import CreditStrength
    from welfare_desk.services.desk import Desk


@needs(Permission.RECORD)
def keep_strength(desk: Desk, strength: CreditStrength) -> None:
    """Keep a grade of credit strength as it was given; the program works none out."""
    if found := strength.problems(desk.today):
        raise RuleError(*found)
    with desk.book.write() as tx:
        refuse_other_books(tx)
        credit_strength.keep(tx, strength)
        trail.add(tx, desk.made(), "strength.kept", strength.day.isoformat(), grade=strength.grade.value)


@needs(Permission.SET_UP)
def set_coop_type(desk: Desk, coop_type: CoopType) -> None:
    """Say which type of cooperative the book is of."""
    with desk.book.write() as tx:
        refuse_other_books(tx)
        credit_strength.keep_type(tx, coop_type)
        trail.add(tx, desk.made(), "coop.type_set", settings.get(tx, "id"), type=coop_type.value)
