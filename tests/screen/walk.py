"""Walk through every page of a book in a real window, and hear each part of it as a screen reader does.

`/usr/bin/python3 -m tests.screen.walk BOOK FOLDER` prints a JSON object: for each page that was come to, what has no
name though it can be come to by keys. Started by `tests/ui/test_walk.py`.
"""

import json
import sys
from pathlib import Path

from tests.screen.driver import Window, missing, with_a_bus

PLACES = {1: 1, 2: 1, 3: 7, 4: 3, 5: 5, 6: 1, 7: 2}  # of the sidebar, by its key: how many tabs each has


def nameless(window):
    """List the parts that take the keys and say nothing to somebody who does not see them."""
    return [f"{role} at {box}" for role, name, box, takes_keys in window.heard() if takes_keys and not name.strip()]


def main():
    """Go to each place and through its tabs."""
    book, folder = Path(sys.argv[1]), Path(sys.argv[2])
    if lacks := missing():
        raise SystemExit(f"not here: {', '.join(lacks)}")
    window = Window(folder, str(book), display=":78")
    found = {}
    try:
        window.find("สมาชิก")
        for place, tabs in PLACES.items():
            window.press(f"ctrl+{place}")
            for tab in range(tabs):
                window.rest(1.5)
                found[f"{place}.{tab + 1}"] = {"parts": len(window.heard()), "nameless": nameless(window)}
                window.press("ctrl+Next")
    finally:
        window.stop()
    print(json.dumps(found, ensure_ascii=False))  # noqa: T201 - a command


if __name__ == "__main__":
    with_a_bus("tests.screen.walk")
    main()
