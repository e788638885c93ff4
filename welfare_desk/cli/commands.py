"""What every command shares: its declaration, the desk it sits down at, and how it answers."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.dates import read_machine_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Generator, Iterable, Mapping

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, what it is for, the arguments it takes and what it does."""

    words: tuple[str, ...]
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], None]


def takes_book(parser: ArgumentParser) -> None:
    """Take the file of a book."""
    parser.add_argument("book", metavar="BOOK", type=Path, help=_("the book's file"))


def takes_json(parser: ArgumentParser) -> None:
    """Take the wish for an answer that programs read."""
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))


def takes_output(parser: ArgumentParser, *, required: bool = False) -> None:
    """Take the file to write to."""
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=required, help=_("the file to write"))


def outside(args: Namespace) -> Outside:
    """Give a desk the day, the clock and random bytes."""
    from welfare_desk.services.books import Outside

    return Outside(_today(args), lambda: datetime.now(UTC), os.urandom)  # noqa: TID251 - the edge owns the clock


def _today(args: Namespace) -> date:
    given: str | None = args.today
    return day(given, "today") if given else datetime.now().astimezone().date()  # noqa: TID251 - the edge owns the clock


@contextmanager
def desk(args: Namespace, *, writes: bool = True) -> Generator[Desk]:
    """Sit down at the book that the arguments name, and leave it closed; a practice book keeps its own day."""
    from dataclasses import replace

    from welfare_desk.services import books

    sat = books.sit_down(args.book, outside(args), writes=writes)
    try:
        practice_day = sat.ask(books.practice_day)
        yield sat if args.today or practice_day is None else replace(sat, today=practice_day)
    finally:
        sat.book.close()


def day(text: str, field: str) -> date:
    """Read a day given on the command line."""
    try:
        return read_machine_day(text)
    except ValueError:
        unread = N_("“{text}” is no day; write 2026-01-05 or BE2569-01-05.")
        raise RuleError(problem("day.unread", unread, field, text=text)) from None


def month(text: str) -> date:
    """Read a month given on the command line, `2026-01` or `BE2569-01`, as its first day."""
    return day(f"{text}-01", "month")


def amount(text: str) -> Money:
    """Read an amount in baht given on the command line."""
    try:
        return Money.baht(text.replace(",", ""))
    except (ValueError, ArithmeticError):
        unread = N_("“{text}” is no amount in baht.")
        raise RuleError(problem("amount.unread", unread, "amount", text=text)) from None


def answer(args: Namespace, said: str, facts: Mapping[str, object]) -> None:
    """Answer with a sentence, or with the facts behind it as JSON."""
    print(json.dumps(facts, ensure_ascii=False) if getattr(args, "json", False) else said)


def takes_day(parser: ArgumentParser) -> None:
    """Take the day of an act."""
    parser.add_argument("--day", metavar="DAY", help=_("the day; default: today"))


def day_of(args: Namespace, sat: Desk) -> date:
    """Give the day of an act: the one given, else today."""
    return day(args.day, "day") if args.day else sat.today


def tell_posted(args: Namespace, posted: Posted) -> None:
    """Answer with the voucher that an act was posted as."""
    answer(args, _("Posted as {voucher}.").format(voucher=posted.voucher), {"voucher": posted.voucher})


def write_out(args: Namespace, content: bytes | str | Iterable[str]) -> None:
    """Write to the file that the arguments name, else to the terminal; text may come piece by piece."""
    pieces = [content] if isinstance(content, bytes | str) else content
    output: Path | None = args.output
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece if isinstance(piece, bytes) else piece.encode())
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            for piece in pieces:
                file.write(piece if isinstance(piece, bytes) else piece.encode())
    except OSError as error:
        text = N_("Cannot write {path}: {reason}.")
        raise RuleError(problem("output.unwritable", text, "output", path=output, reason=error.strerror)) from None


def read_json(path: Path) -> object:
    """Read a JSON file; one that cannot be read is a `RuleError`."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        text = N_("Cannot read {path}: {reason}.")
        raise RuleError(problem("input.unreadable", text, "file", path=path, reason=error)) from None


def takes_secrets(parser: ArgumentParser, name: str = "pin") -> None:
    """Take the file that holds the PIN or another secret by its name, instead of the terminal."""
    text = _("a JSON file with what is secret: {example}").format(example=json.dumps({name: "…"}, ensure_ascii=False))
    parser.add_argument("--secrets", metavar="FILE", type=Path, help=text)


def pin(args: Namespace) -> str:
    """Ask for the PIN, on the terminal or in the file that the arguments name."""
    return _secret(args, "pin", _("PIN: "))


def passphrase(args: Namespace) -> str:
    """Ask for the backup passphrase, on the terminal or in the file that the arguments name."""
    return _secret(args, "passphrase", _("Backup passphrase: "))


def _secret(args: Namespace, name: str, words: str) -> str:
    if args.secrets is None:
        return getpass(words)
    kept = read_json(args.secrets)
    found = kept.get(name) if isinstance(kept, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - checked in the next line
    if not isinstance(found, str):
        text = N_("{path} does not hold “{name}”.")
        raise RuleError(problem("secrets.missing", text, "secrets", path=args.secrets, name=name))
    return found
