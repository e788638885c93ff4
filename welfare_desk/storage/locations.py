"""Judge where a book may be worked on: not where another program copies it away, nor on another computer's disk.

A file that is synchronised while it is open ends as two halves, and the locks and the write-ahead log of SQLite need
a disk of this computer. Reading there, and putting backups there, harms nothing.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONEDRIVE, _DROPBOX, _GOOGLE, _ICLOUD = "OneDrive", "Dropbox", "Google Drive", "iCloud"
_NAMES = (
    (_ONEDRIVE, re.compile(r"onedrive( - .+)?", re.IGNORECASE)),
    (_DROPBOX, re.compile(r"dropbox( \(.+\))?", re.IGNORECASE)),
    (_GOOGLE, re.compile(r"google ?drive|googledrive-.+", re.IGNORECASE)),
    (_ICLOUD, re.compile(r"icloud ?drive|com~apple~clouddocs", re.IGNORECASE)),
)
_GOOGLE_ROOTS = {"my drive", "ไดรฟ์ของฉัน", "shared drives", "ไดรฟ์ที่แชร์"}  # on a drive letter of their own
_REMOTE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "davfs", "afs", "ncpfs"}
_REMOTE_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.gvfsd", "fuse.davfs", "fuse.onedrive", "fuse.google", "fuse.s3fs")
_ONEDRIVE_NAMES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a computer says of its folders: those that a service synchronises, and its mounts (true: another's disk)."""

    clouds: tuple[tuple[str, PurePath], ...] = ()
    mounts: tuple[tuple[PurePath, bool], ...] = ()


def judge(path: PurePath, around: Surroundings) -> Problem | None:
    """Say why a book should not be worked on at a path; nothing where it may be."""
    service = _cloud_of(path, around)
    if service:
        text = N_(
            "{path} lies in a folder of {service}, which copies files away while they are open and can damage a book. "
            "Keep the book in a folder of this computer; put backups there instead."
        )
        return problem("place.cloud", text, path=path, service=service)
    if _is_remote(path, around):
        text = N_(
            "{path} lies on another computer. A book that is worked on over the network can be damaged. Keep the book "
            "on a disk of this computer; put backups there instead."
        )
        return problem("place.network", text, path=path)
    return None


def _cloud_of(path: PurePath, around: Surroundings) -> str:
    for service, folder in around.clouds:
        if path.is_relative_to(folder):
            return service
    for part in path.parts[:-1]:
        for service, name in _NAMES:
            if name.fullmatch(part):
                return service
    first = path.parent.parts[1:2] if isinstance(path, PureWindowsPath) else ()  # the folder under the drive
    return _GOOGLE if any(part.casefold() in _GOOGLE_ROOTS for part in first) else ""


def _is_remote(path: PurePath, around: Surroundings) -> bool:
    if isinstance(path, PureWindowsPath) and re.match(r"\\\\(\?\\UNC\\|[^?.\\])", path.drive, re.IGNORECASE):
        return True
    above = [(len(point.parts), remote) for point, remote in around.mounts if path.is_relative_to(point)]
    return max(above, default=(0, False))[1]


def mounts_of(text: str) -> tuple[tuple[PurePath, bool], ...]:
    """Read `/proc/mounts`: where each disk is mounted, and whether it is another computer's."""
    found: list[tuple[PurePath, bool]] = []
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:  # noqa: PLR2004 - what, where, and of which kind
            point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[1])
            kind = fields[2]
            found.append((PurePosixPath(point), kind in _REMOTE or kind.startswith(_REMOTE_FUSE)))
    return tuple(found)


def dropbox_of(text: str) -> list[str]:
    """Read the folders in Dropbox's `info.json`; one that cannot be read names none."""
    try:
        kept: Any = json.loads(text)
        accounts = cast("Mapping[str, Mapping[str, str]]", kept).values()
        return [each["path"] for each in accounts]
    except (ValueError, KeyError, AttributeError, TypeError):
        return []


def surroundings(path: Path, environ: Mapping[str, str] = os.environ) -> Surroundings:
    """Ask this computer about its folders, as far as they matter to a path."""
    clouds = [(_ONEDRIVE, Path(environ[name])) for name in _ONEDRIVE_NAMES if environ.get(name)]
    homes = [Path(environ[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if environ.get(name)]
    for folder in (*homes, Path.home() / ".dropbox"):
        clouds += [(_DROPBOX, Path(each)) for each in dropbox_of(_text_of(folder / "info.json"))]
    if sys.platform == "win32":  # pragma: no cover - on Windows alone
        import ctypes  # noqa: PLC0415 - on Windows alone

        root = f"{path.absolute().drive}\\"
        is_remote = ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE_DRIVE
        return Surroundings(tuple(clouds), ((PureWindowsPath(root), is_remote),))
    return Surroundings(tuple(clouds), mounts_of(_text_of(Path("/proc/mounts"))))


def place_problem(path: Path) -> Problem | None:
    """Say why a book should not be worked on at a path of this computer; also where a link leads elsewhere."""
    around = surroundings(path)
    try:
        real = path.resolve()
    except OSError:
        real = path
    return judge(path.absolute(), around) or judge(real, around)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
