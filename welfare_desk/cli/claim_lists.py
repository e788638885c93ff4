"""Commands on papers of claims, and on lists of claims that are taken in together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, day, desk, takes_book, takes_json
from welfare_desk.i18n import N_, _
from welfare_desk.welfare.benefits import Effect

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.services.claim_papers import Listed
    from welfare_desk.welfare.benefits import Decision


def _check_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("claim", type=int, metavar="CLAIM", help=_("the claim's number"))
    parser.add_argument("--seen", action="append", default=[], metavar="PAPER", help=_("a paper that was seen"))
    parser.add_argument("--signed", action="append", default=[], metavar="NAME", help=_("who of the centre signed"))
    takes_json(parser)


def _check(args: Namespace) -> None:
    from welfare_desk.services.claim_papers import check_papers

    with desk(args) as sat:
        check_papers(sat, args.claim, args.seen, args.signed)
    count = len(args.seen) + len(args.signed)
    answer(args, _("Seen of the claim: {count}.").format(count=count), {"claim": args.claim, "seen": count})


def _takes_list(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("type", metavar="TYPE", help=_("the benefit's code, such as STORM or ELDER"))
    parser.add_argument("--day", required=True, metavar="DAY", help=_("the day of the event, or of the list"))
    parser.add_argument("--name", required=True, help=_("the storm, or the year of the list"))


def _disaster_arguments(parser: ArgumentParser) -> None:
    _takes_list(parser)
    parser.add_argument("--members", nargs="+", required=True, metavar="NUMBER", help=_("one of each household"))
    takes_json(parser)


def _disaster(args: Namespace) -> None:
    from welfare_desk.services.claim_papers import open_disaster

    with desk(args) as sat:
        listed = open_disaster(sat, args.type.upper(), day(args.day, "day"), args.name, args.members)
    _tell(args, listed)


def _yearly_arguments(parser: ArgumentParser) -> None:
    _takes_list(parser)
    takes_json(parser)


def _yearly(args: Namespace) -> None:
    from welfare_desk.services.claim_papers import list_pensions

    with desk(args) as sat:
        listed = list_pensions(sat, args.type.upper(), day(args.day, "day"), args.name)
    _tell(args, listed)


def _tell(args: Namespace, listed: Listed) -> None:
    said = _("List {number}: {count} claims, {total} baht; {left_out} left out.").format(
        number=listed.id, count=len(listed.claims), total=listed.total.text(), left_out=len(listed.left_out)
    )
    lines = [said, *(f"  {number}: {_why(decision)}" for number, decision in listed.left_out)]
    left_out = [{"member": number, "reasons": [each.code for each in why.reasons]} for number, why in listed.left_out]
    facts = {"list": listed.id, "claims": list(listed.claims), "satang": listed.total.satang, "left_out": left_out}
    answer(args, "\n".join(lines), facts)


def _why(decision: Decision) -> str:
    return " ".join(each.sentence() for each in decision.reasons if each.effect is not Effect.EXPLAINS)


COMMANDS = (
    Command(("claim", "check"), N_("Say which papers of a claim were seen, and who signed."), _check_arguments, _check),
    Command(("claim", "disaster"), N_("Take in the claims of a disaster."), _disaster_arguments, _disaster),
    Command(("claim", "yearly"), N_("Draw up the yearly list of a benefit."), _yearly_arguments, _yearly),
)
