"""Commands that write a book in other programs' formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, desk, takes_book, takes_output, write_out, year
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


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


def _saft_arguments(parser: ArgumentParser) -> None:
    _export_arguments(parser)
    parser.add_argument("--year", metavar="YEAR", help=_("fiscal year, BE2568 or 2025; default: the one of today"))


def _export_saft(args: Namespace) -> None:
    from welfare_desk.exchange.saft import saft
    from welfare_desk.storage.periods import calendar

    with desk(args, writes=False) as sat:
        wanted = year(args.year) if args.year else sat.ask(calendar).year_of(sat.today)
        sat.ask(lambda tx: write_out(args, saft(tx, wanted, sat.today)))


def _export_gnucash(args: Namespace) -> None:
    from welfare_desk.exchange.gnucash import gnucash_book

    with desk(args, writes=False) as sat:
        sat.ask(lambda tx: write_out(args, gnucash_book(tx)))


COMMANDS = (
    Command(("export", "hledger"), N_("Write a journal for hledger and ledger."), _export_arguments, _export_hledger),
    Command(("export", "beancount"), N_("Write a journal for beancount."), _export_arguments, _export_beancount),
    Command(("export", "saft"), N_("Write a year as an audit file (SAF-T)."), _saft_arguments, _export_saft),
    Command(("export", "gnucash"), N_("Write a book that GnuCash opens."), _export_arguments, _export_gnucash),
)
