"""A review keeps its numbers: what was signed stays, and a number is never given twice."""

from dataclasses import replace
from datetime import date

import pytest

from tests.reviews import BOOK, a_finding, a_review
from welfare_desk.errors import RuleError
from welfare_desk.ledger import reviews
from welfare_desk.ledger.findings import LONGEST


def codes(review):
    return [each.code for each in review.problems()]


def refused(act, *given):
    with pytest.raises(RuleError) as caught:
        act(*given)
    return [each.code for each in caught.value.problems]


def test_what_is_wrong_with_a_review_is_said(monkeypatch):
    assert codes(a_review()) == []
    assert codes(a_review(auditor=" ")) == ["review.auditor"]
    assert codes(a_review(version=-1)) == ["review.version"]
    assert codes(a_review(organisation="ก" * (LONGEST + 1))) == ["review.long"]
    assert codes(a_review(a_finding(), a_finding())) == ["review.twice"]
    assert codes(a_review(last_number=0)) == ["review.last"]
    assert codes(a_review(a_finding(found=""))) == ["finding.found"]
    assert codes(replace(a_review(), findings=(), last_number=0)) == []
    monkeypatch.setattr(reviews, "MOST_FINDINGS", 0)
    assert codes(a_review()) == ["review.most"]


def test_a_new_finding_gets_a_number_that_was_never_given():
    review = a_review(sent=0).with_finding(a_finding(0, found="สอง"))
    assert [each.number for each in review.findings] == [1, 2]
    again = review.without(2).with_finding(a_finding(0, found="สาม"))
    assert [(each.number, each.found) for each in again.findings][1:] == [(3, "สาม")]


def test_a_finding_takes_the_place_of_the_one_with_its_number():
    review = a_review(a_finding(1), a_finding(2)).with_finding(a_finding(1, found="อื่น"))
    assert [each.found for each in review.findings] == ["อื่น", a_finding().found]
    assert refused(review.with_finding, a_finding(9)) == ["finding.unknown"]
    assert refused(review.with_finding, a_finding(1, found="")) == ["finding.found"]


def test_what_was_signed_is_settled_and_not_taken_out():
    review = a_review(sent=1)
    assert refused(review.without, 1) == ["finding.sent"]
    assert refused(review.without, 9) == ["finding.unknown"]


def test_the_next_version_speaks_of_the_state_that_was_looked_at():
    book = replace(BOOK, entries=9)
    signed = a_review(sent=0).next_version(book, date(2026, 2, 1))
    assert (signed.version, signed.book, signed.written, signed.sent) == (2, book, date(2026, 2, 1), 1)
