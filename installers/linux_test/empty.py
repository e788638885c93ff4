"""An empty window that says when it is seen and ends: what any program with this library takes to start.

`pyinstaller installers/linux_test/empty.py` freezes it; `measure.py` holds the program against it.
"""

import sys
from time import monotonic

from PySide6.QtWidgets import QApplication, QWidget


class Window(QWidget):
    """A window with nothing in it."""

    def paintEvent(self, _event) -> None:  # noqa: N802, ANN001 - Qt's name and type
        """Say the moment, and end."""
        sys.stdout.write(f"{monotonic()}\n")
        sys.stdout.flush()
        QApplication.quit()


app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
