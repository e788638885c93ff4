"""Where a bundled file lies: in the source tree, in a wheel and in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """Name the bundled file or folder under `resources/`; it need not exist."""
    return _root().joinpath(*parts)
