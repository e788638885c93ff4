"""The window as a child process watches it; it loads nothing that the program itself does not."""

import json
import sys
from datetime import date
from time import monotonic

TURNS = 4


def watched(book, folder, today, journal):
    """Open the window at a book as the program does, and print as JSON when it was painted and when it had figures.

    With `journal` (`first last`), time what showing the journal of these days takes, after an empty one.
    """
    from pathlib import Path

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from welfare_desk import app, settings

    settings.folder = settings.log_folder = lambda: Path(folder)
    app.Opener.today = lambda _self: date.fromisoformat(today)
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
    from statistics import median

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
