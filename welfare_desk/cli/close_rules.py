"""Commands on what a month is looked at for before it closes, and how strict that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, month, takes_book, takes_json, takes_output, write_out
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _checklist_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--month", metavar="MONTH", help=_("the month: 2026-01 or BE2569-01; default: the next one"))
    takes_output(parser)


def _checklist(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    given = {"month": month(args.month)} if args.month else {}
    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "close-checklist", given, sat.today))
    write_out(args, as_text(report))


def _rules_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    strict = _("whether cash not counted and banks not reconciled stop the close; not given: only say how it stands")
    parser.add_argument("--strict", choices=("yes", "no"), help=strict)
    takes_json(parser)


def _rules(args: Namespace) -> None:
    from welfare_desk.services.close_rules import is_close_strict, set_close_strict

    with desk(args, writes=args.strict is not None) as sat:
        if args.strict is not None:
            set_close_strict(sat, strict=args.strict == "yes")
        strict = sat.ask(is_close_strict)
    stops = _("Cash not counted and banks not reconciled stop the close.")
    named = _("Cash not counted and banks not reconciled are named, and the month may close.")
    answer(args, stops if strict else named, {"strict": strict})


def _work_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("month", metavar="MONTH", help=_("the month: 2026-01 or BE2569-01"))
    takes_json(parser)


def _work(args: Namespace) -> None:
    from welfare_desk.services.coop_month import do_month_work

    with desk(args) as sat:
        vouchers = [each.voucher for each in do_month_work(sat, month(args.month))]
    said = _("Posted: {vouchers}.").format(vouchers=", ".join(vouchers)) if vouchers else _("Nothing was left to do.")
    answer(args, said, {"vouchers": vouchers})


COMMANDS = (
    Command(("month", "work"), N_("Book a cooperative's interest; judge its loans."), _work_arguments, _work),
    Command(("month", "checklist"), N_("Say what stands before a month is closed."), _checklist_arguments, _checklist),
    Command(("month", "rules"), N_("Say how strict the close of a month is."), _rules_arguments, _rules),
)
