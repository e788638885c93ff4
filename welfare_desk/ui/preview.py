"""See a paper before it is printed, then print or keep it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.files import keep_file
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Ground, column, margins, row
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class Preview(QDialog):
    """The pages of one PDF document."""

    def __init__(self, parent: QWidget | None, title: str, content: bytes) -> None:
        super().__init__(parent)
        self._title, self._content = title, content
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(title)
        pages = Text(_("{count} pages").format(count=self.document.pageCount()), "small", "muted")
        printing = Button(_("Print"), "primary", "printer", "F9", act=self.print_pages)
        keep = Button(_("Save as PDF"), "secondary", "download", act=self.save)
        leave = Button(_("Close"), "secondary", "", "Esc", act=self.reject)
        bar = Ground(margins(row(pages, SPRING, leave, keep, printing), "section", "", "section", ""), "page", "t")
        bar.setFixedHeight(theme.height("accept_bar"))
        layout = column(self.view, bar)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.width("paper"), theme.width("paper_tall"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus()

    def save(self) -> None:
        """Keep the document as a file."""
        path, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), f"{self._title}.pdf", "*.pdf")
        if path:
            keep_file(self, Path(path), self._content)

    def print_pages(self) -> None:
        """Let the person choose a printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName(self._title)
        first = self.document.pagePointSize(0)
        if first.width() > first.height():
            printer.setPageOrientation(printer.pageLayout().orientation().Landscape)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.paint(printer)

    def paint(self, printer: QPrinter) -> None:
        """Paint every page on a printer, at its own resolution."""
        painter = QPainter(printer)
        for number in range(self.document.pageCount()):
            if number:
                printer.newPage()
            room = printer.pageRect(QPrinter.Unit.DevicePixel)
            picture = self.document.render(number, QSize(round(room.width()), round(room.height())))
            painter.drawImage(QRectF(0, 0, room.width(), room.height()), picture)
        painter.end()
