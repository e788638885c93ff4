"""Whole books from the command line: made, checked, copied, exported, pictured; and every way in explained."""

import ast
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import welfare_desk
from tests.cli.test_ledger import an_entry
from tests.services.committee import PASSWORD
from welfare_desk import settings
from welfare_desk.cli import all_commands
from welfare_desk.reports.catalogue import KINDS

PACKAGE = Path(welfare_desk.__file__).parent
# What the window, an import or another service calls, and no person by itself.
INSIDE = {
    "attached",
    "reverse",
    "refuse_without",
    "ask_for_approval",
    "settle",
    "put_status",
    "take_back_death",
    "pay_dues",
    "what_follows",
    "take",
    "settle_on",
    "post_events",
    "keep_mappings",
    "create",
    "sit_down",
    "problems_of_head",
    "read_split",
    "post_drafts",
    "opening_sheet",
    "as_auditors_see_it",
}
OF_THE_WINDOW = {
    "keep_unfinished",
    "keep_template",
    "discard_template",
    "sign_out",
    "see_that_it_fits",
    "parts_of_year",
    "years_of_packs",
    "desk_of_auditors",
}  # its forms, its desk


def test_a_book_is_made_once_and_named(say, book, tmp_path):
    assert say.refused("new", book, "--name", "again") == f"There is already a file at {book}."
    assert say.refused("new", tmp_path / "b.welfare") == "Write the name of the fund."
    practice = say.refused("new", tmp_path / "b.welfare", "--practice", "--kind", "savings-group")
    assert practice == "There is a practice book of a welfare fund and one of a cooperative."
    assert say.refused("new", tmp_path / "b.welfare", "--name", "x", "--split", "1/2") == (
        "The parts of the funds must add up to 100 per cent; they add up to 3."
    )
    assert not (tmp_path / "b.welfare").exists()
    assert say.done("fund", "set", book, "--head", "นายก้อน", "--json").json["head"] == "นายก้อน"
    assert say.done("report", "trial-balance", book).out.splitlines()[1] == "กองทุนทดสอบ"


def test_a_book_is_told_its_plan_its_founding_and_its_place(say, tmp_path):
    path = tmp_path / "b.welfare"
    say.done("new", path, "--name", "x", "--plan", "monthly", "--founded", "2010-11-01", "--tambon", "400101")
    with sqlite3.connect(path) as book:
        kept = dict(book.execute("SELECT key, value FROM settings"))
    assert (kept["plan"], kept["founded"], kept["tambon"]) == ("monthly", "2010-11-01", "400101")
    other = tmp_path / "c.welfare"
    assert say.refused("new", other, "--name", "x", "--plan", "hourly") == "There is no plan “hourly”."
    assert say.refused("new", other, "--name", "x", "--tambon", "000000") == (
        "There is no tambon with the code 000000."
    )
    assert not other.exists()


def test_the_first_day_is_that_of_the_running_fiscal_year(say, tmp_path):
    path = tmp_path / "b.welfare"
    say.done("new", path, "--name", "x", "--today", "2026-03-01", "--fiscal-year-start", "1")
    assert "1 Jan 2569" in say.refused("post", path, an_entry(tmp_path, day="2025-12-31"))


def test_checks_answer_in_words_and_for_programs(say, book):
    heard = say.done("verify", book, "--json").json
    assert heard["ok"] is True
    assert heard["notes"] == ["Approval by a second person is off: one person posts alone in this book."]
    assert {"id", "ok", "found"} == set(heard["checks"][0])
    assert "✓ Debits equal credits in every entry." in say.done("verify", book).out


def test_a_book_altered_from_outside_is_found_out(say, book, tmp_path):
    import sqlite3
    from contextlib import closing

    say.done("post", book, an_entry(tmp_path))
    with closing(sqlite3.connect(book)) as raw:
        raw.execute("DROP TRIGGER postings_update")
        raw.execute("UPDATE postings SET amount = amount * 2")
        raw.commit()
    heard = say("verify", book, "--json")
    assert heard.code == 1
    assert {"broken_seal", "movements", "schema"} <= {each["id"] for each in heard.json["checks"] if not each["ok"]}
    assert heard.err.strip() == "The book does not pass every check."


def test_an_export_goes_to_a_file_or_the_terminal(say, book, tmp_path):
    say.done("post", book, an_entry(tmp_path))
    say.done("export", "hledger", book, "-o", tmp_path / "x.journal")
    assert (tmp_path / "x.journal").read_text(encoding="utf-8") == say.done("export", "hledger", book).out
    assert "no such folder" in say.refused("export", "hledger", book, "-o", tmp_path / "no such folder" / "x")


@pytest.mark.parametrize("content", [b"", b"not a book at all, only some text that is long enough" * 20])
def test_a_file_that_is_no_book_is_left_alone(say, tmp_path, content):
    path = tmp_path / "งบ.welfare"
    path.write_bytes(content)
    assert say.refused("verify", path) == f"{path} is not a book of Welfare Desk."
    assert say.refused("post", path, an_entry(tmp_path)) == f"{path} is not a book of Welfare Desk."
    assert path.read_bytes() == content
    assert say.refused("verify", tmp_path / "none.welfare") == f"There is no book at {tmp_path / 'none.welfare'}."


def test_a_picture_is_taken_beside_an_open_book(say, book, tmp_path):
    from tests.builders import outside
    from welfare_desk.services import books

    with books.sit_down(book, outside()).book:
        say.done("shot", book, "today", "-o", tmp_path / "วันนี้.png", "--size", "1000x700")
    assert (tmp_path / "วันนี้.png").read_bytes().startswith(b"\x89PNG")
    assert say.refused("shot", book, "nowhere", "-o", tmp_path / "x.png") == "There is no screen “nowhere”."
    assert (
        say.refused("shot", book, "today", "-o", tmp_path / "x.png", "--size", "big") == "Write the size as 1366x768."
    )


@pytest.mark.parametrize("form", ["text", "csv", "json", "xlsx", "pdf"])
def test_every_report_comes_in_every_form(say, book, tmp_path, form):
    say.done("post", book, an_entry(tmp_path))
    entered = ("--first-name", "มาลี", "--no-id", "missing", "--entry-day", "2020-01-01")
    for number in ("00001", "00002"):
        say.done("member", "add", book, number, *entered)
    say.done("collect", book, "00001=30", "--village", "1", "--account", "1103")
    slip = say.done("hand-in", "make", book, "1", "--by", "ป้าแดง", "--counted", "29.50", "--json").json["voucher"]
    found = ("--found", "1101=394.50", "--found", "1103=0")
    say.done("handover", book, "treasurer", "--by", "นางคำ", "--to", "นางแดง", *found)
    free = ("--cutoff", "01-31", "--full-years", "0", "--paid-up", "no")
    say.done("match", "programme", book, "codi", "--name", "สมทบ", "--giver", "state", *free)
    say.done("match", "round", book, "codi", "--year", "BE2569")
    say.done("match", "ask", book, "1", "--amount", "1", "--letter", "สช 1")
    say.done("match", "receive", book, "1", "--amount", "1")
    grant = ("--name", "บ่อน้ำ", "--giver", "อบต.", "--income", "4203", "--amount", "900", "--letter", "อบต 7")
    say.done("grant", "new", book, *grant)
    fee = ("--payee", "นายช่าง", "--amount", "100", "--expense", "5310", "--account", "1101")
    say.done("withhold", "pay", book, *fee)
    say.done("committee", "add", book, "นางมาลี", "--post", "chair", "--from", "2025-10-01")
    say.done("meeting", "add", book, "committee", "--name", "1/2569", "--day", "2026-01-05", "--present", "1")
    paid = a_benefit(say, book)
    hers = ("--secrets", a_committee(say, book, tmp_path))
    say.done("pending", "rules", book, "--general", "1", *hers)
    say.done("post", book, an_entry(tmp_path), *hers)
    say.done("cash", "count", book, "--account", "1102", "--by", "นางคำ", *hers)
    needed = {"account": "1101", "member": "00001", "voucher": slip, "number": "1", "claim": "1"}
    listed = {each["name"]: each for each in say.done("reports", book, "--json", *hers).json["reports"]}
    assert set(listed) == {kind.name for kind in KINDS}
    for name, kind in listed.items():
        named = needed | ({"voucher": paid} if name == "benefit-voucher" else {})
        asked = [f"--{each['name']}={named[each['name']]}" for each in kind["parameters"] if each["required"]]
        out = tmp_path / f"{name}.{form}"
        say.done("report", name, book, *asked, "--as", form, "-o", out, *hers)
        assert out.stat().st_size > 0


def a_benefit(say, book):
    """Bring a claim to its voucher, and give that."""
    say.done("regulation", "adopt", book, "--name", "ระเบียบ", "--from", "2025-10-01", "--adopted", "2025-10-01",
             "--resolution", "1")  # fmt: skip
    say.done("claim", "new", book, "PUBLIC", "--event", "2026-01-05", "--asked", "5")
    say.done("claim", "decide", book, "1")
    say.done("claim", "approve", book, "1", "--resolution", "2")
    return say.done("claim", "pay", book, "1", "--payee", "วัด", "--json").json["vouchers"][0]


def a_committee(say, book, folder):
    """Let มาลี and ก้อน work in a book; give the file of her secrets."""
    secrets = folder / "มาลี.json"
    kept = {"user": "มาลี", "password": PASSWORD, "new_password": PASSWORD}
    secrets.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    say.done("user", "begin", book, "--name", "มาลี", "--secrets", secrets)
    say.done("user", "add", book, "--name", "ก้อน", "--role", "chair", "--secrets", secrets)
    return secrets


def test_a_report_is_asked_for_what_it_knows(say, book):
    assert say.refused("report", "nothing", book) == "There is no report “nothing”."
    assert say.refused("report", "general-ledger", book) == "Say for which “Account” the report is made."
    assert say.refused("report", "trial-balance", book, "--member", "1").startswith("This report cannot be asked for")
    assert say.refused("report", "trial-balance", book, "--with", "by") == "Write --with NAME=VALUE."


def test_every_command_explains_itself_in_both_languages(say):
    for command in all_commands():
        for language in ("th", "en"):
            heard = say(*command.words, "--help", "--lang", language)
            assert heard.code == 0
            assert " ".join(command.words) in heard.out


def test_every_act_can_be_reached_from_the_command_line():
    acts: set[str] = set()
    for path in (PACKAGE / "services").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                takes = {ast.unparse(each.annotation) for each in node.args.args if each.annotation}
                if "Desk" in takes:
                    acts.add(node.name)
    called = (PACKAGE / "exchange" / each for each in ("acceptance.py", "whole_book.py"))
    sources = [*(PACKAGE / "cli").glob("*.py"), *called]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert {act for act in acts - INSIDE - OF_THE_WINDOW if act not in said} == set()


def test_a_picture_of_a_broken_book_is_refused_and_does_not_wait_for_anybody(say, book, tmp_path):
    with closing(sqlite3.connect(book)) as raw:
        raw.execute("DROP TABLE claim_events")
    said = say.refused("shot", book, "claims", "-o", tmp_path / "x.png")
    assert said.startswith("No picture: the window says")


def test_it_is_a_program_of_its_own(tmp_path):
    command = [sys.executable, "-c", "from welfare_desk.cli import main; raise SystemExit(main())"]
    path = tmp_path / "กองทุน.welfare"
    made = subprocess.run(
        [*command, "new", str(path), "--name", "กองทุน", "--lang", "th"], capture_output=True, check=False
    )
    assert (made.returncode, made.stderr) == (0, b"")
    assert str(path) in made.stdout.decode("utf-8")
    refused = subprocess.run([*command, "verify", str(tmp_path), "--lang", "en"], capture_output=True, check=False)
    assert (refused.returncode, refused.stdout) == (1, b"")


def test_a_fault_of_the_program_is_owned_up_to_in_words(say, book, tmp_path, monkeypatch):
    """A table that another program took away is nothing that the program foresaw."""
    monkeypatch.setattr(settings, "log_folder", lambda: tmp_path / "log")
    with closing(sqlite3.connect(book)) as raw:
        raw.execute("DROP TABLE audit")
    heard = say("trail", "show", book)
    assert heard.code == 2
    assert heard.err.startswith("The program made a mistake. Nothing was saved in part")
    assert "Traceback" not in heard.err
    report = (tmp_path / "log" / "welfare-desk-report.txt").read_text(encoding="utf-8")
    assert "sqlite3.OperationalError (SQLITE_ERROR)" in report
    assert str(tmp_path) not in report


def test_the_fund_limits_its_administration(say, book):
    said = say.done("fund", "limit-administration", book, "15")
    assert said.out == "Of all spending, administration should take at most 15 %.\n"
    assert "At most: 15 %" in say.done("report", "fund-health", book).out
    assert say.refused("fund", "limit-administration", book, "0") == "Write a number of per cents from 1 to 100."


def test_whoever_stops_reading_hears_of_no_fault(say, book):
    say.done("reports", book)
    command = [
        sys.executable,
        "-c",
        "from welfare_desk.cli import main; raise SystemExit(main())",
        "reports",
        str(book),
    ]
    heard = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    heard.stdout.close()
    said = heard.stderr.read().decode()
    assert (heard.wait(), said) == (0, "")
