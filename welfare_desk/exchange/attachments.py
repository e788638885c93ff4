"""Read a file that is attached to a member or a voucher: pictures are made small, other files stay as they are."""

from __future__ import annotations

import io
import mimetypes
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.services.attachments import PHOTO, Attachment

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_PICTURE = 300 * 1024
_LONG_EDGE = 2_000
_SMALLEST_EDGE = 400
_PHOTO_EDGE = 480
_QUALITIES = (85, 70, 55)


def read_attachment(path: Path, *, as_it_is: bool = False) -> Attachment:
    """Read a file of at most 20 MB; a picture above 300 kB is made smaller, unless it is wanted as it is."""
    return prepare_attachment(path.name, _bytes_of(path), as_it_is=as_it_is)


def prepare_attachment(name: str, content: bytes, *, as_it_is: bool = False) -> Attachment:
    """Make a file of these bytes ready to be attached, as `read_attachment` does; of its name no folder is kept."""
    name = PureWindowsPath(name).name  # it knows both strokes
    if not content:
        raise RuleError(problem("attachment.empty", N_("{path} is empty."), "file", path=name))
    if len(content) > LARGEST_FILE:
        text = N_("{path} is larger than 20 MB. Attach a smaller scan.")
        raise RuleError(problem("attachment.large", text, "file", path=name))
    if not as_it_is and len(content) > LARGEST_PICTURE and (smaller := _smaller(content)) is not None:
        return Attachment(f"{PureWindowsPath(name).stem}.jpg", "image/jpeg", smaller)
    return Attachment(name, mimetypes.guess_type(name)[0] or "application/octet-stream", content)


def read_photo(path: Path, member: str) -> Attachment:
    """Read a picture as the photo of a member (by number): small, upright, and with bytes that no other file has."""
    picture = _upright(_bytes_of(path))
    if picture is None:
        raise RuleError(problem("attachment.no_picture", N_("Choose a picture: JPEG or PNG."), "file"))
    picture.thumbnail((_PHOTO_EDGE, _PHOTO_EDGE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITIES[0], optimize=True, comment=f"member {member}".encode())
    return Attachment("photo.jpg", PHOTO, out.getvalue())


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        text = N_("Cannot read {path}: {reason}.")
        raise BookError(problem("attachment.unreadable", text, path=path, reason=error.strerror)) from error


def _upright(content: bytes) -> Image.Image | None:
    """Open a picture, turned as it was taken; nothing if it is no picture."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            return ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None


def _smaller(content: bytes) -> bytes | None:
    """Write a picture anew as JPEG of at most 300 kB; nothing if it is no picture."""
    picture = _upright(content)
    if picture is None:
        return None
    edge = _LONG_EDGE
    while True:
        picture.thumbnail((edge, edge))
        for quality in _QUALITIES:
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= LARGEST_PICTURE or (edge <= _SMALLEST_EDGE and quality == _QUALITIES[-1]):
                return out.getvalue()
        edge = edge * 3 // 4
