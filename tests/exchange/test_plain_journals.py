"""Plain journals of hledger, ledger and beancount open with every satang; what they cannot mean alone is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange import test_beancount, test_hledger
from tests.exchange.test_foreign_books import balances, file, opened, problems, refused, types
from tests.exchange.test_hledger import by_account
from tests.reports.books import a_small_book
from welfare_desk.errors import BookError
from welfare_desk.exchange.foreign_files import read_foreign
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.foreign import problems_of_ledger
from welfare_desk.money import Money
from welfare_desk.services.integrity import verify_book

JOURNAL = """\
; a journal
commodity THB
account Assets:Bank  ; type: C
account Equity:Opening

2024-01-01 * (1) brought  ; comment
    ; note: of the entry
    Assets:Bank             THB 1,000.00 = THB 1000
    Equity:Opening

2024/2/5 ! (2) dues | of members
    Assets:Bank\t฿250.50
    Income:Dues            -250.50 THB
Y2024
3-5 rent
    ค่าใช้จ่าย:ค่าเช่า          50 บาท  ; paid
    Assets:Bank           THB -50 = THB 1,200.50
comment
  anything at all
end comment
"""
BEAN = """\
option "title" "สมุด \\"ก\\""
option "operating_currency" "THB"
* heading
2024-01-01 open Assets:Bank:KTB THB
  name: "กรุงไทย"
2024-01-01 open Equity:Opening
2024-01-01 open Income:Dues THB
2024-01-01 * "" "brought"  ; comment
  voucher: "OB-1"
  Assets:Bank:KTB  1,000.00 THB
  Equity:Opening
2024-02-05 txn "มาลี" "dues; of members" #tag ^link
  Assets:Bank:KTB  250.50 THB
    member: "00001"
  Income:Dues  -250.50 THB
2024-02-06 balance Assets:Bank  1250.50 THB
2024-02-07 note Assets:Bank:KTB "x"
"""


@pytest.fixture(autouse=True)
def _english():
    with spoken("en"):
        yield


def test_a_journal_of_hledger_opens(tmp_path):
    desk, made = opened(tmp_path, JOURNAL, "a.journal")
    back = {code: balances(desk)[kept] for code, kept in made.codes.items()}
    assert back == {
        "Assets:Bank": "1200.50", "Equity:Opening": "-1000.00", "Income:Dues": "-250.50", "ค่าใช้จ่าย:ค่าเช่า": "50.00",
    }  # fmt: skip
    assert types(desk)[made.codes["ค่าใช้จ่าย:ค่าเช่า"]] is AccountType.EXPENSE
    memos = desk.ask(lambda tx: [row[0] for row in tx.exec_driver_sql("SELECT memo FROM entries ORDER BY id")])
    assert memos == ["1 · brought", "2 · dues | of members", "rent"]
    assert verify_book(desk).ok
    desk.book.close()


def test_a_file_of_beancount_opens(tmp_path):
    desk, made = opened(tmp_path, BEAN, "a.beancount")
    assert {code: balances(desk)[kept] for code, kept in made.codes.items()} == {
        "Assets:Bank:KTB": "1250.50", "Equity:Opening": "-1000.00", "Income:Dues": "-250.50",
    }  # fmt: skip
    memos = desk.ask(lambda tx: [row[0] for row in tx.exec_driver_sql("SELECT memo FROM entries ORDER BY id")])
    assert memos == ["OB-1 · brought", "มาลี | dues; of members"]
    name = desk.ask(lambda tx: tx.exec_driver_sql("SELECT name_th FROM accounts WHERE code = '1001'").scalar_one())
    assert name == "Assets:Bank:KTB กรุงไทย"
    desk.book.close()


@pytest.mark.parametrize(
    ("kind", "writer"), [("journal", test_hledger.hledger_journal), ("beancount", test_beancount.beancount_journal)]
)
def test_what_we_write_comes_back_with_the_same_balances(tmp_path, kind, writer):
    ours = a_small_book(tmp_path)
    with ours.book.read() as tx:
        content = "".join(writer(tx))
    desk, made = opened(tmp_path, content, f"ours.{kind}")
    back = balances(desk)
    told = {}
    for code, kept in made.codes.items():
        _root, account, fund = code.split(":")
        told[account.split("-")[0], fund.lower()] = back.get(kept, "0.00")
    assert {key: each for key, each in told.items() if each != "0.00"} == {
        key: Money(satang).plain() for key, satang in by_account(ours).items()
    }
    desk.book.close()
    ours.book.close()


ENTRY = "2024-01-01 x\n    Assets:A    {}\n    Income:B\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("include /etc/passwd\n", "Line 1: “include /etc/passwd” would bring in more than the file itself holds;"),
        ("= expenses\n", "Line 1: “= expenses” would bring in more than the file itself holds;"),
        ("~ monthly\n", "Line 1: “~ monthly” would bring in more"),
        ("alias a=b\n", "Line 1: “alias a=b” would bring in more"),
        ("decimal-mark ,\n", "Line 1: “decimal-mark ,” would bring in more"),
        ("whatever\n", "Line 1: “whatever” is not understood."),
        ("2024-13-01 x\n", "Line 1: “2024-13-01” is no day."),
        ("1-2 x\n", "Line 1: “1-2” is no day."),
        (ENTRY.format("1.005"), "Line 2: 1.005 has more than two decimals."),
        (ENTRY.format("THB 1.000,50"), "Line 2: “THB 1.000,50” is no amount."),
        (ENTRY.format("5 USD") + ENTRY.format("5 THB"), "Line 5: it is in THB; only a ledger in one currency"),
        (ENTRY.format("5 ABC @ 3 THB"), "Line 2: “5 ABC @ 3 THB” is no amount."),
        (ENTRY.format(""), "Line 3: two lines of one entry lack their amounts."),
        (ENTRY.format("5 = 6"), "Line 2: Assets:A should stand at 6.00 here; it stands at 5.00."),
        ("2024-01-01 x\n    (Assets:A)    5\n", "Line 2: “(Assets:A)    5” is a posting outside double entry;"),
        ("2024-01-01 x\n    Assets:A    5\n", "Line 1: debit and credit of entry – differ by 5.00 baht."),
    ],
)
def test_what_a_journal_cannot_mean_alone_is_told_with_its_line(tmp_path, content, said):
    assert any(each.startswith(said) for each in problems(tmp_path, content, "a.journal"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('include "/etc/passwd"', "would bring in more than the file itself holds; it is not read."),
        ('plugin "os"', "would bring in more than the file itself holds; it is not read."),
        ("2024-01-01 pad Assets:Bank:KTB Equity:Opening", "would bring in more than the file itself holds;"),
        ("2024-03-01 balance Assets:Bank 7 THB", "Assets:Bank should stand at 7.00 here; it stands at 1,250.50."),
        ("2024-02-30 note Assets:Bank:KTB", "“2024-02-30” is no day."),
        ("2024-02-01 frobnicate", "“frobnicate” is not understood."),
        ("frobnicate", "“frobnicate” is not understood."),
        ('2024-03-01 * "x"\n  Assets:Cash  5 THB\n  Income:Dues', "the account Assets:Cash is not in the file's own"),
        ('2024-03-01 * "x"\n  what is this', "“what is this” is not understood."),
        ('2024-03-01 * "x"\n  Assets:Bank:KTB  2 * 5 THB\n  Income:Dues', "“2 * 5 THB” is no amount."),
    ],
)
def test_what_a_file_of_beancount_cannot_mean_alone_is_told_with_its_line(tmp_path, line, said):
    assert any(said in each for each in problems(tmp_path, f"{BEAN}{line}\n", "a.bean"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_thai_is_read_in_every_usual_encoding(tmp_path, encoding):
    content = JOURNAL.replace("฿", "THB ").encode(encoding)
    assert "ค่าใช้จ่าย:ค่าเช่า" in {each.code for each in read_foreign(file(tmp_path, content, "a.journal"))[0].accounts}


@pytest.mark.parametrize("content", [b"\x00\x01" * 99, b"x" * 50_000, b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused_in_words(tmp_path, content):
    assert "no plain text" in refused(tmp_path, content, "a.journal")


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_whatever_is_broken_in_a_journal_it_is_refused_or_right(tmp_path_factory, data):
    name, good = data.draw(st.sampled_from([("a.journal", JOURNAL), ("a.bean", BEAN)]))
    text = list(good)
    for _each in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 4))] = data.draw(st.text(' ;:=-"(1.,THB\n\t฿', max_size=4))
    path = file(tmp_path_factory.mktemp("mutated"), "".join(text), name)
    try:
        ledger, _sha256 = read_foreign(path)
    except BookError:
        return
    if not problems_of_ledger(ledger):
        assert sum(each.satang for each in ledger.balances().values()) == 0
