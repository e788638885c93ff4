"""Loans beside shares and savings: deducted from pay, set off on leaving, and sureties that stand in the way."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.lending import LENT, a_lender, lend
from tests.services.small_fund import balance, refused
from welfare_desk.coop.memberships import EntryRules, GuarantorRule, Leaving
from welfare_desk.coop.payroll import Deducted, DueKind
from welfare_desk.coop.savings import NewAccount
from welfare_desk.coop.shares import SharePurchase, ShareRules
from welfare_desk.i18n import spoken
from welfare_desk.money import ZERO, Money
from welfare_desk.services import coop_members, members, payroll, savings, shares
from welfare_desk.storage import coop_loans, holdings
from welfare_desk.storage import members as register
from welfare_desk.storage import payroll as kept
from welfare_desk.storage.checks import verify

NOVEMBER, PAID, LEAVES = date(2025, 11, 1), date(2025, 11, 28), date(2025, 12, 15)
EMPLOYER = "เทศบาล"


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    with (made := a_lender(tmp_path)).book:
        savings.keep_usual_products(made, date(2025, 10, 1))
        for number in ("00001", "00002"):
            shares.buy_shares(made, SharePurchase(number, Money.baht(20_000), LENT, "11110"))
            member = made.ask(lambda tx, number=number: register.get(tx, number))
            members.change_member(made, replace(member, centre=EMPLOYER))
        shares.set_share_plan(made, "00001", Money.baht(500), NOVEMBER)
        yield made
        assert made.ask(holdings.control_differences) == {}
        assert made.ask(verify).ok, made.ask(verify).problems


def test_instalments_are_asked_for_and_paid_before_shares(desk):
    contract = lend(desk)
    number = payroll.make_payroll_sheet(desk, EMPLOYER, NOVEMBER)
    (row,) = desk.ask(lambda tx: kept.read(tx, payroll.sheet_of(tx, number))).rows
    due = row.of(DueKind.LOAN)
    assert due > Money.baht(1_000)
    before = desk.ask(lambda tx: coop_loans.owed_by(tx, "00001", PAID))[0]
    posted = payroll.post_payroll(desk, number, [Deducted("00001", due + Money.baht(200))], PAID, "11131")
    assert [each.kind.value for each in posted.differences] == ["short"]
    after = desk.ask(lambda tx: coop_loans.owed_by(tx, "00001", PAID))[0]
    assert (before.contract, before.total - after.total, after.interest) == (contract, due, ZERO)
    assert balance(desk, "31000") == Money.baht(-40_200)
    assert balance(desk, "21410") == ZERO


def test_what_a_loan_no_longer_takes_goes_into_savings(desk):
    lend(desk, baht=1_200)
    number = payroll.make_payroll_sheet(desk, EMPLOYER, NOVEMBER)
    (row,) = desk.ask(lambda tx: kept.read(tx, payroll.sheet_of(tx, number))).rows
    paid = [Deducted("00001", row.total + Money.baht(5))]
    assert refused(payroll.post_payroll, desk, number, paid, PAID, "11131") == ["payroll.no_account"]
    savings.open_savings(desk, NewAccount("00001", "ORD", PAID, Money.baht(100), "11110"))
    payroll.post_payroll(desk, number, paid, PAID, "11131")
    assert balance(desk, "21410") == Money.baht(-105)


def test_loans_are_set_off_on_leaving(desk):
    lend(desk)
    debt = desk.ask(lambda tx: coop_loans.owed_by(tx, "00001", LEAVES))[0]
    assert debt.interest > ZERO
    before = balance(desk, "11110")
    posted = coop_members.leave_cooperative(desk, Leaving("00001", LEAVES, "11110", "ย้าย"))
    assert posted is not None
    assert before - balance(desk, "11110") == Money.baht(20_000) - debt.total
    assert desk.ask(lambda tx: coop_loans.owed_by(tx, "00001", LEAVES)) == ()


def test_who_owes_more_than_is_hers_pays_first(desk):
    lend(desk, baht=30_000)
    leaving = Leaving("00001", LEAVES, "11110", "ย้าย")
    assert refused(coop_members.leave_cooperative, desk, leaving) == ["leaving.owes"]


def test_who_stands_surety_stays_or_is_told(desk):
    lend(desk)
    leaving = Leaving("00002", LEAVES, "11110", "ย้าย")
    assert refused(coop_members.leave_cooperative, desk, leaving) == ["leaving.guarantor"]
    flagged = EntryRules(guarantors=GuarantorRule.FLAG)
    shares.set_member_rules(desk, ShareRules(), flagged, date(2025, 12, 1))
    (note,) = desk.ask(lambda tx: coop_members.notes_of_leaving(tx, "00002", LEAVES))
    assert "00001" in note.sentence()
    assert coop_members.leave_cooperative(desk, leaving) is not None
