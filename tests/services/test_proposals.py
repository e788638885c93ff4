"""What a proposal tells of the fund: kept by the committee, or read from the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, an_entry
from tests.services.rounds import money_of_the_round
from tests.services.small_fund import a_fund, pay, refused
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import matching
from welfare_desk.services.activities import add_activity
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.members import add_member
from welfare_desk.services.periods import close_month
from welfare_desk.services.proposals import keep_proposal_facts
from welfare_desk.storage import matching as rounds
from welfare_desk.storage import proposals
from welfare_desk.welfare.activities import Activity, ActivityKind
from welfare_desk.welfare.matching import Giver, MatchProgramme, MatchTerms

EVE, APRIL, CUTOFF, TODAY = date(2025, 9, 30), date(2026, 4, 1), date(2026, 9, 30), date(2026, 10, 20)
CODI = MatchProgramme("codi", "สมทบจาก พอช.", "CODI match", Giver.STATE, "4201", "1201")


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path)
    girl = Member(
        "00003", "ด.ญ.", "มะลิ", "ใจดี", EVE, village="2", birth_day=date(2015, 1, 1), vulnerable="ผู้พิการ",
        entry_day=date(2020, 1, 1), national_id="1101700230708",
    )  # fmt: skip
    add_member(fund, girl)
    for number in ("00001", "00003"):
        pay(fund, 365, number)
    matching.keep_programme(fund, CODI, MatchTerms(), APRIL)
    matching.open_round(fund, "codi", 2026)
    yield fund
    fund.book.close()


def facts(desk):
    return desk.ask(lambda tx: proposals.facts(tx, rounds.rounds(tx)[1], TODAY))


def report(desk, name, **asked):
    return desk.ask(lambda tx: make_report(tx, name, {"number": "1", **asked}, TODAY))


def test_what_the_committee_tells_is_kept_and_forgotten_again(desk):
    keep_proposal_facts(
        desk, {"founded": "2010-11-01", "recognised": " พอช. 1 ", "tambon_villages": "4", "cover": "20"}
    )
    found = facts(desk)
    assert (found.founded, found.recognised, found.villages_all) == (date(2010, 11, 1), "พอช. 1", 4)
    limits = desk.ask(proposals.limits)
    assert (limits.cover, limits.fund_years, limits.chosen) == (20, 1, ("cover",))
    keep_proposal_facts(desk, {"founded": "", "cover": ""})
    assert (facts(desk).founded, desk.ask(proposals.limits).chosen) == (None, ())


def test_what_is_wrong_is_refused_beside_its_field(desk):
    assert refused(keep_proposal_facts, desk, {"nonsense": "1"}) == ["setting.unknown"]
    assert refused(keep_proposal_facts, desk, {"tambon_villages": "หลาย", "cover": "200"}) == ["match.no_number"]
    assert refused(keep_proposal_facts, desk, {"cover": "200"}) == ["proposal.cover"]
    assert refused(keep_proposal_facts, desk, {"founded": "ปีก่อน"}) == ["day.unread"]
    assert refused(keep_proposal_facts, desk, {"founded": "2027-01-01"}) == ["book.founded_later"]


def test_the_book_s_own_figures_are_read(desk):
    found = facts(desk)
    assert (found.people, found.villages, found.own_money) == (2, 2, Money.baht(730))
    assert (found.groups.young, found.groups.disabled, found.groups.ages_known) == (1, 1, False)
    assert found.last_closed is None
    close_month(desk, date(2025, 10, 1), PIN)
    post_entry(desk, an_entry("1111 welfare 900", "4203 welfare -900", day="2026-05-05"))
    spent = ("5101 welfare 50", "1111 welfare -50"), ("5102 welfare 70", "1111 welfare -70")
    _kept, wrong = (post_entry(desk, an_entry(*each, day="2026-06-01", series=Series.PAYMENT)) for each in spent)
    reverse_entry(desk, wrong.voucher, TODAY, "ลงผิด")
    add_activity(desk, Activity(0, ActivityKind.WELFARE, date(2026, 7, 1), "เยี่ยมไข้", 3))
    found = facts(desk)
    assert found.last_closed == date(2025, 10, 31)
    assert (found.local_money, found.benefits, found.other_welfare) == (
        Money.baht(900), ((1, Money.baht(50)),), 1,
    )  # fmt: skip


def test_the_proposal_shows_each_criterion_with_its_source_and_marks_usual_limits(desk):
    found = report(desk, "match-proposal")
    assert dict(found.answer) == {
        "criterion_1": "unknown", "criterion_2": "not_met", "criterion_3": "not_met", "criterion_4": "not_met",
        "criterion_5": "not_met", "criterion_6": "unknown",
    }  # fmt: skip
    assert "not official" in found.notes[0]
    assert "50 per cent" in found.notes[1]
    assert len(found.signatures) == 6
    assert "730.00 baht" in " ".join(str(row.cells[1]) for row in found.rows)
    keep_proposal_facts(desk, dict.fromkeys(("fund_years", "cover", "basic_types", "books_months"), "1"))
    assert len(report(desk, "match-proposal").notes) == 1


def test_the_annex_hides_id_numbers_and_tells_the_left_out_apart(desk):
    annex = report(desk, "match-annex")
    assert [row.cells[1] for row in annex.rows] == ["00001", "00003", None]
    assert "0070" not in str(annex.rows)
    assert str(annex.rows[1].cells[3]).startswith("x")
    left = report(desk, "match-annex", who="left-out")
    assert [row.cells[1] for row in left.rows] == ["00002", None]
    assert dict(left.facts) == {"not paid up": 1, "nothing paid": 1}


def test_the_letter_says_the_amount_in_words_and_what_is_enclosed(desk):
    said = [row.cells[1] for row in report(desk, "match-letter").rows]
    assert any("730.00 baht (เจ็ดร้อยสามสิบบาทถ้วน)" in each for each in said)
    assert "1. List of members, 2 people" in said
    money_of_the_round(desk, TODAY)
    said = [row.cells[1] for row in report(desk, "match-letter").rows]
    assert said[0] == "สช 1/2569"
    assert any("20.00 baht" in each for each in said)


def test_a_receipt_is_for_money_that_came(desk):
    with pytest.raises(RuleError) as caught:
        report(desk, "match-receipt")
    assert [each.code for each in caught.value.problems] == ["match.nothing_came"]
    money_of_the_round(desk, TODAY)
    found = report(desk, "match-receipt")
    assert found.rows[-1].cells[1] == Money.baht(10)
    voucher = dict(found.facts)["Receipt no."]
    assert report(desk, "match-receipt", paper=voucher).rows == found.rows


def test_a_member_s_rounds_stand_together(desk):
    asked = desk.ask(lambda tx: make_report(tx, "member-matches", {"member": "00003"}, TODAY))
    assert [row.cells[4] for row in asked.rows] == [Money.baht(365), Money.baht(365)]
    left = desk.ask(lambda tx: make_report(tx, "member-matches", {"member": "00002"}, TODAY))
    assert "Paid no own money" in str(left.rows[0].cells[5])


def test_programmes_show_their_terms_and_mark_the_usual_ones(desk):
    matching.keep_programme(desk, replace(CODI, code="x"), MatchTerms(full_years=2, chosen=("full_years",)), APRIL)
    rows = desk.ask(lambda tx: make_report(tx, "match-programmes", {}, TODAY)).rows
    assert [row.cells[8] for row in rows] == ["1 (usual)", "2"]
