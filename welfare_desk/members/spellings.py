"""Names that may be one person's under different spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.members.names import split_title

if TYPE_CHECKING:
    from collections.abc import Iterable

_SILENT = re.compile("[\u0e47-\u0e4c\u0e4e]")  # tone marks, the mark of silence, and what else is left out in a hurry
_NO_LETTER = re.compile(r"[\s.,;:()'\"/_·-]+")


def spelling_key(name: str) -> str:
    """Give what is left of a name without title, blanks, points and tone marks: the same for what sounds alike."""
    _title, bare = split_title(unicodedata.normalize("NFC", name).strip())
    return _NO_LETTER.sub("", _SILENT.sub("", bare)).casefold()


def same_spellings(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Group the names that differ in their spelling alone; a name that stands alone is in no group."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if key := spelling_key(name):
            groups[key].add(name)
    return tuple(tuple(sorted(group)) for _key, group in sorted(groups.items()) if len(group) > 1)
