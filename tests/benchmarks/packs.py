"""Making the certification pack of a year, and the audit pack: made, and opened by whoever trusts nobody."""

import csv
import sqlite3
from contextlib import closing
from itertools import count

from tests.benchmarks.ledger import LARGE
from tests.benchmarks.measure import NotRunError, Row, benchmark, child, goal, turns, welfare
from tests.benchmarks.welfare import a_fund
from welfare_desk.exchange.packs import write_pack

_LINES = (
    "SELECT e.id, e.voucher, e.day, e.period, e.kind, e.posted_at, e.made_by, e.memo, e.payee, p.line, p.account, "
    "p.fund, p.amount, p.member, hex(e.seal) FROM entries e CROSS JOIN postings p "
    "ON p.entry_id = e.id ORDER BY e.id, p.line"
)

PEOPLE = 1_139
MOST_SECONDS = 30.0


@benchmark("pack", once=True)
def packs(sample, runs):
    """Write the pack of a fund of so many people who paid their year; fewer where the book is smaller."""
    people = min(PEOPLE, sample.size)
    folder = sample.folder / "pack"
    folder.mkdir()
    desk = a_fund(folder, people)

    def write():
        write_pack(desk, folder / "pack.zip")

    (taken,) = turns(min(runs, 3), write)
    desk.book.close()
    goal = 1 if people == PEOPLE else None
    yield Row(f"certification pack, {people:,} members", "at most", people, taken, MOST_SECONDS, goal)


@benchmark("audit-pack")
def audit_packs(sample, runs):
    """Make the audit pack as a process, against a bare dump of its lines; open and total it, against `ledger bal`."""
    folder = sample.folder / "audit"
    folder.mkdir()
    book, pack, fresh, held = sample.copy("handed over"), folder / "pack.wpack", count(), []

    def make():
        ended = child(welfare("pack", "make", book, "-o", pack, "--unsigned"), env=sample.environment)
        held.append(ended.megabytes)
        return ended.seconds

    def dump():
        with (
            closing(sqlite3.connect(sample.path)) as raw,
            (folder / "bare.csv").open("w", encoding="utf-8", newline="") as out,
        ):
            csv.writer(out).writerows(raw.execute(_LINES))

    def opened():
        copy = folder / f"copy {next(fresh)}.welfare"
        ended = child(welfare("pack", "open", pack, copy), env=sample.environment)
        copy.unlink()
        held.append(ended.megabytes)
        return ended.seconds

    def ledger():
        return child(["ledger", "-f", sample.journal, "balance"], env=sample.environment).seconds

    runs = min(runs, 3)
    taken, bare = turns(runs, make, dump)
    yield Row("make an audit pack", "bare dump of its lines", sample.size, taken, bare, goal(sample.size, {LARGE: 6}))
    try:
        taken, other = turns(runs, opened, ledger)
    except (NotRunError, RuntimeError) as error:
        yield Row("open an audit pack", "ledger balance", sample.size, note=str(error)[-80:].replace("\n", " "))
    else:
        yield Row("open an audit pack", "ledger balance", sample.size, taken, other, goal(sample.size, {LARGE: 3}))
    yield Row("memory of both", "at most", sample.size, max(held), 400.0, goal(sample.size, {LARGE: 1}), unit="MB")
