"""The words of a file, and what each was taken for: corrected by a pick, remembered by the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _, ngettext
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.layout import SPRING, Ground, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.exchange.benefits import Words

Meanings = tuple[tuple[str, str], ...]


class WordsPanel(Ground):
    """A pick of the benefit or account for the words of a file; `changed` gives sheet, cell and the chosen code."""

    changed = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(colour="sidebar", sides="l")
        self.picks: dict[str, Pick] = {}
        back = Button(_("Done"), "link", act=self.left.emit)
        head = QWidget()
        head.setFixedHeight(theme.height("header"))
        head.setLayout(margins(row(Text(_("What the words mean"), "h2"), SPRING, back), "l", "", "s", ""))
        self._rows = column(gap="pad")
        inner = QWidget()
        inner.setLayout(margins(self._rows, "l", "m", "l", "m"))
        layout = column(head, line())
        layout.addWidget(scrolled(inner), 1)
        margins(layout, "", "m", "", "")
        self.setLayout(layout)
        self.setFixedWidth(theme.width("problem_panel"))

    def show_words(self, words: Sequence[Words], meanings: Meanings) -> None:
        """Show each of the words once, what nobody understood and what may mean several things first."""
        clear(self._rows)
        self.picks = {}
        hint = _("Taken in, the book remembers them; the next list is read by them.")
        self._rows.addWidget(Text(hint, "small", "muted", wrap=True))
        known = {code for code, _name in meanings}
        for each in sorted(words, key=lambda one: (bool(one.code), not one.others or one.is_known)):
            choices = [*meanings] if each.code in known or not each.code else [(each.code, each.code), *meanings]
            self._add(each, choices)
        self._rows.addStretch(1)

    def _add(self, words: Words, choices: Sequence[tuple[str, str]]) -> None:
        chosen = words.code
        pick = Pick("", choices if chosen else [("", _("Choose…")), *choices], chosen)
        pick.setAccessibleName(f"{words.text} {pick.text()}")
        pick.setFixedWidth(theme.width("name"))
        pick.picked.connect(partial(self.changed.emit, words.sheet, words.cell))
        self.picks[words.text] = pick
        many = ngettext("{count} row", "{count} rows", words.rows).format(count=f"{words.rows:,}")
        remembered = _("known already")
        unsure = bool(words.others) and not words.is_known
        said = column(
            Text(words.text, "small", "look" if unsure or not chosen else "text", wrap=True),
            Text(f"{many} · {remembered}" if words.is_known else many, "caption", "muted"),
        )
        line_of = row(gap="s")
        line_of.addLayout(said, 1)
        line_of.addWidget(pick)
        whole = QWidget()
        whole.setLayout(line_of)
        self._rows.addWidget(whole)


def meanings_of(types: Sequence[tuple[str, str, str, bool]], accounts: Sequence[tuple[str, str]]) -> Meanings:
    """Give what words may mean: the benefits of members by code, then accounts of the community and of projects.

    A type is (code, name, account, is of the community); an account is (number, number and name).
    """
    named = {account: name for _code, name, account, is_community in types if is_community}
    found = [(code, name) for code, name, _account, is_community in types if not is_community]
    found += [(code, f"{code} {named[code]}" if code in named else words) for code, words in accounts]
    return tuple(found)
