"""Shares, savings and deductions from pay from the command line."""

import json

import pytest
from openpyxl import load_workbook

from tests.coop_books import a_busy_coop

TODAY = ("--today", "2026-03-31")


@pytest.fixture
def coop(tmp_path):
    return a_busy_coop(tmp_path)


def test_a_member_is_taken_in_buys_and_leaves(say, coop):
    say.done("shares", "admit", coop, "00009", "--resolution", "มติ 3", *TODAY)
    assert say.refused("shares", "buy", coop, "00009", "15", *TODAY) == "Shares are whole shares of 10.00 baht each."
    assert say.done("shares", "buy", coop, "00009", "1,000", *TODAY, "--json").json["voucher"].startswith("RV6903")
    said = say.done("shares", "plan", coop, "00009", "200", *TODAY).out
    assert said == "00009 pays 200.00 baht into shares each month.\n"
    assert say.done("shares", "class", coop, "00009", "associate", *TODAY).out == "00009: Associate member\n"
    assert "1,010.00" in say.done("shares", "list", coop, *TODAY).out
    assert "To be paid out" in say.done("shares", "settlement", coop, "00009", *TODAY).out
    say.done("shares", "leave", coop, "00009", "--reason", "ย้าย", *TODAY)
    assert say.refused("shares", "buy", coop, "00009", "10", *TODAY) == "The membership of 00009 has ended."
    nothing = say.done("shares", "leave", coop, "00010", "--reason", "ไม่มาชำระ", *TODAY).out
    assert nothing == "00010 had nothing to be paid out.\n"


def test_the_code_of_a_statement_is_checked_against_the_book(say, coop):
    said = say.done("report", "member-statement", coop, "--member", "00001", "--as", "json", *TODAY).json
    digest = said["hash"]
    good = "The statement is the one that this book gives.\n"
    assert (
        say.done("shares", "check", coop, "00001", f"WELFARE-DESK STATEMENT X {digest.upper()} KEY", *TODAY).out == good
    )
    shown = " ".join(digest[at : at + 4] for at in range(0, 16, 4))
    assert say.done("shares", "check", coop, "00001", shown, *TODAY).out == good
    say.done("savings", "deposit", coop, "ORD-00001", "1", *TODAY)
    assert say.done("shares", "check", coop, "00001", shown, *TODAY, "--json").json == {"same": False}


def test_rules_are_changed_one_by_one(say, coop):
    kept = say.done(
        "shares", "rules", coop, "--counted-to", "15", "--fee", "75", "--guarantors", "flag", *TODAY, "--json"
    )
    assert (kept.json["share_counted_to"], kept.json["share_par"]) == ("15", "1000")
    assert (kept.json["entrance_fee"], kept.json["leaving_guarantors"]) == ("7500", "flag")
    say.refused("shares", "rules", coop, "--par", "100", *TODAY)


def test_a_savings_account_lives_from_the_command_line(say, coop, tmp_path):
    assert say.done("savings", "usual", coop, *TODAY).out == "They are kept already.\n"
    product = {"code": "KID", "name_th": "เงินฝากเยาวชน", "account": "21414", "rate": 15_000, "posting_months": [6]}
    (tmp_path / "kid.json").write_text(json.dumps(product), encoding="utf-8")
    assert say.done("savings", "product", coop, tmp_path / "kid.json", *TODAY).out == "KID is kept.\n"
    opened = say.done("savings", "open", coop, "00002", "KID", "100", *TODAY, "--json").json
    assert opened["account"] == "KID-00001"
    say.done("savings", "deposit", coop, "KID-00001", "50", *TODAY)
    say.done("savings", "withdraw", coop, "KID-00001", "20.50", *TODAY)
    hold = say.done("savings", "hold", coop, "KID-00001", "100", "--reason", "ศาล", *TODAY, "--json").json["hold"]
    assert say.refused("savings", "withdraw", coop, "KID-00001", "30", *TODAY).startswith("29.50 baht may be taken out")
    say.done("savings", "release", coop, "KID-00001", hold, "--reason", "ศาลสั่ง", *TODAY)
    assert "KID-00001" in say.done("savings", "list", coop, *TODAY).out
    say.done("savings", "accrue", coop, "2026-03", *TODAY)
    assert say.done("savings", "accrue", coop, "2026-03", *TODAY).out == "Nothing was left to accrue.\n"
    say.done("savings", "interest", coop, *TODAY)
    assert say.done("savings", "dormant", coop, *TODAY, "--json").json["accounts"] == ["SLP-00002"]
    assert (
        say.done("savings", "wake", coop, "SLP-00002", "--reason", "มาเอง", *TODAY).out
        == "Account SLP-00002 is awake.\n"
    )
    say.done("savings", "close", coop, "KID-00001", "--reason", "เลิก", *TODAY)
    assert say.refused("savings", "deposit", coop, "KID-00001", "1", *TODAY) == "Account KID-00001 is closed."
    assert "✗" not in say.done("verify", coop).out


def test_a_passbook_goes_on_where_the_last_print_stopped(say, coop):
    first = say.done("savings", "passbook", coop, "ORD-00001", *TODAY).out.splitlines()
    assert [line.split()[1] for line in first] == ["DEP", "DEP", "WDL"]
    assert say.done("savings", "passbook", coop, "ORD-00001", *TODAY).out == ""
    say.done("savings", "deposit", coop, "ORD-00001", "9", *TODAY)
    again = say.done("savings", "passbook", coop, "ORD-00001", *TODAY).out
    assert again.startswith("\n\n\n 31/3/2569 DEP")
    assert len(say.done("savings", "passbook", coop, "ORD-00001", "--again", *TODAY).out.splitlines()) == 4


def test_deductions_go_out_as_a_workbook_and_come_back(say, coop, tmp_path):
    made = say.done("payroll", "make", coop, "โรงเรียนบ้านทดสอบ", "2026-03", *TODAY, "--json").json["sheet"]
    path = tmp_path / "หัก.xlsx"
    say.done("report", "payroll-sheet", coop, "--with", f"number={made}", "--as", "xlsx", "-o", path, *TODAY)
    assert say.done("payroll", "read", coop, made, path, *TODAY).out.count("Nothing was kept back") == 2
    book = load_workbook(path)
    for cells in book.active.iter_rows():
        if cells[0].value in {"00001", "00003"}:
            cells[6].value = 450 if cells[0].value == "00001" else 300
    book.save(path)
    posted = say.done("payroll", "post", coop, made, path, "--account", "11131", *TODAY, "--json").json
    assert (posted["count"], posted["satang"]) == (2, 75_000)
    assert ("00001", "short") in [(each["member"], each["kind"]) for each in posted["differences"]]
    assert "was posted already" in say.refused("payroll", "post", coop, made, path, *TODAY)
    say.done("payroll", "rules", coop, "share", "loan", "savings", "--refuse-more", *TODAY)
    assert say.refused("payroll", "rules", coop, "share", "share", "loan", *TODAY).startswith("Put loans")


def test_a_file_without_the_columns_is_refused(say, coop, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert say.refused("payroll", "read", coop, "1", path, *TODAY) == (
        "x.csv has no columns “member number” and “kept back”."
    )


def test_a_welfare_fund_has_none_of_it(say, book):
    refusal = "This is the book of a welfare fund: it keeps no shares, savings or loans of members."
    assert say.refused("shares", "buy", book, "1", "10") == refusal
    assert say.refused("savings", "usual", book) == refusal
    assert say.refused("payroll", "make", book, "x", "2026-01") == refusal
