"""A book of GnuCash opens from its XML, packed or not, and from its SQLite, with every satang."""

import gzip
import sqlite3
from contextlib import closing

import pytest

from tests.exchange.test_foreign_books import balances, opened, problems, refused, types
from tests.exchange.test_gnucash import exported
from tests.exchange.test_hledger import by_account
from tests.reports.books import a_small_book
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.money import Money
from welfare_desk.services.integrity import verify_book

SPACES = " ".join(
    f'xmlns:{each}="http://www.gnucash.org/XML/{each}"'
    for each in ("gnc", "act", "book", "cmdty", "slot", "split", "trn", "ts")
)


@pytest.fixture(autouse=True)
def _english():
    with spoken("en"):
        yield


def account(guid, name, kind, parent, code=""):
    above = f'<act:parent type="guid">{parent}</act:parent>' if parent else ""
    numbered = f"<act:code>{code}</act:code>" if code else ""
    return (
        f'<gnc:account version="2.0.0"><act:name>{name}</act:name><act:id type="guid">{guid}</act:id>'
        f"<act:type>{kind}</act:type>{numbered}{above}</gnc:account>"
    )


def transaction(guid, day, said, *splits, unit="THB", more=""):
    parts = "".join(
        f'<trn:split><split:id type="guid">{guid}{at}</split:id><split:value>{value}</split:value>'
        f'<split:account type="guid">{to}</split:account></trn:split>'
        for at, (to, value) in enumerate(splits)
    )
    return (
        f'<gnc:transaction version="2.0.0"><trn:id type="guid">{guid}</trn:id><trn:currency>'
        f"<cmdty:space>CURRENCY</cmdty:space><cmdty:id>{unit}</cmdty:id></trn:currency><trn:num>7</trn:num>"
        f"<trn:date-posted><ts:date>{day} 10:59:00 +0000</ts:date></trn:date-posted>"
        f"<trn:description>{said}</trn:description>{more}<trn:splits>{parts}</trn:splits></gnc:transaction>"
    )


ACCOUNTS = (
    account("r", "Root Account", "ROOT", ""),
    account("a", "Assets", "ASSET", "r"),
    account("b", "Bank", "BANK", "a"),
    account("c", "Card", "CREDIT", "r"),
    account("e", "Opening", "EQUITY", "r"),
    account("i", "Dues", "INCOME", "r", "4000"),
    account("x", "Rent", "EXPENSE", "r", "5000"),
)
ENTRIES = (
    transaction("t1", "2024-01-01", "brought", ("b", "100000/100"), ("e", "-100000/100")),
    transaction("t2", "2024-02-05", "dues", ("b", "2505/10"), ("i", "-25050/100")),
    transaction("t3", "2024-03-05", "rent", ("x", "1/3"), ("c", "-1/3")),
)
TEMPLATES = "<gnc:template-transactions>{}</gnc:template-transactions>".format(
    account("z", "planned", "BANK", "r") + transaction("t9", "2024-01-01", "planned", ("z", "5/1"))
)


def a_file(*entries, accounts=ACCOUNTS):
    inside = "".join((*accounts, *entries))
    return f'<?xml version="1.0"?>\n<gnc-v2 {SPACES}><gnc:book version="2.0.0">{inside}{TEMPLATES}</gnc:book></gnc-v2>'


def test_accounts_have_their_types_and_codes_and_templates_are_no_entries(tmp_path):
    desk, made = opened(tmp_path, a_file(*ENTRIES[:2]), "book.gnucash")
    assert made.codes == {"Assets:Bank": "1001", "Card": "2001", "Opening": "3001", "4000": "4000", "5000": "5000"}
    assert balances(desk) == {"1001": "1250.50", "3001": "-1000.00", "4000": "-250.50"}
    assert types(desk)["2001"] is AccountType.LIABILITY
    assert verify_book(desk).ok
    desk.book.close()


def test_a_fraction_that_is_no_whole_satang_is_told(tmp_path):
    found = problems(tmp_path, a_file(*ENTRIES), "book.gnucash")
    assert found[0] == "Transaction 2024-03-05 7 rent: 1/3 has more than two decimals."


def test_another_currency_is_told(tmp_path):
    other = transaction("t4", "2024-03-05", "trip", ("x", "100/100"), ("c", "-100/100"), unit="USD")
    assert problems(tmp_path, a_file(*ENTRIES[:2], other), "book.gnucash") == [
        "Transaction 2024-03-05 7 trip: it is in USD; only a book in one currency can be opened (THB)."
    ]


def test_a_split_on_no_account_and_one_that_does_not_balance_are_told(tmp_path):
    odd = transaction("t4", "2024-03-05", "odd", ("q", "100/100"))
    found = problems(tmp_path, a_file(odd), "book.gnucash")
    assert found == [
        "Transaction 2024-03-05 7 odd: debit and credit of entry 7 differ by 1.00 baht.",
        "Transaction 2024-03-05 7 odd: the account q is not in the file's own list of accounts.",
    ]


def test_the_entry_that_closed_a_year_stays_one(tmp_path):
    slot = "<trn:slots><slot><slot:key>book_closing</slot:key><slot:value>1</slot:value></slot></trn:slots>"
    closed = transaction("t5", "2024-12-31", "close", ("i", "25050/100"), ("e", "-25050/100"), more=slot)
    desk, _made = opened(tmp_path, a_file(*ENTRIES[:2], closed), "book.gnucash")
    kinds = desk.ask(lambda tx: [row[0] for row in tx.exec_driver_sql("SELECT kind FROM entries ORDER BY id")])
    assert kinds == ["normal", "normal", "closing"]
    assert balances(desk) == {"1001": "1250.50", "3001": "-1250.50"}
    desk.book.close()


@pytest.mark.parametrize("packed", [True, False])
def test_what_we_write_for_gnucash_comes_back_with_the_same_balances(tmp_path, packed):
    ours = a_small_book(tmp_path)
    content = gzip.compress(exported(ours)) if packed else exported(ours)
    desk, made = opened(tmp_path, content, "ours.gnucash")
    back = balances(desk)
    mine = {f"{account}/{fund}": Money(satang).plain() for (account, fund), satang in by_account(ours).items()}
    assert {code: back[kept] for code, kept in made.codes.items() if kept in back} == mine
    assert verify_book(desk).ok
    desk.book.close()
    ours.book.close()


SCHEMA = """
CREATE TABLE commodities (guid text(32) PRIMARY KEY NOT NULL, namespace text(2048) NOT NULL,
  mnemonic text(2048) NOT NULL, fullname text(2048), fraction integer NOT NULL);
CREATE TABLE books (guid text(32) PRIMARY KEY NOT NULL, root_account_guid text(32), root_template_guid text(32));
CREATE TABLE accounts (guid text(32) PRIMARY KEY NOT NULL, name text(2048) NOT NULL, account_type text(2048) NOT NULL,
  commodity_guid text(32), parent_guid text(32), code text(2048), placeholder integer);
CREATE TABLE transactions (guid text(32) PRIMARY KEY NOT NULL, currency_guid text(32) NOT NULL,
  num text(2048) NOT NULL, post_date text(19), enter_date text(19), description text(2048));
CREATE TABLE splits (guid text(32) PRIMARY KEY NOT NULL, tx_guid text(32) NOT NULL, account_guid text(32) NOT NULL,
  memo text(2048) NOT NULL, value_num bigint NOT NULL, value_denom bigint NOT NULL);
CREATE TABLE slots (id integer PRIMARY KEY, obj_guid text(32) NOT NULL, name text(4096) NOT NULL, int64_val bigint);
INSERT INTO commodities VALUES ('thb', 'CURRENCY', 'THB', 'Baht', 100);
INSERT INTO books VALUES ('k', 'r', 'tr');
INSERT INTO accounts VALUES ('r', 'Root Account', 'ROOT', NULL, NULL, '', 0),
  ('b', 'ธนาคาร', 'BANK', 'thb', 'r', '', 0), ('i', 'Dues', 'INCOME', 'thb', 'r', '', 0),
  ('tr', 'Template Root', 'ROOT', NULL, NULL, '', 0),
  ('tb', 'planned', 'BANK', 'thb', 'tr', '', 0);
INSERT INTO transactions VALUES ('t1', 'thb', '', '2024-02-05 10:59:00', '2024-02-05', 'dues'),
  ('t2', 'thb', '', '20240306105900', '2024-03-06', 'more'), ('t3', 'thb', '', '2024-03-06 10:59:00', '', 'planned');
INSERT INTO splits VALUES ('1', 't1', 'b', '', 25050, 100), ('2', 't1', 'i', '', -2505, 10),
  ('3', 't2', 'b', '', 1, 1), ('4', 't2', 'i', '', -100, 100), ('5', 't3', 'tb', '', 5, 1);
"""


def sqlite(folder, extra="", name="book.gnucash"):
    path = folder / f"made-{name}"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(SCHEMA + extra)
    return path.read_bytes()


def test_a_book_in_sqlite_opens(tmp_path):
    desk, _made = opened(tmp_path, sqlite(tmp_path), "book.gnucash")
    assert balances(desk) == {"1001": "251.50", "4001": "-251.50"}
    desk.book.close()


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("DROP TABLE splits", "is an SQLite file, but no book of GnuCash"),
        ("DROP TABLE slots; CREATE VIEW slots AS SELECT 1", "is an SQLite file, but no book of GnuCash"),
        ("ALTER TABLE splits DROP COLUMN memo", "SQLite cannot read it to its end"),
        ("DELETE FROM accounts", "holds no accounts"),
    ],
)
def test_another_database_is_refused_in_words(tmp_path, extra, said):
    assert said in refused(tmp_path, sqlite(tmp_path, extra), "book.gnucash")


def test_a_damaged_database_is_refused_in_words(tmp_path):
    content = bytearray(sqlite(tmp_path))
    content[4096 * 2 : 4096 * 5] = b"\xff" * (4096 * 3)
    assert "SQLite cannot read it to its end" in refused(tmp_path, bytes(content), "book.gnucash")


def test_values_that_are_no_fractions_are_told(tmp_path):
    found = problems(tmp_path, sqlite(tmp_path, "UPDATE splits SET value_denom = 0 WHERE guid = '1'"), "book.gnucash")
    assert found[0] == "Transaction 2024-02-05  dues: “25050/0” is no amount."
