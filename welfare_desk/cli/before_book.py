"""Commands on figures of the time before the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, takes_book, takes_json
from welfare_desk.dates import BE_OFFSET
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _file_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the workbook, CSV or JSON file"))
    takes_json(parser)


def _prior(args: Namespace) -> None:
    from welfare_desk.exchange.before_book import read_prior_figures
    from welfare_desk.services.accounts import open_funds
    from welfare_desk.services.before_book import keep_prior_figures

    with desk(args) as sat:
        lines = read_prior_figures(args.file, {fund.code: fund for fund in sat.ask(open_funds)})
        year = keep_prior_figures(sat, lines)
    said = _("Kept {count} balances of {year} for comparison.").format(count=len(lines), year=year + BE_OFFSET)
    answer(args, said, {"year": year, "lines": len(lines)})


def _form_arguments(parser: ArgumentParser) -> None:
    _file_arguments(parser)
    rest = _("put what is missing to the opening balances under “other”, marked as not known in detail")
    parser.add_argument("--rest-to-other", action="store_true", help=rest)


def _form(args: Namespace) -> None:
    from welfare_desk.exchange.before_book import read_form_figures
    from welfare_desk.services.before_book import keep_form_figures
    from welfare_desk.welfare.form_figures import received_of, spent_of

    with desk(args) as sat:
        kept = keep_form_figures(sat, read_form_figures(args.file), rest_to_other=args.rest_to_other)
    received, spent = received_of(kept), spent_of(kept)
    said = _("Kept the figures before the book: received {received}, spent {spent} baht.")
    facts = {"lines": len(kept), "received_satang": received.satang, "spent_satang": spent.satang}
    answer(args, said.format(received=received.text(), spent=spent.text()), facts)


COMMANDS = (
    Command(("book", "prior-figures"), N_("Keep last year's balances for comparison."), _file_arguments, _prior),
    Command(("book", "form-figures"), N_("Keep what the status form counts before the book."), _form_arguments, _form),
)
