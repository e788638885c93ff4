"""Files attached to a member, voucher, regulation or meeting: seen, chosen, dropped, pasted or from the phone."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import theme
from welfare_desk.ui.files import keep_file
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, hide_unless, line, margins, row
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from welfare_desk.services.attachments import Attachment, Kept
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

_KB = 1024


class Documents(QWidget):
    """What is attached to a `member`, `voucher`, `regulation` or `meeting`, by number. Files may be dropped on it."""

    changed = Signal()

    def __init__(self, screen: Screen, subject: str) -> None:
        super().__init__()
        self._screen, self._subject, self._key = screen, subject, ""
        self.kept: list[Kept] = []
        self._button = Button(_("Attach"), "link", after="chevron-down", act=self._offer, size="button_small")
        self._may = screen.facts.may(Permission.RECORD)
        hide_unless(self._may, self._button)
        self._list = column()
        self.setLayout(margins(column(section(_("Documents"), "", self._button), self._list, SPRING)))
        self.setAcceptDrops(self._may)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.setEnabled(self._may)
        paste.activated.connect(self.paste)

    def show_subject(self, key: str) -> None:
        """Show what is attached to this one."""
        self._key = key
        self.refresh()

    def refresh(self) -> None:
        """Ask the book again."""
        key = self._key

        def work(desk: Desk) -> list[Kept]:
            from welfare_desk.services.attachments import PHOTO, Subject, attached  # noqa: PLC0415 - loaded when asked

            kept = desk.ask(lambda tx: attached(tx, Subject(self._subject), key))
            return [each for each in kept if each.media_type != PHOTO]

        if key:
            self._screen.ask(work, self._show, f"documents {id(self)}")  # a screen may show them twice

    def _show(self, kept: list[Kept]) -> None:
        self.kept = kept
        clear(self._list)
        for each in kept:
            add(self._list, self._row(each))
            add(self._list, line())
        if not kept:
            words = (
                _("Drop a scan or photo here, paste it, or choose a file.") if self._may else _("Nothing is attached.")
            )
            add(self._list, "s")
            add(self._list, Text(words, "small", "muted", wrap=True))

    def _row(self, kept: Kept) -> QWidget:
        whole = QWidget()
        whole.setMinimumHeight(theme.height("row"))
        picture = kept.media_type.startswith("image/")
        if kept.size is None:
            name = Text(f"{kept.name} · {_('erased')}", "body", "muted", wrap=True)
            whole.setLayout(margins(row(Icon("file-text", "status", "muted"), name, gap="s")))
            return whole
        name = Button(kept.name, "link", act=lambda: self.open(kept), role="body")
        name.setAccessibleName(f"{name.text()}, {_size(kept.size)}")
        parts = row(Icon("image" if picture else "file-text", "status"), name, SPRING, gap="s")
        add(parts, Text(_size(kept.size), "small", "muted"))
        whole.setLayout(margins(parts))
        return whole

    # Adding

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        for words, act in (
            (_("A file…"), self.choose),
            (_("From the phone's photos…"), self.choose_photo),
            (_("Paste"), self.paste),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def choose(self) -> None:
        """Let the person choose files."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Attach"))
        self.attach_files([Path(name) for name in names])

    def choose_photo(self) -> None:
        """Let the person choose from the newest pictures of the phone's folder."""
        from welfare_desk.ui.photos import choose_photos  # noqa: PLC0415 - loaded when it is asked for

        self.attach_files(choose_photos(self.window(), self._screen.settings))

    def paste(self) -> None:
        """Attach what is on the clipboard: files or a picture."""
        self._take(QGuiApplication.clipboard().mimeData())

    def attach_files(self, paths: Sequence[Path]) -> None:
        """Attach these files; a picture is made small enough."""
        for path in paths:
            self._attach(lambda path=path: _read(path))

    def attach_picture(self, image: QImage) -> None:
        """Attach a picture that is no file yet."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - the stubs want bytes
        content = bytes(buffer.data().data())
        self._attach(lambda: _prepared(_("picture") + ".png", content))

    def _attach(self, read: Callable[[], Attachment]) -> None:
        key = self._key

        def work(desk: Desk) -> None:
            from welfare_desk.services.attachments import Subject, attach  # noqa: PLC0415 - loaded when asked

            attach(desk, Subject(self._subject), key, read())

        if key:
            self._screen.act(work, lambda _done: self._changed())

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _take(self, data: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.attach_files(paths)
        elif data.hasImage():
            self.attach_picture(QImage(data.imageData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    # Seeing

    def open(self, kept: Kept) -> None:
        """Show a picture or a PDF in the window; let anything else be saved."""
        digest, sees = kept.hash, self._screen.facts.sees

        def work(desk: Desk) -> bytes:
            from welfare_desk.services.attachments import attachment_content  # noqa: PLC0415 - loaded when asked

            return desk.ask(lambda tx: attachment_content(tx, digest, sees))

        self._screen.ask(work, lambda content: self._open(kept, content), "document")

    def _open(self, kept: Kept, content: bytes) -> None:
        if kept.media_type == "application/pdf":
            self._screen.preview(kept.name, content)
        elif kept.media_type.startswith("image/"):
            from welfare_desk.ui.photos import PictureView  # noqa: PLC0415 - loaded when it is asked for

            view = PictureView(self.window(), kept.name, content)
            view.erase_asked.connect(lambda reason: self.erase(kept.hash, reason))
            view.open()
        else:
            path, _kind = QFileDialog.getSaveFileName(self, _("Save the file"), PureWindowsPath(kept.name).name)
            if path:
                keep_file(self, Path(path), content)

    def erase(self, digest: str, reason: str) -> None:
        """Erase a file for good; its hash and the reason stay."""

        def work(desk: Desk) -> None:
            from welfare_desk.services.attachments import erase_attachment  # noqa: PLC0415 - loaded when asked

            erase_attachment(desk, digest, reason)

        self._screen.act(work, lambda _done: self._changed())


def _read(path: Path) -> Attachment:
    from welfare_desk.exchange.attachments import read_attachment  # noqa: PLC0415 - Pillow is loaded when asked

    return read_attachment(path)


def _prepared(name: str, content: bytes) -> Attachment:
    from welfare_desk.exchange.attachments import prepare_attachment  # noqa: PLC0415 - see above

    return prepare_attachment(name, content)


def _size(many: int) -> str:
    return _("{many} kB").format(many=f"{max(1, round(many / _KB)):,}")
