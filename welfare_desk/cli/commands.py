"""What every command shares: its declaration, the desk it sits down at, and how it answers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from welfare_desk.dates import read_machine_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, speak_of
from welfare_desk.members.masks import hide_numbers
from welfare_desk.money import Money

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Generator, Iterable, Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.ciphers import BookKey


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
def desk(args: Namespace, *, writes: bool = True, by_anyone: bool = False) -> Generator[Desk]:
    """Sit down at the book that the arguments name, and leave it closed; a practice book keeps its own day.

    A book that asks who is there is told by name and password; what shows nobody's data is done `by_anyone`.
    """
    from dataclasses import replace

    from welfare_desk.services import books

    sat = books.sit_down(args.book, outside(args), writes=writes, key=book_key(args))
    before = speak_of(sat.ask(books.kind_of))
    try:
        practice_day = sat.ask(books.practice_day)
        sat = sat if args.today or practice_day is None else replace(sat, today=practice_day)
        yield sat if by_anyone else _signed_in(args, sat)
    finally:
        speak_of(before)
        sat.book.close()


def book_key(args: Namespace) -> BookKey | None:
    """Give what opens the file of an encrypted book; nothing where it is not encrypted."""
    from welfare_desk.services.passphrases import is_encrypted, key_of

    return key_of(args.book, book_passphrase(args)) if is_encrypted(args.book) else None


def _signed_in(args: Namespace, sat: Desk) -> Desk:
    from welfare_desk.services.people import must_sign_in, sign_in

    if not sat.ask(must_sign_in):
        return sat
    name: str = args.user or _kept_secrets(args).get("user", "")
    if not name:
        raise RuleError(problem("sign_in.who", N_("This book asks who is there: say it with --user NAME.")))
    return sign_in(sat, name, secret(args, "password", _("Password of {name}: ").format(name=name)))


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


def year(text: str) -> int:
    """Read a fiscal year given on the command line, `2026` or `BE2569`, as the Gregorian year in which it ends."""
    try:
        return read_machine_day(f"{text}-01-01").year
    except ValueError:
        unread = N_("“{text}” is no year; write 2026 or BE2569.")
        raise RuleError(problem("year.unread", unread, "year", text=text)) from None


def amount(text: str) -> Money:
    """Read an amount in baht given on the command line."""
    try:
        return Money.baht(text.replace(",", ""))
    except (ValueError, ArithmeticError):
        unread = N_("“{text}” is no amount in baht.")
        raise RuleError(problem("amount.unread", unread, "amount", text=text)) from None


def answer(args: Namespace, said: str, facts: Mapping[str, object]) -> None:
    """Answer with a sentence, or with the facts behind it as JSON; what a file holds of people is quoted masked."""
    print(json.dumps(_hidden(facts), ensure_ascii=False) if getattr(args, "json", False) else hide_numbers(said))


def _hidden(fact: object) -> object:
    if isinstance(fact, str):
        return hide_numbers(fact)
    if isinstance(fact, Mapping):
        return {name: _hidden(each) for name, each in cast("Mapping[str, object]", fact).items()}
    if isinstance(fact, list | tuple):
        return [_hidden(each) for each in cast("Sequence[object]", fact)]
    return fact


def takes_day(parser: ArgumentParser) -> None:
    """Take the day of an act."""
    parser.add_argument("--day", metavar="DAY", help=_("the day; default: today"))


def day_of(args: Namespace, sat: Desk) -> date:
    """Give the day of an act: the one given, else today."""
    return day(args.day, "day") if args.day else sat.today


def tell_posted(args: Namespace, posted: Posted, notes: Sequence[Problem] = ()) -> None:
    """Answer with the voucher that an act was posted as, and with what to look at again."""
    facts: dict[str, object] = {"voucher": posted.voucher}
    said = [_("Posted as {voucher}.").format(voucher=posted.voucher), *(each.sentence() for each in notes)]
    answer(args, "\n".join(said), facts | ({"notes": said[1:]} if notes else {}))


def further(texts: Iterable[str]) -> dict[str, str]:
    """Read further questions of a report, `NAME=VALUE` each."""
    asked = dict[str, str]()
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise RuleError(problem("report.with", N_("Write --with NAME=VALUE."), "with"))
        asked[name] = value
    return asked


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


def secret(args: Namespace, key: str, prompt: str) -> str:
    """Ask for a secret on the terminal, or take it from the file of secrets by its key."""
    if args.secrets is None:
        return getpass(prompt)
    found = _kept_secrets(args).get(key)
    if found is None:
        text = N_("{path} holds no “{key}”.")
        raise RuleError(problem("secrets.missing", text, "secrets", path=args.secrets, key=key))
    return found


def pin(args: Namespace) -> str:
    """Ask for the PIN of the book, on the terminal or in the file of secrets."""
    return secret(args, "pin", _("PIN: "))


def passphrase(args: Namespace) -> str:
    """Ask for the backup passphrase, on the terminal or in the file of secrets."""
    return secret(args, "passphrase", _("Backup passphrase: "))


def book_passphrase(args: Namespace) -> str:
    """Ask for the passphrase of an encrypted book, on the terminal or in the file of secrets."""
    return secret(args, "book_passphrase", _("Passphrase of the book: "))


def new_passphrase(args: Namespace) -> str:
    """Ask for a passphrase that is to be kept, on the terminal twice."""
    given = secret(args, "new_passphrase", _("New passphrase of the book: "))
    if args.secrets is None and getpass(_("The same again: ")) != given:
        raise RuleError(problem("passphrase.twice", N_("The two passphrases are not the same."), "passphrase"))
    return given


def _kept_secrets(args: Namespace) -> dict[str, str]:
    kept: object = {} if args.secrets is None else read_json(args.secrets)
    read = cast("dict[object, object]", kept) if isinstance(kept, dict) else {}
    return {str(key): value for key, value in read.items() if isinstance(value, str)}
