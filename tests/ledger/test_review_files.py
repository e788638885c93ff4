"""The auditor's file says what she signed, byte for byte; whatever else comes is refused in words."""

import json
from datetime import date

import pytest

from tests.reviews import KEY, a_finding, a_review, signed
from welfare_desk.errors import RuleError
from welfare_desk.ledger.findings import AuditVerdict, Reply, SubjectKind
from welfare_desk.ledger.review_files import (
    LARGEST,
    GivenReply,
    read_replies,
    read_review,
    signed_bytes,
    written_replies,
    written_review,
)
from welfare_desk.storage.signing import is_signed

REVIEW = a_review(
    a_finding(),
    a_finding(
        2,
        kind=SubjectKind.WHOLE,
        subject="",
        amount=None,
        due=None,
        verdict=AuditVerdict.ACCEPTED,
        resolution="อธิบายแล้ว\nครบ",
        followed_up=date(2026, 1, 20),
    ),
)
REPLY = GivenReply(REVIEW.id, 1, Reply(date(2026, 1, 18), "นางคำ", "แก้แล้ว", is_done=True, version=1))


def refused(act, *given):
    with pytest.raises(RuleError) as caught:
        act(*given)
    return [each.code for each in caught.value.problems]


def changed(**given):
    return json.dumps(json.loads(written_review(REVIEW)) | given).encode()


def test_a_review_comes_back_as_it_was_written():
    assert read_review(written_review(REVIEW).encode()) == (REVIEW, None)
    review, signature = read_review(signed(REVIEW))
    assert review == REVIEW
    KEY.public_key().verify(signature.signature, signed_bytes(review, signature.public))


def test_what_is_not_signed_may_be_laid_out_in_any_way():
    assert read_review(changed())[0] == REVIEW


def holds(content):
    """Tell whether a file is read, and its signature is that of its own words."""
    try:
        review, signature = read_review(content)
    except RuleError:
        return False
    return signature is not None and is_signed(
        signature.public, signature.signature, signed_bytes(review, signature.public)
    )


@pytest.mark.parametrize("at", range(0, len(signed(REVIEW)), 7))
def test_any_other_byte_of_a_signed_file_is_found(at):
    content = bytearray(signed(REVIEW))
    assert holds(bytes(content))
    content[at] ^= 1
    assert not holds(bytes(content))


@pytest.mark.parametrize("content", [signed(REVIEW) + b" ", signed(REVIEW).replace(b"\n", b"\r\n")])
def test_a_signed_file_that_was_saved_anew_was_changed(content):
    assert refused(read_review, content) == ["review.changed"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "review.damaged"),
        (b"\xff\xfe", "review.damaged"),
        (b"[" * 100_000, "review.damaged"),
        (b'{"a": 1, "a": 2}', "review.damaged"),
        (b'{"format": "\\ud800"}', "review.damaged"),
        (b"[]", "review.format"),
        (b"{}", "review.format"),
        (b'{"format": "welfare-desk review 1"}', "review.damaged"),
        (b" " * (LARGEST + 1), "review.large"),
        (changed(version="1"), "review.damaged"),
        (changed(version=True), "review.damaged"),
        (changed(version=1 << 63), "review.damaged"),
        (changed(auditor=5), "review.damaged"),
        (changed(auditor="a\x00b"), "review.damaged"),
        (changed(auditor=""), "review.auditor"),
        (changed(written="tomorrow"), "review.damaged"),
        (changed(book=[]), "review.damaged"),
        (changed(findings={}), "review.damaged"),
        (changed(findings=[5]), "review.damaged"),
        (changed(findings=[{}]), "review.damaged"),
        (changed(signature="zz", public_key="zz"), "review.damaged"),
        (changed(signature="00"), "review.damaged"),
        (changed(signature="00", public_key="00"), "review.changed"),
    ],
)
def test_what_is_no_review_is_refused_in_words(content, code):
    assert refused(read_review, content) == [code]


def test_an_unknown_kind_is_no_finding():
    kept = json.loads(written_review(REVIEW))
    kept["findings"][0]["kind"] = "weather"
    assert refused(read_review, json.dumps(kept).encode()) == ["review.damaged"]


def test_replies_reach_the_findings_that_they_are_for():
    other = GivenReply("other", 1, REPLY.reply)
    text = written_replies(REVIEW.book.id, [REPLY, other, REPLY]).encode()
    assert read_replies(text, REVIEW) == {1: (REPLY.reply, REPLY.reply)}


def test_replies_of_another_book_or_none_at_all_are_refused():
    assert refused(read_replies, written_replies("other", [REPLY]).encode(), REVIEW) == ["replies.other_book"]
    assert refused(read_replies, written_review(REVIEW).encode(), REVIEW) == ["review.format"]
    text = written_replies(REVIEW.book.id, [REPLY]).replace("true", "1").encode()
    assert refused(read_replies, text, REVIEW) == ["review.damaged"]
