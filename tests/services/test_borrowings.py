"""Borrowings in a book: a contract, draw-downs up to its limit, interest accrued and paid, a subsidy that is earned."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.member_owned import a_cooperative, baht, wrong
from welfare_desk.coop.borrowings import BorrowingTerms, Lender
from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.ratios import CoopType
from welfare_desk.coop.strength import CreditStrength, Grade
from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import Posting
from welfare_desk.services.borrowings import (
    accrue_borrowings,
    bring_borrowing,
    draw_borrowing,
    open_borrowing,
    receive_subsidy,
    recognise_subsidies,
    repay_borrowing,
)
from welfare_desk.services.credit_strength import keep_strength, set_coop_type
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.openings import open_balances
from welfare_desk.storage import borrowings, credit_strength, holdings

DAY = date(2025, 3, 1)
BANK = "11131"
TERMS = BorrowingTerms(
    Lender.CODI, "พอช.", baht(730_000), 10_000, date(2025, 4, 1), 20, subsidy=baht(36_500)
)  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    desk = a_cooperative(tmp_path)
    yield desk
    desk.book.close()


def kept(desk, number="1/2568"):
    return desk.ask(lambda tx: borrowings.find(tx, number))


def code(refused):
    return refused.value.problems[0].code


def test_a_borrowing_is_drawn_up_to_its_limit(desk):
    open_borrowing(desk, "1/2568", TERMS, DAY)
    draw_borrowing(desk, "1/2568", baht(365_000), DAY, BANK)
    with pytest.raises(RuleError) as refused:
        draw_borrowing(desk, "1/2568", baht("365000.01"), DAY, BANK)
    assert code(refused) == "borrowing.over_limit"
    draw_borrowing(desk, "1/2568", baht(365_000), date(2025, 3, 11), BANK)
    assert kept(desk).owed(DAY) == baht(365_000)
    assert kept(desk).owed(date(2025, 3, 11)) == baht(730_000)
    assert wrong(desk) == []


def test_interest_is_accrued_once_and_paid_from_what_stands_accrued(desk):
    open_borrowing(desk, "1/2568", TERMS, DAY)
    draw_borrowing(desk, "1/2568", baht(730_000), DAY, BANK)
    accrue_borrowings(desk, date(2025, 3, 31))
    assert kept(desk).interest_payable(date(2025, 3, 31)) == baht(600)
    assert accrue_borrowings(desk, date(2025, 3, 31)) is None
    repay_borrowing(desk, "1/2568", (baht(36_500), baht(620)), date(2025, 4, 1), BANK)
    found = kept(desk)
    assert found.interest_paid(date(2025, 4, 1)) == baht(620)
    assert found.interest_payable(date(2025, 4, 1)) == baht(0)
    assert found.owed(date(2025, 4, 1)) == baht(693_500)
    assert found.interest_unbooked(date(2025, 4, 1)) == baht(0)
    assert found.interest_unbooked(date(2025, 4, 11)) == baht(190)
    assert [each.open for each in found.still_due(date(2025, 4, 1))][:2] == [baht(0), baht(36_500)]
    assert wrong(desk) == []


@pytest.mark.parametrize(
    ("paid", "field"), [(("730000.01", "0"), "principal"), (("-1", "2"), "principal"), (("0", "600.01"), "interest")]
)
def test_no_more_is_repaid_than_is_owed(desk, paid, field):
    open_borrowing(desk, "1/2568", TERMS, DAY)
    draw_borrowing(desk, "1/2568", baht(730_000), DAY, BANK)
    with pytest.raises(RuleError) as refused:
        repay_borrowing(desk, "1/2568", (baht(paid[0]), baht(paid[1])), date(2025, 3, 31), BANK)
    assert [each.field for each in refused.value.problems] == [field]


def test_an_accrual_that_was_undone_is_made_again(desk):
    open_borrowing(desk, "1/2568", TERMS, DAY)
    draw_borrowing(desk, "1/2568", baht(730_000), DAY, BANK)
    posted = accrue_borrowings(desk, date(2025, 3, 31))
    reverse_entry(desk, posted.voucher, date(2025, 3, 31), "ผิด")
    assert kept(desk).interest_unbooked(date(2025, 3, 31)) == baht(600)
    accrue_borrowings(desk, date(2025, 3, 31))
    assert kept(desk).interest_payable(date(2025, 3, 31)) == baht(600)
    assert wrong(desk) == []


def test_nothing_is_dated_before_what_was_posted_or_before_the_contract(desk):
    open_borrowing(desk, "1/2568", TERMS, DAY)
    draw_borrowing(desk, "1/2568", baht(1_000), date(2025, 3, 5), BANK)
    for day, wanted in ((date(2025, 2, 1), "borrowing.before"), (date(2025, 3, 4), "borrowing.late")):
        with pytest.raises(RuleError) as refused:
            draw_borrowing(desk, "1/2568", baht(1), day, BANK)
        assert code(refused) == wanted
    for number, amount, wanted in (("x", 1, "borrowing.unknown"), ("1/2568", 0, "payment.no_amount")):
        with pytest.raises(RuleError) as refused:
            draw_borrowing(desk, number, baht(amount), date(2025, 3, 5), BANK)
        assert code(refused) == wanted


def test_a_subsidy_is_deferred_and_earned_in_proportion(desk):
    terms = replace(TERMS, first_due=date(2026, 3, 1), count=1)
    open_borrowing(desk, "1/2568", terms, DAY)
    draw_borrowing(desk, "1/2568", baht(365_000), DAY, BANK)
    receive_subsidy(desk, "1/2568", baht(36_500), DAY, BANK)
    with pytest.raises(RuleError) as refused:
        receive_subsidy(desk, "1/2568", baht(1), DAY, BANK)
    assert code(refused) == "borrowing.over_subsidy"
    assert recognise_subsidies(desk, DAY) == []
    recognise_subsidies(desk, date(2025, 3, 31))
    assert kept(desk).subsidy_recognised(date(2025, 3, 31)) == baht(1_500)  # half is drawn: 18,250 over 365 days
    recognise_subsidies(desk, date(2026, 3, 1))
    assert kept(desk).subsidy_recognised(date(2026, 3, 1)) == baht(18_250)
    assert wrong(desk) == []


def test_what_was_brought_forward_without_a_name_is_given_to_its_contract(desk):
    open_balances(desk, (Posting("11131", "general", baht(500)), Posting("22110", "general", -baht(500))))
    open_borrowing(desk, "1/2568", replace(TERMS, first_due=date(2026, 4, 1)), date(2025, 1, 1))
    with pytest.raises(RuleError) as refused:
        bring_borrowing(desk, "1/2568", baht(501), date(2025, 1, 1))
    assert code(refused) == "borrowing.not_brought"
    bring_borrowing(desk, "1/2568", baht(500), date(2025, 1, 1))
    assert kept(desk).owed(date(2025, 1, 1)) == baht(500)
    assert desk.ask(holdings.unassigned) == {}
    assert [each.number for each in desk.ask(lambda tx: holdings.every(tx, Ledger.BORROWING))] == ["1/2568"]
    assert wrong(desk) == []


def test_a_contract_is_kept_once_and_whole(desk):
    open_borrowing(desk, "1/2568", TERMS, DAY)
    for number, terms, day, wanted in (
        ("1/2568", TERMS, DAY, "borrowing.twice"),
        (" ", TERMS, DAY, "borrowing.no_number"),
        ("2", replace(TERMS, limit=baht(0)), DAY, "borrowing.limit"),
        ("2", replace(TERMS, first_due=date(2028, 1, 1)), date(2027, 1, 1), "match.future"),
    ):
        with pytest.raises(RuleError) as refused:
            open_borrowing(desk, number, terms, day)
        assert code(refused) == wanted


def test_the_strength_is_what_somebody_wrote_and_the_type_is_said(desk):
    keep_strength(desk, CreditStrength(DAY, Grade.B, "พอช. ภาคเหนือ", "ดี"))
    keep_strength(desk, CreditStrength(date(2025, 9, 1), Grade.A, "พอช. ภาคเหนือ"))
    assert [each.grade for each in desk.ask(credit_strength.grades)] == [Grade.A, Grade.B]
    with pytest.raises(RuleError):
        keep_strength(desk, CreditStrength(DAY, Grade.B, ""))
    assert desk.ask(credit_strength.coop_type) is None
    set_coop_type(desk, CoopType.CREDIT_UNION)
    assert desk.ask(credit_strength.coop_type) is CoopType.CREDIT_UNION
