"""Cash of village centres: sheets wait until they are handed in, once, and come back when the slip is reversed."""

from datetime import date

import pytest

from tests.services.small_fund import NOVEMBER, a_fund, a_payment, balance, refused
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.contributions import record_collection, void_receipt
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.hand_ins import Slip, hand_in
from welfare_desk.services.integrity import verify_book
from welfare_desk.storage import hand_ins
from welfare_desk.welfare.contributions import Collection

WEIGHTS = {"weights": (("welfare", 80), ("administration", 20))}


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path)
    for village, members in (("1", ("00001", "00002")), ("2", ("00001",))):
        paid = tuple(a_payment(30, each, NOVEMBER, money_account="1103") for each in members)
        record_collection(fund, Collection(village, date(2025, 11, 1), paid))
    record_collection(fund, Collection("1", date(2025, 11, 1), (a_payment(50, day=NOVEMBER),)))
    yield fund
    fund.book.close()


def waiting(desk):
    return [(each.id, each.total.text(), each.receipts) for each in desk.ask(hand_ins.waiting)]


def slip(*sheets, **changes):
    given = {"day": NOVEMBER, "handed_by": "ป้าแดง", "received_by": "นายก้อน", "target": "1101", **changes}
    return Slip(sheets=sheets, **given)


def test_only_cash_that_stayed_with_the_village_waits(desk):
    assert waiting(desk) == [(1, "60.00", 2), (2, "30.00", 1)]


def test_a_sheet_is_handed_in_once(desk):
    posted = hand_in(desk, slip(1, target="1104"))
    assert waiting(desk) == [(2, "30.00", 1)]
    assert (balance(desk, "1103"), balance(desk, "1104")) == (Money.baht(30), Money.baht(60))
    assert refused(hand_in, desk, slip(1)) == ["hand_in.gone"]
    reverse_entry(desk, posted.voucher, NOVEMBER, "นับผิด")
    assert waiting(desk) == [(1, "60.00", 2), (2, "30.00", 1)]
    hand_in(desk, slip(1))
    assert verify_book(desk).ok


def test_a_voided_receipt_is_not_expected_from_the_village(desk):
    void_receipt(desk, "RV6811-0001", NOVEMBER, "ลงผิดคน")
    assert waiting(desk) == [(1, "30.00", 1), (2, "30.00", 1)]
    hand_in(desk, slip(1))
    assert balance(desk, "1103") == Money.baht(30)


def test_what_is_refused_changes_nothing(desk):
    before = waiting(desk)
    assert refused(hand_in, desk, slip(1, 2)) == ["hand_in.villages"]
    assert refused(hand_in, desk, slip(1, day=date(2026, 12, 1))) == ["hand_in.future"]
    assert refused(hand_in, desk, slip(77)) == ["hand_in.gone"]
    assert waiting(desk) == before


def test_a_slip_altered_from_outside_is_found(desk):
    hand_in(desk, slip(1))
    with desk.book.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER hand_ins_update")
        tx.exec_driver_sql("UPDATE hand_ins SET handed_by = 'x'")
    assert "documents" in verify_book(desk).failed


def test_the_slip_says_what_the_sheets_held_and_what_was_counted(desk):
    posted = hand_in(desk, slip(1, counted=Money.baht(58)))
    void_receipt(desk, "RV6811-0002", NOVEMBER, "หลังนำส่งแล้ว")
    report = desk.ask(lambda tx: make_report(tx, "hand-in", {"voucher": posted.voucher}, NOVEMBER))
    assert [row.cells[1:] for row in report.rows] == [
        (2, Money.baht(60)),
        (2, Money.baht(60)),
        (None, Money.baht(-2)),
        (None, Money.baht(58)),
    ]
    assert refused(lambda: desk.ask(lambda tx: make_report(tx, "hand-in", {"voucher": "RV6811-0001"}, NOVEMBER))) == [
        "hand_in.unknown"
    ]
