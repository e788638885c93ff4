"""Find what is cut, laid over something else, or cannot be heard, on a page as it stands."""

from itertools import combinations

from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Chip, Text

A_HAIR = 2  # pixels that rounding may cost
NAMED = {
    QAccessible.Role.Button, QAccessible.Role.PushButton, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox, QAccessible.Role.EditableText, QAccessible.Role.Table, QAccessible.Role.List,
    QAccessible.Role.SpinBox,
}  # fmt: skip


def shown(page):
    """Give every widget of a page that can be seen."""
    return [each for each in page.findChildren(QWidget) if each.isVisible() and each.visibleRegion().boundingRect()]


def named(widget):
    """Say which widget it is."""
    words = widget.said() if isinstance(widget, Text) else widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{words}”"


def cut(page):
    """Name the words that have less room than they need."""
    found = []
    for each in shown(page):
        hint = each.sizeHint()
        if isinstance(each, Button | Chip) and each.width() + A_HAIR < hint.width():
            found.append(f"{named(each)} is {each.width()} wide and needs {hint.width()}")
        elif isinstance(each, Text) and each.wordWrap() and each.height() + A_HAIR < each.heightForWidth(each.width()):
            found.append(f"{named(each)} is {each.height()} high and needs {each.heightForWidth(each.width())}")
        elif isinstance(each, Text) and not each.wordWrap():
            needs = QFontMetrics(each.font()).horizontalAdvance(each.said())
            if each.width() + A_HAIR < needs:
                found.append(f"{named(each)} is {each.width()} wide and needs {needs}")
            if each.height() + A_HAIR < QFontMetrics(each.font()).height():
                found.append(f"{named(each)} is {each.height()} high: marks are cut")
    return found


def overlapping(page):
    """Name the neighbours that lie over one another."""
    found = []
    for parent in [page, *shown(page)]:
        if isinstance(parent, QStackedWidget | QAbstractScrollArea):
            continue
        children = [each for each in parent.children() if isinstance(each, QWidget) and each.isVisible()]
        children = [each for each in children if not isinstance(each, QScrollBar) and not each.isWindow()]
        for one, other in combinations(children, 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > A_HAIR and common.height() > A_HAIR:
                found.append(f"{named(one)} and {named(other)} share {common.width()} × {common.height()}")
    return found


def outside(page):
    """Name what stands beyond the edge of what holds it, where nothing scrolls."""
    found = []
    for each in shown(page):
        parent = each.parentWidget()
        above = parent.parentWidget() if parent else None
        scrolls = isinstance(parent, QAbstractScrollArea) or isinstance(above, QAbstractScrollArea)
        if parent is None or scrolls or each.isWindow():
            continue
        if not parent.rect().adjusted(-A_HAIR, -A_HAIR, A_HAIR, A_HAIR).contains(each.geometry()):
            found.append(f"{named(each)} stands beyond {named(parent)}")
    return found


def unheard(page):
    """Name the controls that a screen reader could not tell apart."""
    found = []
    for each in shown(page):
        heard = QAccessible.queryAccessibleInterface(each)
        if heard is None or isinstance(each, QLabel):
            continue
        is_control = isinstance(each, QAbstractButton | QLineEdit) or heard.role() in NAMED
        if is_control and not heard.text(QAccessible.Text.Name).strip():
            found.append(f"{type(each).__name__} at {each.geometry()} has no name ({heard.role()})")
    return found
