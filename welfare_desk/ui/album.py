"""Take pictures of every page, in both languages and lights, of a full book, an empty one and one with long names."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from PIL import Image

from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import KINDS
from welfare_desk.reports.choices import choices_of
from welfare_desk.reports.hand_ins import slips
from welfare_desk.reports.overview import newest_voucher
from welfare_desk.reports.parameters import ParameterKind
from welfare_desk.services.books import NewBook
from welfare_desk.services.contributions import record_payment
from welfare_desk.services.members import add_member
from welfare_desk.ui.places import PAGES, find_page
from welfare_desk.ui.shot import Looks, photographer
from welfare_desk.welfare.contributions import Payment, PaymentLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.main_window import Opener

A_SHEET = 12
_HELP, _COLOURS = 800, 128  # width and colours of a picture in the handbook
_ACROSS, _SMALL = 3, 640  # pictures beside one another on a contact sheet, and the width of each
LONG = "สมศักดิ์ศรีวัฒนานุกูลรุ่งเรืองกิจเจริญพรชัยมงคลทรัพย์ทวีบุญยิ่ง"  # sixty letters and more, invented


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the name of the file, the page and its parameters."""

    name: str
    page: str
    params: dict[str, str]


def shots(desk: Desk) -> list[Shot]:
    """Name every page of the window, and every report, with what the book has to show there."""
    members, voucher = desk.ask(lambda tx: (choices_of(tx, ParameterKind.MEMBER), newest_voucher(tx)))
    last_slip = _last_slip(desk)
    known = {"voucher": voucher, "member": members[0][0] if members else "", "account": "1101"}
    found = [Shot(page, page, {}) for page in PAGES if page != "report"]
    for kind in KINDS:
        needed = {each.name: known.get(each.name, "") for each in kind.parameters if each.is_required}
        if kind.name == "hand-in":  # of the last slip, where there is one
            needed = {"voucher": last_slip}
        if all(needed.values()):
            found.append(Shot(f"report-{kind.name}", "report", {"report": kind.name, **needed}))
    return found


def _last_slip(desk: Desk) -> str:
    """Name the newest slip of cash that was handed in; nothing where there is none."""
    found = desk.ask(lambda tx: slips(tx, date.min, date.max))
    return found[-1].voucher if found else ""


def _shots_of(book: Path, opener: Opener) -> list[Shot]:
    desk = opener(book, None)(True)  # noqa: FBT003 - only to read
    try:
        return shots(desk)
    finally:
        desk.book.close()


def long_named(path: Path, opener: Opener) -> None:
    """Make a book whose names have sixty letters."""
    first = date(opener.today().year - 1, 1, 1)
    new = NewBook(f"กองทุนสวัสดิการชุมชนตำบล{LONG}", first, name_en="The Community Welfare Fund of a Very Long Name Indeed")
    desk = opener(path, new)(False)  # noqa: FBT003 - to write
    for number in range(1, 8):
        statuses = (StatusChange(first, Status.ACTIVE),)
        member = Member(
            f"{number:05}", "นางสาว", LONG, LONG, first, village=str(number % 3 + 1), household="1-1", entry_day=first,
            statuses=statuses,
        )  # fmt: skip
        add_member(desk, replace(member, paid_to=first))
        line = PaymentLine(member.number, Money.baht(365))
        record_payment(desk, Payment(desk.today, member.name, member.number, (line,)))
    desk.book.close()


def empty(path: Path, opener: Opener) -> None:
    """Make a book in which nothing happened yet."""
    opener(path, NewBook("กองทุนใหม่", opener.today(), name_en="New fund"))(False).book.close()  # noqa: FBT003 - to write


def in_every_dress(looks: Looks) -> list[Looks]:
    """Give these looks in both languages and both lights."""
    return [replace(looks, language=each, dark=dark) for each, dark in product(("th", "en"), (False, True))]


def take_all(
    books: Sequence[tuple[str, Path]], folder: Path, opener: Opener, dresses: Sequence[Looks], size: tuple[int, int]
) -> int:
    """Take every picture into `folder` and lay them on contact sheets of twelve; give how many were taken."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    for looks, (kind, book) in product(dresses, books):
        found = _shots_of(book, opener)
        with photographer(book, opener, looks, size) as camera:
            for shot in found:
                out = folder / f"{kind}-{looks.language}-{'dark' if looks.dark else 'light'}-{shot.name}.png"
                camera.take(shot.page, shot.params, out)
                taken.append(out)
    for start in range(0, len(taken), A_SHEET):
        contact_sheet(taken[start : start + A_SHEET], folder / f"sheet-{start // A_SHEET + 1:02}.png")
    return len(taken)


def contact_sheet(pictures: Sequence[Path], out: Path) -> None:
    """Lay up to twelve pictures on one sheet."""
    small = [Image.open(each).convert("RGB") for each in pictures]
    for each in small:
        each.thumbnail((_SMALL, _SMALL))
    wide, high = small[0].size
    rows = -(-len(small) // _ACROSS)
    sheet = Image.new("RGB", (_ACROSS * wide, rows * high), "white")
    for at, each in enumerate(small):
        sheet.paste(each, (at % _ACROSS * wide, at // _ACROSS * high))
    sheet.save(out, optimize=True)


def help_pictures(book: Path, folder: Path, opener: Opener, size: tuple[int, int]) -> int:
    """Take the small pictures of the handbook, in Thai; give how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    with photographer(book, opener, Looks(), size) as camera:
        kind = camera.window.facts.kind if camera.window.facts is not None else ""
        skipped = {"help", "report", "claim", "loan"}  # the last two need one that is chosen
        pages = [page for page in PAGES if page not in skipped and find_page(page).is_for(kind)]
        for page in pages:
            out = folder / f"{page}.png"
            camera.take(page, {}, out)
            with Image.open(out) as picture:
                small = picture.convert("RGB")
            small.thumbnail((_HELP, _HELP))
            small.quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(out, optimize=True)  # which keeps rare colours
    return len(pages)
