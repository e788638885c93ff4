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
_OURS = "import sys; from tests.benchmarks.window import watched; watched(*sys.argv[1:])"


def watched(book, folder, journal):
    """Open the window at a book as the program does, and print as JSON when it was painted and when it had figures.

    With `journal` (`first last`), time what showing the journal of these days takes, after an empty one.
    """
    from pathlib import Path

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from welfare_desk import app, settings

    settings.folder = settings.log_folder = lambda: Path(folder)
    app.Opener.today = lambda _self: TODAY
    told = {}

    class Seen(app.MainWindow):
        def paintEvent(self, event):  # noqa: N802 - Qt's name
            super().paintEvent(event)
            told.setdefault("painted", monotonic())

    app.MainWindow = Seen

    def look():
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, Seen)]
        page = windows[0].page() if windows else None
        if page is None or not page._reads:
            return
        watch.stop()
        told.setdefault("figures", monotonic())
        if journal:
            told["empty"], told["whole"] = _journals(windows[0], *journal.split())
        windows[0].close()
        QApplication.quit()

    QApplication(sys.argv[:1])
    watch = QTimer(interval=2, timeout=look)
    watch.start()
    app.main(Path(book))
    sys.stdout.write(json.dumps(told))


def _journals(window, first, last):
    """Show an empty journal and that of all days in turns; give the median seconds of each."""
    empty, whole = [], []
    for _ in range(TURNS):
        empty.append(_shown(window, "1999-01-01", "1999-01-31"))
        whole.append(_shown(window, first, last))
    return median(empty[1:]), median(whole[1:])


def _shown(window, first, last):
    from PySide6.QtWidgets import QApplication

    start = monotonic()
    window.go("report", report="journal", **{"from": first, "to": last})
    page = window.page()
    while page.report is None:
        QApplication.processEvents()
    page.table.grid.viewport().repaint()
    return monotonic() - start


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
    return child([sys.executable, "-P", "-c", _OURS, book, sample.folder, journal], env=sample.environment)


def _practice_book(sample):
    path = sample.folder.parent / "ฝึกหัด.welfare"
    if not path.exists():
        named = ("--kind", "welfare-fund", "--name", "ฝึกหัด", "--practice")
        child(welfare("new", path, *named), env=sample.environment)
    return path
