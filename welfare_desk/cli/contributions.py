"""Commands on contributions: collect, make, print and void receipts, refunds, unidentified money."""

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

    from welfare_desk.welfare.contributions import PaymentLine

_KINDS = ("contribution", "entrance_fee", "passbook", "reinstatement")


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


def _make_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("payer", metavar="PAYER", help=_("who paid"))
    parser.add_argument(
        "lines",
        nargs="+",
        metavar="[MEMBER][:KIND]=BAHT",
        help=_("what was paid for whom; without a member the money is unidentified; kinds: {kinds}").format(
            kinds=", ".join(_KINDS)
        ),
    )
    parser.add_argument("--member", help=_("the payer's own member number; default: of the first line"))
    parser.add_argument("--receipt", default="", metavar="BOOK/NUMBER", help=_("the paper receipt"))
    parser.add_argument("--account", default="1101", help=_("the cash or bank account"))
    parser.add_argument("--note", default="", help=_("a note on the receipt"))
    takes_day(parser)
    takes_json(parser)


def _line(text: str) -> PaymentLine:
    from welfare_desk.welfare.contributions import LineKind, PaymentLine

    whom, _equals, baht = text.partition("=")
    number, _colon, kind = whom.partition(":")
    if kind not in ("", *_KINDS):
        unknown = N_("“{text}” is no kind of payment; write one of {kinds}.")
        raise RuleError(problem("payment.kind", unknown, "kind", text=kind, kinds=", ".join(_KINDS)))
    usual = LineKind.CONTRIBUTION if number else LineKind.UNIDENTIFIED
    return PaymentLine(number or None, amount(baht), LineKind(kind) if kind else usual)


def _make(args: Namespace) -> None:
    from welfare_desk.services.contributions import record_payment
    from welfare_desk.welfare.contributions import Payment

    lines = tuple(_line(str(text)) for text in args.lines)
    paper, _slash, number = str(args.receipt).rpartition("/")
    with desk(args) as sat:
        payer = args.member or lines[0].member_number
        payment = Payment(day_of(args, sat), args.payer, payer, lines, args.account, paper, number, args.note)
        recorded = record_payment(sat, payment)
    notes = [note.sentence() for note in recorded.notes]
    said = _("Posted as {voucher}.").format(voucher=recorded.posted.voucher)
    answer(args, "\n".join([*notes, said]), {"voucher": recorded.posted.voucher, "notes": notes})


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


COMMANDS = (
    Command(("collect",), N_("Take contributions of a village."), _collect_arguments, _collect),
    Command(("receipt", "make"), N_("Take one payment, for one member or several."), _make_arguments, _make),
    Command(("receipt", "print"), N_("Print receipts; printed again they are copies."), _print_arguments, _print),
    Command(("receipt", "void"), N_("Void a receipt; both vouchers stay."), _void_arguments, _void),
    Command(("receipt", "refund"), N_("Pay back money taken by mistake."), _refund_arguments, _refund),
    Command(("receipt", "assign"), N_("Say whose unidentified money it was."), _assign_arguments, _assign),
)
