"""How the window comes to a desk; whoever makes the window holds the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from welfare_desk.services.books import NewBook, Outside
    from welfare_desk.services.desk import Desk


PACK_SUFFIX = ".wpack"


@dataclass(frozen=True, slots=True)
class FromPack:
    """That a book is made from an audit pack, to be read only, or from what another program wrote."""

    pack: Path

    @property
    def is_pack(self) -> bool:
        """Tell whether it is an audit pack of this program."""
        return self.pack.suffix.lower() == PACK_SUFFIX


class Opener(Protocol):
    """What opens desks at books."""

    actor: int | None  # who has proved it already; none: the window asks

    def today(self) -> date:
        """Tell what day it is."""
        ...

    def outside(self) -> Outside:
        """Give the day, the clock and random bytes."""
        ...

    def __call__(self, path: Path, new: NewBook | FromPack | None, passphrase: str = "") -> Callable[[bool], Desk]:
        """Give what opens a desk at a book, to write or (true) only to read, on the thread that calls it."""
        ...
