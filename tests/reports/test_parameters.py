from datetime import date

import pytest

from tests.builders import a_book
from tests.reports.books import a_small_book
from welfare_desk.errors import RuleError
from welfare_desk.reports.parameters import (
    ACCOUNT,
    FROM,
    FUND,
    MEMBER,
    ON,
    ROWS,
    TO,
    VILLAGE,
    Default,
    Parameter,
    ParameterKind,
    read_parameters,
)  # fmt: skip

TODAY = date(2026, 1, 15)
MONTH = Parameter("month", "Month", ParameterKind.MONTH, Default.TODAY)
CHOICE = Parameter("by", "Rows", ParameterKind.CHOICE, choices=(("account", "A"), ("fund", "B")))
VOUCHER = Parameter("voucher", "Voucher", ParameterKind.VOUCHER, is_required=True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    yield desk
    desk.book.close()


def read(desk, *declared, today=TODAY, **given):
    given = {name.rstrip("_"): value for name, value in given.items()}
    return desk.ask(lambda tx: read_parameters(tx, declared, given, today))


def refused(desk, *declared, **given):
    with pytest.raises(RuleError) as caught:
        read(desk, *declared, **given)
    assert all(each.sentence() for each in caught.value.problems)
    return [each.code for each in caught.value.problems]


def test_days_are_read_in_both_eras_and_as_days(desk):
    asked = read(desk, FROM, TO, from_="2025-11-01", to="BE2569-01-05")
    assert (asked.day("from"), asked.day("to")) == (date(2025, 11, 1), date(2026, 1, 5))
    assert read(desk, ON, on=date(2026, 1, 2)).day("on") == date(2026, 1, 2)


def test_without_days_the_fiscal_year_runs_to_today(desk):
    asked = read(desk, FROM, TO)
    assert (asked.day("from"), asked.day("to"), asked.today) == (date(2025, 10, 1), TODAY, TODAY)


def test_the_year_that_is_begun_is_that_of_the_last_day(desk):
    assert read(desk, FROM, TO, to="2027-01-05").day("from") == date(2026, 10, 1)


def test_a_year_does_not_begin_before_the_book(tmp_path):
    desk = a_book(tmp_path, first_day="2026-01-10", today="2026-01-15")
    assert read(desk, FROM, TO).day("from") == date(2026, 1, 10)
    assert read(desk, FROM, TO, to="2025-12-31").day("from") == date(2025, 10, 1)
    desk.book.close()


def test_a_month_is_its_first_day(desk):
    assert read(desk, MONTH).day("month") == date(2026, 1, 1)
    assert read(desk, MONTH, month="BE2568-12").day("month") == date(2025, 12, 1)
    assert read(desk, MONTH, month="2025-12").day("month") == date(2025, 12, 1)


def test_a_choice_has_a_default_and_no_other_values(desk):
    assert read(desk, CHOICE).text("by") == "account"
    assert read(desk, CHOICE, by="fund").text("by") == "fund"
    assert refused(desk, CHOICE, by="village") == ["report.choice"]


def test_codes_must_be_in_the_book(desk):
    asked = read(desk, ACCOUNT, FUND, MEMBER, VILLAGE, VOUCHER, ROWS, account="1101", fund="reserve", member="00001",
                 village="2", voucher="rv6810-0001", rows="20")  # fmt: skip
    assert [asked.text(name) for name in ("account", "fund", "member", "village", "voucher")] == [
        "1101", "reserve", "00001", "2", "RV6810-0001",
    ]  # fmt: skip
    assert asked.number("rows") == 20
    assert asked.number("after") == 0


def test_every_problem_is_named_at_once(desk):
    declared = (FROM, TO, ACCOUNT, FUND, MEMBER, VILLAGE, VOUCHER, ROWS, MONTH)
    given = {"from_": "yesterday", "to": "9999-01-01", "account": "9", "fund": "x", "member": "9", "village": "99"}
    assert refused(desk, *declared, **given, rows="-1", month="x", colour="red") == [
        "report.no_parameter", "day.unread", "day.too_far", "report.no_account", "report.no_fund",
        "report.no_member", "report.no_village", "report.missing", "report.number", "month.unread",
    ]  # fmt: skip
    assert refused(desk, VOUCHER, voucher="RV6801-0001") == ["report.no_voucher"]


def test_days_in_the_wrong_order_are_refused(desk):
    assert refused(desk, FROM, TO, from_="2026-02-01", to="2026-01-01") == ["report.days"]
    assert refused(desk, FROM, TO, from_="2026-02-01") == ["report.days"]
