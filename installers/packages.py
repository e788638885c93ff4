"""Packs the frozen folder: an archive for any Linux, a Debian package, and a ZIP for a USB stick."""

from __future__ import annotations

import platform
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

from installers.frozen import LIST, NAME, ROOT, size_of, version
from installers.icon import draw

LINUX = Path(__file__).with_name("linux")
ICONS = (16, 24, 32, 48, 64, 128, 256)
PORTABLE = "portable.txt"
# What Qt loads and no package of ours carries; every desktop has it.
NEEDS = (
    *("libc6 (>= 2.34)", "libegl1", "libgl1", "libfontconfig1", "libfreetype6", "libx11-6", "libx11-xcb1", "libxcb1"),
    *("libxkbcommon0", "libxkbcommon-x11-0", "libdbus-1-3", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0"),
    *("libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1"),
    "libglib2.0-0 | libglib2.0-0t64",
)
_CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: Welfare Desk <welfare-desk@localhost>
Installed-Size: {kilobytes}
Depends: {needs}
Section: misc
Priority: optional
Description: accounts for Thai community welfare funds
 Contributions, benefits, a double-entry ledger that cannot be altered unseen,
 and reports, on the fund's own computer and without the internet.
 .
 The package never touches a book or a person's settings.
"""
_STICK = """\
เมื่อมีไฟล์นี้อยู่ข้างโปรแกรม การตั้งค่าจะเก็บไว้ในโฟลเดอร์ settings ข้างโปรแกรม
As long as this file lies beside the program, its settings are kept in the folder "settings" beside it.
"""


def archive(folder: Path, dist: Path) -> Path:
    """Pack the folder for any Linux, as everybody's own files."""
    made = dist / f"{NAME}-{version()}-linux-{platform.machine()}.tar.gz"
    inside = f"{NAME}-{version()}"

    def nobodys(each: tarfile.TarInfo) -> tarfile.TarInfo:
        each.uid = each.gid = 0
        each.uname = each.gname = ""
        return each

    with tarfile.open(made, "w:gz") as packed:
        packed.add(folder, inside, filter=nobodys)
        for each in sorted(LINUX.iterdir()):
            packed.add(each, f"{inside}/share/{each.name}", filter=nobodys)
    return made


def debian_package(folder: Path, work: Path, dist: Path) -> Path | None:
    """Make a Debian package; say so and make none where its tool is missing."""
    tool = shutil.which("dpkg-deb")
    if tool is None:
        print("No .deb: dpkg-deb is not on this computer (Debian's package dpkg).")
        return None
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    _lay_out(folder, tree)
    control = _CONTROL.format(
        name=NAME,
        version=version(),
        architecture=architecture,
        kilobytes=size_of(tree) // 1024,
        needs=", ".join(NEEDS),
    )
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    made = dist / f"{NAME}_{version()}_{architecture}.deb"
    command = [tool, "--root-owner-group", "-Zxz", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return made


def _lay_out(folder: Path, tree: Path) -> None:
    """Lay every file where a Debian system has it."""
    program, share = tree / "opt" / NAME, tree / "usr" / "share"
    shutil.copytree(folder, program, symlinks=True)
    (program / LIST).unlink()  # dpkg has a list of its own
    commands = tree / "usr" / "bin"
    commands.mkdir(parents=True)
    for name in (NAME, f"{NAME}-cli"):
        (commands / name).symlink_to(f"/opt/{NAME}/{name}")
    places = {f"{NAME}.desktop": "applications", f"{NAME}.xml": "mime/packages"}
    for file, place in places.items():
        (share / place).mkdir(parents=True)
        shutil.copy2(LINUX / file, share / place / file)
    for side in ICONS:
        place = share / "icons" / "hicolor" / f"{side}x{side}" / "apps"
        place.mkdir(parents=True)
        draw(side).save(place / f"{NAME}.png", optimize=True)
    papers = share / "doc" / NAME
    papers.mkdir(parents=True)
    shutil.copy2(folder / "_internal" / "licences" / "README.txt", papers / "copyright")
    shutil.copy2(ROOT / "CHANGELOG.md", papers / "changelog")


def portable(folder: Path, dist: Path) -> Path:
    """Pack the folder for a USB stick: its settings stay beside it."""
    made = dist / f"WelfareDesk-{version()}-portable.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                packed.write(each, f"WelfareDesk/{each.relative_to(folder).as_posix()}")
        packed.writestr(f"WelfareDesk/{PORTABLE}", _STICK.replace("\n", "\r\n"))
    return made
