"""A loan as a register writes it: its instalments, and what of them is late."""

from dataclasses import replace
from datetime import date

from welfare_desk.coop.imported import CoopRegister, RegisterLoan, RegisterMember, by_kind
from welfare_desk.money import ZERO, Money

LOAN = RegisterLoan(
    5, "ส.1/2568", "สามัญ", "0001", date(2025, 1, 31), Money.baht(1000), 80_000, 4, Money.baht(300), Money.baht(450)
)


def test_instalments_fall_on_the_day_of_the_contract_and_the_last_takes_the_rest():
    assert LOAN.instalments() == (
        (date(2025, 2, 28), Money.baht(300)),
        (date(2025, 3, 31), Money.baht(300)),
        (date(2025, 4, 30), Money.baht(300)),
        (date(2025, 5, 31), Money.baht(100)),
    )
    short = replace(LOAN, instalment=Money.baht(600))
    assert [part for _day, part in short.instalments()] == [Money.baht(600), Money.baht(400)]


def test_what_is_paid_meets_the_oldest_instalments_first():
    assert LOAN.late(date(2025, 3, 30)) == ()
    assert LOAN.late(date(2025, 4, 30)) == ((date(2025, 3, 31), Money.baht(150)), (date(2025, 4, 30), Money.baht(300)))
    assert LOAN.outstanding == Money.baht(550)


def test_a_register_tells_what_is_still_owed_by_kind():
    closed = replace(LOAN, contract="ส.2/2568", paid=LOAN.principal)
    member = RegisterMember(5, "0001", "นาง", "มาลี", "ใจดี", None, ZERO, ZERO)
    register = CoopRegister("ก.xlsx", "", None, Money.baht(10), (member,), (LOAN, closed), ())
    assert register.open_loans == (LOAN,)
    assert by_kind(register.loans) == {"สามัญ": (2, Money.baht(550))}
    assert member.name == "นางมาลี ใจดี"
