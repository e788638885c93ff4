"""Makes under wine what the chain tries: the runtime, the frozen program and three setups."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from installers import frozen, packages
from installers import setup as setups
from installers.icon import write_ico
from installers.setup import SCRIPT
from installers.windows_test import runtime
from installers.windows_test.wine import Wine, windows

# What a test needs to run; the tests of the window stay on Linux, where they are run in full.
TEST_TOOLS = (
    *("attrs", "colorama", "hypothesis", "iniconfig", "packaging", "pluggy", "pygments", "pytest", "sortedcontainers"),
)
TESTED = (
    *("tests/test_money.py", "tests/test_dates.py", "tests/ledger", "tests/test_settings.py"),
    *(f"tests/storage/test_{each}.py" for each in ("book", "entries", "ciphers", "locations", "backup_files", "swaps")),
)
OLDER, BROKEN = "0.0.9", "99.0.0"
ONLY_BEFORE = r"_internal\resources\only-before.txt"
MISSING = Path("_internal/resources/fonts/paper/Sarabun-Regular.ttf")
_FREEZE = """
import sys
from pathlib import Path
from installers.frozen import freeze
freeze(*map(Path, sys.argv[1:]))
"""


@dataclass
class Workshop:
    """The rooms of the work; `counts` is what was done."""

    folder: Path
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.wine = Wine(self.folder / "prefix")
        self.python = self.folder / "runtime" / "python" / "python.exe"
        self.dist = self.folder / "dist"
        self.whole = self.dist / frozen.NAME

    def runtime(self) -> None:
        """Make a Python for Windows, with the locked wheels."""
        room = self.folder / "runtime"
        runtime.make(room)
        self.wine.start()
        runtime.shim(self.wine.prefix, room)
        lock = frozen.ROOT / "installers" / "requirements-build.txt"
        packages_of_it = self.python.parent / "Lib" / "site-packages"
        self.counts["wheels"] = runtime.install_locked(room, lock, packages_of_it)
        said = self.wine.run(self.python, "-c", "import sys; print(sys.platform)", check=True).stdout
        see("win32" in said, said)

    def test(self) -> None:
        """Let the pure tests and those of storage pass on this Windows."""
        room, tools = self.folder / "runtime", self.folder / "runtime" / "tools"
        runtime.install_locked(room, frozen.ROOT / "installers" / "requirements-test.txt", tools, TEST_TOOLS)
        command = ("-m", "pytest", "-x", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib")
        searched = f"{windows(tools)};{windows(frozen.ROOT)}"
        done = self.wine.run(
            self.python, *command, "-o", "filterwarnings=", *TESTED, seconds=3600, cwd=frozen.ROOT, PYTHONPATH=searched
        )
        (self.folder / "tests.txt").write_text(done.stdout, encoding="utf-8")
        found = re.search(r"(\d+) passed", done.stdout)
        see(done.returncode == 0 and found, done.stdout[-1500:])
        self.counts["tests passed"] = int(found[1]) if found else 0

    def freeze(self) -> None:
        """Freeze the program with PyInstaller, unless it was made of the same sources before."""
        stamp, sources = self.folder / "frozen.sources", frozen.digest()
        if stamp.is_file() and stamp.read_text(encoding="ascii") == sources:
            return  # made of the very same sources before
        shutil.rmtree(self.dist, ignore_errors=True)
        places = (windows(self.folder / "build"), windows(self.dist))
        searched = windows(frozen.ROOT)
        self.wine.run(
            self.python, "-c", _FREEZE, *places, check=True, seconds=3600, cwd=frozen.ROOT, PYTHONPATH=searched
        )
        for name in frozen.PROGRAMS:
            see((self.whole / f"{name}.exe").is_file(), name)
        stamp.write_text(sources, encoding="ascii")

    def pack(self) -> None:
        """Make three setups with makensis: an older one, this one, and one whose program cannot work."""
        whole = [
            frozen.digest(),
            *(Path(each).read_text(encoding="utf-8") for each in (SCRIPT, setups.__file__, __file__)),
        ]
        stamp, sources = self.folder / "packed.sources", sha256("\n".join(whole).encode()).hexdigest()
        self.older, self.broken = (self.folder / f"WelfareDesk-{each}-setup.exe" for each in (OLDER, BROKEN))
        self.setup = self.dist / f"WelfareDesk-{frozen.version()}-setup.exe"
        if not stamp.is_file() or stamp.read_text(encoding="ascii") != sources:
            self._packed()
            stamp.write_text(sources, encoding="ascii")
        packed, installed = self.setup.stat().st_size, frozen.size_of(self.whole)
        self.counts |= {"setup MB": round(packed / 1e6), "installed MB": round(installed / 1e6)}

    def _packed(self) -> None:
        icon = self.folder / "welfare-desk.ico"
        write_ico(icon)
        older, broken = self.folder / "older", self.folder / "broken"
        for copy in (older, broken):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.whole, copy)
        older.joinpath(*ONLY_BEFORE.split("\\")).write_text("x", encoding="utf-8")
        with (older / frozen.LIST).open("a", encoding="ascii", newline="") as listed:
            listed.write(f"{ONLY_BEFORE}\r\n")
        (broken / MISSING).unlink()
        packages.portable(self.whole, self.dist)
        made = (
            setups.setup(older, self.folder, icon, named=OLDER, quick=True),
            setups.setup(broken, self.folder, icon, named=BROKEN, quick=True),
            setups.setup(self.whole, self.dist, icon),
        )
        see(made == (self.older, self.broken, self.setup), f"makensis made {made}")


def see(holds: object, about: str) -> None:
    """Stop the chain where something does not hold."""
    if not holds:
        raise AssertionError(about)
