"""What auditors found, what was asked, what the fund replied, and how each finding stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from welfare_desk.dates import long_day, short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.findings import AuditVerdict, FindingStatus, Severity, SubjectKind
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import findings, schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from welfare_desk.ledger.findings import AuditFinding, FollowedFinding, Reply
    from welfare_desk.ledger.reviews import SeenReview
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.findings import KeptFile

NAME, TITLE = "findings", N_("Findings of auditors")
QUESTION = N_("What did auditors find, what did the fund reply, and what is still open?")
STATUSES = {
    FindingStatus.OVERDUE: N_("overdue"),
    FindingStatus.OPEN: N_("not answered yet"),
    FindingStatus.ANSWERED: N_("answered, the auditor looks again"),
    FindingStatus.MENDED: N_("mended"),
    FindingStatus.ACCEPTED: N_("accepted as explained"),
}
SEVERITIES = {Severity.HIGH: N_("high"), Severity.MEDIUM: N_("medium"), Severity.LOW: N_("low")}
KINDS = {
    SubjectKind.VOUCHER: N_("Voucher {name}"),
    SubjectKind.ACCOUNT: N_("Account {name}"),
    SubjectKind.LINE: N_("Line of a statement: {name}"),
    SubjectKind.MEMBER: N_("Member {name}"),
    SubjectKind.WHOLE: N_("The book as a whole"),
}
VERDICTS = {
    AuditVerdict.OPEN: N_("not settled"),
    AuditVerdict.MENDED: STATUSES[FindingStatus.MENDED],
    AuditVerdict.ACCEPTED: STATUSES[FindingStatus.ACCEPTED],
}
_WAITING = (FindingStatus.OVERDUE, FindingStatus.OPEN)
PARAMETERS = (
    Parameter(
        "status",
        N_("Status"),
        ParameterKind.CHOICE,
        choices=(
            ("all", N_("All")),
            ("waiting", N_("Waiting for the fund")),
            ("answered", N_("Waiting for the auditor")),
            ("settled", N_("Settled")),
        ),
    ),
)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every finding that stands so, and lay them out."""
    kept = [each for each in findings.followed(tx) if _is_asked(each.status(asked.today), asked.text("status"))]
    named = {each.finding.subject for each in kept if each.finding.kind is SubjectKind.VOUCHER}
    e = schema.entries.c
    known = set(tx.execute(select(e.voucher).where(e.voucher.in_(named))).scalars())
    files = findings.files(tx)
    strange = {each.review for each in files if not findings.speaks_of_us(tx, each)}
    return lay_out(kept, asked.today, known, [*_notes(files, strange)])


def _is_asked(status: FindingStatus, wish: str) -> bool:
    match wish:
        case "waiting":
            return status in _WAITING
        case "answered":
            return status is FindingStatus.ANSWERED
        case "settled":
            return status in {FindingStatus.MENDED, FindingStatus.ACCEPTED}
        case _:
            return True


def lay_out(
    kept: Sequence[FollowedFinding], today: date, vouchers: Collection[str] = (), notes: Sequence[str] = ()
) -> Report:
    """Lay out one row a finding: what waits first, the heaviest at the top; `vouchers` are those that can be opened."""
    order, weight = list(STATUSES), list(Severity)
    ordered = sorted(
        kept, key=lambda each: (order.index(each.status(today)), weight.index(each.finding.severity), each.number)
    )
    late = sum(each.status(today) is FindingStatus.OVERDUE for each in kept)
    waits = sum(each.status(today) in _WAITING for each in kept)
    said = [ngettext("{count} finding is overdue.", "{count} findings are overdue.", late).format(count=late)]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 6),
            Column("status", _("Status"), width=13),
            Column("due", _("Mend by"), Kind.DAY, 10),
            Column("severity", _("Weight"), width=8),
            Column("about", _("About"), width=13),
            Column("found", _("What the auditor found"), width=24),
            Column("effect", _("Effect"), width=17),
            Column("amount", _("Amount"), Kind.MONEY, 12),
            Column("recommendation", _("Recommendation"), width=19),
            Column("reply", _("Reply of the fund"), width=21),
            Column("resolution", _("How it was settled"), width=16),
            Column("followed", _("Looked at again"), Kind.DAY, 10),
        ),
        tuple(_row(each, today, vouchers) for each in ordered),
        _("As of {day}").format(day=long_day(today)),
        notes=(*(said if late else ()), *notes),
        facts=(
            (_("Findings"), str(len(kept))),
            (_("Waiting for the fund"), str(waits)),
            (_("Overdue"), str(late)),
        ),
        landscape=True,
        signatures=(_("Treasurer"), _("Head of the fund")),
        nothing=_("No auditor's findings were taken in."),
        holds=(not late) if waits else None,
    )


def _row(each: FollowedFinding, today: date, vouchers: Collection[str]) -> Row:
    finding = each.finding
    opens = entry_link(finding.subject) if finding.subject in vouchers else None
    return Row(
        (
            str(each.number), _(STATUSES[each.status(today)]), finding.due, _(SEVERITIES[finding.severity]),
            about_words(finding), finding.found, finding.effect or None, finding.amount,
            finding.recommendation or None, replies_words(each.replies) or None, finding.resolution or None,
            finding.followed_up,
        ),
        opens=opens,
    )  # fmt: skip


def _notes(kept: Sequence[KeptFile], strange: Collection[str]) -> Iterator[str]:
    last = {each.review: each for each in kept}
    for review, each in last.items():
        text = _("Signed by {auditor}, version {version}, taken in on {day}. Key {key}")
        yield text.format(
            auditor=" · ".join(filter(None, (each.auditor, each.organisation))), version=each.version,
            day=short_day(each.day), key=in_fours(each.fingerprint),
        )  # fmt: skip
        if review in strange:
            yield _("The auditor {auditor} looked at a state that this book never had.").format(auditor=each.auditor)


def about_words(finding: AuditFinding) -> str:
    """Say what a finding is about."""
    return _(KINDS[finding.kind]).format(name=finding.subject)


def replies_words(replies: Sequence[Reply]) -> str:
    """Say what the fund replied, each with its day and who said it."""
    return "\n".join(_reply_words(each) for each in replies)


def _reply_words(reply: Reply) -> str:
    said = f"{short_day(reply.day)} {reply.by}".strip()
    done = _("Mended.") if reply.is_done else ""
    return f"{said}: {reply.words} {done}".strip()


def voucher_words(each: FollowedFinding, today: date) -> str:
    """Say of a finding what stands beside its voucher."""
    return f"{each.number} · {_(STATUSES[each.status(today)])} · {each.finding.found}"


def auditor_lines(finding: AuditFinding, replies: Sequence[Reply]) -> Iterator[str]:
    """Say a finding for the auditor, with the fund's replies under it."""
    yield (
        f"{finding.number}  {_(VERDICTS[finding.verdict])}  {_(SEVERITIES[finding.severity])}  "
        f"{about_words(finding)}  {finding.found}"
    )
    for reply in replies:
        yield f"    {_reply_words(reply)}"
    if finding.resolution:
        yield f"    {_('How it was settled')}: {finding.resolution}"


def seen_lines(seen: SeenReview) -> Iterator[str]:
    """Say who signed a file, and what to look at before or after it is taken in."""
    review = seen.review
    yield _("Signed by {auditor}, version {version}. Key {key}").format(
        auditor=" · ".join(filter(None, (review.auditor, review.organisation))), version=review.version,
        key=in_fours(seen.fingerprint),
    )  # fmt: skip
    if seen.is_first:
        yield _("This key is new to the book: compare the fingerprint with what the auditor says herself.")
    if not seen.is_known:
        yield _("The auditor {auditor} looked at a state that this book never had.").format(auditor=review.auditor)
