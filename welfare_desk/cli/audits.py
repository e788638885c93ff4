"""Commands on the annual audit: entries that an auditor proposes, and the opinion on a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day_of,
    desk,
    further,
    read_json,
    takes_book,
    takes_day,
    takes_json,
    takes_output,
    tell_posted,
    write_out,
    year,
)
from welfare_desk.dates import be_year
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _propose_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("entry", metavar="ENTRY.json", type=Path, help=_("the entry, as a JSON file"))
    parser.add_argument("--by", required=True, help=_("who proposes it"))
    parser.add_argument("--reason", required=True, help=_("why it is proposed"))
    takes_day(parser)
    takes_json(parser)


def _propose(args: Namespace) -> None:
    from welfare_desk.exchange.entries import read_entry
    from welfare_desk.ledger.audits import Adjustment
    from welfare_desk.services.accounts import open_funds
    from welfare_desk.services.audits import propose_adjustment, year_of

    with desk(args) as sat:
        entry = read_entry(read_json(args.entry), [fund.code for fund in sat.ask(open_funds)])
        named = sat.ask(lambda tx: year_of(tx, entry.day))
        number = propose_adjustment(sat, Adjustment(named, day_of(args, sat), args.by, args.reason, entry))
    answer(args, _("Kept as proposed entry {number}.").format(number=number), {"adjustment": number})


def _accept_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", type=int, metavar="NUMBER", help=_("its number"))
    takes_json(parser)


def _accept(args: Namespace) -> None:
    from welfare_desk.services.audits import accept_adjustment

    with desk(args) as sat:
        tell_posted(args, accept_adjustment(sat, args.number))


def _decline_arguments(parser: ArgumentParser) -> None:
    _accept_arguments(parser)
    parser.add_argument("--reason", required=True, help=_("why it is declined"))


def _decline(args: Namespace) -> None:
    from welfare_desk.services.audits import decline_adjustment

    with desk(args) as sat:
        decline_adjustment(sat, args.number, args.reason)
    answer(args, _("Declined the proposed entry {number}.").format(number=args.number), {"adjustment": args.number})


def _opinion_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.ledger.audits import OpinionKind

    takes_book(parser)
    parser.add_argument("year", metavar="YEAR", help=_("the fiscal year, by the year it ends in: 2026 or BE2569"))
    kinds = [each.value for each in OpinionKind]
    parser.add_argument("opinion", choices=kinds, help=_("what the auditor says of the statements"))
    parser.add_argument("--by", required=True, help=_("the auditor's name"))
    parser.add_argument("--words", default="", help=_("the auditor's own words"))
    takes_day(parser)
    takes_json(parser)


def _opinion(args: Namespace) -> None:
    from welfare_desk.ledger.audits import OpinionKind
    from welfare_desk.services.audits import record_opinion

    named = year(args.year)
    with desk(args) as sat:
        record_opinion(sat, named, args.by, OpinionKind(args.opinion), args.words, day_of(args, sat))
    said = _("Wrote down the opinion on the year {year}.").format(year=be_year(date(named, 1, 1)))
    answer(args, said, {"year": named, "opinion": args.opinion})


def _evaluate_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.ledger.sampling import CONFIDENCES

    parser.add_argument(
        "errors",
        metavar="BOOK:FOUND",
        nargs="*",
        help=_("what the book says of a voucher, and what was found: 1000:900"),
    )
    parser.add_argument("--tolerable", required=True, metavar="BAHT", help=_("the tolerable error of the sample"))
    parser.add_argument("--confidence", type=int, choices=CONFIDENCES, default=95, help=_("per cent"))
    takes_json(parser)


def _evaluate(args: Namespace) -> None:
    from welfare_desk.ledger.sampling import AmountError, interval, projection

    tolerable, errors = amount(args.tolerable), list[AmountError]()
    for each in args.errors:
        book, colon, found = each.partition(":")
        error = AmountError(amount(book), amount(found)) if colon else None
        if error is None or not error.book:
            unread = N_("“{text}” is no error; write what the book says and what was found, 1000:900.")
            raise RuleError(problem("sample.unread", unread, "errors", text=each))
        errors.append(error)
    found = projection(errors, interval(tolerable, args.confidence), args.confidence)
    fits = found.upper <= tolerable
    words = N_(
        "Likely error {likely} baht; hardly more than {upper} baht. That is within the tolerable {tolerable} baht."
    )
    more = N_("Likely error {likely} baht; perhaps {upper} baht. That is more than the tolerable {tolerable} baht.")
    said = fill(_(words if fits else more), {"likely": found.likely, "upper": found.upper, "tolerable": tolerable})
    facts = {"likely_satang": found.likely.satang, "upper_satang": found.upper.satang, "within": fits}
    answer(args, said, facts)


def _tests_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--test", metavar="NAME", help=_("one test by its name; without it all of them, in a list"))
    _takes_days_and_limits(parser)


def _takes_days_and_limits(parser: ArgumentParser) -> None:
    for option in ("from", "to"):
        parser.add_argument(f"--{option}", dest=f"asked_{option}", metavar="DAY", help=_("the days that are asked for"))
    parser.add_argument(
        "--with", dest="others", action="append", default=[], metavar="NAME=VALUE", help=_("a limit of the test")
    )
    takes_json(parser)
    takes_output(parser)


def _tests(args: Namespace) -> None:
    from welfare_desk.reports.audit_tests import every, summary

    names = [each.name for each in every.TESTS]
    name = args.test or summary.NAME
    if args.test is not None and args.test not in names:
        unknown = N_("There is no test “{name}”; choose one of {choices}.")
        raise RuleError(problem("audit.test", unknown, "test", name=args.test, choices=", ".join(names)))
    _make(args, name)


def _sample_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--random", action="store_true", help=_("each voucher as likely; else by the baht"))
    _takes_days_and_limits(parser)


def _sample(args: Namespace) -> None:
    from welfare_desk.reports import audit_random_sample, audit_sample

    _make(args, (audit_random_sample if args.random else audit_sample).NAME)


def _make(args: Namespace, name: str) -> None:
    """Make a report of the days and limits that were given, as text or as JSON."""
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.json import as_json
    from welfare_desk.reports.draw.text import as_text

    given = {"from": args.asked_from, "to": args.asked_to}
    asked = {key: value for key, value in given.items() if value is not None} | further(args.others)
    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, name, asked, sat.today))
    write_out(args, as_json(report) if args.json else as_text(report))


def _rate_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.ledger.sampling import CONFIDENCES

    parser.add_argument("population", type=int, metavar="ALL", help=_("how many vouchers there are in all"))
    parser.add_argument("sample", type=int, metavar="SEEN", help=_("how many were looked at"))
    parser.add_argument("found", type=int, metavar="FOUND", help=_("how many of them deviate"))
    parser.add_argument("--confidence", type=int, choices=CONFIDENCES, default=95, help=_("per cent"))
    takes_json(parser)


def _rate(args: Namespace) -> None:
    from welfare_desk.ledger.attribute_sampling import upper_count

    if not 0 <= args.found <= args.sample <= args.population or not args.population:
        text = N_("Of {all} vouchers {seen} were looked at and {found} deviate: that cannot be.")
        given = {"all": args.population, "seen": args.sample, "found": args.found}
        raise RuleError(problem("sample.counts", text, "found", **given))
    upper = upper_count(args.population, args.sample, args.found, args.confidence)
    said = _("Hardly more than {count} of all {all} vouchers deviate ({rate} per cent).")
    rate = f"{100 * upper / args.population:.1f}"
    answer(args, said.format(count=upper, all=args.population, rate=rate), {"upper": upper, "of": args.population})


COMMANDS = (
    Command(("audit", "propose"), N_("Keep an entry that an auditor proposes."), _propose_arguments, _propose),
    Command(("audit", "accept"), N_("Post a proposed entry."), _accept_arguments, _accept),
    Command(("audit", "decline"), N_("Decline a proposed entry."), _decline_arguments, _decline),
    Command(
        ("audit", "evaluate"), N_("Say what the errors of a sample mean for the whole."), _evaluate_arguments, _evaluate
    ),
    Command(("audit", "tests"), N_("Run an auditor's tests over a book."), _tests_arguments, _tests),
    Command(("audit", "sample"), N_("Draw the vouchers that an auditor looks at."), _sample_arguments, _sample),
    Command(("audit", "rate"), N_("Say what the deviations of a sample mean for the whole."), _rate_arguments, _rate),
    Command(("audit", "opinion"), N_("Write down the auditor's opinion on a year."), _opinion_arguments, _opinion),
)
