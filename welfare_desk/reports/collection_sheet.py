"""A village's collection sheet: every member who is to pay, and how the months of the year stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month
from welfare_desk.members.register import ENDED
from welfare_desk.storage import dues, members
from welfare_desk.welfare.sheets import sheet_row

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.sheets import SheetRow


def collection_sheet(tx: Tx, village: str, month: date) -> tuple[SheetRow, ...]:
    """Ask where the members of a village stand in a month, in the order of their numbers."""
    return _sheet(tx, [each for each in members.all_members(tx) if each.village == village], month)


def household_sheet(tx: Tx, number: str, month: date) -> tuple[SheetRow, ...]:
    """Ask where a member stands, and after her whoever else lives in her household; nothing for an unknown number."""
    everyone = members.all_members(tx)
    her = next((each for each in everyone if each.number == number), None)
    if her is None:
        return ()
    here = [each for each in everyone if each is her or (her.household and each.household == her.household)]
    return tuple(sorted(_sheet(tx, here, month), key=lambda row: (row.number != number, row.number)))


def _sheet(tx: Tx, here: list[Member], month: date) -> tuple[SheetRow, ...]:
    end = last_of_month(month)
    wanted = {each.number for each in here if each.status_on(end) not in ENDED}
    standing = dues.standings(tx, end, wanted)
    return tuple(
        sheet_row(number, each.member.name, each.member.entry_day, each.position, each.terms, month)
        for number, each in standing.items()
    )
