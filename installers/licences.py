"""Gathers the licence of every part that a release carries, with a list of them."""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_NOTICE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_PYTHON = "Python {version}, with OpenSSL (Apache-2.0), SQLite (public domain), libffi (MIT), zlib and others: PSF-2.0"
_HEAD = """\
Welfare Desk is free software under the GNU General Public License, version 3 or later: LICENSE.txt.
Its source is the repository it was built from. It carries these parts, each under its own licence; the texts lie
in the folders beside this file.

"""


def locked(root: Path) -> list[str]:
    """Name the libraries of a release, as they are locked."""
    text = (root / "installers" / "requirements-run.txt").read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)


def said_of(part: Distribution) -> str:
    """Tell the licence of a library as it says it, shortest first."""
    told = part.metadata
    classified = [each.split(" :: ")[-1] for each in told.get_all("Classifier") or [] if each.startswith("License")]
    lines = [told.get("License-Expression"), *classified, (told.get("License") or "").split("\n")[0]]
    return next(filter(None, lines), "see its notice")


def gather(root: Path, target: Path) -> list[str]:
    """Copy every licence into a folder; give the lines of the list. A part for another system is left out."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    lines = [_python(target), _PYINSTALLER, *_own(root, target)]
    for name in locked(root):
        try:
            part = distribution(name)
        except PackageNotFoundError:
            continue
        _copy_notices(part, target / part.metadata["Name"])
        lines.append(f"{part.metadata['Name']} {part.version}: {said_of(part)}")
    shutil.copy2(root / "installers" / "LGPL-3.txt", target / "LGPL-3.txt")
    (target / "README.txt").write_text(_HEAD + "".join(f"* {line}\n" for line in lines), encoding="utf-8")
    return lines


_PYINSTALLER = "The starter of PyInstaller: GPL-2.0-or-later with an exception for what it starts"


def _copy_notices(part: Distribution, folder: Path) -> None:
    """Copy the notices that a library brings along."""
    for file in part.files or []:
        if _NOTICE.search(file.name) and ".dist-info" in file.parts[0] and Path(file.locate()).is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(Path(file.locate()), folder / file.name)


def _python(target: Path) -> str:
    """Copy Python's own licence, wherever this Python keeps it."""
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    found = next((each for each in places if each.is_file()), None)
    if found is not None:
        (target / "Python").mkdir()
        shutil.copy2(found, target / "Python" / "LICENSE.txt")
    return _PYTHON.format(version=sys.version.split()[0])


def _own(root: Path, target: Path) -> list[str]:
    """Copy the licences of fonts and icons."""
    shown = {
        "Noto Sans Thai": ("fonts/screen/OFL.txt", "OFL-1.1"),
        "Sarabun": ("fonts/paper/OFL.txt", "OFL-1.1"),
        "Lucide icons": ("icons/LICENSE.txt", "ISC and MIT"),
    }
    for name, (file, _said) in shown.items():
        (target / name.replace(" ", "-")).mkdir()
        shutil.copy2(root / "resources" / file, target / name.replace(" ", "-") / Path(file).name)
    return [f"{name}: {said}" for name, (_file, said) in shown.items()]
