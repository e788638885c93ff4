"""Commands on dues: plans, exemptions, deferred income and the advances that a book opened with."""

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
)
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _release_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--day", metavar="DAY", help=_("default: the first day of the running fiscal year"))
    takes_json(parser)


def _release(args: Namespace) -> None:
    from welfare_desk.services.dues import release_deferred

    with desk(args) as sat:
        posted = release_deferred(sat, day(args.day, "day") if args.day else None)
    if posted is None:
        answer(args, _("There is nothing to release."), {"voucher": None})
    else:
        tell_posted(args, posted)


def _exempt_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the member's number"))
    parser.add_argument("--from", dest="first", metavar="DAY", required=True, help=_("first day"))
    parser.add_argument("--to", dest="last", metavar="DAY", required=True, help=_("last day"))
    parser.add_argument("--reason", required=True, help=_("the committee's resolution"))
    parser.add_argument("--paid-by", metavar="FUND", help=_("let this fund pay; without it the dues are waived"))
    takes_day(parser)
    takes_json(parser)


def _exempt(args: Namespace) -> None:
    from welfare_desk.services.dues import pay_by_fund, waive
    from welfare_desk.welfare.plans import Span

    span = Span(day(args.first, "from"), day(args.last, "to"))
    with desk(args) as sat:
        if args.paid_by is None:
            waive(sat, args.number, span, args.reason)
            voucher = None
        else:
            voucher = pay_by_fund(sat, args.number, span, args.paid_by, day_of(args, sat), args.reason).voucher
    answer(args, _("Kept the exemption."), {"voucher": voucher})


def _assign_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("member", metavar="MEMBER", help=_("the member's number"))
    parser.add_argument("amount", metavar="BAHT", help=_("how much"))
    parser.add_argument("--reason", required=True, help=_("how it was found out"))
    takes_json(parser)


def _assign(args: Namespace) -> None:
    from welfare_desk.services.dues import assign_opening

    paid = amount(args.amount)
    with desk(args) as sat:
        assign_opening(sat, args.member, paid, args.reason)
    said = _("{amount} baht that the book opened with are member {member}'s.")
    facts = {"member": args.member, "satang": paid.satang}
    answer(args, said.format(amount=paid.text(), member=args.member), facts)


def _plan_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("code", metavar="CODE", help=_("the plan's code"))
    parser.add_argument("--name", required=True, help=_("its name in Thai"))
    parser.add_argument("--name-en", default="", help=_("its name in English"))
    parser.add_argument("--period", required=True, choices=("day", "month", "year", "other"), help=_("how often"))
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("how much"))
    parser.add_argument("--months", type=int, default=1, help=_("months of a period that is another one"))
    parser.add_argument("--entrance-fee", default="0", metavar="BAHT", help=_("paid once at entry"))
    parser.add_argument("--passbook-fee", default="0", metavar="BAHT", help=_("paid for a passbook"))
    takes_json(parser)


def _plan_keep(args: Namespace) -> None:
    from welfare_desk.services.dues import keep_plan
    from welfare_desk.welfare.plans import Period, Plan

    prices = amount(args.amount), amount(args.entrance_fee), amount(args.passbook_fee)
    plan = Plan(args.code, args.name, args.name_en, Period(args.period), *prices, args.months)
    with desk(args) as sat:
        keep_plan(sat, plan)
    answer(args, _("Kept the plan {plan}.").format(plan=args.code), {"plan": args.code})


def _choose_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("code", metavar="CODE", help=_("the plan's code"))
    parser.add_argument("--from", dest="first_day", metavar="DAY", help=_("in force from this day on; default: always"))
    takes_json(parser)


def _plan_choose(args: Namespace) -> None:
    from welfare_desk.services.dues import choose_plan

    with desk(args) as sat:
        choose_plan(sat, args.code, day(args.first_day, "first_day") if args.first_day else None)
    answer(args, _("The fund's plan is {plan}.").format(plan=args.code), {"plan": args.code})


COMMANDS = (
    Command(("deferred", "release"), N_("Turn deferred contributions into income."), _release_arguments, _release),
    Command(("deferred", "assign"), N_("Say whose opening advances they are."), _assign_arguments, _assign),
    Command(("member", "exempt"), N_("Let a member off dues, or let the fund pay them."), _exempt_arguments, _exempt),
    Command(("plan", "keep"), N_("Keep a plan of the fund's own, or change one."), _plan_arguments, _plan_keep),
    Command(("plan", "choose"), N_("Choose the fund's usual plan."), _choose_arguments, _plan_choose),
)
