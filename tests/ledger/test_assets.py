"""Things that last by their rules: what each month takes, to the satang, and how a thing leaves."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_book
from welfare_desk.i18n import spoken
from welfare_desk.ledger.assets import (
    CLASSES,
    Asset,
    AssetEvent,
    AssetStep,
    Disposal,
    depreciation_entry,
    disposal_entry,
    plan,
    problems_of_disposal,
    purchase_entry,
    undepreciated,
)
from welfare_desk.ledger.entries import Series, problems_of
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import accounts

FIRST_DAY = date(2025, 10, 1)
DESK = Asset(
    1, "001", "โต๊ะ", "1501", "welfare", date(2025, 11, 20), Money.baht("1000.01"), Money.baht(1), 3, "1502", "5311"
)
OLD = replace(DESK, day=date(2025, 1, 10), months=12, depreciated=Money.baht(700))
LAND = replace(DESK, account="1505", accumulated=None, months=0, residual=ZERO)


@pytest.fixture(scope="module")
def chart(tmp_path_factory):
    desk = a_book(tmp_path_factory.mktemp("book"))
    found = desk.ask(accounts.chart)
    desk.book.close()
    return found


def lost(month_end, baht):
    return AssetEvent(AssetStep.DEPRECIATED, date.fromisoformat(month_end), Money.baht(baht))


def planned(asset, first_day=FIRST_DAY):
    return [(month.isoformat()[:7], amount.plain()) for month, amount in plan(asset, first_day)]


def test_equal_months_from_that_of_the_purchase_and_the_last_takes_the_rest():
    assert planned(DESK) == [("2025-11", "333.00"), ("2025-12", "333.00"), ("2026-01", "333.01")]


def test_what_was_brought_forward_loses_the_rest_over_the_months_that_are_left():
    assert planned(OLD) == [("2025-10", "99.67"), ("2025-11", "99.67"), ("2025-12", "99.67")]
    too_old = replace(OLD, day=date(2020, 1, 1))
    assert planned(too_old) == [("2025-10", "299.01")]
    assert planned(replace(OLD, depreciated=Money.baht("999.01"))) == []
    late = replace(DESK, depreciated=Money.baht(400))  # its first month and a part of the second
    assert planned(late) == [("2025-12", "299.50"), ("2026-01", "299.51")]
    assert planned(LAND) == []


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 600), st.integers(0, 10**9))
def test_months_add_up_and_never_take_more(cost, residual, months, before):
    residual, before = min(residual, cost), min(before, max(cost - residual, 0))
    asset = replace(DESK, cost=Money(cost), residual=Money(residual), months=months, depreciated=Money(before))
    parts = [amount for _month, amount in plan(asset, FIRST_DAY)]
    assert Money.sum(parts).satang == max(0, cost - residual - before)
    assert all(part > ZERO for part in parts)


def test_months_that_took_nothing_are_due_until_it_leaves():
    month = date(2026, 1, 1)
    assert len(undepreciated(DESK, [], FIRST_DAY, month)) == 3
    done = [lost("2025-11-30", 333)]
    assert [each for each, _amount in undepreciated(DESK, done, FIRST_DAY, month)] == [date(2025, 12, 1), month]
    gone = [*done, AssetEvent(AssetStep.DISPOSED, date(2026, 1, 5))]
    assert [each for each, _amount in undepreciated(DESK, gone, FIRST_DAY, month)] == [date(2025, 12, 1)]


def test_what_is_wrong_with_an_asset_is_named_at_once(chart):
    assert DESK.problems(chart) == LAND.problems(chart) == []
    wrong = replace(
        DESK, code="", name=" ", account="1101", accumulated="1503", cost=ZERO, residual=Money(5), months=0,
        depreciated=Money(1),
    )  # fmt: skip
    assert [each.field for each in wrong.problems(chart)] == [
        "code", "name", "account", "accumulated", "cost", "residual", "months", "depreciated",
    ]  # fmt: skip
    assert [each.code for each in replace(LAND, depreciated=Money(1)).problems(chart)] == ["asset.depreciated"]
    for stranger in ("5320", "1101"):
        assert [each.code for each in replace(DESK, expense=stranger).problems(chart)] == ["asset.expense"]
    for kind in CLASSES:
        usual = replace(DESK, account=kind.account, accumulated=kind.accumulated, months=kind.months)
        assert usual.problems(chart) == []


def test_it_leaves_once_and_after_its_months_are_taken():
    def codes(events, day="2026-01-05", **changed):
        leaves = replace(Disposal(date.fromisoformat(day), words="ชำรุด"), **changed)
        return [each.code for each in problems_of_disposal(DESK, events, leaves, FIRST_DAY)]

    both = [lost("2025-11-30", 333), lost("2025-12-31", 333)]
    assert codes(both) == []
    assert codes(both[:1]) == ["asset.undepreciated"]
    assert codes(both, day="2025-11-25") == ["asset.later"]
    assert codes([], day="2025-11-01", words="", proceeds=Money(-1)) == [
        "asset.before", "asset.proceeds", "asset.no_words",
    ]  # fmt: skip
    assert codes([AssetEvent(AssetStep.DISPOSED, date(2026, 1, 5))]) == ["asset.gone"]


def lines(entry):
    assert problems_of(entry) == []
    return [(line.account, line.fund, line.amount.plain()) for line in entry.postings]


def test_what_a_purchase_and_a_month_post():
    assert lines(purchase_entry(DESK, "1111", " ร้าน ")) == [
        ("1501", "welfare", "1000.01"), ("1111", "welfare", "-1000.01"),
    ]  # fmt: skip
    other = replace(DESK, fund="administration", account="1503", accumulated="1504", expense=None)
    with spoken("en"):
        entry = depreciation_entry(
            date(2025, 11, 1), [(DESK, Money(300)), (DESK, Money(1)), (other, Money(50))], date(2025, 11, 30)
        )
        late = depreciation_entry(date(2025, 11, 1), [(DESK, Money(300))], date(2025, 12, 1))
    assert lines(entry) == [
        ("5311", "administration", "0.50"), ("5311", "welfare", "3.01"),
        ("1502", "welfare", "-3.01"), ("1504", "administration", "-0.50"),
    ]  # fmt: skip
    assert late.memo == "Depreciation of November 2568 (posted later: the month was closed)"


@pytest.mark.parametrize(
    ("proceeds", "series", "expected"),
    [
        ("0", Series.GENERAL, [("1502", "333.00"), ("5314", "667.01"), ("1501", "-1000.01")]),
        ("667.01", Series.RECEIPT, [("1101", "667.01"), ("1502", "333.00"), ("1501", "-1000.01")]),
        ("700", Series.RECEIPT, [("1101", "700.00"), ("1502", "333.00"), ("1501", "-1000.01"), ("4502", "-32.99")]),
    ],
)
def test_what_leaving_posts(proceeds, series, expected):
    leaves = Disposal(date(2025, 12, 5), Money.baht(proceeds), "1101", "ขาย", "นายก้อน")
    entry = disposal_entry(DESK, [lost("2025-11-30", 333)], leaves)
    assert entry.series is series
    assert [(account, amount) for account, _fund, amount in lines(entry)] == expected


def test_what_was_never_depreciated_leaves_at_its_cost():
    assert lines(disposal_entry(LAND, [], Disposal(date(2025, 12, 5), words="ยกให้วัด"))) == [
        ("5314", "welfare", "1000.01"), ("1505", "welfare", "-1000.01"),
    ]  # fmt: skip
