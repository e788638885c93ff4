"""A busy cooperative: small, but with something for every report, page and act of cooperatives.

Each part of the subject adds what it needs in a function of its own, in the order of `PARTS`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.builders import a_book, a_line, an_entry
from tests.coop_surplus import a_closed_month, borrowed, judged, last_year_shared
from welfare_desk.coop.holdings import Act, Holding, Ledger, Move, Moved
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.services import members, openings
from welfare_desk.services.books import BookKind
from welfare_desk.storage import holdings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from welfare_desk.services.desk import Desk

TODAY = date(2026, 3, 31)
EVE, FIRST = date(2025, 9, 30), date(2025, 10, 1)
MEMBERS = 12


def a_number(at: int) -> str:
    """Give a member's number."""
    return f"{at:05}"


def people(desk: Desk) -> None:
    """Open the book with money, and write its members down."""
    opened = (
        "11110 general 20,000",
        "11131 general 500,000",
        "22110 general -5,000",
        "31000 general -500",
        "32000 general -514,500",
    )
    openings.open_balances(desk, [a_line(each) for each in opened])
    found = [
        Member(a_number(at), "นาง", f"มาลี{at}", "ใจดี", EVE, village="1", entry_day=date(2020, 1, 1))
        for at in range(1, MEMBERS + 1)
    ]
    members.import_members(desk, found, members.Source("สหกรณ์.xlsx", "ab" * 32))


def buy_shares(desk: Desk, member: str, baht: int, day: date) -> None:
    """Let a member buy shares for cash, by the sub-ledger alone."""
    amount = f"{baht:,}"
    lines = (f"11110 general {amount}", f"31000 general -{amount} {member}")
    with desk.book.write() as tx:
        kept = holdings.find(tx, Ledger.SHARE, member)
        own = kept.id if kept else holdings.open_holding(
            tx, desk.made(), Holding(0, Ledger.SHARE, member, member, "share", day)
        )  # fmt: skip
        moved = Moved(
            an_entry(*lines, day=day.isoformat(), memo="ค่าหุ้น", series=Series.RECEIPT),
            (Move(own, "31000", Act.DEPOSIT, -Money.baht(baht)),),
        )
        with holdings.post(tx, [moved], desk.made()):
            pass


def first_shares(desk: Desk) -> None:
    """Let half of the members have shares."""
    for at in range(1, MEMBERS // 2 + 1):
        buy_shares(desk, a_number(at), 1_000 * at, FIRST)


PARTS: tuple[Callable[[Desk], None], ...] = (people, first_shares, last_year_shared, borrowed, judged, a_closed_month)


def a_coop_desk(folder: Path, name: str = "สหกรณ์ ก.welfare", today: date = TODAY) -> Desk:
    """Make the busy cooperative and stay at its desk."""
    desk = a_book(folder, name, kind=BookKind.COOPERATIVE, today=today)
    for part in PARTS:
        part(desk)
    return desk


def a_busy_coop(folder: Path, name: str = "สหกรณ์ ก.welfare", today: date = TODAY) -> Path:
    """Make the busy cooperative, and let go of it."""
    desk = a_coop_desk(folder, name, today)
    desk.book.close()
    return desk.book.path
