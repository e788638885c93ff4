"""The quick start as a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, takes_json, takes_output
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _arguments(parser: ArgumentParser) -> None:
    kinds = ("welfare-fund", "cooperative", "savings-group", "village-fund")
    parser.add_argument("--kind", choices=kinds, default=kinds[0], help=_("what the book is kept for"))
    takes_output(parser, required=True)
    takes_json(parser)


def _write(args: Namespace) -> None:
    from welfare_desk.reports.draw.booklet import booklet_pdf
    from welfare_desk.reports.quick_start import quick_start

    args.output.write_bytes(booklet_pdf(_("Quick start"), quick_start(args.kind)))
    answer(args, str(args.output), {"path": str(args.output)})


COMMANDS = (Command(("quick-start",), N_("Write the illustrated quick start as a PDF."), _arguments, _write),)
