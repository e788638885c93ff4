"""The file of an auditor: what she found in a book, of which state of it, and the bytes that she signs.

A review is JSON. Signed, it holds her public key and an Ed25519 signature over the same text without the signature,
and is valid only as it was written, byte for byte; not yet signed, it may be laid out in any way.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.findings import AuditFinding, AuditVerdict, Reply, Severity, SubjectKind
from welfare_desk.ledger.reviews import Review, ReviewedBook
from welfare_desk.ledger.seal import fingerprint_of
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import Enum

    Choice = TypeVar("Choice", bound=Enum)

FORMAT, REPLIES_FORMAT = "welfare-desk review 1", "welfare-desk replies 1"
LARGEST = 16 << 20  # bytes
_LARGEST_NUMBER = (1 << 63) - 1  # what a book can keep
_BROKEN = (KeyError, TypeError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class Signature:
    """The public key of who signed (32 bytes) and the signature itself (64 bytes)."""

    public: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class GivenReply:
    """A reply on its way to the auditor: the review and her number of the finding, and what the fund said."""

    review: str
    number: int
    reply: Reply


def written_review(review: Review, signature: Signature | None = None) -> str:
    """Write a review as text, with its signature if it has one."""
    kept = _written(review)
    if signature is not None:
        kept |= _key(signature.public) | {"signature": signature.signature.hex()}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def signed_bytes(review: Review, public: bytes) -> bytes:
    """Give the bytes that are signed: the whole text with the public key, without the signature."""
    kept = _written(review) | _key(public)
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def read_review(content: bytes) -> tuple[Review, Signature | None]:
    """Read a review and its signature, which is not proved here; what cannot be read is a `RuleError`.

    A signed text that is not exactly as it would be written was changed.
    """
    text, kept = _parsed(content, FORMAT)
    try:
        review = _review(kept)
        signature = _signature(kept)
    except _BROKEN as error:
        raise _damaged() from error
    if found := review.problems():
        raise RuleError(*found)
    if signature is not None and written_review(review, signature) != text:
        raise changed_since_signed()
    return review, signature


def changed_since_signed() -> RuleError:
    """Say that a file is not the one that was signed."""
    text = N_("The file was changed after it was signed. Ask the auditor for it again.")
    return RuleError(problem("review.changed", text, "file"))


def written_replies(book: str, replies: Sequence[GivenReply]) -> str:
    """Write the fund's replies as text that the auditor opens beside her findings."""
    kept = [
        {
            "review": each.review,
            "number": each.number,
            "day": each.reply.day.isoformat(),
            "by": each.reply.by,
            "words": each.reply.words,
            "done": each.reply.is_done,
            "version": each.reply.version,
        }
        for each in replies
    ]
    return json.dumps({"format": REPLIES_FORMAT, "book": book, "replies": kept}, ensure_ascii=False, indent=2) + "\n"


def read_replies(content: bytes, review: Review) -> dict[int, tuple[Reply, ...]]:
    """Read the replies to the findings of a review, by her number; those to other reviews are left out.

    A file of another book, or one that cannot be read, is a `RuleError`.
    """
    _text, kept = _parsed(content, REPLIES_FORMAT)
    found: dict[int, tuple[Reply, ...]] = {}
    try:
        if kept["book"] != review.book.id:
            text = N_("These replies are about another book.")
            raise RuleError(problem("replies.other_book", text, "file"))
        for each in _dicts(kept["replies"]):
            if _said(each, "review") == review.id:
                number = _whole(each, "number")
                reply = Reply(
                    date.fromisoformat(_said(each, "day")), _said(each, "by"), _said(each, "words"),
                    _truth(each, "done"), _whole(each, "version"),
                )  # fmt: skip
                found[number] = (*found.get(number, ()), reply)
    except _BROKEN as error:
        raise _damaged() from error
    return found


def _parsed(content: bytes, wanted: str) -> tuple[str, dict[str, Any]]:
    if len(content) > LARGEST:
        text = N_("The file is larger than {most} MiB, and no review.")
        raise RuleError(problem("review.large", text, "file", most=LARGEST >> 20))
    try:
        text = content.decode()
        given: object = json.loads(text, object_pairs_hook=_once)
        json.dumps(given, ensure_ascii=False).encode()  # half a character of two
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    kept = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    if kept.get("format") != wanted:
        said = N_("This file is none of those: it must say “format”: “{format}”.")
        raise RuleError(problem("review.format", said, "file", format=wanted))
    return text, kept


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a dictionary of what is named once; a name given twice could be read in two ways."""
    kept = dict(pairs)
    if len(kept) != len(pairs):
        raise ValueError
    return kept


def _damaged() -> RuleError:
    text = N_("The file is damaged, or was not written by Welfare Desk.")
    return RuleError(problem("review.damaged", text, "file"))


def _key(public: bytes) -> dict[str, str]:
    return {"public_key": public.hex(), "fingerprint": fingerprint_of(public)}


def _written(review: Review) -> dict[str, Any]:
    book = review.book
    return {
        "format": FORMAT,
        "review": review.id,
        "version": review.version,
        "book": {
            "id": book.id,
            "name": book.name,
            "entries": book.entries,
            "entry_seal": book.entry_seal,
            "acts": book.acts,
            "act_seal": book.act_seal,
        },
        "auditor": review.auditor,
        "organisation": review.organisation,
        "written": review.written.isoformat(),
        "last_number": review.last_number,
        "sent": review.sent,
        "findings": [_written_finding(each) for each in review.findings],
    }


def _written_finding(finding: AuditFinding) -> dict[str, Any]:
    return {
        "number": finding.number,
        "kind": finding.kind.value,
        "subject": finding.subject,
        "found": finding.found,
        "effect": finding.effect,
        "amount_satang": None if finding.amount is None else finding.amount.satang,
        "recommendation": finding.recommendation,
        "severity": finding.severity.value,
        "due": finding.due.isoformat() if finding.due else None,
        "verdict": finding.verdict.value,
        "resolution": finding.resolution,
        "followed_up": finding.followed_up.isoformat() if finding.followed_up else None,
    }


def _review(kept: dict[str, Any]) -> Review:
    book = _dict(kept["book"])
    return Review(
        _said(kept, "review"),
        _whole(kept, "version"),
        ReviewedBook(
            _said(book, "id"), _said(book, "name"), _whole(book, "entries"), _said(book, "entry_seal"),
            _whole(book, "acts"), _said(book, "act_seal"),
        ),
        _said(kept, "auditor"),
        _said(kept, "organisation"),
        date.fromisoformat(_said(kept, "written")),
        tuple(_finding(each) for each in _dicts(kept["findings"])),
        _whole(kept, "last_number"),
        _whole(kept, "sent"),
    )  # fmt: skip


def _finding(kept: dict[str, Any]) -> AuditFinding:
    return AuditFinding(
        _whole(kept, "number"),
        _one_of(kept, "kind", SubjectKind),
        _said(kept, "subject"),
        _said(kept, "found"),
        _one_of(kept, "severity", Severity),
        _said(kept, "effect"),
        None if kept["amount_satang"] is None else Money(_whole(kept, "amount_satang")),
        _said(kept, "recommendation"),
        _day(kept, "due"),
        _one_of(kept, "verdict", AuditVerdict),
        _said(kept, "resolution"),
        _day(kept, "followed_up"),
    )


def _signature(kept: dict[str, Any]) -> Signature | None:
    if "signature" not in kept and "public_key" not in kept:
        return None
    return Signature(bytes.fromhex(_said(kept, "public_key")), bytes.fromhex(_said(kept, "signature")))


def _dict(given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise TypeError
    return cast("dict[str, Any]", given)


def _dicts(given: object) -> list[dict[str, Any]]:
    if not isinstance(given, list):
        raise TypeError
    return [_dict(each) for each in cast("list[object]", given)]


def _said(kept: dict[str, Any], name: str) -> str:
    given = kept[name]
    if not isinstance(given, str) or any(each < " " and each not in "\n\t" for each in given):
        raise TypeError(name)  # signs that no paper and no workbook can hold
    return given


def _whole(kept: dict[str, Any], name: str) -> int:
    given = kept[name]
    if not isinstance(given, int) or isinstance(given, bool) or abs(given) > _LARGEST_NUMBER:
        raise TypeError(name)
    return given


def _truth(kept: dict[str, Any], name: str) -> bool:
    if not isinstance(kept[name], bool):
        raise TypeError(name)
    return kept[name]


def _day(kept: dict[str, Any], name: str) -> date | None:
    return None if kept[name] is None else date.fromisoformat(_said(kept, name))


def _one_of(kept: dict[str, Any], name: str, choices: Callable[[str], Choice]) -> Choice:
    return choices(_said(kept, name))
