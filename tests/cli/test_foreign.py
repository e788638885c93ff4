"""From the command line: a ledger of others is looked at, opened, refused; a cash book becomes drafts."""

from pathlib import Path

import pytest

from tests.exchange.saft_files import norwegian

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(norwegian(), encoding="utf-8")
    return path


def test_a_ledger_is_looked_at_and_opened(say, tmp_path, ledger):
    book = tmp_path / "opened.welfare"
    heard = say.done("audit", "open", ledger, book, "--check")
    assert heard.out.startswith("SAF-T NO: accounts: 3, entries: 1. Nothing is wrong.")
    assert not book.exists()
    made = say.done("audit", "open", ledger, book, "--json").json
    assert (made["debit_satang"], made["credit_satang"], made["currency"]) == (15050, 15050, "NOK")
    assert say.done("verify", book, "--json").json["ok"]
    assert say.refused("audit", "open", ledger, book) == f"There is already a file at {book}."


def test_every_fault_is_said_and_nothing_is_made(say, tmp_path, ledger):
    ledger.write_text(norwegian(lines=("50.50", "50.40")), encoding="utf-8")
    said = say.refused("audit", "open", ledger, tmp_path / "opened.welfare")
    assert "debit and credit of entry 17 differ by 0.10 baht." in said
    assert [each.name for each in tmp_path.glob("*.welfare*")] == []


def test_every_statement_of_an_opened_book_holds(say, tmp_path, ledger):
    book = tmp_path / "opened.welfare"
    say.done("audit", "open", ledger, book)
    for name in ("trial-balance", "financial-position", "performance", "cash-flow", "general-ledger", "journal"):
        asked = ("--account", "1920") if name == "general-ledger" else ()
        assert say.done("report", name, book, *asked).out
    said = say.done("report", "financial-position", book).out
    assert "Every account stands in one line." in said
    assert "Assets equal liabilities and capital" in said


def test_a_cash_book_is_looked_at_and_becomes_drafts(say, book, tmp_path):
    sample = SAMPLES / "old_ledger.xlsx"
    seen = say.done("import", "cash-book", book, sample, "--check", "--json").json
    assert [each["row"] for each in seen["wrong_balances"]] == [43, 109]
    assert "drafts" not in seen
    words = tmp_path / "words.tsv"
    words.write_text("side\twords\taccount\nin\tสมทบ\t4101\n", encoding="utf-8")
    kept = say.done("import", "cash-book", book, sample, "--words", words, "--json").json
    assert (len(kept["drafts"]), kept["unknown"]) == (146, 77)
    assert "was taken in already" in say.refused("import", "cash-book", book, sample)
    assert len(say.done("draft", "list", book, "--json").json["drafts"]) == 146


def test_a_table_of_words_that_is_not_there_is_refused(say, book, tmp_path):
    said = say.refused("import", "cash-book", book, SAMPLES / "old_ledger.xlsx", "--words", tmp_path / "none.tsv")
    assert said.startswith("Cannot read")
