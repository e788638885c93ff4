"""The format of a backup: a clear head, then the book, compressed, in parts that are bound to their places.

    {"format": "welfare-backup 1", "book": "…", "at": "…", …}      one line of JSON
    3f9a…                                                          the SHA-256 of that line, in hex
    part part part …                                               each of `chunk` bytes and its proof

With a key each part is AES-GCM under a key of this file's own (HKDF of the book's backup key and the file's salt),
its nonce the number of the part; without one, a part carries its SHA-256. Both cover the head, the number of the part
and whether it is the last: a part that was altered, moved, left out or put in does not fit.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zlib
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage.signing import wrapping_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SUFFIX = ".welfare-backup"
SHORTEST_PASSPHRASE = 8
KEY_BYTES = SALT_BYTES = 32
CHUNK = 262_144
_FORMAT = "welfare-backup "
_VERSION = 1
_LONGEST_HEAD, _LONGEST_CHUNK = 65_536, 16_777_216
_WRAP_SALT, _NONCE, _TAG, _DIGEST = 16, 12, 16, 32
_LEVEL = 3  # a third of the size; level 6 takes twice the time for four hundredths more
_CONTENT = b"welfare-backup content"


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A backup key under a passphrase: the salt of Argon2id, the nonce and the ciphertext of AES-GCM, in hex."""

    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself to anyone: which book, of what moment (UTC), how long, how it is kept.

    `size` is the length of the book in bytes; `schema` the version of its tables; `key` stands where the content is
    encrypted by the book's backup key; a book that is encrypted itself (`is_sealed`) goes in as it is. The ends of
    both chains are those of `positions.Heads`.
    """

    book: str
    name: str
    at: str
    program: str
    schema: int
    size: int
    entries: int
    entry_seal: str
    acts: int
    act_seal: str
    last_voucher: str
    salt: str
    key: WrappedKey | None = None
    is_sealed: bool = False
    chunk: int = CHUNK


def wrap_key(key: bytes, passphrase: str, random: Callable[[int], bytes]) -> WrappedKey:
    """Put a backup key under a passphrase of at least 8 characters."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        text = N_("A backup passphrase has at least {count} characters.")
        raise RuleError(problem("passphrase.short", text, "passphrase", count=SHORTEST_PASSPHRASE))
    salt, nonce = random(_WRAP_SALT), random(_NONCE)
    wrapped = AESGCM(wrapping_key(_typed(passphrase), salt)).encrypt(nonce, key, _CONTENT)
    return WrappedKey(salt.hex(), nonce.hex(), wrapped.hex())


def unwrap_key(kept: WrappedKey, passphrase: str) -> bytes:
    """Take a backup key from under its passphrase; a wrong one is a `RuleError`."""
    cipher = AESGCM(wrapping_key(_typed(passphrase), bytes.fromhex(kept.salt)))
    try:
        return cipher.decrypt(bytes.fromhex(kept.nonce), bytes.fromhex(kept.wrapped), _CONTENT)
    except InvalidTag:
        text = N_("The backup passphrase is wrong.")
        raise RuleError(problem("passphrase.wrong", text, "passphrase")) from None


def _typed(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase)  # the same letters, whatever keyboard composed them


def pack(
    source: BinaryIO, target: BinaryIO, head: Head, key: bytes | None, step: Callable[[int, int], None] | None = None
) -> None:
    """Write a backup of the book in `source`; `step(done, total)` hears of its bytes, and may raise to break off."""
    values = {"format": f"{_FORMAT}{_VERSION}", **asdict(head)}
    line = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    target.write(line + hashlib.sha256(line).hexdigest().encode() + b"\n")
    seal = _Seal(line, key, head)
    waiting = bytearray()
    number = 0
    for piece in _deflated(source, head.size, step):
        waiting += piece
        while len(waiting) > head.chunk:  # what may be the last stays until it is known
            target.write(seal.closed(bytes(waiting[: head.chunk]), number, last=False))
            del waiting[: head.chunk]
            number += 1
    target.write(seal.closed(bytes(waiting), number, last=True))


def read_head(source: BinaryIO, path: Path) -> tuple[Head, bytes]:
    """Read the head of a backup, and the line that it stands in; `path` names the file where it is none."""
    line = source.readline(_LONGEST_HEAD)
    if not line.startswith(b'{"format":"' + _FORMAT.encode()):
        raise BookError(problem("backup.foreign", N_("{path} is not a backup of Welfare Desk."), path=path))
    if source.read(2 * _DIGEST + 1) != hashlib.sha256(line).hexdigest().encode() + b"\n":
        _refuse(path, "backup.head", N_("The head of {path} is not as it was written. Choose another backup."))
    head, is_known = _head_of(line)
    if not is_known:
        _refuse(path, "backup.newer", N_("{path} was made by a newer Welfare Desk. Install the newer version."))
    if head is None:
        _refuse(path, "backup.head", N_("The head of {path} is not as it was written. Choose another backup."))
    return head, line


def _head_of(line: bytes) -> tuple[Head | None, bool]:
    """Read the line of a head, nothing where it makes no sense; and whether it is of a format that we know."""
    try:
        values = cast("dict[str, Any]", json.loads(line))
        if values["format"] != f"{_FORMAT}{_VERSION}":
            return None, False
        if values["key"] is not None:
            values["key"] = WrappedKey(**values["key"])
            [bytes.fromhex(each) for each in asdict(values["key"]).values()]
        head = Head(**{each.name: values[each.name] for each in fields(Head)})
        is_sound = 0 < head.chunk <= _LONGEST_CHUNK and len(bytes.fromhex(head.salt)) == SALT_BYTES
    except (KeyError, TypeError, ValueError):
        return None, True
    return head if is_sound else None, True


def unpack(
    source: BinaryIO,
    target: BinaryIO,
    path: Path,
    open_key: Callable[[WrappedKey], bytes],
    step: Callable[[int, int], None] | None = None,
) -> Head:
    """Write the book of a backup into `target`, every part proved; one that is not as it was written is a `BookError`.

    `open_key` gives the backup key where the content is encrypted; `path` names the file in what is said.
    """
    head, line = read_head(source, path)
    seal = _Seal(line, None if head.key is None else open_key(head.key), head)
    inflate, written = zlib.decompressobj(), 0
    try:
        for part in _parts(source, path, seal):
            for piece in _inflated(inflate, part):
                written += target.write(piece)
                if written > head.size:
                    break
                if step is not None:
                    step(written, head.size)
        written += target.write(inflate.flush())
    except zlib.error:
        written = -1
    if written != head.size or not inflate.eof or inflate.unused_data:
        _refuse(
            path, "backup.size", N_("{path} does not hold the book that its head speaks of. Choose another backup.")
        )
    return head


class _Seal:
    """Closes and opens the parts of one file; each is bound to the head, to its place, and to being the last or not."""

    def __init__(self, line: bytes, key: bytes | None, head: Head) -> None:
        self._line = hashlib.sha256(line).digest()
        self._cipher: AESGCM | None = None
        if key is not None:
            self._cipher = AESGCM(HKDF(SHA256(), KEY_BYTES, bytes.fromhex(head.salt), _CONTENT).derive(key))
        self.frame = head.chunk + (_DIGEST if key is None else _TAG)

    def closed(self, part: bytes, number: int, *, last: bool) -> bytes:
        """Give a part with its proof."""
        if self._cipher is None:
            return part + self._digest(part, number, last=last)
        return self._cipher.encrypt(number.to_bytes(_NONCE, "big"), part, self._bound(number, last=last))

    def opened(self, frame: bytes, number: int, *, last: bool) -> bytes | None:
        """Give the part inside, or nothing if it is not the one that was written at this place."""
        if self._cipher is None:
            part, proof = frame[:-_DIGEST], frame[-_DIGEST:]
            return part if proof == self._digest(part, number, last=last) else None
        try:
            return self._cipher.decrypt(number.to_bytes(_NONCE, "big"), frame, self._bound(number, last=last))
        except InvalidTag:
            return None

    def _bound(self, number: int, *, last: bool) -> bytes:
        return self._line + number.to_bytes(8, "big") + bytes([last])

    def _digest(self, part: bytes, number: int, *, last: bool) -> bytes:
        return hashlib.sha256(self._bound(number, last=last) + part).digest()


def _parts(source: BinaryIO, path: Path, seal: _Seal) -> Iterator[bytes]:
    number, frame = 0, source.read(seal.frame)
    while True:
        following = source.read(seal.frame)
        part = seal.opened(frame, number, last=not following)
        if part is None:
            _name_fault(path, seal, frame, number, last=not following)
        yield part
        if not following:
            return
        number, frame = number + 1, following


def _name_fault(path: Path, seal: _Seal, frame: bytes, number: int, *, last: bool) -> NoReturn:
    if last and (not frame or seal.opened(frame, number, last=False) is not None):
        _refuse(path, "backup.cut", N_("The end of {path} is missing. Choose another backup."))
    if not last and seal.opened(frame, number, last=True) is not None:
        _refuse(path, "backup.added", N_("Something was added to the end of {path}. Choose another backup."))
    text = N_("Part {part} of {path} is not as it was written. Choose another backup.")
    raise BookError(problem("backup.altered", text, path=path, part=number + 1))


def _refuse(path: Path, code: str, text: str) -> NoReturn:
    raise BookError(problem(code, text, path=path))


def _deflated(source: BinaryIO, size: int, step: Callable[[int, int], None] | None) -> Iterator[bytes]:
    deflate, done = zlib.compressobj(_LEVEL), 0
    while piece := source.read(CHUNK):
        yield deflate.compress(piece)
        done += len(piece)
        if step is not None:
            step(done, size)
    yield deflate.flush()


def _inflated(inflate: Any, part: bytes) -> Iterator[bytes]:
    while part:
        yield inflate.decompress(part, CHUNK)
        part = inflate.unconsumed_tail
