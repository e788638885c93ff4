"""Read the words of a PDF back with the reader that the preview is made of."""

from __future__ import annotations

import os

from PySide6.QtCore import QBuffer, QByteArray, QIODevice


def text_of(pdf: bytes) -> str:
    """Give all text of a PDF, page after page; a file that is none is a `ValueError`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - the platform is chosen first
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - see above

    _app = QGuiApplication.instance() or QApplication(["welfare-desk"])
    held = QBuffer()
    held.setData(QByteArray(pdf))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)  # pyright: ignore[reportArgumentType, reportCallIssue] - the stubs want a parent
    document.load(held)
    if document.status() is not QPdfDocument.Status.Ready:
        raise ValueError(document.status().name)
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return "\n".join(pages)
