"""What auditors found: take their signed files in, reply to each finding, and give the replies back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.findings import Reply, problems_of_reply
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.review_files import (
    GivenReply,
    changed_since_signed,
    read_review,
    signed_bytes,
    written_replies,
)
from welfare_desk.ledger.reviews import ReviewedBook, SeenReview
from welfare_desk.ledger.seal import fingerprint_of
from welfare_desk.services.desk import needs
from welfare_desk.storage import book, findings, people, settings, signing, trail
from welfare_desk.storage.positions import position_of

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.ledger.findings import FollowedFinding
    from welfare_desk.ledger.review_files import Signature
    from welfare_desk.ledger.reviews import Review
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.ciphers import BookKey


def look_at_review(tx: Tx, content: bytes) -> SeenReview:
    """Prove a file of an auditor without taking it in; what stands against it is a `RuleError`."""
    review, signature = _signed(content)
    fingerprint = fingerprint_of(signature.public)
    kept = findings.files(tx)
    if review.book.id != settings.get(tx, "id"):
        text = N_("This file speaks of another book: {name}.")
        raise RuleError(problem("review.other_book", text, "file", name=review.book.name))
    earlier = [each for each in kept if each.review == review.id]
    if earlier and earlier[-1].fingerprint != fingerprint:
        text = N_("The earlier files of this review were signed with another key. Ask the auditor.")
        raise RuleError(problem("review.other_key", text, "file"))
    if earlier and review.version <= earlier[-1].version:
        same = any(each.content.encode() == content for each in earlier)
        text = N_("This file was taken in already.") if same else N_(
            "Version {version} of this review was taken in already; this file says {older}."
        )  # fmt: skip
        raise RuleError(problem("review.taken", text, "file", version=earlier[-1].version, older=review.version))
    is_first = all(each.fingerprint != fingerprint for each in kept)
    return SeenReview(review, fingerprint, is_first, findings.is_known(tx, review.book))


def _signed(content: bytes) -> tuple[Review, Signature]:
    """Read a signed file; one that is not signed, or was changed since, is a `RuleError`."""
    review, signature = read_review(content)
    if signature is None:
        text = N_("This file is not signed. The auditor signs it when she is done: ask for the signed one.")
        raise RuleError(problem("review.unsigned", text, "file"))
    if not signing.is_signed(signature.public, signature.signature, signed_bytes(review, signature.public)):
        raise changed_since_signed()
    return review, signature


@needs(Permission.APPROVE)
def take_review(desk: Desk, content: bytes) -> SeenReview:
    """Take a signed file of an auditor in: its findings are followed up from now on."""
    with desk.book.write() as tx:
        seen = look_at_review(tx, content)
        _review, signature = _signed(content)
        made = desk.made()
        digest = findings.add_file(tx, seen.review, signature, content.decode(), desk.today, made)
        trail.add(
            tx, made, findings.TAKEN, seen.review.id, version=seen.review.version, key=seen.fingerprint,
            findings=len(seen.review.findings), hash=digest,
        )  # fmt: skip
    return seen


@needs(Permission.APPROVE)
def reply_to_finding(desk: Desk, number: int, words: str, *, is_done: bool = False) -> FollowedFinding:
    """Say what the fund did or will do about a finding; `is_done` says that it is mended. Give the finding."""
    words = words.strip()
    with desk.book.write() as tx:
        followed = findings.find(tx, number)
        if found := problems_of_reply(words):
            raise RuleError(*found)
        if followed.finding.is_settled:
            text = N_("The auditor has settled finding {number} already.")
            raise RuleError(problem("finding.settled", text, "number", number=number))
        made = desk.made()
        reply = Reply(desk.today, people.user(tx, desk.actor).name, words, is_done, followed.versions[-1][0])
        digest = findings.add_reply(tx, followed, reply, made)
        trail.add(tx, made, findings.ANSWERED, str(number), done=is_done, hash=digest)
        return findings.find(tx, number)


def replies_file(tx: Tx) -> str:
    """Write what the fund replied to every finding, for the auditor."""
    given = [
        GivenReply(each.review, each.finding.number, reply) for each in findings.followed(tx) for reply in each.replies
    ]
    return written_replies(settings.get(tx, "id"), given)


def list_findings(tx: Tx) -> list[FollowedFinding]:
    """Give every finding with what became of it."""
    return findings.followed(tx)


def find_finding(tx: Tx, number: int) -> FollowedFinding:
    """Give a finding by the fund's number; an unknown one is a `RuleError`."""
    return findings.find(tx, number)


def reviewed_book(path: Path, key: BookKey | None = None) -> ReviewedBook:
    """Say where a copy of a book stands, for the auditor's own file; nothing is written into the copy."""
    with book.open_book(path, writes=False, key=key) as copy, copy.read() as tx:
        stands = position_of(tx)
    heads = stands.heads
    return ReviewedBook(
        stands.book, stands.name_th, heads.entries, heads.entry_seal, heads.acts, heads.act_seal
    )  # fmt: skip
