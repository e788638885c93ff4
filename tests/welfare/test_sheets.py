"""A member's line on a collection sheet, month by month."""

from datetime import date

from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.dues import Position
from welfare_desk.welfare.plans import DAILY, Span, Terms
from welfare_desk.welfare.sheets import Entered, MonthState, entered, months_of, sheet_row

JANUARY = date(2026, 1, 1)
DAILY_TERMS = Terms(DAILY)
EVE = date(2025, 9, 30)
MARKS = {
    MonthState.PAID: "P", MonthState.PART: "h", MonthState.UNPAID: "U", MonthState.EXEMPT: "E",
    MonthState.COMING: ".", MonthState.OUTSIDE: "x",
}  # fmt: skip


def a_row(paid_to=EVE, part=ZERO, since=date(2025, 10, 1), terms=DAILY_TERMS, month=JANUARY):
    return sheet_row("00401", "นางสาลิณี", since, Position(paid_to, part), terms, month)


def marks(row):
    return "".join(MARKS[state] for state in row.states)


def test_the_year_of_a_month():
    assert months_of(JANUARY, 10)[0] == date(2025, 10, 1)
    assert months_of(date(2025, 10, 1), 10)[0] == date(2025, 10, 1)
    assert months_of(JANUARY, 1) == tuple(date(2026, month, 1) for month in range(1, 13))


def test_nothing_paid_since_the_year_began():
    row = a_row()
    assert marks(row) == "UUUU........"
    assert (row.arrears, row.due, row.year) == (Money.baht(90), Money.baht(120), Money.baht(365))


def test_paid_to_december():
    row = a_row(paid_to=date(2025, 12, 31))
    assert marks(row) == "PPPU........"
    assert (row.arrears, row.due) == (ZERO, Money.baht(30))


def test_a_part_of_a_month():
    row = a_row(paid_to=date(2025, 11, 30), part=Money.baht(15))
    assert marks(row) == "PPhU........"
    assert row.due == Money.baht(45)


def test_paid_for_the_whole_year():
    row = a_row(paid_to=date(2026, 9, 30))
    assert marks(row) == "PPPPPPPPPPPP"
    assert (row.due, row.year) == (ZERO, ZERO)


def test_who_need_not_pay_and_who_entered_or_left_inside_the_year():
    exempt = Terms(DAILY, exempt=(Span(date(2025, 10, 1), date(2026, 9, 30)),))
    assert marks(a_row(terms=exempt)) == "EEEEEEEEEEEE"
    assert marks(a_row(paid_to=date(2025, 12, 14), since=date(2025, 12, 15))) == "xxUU........"
    leaves = Terms(DAILY, ends=date(2026, 1, 10))
    assert marks(a_row(paid_to=date(2026, 1, 10), terms=leaves)) == "PPPPxxxxxxxx"
    assert marks(a_row(since=None, terms=leaves)) == "UUUUxxxxxxxx"


def test_what_a_typed_amount_covers():
    row = a_row(paid_to=date(2025, 12, 31))
    assert entered(row, Money.baht(30), JANUARY) == Entered((JANUARY,), ZERO)
    assert entered(row, Money.baht(60), JANUARY).months == (JANUARY, date(2026, 2, 1))
    assert entered(a_row(), Money.baht(365 + 50), JANUARY).advance == Money.baht(50)
