"""Commands on several books at once."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, day, desk, takes_book, takes_output, write_out
from welfare_desk.cli.reports import drawn, form_of
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date

    from welfare_desk.ledger.combined import Mutual
    from welfare_desk.services.desk import Desk

_FORMS = ("text", "csv", "json", "xlsx", "pdf")


def _arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("others", nargs="+", metavar="BOOK", type=Path, help=_("the other books"))
    parser.add_argument("--on", metavar="DAY", help=_("the day; default: today"))
    text = _("what book 1 has in book 2, by account, or by savings account: 1:1114=2:21410/ORD-00001")
    parser.add_argument("--owes", action="append", default=[], metavar="1:ACCOUNT=2:ACCOUNT", help=text)
    parser.add_argument("--as", dest="form", choices=_FORMS, help=_("form; default: by the file's ending, else text"))
    takes_output(parser)


def _combine(args: Namespace) -> None:
    from welfare_desk.reports.combined import balances_of, lay_out

    with ExitStack() as open_books:
        desks = [
            open_books.enter_context(desk(Namespace(**(vars(args) | {"book": path})), writes=False))
            for path in (args.book, *args.others)
        ]
        on = day(args.on, "on") if args.on else desks[0].today
        mutual = [_mutual(desks, text, on) for text in args.owes]
        books = [each.ask(lambda tx: balances_of(tx, on)) for each in desks]
        report = lay_out(books, mutual, on, desks[0].today)
    write_out(args, drawn(report, form_of(args)))


def _mutual(desks: list[Desk], text: str, on: date) -> Mutual:
    """Read `1:1114=2:21410/ORD-00001`, and what both books say of it."""
    from welfare_desk.ledger.combined import Mutual
    from welfare_desk.reports.combined import one_balance

    sides = [side.partition(":") for side in text.split("=")]
    good = len(sides) == 2 and all(number.isdecimal() and 1 <= int(number) <= len(desks) for number, _, _ in sides)  # noqa: PLR2004 - one and the other
    if not good:
        unread = N_("“{text}” does not say what one book has in another; write 1:1114=2:21410.")
        raise RuleError(problem("combined.unread", unread, text=text))
    (owner, _a, place), (owes, _b, other) = sides
    account, owned = desks[int(owner) - 1].ask(lambda tx: one_balance(tx, place, on))
    account2, owed = desks[int(owes) - 1].ask(lambda tx: one_balance(tx, other, on))
    return Mutual(int(owner) - 1, account, int(owes) - 1, account2, owned, owed)


COMMANDS = (Command(("combine",), N_("Put several books into one statement."), _arguments, _combine),)
