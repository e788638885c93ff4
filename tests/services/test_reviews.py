"""The fund takes an auditor's signed findings in, follows them up, and gives its replies back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_book, an_entry, reopen
from tests.reviews import OTHER_KEY, a_finding, a_review, book_of, signed
from tests.services.small_fund import refused
from tests.storage.forgery import unguarded
from welfare_desk.ledger.findings import AuditVerdict, FindingStatus
from welfare_desk.ledger.review_files import read_replies, written_review
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.reviews import (
    find_finding,
    list_findings,
    look_at_review,
    replies_file,
    reply_to_finding,
    reviewed_book,
    take_review,
)
from welfare_desk.storage.book import open_book
from welfare_desk.storage.checks import verify
from welfare_desk.storage.masking import masked


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry())
    yield desk
    desk.book.close()


def review_of(desk, *findings, **given):
    return a_review(*findings, book=book_of(desk), **given)


def statuses(desk):
    return [each.status(desk.today) for each in desk.ask(list_findings)]


def failed(desk):
    return list(verify_book(desk).failed)


def test_findings_are_taken_in_and_followed_up(desk):
    seen = take_review(desk, signed(review_of(desk, a_finding(), a_finding(2, due=None))))
    assert (seen.is_first, seen.is_known, len(seen.review.findings)) == (True, True, 2)
    assert statuses(desk) == [FindingStatus.OVERDUE, FindingStatus.OPEN]
    assert failed(desk) == []


def test_the_state_that_was_looked_at_need_not_be_the_last_one(desk):
    earlier = review_of(desk)
    post_entry(desk, an_entry(day="2026-01-06"))
    assert take_review(desk, signed(earlier)).is_known


def test_a_state_that_the_book_never_had_is_said(desk):
    strange = replace(review_of(desk), book=replace(book_of(desk), entry_seal="ab" * 32))
    assert not take_review(desk, signed(strange)).is_known


def test_a_file_that_is_not_as_it_was_signed_is_refused(desk):
    content = signed(review_of(desk))
    assert refused(take_review, desk, content.replace(b"365", b"366")) == ["review.changed"]
    assert refused(take_review, desk, written_review(review_of(desk)).encode()) == ["review.unsigned"]
    assert refused(take_review, desk, b"nothing") == ["review.damaged"]
    assert desk.ask(list_findings) == []


def test_a_file_of_another_book_is_refused(desk):
    assert refused(take_review, desk, signed(a_review())) == ["review.other_book"]


def test_a_file_is_taken_in_once_and_no_older_one_after_it(desk):
    first, second = signed(review_of(desk)), signed(review_of(desk, version=2))
    take_review(desk, second)
    assert refused(take_review, desk, second) == ["review.taken"]
    assert refused(take_review, desk, first) == ["review.taken"]


def test_another_key_does_not_go_on_with_a_review(desk):
    take_review(desk, signed(review_of(desk)))
    assert refused(take_review, desk, signed(review_of(desk, version=2), OTHER_KEY)) == ["review.other_key"]
    other = review_of(desk, id="cd" * 16)
    assert desk.ask(lambda tx: look_at_review(tx, signed(other))).is_first is False


def test_a_newer_version_changes_findings_and_adds_others_and_nothing_is_forgotten(desk):
    take_review(desk, signed(review_of(desk)))
    reply_to_finding(desk, 1, "ลงชื่อแล้ว", is_done=True)
    mended = a_finding(verdict=AuditVerdict.MENDED, resolution="เห็นแล้ว", followed_up=date(2026, 4, 2))
    take_review(desk, signed(review_of(desk, mended, a_finding(2), version=2)))
    first = desk.ask(lambda tx: find_finding(tx, 1))
    assert [each.verdict for _version, each in first.versions] == [AuditVerdict.OPEN, AuditVerdict.MENDED]
    assert statuses(desk) == [FindingStatus.MENDED, FindingStatus.OVERDUE]
    assert refused(reply_to_finding, desk, 1, "อีก") == ["finding.settled"]
    take_review(desk, signed(review_of(desk, a_finding(2), version=3)))  # the first is left out: it stays
    assert statuses(desk) == [FindingStatus.MENDED, FindingStatus.OVERDUE]
    assert failed(desk) == []


def test_numbers_of_two_auditors_do_not_meet(desk):
    take_review(desk, signed(review_of(desk)))
    take_review(desk, signed(review_of(desk, a_finding(found="อื่น"), id="cd" * 16), OTHER_KEY))
    assert [(each.number, each.finding.number) for each in desk.ask(list_findings)] == [(1, 1), (2, 1)]


def test_a_reply_has_its_day_and_its_words(desk):
    take_review(desk, signed(review_of(desk)))
    assert reply_to_finding(desk, 1, " จะลงชื่อ ").status(desk.today) is FindingStatus.OVERDUE
    answered = reply_to_finding(desk, 1, "ลงชื่อแล้ว", is_done=True)
    assert answered.status(desk.today) is FindingStatus.ANSWERED
    assert [(each.day, each.words) for each in answered.replies] == [
        (desk.today, "จะลงชื่อ"),
        (desk.today, "ลงชื่อแล้ว"),
    ]
    assert refused(reply_to_finding, desk, 1, " ") == ["reply.words"]
    assert refused(reply_to_finding, desk, 9, "x") == ["finding.unknown"]


def test_the_replies_go_back_to_the_auditor(desk):
    review = review_of(desk)
    take_review(desk, signed(review))
    reply_to_finding(desk, 1, "ลงชื่อแล้ว", is_done=True)
    content = desk.ask(replies_file)
    assert [each.words for each in read_replies(content.encode(), review)[1]] == ["ลงชื่อแล้ว"]


def test_a_finding_stands_beside_its_voucher(desk):
    take_review(desk, signed(review_of(desk)))
    paper = desk.ask(lambda tx: make_report(tx, "entry", {"voucher": "RV6901-0001"}, desk.today))
    beside = [value for _label, value in paper.facts if str(value).startswith("1 · ")]
    assert len(beside) == 1
    assert beside[0].endswith("ไม่มีลายเซ็นผู้รับเงิน")


def test_nothing_is_written_into_the_copy_that_an_auditor_looks_at(desk):
    desk.book.close()
    before = {each.name: each.read_bytes() for each in desk.book.path.parent.iterdir()}
    stands = reviewed_book(desk.book.path)
    assert {each.name: each.read_bytes() for each in desk.book.path.parent.iterdir()} == before
    again = reopen(desk)
    assert book_of(again) == stands
    again.book.close()


@pytest.mark.parametrize("names", [False, True])
def test_every_check_holds_in_what_people_outside_see(desk, names):
    take_review(desk, signed(review_of(desk)))
    reply_to_finding(desk, 1, "จะแก้")
    with open_book(desk.book.path, writes=False, lens=masked(names=names)) as seen, seen.read() as tx:
        assert list(verify(tx).failed) == []
        assert make_report(tx, "findings", {}, desk.today).rows


LIES = (
    "UPDATE review_files SET auditor = 'x'",
    "UPDATE review_files SET content = replace(content, '365', '366')",
    "UPDATE review_files SET fingerprint = 'x'",
    "DELETE FROM review_files WHERE id = 2",
    "UPDATE finding_versions SET severity = 'low' WHERE finding_id = 1",
    "UPDATE finding_versions SET verdict = 'mended'",
    "DELETE FROM finding_versions WHERE finding_id = 1",
    (
        "INSERT INTO finding_versions SELECT 2, 1, kind, subject, found, effect, amount, recommendation, severity, "
        "due_day, verdict, resolution, followed_day FROM finding_versions WHERE finding_id = 1 AND file_id = 1"
    ),
    "INSERT INTO findings VALUES (9, 'x', 1)",
    "UPDATE findings SET review = 'x' WHERE id = 1",
    "UPDATE finding_replies SET words = 'x'",
    "UPDATE finding_replies SET done = 1",
    "DELETE FROM finding_replies",
    "INSERT INTO finding_replies SELECT finding_id, 2, file_id, day, words, 1, made_by, made_at FROM finding_replies",
)


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_about_a_finding_is_found(tmp_path, lie):
    desk = a_book(tmp_path)
    take_review(desk, signed(review_of(desk)))
    take_review(desk, signed(review_of(desk, a_finding(), a_finding(2), version=2)))
    reply_to_finding(desk, 1, "จะแก้")
    assert failed(desk) == []
    desk.book.close()
    with unguarded(desk.book.path) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        assert raw.execute(lie).rowcount
    again = reopen(desk)
    assert "findings" in failed(again)
    again.book.close()


def test_the_trail_knows_what_was_taken_in_and_said(desk):
    take_review(desk, signed(review_of(desk)))
    reply_to_finding(desk, 1, "จะแก้")
    with desk.book.read() as tx:
        kept = tx.exec_driver_sql("SELECT action, details FROM audit ORDER BY id DESC LIMIT 2").all()
    assert [action for action, _details in kept] == ["finding.answered", "review.taken"]
    assert all(json.loads(details)["hash"] for _action, details in kept)
