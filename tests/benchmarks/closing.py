"""Closing a month, statements beside each other, and proving the closes, against bare SQL of the same steps."""

import hashlib
import sqlite3
from contextlib import closing
from time import perf_counter

from tests.benchmarks.ledger import LARGE
from tests.benchmarks.measure import Row, benchmark, goal, turns
from tests.benchmarks.sample import MID_MONTH, MONTH_END, TODAY
from tests.builders import FIRST_DAY, PIN
from welfare_desk.dates import add_months
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.periods import close_month
from welfare_desk.storage import signing
from welfare_desk.storage.recounts import statement_faults

MIDDLE = 100_000
STATEMENTS = {
    "financial-position": "on",
    "performance": "to",
    "receipts-payments": "to",
    "cash-flow": "to",
    "fund-changes": "to",
}  # each with what its last day is called


@benchmark("close")
def closing_a_month(sample, runs):
    """Close the second month: checklist, signed statement, seven statements kept; the key is there already.

    What the PIN is made to take, whoever asks, is on neither side.
    """

    def ours():
        path = sample.copy("close")
        with sample.desk(path, writes=True) as desk:
            close_month(desk, FIRST_DAY, PIN)
            pin = _seconds(lambda: desk.ask(lambda tx: signing.unlock(tx, desk.actor, PIN)))
            return _seconds(lambda: close_month(desk, add_months(FIRST_DAY, 1), PIN)) - pin

    def ground():
        with sample.bare(sample.copy("close-bare")) as raw:
            return _seconds(lambda: _closed(raw, 202602))

    taken, bare = turns(runs, ours, ground)
    yield Row("close a month", "bare SQL of its steps", sample.size, taken, bare, goal(sample.size, {MIDDLE: 2}))


def _seconds(work):
    start = perf_counter()
    work()
    return perf_counter() - start


def _closed(raw, period):
    """Do what a close does, in SQL alone: count the month anew, hash its seals and balances, sum what is kept."""
    raw.execute("BEGIN IMMEDIATE")
    first, last = raw.execute("SELECT first_day, last_day FROM periods WHERE id = ?", (period,)).fetchone()
    raw.execute(_GAPS, (last[:7],)).fetchall()
    raw.execute(_ANEW, (period,)).fetchall()
    said = hashlib.sha256(b"".join(seal for (seal,) in raw.execute(_SEALS, (period,))))
    said.update(repr(raw.execute(_KEPT, (period,)).fetchall()).encode())
    for asked in (_RECEIPTS, _CASH_LINES):  # what touches cash, by its other side, for the two statements of cash
        said.update(repr(raw.execute(asked, (first, last)).fetchall()).encode())
    raw.execute("UPDATE periods SET status = 'closed' WHERE id = ?", (period,))
    raw.execute("COMMIT")
    return said.digest()


_GAPS = (
    "SELECT count(*) FROM entries e WHERE month = ? AND number <> 1 AND NOT EXISTS (SELECT 1 FROM entries b "
    "WHERE b.series = e.series AND b.month = e.month AND b.number = e.number - 1 AND b.id < e.id)"
)
_ANEW = (
    "SELECT p.account, p.fund, sum(max(p.amount, 0)), sum(min(p.amount, 0)) FROM entries e "
    "CROSS JOIN postings p ON p.entry_id = e.id WHERE e.period = ? GROUP BY 1, 2"
)
_SEALS = "SELECT seal FROM entries WHERE period = ? ORDER BY series, month, number"
_KEPT = "SELECT account, fund, sum(debit), sum(credit) FROM movements WHERE period <= ? GROUP BY account, fund"
_CASH = "(SELECT code FROM accounts WHERE cash_flow = 'cash')"
_RECEIPTS = (
    f"SELECT p.account, p.fund, sum(max(p.amount, 0)), sum(min(p.amount, 0)) FROM postings p WHERE p.entry_id IN "  # noqa: S608 - of constants
    f"(SELECT entry_id FROM postings WHERE account IN {_CASH} AND day BETWEEN ? AND ?) GROUP BY 1, 2"
)
_CASH_LINES = (
    f"SELECT account, fund, sum(max(amount, 0)), sum(min(amount, 0)) FROM postings WHERE account IN {_CASH} "  # noqa: S608 - of constants
    "AND day BETWEEN ? AND ? GROUP BY 1, 2"
)


@benchmark("statements")
def statements(sample, runs):
    """Make each statement to a month's end and to the middle of a month, beside last year, month by month."""
    with sample.desk() as desk, closing(sqlite3.connect(sample.path)) as raw:
        raw.execute("PRAGMA cache_size = -65536")

        def report(name, day):
            asked = {STATEMENTS[name]: day.isoformat(), "compare": "prior-year"}
            return lambda: desk.ask(lambda tx: make_report(tx, name, asked, TODAY)) and None

        def summed(day):
            asked = (
                "SELECT account, fund, day < ?, sum(max(amount, 0)), sum(min(amount, 0)) FROM postings "
                "WHERE day <= ? GROUP BY 1, 2, 3"
            )
            return lambda: raw.execute(asked, (FIRST_DAY.isoformat(), day.isoformat())).fetchall() and None

        def by_counter_account():
            raw.execute(_RECEIPTS, (FIRST_DAY.isoformat(), MID_MONTH.isoformat())).fetchall()

        for name in STATEMENTS:
            bare = by_counter_account if name == "receipts-payments" else summed(MID_MONTH)
            end, middle, ground = turns(2 * runs, report(name, MONTH_END), report(name, MID_MONTH), bare)
            for when, taken in (("month's end", end), ("any day", middle)):
                at_most = goal(sample.size, {LARGE: 1.3})
                yield Row(f"{name} beside last year, {when}", "bare SQL", sample.size, taken, ground, at_most)


@benchmark("checkpoints")
def checkpoints(sample, runs):
    """Prove every signed close of a book whose eleven first months are closed."""
    path = sample.copy("checkpoints")
    with sample.desk(path, writes=True) as desk:
        for at in range(11):
            close_month(desk, add_months(FIRST_DAY, at), PIN)

    with sample.desk(path) as desk, closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA cache_size = -65536")

        def ours():
            assert desk.ask(lambda tx: list(statement_faults(tx))) == []

        def ground():
            periods = [key for (key,) in raw.execute("SELECT period FROM statements ORDER BY id")]
            for period in periods:
                seals = raw.execute(
                    "SELECT seal FROM entries WHERE period = ? ORDER BY series, month, number", (period,)
                )
                hashlib.sha256(b"".join(seal for (seal,) in seals)).digest()
                hashlib.sha256(repr(raw.execute(_KEPT, (period,)).fetchall()).encode()).digest()

        taken, bare = turns(runs, ours, ground)
    yield Row(
        "prove eleven closed months", "bare SQL, bare hash", sample.size, taken, bare, goal(sample.size, {MIDDLE: 2})
    )
