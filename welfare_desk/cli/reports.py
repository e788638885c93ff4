"""Commands that answer: the list of reports, and one report in one of its five forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, further, takes_book, takes_json, takes_output, write_out
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.reports.model import Report

_OPTIONS = ("on", "from", "to", "month", "account", "fund", "member", "village", "voucher", "number", "claim")
_FORMS = ("text", "csv", "json", "xlsx", "pdf")


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _list(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import kinds_of
    from welfare_desk.reports.overview import kind_of_book

    with desk(args, writes=False) as at:
        kinds = kinds_of(at.ask(kind_of_book))
        rows = [
            {
                "name": kind.name,
                "title": _(kind.title),
                "parameters": [
                    {
                        "name": each.name,
                        "title": _(each.title),
                        "kind": each.kind.name.lower(),
                        "required": each.is_required,
                        "choices": [choice for choice, _title in each.choices],
                    }
                    for each in kind.parameters
                ],
            }
            for kind in kinds
        ]
    width = max(len(str(row["name"])) for row in rows)
    said = "\n".join(
        f"{row['name']:{width}}  {row['title']}  " + " ".join(f"--{each.name}" for each in kind.parameters)
        for row, kind in zip(rows, kinds, strict=True)
    )
    answer(args, said, {"reports": rows})


def _report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("the report's name; `reports BOOK` lists them"))
    takes_book(parser)
    for option in _OPTIONS:
        parser.add_argument(f"--{option}", dest=f"asked_{option}", help=_("what the report is asked for"))
    parser.add_argument(
        "--with", dest="others", action="append", default=[], metavar="NAME=VALUE", help=_("a further question")
    )
    parser.add_argument(
        "--whole", action="store_true", help=_("with whole ID and telephone numbers; the trail keeps it")
    )
    parser.add_argument("--as", dest="form", choices=_FORMS, help=_("form; default: by the file's ending, else text"))
    takes_output(parser)


def _report(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report

    given = {option: getattr(args, f"asked_{option}") for option in _OPTIONS}
    asked = {name: value for name, value in given.items() if value is not None}
    asked |= further(args.others)
    with desk(args, writes=args.whole) as sat:
        if args.whole:
            from welfare_desk.services.privacy import whole_report

            report = whole_report(sat, args.name, asked)
        else:
            report = sat.ask(lambda tx: make_report(tx, args.name, asked, sat.today))
    write_out(args, drawn(report, form_of(args)))


def _trail_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    for option in ("from", "to"):
        parser.add_argument(f"--{option}", dest=f"asked_{option}", metavar="DAY", help=_("the days that are asked for"))
    parser.add_argument("--member", help=_("only acts on this member"))
    parser.add_argument("--voucher", help=_("only acts on this voucher"))
    parser.add_argument("--by", metavar="NUMBER", help=_("only acts of this person, by number"))
    parser.add_argument("--as", dest="form", choices=_FORMS, help=_("form; default: by the file's ending, else text"))
    takes_output(parser)


def _trail(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report

    given = {"from": args.asked_from, "to": args.asked_to, "member": args.member, "voucher": args.voucher}
    asked = {name: value for name, value in {**given, "user": args.by}.items() if value is not None}
    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "audit-trail", asked, sat.today))
    write_out(args, drawn(report, form_of(args)))


def form_of(args: Namespace) -> str:
    """Give the form that is asked for: the one named, else that of the file's ending, else text."""
    if args.form is not None:
        return args.form
    ending = args.output.suffix.lower().removeprefix(".") if args.output is not None else ""
    return ending if ending in _FORMS else "text"


def drawn(report: Report, form: str) -> str | bytes:
    """Draw a report in a form: text, csv, json, xlsx or pdf."""
    if form == "csv":
        from welfare_desk.reports.draw.csv import as_csv

        return as_csv(report)
    if form == "json":
        from welfare_desk.reports.draw.json import as_json

        return as_json(report)
    if form == "xlsx":
        from welfare_desk.reports.draw.xlsx import as_xlsx

        return as_xlsx(report)
    if form == "pdf":
        from welfare_desk.reports.draw.pdf import as_pdf

        return as_pdf(report)
    from welfare_desk.reports.draw.text import as_text

    return as_text(report)


COMMANDS = (
    Command(("trail", "show"), N_("Show who did what, and when."), _trail_arguments, _trail),
    Command(("reports",), N_("List the reports and what they may be asked for."), _list_arguments, _list),
    Command(("report",), N_("Make one report."), _report_arguments, _report),
)
