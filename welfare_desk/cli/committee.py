"""Commands on the committee and its meetings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, day, day_of, desk, takes_book, takes_day, takes_json, write_out
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.committee import Officer
    from welfare_desk.welfare.meetings import Meeting, Presence, Resolution


def _takes_officer(parser: ArgumentParser, *, required: bool) -> None:
    from welfare_desk.welfare.committee import Origin, Post

    parser.add_argument("--post", choices=[each.value for each in Post], required=required, help=_("the post"))
    parser.add_argument("--origin", choices=[each.value for each in Origin], help=_("whom the post speaks for"))
    parser.add_argument("--community-post", help=_("what the person is in the community besides"))
    parser.add_argument("--phone", help=_("telephone number"))
    parser.add_argument("--member", metavar="NUMBER", help=_("the person's number in the register of members"))
    parser.add_argument("--from", dest="first", metavar="DAY", help=_("first day of the term; default: today"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=_("last day of the term, where it is known"))
    takes_json(parser)


def _add_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("name", help=_("the person's name"))
    _takes_officer(parser, required=True)


def _add(args: Namespace) -> None:
    from welfare_desk.services.committee import add_officer
    from welfare_desk.welfare.committee import Officer, Origin, Post

    with desk(args) as sat:
        first = day(args.first, "from_day") if args.first else sat.today
        new = Officer(0, args.name, Post(args.post), Origin.MEMBERS, first)
        number = add_officer(sat, _told(new, args))
    answer(args, _("Written down as number {number}.").format(number=number), {"officer": number})


def _told(of: Officer, args: Namespace) -> Officer:
    from welfare_desk.welfare.committee import Origin, Post

    words = {"community_post": args.community_post, "phone": args.phone, "member": args.member}
    told = replace(of, **{name: value for name, value in words.items() if value is not None})
    if args.post:
        told = replace(told, post=Post(args.post))
    if args.origin:
        told = replace(told, origin=Origin(args.origin))
    if args.first:
        told = replace(told, from_day=day(args.first, "from_day"))
    return replace(told, to_day=day(args.last, "to_day")) if args.last else told


def _change_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("officer", type=int, metavar="NUMBER", help=_("the number of the term"))
    parser.add_argument("--name", help=_("the person's name"))
    _takes_officer(parser, required=False)


def _change(args: Namespace) -> None:
    from welfare_desk.services.committee import change_officer

    with desk(args) as sat:
        before = sat.ask(lambda tx: _officer(tx, args.officer))
        change_officer(sat, _told(replace(before, name=args.name or before.name), args))
    answer(args, _("Number {number} is corrected.").format(number=args.officer), {"officer": args.officer})


def _officer(tx: Tx, number: int) -> Officer:
    from welfare_desk.services.committee import officer_by

    return officer_by(tx, number)


def _end_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("officer", type=int, metavar="NUMBER", help=_("the number of the term"))
    parser.add_argument("--reason", required=True, help=_("why the term ends"))
    takes_day(parser)
    takes_json(parser)


def _end(args: Namespace) -> None:
    from welfare_desk.services.committee import end_office

    with desk(args) as sat:
        end_office(sat, args.officer, day_of(args, sat), args.reason)
    answer(args, _("The term of number {number} is ended.").format(number=args.officer), {"officer": args.officer})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--on", metavar="DAY", help=_("who holds office on this day; default: today"))
    parser.add_argument("--all", action="store_true", help=_("every term"))
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    asked = {"show": "all" if args.all else "in_office", **({"on": args.on} if args.on else {})}
    _write(args, "committee", asked)


def _write(args: Namespace, name: str, asked: dict[str, str]) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, name, asked, sat.today))
    write_out(args, as_text(report))


def _takes_meeting(parser: ArgumentParser) -> None:
    parser.add_argument("--place", help=_("where it was"))
    parser.add_argument("--people", type=int, help=_("how many people took part"))
    parser.add_argument("--minutes", help=_("what was said, in short"))
    parser.add_argument(
        "--resolution", dest="resolutions", action="append", default=[], metavar="NUMBER=WORDS",
        help=_("what was resolved; may be said again"),
    )  # fmt: skip
    for name, words in (
        ("present", _("numbers of the officers who came, such as 1,2,5")),
        ("excused", _("numbers of the officers who were excused")),
        ("absent", _("numbers of the officers who did not come")),
    ):
        parser.add_argument(f"--{name}", default="", metavar="NUMBERS", help=words)
    takes_day(parser)
    takes_json(parser)


def _meeting_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.welfare.meetings import MeetingKind

    takes_book(parser)
    parser.add_argument("kind", choices=[each.value for each in MeetingKind], help=_("whose meeting it was"))
    parser.add_argument("--name", required=True, help=_("which meeting it was, such as 1/2569"))
    _takes_meeting(parser)


def _add_meeting(args: Namespace) -> None:
    from welfare_desk.services.meetings import keep_meeting
    from welfare_desk.welfare.meetings import Meeting, MeetingKind

    with desk(args) as sat:
        new = Meeting(0, MeetingKind(args.kind), day_of(args, sat), args.name)
        number = keep_meeting(sat, _told_of(new, args))
    answer(args, _("Written down as number {number}.").format(number=number), {"meeting": number})


def _correct_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("meeting", type=int, metavar="NUMBER", help=_("its number"))
    parser.add_argument("--name", help=_("which meeting it was, such as 1/2569"))
    _takes_meeting(parser)


def _correct(args: Namespace) -> None:
    from welfare_desk.services.meetings import keep_meeting, meeting_by

    with desk(args) as sat:
        before = sat.ask(lambda tx: meeting_by(tx, args.meeting))
        before = replace(before, name=args.name or before.name)
        keep_meeting(sat, _told_of(replace(before, day=day(args.day, "day")) if args.day else before, args))
    answer(args, _("Number {number} is corrected.").format(number=args.meeting), {"meeting": args.meeting})


def _told_of(of: Meeting, args: Namespace) -> Meeting:
    words = {"place": args.place, "people": args.people, "minutes": args.minutes}
    told = replace(of, **{name: value for name, value in words.items() if value is not None})
    said = {each.number: each for each in (*of.resolutions, *(_resolution(text) for text in args.resolutions))}
    return replace(told, resolutions=tuple(said.values()), attendance={**(of.attendance or {}), **_attendance(args)})


def _resolution(text: str) -> Resolution:
    from welfare_desk.welfare.meetings import Resolution

    number, equals, words = text.partition("=")
    if not equals:
        raise RuleError(problem("meeting.resolution", N_("Write --resolution NUMBER=WORDS."), "resolutions"))
    return Resolution(number, words)


def _attendance(args: Namespace) -> dict[int, Presence]:
    from welfare_desk.welfare.meetings import Presence

    found: dict[int, Presence] = {}
    for each in Presence:
        for number in str(getattr(args, each.value)).replace(",", " ").split():
            if not number.isdecimal():
                text = N_("“{text}” is no whole number.")
                raise RuleError(problem("report.number", text, "attendance", text=number))
            found[int(number)] = each
    return found


def _days_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--from", dest="first", metavar="DAY", help=_("the first day; default: of the fiscal year"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=_("the last day; default: today"))
    parser.set_defaults(output=None)


def _meetings(args: Namespace) -> None:
    _write(args, "meetings", {name: given for name, given in (("from", args.first), ("to", args.last)) if given})


COMMANDS = (
    Command(("committee", "add"), N_("Write down who takes a post."), _add_arguments, _add),
    Command(("committee", "change"), N_("Correct what was written down of a term."), _change_arguments, _change),
    Command(("committee", "end"), N_("End a term, with the reason."), _end_arguments, _end),
    Command(("committee", "list"), N_("List who holds office on a day."), _list_arguments, _list),
    Command(("meeting", "add"), N_("Write a meeting down."), _meeting_arguments, _add_meeting),
    Command(("meeting", "change"), N_("Correct what was written down of a meeting."), _correct_arguments, _correct),
    Command(("meeting", "list"), N_("List the meetings between two days."), _days_arguments, _meetings),
)
