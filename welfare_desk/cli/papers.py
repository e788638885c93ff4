"""Commands on the papers of the day: cash handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, amount, day_of, desk, takes_book, takes_day, takes_json, tell_posted
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _hand_in_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("sheets", nargs="+", type=int, metavar="SHEET", help=_("the sheets, by number: 12 for S-0012"))
    parser.add_argument("--by", required=True, help=_("who handed the cash over"))
    parser.add_argument("--to", default="", help=_("who received it"))
    parser.add_argument("--account", default="1101", help=_("the cash or bank account"))
    parser.add_argument("--counted", metavar="BAHT", help=_("the cash counted; default: what the sheets say"))
    takes_day(parser)
    takes_json(parser)


def _hand_in(args: Namespace) -> None:
    from welfare_desk.services.hand_ins import Slip, hand_in

    with desk(args) as sat:
        counted = amount(args.counted) if args.counted else None
        posted = hand_in(sat, Slip(day_of(args, sat), args.by, args.to, args.account, args.sheets, counted))
    tell_posted(args, posted)


COMMANDS = (Command(("hand-in", "make"), N_("Hand in the cash of sheets, with a slip."), _hand_in_arguments, _hand_in),)
