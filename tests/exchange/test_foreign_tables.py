"""Journals and trial balances in Excel and CSV open by the words of their headers, Thai, English or of auditors."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.exchange.test_foreign_books import balances, file, opened, problems, refused
from tests.reports.books import a_small_book
from welfare_desk.errors import BookError
from welfare_desk.exchange.flat_ledgers import ads_detail, fec
from welfare_desk.exchange.foreign_files import read_foreign
from welfare_desk.i18n import spoken
from welfare_desk.ledger.foreign import problems_of_ledger
from welfare_desk.money import Money
from welfare_desk.services.integrity import verify_book

THAI = (
    ("สมุดรายวันทั่วไป",),
    ("วันที่", "เลขที่", "รหัสบัญชี", "ชื่อบัญชี", "คำอธิบาย", "เดบิต", "เครดิต"),
    ("5/1/2567", "RV1", "1101", "เงินสด", "รับเงินสมทบ", 100.50, None),
    (None, None, "4101", "เงินสมทบ", None, None, "100.50"),
    (date(2024, 1, 6), "PV1", "5303", "เครื่องเขียน", "รวมค่ากระดาษ", "๔๐.-", None),
    (date(2024, 1, 6), "PV1", "1101", "เงินสด", "รวมค่ากระดาษ", None, 40),
    ("รวม", None, None, None, None, 140.50, 140.50),
)


@pytest.fixture(autouse=True)
def _english():
    with spoken("en"):
        yield


def workbook(folder, *sheets):
    book = Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{at}")
        for row in rows:
            sheet.append(row)
    path = folder / "made.xlsx"
    book.save(path)
    return path.read_bytes()


def lines(text):
    return "\n".join(each.strip() for each in text.strip().splitlines())


def test_a_thai_journal_opens(tmp_path):
    desk, _made = opened(tmp_path, workbook(tmp_path, THAI), "j.xlsx")
    assert balances(desk) == {"1101": "60.50", "4101": "-100.50", "5303": "40.00"}
    memos = desk.ask(lambda tx: [row[0] for row in tx.exec_driver_sql("SELECT memo FROM entries ORDER BY id")])
    assert memos == ["RV1 · รับเงินสมทบ", "PV1 · รวมค่ากระดาษ"]
    assert verify_book(desk).ok
    desk.book.close()


CSV = """
date,account code,account name,description,amount
2024-01-05,1101,Cash,dues,100
2024-01-05,4101,Dues,dues,-100
2024-01-05,5303,Paper,paper,40
2024-01-05,1101,Cash,paper,(40)
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_one_signed_amount_without_numbers_opens_whatever_parts_the_columns(tmp_path, encoding, separator):
    content = lines(CSV).replace(",", separator).encode(encoding)
    desk, made = opened(tmp_path, content, "j.csv")
    assert (balances(desk), made.entries) == ({"1101": "60.00", "4101": "-100.00", "5303": "40.00"}, 2)
    desk.book.close()


def test_a_journal_is_held_against_the_trial_balance_beside_it(tmp_path):
    balance = (
        ("รหัสบัญชี", "ชื่อบัญชี", "ยอดยกมา", "เดบิต", "เครดิต", "ยอดคงเหลือ"),
        ("1101", "เงินสด", 500, 100.50, 40, 560.50),
        ("3101", "ทุน", -500, 0, 0, -500),
        ("4101", "เงินสมทบ", 0, 0, 100.50, -100.50),
        ("5303", "เครื่องเขียน", 0, 40, 0, 40),
    )
    desk, _made = opened(tmp_path, workbook(tmp_path, THAI, balance), "j.xlsx")
    assert balances(desk) == {"1101": "560.50", "3101": "-500.00", "4101": "-100.50", "5303": "40.00"}
    desk.book.close()
    (tmp_path / "opened.welfare").unlink()
    wrong = [row if row[0] != "5303" else (*row[:3], 41, 0, 41) for row in balance]
    assert problems(tmp_path, workbook(tmp_path, THAI, wrong), "j.xlsx") == [
        "Sheet “S2”, row 5: 5303 opens with 0.00 and moves 40.00; the file closes it with 41.00."
    ]


WIDE = (
    ("งบทดลอง",),
    (None, None, "ยกมา", None, "ระหว่างงวด", None, "คงเหลือ 31 ม.ค. 2567", None),
    ("เลขที่", "บัญชี", "เดบิต", "เครดิต", "เดบิต", "เครดิต", "เดบิต", "เครดิต"),
    ("1101", "เงินสด", 500, None, 100, 40, 560, None),
    ("3101", "ทุน", None, 500, None, None, None, 500),
    ("4101", "เงินสมทบ", None, None, None, 100, None, 100),
    ("5303", "เครื่องเขียน", None, None, 40, None, 40, None),
    ("รวม 4 บัญชี", None, 500, 500, 140, 140, 600, 600),
    ("เดบิตเท่ากับเครดิต",),
)


def test_a_trial_balance_alone_opens_as_opening_balances(tmp_path):
    desk, _made = opened(tmp_path, workbook(tmp_path, WIDE), "t.xlsx", first_day=date(2024, 2, 1))
    assert balances(desk) == {"1101": "560.00", "3101": "-500.00", "4101": "-100.00", "5303": "40.00"}
    kinds = desk.ask(lambda tx: tx.exec_driver_sql("SELECT kind, day FROM entries").all())
    assert [tuple(each) for each in kinds] == [("opening", "2024-02-01")]
    assert verify_book(desk).ok
    desk.book.close()


def test_a_trial_balance_needs_a_day(tmp_path):
    assert problems(tmp_path, workbook(tmp_path, WIDE), "t.xlsx") == [
        "t.xlsx has no day of its own. Say with --from on which day these balances open the book."
    ]


@pytest.mark.parametrize(
    ("row", "cell", "value", "said"),
    [
        (3, 6, 561, "Sheet “S1”, row 4: 500.00 and 60.00 do not make 561.00."),
        (7, 6, 601, "Sheet “S1”, row 8: the total says 601.00; the rows above make 600.00."),
        (4, 0, "1101", "Sheet “S1”, row 5: the account 1101 stands in the file twice."),
        (3, 6, "56O", "Sheet “S1”, row 4: “56O” is no amount."),
        (3, 6, 560.001, "Sheet “S1”, row 4: 560.001 has more than two decimals."),
    ],
)
def test_what_a_trial_balance_gets_wrong_is_told_with_its_row(tmp_path, row, cell, value, said):
    rows = [list(each) for each in WIDE]
    rows[row][cell] = value
    found = problems(tmp_path, workbook(tmp_path, rows), "t.xlsx", first_day=date(2024, 2, 1))
    assert said in found


@pytest.mark.parametrize(
    ("row", "cell", "value", "said"),
    [
        (2, 0, "31/2/2567", "Sheet “S1”, cell A3: “31/2/2567” is no day."),
        (2, 5, "=A1", "Sheet “S1”, cell F3: “” is no amount."),
        (2, 6, 5, "Sheet “S1”, cell F3: write either debit or credit."),
        (2, 2, None, "Sheet “S1”, cell C3: an amount without an account."),
        (5, 0, date(2024, 1, 7), "Sheet “S1”, cell A6: entry PV1 has lines of two days, 6 Jan 2567 and 7 Jan 2567."),
        (2, 5, 101, "Sheet “S1”, cell A3: debit and credit of entry RV1 differ by 0.50 baht."),
    ],
)
def test_what_a_journal_gets_wrong_is_told_with_its_cell(tmp_path, row, cell, value, said):
    rows = [list(each) for each in THAI]
    rows[row][cell] = value
    assert said in problems(tmp_path, workbook(tmp_path, rows), "j.xlsx")


def moved(desk):
    """Give what each account moved beside the opening, in baht: that is what the lines of auditors hold."""
    asked = (
        "SELECT p.account, sum(p.amount) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "WHERE e.kind <> 'opening' GROUP BY p.account"
    )
    found = desk.ask(lambda tx: tx.exec_driver_sql(asked).all())
    return {code: Money(satang).plain() for code, satang in found if satang}


@pytest.mark.parametrize(("writer", "name", "mine"), [(ads_detail, "ads.csv", moved), (fec, "fec.txt", balances)])
def test_what_we_write_for_auditors_comes_back_with_the_same_balances(tmp_path, writer, name, mine):
    ours = a_small_book(tmp_path)
    with ours.book.read() as tx:
        content = "".join(writer(tx, 2026))
    desk, made = opened(tmp_path, content, name)
    back = balances(desk)
    assert {code: back[kept] for code, kept in made.codes.items() if kept in back} == mine(ours)
    assert verify_book(desk).ok
    desk.book.close()
    ours.book.close()


FEC = """JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|\
EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise
AN|A nouveaux|1|20240101|512|Banque|||A|20240101|reprise|1000,00|0,00|||20240101||
AN|A nouveaux|1|20240101|101|Capital|||A|20240101|reprise|0,00|1000,00|||20240101||
VE|Ventes|2|20240205|512|Banque|||B|20240205|cotisation|250,5|0,00|||20240205||
VE|Ventes|2|20240205|756|Cotisations|||B|20240205|cotisation|0,00|250,5|||20240205||
"""


def test_a_french_file_opens_with_what_was_brought_forward(tmp_path):
    desk, _made = opened(tmp_path, FEC, "123456789FEC20241231.txt")
    assert balances(desk) == {"512": "1250.50", "101": "-1000.00", "756": "-250.50"}
    kinds = desk.ask(lambda tx: [row[0] for row in tx.exec_driver_sql("SELECT kind FROM entries ORDER BY id")])
    assert kinds == ["opening", "normal"]
    desk.book.close()


def test_a_workbook_that_unpacks_to_more_than_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("welfare_desk.exchange.workbook._LARGEST_UNPACKED", 1_000)
    assert "too large to read" in refused(tmp_path, workbook(tmp_path, THAI), "j.xlsx")


def test_a_cell_that_is_longer_than_any_text_is_refused(tmp_path):
    assert "damaged or is not" in refused(tmp_path, lines(CSV) + '\n"' + "x" * 200_000, "j.csv")


def test_a_table_that_is_no_ledger_is_refused(tmp_path):
    assert "no ledger that is read here" in refused(tmp_path, "a,b,c\n1,2,3\n", "x.csv")


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_whatever_is_broken_in_a_table_it_is_refused_or_right(tmp_path_factory, data):
    text = list(data.draw(st.sampled_from([lines(CSV), FEC])))
    for _each in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 4))] = data.draw(st.text(',|;-"(1.0ก\n\t', max_size=4))
    path = file(tmp_path_factory.mktemp("mutated"), "".join(text), "x.csv")
    try:
        ledger, _sha256 = read_foreign(path)
    except BookError:
        return
    if not problems_of_ledger(ledger):
        assert sum(each.satang for each in ledger.balances().values()) == 0
