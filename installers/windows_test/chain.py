"""The whole chain of the Windows setup under wine: wheels, tests, frozen program, setup, each way to go, signature.

`python -m installers.windows_test.chain FOLDER` runs it by hand and keeps what it makes in the folder.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from installers import frozen, packages
from installers.icon import write_ico
from installers.setup import setup
from installers.windows_test import runtime, signature
from installers.windows_test.wine import Wine, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What a test needs to run; the window's tests stay on Linux, where two of them are not one.
TEST_TOOLS = (
    "attrs",
    "colorama",
    "hypothesis",
    "iniconfig",
    "packaging",
    "pluggy",
    "pygments",
    "pytest",
    "sortedcontainers",
)
TESTED = ("tests/test_money.py", "tests/test_dates.py", "tests/ledger", "tests/members", "tests/welfare",
          "tests/storage", "tests/test_settings.py")  # fmt: skip
OLDER = "0.0.9"
BROKEN = "99.0.0"
MISSING = Path("_internal/resources/fonts/paper/Sarabun-Regular.ttf")
STRANGERS = ("บัญชีของป้า.welfare", "app\\สมุดที่วางผิดที่.welfare", "app\\_internal\\จดไว้.txt")
USUAL = r"C:\users\treasurer\AppData\Local\Programs\WelfareDesk"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\WelfareDesk"
NOT_OURS, RUNNING, FAILED = 3, 4, 5  # exit codes of the setup
MOST_SETUP, MOST_INSTALLED = 50e6, 180e6


@dataclass
class Chain:
    """The rooms of the chain and what it has made; `counts` is what was done."""

    folder: Path
    say: Callable[[str], object] = print
    counts: dict[str, int] = field(default_factory=dict)
    _begun: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.wine = Wine(self.folder / "prefix")
        self.python = self.folder / "runtime" / "python" / "python.exe"
        self.dist = self.folder / "dist"
        self.shots = self.folder / "shots"

    def run(self) -> dict[str, int]:
        """Run every step in order."""
        try:
            for step in self._steps():
                step()
                self.say(f"{monotonic() - self._begun:.0f} s: {(step.__doc__ or '').splitlines()[0]}")
        finally:
            self.wine.stop()
        return self.counts

    def _steps(self) -> Iterator[Callable[[], None]]:
        yield from (
            self.runtime,
            self.test,
            self.freeze,
            self.pack,
            self.install_older,
            self.upgrade,
            self.refuse_broken,
        )
        yield from (self.refuse_running, self.refuse_a_strangers_folder, self.open_by_double_click, self.carry_about)
        yield from (self.uninstall, self.sign)

    # -- made

    def runtime(self) -> None:
        """Make a Python for Windows, with the locked wheels."""
        runtime.make(self.folder / "runtime")
        self.wine.start()
        runtime.shim(self.wine.prefix, self.folder / "runtime")
        lock = frozen.ROOT / "installers" / "requirements-build.txt"
        self.counts["wheels"] = runtime.install_locked(
            self.folder / "runtime", lock, self.python.parent / "Lib" / "site-packages"
        )
        said = self.wine.run(self.python, "-c", "import sys; print(sys.platform)", check=True).stdout
        see("win32" in said, said)

    def test(self) -> None:
        """Let the pure tests and those of storage pass on this Windows."""
        tools = self.folder / "runtime" / "tools"
        lock = frozen.ROOT / "installers" / "requirements-test.txt"
        runtime.install_locked(self.folder / "runtime", lock, tools, TEST_TOOLS)
        command = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-o", "filterwarnings=", *TESTED)
        done = self.wine.run(
            self.python, *command, seconds=3600, cwd=frozen.ROOT, PYTHONPATH=f"{windows(tools)};{windows(frozen.ROOT)}"
        )
        (self.folder / "tests.txt").write_text(done.stdout, encoding="utf-8")
        found = re.search(r"(\d+) passed", done.stdout)
        see(done.returncode == 0, done.stdout[-1500:])
        passed = int(found[1]) if found else len(re.findall(r"^[.sx]+ +\[ *\d+%\]$", done.stdout, re.MULTILINE))
        self.counts["tests passed"] = passed

    def freeze(self) -> None:
        """Freeze this version with PyInstaller, and one as it might have been before."""
        self._frozen(frozen.ROOT, frozen.version())
        older = self.folder / "older-source"
        shutil.rmtree(older, ignore_errors=True)
        for part in ("welfare_desk", "resources", "installers"):
            shutil.copytree(frozen.ROOT / part, older / part, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("LICENSE", "CHANGELOG.md", "pyproject.toml"):
            shutil.copy2(frozen.ROOT / file, older)
        named = older / "welfare_desk" / "__init__.py"
        text = named.read_text(encoding="utf-8")
        named.write_text(text.replace(f'"{frozen.version()}"', f'"{OLDER}"'), encoding="utf-8")
        self._frozen(older, OLDER)

    def _frozen(self, source: Path, version: str) -> None:
        work, dist = self.folder / f"build-{version}", self.dist / version
        shutil.rmtree(dist, ignore_errors=True)
        code = "import sys; from pathlib import Path; from installers.frozen import freeze; freeze(*map(Path, sys.argv[1:]))"
        places = (windows(work), windows(dist))
        self.wine.run(self.python, "-c", code, *places, check=True, seconds=3600, cwd=source, PYTHONPATH=windows(source))
        for name in frozen.PROGRAMS:
            see((dist / frozen.NAME / f"{name}.exe").is_file(), name)

    def pack(self) -> None:
        """Make three setups with makensis: an older one, this one, and one whose program cannot work."""
        icon = self.folder / "welfare-desk.ico"
        write_ico(icon)
        whole = self.dist / frozen.version() / frozen.NAME
        broken = self.dist / BROKEN / frozen.NAME
        shutil.rmtree(broken.parent, ignore_errors=True)
        shutil.copytree(whole, broken)
        (broken / MISSING).unlink()
        packages.portable(whole, self.dist)
        self.older = made(setup(self.dist / OLDER / frozen.NAME, self.dist, icon, named=OLDER, quick=True))
        self.broken = made(setup(broken, self.dist, icon, named=BROKEN, quick=True))
        self.setup = made(setup(whole, self.dist, icon))
        self.counts["setup MB"] = round(self.setup.stat().st_size / 1e6)
        self.counts["installed MB"] = round(frozen.size_of(whole) / 1e6)
        see(self.setup.stat().st_size <= NOT_OURS, RUNNING, FAILED = 3, 4, 5  # exit codes of the setup
MOST_SETUP, f"setup of {self.setup.stat().st_size} bytes")
        see(frozen.size_of(whole) <= MOST_INSTALLED, f"{frozen.size_of(whole)} bytes installed")

    # -- installed

    @property
    def place(self) -> Path:
        """Give the folder that the setup chooses by itself."""
        return self.wine.path(USUAL)

    def install_older(self) -> None:
        """Install the older setup silently; its program tries itself and is photographed."""
        see(self.wine.run(self.older, "/S", seconds=1200).returncode == 0, "the older setup failed")
        see(self._version() == OLDER, self._version())
        self._try("older.png")
        self.counts["installed"] = 1

    def upgrade(self) -> None:
        """Upgrade it; a book that lies in its folder stays where it is."""
        for name in STRANGERS:
            path = self.place.joinpath(*name.split("\\"))
            path.write_text("ของคนอื่น", encoding="utf-8")
        see(self.wine.run(self.setup, "/S", seconds=1200).returncode == 0, "the upgrade failed")
        see(self._version() == frozen.version(), self._version())
        self._see_strangers()
        see(not (self.place / "app.old").exists(), "the old version is still there")
        see(not (self.place / "app.new").exists(), "the new version is still there twice")
        self._try("upgraded.png")
        self.counts["upgraded"] = 1

    def refuse_broken(self) -> None:
        """Fail to upgrade to a version that does not pass its own test; the one from before works on."""
        before = frozen.files(self.place)
        see(self.wine.run(self.broken, "/S", seconds=1200).returncode == FAILED, "a broken version was let in")
        see(frozen.files(self.place) == before, "something else lies there than before")
        see(self._version() == frozen.version(), self._version())
        self._try("after-refusal.png")
        elsewhere = r"C:\ใหม่"
        ended = self.wine.run(self.broken, "/S", f"/D={elsewhere}", seconds=1200).returncode
        see(ended == FAILED, "a broken version was let in anew")
        see(not self.wine.path(elsewhere).exists(), "a broken version left a folder behind")
        self.counts["broken versions refused"] = 2

    def refuse_running(self) -> None:
        """Leave a running program alone, by setup and uninstall alike."""
        before = frozen.files(self.place)
        with self.wine.started(self._program("welfare-desk"), "-platform", "offscreen"):
            see(self.wine.run(self.setup, "/S").returncode == RUNNING, "the setup went over a running program")
            self.wine.run(self.place / "uninstall.exe", "/S", f"_?={USUAL}")
        see(frozen.files(self.place) == before, "something was removed under a running program")
        self.counts["running programs left alone"] = 2

    def refuse_a_strangers_folder(self) -> None:
        """Refuse a folder that holds something else; it stays as it is."""
        theirs = self.wine.path(r"C:\งานของฉัน")
        theirs.mkdir(exist_ok=True)
        (theirs / "งบประมาณ.xlsx").write_text("x", encoding="utf-8")
        see(self.wine.run(self.setup, "/S", r"/D=C:\งานของฉัน").returncode == NOT_OURS, "a stranger's folder was taken")
        see(frozen.files(theirs) == ["งบประมาณ.xlsx"], "a stranger's folder was changed")
        self.counts["strangers' folders refused"] = 1

    def open_by_double_click(self) -> None:
        """Find .welfare opened by the program in the registry, and its Thai name in the Start menu."""
        said = self._registry(r"HKCU\Software\Classes\WelfareDesk.Book\shell\open\command")
        see("welfare-desk.exe" in said, said)
        see("%1" in said, said)
        see("WelfareDesk.Book" in self._registry(r"HKCU\Software\Classes\.welfare"), "the ending .welfare")
        see(frozen.version() in self._registry(UNINSTALL), "the version in the list of programs")
        found = [each.name for each in self.wine.home.rglob("*.lnk")]
        see("ระบบบัญชีกองทุนสวัสดิการ.lnk" in found, str(found))

    def carry_about(self) -> None:
        """Unpack the ZIP as on a stick; the program tries itself from there."""
        stick = self.wine.path(r"C:\แฟลชไดรฟ์")
        shutil.rmtree(stick, ignore_errors=True)
        (archive,) = self.dist.glob("*-portable.zip")
        shutil.unpack_archive(archive, stick)
        program = stick / "WelfareDesk" / "welfare-desk-cli.exe"
        code = self.wine.run(program, "self-test", "--lang", "en", seconds=300)
        see(code.returncode == 0, code.stdout)
        see((stick / "WelfareDesk" / "portable.txt").is_file(), "the sign of a stick")
        shutil.rmtree(stick)
        self.counts["sticks"] = 1

    def uninstall(self) -> None:
        """Uninstall: what was installed goes, strangers' files and every book stay."""
        book = self.wine.home / "Documents" / "กองทุน.welfare"
        book.parent.mkdir(exist_ok=True)
        book.write_text("สมุด", encoding="utf-8")
        self.wine.run(self.place / "uninstall.exe", "/S")
        end = monotonic() + 120
        while (self.place / "uninstall.exe").exists() and monotonic() < end:
            sleep(0.5)
        sleep(2)
        left = frozen.files(self.place)
        see(left == sorted(each.replace("\\", "/") for each in STRANGERS), str(left[:20]))
        see(book.is_file(), "a book is gone")
        see("welfare-desk" not in self._registry(r"HKCU\Software\Classes\WelfareDesk.Book"), "the ending stayed")
        see("0.1" not in self._registry(UNINSTALL), "the list of programs still names it")
        see(not list(self.wine.home.rglob("ระบบบัญชี*.lnk")), "the Start menu still names it")
        self.counts["uninstalled"] = 1
        self.counts["strangers' files kept"] = len(STRANGERS)

    def sign(self) -> None:
        """Sign the setup with a certificate of the moment; a flipped byte is found."""
        signature.prove(self.setup, self.folder / "signed")
        self.counts["signatures"] = 1
        self.counts["flipped bytes found"] = 1

    # -- seen

    def _program(self, name: str) -> Path:
        return self.place / "app" / f"{name}.exe"

    def _version(self) -> str:
        return self.wine.run(self._program("welfare-desk-cli"), "--version").stdout.strip()

    def _try(self, shot: str) -> None:
        """Let the installed program try itself, and keep the picture of its window."""
        self.shots.mkdir(exist_ok=True)
        done = self.wine.run(
            self._program("welfare-desk-cli"),
            "self-test",
            "--lang",
            "th",
            "--shot",
            windows(self.shots / shot),
            seconds=300,
        )
        see(done.returncode == 0, done.stdout)
        see((self.shots / shot).stat().st_size > 0, shot)
        silent = self.wine.run(self._program("welfare-desk"), "--self-test", seconds=300)
        see(silent.returncode == 0, "the program with the window does not pass its test")
        self.counts["self-tests"] = self.counts.get("self-tests", 0) + 2

    def _see_strangers(self) -> None:
        for name in STRANGERS:
            path = self.place.joinpath(*name.split("\\"))
            see(path.is_file() and path.read_text(encoding="utf-8") == "ของคนอื่น", name)

    def _registry(self, key: str) -> str:
        return self.wine.run("reg", "query", key, "/s").stdout


def see(holds: object, about: str) -> None:
    """Stop the chain where something does not hold."""
    if not holds:
        raise AssertionError(about)


def made(path: Path | None) -> Path:
    """Give what was made."""
    see(path is not None, "makensis is missing")
    assert path is not None  # noqa: S101 - told to the type checker
    return path


def main(folder: str) -> int:
    """Run the chain by hand."""
    lacking = runtime.missing()
    if lacking:
        print("Missing: apt-get install -y --no-install-recommends " + " ".join(lacking))
        return 1
    counts = Chain(Path(folder).resolve()).run()
    print(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
