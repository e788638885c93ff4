"""Runs programs of Windows under wine, in a prefix of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

# Where Debian lays the 64-bit loader; `wine` itself asks for the 32-bit one first.
LOADERS = ("/usr/lib/wine/wine64", "wine64", "wine")
OWN = "mscoree,mshtml,winemenubuilder.exe=;bcryptprimitives,mscms,icuuc=n"
REPLACED = r"HKCU\Software\Wine\Fonts\Replacements"
USER = "treasurer"


@dataclass(frozen=True)
class Wine:
    """A Windows of its own in a folder."""

    prefix: Path
    display: str = ""

    def start(self) -> None:
        """Make the prefix, as a Windows 10."""
        if not (self.prefix / "drive_c").is_dir():
            self.run("wineboot", "-i", check=True)
        self.run("winecfg", "-v", "win10", check=True)
        for face in ("Tahoma", "MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI"):  # wine has them without Thai
            self.run("reg", "add", REPLACED, "/v", face, "/d", "Sarabun", "/f", check=True)

    def run(
        self,
        program: str | Path,
        *arguments: str | Path,
        check: bool = False,
        seconds: int = 900,
        cwd: Path | None = None,
        **extra: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; what it says comes through a pipe, which wine 8 wants."""
        done = subprocess.run(
            self._command(program, arguments),
            env=self._surroundings(extra),
            cwd=cwd,
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

    @contextmanager
    def started(self, program: Path, *arguments: str, patience: float = 20.0) -> Generator[None]:
        """Keep a program running while something else is tried."""
        running = subprocess.Popen(
            self._command(program, arguments), env=self._surroundings({}), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            sleep(patience)
            if running.poll() is not None:
                raise AssertionError(f"{program.name} ended by itself with {running.returncode}")
            yield
        finally:
            self.run("taskkill", "/F", "/IM", program.name)
            running.wait(60)

    def _command(self, program: str | Path, arguments: Iterable[str | Path]) -> list[str]:
        loader = next(each for each in map(shutil.which, LOADERS) if each)
        return [loader, str(program), *map(str, arguments)]

    def _surroundings(self, extra: Mapping[str, str]) -> dict[str, str]:
        """Give what a program finds around it, without what was said to Python, pip or Qt here."""
        dropped = ("PYTHON", "PIP_", "QT_", "DISPLAY", "WAYLAND")
        own = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
        return own | {
            **({"DISPLAY": self.display} if self.display else {}),
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OWN,
            "LANG": "C.UTF-8",
            "USER": USER,
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            **extra,
        }

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


@contextmanager
def screen(display: str = ":77", size: str = "1366x768x24") -> Generator[str]:
    """Have a screen that nobody sits at; give its name."""
    running = subprocess.Popen(
        ["Xvfb", display, "-screen", "0", size, "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        sleep(2)
        yield display
    finally:
        running.terminate()
        running.wait(30)


def photograph(display: str, picture: Path) -> None:
    """Keep what a screen shows."""
    subprocess.run(["import", "-display", display, "-window", "root", str(picture)], check=True)


def windows(path: Path) -> str:
    """Give the name that programs under wine know a place by."""
    return "Z:" + str(path).replace("/", "\\")
