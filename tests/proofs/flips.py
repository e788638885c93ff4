"""A bit that turns over is found: in an encrypted book, a backup, an attached file, and in what a plain book proves.

One bit of a file is turned, at a place that the seed chooses, page by page. Then the book is opened and checked as a
person would (`verify`), or the backup is opened. It must be refused, or a check must fail, or nothing that the book
holds may have changed. A plain file has no proof for each page: what stands outside the ledger and its trail (texts of
settings, of members, of templates) can change unseen there; such are counted, and a turned bit in entries, lines,
documents, statements or the trail never passes.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.builders import outside
from tests.proofs.acts import SCAN, a_busy_book
from tests.storage.rows import all_rows
from welfare_desk.errors import BookError
from welfare_desk.services.backups import make_backups, opened_backup
from welfare_desk.services.books import sit_down
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.passphrases import seal_book

FLIPS = 40
WORDS = "ข้าวเหนียว มะม่วง"
PAGE = 4_096
PROVED = frozenset(
    {"entries", "postings", "movements", "audit", "receipts", "receipt_lines", "refunds", "statements", "hand_ins"}
)


def turned(path: Path, place: int, bit: int) -> Path:
    """Copy a file with one bit turned."""
    copy = path.with_name(f"turned{path.suffix}")
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    copy.write_bytes(content)
    return copy


def what_is_found(path: Path, before: dict[str, list[str]], key=None) -> tuple[str, set[str]]:
    """Open a book and check it; tell how a change was found, or which tables changed unseen."""
    try:
        with (desk := sit_down(path, outside(), writes=False, key=key)).book:
            if not verify_book(desk).ok:
                return "found by a check", set()
            after = all_rows(desk)
    except BookError:
        return "refused", set()
    changed = {name for name in before if before[name] != after.get(name)}
    return ("changed unseen" if changed else "nothing changed"), changed


@cache
def _files() -> tuple[TemporaryDirectory[str], Path, Path, object, Path, dict[str, list[str]]]:
    room = TemporaryDirectory(ignore_cleanup_errors=True)
    folder = Path(room.name)
    for name in ("plain", "sealed", "backup"):
        (folder / name).mkdir()
    plain = a_busy_book(folder / "plain")
    with (desk := sit_down(plain, outside(), writes=False)).book:
        before = all_rows(desk)
        made = make_backups(desk, [folder / "backup"]).made[0].path
    sealed = Path(shutil.copy(plain, folder / "sealed"))
    key = seal_book(sealed, outside(seed=3), WORDS, None)
    return room, plain, sealed, key, made, before


def trial(seed: int) -> dict[str, int]:
    """Turn some bits of a plain book, of an encrypted one and of a backup."""
    luck = random.Random(seed)
    _room, plain, sealed, key, backup, before = _files()
    done: Counter[str] = Counter()
    with (desk := sit_down(sealed, outside(), writes=False, key=key)).book:
        sealed_before = all_rows(desk)
    for at in range(FLIPS):
        pages = plain.stat().st_size // PAGE
        page = (seed * FLIPS + at) % pages
        outcome, changed = what_is_found(turned(plain, page * PAGE + luck.randrange(PAGE), luck.randrange(8)), before)
        assert changed & PROVED == set(), f"page {page + 1}: {changed} changed unseen"
        done += Counter({f"plain: {outcome}": 1, **{f"unseen in {each}": 1 for each in changed}})
        page = (seed * FLIPS + at) % (sealed.stat().st_size // PAGE)
        copy = turned(sealed, page * PAGE + luck.randrange(PAGE), luck.randrange(8))
        outcome, changed = what_is_found(copy, sealed_before, key)
        assert changed == set(), f"page {page + 1} of the encrypted book: {changed} changed unseen"
        done += Counter({f"encrypted: {outcome}": 1})
    begins = plain.read_bytes().index(SCAN.content)  # an attached file: what is kept of it is proved by its hash
    for _ in range(FLIPS // 4):
        place = begins + luck.randrange(len(SCAN.content))
        outcome, changed = what_is_found(turned(plain, place, luck.randrange(8)), before)
        assert outcome in {"found by a check", "refused"}, f"{changed}: a turned bit of an attached file passes"
        done += Counter({f"attached: {outcome}": 1})
        try:
            with opened_backup(turned(backup, luck.randrange(backup.stat().st_size), luck.randrange(8)), lambda: WORDS):
                outcome = "passed"
        except BookError:
            outcome = "refused"
        assert outcome == "refused", "a backup with a turned bit opens"
        done += Counter({"backup: refused": 1})
    return {"flips": 2 * FLIPS + 2 * (FLIPS // 4), **done}
