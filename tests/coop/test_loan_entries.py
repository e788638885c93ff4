"""What the acts on loans post, and that every line on a loan's accounts is explained by its moves."""

from collections import Counter
from datetime import date

from tests.coop.test_loan_products import CHART
from welfare_desk.coop.holdings import Act
from welfare_desk.coop.loan_entries import (
    Cover,
    Deduction,
    LoanAccounts,
    LoanPayment,
    LoanRef,
    accrual,
    disbursement,
    litigation,
    problems_of_deductions,
    recovery,
    repayment,
    waiver,
    write_off,
)
from welfare_desk.coop.loans import Debt
from welfare_desk.ledger.entries import Series, problems_of
from welfare_desk.money import ZERO, Money

DAY = date(2026, 1, 31)
ACCOUNTS = LoanAccounts("11533", "11541", "41010", "42010")
LOAN = LoanRef(7, "สม.1/2569", "00001", "สมใจ ใจดี", ACCOUNTS, "general")
OLD = LoanRef(6, "ฉ.1/2569", "00001", "สมใจ ใจดี", LoanAccounts("11531", "11541", "41010", "42010"), "general")
HELD = {"11531", "11533", "11541", "11580", "31000"}


def lines(made):
    """Write an entry as its lines, having seen that it may be posted and that its moves explain it."""
    assert problems_of(made.entry) == []
    assert {each.account for each in made.entry.postings} <= set(CHART)
    posted, moved = Counter(), Counter()
    for each in made.entry.postings:
        posted[each.account] += each.amount.satang
    for each in made.moves:
        moved[each.account] += each.amount.satang
    assert {each: posted[each] for each in posted if each in HELD} == {
        each: moved[each] for each in posted if each in HELD
    }
    assert all(moved[each] == posted[each] for each in moved)
    return [(each.account, each.amount.text()) for each in made.entry.postings]


def acts(made):
    return [(each.holding, each.account, each.act, each.amount.text()) for each in made.moves]


def test_a_loan_is_paid_out_less_what_is_kept_back_and_what_it_settles():
    kept = (Deduction("42090", Money.baht(100)), Deduction("31000", Money.baht(500), Act.DEPOSIT, 3))
    old = LoanPayment(OLD, Debt(Money.baht(1_000), Money.baht(30)), Money.baht(20))
    made = disbursement(LOAN, Money.baht(10_000), DAY, "11110", kept, (old,))
    assert lines(made) == [
        ("11533", "10,000.00"), ("42090", "-100.00"), ("31000", "-500.00"), ("11531", "-1,000.00"),
        ("11541", "-20.00"), ("41010", "-10.00"), ("11110", "-8,370.00"),
    ]  # fmt: skip
    assert made.entry.series is Series.PAYMENT
    assert (7, "11533", Act.DRAW, "10,000.00") in acts(made)
    assert (6, "11531", Act.REFINANCE, "-1,000.00") in acts(made)
    assert (3, "31000", Act.DEPOSIT, "-500.00") in acts(made)


def test_a_loan_that_only_settles_another_moves_no_cash():
    old = LoanPayment(OLD, Debt(Money.baht(1_000)), ZERO)
    made = disbursement(LOAN, Money.baht(1_000), DAY, "11110", (), (old,))
    assert lines(made) == [("11533", "1,000.00"), ("11531", "-1,000.00")]
    assert made.entry.series is Series.GENERAL


def test_what_is_kept_back_is_not_above_the_loan():
    def found(*satang):
        kept = [Deduction("42090", Money(each)) for each in satang]
        return [each.code for each in problems_of_deductions(Money(100), kept)]

    assert found(60, 40) == []
    assert found(0, 101) == ["payment.no_amount", "loan.deductions"]


def test_one_receipt_repays_more_than_one_loan():
    paid = [
        LoanPayment(LOAN, Debt(Money.baht(900), Money.baht(72), Money.baht(8)), Money.baht(50)),
        LoanPayment(OLD, Debt(Money.baht(20)), Money.baht(90)),
    ]
    made = repayment(paid, DAY, "11110", "สมใจ ใจดี")
    assert lines(made) == [
        ("11110", "1,000.00"), ("11533", "-900.00"), ("11541", "-50.00"), ("41010", "-22.00"), ("42010", "-8.00"),
        ("11531", "-20.00"),
    ]  # fmt: skip
    assert made.entry.series is Series.RECEIPT


def test_the_interest_of_all_loans_is_one_entry():
    made = accrual([(LOAN, Money.baht(72)), (OLD, -Money.baht(2))], date(2026, 1, 1), DAY)
    assert lines(made) == [("11541", "70.00"), ("41010", "-70.00")]
    assert acts(made) == [(7, "11541", Act.ACCRUE, "72.00"), (6, "11541", Act.ACCRUE, "-2.00")]


def test_a_loan_is_written_off_against_the_allowance_and_the_rest_is_an_expense():
    parts = (
        ("11533", Money.baht(900), Cover("11591", "52060", Money.baht(600))),
        ("11541", Money.baht(40), Cover("11592", "52060", Money.baht(40))),
        ("11541", ZERO, Cover("11592", "52060", ZERO)),
    )
    made = write_off(LOAN, parts, DAY, "มติ 3/2569")
    assert lines(made) == [
        ("11591", "600.00"), ("52060", "300.00"), ("11533", "-900.00"), ("11592", "40.00"), ("11541", "-40.00"),
    ]  # fmt: skip
    assert [each.act for each in made.moves] == [Act.WRITE_OFF] * 2


def test_what_comes_back_later_is_income():
    made = recovery(LOAN, Money.baht(300), DAY, "11110", "42090")
    assert lines(made) == [("11110", "300.00"), ("42090", "-300.00")]
    assert acts(made) == [(7, "42090", Act.RECOVER, "-300.00")]


def test_a_loan_in_court_stands_among_the_debtors_in_litigation():
    assert lines(litigation(LOAN, Money.baht(900), "11580", DAY, "ผบ.1/2569")) == [
        ("11580", "900.00"), ("11533", "-900.00"),
    ]  # fmt: skip


def test_waived_interest_is_taken_back_from_income():
    assert lines(waiver(LOAN, Money.baht(40), DAY, "มติ")) == [("41010", "40.00"), ("11541", "-40.00")]
