"""Commands on a running loan: new terms, more lent, guarantors, collateral, and what follows if it is not repaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, amount, answer, day, day_of, desk, tell_posted
from welfare_desk.cli.loans import rate, takes_account, takes_contract, takes_words
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.bad_loans import LoanPaper
    from welfare_desk.services.desk import Desk


def _paper(args: Namespace, sat: Desk) -> LoanPaper:
    from welfare_desk.services.bad_loans import LoanPaper

    return LoanPaper(args.contract, day_of(args, sat), args.words)


def _done(args: Namespace, posted: Posted | None = None) -> None:
    if posted is not None:
        tell_posted(args, posted)
    else:
        answer(args, _("Written down at contract {number}.").format(number=args.contract), {"contract": args.contract})


def _new_terms(parser: ArgumentParser) -> None:
    takes_contract(parser)
    takes_words(parser)
    parser.add_argument("--instalments", required=True, type=int, metavar="N", help=_("in how many instalments"))


def _reschedule_arguments(parser: ArgumentParser) -> None:
    _new_terms(parser)
    parser.add_argument("--rate", metavar="PERCENT", help=_("the rate a year; default: as it was"))
    methods = ("equal-principal", "equal-instalment", "flat", "bullet")
    parser.add_argument("--method", choices=methods, help=_("how it is repaid; default: as it was"))
    parser.add_argument("--first-due", metavar="DAY", help=_("when the first instalment falls due"))
    parser.add_argument("--grace", type=int, default=0, metavar="N", help=_("instalments of interest alone"))


def _reschedule(args: Namespace) -> None:
    from welfare_desk.coop.loan_terms import Method
    from welfare_desk.services.loan_changes import Rescheduling, reschedule_loan

    with desk(args) as sat:
        first = day(args.first_due, "first_due") if args.first_due else None
        method = Method(args.method) if args.method else None
        asked = Rescheduling(
            args.contract, day_of(args, sat), args.instalments, args.words, rate(args.rate), method, first, args.grace
        )
        reschedule_loan(sat, asked)
    _done(args)


def _moratorium_arguments(parser: ArgumentParser) -> None:
    _new_terms(parser)
    parser.add_argument("--without-interest", action="store_true", help=_("no interest runs until it ends"))


def _moratorium(args: Namespace) -> None:
    from welfare_desk.services.loan_changes import Waiting, give_moratorium

    with desk(args) as sat:
        asked = Waiting(
            args.contract, day_of(args, sat), args.instalments, args.words, with_interest=not args.without_interest
        )
        give_moratorium(sat, asked)
    _done(args)


def _top_up_arguments(parser: ArgumentParser) -> None:
    _new_terms(parser)
    takes_account(parser)
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("the amount"))


def _top_up(args: Namespace) -> None:
    from welfare_desk.services.loan_changes import ToppingUp, top_up_loan

    with desk(args) as sat:
        given = amount(args.amount)
        asked = ToppingUp(args.contract, day_of(args, sat), args.account, given, args.instalments, args.words)
        _done(args, top_up_loan(sat, asked))


def _said(parser: ArgumentParser) -> None:
    takes_contract(parser)
    takes_words(parser)


def _notice_arguments(parser: ArgumentParser) -> None:
    _said(parser)
    parser.add_argument("--number", type=int, choices=(1, 2, 3), default=1, help=_("which notice"))


def _notice(args: Namespace) -> None:
    from welfare_desk.services.bad_loans import send_notice

    with desk(args) as sat:
        send_notice(sat, _paper(args, sat), args.number)
    _done(args)


def _sue(args: Namespace) -> None:
    from welfare_desk.services.bad_loans import sue

    with desk(args) as sat:
        _done(args, sue(sat, _paper(args, sat)))


def _mark_arguments(parser: ArgumentParser) -> None:
    _said(parser)
    kinds = _("a suit ended, nothing can be collected, or it can be after all")
    parser.add_argument("kind", choices=("suit_ended", "loss", "found"), help=kinds)


def _mark(args: Namespace) -> None:
    from welfare_desk.services.bad_loans import mark_loan

    with desk(args) as sat:
        mark_loan(sat, _paper(args, sat), args.kind)
    _done(args)


def _waive_arguments(parser: ArgumentParser) -> None:
    _said(parser)
    parser.add_argument("--interest", default="0", metavar="BAHT", help=_("the interest that is waived"))
    parser.add_argument("--penalty", default="0", metavar="BAHT", help=_("the penalty that is waived"))


def _waive(args: Namespace) -> None:
    from welfare_desk.services.bad_loans import waive

    with desk(args) as sat:
        _done(args, waive(sat, _paper(args, sat), amount(args.interest), amount(args.penalty)))


def _write_off(args: Namespace) -> None:
    from welfare_desk.services.bad_loans import write_off_loan

    with desk(args) as sat:
        _done(args, write_off_loan(sat, _paper(args, sat)))


def _recover_arguments(parser: ArgumentParser) -> None:
    takes_contract(parser)
    takes_account(parser)
    parser.add_argument("--amount", required=True, metavar="BAHT", help=_("the amount"))


def _recover(args: Namespace) -> None:
    from welfare_desk.services.bad_loans import recover

    with desk(args) as sat:
        _done(args, recover(sat, args.contract, amount(args.amount), args.account, day_of(args, sat)))


def _guarantor_arguments(parser: ArgumentParser) -> None:
    takes_contract(parser)
    parser.add_argument("--member", required=True, metavar="NUMBER", help=_("who stands for it"))
    parser.add_argument("--amount", metavar="BAHT", help=_("up to which amount; default: the whole loan"))


def _guarantor(args: Namespace) -> None:
    from welfare_desk.services.guarantors import add_guarantor

    with desk(args) as sat:
        most = amount(args.amount) if args.amount else None
        add_guarantor(sat, args.contract, args.member, day_of(args, sat), most)
    _done(args)


def _release_arguments(parser: ArgumentParser) -> None:
    _said(parser)
    parser.add_argument("--member", required=True, metavar="NUMBER", help=_("who is released"))
    parser.add_argument("--instead", default="", metavar="NUMBER", help=_("who stands for it from now on"))


def _release(args: Namespace) -> None:
    from welfare_desk.services.guarantors import release_guarantor

    with desk(args) as sat:
        release_guarantor(sat, _paper(args, sat), args.member, args.instead)
    _done(args)


def _collateral_arguments(parser: ArgumentParser) -> None:
    _said(parser)
    parser.add_argument("--kind", default="other", help=_("land, car, deposit and so on"))
    parser.add_argument("--value", required=True, metavar="BAHT", help=_("what it is worth"))


def _collateral(args: Namespace) -> None:
    from welfare_desk.services.guarantors import add_collateral

    with desk(args) as sat:
        add_collateral(sat, _paper(args, sat), args.kind, amount(args.value))
    _done(args)


def _free_arguments(parser: ArgumentParser) -> None:
    _said(parser)
    parser.add_argument("position", type=int, metavar="NUMBER", help=_("its number at the loan"))


def _free(args: Namespace) -> None:
    from welfare_desk.services.guarantors import free_collateral

    with desk(args) as sat:
        free_collateral(sat, _paper(args, sat), args.position)
    _done(args)


COMMANDS = (
    Command(("loan", "reschedule"), N_("Lay out anew what is owed."), _reschedule_arguments, _reschedule),
    Command(("loan", "moratorium"), N_("Let nothing fall due for a while."), _moratorium_arguments, _moratorium),
    Command(("loan", "top-up"), N_("Lend more on a contract."), _top_up_arguments, _top_up),
    Command(("loan", "notice"), N_("Write down that a notice was sent."), _notice_arguments, _notice),
    Command(("loan", "sue"), N_("Take a loan to court."), _said, _sue),
    Command(("loan", "mark"), N_("Write down what became of collecting a loan."), _mark_arguments, _mark),
    Command(("loan", "waive"), N_("Waive interest or penalty that is owed."), _waive_arguments, _waive),
    Command(("loan", "write-off"), N_("Write a loan off against the allowance."), _said, _write_off),
    Command(("loan", "recover"), N_("Take money for a loan that was written off."), _recover_arguments, _recover),
    Command(("loan", "guarantor"), N_("Write down who stands for a loan."), _guarantor_arguments, _guarantor),
    Command(("loan", "release"), N_("Release a guarantor, or replace one."), _release_arguments, _release),
    Command(("loan", "collateral"), N_("Write down what is held against a loan."), _collateral_arguments, _collateral),
    Command(("loan", "free"), N_("Write down that collateral is given back."), _free_arguments, _free),
)  # fmt: skip
