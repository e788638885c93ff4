"""A newer program as one signed file: proved before anything of it is unpacked."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from welfare_desk import __version__
from welfare_desk.dates import read_machine_day
from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_, named
from welfare_desk.resource import resource

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

SUFFIX = ".welfare-update"
FORMAT = "welfare-desk-update/1"
MANIFEST, SIGNATURE = "update.json", "update.sig"
_KEY_FILE = "update-key.txt"  # written by the build that is given a key; the source has none
_LARGEST_MANIFEST, _LARGEST_FILE, _CHUNK = 1 << 20, 1 << 30, 1 << 20
_SIGNATURE_BYTES, _KEY_BYTES = 64, 32
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class UpdateFile:
    """What is installed on one kind of system (`windows`, `linux`): its name, size and SHA-256."""

    system: str
    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Update:
    """A newer program, with what changed in both languages; `book` is the version of the books that it writes."""

    path: Path
    version: str
    released: date
    book: int
    changes_th: str
    changes_en: str
    file: UpdateFile

    @property
    def changes(self) -> str:
        """Say in the chosen language what changed, a line each."""
        return named(self.changes_th, self.changes_en)


def this_system() -> str:
    """Name the kind of system, as updates do."""
    return "windows" if sys.platform == "win32" else "linux"


def update_key() -> bytes | None:
    """Give the public key that signs this program's updates; nothing where it was built without one."""
    try:
        found = bytes.fromhex(resource(_KEY_FILE).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
    return found if len(found) == _KEY_BYTES else None


def read_update(path: Path, key: bytes | None, *, version: str = __version__, system: str | None = None) -> Update:
    """Read an update that was signed with the key's other half and is newer than `version`; else a `BookError`."""
    if key is None:
        text = N_(
            "This program was built without a key for updates: it takes none from files. Install it anew instead."
        )
        raise BookError(problem("update.off", text))
    try:
        with zipfile.ZipFile(path) as archive:
            return _proved(path, archive, key, version, system or this_system())
    except OSError as error:
        text = N_("Cannot read {path}: {reason}.")
        raise BookError(problem("update.unreadable", text, path=path, reason=error.strerror)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, TypeError, ValueError, RuntimeError) as error:
        text = N_("{path} is no update of Welfare Desk, or it is damaged. Copy or download it again.")
        raise BookError(problem("update.damaged", text, path=path)) from error


def unpack_update(update: Update, folder: Path) -> Path:
    """Write the part for this system into a folder and give its path; what is not as it was signed does not stay."""
    target = folder / update.file.name
    seen, size = hashlib.sha256(), 0
    try:
        with (
            zipfile.ZipFile(update.path) as archive,
            archive.open(update.file.name) as source,
            target.open("xb") as out,
        ):
            while size <= update.file.bytes and (piece := source.read(_CHUNK)):
                size += len(piece)
                seen.update(piece)
                out.write(piece)
    except FileExistsError as error:
        text = N_("There is already a file at {path}.")
        raise BookError(problem("update.exists", text, path=target)) from error
    except OSError as error:
        target.unlink(missing_ok=True)
        text = N_("Cannot write {path}: {reason}.")
        raise BookError(problem("update.unwritable", text, path=target, reason=error.strerror)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, RuntimeError):
        size = -1
    if (size, seen.hexdigest()) != (update.file.bytes, update.file.sha256):
        target.unlink(missing_ok=True)
        text = N_("{path} is no update of Welfare Desk, or it is damaged. Copy or download it again.")
        raise BookError(problem("update.damaged", text, path=update.path))
    return target


def _proved(path: Path, archive: zipfile.ZipFile, key: bytes, version: str, system: str) -> Update:
    """Believe nothing before the signature fits: not even the manifest is parsed."""
    manifest = _small(archive, MANIFEST, _LARGEST_MANIFEST)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(_small(archive, SIGNATURE, _SIGNATURE_BYTES), manifest)
    except InvalidSignature as error:
        text = N_("{path} was not signed by the makers of this program. It is not installed.")
        raise BookError(problem("update.foreign", text, path=path)) from error
    told: dict[str, Any] = json.loads(manifest)
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    changes = told["changes"]
    if _steps(told["version"]) <= _steps(version):
        text = N_("{path} holds version {version}; this program is {own} already.")
        raise BookError(problem("update.older", text, path=path, version=told["version"], own=version))
    files = [UpdateFile(each["system"], each["name"], each["bytes"], each["sha256"]) for each in told["files"]]
    mine = next((each for each in files if each.system == system), None)
    if mine is None:
        text = N_("{path} holds nothing for this kind of computer.")
        raise BookError(problem("update.other_system", text, path=path))
    if not _FILE_NAME.fullmatch(mine.name) or not 0 < mine.bytes <= _LARGEST_FILE:
        raise ValueError(mine.name)
    released = read_machine_day(told["released"])
    return Update(path, told["version"], released, int(told["book"]), changes["th"], changes["en"], mine)


def _steps(version: str) -> tuple[int, ...]:
    """Read a version number so that versions can be compared; what is none is a `ValueError`."""
    if not _VERSION.fullmatch(version):
        raise ValueError(version)
    return tuple(map(int, version.split(".")))


def _small(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        found = file.read(most + 1)
    if len(found) > most:
        raise ValueError(name)
    return found
