"""A disk that is full, pulled out or broken leaves a sound book, and the person is told in words.

A program of its own does one act of those in `acts.py`, or makes a backup or restores one, while writing fails from a
point on that the seed chooses: no space, no answer, only to be read, held by another program (`failing_disk.c`). It
must end with a sentence, never with a fault of the program; the book is then, row for row, the one from before or
from after. What was said to be done is there, and where it was said that nothing was saved, nothing was. Then the
same act goes through on a disk that works. Needs Linux and a C compiler.
"""

from __future__ import annotations

import ctypes
import errno
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proofs import restores
from tests.proofs.kills import EVERY, ROOT, an_act, sit_down, verified
from welfare_desk.errors import BookError

TRIES = 6
DISKS = {"full": errno.ENOSPC, "gone": errno.EIO, "only to be read": errno.EROFS, "held": errno.EACCES}
NOTHING_SAVED = {"book.disk_full", "book.cancelled"}
SOURCE = Path(__file__).with_name("failing_disk.c")
CAN_BE_TRIED = sys.platform == "linux" and shutil.which("cc") is not None


@cache
def _library() -> tuple[TemporaryDirectory[str], Path]:
    room = TemporaryDirectory(ignore_cleanup_errors=True)
    built = Path(room.name) / "failing_disk.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", built, SOURCE, "-ldl"], check=True)
    return room, built


def run(place: Path, name: str, at: int, disk: str, part: str) -> tuple[str, int]:
    """Do an act in a program whose disk fails at a touch; give how it ended, and how often the disk was touched."""
    library = _library()[1]
    command = [
        sys.executable,
        "-m",
        "tests.proofs.disks",
        str(place),
        name,
        str(at),
        str(DISKS[disk]),
        part,
        str(library),
    ]
    ended = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, env={**os.environ, "LD_PRELOAD": str(library)}
    )
    assert ended.returncode == 0, f"{name}, disk {disk} at {at}: {ended.stderr[-600:]}"
    outcome, _space, touches = ended.stdout.strip().rpartition(" ")
    return outcome, int(touches)


@cache
def touches_of(name: str) -> int:
    """Count how often an act touches the disk."""
    act = an_act(name)
    outcome, touches = run(act.copy(), name, 0, "full", ".welfare")
    assert (outcome, touches > 0) == ("done", True), name
    return touches


def on_a_failing_disk(name: str, at: int, disk: str) -> str:
    """Do an act of one service on a failing disk, look at the book, and do it again."""
    act = an_act(name)
    path = act.copy()
    said, _touches = run(path, name, at, disk, ".welfare")
    verified(path)
    outcome = act.outcome(path)
    assert said != "done" or outcome == "wholly in", f"{name}: said to be done, and is not there"
    assert said not in NOTHING_SAVED or outcome == "wholly out", f"{name}: said not to be saved, and is there"
    if outcome == "wholly out":
        with (desk := sit_down(path)).book:
            EVERY[name](desk)
        assert act.outcome(path) == "wholly in"
    return f"{'done' if said == 'done' else 'refused'}, {outcome}"


@cache
def _play(name: str) -> tuple[TemporaryDirectory[str], restores.Play]:
    room = TemporaryDirectory(ignore_cleanup_errors=True)
    (made := Path(room.name) / "scene").mkdir()
    return room, restores.Play(restores.a_scene(made), name)


def backup_on_a_failing_disk(name: str, luck: random.Random, disk: str) -> str:
    """Back up to a drive that fails, or restore on a computer that does."""
    play = _play(name)[1]
    part = restores.FOLDER if name == "backup" else ".welfare"
    _outcome, touches = run(play.copy(), name, 0, disk, part)
    there = play.copy()
    said, _touches = run(there, name, luck.randint(1, touches), disk, part)
    outcome = play.judge(there)
    assert said != "done" or name == "backup" or outcome == "wholly in"
    return f"{name}: {'done' if said == 'done' else 'refused'}"


def trial(seed: int) -> dict[str, int]:
    """Let the disk fail in the middle of some acts."""
    if not CAN_BE_TRIED:
        return {"not tried here": 1}
    luck = random.Random(seed)
    done: Counter[str] = Counter()
    names, disks = list(EVERY), list(DISKS)
    for at in range(TRIES):
        name, disk = names[(seed * TRIES + at) % len(names)], disks[(seed + at) % len(disks)]
        outcome = on_a_failing_disk(name, luck.randint(1, touches_of(name)), disk)
        done += Counter({"disks": 1, f"{disk}: {outcome}": 1})
    disk = disks[seed % len(disks)]
    outcome = backup_on_a_failing_disk(luck.choice(("backup", "restore")), luck, disk)
    return dict(done + Counter({"disks": 1, f"{disk}, {outcome}": 1}))


def main(place: str, name: str, at: str, error: str, part: str, library: str) -> None:
    """Do an act; the disk fails at a touch of it. Print how it ended."""
    fault = ctypes.CDLL(library)
    fault.touched.restype = ctypes.c_long

    def arm() -> None:
        fault.fail_at(ctypes.c_long(int(at)), int(error), part.encode())

    try:
        if name in restores.ACTS:
            arm()
            restores.ACTS[name](Path(place))
        else:
            desk = sit_down(Path(place))
            arm()
            try:
                EVERY[name](desk)
            finally:
                touches = fault.touched()
                fault.fail_at(ctypes.c_long(0), 0, b"")
                desk.book.close()
        outcome = "done"
    except BookError as refused:
        outcome = refused.problem.code
    if name in restores.ACTS:
        touches = fault.touched()
        fault.fail_at(ctypes.c_long(0), 0, b"")
    sys.stdout.write(f"{outcome} {touches}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
