"""A fund's working day, end to end: from an empty folder to receipts in hand and a trial balance that is right."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pypdfium2

from tests.cli.at_the_desk import Terminal

SAMPLES = Path(__file__).parent / "samples"
MONTHS = {"10": (1014, 783, 9734400), "11": (1023, 526, 3973500), "12": (1027, 509, 3042800)}


def test_a_working_day(capfdbinary, tmp_path):
    say = Terminal(capfdbinary, "2026-09-30")
    book = tmp_path / "กองทุน หนองตะวัน.welfare"
    say.done("new", book, "--name", "กองทุนสวัสดิการชุมชนตำบลหนองตะวัน", "--from", "2025-10-01", "--split", "70/20/10")
    bring_members_in(say, book)
    say.done("opening", book, "1101=500", "1111=20,000", "3101=-15,500", "3201=-5,000")
    for month in MONTHS:
        collect(say, book, month)
    assert say.done("verify", book, "--json").json["ok"] is True
    hand_out_receipts(say, book, tmp_path)
    rows = say.done("report", "trial-balance", book, "--as", "json").json["rows"]
    balances = {(row["account"], row["fund"]): row["debit_satang"] - row["credit_satang"] for row in rows}
    balances = {key: satang for key, satang in balances.items() if satang}
    say.done("export", "hledger", book, "-o", tmp_path / "x.journal")
    for totals in others_totals(tmp_path / "x.journal"):
        assert totals == balances
    assert sum(satang for (account, _), satang in balances.items() if account in ("4101", "2201")) == -165_989_00


def bring_members_in(say, book):
    preview = say.done("import", "members", book, SAMPLES / "members.xlsx", "--json").json
    assert {name: preview[name] for name in ("rows", "importable", "refused", "skipped")} == {
        "rows": 1152,
        "importable": 1147,
        "refused": 5,
        "skipped": 43,
    }
    assert {"sheet", "cell", "code", "read_as", "sentence"} <= set(preview["problems"][0])
    assert Path(preview["questions_file"]).is_file()
    assert say.done("import", "members", book, SAMPLES / "members.xlsx", "--accept", "--json").json["accepted"] == 1147
    assert say.done("import", "members", book, SAMPLES / "members.xlsx", "--accept", "--json").json["accepted"] == 0


def collect(say, book, month):
    rows, ready, total = MONTHS[month]
    path = SAMPLES / f"collections_2568_{month}.xlsx"
    preview = say.done("import", "collections", book, path, "--json").json
    counted = {name: preview[name] for name in ("rows", "importable", "refused", "total_satang")}
    assert counted == {"rows": rows, "importable": ready, "refused": 8, "total_satang": total}
    assert "wrong_total" in {each["code"] for each in preview["problems"]}
    assert len(say.done("import", "collections", book, path, "--accept", "--json").json["posted"]) == ready
    answers = Path(preview["questions_file"])
    form = json.loads(answers.read_text(encoding="utf-8"))
    for question in form["questions"]:
        if question["code"] == "not_in_register":
            question["answer"] = "unidentified"
    answers.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    again = say.done("import", "collections", book, path, "--accept", "--answers", answers, "--json").json
    assert len(again["posted"]) == 2  # the money of unknown payers waits in 2901, not in a drawer
    assert say.done("import", "collections", book, path, "--accept", "--json").json["posted"] == []


def hand_out_receipts(say, book, tmp_path):
    out = tmp_path / "ใบเสร็จ.pdf"
    asked = ("receipt", "print", book, "--from", "2025-10-01", "--to", "2026-09-30", "--lang", "th", "-o", out)
    say.done(*asked, "--layout", "A4x4")
    printed = sum(ready for _, ready, _ in MONTHS.values()) + 2 * len(MONTHS)
    pdf = pypdfium2.PdfDocument(out)
    assert len(pdf) == (printed + 3) // 4
    text = pdf[0].get_textpage().get_text_bounded()
    assert "กองทุนสวัสดิการชุมชนตำบลหนองตะวัน" in text
    assert "สามสิบบาทถ้วน" in text
    assert "สำเนา" not in text
    say.done("receipt", "print", book, "RV6810-0001", "--lang", "th", "-o", out)
    assert "สำเนา" in pypdfium2.PdfDocument(out)[0].get_textpage().get_text_bounded()


def others_totals(journal):
    """Let each program that is installed total the journal, by account and fund, in satang."""
    if shutil.which("hledger"):
        subprocess.run(["hledger", "-f", journal, "check", "-s"], check=True)
        asked = ["hledger", "-f", journal, "balance", "--flat", "-N", "-O", "csv"]
        rows = list(
            csv.DictReader(subprocess.run(asked, capture_output=True, check=True, text=True).stdout.splitlines())
        )
        yield by_fund((row["account"], row["balance"]) for row in rows)
    if shutil.which("ledger"):
        asked = ["ledger", "-f", journal, "--strict", "--pedantic", "balance", "--flat", "--no-total"]
        asked += ["--balance-format", "%(account)\t%(display_total)\n"]
        lines = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.splitlines()
        yield by_fund(tuple(line.split("\t")) for line in lines)


def by_fund(totals):
    found = {}
    for account, amount in totals:
        _root, code, fund = account.strip().split(":")
        baht = Decimal(re.sub(r"[^-0-9.]", "", amount) or 0)
        found[code.split("-")[0], fund] = int(baht * 100)
    return {key: satang for key, satang in found.items() if satang}
