"""The Debian package installs, works and goes in a Debian that has nothing else; its receipt reads back exactly.

`installers/linux_test/chroot.py` tells the steps. WELFARE_CHAIN names a folder that keeps what is made. Needs root,
debootstrap and Debian's archive.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from installers.linux_test import chroot


def trial(_seed):
    """Build the package and try it once; there is nothing for a seed to choose."""
    lacking = chroot.missing()
    assert not lacking, lacking
    with TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        room = Path(os.environ.get("WELFARE_CHAIN") or temporary)
        room.mkdir(parents=True, exist_ok=True)
        package = chroot.build(room)
        counts = chroot.Trial(package, chroot.Chroot(room / "chroot"), room / "linux.png").run()
        return {"package MB": round(package.stat().st_size / 1e6), **counts}
