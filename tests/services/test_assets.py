"""Things that last in the book: bought, brought forward, depreciated, seen, disposed of, and checked."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, a_book, a_line, an_entry, journal, reopen
from tests.services.small_fund import balance, refused
from tests.storage.forgery import forge, unguarded
from welfare_desk.i18n import spoken
from welfare_desk.ledger.assets import Asset, Disposal
from welfare_desk.ledger.entries import Series
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.assets import asset_choices, value_of
from welfare_desk.reports.before_close import before_close
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import assets
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.openings import open_balances
from welfare_desk.services.periods import close_month
from welfare_desk.storage import assets as kept

TODAY = date(2026, 1, 15)
DESK = Asset(
    0, "001", "โต๊ะ", "1501", "", date(2025, 11, 20), Money.baht("1000.01"), Money.baht(1), 3, "1502", place="ที่ทำการ"
)
OLD = Asset(
    0, "002", "คอมพิวเตอร์", "1503", "administration", date(2025, 1, 10), Money.baht(12_000), ZERO, 36, "1504",
    depreciated=Money.baht(3_000),
)  # fmt: skip
OPENED = (
    "1101 welfare 5,000", "3101 welfare -5,000",
    "1503 administration 12,000", "1504 administration -3,000", "3202 administration -9,000",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, today=TODAY, weights=(("welfare", 70), ("reserve", 20), ("administration", 10)))
    open_balances(desk, [a_line(each) for each in OPENED])
    yield desk
    assert [each.id for each in verify_book(desk).results if not each.ok] == []
    desk.book.close()


def noted(desk):
    return [each.sentence() for each in verify_book(desk).noted if each.code == "note.assets"]


def test_the_register_is_held_against_the_accounts(desk):
    assert noted(desk) == [
        "1503 and the register of assets differ by 12,000.00 baht.",
        "1504 and the register of assets differ by 3,000.00 baht.",
    ]
    assert assets.bring_asset_forward(desk, OLD) == 1
    assert noted(desk) == []
    post_entry(desk, an_entry("1501 welfare 5", "1101 welfare -5", series=Series.PAYMENT))
    assert noted(desk) == ["1501 and the register of assets differ by 5.00 baht."]


def test_every_month_that_is_over_is_one_entry_for_all_assets(desk):
    assert assets.buy_asset(desk, DESK, "1101", "ร้านไม้").voucher == "PV6811-0001"
    assets.bring_asset_forward(desk, OLD)
    assert desk.ask(lambda tx: before_close(tx, TODAY)).undepreciated == date(2025, 10, 1)
    close_month(desk, date(2025, 10, 1), PIN)
    posted = assets.depreciate(desk, TODAY)
    assert [each.voucher for each in posted] == ["JV6811-0001", "JV6811-0002", "JV6812-0001"]
    assert "1/11/2568  JV6811-0001 Depreciation of October 2568 (posted later: the month was closed)" in journal(desk)
    assert balance(desk, "1502") == Money.baht(-666)
    assert balance(desk, "1504") == Money.baht(-3_000) - Money.baht("333.33") * 3
    assert refused(assets.depreciate, desk, TODAY) == ["asset.nothing"]
    assert noted(desk) == []
    assert desk.ask(lambda tx: before_close(tx, TODAY)).undepreciated is None


def test_a_whole_life_ends_at_what_is_left(desk):
    assets.buy_asset(desk, DESK, "1101", "ร้านไม้")
    desk = replace(desk, today=date(2027, 1, 31))
    assert len(assets.depreciate(desk, date(2027, 1, 31))) == 3
    assert balance(desk, "1501") + balance(desk, "1502") == Money.baht(1)
    found = desk.ask(lambda tx: make_report(tx, "assets", {}, desk.today))
    assert found.rows[0].cells[-1] == "fully depreciated"


def test_it_is_sold_with_a_gain_or_thrown_away_with_a_loss(desk):
    assets.buy_asset(desk, DESK, "1101", "ร้านไม้")
    assets.bring_asset_forward(desk, OLD)
    leaves = Disposal(date(2026, 1, 10), Money.baht(500), "1101", "มติ 4/2569", "นายก้อน")
    assert refused(assets.dispose_of_asset, desk, "001", leaves) == ["asset.undepreciated"]
    assets.depreciate(desk, TODAY)
    sold = assets.dispose_of_asset(desk, "001", leaves).voucher
    assert balance(desk, "4502") == Money.baht("-165.99")
    assert refused(assets.dispose_of_asset, desk, "001", leaves) == ["asset.gone"]
    assert refused(assets.see_assets, desk, ["001"], TODAY) == ["asset.gone"]
    assets.dispose_of_asset(desk, "002", Disposal(TODAY, words="ชำรุด"))
    assert balance(desk, "5314") == Money.baht("8000.01")
    assert (balance(desk, "1501"), balance(desk, "1502"), balance(desk, "1504")) == (ZERO, ZERO, ZERO)
    assert noted(desk) == []
    assert desk.ask(lambda tx: make_report(tx, "assets", {}, TODAY)).rows == ()
    all_of_them = desk.ask(lambda tx: make_report(tx, "assets", {"state": "all"}, TODAY)).rows
    assert [row.cells[-1] for row in all_of_them[:2]] == ["sold on 10 Jan 2569", "left on 15 Jan 2569"]
    reverse_entry(desk, sold, TODAY, "ไม่มารับ")
    assert desk.ask(lambda tx: value_of(tx, "001", TODAY)) == ("โต๊ะ", Money.baht("334.01"))


def test_what_something_rests_on_is_not_reversed(desk):
    bought = assets.buy_asset(desk, DESK, "1101", "ร้านไม้").voucher
    month, later = (each.voucher for each in assets.depreciate(desk, TODAY))
    assert refused(reverse_entry, desk, bought, TODAY, "ผิด") == ["reversal.followed"]
    left = assets.dispose_of_asset(desk, "001", Disposal(TODAY, words="ชำรุด")).voucher
    assert refused(reverse_entry, desk, month, TODAY, "ผิด") == ["reversal.followed"]
    for voucher in (left, later, month, bought):
        reverse_entry(desk, voucher, TODAY, "ผิด")
    assert desk.ask(kept.assets) == {}
    assert refused(assets.buy_asset, desk, DESK, "1101", "") == ["asset.twice"]


def test_a_reversed_month_is_due_again(desk):
    assets.buy_asset(desk, DESK, "1101", "ร้านไม้")
    reverse_entry(desk, assets.depreciate(desk, TODAY)[0].voucher, TODAY, "ผิด")
    assert list(desk.ask(lambda tx: kept.undepreciated(tx, date(2025, 12, 1)))) == [date(2025, 11, 1)]


def test_a_stock_taking_keeps_what_was_seen_and_where(desk):
    assets.buy_asset(desk, DESK, "1101", "ร้านไม้")
    found = desk.ask(lambda tx: make_report(tx, "assets", {}, TODAY))
    assert found.notes == ("1 asset was never seen.",)
    assert assets.see_assets(desk, ["001"], TODAY, "ขาหัก", "ห้องเก็บของ") == 1
    found = desk.ask(lambda tx: make_report(tx, "assets", {}, TODAY))
    assert found.rows[0].cells[-3:] == ("ห้องเก็บของ", TODAY, "ขาหัก")
    assert refused(assets.see_assets, desk, ["009"], TODAY) == ["asset.unknown"]
    assert refused(assets.see_assets, desk, ["001"], date(2026, 2, 1)) == ["match.future"]


def test_what_is_wrong_is_refused_before_anything_is_kept(desk):
    assert refused(assets.buy_asset, desk, replace(DESK, name="", day=date(2026, 3, 1)), "1501", "") == [
        "asset.no_name", "match.future", "match.account",
    ]  # fmt: skip
    assert refused(assets.bring_asset_forward, desk, replace(DESK, months=0)) == ["asset.months"]
    assert refused(assets.depreciate, desk, date(2026, 3, 1)) == ["match.future"]
    assets.buy_asset(desk, DESK, "1101", "ร้านไม้")
    assets.depreciate(desk, TODAY)
    sold = Disposal(TODAY, Money(5), "5311", "ขาย")
    assert refused(assets.dispose_of_asset, desk, "001", sold) == ["match.account"]


def test_the_schedule_says_what_is_planned_and_what_is_posted(desk):
    assets.bring_asset_forward(desk, OLD)
    assets.depreciate(desk, date(2025, 11, 30))
    found = desk.ask(lambda tx: make_report(tx, "depreciation", {}, TODAY))
    cells = found.rows[0].cells
    assert [each.plain() for each in cells[5:]] == [
        "12000.00", "0.00", "3000.00", "3999.96", "666.66", "6999.96", "5000.04",
    ]  # fmt: skip
    assert found.notes[0] == "1 asset has months of this year that are not posted."
    assert desk.ask(lambda tx: make_report(tx, "depreciation", {"in": "2026-10-01"}, TODAY)).rows[0].cells[
        8
    ].plain() == ("3999.96")


def test_the_form_offers_the_usual_kinds_first(desk):
    found = desk.ask(asset_choices)
    assert [code for code, _words in found.accounts][:5] == ["1501", "1503", "1505", "1506", "1508"]
    assert found.classes["1503"].months == 36


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE assets SET cost = 90000", {"documents", "subledger"}),
        ("UPDATE assets SET months = 9", {"documents"}),
        ("UPDATE asset_events SET amount = 1 WHERE position = 1", {"documents", "subledger"}),
        ("UPDATE asset_events SET words = 'x' WHERE kind = 'disposed'", {"documents"}),
    ],
)
def test_a_changed_register_is_found_out(tmp_path, change, found):
    desk = a_book(tmp_path, today=TODAY)
    post_entry(desk, an_entry("1101 welfare 5,000", "4302 welfare -5,000", day="2025-10-05"))
    assets.buy_asset(desk, DESK, "1101", "ร้านไม้")
    assets.depreciate(desk, TODAY)
    assets.dispose_of_asset(desk, "001", Disposal(TODAY, words="ชำรุด"))
    desk.book.close()
    with unguarded(desk.book.path) as raw:
        raw.execute(change)
        forge(raw)
    desk = reopen(desk)
    failed = {each.id for each in verify_book(desk).results if not each.ok}
    desk.book.close()
    assert failed == found
