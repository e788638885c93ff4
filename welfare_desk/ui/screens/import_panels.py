"""The panels at the right of an import, of which one stands at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget


class Panels:
    """Panels by name; the first is what stands when no other is asked for."""

    def __init__(self, panels: Mapping[str, QWidget]) -> None:
        self._panels = dict(panels)
        self._open = next(iter(self._panels))

    @property
    def all(self) -> Sequence[QWidget]:
        """Give the panels in their order."""
        return list(self._panels.values())

    def show(self, name: str = "", *, shown: bool = True) -> None:
        """Let a panel stand (none named: the one that stood last), or none of them."""
        self._open = name or self._open
        for each, panel in self._panels.items():
            panel.setVisible(shown and each == self._open)

    def turn(self, name: str) -> None:
        """Show a panel, or the first one again."""
        self.show(next(iter(self._panels)) if self._open == name else name)
