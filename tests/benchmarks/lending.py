"""What a cooperative does for all members at once, against SQLite that reads and writes the very same rows, bare."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from random import Random
from time import perf_counter

from tests.benchmarks.measure import Row, benchmark, turns
from tests.builders import a_book, a_line, outside
from welfare_desk.coop.imported import CoopRegister, RegisterLoan, RegisterMember
from welfare_desk.coop.payroll import Deducted
from welfare_desk.members.register import Member
from welfare_desk.money import ZERO, Money
from welfare_desk.services import books
from welfare_desk.services.allowance import classify_and_provide
from welfare_desk.services.books import BookKind
from welfare_desk.services.coop_registers import take_in_register
from welfare_desk.services.loans import accrue_interest
from welfare_desk.services.members import Source, import_members
from welfare_desk.services.openings import open_balances
from welfare_desk.services.payroll import make_payroll_sheet, post_payroll, sheet_of
from welfare_desk.storage import payroll

FIRST, TODAY = date(2025, 10, 1), date(2025, 12, 31)
MONTH_END = date(2025, 10, 31)
SHARE = 20  # entries of the sample for each loan
MONTHS = 24
MOST_PAID, EMPLOYER, BANK = 10_000, "โรงเรียน", "11131"
GOAL = 4
KINDS = {"สามัญ": "11533", "ฉุกเฉิน": "11531", "พิเศษ": "11535"}
READ = (
    "SELECT * FROM holdings",
    "SELECT * FROM loan_schedules",
    "SELECT holding_id, due_day, principal, interest FROM loan_instalments",
    "SELECT holding_id, account, act, day, sum(amount) FROM holding_moves GROUP BY holding_id, account, act, day",
    "SELECT number, title, first_name, last_name FROM members",
)


def a_cooperative(folder, count):
    """Make a cooperative that lent to so many members; most pay as agreed, some are late. Gives its file."""
    folder.mkdir(parents=True)
    desk = a_book(folder, "coop.welfare", first_day=FIRST, today=TODAY, kind=BookKind.COOPERATIVE)
    luck, loans = Random(13), []
    members = tuple(
        RegisterMember(at, f"{at:05}", "นาย", f"{at}", "ใจดี", date(2015, 1, 1), Money.baht(1_000), ZERO)
        for at in range(1, count + 1)
    )
    eve = FIRST - timedelta(days=1)
    people = [
        Member(each.number, each.title, each.first_name, each.last_name, eve, centre=EMPLOYER, entry_day=each.joined)
        for each in members
    ]
    import_members(desk, people, Source("สมาชิก.xlsx", "1" * 64))
    for each in members:
        part = Money.baht(luck.randrange(100, 2_000))
        day = date(2024, luck.randrange(10, 13), luck.randrange(1, 28))
        paid = part * luck.choice((12, 12, 12, 11, 9, 2))
        loan = RegisterLoan(
            each.row,
            f"L{each.row:06}",
            luck.choice([*KINDS]),
            each.number,
            day,
            part * MONTHS,
            80_000,
            MONTHS,
            part,
            paid,
        )
        loans.append(loan)
    lent = {kind: Money.sum(each.outstanding for each in loans if each.kind == kind) for kind in KINDS}
    shares = Money.sum(each.shares for each in members)
    lines = [f"{KINDS[kind]} general {amount.plain()}" for kind, amount in lent.items()]
    lines += [f"31000 general -{shares.plain()}", f"32000 general {(shares - Money.sum(lent.values())).plain()}"]
    open_balances(desk, [a_line(each) for each in lines])
    take_in_register(desk, CoopRegister("ทะเบียน.xlsx", "0" * 64, FIRST, Money.baht(10), members, tuple(loans), ()))
    desk.book.close()
    return desk.book.path


def _ours(path, work):
    """Do the work at a desk, and tell the seconds of it alone."""
    with (desk := books.sit_down(path, outside(TODAY, 2))).book:
        start = perf_counter()
        work(desk)
        return perf_counter() - start


def _written(before, after):
    """Give what the work wrote: each table with its rows that were not there before."""
    with closing(sqlite3.connect(after)) as raw:
        raw.execute("ATTACH ? AS old", (str(before),))
        tables = [name for (name,) in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        asked = ((each, f'SELECT * FROM "{each}" EXCEPT SELECT * FROM old."{each}"') for each in tables)  # noqa: S608 - names of tables
        found = {table: raw.execute(question).fetchall() for table, question in asked}
    return {table: rows for table, rows in found.items() if rows}


def _bare(sample, path, read, written):
    """Read as much and write the same rows in one durable change, with nothing but SQLite; tell the seconds."""
    with sample.bare(path) as raw:
        start = perf_counter()
        for asked in read:
            raw.execute(asked).fetchall()
        raw.execute("BEGIN IMMEDIATE")
        for table, rows in written.items():
            raw.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows)  # noqa: S608 - names of tables
        raw.execute("COMMIT")
        return perf_counter() - start


def _against_bare(sample, before, read, work, runs):
    """Let the work and the bare rows it writes have their turns; give the seconds of both."""
    after = sample.copy("coop-once", before)
    _ours(after, work)
    written = _written(before, after)
    return turns(
        runs,
        lambda: _ours(sample.copy("coop-ours", before), work),
        lambda: _bare(sample, sample.copy("coop-bare", before), read, written),
    )


@benchmark("loans")
def lending(sample, runs):
    """Accrue a month of all loans, judge them, and post a sheet of deductions, one receipt a member."""
    count = sample.size // SHARE
    path = a_cooperative(sample.folder / "coop", count)
    for name, work in (
        ("accrue the interest of all loans", lambda desk: accrue_interest(desk, FIRST)),
        ("judge all loans", lambda desk: classify_and_provide(desk, MONTH_END)),
    ):
        yield Row(name, "bare reads and writes", count, *_against_bare(sample, path, READ, work, runs))

    with (desk := books.sit_down(path, outside(TODAY, 2))).book:
        number = make_payroll_sheet(desk, EMPLOYER, MONTH_END)
        sheet = desk.ask(lambda tx: payroll.read(tx, sheet_of(tx, number)))
    deducted = [Deducted(each.member, each.total) for each in sheet.rows[:MOST_PAID]]
    taken, bare = _against_bare(
        sample, path, (), lambda desk: post_payroll(desk, number, deducted, MONTH_END, BANK), runs
    )
    yield Row("post a sheet of deductions", "bare inserts of its rows", len(deducted), taken, bare, GOAL)
