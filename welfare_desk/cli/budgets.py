"""Commands on budgets: adopted, and held against the books."""

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
    write_out,
)
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.ledger.budgets import BudgetAmount


def _adopt_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    lines = _("what an account should make or may cost: for the year, or twelve months with slashes between")
    parser.add_argument("lines", nargs="+", metavar="ACCOUNT[@FUND]=BAHT[/BAHT…]", help=lines)
    year = _("the fiscal year, by the year of its end: 2026 or BE2569")
    parser.add_argument("--year", required=True, help=year)
    parser.add_argument("--name", required=True, help=_("what it is called"))
    parser.add_argument("--resolution", required=True, help=_("the resolution that adopted it"))
    spread = _("spread a year equally, or as last year's months were")
    parser.add_argument("--spread", choices=("equal", "last-year"), default="equal", help=spread)
    takes_day(parser)
    takes_json(parser)


def _line(text: str, home: str) -> BudgetAmount:
    from welfare_desk.ledger.budgets import BudgetAmount
    from welfare_desk.money import Money

    place, _equals, baht = text.partition("=")
    account, _at, fund = place.partition("@")
    months = tuple(amount(each) for each in baht.split("/"))
    whole = Money.sum(months)
    return BudgetAmount(account.strip(), fund.strip() or home, whole, months if len(months) > 1 else ())


def _adopt(args: Namespace) -> None:
    from welfare_desk.ledger.budgets import Budget, Spread
    from welfare_desk.services.accounts import open_funds
    from welfare_desk.services.budgets import adopt_budget

    year = day(f"{args.year}-01-01", "year").year
    with desk(args) as sat:
        home = sat.ask(open_funds)[0].code
        amounts = [_line(str(each), home) for each in args.lines]
        adopted = Budget(year, args.name, day_of(args, sat), args.resolution, {})
        kept = adopt_budget(sat, adopted, amounts, Spread(args.spread))
    said = _("The budget “{name}” is in force with {count} amounts.").format(name=kept.name, count=len(kept.keys()))
    answer(args, said, {"year": kept.year, "amounts": len(kept.keys())})


def _show_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--month", metavar="MONTH", help=_("the month: 2026-01 or BE2569-01"))
    spans = _("the year so far, one month, or the whole year")
    parser.add_argument("--show", choices=("to-date", "month", "year"), default="to-date", help=spans)
    parser.set_defaults(output=None)


def _show(args: Namespace) -> None:
    from welfare_desk.cli.commands import month
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        asked = {"show": args.show} | ({"month": month(args.month).isoformat()} if args.month else {})
        report = sat.ask(lambda tx: make_report(tx, "budget", asked, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("budget", "adopt"), N_("Adopt the budget of a year."), _adopt_arguments, _adopt),
    Command(("budget", "show"), N_("Hold the budget against the books."), _show_arguments, _show),
)
