"""Deductions from pay: what is asked for, what came, and every difference by its name."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.coop.payroll import (
    USUAL_ORDER,
    Deducted,
    Difference,
    Due,
    DueKind,
    PayrollRow,
    PayrollSheet,
    differences,
    problem_of_order,
    problems_of_deducted,
    read_order,
    share_out,
)
from welfare_desk.money import ZERO, Money

MONTH, PAR = date(2026, 3, 1), Money.baht(10)


def due(kind, baht, holding=1):
    return Due(kind, holding, f"{kind.value}-{holding}", Money.baht(baht))


ANN = PayrollRow(
    "00001", "แอน", (due(DueKind.SHARE, 500), due(DueKind.SAVINGS, 300, 2), due(DueKind.LOAN, "1234.50", 3))
)
BEN = PayrollRow("00002", "เบน", (due(DueKind.SHARE, 100, 4),))
SHEET = PayrollSheet(MONTH, "โรงเรียน", (ANN, BEN))


def came(*parts):
    return [Deducted(member, Money.baht(baht), f"แถว {at}") for at, (member, baht) in enumerate(parts, 2)]


def codes(found):
    return [each.code for each in found]


def test_a_sheet_adds_up_and_is_kept_and_read_back():
    assert (SHEET.total, ANN.of(DueKind.LOAN), BEN.of(DueKind.LOAN)) == (
        Money.baht("2134.50"), Money.baht("1234.50"), ZERO,
    )  # fmt: skip
    kept = json.loads(json.dumps(SHEET.as_mapping()))
    assert PayrollSheet.from_mapping(MONTH, "โรงเรียน", kept, {"00001": "แอน", "00002": "เบน"}) == SHEET
    assert PayrollSheet.from_mapping(MONTH, "โรงเรียน", kept, {}).rows[0].name == ""


def test_every_difference_has_a_name():
    assert differences(SHEET, came(("00001", "2034.50"), ("00002", 100))) == []
    found = differences(SHEET, came(("00001", 2000), ("00009", 5)))
    assert [(each.member, each.kind) for each in found] == [
        ("00001", Difference.SHORT),
        ("00002", Difference.NOTHING),
        ("00009", Difference.UNKNOWN),
    ]
    assert differences(SHEET, came(("00001", "2034.50"), ("00002", 110)))[0].kind is Difference.OVER


def test_what_cannot_be_posted_says_where_it_stands():
    assert problems_of_deducted(SHEET, came(("00001", 1)), takes_more=False) == []
    bad = came(("00001", -1), ("00009", 5), ("00002", 101), ("00002", 1))
    found = problems_of_deducted(SHEET, bad, takes_more=False)
    assert codes(found) == ["payroll.negative", "payroll.unknown", "payroll.over", "payroll.twice"]
    assert found[0].params["place"] == "แถว 2"
    assert problems_of_deducted(SHEET, came(("00002", 101)), takes_more=True) == []
    assert codes(problems_of_deducted(SHEET, came(("00002", 0)), takes_more=True)) == ["payroll.nothing"]


def test_what_came_pays_loans_first_then_shares_in_whole_ones_then_savings():
    shared = share_out(ANN, Money.baht("1649.75"), PAR)
    assert [(each.kind, part.plain()) for each, part in shared.parts] == [
        (DueKind.LOAN, "1234.50"),
        (DueKind.SHARE, "410.00"),
        (DueKind.SAVINGS, "5.25"),
    ]
    assert shared.more == ZERO
    other = share_out(ANN, Money.baht(300), PAR, (DueKind.SAVINGS, DueKind.LOAN, DueKind.SHARE))
    assert [each.kind for each, _ in other.parts] == [DueKind.SAVINGS]
    assert share_out(BEN, Money.baht("105.50"), PAR).more == Money.baht("5.50")


def test_the_order_is_a_setting():
    assert read_order("savings share loan") == (DueKind.SAVINGS, DueKind.SHARE, DueKind.LOAN)
    assert read_order("") == read_order("loan loan share") == USUAL_ORDER
    assert problem_of_order(USUAL_ORDER) is None
    assert problem_of_order((DueKind.LOAN,)).code == "payroll.order"


@given(st.lists(st.tuples(st.sampled_from(DueKind), st.integers(0, 10**6)), max_size=6), st.integers(0, 10**7))
def test_whatever_came_is_shared_to_the_satang(dues, satang):
    row = PayrollRow("1", "x", tuple(Due(kind, at, "", Money(part)) for at, (kind, part) in enumerate(dues)))
    shared = share_out(row, Money(satang), PAR)
    assert Money.sum(part for _, part in shared.parts) + shared.more == Money(satang)
    assert all(ZERO < part <= each.amount for each, part in shared.parts)
    assert all(part.satang % PAR.satang == 0 for each, part in shared.parts if each.kind is DueKind.SHARE)
