"""A killed program leaves a sound book: what it was doing is in it wholly, or not at all.

A program of its own sits down at a book and does one act: posts a batch, records a village's collection, takes in a
list of members, closes a month, or calls any other service that writes (`acts.py`). It is killed at a point that the
seed chooses: when SQLite has done so much of its work, or from outside after so much time. The book is then opened by
the next program; it must be, row for row, the book from before the act or the book from after it, and all invariants
must hold.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.builders import PIN, a_book, an_entry, outside
from tests.invariants import broken
from tests.proofs import acts as every
from tests.storage.rows import all_rows
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.contributions import record_collection
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import Source, import_members
from welfare_desk.services.periods import close_month
from welfare_desk.storage import entries
from welfare_desk.welfare.contributions import Collection, Payment, PaymentLine

ROOT = Path(__file__).parents[2]
KILLS = 8
EVE = date(2025, 9, 30)
STEP = 5  # SQLite's own small steps between two looks
TODAY, SEED = "2026-03-31", 7


def batch(desk) -> None:
    """Post 60 entries together."""
    posted = [an_entry(day=date(2026, 1, 1 + at // 2), memo=f"รายการที่ {at}") for at in range(60)]
    with desk.book.write() as tx, entries.posting(tx, posted, desk.made()):
        pass


def collection(desk) -> None:
    """Record the payments of a village, each with its receipt."""
    paid = [
        Payment(date(2026, 1, 5), "ผู้จ่าย", number, (PaymentLine(number, Money(30_00)),), source=f"ม.ค.69!{number}")
        for number in map(a_number, range(40))
    ]
    record_collection(desk, Collection("1", date(2026, 1, 1), tuple(paid), "sheet.xlsx", "ab" * 32))


def members(desk) -> None:
    """Take in a list of members."""
    import_members(desk, [a_member(at) for at in range(500, 560)], Source("สมาชิก.xlsx", "cd" * 32))


def close(desk) -> None:
    """Close the book's first month, with a new key."""
    close_month(desk, date(2025, 10, 1), PIN)


ACTS = {each.__name__: each for each in (batch, collection, members, close)}
EVERY = ACTS | {name: act for name, (_scene, act) in every.ACTS.items()}


def a_number(at: int) -> str:
    """Give a member's number."""
    return f"{at:05}"


def a_member(at: int) -> Member:
    """Make up a member."""
    return Member(a_number(at), "นาง", f"มาลี{at}", "ใจดี", EVE, village="1", entry_day=date(2020, 1, 1))


def a_kept_book(folder: Path) -> Path:
    """Make the book that all acts begin with."""
    desk = a_book(folder, "กองทุน ก.welfare")
    import_members(desk, [a_member(at) for at in range(40)], Source("first.xlsx", "ef" * 32))
    post_entry(desk, an_entry(day="2025-10-10"))
    post_entry(desk, an_entry("5301 welfare 5", "1101 welfare -5", day="2026-01-05", series=Series.PAYMENT))
    desk.book.close()
    return desk.book.path


def sit_down(path: Path, *, writes: bool = True):
    """Sit down at a book in the way that makes every run of an act the same."""
    return books.sit_down(path, outside(TODAY, SEED), writes=writes)


def rows_of(path: Path) -> dict[str, list[str]]:
    """Open a book as the next program would, see that all holds, and read it."""
    with (desk := sit_down(path)).book:
        with desk.book.read() as tx:
            assert broken(tx) == []
        return all_rows(desk)


def verified(path: Path) -> None:
    """See that the program's own check of a whole book finds nothing."""
    with (desk := sit_down(path, writes=False)).book:
        assert [each.id for each in verify_book(desk).results if not each.ok] == []


class Act:
    """One act on one book: how the book stands before and after, and how long the act takes."""

    def __init__(self, kept: Path, name: str) -> None:
        self.kept, self.name = kept, name
        self.before = rows_of(kept)
        path = self.copy()
        self.steps = 0
        with (desk := sit_down(path)).book:
            desk.book.watch(self._count, STEP)
            begun = time.monotonic()
            EVERY[name](desk)
        self.seconds = time.monotonic() - begun
        self.after = rows_of(path)
        assert self.before != self.after

    def _count(self) -> bool:
        self.steps += 1
        return False

    def copy(self) -> Path:
        """Give the book anew in a folder of its own."""
        folder = self.kept.with_name(f"{self.name} {len(list(self.kept.parent.iterdir()))}")
        folder.mkdir()
        return Path(shutil.copy(self.kept, folder))

    def outcome(self, path: Path) -> str:
        """Tell whether a book that was left behind is the one from before or from after."""
        rows = rows_of(path)
        assert rows in (self.before, self.after), f"{self.name} is half done"
        return "wholly out" if rows == self.before else "wholly in"


def kill_at_step(act: Act, step: int) -> str:
    """Kill a program when SQLite has done so much of the act."""
    path = act.copy()
    killed = subprocess.run([*_program(path, act.name), str(step)], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    assert killed.returncode in (0, 9), f"the program ended with {killed.returncode}"
    verified(path)
    return act.outcome(path)


def kill_after(act: Act, seconds: float) -> str:
    """Kill a program from outside, so many seconds into the act."""
    path = act.copy()
    with subprocess.Popen(_program(path, act.name), cwd=ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == b"begun"
        time.sleep(seconds)
        running.kill()
    verified(path)
    return act.outcome(path)


def _program(path: Path, name: str) -> list[str]:
    return [sys.executable, "-m", "tests.proofs.kills", str(path), name]


@cache
def an_act(name: str) -> Act:
    """Prepare an act on the book that it begins with, once for all trials of a run."""
    return Act(_a_scene(every.ACTS[name][0] if name in every.ACTS else ""), name)


@cache
def _a_scene(name: str) -> Path:
    (folder := Path(_room().name) / (name or "kept")).mkdir()
    return every.SCENES[name](folder) if name else a_kept_book(folder)


@cache
def _room() -> TemporaryDirectory[str]:
    return TemporaryDirectory(ignore_cleanup_errors=True)


def trial(seed: int) -> dict[str, int]:
    """Kill some programs in the middle of an act, each of another, and look at the books they left."""
    luck = random.Random(seed)
    done: Counter[str] = Counter()
    names = list(EVERY)
    for at in range(KILLS):
        act = an_act(names[(seed * KILLS + at) % len(names)])
        if at < KILLS // 2:
            outcome = kill_at_step(act, luck.randint(1, act.steps))
        else:
            outcome = kill_after(act, luck.uniform(0, act.seconds * 2))
        kind = "of the large acts" if act.name in ACTS else "of other services"
        done += Counter({"kills": 1, f"{kind} {outcome}": 1})
    return dict(done)


def _die_at(step: int):
    left = iter(range(step - 1, -1, -1))

    def look() -> bool:
        if not next(left, 0):
            os._exit(9)  # at once: nothing is closed, flushed or said
        return False

    return look


def main(path: str, name: str, step: str = "") -> None:
    """Do an act on a book; die at a step of it, if one is given."""
    with (desk := sit_down(Path(path))).book:
        if step:
            desk.book.watch(_die_at(int(step)), STEP)
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        EVERY[name](desk)


if __name__ == "__main__":
    main(*sys.argv[1:])
