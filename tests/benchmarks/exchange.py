"""Taking in files: a register of members and a collection, against a bare parse and insert, and other programs."""

import csv
import shutil
import sqlite3
from contextlib import closing
from itertools import count
from time import perf_counter

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from tests.benchmarks.measure import NotRunError, Row, benchmark, child, turns, welfare
from tests.benchmarks.sample import DAYS, TODAY, a_member
from tests.builders import a_book
from welfare_desk.dates import numeric_day
from welfare_desk.exchange.acceptance import accept_members, members_preview

ROWS = 10_000
TITLES = ("เลขที่สมาชิก", "คำนำหน้า", "ชื่อ", "นามสกุล", "เลขประจำตัวประชาชน", "วันเกิด", "หมู่ที่", "วันที่เข้าเป็นสมาชิก")
BARE = (
    "INSERT INTO members (number, title, first_name, last_name, national_id, no_id_reason, birth_day, house, village, "
    "tambon, phone, household, centre, vulnerable, entry_day, entry_resolution, paid_to, plan, note) "
    "VALUES (?, ?, ?, ?, ?, '', ?, '', ?, '', '', '', '', '', ?, '', '2025-09-30', '', '')"
)


@benchmark("import", once=True)
def importing(sample, runs):
    """Take in a register of 10,000 members from CSV and from Excel: every cell read and judged, nothing left out."""
    rows = min(ROWS, sample.size)
    persons = [_cells(a_member(number)) for number in range(1, rows + 1)]
    for form, written, parsed in (("csv", _as_csv, _parse_csv), ("xlsx", _as_xlsx, _parse_xlsx)):
        path = sample.folder / f"members.{form}"
        written(path, persons)
        fresh = count()

        def ours(path=path, form=form, fresh=fresh):
            return _imported(sample.folder / f"{form} {next(fresh)}", path, rows)

        def bare(path=path, parsed=parsed):
            return _inserted(sample.folder, path, parsed, rows)

        taken, ground = turns(min(runs, 3), ours, bare)
        yield Row(f"take in {rows:,} members from {form}", "bare parse, insert", sample.size, taken, ground, 4)
    yield from _as_programs(sample, min(runs, 3), sample.folder / "members.csv", rows)


def _imported(folder, path, rows):
    folder.mkdir()
    desk = a_book(folder, today=TODAY)
    try:
        start = perf_counter()
        preview = members_preview(desk, path)
        assert accept_members(desk, preview) == rows, [each.sentence() for each in preview.problems][:5]
        return perf_counter() - start
    finally:
        desk.book.close()
        shutil.rmtree(folder)


def _inserted(folder, path, parsed, rows):
    empty = folder / "empty"
    shutil.rmtree(empty, ignore_errors=True)
    empty.mkdir()
    desk = a_book(empty, today=TODAY)
    desk.book.close()
    with closing(sqlite3.connect(desk.book.path, isolation_level=None)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("PRAGMA synchronous = FULL")
        start = perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(BARE, parsed(path))
        raw.execute("COMMIT")
        taken = perf_counter() - start
        assert raw.execute("SELECT count(*) FROM members").fetchone() == (rows,)
    return taken


def _as_programs(sample, runs, members, rows):
    """Race whole processes: our import of members against what others do with a bank's rows."""
    bank = sample.folder / "bank.csv"
    with bank.open("w", encoding="utf-8", newline="") as out:
        out.write("date,payee,amount\n")
        for number in range(rows):
            out.write(f"{DAYS[number % 365].isoformat()},member {number},{30 + number % 370}.00\n")
    rules = sample.folder / "bank.rules"
    rules.write_text("skip 1\nfields date, description, amount\ndate-format %Y-%m-%d\n", encoding="utf-8")
    journal, fresh = sample.folder / "bank.journal", count()
    journal.write_text("account Assets:Bank\n", encoding="utf-8")

    def ours():
        folder = sample.folder / f"process {next(fresh)}"
        folder.mkdir()
        desk = a_book(folder, today=TODAY)
        desk.book.close()
        seconds = child(
            welfare("import", "members", desk.book.path, members, "--accept"), env=sample.environment
        ).seconds
        shutil.rmtree(folder)
        return seconds

    def hledger():
        journal.write_text("account Assets:Bank\n", encoding="utf-8")
        (sample.folder / ".latest.bank.csv").unlink(missing_ok=True)
        return child(["hledger", "-f", journal, "--rules-file", rules, "import", bank], env=sample.environment).seconds

    def ledger():
        command = ["ledger", "-f", journal, "--input-date-format", "%Y-%m-%d", "convert", bank]
        return child(command, env=sample.environment).seconds

    for against, peer, at_most in (("ledger convert", ledger, 0.8), ("hledger import", hledger, 0.12)):
        name = f"import {rows:,} rows, as a process"
        at_most_here = at_most if rows == ROWS else None
        try:
            mine, other = turns(runs, ours, peer)
        except (NotRunError, RuntimeError) as error:
            yield Row(name, against, sample.size, note=str(error)[-80:].replace("\n", " "))
        else:
            yield Row(name, against, sample.size, mine, other, at_most_here)


def _cells(member):
    return (
        member.number, member.title, member.first_name, member.last_name, member.national_id,
        numeric_day(member.birth_day), member.village, numeric_day(member.entry_day),
    )  # fmt: skip


def _as_csv(path, persons):
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([TITLES, *persons])


def _as_xlsx(path, persons):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("สมาชิก")
    for row in (TITLES, *persons):
        sheet.append(row)
    book.save(path)


def _parse_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _parse_xlsx(path):
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    yield from rows[1:]
