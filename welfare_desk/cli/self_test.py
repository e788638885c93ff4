"""The program tries itself where it was installed: a book, a receipt, paper, a workbook, every check, the window."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from welfare_desk.reports.forms.receipts import Receipt
    from welfare_desk.services.desk import Desk

_DAY = date(2026, 1, 15)
_FUND = "กองทุนสวัสดิการชุมชนตำบลที่นี่ (ทดสอบเครื่อง)"
_NAME = "กตัญญู น้ำใจดี"
_PASSPHRASE = "ฝนตก แดดออก นกกระจอก เข้ารัง"  # noqa: S105 - of a book that is thrown away


@dataclass(slots=True)
class _Trial:
    """What the steps hand on: the folder, the book that is tried and what was drawn of it."""

    folder: Path
    shot: Path
    voucher: str = ""
    receipts: list[Receipt] = field(default_factory=list["Receipt"])
    _looks: int = 0

    @property
    def book(self) -> Path:
        """Name the file of the book: in Thai, as people do."""
        return self.folder / "สมุดทดสอบ กองทุนที่นี่.welfare"

    @property
    def pdf(self) -> Path:
        """Name the file of the receipt."""
        return self.folder / "ใบเสร็จ.pdf"

    def sit_down(self) -> Desk:
        """Open the book, or make it."""
        from welfare_desk.services import books

        outside = books.Outside(_DAY, self._now, os.urandom)
        if self.book.exists():
            return books.sit_down(self.book, outside)
        new = books.NewBook(_FUND, date(2025, 10, 1), weights=books.read_split("70/20/10"))
        return books.create(self.book, new, outside)

    def _now(self) -> datetime:
        self._looks += 1
        return datetime(2026, 1, 15, 2, tzinfo=UTC) + timedelta(seconds=self._looks)


def _make_book(trial: _Trial) -> None:
    from welfare_desk.members.register import Member, Status, StatusChange
    from welfare_desk.services.members import add_member

    if trial.book.exists():
        text = N_("There is already a file at {path}.")
        raise RuleError(problem("book.exists", text, "folder", path=trial.book))
    first, last = _NAME.split()
    entered = date(2025, 10, 1)
    member = Member(
        "00001", "นาง", first, last, entered, village="1", household="1-1", entry_day=entered,
        statuses=(StatusChange(entered, Status.ACTIVE),),
    )  # fmt: skip
    desk = trial.sit_down()
    try:
        add_member(desk, member)
    finally:
        desk.book.close()


def _post(trial: _Trial) -> None:
    from welfare_desk.money import Money
    from welfare_desk.services.contributions import record_payment
    from welfare_desk.services.receipts import print_receipts
    from welfare_desk.welfare.contributions import Payment, PaymentLine

    desk = trial.sit_down()
    try:
        payment = Payment(_DAY, f"นาง{_NAME}", "00001", (PaymentLine("00001", Money.baht(365)),))
        trial.voucher = record_payment(desk, payment).posted.voucher
        trial.receipts = print_receipts(desk, [trial.voucher])
    finally:
        desk.book.close()


def _draw(trial: _Trial) -> None:
    from welfare_desk.reports.draw.receipts import receipts_pdf

    trial.pdf.write_bytes(receipts_pdf(trial.receipts))


def _read_back(trial: _Trial) -> None:
    from welfare_desk.ui.pdf_text import text_of

    said = "".join(text_of(trial.pdf.read_bytes()).split())
    (receipt,) = trial.receipts
    for wanted in (receipt.fund_name, receipt.payer, receipt.total.text(), receipt.amount_in_words, receipt.voucher):
        _see("".join(wanted.split()) in said, wanted)


def _write_workbook(trial: _Trial) -> None:
    from welfare_desk.exchange.workbook import read_grid
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.xlsx import as_xlsx

    desk = trial.sit_down()
    try:
        content = as_xlsx(desk.ask(lambda tx: make_report(tx, "journal", {}, desk.today)))
    finally:
        desk.book.close()
    path = trial.folder / "สมุดรายวัน.xlsx"
    path.write_bytes(content)
    _see(read_grid(path).sheets, str(path))


def _verify(trial: _Trial) -> None:
    from welfare_desk.services.integrity import verify_book

    desk = trial.sit_down()
    try:
        found = verify_book(desk)
    finally:
        desk.book.close()
    _see(found.ok, "; ".join(each.sentence() for each in found.results if not each.ok))


def _encrypt(trial: _Trial) -> None:
    import shutil

    from welfare_desk.services import books
    from welfare_desk.services.passphrases import is_encrypted, key_of, seal_book

    desk = trial.sit_down()
    outside = books.Outside(_DAY, desk.now, desk.random)
    desk.book.close()
    copy = trial.folder / "สมุดเข้ารหัส.welfare"
    shutil.copyfile(trial.book, copy)
    seal_book(copy, outside, _PASSPHRASE, None)
    _see(is_encrypted(copy), str(copy))
    books.sit_down(copy, outside, key=key_of(copy, _PASSPHRASE)).book.close()


def _show(trial: _Trial) -> None:
    from welfare_desk.app import Opener
    from welfare_desk.i18n import language
    from welfare_desk.ui.shot import Looks, shoot

    opener = Opener(_DAY, only_reads=True)
    shoot(trial.book, "today", trial.shot, opener, Looks(language=language()))
    _see(trial.shot.is_file() and trial.shot.stat().st_size > 0, str(trial.shot))


def _see(holds: object, about: str) -> None:
    if not holds:
        raise AssertionError(about)


_STEPS: tuple[tuple[str, Callable[[_Trial], None]], ...] = (
    (N_("A new book is made."), _make_book),
    (N_("A receipt is posted."), _post),
    (N_("The receipt is drawn as PDF in Thai."), _draw),
    (N_("Every word of the PDF is read back as it was written."), _read_back),
    (N_("An Excel file is written and read."), _write_workbook),
    (N_("The book passes every check."), _verify),
    (N_("The book is encrypted and opened again."), _encrypt),
    (N_("The window shows the book."), _show),
)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--folder", metavar="FOLDER", type=Path, help=_("keep what is made in this folder; default: throw it away")
    )
    parser.add_argument("--shot", metavar="FILE", type=Path, help=_("keep the picture of the window in this file"))


def _run(args: Namespace) -> None:
    from tempfile import TemporaryDirectory

    folder: Path | None = args.folder
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(ignore_cleanup_errors=True) if folder is None else nullcontext(folder) as room:
        place = Path(room)
        trial = _Trial(place, args.shot or place / "window.png")
        for sentence, step in _STEPS:
            _try(trial, sentence, step)
    print(_("This program works on this computer."))


def _try(trial: _Trial, sentence: str, step: Callable[[_Trial], None]) -> None:
    """Do one step and say how it went; the first that fails ends the test."""
    try:
        step(trial)
    except Exception as error:
        print(f"✗ {_(sentence)} {type(error).__name__}: {error}", flush=True)
        raise RuleError(
            problem("self_test.failed", N_("The program does not work on this computer as it should."))
        ) from error
    print(f"✓ {_(sentence)}", flush=True)


COMMANDS = (
    Command(
        ("self-test",), N_("Try on this computer what the program needs: a book, paper, a window."), _arguments, _run
    ),
)
