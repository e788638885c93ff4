"""A killed backup or restore loses nothing: earlier backups open, and the book is the one before or the one after.

A program of its own makes a backup, or restores one, and dies: before the n-th time that it opens, renames or deletes
a file or tells how far it is, or from outside after so much time. Then every file that is called a backup must open
and pass every check, the earlier one must be as it was, and the book must be whole, row for row the one before or the
one after. The same act, done again by the next program, goes through and leaves nothing half written.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.builders import an_entry, outside
from tests.proofs.kills import ROOT, a_kept_book, rows_of, sit_down, verified
from welfare_desk.services.backups import list_backups, make_backups, note_backups, opened_backup, set_backup_passphrase
from welfare_desk.services.entries import post_entry
from welfare_desk.services.restores import restore_book

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = 6
WORDS = "ข้าวเหนียว มะม่วง"
TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"}
BOOK, FOLDER = "กองทุน ก.welfare", "สำรอง"


def backup(scene: Path) -> None:
    """Make a backup, and note it in the book."""
    with (desk := sit_down(scene / BOOK)).book:
        done = make_backups(desk, [scene / FOLDER], step=_tell)
        note_backups(desk, done)


def restore(scene: Path) -> None:
    """Put the earlier backup in the place of the book."""
    restore_book(earlier(scene), scene / BOOK, outside(seed=3), lambda: WORDS, _tell)


ACTS: dict[str, Callable[[Path], None]] = {each.__name__: each for each in (backup, restore)}


def earlier(scene: Path) -> Path:
    """Give the backup that was there before."""
    return next(each.path for each in list_backups(scene / FOLDER) if each.head.entries == 2)


def a_scene(folder: Path) -> Path:
    """Make a book, an encrypted backup of it, and go on with the book."""
    path = a_kept_book(folder)
    (folder / FOLDER).mkdir()
    with (desk := sit_down(path)).book:
        set_backup_passphrase(desk, WORDS)
        make_backups(desk, [folder / FOLDER])
        post_entry(desk, an_entry(day="2026-01-06"))
    return folder


class Play:
    """One act in one scene: how the book is before and after, and how often the act touches a file."""

    def __init__(self, scene: Path, name: str) -> None:
        self.scene, self.name = scene, name
        self.before = rows_of(scene / BOOK)
        self.backup = earlier(scene).read_bytes()
        there = self.copy()
        self.touches = 0
        begun = time.monotonic()
        with watching(there, self._count):
            ACTS[name](there)
        self.seconds = time.monotonic() - begun
        self.after = rows_of(there / BOOK)
        assert self.before != self.after

    def _count(self) -> None:
        self.touches += 1

    def copy(self) -> Path:
        """Give the scene anew in a folder of its own."""
        there = self.scene.with_name(f"{self.name} {len(list(self.scene.parent.iterdir()))}")
        return Path(shutil.copytree(self.scene, there))

    def judge(self, there: Path) -> str:
        """Look at what was left, do the act again, and tell whether it had been done."""
        assert earlier(there).read_bytes() == self.backup, "the earlier backup was touched"
        found = list_backups(there / FOLDER)
        assert len(found) == len([each for each in (there / FOLDER).iterdir() if not each.name.startswith(".")])
        for each in found:
            with opened_backup(each.path, lambda: WORDS) as opened:
                assert opened.verification.ok
        verified(there / BOOK)
        rows = rows_of(there / BOOK)
        assert rows in (self.before, self.after), f"{self.name} is half done"
        for kept in there.glob("*before restore*.welfare"):
            assert rows_of(kept) == self.before, "what was replaced is not what was there"
        ACTS[self.name](there)
        left = [each.name for each in there.rglob("*") if each.name.endswith((".part", ".scratch"))]
        assert left == [], "half written files are cleared away"
        return "wholly out" if rows == self.before else "wholly in"


class watching:  # noqa: N801 - reads as a word in `with`
    """Hear of every touch of a file in a scene while it lasts; what hears may end the process."""

    hears: Callable[[], None] | None = None
    scene = ""

    def __init__(self, scene: Path, hears: Callable[[], None]) -> None:
        self._scene, self._hears = scene, hears

    def __enter__(self) -> None:
        if "heard" not in watching.__dict__:
            watching.heard = True
            sys.addaudithook(_hear)  # which cannot be taken away again
        watching.scene, watching.hears = str(self._scene), self._hears

    def __exit__(self, *_: object) -> None:
        watching.hears = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event in TOUCHES and str(arguments[0]).startswith(watching.scene):
        _tell()


def _tell(*_progress: int) -> None:
    hears = watching.hears
    if hears is not None:
        watching.hears = None  # what hears may touch files itself
        hears()
        watching.hears = hears


def kill_at_touch(play: Play, touch: int) -> str:
    """Kill a program before it touches a file for the so-manieth time."""
    there = play.copy()
    command = [sys.executable, "-m", "tests.proofs.restores", str(there), play.name, str(touch)]
    killed = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    assert killed.returncode in (0, 9), f"the program ended with {killed.returncode}"
    return play.judge(there)


def kill_after(play: Play, seconds: float) -> str:
    """Kill a program from outside, so many seconds into the act."""
    there = play.copy()
    command = [sys.executable, "-m", "tests.proofs.restores", str(there), play.name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == b"begun"
        time.sleep(seconds)
        running.kill()
    return play.judge(there)


def trial(seed: int) -> dict[str, int]:
    """Kill some programs in the middle of each act and look at what they left."""
    luck = random.Random(seed)
    done: Counter[str] = Counter()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (scene := Path(folder) / "scene").mkdir()
        a_scene(scene)
        plays = [Play(scene, name) for name in ACTS]
        for at in range(KILLS):
            play = plays[at % len(plays)]
            if at < KILLS - len(plays):
                outcome = kill_at_touch(play, int(luck.triangular(1, play.touches, play.touches)))  # more at the end
            else:
                outcome = kill_after(play, luck.uniform(0, play.seconds * 3))
            done += Counter({"kills": 1, f"{play.name} {outcome}": 1})
    return dict(done)


def main(scene: str, name: str, touch: str = "") -> None:
    """Do an act; die before a touch of a file, if one is given."""
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    left = iter(range(int(touch or 1_000_000) - 1, -1, -1))
    with watching(Path(scene), lambda: None if next(left, 0) else os._exit(9)):
        ACTS[name](Path(scene))


if __name__ == "__main__":
    main(*sys.argv[1:])
