"""A killed upgrade leaves the book of before or the one of after, and the next program goes on from there.

A program of its own brings a book of an earlier version up to this one, and dies before the n-th time that it opens,
renames or deletes a file, or from outside after so much time. Then a whole book must lie at its place: row for row
the old one, or one of this version that passes every check, with the old one kept beside it. Opened again it is
brought up, and the next backup clears away what was half written.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proofs.kills import ROOT, verified
from tests.proofs.restores import watching
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.swaps import scratch
from welfare_desk.storage.upgrade import upgrade, version_of

KILLS = 6
BOOKS = Path(__file__).parents[1] / "books"
BOOK = "กองทุน ก.welfare"


def held(path: Path) -> list[str]:
    """Read all that a book of any version holds, as SQL."""
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


class Play:
    """The upgrade of one earlier version, and how often it touches a file."""

    def __init__(self, folder: Path, version: int) -> None:
        self.folder, self.version = folder, version
        self.before = held(BOOKS / f"v{version}.welfare")
        there = self.copy()
        self.touches = 0
        begun = time.monotonic()
        with watching(there, self._count):
            upgrade(there / BOOK)
        self.seconds = time.monotonic() - begun

    def _count(self) -> None:
        self.touches += 1

    def copy(self) -> Path:
        """Give the old book in a folder of its own."""
        there = self.folder / f"v{self.version} {len(list(self.folder.iterdir()))}"
        there.mkdir()
        shutil.copyfile(BOOKS / f"v{self.version}.welfare", there / BOOK)
        return there

    def judge(self, there: Path) -> str:
        """Look at what was left, open it again, and tell whether it had been brought up."""
        path, kept = there / BOOK, there / f"{Path(BOOK).stem}.v{self.version}.welfare"
        found = version_of(path)
        if found == VERSION:
            assert held(kept) == self.before, "the old book is kept as it was"
        else:
            assert (found, held(path)) == (self.version, self.before), "the old book lies as it was"
        upgrade(path)
        assert version_of(path) == VERSION
        verified(path)
        assert held(kept) == self.before
        with scratch(path):  # as the next backup does
            pass
        left = [each.name for each in there.rglob("*") if each.name.endswith((".part", ".scratch"))]
        assert left == [], "half written files are cleared away"
        return "wholly in" if found == VERSION else "wholly out"


def kill_at_touch(play: Play, touch: int) -> str:
    """Kill a program before it touches a file for the so-manieth time."""
    there = play.copy()
    command = [sys.executable, "-m", "tests.proofs.upgrades", str(there), str(touch)]
    killed = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    assert killed.returncode in (0, 9), f"the program ended with {killed.returncode}"
    return play.judge(there)


def kill_after(play: Play, seconds: float) -> str:
    """Kill a program from outside, so many seconds into the upgrade."""
    there = play.copy()
    command = [sys.executable, "-m", "tests.proofs.upgrades", str(there)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == b"begun"
        time.sleep(seconds)
        running.kill()
    return play.judge(there)


def trial(seed: int) -> dict[str, int]:
    """Kill some upgrades of each earlier version and look at what they left."""
    luck = random.Random(seed)
    done: Counter[str] = Counter()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        play = Play(Path(folder), 1 + seed % (VERSION - 1))
        for at in range(KILLS):
            if at < KILLS // 2:
                outcome = kill_at_touch(play, int(luck.triangular(1, play.touches, play.touches)))  # more at the end
            else:
                outcome = kill_after(play, luck.uniform(0, play.seconds * 3))
            done += Counter({"kills": 1, f"from version {play.version} {outcome}": 1})
    return dict(done)


def main(there: str, touch: str = "") -> None:
    """Upgrade the book; die before a touch of a file, if one is given."""
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    left = iter(range(int(touch or 1_000_000) - 1, -1, -1))
    with watching(Path(there), lambda: None if next(left, 0) else os._exit(9)):
        upgrade(Path(there) / BOOK)


if __name__ == "__main__":
    main(*sys.argv[1:])
