"""The whole chain of the Windows setup under wine: wheels, tests, frozen program, setup, each way to go, signature.

`python -m installers.windows_test.chain FOLDER` runs it by hand and keeps what it makes in the folder.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from installers import frozen
from installers.windows_test import runtime, signature
from installers.windows_test.wine import Wine, photograph, screen, windows
from installers.windows_test.workshop import OLDER, ONLY_BEFORE, Workshop, see

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STRANGERS = ("บัญชีของป้า.welfare", "app\\สมุดที่วางผิดที่.welfare", "app\\_internal\\จดไว้.txt")
USUAL = r"C:\users\treasurer\AppData\Local\Programs\WelfareDesk"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\WelfareDesk"
NOT_OURS, RUNNING, FAILED = 3, 4, 5  # exit codes of the setup
PATIENCE = 1200  # seconds for a setup, which unpacks and lets the program try itself


@dataclass
class Chain(Workshop):
    """What the setups do, one after the other, in one Windows."""

    say: Callable[[str], object] = print
    _begun: float = field(default_factory=monotonic)

    def run(self, steps: Sequence[str] = ()) -> dict[str, int]:
        """Run every step in order, or those that are named."""
        order = (
            *("runtime", "freeze", "pack", "install_older", "upgrade", "refuse_broken", "refuse_running"),
            *("refuse_a_strangers_folder", "open_by_double_click", "carry_about", "uninstall", "sign", "test"),
        )
        try:
            for name in steps or order:
                step = getattr(self, name)
                step()
                self.say(f"{monotonic() - self._begun:.0f} s: {step.__doc__.splitlines()[0]}")
        finally:
            self.wine.stop()
        return self.counts

    @property
    def place(self) -> Path:
        """Give the folder that the setup chooses by itself."""
        return self.wine.path(USUAL)

    def install_older(self) -> None:
        """Install the older setup silently; its program tries itself and is photographed."""
        see(self.wine.run(self.older, "/S", seconds=PATIENCE).returncode == 0, "the older setup failed")
        see(self._version() == OLDER, self._version())
        see(self.place.joinpath("app", *ONLY_BEFORE.split("\\")).is_file(), ONLY_BEFORE)
        self._try("older.png")
        self.counts["installed"] = 1

    def upgrade(self) -> None:
        """Upgrade it; a book that lies in its folder stays where it is."""
        for name in STRANGERS:
            path = self.place.joinpath(*name.split("\\"))
            path.write_text("ของคนอื่น", encoding="utf-8")
        see(self.wine.run(self.setup, "/S", seconds=PATIENCE).returncode == 0, "the upgrade failed")
        see(self._version() == frozen.version(), self._version())
        self._see_strangers()
        silent = self.wine.run(self._program("welfare-desk"), "--self-test", seconds=PATIENCE)
        see(silent.returncode == 0, "the program with the window does not pass its test")
        see(not self.place.joinpath("app", *ONLY_BEFORE.split("\\")).exists(), ONLY_BEFORE)
        see(not (self.place / "app.old").exists(), "the old version is still there")
        see(not (self.place / "app.new").exists(), "the new version is still there twice")
        self._try("upgraded.png")
        self.counts["upgraded"] = 1

    def refuse_broken(self) -> None:
        """Fail to upgrade to a version that does not pass its own test; the one from before works on."""
        before = frozen.files(self.place)
        see(self.wine.run(self.broken, "/S", seconds=PATIENCE).returncode == FAILED, "a broken version was let in")
        see(frozen.files(self.place) == before, "something else lies there than before")
        see(self._version() == frozen.version(), self._version())
        self._try("after-refusal.png")
        elsewhere = r"C:\ใหม่"
        ended = self.wine.run(self.broken, "/S", f"/D={elsewhere}", seconds=PATIENCE).returncode
        see(ended == FAILED, "a broken version was let in anew")
        see(not self.wine.path(elsewhere).exists(), "a broken version left a folder behind")
        self.counts["broken versions refused"] = 2

    def refuse_running(self) -> None:
        """Leave a running program alone, by setup and uninstall alike."""
        before = frozen.files(self.place)
        with screen() as display, self._seen(display).started(self._program("welfare-desk")):
            photograph(display, self.folder / "shots" / "running.png")
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
        code = self.wine.run(program, "self-test", "--lang", "en", seconds=PATIENCE)
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

    def _seen(self, display: str) -> Wine:
        """Give the same Windows with a screen; wine looks for one when it starts."""
        self.wine.stop()
        return Wine(self.wine.prefix, display)

    def _version(self) -> str:
        """Read which version the setup says it installed."""
        lines = (self.place / "welfare-desk.ini").read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line.partition("=")[2] for line in lines if line.startswith("Version=")), "")

    def _try(self, shot: str) -> None:
        """Let the installed program try itself, and keep the picture of its window."""
        (self.folder / "shots").mkdir(exist_ok=True)
        done = self.wine.run(
            self._program("welfare-desk-cli"),
            "self-test",
            "--lang",
            "th",
            "--shot",
            windows((self.folder / "shots") / shot),
            seconds=PATIENCE,
        )
        see(done.returncode == 0, done.stdout)
        see(((self.folder / "shots") / shot).stat().st_size > 0, shot)
        self.counts["self-tests"] = self.counts.get("self-tests", 0) + 1

    def _see_strangers(self) -> None:
        for name in STRANGERS:
            path = self.place.joinpath(*name.split("\\"))
            see(path.is_file() and path.read_text(encoding="utf-8") == "ของคนอื่น", name)

    def _registry(self, key: str) -> str:
        return self.wine.run("reg", "query", key, "/s").stdout


def main(folder: str, *steps: str) -> int:
    """Run the chain by hand, or some of its steps."""
    lacking = runtime.missing()
    if lacking:
        print("Missing: apt-get install -y --no-install-recommends " + " ".join(lacking))
        return 1
    counts = Chain(Path(folder).resolve()).run(steps)
    print(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
