"""A start can be measured on any computer: the window says when it is there, and ends."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[2]


def test_the_window_says_when_it_is_seen_and_ends():
    around = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    begun = monotonic()
    command = [sys.executable, "-m", "welfare_desk", "--until-seen"]
    done = subprocess.run(command, env=around, capture_output=True, text=True, timeout=120, check=True)
    assert begun < float(done.stdout) < monotonic()
