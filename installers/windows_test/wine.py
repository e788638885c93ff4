"""Runs programs of Windows under wine, in a prefix of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

# Where Debian lays the 64-bit loader; `wine` itself asks for the 32-bit one first.
LOADERS = ("/usr/lib/wine/wine64", "wine64", "wine")
OWN = "mscoree,mshtml,winemenubuilder.exe=;bcryptprimitives,mscms,icuuc=n"
USER = "treasurer"


@dataclass(frozen=True)
class Wine:
    """A Windows of its own in a folder."""

    prefix: Path

    def start(self) -> None:
        """Make the prefix."""
        if not (self.prefix / "drive_c").is_dir():
            self.run("wineboot", "-i", check=True)

    def run(
        self, program: str | Path, *arguments: str | Path, check: bool = False, seconds: int = 900, **extra: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; what it says comes through a pipe, which wine 8 wants."""
        loader = next(each for each in map(shutil.which, LOADERS) if each)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_", "QT_"))}
        environment |= {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OWN,
            "LANG": "C.UTF-8",
            "USER": USER,
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            **extra,
        }
        done = subprocess.run(
            [loader, str(program), *map(str, arguments)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"{Path(program).name} ended with {done.returncode}: {done.stdout[-2000:]}")
        return done

    def path(self, windows: str) -> Path:
        r"""Give the place of a path of Windows (`C:\…`, `Z:\…`) on this computer."""
        drive, *parts = PureWindowsPath(windows).parts
        return (self.prefix / "drive_c" if drive[0].lower() == "c" else Path("/")).joinpath(*parts)

    @property
    def home(self) -> Path:
        """Give the home folder of its one user."""
        return self.prefix / "drive_c" / "users" / USER

    def stop(self) -> None:
        """End what still runs in this prefix, and only there."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
        subprocess.run([server, "-k"], env={**os.environ, "WINEPREFIX": str(self.prefix)}, check=False)


def windows(path: Path) -> str:
    """Give the name that programs under wine know a place by."""
    return "Z:" + str(path).replace("/", "\\")
