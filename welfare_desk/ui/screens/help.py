"""Help: what each page is for and how it is worked, beside the list of all pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QPainter, QPen, QPixmap, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser

from welfare_desk.i18n import N_, _
from welfare_desk.resource import resource
from welfare_desk.ui import theme
from welfare_desk.ui.handbook import handbook
from welfare_desk.ui.photos import picture_from
from welfare_desk.ui.places import PAGES, find_page
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Text
from welfare_desk.ui.words import breakable

if TYPE_CHECKING:
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


_LINE = re.compile(r"^(\d+\. )?(.+)$", re.MULTILINE)  # the marks of Markdown stay as they are


class Handbook(QTextBrowser):
    """The text, whose pictures are read by what they are; left to guess, Qt takes some PNG files for TGA."""

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        path = Path(QUrl(url).toLocalFile())
        if kind == QTextDocument.ResourceType.ImageResource.value and path.is_file():
            return framed(picture_from(path.read_bytes()))
        return super().loadResource(kind, url)


def framed(picture: QPixmap) -> QPixmap:
    """Draw a hairline round a picture, since its ground may be that of the page."""
    painter = QPainter(picture)
    painter.setPen(QPen(theme.colour("line_strong"), 2 * theme.HAIRLINE))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return picture


class HelpScreen(Screen):
    """The handbook, open at the page the person came from."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Alt+Left", N_("Back to the page you came from")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._sections = handbook()
        sentence = Text(_("Press F1 on any page to come here, and ? for its keys."), "body", "text2")
        self.visit = Button(_("Go to this page"), "secondary", "arrow-right", "F2", act=self._visit)
        self.paper = Button(_("Quick start on paper"), "secondary", "printer", "F9", act=self._print)
        layout, _head = page(_("Help"), sentence, self.paper, self.visit, rail=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pages of the handbook"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFont(theme.font())
        self.list.setFixedWidth(theme.width("list_beside"))
        self._pages = [each for each in PAGES if find_page(each).is_for(facts.kind)]
        for name, word in (("", N_("Quick start")), *((each, find_page(each).word) for each in self._pages)):
            item = QListWidgetItem(_(word))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, theme.height("row")))
            self.list.addItem(item)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.text = Handbook()
        self.text.setAccessibleName(_("Help"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setFont(theme.font())
        body = QHBoxLayout()
        body.setSpacing(theme.gap("section"))
        body.addWidget(self.list)
        body.addWidget(self.text, 1)
        layout.addLayout(body, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.list)
        self.list.setCurrentRow(0)

    def open(self, **params: str) -> None:
        """Show the help of a page (`page`)."""
        if params.get("page") in self._pages:
            self.list.setCurrentRow(1 + self._pages.index(params["page"]))

    def _name(self) -> str:
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _show(self) -> None:
        self.visit.setEnabled(bool(self._name()))
        if not self._name():
            self._set(_quick_start_words(self.facts.kind))
            return
        title = self.list.currentItem().text()
        words = _LINE.sub(lambda line: (line[1] or "") + breakable(line[2]), self._sections[self._name()])
        picture = resource("help", "pictures", f"{self._name()}.png")
        shown = _shown(title, picture) if picture.is_file() else ""
        self._set(f"## {title}\n\n{words}{shown}")

    def _set(self, said: str) -> None:
        self.text.document().setMarkdown(said, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _print(self) -> None:
        kind = self.facts.kind

        def work(_desk: Desk) -> bytes:
            from welfare_desk.reports.draw.booklet import booklet_pdf  # noqa: PLC0415 - the paper is loaded late
            from welfare_desk.reports.quick_start import quick_start  # noqa: PLC0415 - see above

            return booklet_pdf(_("Quick start"), quick_start(kind))

        self.ask(work, lambda content: self.preview(_("Quick start"), content), "paper")

    def _visit(self) -> None:
        self.go.emit(self._name(), {})


def _shown(title: str, picture: Path) -> str:
    return f"\n\n&nbsp;\n\n![{title}]({QUrl(picture.as_uri()).toString()})"


def _quick_start_words(kind: str) -> str:
    """Write the chapters of the quick start under one another, with their pictures."""
    from welfare_desk.reports.quick_start import quick_start  # noqa: PLC0415 - only this page shows it

    parts = [f"# {_('Quick start')}"]
    for number, chapter in enumerate(quick_start(kind), 1):
        steps = "\n".join(f"{at}. {breakable(step)}" for at, step in enumerate(chapter.steps, 1))
        shown = "" if chapter.picture is None else _shown(chapter.title, chapter.picture)
        parts.append(f"## {number}. {breakable(chapter.title)}\n\n{steps}{shown}")
    return "\n\n".join(parts)
