"""Keep the moves that explain what entries do on control accounts; every posting passes here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import (
    LEDGER_NAMES,
    UNASSIGNED,
    Act,
    Ledger,
    Move,
    Moved,
    mirrored,
    move_fields,
    moves_hash,
    problems_of_moves,
    unexplained,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.money import Money
from welfare_desk.storage import registers, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.entries import Entry
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.registers import Maker

_INSERT = (
    "INSERT INTO holding_moves (entry_id, position, holding_id, account, act, day, amount) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def controls(tx: Tx) -> dict[str, Ledger]:
    """Give the control accounts of a book, each with the ledger it is kept in; none in a welfare fund."""
    return {account: Ledger(ledger) for account, ledger in rows.ask(tx, "SELECT account, ledger FROM control_accounts")}


def explained(tx: Tx, entries: Sequence[Entry], given: Sequence[Sequence[Move]], made: Maker) -> list[tuple[Move, ...]]:
    """Give the moves that explain each entry: those given, a reversal's, an opening's without names.

    What is left unexplained on a control account is a `RuleError` that says where such money is recorded.
    """
    kept = controls(tx)
    if not kept:
        return [()] * len(entries)
    found: list[tuple[Move, ...]] = []
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        moves = tuple(given[index]) if given else ()
        if entry.kind is EntryKind.REVERSAL:
            moves = mirrored(of_voucher(tx, entry.reverses or ""))
        if entry.kind in {EntryKind.OPENING, EntryKind.REVERSAL}:
            moves += _unnamed(tx, entry, moves, kept, made)
        elif not moves:
            problems += _without_record(entry, kept)
            found.append(moves)
            continue
        problems += problems_of_moves(Moved(entry, moves), kept)
        found.append(moves)
    if problems:
        raise RuleError(*{each.sentence(): each for each in problems}.values())
    return found


def _without_record(entry: Entry, kept: Mapping[str, Ledger]) -> Iterator[Problem]:
    text = N_("{account} is kept by member: record the money at {ledger}.")
    for ledger, account, _amount in unexplained(entry, kept):
        yield problem("holding.control", text, "lines", account=account, ledger=_(LEDGER_NAMES[ledger]))


def _unnamed(tx: Tx, entry: Entry, moves: Sequence[Move], kept: Mapping[str, Ledger], made: Maker) -> tuple[Move, ...]:
    """Explain what was opened without names, or taken back of it, by the holding that stands for all of them."""
    left: defaultdict[str, int] = defaultdict(int)
    for _ledger, account, amount in unexplained(entry, kept):
        left[account] += amount.satang
    for move in moves:
        if move.account in kept:
            left[move.account] -= move.amount.satang
    return tuple(
        Move(unassigned(tx, kept[account], entry.day.isoformat(), made), account, Act.OPENING, Money(satang))
        for account, satang in sorted(left.items())
        if satang
    )


def unassigned(tx: Tx, ledger: Ledger, day: str, made: Maker) -> int:
    """Give the holding that carries what a ledger was opened with before anybody's name was known."""
    found = rows.first(tx, "SELECT id FROM holdings WHERE ledger = ? AND number = ?", (ledger.value, UNASSIGNED))
    return found[0] if found else add_holding(tx, made, (ledger.value, UNASSIGNED, None, "", day, "{}"))


def add_holding(tx: Tx, made: Maker, fields: tuple[str, str, str | None, str, str, str]) -> int:
    """Keep a holding (ledger, number, member, product, day, terms) and write it down in the trail."""
    rows.write(
        tx,
        "INSERT INTO holdings (ledger, number, member, product, opened_day, terms) VALUES (?, ?, ?, ?, ?, ?)",
        fields,
    )
    ((holding,),) = rows.ask(tx, "SELECT id FROM holdings WHERE ledger = ? AND number = ?", fields[:2])
    registers.note(tx, made, "holdings", (holding,))
    return holding


def of_voucher(tx: Tx, voucher: str) -> tuple[Move, ...]:
    """Read the moves of a posted entry, in their order."""
    asked = (
        "SELECT m.holding_id, m.account, m.act, m.amount FROM entries e JOIN holding_moves m ON m.entry_id = e.id "
        "WHERE e.voucher = ? ORDER BY m.position"
    )
    return tuple(
        Move(holding, account, Act(act), Money(satang))
        for holding, account, act, satang in rows.ask(tx, asked, (voucher,))
    )


def digest(moves: Sequence[Move]) -> list[bytes]:
    """Give the hash of an entry's moves for its seal, or nothing where it has none."""
    return [moves_hash(move_fields(moves))] if moves else []


def keep(tx: Tx, moves: Sequence[tuple[int, str, Sequence[Move]]]) -> None:
    """Write the moves of entries that are not posted yet; each comes with its entry's position and day."""
    made = [
        (entry_id, position, holding, account, act, day, satang)
        for entry_id, day, own in moves
        for position, (holding, account, act, satang) in enumerate(move_fields(own), 1)
    ]
    if made:
        rows.write_each(tx, _INSERT, made)


def refuse_overdrawn(tx: Tx, first_entry: int) -> None:
    """Refuse entries from a position on that leave a holding on the wrong side: more repaid than lent, say."""
    asked = """
        SELECT h.ledger, h.number, m.account, sum(m.amount) FROM holding_moves m JOIN holdings h ON h.id = m.holding_id
        JOIN accounts a ON a.code = m.account
        WHERE (m.holding_id, m.account) IN (SELECT DISTINCT holding_id, account FROM holding_moves
            WHERE entry_id >= ? AND account IN (SELECT account FROM control_accounts)) AND h.number <> ?
        GROUP BY m.holding_id, m.account HAVING CASE a.type WHEN 'A' THEN sum(m.amount) < 0 ELSE sum(m.amount) > 0 END
        LIMIT 20
    """
    text = N_("{number} ({ledger}) would fall {amount} baht below zero on {account}.")
    found = [
        problem(
            "holding.overdrawn", text, "amount", number=number, ledger=_(LEDGER_NAMES[Ledger(ledger)]),
            amount=abs(Money(satang)), account=account,
        )
        for ledger, number, account, satang in rows.ask(tx, asked, (first_entry, UNASSIGNED))
    ]  # fmt: skip
    if found:
        raise RuleError(*found)


# What a check asks


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash the moves of every entry anew, by entry, as its seal covers them."""
    asked = "SELECT entry_id, holding_id, account, act, amount FROM holding_moves ORDER BY entry_id, position"
    entry, fields = 0, list[tuple[int, str, str, int]]()
    for entry_id, holding, account, act, satang in rows.stream(tx, asked):
        if entry_id != entry and fields:
            yield entry, moves_hash(fields)
            fields = []
        entry = entry_id
        fields.append((holding, account, act, satang))
    if fields:
        yield entry, moves_hash(fields)


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare every control account with what members hold, entry by entry, and the days of both."""
    asked = """
        SELECT e.voucher, d.account, sum(d.amount) FROM (
          SELECT p.entry_id, p.account, p.amount FROM control_accounts c
            JOIN postings p ON p.account = c.account AND p.entry_id > c.from_entry
          UNION ALL SELECT m.entry_id, m.account, -m.amount FROM holding_moves m
            JOIN control_accounts c ON c.account = m.account
        ) d JOIN entries e ON e.id = d.entry_id GROUP BY d.entry_id, d.account HAVING sum(d.amount) <> 0 ORDER BY e.id
    """
    text = N_("On {account} the entry {voucher} and the records of members differ by {difference} baht.")
    for voucher, account, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, voucher=voucher, account=account, difference=abs(Money(satang)))
    asked = """
        SELECT c.account, c.brought - (SELECT coalesce(sum(amount), 0) FROM postings
          WHERE account = c.account AND entry_id <= c.from_entry) AS difference
        FROM control_accounts c WHERE difference <> 0
    """
    text = N_("What stood on {account} before its members were recorded differs by {difference} baht.")
    for account, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, account=account, difference=abs(Money(satang)))
    asked = (
        "SELECT DISTINCT e.voucher FROM holding_moves m JOIN entries e ON e.id = m.entry_id WHERE m.day <> e.day "
        "ORDER BY e.id"
    )
    for (voucher,) in tx.exec_driver_sql(asked):
        yield problem("subledger", N_("A record of {voucher} has another day than its entry."), voucher=voucher)
