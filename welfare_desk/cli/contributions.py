"""Commands on contributions: collect, print and void receipts, deferred income, refunds, exemptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day,
    day_of,
    desk,
    month,
    takes_book,
    takes_day,
    takes_json,
    takes_output,
    tell_posted,
    write_out,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _collect_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("paid", nargs="+", metavar="MEMBER=BAHT", help=_("who paid how much"))
    parser.add_argument("--village", default="", help=_("the village that was collected"))
    parser.add_argument("--month", metavar="MONTH", help=_("the month: 2026-01 or BE2569-01; default: of the day"))
    takes_day(parser)
    parser.add_argument("--account", default="1101", help=_("the cash or bank account"))
    takes_json(parser)


def _collect(args: Namespace) -> None:
    from welfare_desk.services.contributions import record_collection
    from welfare_desk.services.members import register
    from welfare_desk.welfare.contributions import Collection, Payment, PaymentLine

    with desk(args) as sat:
        names = {each.number: each.name for each in sat.ask(register)}
        on = day_of(args, sat)
        payments: list[Payment] = []
        for text in args.paid:
            number, _equals, baht = str(text).partition("=")
            line = PaymentLine(number, amount(baht))
            payments.append(Payment(on, names.get(number, number), number, (line,), args.account))
        of = month(args.month) if args.month else on.replace(day=1)
        recorded = record_collection(sat, Collection(args.village, of, tuple(payments)))
    total = Money.sum(each.payment.total for each in recorded)
    said = [note.sentence() for each in recorded for note in each.notes]
    said.append(_("Posted {count} receipts, {amount} baht.").format(count=len(recorded), amount=total.text()))
    facts = {"posted": [each.posted.voucher for each in recorded], "total_satang": total.satang, "notes": said[:-1]}
    answer(args, "\n".join(said), facts)


def _print_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("numbers", nargs="*", metavar="NUMBER", help=_("voucher numbers; none: by days"))
    parser.add_argument("--from", dest="first", metavar="DAY", help=_("receipts from this day on"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=_("receipts up to this day; default: today"))
    parser.add_argument("--village", default="", help=_("only of this village"))
    parser.add_argument("--layout", choices=("A5", "A4x4"), default="A5", help=_("one on A5, or four on A4"))
    takes_output(parser, required=True)


def _print(args: Namespace) -> None:
    from welfare_desk.reports.draw.receipts import receipts_pdf
    from welfare_desk.reports.receipts import vouchers_of
    from welfare_desk.services.receipts import print_receipts

    with desk(args) as sat:
        numbers: list[str] = list(args.numbers)
        if not numbers:
            last = day(args.last, "to") if args.last else sat.today
            first = day(args.first, "from") if args.first else last
            numbers = sat.ask(lambda tx: vouchers_of(tx, first, last, args.village))
        if not numbers:
            raise RuleError(problem("receipt.none", N_("There is no receipt to print."), "numbers"))
        receipts = print_receipts(sat, numbers)
    write_out(args, receipts_pdf(receipts, layout=args.layout))
    print(_("Printed {count} receipts to {path}.").format(count=len(receipts), path=args.output))


def _void_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the voucher's number"))
    parser.add_argument("--reason", required=True, help=_("why it is void"))
    takes_day(parser)
    takes_json(parser)


def _void(args: Namespace) -> None:
    from welfare_desk.services.contributions import void_receipt

    with desk(args) as sat:
        posted = void_receipt(sat, args.number, day_of(args, sat), args.reason)
    said = _("Voided {number} by {voucher}.").format(number=args.number, voucher=posted.voucher)
    answer(args, said, {"number": args.number, "voucher": posted.voucher})


def _refund_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the voucher's number"))
    parser.add_argument("--member", required=True, help=_("whose line of the receipt"))
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("how much"))
    parser.add_argument("--payee", required=True, help=_("who gets it back"))
    parser.add_argument("--account", default="1101", help=_("the cash or bank account"))
    parser.add_argument("--reason", required=True, help=_("why the money goes back"))
    takes_day(parser)
    takes_json(parser)


def _refund(args: Namespace) -> None:
    from welfare_desk.services.contributions import refund_mistake
    from welfare_desk.welfare.contributions import Refund

    with desk(args) as sat:
        refund = Refund(day_of(args, sat), args.payee, args.member, amount(args.amount), args.account, args.reason)
        posted = refund_mistake(sat, args.number, refund)
    tell_posted(args, posted)


def _assign_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the voucher's number"))
    parser.add_argument("--member", required=True, help=_("whose money it is"))
    parser.add_argument("--reason", required=True, help=_("how it was found out"))
    takes_day(parser)
    takes_json(parser)


def _assign(args: Namespace) -> None:
    from welfare_desk.services.contributions import assign_unidentified

    with desk(args) as sat:
        posted = assign_unidentified(sat, args.number, args.member, day_of(args, sat), args.reason)
    tell_posted(args, posted)


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


COMMANDS = (
    Command(("collect",), N_("Take contributions of a village."), _collect_arguments, _collect),
    Command(("receipt", "print"), N_("Print receipts; printed again they are copies."), _print_arguments, _print),
    Command(("receipt", "void"), N_("Void a receipt; both vouchers stay."), _void_arguments, _void),
    Command(("receipt", "refund"), N_("Pay back money taken by mistake."), _refund_arguments, _refund),
    Command(("receipt", "assign"), N_("Say whose unidentified money it was."), _assign_arguments, _assign),
    Command(("deferred", "release"), N_("Turn deferred contributions into income."), _release_arguments, _release),
    Command(("member", "exempt"), N_("Let a member off dues, or let the fund pay them."), _exempt_arguments, _exempt),
)
