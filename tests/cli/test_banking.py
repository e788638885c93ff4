"""Cash and banks from the command line: counted, taken in, matched, posted, approved, taken back."""

import pytest

STATEMENT = """วันที่,เวลา,รายการ,เลขที่เช็ค,ถอน,ฝาก,คงเหลือ
01/01/2569,,ยอดยกมา,,,,500.00
06/01/2569,09:10,ฝากเงินสด,,,500.00,"1,000.00"
07/01/2569,09:10,ถอนเงินสด,,120.00,,880.00
31/01/2569,23:50,ค่าธรรมเนียม SMS,,10.00,,870.00
31/01/2569,23:55,ดอกเบี้ยเงินฝาก,,,9.90,879.90
"""


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "ธนาคาร.csv"
    path.write_bytes(STATEMENT.encode("cp874"))
    return path


@pytest.fixture
def banked(say, book):
    say.done("opening", book, "1111=500", "3101=-500")
    say.done("money", "in", book, "--line", "4302=500", "--cash", "1111", "--memo", "บริจาค", "--day", "2026-01-05")
    say.done("money", "out", book, "--line", "5303=120", "--cash", "1111", "--memo", "หมึก", "--day", "2026-01-07")
    return book


def test_cash_is_counted(say, book):
    say.done("money", "in", book, "--line", "4302=500", "--cash", "1101", "--memo", "บริจาค")
    count = ("cash", "count", book, "--piece", "100=4", "--piece", "20=4", "--by", "นางคำ")
    assert "differs from the book by -20.00 baht" in say.refused(*count)
    assert say.done(*count, "--witness", "นายก้อน", "--reason", "ทอนผิด").out == "Kept as cash count 1.\n"
    row = say.done("cash", "list", book, "--json").json["rows"][0]
    assert (row["counted_satang"], row["difference_satang"]) == (48000, -2000)
    assert "480.00" in say.done("cash", "list", book).out
    sheet = say.done("report", "cash-count", book, "--number", "1", "--as", "text").out
    assert "Witness" in sheet


def test_a_bank_is_held_against_the_book(say, banked, statement):
    assert say.done("bank", "account", banked, "--bank", "ธ.ก.ส.").out == "1111 is kept at ธ.ก.ส..\n"
    assert (
        "4 lines, 509.90 baht in, 130.00 baht out; 1 other rows." in say.done("bank", "import", banked, statement).out
    )
    taken = say.done("bank", "import", banked, statement, "--accept", "--columns", "words=C", "--json").json
    assert (taken["taken"], taken["opening_satang"]) == (4, 50000)
    assert say.refused("bank", "import", banked, statement, "--accept") == "This file was taken in already."
    found = say.done("bank", "match", banked, "--json").json
    assert [each["sureness"] for each in found["suggestions"]] == ["certain", "certain"]
    assert [(each["line"], each["account"]) for each in found["bank_only"]] == [(3, "5309"), (4, "4401")]
    assert say.done("bank", "match", banked, "--accept", "--json").json["accepted"] == 2
    say.done("bank", "unmatch", banked, "1")
    matched = say.done("bank", "match", banked, "--line", "1", "--voucher", "RV6901-0001", "--json").json
    assert matched["match"] > 0
    assert say.done("bank", "post", banked, "3").out == "Posted as PV6901-0002.\n"
    assert "are not in the book yet" in say.refused("bank", "approve", banked, "--day", "2026-01-31")
    assert say.done("bank", "accrue-interest", banked, "4", "--day", "2025-12-31").out == "Posted as JV6812-0001.\n"
    posted = say.done("bank", "post", banked, "4", "--tax", "0.10", "--accrued", "4", "--json").json["voucher"]
    lines = say.done("report", "entry", banked, "--voucher", posted, "--as", "text").out
    assert all(each in lines for each in ("9.90", "0.10", "4.00", "6.00"))
    assert say.done("bank", "approve", banked, "--day", "2026-01-31").out == "Approved as reconciliation 1.\n"
    told = say.done("bank", "list", banked, "--json").json
    assert told["reconciliations"][0]["book_satang"] == told["statements"][0]["closing_satang"] == 87990
    assert "4 matched" in say.done("bank", "list", banked).out
    assert "freezes this match" in say.refused("bank", "unmatch", banked, "2")
    assert "is taken back" in say.done("bank", "undo", banked, "--reason", "ผิดวัน").out
    assert say.done("verify", banked).out


def test_a_statement_is_taken_back(say, banked, statement):
    say.done("bank", "import", banked, statement, "--accept")
    assert say.done("bank", "take-back", banked, "1", "--reason", "ผิดบัญชี").out == "Statement 1 counts no longer.\n"
    assert say.done("bank", "import", banked, statement, "--accept", "--json").json["taken"] == 4


def test_what_differs_is_posted(say, banked, statement):
    say.done("money", "in", banked, "--line", "4302=9", "--cash", "1111", "--memo", "x", "--day", "2026-01-31")
    say.done("bank", "import", banked, statement, "--accept")
    post = ("bank", "post", banked, "4", "--voucher", "RV6901-0002", "--reason", "นับผิด")
    assert say.done(*post).out == "Posted as JV6901-0001.\n"
