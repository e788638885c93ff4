"""Matching money in the book: whose money counts, what is posted when, and what a reversal undoes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry, journal, reopen
from tests.services.small_fund import a_fund, a_payment, a_refund, balance, pay, refused
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.funds import SPLIT_70_20_10, AllocationPolicy
from welfare_desk.members.privacy import Consent, Purpose
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import contributions, dues, matching
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import add_member, merge_members, record_status
from welfare_desk.services.privacy import record_consents
from welfare_desk.storage import accounts
from welfare_desk.storage import matching as kept
from welfare_desk.welfare.match_rounds import MatchLetter, figures_of
from welfare_desk.welfare.matching import Giver, MatchBasis, MatchProgramme, MatchTerms
from welfare_desk.welfare.plans import Span

EVE, APRIL = date(2025, 9, 30), date(2026, 4, 1)
CUTOFF, TODAY = date(2026, 9, 30), date(2026, 10, 20)
YEAR = Span(date(2025, 10, 1), CUTOFF)
CODI = MatchProgramme("codi", "สมทบจาก พอช.", "CODI match", Giver.STATE, "4201", "1201")
LOCAL = MatchProgramme("sao", "สมทบจาก อบต.", "SAO match", Giver.LOCAL, "4203")
BANK = "1113"


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path, members=("00001", "00002", "00003"))
    matching.keep_programme(fund, CODI, MatchTerms(), APRIL)
    matching.keep_programme(fund, LOCAL, MatchTerms(), APRIL)
    yield fund
    assert [each.id for each in verify_book(fund).results if not each.ok] == []
    fund.book.close()


def letter(baht, number="พอช 12", day=TODAY):
    return MatchLetter(day, Money.baht(baht), number)


def a_round(desk, code="codi", year=2026):
    return matching.open_round(desk, code, year)


def asked(desk, baht=365, code="codi"):
    """Open a round of what one member paid, and ask for it."""
    pay(desk, baht)
    number = a_round(desk, code)
    matching.record_asked(desk, number, letter(baht))
    return number


def listed(desk, number=1):
    """Tell what counts of whom, in satang, or why it does not."""
    found = desk.ask(lambda tx: kept.listed(tx, number))
    return {
        each.number: ", ".join(why.code.partition(".")[2] for why in each.reasons) or each.counted.plain()
        for each in found
    }


def figures(desk, number=1):
    return figures_of(desk.ask(lambda tx: kept.events(tx, number))[number])


# Who is put forward


def test_own_money_for_the_year_counts_and_the_list_is_frozen_with_its_reasons(desk):
    pay(desk, 365)
    pay(desk, 1095, "00002")
    assert a_round(desk) == 1
    assert listed(desk) == {"00001": "365.00", "00002": "365.00", "00003": "not_paid_up, nothing_paid"}
    assert figures(desk).to_ask == Money.baht(730)
    pay(desk, 365, "00003", day=TODAY)
    assert listed(desk)["00003"] == "not_paid_up, nothing_paid"


def test_what_the_fund_paid_or_waived_is_no_own_money(desk):
    dues.pay_by_fund(desk, "00001", YEAR, "welfare", CUTOFF, "3/2569")
    dues.waive(desk, "00002", YEAR, "น้ำท่วม")
    pay(desk, 365, "00003")
    a_round(desk)
    assert listed(desk) == {"00001": "nothing_paid", "00002": "nothing_paid", "00003": "365.00"}


def test_there_is_no_match_on_match(desk):
    """What givers gave, and gifts and grants, change nothing of what may be asked for."""
    pay(desk, 365)
    matching.open_round(desk, "sao", 2026)
    matching.record_asked(desk, 1, letter(365))
    matching.record_receipt(desk, 1, letter(365), BANK)
    post_entry(desk, an_entry("1111 welfare 5,000", "4201 welfare -5,000 00002", day="2026-01-05"))
    number = a_round(desk)
    assert (figures(desk, number).to_ask, listed(desk, number)["00002"]) == (
        Money.baht(365), "not_paid_up, nothing_paid",
    )  # fmt: skip


def test_money_that_came_after_the_cut_off_or_went_back_does_not_count(desk):
    pay(desk, 365)
    receipt = pay(desk, 365, "00002")
    contributions.refund_mistake(desk, receipt, a_refund(365, TODAY, "00002"))
    contributions.record_payment(desk, a_payment(365, "00003", date(2026, 10, 1)))
    a_round(desk)
    assert listed(desk) == {
        "00001": "365.00", "00002": "not_paid_up, nothing_paid", "00003": "not_paid_up, nothing_paid",
    }  # fmt: skip


def test_a_voided_receipt_does_not_count(desk):
    pay(desk, 365)
    contributions.void_receipt(desk, pay(desk, 365, "00002"), TODAY, "ผิดคน")
    a_round(desk)
    assert listed(desk)["00002"] == "not_paid_up, nothing_paid"


def test_money_paid_ahead_counts_for_its_own_year_or_when_it_was_paid(desk):
    pay(desk, 730)
    assert listed(desk, a_round(desk)) == {
        "00001": "365.00", "00002": "not_paid_up, nothing_paid", "00003": "not_paid_up, nothing_paid",
    }  # fmt: skip
    terms = MatchTerms(basis=MatchBasis.PAYMENT, cap=Money.baht(1000), chosen=("basis", "cap"))
    matching.keep_programme(desk, replace(LOCAL, code="paid"), terms, APRIL)
    assert listed(desk, a_round(desk, "paid"))["00001"] == "730.00"


def test_standing_and_years_are_those_of_the_cut_off(desk):
    for number, entry in (("00004", date(2026, 1, 5)), ("00005", None), ("00006", date(2026, 10, 5))):
        add_member(desk, Member(number, "นาย", "ก", "ข", EVE, entry_day=entry, no_id_reason=None))
    for number in ("00001", "00002", "00003", "00004", "00005"):
        pay(desk, 365, number)
    record_status(desk, "00001", StatusChange(date(2026, 9, 1), Status.RESIGNED, "ย้าย"))
    record_status(desk, "00002", StatusChange(date(2026, 10, 5), Status.DEAD))
    a_round(desk)
    found = listed(desk)
    assert found.pop("00003") == "365.00"
    assert found == {"00001": "not_member", "00002": "left", "00004": "too_new", "00005": "unknown"}


def test_who_left_before_the_year_is_no_candidate(desk):
    record_status(desk, "00001", StatusChange(date(2025, 9, 1), Status.RESIGNED, "ย้าย"))
    pay(desk, 365, "00002")
    a_round(desk)
    assert set(listed(desk)) == {"00002", "00003"}


def test_a_person_written_down_twice_stands_in_a_round_once(desk):
    pay(desk, 100)
    pay(desk, 265, "00002")
    merge_members(desk, "00002", "00001", "คนเดียวกัน")
    a_round(desk)
    assert listed(desk) == {"00001": "365.00", "00003": "not_paid_up, nothing_paid"}


def test_what_stands_in_a_round_is_not_put_forward_for_the_same_year_again(desk):
    terms = MatchTerms(paid_up=False, chosen=("paid_up",))
    matching.keep_programme(desk, replace(CODI, code="open"), terms, APRIL)
    pay(desk, 100)
    pay(desk, 365, "00002")
    a_round(desk, "open")
    pay(desk, 265, day=CUTOFF)
    number = a_round(desk, "open")
    assert listed(desk, number) == {"00001": "265.00", "00002": "counted_before", "00003": "nothing_paid"}
    matching.close_round(desk, 1, TODAY)  # it brought nothing, and no longer counts
    assert listed(desk, a_round(desk, "open"))["00002"] == "365.00"


def test_after_the_most_rounds_a_member_rests(desk):
    terms = MatchTerms(most_rounds=1, cap=Money.baht(100), chosen=("most_rounds", "cap"))
    matching.keep_programme(desk, CODI, terms, TODAY)
    pay(desk, 365)
    matching.record_asked(desk, a_round(desk), letter(100))
    matching.record_receipt(desk, 1, letter(100), BANK)
    matching.close_round(desk, 1, TODAY)
    matching.keep_programme(desk, CODI, replace(terms, cap=Money.baht(200)), TODAY)
    assert refused(matching.open_round, desk, "codi", 2026) == ["match.nobody"]


def test_a_round_waits_for_its_cut_off_and_for_a_programme(desk):
    assert refused(matching.open_round, desk, "codi", 2027) == ["match.before_cutoff"]
    assert refused(matching.open_round, desk, "pao", 2026) == ["match.no_programme"]
    assert refused(matching.open_round, desk, "codi", 2026) == ["match.nobody"]
    assert refused(matching.record_asked, desk, 9, letter(5)) == ["match.no_round"]
    wrong = MatchProgramme("", "", "", Giver.STATE, "1101")
    codes = ["match.no_code", "match.no_name", "match.income", "match.rate"]
    assert refused(matching.keep_programme, desk, wrong, MatchTerms(rate=0), TODAY) == codes


def test_a_round_keeps_the_terms_it_was_opened_under(desk):
    pay(desk, 365)
    a_round(desk)
    matching.keep_programme(desk, CODI, MatchTerms(rate=50_00, chosen=("rate",)), TODAY)
    assert a_round_terms(desk, 1) == (100_00, ())
    pay(desk, 365, "00002", day=CUTOFF)
    assert a_round_terms(desk, a_round(desk)) == (50_00, ("rate",))
    assert figures(desk, 2).to_ask == Money.baht("182.50")


def a_round_terms(desk, number):
    terms = desk.ask(kept.rounds)[number].terms
    return terms.rate, terms.chosen


# What is posted


def test_a_round_from_the_letter_to_the_return(tmp_path):
    desk = a_fund(tmp_path, weights=SPLIT_70_20_10)
    matching.keep_programme(desk, CODI, MatchTerms(), APRIL)
    number = asked(desk)
    matching.record_approval(desk, number, letter(300))
    matching.record_receipt(desk, number, letter(100, "งวด 1"), BANK)
    matching.record_receipt(desk, number, letter(150, "งวด 2"), BANK)
    matching.lapse_approval(desk, number, letter(50, "พอช 13"))
    matching.find_excess(desk, number, letter(30, ""))
    assert refused(matching.close_round, desk, number, TODAY) == ["match.to_return"]
    matching.return_excess(desk, number, letter(30, ""), BANK)
    matching.close_round(desk, number, TODAY)
    posted = [" ".join(line.split()) for line in journal(desk).partition("JV6910-0001 ")[2].splitlines()]
    assert posted == [
        "Matching money approved, round 1, letter พอช 12",
        "1201 Matching receivable – CO welfare 300.00",
        "4201 State matching via CODI welfare 300.00",
        "20/10/2569 RV6910-0001 Matching money received, round 1 งวด 1",
        "1113 Bank – state matching ac welfare 100.00",
        "1201 Matching receivable – CO welfare 100.00",
        "20/10/2569 RV6910-0002 Matching money received, round 1 งวด 2",
        "1113 Bank – state matching ac welfare 150.00",
        "1201 Matching receivable – CO welfare 150.00",
        "20/10/2569 JV6910-0002 Approved matching money that will not come, round 1, letter พอช 13",
        "4201 State matching via CODI welfare 50.00",
        "1201 Matching receivable – CO welfare 50.00",
        "20/10/2569 JV6910-0003 Matching money above what was due, round 1",
        "4201 State matching via CODI welfare 30.00",
        "2202 Over-match returnable to welfare 30.00",
        "20/10/2569 PV6910-0001 Matching money given back, round 1",
        "2202 Over-match returnable to welfare 30.00",
        "1113 Bank – state matching ac welfare 30.00",
    ]
    assert [balance(desk, each).plain() for each in ("1201", "2202", BANK, "4201")] == [
        "0.00",
        "0.00",
        "220.00",
        "-220.00",
    ]
    assert figures(desk).is_closed
    assert refused(matching.record_receipt, desk, number, letter(1), BANK) == ["match.closed"]
    reverse_entry(desk, "RV6910-0002", TODAY, "เช็คคืน")
    assert (figures(desk).is_closed, figures(desk).outstanding) == (False, Money.baht(150))
    assert [each.id for each in verify_book(desk).results if not each.ok] == []


def test_income_that_the_policy_splits_waits_and_comes_in_its_funds(desk):
    with desk.book.write() as tx:
        accounts.add_policy(tx, AllocationPolicy(date(2026, 10, 1), SPLIT_70_20_10, ("4101", "4201")))
    number = asked(desk)
    matching.record_approval(desk, number, letter(300))
    matching.record_receipt(desk, number, letter("100.01"), BANK)
    held = desk.ask(lambda tx: kept.moved(tx, number, "1201"))
    assert sum(amount.satang for _fund, amount in held) == 199_99


def test_money_without_an_approval_is_income_and_its_letter_posts_nothing_more(desk):
    number = asked(desk)
    matching.record_receipt(desk, number, letter(100), BANK)
    assert (balance(desk, "4201"), balance(desk, "1201")) == (Money.baht(-100), ZERO)
    assert matching.record_approval(desk, number, letter(100)) is None
    assert (balance(desk, "4201"), balance(desk, "1201")) == (Money.baht(-100), ZERO)
    assert matching.record_approval(desk, number, letter(50, "พอช 14")) is not None
    assert (figures(desk).outstanding, balance(desk, "1201")) == (Money.baht(50), Money.baht(50))


def test_a_programme_without_a_receivable_posts_only_what_comes(desk):
    number = asked(desk, code="sao")
    assert matching.record_approval(desk, number, letter(200)) is None
    assert matching.lapse_approval(desk, number, letter(50)) is None
    assert figures(desk).outstanding == Money.baht(150)
    matching.record_receipt(desk, number, letter(150), "1112")
    assert (balance(desk, "4203"), figures(desk).outstanding) == (Money.baht(-150), ZERO)


def test_a_reversed_entry_undoes_its_step(desk):
    number = asked(desk)
    matching.record_approval(desk, number, letter(300))
    received = matching.record_receipt(desk, number, letter(300), BANK)
    assert figures(desk).outstanding == ZERO
    reverse_entry(desk, received.voucher, TODAY, "ผิดบัญชี")
    assert (figures(desk).received, figures(desk).outstanding) == (ZERO, Money.baht(300))
    matching.record_receipt(desk, number, letter(300), "1111")
    assert balance(desk, "1201") == ZERO


def test_an_approval_that_was_reversed_and_given_again_clears_the_receivable(desk):
    number = asked(desk)
    approved = matching.record_approval(desk, number, letter(300))
    matching.record_receipt(desk, number, letter(300), BANK)
    reverse_entry(desk, approved.voucher, TODAY, "ผิดหนังสือ")
    assert refused(matching.find_excess, desk, number, letter(1)) == ["match.no_income"]
    matching.record_approval(desk, number, letter(300, "พอช 15"))
    assert (balance(desk, "1201"), balance(desk, "4201")) == (ZERO, Money.baht(-300))


def test_steps_are_refused_out_of_order_or_beyond_what_there_is(desk):
    number = asked(desk)
    assert refused(matching.record_asked, desk, number, letter(1)) == ["match.asked"]
    assert refused(matching.record_approval, desk, number, letter(1, " ")) == ["match.no_letter"]
    future = letter(1, day=date(2026, 10, 21))
    assert refused(matching.record_approval, desk, number, future) == ["match.future"]
    assert refused(matching.record_receipt, desk, number, letter(1), "4201") == ["match.account"]
    assert refused(matching.lapse_approval, desk, number, letter(1)) == ["match.too_much"]
    assert refused(matching.return_excess, desk, number, letter(1), BANK) == ["match.too_much"]
    matching.record_approval(desk, number, letter(100))
    assert refused(matching.close_round, desk, number, TODAY) == ["match.outstanding"]


def test_what_lapses_in_a_later_year_is_taken_back_there(desk):
    number = asked(desk)
    matching.record_approval(desk, number, letter(300))
    later = reopen(desk, today="2027-11-05")
    matching.lapse_approval(later, number, letter(300, day=date(2027, 11, 5)))
    assert (balance(later, "1201"), balance(later, "4201")) == (ZERO, ZERO)
    later.book.close()
    reopen(desk).book.close()
    desk.book.close()


def test_a_list_or_a_letter_that_was_altered_is_found(tmp_path):
    fund = a_fund(tmp_path)
    matching.keep_programme(fund, CODI, MatchTerms(), APRIL)
    matching.record_approval(fund, asked(fund), letter(300))
    fund.book.close()
    with closing(sqlite3.connect(fund.book.path, isolation_level=None)) as raw:
        for guard in ("match_members_update", "match_events_update"):
            raw.execute(f"DROP TRIGGER {guard}")
        raw.execute("UPDATE match_members SET counted = counted - 1 WHERE member = '00001'")
        raw.execute("UPDATE match_events SET letter = 'x' WHERE step = 'approved'")
    again = reopen(fund)
    found = next(each.found for each in verify_book(again).results if each.id == "documents")
    assert found == (
        "A document of JV6910-0001 is missing, new, or not as it was sealed.",
        "The list of round 1 of matching money is not as it was frozen.",
    )
    again.book.close()


# What the reports say


def test_the_list_says_who_is_left_out_and_why(desk):
    number = asked(desk)
    matching.record_approval(desk, number, letter(300))
    said = [Consent(Purpose.SHARING, TODAY, given=True, how="ลงชื่อ")]
    report = desk.ask(lambda tx: make_report(tx, "match-round", {"number": "1"}, TODAY))
    assert [row.cells[1:] for row in report.rows if row.cells[0] in (None, "00001")] == [
        ("Put forward", None, None, None),
        ("นายสมชาย00001 ใจดี", Money.baht(365), Money.baht(365), None),
        ("1 member put forward", Money.baht(365), Money.baht(365), None),
        ("Left out", None, None, None),
        ("2 members left out", ZERO, None, None),
    ]
    assert (
        report.rows[-2].cells[4]
        == "Not paid up for all months by the cut-off; Paid no own money for the year by the cut-off"
    )
    assert dict(report.facts) == {
        "Giver": "the state through CODI",
        "May be asked for": "365.00 · 20 Oct 2569",
        "Asked for": "365.00 · 20 Oct 2569 · พอช 12",
        "Approved": "300.00 · 20 Oct 2569 · พอช 12 · JV6910-0001",
        "Still to come": Money.baht(300),
        "State": "money to come",
    }
    assert dict(report.answer)["outstanding_satang"] == 300_00
    assert report.notes[1].startswith("1 member put forward has not agreed")
    record_consents(desk, "00001", said)
    again = desk.ask(lambda tx: make_report(tx, "match-round", {"number": "1"}, TODAY))
    assert len(again.notes) == 1
    assert again.notes[0].startswith("Terms: rate 100.00 per cent (usual) · up to 365.00 baht")


def test_rounds_stand_in_one_list(desk):
    asked(desk)
    matching.record_receipt(desk, 1, letter(65), BANK)
    a_round(desk, "sao")
    report = desk.ask(lambda tx: make_report(tx, "match-rounds", {}, TODAY))
    assert [(row.cells[1], row.cells[5], row.cells[7], row.cells[10]) for row in report.rows] == [
        ("SAO match", ZERO, ZERO, "list made"),
        ("CODI match", Money.baht(365), Money.baht(65), "money received"),
        ("2 rounds", Money.baht(365), Money.baht(65), None),
    ]
    assert refused(desk.ask, lambda tx: make_report(tx, "match-round", {"number": "7"}, TODAY)) == ["match.no_round"]


def test_what_is_paid_in_is_a_receipt_voucher(desk):
    posted = matching.record_receipt(desk, asked(desk), letter(65), BANK)
    assert posted.voucher.startswith(Series.RECEIPT.value)
