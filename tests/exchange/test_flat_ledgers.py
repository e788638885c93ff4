"""A year as one flat table: a row for each line, and the same sums as the book."""

import csv
import io
from collections import defaultdict
from datetime import date

import pytest

from tests.builders import a_book, an_entry
from tests.exchange.test_hledger import NASTY
from tests.reports.books import a_small_book, post
from welfare_desk.exchange.flat_ledgers import ADS, FEC, ads_detail, fec
from welfare_desk.money import Money
from welfare_desk.reports.balances import turnovers

YEAR, FIRST, LAST = 2026, date(2025, 10, 1), date(2026, 9, 30)


@pytest.fixture
def desk(tmp_path):
    desk = a_small_book(tmp_path)
    yield desk
    desk.book.close()


def exported(desk, writer, year=YEAR):
    with desk.book.read() as tx:
        return "".join(writer(tx, year))


def ads_rows(desk, year=YEAR):
    text = exported(desk, ads_detail, year)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def fec_rows(desk, year=YEAR):
    lines = exported(desk, fec, year).split("\r\n")
    assert lines.pop() == ""
    head, *rows = (line.split("\t") for line in lines)
    assert tuple(head) == FEC
    assert {len(row) for row in rows} <= {len(FEC)}
    return [dict(zip(FEC, row, strict=True)) for row in rows]


def satang(text):
    return Money.baht(text.replace(",", ".")).satang


def test_ads_rows_add_up_to_what_moved(desk):
    found = defaultdict(int)
    rows = ads_rows(desk)
    for row in rows:
        found[row["glAccountNumber"], row["fund"]] += satang(row["transactionAmount"])
        assert (row["amountCreditDebitIndicator"] == "D") == (satang(row["transactionAmount"]) > 0)
    with desk.book.read() as tx:
        moved = {(row.account, row.fund): row.debit - row.credit for row in turnovers(tx, FIRST, LAST)}
    assert {key: value for key, value in found.items() if value} == {
        key: value for key, value in moved.items() if value
    }
    assert tuple(rows[0]) == ADS
    reversals = [row for row in rows if row["reversalIndicator"] == "1"]
    assert {row["reversalJournalId"][:2] for row in reversals} == {"RV"}


def test_fec_begins_with_what_was_brought_and_ends_with_what_is_left(desk):
    found = defaultdict(int)
    for row in fec_rows(desk):
        found[row["CompteNum"], row["CompAuxNum"]] += satang(row["Debit"]) - satang(row["Credit"])
    with desk.book.read() as tx:
        left = {(row.account, row.fund): row.balance for row in turnovers(tx, None, LAST) if row.balance}
    assert {key: value for key, value in found.items() if value} == left
    after = fec_rows(desk, YEAR + 1)
    assert {row["JournalCode"] for row in after} == {"OB"}
    assert sum(satang(row["Debit"]) - satang(row["Credit"]) for row in after) == 0


@pytest.mark.parametrize("rows", [ads_rows, fec_rows])
def test_whatever_people_write_stays_in_its_cell(tmp_path, rows):
    desk = a_book(tmp_path)
    post(desk, [an_entry(memo=f"{text}\tx\r\ny", payee=f"{text} 0812345678") for text in NASTY])
    found = rows(desk)
    assert len(found) == 2 * len(NASTY)
    assert not any("0812345678" in cell or cell.startswith(("=", "+", "@")) for row in found for cell in row.values())
    desk.book.close()
