"""Commands on what the cooperative borrows: contracts, draw-downs, interest, repayments, the state's subsidy."""

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
from welfare_desk.cli.surplus import rate
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _new_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="CONTRACT", help=_("the number of the contract"))
    lenders = ("codi", "bank", "cooperative", "other")
    parser.add_argument("--lender", choices=lenders, default="codi", help=_("who lends"))
    parser.add_argument("--name", required=True, help=_("the lender's name"))
    parser.add_argument("--limit", required=True, metavar="BAHT", help=_("the approved limit"))
    usual = _("per cent a year; default: 1, as CODI publishes it")
    parser.add_argument("--rate", default="1", metavar="PERCENT", help=usual)
    parser.add_argument("--first-due", required=True, metavar="DAY", help=_("the day of the first instalment"))
    parser.add_argument("--count", required=True, type=int, help=_("how many instalments"))
    parser.add_argument("--every", type=int, default=1, help=_("months between instalments"))
    days = _("days in a year of interest: 365, 366 or 360")
    parser.add_argument("--days-in-year", type=int, default=365, help=days)
    charged = _("what interest is charged on")
    parser.add_argument("--charged-on", choices=("owed", "limit"), default="owed", help=charged)
    parser.add_argument("--subsidy", default="0", metavar="BAHT", help=_("what the state pays of the interest in all"))
    parser.add_argument("--short", action="store_true", help=_("stands among short-term borrowings"))
    takes_day(parser)
    takes_json(parser)


def _new(args: Namespace) -> None:
    from welfare_desk.coop.borrowings import BorrowingTerms, ChargedOn, Lender
    from welfare_desk.services.borrowings import open_borrowing

    terms = BorrowingTerms(
        Lender(args.lender),
        args.name,
        amount(args.limit),
        rate(args.rate),
        day(args.first_due, "first_due"),
        args.count,
        args.every,
        args.days_in_year,
        ChargedOn(args.charged_on),
        amount(args.subsidy),
        args.short,
    )
    with desk(args) as sat:
        open_borrowing(sat, args.number, terms, day_of(args, sat))
    said = _("The borrowing {number} is kept; nothing was posted.").format(number=args.number)
    answer(args, said, {"contract": args.number})


def _one_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="CONTRACT", help=_("the number of the contract"))
    takes_day(parser)
    takes_json(parser)


def _bring_arguments(parser: ArgumentParser) -> None:
    _one_arguments(parser)
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("the amount"))


def _money_arguments(parser: ArgumentParser) -> None:
    _bring_arguments(parser)
    parser.add_argument("--account", required=True, help=_("the cash or bank account"))


def _repay_arguments(parser: ArgumentParser) -> None:
    _one_arguments(parser)
    parser.add_argument("--principal", default="0", metavar="BAHT", help=_("principal repaid"))
    parser.add_argument("--interest", default="0", metavar="BAHT", help=_("interest paid"))
    parser.add_argument("--account", required=True, help=_("the cash or bank account"))


def _draw(args: Namespace) -> None:
    from welfare_desk.services.borrowings import draw_borrowing

    with desk(args) as sat:
        posted = draw_borrowing(sat, args.number, amount(args.amount), day_of(args, sat), args.account)
    tell_posted(args, posted)


def _bring(args: Namespace) -> None:
    from welfare_desk.services.borrowings import bring_borrowing

    with desk(args) as sat:
        posted = bring_borrowing(sat, args.number, amount(args.amount), day_of(args, sat))
    tell_posted(args, posted)


def _repay(args: Namespace) -> None:
    from welfare_desk.services.borrowings import repay_borrowing

    paid = (amount(args.principal), amount(args.interest))
    with desk(args) as sat:
        posted = repay_borrowing(sat, args.number, paid, day_of(args, sat), args.account)
    tell_posted(args, posted)


def _subsidy(args: Namespace) -> None:
    from welfare_desk.services.borrowings import receive_subsidy

    with desk(args) as sat:
        posted = receive_subsidy(sat, args.number, amount(args.amount), day_of(args, sat), args.account)
    tell_posted(args, posted)


def _all_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    takes_json(parser)


def _accrue(args: Namespace) -> None:
    from welfare_desk.services.borrowings import accrue_borrowings

    with desk(args) as sat:
        posted = accrue_borrowings(sat, day_of(args, sat))
    if posted is None:
        answer(args, _("Nothing was posted."), {"voucher": ""})
    else:
        tell_posted(args, posted)


def _recognise(args: Namespace) -> None:
    from welfare_desk.services.borrowings import recognise_subsidies

    with desk(args) as sat:
        found = recognise_subsidies(sat, day_of(args, sat))
    vouchers = [each.voucher for each in found]
    posted = _("Posted as {voucher}.").format(voucher=", ".join(vouchers))
    answer(args, posted if vouchers else _("Nothing was posted."), {"vouchers": vouchers})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        given = {"on": day_of(args, sat).isoformat()}
        report = sat.ask(lambda tx: make_report(tx, "borrowings", given, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("borrowing", "new"), N_("Keep the contract of a borrowing."), _new_arguments, _new),
    Command(("borrowing", "draw"), N_("Take money of a borrowing in."), _money_arguments, _draw),
    Command(("borrowing", "bring"), N_("Give a contract what was brought forward."), _bring_arguments, _bring),
    Command(("borrowing", "accrue"), N_("Book the interest of all borrowings up to a day."), _all_arguments, _accrue),
    Command(("borrowing", "repay"), N_("Pay principal and interest back."), _repay_arguments, _repay),
    Command(("borrowing", "subsidy"), N_("Take in the state's subsidy of the interest."), _money_arguments, _subsidy),
    Command(("borrowing", "recognise"), N_("Book what was earned of the subsidies."), _all_arguments, _recognise),
    Command(("borrowing", "list"), N_("List the borrowings."), _list_arguments, _list),
)
