"""Attach photos and documents to members, vouchers, claims, regulations and meetings; an erased one leaves its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.services.claims import kept_claim
from welfare_desk.services.desk import needs
from welfare_desk.services.meetings import meeting_by
from welfare_desk.services.regulations import regulation_by
from welfare_desk.storage import attachments, entries, members, trail
from welfare_desk.welfare.claims import reference_of

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.attachments import Kept
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


PHOTO = "image/jpeg; role=photo"  # the media type of a member's photo: no other file has it, whatever its name
_REPLACED = N_("replaced by a newer photo")


class Subject(Enum):
    """What a file may be attached to: a member by number, a voucher by its own, a claim by C-0001."""

    MEMBER = "member"
    VOUCHER = "voucher"
    REGULATION = "regulation"
    CLAIM = "claim"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: its name, media type and bytes."""

    name: str
    media_type: str
    content: bytes


@needs(Permission.RECORD)
def attach(desk: Desk, subject: Subject, key: str, attachment: Attachment) -> str:
    """Attach a file to a member, voucher, regulation or meeting (by number); give its SHA-256. A file is kept once."""
    with desk.book.write() as tx:
        return _attach(tx, desk.made(), subject, _plain(subject, key), attachment)


@needs(Permission.REGISTER)
def set_photo(desk: Desk, number: str, attachment: Attachment) -> str:
    """Keep a photo (of media type `PHOTO`) as a member's; an earlier one is erased, its hash stays. Give the SHA-256.

    Bytes are kept once for all subjects, so a photo must be this member's alone: whoever reads it sees to that.
    """
    if attachment.media_type != PHOTO:
        raise RuleError(problem("attachment.no_picture", N_("Choose a picture: JPEG or PNG."), "file"))
    with desk.book.write() as tx:
        made = desk.made()
        before = _photos(tx, number)
        digest = _attach(tx, made, Subject.MEMBER, number, attachment)
        for each in before:
            if each.hash != digest:
                _erase(tx, made, each.hash, _(_REPLACED))
    return digest


def photo_of(tx: Tx, number: str) -> bytes | None:
    """Read a member's photo, or nothing."""
    kept = _photos(tx, number)
    return attachments.content(tx, kept[-1].hash) if kept else None


def attached(tx: Tx, subject: Subject, key: str) -> list[Kept]:
    """List what is attached to a subject; an erased file has no size."""
    return attachments.linked(tx, subject.value, _plain(subject, key))


def attachment_content(tx: Tx, digest: str, sees: frozenset[Permission]) -> bytes:
    """Read an attached file; an unknown or erased one is a `RuleError`.

    Papers of claims tell of illness and death: they are read by those alone whose role allows it.
    """
    if Permission.HEALTH not in sees and Subject.CLAIM.value in attachments.kinds(tx, digest):
        text = N_("This paper of a claim may tell of illness or death; your role does not allow to see it.")
        raise RuleError(problem("attachment.health", text, "file"))
    return _content(tx, digest)


def _content(tx: Tx, digest: str) -> bytes:
    content = attachments.content(tx, digest)
    if content is None:
        raise RuleError(problem("attachment.gone", N_("This file is not in the book, or was erased."), "file"))
    return content


@needs(Permission.CORRECT)
def erase_attachment(desk: Desk, digest: str, reason: str) -> None:
    """Erase an attached file for good; its hash and the reason stay."""
    with desk.book.write() as tx:
        _content(tx, digest)
        if not reason.strip():
            raise RuleError(problem("attachment.no_reason", N_("Write why the file is erased."), "reason"))
        _erase(tx, desk.made(), digest, reason.strip())


def _attach(tx: Tx, made: Made, subject: Subject, key: str, attachment: Attachment) -> str:
    _refuse_unknown(tx, subject, key)
    digest = hashlib.sha256(attachment.content).hexdigest()
    attachments.add(tx, digest, attachment.name, attachment.media_type, attachment.content)
    if attachments.link(tx, digest, subject.value, key):
        trail.add(tx, made, "file.attached", key, hash=digest, size=len(attachment.content))
    return digest


def _photos(tx: Tx, number: str) -> list[Kept]:
    return [each for each in attached(tx, Subject.MEMBER, number) if each.media_type == PHOTO and each.size]


def _erase(tx: Tx, made: Made, digest: str, reason: str) -> None:
    attachments.erase(tx, digest)
    trail.add(tx, made, "file.erased", digest, reason=reason)


def _plain(subject: Subject, key: str) -> str:
    """Write the number of a claim or regulation in one way, however it was typed; one that is no number stays."""
    number = key.upper().removeprefix("C-") if subject is Subject.CLAIM else key
    if subject in (Subject.CLAIM, Subject.REGULATION, Subject.MEETING) and number.isdecimal():
        return reference_of(int(number)) if subject is Subject.CLAIM else str(int(number))
    return key


def _refuse_unknown(tx: Tx, subject: Subject, key: str) -> None:
    if subject is Subject.VOUCHER:
        entries.find(tx, key)
    elif subject is Subject.REGULATION:
        regulation_by(tx, int(key) if key.isdecimal() else 0)
    elif subject is Subject.MEETING:
        meeting_by(tx, int(key) if key.isdecimal() else 0)
    elif subject is Subject.CLAIM:
        kept_claim(tx, int(key.removeprefix("C-")) if key.removeprefix("C-").isdecimal() else 0)
    else:
        members.get(tx, key)
