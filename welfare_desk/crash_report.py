"""What is written down of a fault of the program: where it happened, and nothing of what the book holds.

The report names places in source files and kinds of errors. What an error says of itself is kept only where it speaks
of the program's own names, with every quotation, figure and letter outside ASCII struck out: a message may quote a
member's name, number or money. Paths are cut to where the program or a library begins, since the rest names a person.
"""

from __future__ import annotations

import platform
import re
import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

from welfare_desk import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEAK_OF_NAMES = (AttributeError, ImportError, NameError, TypeError, NotImplementedError, RecursionError)
_ROOTS = ("welfare_desk", "site-packages")
_HIDDEN = re.compile(r"""'[^']*'|"[^"]*"|“[^”]*”|[0-9]+|[^\x00-\x7f]+""")
_MOST_FRAMES = 60


def report_of(error: BaseException) -> str:
    """Write down a fault for whoever will mend it; a person can read it before sending it on by hand."""
    head = f"Welfare Desk {__version__} · Python {platform.python_version()} · {platform.system()} {platform.release()}"
    return "\n".join([head, "", *_told(error)]) + "\n"


def _told(error: BaseException) -> Iterator[str]:
    for number, each in enumerate(_chain(error)):
        if number:
            yield "this came of:"
        frames = traceback.extract_tb(each.__traceback__)
        if len(frames) > _MOST_FRAMES:
            yield f"  ({len(frames) - _MOST_FRAMES} more before)"
        for frame in frames[-_MOST_FRAMES:]:
            yield f"  {place_of(frame.filename)}:{frame.lineno} {frame.name}"
        yield f"{type(each).__module__}.{type(each).__qualname__}{_said(each)}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def _said(error: BaseException) -> str:
    if code := getattr(error, "sqlite_errorname", ""):
        return f" ({code})"
    return f": {_HIDDEN.sub('·', str(error))}" if isinstance(error, SPEAK_OF_NAMES) else ""


def place_of(filename: str) -> str:
    """Cut a path to where the program or a library begins."""
    parts = PurePath(filename.replace("\\", "/")).parts
    for root in _ROOTS:
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at if root == "welfare_desk" else at + 1 :])
    return parts[-1] if parts else filename
