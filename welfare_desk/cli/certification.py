"""Commands on the fund's profile, on what it says of itself, and on what is handed up."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    answer,
    day,
    day_of,
    desk,
    read_json,
    takes_book,
    takes_day,
    takes_json,
    takes_output,
    write_out,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.welfare.assessments import VirtueItem


def _profile_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.welfare.fund_profile import PROFILE

    takes_book(parser)
    for each in PROFILE:
        parser.add_argument(f"--{each.key.replace('_', '-')}", dest=each.key, help=_(each.words))
    takes_json(parser)


def _profile(args: Namespace) -> None:
    from welfare_desk.services.certification import keep_profile
    from welfare_desk.welfare.fund_profile import PROFILE, FactKind

    given = {each.key: getattr(args, each.key) for each in PROFILE if getattr(args, each.key) is not None}
    for each in PROFILE:
        if each.kind is FactKind.DAY and given.get(each.key):
            given[each.key] = day(given[each.key], each.key).isoformat()
    with desk(args) as sat:
        keep_profile(sat, given)
    answer(args, _("The profile of the fund is kept."), given)


def _age_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--close-days", type=int, metavar="DAYS", help=_("since the last close; default: 62"))
    parser.add_argument("--submission-days", type=int, metavar="DAYS", help=_("since the last hand-up; default: 183"))
    takes_json(parser)


def _age(args: Namespace) -> None:
    from welfare_desk.services.certification import limit_age

    with desk(args) as sat:
        limit_age(sat, close_days=args.close_days, submission_days=args.submission_days)
    given = {"close_days": args.close_days, "submission_days": args.submission_days}
    answer(args, _("The age of data is limited."), given)


def _tick_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("ticked", nargs="*", metavar="BOX", help=_("the boxes of section 9, such as kept_program"))
    takes_day(parser)
    takes_json(parser)


def _tick(args: Namespace) -> None:
    from welfare_desk.services.certification import assess_management

    with desk(args) as sat:
        number = assess_management(sat, day_of(args, sat), args.ticked)
    answer(args, _("Kept as number {number}.").format(number=number), {"assessment": number})


def _virtue_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "--item", dest="items", action="append", default=[], metavar="VIRTUE=WORDS POINTS/MOST",
        help=_("an item of the fund's own, such as “honesty=accounts are read out 8/10”; may be said again"),
    )  # fmt: skip
    takes_day(parser)
    takes_json(parser)


def _virtue(args: Namespace) -> None:
    from welfare_desk.services.certification import assess_virtue

    items = [each for text in args.items for each in _item(text)]
    with desk(args) as sat:
        number = assess_virtue(sat, day_of(args, sat), items)
    answer(args, _("Kept as number {number}.").format(number=number), {"assessment": number})


def _item(text: str) -> list[VirtueItem]:
    from welfare_desk.welfare.assessments import Virtue, read_virtue_items

    virtue, equals, words = text.partition("=")
    if not equals or virtue not in {each.value for each in Virtue}:
        names = ", ".join(each.value for each in Virtue)
        unread = N_("Write --item VIRTUE=WORDS POINTS/MOST; the virtues are {names}.")
        raise RuleError(problem("virtue.unread", unread, "item", names=names))
    return read_virtue_items(Virtue(virtue), words)


def _submission_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.welfare.certification import SubmissionKind

    takes_book(parser)
    parser.add_argument("kind", choices=[each.value for each in SubmissionKind], help=_("what was handed up"))
    parser.add_argument("--to", dest="to_whom", required=True, help=_("to whom"))
    parser.add_argument("--as-of", metavar="DAY", help=_("the day of the data; default: the day of the act"))
    parser.add_argument("--sha256", default="", help=_("fingerprint of the file, if there was one"))
    takes_day(parser)
    takes_json(parser)


def _submission(args: Namespace) -> None:
    from welfare_desk.services.certification import record_submission
    from welfare_desk.welfare.certification import Submission, SubmissionKind

    with desk(args) as sat:
        handed = day_of(args, sat)
        as_of = day(args.as_of, "as_of") if args.as_of else handed
        given = Submission(0, SubmissionKind(args.kind), handed, as_of, args.to_whom, args.sha256)
        number = record_submission(sat, given)
    answer(args, _("Written down as number {number}.").format(number=number), {"submission": number})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.set_defaults(output=None)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "submissions", {}, sat.today))
    write_out(args, as_text(report))


def _handup_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--on", metavar="DAY", help=_("finance as of this day; default: today"))
    parser.add_argument("--from", dest="first", metavar="DAY", help=_("benefits from this day; default: fiscal year"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=_("benefits up to this day; default: today"))
    parser.add_argument("--despite", action="store_true", help=_("also where benefits stand there twice"))
    takes_output(parser, required=True)
    takes_json(parser)


def _handup(kind: str, args: Namespace) -> None:
    import hashlib

    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.csv import as_csv
    from welfare_desk.reports.draw.xlsx import as_xlsx

    is_finance = kind == "finance"
    days = {"on": args.on} if is_finance else {"from": args.first, "to": args.last}
    asked = {name: value for name, value in days.items() if value}
    with desk(args, writes=False) as sat:
        name = "fund-finance" if is_finance else "benefits-paid"
        report = sat.ask(lambda tx: make_report(tx, name, asked, sat.today))
    if report.holds is False and not args.despite:
        text = N_("Not written: {twice} Look at them; --despite writes the file all the same.")
        raise RuleError(problem("handup.twice", text, "despite", twice=" ".join(report.notes[:-1])))
    content = as_xlsx(report) if args.output.suffix.lower() == ".xlsx" else as_csv(report)
    write_out(args, content)
    digest = hashlib.sha256(content).hexdigest()
    said = _("{path}: {count} lines. After handing it up: submission record {kind} --to … --sha256 {digest}")
    words = said.format(path=args.output, count=len(report.rows), kind=kind, digest=digest)
    answer(args, words, {"lines": len(report.rows), "sha256": digest})


def _mapping_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.welfare.mappings import FlatFile

    takes_book(parser)
    parser.add_argument("kind", choices=[each.value for each in FlatFile], help=_("which file"))
    parser.add_argument("--keep", type=Path, metavar="FILE", help=_("keep this mapping as the fund's own"))
    parser.add_argument("--reset", action="store_true", help=_("go back to the program's mapping"))
    takes_output(parser)
    takes_json(parser)


def _mapping(args: Namespace) -> None:
    from welfare_desk.services.mappings import keep_mapping, mapping_text
    from welfare_desk.welfare.mappings import FlatFile

    kind = FlatFile(args.kind)
    file: Path | None = args.keep
    if file is None and not args.reset:
        with desk(args, writes=False) as sat:
            text = sat.ask(lambda tx: mapping_text(tx, kind))
        write_out(args, text)
        return
    text = "" if file is None else json.dumps(read_json(file), ensure_ascii=False, indent=2)
    with desk(args) as sat:
        keep_mapping(sat, kind, text)
    answer(args, _("The columns of the file are kept."), {"mapping": kind.value})


COMMANDS = (
    Command(("fund", "profile"), N_("Say what only the committee can tell of its fund."), _profile_arguments, _profile),
    Command(("fund", "age"), N_("Say from how many days on the data count as old."), _age_arguments, _age),
    Command(("assess", "management"), N_("Tick the boxes of section 9."), _tick_arguments, _tick),
    Command(("assess", "virtue"), N_("Keep the fund's own items of virtue."), _virtue_arguments, _virtue),
    Command(("submission", "record"), N_("Write down what was handed up."), _submission_arguments, _submission),
    Command(
        ("handup", "finance"),
        N_("Write the file of the fund's finance."),
        _handup_arguments,
        partial(_handup, "finance"),
    ),
    Command(
        ("handup", "benefits"), N_("Write the file of benefits paid."), _handup_arguments, partial(_handup, "benefits")
    ),
    Command(("handup", "mapping"), N_("Show or change the columns of a file."), _mapping_arguments, _mapping),
    Command(("submission", "list"), N_("List what was handed up."), _list_arguments, _list),
)
