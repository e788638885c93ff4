"""Make an update that programs accept: `python installers/make_update.py --help`.

The private key is a PEM file (Ed25519) of whoever releases the program. It never lies in the source tree; the
public half goes into a build as the environment variable WELFARE_UPDATE_KEY (hex).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from welfare_desk import __version__
from welfare_desk.exchange.updates import FORMAT, MANIFEST, SIGNATURE, SUFFIX
from welfare_desk.storage.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def make_update(
    target: Path,
    key: Ed25519PrivateKey,
    files: Mapping[str, Path],
    changes: Mapping[str, str],
    *,
    released: str,
    version: str = __version__,
) -> Path:
    """Write an update with a file for each kind of system; what changed is told in `th` and `en`."""
    told = {
        "format": FORMAT,
        "version": version,
        "released": released,
        "book": VERSION,
        "changes": dict(changes),
        "files": [
            {
                "system": system,
                "name": path.name,
                "bytes": path.stat().st_size,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
            for system, path in files.items()
        ],
    }
    manifest = json.dumps(told, ensure_ascii=False, indent=1).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # the parts are packed already
        archive.writestr(MANIFEST, manifest)
        archive.writestr(SIGNATURE, key.sign(manifest))
        for path in files.values():
            archive.write(path, path.name)
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments and make the file."""
    parser = argparse.ArgumentParser(description="Make a signed update of Welfare Desk.")
    parser.add_argument("--key", type=Path, required=True, help="the private key (PEM, Ed25519)")
    parser.add_argument("--windows", type=Path, help="the setup for Windows")
    parser.add_argument("--linux", type=Path, help="the package for Linux")
    parser.add_argument("--released", required=True, help="the day, 2026-12-31")
    parser.add_argument("--thai", type=Path, required=True, help="a text file: what changed, in plain Thai")
    parser.add_argument("--english", type=Path, required=True, help="the same in English")
    parser.add_argument("folder", type=Path, help="where the update shall lie")
    args = parser.parse_args(arguments)
    key = load_pem_private_key(args.key.read_bytes(), password=None)
    files = {system: path for system in ("windows", "linux") if (path := getattr(args, system)) is not None}
    if not isinstance(key, Ed25519PrivateKey) or not files:
        parser.error("it takes an Ed25519 key, and a file for Windows or Linux")
    changes = {"th": args.thai.read_text(encoding="utf-8"), "en": args.english.read_text(encoding="utf-8")}
    target = args.folder / f"welfare-desk-{__version__}{SUFFIX}"
    print(make_update(target, key, files, changes, released=args.released))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
