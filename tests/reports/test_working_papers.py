"""The working papers of an inspection: every balance adds up, and what differs from its own record is said."""

from datetime import date

import pytest

from tests.builders import a_book, an_entry
from welfare_desk.ledger.advances import Advance
from welfare_desk.ledger.assets import Asset
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.advances import give_advance
from welfare_desk.services.assets import bring_asset_forward
from welfare_desk.services.cash_counts import CashCounted, count_cash
from welfare_desk.services.entries import post_entry

FIRST, LAST = date(2025, 10, 1), date(2025, 10, 31)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, today=LAST)
    post_entry(desk, an_entry("1101 welfare 9,000", "4301 welfare -9,000", day="2025-10-02"))
    give_advance(desk, Advance(0, "ป้าแดง", "ประชุม", date(2025, 10, 5), LAST, "welfare", Money.baht(2_000)), "1101")
    yield desk
    desk.book.close()


def papers(desk):
    report = desk.ask(lambda tx: make_report(tx, "working-papers", {"from": FIRST, "to": LAST}, LAST))
    return report, {row.cells[0]: row.cells[2:9] for row in report.rows if row.cells[0]}


def told(cells):
    return " ".join(cell.text() if isinstance(cell, Money) else str(cell) for cell in cells)


def test_every_account_adds_up_and_equals_its_own_record(desk):
    count_cash(desk, CashCounted("1101", LAST, {100_000: 7}, "สาลิณี"))
    report, lines = papers(desk)
    assert told(lines["1101"]) == "0.00 9,000.00 2,000.00 7,000.00 7,000.00 การนับเงินสด 0.00"
    assert told(lines["1204"]) == "0.00 2,000.00 0.00 2,000.00 2,000.00 ทะเบียนเงินยืม 0.00"
    assert "4301" not in lines  # income is no account of the position
    assert report.holds


def test_what_differs_from_its_own_record_is_said_over_everything(desk):
    post_entry(desk, an_entry("1204 welfare 50", "1101 welfare -50", day="2025-10-06"))
    report, lines = papers(desk)
    assert told(lines["1204"][-1:]) == "50.00"
    assert report.holds is False
    assert report.notes[0] == "มี 1 บัญชีที่ไม่ตรงกับทะเบียนของตน"


def test_assets_are_held_against_their_register(desk):
    lines = ("1503 welfare 12,000", "1504 welfare -2,000", "4301 welfare -10,000")
    post_entry(desk, an_entry(*lines, day="2025-10-03"))
    thing = Asset(
        0, "คพ-1", "คอมพิวเตอร์", "1503", "welfare", date(2025, 4, 1), Money.baht(12_000), months=36, accumulated="1504",
        expense="5311", depreciated=Money.baht(2_000),
    )  # fmt: skip
    bring_asset_forward(desk, thing)
    _report, found = papers(desk)
    assert told(found["1503"][-1:]) == "0.00"
    assert told(found["1504"][-1:]) == "0.00"
