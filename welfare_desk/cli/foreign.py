"""Commands that open what other programs and books wrote: whole ledgers, and the cash book of before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from welfare_desk.cli.commands import Command, answer, day, desk, outside, takes_book, takes_json
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from welfare_desk.exchange.cash_books import CashBookPreview
    from welfare_desk.ledger.cash_books import WordRule
    from welfare_desk.ledger.entries import Entry
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

    world = outside(args)
    ledger, sha256 = read_foreign(args.file, world.today)
    first_day = day(args.first_day, "first_day") if args.first_day else None
    source = ForeignSource(args.file.name, sha256, args.name, first_day, args.fiscal_year_start)
    found, chart = look_at(ledger, source)
    if found:
        raise RuleError(*found)
    facts = _facts(ledger)
    said = [_("{program}: accounts: {accounts}, entries: {entries}. Nothing is wrong.").format(**facts)]
    notes = chart.notes if chart is not None else ()
    if not args.check:
        made = open_ledger(args.book, ledger, source, world)
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


def _cash_book_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the workbook or CSV file"))
    parser.add_argument("--check", action="store_true", help=_("only tell what stands in it; keep nothing"))
    parser.add_argument("--account", metavar="ACCOUNT", default="1101", help=_("the cash account that the rows moved"))
    text = _("a table of your own (side, words, account) in place of the one that came with the program")
    parser.add_argument("--words", metavar="FILE", type=Path, help=text)
    text = _("take a file in again whose drafts were thrown away")
    parser.add_argument("--again", action="store_true", help=text)
    takes_json(parser)


def _cash_book(args: Namespace) -> None:
    from welfare_desk.exchange.cash_books import preview_cash_book
    from welfare_desk.services.cash_books import CashBookSource, draft_rows, notes_of, take_in_cash_book

    words = _words(args)
    with desk(args, writes=not args.check) as sat:
        preview = preview_cash_book(args.file, sat.today)
        facts = preview.answer()
        done: list[str] = []
        notes = sat.ask(lambda tx: notes_of(tx, preview.rows, preview.opening))
        facts["accounts"] = _suggested(preview, sat.ask(lambda tx: draft_rows(tx, preview.rows, args.account, words)))
        if not args.check:
            source = CashBookSource(preview.name, preview.sha256, args.account, args.again)
            taken = take_in_cash_book(sat, preview.accepted(), preview.opening, source, words)
            facts |= {"drafts": [f"D-{each:04}" for each in taken.drafts], "unknown": taken.unknown}
            text = _("Kept {count} drafts; {unknown} still lack an account.")
            done.append(text.format(count=len(taken.drafts), unknown=taken.unknown))
    answer(args, "\n".join([*_cash_book_told(preview), *done, *(each.sentence() for each in notes)]), facts)


def _words(args: Namespace) -> Sequence[WordRule]:
    from welfare_desk.ledger.cash_books import read_word_rules
    from welfare_desk.services.cash_books import ready_words

    if args.words is None:
        return ready_words()
    try:
        return read_word_rules(args.words.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        text = N_("Cannot read {path}: {reason}.")
        raise RuleError(problem("input.unreadable", text, "words", path=args.words, reason=error)) from None


def _suggested(preview: CashBookPreview, drafted: Sequence[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "row": row.row,
            "day": row.day.isoformat(),
            "satang": row.amount.satang,
            "account": next((p.account for p in entry.postings if p.amount.satang * row.amount.satang < 0), None),
        }
        for row, entry in zip(preview.rows, drafted, strict=True)
    ]


def _cash_book_told(preview: CashBookPreview) -> list[str]:
    counted = _("{count} rows: {opening} + {received} − {paid} = {closing}; the book shows {shown}.")
    money = {name: getattr(preview, name).text() for name in ("opening", "received", "paid", "closing", "shown")}
    said = [each.problem().sentence() for each in preview.slips]
    said += [each.sentence() for each in preview.problems]
    return [counted.format(count=len(preview.rows), **money), *said]


COMMANDS = (
    Command(("audit", "open"), N_("Open another program's ledger as a book."), _open_arguments, _open),
    Command(("import", "cash-book"), N_("Take an old cash book in as drafts."), _cash_book_arguments, _cash_book),
)
