"""Installs the Debian package in a Debian that has nothing else, and lets it work there as a common person.

Needs root, `debootstrap` and Debian's archive.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from installers import frozen, packages

if TYPE_CHECKING:
    from collections.abc import Callable

SAID = ("นางกตัญญู น้ำใจดี", "กองทุนสวัสดิการชุมชนตำบลที่นี่ (ทดสอบเครื่อง)", "สามร้อยหกสิบห้าบาทถ้วน", "365.00")
RELEASE = "bookworm"
PERSON = "somchai"
BOOK = "/home/somchai/กองทุนของเรา.welfare"
PACKAGE = "/root/welfare-desk.deb"
OURS = ("/opt/welfare-desk", "/usr/bin/welfare-desk-cli", "/usr/share/applications/welfare-desk.desktop")
KEPT = "/home/somchai/ลองดู"
PROGRAMS = {"debootstrap": "debootstrap", "dpkg-deb": "dpkg", "chroot": "coreutils"}


def missing() -> str:
    """Tell what the trial lacks here; nothing where it can be done."""
    lacking = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if lacking:
        return "apt-get install -y " + " ".join(lacking)
    return "" if os.geteuid() == 0 else "this trial needs root: it makes a system of its own (debootstrap, chroot)"


@dataclass(frozen=True)
class Chroot:
    """A Debian in a folder."""

    root: Path

    def make(self) -> None:
        """Fetch a least Debian, once; a person lives in it."""
        if not (self.root / "usr" / "bin" / "apt-get").exists():
            command = ["debootstrap", "--variant=minbase", RELEASE, str(self.root)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if not (self.root / "home" / PERSON).is_dir():
            self.run("useradd", "--create-home", PERSON, check=True)

    def run(self, *command: str, check: bool = False, by: str = "root") -> subprocess.CompletedProcess[str]:
        """Run a command inside, as root or as the person."""
        around = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        home = "/root" if by == "root" else f"/home/{by}"
        inside = ["chroot", f"--userspec={by}:{by}", str(self.root), "env", "-i", f"HOME={home}"]
        inside += [f"{name}={value}" for name, value in around.items()]
        done = subprocess.run([*inside, *command], capture_output=True, text=True, check=False)
        if check and done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stdout[-1000:]} {done.stderr[-1500:]}")
        return done

    def inside(self, path: str) -> Path:
        """Give the place of a path of the inner system."""
        return self.root / path.lstrip("/")


@dataclass
class Trial:
    """The package, and the Debian it is tried in."""

    package: Path
    chroot: Chroot
    shot: Path

    def run(self) -> dict[str, int]:
        """Install, try, upgrade, remove; raise where something does not hold."""
        self.chroot.make()
        self._install()
        self._try()
        self._remove()
        return {"installed": 1, "self-tests": 1, "receipts read back": 1, "removed": 1}

    def _install(self) -> None:
        shutil.copy2(self.package, self.chroot.inside(PACKAGE))
        self.chroot.run("apt-get", "-qq", "update", check=True)
        asked = ("apt-get", "-qq", "install", "-y", "--no-install-recommends")
        self.chroot.run(*asked, PACKAGE, "poppler-utils", check=True)

    def _try(self) -> None:
        """Let it try itself as a person; read its receipt with a reader of another house."""
        inner = self.chroot
        shutil.rmtree(inner.inside(KEPT), ignore_errors=True)
        done = inner.run("welfare-desk-cli", "self-test", "--lang", "th", "--folder", KEPT, by=PERSON)
        see(done.returncode == 0, done.stdout + done.stderr)
        said = inner.run("pdftotext", "-layout", f"{KEPT}/ใบเสร็จ.pdf", "-", check=True).stdout
        for wanted in SAID:
            see(wanted in said, f"“{wanted}” is not in: {said}")
        shutil.copy2(inner.inside(f"{KEPT}/window.png"), self.shot)
        inner.inside(BOOK).unlink(missing_ok=True)
        made = inner.run("welfare-desk-cli", "new", BOOK, "--name", "กองทุนของเรา", by=PERSON)
        see(made.returncode == 0, made.stderr)

    def _remove(self) -> None:
        """Remove it: nothing of it is left, and the person's book and settings are."""
        inner = self.chroot
        book = inner.inside(BOOK).read_bytes()
        inner.run("apt-get", "-qq", "purge", "-y", frozen.NAME, check=True)
        left = [each for each in OURS if inner.inside(each).exists()]
        see(not left, str(left))
        see(inner.inside(BOOK).read_bytes() == book, "the book is not what it was")


def see(holds: object, about: str) -> None:
    """Stop the trial where something does not hold."""
    if not holds:
        raise AssertionError(about)


def build(folder: Path, say: Callable[[str], object] = print) -> Path:
    """Freeze the program and make its package, with an environment of the build lock."""
    environment = {**os.environ, "WELFARE_VENV": str(folder / "venv")}
    stamp, sources = (
        folder / "built.sources",
        frozen.digest() + sha256(Path(packages.__file__).read_bytes()).hexdigest(),
    )
    made = list((folder / "dist").glob(f"{frozen.NAME}_{frozen.version()}_*.deb"))
    if made and stamp.is_file() and stamp.read_text(encoding="ascii") == sources:
        return made[0]  # made of the very same sources before
    command = [sys.executable, str(frozen.ROOT / "welfare"), "build", "deb"]
    command += ["--dist", str(folder / "dist"), "--work", str(folder / "work")]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    (package,) = (folder / "dist").glob(f"{frozen.NAME}_{frozen.version()}_*.deb")
    stamp.write_text(sources, encoding="ascii")
    say(f"{package.name}: {package.stat().st_size / 1e6:.0f} MB")
    return package


def main(folder: str, package: str = "") -> int:
    """Run the trial by hand."""
    lacking = missing()
    if lacking:
        print(lacking)
        return 1
    room = Path(folder).resolve()
    room.mkdir(parents=True, exist_ok=True)
    made = Path(package) if package else build(room)
    print(Trial(made, Chroot(room / "chroot"), room / "window.png").run())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
