"""What a treasurer downloads installs, upgrades and goes under Windows, tried under wine.

Locked wheels, tests, PyInstaller, makensis, a silent install, the installed program's own test, an upgrade from an
older setup, an upgrade that fails, a running program, a stranger's folder, a USB stick, uninstall, a signature
(`installers/windows_test/chain.py`). WELFARE_CHAIN names a folder that keeps what is made, pictures too. Needs Debian
with wine, MinGW, NSIS and osslsigncode.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from installers.windows_test import runtime
from installers.windows_test.chain import Chain


def trial(_seed):
    """Run the whole chain once; there is nothing for a seed to choose."""
    lacking = runtime.missing()
    assert not lacking, "apt-get install -y --no-install-recommends " + " ".join(lacking)
    with TemporaryDirectory(ignore_cleanup_errors=True) as room:
        return Chain(Path(os.environ.get("WELFARE_CHAIN") or room)).run()
