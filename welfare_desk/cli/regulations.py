"""Commands on the fund's regulations: adopt a version, list and read them, write their rules out, and try them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day,
    desk,
    read_json,
    takes_book,
    takes_json,
    write_out,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from welfare_desk.reports.model import Report
    from welfare_desk.services.desk import Desk
    from welfare_desk.welfare.benefit_trials import Trial
    from welfare_desk.welfare.benefits import BenefitType


def _takes_rules(parser: ArgumentParser) -> None:
    parser.add_argument("--rules", metavar="FILE", type=Path, help=_("rules that `regulation write` wrote"))


def _adopt_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--name", required=True, help=_("the regulation's name"))
    parser.add_argument("--from", dest="from_day", required=True, metavar="DAY", help=_("the first day in force"))
    parser.add_argument("--adopted", required=True, metavar="DAY", help=_("the day of the meeting"))
    parser.add_argument("--resolution", required=True, help=_("the meeting and its resolution"))
    _takes_rules(parser)
    takes_json(parser)


def _adopt(args: Namespace) -> None:
    from welfare_desk.services.regulations import adopt_regulation
    from welfare_desk.welfare.benefit_defaults import READY_TYPES

    days = day(args.from_day, "from_day"), day(args.adopted, "adopted_day")
    with desk(args) as sat:
        types = READY_TYPES if args.rules is None else _read(sat, args.rules)
        number = adopt_regulation(sat, args.name, *days, args.resolution, types)
    said = _("Regulation {number} is in force from {day}, with the ready rules for the committee to confirm.")
    if args.rules is not None:
        said = _("Regulation {number} is in force from {day}.")
    answer(args, said.format(number=number, day=args.from_day), {"regulation": number})


def _read(sat: Desk, path: Path) -> tuple[BenefitType, ...]:
    from welfare_desk.exchange.regulation_files import read_regulation
    from welfare_desk.services.regulations import accounts_for_benefits, funds_of

    content = read_json(path)
    return sat.ask(lambda tx: read_regulation(content, dict(accounts_for_benefits(tx)), dict(funds_of(tx))))


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _list(args: Namespace) -> None:
    _tell(args, "regulations", {})


def _show_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    number = _("the number of the version; default: the one in force")
    parser.add_argument("number", metavar="NUMBER", nargs="?", default="", help=number)
    takes_json(parser)


def _show(args: Namespace) -> None:
    _tell(args, "regulation", {"number": args.number})


def _tell(args: Namespace, name: str, params: dict[str, str]) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.json import as_json
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report: Report = sat.ask(lambda tx: make_report(tx, name, params, sat.today))
    print(as_json(report) if args.json else as_text(report))


def _write_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("output", metavar="FILE", type=Path, help=_("the file to write"))
    number = _("the number of the version; default: the one in force, else the ready rules")
    parser.add_argument("--number", type=int, help=number)
    parser.add_argument("--ready", action="store_true", help=_("the ready rules, whatever is in force"))


def _write(args: Namespace) -> None:
    from welfare_desk.exchange.regulation_files import written_regulation

    with desk(args, writes=False) as sat:
        types = _types(sat, args.number, is_ready=args.ready)
    write_out(args, written_regulation(types))


def _types(sat: Desk, number: int | None, *, is_ready: bool = False) -> Sequence[BenefitType]:
    from welfare_desk.services.regulations import begun_from, types_by
    from welfare_desk.welfare.benefit_defaults import READY_TYPES

    if is_ready:
        return READY_TYPES
    if number is not None:
        return sat.ask(lambda tx: types_by(tx, number))
    return sat.ask(lambda tx: begun_from(tx, sat.today))


def _try_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("type", metavar="TYPE", help=_("the benefit's code, such as SICK"))
    parser.add_argument("--event", metavar="DAY", help=_("the day of the event; default: today"))
    parser.add_argument("--claimed", metavar="DAY", help=_("the day of the request; default: that of the event"))
    parser.add_argument("--entry", metavar="DAY", help=_("the made-up member's day of entry"))
    parser.add_argument("--born", metavar="DAY", help=_("the made-up member's day of birth"))
    parser.add_argument("--gender", choices=("man", "woman"), default="", help=_("a man or a woman"))
    parser.add_argument("--vulnerable", action="store_true", help=_("of a vulnerable group"))
    parser.add_argument("--owes", metavar="BAHT", default="0", help=_("contributions owed on the day of the event"))
    parser.add_argument("--quantity", type=int, default=1, help=_("how many nights, children …"))
    parser.add_argument("--relation", default="", help=_("whose event it is, seen from the member"))
    parser.add_argument("--asked", metavar="BAHT", help=_("less than the regulation gives"))
    parser.add_argument("--times", type=int, default=0, help=_("how often it was given before, this fiscal year"))
    parser.add_argument("--had", metavar="BAHT", default="0", help=_("how much was given before, this fiscal year"))
    parser.add_argument("--number", type=int, help=_("the number of the version; default: the one in force"))
    _takes_rules(parser)
    takes_json(parser)


def _try(args: Namespace) -> None:
    from welfare_desk.services.regulations import fiscal_month
    from welfare_desk.welfare.benefit_trials import try_case
    from welfare_desk.welfare.rule_words import sentence

    with desk(args, writes=False) as sat:
        types = _types(sat, args.number) if args.rules is None else _read(sat, args.rules)
        kind = next((each for each in types if each.code == args.type.upper()), None)
        if kind is None:
            text = N_("The rules know no benefit “{type}”; they know {types}.")
            known = ", ".join(each.code for each in types)
            raise RuleError(problem("trial.type", text, "type", type=args.type, types=known))
        tried = try_case(kind, _trial(args, sat), sat.ask(fiscal_month))
    decision, met = tried.decision, [sentence(each) for each in tried.met]
    head = _("{amount} baht by these rules; nothing was written.").format(amount=decision.amount.text())
    said = [head, *(f"  {each.sentence()}" for each in decision.reasons)]
    said += [_("Rules that are met:"), *(f"  {each}" for each in met)] if met else []
    reasons = [{"code": each.code, "effect": each.effect.value, "says": each.sentence()} for each in decision.reasons]
    answer(args, "\n".join(said), {"amount": decision.amount.satang, "reasons": reasons, "met": met})


def _trial(args: Namespace, sat: Desk) -> Trial:
    from welfare_desk.welfare.benefit_trials import Trial

    event = day(args.event, "event_day") if args.event else sat.today
    return Trial(
        event,
        day(args.claimed, "claim_day") if args.claimed else event,
        day(args.entry, "entry_day") if args.entry else None,
        day(args.born, "birth_day") if args.born else None,
        args.gender,
        args.vulnerable,
        amount(args.owes),
        args.quantity,
        args.relation,
        asked=amount(args.asked) if args.asked else None,
        times=args.times,
        had=amount(args.had),
    )


COMMANDS = (
    Command(("regulation", "adopt"), N_("Adopt a regulation: the ready rules, or those of a file."), _adopt_arguments,
            _adopt),
    Command(("regulation", "list"), N_("List the versions of the regulation."), _list_arguments, _list),
    Command(("regulation", "show"), N_("Show a version in words."), _show_arguments, _show),
    Command(("regulation", "write"), N_("Write the rules into a file, to be changed."), _write_arguments, _write),
    Command(("regulation", "try"), N_("Try a benefit on a made-up member."), _try_arguments, _try),
)  # fmt: skip
