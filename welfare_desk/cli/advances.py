"""Commands on advances to officers: given, cleared, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    day,
    day_of,
    desk,
    takes_book,
    takes_day,
    takes_json,
    tell_posted,
    write_out,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.ledger.advances import Spent


def _give_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--to", dest="holder", required=True, help=_("who takes the money"))
    parser.add_argument("--for", dest="purpose", required=True, metavar="WORDS", help=_("what the money is for"))
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("the amount"))
    parser.add_argument("--due", required=True, metavar="DAY", help=_("until when it is to be cleared"))
    parser.add_argument("--account", default="1101", help=_("the cash or bank account"))
    parser.add_argument("--fund", default="", help=_("the fund; default: the first of the book"))
    takes_day(parser)
    takes_json(parser)


def _give(args: Namespace) -> None:
    from welfare_desk.ledger.advances import Advance
    from welfare_desk.services.advances import give_advance

    with desk(args) as sat:
        due = day(args.due, "due_day")
        given = Advance(0, args.holder, args.purpose, day_of(args, sat), due, args.fund, amount(args.amount))
        tell_posted(args, give_advance(sat, given, args.account))


def _clear_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("advance", type=int, metavar="NUMBER", help=_("the number of the advance"))
    spent = _("what was spent on an expense; may be given again")
    parser.add_argument("--spent", action="append", default=[], metavar="ACCOUNT=BAHT", help=spent)
    parser.add_argument("--returned", default="0", metavar="BAHT", help=_("the cash that came back"))
    parser.add_argument("--account", default="1101", help=_("the cash or bank account"))
    parser.add_argument("--note", default="", help=_("which bills"))
    takes_day(parser)
    takes_json(parser)


def _spent(text: str) -> Spent:
    from welfare_desk.ledger.advances import Spent

    account, equals, baht = text.partition("=")
    if not equals:
        raise RuleError(problem("advance.spent", N_("Write --spent ACCOUNT=BAHT."), "spent"))
    return Spent(account.strip(), amount(baht))


def _clear(args: Namespace) -> None:
    from welfare_desk.ledger.advances import Clearing
    from welfare_desk.services.advances import clear_advance

    spent = tuple(_spent(each) for each in args.spent)
    with desk(args) as sat:
        clearing = Clearing(day_of(args, sat), spent, amount(args.returned), args.account, args.note)
        tell_posted(args, clear_advance(sat, args.advance, clearing))


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--state", choices=("out", "all"), default="out", help=_("those not cleared, or all"))
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "advances", {"state": args.state}, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("advance", "give"), N_("Give an officer money for a purpose."), _give_arguments, _give),
    Command(("advance", "clear"), N_("Clear an advance with what was spent and came back."), _clear_arguments, _clear),
    Command(("advance", "list"), N_("List the advances and how late they are."), _list_arguments, _list),
)
