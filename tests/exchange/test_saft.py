"""The audit file of a year: what was brought, what moved and what is left agree on every account."""

import io
import os
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.builders import a_book, an_entry
from tests.exchange.test_hledger import NASTY
from tests.reports.books import a_small_book, post
from welfare_desk.exchange.saft import saft
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.money import Money
from welfare_desk.reports.balances import turnovers
from welfare_desk.storage import entries

SPACE = {"s": "urn:StandardAuditFile-Taxation-Financial:NO"}
SCHEMA = os.environ.get("WELFARE_SAFT_SCHEMA", "")  # the agency's own file, which is not ours to carry
YEAR, LAST = 2026, date(2026, 9, 30)


@pytest.fixture
def desk(tmp_path):
    desk = a_small_book(tmp_path)
    yield desk
    desk.book.close()


def exported(desk, year=YEAR):
    with desk.book.read() as tx:
        return "".join(saft(tx, year, date(2026, 1, 15))).encode()


def read(content):
    return etree.parse(io.BytesIO(content)).getroot()


def amount(element, path):
    found = element.findtext(path, None, SPACE)
    return 0 if found is None else Money.baht(found).satang


def balances(root, which):
    return {
        account.findtext("s:AccountID", None, SPACE): amount(account, f"s:{which}DebitBalance")
        - amount(account, f"s:{which}CreditBalance")
        for account in root.iterfind(".//s:Account", SPACE)
    }


def moved(root):
    found = defaultdict(int)
    for line in root.iterfind(".//s:Line", SPACE):
        signed = amount(line, "s:DebitAmount/s:Amount") - amount(line, "s:CreditAmount/s:Amount")
        found[line.findtext("s:AccountID", None, SPACE)] += signed
    return found


def test_opening_and_movements_give_the_closing_of_every_account(desk):
    root = read(exported(desk))
    opening, closing, movements = balances(root, "Opening"), balances(root, "Closing"), moved(root)
    assert {code: opening[code] + movements[code] for code in closing} == closing
    expected = defaultdict(int)
    with desk.book.read() as tx:
        for row in turnovers(tx, None, LAST):
            expected[row.account] += row.balance
    assert closing == expected
    assert set(movements) <= set(closing)


def test_what_is_said_of_the_whole_is_so(desk):
    root = read(exported(desk))
    entries = root.findall(".//s:Transaction", SPACE)
    assert int(root.findtext(".//s:NumberOfEntries", None, SPACE)) == len(entries) > 3
    debits = sum(amount(line, "s:DebitAmount/s:Amount") for line in root.iterfind(".//s:Line", SPACE))
    assert amount(root, ".//s:TotalDebit") == amount(root, ".//s:TotalCredit") == debits
    for entry in entries:
        lines = entry.findall("s:Line", SPACE)
        left, right = (sum(amount(line, f"s:{side}Amount/s:Amount") for line in lines) for side in ("Debit", "Credit"))
        assert left == right > 0


def test_a_year_brings_what_the_one_before_left(desk):
    before, after = read(exported(desk)), read(exported(desk, YEAR + 1))
    assert balances(after, "Opening") == balances(before, "Closing")
    assert after.find(".//s:Transaction", SPACE) is None


def test_an_opening_is_brought_and_no_movement(tmp_path):
    desk = a_book(tmp_path)
    with desk.book.write() as tx:
        opening = an_entry("1101 welfare 500", "3101 welfare -500", day="2025-10-01", series=Series.OPENING)
        entries.add(tx, replace(opening, kind=EntryKind.OPENING), desk.made())
    root = read(exported(desk))
    assert balances(root, "Opening") == balances(root, "Closing")
    assert not moved(root)
    assert root.findtext(".//s:NumberOfEntries", None, SPACE) == "0"
    desk.book.close()


def test_whatever_people_write_stays_a_text_and_nobody_is_named(tmp_path):
    desk = a_book(tmp_path)
    post(desk, [an_entry(memo=f"x {text} <&>\x01", payee=f"{text} ]]>", series=Series.GENERAL) for text in NASTY])
    post(desk, [an_entry(memo="ก" * 400, payee="โทร 0812345678")])
    root = read(exported(desk))
    words = [each.text for each in root.iterfind(".//s:Description", SPACE)]
    assert max(map(len, words)) <= 256
    assert not any("0812345678" in each for each in words)
    desk.book.close()


@pytest.mark.skipif(not SCHEMA, reason="WELFARE_SAFT_SCHEMA names no schema")
@pytest.mark.parametrize("year", [YEAR, YEAR + 1])
def test_it_fits_the_schema(desk, year):
    schema = etree.XMLSchema(etree.parse(Path(SCHEMA)))
    assert schema.validate(etree.ElementTree(read(exported(desk, year)))), str(schema.error_log)
