"""How everything here is measured: ours and the ground in turns, in one run, and the ratio of their medians."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.benchmarks.sample import Sample

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds for another program
SLOW = 5.0  # seconds from which fewer turns must do
MEBI = 2**20
NOT_RUN = "not run"


@dataclass(frozen=True)
class Row:
    """One line of the table. Without figures it says in `note` why; without `at_most` there is no goal at this size."""

    name: str
    against: str
    size: int
    ours: float | None = None
    ground: float | None = None
    at_most: float | None = None
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self):
        """How many times the ground ours takes."""
        return None if self.ours is None or not self.ground else self.ours / self.ground

    @property
    def met(self):
        """Whether the goal is met; None where there is none, or nothing was measured."""
        return None if self.ratio is None or self.at_most is None else self.ratio <= self.at_most

    def cells(self):
        """The line as it is printed."""
        figures = [NOT_RUN if each is None else _figure(each, self.unit) for each in (self.ours, self.ground)]
        ratio = "–" if self.ratio is None else f"{self.ratio:.3g}"
        goal = "–" if self.at_most is None else f"≤ {self.at_most:g}"
        met = {None: "–", True: "yes", False: "NO"}[self.met]
        return (self.name, f"{self.size:,}", figures[0], self.against, figures[1], ratio, goal, met, self.note)


TITLES = ("what", "size", "ours", "against", "ground", "ratio", "goal", "met", "note")


def _figure(value, unit):
    if unit == "MB":
        return f"{value:.0f} MB"
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"


BENCHMARKS: dict[str, Callable[[Sample, int], Iterator[Row]]] = {}
ONCE: set[str] = set()


def benchmark(name, *, once=False):
    """Register what measures one subject; `once`: it does not depend on the size of the book."""

    def register(measured):
        BENCHMARKS[name] = measured
        if once:
            ONCE.add(name)
        return measured

    return register


def goal(size: int, goals: Mapping[int, float]) -> float | None:
    """Choose the goal of the largest size that is not above this one; none below the smallest."""
    fitting = [least for least in goals if least <= size]
    return goals[max(fitting)] if fitting else None


def turns(runs: int, *works: Callable[[], float | None]) -> list[float]:
    """Let every work have its turn, again and again, and give the median of each in seconds.

    A work that gives a number has measured itself. The first turn only warms up, unless it takes long or is the only
    one.
    """
    taken: list[list[float]] = [[] for _ in works]
    first = [_timed(work) for work in works]
    if runs <= 1 or max(first) > SLOW:
        taken, runs = [[each] for each in first], min(runs, 3) - 1
    for _ in range(runs):
        for work, times in zip(works, taken, strict=True):
            times.append(_timed(work))
    return [median(each) for each in taken]


def _timed(work):
    gc.collect()
    start = perf_counter()
    measured = work()
    passed = perf_counter() - start
    return measured if isinstance(measured, float) else passed


@dataclass(frozen=True)
class Ended:
    """What came of another process: its seconds, the most memory it held (MB, 0 where unknown), and its output."""

    seconds: float
    megabytes: float
    output: str


class NotRunError(Exception):
    """The other program is not here, or took too long or too much."""


def child(command: Sequence[object], *, env: Mapping[str, str], limited: bool = False) -> Ended:
    """Run another process and wait for it; a limited one may take a minute and a quarter of the memory."""
    if shutil.which(str(command[0])) is None:
        raise NotRunError(f"{command[0]} is not installed")
    start = perf_counter()
    process = subprocess.Popen(
        [str(each) for each in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(env)
    )
    watch = _Watch(process, limited)
    out, err = process.communicate()
    seconds = perf_counter() - start
    watch.join()
    if watch.refused:
        raise NotRunError(watch.refused)
    if process.returncode:
        raise RuntimeError(f"{command}: {err.decode(errors='replace')[-2000:]}")
    return Ended(seconds, watch.peak / MEBI, out.decode(errors="replace"))


class _Watch(threading.Thread):
    """Looks at a process from outside: what its kernel says it held at most is not mixed with ours."""

    def __init__(self, process, limited):
        super().__init__(daemon=True)
        self.process, self.limited = process, limited
        self.peak, self.refused = 0, ""
        self.start()

    def run(self):
        start, most = perf_counter(), memory_of_this_computer() / 4
        while self.process.returncode is None:
            self.peak = max(self.peak, _peak_of(self.process.pid))
            if self.limited and perf_counter() - start > PATIENCE:
                self._refuse(f"takes more than {PATIENCE:.0f} s")
            elif self.limited and most and self.peak > most:
                self._refuse("takes more than a quarter of the memory")
            sleep(0.004)

    def _refuse(self, why):
        self.refused = why
        self.process.kill()
        self.process.wait()


def _peak_of(pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) * 1024 if found else 0


def memory_of_this_computer():
    """Tell its bytes of memory, 0 where it cannot be asked."""
    try:
        return int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1]) * 1024
    except OSError:
        return 0


def welfare(*arguments: object) -> list[str]:
    """Give the command that does what `welfare-desk ARGUMENTS` does."""
    start = "from welfare_desk.cli import main; raise SystemExit(main())"
    return [sys.executable, "-P", "-c", start, *map(str, arguments)]
