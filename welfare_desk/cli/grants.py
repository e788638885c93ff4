"""Commands on grants for one purpose: approved, received, spent, given back, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
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

    from welfare_desk.services.desk import Desk
    from welfare_desk.welfare.grants import GrantPaper


def _new_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--name", required=True, help=_("what the money is for"))
    parser.add_argument("--giver", required=True, help=_("who gives"))
    incomes = _("the giver's income account: 4201, 4203, 4204, 4205 or 4303")
    parser.add_argument("--income", required=True, metavar="ACCOUNT", help=incomes)
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("the amount approved"))
    parser.add_argument("--letter", required=True, help=_("the number of the letter of approval"))
    takes_day(parser)
    takes_json(parser)


def _new(args: Namespace) -> None:
    from welfare_desk.services.grants import keep_grant
    from welfare_desk.welfare.grants import Grant

    with desk(args) as sat:
        day = day_of(args, sat)
        grant = Grant(0, args.name, args.giver, args.income, day, amount(args.amount), args.letter)
        number = keep_grant(sat, grant)
    answer(args, _("Grant {number} is kept; nothing was posted.").format(number=number), {"grant": number})


def _grant_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("grant", type=int, metavar="GRANT", help=_("the number of the grant"))
    takes_day(parser)
    takes_json(parser)


def _money_arguments(parser: ArgumentParser) -> None:
    _grant_arguments(parser)
    parser.add_argument("--amount", metavar="BAHT", required=True, help=_("the amount"))
    parser.add_argument("--for", dest="words", required=True, metavar="WORDS", help=_("what for, or by which paper"))
    parser.add_argument("--account", default="1111", help=_("the cash or bank account"))


def _spend_arguments(parser: ArgumentParser) -> None:
    _money_arguments(parser)
    parser.add_argument("--expense", required=True, metavar="ACCOUNT", help=_("what it was spent on"))
    parser.add_argument("--payee", required=True, help=_("who was paid"))


def _paper(args: Namespace, sat: Desk) -> GrantPaper:
    from welfare_desk.welfare.grants import GrantPaper

    return GrantPaper(day_of(args, sat), amount(args.amount), args.words)


def _receive(args: Namespace) -> None:
    from welfare_desk.services.grants import receive_grant

    with desk(args) as sat:
        posted = receive_grant(sat, args.grant, _paper(args, sat), args.account)
    tell_posted(args, posted)


def _spend(args: Namespace) -> None:
    from welfare_desk.services.grants import spend_grant
    from welfare_desk.welfare.grants import Spending

    with desk(args) as sat:
        spent = Spending(args.expense, args.account, args.payee)
        posted = spend_grant(sat, args.grant, _paper(args, sat), spent)
    tell_posted(args, posted)


def _return(args: Namespace) -> None:
    from welfare_desk.services.grants import return_grant

    with desk(args) as sat:
        posted = return_grant(sat, args.grant, _paper(args, sat), args.account)
    tell_posted(args, posted)


def _close(args: Namespace) -> None:
    from welfare_desk.services.grants import close_grant

    with desk(args) as sat:
        close_grant(sat, args.grant, day_of(args, sat))
    answer(args, _("Grant {number} is closed.").format(number=args.grant), {"grant": args.grant})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "--state", choices=("all", "open", "closed"), default="all", help=_("only grants in this state")
    )
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "grants", {"state": args.state}, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("grant", "new"), N_("Keep a grant as its letter approves it."), _new_arguments, _new),
    Command(("grant", "receive"), N_("Take in money of a grant, all or an instalment."), _money_arguments, _receive),
    Command(("grant", "spend"), N_("Spend money of a grant."), _spend_arguments, _spend),
    Command(("grant", "return"), N_("Pay back what was not spent."), _money_arguments, _return),
    Command(("grant", "close"), N_("Close a grant of which nothing is left."), _grant_arguments, _close),
    Command(("grant", "list"), N_("List the grants, the open ones first."), _list_arguments, _list),
)
