"""The layouts of statements: the fund's own copies, those for its kind of body, and those for every book."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.layout_files import read_layout
from welfare_desk.resource import resource
from welfare_desk.storage import layouts, settings

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.ledger.statement_layouts import StatementLayout
    from welfare_desk.storage.book import Tx


class Kept(NamedTuple):
    """A layout: its name, its text, and whether the fund made it its own."""

    name: str
    text: str
    is_own: bool


def every(tx: Tx) -> list[Kept]:
    """Give all layouts that a book may use, in the order of their names; the fund's own stand for the defaults."""
    ready = {name: Kept(name, path.read_text(encoding="utf-8"), is_own=False) for name, path in _ready(tx).items()}
    own = {name: Kept(name, text, is_own=True) for name, text in layouts.of_kind(tx, layouts.STATEMENT)}
    return sorted({**ready, **own}.values())


def titles(tx: Tx) -> list[tuple[str, str]]:
    """Give the layouts that can be read, each with its title."""
    found: list[tuple[str, str]] = []
    for each in every(tx):
        with suppress(RuleError):  # the editor says what is wrong with one
            found.append((each.name, read_layout(each.text).title))
    return found


def get(tx: Tx, name: str) -> Kept:
    """Give one layout; an unknown one is a `RuleError`."""
    own = layouts.find(tx, layouts.STATEMENT, name)
    if own is not None:
        return Kept(name, own, is_own=True)
    return default(tx, name)


def default(tx: Tx, name: str) -> Kept:
    """Give a layout as it came with the program; an unknown one is a `RuleError`."""
    path = _ready(tx).get(name)
    if path is None:
        raise RuleError(problem("layout.unknown", N_("There is no layout “{name}”."), "layout", name=name))
    return Kept(name, path.read_text(encoding="utf-8"), is_own=False)


def read(tx: Tx, name: str) -> StatementLayout:
    """Read one layout; its problems are those of its file."""
    return read_layout(get(tx, name).text)


def ready_names(tx: Tx) -> frozenset[str]:
    """Name the layouts that came with the program for the kind of this book."""
    return frozenset(_ready(tx))


def _ready(tx: Tx) -> dict[str, Path]:
    """Find the files that came with the program: those for the kind of the book take the place of the general ones."""
    kind = settings.get(tx, "kind").replace("-", "_")
    folders = (resource("layouts", "any"), resource("layouts", kind))
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
