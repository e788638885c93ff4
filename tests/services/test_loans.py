"""The life of a loan at the desk, from the application to the last baht or beyond it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from tests.services.lending import LENT, a_lender, an_application, approved, lend
from welfare_desk.coop.loan_contracts import SUIT_ENDED, ApplicationStep, LoanDecision
from welfare_desk.coop.loan_defaults import ORDINARY
from welfare_desk.coop.loan_terms import Method
from welfare_desk.coop.loans import position
from welfare_desk.coop.standings import BROKEN, LOST, SUED
from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.services.bad_loans import (
    LoanPaper,
    mark_loan,
    recover,
    send_notice,
    sue,
    waive,
    write_off_loan,
)
from welfare_desk.services.books import BookKind
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.guarantors import add_collateral, add_guarantor, free_collateral, release_guarantor
from welfare_desk.services.lending import Contracting, PayingOut, contract_loan, pay_out_loan
from welfare_desk.services.loan_applications import apply_for_loan, decide_application, reasons
from welfare_desk.services.loan_changes import (
    Rescheduling,
    ToppingUp,
    Waiting,
    give_moratorium,
    reschedule_loan,
    top_up_loan,
)
from welfare_desk.services.loan_products import keep_loan_product
from welfare_desk.services.loans import Repaying, accrue_interest, owed_on, repay
from welfare_desk.services.members import record_status
from welfare_desk.storage import coop_products, holdings, loan_contracts, loan_facts, loan_papers, loans
from welfare_desk.storage.checks import verify

NOV, DEC, JAN, FEB, MARCH = (date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28),
                             date(2026, 3, 31))  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    with (made := a_lender(tmp_path)).book:
        yield made
        if not made.book.is_writing:
            assert made.ask(holdings.control_differences) == {}
            assert made.ask(verify).ok, made.ask(verify).problems


def refused(act, *given):
    with pytest.raises(RuleError) as error:
        act(*given)
    return [each.code for each in error.value.problems]


def lines(desk, voucher):
    """Give the lines of a voucher: account and signed amount."""
    asked = (
        "SELECT p.account, p.amount FROM postings p JOIN entries e ON e.id = p.entry_id WHERE e.voucher = ? "
        "ORDER BY p.line"
    )
    found = desk.ask(lambda tx: tx.exec_driver_sql(asked, (voucher,)).all())
    return [(account, Money(satang).text()) for account, satang in found]


def kept(desk, contract):
    return desk.ask(lambda tx: loan_contracts.loan(tx, contract))


def at(desk, contract, day):
    return position(kept(desk, contract).history, day)


def standing(desk, contract, day):
    return next(each for each in desk.ask(lambda tx: loans.standings(tx, day)) if each.contract == contract)


def paid(day, *amounts, account="11110"):
    return Repaying(
        day, account, tuple((contract, None if baht is None else Money.baht(baht)) for contract, baht in amounts)
    )


# Applications


def test_an_application_is_taken_in_with_all_that_must_be_said(desk):
    assert apply_for_loan(desk, an_application()) == 1
    assert refused(apply_for_loan, desk, an_application(purpose="", baht=0)) == ["payment.no_amount", "loan.no_purpose"]
    assert refused(apply_for_loan, desk, an_application(member="99999", product="none", day=date(2027, 1, 1))) == [
        "match.future", "loan.no_product", "loan.no_member",
    ]  # fmt: skip


def test_what_speaks_against_it_is_told_and_the_committee_decides(desk):
    asked = an_application(baht=300_000, guarantors=("00002",))
    found = desk.ask(lambda tx: reasons(tx, asked))
    assert [each.code for each in found.against] == ["loan.capacity", "loan.guarantors"]
    number = apply_for_loan(desk, asked)
    decide_application(desk, number, LoanDecision(LENT, ApplicationStep.APPROVED, "มติ 2", Money.baht(9_000), 10))
    found = desk.ask(lambda tx: loan_papers.applications(tx, number))[number]
    assert (found.step, found.amount, found.instalments) == (ApplicationStep.APPROVED, Money.baht(9_000), 10)


def test_what_the_law_forbids_is_not_approved(desk):
    record_status(desk, "00004", StatusChange(date(2025, 10, 2), Status.RESIGNED, "ย้าย"))
    number = apply_for_loan(desk, an_application(member="00004"))
    yes = LoanDecision(LENT, ApplicationStep.APPROVED, "มติ")
    assert refused(decide_application, desk, number, yes) == ["loan.not_member"]
    decide_application(desk, number, LoanDecision(LENT, ApplicationStep.DECLINED, "ไม่เป็นสมาชิก"))
    assert refused(decide_application, desk, number, yes) == ["loan.decided"]
    assert refused(decide_application, desk, 99, yes) == ["loan.no_application"]
    later = replace(yes, day=date(2027, 1, 1))
    assert "match.future" in refused(decide_application, desk, apply_for_loan(desk, an_application()), later)


# Contract and paying out


def test_an_approved_application_becomes_a_contract_with_its_schedule_and_guarantors(desk):
    number = approved(desk, collateral=Money.baht(5_000))
    assert contract_loan(desk, Contracting(number, LENT)) == "1/2568"
    loan = kept(desk, "1/2568")
    assert (loan.member, loan.contract.amount, loan.state.value) == ("00001", Money.baht(12_000), Money.baht(5_000))
    assert len(loan.history.versions[0].rows) == 12
    held = desk.ask(lambda tx: loan_papers.guarantees(tx, loan.holding.id))[loan.holding.id]
    assert [each.member for each in held] == ["00002", "00003"]
    assert refused(contract_loan, desk, Contracting(number, LENT)) == ["loan.not_approved"]


def test_a_contract_keeps_to_its_approval_and_numbers_are_used_once(desk):
    contract_loan(desk, Contracting(approved(desk), LENT, "ส.1"))
    number = approved(desk)
    assert refused(contract_loan, desk, Contracting(number, date(2025, 10, 30), "ส.1")) == [
        "loan.contract_before", "loan.number",
    ]  # fmt: skip
    own = Contracting(number, LENT, rate=50_000, first_due=date(2026, 1, 31))
    contract = contract_loan(desk, own)
    terms = kept(desk, contract).history.versions[0].terms
    assert (terms.rate, terms.first_due) == (50_000, date(2026, 1, 31))


def test_a_loan_is_paid_out_and_owed_from_that_day(desk):
    contract = lend(desk)
    assert at(desk, contract, LENT).owed.total == Money.baht(12_000)
    assert at(desk, contract, NOV).owed.interest == Money.baht("59.18")  # 12,000 × 6 % × 30/365
    assert refused(pay_out_loan, desk, PayingOut(contract, LENT, "11110")) == ["loan.paid_out"]


def test_paid_out_on_a_later_day_the_schedule_follows(desk):
    contract = contract_loan(desk, Contracting(approved(desk), LENT))
    assert refused(pay_out_loan, desk, PayingOut(contract, date(2025, 10, 1), "41010")) == [
        "match.account", "loan.out_before",
    ]  # fmt: skip
    pay_out_loan(desk, PayingOut(contract, date(2025, 11, 10), "11110"))
    version = kept(desk, contract).history.version(date(2025, 11, 10))
    assert version.terms.start == date(2025, 11, 10)
    assert version.dues[0] == DEC


def test_fee_shares_and_an_old_loan_are_kept_back(desk):
    keep_loan_product(desk, replace(ORDINARY, fee=Money.baht(50)), date(2025, 10, 1))
    old = lend(desk, baht=3_000)
    new = contract_loan(desk, Contracting(approved(desk, day=NOV), NOV))
    asked = PayingOut(new, NOV, "11110", shares=Money.baht(500), settles=(old,))
    assert refused(pay_out_loan, desk, replace(asked, shares=Money.baht(505))) == ["share.whole"]
    posted = pay_out_loan(desk, asked)
    assert lines(desk, posted.voucher) == [
        ("11533", "12,000.00"), ("42090", "-50.00"), ("31000", "-500.00"), ("11533", "-3,000.00"),
        ("41010", "-14.79"), ("11110", "-8,435.21"),
    ]  # fmt: skip
    assert at(desk, old, NOV).owed.total == ZERO
    assert desk.ask(lambda tx: loan_facts.shares_of(tx, "00001", NOV)) == Money.baht(500)
    assert refused(pay_out_loan, desk, PayingOut(old, NOV, "11110")) == ["loan.paid_out"]


def test_a_kind_of_loan_gets_later_versions_and_an_account_of_its_own(desk):
    keep_loan_product(desk, ORDINARY, NOV)
    assert refused(keep_loan_product, desk, ORDINARY, NOV) == ["product.version_day"]
    for account in ("11110", "11541", "11591"):  # cash, accrued interest, the allowance
        assert refused(keep_loan_product, desk, replace(ORDINARY, account=account), DEC) == ["product.account_taken"]
    keep_loan_product(desk, replace(ORDINARY, account="11538"), DEC)
    assert desk.ask(lambda tx: coop_products.days(tx, "loan")) == {"ordinary": (NOV, DEC)}


def test_more_is_never_kept_back_than_is_lent(desk):
    old = lend(desk)
    new = contract_loan(desk, Contracting(approved(desk, baht=1_000), LENT))
    assert refused(pay_out_loan, desk, PayingOut(new, LENT, "11110", settles=(old,))) == ["loan.deductions"]
    repay(desk, paid(LENT, (old, None)))
    assert refused(pay_out_loan, desk, PayingOut(new, LENT, "11110", settles=(old,))) == ["loan.settled"]


# Repaying


def test_a_repayment_goes_to_interest_first_and_a_reversal_takes_it_back(desk):
    contract = lend(desk)
    posted = repay(desk, paid(NOV, (contract, 1_040)))
    assert lines(desk, posted.voucher) == [("11110", "1,040.00"), ("11533", "-980.82"), ("41010", "-59.18")]
    assert at(desk, contract, NOV).owed.principal == Money.baht("11019.18")
    reverse_entry(desk, posted.voucher, NOV, "ผิดคน")
    assert at(desk, contract, NOV).owed.total == Money.baht("12059.18")
    assert desk.ask(lambda tx: loans.interest_paid(tx, LENT, MARCH)) == {}


def test_one_receipt_serves_more_than_one_contract_and_settles(desk):
    one, other = lend(desk), lend(desk, product="emergency", baht=1_000, guarantors=())
    posted = repay(desk, paid(NOV, (one, 500), (other, None)))
    assert lines(desk, posted.voucher)[0] == ("11110", "1,504.93")
    assert at(desk, other, MARCH).owed.total == ZERO
    assert desk.ask(lambda tx: loans.interest_paid(tx, LENT, MARCH)) == {"00001": Money.baht("64.11")}


def test_what_cannot_be_taken_is_said_at_once(desk):
    contract = lend(desk)
    assert refused(repay, desk, paid(NOV, (contract, 99_999))) == ["loan.too_much"]
    assert refused(repay, desk, paid(NOV, ("9/2568", 1))) == ["loan.unknown"]
    assert refused(repay, desk, paid(date(2027, 1, 1), account="41010")) == [
        "match.future", "match.account", "loan.nothing_paid",
    ]  # fmt: skip
    assert desk.ask(lambda tx: owed_on(tx, contract, NOV)).total == Money.baht("12059.18")


# Interest of a month


def test_a_month_is_accrued_for_all_loans_in_one_entry_and_only_once(desk):
    one, other = lend(desk), lend(desk, member="00004")
    posted = accrue_interest(desk, NOV)
    assert lines(desk, posted.voucher) == [("11541", "118.36"), ("41010", "-118.36")]
    assert refused(accrue_interest, desk, NOV) == ["loan.nothing_accrued"]
    again = repay(desk, paid(date(2025, 12, 10), (one, 1_000)))
    assert lines(desk, again.voucher) == [
        ("11110", "1,000.00"), ("11533", "-921.10"), ("11541", "-59.18"), ("41010", "-19.72"),
    ]  # fmt: skip
    accrue_interest(desk, DEC)
    assert standing(desk, other, DEC).interest == Money.baht("120.33")
    assert refused(accrue_interest, desk, date(2026, 5, 1)) == ["match.future"]


def test_after_more_than_three_missed_instalments_interest_is_income_when_it_comes(desk):
    contract = lend(desk, day=date(2025, 10, 1))
    for month in (date(2025, 10, 1), NOV, DEC, JAN):
        accrue_interest(desk, month)
    assert standing(desk, contract, FEB).missed == 3  # the end of November, December, January
    assert standing(desk, contract, MARCH).missed == 4
    assert refused(accrue_interest, desk, MARCH) == ["loan.nothing_accrued"]
    posted = repay(desk, paid(MARCH, (contract, 300)))
    assert lines(desk, posted.voucher) == [("11110", "300.00"), ("11541", "-240.66"), ("41010", "-59.34")]


# New terms


def test_a_loan_is_rescheduled_and_the_flag_says_when_that_is_broken(desk):
    contract = lend(desk)
    asked = Rescheduling(contract, FEB, 24, "มติ 5", rate=40_000, method=Method.EQUAL_PRINCIPAL, grace=1)
    reschedule_loan(desk, asked)
    version = kept(desk, contract).history.version(FEB)
    assert (version.terms.principal, version.terms.carried) == (Money.baht(12_000), Money.baht("236.71"))
    assert version.rows[0].principal == ZERO
    assert standing(desk, contract, MARCH).missed == 0
    assert not standing(desk, contract, MARCH).flags
    desk = replace(desk, today=date(2026, 6, 1))
    assert BROKEN in standing(desk, contract, date(2026, 5, 1)).flags
    assert refused(reschedule_loan, desk, replace(asked, day=NOV, words=" ", instalments=0)) == [
        "loan.no_resolution", "loan.terms_later", "loan.instalments", "loan.grace",
    ]  # fmt: skip


def test_in_a_moratorium_nothing_falls_due(desk):
    contract = lend(desk)
    assert refused(give_moratorium, desk, Waiting(contract, NOV, 0, "มติ")) == ["loan.wait"]
    give_moratorium(desk, Waiting(contract, date(2025, 11, 10), 3, "มติ 6"))
    assert at(desk, contract, FEB).unmet == ()
    assert at(desk, contract, FEB).owed.interest == Money.baht("236.71")
    assert len(kept(desk, contract).history.version(FEB).rows) == 15


def test_a_moratorium_may_stop_interest_too(desk):
    contract = lend(desk)
    give_moratorium(desk, Waiting(contract, date(2025, 11, 10), 2, "มติ 6", with_interest=False))
    before, after = at(desk, contract, DEC).owed.interest, at(desk, contract, JAN).owed.interest
    assert (before, after) == (Money.baht("19.73"), Money.baht("19.73"))
    assert at(desk, contract, FEB).owed.interest > after
    assert at(desk, contract, date(2026, 2, 1)).unmet == ()


def test_more_is_lent_on_a_contract(desk):
    contract = lend(desk)
    repay(desk, paid(NOV, (contract, "3059.18")))
    asked = ToppingUp(contract, NOV, "11110", Money.baht(1_000), 24, "มติ 7")
    assert refused(top_up_loan, desk, replace(asked, amount=ZERO, account="1")) == [
        "match.account",
        "payment.no_amount",
    ]
    top_up_loan(desk, asked)
    assert at(desk, contract, NOV).owed.principal == Money.baht(10_000)
    assert kept(desk, contract).history.version(NOV).terms.principal == Money.baht(10_000)
    repay(desk, paid(NOV, (contract, None)))
    assert refused(top_up_loan, desk, asked) == ["loan.settled"]


# What goes wrong


def test_notices_follow_one_another(desk):
    contract = lend(desk)
    paper = LoanPaper(contract, DEC, "จดหมาย 1")
    assert refused(send_notice, desk, replace(paper, day=NOV), 1) == ["loan.nothing_missed"]
    send_notice(desk, paper, 1)
    assert refused(send_notice, desk, paper, 3) == ["loan.notice"]
    assert kept(desk, contract).state.notices == ((1, DEC),)


def test_a_loan_goes_to_court_and_its_money_still_finds_it(desk):
    contract = lend(desk)
    paper = LoanPaper(contract, MARCH, "ผบ. 12/2569")
    sue(desk, paper)
    assert refused(sue, desk, paper) == ["loan.sued"]
    assert standing(desk, contract, MARCH).flags == {SUED}
    posted = repay(desk, paid(MARCH, (contract, 1_000)))
    assert lines(desk, posted.voucher)[1][0] == "11580"
    mark_loan(desk, paper, SUIT_ENDED)
    mark_loan(desk, paper, LOST)
    assert standing(desk, contract, MARCH).flags == {LOST}
    assert refused(mark_loan, desk, paper, "other") == ["loan.mark"]
    assert refused(mark_loan, desk, replace(paper, words=""), LOST) == ["loan.no_resolution"]


def test_interest_is_waived_on_the_books_and_beside_them(desk):
    contract = lend(desk)
    accrue_interest(desk, NOV)
    paper = LoanPaper(contract, DEC, "มติ 8")
    assert refused(waive, desk, paper, Money.baht(999), ZERO) == ["loan.waived"]
    assert refused(waive, desk, paper, ZERO, ZERO) == ["payment.no_amount"]
    posted = waive(desk, paper, Money.baht(100), ZERO)
    assert lines(desk, posted.voucher) == [("41010", "59.18"), ("11541", "-59.18")]
    assert at(desk, contract, DEC).owed.interest == Money.baht("20.33")
    assert waive(desk, paper, Money.baht("20.33"), ZERO) is None
    assert at(desk, contract, DEC).owed.interest == ZERO


def test_a_loan_is_written_off_and_what_comes_later_is_income(desk):
    contract = lend(desk)
    accrue_interest(desk, NOV)
    post_entry(desk, an_entry("52060 general 10,000", "11591 general -10,000", day="2026-03-30", series=Series.GENERAL))
    assert refused(recover, desk, contract, ZERO, "11110", MARCH) == ["payment.no_amount", "loan.not_written_off"]
    posted = write_off_loan(desk, LoanPaper(contract, MARCH, "มติ 9"))
    assert lines(desk, posted.voucher) == [
        ("11591", "10,000.00"), ("52060", "2,000.00"), ("11533", "-12,000.00"), ("52060", "59.18"), ("11541", "-59.18"),
    ]  # fmt: skip
    assert [each for each in desk.ask(lambda tx: loans.standings(tx, MARCH)) if each.contract == contract] == []
    assert refused(write_off_loan, desk, LoanPaper(contract, MARCH, "มติ 9")) == ["loan.settled"]
    back = recover(desk, contract, Money.baht(300), "11110", MARCH)
    assert lines(desk, back.voucher) == [("11110", "300.00"), ("42090", "-300.00")]


# Who stands for it


def test_guarantors_are_seen_before_one_of_them_leaves(desk):
    contract = lend(desk)
    found = desk.ask(lambda tx: loans.commitments(tx, "00002"))
    assert [(each.contract, each.borrower, each.principal) for each in found] == [
        (contract, "00001", Money.baht(12_000)),
    ]  # fmt: skip
    paper = LoanPaper(contract, NOV, "ลาออก")
    assert refused(release_guarantor, desk, paper, "00004") == ["loan.no_guarantor"]
    assert refused(release_guarantor, desk, replace(paper, words=""), "00002", "00001") == [
        "loan.no_resolution", "loan.own_guarantor",
    ]  # fmt: skip
    release_guarantor(desk, paper, "00002", "00004")
    assert desk.ask(lambda tx: loans.commitments(tx, "00002")) == []
    assert len(desk.ask(lambda tx: loans.commitments(tx, "00004"))) == 1
    assert refused(add_guarantor, desk, contract, "00003", NOV, ZERO) == ["loan.same_guarantor", "payment.no_amount"]
    assert refused(add_guarantor, desk, contract, "77777", NOV) == ["loan.no_member"]
    add_guarantor(desk, contract, "00002", NOV, Money.baht(5_000))
    repay(desk, paid(NOV, (contract, None)))
    assert desk.ask(lambda tx: loans.commitments(tx, "00004")) == []


def test_collateral_counts_until_it_is_given_back(desk):
    contract = lend(desk)
    paper = LoanPaper(contract, NOV, "โฉนดเลขที่ 1")
    assert refused(add_collateral, desk, replace(paper, words=""), "land", ZERO) == [
        "payment.no_amount", "loan.no_collateral",
    ]  # fmt: skip
    add_collateral(desk, paper, "land", Money.baht(9_000))
    assert standing(desk, contract, NOV).collateral == Money.baht(9_000)
    assert standing(desk, contract, LENT).collateral == ZERO
    assert refused(free_collateral, desk, paper, 9) == ["loan.not_held"]
    free_collateral(desk, replace(paper, day=DEC), 1)
    assert standing(desk, contract, DEC).collateral == ZERO


# Books


@pytest.mark.parametrize("kind", [BookKind.SAVINGS_GROUP, BookKind.VILLAGE_FUND])
def test_a_group_and_a_village_fund_lend_by_their_own_charts(tmp_path, kind):
    with (desk := a_lender(tmp_path, kind)).book:
        contract = lend(desk, account="11010", baht=9_000, instalments=1)
        accrue_interest(desk, NOV)
        repay(desk, paid(DEC, (contract, 500), account="11010"))
        sue(desk, LoanPaper(contract, DEC, "คดี 1"))
        write_off_loan(desk, LoanPaper(contract, DEC, "มติ"))
        assert desk.ask(holdings.control_differences) == {}
        assert desk.ask(verify).ok


def test_the_fast_reading_of_all_loans_agrees_with_reading_each_whole(desk):
    contracts = [lend(desk, member=f"{1 + at % 4:05}", guarantors=(), baht=1_000 + 77 * at) for at in range(8)]
    accrue_interest(desk, NOV)
    for at_, contract in enumerate(contracts):
        if at_ % 2:
            repay(desk, paid(date(2025, 12, 1 + at_), (contract, 100 + at_)))
    undone = repay(desk, paid(DEC, (contracts[0], 900)))
    reverse_entry(desk, undone.voucher, JAN, "ผิด")
    reschedule_loan(desk, Rescheduling(contracts[3], JAN, 20, "มติ"))
    for day in (NOV, DEC, JAN, MARCH):
        fast = desk.ask(lambda tx, day=day: {kept.number: where for kept, where in loans.positions(tx, day)})
        assert fast == {each: at(desk, each, day) for each in contracts}
