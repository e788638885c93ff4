"""Commands on tax withheld from fees: pay, list, hand in."""

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
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _pay_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--payee", required=True, help=_("who was paid"))
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("the whole fee, tax included"))
    parser.add_argument("--expense", required=True, metavar="ACCOUNT", help=_("what it was spent on"))
    kinds = ("service", "professional", "rent", "transport", "advertising", "other")
    parser.add_argument("--kind", choices=kinds, default="service", help=_("the kind of fee"))
    rate = _("the rate in per cent; default: what is usual for the kind, a default of the program")
    parser.add_argument("--rate", metavar="PERCENT", help=rate)
    parser.add_argument("--tax-id", default="", metavar="NUMBER", help=_("the tax number of the payee"))
    parser.add_argument("--address", default="", help=_("the address of the payee"))
    parser.add_argument("--account", default="1111", help=_("the cash or bank account"))
    parser.add_argument("--fund", help=_("the fund; default: by the fund's rules"))
    parser.add_argument("--memo", default="", help=_("what the entry is for"))
    takes_day(parser)
    takes_json(parser)


def _pay(args: Namespace) -> None:
    from welfare_desk.services.withholdings import pay_fee
    from welfare_desk.welfare.withholding import USUAL_RATES, Fee, FeeKind, read_rate

    kind = FeeKind(args.kind)
    rate = USUAL_RATES[kind] if args.rate is None else read_rate(args.rate)
    if rate is None:
        raise RuleError(problem("withholding.rate", N_("Write the rate in per cent, such as 3."), "rate"))
    with desk(args) as sat:
        fee = Fee(
            day_of(args, sat), args.payee, kind, amount(args.amount), rate, args.expense, args.account, args.tax_id,
            args.address, args.memo, args.fund,
        )  # fmt: skip
        posted, key = pay_fee(sat, fee)
    said = _("Posted as {voucher}: {net} baht paid, {tax} baht of tax kept back; certificate {number}.")
    facts = {"voucher": posted.voucher, "certificate": key, "net_satang": fee.net.satang, "tax_satang": fee.tax.satang}
    words = said.format(voucher=posted.voucher, net=fee.net.text(), tax=fee.tax.text(), number=key)
    answer(args, words, facts)


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "withholdings", {}, sat.today))
    write_out(args, as_text(report))


def _remit_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--up-to", metavar="DAY", help=_("what was withheld up to this day; default: today"))
    parser.add_argument("--account", default="1111", help=_("the cash or bank account"))
    takes_day(parser)
    takes_json(parser)


def _remit(args: Namespace) -> None:
    from welfare_desk.services.withholdings import hand_in_tax

    with desk(args) as sat:
        up_to = day(args.up_to, "up_to") if args.up_to else sat.today
        tell_posted(args, hand_in_tax(sat, day_of(args, sat), args.account, up_to))


COMMANDS = (
    Command(("withhold", "pay"), N_("Pay a fee and keep back its tax."), _pay_arguments, _pay),
    Command(("withhold", "list"), N_("List the certificates of this year."), _list_arguments, _list),
    Command(("withhold", "remit"), N_("Hand in the tax that was kept back."), _remit_arguments, _remit),
)
