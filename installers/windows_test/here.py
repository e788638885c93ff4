"""Installs, tries and uninstalls the setup on the Windows that this runs on.

`python -m installers.windows_test.here DIST`. It is for a machine that is thrown away afterwards: it installs into the
folder of whoever runs it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

from installers import frozen

STRANGER = "บัญชีของป้า.welfare"


def main(dist: str) -> int:
    """Go through it; the first thing that does not hold ends it."""
    (setup,) = Path(dist).glob("*-setup.exe")
    place = Path(os.environ["LOCALAPPDATA"]) / "Programs" / "WelfareDesk"
    if place.exists():
        print(f"{place} is there already.")
        return 1
    ended("install", setup, "/S")
    picture = Path(dist).resolve() / "installed.png"
    ended("self-test", place / "app" / "welfare-desk-cli.exe", "self-test", "--lang", "th", "--shot", picture)
    ended("self-test of the window", place / "app" / "welfare-desk.exe", "--self-test")
    (place / "app" / STRANGER).write_text("x", encoding="utf-8")
    ended("install again", setup, "/S")
    ended("self-test", place / "app" / "welfare-desk-cli.exe", "self-test", "--lang", "en")
    ended("uninstall", place / "uninstall.exe", "/S")
    end = monotonic() + 120
    while (place / "uninstall.exe").exists() and monotonic() < end:
        sleep(0.5)
    sleep(2)
    left = frozen.files(place)
    if left != [f"app\\{STRANGER}"]:
        print(f"left behind: {left[:20]}")
        return 1
    print("installed, tried, upgraded, uninstalled; a stranger's file stayed")
    return 0


def ended(what: str, program: Path, *arguments: str | Path) -> None:
    """Run a program to its end, which must be a good one."""
    print(f"{what} …", flush=True)
    code = subprocess.run([program, *arguments], check=False).returncode
    if code:
        raise SystemExit(f"{what} ended with {code}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
