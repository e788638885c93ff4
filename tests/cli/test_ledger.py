"""The ledger from the command line: what is posted, and what is refused in a clear sentence."""

import json

import pytest


def an_entry(tmp_path, **given):
    lines = [
        {"account": "1101", "fund": "welfare", "debit_satang": 36500},
        {"account": "4302", "fund": "welfare", "credit_satang": 36500},
    ]
    path = tmp_path / "entry.json"
    kept = {"day": "2026-01-05", "series": "JV", "memo": "donation", "lines": lines, **given}
    path.write_text(json.dumps(kept), encoding="utf-8")
    return path


def test_an_entry_is_posted_and_reversed_once(say, book, tmp_path):
    assert say.done("post", book, an_entry(tmp_path), "--json").json == {"voucher": "JV6901-0001"}
    reverse = ("reverse", book, "jv6901-0001", "--reason", "twice", "--day", "BE2569-01-06")
    assert say.done(*reverse).out == "Posted as JV6901-0002.\n"
    assert say.refused(*reverse) == "JV6901-0001 was reversed already, by JV6901-0002."
    assert say.refused("reverse", book, "JV6901-0002", "--reason", "x").startswith("JV6901-0002 cannot be reversed")
    assert say.refused("reverse", book, "JV6901-0009", "--reason", "x") == "There is no voucher JV6901-0009."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"day": "5/1/2569"}, "“5/1/2569” is no day; write 2026-01-05 or BE2569-01-05."),
        ({"series": "XX"}, "“XX” is no voucher series; write RV, PV or JV."),
        ({"lines": []}, "An entry needs at least two lines."),
        ({"memo": " "}, "Say what this entry is for."),
        (
            {"lines": [{"account": "1101", "fund": "welfare", "debit_satang": 1.5}]},
            "Line 1: write either debit_satang or credit_satang, a whole number above zero.",
        ),
        ({"day": "2025-09-30"}, "The book starts on 1 Oct 2568; 30 Sep 2568 lies before it."),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(say, book, tmp_path, given, said):
    assert said in say.refused("post", book, an_entry(tmp_path, **given))
    assert say.done("report", "journal", book, "--as", "json").json["rows"] == []


def test_a_file_that_is_no_entry_is_named(say, book, tmp_path):
    path = tmp_path / "ไม่ใช่.json"
    assert str(path) in say.refused("post", book, path)
    path.write_text("[1]", encoding="utf-8")
    assert say.refused("post", book, path).startswith("An entry is written as {")


def test_money_in_out_and_across(say, book):
    say.done("money", "in", book, "--cash", "1101", "--line", "4101=100", "--line", "4302=1,000.50", "--memo", "in")
    blankets = ("--line", "5107=500", "--memo", "20 blankets", "--payee", "ร้านผ้า")
    assert say.done("money", "gift", book, *blankets).out == "Posted as JV6901-0001.\n"
    said = say.refused("money", "gift", book, "--line", "1101=500", "--memo", "money")
    assert said == "A gift in kind becomes an expense or something the fund owns, never money."
    said = say.refused("money", "out", book, "--cash", "1101", "--line", "5303=2,000", "--memo", "paper")
    assert said == "1101 would fall 899.50 baht below zero."
    say.done("money", "out", book, "--cash", "1101", "--line", "5303@administration=5", "--memo", "paper")
    say.done("money", "move", book, "500", "--from", "1101", "--to", "1111", "--memo", "deposit")
    say.done("money", "move", book, "50", "--from", "1111@welfare", "--to", "1111@reserve", "--memo", "to reserve")
    assert say.refused("money", "move", book, "x", "--from", "1101", "--to", "1111", "--memo", "m") == (
        "“x” is no amount in baht."
    )
    balances = say.done("report", "trial-balance", book, "--as", "json").json
    assert balances["as_of"] == "2026-01-31"
    assert balances["debit_satang"] == balances["credit_satang"] != 0
    first = balances["rows"][0]
    assert list(first) == ["account", "name", "name_th", "name_en", "fund", "debit_satang", "credit_satang"]
    assert (first["account"], first["name"], first["name_th"]) == ("1101", "Cash on hand (treasurer)", "เงินสดในมือ")


def test_months_close_with_a_pin_and_reopen_with_a_reason(say, book, tmp_path, secrets):
    say.done("post", book, an_entry(tmp_path, day="2025-10-05"))
    closed = say.done("month", "close", book, "2025-10", "--secrets", secrets, "--json").json
    assert len(closed["hash"]) == 64
    assert say.refused("month", "close", book, "2025-12", "--secrets", secrets) == (
        "Close November 2568 first; months close in order."
    )
    assert "October 2568 is closed" in say.refused("post", book, an_entry(tmp_path, day="2025-10-06"))
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"pin": "000000"}', encoding="utf-8")
    reopen = ("month", "reopen", book, "BE2568-10", "--reason", "a bill was forgotten", "--secrets")
    assert say.refused(*reopen, wrong) == "The PIN is wrong."
    wrong.write_text("{}", encoding="utf-8")
    assert say.refused(*reopen, wrong).endswith("holds no “pin”.")
    assert say.done(*reopen, secrets).out == "Reopened October 2568.\n"
    say.done("post", book, an_entry(tmp_path, day="2025-10-06"))


def test_a_year_closes_reopens_and_is_locked(say, tmp_path, secrets):
    book = tmp_path / "ปี.welfare"
    say.done("new", book, "--name", "x", "--from", "2025-12-01", "--fiscal-year-start", "1")
    assert say.done("year", "list", book).out == "No year has begun.\n"
    say.done("post", book, an_entry(tmp_path, day="2025-12-05"))
    assert say.refused("year", "close", book, "BE2568", "--secrets", secrets) == (
        "Close December 2568 first; then the year 2568."
    )
    say.done("month", "close", book, "2025-12", "--secrets", secrets)
    assert len(say.done("year", "close", book, "BE2568", "--secrets", secrets, "--json").json["hash"]) == 64
    reopen = "year", "reopen", book, "2025", "--reason", "a bill was forgotten", "--secrets", secrets
    assert say.done(*reopen).out == "Reopened the year 2568.\n"
    assert say.done("year", "close", book, "2025", "--secrets", secrets).out.startswith("Closed the year 2568. Its ")
    lock = "year", "lock", book, "2025", "--day", "2026-01-02", "--resolution", "1/2569", "--secrets", secrets
    assert say.done(*lock).out == "Locked the year 2568 for good.\n"
    assert say.done("year", "list", book).out == "2568  locked\n"
    assert say.done("year", "list", book, "--json").json == {"years": [{"year": 2025, "status": "locked"}]}
    assert say.refused(*reopen) == "The year 2568 is locked for good: the annual meeting accepted it."
    assert say.refused("year", "close", book, "x", "--secrets", secrets) == "“x” is no year; write 2026 or BE2569."


def test_the_pin_is_asked_on_the_terminal(say, book, tmp_path, monkeypatch):
    say.done("post", book, an_entry(tmp_path, day="2025-10-05"))
    monkeypatch.setattr("welfare_desk.cli.commands.getpass", lambda _asked: "12345")
    assert say.refused("month", "close", book, "2025-10") == "A PIN has at least 6 characters."


def test_drafts_accounts_and_splits(say, book, tmp_path):
    assert say.done("draft", "save", book, an_entry(tmp_path), "--json").json == {"draft": "D-0001"}
    assert say.done("draft", "list", book, "--json").json["drafts"][0]["draft"] == "D-0001"
    assert say.done("draft", "post", book, "D-0001").out == "Posted as JV6901-0001.\n"
    say.done("draft", "save", book, an_entry(tmp_path))
    say.done("draft", "discard", book, "D-0002")
    assert say.refused("draft", "post", book, "D-0002").startswith("There is no draft D-0002")
    say.done("account", "add", book, "1115", "--name", "ธ.ก.ส.", "--like", "1111")
    say.done("account", "close", book, "1115")
    assert say.refused("account", "close", book, "1101") == "1101 still has a balance; move it first."
    assert "more than 20 per cent" in say.done("policy", "set", book, "50/20/30", "--from", "2026-02-01").out
    assert say.refused("policy", "set", book, "50/20", "--from", "2026-03-01") == (
        "The parts of the funds must add up to 100 per cent; they add up to 70."
    )


def test_openings_by_hand(say, book):
    say.done("opening", book, "1101=500", "3101=-400", "3201=-100")
    assert say.done("opening", book, "1101=500", "3101=-400", "3201=-100", "--json").json == {"voucher": None}
    assert say.refused("opening", book, "1101=500", "3101=-40") == "Debit and credit differ by 460.00 baht."


def test_an_auditor_s_entries_and_opinion(say, tmp_path, secrets):
    book = tmp_path / "ปี.welfare"
    say.done("new", book, "--name", "x", "--from", "2025-12-01", "--fiscal-year-start", "1")
    propose = "audit", "propose", book, an_entry(tmp_path, day="2025-12-05"), "--by", "An auditor", "--reason", "a bill"
    assert say.done(*propose).out == "Kept as proposed entry 1.\n"
    assert say.done("audit", "accept", book, "1").out == "Posted as JV6812-0001.\n"
    assert say.done(*propose, "--json").json == {"adjustment": 2}
    assert say.done("audit", "decline", book, "2", "--reason", "twice").out == "Declined the proposed entry 2.\n"
    opinion = "audit", "opinion", book, "BE2568", "clean", "--by", "An auditor"
    assert say.refused(*opinion) == "Close the year 2568 first; an auditor speaks of a closed year."
    say.done("month", "close", book, "2025-12", "--secrets", secrets)
    say.done("year", "close", book, "2025", "--secrets", secrets)
    assert say.done(*opinion).out == "Wrote down the opinion on the year 2568.\n"


def test_a_month_is_looked_at_and_the_close_made_strict(say, book):
    assert "ธ" not in say.done("month", "rules", book).out
    assert say.done("month", "rules", book, "--json").json == {"strict": False}
    assert say.done("month", "rules", book, "--strict", "yes", "--json").json == {"strict": True}
    assert say.done("month", "checklist", book).out
    assert say.done("month", "checklist", book, "--month", "2025-10").out
