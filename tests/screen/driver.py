"""Drive the program's window with xdotool, and see it through the accessibility tree, as a screen reader does.

Runs on Linux under the system's own Python, which has the bindings of AT-SPI (`python3-gi`, `gir1.2-atspi-2.0`), and
needs Xvfb, openbox, xdotool, ImageMagick and dbus. Nothing of the program is imported here.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENV = Path(os.environ.get("WELFARE_VENV") or ROOT / ".venv")
NEEDS = ("Xvfb", "openbox", "xdotool", "import", "dbus-run-session")
BUS = "/usr/libexec/at-spi-bus-launcher"
SIZE = "1366x820"
PATIENCE = 40.0
DEPTH = 14


class NotThereError(Exception):
    """What should be on the screen is not there."""


def missing():
    """Name what this computer lacks for driving a window."""
    lacks = [name for name in NEEDS if shutil.which(name) is None]
    return lacks + ([] if Path(BUS).exists() else [BUS])


def with_a_bus(module):
    """Start this module again inside a message bus of its own, which the accessibility tree needs."""
    if os.environ.get("WELFARE_BUS"):
        return
    os.environ["WELFARE_BUS"] = "1"
    os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, "-m", module, *sys.argv[1:]])  # noqa: S606 - itself


class Window:
    """One run of the program; it counts every key and every click."""

    def __init__(self, folder, *arguments, display=":77"):
        self.folder, self.keys, self.clicks, self._pictures = folder, 0, 0, 0
        folder.mkdir(parents=True, exist_ok=True)
        home = folder / "home"
        home.mkdir(exist_ok=True)
        os.environ.update(DISPLAY=display, HOME=str(home), XDG_CONFIG_HOME=str(home / ".config"))
        os.environ.pop("QT_QPA_PLATFORM", None)  # a test may have asked for no screen
        os.environ.update(QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LANG="C.UTF-8")
        self._running = [_start(["Xvfb", display, "-screen", "0", f"{SIZE}x24"])]
        time.sleep(1)
        self._running += [_start(["openbox"]), _start([BUS, "--launch-immediately"])]
        time.sleep(1)
        self.program = _start([str(VENV / "bin" / "python"), "-m", "welfare_desk", *arguments])
        self._running.append(self.program)

    # What is seen

    def parts(self):
        """Give what is showing: role, name, and where it stands, in the order of the window."""
        return [part[:3] for part in self.heard()]

    def heard(self):
        """Give what is showing, and of each part beside role, name and place whether it takes the keys."""
        from gi.repository import Atspi, GLib

        try:
            return self._heard(Atspi)
        except GLib.GError:  # a page went while it was listened to
            time.sleep(0.3)
            return self._heard(Atspi)

    @staticmethod
    def _heard(atspi):
        desktop = atspi.get_desktop(0)
        found = []
        for at in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(at)
            if program is not None and program.get_name() == "Welfare Desk":
                _gather(atspi, program, found, DEPTH)
        return found

    def find(self, name, role=None, *, patience=PATIENCE):
        """Wait for a part whose name begins so; the last such part, which is the one in front."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            fits = [part for part in self.parts() if part[1].startswith(name) and role in (None, part[0])]
            if fits:
                return fits[-1]
            time.sleep(0.2)
        self.picture("not-there")
        seen = sorted({part[1] for part in self.parts() if part[1]})
        raise NotThereError(f"{name!r} ({role}) is not among {seen}")

    def shows(self, name, role=None, *, patience=1.0):
        """Tell whether such a part is there."""
        try:
            return self.find(name, role, patience=patience) is not None
        except NotThereError:
            return False

    def picture(self, name):
        """Keep what the screen shows."""
        self._pictures += 1
        time.sleep(0.4)
        file = self.folder / f"{self._pictures:02}-{name}.png"
        _do(["import", "-window", "root", str(file)])
        return file

    # What is done

    def click(self, name, role=None):
        """Click the middle of a part."""
        _role, _name, (x, y, wide, high) = self.find(name, role)
        _do(["xdotool", "mousemove", str(x + wide // 2), str(y + high // 2), "click", "1"])
        self.clicks += 1
        time.sleep(0.3)

    def press(self, *keys):
        """Press keys, one after the other: `ctrl+Return`, `Tab`, `F9`."""
        for key in keys:
            _do(["xdotool", "key", "--clearmodifiers", key])
            self.keys += 1
            time.sleep(0.12)

    def write(self, text):
        """Type a text; each letter is a key."""
        _do(["xdotool", "type", "--delay", "40", text])
        self.keys += len(text)
        time.sleep(0.3)

    def count(self):
        """Give the keys and clicks so far."""
        return self.keys, self.clicks

    def rest(self, seconds=1.0):
        """Let the program finish what it is at."""
        time.sleep(seconds)

    def end(self, *, patience=20.0):
        """Wait until the program has ended by itself, and put the screen away; the exit code of the program."""
        try:
            return self.program.wait(patience)
        finally:
            self.stop()

    def stop(self):
        """Put the screen away, whatever runs on it."""
        for each in reversed(self._running):
            each.terminate()


def _gather(atspi, node, found, depth):
    for at in range(node.get_child_count() if depth else 0):
        part = node.get_child_at_index(at)
        if part is None:
            continue
        if part.get_state_set().contains(atspi.StateType.SHOWING):
            box = part.get_extents(atspi.CoordType.SCREEN)
            takes_keys = part.get_state_set().contains(atspi.StateType.FOCUSABLE)
            place = (box.x, box.y, box.width, box.height)
            found.append((part.get_role_name(), part.get_name() or "", place, takes_keys))
            _gather(atspi, part, found, depth - 1)


def _start(command):
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _do(command):
    subprocess.run(command, check=True, capture_output=True)
