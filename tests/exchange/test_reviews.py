"""The auditor's side: her file, her key under a passphrase, and the file that she signs."""

import stat
import sys
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from tests.reviews import BOOK, KEY, a_finding, a_review, signed
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange import reviews
from welfare_desk.exchange.reviews import (
    load_key,
    load_replies,
    load_review,
    make_key,
    new_review,
    save_review,
    sign_review,
    signed_place,
    usual_place,
)
from welfare_desk.ledger.findings import Reply
from welfare_desk.ledger.review_files import GivenReply, read_review, signed_bytes, written_replies
from welfare_desk.ledger.seal import fingerprint_of
from welfare_desk.storage.signing import is_signed

DAY, WORDS = date(2026, 1, 15), "ข้าวเหนียวมูน"


def refused(act, *given):
    with pytest.raises((RuleError, BookError)) as caught:
        act(*given)
    error = caught.value
    return [each.code for each in error.problems] if isinstance(error, RuleError) else [error.problem.code]


@pytest.fixture
def path(tmp_path):
    path = usual_place(tmp_path / "กองทุน.welfare")
    save_review(path, new_review(BOOK, " นางสาวตรวจ ", "สหกรณ์จังหวัด", DAY, b"a" * 16).with_finding(a_finding(0)))
    return path


def test_a_file_begins_without_findings_and_comes_back_as_it_was_kept(path):
    assert path.name == "กองทุน.wreview"
    review = load_review(path)
    assert (review.auditor, review.version, len(review.findings)) == ("นางสาวตรวจ", 0, 1)
    assert refused(new_review, BOOK, " ", "", DAY, b"a" * 16) == ["review.auditor"]


def test_a_file_is_written_whole_or_not_at_all(path, monkeypatch):
    before = path.read_bytes()

    def fails(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reviews.os, "fsync", fails)
    assert refused(save_review, path, load_review(path).with_finding(a_finding(0))) == ["review.unwritable"]
    assert path.read_bytes() == before
    wrong = a_review(auditor="")
    assert refused(save_review, path, wrong) == ["review.auditor"]


def test_a_key_opens_with_its_passphrase_alone(tmp_path):
    path = tmp_path / "กุญแจ.pem"
    fingerprint = make_key(path, WORDS)
    assert fingerprint_of(load_key(path, WORDS).public_key().public_bytes_raw()) == fingerprint
    assert b"ENCRYPTED" in path.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert refused(load_key, path, "another") == ["key.shut"]
    assert refused(load_key, path, "") == ["key.shut"]
    assert refused(make_key, path, WORDS) == ["key.exists"]
    assert refused(make_key, tmp_path / "b.pem", "short") == ["key.passphrase_short"]


def test_what_is_no_key_under_a_passphrase_is_refused(tmp_path):
    path = tmp_path / "k.pem"
    assert refused(load_key, path, WORDS) == ["review.unreadable"]
    open_key = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    another_kind = rsa.generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(WORDS.encode())
    )
    for content, code in (
        (b"", "key.none_there"),
        (open_key, "key.none_there"),
        (another_kind, "key.none_there"),
        (b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nzz\n", "key.shut"),
    ):
        path.write_bytes(content)
        assert refused(load_key, path, WORDS) == [code]


def test_what_is_signed_is_a_version_of_its_own(path):
    out = signed_place(path, 1)
    assert out.name == "กองทุน.1.signed.wreview"
    sign_review(path, KEY, BOOK, DAY, out)
    review, signature = read_review(out.read_bytes())
    assert is_signed(signature.public, signature.signature, signed_bytes(review, signature.public))
    assert (review.version, load_review(path).version, load_review(path).sent) == (1, 1, 1)
    assert refused(load_review, out) == ["review.is_signed"]
    assert refused(sign_review, path, KEY, BOOK, DAY, out) == ["key.exists"]
    second = sign_review(path, KEY, BOOK, DAY, signed_place(path, 2))
    assert second.version == 2


def test_only_the_book_that_was_looked_at_is_signed_for_and_only_with_findings(path, tmp_path):
    other = a_review().book.__class__("other", "อื่น", 0, "", 0, "")
    assert refused(sign_review, path, KEY, other, DAY, tmp_path / "x") == ["review.other_copy"]
    save_review(path, load_review(path).without(1))
    assert refused(sign_review, path, KEY, BOOK, DAY, tmp_path / "x") == ["review.empty"]


def test_the_replies_are_read_beside_the_findings(path, tmp_path):
    review = load_review(path)
    said = Reply(DAY, "นางคำ", "แก้แล้ว", is_done=True, version=1)
    (tmp_path / "r.json").write_text(written_replies("book", [GivenReply(review.id, 1, said)]), encoding="utf-8")
    assert load_replies(tmp_path / "r.json", review) == {1: (said,)}
    (tmp_path / "r.json").write_bytes(signed(a_review()))
    assert refused(load_replies, tmp_path / "r.json", review) == ["review.format"]
