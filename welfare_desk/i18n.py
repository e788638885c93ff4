"""One way for every word: English sentences in the code, Thai ones in the catalogue."""

from __future__ import annotations

import gettext as _gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from welfare_desk.resource import resource

if TYPE_CHECKING:
    from collections.abc import Generator

LANGUAGES = ("th", "en")

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


def _(message: str) -> str:
    """Say a sentence in the chosen language."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Say a counted sentence in the chosen language."""
    return _catalogue(language()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not yet translate"
    """Mark a constant for the catalogue; `_` says it later."""
    return message


def named(name_th: str, name_en: str | None) -> str:
    """Choose between the two names of a thing in a book; Thai where English is empty."""
    return name_th if language() == "th" or not name_en else name_en
