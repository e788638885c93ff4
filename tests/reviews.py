"""Builders of what auditors find and sign; the key is fixed, so that the same findings are always the same file."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from welfare_desk.ledger.findings import AuditFinding, Severity, SubjectKind
from welfare_desk.ledger.review_files import Signature, signed_bytes, written_review
from welfare_desk.ledger.reviews import Review, ReviewedBook
from welfare_desk.money import Money
from welfare_desk.storage.positions import position_of

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk

KEY, OTHER_KEY = (Ed25519PrivateKey.from_private_bytes(each * 32) for each in (b"a", b"b"))
BOOK = ReviewedBook("book", "กองทุนทดสอบ", 2, "ab" * 32, 3, "cd" * 32)


def a_finding(number: int = 1, **given: Any) -> AuditFinding:
    """Make a finding on a voucher, due at the end of February."""
    usual = AuditFinding(
        number,
        SubjectKind.VOUCHER,
        "RV6901-0001",
        "ไม่มีลายเซ็นผู้รับเงิน",
        Severity.HIGH,
        "ยืนยันการรับเงินไม่ได้",
        Money.baht("365"),
        "ให้ผู้รับเงินลงชื่อทุกครั้ง",
        date(2026, 2, 28),
    )
    return replace(usual, **given)


def a_review(*findings: AuditFinding, book: ReviewedBook = BOOK, version: int = 1, **given: Any) -> Review:
    """Make a review of a book with findings, as of 15 January 2026."""
    kept = findings or (a_finding(),)
    last = max(each.number for each in kept)
    usual = Review("ab" * 16, version, book, "นางสาวตรวจ ละเอียด", "สหกรณ์จังหวัด", date(2026, 1, 15), kept, last, last)
    return replace(usual, **given)


def book_of(desk: Desk) -> ReviewedBook:
    """Say where the book at a desk stands, as an auditor's file says it."""
    stands = desk.ask(position_of)
    return ReviewedBook(stands.book, stands.name_th, **asdict(stands.heads))


def signed(review: Review, key: Ed25519PrivateKey = KEY) -> bytes:
    """Sign a review as the file that the fund takes in."""
    public = key.public_key().public_bytes_raw()
    return written_review(review, Signature(public, key.sign(signed_bytes(review, public)))).encode()
