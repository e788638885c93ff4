import json
from datetime import date

import pytest

from tests.reports.books import a_small_book
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import Account, AccountType, Side
from welfare_desk.ledger.funds import WELFARE_FUNDS
from welfare_desk.money import Money
from welfare_desk.reports.balances import Turnover
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.draw.json import as_json
from welfare_desk.reports.model import Link, Role
from welfare_desk.reports.trial_balance import Shape, lay_out

DAY = date(2026, 1, 15)
CHART = {
    "1101": Account("1101", "เงินสด", "Cash", AccountType.ASSET, Side.DEBIT),
    "4101": Account("4101", "เงินสมทบ", "", AccountType.INCOME, Side.CREDIT),
}
FUNDS = {fund.code: fund for fund in WELFARE_FUNDS}
ROWS = [
    Turnover("1101", "reserve", -500, 0, 0),
    Turnover("1101", "welfare", 1_000, 300, 100),
    Turnover("4101", "welfare", -500, 0, 200),
    Turnover("4101", "reserve", 0, 0, 0),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    yield desk
    desk.book.close()


def money(row):
    return [cell.satang for cell in row.cells if isinstance(cell, Money)]


def test_an_account_is_the_sum_of_its_funds():
    report = lay_out(ROWS, CHART, FUNDS, Shape(DAY))
    assert [(row.cells[0], *money(row)) for row in report.rows[:-1]] == [("1101", 700, 0), ("4101", 0, 700)]
    assert money(report.rows[-1]) == [700, 700]


def test_by_fund_each_fund_stands_in_its_order_on_its_own_side():
    report = lay_out(ROWS, CHART, FUNDS, Shape(DAY, by_fund=True))
    assert [(row.cells[2], *money(row)) for row in report.rows[:-1]] == [
        ("กองทุนสวัสดิการ", 1_200, 0),
        ("เงินสำรองกองทุน", 0, 500),
        ("กองทุนสวัสดิการ", 0, 700),
    ]
    assert money(report.rows[-1]) == [1_200, 1_200]


def test_with_what_moved_an_account_reads_across():
    report = lay_out(ROWS, CHART, FUNDS, Shape(DAY, first=date(2026, 1, 1)))
    assert [money(row) for row in report.rows] == [
        [500, 300, 100, 700, 0],
        [-500, 0, 200, 0, 700],
        [0, 300, 300, 700, 700],
    ]


def test_accounts_without_a_balance_are_shown_when_wanted():
    rows = [Turnover("1101", "welfare", 0, 0, 0)]
    assert lay_out(rows, CHART, FUNDS, Shape(DAY)).rows == ()
    shown = lay_out(rows, CHART, FUNDS, Shape(DAY, with_nil=True)).rows
    assert [row.role for row in shown] == [Role.ITEM, Role.TOTAL]


def test_an_account_whose_funds_cancel_out_is_left_out_but_its_funds_are_not():
    rows = [Turnover("1101", "welfare", 5, 0, 0), Turnover("1101", "reserve", -5, 0, 0)]
    assert lay_out(rows, CHART, FUNDS, Shape(DAY)).rows == ()
    assert len(lay_out(rows, CHART, FUNDS, Shape(DAY, by_fund=True)).rows) == 3


def test_a_difference_is_said():
    with spoken("en"):
        assert lay_out(ROWS[:2], CHART, FUNDS, Shape(DAY)).notes == ("Debits and credits differ.",)
        assert lay_out(ROWS, CHART, FUNDS, Shape(DAY)).notes == ("Debits equal credits.",)


def test_a_row_opens_its_account():
    report = lay_out(ROWS, CHART, FUNDS, Shape(DAY))
    assert report.rows[0].opens == Link("general-ledger", (("account", "1101"), ("to", "2026-01-15")))


def test_for_machines_it_says_exactly_this(desk):
    with spoken("en"), desk.book.read() as tx:
        said = json.loads(as_json(make_report(tx, "trial-balance", {"on": "2026-01-15", "fund": "reserve"}, DAY)))
    assert said == {
        "as_of": "2026-01-15",
        "rows": [
            _answer("1101", "เงินสดในมือ", "Cash on hand (treasurer)", 16_900, 0),
            _answer("1111", "เงินฝากธนาคาร – บัญชีสวัสดิการ", "Bank – welfare account", 1_200_000, 0),
            _answer("2201", "เงินสมทบสมาชิกรับล่วงหน้า", "Member contributions received in advance", 0, 700),
            _answer("2901", "บัญชีพัก – รับไม่ทราบที่มา", "Unidentified receipts", 0, 1_000),
            _answer("3201", "เงินสำรองกองทุน", "Reserve", 0, 1_200_000),
            _answer("4101", "เงินสมทบจากสมาชิก", "Member contributions", 0, 15_200),
        ],
        "debit_satang": 1_216_900,
        "credit_satang": 1_216_900,
        "status": {
            "standing": "draft",
            "audited": False,
            "words": "January 2569 is not closed, figures may change · not audited",
            "signed": None,
        },
    }


def _answer(account, name_th, name_en, debit, credit):
    return {
        "account": account, "name": name_en, "name_th": name_th, "name_en": name_en, "fund": "reserve",
        "debit_satang": debit, "credit_satang": credit,
    }  # fmt: skip


def test_every_row_of_the_answer_is_one_account_and_fund(desk):
    with desk.book.read() as tx:
        said = json.loads(as_json(make_report(tx, "trial-balance", {}, DAY)))
    pairs = [(row["account"], row["fund"]) for row in said["rows"]]
    assert len(pairs) == len(set(pairs)) > 10
    assert said["debit_satang"] == said["credit_satang"] == sum(row["debit_satang"] for row in said["rows"])
