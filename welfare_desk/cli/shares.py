"""Commands on members of a cooperative and their shares."""

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
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.services.desk import Desk

_CLASSES = ("regular", "associate")


def takes_member(parser: ArgumentParser) -> None:
    """Take the book and the number of a member."""
    takes_book(parser)
    parser.add_argument("member", metavar="MEMBER", help=_("the member's number"))


def takes_till(parser: ArgumentParser) -> None:
    """Take a cash or bank account, a day, and the wish for JSON."""
    parser.add_argument("--account", help=_("the cash or bank account; default: the first cash account"))
    takes_day(parser)
    takes_json(parser)


def till_of(args: Namespace, sat: Desk) -> str:
    """Give the cash or bank account of an act: the one given, else the book's first cash account."""
    from welfare_desk.reports.choices import tills

    return args.account or next((code for code, _name in sat.ask(tills)), "")


def _buy_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    parser.add_argument("amount", metavar="BAHT", help=_("the amount"))
    parser.add_argument("--note", default="", help=_("a word for the journal"))
    takes_till(parser)


def _buy(args: Namespace) -> None:
    from welfare_desk.coop.shares import SharePurchase
    from welfare_desk.services.shares import buy_shares

    with desk(args) as sat:
        purchase = SharePurchase(args.member, amount(args.amount), day_of(args, sat), till_of(args, sat), args.note)
        posted = buy_shares(sat, purchase)
    tell_posted(args, posted)


def _plan_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    parser.add_argument("amount", metavar="BAHT", help=_("what is paid each month; 0 ends it"))
    takes_day(parser)
    takes_json(parser)


def _plan(args: Namespace) -> None:
    from welfare_desk.services.shares import set_share_plan

    with desk(args) as sat:
        set_share_plan(sat, args.member, amount(args.amount), day_of(args, sat))
    said = _("{member} pays {amount} baht into shares each month.")
    answer(args, said.format(member=args.member, amount=amount(args.amount).text()), {"member": args.member})


def _rules_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--par", metavar="BAHT", help=_("what one share is worth"))
    parser.add_argument(
        "--counted-to", type=int, metavar="DAY", help=_("up to which day of a month shares count for it")
    )
    parser.add_argument("--fewest-holders", type=int, help=_("from how many holders on nobody holds above one fifth"))
    parser.add_argument("--fee", metavar="BAHT", help=_("the entrance fee of a regular member"))
    parser.add_argument("--associate-fee", metavar="BAHT", help=_("the entrance fee of an associate member"))
    parser.add_argument("--first-shares", metavar="BAHT", help=_("the least of first shares"))
    sureties = _("whether standing surety keeps a member from leaving")
    parser.add_argument("--guarantors", choices=("block", "flag"), help=sureties)
    takes_day(parser)
    takes_json(parser)


def _rules(args: Namespace) -> None:
    from dataclasses import replace

    from welfare_desk.coop.memberships import GuarantorRule
    from welfare_desk.services.shares import rules_of, set_member_rules

    with desk(args) as sat:
        on = day_of(args, sat)
        rules, entry = sat.ask(lambda tx: rules_of(tx, on))
        given = {
            "par": args.par and amount(args.par),
            "counted_to": args.counted_to,
            "fewest_holders": args.fewest_holders,
        }
        rules = replace(rules, **{name: value for name, value in given.items() if value is not None})
        given = {
            "entrance_fee": args.fee and amount(args.fee),
            "associate_fee": args.associate_fee and amount(args.associate_fee),
            "first_shares": args.first_shares and amount(args.first_shares),
            "guarantors": args.guarantors and GuarantorRule(args.guarantors),
        }
        entry = replace(entry, **{name: value for name, value in given.items() if value is not None})
        set_member_rules(sat, rules, entry, on)
    answer(args, _("The rules are kept."), rules.as_mapping() | entry.as_mapping())


def _admit_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    parser.add_argument("--shares", metavar="BAHT", help=_("first shares; default: the least"))
    parser.add_argument("--class", dest="kind", choices=_CLASSES, default="regular", help=_("the class of the member"))
    parser.add_argument("--resolution", default="", help=_("the resolution"))
    takes_till(parser)


def _admit(args: Namespace) -> None:
    from welfare_desk.coop.memberships import Admission, MemberClass
    from welfare_desk.services.coop_members import admit_member
    from welfare_desk.services.shares import rules_of

    with desk(args) as sat:
        on, kind = day_of(args, sat), MemberClass(args.kind)
        _shares, entry = sat.ask(lambda tx: rules_of(tx, on))
        paid = amount(args.shares) if args.shares else entry.first_shares
        till = till_of(args, sat)
        posted = admit_member(sat, Admission(on, args.member, kind, paid, entry.fee(kind), till, args.resolution))
    tell_posted(args, posted)


def _class_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    parser.add_argument("kind", choices=_CLASSES, help=_("the class of the member"))
    parser.add_argument("--from", dest="first", metavar="DAY", help=_("from which day; default: today"))
    takes_json(parser)


def _class(args: Namespace) -> None:
    from welfare_desk.coop.memberships import CLASS_NAMES, ClassChange, MemberClass
    from welfare_desk.services.coop_members import change_class

    kind = MemberClass(args.kind)
    with desk(args) as sat:
        from_day = day(args.first, "first") if args.first else sat.today
        change_class(sat, args.member, ClassChange(from_day, kind))
    said = f"{args.member}: {_(CLASS_NAMES[kind])}"
    answer(args, said, {"member": args.member, "class": args.kind})


def _settlement_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    takes_day(parser)
    parser.set_defaults(output=None)


def _settlement(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        asked = {"member": args.member, "on": day_of(args, sat)}
        report = sat.ask(lambda tx: make_report(tx, "settlement", asked, sat.today))
    write_out(args, as_text(report))


def _leave_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    parser.add_argument("--reason", required=True, help=_("why the membership ends"))
    parser.add_argument("--resolution", default="", help=_("the resolution"))
    parser.add_argument("--died", action="store_true", help=_("the member has died"))
    takes_till(parser)


def _leave(args: Namespace) -> None:
    from welfare_desk.coop.memberships import Leaving
    from welfare_desk.services.coop_members import leave_cooperative

    with desk(args) as sat:
        leaving = Leaving(
            args.member, day_of(args, sat), till_of(args, sat), args.reason, args.resolution, died=args.died
        )
        posted = leave_cooperative(sat, leaving)
    if posted is None:
        answer(args, _("{member} had nothing to be paid out.").format(member=args.member), {"member": args.member})
    else:
        tell_posted(args, posted)


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        on = day_of(args, sat)
        report = sat.ask(lambda tx: make_report(tx, "share-register", {"on": on}, sat.today))
    write_out(args, as_text(report))


def _check_arguments(parser: ArgumentParser) -> None:
    takes_member(parser)
    parser.add_argument("code", metavar="CODE", help=_("what the camera reads on the statement, or its digits"))
    takes_day(parser)
    takes_json(parser)


def _check(args: Namespace) -> None:
    from welfare_desk.reports.member_statement import is_statement

    with desk(args, writes=False) as sat:
        on = day_of(args, sat)
        same = sat.ask(lambda tx: is_statement(tx, args.member, on, args.code))
    said = _("The statement is the one that this book gives.") if same else _("This book gives another statement.")
    answer(args, said, {"same": same})


COMMANDS = (
    Command(("shares", "admit"), N_("Take a member in: entrance fee and first shares."), _admit_arguments, _admit),
    Command(("shares", "buy"), N_("Take money for shares of a member."), _buy_arguments, _buy),
    Command(("shares", "plan"), N_("Say what a member pays into shares each month."), _plan_arguments, _plan),
    Command(("shares", "class"), N_("Say of which class a member is."), _class_arguments, _class),
    Command(("shares", "list"), N_("List what each member has paid up."), _list_arguments, _list),
    Command(
        ("shares", "settlement"),
        N_("Reckon what a member would take along and owes; nothing is posted."),
        _settlement_arguments,
        _settlement,
    ),
    Command(("shares", "check"), N_("Check the code of a member's statement."), _check_arguments, _check),
    Command(("shares", "leave"), N_("Pay a member out who leaves or has died."), _leave_arguments, _leave),
    Command(("shares", "rules"), N_("Keep the rules of shares, entry and leaving."), _rules_arguments, _rules),
)
