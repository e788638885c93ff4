"""Makes the Windows setup out of the frozen folder, on Windows or on Linux, with NSIS."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

from installers.frozen import LIST, size_of, version, version_numbers
from installers.icon import draw

SIDE, GROUND = (328, 628), "#0B5448"
SCRIPT = Path(__file__).with_name("setup.nsi")
STUB = {"linux": "amd64-unicode"}  # Windows' own NSIS has only the 32-bit stub, and runs it everywhere


def draw_side(path: Path) -> None:
    """Draw what stands beside the last page: the sign on its own ground, twice as fine as Windows shows it at 100 %."""
    picture = Image.new("RGB", SIDE, GROUND)
    sign = draw(SIDE[0] * 3 // 5)
    picture.paste(sign, ((SIDE[0] - sign.width) // 2, SIDE[1] // 5), sign)
    picture.save(path, format="BMP")


def compiler() -> str | None:
    """Find NSIS."""
    usual = Path(r"C:\Program Files (x86)\NSIS\makensis.exe")
    return shutil.which("makensis") or (str(usual) if usual.is_file() else None)


def setup(folder: Path, dist: Path, icon: Path, *, named: str = "", quick: bool = False) -> Path | None:
    """Make the setup, as the version of the program or of the one that is named; say so where NSIS is missing.

    A quick one is packed less: for a trial that nobody downloads.
    """
    tool = compiler()
    if tool is None:
        print("No setup: makensis is not on this computer (https://nsis.sourceforge.io, Debian's package nsis).")
        return None
    if not (folder / LIST).is_file():
        raise SystemExit(f"{folder} was not made by ./welfare build: it has no {LIST}.")
    now = named or version()
    made = dist / f"WelfareDesk-{now}-setup.exe"
    side = dist / "side.bmp"
    draw_side(side)
    defined = {
        "SIDE": str(side),
        "VERSION": now,
        "NUMBERS": ".".join(map(str, version_numbers(now))),
        "FOLDER": str(folder),
        "LIST": LIST,
        "ICON": str(icon),
        "OUT": str(made),
        "KILOBYTES": str(size_of(folder) // 1024),
        "STUB": STUB.get(sys.platform, "x86-unicode"),
    }
    options = [f"-D{name}={value}" for name, value in defined.items()]
    options += ["-DQUICK"] if quick else []
    subprocess.run([tool, "-V2", "-INPUTCHARSET", "UTF8", *options, str(SCRIPT)], check=True)
    side.unlink()
    return made
