"""One table of looks: colours, type, sizes and icons. No screen has a colour or a size of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QImageReader, QPalette, QPixmap

from welfare_desk.resource import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAMILY = "Noto Sans Thai"
TEXT_SIZES = (14, 16, 18, 22)
BASE = 16

LIGHT = {
    "page": "#FFFFFF", "sidebar": "#F5F7F6", "raised": "#FFFFFF", "sunken": "#F5F7F6", "hover": "#EDF1EF",
    "selected": "#E3F1EE", "line": "#E3E8E6", "line_strong": "#CBD4D0", "control": "#7E8C86", "text": "#17211E",
    "text2": "#46524E", "muted": "#5C6964", "accent": "#0F766E", "accent_hover": "#0B5E58", "accent_text": "#0B645D",
    "accent_soft": "#E3F1EE", "on_accent": "#FFFFFF", "ok": "#1B7338", "ok_soft": "#E6F4EA", "look": "#8A4F00",
    "look_soft": "#FDF3E1", "stop": "#B42318", "stop_soft": "#FDF1EF", "bar": "#0F766E", "bar2": "#559F97",
    "track": "#E9EEEC",
}  # fmt: skip
DARK = {
    "page": "#131917", "sidebar": "#0E1312", "raised": "#1A2220", "sunken": "#1A2220", "hover": "#212B28",
    "selected": "#15342F", "line": "#28322F", "line_strong": "#3D4A46", "control": "#74837D", "text": "#E9EEEC",
    "text2": "#BCC7C3", "muted": "#97A49F", "accent": "#3FB8AA", "accent_hover": "#5CCABD", "accent_text": "#5CCABD",
    "accent_soft": "#15342F", "on_accent": "#05211E", "ok": "#66C987", "ok_soft": "#16301F", "look": "#E9B35F",
    "look_soft": "#33280F", "stop": "#F5958B", "stop_soft": "#3B1D1A", "bar": "#3FB8AA", "bar2": "#2B6F67",
    "track": "#222C29",
}  # fmt: skip

_TYPE = {  # pixels at 100 % text, weight
    "title": (24, 600), "h2": (16, 600), "body": (16, 400), "medium": (16, 500), "strong": (16, 600),
    "small": (14, 400), "smallm": (14, 500), "smalls": (14, 600), "caption": (13, 400), "captionm": (13, 500),
    "figure": (28, 600), "amount": (32, 600), "key": (12, 500),
}  # fmt: skip

_GAPS = {  # grow in proportion to the text
    "hair": 2, "xs": 4, "pad": 6, "s": 8, "control": 10, "m": 12, "button": 14, "l": 16, "xl": 20, "section": 24,
    "page": 32, "column": 40,
}  # fmt: skip
_HEIGHTS = {  # grow by the line height of the extra text
    "top_bar": 56, "row": 36, "row_small": 31, "row_two": 60, "todo": 59, "header": 36, "header_group": 26,
    "totals": 40, "totals_report": 44, "button": 36, "button_small": 26, "field": 36, "filter": 32, "chip": 28,
    "nav": 40, "key": 20, "key_bar": 40, "accept_bar": 64, "problem": 34, "segments": 34, "check": 22, "option": 30,
    "tabs": 40, "photo": 92,
}  # fmt: skip
_WIDTHS = {  # grow in proportion to the text
    "sidebar": 212, "rail": 64, "list_beside": 264, "cash_panel": 272, "problem_panel": 356, "month": 36, "form": 520,
    "filter": 220, "number": 64, "money": 120, "due": 104, "received": 92, "state": 112, "status": 130, "count": 64,
    "card": 640, "menu": 180, "least": 24, "widest": 420, "bar_source": 140, "calendar": 320, "dialog": 460, "log": 640,
    "logo": 28, "sum": 96, "pieces": 44, "name": 180, "sheet": 960, "paper": 900, "paper_tall": 640,
    "search": 336, "photo": 76,
}  # fmt: skip
_ICONS = {"nav": 20, "button": 18, "status": 16, "small": 14, "tiny": 12, "empty": 40}
_STROKES = {"nav": 1.75, "button": 1.75, "status": 2.0, "small": 2.5, "tiny": 2.25, "empty": 1.25}
RADIUS = {"tag": 4, "control": 6, "card": 8, "bar": 2}
HAIRLINE = 1
FOCUS = 2
SELECTION_BAR = 3
LEAST_WINDOW = (800, 560)
FIRST_WINDOW = (1366, 768)
_LINE_GROWTH = 24  # what a 36 px row gains for each 100 % of text


@dataclass(slots=True)
class _Look:
    """What is chosen now; there is one screen, so there is one look."""

    dark: bool = False
    scale: float = 1.0
    ratio: float = 1.0


_now = _Look()


def is_dark() -> bool:
    """Tell whether the dark table of colours is in use."""
    return _now.dark


def colour(name: str) -> QColor:
    """Look a colour up by its role."""
    return QColor((DARK if _now.dark else LIGHT)[name])


@cache
def _font(role: str, scale: float, ratio: float) -> QFont:
    size, weight = _TYPE[role]
    font = QFont(FAMILY)
    font.setPixelSize(round(size * scale))
    font.setWeight(QFont.Weight(weight))
    hinting = QFont.HintingPreference.PreferNoHinting if ratio > 1 else QFont.HintingPreference.PreferVerticalHinting
    font.setHintingPreference(hinting)
    return font


def font(role: str = "body") -> QFont:
    """Give the font of a text role at the chosen size."""
    return _font(role, _now.scale, _now.ratio)


@cache
def _metrics(role: str, scale: float, ratio: float) -> QFontMetrics:
    return QFontMetrics(_font(role, scale, ratio))


def metrics(role: str = "body") -> QFontMetrics:
    """Give the measures of a text role's font."""
    return _metrics(role, _now.scale, _now.ratio)


def gap(name: str) -> int:
    """Give a distance in pixels."""
    return round(_GAPS[name] * _now.scale)


def height(name: str) -> int:
    """Give the height of a row, a button or a field in pixels."""
    return round(_HEIGHTS[name] + _LINE_GROWTH * (_now.scale - 1))


def width(name: str) -> int:
    """Give the width of a panel or a column in pixels."""
    return round(_WIDTHS[name] * _now.scale)


def icon_size(kind: str) -> int:
    """Give the side of an icon in pixels."""
    return round(_ICONS[kind] * _now.scale)


def icon(name: str, kind: str = "button", colour_name: str = "text2") -> QPixmap:
    """Draw an icon of the family in a colour of the table."""
    return _icon(name, kind, colour(colour_name).name(), _now.scale, _now.ratio)


def program_icon() -> QIcon:
    """Give the sign of the program, for its windows and the task bar."""
    return QIcon(str(resource("icons", "welfare-desk.png")))


@cache
def _icon(name: str, kind: str, colour_code: str, scale: float, ratio: float) -> QPixmap:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour_code).replace('stroke-width="2"', f'stroke-width="{_STROKES[kind]}"')
    side = round(_ICONS[kind] * scale * ratio)
    source = QBuffer()
    source.setData(QByteArray(svg.encode()))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(b"svg"))  # Qt's own plugin; QtSvg itself would slow the start
    reader.setScaledSize(QSize(side, side))
    picture = QPixmap.fromImageReader(reader)
    if picture.isNull():
        raise OSError(reader.errorString())
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def load_fonts() -> None:
    """Give Qt the bundled faces, once."""
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        file = resource("fonts", "screen", f"NotoSansThai-{weight}.ttf")
        # From its bytes: Qt cannot open it by a name that Windows' code page has no letters for, as in a Thai folder.
        if QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes())) < 0:
            msg = f"font not found: NotoSansThai-{weight}.ttf"
            raise FileNotFoundError(msg)


def apply(app: QApplication, *, dark: bool, text_size: int = BASE) -> None:
    """Dress the program: light or dark, with body text of 14, 16, 18 or 22 pixels."""
    load_fonts()
    _now.dark, _now.scale, _now.ratio = dark, text_size / BASE, app.devicePixelRatio()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(_sheet())


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in (
        (roles.Window, "page"), (roles.WindowText, "text"), (roles.Base, "page"), (roles.AlternateBase, "sunken"),
        (roles.Text, "text"), (roles.Button, "page"), (roles.ButtonText, "text"), (roles.ToolTipBase, "raised"),
        (roles.ToolTipText, "text"), (roles.Highlight, "accent"), (roles.HighlightedText, "on_accent"),
        (roles.PlaceholderText, "muted"), (roles.Link, "accent_text"), (roles.LinkVisited, "accent_text"),
        (roles.Light, "raised"), (roles.Midlight, "line"), (roles.Mid, "line_strong"), (roles.Dark, "control"),
        (roles.Shadow, "line_strong"), (roles.Accent, "accent"), (roles.BrightText, "stop"),
    ):  # fmt: skip
        palette.setColor(role, colour(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("muted"))
    return palette


def _sheet() -> str:
    """Write the few rules that palettes cannot say; `font-size` never, since it would beat every font set."""
    table = DARK if _now.dark else LIGHT
    return f"""
QLineEdit, QPlainTextEdit {{ border: 1px solid {table["control"]}; border-radius: {RADIUS["control"]}px;
  background: {table["page"]}; padding: 0 {gap("control") - 1}px; placeholder-text-color: {table["muted"]};
  selection-background-color: {table["accent"]}; selection-color: {table["on_accent"]}; }}
QLineEdit[quiet="true"] {{ border-color: {table["line_strong"]}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: {FOCUS}px solid {table["accent"]};
  padding: 0 {gap("control") - FOCUS}px; }}
QLineEdit[problem="true"] {{ border: {FOCUS}px solid {table["stop"]}; padding: 0 {gap("control") - FOCUS}px; }}
QLineEdit:disabled {{ background: {table["sunken"]}; color: {table["muted"]}; }}
QScrollBar:vertical {{ background: transparent; width: {gap("control")}px; margin: 2px; border: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {gap("control")}px; margin: 2px; border: 0; }}
QScrollBar::handle {{ background: {table["line_strong"]}; border-radius: 3px; min-height: {gap("page")}px;
  min-width: {gap("page")}px; }}
QScrollBar::handle:hover {{ background: {table["control"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {table["raised"]}; border: 1px solid {table["line_strong"]}; padding: {gap("xs")}px; }}
QMenu::item {{ padding: {gap("pad")}px {gap("l")}px; border-radius: {RADIUS["tag"]}px; color: {table["text"]}; }}
QMenu::item:selected {{ background: {table["selected"]}; color: {table["accent_text"]}; }}
QMenu::item:disabled {{ color: {table["muted"]}; }}
QMenu::separator {{ height: 1px; background: {table["line"]}; margin: {gap("xs")}px; }}
QFrame#card {{ background: {table["raised"]}; border: 1px solid {table["line_strong"]};
  border-radius: {RADIUS["card"]}px; }}
QToolTip {{ background: {table["raised"]}; color: {table["text"]}; border: 1px solid {table["line_strong"]};
  padding: {gap("xs")}px; }}
QListWidget {{ outline: 0; }}
QListWidget::item {{ padding: 0 {gap("m")}px; border-radius: {RADIUS["control"]}px; }}
QListWidget::item:hover {{ background: {table["hover"]}; }}
QListWidget::item:selected {{ background: {table["selected"]}; color: {table["accent_text"]}; }}
QProgressBar {{ background: {table["track"]}; border: 0; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {table["bar"]}; border-radius: 3px; }}
"""
