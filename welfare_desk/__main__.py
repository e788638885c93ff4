"""`python -m welfare_desk`: the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Open the window, with the book that is named on the command line, if any; or try the program (`--self-test`).

    `--until-seen` ends as soon as the window is there, and says when that was.
    """
    if "--self-test" in sys.argv:
        from welfare_desk.cli import main as command_line  # noqa: PLC0415 - only for this

        return command_line(["self-test", *(each for each in sys.argv[1:] if each != "--self-test")])
    from welfare_desk.app import main as open_window  # noqa: PLC0415 - Qt is loaded when the window is asked for

    named = [each for each in sys.argv[1:] if not each.startswith("-")]
    return open_window(Path(named[0]) if named else None, until_seen="--until-seen" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
