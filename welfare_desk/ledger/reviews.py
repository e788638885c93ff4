"""A review: the findings of one auditor on one state of one book, in versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.findings import LONGEST

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.findings import AuditFinding

MOST_FINDINGS = 10_000


@dataclass(frozen=True, slots=True)
class ReviewedBook:
    """The book that a review speaks of: its id and name, and the ends of its two chains (counts, seals in hex)."""

    id: str
    name: str
    entries: int
    entry_seal: str
    acts: int
    act_seal: str


@dataclass(frozen=True, slots=True)
class Review:
    """The findings of one auditor on one book, as a version of one review; `last_number` is never given again.

    `version` counts how often it was signed; `sent` is the highest number that was: these findings stay, since the
    fund has them.
    """

    id: str
    version: int
    book: ReviewedBook
    auditor: str
    organisation: str
    written: date
    findings: tuple[AuditFinding, ...] = ()
    last_number: int = 0
    sent: int = 0

    def problems(self) -> list[Problem]:
        """Find what is wrong with it and with each finding."""
        found: list[Problem] = []
        if not self.auditor.strip():
            found.append(problem("review.auditor", N_("Write the auditor's name."), "auditor"))
        if self.version < 0:
            found.append(problem("review.version", N_("The version of a review is not below 0."), "version"))
        if max(len(self.auditor), len(self.organisation)) > LONGEST:
            text = N_("A name has at most {most} characters.")
            found.append(problem("review.long", text, "auditor", most=LONGEST))
        if len(self.findings) > MOST_FINDINGS:
            text = N_("A review holds at most {most} findings.")
            found.append(problem("review.most", text, "findings", most=MOST_FINDINGS))
        if len({each.number for each in self.findings}) != len(self.findings):
            found.append(problem("review.twice", N_("Two findings have the same number."), "findings"))
        if max((each.number for each in self.findings), default=0) > self.last_number:
            found.append(problem("review.last", N_("The last number is lower than that of a finding."), "findings"))
        return found + [each for finding in self.findings for each in finding.problems()]

    def find(self, number: int) -> AuditFinding:
        """Give a finding by its number; an unknown one is a `RuleError`."""
        found = next((each for each in self.findings if each.number == number), None)
        if found is None:
            text = N_("There is no finding {number}.")
            raise RuleError(problem("finding.unknown", text, "number", number=number))
        return found

    def with_finding(self, finding: AuditFinding) -> Review:
        """Put a finding in the place of the one with its number, or add it under the next number if that is 0."""
        if finding.number == 0:
            finding = replace(finding, number=self.last_number + 1)
            kept = (*self.findings, finding)
        else:
            self.find(finding.number)
            kept = tuple(finding if each.number == finding.number else each for each in self.findings)
        changed = replace(self, findings=kept, last_number=max(self.last_number, finding.number))
        if found := changed.problems():
            raise RuleError(*found)
        return changed

    def next_version(self, book: ReviewedBook, day: date) -> Review:
        """Give it as it is signed next: of the state of the book that was looked at, with every finding sent."""
        return replace(self, version=self.version + 1, book=book, written=day, sent=self.last_number)

    def without(self, number: int) -> Review:
        """Take a finding out; one that was signed is settled instead, since the fund has it."""
        self.find(number)
        if number <= self.sent:
            text = N_("Finding {number} was signed already. Settle it as accepted, and say why.")
            raise RuleError(problem("finding.sent", text, "number", number=number))
        return replace(self, findings=tuple(each for each in self.findings if each.number != number))


@dataclass(frozen=True, slots=True)
class SeenReview:
    """What a signed file of an auditor is to the book that it speaks of.

    `fingerprint` names her key, to be compared with what she says herself; `is_first` tells that no file with this
    key was taken in before, `is_known` that the book once stood where she looked at it.
    """

    review: Review
    fingerprint: str
    is_first: bool
    is_known: bool
