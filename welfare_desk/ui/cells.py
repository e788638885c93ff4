"""How one cell looks, and how it is painted: the same in rows, totals and grids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from welfare_desk.ui import theme

if TYPE_CHECKING:
    from typing import Protocol

    class Looks(Protocol):
        """A model that knows how its cells look."""

        def look(self, row: int, column: int) -> Look:
            """Tell how a cell looks."""
            ...


NIL = "-"


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell shows: words in a role and colour, an icon before them, a ground of its own.

    `align` is `l`, `c` or `r`. With `hang` a closing parenthesis stands outside, so that decimals line up.
    `note` follows the words in a smaller, muted type. `columns` is how many columns it reaches over.
    `spark` is a row of figures drawn as a small line, without words.
    """

    words: str = ""
    role: str = "body"
    ink: str = "text"
    align: str = "l"
    icon: str = ""
    icon_ink: str = "muted"
    icon_kind: str = "status"
    ground: str = ""
    row_ground: str = ""
    note: str = ""
    hang: bool = False
    columns: int = 1
    edge: str = ""
    line: str = "line"
    indent: int = 0
    spark: tuple[int, ...] = ()


PLAIN = Look()


def paint_cell(painter: QPainter, place: QRect, look: Look) -> None:
    """Paint a cell into its place: ground, hairline, icon, words."""
    hair = theme.HAIRLINE
    if look.row_ground:
        painter.fillRect(place, theme.colour(look.row_ground))
    if look.ground:
        painter.fillRect(place.adjusted(0, 0, 0, -hair), theme.colour(look.ground))
    if look.line:
        painter.fillRect(place.left(), place.bottom(), place.width(), hair, theme.colour(look.line))
    if look.edge:
        _paint_edge(painter, place, look.edge)
    if look.spark:
        _paint_spark(painter, place, look.spark)
    if not look.words and not look.icon:
        return
    pad = theme.gap("s")
    inner = place.adjusted(pad + look.indent * theme.gap("l"), 0, -pad, -hair)
    if look.align == "c":
        inner = place.adjusted(0, 0, 0, -hair)
    painter.setFont(theme.font(look.role))
    _paint_words(painter, _paint_icon(painter, inner, look), look)


def _paint_edge(painter: QPainter, place: QRect, ink: str) -> None:
    """Draw a field in the cell: a page-coloured box with a coloured edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour("page"))
    painter.setPen(QPen(theme.colour(ink), theme.FOCUS))
    box = QRectF(place).adjusted(theme.gap("xs"), theme.gap("xs"), -theme.gap("xs"), -theme.gap("xs"))
    painter.drawRoundedRect(box, theme.RADIUS["tag"], theme.RADIUS["tag"])


def _paint_spark(painter: QPainter, place: QRect, figures: tuple[int, ...]) -> None:
    """Draw figures as a line from left to right over their own range, with a dot at the last."""
    box = QRectF(place).adjusted(theme.gap("s"), theme.gap("s"), -theme.gap("m"), -theme.gap("s"))
    middle, spread = (max(figures) + min(figures)) / 2, max(figures) - min(figures)
    step, scale = box.width() / max(1, len(figures) - 1), box.height() / (spread or 1)
    across = box.center().y()
    points = [QPointF(box.left() + at * step, across - (each - middle) * scale) for at, each in enumerate(figures)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("bar"), theme.FOCUS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(theme.colour("bar"))
    painter.drawEllipse(points[-1], theme.FOCUS, theme.FOCUS)


def _paint_icon(painter: QPainter, inner: QRect, look: Look) -> QRect:
    """Paint the icon; give the place that is left for the words."""
    if not look.icon:
        return inner
    side, between = theme.icon_size(look.icon_kind), theme.gap("pad")
    wide = theme.metrics(look.role).horizontalAdvance(look.words) if look.words else -between
    left = inner.left()
    if look.align == "c":
        left = inner.left() + (inner.width() - side - between - wide) // 2
    elif look.align == "r":
        hanging = theme.metrics(look.role).horizontalAdvance(")") if look.hang and not look.words.endswith(")") else 0
        left = inner.right() - hanging - wide - between - side
    top = inner.top() + (inner.height() - side) // 2
    painter.drawPixmap(QPoint(left, top), theme.icon(look.icon, look.icon_kind, look.icon_ink))
    if look.align == "r":
        return inner
    return QRect(left + side + between, inner.top(), inner.right() - left - side - between + 1, inner.height())


def _paint_words(painter: QPainter, place: QRect, look: Look) -> None:
    if not look.words:
        return
    metrics = theme.metrics(look.role)
    painter.setPen(theme.colour("muted" if look.words == NIL else look.ink))
    middle = Qt.AlignmentFlag.AlignVCenter
    if look.align == "r":
        if look.hang and not look.words.endswith(")"):
            place = place.adjusted(0, 0, -metrics.horizontalAdvance(")"), 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, look.words)
        return
    if look.align == "c" and not look.icon:
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | middle, look.words)
        return
    words = metrics.elidedText(look.words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, words)
    if look.note:
        used = metrics.horizontalAdvance(words) + theme.gap("s")
        rest = place.adjusted(used, 0, 0, 0)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        note = theme.metrics("small").elidedText(look.note, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | middle, note)


class CellPainter(QStyledItemDelegate):
    """Paint the looks of a model; the current row is tinted, the current cell has the focus ring."""

    def __init__(self, parent: QStyledItemDelegate | None = None) -> None:
        super().__init__(parent)
        self.ring = True

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        looks: Looks = index.model()  # pyright: ignore[reportAssignmentType] - every table's model knows its looks
        look = looks.look(index.row(), index.column())
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave rect out
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave state out
        painter.save()
        touched = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        if touched and not look.row_ground:
            painter.fillRect(place, theme.colour("hover"))
        paint_cell(painter, place, look)
        if self.ring and state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), theme.FOCUS))
            ring = QRectF(place).adjusted(1, 1, -1, -1 - theme.HAIRLINE)
            painter.drawRoundedRect(ring, theme.RADIUS["tag"], theme.RADIUS["tag"])
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(theme.width("least"), theme.height("row"))
