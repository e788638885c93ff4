"""Check a certification pack against its own manifest: each file as it was, changed, missing, or added."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from welfare_desk.errors import BookError, problem
from welfare_desk.exchange.packs import FORMAT, FORMAT_VERSION, MANIFEST
from welfare_desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

_CHUNK, _LARGEST_MANIFEST = 1 << 20, 16 << 20


class FileState(Enum):
    """What became of a file of the pack since it was made."""

    OK = "ok"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


WORDS = {
    FileState.OK: N_("as it was"),
    FileState.CHANGED: N_("changed since"),
    FileState.MISSING: N_("missing"),
    FileState.ADDED: N_("added"),
}


@dataclass(frozen=True, slots=True)
class PackCheck:
    """What was found: the SHA-256 of the whole file, whose pack it says it is, and the state of each file by name.

    `is_signed` tells whether the signature of its statement fits the key beside it; none: it holds no statement.
    """

    hash: str
    name: str
    year: int
    files: tuple[tuple[str, FileState], ...]
    is_signed: bool | None

    @property
    def ok(self) -> bool:
        """Tell whether every file is as it was, and none was added."""
        return all(state is FileState.OK for _name, state in self.files) and self.is_signed is not False

    def sentence(self) -> str:
        """Say what was found in one line."""
        if self.ok:
            text = ngettext("{count} file, all as they were made.", "{count} files, all as they were made.",
                            len(self.files))  # fmt: skip
            return text.format(count=len(self.files))
        counts = {state: sum(each is state for _name, each in self.files) for state in FileState}
        parts = [f"{_(WORDS[state])} {count}" for state, count in counts.items() if count]
        return " · ".join(parts) + ("" if self.is_signed is not False else " · " + _("the signature does not fit"))


def check_pack(path: Path) -> PackCheck:
    """Hold every file of a pack against its manifest; a file that is no pack is a `BookError`."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            with zipfile.ZipFile(file) as archive:
                manifest = _manifest(archive)
                return PackCheck(
                    digest,
                    str(manifest["name"]),
                    int(manifest["fiscal_year"]),
                    _states(archive, manifest),
                    _is_signed(manifest["statement"]),
                )
    except OSError as error:
        text = N_("Cannot read {path}: {reason}.")
        raise BookError(problem("pack.unreadable", text, path=path, reason=error.strerror)) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        TypeError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        text = N_("{path} is no certification pack, or it is damaged.")
        raise BookError(problem("pack.none", text, path=path)) from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    found: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if found["format"] != FORMAT or found["version"] != FORMAT_VERSION:
        raise ValueError(found["format"])
    return found


def _states(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> tuple[tuple[str, FileState], ...]:
    return tuple(file_states(archive, manifest["files"], {MANIFEST}))


def file_states(
    archive: zipfile.ZipFile, listed: Sequence[Mapping[str, Any]], apart: Collection[str]
) -> Iterator[tuple[str, FileState]]:
    """Tell the state of each listed file in its order, then what was added; `apart` are files that no list names."""
    names = [each.filename for each in archive.infolist() if not each.is_dir()]
    wanted = {*apart, *(str(each["name"]) for each in listed)}
    for each in listed:
        name = str(each["name"])
        if name not in names:
            state = FileState.MISSING
        else:
            is_same = names.count(name) == 1 and _is_same(archive, name, int(each["bytes"]), str(each["sha256"]))
            state = FileState.OK if is_same else FileState.CHANGED
        yield name, state
    for name in dict.fromkeys(names):
        if name not in wanted or (name in apart and names.count(name) > 1):
            yield name, FileState.ADDED


def _is_same(archive: zipfile.ZipFile, name: str, size: int, digest: str) -> bool:
    """Hash a file in pieces; one that is longer than it was, or damaged in the archive, is another."""
    seen, read = hashlib.sha256(), 0
    try:
        with archive.open(name) as file:
            while piece := file.read(_CHUNK):
                read += len(piece)
                if read > size:
                    return False
                seen.update(piece)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return False
    return read == size and seen.hexdigest() == digest


def _is_signed(statement: dict[str, Any] | None) -> bool | None:
    """Tell whether the statement in the manifest hashes to its hash, and its signature and fingerprint fit its key."""
    if statement is None:
        return None
    signed, public = bytes.fromhex(statement["signed"]), bytes.fromhex(statement["public_key"])
    if hashlib.sha256(signed).hexdigest() != statement["hash"]:
        return False
    if hashlib.sha256(public).hexdigest()[: len(statement["key"])] != statement["key"]:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(statement["signature"]), signed)
    except (InvalidSignature, ValueError):
        return False
    return True
