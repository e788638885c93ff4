"""The way into a book that is shut: its passphrase, or enough pieces of its recovery sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from welfare_desk.ui.restoring import Wait
from welfare_desk.ui.screens.unlock import ComeBackScreen, PiecesScreen, UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from welfare_desk.services.books import Outside

# ruff: noqa: PLC0415 - SQL and cryptography are loaded when they are needed


class Unlocking(QObject):
    """The pages before one shut book, one at a time; none of it is open meanwhile.

    `opens` gives a passphrase to try (empty for a book that is not encrypted), `left` goes back to where the person
    came from, `shows` tells that another page is to be shown.
    """

    opens = Signal(str)
    left = Signal()
    shows = Signal()

    def __init__(self, path: Path, outside: Callable[[], Outside], parent: QObject, *, is_encrypted: bool) -> None:
        super().__init__(parent)
        self.path = path
        self._outside, self._is_encrypted = outside, is_encrypted
        self._make: Callable[[], Any] = self._passphrase if is_encrypted else self._pieces
        self._given: list[str] = []
        self.screen: Any = None

    def make_screen(self) -> QWidget:
        """Make the page of the moment, anew for each frame that shows it."""
        self.screen = self._make()
        return self.screen

    def refuse(self, error: Exception) -> None:
        """Tell why the book stayed shut."""
        self.screen.refuse(error)

    def _turn_to(self, make: Callable[[], Any]) -> None:
        self._make = make
        self.shows.emit()

    def _passphrase(self) -> UnlockScreen:
        screen = UnlockScreen(self.path.stem)
        screen.tried.connect(self.opens)
        screen.lost.connect(partial(self._turn_to, self._pieces))
        screen.left.connect(self.left)
        return screen

    def _pieces(self) -> PiecesScreen:
        screen = PiecesScreen(self.path.stem)
        screen.given.connect(self._try_pieces)
        screen.left.connect(partial(self._turn_to, self._passphrase) if self._is_encrypted else self.left)
        return screen

    def _try_pieces(self, pieces: list[str]) -> None:
        outside = self._outside()

        def work() -> list[str]:
            from welfare_desk.services.recovery import open_by_pieces, who_may_come_back

            desk = open_by_pieces(self.path, outside, pieces)
            try:
                return [each.name for each in desk.ask(who_may_come_back)]
            finally:
                desk.book.close()

        def done(people: list[str]) -> None:
            self._given = pieces
            self._turn_to(partial(self._come_back, people))

        Wait(work, done, self.refuse, self)

    def _come_back(self, people: list[str]) -> ComeBackScreen:
        screen = ComeBackScreen(self.path.stem, people, is_encrypted=self._is_encrypted)
        screen.chosen.connect(self._recover)
        screen.left.connect(partial(self._turn_to, self._pieces))
        return screen

    def _recover(self, passphrase: str, name: str, password: str) -> None:
        outside = self._outside()

        def work() -> None:
            from welfare_desk.services.recovery import Recovery, recover

            recover(self.path, outside, self._given, Recovery(passphrase, name, password))

        Wait(work, lambda _none: self.opens.emit(passphrase), self.refuse, self)
