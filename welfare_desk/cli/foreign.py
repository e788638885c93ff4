"""Commands that open what other programs and books wrote: whole ledgers, and the cash book of before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from welfare_desk.cli.commands import Command, answer, day, outside, takes_json
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.ledger.foreign import ForeignLedger


def _open_arguments(parser: ArgumentParser) -> None:
    text = _("the ledger: SAF-T, GnuCash, hledger, ledger, beancount, or a journal or trial balance in Excel or CSV")
    parser.add_argument("file", metavar="FILE", type=Path, help=text)
    parser.add_argument("book", metavar="BOOK", type=Path, help=_("the book to make; nothing may lie there yet"))
    parser.add_argument("--check", action="store_true", help=_("only tell what is wrong; make nothing"))
    parser.add_argument("--name", default="", help=_("the name of the book; default: as the file says"))
    parser.add_argument(
        "--from", dest="first_day", metavar="DAY", help=_("first day of the book; default: of the file")
    )
    text = _("month the fiscal year starts in (1-12); default: of the first day")
    parser.add_argument("--fiscal-year-start", type=int, choices=range(1, 13), metavar="MONTH", help=text)
    takes_json(parser)


def _open(args: Namespace) -> None:
    from welfare_desk.exchange.foreign_files import read_foreign
    from welfare_desk.services.foreign_books import ForeignSource, look_at, open_ledger

    ledger, sha256 = read_foreign(args.file)
    first_day = day(args.first_day, "first_day") if args.first_day else None
    source = ForeignSource(args.file.name, sha256, args.name, first_day, args.fiscal_year_start)
    found, chart = look_at(ledger, source)
    if found:
        raise RuleError(*found)
    facts = _facts(ledger)
    said = [_("{program}: accounts: {accounts}, entries: {entries}. Nothing is wrong.").format(**facts)]
    notes = chart.notes if chart is not None else ()
    if not args.check:
        made = open_ledger(args.book, ledger, source, outside(args))
        facts |= {"book": str(args.book), "codes": made.codes}
        facts |= {"debit_satang": made.debit.satang, "credit_satang": made.credit.satang}
        text = _("Made the book {path}: debit {debit}, credit {credit}, as the file says.")
        said.append(text.format(path=args.book, debit=made.debit.text(), credit=made.credit.text()))
        notes = made.notes
    sentences = [each.sentence() for each in notes]
    answer(args, "\n".join([*said, *sentences]), facts | {"notes": sentences})


def _facts(ledger: ForeignLedger) -> dict[str, Any]:
    return {
        "program": ledger.program,
        "accounts": len(ledger.accounts),
        "entries": len(ledger.entries),
        "currency": ledger.currency,
    }


COMMANDS = (Command(("audit", "open"), N_("Open another program's ledger as a book."), _open_arguments, _open),)
