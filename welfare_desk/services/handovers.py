"""Hand an office over: what the book says is compared with what was counted, and who signs changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, handovers, receipt_books, settings, trail
from welfare_desk.welfare.handovers import SIGNING, Counted, Handover, Things, problems_of_handover

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.handovers import Office


@dataclass(frozen=True, slots=True)
class Given:
    """What is written on a handover; `found` holds what was counted, by account."""

    day: date
    office: Office
    giver: str
    taker: str
    witness: str = ""
    found: Mapping[str, Money] = field(default_factory=dict[str, Money])
    things: Things = field(default_factory=Things)
    note: str = ""


def to_count(tx: Tx, day: date) -> dict[str, Money]:
    """Tell what has to be counted on a day: each cash or bank account with what the book says is in it."""
    return {account: Money(satang) for account, satang in handovers.money_on(tx, day).items()}


def books_given_out(tx: Tx) -> tuple[str, ...]:
    """Name the receipt books that somebody still holds."""
    return tuple(each.book for each in receipt_books.books(tx).values() if each.returned_day is None)


@needs(Permission.RECORD)
def hand_over(desk: Desk, given: Given) -> int:
    """Keep a handover as it is signed, and let the new officer sign the fund's papers; give its number."""
    with desk.book.write() as tx:
        expected = to_count(tx, given.day)
        found = {**dict.fromkeys(expected), **given.found}
        handover = Handover(
            given.day,
            given.office,
            given.giver.strip(),
            given.taker.strip(),
            given.witness.strip(),
            tuple(Counted(each, expected.get(each, Money(0)), found[each]) for each in sorted(found)),
            replace(
                given.things,
                books=given.things.books.strip(),
                keys=given.things.keys.strip(),
                computer=given.things.computer.strip(),
            ),
            given.note.strip(),
        )
        chart = accounts.chart(tx)
        unknown = N_("{account} is no cash or bank account of this book.")
        problems = [
            problem("handover.account", unknown, "found", account=each)
            for each in found
            if each not in expected and (each not in chart or not is_till(chart[each]))
        ]
        if problems := problems + problems_of_handover(handover, desk.today):
            raise RuleError(*problems)
        made = desk.made()
        number = handovers.add(tx, handover, made)
        if handover.office in SIGNING and settings.find(tx, handover.office.value) != handover.taker:
            settings.put(tx, handover.office.value, handover.taker)
            trail.add(tx, made, "fund.changed", settings.get(tx, "id"), fields=[handover.office.value])
    return number
