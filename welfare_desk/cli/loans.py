"""Commands on loans: products, applications, contracts, money out and in, the interest of a month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day,
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
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.coop.loan_contracts import LoanDecision
    from welfare_desk.coop.loan_limits import LoanApplication
    from welfare_desk.money import Money
    from welfare_desk.services.desk import Desk

CASH = "11110"


def takes_contract(parser: ArgumentParser) -> None:
    """Take the book, the number of a contract, and what each command on one takes."""
    takes_book(parser)
    parser.add_argument("contract", metavar="CONTRACT", help=_("the number of the contract"))
    takes_day(parser)
    takes_json(parser)


def takes_words(parser: ArgumentParser) -> None:
    """Take the resolution or reason of an act."""
    parser.add_argument("--words", required=True, metavar="WORDS", help=_("the resolution, or why"))


def takes_account(parser: ArgumentParser) -> None:
    """Take the cash or bank account of an act."""
    parser.add_argument("--account", default=CASH, help=_("the cash or bank account"))


def rate(text: str | None) -> int | None:
    """Read a rate in percent a year, `6.75`, as millionths."""
    from decimal import Decimal, InvalidOperation

    if text is None:
        return None
    try:
        millionths = Decimal(text) * 10_000
    except InvalidOperation:
        millionths = Decimal("0.5")
    if millionths != int(millionths):
        unread = N_("“{text}” is no rate in percent.")
        raise RuleError(problem("rate.unread", unread, "rate", text=text))
    return int(millionths)


# Products


def _offer_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "file", metavar="FILE.json", type=Path, help=_("one product as “loan products --json” shows it")
    )
    parser.add_argument("--from", dest="from_day", required=True, metavar="DAY", help=_("from which day it is offered"))
    takes_json(parser)


def _offer(args: Namespace) -> None:
    from welfare_desk.coop.loan_products import product_from
    from welfare_desk.services.loan_products import keep_loan_product

    given = read_json(args.file)
    product, found = product_from(cast("dict[str, object]", given) if isinstance(given, dict) else {})
    if found:
        raise RuleError(*found)
    with desk(args) as sat:
        keep_loan_product(sat, product, day(args.from_day, "from_day"))
    answer(args, _("Kept: {name}.").format(name=product.name), {"code": product.code})


def _products_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)
    parser.set_defaults(output=None)


def _products(args: Namespace) -> None:
    from welfare_desk.reports.loan_products import offered

    with desk(args, writes=False) as sat:
        found = sat.ask(lambda tx: offered(tx, sat.today))
    if args.json:
        answer(args, "", {"products": [each.as_mapping() for each in found]})
    else:
        _tell(args, "loan-products", {})


# Applications


def _apply_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--member", required=True, metavar="NUMBER", help=_("who borrows"))
    parser.add_argument("--product", required=True, metavar="CODE", help=_("the kind of loan"))
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("the amount"))
    parser.add_argument("--instalments", required=True, type=int, metavar="N", help=_("in how many instalments"))
    parser.add_argument("--for", dest="purpose", required=True, metavar="WORDS", help=_("what the money is for"))
    parser.add_argument("--income", default="0", metavar="BAHT", help=_("the income of a month"))
    parser.add_argument("--expenses", default="0", metavar="BAHT", help=_("what is deducted from it already"))
    guarantor = _("the number of a guarantor, with an amount where it is not the whole loan; may be given again")
    parser.add_argument("--guarantor", action="append", default=[], metavar="NUMBER[=BAHT]", help=guarantor)
    parser.add_argument("--collateral", default="0", metavar="BAHT", help=_("the value of what is held against it"))
    parser.add_argument("--held", default="", metavar="KIND", help=_("land, car, deposit and so on"))
    parser.add_argument("--held-words", default="", metavar="WORDS", help=_("what is held against it"))
    takes_day(parser)
    takes_json(parser)


def _asked(args: Namespace, sat: Desk) -> LoanApplication:
    from welfare_desk.coop.loan_limits import LoanApplication

    named = [(who, amount(most) if most else None) for who, _equals, most in (g.partition("=") for g in args.guarantor)]
    return LoanApplication(
        args.member, args.product, day_of(args, sat), amount(args.amount), args.instalments, args.purpose,
        amount(args.income), amount(args.expenses), tuple(who for who, _most in named), amount(args.collateral),
        tuple(most for _who, most in named), args.held, args.held_words,
    )  # fmt: skip


def _apply(args: Namespace) -> None:
    from welfare_desk.services.loan_applications import apply_for_loan, reasons

    with desk(args) as sat:
        asked = _asked(args, sat)
        number = apply_for_loan(sat, asked)
        found = sat.ask(lambda tx: reasons(tx, asked))
    said = [_("Application {number} is taken in.").format(number=number)]
    said += [f"✓ {each.sentence()}" for each in found.in_favour]
    said += [f"✗ {each.sentence()}" for each in found.against]
    facts = {"application": number, "against": [each.code for each in found.against]}
    answer(args, "\n".join(said), facts)


def _decide_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("application", type=int, metavar="NUMBER", help=_("the number of the application"))
    parser.add_argument("decision", choices=("approved", "declined", "withdrawn"), help=_("what was decided"))
    takes_words(parser)
    parser.add_argument("--amount", metavar="BAHT", help=_("the amount approved; default: as asked"))
    parser.add_argument("--instalments", type=int, metavar="N", help=_("in how many instalments; default: as asked"))
    takes_day(parser)
    takes_json(parser)


def _decide(args: Namespace) -> None:
    from welfare_desk.services.loan_applications import decide_application

    with desk(args) as sat:
        decide_application(sat, args.application, _decision(args, sat))
    answer(args, _("Application {number} is decided.").format(number=args.application), {"number": args.application})


def _decision(args: Namespace, sat: Desk) -> LoanDecision:
    from welfare_desk.coop.loan_contracts import ApplicationStep, LoanDecision

    given = amount(args.amount) if args.amount else None
    return LoanDecision(day_of(args, sat), ApplicationStep(args.decision), args.words, given, args.instalments)


# Contracts and money


def _contract_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("application", type=int, metavar="NUMBER", help=_("the number of the application"))
    parser.add_argument("--number", default="", help=_("the number of the contract; default: the next one"))
    parser.add_argument("--first-due", metavar="DAY", help=_("when the first instalment falls due"))
    parser.add_argument("--rate", metavar="PERCENT", help=_("the rate a year; default: that of the product"))
    takes_day(parser)
    takes_json(parser)


def _contract(args: Namespace) -> None:
    from welfare_desk.services.lending import Contracting, contract_loan

    with desk(args) as sat:
        first = day(args.first_due, "first_due") if args.first_due else None
        asked = Contracting(args.application, day_of(args, sat), args.number, first, rate(args.rate))
        contract = contract_loan(sat, asked)
    answer(args, _("Contract {number} is made.").format(number=contract), {"contract": contract})


def _pay_out_arguments(parser: ArgumentParser) -> None:
    takes_contract(parser)
    takes_account(parser)
    parser.add_argument("--fee", metavar="BAHT", help=_("the fee kept back; default: that of the product"))
    parser.add_argument("--shares", default="0", metavar="BAHT", help=_("what is kept back for shares"))
    settles = _("an old contract that it settles; may be given again")
    parser.add_argument("--settles", action="append", default=[], metavar="CONTRACT", help=settles)


def _pay_out(args: Namespace) -> None:
    from welfare_desk.services.lending import PayingOut, pay_out_loan

    with desk(args) as sat:
        fee = amount(args.fee) if args.fee else None
        asked = PayingOut(args.contract, day_of(args, sat), args.account, fee, amount(args.shares), tuple(args.settles))
        tell_posted(args, pay_out_loan(sat, asked))


def _repay_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    paid = _("a contract and what is paid on it; without an amount all that is owed; may be given again")
    parser.add_argument("--on", action="append", required=True, metavar="CONTRACT[=BAHT]", help=paid)
    parser.add_argument("--payer", default="", help=_("who pays; default: the borrower"))
    takes_account(parser)
    takes_day(parser)
    takes_json(parser)


def _repay(args: Namespace) -> None:
    from welfare_desk.services.loans import Repaying, repay

    with desk(args) as sat:
        amounts = tuple(_on(each) for each in args.on)
        tell_posted(args, repay(sat, Repaying(day_of(args, sat), args.account, amounts, args.payer)))


def _on(text: str) -> tuple[str, Money | None]:
    contract, equals, baht = text.partition("=")
    return contract.strip(), amount(baht) if equals else None


def _accrue_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("month", metavar="MONTH", help=_("the month, 2026-01 or BE2569-01"))
    takes_json(parser)


def _accrue(args: Namespace) -> None:
    from welfare_desk.services.loans import accrue_interest

    with desk(args) as sat:
        tell_posted(args, accrue_interest(sat, month(args.month)))


def _show_arguments(parser: ArgumentParser) -> None:
    takes_contract(parser)
    parser.set_defaults(output=None)


def _show(args: Namespace) -> None:
    _tell(args, "loan", {"contract": args.contract, **({"on": args.day} if args.day else {})})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--state", choices=("all", "running", "late"), default="running", help=_("which of them"))
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    _tell(args, "loans", {"state": args.state})


def _tell(args: Namespace, name: str, asked: dict[str, str]) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, name, asked, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("loan", "products"), N_("List the kinds of loans that are offered."), _products_arguments, _products),
    Command(("loan", "offer"), N_("Keep a kind of loan as it is offered from a day on."), _offer_arguments, _offer),
    Command(("loan", "apply"), N_("Take an application in, and judge it."), _apply_arguments, _apply),
    Command(("loan", "decide"), N_("Write down what was decided of an application."), _decide_arguments, _decide),
    Command(("loan", "contract"), N_("Make the contract of an approved application."), _contract_arguments, _contract),
    Command(("loan", "pay-out"), N_("Pay a contract out, less what is kept back."), _pay_out_arguments, _pay_out),
    Command(("loan", "repay"), N_("Take money for contracts, or settle them."), _repay_arguments, _repay),
    Command(("loan", "accrue"), N_("Accrue the interest of a month on all loans."), _accrue_arguments, _accrue),
    Command(("loan", "show"), N_("Show a loan with its schedule and what was paid."), _show_arguments, _show),
    Command(("loan", "list"), N_("List the loans and what is owed on them."), _list_arguments, _list),
)  # fmt: skip
