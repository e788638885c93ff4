"""Measures a frozen program: its start against an empty frozen window, and its memory with a book.

`python -m installers.linux_test.measure PROGRAM EMPTY BOOK`, by turns, as the median of some.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, sleep

TURNS = 9
SETTLED = 15.0  # seconds until the figures of a book stand


def until_seen(*command: str) -> float:
    """Give the seconds from the start until a window says that it is seen."""
    begun = monotonic()
    with TemporaryDirectory() as home:
        around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}
        done = subprocess.run(command, env=around, capture_output=True, text=True, check=True)
    return float(done.stdout) - begun


def megabytes(*command: str) -> float:
    """Give the memory of a program that has been running for a while, as the system counts it (resident)."""
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    running = subprocess.Popen(command, env=around)
    try:
        sleep(SETTLED)
        lines = Path(f"/proc/{running.pid}/status").read_text(encoding="utf-8").splitlines()
        held = {name: value for name, _colon, value in (line.partition(":") for line in lines)}
        return int(held["VmHWM"].split()[0]) * 1024 / 1e6
    finally:
        running.terminate()
        running.wait()


def main(program: str, empty: str, book: str) -> int:
    """Print the figures."""
    taken: dict[str, list[float]] = {"ours": [], "empty": []}
    for _turn in range(TURNS):
        taken["ours"].append(until_seen(program, "--until-seen"))
        taken["empty"].append(until_seen(empty))
    ours, ground = median(taken["ours"]), median(taken["empty"])
    print(f"start to usable window: {ours:.3f} s, empty window {ground:.3f} s: {ours / ground:.2f} times (at most 1.6)")
    print(f"memory with {Path(book).name}: {megabytes(program, book):.0f} MB at its most (at most 200)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
