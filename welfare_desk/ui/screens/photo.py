"""A member's photo: seen, set by a click, by dropping a picture on it, or from the phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent

    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen


class Photo(QPushButton):
    """A frame with the photo, or the words that ask for one."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self._number = screen, ""
        self._picture = QPixmap()
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(QSize(theme.width("photo"), theme.height("photo")))
        self.setToolTip(_("Choose a photo"))
        self.setAccessibleName(_("Photo"))
        self.clicked.connect(self._offer)

    def show_member(self, number: str) -> None:
        """Show the photo of a member."""
        self._number = number

        def work(desk: Desk) -> bytes | None:
            from welfare_desk.services.attachments import photo_of  # noqa: PLC0415 - loaded when asked

            return desk.ask(lambda tx: photo_of(tx, number))

        self._screen.ask(work, self._show, "photo")

    def _show(self, content: bytes | None) -> None:
        from welfare_desk.ui.photos import picture_from  # noqa: PLC0415 - loaded when there is one

        self._picture = picture_from(content) if content else QPixmap()
        self.update()

    def has_photo(self) -> bool:
        """Tell whether a photo is shown."""
        return not self._picture.isNull()

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        menu.addAction(_("A file…")).triggered.connect(lambda _checked=False: self.choose())
        menu.addAction(_("From the phone's photos…")).triggered.connect(lambda _checked=False: self.choose_photo())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def choose(self) -> None:
        """Let the person choose a picture."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a photo"), "", _("Pictures (*.jpg *.jpeg *.png)"))
        if name:
            self.take(Path(name))

    def choose_photo(self) -> None:
        """Let the person choose from the phone's folder."""
        from welfare_desk.ui.photos import choose_photos  # noqa: PLC0415 - loaded when it is asked for

        for path in choose_photos(self.window(), self._screen.settings)[:1]:
            self.take(path)

    def take(self, path: Path) -> None:
        """Keep a picture as the member's photo."""
        number = self._number

        def work(desk: Desk) -> None:
            from welfare_desk.exchange.attachments import read_photo  # noqa: PLC0415 - Pillow, when asked
            from welfare_desk.services.attachments import set_photo  # noqa: PLC0415 - loaded when asked

            set_photo(desk, number, read_photo(path, number))

        if number:
            self._screen.act(work, lambda _done: self.show_member(number))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        for path in paths[:1]:
            self.take(path)
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "sunken"))
        painter.drawRoundedRect(frame, theme.RADIUS["control"], theme.RADIUS["control"])
        if self.has_photo():
            inside = QPainterPath()
            inside.addRoundedRect(frame, theme.RADIUS["control"], theme.RADIUS["control"])
            painter.setClipPath(inside)
            ratio = self.devicePixelRatioF()
            fill, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            scaled = self._picture.scaled(self.size() * ratio, fill, smooth)
            scaled.setDevicePixelRatio(ratio)
            wide, high = scaled.width() / ratio, scaled.height() / ratio
            painter.drawPixmap(round((self.width() - wide) / 2), round((self.height() - high) / 2), scaled)
            painter.setClipping(False)
        else:
            side = theme.icon_size("empty") * 3 // 4
            picture = theme.icon("user", "empty", "muted").scaled(
                QSize(side, side) * self.devicePixelRatioF(), mode=Qt.TransformationMode.SmoothTransformation
            )
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, theme.gap("l"), picture)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("muted"))
            words = self.rect().adjusted(0, self.height() // 2, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _("Add a photo"))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))
        painter.end()
