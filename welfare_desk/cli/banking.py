"""Commands on cash and banks: counts, statements, matches, approvals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day,
    day_of,
    desk,
    takes_book,
    takes_day,
    takes_json,
    tell_posted,
)
from welfare_desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.services.bank_matching import BankWork
    from welfare_desk.services.desk import Desk


def _takes_account(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--account", default="1111", help=_("the bank account"))
    takes_json(parser)


# Cash


def _count_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--account", default="1101", help=_("the cash account"))
    pieces = _("how many of a note or coin, once for each: 1000=3")
    parser.add_argument("--piece", action="append", default=[], metavar="BAHT=COUNT", help=pieces)
    parser.add_argument("--by", required=True, help=_("who counted the cash"))
    parser.add_argument("--witness", default="", help=_("who saw it"))
    parser.add_argument("--reason", default="", help=_("what is known of a difference, which is then posted"))
    takes_day(parser)
    takes_json(parser)


def _count(args: Namespace) -> None:
    from welfare_desk.services.cash_counts import CashCounted, count_cash

    pieces: dict[int, int] = {}
    for each in args.piece:
        baht, _equals, many = str(each).partition("=")
        value = amount(baht).satang
        pieces[value] = pieces.get(value, 0) + amount(many or "1").satang // 100
    with desk(args) as sat:
        counted = CashCounted(args.account, day_of(args, sat), pieces, args.by, args.witness, args.reason)
        number = count_cash(sat, counted)
    answer(args, _("Kept as cash count {number}.").format(number=number), {"count": number})


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _list_counts(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.json import as_json
    from welfare_desk.reports.draw.write import written

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "cash-counts", {}, sat.today))
    if args.json:
        print(as_json(report))
        return
    for each in report.rows:
        print(" · ".join(written(cell) for cell in each.cells if cell is not None))


# Banks


def _name_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("--bank", required=True, help=_("the name of the bank"))
    parser.add_argument("--number", default="", help=_("the number of the account"))
    parser.add_argument("--name", default="", help=_("the name of the account"))


def _name(args: Namespace) -> None:
    from welfare_desk.services.bank_statements import name_bank_account

    with desk(args) as sat:
        name_bank_account(sat, args.account, args.bank, args.number, args.name)
    said = _("{account} is kept at {bank}.").format(account=args.account, bank=args.bank)
    answer(args, said, {"account": args.account, "bank": args.bank})


def _import_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("CSV, Excel, OFX, MT940 or camt.053 of the bank"))
    parser.add_argument("--accept", action="store_true", help=_("take in what is new; without it only a preview"))
    columns = _("which column holds what, where it was read wrongly: day=A,words=C,amount=D")
    parser.add_argument("--columns", metavar="FIELD=COLUMN,…", help=columns)
    parser.add_argument(
        "--opening", metavar="BAHT", help=_("what stood before the first line, where the file says not")
    )


def _import(args: Namespace) -> None:
    from welfare_desk.exchange.acceptance import accept_bank, bank_preview, corrected_columns
    from welfare_desk.exchange.bank_tables import BANK_WORDS
    from welfare_desk.exchange.headers import read_columns

    done = ""
    with desk(args, writes=args.accept) as sat:
        preview = bank_preview(sat, args.file)
        if args.columns:
            columns = corrected_columns(preview.mappings, read_columns(args.columns, BANK_WORDS))
            preview = bank_preview(sat, args.file, (), columns)
        facts: dict[str, Any] = preview.answer()
        if args.accept:
            facts["taken"] = accept_bank(sat, preview, args.account, amount(args.opening) if args.opening else None)
            many: int = facts["taken"]
            words = ngettext("{count} line of the bank is new.", "{count} lines of the bank are new.", many)
            done = words.format(count=many)
    said = [each.problem.sentence() for each in preview.problems]
    counted = _("{rows} lines, {deposits} baht in, {withdrawals} baht out; {skipped} other rows.")
    sums = {"deposits": preview.deposits.text(), "withdrawals": preview.withdrawals.text()}
    said.append(counted.format(rows=len(preview.rows), skipped=preview.skipped, **sums))
    answer(args, "\n".join([*said, *([done] if done else [])]), facts)


def _take_back_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", type=int, metavar="STATEMENT", help=_("the number of the statement"))
    parser.add_argument("--reason", required=True, help=_("why"))
    takes_json(parser)


def _take_back(args: Namespace) -> None:
    from welfare_desk.services.bank_statements import take_back_bank_statement

    with desk(args) as sat:
        take_back_bank_statement(sat, args.number, args.reason)
    answer(args, _("Statement {number} counts no longer.").format(number=args.number), {"statement": args.number})


def _match_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    text = _("take the suggestions for these lines; without any, all that are certain")
    parser.add_argument("--accept", nargs="*", type=int, metavar="LINE", help=text)
    parser.add_argument("--line", action="append", type=int, default=[], help=_("a line of the bank, by its number"))
    parser.add_argument("--voucher", action="append", default=[], help=_("a voucher that is the same money"))
    kinds = ("entries", "opening", "bank_error")
    parser.add_argument("--kind", choices=kinds, default="entries", help=_("what the lines are"))


def _match(args: Namespace) -> None:
    from welfare_desk.ledger.reconciliation import MatchKind
    from welfare_desk.services.bank_matching import accept_matches, match_lines

    facts: dict[str, Any] = {}
    with desk(args, writes=args.accept is not None or bool(args.line)) as sat:
        if args.line:
            facts["match"] = match_lines(sat, args.account, args.line, args.voucher, MatchKind(args.kind))
        elif args.accept is not None:
            facts["accepted"] = accept_matches(sat, args.account, args.accept)
        facts |= _work(sat, args.account)
    told = _("{suggestions} suggestions, {alone} lines that only the bank has.")
    answer(args, told.format(suggestions=len(facts["suggestions"]), alone=len(facts["bank_only"])), facts)


def _work(sat: Desk, account: str) -> dict[str, Any]:
    from welfare_desk.services.bank_matching import work_on

    work = sat.ask(lambda tx: work_on(tx, account))
    return {"suggestions": [], "bank_only": []} if work is None else _told(work)


def _told(work: BankWork) -> dict[str, Any]:
    return {
        "suggestions": [
            {
                "lines": [each.id for each in found.lines],
                "vouchers": [each.voucher for each in found.items],
                "satang": sum(each.amount.satang for each in found.lines),
                "difference_satang": found.difference.satang,
                "sureness": found.sureness.value,
                "reason": found.reason.value,
            }
            for found in work.suggestions
        ],
        "bank_only": [
            {
                "line": each.line.id,
                "day": each.line.day.isoformat(),
                "words": each.line.words,
                "satang": each.line.amount.satang,
                "purpose": each.purpose.value,
                "account": each.account,
                "fund": each.fund,
                "sureness": each.sureness.value,
            }
            for each in work.proposals
        ],
    }


def _unmatch_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", type=int, metavar="MATCH", help=_("the number of the match"))
    takes_json(parser)


def _unmatch(args: Namespace) -> None:
    from welfare_desk.services.bank_matching import unmatch_lines

    with desk(args) as sat:
        unmatch_lines(sat, args.number)
    answer(args, _("Match {number} is taken apart.").format(number=args.number), {"match": args.number})


def _post_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("line", type=int, metavar="LINE", help=_("the line of the bank, by its number"))
    parser.add_argument("--to", help=_("the account that it is for; default: what is proposed"))
    parser.add_argument("--fund", help=_("the fund; default: by the rules"))
    parser.add_argument("--memo", default="", help=_("what it is; default: the words of the bank"))
    parser.add_argument("--tax", metavar="BAHT", help=_("tax that was withheld from interest before it came"))
    parser.add_argument("--accrued", metavar="BAHT", help=_("what of the interest was counted in an earlier month"))
    parser.add_argument("--voucher", help=_("the voucher that differs; the difference is posted as cash over or short"))
    parser.add_argument("--reason", default="", help=_("what is known of a difference"))
    parser.add_argument("--day", metavar="DAY", help=_("another day than the bank's"))


def _post(args: Namespace) -> None:
    from welfare_desk.money import ZERO
    from welfare_desk.services.bank_matching import BankPosting, post_bank_difference, post_bank_line

    with desk(args) as sat:
        if args.voucher:
            tell_posted(args, post_bank_difference(sat, args.account, args.line, args.voucher, args.reason))
            return
        proposed = {each["line"]: each for each in _work(sat, args.account)["bank_only"]}.get(args.line, {})
        given = BankPosting(
            args.line,
            args.to or proposed.get("account") or "",
            args.fund or (None if args.to else proposed.get("fund")),
            args.memo,
            amount(args.tax) if args.tax else ZERO,
            amount(args.accrued) if args.accrued else ZERO,
            day(args.day, "day") if args.day else None,
        )
        tell_posted(args, post_bank_line(sat, args.account, given))


def _approve_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("--before", default="", help=_("what is known of a difference from before the first statement"))
    takes_day(parser)


def _approve(args: Namespace) -> None:
    from welfare_desk.services.reconciliations import approve_reconciliation

    with desk(args) as sat:
        number = approve_reconciliation(sat, args.account, day_of(args, sat), args.before)
    answer(args, _("Approved as reconciliation {number}.").format(number=number), {"reconciliation": number})


def _undo_arguments(parser: ArgumentParser) -> None:
    _takes_account(parser)
    parser.add_argument("--reason", required=True, help=_("why"))


def _undo(args: Namespace) -> None:
    from welfare_desk.services.reconciliations import undo_reconciliation

    with desk(args) as sat:
        undo_reconciliation(sat, args.account, args.reason)
    said = _("The last approval of {account} is taken back.").format(account=args.account)
    answer(args, said, {"account": args.account})


def _list_banks(args: Namespace) -> None:
    from welfare_desk.reports.banks import bank_overview

    with desk(args, writes=False) as sat:
        facts = sat.ask(bank_overview)
    lines = [
        _("Statement {id} of {account}: {source}, {lines} lines, {matched} matched").format(**each)
        for each in facts["statements"]
    ]
    lines += [_("Reconciliation {id} of {account} on {day}").format(**each) for each in facts["reconciliations"]]
    answer(args, "\n".join(lines) or _("No statement of a bank was taken in."), facts)


def _accrue_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("amount", metavar="BAHT", help=_("the interest earned and not received yet"))
    parser.add_argument("--fund", help=_("the fund; default: by the rules"))
    parser.add_argument("--memo", default="", help=_("what it is"))
    takes_day(parser)
    takes_json(parser)


def _accrue(args: Namespace) -> None:
    from welfare_desk.services.bank_matching import accrue_interest

    with desk(args) as sat:
        posted = accrue_interest(sat, day_of(args, sat), amount(args.amount), args.fund, args.memo)
    tell_posted(args, posted)


COMMANDS = (
    Command(("cash", "count"), N_("Write down cash counted by notes and coins."), _count_arguments, _count),
    Command(("cash", "list"), N_("List the counts of cash."), _list_arguments, _list_counts),
    Command(("bank", "account"), N_("Say what the bank calls an account."), _name_arguments, _name),
    Command(("bank", "import"), N_("Take a statement of the bank in."), _import_arguments, _import),
    Command(("bank", "take-back"), N_("Take a statement back."), _take_back_arguments, _take_back),
    Command(("bank", "match"), N_("See what belongs together, or accept it."), _match_arguments, _match),
    Command(("bank", "unmatch"), N_("Take a match apart."), _unmatch_arguments, _unmatch),
    Command(("bank", "post"), N_("Post a line that only the bank has."), _post_arguments, _post),
    Command(("bank", "approve"), N_("Approve that bank and book agree."), _approve_arguments, _approve),
    Command(("bank", "undo"), N_("Take the last approval back."), _undo_arguments, _undo),
    Command(("bank", "list"), N_("List statements and approvals."), _list_arguments, _list_banks),
    Command(("bank", "accrue-interest"), N_("Count interest earned and not received."), _accrue_arguments, _accrue),
)
