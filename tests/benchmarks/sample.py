"""A large book, made through the program itself: one year of a fund, the year gone through twice.

The book as it stood after the first time is kept beside it: half as large, over the same days.
"""

import os
import random
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from stdnum.th import pin

from tests.benchmarks.measure import ROOT, child, welfare
from tests.builders import FIRST_DAY, a_book, outside
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.members import Source, import_members
from welfare_desk.storage import entries
from welfare_desk.storage.positions import heads_of

BATCH = 10_000
MEMBERS = 1_000
DAYS = [FIRST_DAY + timedelta(days=each) for each in range(365)]
TODAY = date(2026, 10, 15)
MONTH_END, MID_MONTH = date(2026, 8, 31), date(2026, 8, 17)
BUSY = "1101"
_INCOME = ("4102", "4103", "4104", "4201", "4202", "4203", "4205", "4301")
_EXPENSES = ("5302", "5303", "5304", "5319", "5104", "5101", "5102", "5103")
_OTHERS = ("1209", "2103", "1204", "1205", "1301", "2102")


@dataclass(frozen=True)
class Sample:
    """A closed book of so many entries in a folder of its own, and one of half as many."""

    folder: Path
    size: int

    @property
    def path(self):
        return self.folder / f"กองทุน {self.size}.welfare"

    @property
    def half(self):
        return self.folder / f"กองทุน {self.size} half.welfare"

    @cached_property
    def environment(self):
        """What other processes are given: our packages, no screen, and settings of their own."""
        own = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
        return {**os.environ, **own, "XDG_CONFIG_HOME": str(self.folder), "XDG_STATE_HOME": str(self.folder)}

    @cached_property
    def journal(self):
        """The book exported for hledger and ledger."""
        path = self.folder / f"{self.size}.journal"
        if not path.exists():
            child(welfare("export", "hledger", self.path, "-o", path), env=self.environment)
        return path

    def copy(self, name, source=None):
        """Copy the book for someone who writes into it."""
        path = self.folder / f"{name}.welfare"
        for each in self.folder.glob(f"{path.name}*"):
            each.unlink()
        shutil.copyfile(source or self.path, path)
        return path

    @contextmanager
    def desk(self, path=None, *, writes=False):
        """Sit down at the book, or at a copy."""
        sat = books.sit_down(path or self.path, outside(TODAY, 2), writes=writes)
        try:
            yield sat
        finally:
            sat.book.close()

    def bare(self, path):
        """Connect to a copy with nothing but SQLite: its tables and indexes, no guards, the same durability."""
        raw = sqlite3.connect(path, isolation_level=None)
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 0", "cache_size = -65536"):
            raw.execute(f"PRAGMA {pragma}").fetchall()
        return closing(raw)


def a_sample(folder, size):
    """Make a book of so many entries, or take the one that is there."""
    sample = Sample(folder / str(size), size)
    if sample.path.exists() and sample.half.exists():
        return sample
    sample.folder.mkdir(parents=True, exist_ok=True)
    for stale in (sample.path, sample.half):
        stale.unlink(missing_ok=True)
    desk = a_book(sample.folder, sample.path.name, first_day=FIRST_DAY, today=TODAY)
    try:
        import_members(desk, [a_member(number) for number in range(1, MEMBERS + 1)], Source("x.xlsx", "0" * 64))
        first = [_funded(), *made_up(size // 2 - 1, random.Random(1))]
        _post(desk, first)
        desk.book.copy_to(sample.half, heads_of)
        _post(desk, made_up(size - len(first), random.Random(2)))
    finally:
        desk.book.close()
    return sample


def _post(desk, posted):
    posted = iter(posted)
    while batch := [entry for entry, _ in zip(posted, range(BATCH), strict=False)]:
        with desk.book.write() as tx, entries.posting(tx, batch, desk.made()):
            pass


def _funded():
    lines = (debit("1111", "welfare", Money.baht("900000000")), credit("4205", "welfare", Money.baht("900000000")))
    return Entry(FIRST_DAY, Series.RECEIPT, "เงินสนับสนุน", lines, "")


def made_up(count, luck):
    """Make entries of 2.5 lines on average, in order of day."""
    for index in range(count):
        yield _entry(DAYS[index * len(DAYS) // count], luck)


def _entry(day, luck):
    roll, satang = luck.random(), Money(luck.randrange(30_00, 400_00))
    first, second = (f"{luck.randrange(1, MEMBERS + 1):04}" for _ in range(2))
    if roll < 0.60:
        lines = (debit(BUSY, "welfare", satang), credit("4101", "welfare", satang, first))
        return Entry(day, Series.RECEIPT, "เงินสมทบสมาชิก", lines, f"สมาชิก {first}")
    if roll < 0.80:
        fee = Money(20_00)
        other = credit(luck.choice(_INCOME), "welfare", fee)
        lines = (debit(BUSY, "welfare", satang + fee), credit("4101", "welfare", satang, first), other)
        return Entry(day, Series.RECEIPT, "เงินสมทบและค่าธรรมเนียม", lines, f"สมาชิก {first}")
    if roll < 0.90:
        pair = (credit("4101", "welfare", satang, first), credit("4101", "welfare", satang, second))
        cash = (debit(BUSY, "welfare", satang), debit("1111", "welfare", satang))
        return Entry(day, Series.RECEIPT, "เงินสมทบทั้งครัวเรือน", (*cash, *pair), f"สมาชิก {first}")
    fund = luck.choice(("welfare", "reserve", "administration"))
    if roll < 0.95:
        lines = (debit(luck.choice(_EXPENSES), "welfare", satang), credit("1111", "welfare", satang))
        return Entry(day, Series.PAYMENT, "ค่าใช้จ่าย", lines, "ร้านค้า")
    one, other = luck.sample(_OTHERS, 2)
    lines = (
        debit(one, fund, satang),
        credit(other, fund, satang),
        debit(one, fund, satang),
        credit(other, fund, satang),
    )
    return Entry(day, Series.GENERAL, "ปรับปรุง", lines)


def a_member(number):
    """Make the person of this number."""
    entered = date(2020, 1, 1) + timedelta(days=number % 1500)
    return Member(
        f"{number:04}", "นาง", f"ชื่อ{number}", f"สกุล{number % 97}", FIRST_DAY - timedelta(days=1),
        national_id=an_id(number), birth_day=date(1950, 1, 1) + timedelta(days=number % 18_000),
        birth_year=(date(1950, 1, 1) + timedelta(days=number % 18_000)).year, village=str(number % 10 + 1),
        entry_day=entered, statuses=(StatusChange(entered, Status.ACTIVE),),
    )  # fmt: skip


def an_id(number):
    """Make a valid ID number that belongs to nobody."""
    body = f"8{number:011}"
    return body + pin.calc_check_digit(body)
