"""Posting, asking and checking inside the program, against bare SQLite on the same tables and indexes."""

import hashlib
import os
import random
import sqlite3
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter
from time import perf_counter

from tests.benchmarks.measure import Row, benchmark, goal, turns
from tests.benchmarks.sample import BATCH, BUSY, MID_MONTH, MONTH_END, TODAY, made_up
from tests.builders import FIRST_DAY, PIN
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month
from welfare_desk.storage import entries, periods

ONES = 50  # single entries in a turn
LARGE = 1_000_000
GROWTH = 1.25  # what still counts as unchanged

ENTRIES = (
    "INSERT INTO entries (id, series, month, number, voucher, day, period, kind, posted_at, made_by, documents, memo, "
    "memo_salt, memo_commitment, payee, payee_salt, payee_commitment, seal, posted) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
)
POSTINGS = "INSERT INTO postings (entry_id, line, account, fund, amount, member, day) VALUES (?, ?, ?, ?, ?, ?, ?)"


@benchmark("one")
def posting_one(sample, runs):
    """Post one entry, durable: kept with its seal, balances and trail when the call comes back."""
    mine, bare = sample.copy("one"), sample.copy("one-bare")
    with sample.desk(mine, writes=True) as desk, sample.bare(bare) as raw:
        ready = made_up(10**9, random.Random(3))
        rows = _rows(raw, random.Random(3))

        def ours():
            return _each(lambda: post_entry(desk, next(ready)))

        def one_commit():
            head, lines = next(rows)
            raw.execute("BEGIN IMMEDIATE")
            raw.execute(ENTRIES, head)
            raw.executemany(POSTINGS, lines)
            raw.execute("COMMIT")

        taken, commit, sync = turns(runs, ours, lambda: _each(one_commit), lambda: _synced(sample.folder))
    yield Row("post one entry, durable", "raw commit", sample.size, taken, commit, 5)
    yield Row("post one entry, durable", "fdatasync", sample.size, taken, sync, 8)


def _each(work):
    start = perf_counter()
    for _ in range(ONES):
        work()
    return (perf_counter() - start) / ONES


def _synced(folder):
    sync = getattr(os, "fdatasync", os.fsync)
    with (folder / "synced").open("ab", buffering=0) as file:

        def append():
            file.write(b"x" * 4096)
            sync(file.fileno())

        return _each(append)


@benchmark("batch")
def posting_batch(sample, runs):
    """Post 10,000 entries at once, through every check, sealed, under every guard."""
    count = min(BATCH, sample.size)
    mine, bare = sample.copy("batch"), sample.copy("batch-bare")
    with sample.desk(mine, writes=True) as desk, sample.bare(bare) as raw:
        rows = _rows(raw, random.Random(3))
        luck = random.Random(3)

        def ours():
            batch = list(made_up(count, luck))
            start = perf_counter()
            with desk.book.write() as tx, entries.posting(tx, batch, desk.made()):
                pass
            return perf_counter() - start

        def ground():
            ready = list(islice(rows, count))
            heads, lines = [head for head, _ in ready], [line for _, own in ready for line in own]
            start = perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(ENTRIES, heads)
            raw.executemany(POSTINGS, lines)
            raw.execute("COMMIT")
            return perf_counter() - start

        taken, bare_taken = turns(runs, ours, ground)
    yield Row(f"post {count:,} entries at once", "bare executemany", sample.size, taken, bare_taken, 3)


def _rows(raw, luck):
    """Give ready rows that go on where a book ends, endlessly."""
    (last,) = raw.execute("SELECT max(id) FROM entries").fetchone()
    period = dict(raw.execute("SELECT substr(first_day, 1, 7), id FROM periods WHERE id % 100 BETWEEN 1 AND 12"))
    numbers = dict.fromkeys(period, 10**7)
    while True:
        for entry in made_up(10_000, luck):
            last += 1
            day, series = entry.day.isoformat(), entry.series.value
            month = day[:7]
            numbers[month] += 1
            seal, salt = luck.randbytes(32), luck.randbytes(16)
            head = (
                last, series, month, numbers[month], f"{series}{month}{numbers[month]}", day, period[month], "normal",
                "2026-04-01T02:00:00.000+00:00", 1, b"", entry.memo, salt, seal, entry.payee, salt, seal, seal,
            )  # fmt: skip
            lines = [
                (last, at, p.account, p.fund, p.amount.satang, p.member, day) for at, p in enumerate(entry.postings)
            ]
            yield head, lines


@benchmark("balance")
def trial_balance(sample, runs):
    """Make a trial balance at the end of a month and in the middle of one."""
    with sample.desk() as desk, closing(sqlite3.connect(sample.path)) as raw:
        raw.execute("PRAGMA cache_size = -65536")

        def report(day):
            return lambda: _report(desk, "trial-balance", on=day.isoformat())

        def summed(day):
            asked = "SELECT account, fund, sum(amount) FROM postings WHERE day <= ? GROUP BY account, fund"
            return lambda: raw.execute(asked, (day.isoformat(),)).fetchall() and None

        def kept():
            asked = (
                "SELECT m.account, m.fund, sum(m.debit) - sum(m.credit) FROM movements m "
                "JOIN periods p ON p.id = m.period WHERE p.last_day <= ? GROUP BY m.account, m.fund"
            )
            raw.execute(asked, (MONTH_END.isoformat(),)).fetchall()

        month_end, mid_month = report(MONTH_END), report(MID_MONTH)
        end, middle, end_sum, middle_sum, from_kept = turns(
            4 * runs, month_end, mid_month, summed(MONTH_END), summed(MID_MONTH), kept
        )
    least = {LARGE: 1.3}
    yield Row("trial balance, month's end", "bare SQL", sample.size, end, end_sum, goal(sample.size, least))
    yield Row("trial balance, any day", "bare SQL", sample.size, middle, middle_sum, goal(sample.size, least))
    yield Row("trial balance, month's end", "kept balances", sample.size, end, from_kept, goal(sample.size, {LARGE: 5}))


def _report(desk, name, **asked):
    desk.ask(lambda tx: make_report(tx, name, asked, TODAY))


@benchmark("pages")
def pages(sample, runs):
    """Show 200 lines out of the middle of the busiest account, and of the journal."""
    with sample.desk() as desk, closing(sqlite3.connect(sample.path)) as raw:
        raw.execute("PRAGMA cache_size = -65536")
        after, day, after_id = raw.execute(
            "SELECT voucher, day, id FROM entries WHERE id IN (SELECT entry_id FROM postings WHERE account = ? "
            "AND fund = 'welfare' AND day >= ? LIMIT 1)",
            (BUSY, MID_MONTH.isoformat()),
        ).fetchone()
        funds = [code for (code,) in raw.execute("SELECT code FROM funds")]

        def account():
            _report(desk, "general-ledger", account=BUSY, to=TODAY.isoformat(), after=after, rows="200")

        def bare_account():
            raw.execute(
                "SELECT sum(debit) - sum(credit) FROM movements JOIN periods p ON p.id = period WHERE account = ? "
                "AND p.last_day < ?",
                (BUSY, day),
            ).fetchall()
            for fund in funds:
                asked = "SELECT sum(amount) FROM postings WHERE account = ? AND fund = ? AND day >= ? AND day < ?"
                raw.execute(asked, (BUSY, fund, f"{day[:7]}-01", day)).fetchall()
            arm = (
                "SELECT p.day AS day, p.entry_id AS entry_id, p.amount, e.voucher, e.memo, e.payee FROM postings p "
                "JOIN entries e ON e.id = p.entry_id WHERE p.account = ? AND p.fund = ? AND p.day >= ? "
                "AND (p.day > ? OR p.entry_id > ?)"
            )
            asked = " UNION ALL ".join([arm] * len(funds)) + " ORDER BY day, entry_id LIMIT 201"
            raw.execute(asked, [each for fund in funds for each in (BUSY, fund, day, day, after_id)]).fetchall()

        def journal():
            _report(desk, "journal", **{"from": "2025-10-01", "to": "2026-09-30", "after": after, "rows": "200"})

        def bare_journal():
            asked = (
                "SELECT h.*, p.account, p.fund, p.amount, p.member FROM (SELECT id, day, voucher, memo, payee FROM "
                "entries WHERE day >= ? AND (day > ? OR id > ?) ORDER BY day, id LIMIT 201) h "
                "JOIN postings p ON p.entry_id = h.id ORDER BY h.day, h.id, p.line"
            )
            raw.execute(asked, (day, day, after_id)).fetchall()

        one, bare_one, other, bare_other = turns(4 * runs, account, bare_account, journal, bare_journal)
    for name, taken, ground in (("a page of an account", one, bare_one), ("a page of the journal", other, bare_other)):
        yield Row(name, "raw SQL", sample.size, taken, ground, 5)
        yield Row(name, "20 ms", sample.size, taken, 0.020, 1)


@benchmark("verify")
def verifying(sample, runs):
    """Check everything in the book anew."""
    with sample.desk() as desk, closing(sqlite3.connect(sample.path)) as raw:
        raw.execute("PRAGMA cache_size = -65536")

        def ours():
            verified = verify_book(desk)
            assert verified.ok, verified.failed

        taken, ground = turns(runs, ours, lambda: _checked(raw))
    yield Row("verify everything", "SQL checks, bare hash", sample.size, taken, ground, 2)


def _checked(raw):
    """Ask in SQL what every book-keeper would, then read all of it and hash it."""
    for asked in (
        "PRAGMA quick_check",
        "PRAGMA foreign_key_check",
        "SELECT entry_id FROM postings GROUP BY entry_id, fund HAVING sum(amount) <> 0",
        "SELECT e.id FROM entries e JOIN postings p ON p.entry_id = e.id WHERE p.day <> e.day OR e.posted <> 1",
        "SELECT entry_id FROM postings LEFT JOIN accounts ON code = account WHERE type = 'H' OR code IS NULL",
        "SELECT e.id FROM entries e JOIN periods p ON p.id = e.period WHERE day NOT BETWEEN first_day AND last_day",
        "SELECT series, month FROM entries GROUP BY series, month HAVING max(number) <> count(*)",
    ):
        found = raw.execute(asked).fetchall()
        assert found in ([], [("ok",)]), (asked, found[:3])
    raw.execute(
        "SELECT account, fund, substr(day, 1, 7), sum(max(amount, 0)), sum(min(amount, 0)) FROM postings "
        "GROUP BY 1, 2, 3"
    ).fetchall()
    lines = groupby(
        raw.execute("SELECT entry_id, line, account, fund, amount, member FROM postings ORDER BY entry_id, line"),
        key=itemgetter(0),
    )
    seal, sha256 = b"", hashlib.sha256
    heads = raw.execute(
        "SELECT id, voucher, day, period, kind, posted_at, made_by, documents, memo_commitment, payee_commitment, "
        "seal, memo, memo_salt, payee, payee_salt FROM entries ORDER BY id"
    )
    for head, (_, own) in zip(heads, lines, strict=True):
        seal = sha256(repr((head, list(own), seal)).encode()).digest()
        sha256(head[12] + head[11].encode()).digest()
        sha256(head[14] + head[13].encode()).digest()


@benchmark("growth")
def growth(sample, runs):
    """See that a book twice as large is not slower where it must not be."""
    whole, half = sample.copy("whole"), sample.copy("half", sample.half)

    def opened(path):
        def work():
            with sample.desk(path) as desk:
                desk.ask(periods.calendar)

        return work

    large, small = turns(4 * runs, opened(whole), opened(half))
    yield Row("open a book", "half of it", sample.size, large, small, GROWTH)
    with sample.desk(whole, writes=True) as one, sample.desk(half, writes=True) as other:
        after = {desk.book.path: desk.ask(_middle) for desk in (one, other)}
        luck = random.Random(5)
        ready = made_up(10**9, luck)

        def page(desk):
            asked = {"account": BUSY, "to": TODAY.isoformat(), "after": after[desk.book.path], "rows": "200"}
            return lambda: _report(desk, "general-ledger", **asked)

        def posted(desk):
            return lambda: _each(lambda: post_entry(desk, next(ready)))

        figures = turns(8 * runs, page(one), page(other))
        yield Row("a page of an account", "in half the book", sample.size, *figures, GROWTH)
        yield Row(
            "post one entry", "into half the book", sample.size, *turns(4 * runs, posted(one), posted(other)), GROWTH
        )
    fresh = {True: sample.path, False: sample.half}

    def closed(*, is_whole):
        def work():
            path = sample.copy(f"close-{is_whole}", fresh[is_whole])
            with sample.desk(path, writes=True) as desk:
                start = perf_counter()
                close_month(desk, FIRST_DAY, PIN)
                return perf_counter() - start

        return work

    yield Row(
        "close a month", "in half the book", sample.size, *turns(3, closed(is_whole=True), closed(is_whole=False)), 2
    )


def _middle(tx):
    asked = "SELECT voucher FROM entries WHERE day >= ? AND series = 'RV' ORDER BY day, id LIMIT 1"
    return tx.exec_driver_sql(asked, (MID_MONTH.isoformat(),)).scalar_one()
