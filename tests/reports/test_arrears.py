from datetime import date

import pytest

from tests.reports.books import a_small_book
from welfare_desk.errors import RuleError
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.catalogue import make_report

TODAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    yield desk
    desk.book.close()


def ask(desk, name, today=TODAY, **given):
    with desk.book.read() as tx:
        return make_report(tx, name, {key.strip("_"): value for key, value in given.items()}, today)


def numbers(report):
    return [row.cells[0] for row in report.rows[:-1]]


def test_who_owes_and_who_is_ahead_are_told_apart(desk):
    assert numbers(ask(desk, "arrears", show="all")) == ["00002", "00003", "00004"]
    assert numbers(ask(desk, "arrears", show="owing")) == ["00002", "00004"]
    assert numbers(ask(desk, "arrears", show="ahead")) == ["00003"]
    assert numbers(ask(desk, "arrears", village="1")) == ["00002"]


def test_arrears_grow_old(desk):
    """Paid to September, and November waived: seven months of 30, and of 28 in February, are owed at the end of May."""
    row = ask(desk, "arrears", on="2026-01-31", village="1").rows[0]
    assert row.cells[5:] == (3, Money.baht(90), ZERO, ZERO, ZERO, Money.baht(90), ZERO)
    row = ask(desk, "arrears", on="2026-05-31", village="1").rows[0]
    assert row.cells[5:] == (7, Money.baht(118), Money.baht(60), Money.baht(30), ZERO, Money.baht(208), ZERO)


def test_money_that_came_later_or_was_void_pays_nothing(desk):
    report = ask(desk, "arrears", on="2025-10-31")
    assert numbers(report) == ["00002", "00003", "00004"]
    assert report.rows[-1].cells[10] == Money.baht(90)


def test_members_by_standing_and_village(desk):
    assert numbers(ask(desk, "member-list")) == ["00001", "00002", "00003", "00004"]
    assert numbers(ask(desk, "member-list", village="2")) == ["00003", "00004"]
    assert numbers(ask(desk, "member-list", status="dead")) == []


def test_collections_are_those_of_the_days_asked_for(desk):
    report = ask(desk, "collection-summary", from_="2025-12-01", to="2026-01-31")
    assert [column.key for column in report.columns] == ["village", "payments", "2025-12", "2026-01", "total"]
    assert [row.cells[-1].satang for row in report.rows] == [42_000, 5_000, 47_000]


def test_more_than_a_year_of_collections_does_not_fit(desk):
    assert ask(desk, "collection-summary", from_="2025-10-15", to="2026-09-30").rows
    with pytest.raises(RuleError):
        ask(desk, "collection-summary", from_="2025-10-15", to="2026-10-01")
