"""Makes what people install, as far as this system can: `./welfare build [PART …]`.

On Linux a folder, an archive and a Debian package; on Windows a folder, a ZIP for a USB stick and the setup.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from installers import frozen, packages
from installers.setup import setup

PARTS = ("archive", "deb") if sys.platform == "linux" else ("portable", "setup")


def main() -> int:
    """Freeze the program, let it try itself, and pack it."""
    parser = argparse.ArgumentParser(prog="./welfare build", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all of them")
    parser.add_argument("--dist", type=Path, default=frozen.ROOT / "dist", help="where it goes (default: %(default)s)")
    parser.add_argument("--work", type=Path, default=frozen.ROOT / "build", help="room for the work")
    parser.add_argument("--untried", action="store_true", help="pack it without letting it try itself")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"this system makes {', '.join(PARTS)}; not {', '.join(sorted(unknown))}")
    folder = frozen.freeze(asked.work, asked.dist)
    print(f"{folder}: {frozen.size_of(folder) / 1e6:.0f} MB", flush=True)
    if not asked.untried:
        subprocess.run([folder / _program("welfare-desk-cli"), "self-test", "--lang", "en"], check=True)
    for part in asked.parts or PARTS:
        made = _pack(part, folder, asked.work, asked.dist)
        if made is not None:
            print(f"{made}: {made.stat().st_size / 1e6:.0f} MB", flush=True)
    return 0


def _pack(part: str, folder: Path, work: Path, dist: Path) -> Path | None:
    match part:
        case "archive":
            return packages.archive(folder, dist)
        case "deb":
            return packages.debian_package(folder, work, dist)
        case "portable":
            return packages.portable(folder, dist)
        case _:
            return setup(folder, dist, work / "made" / f"{frozen.NAME}.ico")


def _program(name: str) -> str:
    return f"{name}.exe" if sys.platform == "win32" else name


if __name__ == "__main__":
    sys.exit(main())
