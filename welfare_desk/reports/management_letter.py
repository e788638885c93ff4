"""The letter of an auditor's findings: each with its effect, the recommendation, and what the fund replied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, named, ngettext
from welfare_desk.reports.findings import SEVERITIES, STATUSES, about_words, replies_words
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.setup import papers
from welfare_desk.storage import findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.findings import FollowedFinding
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.findings import KeptFile

NAME, TITLE = "management-letter", N_("Letter of findings")
QUESTION = N_("What an auditor writes to the committee: each finding, its effect, what to do, and the fund's reply.")
PARAMETERS = (
    Parameter("review", N_("Which review, by its turn (the last one)"), ParameterKind.NUMBER),
    Parameter(
        "which",
        N_("Findings"),
        ParameterKind.CHOICE,
        choices=(("all", N_("All")), ("open", N_("Not yet settled"))),
    ),
)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the findings of one review, and write its letter."""
    files = {each.review: each for each in findings.files(tx)}  # the last of each
    turn = asked.number("review") or len(files)
    last = list(files.values())[turn - 1] if 0 < turn <= len(files) else None
    kept = [each for each in findings.followed(tx) if last is not None and each.review == last.review]
    if asked.text("which") == "open":
        kept = [each for each in kept if not each.finding.is_settled]
    return lay_out(last, kept, papers(tx), asked.today)


def lay_out(last: KeptFile | None, kept: Sequence[FollowedFinding], fund: Mapping[str, str], today: date) -> Report:
    """Lay out the letter; the heaviest findings come first."""
    weight = list(SEVERITIES)
    ordered = sorted(kept, key=lambda each: (weight.index(each.finding.severity), each.finding.number))
    return Report(
        NAME,
        _(TITLE),
        (Column("label", "", width=16), Column("text", _("Text of the letter"), width=60)),
        tuple(_letter(last, ordered, named(fund["name_th"], fund["name_en"]), today)) if last and ordered else (),
        signatures=(_("Auditor"),),
        nothing=_("There is no such finding."),
        is_letter=True,
    )


def _letter(last: KeptFile, kept: Sequence[FollowedFinding], fund: str, today: date) -> Iterator[Row]:
    for words in (last.auditor, last.organisation, long_day(last.day)):
        if words:
            yield Row((None, words), Role.HEADING)
    yield Row((_("Subject"), _("Findings of the audit of {fund}").format(fund=fund)))
    yield Row((_("Addressed to"), _("The committee of {fund}").format(fund=fund)))
    opening = ngettext(
        "During the audit {count} finding was made. It stands as follows on {day}, with the fund's reply.",
        "During the audit {count} findings were made. They stand as follows on {day}, with the fund's replies.",
        len(kept),
    )
    yield Row((None, opening.format(count=len(kept), day=long_day(today))))
    for each in kept:
        yield from _finding(each, today)
    yield Row((None, _("Yours faithfully,")), Role.HEADING)


def _finding(each: FollowedFinding, today: date) -> Iterator[Row]:
    finding = each.finding
    head = _("Finding {number}").format(number=each.number)
    yield Row((None, f"{head} · {about_words(finding)}"))
    weight = f"{_(SEVERITIES[finding.severity])} · {_(STATUSES[each.status(today)])}"
    told = (
        (_("What the auditor found"), finding.found),
        (_("Weight"), weight),
        (_("Amount"), "" if finding.amount is None else _("{amount} baht").format(amount=finding.amount.text())),
        (_("Effect"), finding.effect),
        (_("Recommendation"), finding.recommendation),
        (_("Mend by"), long_day(finding.due) if finding.due else ""),
        (_("Reply of the fund"), replies_words(each.replies) or _("no reply yet")),
        (_("How it was settled"), finding.resolution),
    )
    for label, text in told:
        if text:
            yield Row((label, text))
