"""The window in a process of its own, without a screen: how soon it can be used, and a journal of the whole book."""

import json
import sys
from statistics import median
from time import monotonic

from tests.benchmarks.measure import Row, benchmark, child, turns, welfare
from tests.benchmarks.sample import TODAY

USUAL, MOST = 200, 300  # megabytes
TURNS = 4
_EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)
        QApplication.quit()
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
_OURS = "import sys; from tests.benchmarks.watched import watched; watched(*sys.argv[1:])"


@benchmark("window")
def window(sample, runs):
    """Start the window at the practice book, and show the journal of the whole book in it."""
    practice = _practice_book(sample)
    opened = []

    def ours():
        start = monotonic()
        ended = _watched(sample, practice, "")
        told = json.loads(ended.output)
        opened.append((told["figures"] - start, ended.megabytes))
        return told["painted"] - start

    def empty():
        start = monotonic()
        return float(child([sys.executable, "-P", "-c", _EMPTY], env=sample.environment).output) - start

    taken, ground = turns(runs, ours, empty)
    figures, held = (median(each) for each in zip(*opened, strict=True))
    yield Row("start to usable window", "empty window", sample.size, taken, ground, 1.6)
    yield Row("start to first figures", "usable window", sample.size, figures, taken, 2)
    if held:
        yield Row("memory: window, practice book", "at most", sample.size, held, USUAL, 1, "MB")
    ended = _watched(sample, sample.path, "2025-10-01 2026-09-30")
    told = json.loads(ended.output)
    yield Row("journal of the whole book on screen", "an empty one", sample.size, told["whole"], told["empty"], 2.5)
    if ended.megabytes:
        yield Row("memory: window, whole journal", "at most", sample.size, ended.megabytes, MOST, 1, "MB")


def _watched(sample, book, journal):
    return child(
        [sys.executable, "-P", "-c", _OURS, book, sample.folder, TODAY.isoformat(), journal], env=sample.environment
    )


def _practice_book(sample):
    path = sample.folder.parent / "ฝึกหัด.welfare"
    if not path.exists():
        named = ("--kind", "welfare-fund", "--name", "ฝึกหัด", "--practice")
        child(welfare("new", path, *named), env=sample.environment)
    return path
