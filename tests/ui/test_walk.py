"""Every page can be heard: in a real window, through AT-SPI, each part that takes the keys has a name.

Needs Xvfb, openbox, xdotool, ImageMagick, dbus and the system Python's AT-SPI bindings (see CONTRIBUTING); a computer
that lacks them skips it, and hears the pages through Qt's own tree in `tests/ui/screens/test_looks.py`.
"""

import json
import subprocess
from pathlib import Path

import pytest

from tests.builders import a_book
from tests.screen.driver import missing
from tests.screen.walk import PLACES
from tests.ui.screens.conftest import TODAY, a_member, pays
from welfare_desk.services.contributions import record_payment
from welfare_desk.services.members import add_member

PYTHON = Path("/usr/bin/python3")
ROOT = Path(__file__).parents[2]


def speaks():
    """Tell whether the system's Python can listen to AT-SPI."""
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", asked], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(bool(missing()) or not speaks(), reason="no screen and no screen reader's bus on this computer")
def test_every_part_that_takes_the_keys_has_a_name(tmp_path):
    desk = a_book(tmp_path, today=TODAY)
    add_member(desk, a_member("00401", "สาลิณี"))
    record_payment(desk, pays("00401", 90))
    desk.book.close()
    command = [str(PYTHON), "-m", "tests.screen.walk", str(desk.book.path), str(tmp_path / "walk")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr[-2000:]
    heard = json.loads(done.stdout.splitlines()[-1])
    assert len(heard) == sum(PLACES.values())
    assert min(each["parts"] for each in heard.values()) > 20
    assert {page: each["nameless"] for page, each in heard.items() if each["nameless"]} == {}
