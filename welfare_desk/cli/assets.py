"""Commands on things that last: kept, depreciated, disposed of, seen, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day,
    day_of,
    desk,
    takes_book,
    takes_day,
    takes_json,
    tell_posted,
    write_out,
)
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from welfare_desk.ledger.assets import Asset


def _add_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("code", metavar="CODE", help=_("the number that stands on it"))
    parser.add_argument("--name", required=True, help=_("what it is"))
    parser.add_argument("--account", required=True, help=_("its account: 1501, 1503, 1505, 1506 or 1508"))
    parser.add_argument("--cost", required=True, metavar="BAHT", help=_("what it cost"))
    months = _("for how many months it is used; default: what is usual for its account")
    parser.add_argument("--months", type=int, metavar="MONTHS", help=months)
    parser.add_argument("--residual", default="0", metavar="BAHT", help=_("what is left at the end"))
    accumulated = _("the account on which its depreciation gathers; default: the usual one")
    parser.add_argument("--accumulated", metavar="ACCOUNT", help=accumulated)
    parser.add_argument("--fund", default="", help=_("the fund; default: the first of the book"))
    parser.add_argument("--place", default="", help=_("where it is"))
    parser.add_argument("--bought", metavar="DAY", help=_("the day it was bought; default: today"))
    paid = _("pay for it now, out of this cash or bank account; without it its cost stands in the accounts already")
    parser.add_argument("--pay", metavar="ACCOUNT", help=paid)
    parser.add_argument("--payee", default="", help=_("who was paid"))
    before = _("what it had lost before the book")
    parser.add_argument("--depreciated", default="0", metavar="BAHT", help=before)
    takes_json(parser)


def _asset(args: Namespace, bought: date) -> Asset:
    from welfare_desk.ledger.assets import CLASSES, Asset

    usual = next((each for each in CLASSES if each.account == args.account), None)
    accumulated = args.accumulated or (usual.accumulated if usual else None)
    months = args.months if args.months is not None else (usual.months if usual else 0)
    return Asset(
        0, args.code, args.name, args.account, args.fund, bought, amount(args.cost), amount(args.residual), months,
        accumulated, None, amount(args.depreciated), args.place,
    )  # fmt: skip


def _add(args: Namespace) -> None:
    from welfare_desk.services.assets import bring_asset_forward, buy_asset

    with desk(args) as sat:
        asset = _asset(args, day(args.bought, "day") if args.bought else sat.today)
        if args.pay:
            tell_posted(args, buy_asset(sat, asset, args.pay, args.payee))
            return
        bring_asset_forward(sat, asset)
    said = _("{code} stands in the register; nothing was posted.").format(code=args.code)
    answer(args, said, {"asset": args.code})


def _depreciate_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    takes_json(parser)


def _depreciate(args: Namespace) -> None:
    from welfare_desk.services.assets import depreciate

    with desk(args) as sat:
        vouchers = [each.voucher for each in depreciate(sat, day_of(args, sat))]
    answer(args, _("Posted as {voucher}.").format(voucher=", ".join(vouchers)), {"vouchers": vouchers})


def _dispose_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("code", metavar="CODE", help=_("the number that stands on it"))
    parser.add_argument("--reason", required=True, help=_("why it leaves, and by which resolution"))
    parser.add_argument("--for", dest="proceeds", default="0", metavar="BAHT", help=_("what it was sold for"))
    parser.add_argument("--account", default="1101", help=_("the cash or bank account"))
    parser.add_argument("--buyer", default="", help=_("who bought it"))
    takes_day(parser)
    takes_json(parser)


def _dispose(args: Namespace) -> None:
    from welfare_desk.ledger.assets import Disposal
    from welfare_desk.services.assets import dispose_of_asset

    with desk(args) as sat:
        left = Disposal(day_of(args, sat), amount(args.proceeds), args.account, args.reason, args.buyer)
        tell_posted(args, dispose_of_asset(sat, args.code, left))


def _seen_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("codes", nargs="+", metavar="CODE", help=_("the numbers that stand on them"))
    parser.add_argument("--state", dest="words", default="", metavar="WORDS", help=_("in what state they are"))
    parser.add_argument("--place", default="", help=_("where they are now"))
    takes_day(parser)
    takes_json(parser)


def _seen(args: Namespace) -> None:
    from welfare_desk.services.assets import see_assets

    with desk(args) as sat:
        count = see_assets(sat, args.codes, day_of(args, sat), args.words, args.place)
    answer(args, _("Seen: {count}.").format(count=count), {"seen": count})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--state", choices=("here", "all"), default="here", help=_("those still here, or all"))
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "assets", {"state": args.state}, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("asset", "add"), N_("Buy an asset, or write one into the register."), _add_arguments, _add),
    Command(
        ("asset", "depreciate"), N_("Post the depreciation of every month due."), _depreciate_arguments, _depreciate
    ),
    Command(("asset", "dispose"), N_("Let an asset leave: sold, or for nothing."), _dispose_arguments, _dispose),
    Command(("asset", "seen"), N_("Keep that assets were seen at a stock-taking."), _seen_arguments, _seen),
    Command(("asset", "list"), N_("List the assets and what they are worth."), _list_arguments, _list),
)
