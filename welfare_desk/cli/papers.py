"""Commands on the papers of the day: cash handed in, books of printed receipts, cheques, handovers of office."""

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
)
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


def _book_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="RECEIPT-BOOK", help=_("the number of the receipt book"))
    takes_day(parser)
    takes_json(parser)


def _give_arguments(parser: ArgumentParser) -> None:
    _book_arguments(parser)
    parser.add_argument("--first", type=int, default=1, help=_("the first number in it"))
    parser.add_argument("--last", type=int, default=50, help=_("the last number in it"))
    parser.add_argument("--holder", required=True, help=_("who holds it"))


def _give(args: Namespace) -> None:
    from welfare_desk.services.receipt_books import give_receipt_book
    from welfare_desk.welfare.receipt_books import ReceiptBook

    with desk(args) as sat:
        give_receipt_book(sat, ReceiptBook(args.number, args.first, args.last, args.holder, day_of(args, sat)))
    said = _("{holder} holds receipt book {book}.").format(holder=args.holder, book=args.number)
    answer(args, said, {"book": args.number})


def _return(args: Namespace) -> None:
    from welfare_desk.services.receipt_books import return_receipt_book

    with desk(args) as sat:
        return_receipt_book(sat, args.number, day_of(args, sat))
    answer(args, _("Receipt book {book} came back.").format(book=args.number), {"book": args.number})


def _mark_arguments(parser: ArgumentParser) -> None:
    _book_arguments(parser)
    parser.add_argument("receipt", type=int, metavar="RECEIPT", help=_("the number of the receipt"))
    parser.add_argument("--kind", choices=("spoiled", "cancelled"), default="spoiled", help=_("what became of it"))
    parser.add_argument("--reason", required=True, help=_("why"))


def _mark(args: Namespace) -> None:
    from welfare_desk.services.receipt_books import mark_receipt
    from welfare_desk.welfare.receipt_books import Mark

    with desk(args) as sat:
        mark_receipt(sat, args.number, args.receipt, Mark(args.kind), args.reason, day_of(args, sat))
    said = _("Receipt {book}/{number} is marked.").format(book=args.number, number=args.receipt)
    answer(args, said, {"book": args.number, "receipt": args.receipt})


def _cheque_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="CHEQUE", help=_("the number of the cheque"))
    takes_day(parser)
    takes_json(parser)


def _draw_arguments(parser: ArgumentParser) -> None:
    _cheque_arguments(parser)
    parser.add_argument("--voucher", required=True, help=_("the voucher that was paid with it"))


def _draw(args: Namespace) -> None:
    from welfare_desk.services.cheques import draw_cheque

    with desk(args) as sat:
        drawn = draw_cheque(sat, args.voucher, args.number, day_of(args, sat))
    said = _("Cheque {number} pays {amount} baht of {voucher}.")
    said = said.format(number=drawn.number, amount=drawn.amount.text(), voucher=drawn.voucher)
    answer(args, said, {"account": drawn.account, "number": drawn.number, "satang": drawn.amount.satang})


def _change_arguments(parser: ArgumentParser) -> None:
    _cheque_arguments(parser)
    parser.add_argument("status", choices=("presented", "stale", "void"), help=_("what became of it"))
    parser.add_argument("--account", default="1111", help=_("the cash or bank account"))
    parser.add_argument("--reason", default="", help=_("why"))


def _change(args: Namespace) -> None:
    from welfare_desk.ledger.cheques import ChequeStatus
    from welfare_desk.services.cheques import change_cheque

    with desk(args) as sat:
        status = ChequeStatus(args.status)
        change_cheque(sat, args.account, args.number, status, day_of(args, sat), args.reason)
    _tell_cheque(args)


def _spoil_arguments(parser: ArgumentParser) -> None:
    _cheque_arguments(parser)
    parser.add_argument("--account", default="1111", help=_("the cash or bank account"))
    parser.add_argument("--reason", required=True, help=_("why"))


def _spoil(args: Namespace) -> None:
    from welfare_desk.services.cheques import spoil_cheque

    with desk(args) as sat:
        spoil_cheque(sat, args.account, args.number, day_of(args, sat), args.reason)
    _tell_cheque(args)


def _tell_cheque(args: Namespace) -> None:
    answer(args, _("Cheque {number} is in the register.").format(number=args.number), {"number": args.number})


def _handover_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.welfare.handovers import Office

    takes_book(parser)
    parser.add_argument("office", choices=[each.value for each in Office], help=_("the office"))
    parser.add_argument("--by", required=True, help=_("who hands over"))
    parser.add_argument("--to", required=True, help=_("who takes over"))
    parser.add_argument("--witness", default="", help=_("who saw it"))
    counted = _("what was counted, or stands in the passbook; once for each account")
    parser.add_argument("--found", action="append", default=[], metavar="ACCOUNT=BAHT", help=counted)
    parser.add_argument("--books", default="", help=_("books and papers that go along"))
    parser.add_argument("--keys", default="", help=_("keys and seals that go along"))
    parser.add_argument("--computer", default="", help=_("computer and copies that go along"))
    parser.add_argument("--note", default="", help=_("what is known of a difference"))
    takes_day(parser)
    takes_json(parser)


def _handover(args: Namespace) -> None:
    from welfare_desk.services.handovers import Given, hand_over
    from welfare_desk.welfare.handovers import Office, Things

    pairs = [str(each).partition("=") for each in args.found]
    found = {account: amount(baht) for account, _equals, baht in pairs}
    things = Things(args.books, args.keys, args.computer)
    with desk(args) as sat:
        day, office = day_of(args, sat), Office(args.office)
        number = hand_over(sat, Given(day, office, args.by, args.to, args.witness, found, things, args.note))
    answer(args, _("Kept as handover {number}.").format(number=number), {"handover": number})


COMMANDS = (
    Command(("cheque", "draw"), N_("Write down the cheque a voucher was paid with."), _draw_arguments, _draw),
    Command(("cheque", "change"), N_("Say what became of a cheque."), _change_arguments, _change),
    Command(("cheque", "spoil"), N_("Write down a spoiled cheque."), _spoil_arguments, _spoil),
    Command(("hand-in", "make"), N_("Hand in the cash of sheets, with a slip."), _hand_in_arguments, _hand_in),
    Command(("handover",), N_("Write down what one officer hands to the next."), _handover_arguments, _handover),
    Command(("receipt-book", "give"), N_("Give a receipt book to its holder."), _give_arguments, _give),
    Command(("receipt-book", "return"), N_("Take a receipt book back."), _book_arguments, _return),
    Command(("receipt-book", "mark"), N_("Mark a receipt that brought no money."), _mark_arguments, _mark),
)
