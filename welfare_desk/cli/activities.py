"""Commands on what a fund does besides paying money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, day_of, desk, takes_book, takes_day, takes_json, write_out
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _add_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.welfare.activities import ActivityKind

    takes_book(parser)
    kinds = [each.value for each in ActivityKind]
    parser.add_argument("kind", choices=kinds, help=_("a meeting, or welfare that is no money"))
    parser.add_argument("--name", required=True, help=_("what it was"))
    parser.add_argument("--people", type=int, default=0, help=_("how many people took part"))
    parser.add_argument("--note", default="", help=_("where its minutes are, or what else is to be known"))
    takes_day(parser)
    takes_json(parser)


def _add(args: Namespace) -> None:
    from welfare_desk.services.activities import add_activity
    from welfare_desk.welfare.activities import Activity, ActivityKind

    with desk(args) as sat:
        activity = Activity(0, ActivityKind(args.kind), day_of(args, sat), args.name, args.people, args.note)
        number = add_activity(sat, activity)
    answer(args, _("Written down as number {number}.").format(number=number), {"activity": number})


def _remove_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("activity", type=int, metavar="NUMBER", help=_("its number"))
    parser.add_argument("--reason", required=True, help=_("why it is taken out"))
    takes_json(parser)


def _remove(args: Namespace) -> None:
    from welfare_desk.services.activities import remove_activity

    with desk(args) as sat:
        remove_activity(sat, args.activity, args.reason)
    answer(args, _("Number {number} was taken out.").format(number=args.activity), {"activity": args.activity})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--from", dest="first", metavar="DAY", help=_("the first day; default: of the fiscal year"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=_("the last day; default: today"))
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    asked = {name: given for name, given in (("from", args.first), ("to", args.last)) if given}
    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "activities", asked, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(("activity", "add"), N_("Write down a meeting, or welfare that is no money."), _add_arguments, _add),
    Command(("activity", "remove"), N_("Take out what was written down by mistake."), _remove_arguments, _remove),
    Command(("activity", "list"), N_("List what was done between two days."), _list_arguments, _list),
)
