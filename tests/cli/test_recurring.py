"""What comes again, from the command line."""

import json


def test_an_entry_comes_again(say, book, tmp_path):
    file = tmp_path / "e.json"
    lines = [
        {"account": "1101", "fund": "welfare", "debit_satang": 50000},
        {"account": "4401", "fund": "welfare", "credit_satang": 50000},
    ]
    entry = {"day": "2025-11-05", "series": "RV", "memo": "ดอกเบี้ย", "lines": lines}
    file.write_text(json.dumps(entry), encoding="utf-8")
    said = say.done("recurring", "add", book, "ดอกเบี้ย", "--entry", file, "--next", "BE2568-11-05")
    assert said.out == "“ดอกเบี้ย” comes again under number 1; nothing was posted.\n"
    assert "due, 3 times" in say.done("recurring", "list", book).out
    skipped = say.done("recurring", "skip", book, "1", "--reason", "ธนาคารไม่จ่าย")
    assert skipped.out == "Left out once; it comes next on 5 December 2568.\n"
    assert say.done("recurring", "post", book, "--json").json["vouchers"] == ["RV6812-0001", "RV6901-0001"]
    again = ("--voucher", "RV6812-0001", "--every", "3", "--next", "2026-02-01", "--last", "2026-09-30")
    assert say.done("recurring", "add", book, "อีกอัน", *again, "--json").json == {"recurring": 2}
    assert say.done("recurring", "stop", book, "2").out == "It comes no more.\n"
    missing = say.refused("recurring", "add", book, "x", "--template", "PV:ไม่มี", "--next", "2026-02-01")
    assert missing == "There is no template “ไม่มี”."
    assert say.done("verify", book, "--json").json["ok"]
