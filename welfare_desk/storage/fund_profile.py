"""Keep what only the committee can tell of its fund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.storage import settings
from welfare_desk.welfare.fund_profile import PROFILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.storage.book import Tx

_SHARED = ("name_th", "address", "head", "founded", "recognised", "tambon_villages")  # other pages keep these too
_PREFIX = "profile_"


def keep(tx: Tx, given: Mapping[str, str]) -> None:
    """Keep what the committee tells; an empty text forgets it."""
    for key, value in given.items():
        if value:
            settings.put(tx, _setting(key), value)
        else:
            settings.drop(tx, _setting(key))


def told(tx: Tx) -> dict[str, str]:
    """Read what the committee told; what was not is an empty text."""
    return {each.key: settings.find(tx, _setting(each.key)) or "" for each in PROFILE}


def _setting(key: str) -> str:
    return key if key in _SHARED else f"{_PREFIX}{key}"
