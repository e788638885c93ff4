"""Whatever bytes a reader is given, it reads them or says in words why not; never does it break.

Real files (workbooks, CSV, a backup, an entry as JSON, pictures) and real words (days, amounts, numbers of members,
phones, names) are changed at places that the seed chooses: bits, pieces taken out, doubled or moved, zip parts
changed inside. Each reader must give something, or a `RuleError` or `BookError` with its sentence. With `atheris`
installed, `python -m tests.proofs.fuzz NAME SECONDS` drives one reader by what it covers.
"""

from __future__ import annotations

import io
import json
import random
import sys
import zipfile
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

import openpyxl
from PIL import Image

from tests.builders import a_book
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.attachments import prepare_attachment
from welfare_desk.exchange.collections import Asked, preview_collections
from welfare_desk.exchange.day_readings import day_in
from welfare_desk.exchange.entries import read_entry
from welfare_desk.exchange.members import preview_members
from welfare_desk.exchange.payers import Register, Registered, name_key
from welfare_desk.exchange.readings import read_id, read_member_number, read_money, read_phone, read_village
from welfare_desk.exchange.workbook import Cell, read_grid
from welfare_desk.services.backups import make_backups, opened_backup
from welfare_desk.services.recovery import join
from welfare_desk.ui.sums import read_amount

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES = 64
PEOPLE = tuple(Registered(f"{at:05}", "นาง", "มาลี", "ใจดี", "1") for at in range(1, 9))
TODAY = date(2026, 3, 31)
WORDS = (
    "12 มี.ค. 2568", "๑๒/๓/๒๕๖๘", "5/2568", "2026-02-30", "1,250.50", "=365*12", "๓๖๕ บาท", "1-1037-00012-34-5",
    "081 234 5678", "นาง มาลี ใจดี", "หมู่ที่ 4", "00401", "365-", "1e999", "\x00", "ทั้งหมด", "ยกเลิก", "31/2/2567",
)  # fmt: skip


@cache
def _room() -> TemporaryDirectory[str]:
    return TemporaryDirectory(ignore_cleanup_errors=True)


def _file(content: bytes, name: str) -> Path:
    path = Path(_room().name) / name
    path.write_bytes(content)
    return path


@cache
def seeds() -> dict[str, bytes]:
    """Give a whole file or text for each reader to begin with."""
    book = openpyxl.Workbook()
    for name in ("หมู่ 1", "หมู่ 2"):
        sheet = book.create_sheet(name)
        sheet.append(["ลำดับ", "เลขที่สมาชิก", "ชื่อ", "สกุล", "เลขบัตรประชาชน", "วันเกิด", "โทรศัพท์", "ม.ค.69"])
        for at in range(1, 9):
            sheet.append([at, f"{at:05}", "มาลี", "ใจดี", "1103700012345", "12/3/2500", "0812345678", 30])
        sheet.append(["รวม", None, None, None, None, None, None, "=SUM(H2:H9)"])
    out = io.BytesIO()
    book.save(out)
    sheets, collected = openpyxl.Workbook(), io.BytesIO()
    sheets.active.append(["ใบเก็บเงินสมทบ หมู่ที่ 1 เดือน มกราคม 2569"])
    sheets.active.append(["ที่", "เลขสมาชิก", "ชื่อ-สกุล", "จำนวนเงิน", "วันที่", "เล่มที่/เลขที่", "หมายเหตุ"])
    for at in range(1, 9):
        sheets.active.append([at, f"{at:05}", "นาง มาลี ใจดี", 30, "5 ม.ค. 69", f"1/{at}", ""])
    sheets.active.append(["รวม", None, None, 240])
    sheets.save(collected)
    csv = "เลขที่สมาชิก,ชื่อ,สกุล,วันเกิด\n" + "".join(f"{at:05},มาลี,ใจดี,12/3/2500\n" for at in range(9))
    lines = [
        {"account": "1101", "fund": "welfare", "debit_satang": 100},
        {"account": "4101", "fund": "welfare", "credit_satang": 100},
    ]
    picture = io.BytesIO()
    Image.effect_noise((64, 64), 50).convert("RGB").save(picture, "JPEG")
    desk = a_book(Path(_room().name), "seed.welfare")
    made = make_backups(desk, [Path(_room().name)]).made[0].path
    desk.book.close()
    return {
        "workbook": out.getvalue(),
        "members": out.getvalue(),
        "collections": collected.getvalue(),
        "csv": csv.encode("utf-8-sig"),
        "entry": json.dumps({"day": "2026-01-05", "series": "JV", "memo": "ก", "lines": lines}).encode(),
        "picture": picture.getvalue() + bytes(400_000),
        "backup": made.read_bytes(),
        "words": "\n".join(WORDS).encode(),
    }


def _entry(content: bytes) -> None:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return  # the command line says so itself
    read_entry(value, ["welfare"])


def _words(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    for word in [*text.split("\n")[:20], text[:300]]:
        cell = Cell("A1", word)
        readers: tuple[Callable[[], object], ...] = (
            lambda w=word: day_in(w, TODAY),
            lambda w=word: read_amount(w),
            lambda c=cell: (read_id(c), read_phone(c), read_money(c), read_village(c), read_member_number(c, 5)),
            lambda w=word: name_key(w),
            lambda w=word: join([w]),
        )
        for reader in readers:
            try:
                reader()
            except (RuleError, BookError):
                continue


def _backup(content: bytes) -> None:
    with opened_backup(_file(content, "x.welfare-backup"), lambda: "ข้าวเหนียว มะม่วง"):
        pass


READERS: dict[str, Callable[[bytes], object]] = {
    "workbook": lambda content: read_grid(_file(content, "x.xlsx")),
    "members": lambda content: preview_members(_file(content, "x.xlsx"), today=TODAY, first_day=TODAY),
    "collections": lambda content: preview_collections(_file(content, "x.xlsx"), Asked(TODAY, Register.of(PEOPLE))),
    "csv": lambda content: preview_members(_file(content, "x.csv"), today=TODAY, first_day=TODAY),
    "entry": _entry,
    "picture": lambda content: prepare_attachment("x.jpg", content),
    "backup": _backup,
    "words": _words,
}


def changed(content: bytes, luck: random.Random) -> bytes:
    """Change bytes somewhere; inside the parts of a workbook as often as outside."""
    if content.startswith(b"PK") and luck.random() < 0.7:
        return _changed_inside(content, luck)
    made = bytearray(content)
    for _ in range(luck.choice((1, 1, 2, 8))):
        at, size = luck.randrange(len(made) + 1), luck.choice((1, 2, 7, 64, 700))
        match luck.randrange(5):
            case 0 if at < len(made):
                made[at] ^= 1 << luck.randrange(8)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = made[at : at + size]
            case 3:
                made[at:at] = luck.choice(WORDS).encode()
            case _:
                made[at:at] = luck.randbytes(size)
    return bytes(made)


def _changed_inside(content: bytes, luck: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        names = packed.namelist()
        chosen = luck.choice([each for each in names if "sheet" in each or luck.random() < 0.3] or names)
        for name in names:
            part = packed.read(name)
            fresh.writestr(name, changed(part, luck) if name == chosen else part)
    return out.getvalue()


def tried(name: str, content: bytes) -> str:
    """Give a reader some bytes; anything but a sentence is a fault."""
    try:
        READERS[name](content)
    except (RuleError, BookError) as refused:
        problems = refused.problems if isinstance(refused, RuleError) else (refused.problem,)
        assert all(each.sentence() for each in problems)
        return "refused in words"
    return "read"


def trial(seed: int) -> dict[str, int]:
    """Give each reader some changed files."""
    luck = random.Random(seed)
    done: Counter[str] = Counter()
    for name in READERS:
        for _ in range(CHANGES // len(READERS)):
            content = changed(seeds()[name], luck)
            try:
                outcome = tried(name, content)
            except Exception as fault:
                kept = Path(gettempdir()) / f"fuzz-{name}-{seed}.bin"
                kept.write_bytes(content)
                raise AssertionError(f"{name}: {type(fault).__name__}: {fault}, kept as {kept}") from fault
            done += Counter({"files": 1, f"{name} {outcome}": 1})
    return dict(done)


def main(name: str, seconds: str) -> None:
    """Let atheris choose the bytes by what they reach."""
    import atheris  # pyright: ignore[reportMissingImports] - not among the locked packages

    folder = Path(_room().name) / "corpus"
    folder.mkdir()
    (folder / "seed").write_bytes(seeds()[name])
    atheris.instrument_all()
    options = [sys.argv[0], str(folder), f"-max_total_time={seconds}", "-max_len=65536"]
    atheris.Setup(options, lambda data: tried(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
