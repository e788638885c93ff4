"""Builders that let a test read like an accountant's book.

Everything is fixed: the day, the clock and the random bytes come from the arguments, so that the same test
always writes the same book.
"""

from __future__ import annotations

import itertools
import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from welfare_desk.dates import numeric_day, read_machine_day
from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.books import BookKind, NewBook, Outside

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

PIN = "135790"
TODAY = date(2026, 3, 31)
FIRST_DAY = date(2025, 10, 1)
_NAME, _FUND, _AMOUNT = 24, 14, 12


def a_day(day: date | str) -> date:
    """Read `2026-01-05` or `BE2569-01-05`, or pass a day on."""
    return read_machine_day(day) if isinstance(day, str) else day


def outside(today: date | str = TODAY, seed: int = 1) -> Outside:
    """Give a fixed today, a clock that goes on by a second at each look, and random bytes by seed."""
    ticks = itertools.count()
    start = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
    return Outside(a_day(today), lambda: start + timedelta(seconds=next(ticks)), random.Random(seed).randbytes)


def a_book(
    folder: Path,
    name: str = "กองทุน ทดสอบ.welfare",
    *,
    first_day: date | str = FIRST_DAY,
    today: date | str = TODAY,
    seed: int = 1,
    kind: BookKind = BookKind.WELFARE_FUND,
    weights: tuple[tuple[str, int], ...] = (),
    fiscal_year_start: int = 10,
) -> Desk:
    """Make a book in a folder and sit down at it; `desk.book.close()` lets go of it."""
    new = NewBook(
        "กองทุนสวัสดิการชุมชนทดสอบ",
        a_day(first_day),
        kind,
        name_en="Test fund",
        fiscal_year_start=fiscal_year_start,
        weights=weights,
    )
    return books.create(folder / name, new, outside(today, seed))


def reopen(desk: Desk, *, writes: bool = True, today: date | str | None = None) -> Desk:
    """Close a book and sit down at it again."""
    desk.book.close()
    return books.sit_down(desk.book.path, outside(desk.today if today is None else today, 2), writes=writes)


def a_line(text: str) -> Posting:
    """Read a posting: `1101 welfare 365.00`, a credit with a minus, a member's number at the end if any."""
    account, fund, amount, *member = text.split()
    return Posting(account, fund, Money.baht(amount.replace(",", "")), member[0] if member else None)


def an_entry(
    *lines: str,
    day: date | str = "2026-01-05",
    series: Series = Series.RECEIPT,
    memo: str = "contribution",
    payee: str = "",
    kind: EntryKind = EntryKind.NORMAL,
) -> Entry:
    """Make an entry; without lines it is a contribution of 365 baht in cash."""
    postings = tuple(a_line(line) for line in lines or ("1101 welfare 365.00", "4101 welfare -365.00"))
    return Entry(a_day(day), series, memo, postings, payee, kind)


def journal(desk: Desk) -> str:
    """Print the ledger as it stands, in order of posting, the way it is written in a test."""
    with desk.book.read() as tx:
        return "".join(f"\n    {line}".rstrip() for line in _journal_lines(tx))


def _journal_lines(tx: Tx) -> list[str]:
    lines: list[str] = []
    heads = tx.exec_driver_sql(
        "SELECT e.id, e.day, e.voucher, e.memo, o.voucher FROM entries e LEFT JOIN entries o ON o.id = e.reverses "
        "ORDER BY e.id"
    ).all()
    for entry_id, day, voucher, memo, reverses in heads:
        undone = f" (reverses {reverses})" if reverses else ""
        lines.append(f"{numeric_day(date.fromisoformat(day))}  {voucher} {memo or ''}{undone}")
        rows = tx.exec_driver_sql(
            "SELECT p.account, a.name_en, p.fund, p.amount, p.member FROM postings p "
            "JOIN accounts a ON a.code = p.account WHERE p.entry_id = ? ORDER BY p.line",
            (entry_id,),
        ).all()
        for account, account_name, fund, satang, member in rows:
            amount = abs(Money(satang)).text()
            columns = f"{amount:>{_AMOUNT}}" if satang > 0 else f"{'':{_AMOUNT}}{amount:>{_AMOUNT}}"
            mark = f"  {member}" if member else ""
            lines.append(f"  {account} {account_name[:_NAME]:{_NAME}} {fund:{_FUND}}{columns}{mark}")
    return lines
