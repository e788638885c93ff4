"""Commands on entries that come again: kept, listed, posted when due, left out once, stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    answer,
    day,
    day_of,
    desk,
    read_json,
    takes_book,
    takes_day,
    takes_json,
    write_out,
)
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.services.desk import Desk


def _add_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("name", metavar="NAME", help=_("what it is called"))
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--entry", metavar="FILE", type=Path, help=_("the entry, as JSON"))
    source.add_argument("--voucher", help=_("a posted voucher that is to come again"))
    source.add_argument("--template", metavar="PV:NAME", help=_("a template of money in (RV) or out (PV)"))
    every = _("every so many months: 1, 3, 6 or 12")
    parser.add_argument("--every", type=int, default=1, metavar="MONTHS", help=every)
    parser.add_argument("--next", dest="next_day", metavar="DAY", required=True, help=_("when it comes next"))
    parser.add_argument("--last", dest="last_day", metavar="DAY", help=_("after this day it comes no more"))
    takes_json(parser)


def _entry(args: Namespace, sat: Desk, first: date) -> Entry:
    from welfare_desk.exchange.entries import read_entry
    from welfare_desk.services.accounts import open_funds
    from welfare_desk.services.entries import get_entry
    from welfare_desk.services.recurring import entry_of_template

    if args.voucher:
        return sat.ask(lambda tx: get_entry(tx, args.voucher))
    if args.template:
        kind, _colon, name = str(args.template).partition(":")
        return sat.ask(lambda tx: entry_of_template(tx, kind, name, first))
    return read_entry(read_json(args.entry), [fund.code for fund in sat.ask(open_funds)])


def _add(args: Namespace) -> None:
    from welfare_desk.ledger.recurring import Recurring
    from welfare_desk.services.recurring import add_recurring

    first = day(args.next_day, "next_day")
    last = day(args.last_day, "last_day") if args.last_day else None
    with desk(args) as sat:
        kept = Recurring(0, args.name, _entry(args, sat, first), args.every, first, last)
        number = add_recurring(sat, kept)
    said = _("“{name}” comes again under number {number}; nothing was posted.")
    answer(args, said.format(name=args.name, number=number), {"recurring": number})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "recurring", {}, sat.today))
    write_out(args, as_text(report))


def _post_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "numbers", nargs="*", type=int, metavar="NUMBER", help=_("only these; default: all that is due")
    )
    takes_day(parser)
    takes_json(parser)


def _post(args: Namespace) -> None:
    from welfare_desk.services.recurring import post_recurring

    with desk(args) as sat:
        posted = post_recurring(sat, day_of(args, sat), args.numbers)
    vouchers = [each.voucher for each in posted]
    answer(args, _("Posted as {voucher}.").format(voucher=", ".join(vouchers)), {"vouchers": vouchers})


def _one_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", type=int, metavar="NUMBER", help=_("its number"))
    takes_json(parser)


def _skip_arguments(parser: ArgumentParser) -> None:
    _one_arguments(parser)
    parser.add_argument("--reason", required=True, help=_("why it is left out"))


def _skip(args: Namespace) -> None:
    from welfare_desk.dates import long_day
    from welfare_desk.services.recurring import skip_recurring

    with desk(args) as sat:
        following = skip_recurring(sat, args.number, args.reason)
    said = _("Left out once; it comes next on {day}.").format(day=long_day(following))
    answer(args, said, {"next": following.isoformat()})


def _stop(args: Namespace) -> None:
    from welfare_desk.services.recurring import stop_recurring

    with desk(args) as sat:
        stop_recurring(sat, args.number)
    answer(args, _("It comes no more."), {"recurring": args.number})


COMMANDS = (
    Command(("recurring", "add"), N_("Let an entry come again."), _add_arguments, _add),
    Command(("recurring", "list"), N_("List what comes again, and what is due."), _list_arguments, _list),
    Command(("recurring", "post"), N_("Post everything that is due."), _post_arguments, _post),
    Command(("recurring", "skip"), N_("Leave an entry out once."), _skip_arguments, _skip),
    Command(("recurring", "stop"), N_("Let an entry come no more."), _one_arguments, _stop),
)
