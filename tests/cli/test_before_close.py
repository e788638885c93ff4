"""Advances, assets, budgets, tax withheld and figures before the book, from the command line."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent.parent / "samples" / "opening_balances.xlsx"


@pytest.fixture
def opened(say, book):
    said = say.done("import", "opening", book, SAMPLE, "--accept", "--json").json
    assert (said["rows"], said["total_satang"]) == (30, 606206252)
    return book


def test_an_advance_is_given_cleared_and_listed(say, opened):
    give = ("--to", "นายก้อน", "--for", "ประชุม", "--amount", "500", "--due", "2026-01-10", "--day", "2026-01-05")
    assert say.done("advance", "give", opened, *give).out == "Posted as PV6901-0001.\n"
    assert "1 advance is past its day." in say.done("advance", "list", opened).out
    assert say.refused("advance", "clear", opened, "1", "--spent", "5304") == "Write --spent ACCOUNT=BAHT."
    cleared = say.done("advance", "clear", opened, "1", "--spent", "5304=400", "--returned", "100", "--json").json
    assert cleared == {"voucher": "RV6901-0001"}


def test_an_asset_is_kept_depreciated_seen_and_sold(say, opened):
    bought = ("--name", "โต๊ะ", "--account", "1501", "--bought", "2025-12-01", "--cost", "600")
    assert say.done("asset", "add", opened, "001", *bought, "--pay", "1101").out == "Posted as PV6812-0001.\n"
    old = ("--name", "คอมพิวเตอร์", "--account", "1503", "--bought", "2024-01-01", "--depreciated", "21933.33")
    said = say.done("asset", "add", opened, "002", *old, "--cost", "32900").out
    assert said == "002 stands in the register; nothing was posted.\n"
    assert len(say.done("asset", "depreciate", opened, "--json").json["vouchers"]) == 4
    assert say.done("asset", "seen", opened, "001", "002", "--state", "ดี", "--place", "ศาลา").out == "Seen: 2.\n"
    assert "ศาลา" in say.done("asset", "list", opened).out
    sold = say.done("asset", "dispose", opened, "001", "--reason", "มติ 1", "--for", "600", "--account", "1101")
    assert sold.out == "Posted as RV6901-0001.\n"


def test_a_budget_is_adopted_and_warns_where_it_is_gone_over(say, opened):
    adopt = ("--year", "BE2569", "--name", "งบ", "--resolution", "9/2568")
    months = "/".join(["10"] * 12)
    said = say.done("budget", "adopt", opened, f"5303={months}", "5304=1200", *adopt).out
    assert said == "The budget “งบ” is in force with 2 amounts.\n"
    assert "งบ, adopted on 31 January 2569" in say.done("budget", "show", opened, "--month", "2026-01").out
    paid = say.done(
        "money", "out", opened, "--line", "5303=130", "--cash", "1101", "--memo", "กระดาษ", "--payee", "ร้าน"
    )
    assert "5303 Documents and stationery goes 10.00 baht over the budget of the year." in paid.out


def test_a_fee_is_paid_and_its_tax_handed_in(say, opened):
    fee = ("--payee", "นายช่าง", "--amount", "1000", "--expense", "5310", "--account", "1101")
    paid = say.done("withhold", "pay", opened, *fee, "--json").json
    assert (paid["net_satang"], paid["tax_satang"]) == (97000, 3000)
    assert say.refused("withhold", "pay", opened, *fee, "--rate", "x") == "Write the rate in per cent, such as 3."
    assert "To be handed in: 30.00 baht." in say.done("withhold", "list", opened).out
    assert say.done("withhold", "remit", opened, "--account", "1101").out.startswith("Posted as PV")


def test_figures_before_the_book_are_kept(say, opened, tmp_path):
    assert say.done("book", "prior-figures", opened, SAMPLE, "--json").json == {"year": 2025, "lines": 30}
    file = tmp_path / "f.json"
    file.write_text(json.dumps({"lines": [{"line": "R1.member", "satang": 100}]}), encoding="utf-8")
    assert "Received before the book: 1.00 baht" in say.refused("book", "form-figures", opened, file)
    kept = say.done("book", "form-figures", opened, file, "--rest-to-other", "--json").json
    assert (kept["received_satang"], kept["spent_satang"]) == (598149919, 348653835)
