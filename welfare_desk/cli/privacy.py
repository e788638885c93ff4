"""Commands on personal data: consents, requests of members, erasing, breaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, day_of, desk, takes_book, takes_day, takes_json
from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.members.privacy import CONSENTED, Breach, Consent, Purpose, RequestKind, RequestStatus, Risk

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _takes_member(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the member's number"))


def _consent_arguments(parser: ArgumentParser) -> None:
    _takes_member(parser)
    parser.add_argument("purpose", choices=[each.value for each in CONSENTED], help=_("what the data is used for"))
    parser.add_argument("--how", default="", help=_("how the member said so: on a signed form, at a meeting …"))
    takes_day(parser)
    takes_json(parser)


def _give(args: Namespace) -> None:
    _consent(args, given=True)


def _withdraw(args: Namespace) -> None:
    _consent(args, given=False)


def _consent(args: Namespace, *, given: bool) -> None:
    from welfare_desk.services.privacy import record_consents

    with desk(args) as sat:
        said = Consent(Purpose(args.purpose), day_of(args, sat), given, args.how)
        record_consents(sat, args.number, [said])
    text = _("Member {member} agreed.") if given else _("Member {member} took the consent back.")
    facts = {"member": args.number, "purpose": args.purpose, "given": given}
    answer(args, text.format(member=args.number), facts)


def _receive_arguments(parser: ArgumentParser) -> None:
    _takes_member(parser)
    parser.add_argument("kind", choices=[each.value for each in RequestKind], help=_("what is asked"))
    parser.add_argument("--wish", default="", help=_("in the member's words"))
    takes_day(parser)
    takes_json(parser)


def _receive(args: Namespace) -> None:
    from welfare_desk.services.privacy import receive_request

    with desk(args) as sat:
        request = receive_request(sat, args.number, RequestKind(args.kind), args.wish, day_of(args, sat))
    said = _("Request {number}: answer it by {day}.").format(number=request.id, day=request.due.isoformat())
    answer(args, said, {"request": request.id, "due": request.due.isoformat()})


def _answer_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("request", type=int, metavar="REQUEST", help=_("the number of the request"))
    parser.add_argument("--refuse", action="store_true", help=_("refuse it, with the reason as the answer"))
    parser.add_argument("--answer", required=True, help=_("what the member was told"))
    takes_json(parser)


def _answer(args: Namespace) -> None:
    from welfare_desk.services.privacy import answer_request

    status = RequestStatus.REFUSED if args.refuse else RequestStatus.DONE
    with desk(args) as sat:
        answer_request(sat, args.request, status, args.answer)
    said = _("Request {number} is answered.").format(number=args.request)
    answer(args, said, {"request": args.request, "status": status.value})


def _erase_arguments(parser: ArgumentParser) -> None:
    _takes_member(parser)
    parser.add_argument("--yes", action="store_true", help=_("really erase it: nothing brings it back"))
    takes_json(parser)


def _erase(args: Namespace) -> None:
    from welfare_desk.services.privacy import erase_member

    if not args.yes:
        text = N_("Erasing is final. Say it again with --yes.")
        raise RuleError(problem("erase.sure", text, "yes"))
    with desk(args) as sat:
        done = erase_member(sat, args.number)
    rest = done.rest_from.isoformat() if done.rest_from else None
    said = _("Erased of member {member}: {scopes}.").format(
        member=args.number, scopes=", ".join(each.value for each in done.scopes)
    )
    if rest:
        said += " " + _("Name, ID number and birth may go from {day}.").format(day=rest)
    answer(args, said, {"member": args.number, "erased": [each.value for each in done.scopes], "rest_from": rest})


def _keep_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("years", type=int, metavar="YEARS", help=_("years after the end of the membership"))
    takes_json(parser)


def _keep(args: Namespace) -> None:
    from welfare_desk.services.privacy import keep_names_for

    with desk(args) as sat:
        keep_names_for(sat, args.years)
    said = _("Names are kept for {years} years after a membership ended.").format(years=args.years)
    answer(args, said, {"years": args.years})


def _breach_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--found", required=True, metavar="MOMENT", help=_("when it was found, as 2026-01-05T14:30"))
    parser.add_argument("--what", required=True, help=_("what happened"))
    parser.add_argument("--whose", required=True, help=_("whose data, and about how many people"))
    parser.add_argument("--risk", required=True, choices=[each.value for each in Risk], help=_("the danger for them"))
    parser.add_argument("--measures", default="", help=_("what was done"))
    takes_json(parser)


def _breach(args: Namespace) -> None:
    from welfare_desk.services.privacy import write_down_breach

    breach = Breach(0, _moment(args.found, "found"), args.what, args.whose, Risk(args.risk), args.measures)
    with desk(args) as sat:
        kept = write_down_breach(sat, breach)
    due = kept.office_due.isoformat() if kept.office_due else None
    said = _("Written down as number {number}.").format(number=kept.id)
    answer(args, said, {"breach": kept.id, "office_due": due})


def _follow_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("breach", type=int, metavar="BREACH", help=_("the number of the breach"))
    parser.add_argument("--office-told", metavar="MOMENT", help=_("when the office was told"))
    parser.add_argument("--people-told", metavar="MOMENT", help=_("when the people concerned were told"))
    parser.add_argument("--measures", help=_("what was done"))
    takes_json(parser)


def _follow(args: Namespace) -> None:
    from welfare_desk.services.privacy import list_breaches, write_down_breach

    with desk(args) as sat:
        known = next((each for each in sat.ask(list_breaches) if each.id == args.breach), None)
        if known is None:
            raise RuleError(problem("breach.unknown", N_("There is no breach {number}."), number=args.breach))
        if args.office_told:
            known = replace(known, office_told_at=_moment(args.office_told, "office"))
        if args.people_told:
            known = replace(known, people_told_at=_moment(args.people_told, "people"))
        if args.measures is not None:
            known = replace(known, measures=args.measures)
        write_down_breach(sat, known)
    answer(args, _("Written down as number {number}.").format(number=args.breach), {"breach": args.breach})


def _moment(text: str, field: str) -> datetime:
    """Read a moment by the clock of Thailand, unless it names another."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        unread = N_("“{text}” is no moment; write 2026-01-05T14:30.")
        raise RuleError(problem("moment.unread", unread, field, text=text)) from None
    return read if read.tzinfo else read.replace(tzinfo=THAI_TIME)


COMMANDS = (
    Command(("consent", "give"), N_("Keep what a member agrees to."), _consent_arguments, _give),
    Command(("consent", "withdraw"), N_("Keep what a member no longer agrees to."), _consent_arguments, _withdraw),
    Command(("request", "receive"), N_("Take a request about the own data in."), _receive_arguments, _receive),
    Command(("request", "answer"), N_("Keep what a request was answered."), _answer_arguments, _answer),
    Command(("member", "erase"), N_("Erase what the law lets go of a member."), _erase_arguments, _erase),
    Command(("privacy", "keep"), N_("Set how long names are kept after a membership."), _keep_arguments, _keep),
    Command(("breach", "note"), N_("Write down data that got into wrong hands."), _breach_arguments, _breach),
    Command(("breach", "follow"), N_("Write down who was told and what was done."), _follow_arguments, _follow),
)
