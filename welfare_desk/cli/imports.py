"""Commands that read committees' files: members, collections, benefits paid, opening balances (also by hand)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from welfare_desk.cli.commands import Command, amount, answer, desk, takes_book, takes_json
from welfare_desk.dates import short_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.benefits import BenefitsPreview


def _arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the workbook or CSV file"))
    parser.add_argument("--accept", action="store_true", help=_("take in what is ready; without it only a preview"))
    _preview_arguments(parser)


def _preview_arguments(parser: ArgumentParser) -> None:
    text = _("the answers to a preview's questions; a file that is not there yet is written with the questions")
    parser.add_argument("--answers", metavar="FILE", type=Path, help=text)
    text = _("which column holds what, where it was read wrongly: no=B,first=C,house=-")
    parser.add_argument("--columns", metavar="FIELD=COLUMN,…", help=text)
    takes_json(parser)


def _questions_file(args: Namespace) -> Path:
    given: Path | None = args.answers
    book: Path = args.book
    return given or book.with_name(f"{book.stem}.{Path(args.file).stem}.questions.json")


def _has_answers(args: Namespace) -> bool:
    return args.answers is not None and args.answers.is_file()


def _answers(args: Namespace) -> Sequence[Answer]:
    from welfare_desk.exchange.acceptance import sha256_of
    from welfare_desk.exchange.answers import answers_from_json

    if not _has_answers(args):
        return ()
    return answers_from_json(args.answers.read_text(encoding="utf-8-sig"), sha256_of(args.file))


def _write_questions(args: Namespace, form: str) -> str:
    path = _questions_file(args)
    path.write_text(form, encoding="utf-8")
    return str(path)


def _tell(args: Namespace, facts: Mapping[str, Any], done: str | None) -> None:
    problems: Sequence[Mapping[str, Any]] = facts["problems"]
    said = [f"{each['sheet']} {each['cell']}: {each['sentence']}" for each in problems]
    counted = _("{rows} rows: {importable} ready, {refused} wait for an answer; {skipped} other rows.")
    said.append(counted.format(**{name: facts[name] for name in ("rows", "importable", "refused", "skipped")}))
    if facts.get("questions_file"):
        said.append(_("The questions are in {path}.").format(path=facts["questions_file"]))
    if done is not None:
        said.append(done)
    answer(args, "\n".join(said), facts)


def _members(args: Namespace) -> None:
    from welfare_desk.exchange.acceptance import accept_members, corrected_columns, members_preview
    from welfare_desk.exchange.headers import read_columns
    from welfare_desk.exchange.member_words import MEMBER_WORDS

    with desk(args, writes=args.accept) as sat:
        preview = members_preview(sat, args.file, () if args.columns else _answers(args))
        if args.columns:
            columns = corrected_columns(preview.mappings, read_columns(args.columns, MEMBER_WORDS))
            preview = members_preview(sat, args.file, _answers(args), columns)
        facts: dict[str, Any] = preview.answer()
        done = None
        if args.accept:
            facts["accepted"] = accept_members(sat, preview)
            done = _("Took in {count} members.").format(count=facts["accepted"])
        elif preview.questions() and not _has_answers(args):
            facts["questions_file"] = _write_questions(args, preview.form())
    _tell(args, facts, done)


def _collections(args: Namespace) -> None:
    from welfare_desk.dates import month_and_year
    from welfare_desk.exchange.acceptance import accept_collections, collections_preview, corrected_columns
    from welfare_desk.exchange.collection_rows import COLLECTION_WORDS
    from welfare_desk.exchange.headers import read_columns
    from welfare_desk.money import Money

    with desk(args, writes=args.accept) as sat:
        preview = collections_preview(sat, args.file, () if args.columns else _answers(args))
        if args.columns:
            columns = corrected_columns(preview.mappings, read_columns(args.columns, COLLECTION_WORDS))
            preview = collections_preview(sat, args.file, _answers(args), columns)
        facts: dict[str, Any] = preview.answer()
        facts["month"] = preview.month.isoformat()[:7] if preview.month else None
        done = None
        if args.accept:
            recorded = accept_collections(sat, preview)
            facts["posted"] = [each.posted.voucher for each in recorded]
            total = Money.sum(each.payment.total for each in recorded)
            done = _("Posted {count} receipts, {amount} baht.").format(count=len(recorded), amount=total.text())
        elif preview.questions() and not _has_answers(args):
            facts["questions_file"] = _write_questions(args, preview.form())
    said = _("Total {amount} baht.").format(amount=preview.total.text())
    if preview.month:
        said = f"{month_and_year(preview.month)}: {said}"
    if preview.unanswered:
        waiting = _("{amount} baht wait for an answer.").format(amount=preview.unanswered.text())
        said = f"{said} {waiting}"
    _tell(args, facts, "\n".join(filter(None, (said, done))))


def _benefits_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the workbook or CSV file"))
    parser.add_argument("--accept", action="store_true", help=_("take in what is ready; without it only a preview"))
    parser.add_argument("--account", metavar="ACCOUNT", default="1101", help=_("the cash or bank account that paid"))
    text = _("the resolution that payments against a rule rest on")
    parser.add_argument("--resolution", default="", help=text)
    _preview_arguments(parser)


def _benefits(args: Namespace) -> None:
    from welfare_desk.exchange.acceptance import (
        accept_benefits,
        benefits_preview,
        corrected_columns,
        taken_in_words,
    )
    from welfare_desk.exchange.benefit_rows import BENEFIT_WORDS
    from welfare_desk.exchange.headers import read_columns

    done: list[str] = []
    with desk(args, writes=args.accept) as sat:
        preview = benefits_preview(sat, args.file, () if args.columns else _answers(args))
        if args.columns:
            columns = corrected_columns(preview.mappings, read_columns(args.columns, BENEFIT_WORDS))
            preview = benefits_preview(sat, args.file, _answers(args), columns)
        facts: dict[str, Any] = preview.answer()
        if args.accept:
            taken = accept_benefits(sat, preview, args.account, args.resolution)
            facts |= {"posted": [each.voucher for each in taken.posted], "past": taken.past}
            facts |= {"exceptions": taken.exceptions, "not_taken": list(taken.left_out)}
            done = taken_in_words(taken)
    if not args.accept and preview.questions() and not _has_answers(args):
        facts["questions_file"] = _write_questions(args, preview.form())
    answer(args, "\n".join([*_benefits_told(preview, facts), *done]), facts)


def _benefits_told(preview: BenefitsPreview, facts: Mapping[str, Any]) -> list[str]:
    """Say what a list of benefits paid tells: the rows that do not simply pass, the rules, the counts."""
    from welfare_desk.exchange.benefit_checks import Verdict

    told = _("{sheet}, row {row}, {name}, {text}, {amount} baht: {sentence}")
    said = [
        told.format(
            sheet=row.read.sheet,
            row=row.read.row,
            name=row.read.name or "–",
            text=row.read.text,
            amount=row.paid.text(),
            sentence=preview.sentence(row),
        )
        for row in preview.rows
        if row.verdict is not Verdict.OK
    ]
    said += [each.problem.sentence() for each in preview.of_sheets]
    said += facts["judged_by"]
    if preview.taken_on:
        said.append(_("This file was taken in already, on {day}.").format(day=short_day(preview.taken_on)))
    counted = _(
        "{rows} payments: {ok} are right, {breaks} go against a rule, {undecidable} cannot be told, {ask} wait for an "
        "answer, {not_checked} are for no single member; {skipped} other rows."
    )
    said.append(counted.format(rows=facts["rows"], skipped=facts["skipped"], **facts["verdicts"]))
    said.append(_("Total {amount} baht.").format(amount=preview.total.text()))
    if facts.get("questions_file"):
        said.append(_("The questions are in {path}.").format(path=facts["questions_file"]))
    return said


def _take_back_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the list as it was taken in"))
    parser.add_argument("--reason", required=True, help=_("why the list is taken back"))
    takes_json(parser)


def _take_back(args: Namespace) -> None:
    from welfare_desk.exchange.acceptance import sha256_of, taken_back_words
    from welfare_desk.services.past_benefits import take_back_benefits

    with desk(args) as sat:
        back = take_back_benefits(sat, sha256_of(args.file), args.reason)
    answer(args, "\n".join(taken_back_words(back)), {"past": back.past, "vouchers": list(back.vouchers)})


def _opening_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the workbook or CSV file"))
    parser.add_argument("--accept", action="store_true", help=_("post the opening; without it only a preview"))
    takes_json(parser)


def _opening(args: Namespace) -> None:
    from welfare_desk.exchange.openings import preview_opening
    from welfare_desk.services.accounts import open_funds
    from welfare_desk.services.openings import open_balances, propose_opening

    with desk(args, writes=args.accept) as sat:
        preview = preview_opening(args.file, {fund.code: fund for fund in sat.ask(open_funds)})
        lines = preview.accepted()
        postings = sat.ask(lambda tx: propose_opening(tx, lines))
        facts: dict[str, Any] = {
            "rows": len(preview.lines),
            "importable": len(preview.lines),
            "refused": 0,
            "skipped": preview.skipped,
            "total_satang": preview.debit.satang,
            "problems": [],
            "lines": [{"account": p.account, "fund": p.fund, "satang": p.amount.satang} for p in postings],
        }
        done = None
        if args.accept:
            posted = open_balances(sat, postings)
            facts["voucher"] = posted.voucher if posted else None
            done = _("The opening balances are in the book.")
    _tell(args, facts, done)


def _balances_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "lines", nargs="+", metavar="ACCOUNT[@FUND]=BAHT", help=_("an account's balance; a credit with a minus")
    )
    takes_json(parser)


def _balances(args: Namespace) -> None:
    from welfare_desk.ledger.openings import OpeningLine
    from welfare_desk.services.openings import open_balances, propose_opening

    lines: list[OpeningLine] = []
    for text in args.lines:
        place, _equals, baht = str(text).partition("=")
        account, _at, fund = place.partition("@")
        lines.append(OpeningLine(account, amount(baht), fund or None))
    with desk(args) as sat:
        posted = open_balances(sat, sat.ask(lambda tx: propose_opening(tx, lines)))
    voucher = posted.voucher if posted else None
    answer(args, _("The opening balances are in the book."), {"voucher": voucher})


def _register_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the workbook of members, shares, savings and loans"))
    parser.add_argument("--accept", action="store_true", help=_("take in what is ready; without it only a preview"))
    takes_json(parser)


def _register(args: Namespace) -> None:
    from welfare_desk.exchange.coop_registers import answer as facts_of
    from welfare_desk.exchange.coop_registers import preview_register
    from welfare_desk.services.coop_registers import take_in_register

    with desk(args, writes=args.accept) as sat:
        register = preview_register(args.file, sat.today)
        facts = facts_of(register)
        said = [f"{each['sheet']} {each['cell']}: {each['sentence']}" for each in facts["notes"]]
        counted = _("{members} members, {loans} loans; owed on loans {owed} baht.")
        owed = Money(facts["outstanding_satang"])
        said.append(counted.format(members=facts["members"], loans=facts["loans_open"], owed=owed.text()))
        if args.accept:
            taken = take_in_register(sat, register)
            facts["voucher"] = taken.posted.voucher
            done = _("Taken in by {voucher}: {shares} with shares, {savings} savings accounts, {loans} loans.")
            said.append(
                done.format(voucher=taken.posted.voucher, shares=taken.shares, savings=taken.savings, loans=taken.loans)
            )
    answer(args, "\n".join(said), facts)


COMMANDS = (
    Command(("import", "coop"), N_("Take a cooperative's register in."), _register_arguments, _register),
    Command(("import", "members"), N_("Take a register of members in."), _arguments, _members),
    Command(("import", "collections"), N_("Post a month's contributions."), _arguments, _collections),
    Command(
        ("import", "benefits"),
        N_("Hold benefits paid against the rules; take them in."),
        _benefits_arguments,
        _benefits,
    ),
    Command(("import", "undo-benefits"), N_("Take a list of benefits back."), _take_back_arguments, _take_back),
    Command(("opening",), N_("Write the opening balances by hand."), _balances_arguments, _balances),
    Command(("import", "opening"), N_("Take opening balances in."), _opening_arguments, _opening),
)
