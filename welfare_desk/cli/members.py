"""Commands on the register: take a member in, change one, record a standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, day, day_of, desk, takes_book, takes_json
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_TEXTS = ("title", "first_name", "last_name", "house", "village", "tambon", "phone", "household", "centre", "plan")
_DAYS = ("birth_day", "entry_day", "paid_to")


def _member_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the member's number"))
    for name in _TEXTS:
        parser.add_argument(f"--{name.replace('_', '-')}", help=_("as in the register"))
    parser.add_argument("--id", dest="national_id", help=_("the 13-digit ID number"))
    parser.add_argument("--no-id", choices=("missing", "stateless", "monk"), help=_("why there is no ID number"))
    for name in _DAYS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="DAY", help=_("as in the register"))
    takes_json(parser)


def _given(args: Namespace) -> dict[str, object]:
    from welfare_desk.members.register import NoIdReason

    given: dict[str, object] = {name: getattr(args, name) for name in _TEXTS if getattr(args, name) is not None}
    given |= {name: day(getattr(args, name), name) for name in _DAYS if getattr(args, name) is not None}
    if args.national_id is not None:
        given["national_id"] = args.national_id.replace("-", "").replace(" ", "")
    if args.no_id is not None:
        given["no_id_reason"] = NoIdReason(args.no_id)
    return given


def _add(args: Namespace) -> None:
    from welfare_desk.services.members import add_member, new_member

    with desk(args) as sat:
        add_member(sat, sat.ask(lambda tx: new_member(tx, args.number, _given(args), sat.today)))
    answer(args, _("Took in member {member}.").format(member=args.number), {"member": args.number})


def _change(args: Namespace) -> None:
    from dataclasses import replace

    from welfare_desk.services.members import change_member, register

    with desk(args) as sat:
        member = next((each for each in sat.ask(register) if each.number == args.number), None)
        if member is None:
            text = N_("There is no member {member}.")
            raise RuleError(problem("member.unknown", text, "number", member=args.number))
        change_member(sat, replace(member, **_given(args)))  # pyright: ignore[reportArgumentType] - fields by name
    answer(args, _("Changed member {member}.").format(member=args.number), {"member": args.number})


def _status_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the member's number, or several with commas between"))
    standings = ("active", "arrears", "suspended", "lapsed", "resigned", "dead")
    parser.add_argument("status", metavar="STATUS", choices=standings, help=", ".join(standings))
    parser.add_argument("--day", help=_("the first day of the standing; default: today"))
    parser.add_argument("--reason", default="", help=_("why"))
    takes_json(parser)


def _status(args: Namespace) -> None:
    from welfare_desk.members.register import Status, StatusChange
    from welfare_desk.services.members import record_status, record_status_of_all

    numbers = args.number.split(",")
    with desk(args) as sat:
        change = StatusChange(day_of(args, sat), Status(args.status), args.reason)
        if len(numbers) == 1:
            record_status(sat, args.number, change)
        else:
            record_status_of_all(sat, numbers, change)
    said = _("Recorded the standing of member {member}.").format(member=args.number)
    answer(args, said, {"member": args.number, "status": args.status})


def _merge_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the number that goes"))
    parser.add_argument("into", metavar="INTO", help=_("the number that stays"))
    parser.add_argument("--reason", required=True, help=_("how you know that they are one person"))
    takes_json(parser)


def _merge(args: Namespace) -> None:
    from welfare_desk.services.members import merge_members

    with desk(args) as sat:
        merge_members(sat, args.number, args.into, args.reason)
    said = _("Number {member} is merged into {into}.").format(member=args.number, into=args.into)
    answer(args, said, {"member": args.number, "into": args.into})


COMMANDS = (
    Command(("member", "add"), N_("Take one member in."), _member_arguments, _add),
    Command(("member", "change"), N_("Change a member's fields."), _member_arguments, _change),
    Command(("member", "merge"), N_("Say that two numbers are one person."), _merge_arguments, _merge),
    Command(("member", "status"), N_("Record a new standing."), _status_arguments, _status),
)
