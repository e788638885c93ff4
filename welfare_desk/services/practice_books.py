"""Make a practice book of the kind that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.services.books import BookKind
from welfare_desk.services.practice import make_practice_book
from welfare_desk.services.practice_coop import make_practice_cooperative

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk

_MAKERS = {BookKind.WELFARE_FUND: make_practice_book, BookKind.COOPERATIVE: make_practice_cooperative}


def make_practice(path: Path, kind: BookKind = BookKind.WELFARE_FUND) -> Desk:
    """Make the practice book of a kind, and sit down at it; a kind without one is a `RuleError`."""
    if kind not in _MAKERS:
        text = N_("There is a practice book of a welfare fund and one of a cooperative.")
        raise RuleError(problem("book.no_practice", text, "kind"))
    return _MAKERS[kind](path)
