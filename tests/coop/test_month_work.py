"""What a cooperative's month is looked at for before it closes."""

from dataclasses import replace
from datetime import date

from welfare_desk.coop.month_work import CoopMonth, lines_of
from welfare_desk.ledger.checklist import CheckState
from welfare_desk.money import Money

LAST = date(2026, 1, 31)
DONE = CoopMonth(LAST, lent=True, judged=LAST)


def looked(month):
    return [each.code for each in lines_of(month) if each.state is CheckState.LOOK]


def test_a_month_whose_work_is_done_is_in_order():
    assert looked(DONE) == []
    assert looked(CoopMonth(LAST)) == []
    assert len(lines_of(DONE)) == 5


def test_what_is_not_booked_yet_is_said_with_its_amount_and_place():
    left = replace(DONE, loans=Money(1), savings=Money(2), borrowings=Money(3))
    assert looked(left) == ["loan_interest", "savings_interest", "borrowing_interest"]
    assert all(each.page for each in lines_of(left) if each.state is CheckState.LOOK)


def test_loans_are_judged_at_the_months_end():
    assert looked(replace(DONE, judged=None)) == ["allowance"]
    assert looked(replace(DONE, judged=date(2026, 1, 30))) == ["allowance"]


def test_what_is_nobodys_is_named_by_account():
    lines = [each for each in lines_of(replace(DONE, nobodys={"31000": Money(-500_00)})) if each.code == "nobodys"]
    assert "31000 500.00" in lines[0].text()
