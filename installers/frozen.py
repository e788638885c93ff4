"""Freezes the program into one folder: what PyInstaller needs is made first, what it made is listed afterwards."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installers.icon import write_ico
from installers.licences import gather
from installers.parts import is_ours

ROOT = Path(__file__).resolve().parents[1]
NAME = "welfare-desk"
LIST = "installed-files.txt"  # what uninstall removes, and nothing else
_BUILDERS = ("welfare_desk.spec", "parts.py", "frozen.py", "licences.py", "icon.py", "requirements-build.txt")
PROGRAMS = {"welfare-desk": "Welfare Desk", "welfare-desk-cli": "Welfare Desk, command line"}

_VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1),
  kids=[
    StringFileInfo([StringTable('041E04B0', [
      StringStruct('CompanyName', 'Welfare Desk'),
      StringStruct('FileDescription', '{described}'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', '{name}'),
      StringStruct('LegalCopyright', 'GPL-3.0-or-later'),
      StringStruct('OriginalFilename', '{name}.exe'),
      StringStruct('ProductName', 'ระบบบัญชีกองทุนสวัสดิการชุมชน · Welfare Desk'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x041E, 1200])])
  ]
)
"""


def version(root: Path = ROOT) -> str:
    """Read the version of the program without starting it."""
    text = (root / "welfare_desk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise SystemExit("The program names no version.")
    return found[1]


def version_numbers(text: str) -> tuple[int, int, int, int]:
    """Give a version as the four numbers that Windows wants."""
    first, second, third, fourth, *_rest = [*map(int, re.findall(r"\d+", text)), 0, 0, 0, 0]
    return first, second, third, fourth


def version_resource(name: str) -> str:
    """Write what Windows shows of one program in its properties."""
    now = version()
    return _VERSION_RESOURCE.format(numbers=version_numbers(now), described=PROGRAMS[name], version=now, name=name)


def digest() -> str:
    """Tell the sources of one frozen program from those of any other."""
    folders = ("welfare_desk", "resources", "installers/programs")
    found = [each for folder in folders for each in (ROOT / folder).rglob("*") if each.is_file() and is_ours(each.name)]
    found += (ROOT / "welfare_desk").rglob("*.py")
    found += (ROOT / "installers" / "programs").glob("*.py")
    found += [ROOT / "installers" / each for each in _BUILDERS]
    whole = hashlib.sha256()
    for each in sorted(found):
        whole.update(str(each.relative_to(ROOT)).encode() + hashlib.sha256(each.read_bytes()).digest())
    return whole.hexdigest()


def prepare(made: Path) -> None:
    """Make what goes into the program beside its code: icon, version, licences."""
    made.mkdir(parents=True, exist_ok=True)
    write_ico(made / f"{NAME}.ico")
    for name in PROGRAMS:
        (made / f"{name}.version").write_text(version_resource(name), encoding="utf-8")
    gather(ROOT, made / "licences")
    _keep_update_key(made / "resources")


def _keep_update_key(folder: Path) -> None:
    """Write down whose updates the program takes; a build that is told no key takes none."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    key = os.environ.get("WELFARE_UPDATE_KEY", "")
    if not key:
        print("Updates by file are switched off: WELFARE_UPDATE_KEY names no public key.")
        return
    if not re.fullmatch(r"[0-9a-fA-F]{64}", key):
        raise SystemExit("WELFARE_UPDATE_KEY is no public key: 64 hexadecimal digits of an Ed25519 key.")
    (folder / "update-key.txt").write_text(key + "\n", encoding="ascii")


def freeze(work: Path, dist: Path) -> Path:
    """Freeze the program; give its folder."""
    if not (ROOT / "resources/locale/th/LC_MESSAGES/welfare_desk.mo").is_file():
        raise SystemExit("The Thai catalogue is not compiled: run it through ./welfare build.")
    made = work / "made"
    prepare(made)
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "installers" / "welfare_desk.spec")]
    command += ["--noconfirm", "--log-level", "WARN", "--distpath", str(dist), "--workpath", str(work / "frozen")]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "WELFARE_BUILD": str(made)})
    folder = dist / NAME
    strip(folder)
    if sys.platform == "linux":
        (folder / f"{NAME}-cli").symlink_to(NAME)
    shutil.copy2(ROOT / "LICENSE", folder / "LICENSE.txt")
    write_list(folder)
    return folder


def strip(folder: Path) -> None:
    """Take the names for debuggers out of the libraries of Linux; those that a wheel has patched stay as they are."""
    stripper = shutil.which("strip")
    if sys.platform != "linux" or stripper is None:
        return
    libraries = [each for each in folder.rglob("*.so*") if each.is_file() and not each.is_symlink()]
    own = [each for each in libraries if not each.parent.name.endswith(".libs")]
    subprocess.run([stripper, "--strip-unneeded", *map(str, own)], check=False, stderr=subprocess.DEVNULL)


def files(folder: Path) -> list[str]:
    """Name every file of a folder as it is written on this system, in order."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def write_list(folder: Path) -> None:
    """Write down which files are ours, so that uninstall removes these and no other.

    Names are ASCII, because the setup reads the list as bytes.
    """
    names = sorted({*files(folder), LIST})
    strange = [each for each in names if not each.isascii()]
    if strange:
        raise SystemExit(f"The setup could not remove these again: {strange}")
    (folder / LIST).write_text("".join(f"{each}\n" for each in names), encoding="ascii", newline="\r\n")


def size_of(folder: Path) -> int:
    """Add up the bytes of a folder; what is linked counts once."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
