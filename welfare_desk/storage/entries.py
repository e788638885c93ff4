"""Keep posted entries: numbered, sealed, with the balances they move, all in the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain as joined
from typing import TYPE_CHECKING

from sqlalchemy import select

from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import problems_of_lines
from welfare_desk.ledger.approvals import ApprovalNeeded, amount_of, entry_in_need, kind_of
from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series, problems_of
from welfare_desk.ledger.periods import may_be_written
from welfare_desk.ledger.seal import GENESIS, SALT_BYTES, SealedHead, commitment, entry_seal
from welfare_desk.ledger.vouchers import Posted, voucher_text
from welfare_desk.money import Money
from welfare_desk.storage import accounts, approvals, holding_moves, periods, rows, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from welfare_desk.coop.holdings import Move
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class Made:
    """Who posts, when (UTC, ISO text), and where random salt comes from."""

    by: int
    at: str
    salt: Callable[[int], bytes]
    approved_by: int | None = None


_INSERT_ENTRY = (
    "INSERT INTO entries (id, series, month, number, voucher, day, period, kind, posted_at, made_by, approved_by, "
    "reverses, documents, memo, memo_salt, memo_commitment, payee, payee_salt, payee_commitment, seal, posted) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
)
_INSERT_POSTING = (
    "INSERT INTO postings (entry_id, line, account, fund, amount, member, day) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_AT_ONCE = 200
_MOVE = (
    "INSERT INTO movements (account, period, fund, debit, credit) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (account, period, fund) DO UPDATE "
    "SET debit = debit + excluded.debit, credit = credit + excluded.credit"
)
_OVERDRAWN = (
    "SELECT code, (SELECT sum(debit) - sum(credit) FROM movements WHERE account = code) AS balance FROM accounts "
    "WHERE cash_flow = 'cash' AND balance < 0 ORDER BY code"
)


def add(tx: Tx, entry: Entry, made: Made, documents: Sequence[bytes] = ()) -> Posted:
    """Post one entry, sealed together with the hashes of the documents it posts."""
    with posting(tx, [entry], made, [documents]) as posted:
        return posted[0]


@contextmanager
def posting(
    tx: Tx,
    entries: Sequence[Entry],
    made: Made,
    documents: Sequence[Sequence[bytes]] = (),
    moves: Sequence[Sequence[Move]] = (),
) -> Generator[list[Posted]]:
    """Post entries in the order given; inside the block their documents are kept, after it they are final.

    `documents` holds the hashes of each entry's documents, `moves` what members' holdings do in it, entry by entry.
    Every problem of every entry is collected into one `RuleError` before anything is written.
    """
    calendar = _check(tx, entries)
    _refuse_alone(tx, entries, made)
    moved = holding_moves.explained(tx, entries, moves, made)
    hashes = [(*(documents[at] if documents else ()), *holding_moves.digest(moved[at])) for at in range(len(entries))]
    posted, heads, lines = _seal_all(tx, entries, made, hashes, calendar)
    _insert(tx, _INSERT_ENTRY, heads)
    _insert(tx, _INSERT_POSTING, lines)
    holding_moves.keep(tx, [(posted[at].id, entry.day.isoformat(), moved[at]) for at, entry in enumerate(entries)])
    yield posted
    if any(moved):
        holding_moves.refuse_overdrawn(tx, posted[0].id)
    rows.write(tx, "UPDATE entries SET posted = 1 WHERE id >= ? AND posted = 0", (posted[0].id,))
    _move(tx, heads, lines)
    _refuse_overdraft(tx)


def _check(tx: Tx, entries: Sequence[Entry]) -> Calendar:
    if not entries:
        raise RuleError(problem("entry.none", N_("There is nothing to post.")))
    chart = accounts.named(tx, sorted({line.account for entry in entries for line in entry.postings}))
    funds = {code for (code,) in rows.ask(tx, "SELECT code FROM funds WHERE is_active = 1")}
    calendar, shut = periods.calendar(tx), periods.last_shut(tx)
    judged: dict[tuple[date, EntryKind], Problem | None] = {}
    found: list[Problem] = []
    for entry in entries:
        found += problems_of(entry)
        key = (entry.day, entry.kind)
        if key not in judged:
            judged[key] = may_be_written(entry.day, entry.kind, calendar, shut)
        if (refusal := judged[key]) is not None:
            found.append(refusal)
        found += problems_of_lines(entry, chart)
        found += [_no_fund(line.fund) for line in entry.postings if line.fund not in funds]
    if found:
        raise RuleError(*_unique(found))
    for day, kind in judged:
        periods.ensure_open(tx, calendar, day, kind)
    return calendar


def _refuse_alone(tx: Tx, entries: Sequence[Entry], made: Made) -> None:
    if made.approved_by is None and (found := entry_in_need(approvals.rules(tx), entries)) is not None:
        raise ApprovalNeeded(kind_of(found), amount_of(found))


def _unique(found: Sequence[Problem]) -> list[Problem]:
    return list({(each.code, each.sentence()): each for each in found}.values())


def _no_fund(fund: str) -> Problem:
    return problem("entry.no_fund", N_("The book has no open fund “{fund}”."), "lines", fund=fund)


def _seal_all(
    tx: Tx, entries: Sequence[Entry], made: Made, documents: Sequence[Sequence[bytes]], calendar: Calendar
) -> tuple[list[Posted], list[tuple[object, ...]], list[tuple[object, ...]]]:
    chain, seal = rows.first(tx, "SELECT id, seal FROM entries ORDER BY id DESC LIMIT 1") or (0, GENESIS)
    numbers: dict[tuple[str, str], int] = {}
    posted: list[Posted] = []
    heads: list[tuple[object, ...]] = []
    lines: list[tuple[object, ...]] = []
    for index, entry in enumerate(entries):
        chain += 1
        day, series = entry.day.isoformat(), entry.series.value
        number = numbers[series, day[:7]] = (numbers.get((series, day[:7])) or _last_number(tx, series, day[:7])) + 1
        voucher = voucher_text(entry.series, entry.day, number)
        hashes = b"".join(documents[index]) if documents else b""
        memo_salt, payee_salt = made.salt(SALT_BYTES), made.salt(SALT_BYTES)
        head = SealedHead(
            chain=chain,
            voucher=voucher,
            day=day,
            period=calendar.period_of(entry.day, entry.kind).id,
            kind=entry.kind.value,
            posted_at=made.at,
            made_by=made.by,
            approved_by=made.approved_by,
            reverses=entry.reverses,
            documents=hashes,
            memo_commitment=commitment(memo_salt, entry.memo),
            payee_commitment=commitment(payee_salt, entry.payee),
        )
        own = [(p.account, p.fund, p.amount.satang, p.member) for p in entry.postings]
        seal = entry_seal(head, own, seal)
        heads.append(
            (
                chain, series, day[:7], number, voucher, day, head.period, head.kind, made.at, made.by,
                made.approved_by, _id_of(tx, entry.reverses), hashes, entry.memo, memo_salt, head.memo_commitment,
                entry.payee, payee_salt, head.payee_commitment, seal,
            )
        )  # fmt: skip
        lines += [(chain, at, *line, day) for at, line in enumerate(own, 1)]
        posted.append(Posted(chain, voucher))
    return posted, heads, lines


def _last_number(tx: Tx, series: str, month: str) -> int:
    ((last,),) = rows.ask(
        tx, "SELECT coalesce(max(number), 0) FROM entries WHERE series = ? AND month = ?", (series, month)
    )
    return last


def _id_of(tx: Tx, voucher: str | None) -> int | None:
    return None if voucher is None else find(tx, voucher).id


def _insert(tx: Tx, statement: str, made: Sequence[tuple[object, ...]]) -> None:
    """Write rows, many in one statement: under guards SQLite keeps a way back for each statement, which costs most."""
    whole = len(made) - len(made) % _AT_ONCE
    for start in range(0, whole, _AT_ONCE):
        rows.write(tx, _many(statement), tuple(joined.from_iterable(made[start : start + _AT_ONCE])))
    if whole < len(made):
        rows.write_each(tx, statement, made[whole:])


@cache
def _many(statement: str) -> str:
    head, row = statement.split(" VALUES ")
    return f"{head} VALUES {', '.join([row] * _AT_ONCE)}"


def _move(tx: Tx, heads: Sequence[tuple[object, ...]], lines: Sequence[tuple[object, ...]]) -> None:
    period_of = {head[0]: head[6] for head in heads}
    moved: defaultdict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0])
    for entry_id, _line, account, fund, amount, _member, _day in lines:
        cell = moved[account, period_of[entry_id], fund]
        if isinstance(amount, int):
            cell[amount < 0] += abs(amount)
    rows.write_each(tx, _MOVE, [(*key, debit, credit) for key, (debit, credit) in moved.items()])


def _refuse_overdraft(tx: Tx) -> None:
    found = [
        problem(
            "entry.overdrawn",
            N_("{account} would fall {amount} baht below zero."),
            "lines",
            account=account,
            amount=Money(-balance),
        )
        for account, balance in rows.ask(tx, _OVERDRAWN)
    ]
    if found:
        raise RuleError(*found)


def find(tx: Tx, voucher: str) -> Posted:
    """Find a posted entry by its number; an unknown one is a `RuleError`."""
    row = tx.exec_driver_sql(
        "SELECT id, voucher FROM entries WHERE voucher = ?", (voucher.strip().upper(),)
    ).one_or_none()
    if row is None:
        raise RuleError(problem("voucher.unknown", N_("There is no voucher {voucher}."), "voucher", voucher=voucher))
    return Posted(*row)


def get(tx: Tx, entry_id: int) -> Entry:
    """Read a posted entry back; erased texts read as empty."""
    e, p = schema.entries.c, schema.postings.c
    head = tx.execute(
        select(e.day, e.series, e.memo, e.payee, e.kind, e.reverses).where(e.id == entry_id)
    ).one_or_none()
    if head is None:
        raise BookError(problem("entry.missing", N_("The entry {entry} is missing."), entry=entry_id))
    asked = select(p.account, p.fund, p.amount, p.member).where(p.entry_id == entry_id).order_by(p.line)
    lines = tuple(Posting(account, fund, Money(amount), member) for account, fund, amount, member in tx.execute(asked))
    reverses = (
        None if head.reverses is None else tx.execute(select(e.voucher).where(e.id == head.reverses)).scalar_one()
    )
    return Entry(
        date.fromisoformat(head.day), Series(head.series), head.memo or "", lines, head.payee or "",
        EntryKind(head.kind), reverses,
    )  # fmt: skip


def reversed_by(tx: Tx, entry_id: int) -> str | None:
    """Tell the number of the entry that reversed this one, or none."""
    return tx.exec_driver_sql("SELECT voucher FROM entries WHERE reverses = ?", (entry_id,)).scalar_one_or_none()


def last_id(tx: Tx) -> int:
    """Give the position of the last entry in the chain; 0 where there is none."""
    return tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM entries").scalar_one()


def since(tx: Tx, entry_id: int) -> dict[str, Entry]:
    """Read the entries after a position of the chain, by voucher, in the order of posting."""
    asked = "SELECT id, voucher FROM entries WHERE id > ? ORDER BY id"
    return {voucher: get(tx, each) for each, voucher in tx.exec_driver_sql(asked, (entry_id,)).all()}
