"""Pictures: one looked at in the window, and the newest ones of a folder to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QListView, QListWidget, QListWidgetItem, QWidget

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.files import keep_file
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Ground, column, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from typing import Any

    from welfare_desk.ui.memory import Settings
    from welfare_desk.ui.screens.member_forms import FormDialog

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}
NEWEST = 60


_SIGNATURES = ((b"\x89PNG", "PNG"), (b"\xff\xd8", "JPEG"), (b"BM", "BMP"), (b"RIFF", "WEBP"))


def picture_from(content: bytes) -> QPixmap:
    """Read a picture by what its first bytes say it is.

    Left to guess, Qt takes some PNG files for TGA, depending on which of its plugins were loaded before, and shows
    nothing.
    """
    picture = QPixmap()
    kind = next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), None)
    picture.loadFromData(content, kind)  # pyright: ignore[reportCallIssue, reportArgumentType] - the stubs want bytes
    return picture


class PictureView(QDialog):
    """One picture, as large as it fits."""

    erase_asked = Signal(str)

    def __init__(self, parent: QWidget, title: str, content: bytes) -> None:
        super().__init__(parent)
        self._title, self._content = title, content
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.width("paper"), theme.width("paper_tall"))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(title)
        whole = picture_from(content)
        wide, high = theme.width("paper") - theme.gap("page"), theme.width("paper_tall") - theme.height("accept_bar")
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = whole.size().boundedTo(QSize(wide, high - theme.gap("page")))
        self.picture.setPixmap(whole.scaled(small, keep, smooth))
        erase = Button(_("Erase for good…"), "danger", "ban", act=self.ask_to_erase)
        save = Button(_("Save the file"), "secondary", "download", act=self.save)
        leave = Button(_("Close"), "primary", "", "Esc", act=self.reject)
        bar = Ground(margins(row(erase, SPRING, save, leave), "section", "", "section", ""), "page", "t")
        bar.setFixedHeight(theme.height("accept_bar"))
        layout = column(scrolled(self.picture), bar)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def save(self) -> None:
        """Keep the picture as a file."""
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the file"), self._title)
        if path:
            keep_file(self, Path(path), self._content)

    def ask_to_erase(self) -> None:
        """Ask why, then say so; the picture goes, its hash stays."""
        from welfare_desk.ui.screens.member_forms import FormDialog  # noqa: PLC0415 - loaded when it is asked for

        note = _("The file cannot be brought back; the reason stays in the audit trail.")
        form = Form((Field("reason", _("Why is it erased?"), TextEdit(), note),))

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            if values["reason"]:
                dialog.accept()
                self.erase_asked.emit(values["reason"])
                self.accept()

        FormDialog(self, _("Erase for good…"), form, send).exec()


def newest_pictures(folder: Path) -> list[Path]:
    """List the newest pictures of a folder, the latest first; a folder that is gone has none."""
    try:
        found = [each for each in folder.iterdir() if each.suffix.lower() in PICTURES and each.is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda each: (-each.stat().st_mtime, each.name))[:NEWEST]


class PhotoPicker(QDialog):
    """The newest pictures of a folder, to choose some."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(_("From the phone's photos…"))
        self.resize(theme.width("paper"), theme.width("paper_tall"))
        self.list = QListWidget()
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        side = theme.width("bar_source")
        self.list.setIconSize(QSize(side, side))
        self.list.setGridSize(QSize(side + theme.gap("m"), side + theme.gap("page")))
        self.list.setAccessibleName(_("Pictures of the folder, the newest first"))
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._folder = Text("", "small", "muted", wrap=True)
        choose = Button(_("Choose the folder…"), "secondary", "folder-open", act=self.choose_folder)
        take = Button(_("Attach"), "primary", "check", "Ctrl Enter", act=self.accept)
        leave = Button(_("Cancel"), "secondary", "", "Esc", act=self.reject)
        bar = Ground(margins(row(choose, SPRING, leave, take), "section", "", "section", ""), "page", "t")
        bar.setFixedHeight(theme.height("accept_bar"))
        top = QWidget()
        top.setLayout(margins(column(self._folder), "section", "m", "section", "s"))
        layout = column(top, self.list, bar)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        words = _("Copy pictures from the phone into this folder: {folder}")
        folder = self._settings.photo_folder
        self._folder.say(
            words.format(folder=folder) if folder else _("Choose the folder that the phone's photos are in.")
        )
        for path in newest_pictures(Path(folder)) if folder else ():
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            size = reader.size()
            if size.isValid():
                reader.setScaledSize(size.scaled(self.list.iconSize(), Qt.AspectRatioMode.KeepAspectRatio))
            item = QListWidgetItem(QIcon(QPixmap.fromImage(reader.read())), path.name)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)

    def choose_folder(self) -> None:
        """Let the person say where the phone's photos are."""
        folder = QFileDialog.getExistingDirectory(self, _("Choose the folder…"), self._settings.photo_folder)
        if folder:
            self._settings.photo_folder = folder
            self._settings.save()
            self._fill()

    def chosen(self) -> list[Path]:
        """Give the pictures that are chosen."""
        return [Path(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]


def choose_photos(parent: QWidget, settings: Settings) -> list[Path]:
    """Let the person choose some of the newest pictures; none if she leaves."""
    picker = PhotoPicker(parent, settings)
    return picker.chosen() if picker.exec() == QDialog.DialogCode.Accepted else []
