"""Keep what a fund says of itself, and what was handed up to whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.welfare.certification import Submission, SubmissionKind

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made
    from welfare_desk.welfare.assessments import AssessmentKind


class Assessed(NamedTuple):
    """The last assessment of a kind: its day, and its content as kept."""

    day: date
    content: str


def assess(tx: Tx, kind: AssessmentKind, day: date, content: str, made: Made) -> int:
    """Keep an assessment, and give its number; the last of a kind counts."""
    asked = "INSERT INTO assessments (kind, day, content, made_by, made_at) VALUES (?, ?, ?, ?, ?) RETURNING id"
    return tx.exec_driver_sql(asked, (kind.value, day.isoformat(), content, made.by, made.at)).scalar_one()


def assessed(tx: Tx, kind: AssessmentKind, up_to: date = date.max) -> Assessed | None:
    """Read the last assessment of a kind up to a day, or nothing."""
    asked = "SELECT day, content FROM assessments WHERE kind = ? AND day <= ? ORDER BY id DESC LIMIT 1"
    found = tx.exec_driver_sql(asked, (kind.value, up_to.isoformat())).one_or_none()
    return None if found is None else Assessed(date.fromisoformat(found[0]), found[1])


def submit(tx: Tx, given: Submission, made: Made) -> int:
    """Keep what was handed up, and give its number."""
    asked = (
        "INSERT INTO submissions (kind, day, as_of, to_whom, hash, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "RETURNING id"
    )
    digest = bytes.fromhex(given.sha256) if given.sha256 else None
    values = (
        given.kind.value, given.day.isoformat(), given.as_of.isoformat(), given.to_whom, digest, made.by, made.at,
    )  # fmt: skip
    return tx.exec_driver_sql(asked, values).scalar_one()


def submissions(tx: Tx) -> list[Submission]:
    """Read what was handed up, in order."""
    asked = "SELECT id, kind, day, as_of, to_whom, hash FROM submissions ORDER BY id"
    return [
        Submission(
            number, SubmissionKind(kind), date.fromisoformat(day), date.fromisoformat(as_of), to_whom,
            bytes(digest).hex() if digest else "",
        )
        for number, kind, day, as_of, to_whom, digest in tx.exec_driver_sql(asked)
    ]  # fmt: skip
