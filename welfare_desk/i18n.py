"""One way for every word: English sentences in the code, Thai ones in the catalogue.

A sentence speaks of a fund. Where a book is a cooperative's, the words follow: what is said otherwise of it stands in
`locale/bodies.tsv`, in both languages, with `[body]` for what the book is the book of.
"""

from __future__ import annotations

import csv
import gettext as _gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from welfare_desk.resource import resource

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

LANGUAGES = ("th", "en")

_BODIES = {  # kinds of books that are no fund's: what theirs is called
    "cooperative": {"en": "cooperative", "th": "สหกรณ์"},
    "savings-group": {"en": "savings group", "th": "กลุ่มออมทรัพย์"},
}
_about = [""]  # the kind of the book that is open: one process has one
_override: ContextVar[str | None] = ContextVar("language", default=None)
_chosen = ["th"]  # one process speaks one language; a cell, so that no `global` is needed


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    # English stands in the source; a Thai catalogue that is missing must be seen at once, not heard as English.
    return _gettext.translation("welfare_desk", resource("locale"), languages=[language], fallback=language == "en")


def language() -> str:
    """Tell the language spoken now: `th` or `en`."""
    return _override.get() or _chosen[0]


def choose(code: str) -> None:
    """Speak this language from now on, in every thread."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _chosen[0] = code


@contextmanager
def spoken(code: str) -> Generator[None]:
    """Speak another language inside the block, in this thread only."""
    token = _override.set(code)
    try:
        yield
    finally:
        _override.reset(token)


def speak_of(kind: str) -> str:
    """Let words follow the kind of a book from now on, in every thread; give the kind of before. Nothing: a fund."""
    before, _about[0] = _about[0], kind
    return before


@cache
def _own_words(kind: str, code: str) -> Mapping[str, str]:
    """Read what is said otherwise of a kind of book, by the sentence of the code."""
    if kind not in _BODIES:
        return {}
    body = _BODIES[kind][code]
    with resource("locale", "bodies.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["sentence"]: row[code].replace("[body]", body) for row in rows}


def _(message: str) -> str:
    """Say a sentence in the chosen language, in the words of the book that is open."""
    return _own_words(_about[0], language()).get(message) or _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Say a counted sentence in the chosen language."""
    return _catalogue(language()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not yet translate"
    """Mark a constant for the catalogue; `_` says it later."""
    return message


def named(name_th: str, name_en: str | None) -> str:
    """Choose between the two names of a thing in a book; Thai where English is empty."""
    return name_th if language() == "th" or not name_en else name_en
