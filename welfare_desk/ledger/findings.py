"""What an auditor found in a book, what the fund answers, and how it stands: findings are followed up to their end."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from itertools import takewhile
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LONGEST = 4000  # characters of a text; whoever needs more attaches a paper


class SubjectKind(Enum):
    """What a finding is about."""

    VOUCHER = "voucher"
    ACCOUNT = "account"
    LINE = "line"  # of a statement
    MEMBER = "member"
    WHOLE = "whole"  # the book as a whole


class Severity(Enum):
    """How much a finding weighs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class AuditVerdict(Enum):
    """What the auditor says of a finding after she looked again."""

    OPEN = "open"
    MENDED = "mended"
    ACCEPTED = "accepted"  # the explanation is enough; nothing more is asked


class FindingStatus(Enum):
    """How a finding stands in the register."""

    OPEN = "open"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    MENDED = "mended"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One finding under the auditor's own number: what it is about, what was found, and what she asks for.

    `subject` names the voucher, account, line or member, and is empty for the whole; `due` is the day by which it
    should be mended. `verdict`, `resolution` and `followed_up` are what she says after she looked again, and when.
    """

    number: int
    kind: SubjectKind
    subject: str
    found: str
    severity: Severity
    effect: str = ""
    amount: Money | None = None
    recommendation: str = ""
    due: date | None = None
    verdict: AuditVerdict = AuditVerdict.OPEN
    resolution: str = ""
    followed_up: date | None = None

    @property
    def is_settled(self) -> bool:
        """Tell whether the auditor asks for nothing more."""
        return self.verdict is not AuditVerdict.OPEN

    @property
    def judgement(self) -> tuple[AuditVerdict, str, date | None]:
        """Give what the auditor said after looking again; a reply to an earlier judgement is no longer one to this."""
        return self.verdict, self.resolution, self.followed_up

    def problems(self) -> list[Problem]:
        """Find what is wrong with it; the sentences name the finding by its number."""
        found: list[Problem] = []
        if self.number < 1:
            text = N_("The number of a finding is 1 or more.")
            found.append(problem("finding.number", text, "number"))
        if not self.found.strip():
            text = N_("Finding {number}: write what was found.")
            found.append(problem("finding.found", text, "found", number=self.number))
        if self.kind is not SubjectKind.WHOLE and not self.subject.strip():
            text = N_("Finding {number}: name the voucher, account, line or member that it is about.")
            found.append(problem("finding.subject", text, "subject", number=self.number))
        if self.amount is not None and self.amount < ZERO:
            text = N_("Finding {number}: the amount is not below zero.")
            found.append(problem("finding.amount", text, "amount", number=self.number))
        if self.is_settled and not self.resolution.strip():
            text = N_("Finding {number}: write how it was settled.")
            found.append(problem("finding.resolution", text, "resolution", number=self.number))
        texts = {
            "subject": self.subject,
            "found": self.found,
            "effect": self.effect,
            "recommendation": self.recommendation,
            "resolution": self.resolution,
        }
        text = N_("Finding {number}: a text has at most {most} characters.")
        found += [
            problem("finding.long", text, name, number=self.number, most=LONGEST)
            for name, said in texts.items()
            if len(said) > LONGEST
        ]
        return found


@dataclass(frozen=True, slots=True)
class Reply:
    """What the fund said to a finding: when, who, the words, whether it is mended now.

    `version` is that of the auditor's file which the fund had heard by then.
    """

    day: date
    by: str
    words: str
    is_done: bool
    version: int


@dataclass(frozen=True, slots=True)
class FollowedFinding:
    """A finding as the fund follows it up, under the fund's own number.

    `versions` is what each file of the auditor said of it, the earliest first; the last one counts.
    """

    number: int
    review: str
    auditor: str
    organisation: str
    versions: tuple[tuple[int, AuditFinding], ...]
    replies: tuple[Reply, ...] = field(default=())

    @property
    def finding(self) -> AuditFinding:
        """Give it as the auditor said it last."""
        return self.versions[-1][1]

    @property
    def last_reply(self) -> Reply | None:
        """Give what the fund said last."""
        return self.replies[-1] if self.replies else None

    def status(self, day: date) -> FindingStatus:
        """Tell how it stands on a day."""
        return status_of(self.versions, self.replies, day)


def status_of(versions: Sequence[tuple[int, AuditFinding]], replies: Sequence[Reply], day: date) -> FindingStatus:
    """Tell how a finding stands on a day, from what each file said of it and what the fund replied.

    The auditor alone settles it. A reply answers while she has not judged again since; one that says “mended” ends
    the waiting, any other lets the due day run on.
    """
    finding = versions[-1][1]
    if finding.is_settled:
        return FindingStatus(finding.verdict.value)
    same = takewhile(lambda each: each[1].judgement == finding.judgement, reversed(versions))
    judged = min(version for version, _finding in same)
    heard = [each for each in replies if each.version >= judged]
    if heard and heard[-1].is_done:
        return FindingStatus.ANSWERED
    if finding.due is not None and finding.due < day:
        return FindingStatus.OVERDUE
    return FindingStatus.ANSWERED if heard else FindingStatus.OPEN


def problems_of_reply(words: str) -> list[Problem]:
    """Find what is wrong with what the fund wants to say."""
    if not words.strip():
        return [problem("reply.words", N_("Write what the fund says to the finding."), "words")]
    if len(words) > LONGEST:
        text = N_("A reply has at most {most} characters.")
        return [problem("reply.long", text, "words", most=LONGEST)]
    return []
