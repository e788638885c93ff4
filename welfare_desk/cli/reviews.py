"""Commands on what auditors find: on the auditor's side a file beside a copy, on the fund's side the follow-up."""

from __future__ import annotations

from dataclasses import replace
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    book_key,
    day,
    desk,
    outside,
    secret,
    takes_book,
    takes_json,
    takes_output,
    write_out,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from welfare_desk.ledger.findings import AuditFinding, Reply, SubjectKind


def _takes_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the auditor's own file (NAME.wreview)"))


def _begin_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("book", metavar="COPY", type=Path, help=_("the copy of the book; nothing is written into it"))
    parser.add_argument("--by", required=True, metavar="NAME", help=_("the auditor's name"))
    parser.add_argument("--organisation", default="", metavar="NAME", help=_("whom she works for"))
    takes_output(parser)
    takes_json(parser)


def _begin(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import new_review, save_review, usual_place
    from welfare_desk.services.reviews import reviewed_book

    given = outside(args)
    path: Path = args.output or usual_place(args.book)
    if path.exists():
        raise RuleError(problem("file.exists", N_("There is already a file at {path}."), "output", path=path))
    book = reviewed_book(args.book, book_key(args))
    save_review(path, new_review(book, args.by, args.organisation, given.today, given.random(16)))
    answer(args, _("The findings are kept in {path}.").format(path=path), {"file": str(path)})


def _takes_finding(parser: ArgumentParser, *, is_new: bool) -> None:
    from welfare_desk.ledger.findings import Severity

    about = _("what it is about: whole, or voucher:RV6901-0001, account:1101, line:NAME, member:00001")
    parser.add_argument("--about", metavar="KIND:NAME", default="whole" if is_new else None, help=about)
    parser.add_argument("--found", required=is_new, metavar="TEXT", help=_("what was found"))
    parser.add_argument("--effect", metavar="TEXT", help=_("what it leads to"))
    parser.add_argument("--amount", metavar="BAHT", help=_("how much it is about"))
    parser.add_argument("--recommendation", metavar="TEXT", help=_("what she asks for"))
    severities = [each.value for each in Severity]
    parser.add_argument("--severity", choices=severities, default="medium" if is_new else None, help=_("its weight"))
    parser.add_argument("--due", metavar="DAY", help=_("the day by which it should be mended"))
    takes_json(parser)


def _add_arguments(parser: ArgumentParser) -> None:
    _takes_file(parser)
    _takes_finding(parser, is_new=True)


def _add(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import load_review, save_review
    from welfare_desk.ledger.findings import AuditFinding, Severity, SubjectKind

    blank = AuditFinding(0, SubjectKind.WHOLE, "", "", Severity.MEDIUM)
    changed = load_review(args.file).with_finding(_told(args, blank))
    save_review(args.file, changed)
    said = _("Kept as finding {number}.").format(number=changed.last_number)
    answer(args, said, {"finding": changed.last_number})


def _edit_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.ledger.findings import AuditVerdict

    _takes_file(parser)
    parser.add_argument("number", type=int, metavar="NUMBER", help=_("its number"))
    _takes_finding(parser, is_new=False)
    verdicts = [each.value for each in AuditVerdict]
    parser.add_argument("--verdict", choices=verdicts, help=_("what she says after looking again; open reopens it"))
    parser.add_argument("--resolution", metavar="TEXT", help=_("how it was settled, or why not"))
    parser.add_argument("--day", metavar="DAY", help=_("the day of looking again; default: today"))


def _edit(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import load_review, save_review
    from welfare_desk.ledger.findings import AuditVerdict

    review = load_review(args.file)
    finding = _told(args, review.find(args.number))
    if args.verdict is not None or args.resolution is not None:
        on = day(args.day, "day") if args.day else outside(args).today
        finding = replace(
            finding,
            verdict=AuditVerdict(args.verdict) if args.verdict else finding.verdict,
            resolution=finding.resolution if args.resolution is None else args.resolution,
            followed_up=on,
        )
    save_review(args.file, review.with_finding(finding))
    answer(args, _("Changed finding {number}.").format(number=args.number), {"finding": args.number})


def _told(args: Namespace, finding: AuditFinding) -> AuditFinding:
    """Change what the arguments say of a finding."""
    from welfare_desk.ledger.findings import Severity

    kind, subject = (finding.kind, finding.subject) if args.about is None else _about(args.about)
    return replace(
        finding,
        kind=kind,
        subject=subject,
        found=finding.found if args.found is None else args.found,
        effect=finding.effect if args.effect is None else args.effect,
        amount=finding.amount if args.amount is None else amount(args.amount),
        recommendation=finding.recommendation if args.recommendation is None else args.recommendation,
        severity=finding.severity if args.severity is None else Severity(args.severity),
        due=finding.due if args.due is None else day(args.due, "due"),
    )


def _about(text: str) -> tuple[SubjectKind, str]:
    from welfare_desk.ledger.findings import SubjectKind

    kind, _colon, subject = text.partition(":")
    try:
        return SubjectKind(kind), subject.strip()
    except ValueError:
        unread = N_(
            "“{text}” names nothing; write whole, or voucher:RV6901-0001, account:1101, line:NAME, member:00001."
        )
        raise RuleError(problem("finding.about", unread, "about", text=text)) from None


def _list_arguments(parser: ArgumentParser) -> None:
    _takes_file(parser)
    parser.add_argument("--replies", metavar="FILE", type=Path, help=_("the fund's replies, to be shown beside"))
    takes_json(parser)


def _list(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import load_replies, load_review
    from welfare_desk.reports.findings import about_words, auditor_lines

    review = load_review(args.file)
    replies = load_replies(args.replies, review) if args.replies else {}
    said = [line for each in review.findings for line in auditor_lines(each, replies.get(each.number, ()))]
    facts = [
        {"number": each.number, "about": about_words(each), "found": each.found, "severity": each.severity.value,
         "verdict": each.verdict.value, "replies": _replies(replies.get(each.number, ()))}
        for each in review.findings
    ]  # fmt: skip
    answer(args, "\n".join(said) or _("There is no finding yet."), {"version": review.version, "findings": facts})


def _replies(replies: Sequence[Reply]) -> list[dict[str, object]]:
    return [{"day": each.day.isoformat(), "by": each.by, "words": each.words, "done": each.is_done} for each in replies]


def _remove_arguments(parser: ArgumentParser) -> None:
    _takes_file(parser)
    parser.add_argument("number", type=int, metavar="NUMBER", help=_("its number"))
    takes_json(parser)


def _remove(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import load_review, save_review

    save_review(args.file, load_review(args.file).without(args.number))
    answer(args, _("Took finding {number} out.").format(number=args.number), {"finding": args.number})


def _key_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the file for the key (NAME.pem)"))
    takes_json(parser)


def _key(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import make_key
    from welfare_desk.ledger.closing import in_fours

    given = secret(args, "key_passphrase", _("Passphrase of the auditor's key: "))
    if args.secrets is None and getpass(_("The same again: ")) != given:
        raise RuleError(problem("passphrase.twice", N_("The two passphrases are not the same."), "passphrase"))
    fingerprint = make_key(args.file, given)
    said = _("The key is in {path}. Tell the fund its fingerprint by another way: {key}")
    answer(args, said.format(path=args.file, key=in_fours(fingerprint)), {"fingerprint": fingerprint})


def _sign_arguments(parser: ArgumentParser) -> None:
    _takes_file(parser)
    parser.add_argument("--key", required=True, metavar="FILE", type=Path, help=_("the file of the auditor's key"))
    text = _("the copy of the book that was looked at")
    parser.add_argument("--book", required=True, metavar="COPY", type=Path, help=text)
    takes_output(parser)
    takes_json(parser)


def _sign(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import load_key, load_review, sign_review, signed_place
    from welfare_desk.ledger.closing import in_fours
    from welfare_desk.ledger.seal import fingerprint_of
    from welfare_desk.services.reviews import reviewed_book

    given = outside(args)
    output: Path = args.output or signed_place(args.file, load_review(args.file).version + 1)
    book = reviewed_book(args.book, book_key(args))
    key = load_key(args.key, secret(args, "key_passphrase", _("Passphrase of the auditor's key: ")))
    signed = sign_review(args.file, key, book, given.today, output)
    fingerprint = fingerprint_of(key.public_key().public_bytes_raw())
    said = _("Signed as version {version} in {path}. Give that file to the fund. Key {key}").format(
        version=signed.version, path=output, key=in_fours(fingerprint)
    )
    answer(args, said, {"file": str(output), "version": signed.version, "fingerprint": fingerprint})


def _take_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the signed file of the auditor"))
    text = _("the fingerprint that the auditor told; another one is refused")
    parser.add_argument("--key", metavar="FINGERPRINT", default="", help=text)
    takes_json(parser)


def _take(args: Namespace) -> None:
    from welfare_desk.exchange.reviews import read_file
    from welfare_desk.reports.findings import seen_lines
    from welfare_desk.services.reviews import look_at_review, take_review

    content = read_file(args.file)
    with desk(args) as sat:
        seen = sat.ask(lambda tx: look_at_review(tx, content))
        told = "".join(args.key.split()).casefold()
        if told and told != seen.fingerprint:
            text = N_("The file is signed with another key than the one that was told: {key}.")
            raise RuleError(problem("review.key", text, "key", key=seen.fingerprint))
        seen = take_review(sat, content)
    review = seen.review
    text = ngettext("Took in {count} finding.", "Took in {count} findings.", len(review.findings))
    said = [text.format(count=len(review.findings)), *seen_lines(seen)]
    facts = {
        "findings": len(review.findings), "version": review.version, "auditor": review.auditor,
        "fingerprint": seen.fingerprint, "first": seen.is_first, "known": seen.is_known,
    }  # fmt: skip
    answer(args, "\n".join(said), facts)


def _reply_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "number", type=int, metavar="NUMBER", help=_("the number of the finding in the fund's register")
    )
    parser.add_argument("--words", required=True, metavar="TEXT", help=_("what the fund says to it"))
    parser.add_argument("--done", action="store_true", help=_("it is mended now"))
    takes_json(parser)


def _reply(args: Namespace) -> None:
    from welfare_desk.services.reviews import reply_to_finding

    with desk(args) as sat:
        followed = reply_to_finding(sat, args.number, args.words, is_done=args.done)
        status = followed.status(sat.today)
    said = _("Replied to finding {number}.").format(number=args.number)
    answer(args, said, {"finding": args.number, "status": status.value})


def _replies_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_output(parser, required=True)


def _give_replies(args: Namespace) -> None:
    from welfare_desk.services.reviews import replies_file

    with desk(args, writes=False) as sat:
        content = sat.ask(replies_file)
    write_out(args, content)


def _register_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _register(args: Namespace) -> None:
    from welfare_desk.reports.findings import STATUSES, about_words
    from welfare_desk.services.reviews import list_findings

    with desk(args, writes=False) as sat:
        kept = sat.ask(list_findings)
        stands = {each.number: each.status(sat.today) for each in kept}
    said = [
        f"{each.number}  {_(STATUSES[stands[each.number]])}  {about_words(each.finding)}  {each.finding.found}"
        for each in kept
    ]
    facts = [
        {"number": each.number, "status": stands[each.number].value, "auditor": each.auditor,
         "about": about_words(each.finding), "found": each.finding.found, "replies": _replies(each.replies)}
        for each in kept
    ]  # fmt: skip
    answer(args, "\n".join(said) or _("No auditor's findings were taken in."), {"findings": facts})


COMMANDS = (
    Command(
        ("audit", "finding", "begin"),
        N_("Begin a file of findings beside a copy of the book."),
        _begin_arguments,
        _begin,
    ),
    Command(("audit", "finding", "add"), N_("Write a finding down."), _add_arguments, _add),
    Command(("audit", "finding", "edit"), N_("Change a finding, settle it, or reopen it."), _edit_arguments, _edit),
    Command(("audit", "finding", "list"), N_("List the findings, with the fund's replies."), _list_arguments, _list),
    Command(
        ("audit", "finding", "remove"), N_("Take out a finding that was not signed yet."), _remove_arguments, _remove
    ),
    Command(("audit", "key", "new"), N_("Make an auditor's key, under a passphrase."), _key_arguments, _key),
    Command(("audit", "sign"), N_("Sign the findings as a file for the fund."), _sign_arguments, _sign),
    Command(
        ("audit", "review", "take"), N_("Take an auditor's signed findings into the book."), _take_arguments, _take
    ),
    Command(("audit", "review", "reply"), N_("Reply to a finding."), _reply_arguments, _reply),
    Command(
        ("audit", "review", "replies"),
        N_("Write the fund's replies as a file for the auditor."),
        _replies_arguments,
        _give_replies,
    ),
    Command(("audit", "review", "list"), N_("List the findings and how each stands."), _register_arguments, _register),
)
