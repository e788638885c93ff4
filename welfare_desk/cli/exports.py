"""Commands that write a book in other programs' formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    answer,
    desk,
    takes_book,
    takes_json,
    takes_output,
    write_out,
    year,
)
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator
    from datetime import date

    from welfare_desk.storage.book import Tx


def _export_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_output(parser)


def _export_hledger(args: Namespace) -> None:
    from welfare_desk.exchange.hledger import hledger_journal

    with desk(args, writes=False) as sat:
        sat.ask(lambda tx: write_out(args, hledger_journal(tx)))


def _export_beancount(args: Namespace) -> None:
    from welfare_desk.exchange.beancount import beancount_journal

    with desk(args, writes=False) as sat:
        sat.ask(lambda tx: write_out(args, beancount_journal(tx)))


def _of_a_year(parser: ArgumentParser) -> None:
    _export_arguments(parser)
    parser.add_argument("--year", metavar="YEAR", help=_("fiscal year, BE2568 or 2025; default: the one of today"))


def _export_year(args: Namespace, writer: Callable[[Tx, int, date], Iterator[str]]) -> None:
    from welfare_desk.storage.periods import calendar

    with desk(args, writes=False) as sat:
        wanted = year(args.year) if args.year else sat.ask(calendar).year_of(sat.today)
        sat.ask(lambda tx: write_out(args, writer(tx, wanted, sat.today)))


def _export_saft(args: Namespace) -> None:
    from welfare_desk.exchange.saft import saft

    _export_year(args, saft)


def _export_ads(args: Namespace) -> None:
    from welfare_desk.exchange.flat_ledgers import ads_detail

    _export_year(args, lambda tx, wanted, _today: ads_detail(tx, wanted))


def _export_fec(args: Namespace) -> None:
    from welfare_desk.exchange.flat_ledgers import fec

    _export_year(args, lambda tx, wanted, _today: fec(tx, wanted))


def _export_gnucash(args: Namespace) -> None:
    from welfare_desk.exchange.gnucash import gnucash_book

    with desk(args, writes=False) as sat:
        sat.ask(lambda tx: write_out(args, gnucash_book(tx)))


def _tables_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_output(parser, required=True)
    takes_json(parser)


def _export_tables(args: Namespace) -> None:
    from welfare_desk.exchange.whole_book import write_tables

    with desk(args) as sat:
        found = write_tables(sat, args.output)
    said = _("Wrote {path}: {tables} tables, {rows} rows. It holds everything and is not encrypted: keep it safe.")
    facts = {"path": str(found.path), "tables": found.tables, "rows": found.rows}
    answer(args, said.format(path=found.path, tables=found.tables, rows=f"{found.rows:,}"), facts)


def _from_tables_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the tables, as `export tables` writes them"))
    takes_book(parser)
    takes_json(parser)


def _from_tables(args: Namespace) -> None:
    from welfare_desk.exchange.whole_book import book_of

    position = book_of(args.file, args.book)
    said = _("Made {path}: {entries} entries to {voucher}, {acts} acts; it passes every check.").format(
        path=args.book,
        entries=f"{position.heads.entries:,}",
        voucher=position.last_voucher or "-",
        acts=f"{position.heads.acts:,}",
    )
    facts = {"path": str(args.book), "entries": position.heads.entries, "acts": position.heads.acts}
    answer(args, said, facts)


COMMANDS = (
    Command(("export", "hledger"), N_("Write a journal for hledger and ledger."), _export_arguments, _export_hledger),
    Command(("export", "beancount"), N_("Write a journal for beancount."), _export_arguments, _export_beancount),
    Command(("export", "gnucash"), N_("Write a book that GnuCash opens."), _export_arguments, _export_gnucash),
    Command(("export", "saft"), N_("Write a year as an audit file (SAF-T)."), _of_a_year, _export_saft),
    Command(("export", "ads"), N_("Write a year's lines as Audit Data Standards name them."), _of_a_year, _export_ads),
    Command(("export", "fec"), N_("Write a year's lines in the French shape (FEC)."), _of_a_year, _export_fec),
    Command(("export", "tables"), N_("Write the whole book as plain tables."), _tables_arguments, _export_tables),
    Command(("restore", "tables"), N_("Make a book again from its tables."), _from_tables_arguments, _from_tables),
)
