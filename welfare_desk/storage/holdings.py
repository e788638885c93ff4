"""Keep what members of a cooperative own and owe, and read it: balances, histories, what happened to a holding."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import (
    UNASSIGNED,
    Act,
    Holding,
    HoldingEvent,
    Ledger,
    MoveRow,
)
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import entries, holding_moves, registers, rows
from welfare_desk.storage.contributions import STANDS

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from welfare_desk.coop.holdings import Moved
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

_FIELDS = "h.id, h.ledger, h.number, h.member, h.product, h.opened_day, h.terms"


def open_holding(tx: Tx, made: Made, holding: Holding) -> int:
    """Keep a holding and give its position; its own `id` is not looked at."""
    fields = (
        holding.ledger.value, holding.number, holding.member, holding.product, holding.opened_day.isoformat(),
        holding.terms,
    )  # fmt: skip
    return holding_moves.add_holding(tx, made, fields)


def _read(row: Sequence[object]) -> Holding:
    key, ledger, number, member, product, day, terms = row
    return Holding(
        int(str(key)), Ledger(ledger), str(number), None if member is None else str(member), str(product),
        date.fromisoformat(str(day)), str(terms),
    )  # fmt: skip


def get(tx: Tx, holding: int) -> Holding:
    """Read a holding by its position; an unknown one is a `LookupError`."""
    found = rows.first(tx, f"SELECT {_FIELDS} FROM holdings h WHERE h.id = ?", (holding,))  # noqa: S608 - names of columns
    if found is None:
        raise LookupError(holding)
    return _read(found)


def find(tx: Tx, ledger: Ledger, number: str) -> Holding | None:
    """Find a holding by its number; none where there is none."""
    asked = f"SELECT {_FIELDS} FROM holdings h WHERE h.ledger = ? AND h.number = ?"  # noqa: S608 - names of columns
    found = rows.first(tx, asked, (ledger.value, number.strip()))
    return None if found is None else _read(found)


def of_member(tx: Tx, member: str, ledger: Ledger | None = None) -> list[Holding]:
    """Read what a member has, of one ledger or of all, in the order it was opened."""
    asked = f"SELECT {_FIELDS} FROM holdings h WHERE h.member = ? AND (? IS NULL OR h.ledger = ?) ORDER BY h.id"  # noqa: S608 - names of columns
    kind = ledger.value if ledger else None
    return [_read(row) for row in rows.ask(tx, asked, (member, kind, kind))]


def every(tx: Tx, ledger: Ledger) -> list[Holding]:
    """Read every holding of a ledger, in the order of its number; without the one that stands for the unnamed."""
    asked = f"SELECT {_FIELDS} FROM holdings h WHERE h.ledger = ? AND h.number <> ? ORDER BY h.number"  # noqa: S608 - names of columns
    return [_read(row) for row in rows.ask(tx, asked, (ledger.value, UNASSIGNED))]


@contextmanager
def post(
    tx: Tx, batch: Sequence[Moved], made: Made, documents: Sequence[Sequence[bytes]] = ()
) -> Generator[list[Posted]]:
    """Post entries with the moves that explain them; like `entries.posting`, whose block keeps their documents."""
    moves = [each.moves for each in batch]
    with entries.posting(tx, [each.entry for each in batch], made, documents, moves) as posted:
        yield posted


# What a holding holds


def balance(tx: Tx, holding: int, account: str, day: date | None = None) -> Money:
    """Sum what a holding has on an account at the end of a day (none: now), debit positive."""
    asked = "SELECT coalesce(sum(amount), 0) FROM holding_moves WHERE holding_id = ? AND account = ? AND day <= ?"
    ((satang,),) = rows.ask(tx, asked, (holding, account, _until(day)))
    return Money(satang)


def balances(tx: Tx, account: str | Sequence[str], day: date | None = None) -> dict[int, Money]:
    """Sum what every holding has on an account, or on several, at the end of a day (none: now), debit positive.

    Holdings with nothing are left out.
    """
    wanted = (account,) if isinstance(account, str) else tuple(account)
    holes = ", ".join("?" * len(wanted))
    asked = (
        f"SELECT holding_id, sum(amount) FROM holding_moves WHERE account IN ({holes}) AND day <= ? "  # noqa: S608 - placeholders
        "GROUP BY holding_id HAVING sum(amount) <> 0"
    )
    return {holding: Money(satang) for holding, satang in rows.ask(tx, asked, (*wanted, _until(day)))}


def by_account(tx: Tx, holding: int, day: date | None = None) -> dict[str, Money]:
    """Sum what a holding has on each account at the end of a day (none: now), debit positive."""
    asked = "SELECT account, sum(amount) FROM holding_moves WHERE holding_id = ? AND day <= ? GROUP BY account"
    return {account: Money(satang) for account, satang in rows.ask(tx, asked, (holding, _until(day)))}


def _until(day: date | None) -> str:
    return day.isoformat() if day else "9999-12-31"


_HISTORY = f"""
    SELECT m.holding_id, m.day, e.voucher, m.entry_id, m.account, m.act, m.amount FROM holding_moves m
    JOIN entries e ON e.id = m.entry_id {{joins}} WHERE {{which}} AND e.kind <> 'reversal' AND {STANDS.format("m")}
    ORDER BY m.holding_id, m.day, m.entry_id, m.position
"""  # noqa: S608 - every part of it is a constant of the program


def history(tx: Tx, holding: int) -> list[MoveRow]:
    """Read what a holding did, in order of day: neither what was reversed, nor what reversed it."""
    found = rows.ask(tx, _HISTORY.format(joins="", which="m.holding_id = ?"), (holding,))
    return [_row(row) for row in found]


def histories(tx: Tx, ledger: Ledger) -> defaultdict[int, list[MoveRow]]:
    """Read what every holding of a ledger did, by holding, as `history` does."""
    found: defaultdict[int, list[MoveRow]] = defaultdict(list)
    joins = "JOIN holdings h ON h.id = m.holding_id"
    for row in rows.ask(tx, _HISTORY.format(joins=joins, which="h.ledger = ?"), (ledger.value,)):
        found[row[0]].append(_row(row))
    return found


def _row(row: Sequence[object]) -> MoveRow:
    _holding, day, voucher, entry_id, account, act, satang = row
    return MoveRow(
        date.fromisoformat(str(day)), str(voucher), int(str(entry_id)), str(account), Act(act), Money(int(str(satang)))
    )


@dataclass(frozen=True, slots=True)
class ControlBalance:
    """A control account on a day, debit positive: what the ledger says, what members hold, what is nobody's yet.

    `count` is how many holdings have something on it.
    """

    account: str
    ledger: Ledger
    balance: Money
    named: Money
    unnamed: Money
    count: int


def control_balances(tx: Tx, day: date | None = None) -> list[ControlBalance]:
    """Hold every control account against what members have on it at the end of a day (none: now), by code."""
    until = _until(day)
    asked = """
        SELECT c.account, c.ledger,
          (SELECT coalesce(sum(amount), 0) FROM postings WHERE account = c.account AND day <= ?),
          coalesce(sum(CASE WHEN h.number <> ? THEN m.amount END), 0),
          coalesce(sum(CASE WHEN h.number = ? THEN m.amount END), 0) + c.brought,
          count(CASE WHEN h.number <> ? AND m.amount <> 0 THEN 1 END)
        FROM control_accounts c
        LEFT JOIN (SELECT account, holding_id, sum(amount) AS amount FROM holding_moves WHERE day <= ?
          GROUP BY account, holding_id) m ON m.account = c.account
        LEFT JOIN holdings h ON h.id = m.holding_id
        GROUP BY c.account ORDER BY c.account
    """
    found = rows.ask(tx, asked, (until, UNASSIGNED, UNASSIGNED, UNASSIGNED, until))
    return [
        ControlBalance(account, Ledger(ledger), Money(balance), Money(named), Money(unnamed), count)
        for account, ledger, balance, named, unnamed, count in found
    ]


def control_differences(tx: Tx) -> dict[str, Money]:
    """Compare every control account with what members hold on it; an account that agrees is left out."""
    asked = """
        SELECT c.account, (SELECT coalesce(sum(debit - credit), 0) FROM movements WHERE account = c.account)
          - c.brought - (SELECT coalesce(sum(amount), 0) FROM holding_moves WHERE account = c.account)
        FROM control_accounts c ORDER BY c.account
    """
    return {account: Money(satang) for account, satang in rows.ask(tx, asked) if satang}


def unassigned(tx: Tx) -> dict[str, Money]:
    """Tell what stands on each control account that is not yet anybody's, debit positive."""
    asked = """
        SELECT c.account, c.brought + coalesce((SELECT sum(m.amount) FROM holdings h
          JOIN holding_moves m ON m.holding_id = h.id AND m.account = c.account WHERE h.number = ?), 0)
        FROM control_accounts c ORDER BY c.account
    """
    found = {account: Money(satang) for account, satang in rows.ask(tx, asked, (UNASSIGNED,))}
    return {account: amount for account, amount in found.items() if amount != ZERO}


# What happened to it


def add_event(tx: Tx, made: Made, holding: int, event: HoldingEvent) -> None:
    """Write down something that happened to a holding; the event's own position is not looked at."""
    ((last,),) = rows.ask(tx, "SELECT coalesce(max(position), 0) FROM holding_events WHERE holding_id = ?", (holding,))
    rows.write(
        tx,
        "INSERT INTO holding_events (holding_id, position, day, kind, content, words, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            holding, last + 1, event.day.isoformat(), event.kind, event.content, event.words.strip(), made.by, made.at,
        ),
    )  # fmt: skip
    registers.note(tx, made, "holding_events", (holding, last + 1), kind=event.kind)


def events(tx: Tx, holding: int) -> list[HoldingEvent]:
    """Read what happened to a holding, in the order it was written down."""
    asked = "SELECT position, day, kind, content, words FROM holding_events WHERE holding_id = ? ORDER BY position"
    return [
        HoldingEvent(position, date.fromisoformat(day), kind, content, words)
        for position, day, kind, content, words in rows.ask(tx, asked, (holding,))
    ]


def all_events(tx: Tx, ledger: Ledger) -> defaultdict[int, list[HoldingEvent]]:
    """Read what happened to every holding of a ledger, by holding."""
    asked = (
        "SELECT v.holding_id, v.position, v.day, v.kind, v.content, v.words FROM holding_events v "
        "JOIN holdings h ON h.id = v.holding_id WHERE h.ledger = ? ORDER BY v.holding_id, v.position"
    )
    found: defaultdict[int, list[HoldingEvent]] = defaultdict(list)
    for holding, position, day, kind, content, words in rows.ask(tx, asked, (ledger.value,)):
        found[holding].append(HoldingEvent(position, date.fromisoformat(day), kind, content, words))
    return found
