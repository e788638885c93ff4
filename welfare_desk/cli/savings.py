"""Commands on members' savings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day_of,
    desk,
    month,
    read_json,
    takes_book,
    takes_day,
    takes_json,
    tell_posted,
    write_out,
)
from welfare_desk.cli.shares import takes_member, takes_till, till_of
from welfare_desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.coop.savings import CashMove
    from welfare_desk.services.desk import Desk


def _usual_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    takes_json(parser)


def _usual(args: Namespace) -> None:
    from welfare_desk.services.savings import keep_usual_products

    with desk(args) as sat:
        codes = keep_usual_products(sat, day_of(args, sat))
    said = _("Kinds of accounts kept: {codes}. Their rates are examples: change them.").format(codes=", ".join(codes))
    answer(args, said if codes else _("They are kept already."), {"codes": list(codes)})


def _product_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("product", metavar="FILE", type=Path, help=_("the kind of account as JSON"))
    takes_day(parser)
    takes_json(parser)


def _product(args: Namespace) -> None:
    from welfare_desk.coop.savings_products import SavingsProduct
    from welfare_desk.services.savings import keep_savings_product

    content = read_json(args.product)
    product = SavingsProduct.from_mapping(cast("dict[str, Any]", content) if isinstance(content, dict) else {})
    with desk(args) as sat:
        on = day_of(args, sat)
        keep_savings_product(sat, product, on)
    answer(args, _("{code} is kept.").format(code=product.code), {"code": product.code})


def _open_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    parser.add_argument("product", metavar="KIND", help=_("the code of the kind of account: ORD"))
    parser.add_argument("amount", metavar="BAHT", help=_("the first deposit"))
    parser.add_argument("--monthly", metavar="BAHT", default="0", help=_("what is pledged for each month"))
    takes_till(parser)


def _open(args: Namespace) -> None:
    from welfare_desk.coop.savings import NewAccount
    from welfare_desk.services.savings import open_savings

    with desk(args) as sat:
        new = NewAccount(
            args.member, args.product, day_of(args, sat), amount(args.amount), till_of(args, sat),
            amount(args.monthly),
        )  # fmt: skip
        number, posted = open_savings(sat, new)
    said = _("Account {number} is open; posted as {voucher}.").format(number=number, voucher=posted.voucher)
    answer(args, said, {"account": number, "voucher": posted.voucher})


def _takes_account(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="ACCOUNT", help=_("the number of the savings account: ORD-00001"))


def _move_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("amount", metavar="BAHT", help=_("the amount"))
    parser.add_argument("--note", default="", help=_("a word for the journal"))
    takes_till(parser)


def _move(args: Namespace, sat: Desk) -> CashMove:
    from welfare_desk.coop.savings import CashMove

    return CashMove(args.number, amount(args.amount), day_of(args, sat), till_of(args, sat), args.note)


def _deposit(args: Namespace) -> None:
    from welfare_desk.services.savings import deposit

    with desk(args) as sat:
        posted = deposit(sat, _move(args, sat))
    tell_posted(args, posted)


def _withdraw(args: Namespace) -> None:
    from welfare_desk.services.savings import withdraw

    with desk(args) as sat:
        posted = withdraw(sat, _move(args, sat))
    tell_posted(args, posted)


def _close_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("--reason", required=True, help=_("why"))
    takes_till(parser)


def _close(args: Namespace) -> None:
    from welfare_desk.services.savings import close_savings

    with desk(args) as sat:
        posted = close_savings(sat, args.number, day_of(args, sat), till_of(args, sat), args.reason)
    if posted is None:
        said = _("Account {number} is closed; nothing stood on it.").format(number=args.number)
        answer(args, said, {"account": args.number})
    else:
        tell_posted(args, posted)


def _hold_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("amount", metavar="BAHT", help=_("the amount"))
    parser.add_argument("--reason", required=True, help=_("why"))
    takes_day(parser)
    takes_json(parser)


def _hold(args: Namespace) -> None:
    from welfare_desk.services.savings import hold_savings

    with desk(args) as sat:
        hold = hold_savings(sat, args.number, amount(args.amount), args.reason, day_of(args, sat))
    answer(args, _("Held as number {hold}.").format(hold=hold), {"hold": hold})


def _release_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("hold", type=int, metavar="HOLD", help=_("the number of the hold"))
    parser.add_argument("--reason", required=True, help=_("why"))
    takes_day(parser)
    takes_json(parser)


def _release(args: Namespace) -> None:
    from welfare_desk.services.savings import release_savings

    with desk(args) as sat:
        release_savings(sat, args.number, args.hold, args.reason, day_of(args, sat))
    answer(args, _("Hold {hold} is released.").format(hold=args.hold), {"hold": args.hold})


def _interest(args: Namespace) -> None:
    from welfare_desk.services.savings_interest import post_savings_interest

    with desk(args) as sat:
        posted = post_savings_interest(sat, day_of(args, sat))
    tell_posted(args, posted)


def _accrue_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("month", metavar="MONTH", help=_("the month: 2026-01 or BE2569-01"))
    takes_json(parser)


def _accrue(args: Namespace) -> None:
    from welfare_desk.services.savings_interest import accrue_savings_interest

    with desk(args) as sat:
        posted = accrue_savings_interest(sat, month(args.month))
    if posted is None:
        answer(args, _("Nothing was left to accrue."), {"voucher": None})
    else:
        tell_posted(args, posted)


def _dormant(args: Namespace) -> None:
    from welfare_desk.services.savings import mark_dormant

    with desk(args) as sat:
        numbers = mark_dormant(sat, day_of(args, sat))
    text = ngettext("{count} account sleeps from now on.", "{count} accounts sleep from now on.", len(numbers))
    answer(args, text.format(count=len(numbers)), {"accounts": list(numbers)})


def _wake_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("--reason", required=True, help=_("who came, and what was seen"))
    takes_day(parser)
    takes_json(parser)


def _wake(args: Namespace) -> None:
    from welfare_desk.services.savings import wake_savings

    with desk(args) as sat:
        wake_savings(sat, args.number, args.reason, day_of(args, sat))
    answer(args, _("Account {number} is awake.").format(number=args.number), {"account": args.number})


def _passbook_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("--again", action="store_true", help=_("print from the first line, and note nothing"))
    parser.set_defaults(output=None)


def _passbook(args: Namespace) -> None:
    from welfare_desk.reports.passbook_lines import passbook_page
    from welfare_desk.services.savings import note_passbook_print

    with desk(args, writes=not args.again) as sat:
        page = sat.ask(lambda tx: passbook_page(tx, args.number, again=args.again))
        if page.lines and not args.again:
            note_passbook_print(sat, args.number, page.last)
    write_out(args, page.text)


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        on = day_of(args, sat)
        report = sat.ask(lambda tx: make_report(tx, "savings-register", {"on": on}, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("savings", "usual"), N_("Keep the usual kinds of accounts, to begin with."), _usual_arguments, _usual),
    Command(("savings", "product"), N_("Keep a kind of account from a JSON file."), _product_arguments, _product),
    Command(("savings", "open"), N_("Open an account with its first deposit."), _open_arguments, _open),
    Command(("savings", "deposit"), N_("Take money into an account."), _move_arguments, _deposit),
    Command(("savings", "withdraw"), N_("Pay money out of an account."), _move_arguments, _withdraw),
    Command(("savings", "close"), N_("Pay an account out whole, and close it."), _close_arguments, _close),
    Command(("savings", "hold"), N_("Hold an amount, so that it cannot be taken out."), _hold_arguments, _hold),
    Command(("savings", "release"), N_("Release what was held."), _release_arguments, _release),
    Command(("savings", "interest"), N_("Post the interest that is due."), _usual_arguments, _interest),
    Command(("savings", "accrue"), N_("Accrue interest to the end of a month."), _accrue_arguments, _accrue),
    Command(("savings", "dormant"), N_("Let accounts sleep that nobody used."), _usual_arguments, _dormant),
    Command(("savings", "wake"), N_("Wake an account that sleeps."), _wake_arguments, _wake),
    Command(("savings", "passbook"), N_("Write the next lines of a passbook."), _passbook_arguments, _passbook),
    Command(("savings", "list"), N_("List what stands on each account."), _list_arguments, _list),
)
