"""`python -m welfare_desk`: the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Open the window, with the book that is named on the command line, if any."""
    from welfare_desk.app import main as open_window  # noqa: PLC0415 - Qt is loaded when the window is asked for

    named = [each for each in sys.argv[1:] if not each.startswith("-")]
    return open_window(Path(named[0]) if named else None)


if __name__ == "__main__":
    sys.exit(main())
