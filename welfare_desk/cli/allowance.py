"""Commands on the allowance for doubtful loans: the rules, the judgement of a day, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from welfare_desk.cli.commands import (
    Command,
    answer,
    day_of,
    desk,
    read_json,
    takes_book,
    takes_day,
    takes_json,
    write_out,
)
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping
    from typing import Any


def _day_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    takes_json(parser)


def _judge(args: Namespace) -> None:
    from welfare_desk.services.allowance import classify_and_provide

    with desk(args) as sat:
        judged = classify_and_provide(sat, day_of(args, sat))
    voucher = judged.posted.voucher if judged.posted else ""
    text = _("{count} loans were judged; the allowance changed by {change} baht. {posted}")
    posted = _("Posted as {voucher}.").format(voucher=voucher) if voucher else _("Nothing was posted.")
    said = text.format(count=len(judged.loans), change=judged.change.text(), posted=posted)
    facts = {"number": judged.number, "loans": len(judged.loans), "change": judged.change.plain(), "voucher": voucher}
    answer(args, said, facts)


def _show(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        given = {"on": day_of(args, sat).isoformat()}
        report = sat.ask(lambda tx: make_report(tx, "allowance-summary", given, sat.today))
    write_out(args, as_text(report))


def _show_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    parser.set_defaults(output=None)


def _rules(args: Namespace) -> None:
    from welfare_desk.coop.provision_rules import rules_as_mapping
    from welfare_desk.services.allowance import rules_on

    with desk(args, writes=False) as sat:
        day = day_of(args, sat)
        sets, chosen = sat.ask(lambda tx: rules_on(tx, day))
    said = [f"{'*' if code == chosen else ' '} {code:10} {each.name}" for code, each in sets.items()]
    facts = {"in_force": chosen, "rules": [rules_as_mapping(each) for each in sets.values()]}
    answer(args, "\n".join(said), facts)


def _choose_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("rules", metavar="CODE", help=_("the code of the rule set"))
    takes_day(parser)
    takes_json(parser)


def _choose(args: Namespace) -> None:
    from welfare_desk.services.allowance import choose_rules

    with desk(args) as sat:
        choose_rules(sat, args.rules, day_of(args, sat))
    answer(args, _("The rules {code} are in force.").format(code=args.rules), {"rules": args.rules})


def _write_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", help=_("a rule set as `allowance rules --json` writes one"))
    takes_json(parser)


def _write(args: Namespace) -> None:
    from pathlib import Path

    from welfare_desk.services.allowance import keep_rules

    read = read_json(Path(args.file))
    content = cast("Mapping[str, Any]", read if isinstance(read, dict) else {})
    with desk(args) as sat:
        keep_rules(sat, content)
    code = str(content.get("code"))
    answer(args, _("The rules {code} are kept; choose them to use them.").format(code=code), {"rules": code})


COMMANDS = (
    Command(("allowance", "judge"), N_("Judge the loans of a day, and post the allowance."), _day_arguments, _judge),
    Command(("allowance", "show"), N_("Show the allowance by class."), _show_arguments, _show),
    Command(("allowance", "rules"), N_("List the rule sets; a star marks the one in force."), _day_arguments, _rules),
    Command(("allowance", "choose"), N_("Choose the rule set in force from a day on."), _choose_arguments, _choose),
    Command(("allowance", "write"), N_("Keep a rule set of the book's own."), _write_arguments, _write),
)
