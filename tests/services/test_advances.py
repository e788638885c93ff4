"""Advances in the book: given, cleared, held against 1204, and found out where they were changed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_book, a_line, an_entry, journal, reopen
from tests.services.small_fund import balance, refused
from tests.storage.forgery import forge, unguarded
from welfare_desk.i18n import spoken
from welfare_desk.ledger.advances import Advance, Clearing, Spent
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.reports.advances import not_cleared
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import advances
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.openings import open_balances
from welfare_desk.storage import advances as kept

DAY, TODAY = date(2026, 1, 5), date(2026, 3, 31)
GIVEN = Advance(0, " นายก้อน ", "ประชุมใหญ่", DAY, date(2026, 1, 31), "", Money.baht(1000))
BILLS = Clearing(date(2026, 1, 20), (Spent("5305", Money.baht(600)),), Money.baht(100), "1101", "ใบเสร็จ 2 ใบ")


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, today=TODAY)
    open_balances(desk, [a_line(each) for each in ("1101 welfare 5,000", "1204 welfare 70", "3101 welfare -5,070")])
    yield desk
    assert [each.id for each in verify_book(desk).results if not each.ok] == []
    desk.book.close()


def test_an_advance_goes_from_the_till_to_the_bills(desk):
    assert advances.give_advance(desk, GIVEN, "1101").voucher == "PV6901-0001"
    assert advances.clear_advance(desk, 1, BILLS).voucher == "RV6901-0001"
    assert desk.ask(lambda tx: not_cleared(tx, 1)).left == Money.baht(300)
    assert refused(advances.clear_advance, desk, 1, BILLS) == ["advance.too_much"]
    rest = Clearing(date(2026, 2, 1), (Spent("5305", Money.baht(200)), Spent("5302", Money.baht(100))))
    advances.clear_advance(desk, 1, rest)
    assert (balance(desk, "1204"), balance(desk, "5305")) == (Money.baht(70), Money.baht(800))
    assert "Advance cleared: ประชุมใหญ่ · ใบเสร็จ 2 ใบ" in journal(desk)


def test_what_is_wrong_is_refused_before_anything_is_posted(desk):
    future = replace(GIVEN, holder="", day=date(2026, 4, 1), due_day=date(2026, 4, 1))
    assert refused(advances.give_advance, desk, future, "5305") == [
        "advance.no_holder", "match.future", "match.account",
    ]  # fmt: skip
    assert refused(advances.clear_advance, desk, 9, BILLS) == ["advance.unknown"]
    advances.give_advance(desk, GIVEN, "1101")
    assert refused(advances.clear_advance, desk, 1, replace(BILLS, account="")) == ["match.account"]
    assert refused(advances.clear_advance, desk, 1, replace(BILLS, day=date(2026, 4, 1))) == ["match.future"]


def test_the_register_ages_what_is_out_and_agrees_with_the_account(desk):
    advances.give_advance(desk, GIVEN, "1101")
    advances.give_advance(desk, replace(GIVEN, holder="นางคำ", due_day=date(2026, 3, 31)), "1101")
    advances.clear_advance(desk, 1, BILLS)
    found = desk.ask(lambda tx: make_report(tx, "advances", {"on": "2026-03-31"}, TODAY))
    first, second, rest, total = found.rows
    assert (first.cells[1], first.cells[11]) == ("นายก้อน", Money.baht(300))  # 59 days late
    assert (second.cells[1], second.cells[9]) == ("นางคำ", Money.baht(1000))
    assert rest.cells[9] == Money.baht(70)
    assert Money.sum(cell for cell in total.cells[9:] if cell) == balance(desk, "1204")
    assert found.notes == ("1 advance is past its day.",)
    assert desk.ask(lambda tx: kept.overdue(tx, TODAY)) == (1, Money.baht(300))
    before = desk.ask(lambda tx: make_report(tx, "advances", {"on": "2026-01-10"}, TODAY))
    assert before.rows[0].cells[9] == Money.baht(1000)
    everyone = desk.ask(lambda tx: make_report(tx, "advances", {"state": "all"}, TODAY))
    assert len(everyone.rows) == 4


def test_a_reversed_clearing_no_longer_counts_and_a_cleared_advance_stays(desk):
    given = advances.give_advance(desk, GIVEN, "1101").voucher
    cleared = advances.clear_advance(desk, 1, BILLS).voucher
    assert refused(reverse_entry, desk, given, TODAY, "ผิด") == ["reversal.followed"]
    reverse_entry(desk, cleared, TODAY, "ผิด")
    assert desk.ask(lambda tx: not_cleared(tx, 1)).left == Money.baht(1000)
    reverse_entry(desk, given, TODAY, "ผิด")
    assert desk.ask(kept.advances) == []
    with pytest.raises(KeyError):
        desk.ask(lambda tx: not_cleared(tx, 1))


def test_money_on_1204_from_elsewhere_is_a_note(desk):
    advances.give_advance(desk, GIVEN, "1101")
    assert "note.advances" not in [each.code for each in verify_book(desk).noted]
    post_entry(desk, an_entry("1204 welfare 5", "1101 welfare -5", series=Series.PAYMENT))
    [note] = [each for each in verify_book(desk).noted if each.code == "note.advances"]
    assert note.sentence() == "On 1204 stand 5.00 baht that did not come through the register of advances."


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE advances SET amount = 90000", {"documents", "subledger"}),
        ("UPDATE advances SET holder = 'ใครก็ไม่รู้'", {"documents"}),
        ("UPDATE advance_clearings SET returned = 0", {"documents", "subledger"}),
    ],
)
def test_a_changed_advance_is_found_out(tmp_path, change, found):
    desk = a_book(tmp_path, today=TODAY)
    post_entry(desk, an_entry("1101 welfare 5,000", "4302 welfare -5,000"))
    advances.give_advance(desk, GIVEN, "1101")
    advances.clear_advance(desk, 1, replace(BILLS, returned=Money.baht(1), spent=()))
    desk.book.close()
    with unguarded(desk.book.path) as raw:
        raw.execute(change)
        forge(raw)
    desk = reopen(desk)
    failed = {each.id for each in verify_book(desk).results if not each.ok}
    desk.book.close()
    assert failed == found
