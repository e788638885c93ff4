"""Thousands of bits turned in audit packs: each is found, and where it lies in a file that file is named.

A pack of a book where everything was done once is made; then one bit of it is turned at a place that the seed chooses,
the file is checked, and must be refused or found changed. A bit within the packed bytes of a file must name that file.
"""

from __future__ import annotations

import random
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.builders import PIN, outside
from tests.proofs.acts import a_busy_book
from welfare_desk.errors import BookError
from welfare_desk.exchange.audit_pack_checks import check_audit_pack
from welfare_desk.exchange.audit_packs import PackWish, write_audit_pack
from welfare_desk.services.audit_packs import pack_signer
from welfare_desk.services.books import sit_down

FLIPS = 100
_HEAD = 30  # bytes of a local header before the name of its file


@cache
def _pack() -> tuple[TemporaryDirectory[str], Path, list[tuple[int, int, str]]]:
    """Make a pack, and tell where in it the packed bytes of each listed file begin and end."""
    room = TemporaryDirectory(ignore_cleanup_errors=True)
    with (desk := sit_down(a_busy_book(Path(room.name)), outside("2026-03-31"))).book:
        made = write_audit_pack(desk, Path(room.name) / "แฟ้ม.wpack", PackWish(papers=True), pack_signer(desk, PIN))
    listed = {name for name, _state in check_audit_pack(made.path).files}
    spans: list[tuple[int, int, str]] = []
    content = made.path.read_bytes()
    with zipfile.ZipFile(made.path) as archive:
        for each in archive.infolist():
            at = each.header_offset
            name, extra = (int.from_bytes(content[at + place : at + place + 2], "little") for place in (26, 28))
            begin = at + _HEAD + name + extra
            if each.filename in listed:
                spans.append((begin, begin + each.compress_size, each.filename))
    return room, made.path, spans


def _is_same(path: Path, turned: Path, file: str) -> bool:
    """Tell whether a file is what it was: the last bits of its packed bytes may say nothing."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(turned) as after:
        return before.read(file) == after.read(file)


def trial(seed: int) -> dict[str, int]:
    """Turn some bits of a pack, one at a time."""
    luck = random.Random(seed)
    _room, path, spans = _pack()
    content = bytearray(path.read_bytes())
    done: Counter[str] = Counter()
    turned = path.with_name("turned.wpack")
    for _ in range(FLIPS):
        place, bit = luck.randrange(len(content)), luck.randrange(8)
        content[place] ^= 1 << bit
        turned.write_bytes(content)
        content[place] ^= 1 << bit
        file = next((name for begin, end, name in spans if begin <= place < end), None)
        try:
            found = check_audit_pack(turned)
        except BookError:
            done["refused"] += 1
            assert file is None, f"a bit of {file} is not named (byte {place}, bit {bit})"
            continue
        assert not found.ok, f"byte {place}, bit {bit} changed unseen"
        named = file is not None and file in found.changed
        assert file is None or named or _is_same(path, turned, file), f"a bit of {file} is not named ({place}, {bit})"
        done["named by its file" if named else "found outside the files"] += 1
    return {"flips": FLIPS, **done}
