"""Statements of banks: the samples line by line, other layouts, the formats for programs, and gaps."""

from datetime import date

import openpyxl
import pytest

from tests.services.bank_samples import FIRST, SAMPLES, SECOND, truth
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.bank_statements import preview_statement
from welfare_desk.money import Money

TODAY = date(2026, 1, 15)


def read(folder, text, name="ธ.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return preview_statement(path, TODAY)


@pytest.mark.parametrize(("file", "opening", "number"), [
    (FIRST, 68421537, "02-0-XX431-7"), (SECOND, 40211890, "02-0-XX987-1"),
])  # fmt: skip
def test_the_samples_are_read_exactly(file, opening, number):
    found = preview_statement(SAMPLES / file, TODAY)
    expected = [each for each in truth() if each.file == file and each.row]
    assert [
        (each.row, each.line.day.isoformat(), each.line.amount.satang, each.line.balance.satang) for each in found.rows
    ] == [(each.row, each.day, each.satang, each.balance) for each in expected]
    assert (found.opening, found.number, found.problems) == (Money(opening), number, ())
    assert (found.first_day, found.last_day) == (date(2025, 10, 1), date(2025, 12, 31))


HEADERS = (  # as the pages of banks write them
    "วันที่,เวลา/วันที่มีผล,รายการ,ถอนเงิน,ฝากเงิน,ยอดคงเหลือ,ช่องทาง",
    "Date,Time,Description,Debit,Credit,Balance,Channel",
    "วันที่ทำรายการ,เวลา,รายละเอียด,ถอน/โอนออก,ฝาก/โอนเข้า,ยอดเงินคงเหลือ,สาขา",
    "Trans Date,Time,Particulars,Withdrawal,Deposit,Outstanding Balance,Init Br",
)


@pytest.mark.parametrize("header", HEADERS)
def test_headers_of_banks_are_known(tmp_path, header):
    rows = "06/01/2569,09:10,ฝากเงินสด,,500.00,1500.00,CDM\n07/01/2569,10:00,ถอน,200.00,,1300.00,ATM\n"
    found = read(tmp_path, f"ธนาคารออมสิน\n{header}\n{rows}")
    assert [(each.day.day, each.amount, each.time) for each in found.lines] == [
        (6, Money.baht(500), "09:10"), (7, Money.baht(-200), "10:00"),
    ]  # fmt: skip
    assert (found.bank, found.opening) == ("ธนาคารออมสิน", Money.baht(1000))


def test_the_newest_line_may_stand_first(tmp_path):
    head = "วันที่,รายการ,จำนวนเงิน,ประเภท,ยอดคงเหลือ\n"
    found = read(
        tmp_path, f"{head}07/01/2569,ถอน,200,DR,1300\n07/01/2569,ฝาก,500,CR,1500\n06/01/2569,ฝาก,100,CR,1000\n"
    )
    assert [each.amount for each in found.lines] == [Money.baht(100), Money.baht(500), Money.baht(-200)]
    same_day = read(tmp_path, f"{head}07/01/2569,ถอน,200,DR,1300\n07/01/2569,ฝาก,500,CR,1500\n")
    assert [each.amount for each in same_day.lines] == [Money.baht(500), Money.baht(-200)]


def test_a_gap_names_its_row(tmp_path):
    head = "วันที่,รายการ,ถอน,ฝาก,คงเหลือ\n"
    found = read(tmp_path, f"{head}06/01/2569,ฝาก,,500,1500\n07/01/2569,ถอน,200,,1200\n")
    assert [each.problem.code for each in found.problems] == ["bank.gap"]
    assert "3" in found.problems[0].problem.sentence()
    assert found.counts()["importable"] == 0
    with pytest.raises(RuleError):
        found.accepted()


def test_what_cannot_be_read_is_named(tmp_path):
    head = "วันที่,รายการ,ถอน,ฝาก,คงเหลือ\n"
    found = read(tmp_path, f"{head}06/01/2569,ฝาก,,500,1500\nวันหนึ่ง,ถอน,200,,1300\n08/01/2569,x,สองร้อย,,\n")
    assert [each.problem.field for each in found.problems] == ["day", "amount"]
    for text in ("ชื่อ,ที่อยู่\nก,ข\n", head):
        with pytest.raises(BookError):
            read(tmp_path, text)
    with pytest.raises(BookError):
        preview_statement(tmp_path / "none.csv", TODAY)


def test_a_workbook_with_days_as_days(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Date", "Details", "Amount", "Balance"], [date(2026, 1, 6), "x", 500.5, 1500.5]):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    (line,) = preview_statement(tmp_path / "b.xlsx", TODAY).lines
    assert (line.day, line.amount) == (date(2026, 1, 6), Money.baht("500.50"))


OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:UTF-8
CHARSET:NONE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260115<LANGUAGE>ENG</SONRS>
</SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>THB
<BANKACCTFROM><BANKID>1<ACCTID>0201234567<ACCTTYPE>SAVINGS</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101
<DTEND>20260115<STMTTRN><TRNTYPE>DEP<DTPOSTED>20260106091000[+7:ICT]<TRNAMT>500.00<FITID>1<NAME>DEPOSIT</STMTTRN>
<STMTTRN><TRNTYPE>CHECK<DTPOSTED>20260107<TRNAMT>-120.00<FITID>2<CHECKNUM>0004410022<NAME>CHEQUE</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1380.00<DTASOF>20260115</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
MT940 = """:20:STMT
:25:0201234567
:28C:1/1
:60F:C260101THB1000,00
:61:2601060106C500,00NTRFNONREF
:86:DEPOSIT
:61:2601070107D120,00NCHK0004410022
:86:CHEQUE
:62F:C260115THB1380,00
-
"""
_NTRY = (
    "<Ntry><Amt Ccy='THB'>{}</Amt><CdtDbtInd>{}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{}</Dt></BookgDt>{}"
    "<AddtlNtryInf>{}</AddtlNtryInf></Ntry>"
)
_BAL = (
    "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy='THB'>{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
    "<Dt><Dt>{}</Dt></Dt></Bal>"
)
CAMT = (
    "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt><Acct><Id><Othr>"
    "<Id>0201234567</Id></Othr></Id></Acct>"
    + _BAL.format("OPBD", "1000.00", "2026-01-01")
    + _BAL.format("CLBD", "1380.00", "2026-01-15")
    + _NTRY.format("500.00", "CRDT", "2026-01-06", "", "DEPOSIT")
    + _NTRY.format("120.00", "DBIT", "2026-01-07", "<NtryRef>0004410022</NtryRef>", "CHEQUE")
    + "</Stmt></BkToCstmrStmt></Document>"
)


@pytest.mark.parametrize(("name", "text"), [("b.ofx", OFX), ("b.sta", MT940), ("b.xml", CAMT)])
def test_formats_for_programs_say_the_same(tmp_path, name, text):
    found = read(tmp_path, text, name)
    assert [(each.day, each.amount, each.words, each.reference) for each in found.lines] == [
        (date(2026, 1, 6), Money.baht(500), "DEPOSIT", ""),
        (date(2026, 1, 7), Money.baht(-120), "CHEQUE", "0004410022"),
    ]
    assert (found.opening, found.number) == (Money.baht(1000), "0201234567")
    assert (found.first_day, found.last_day) == (date(2026, 1, 1), date(2026, 1, 15))


@pytest.mark.parametrize(("name", "text"), [
    ("b.ofx", OFX[:700]), ("b.sta", MT940.replace("1380,00", "1381,00")), ("b.sta", MT940.replace("C260101", "X")),
    ("b.xml", CAMT.replace("1380.00", "1381.00")), ("b.xml", CAMT[:-30]),
])  # fmt: skip
def test_a_damaged_file_is_refused(tmp_path, name, text):
    with pytest.raises(BookError):
        read(tmp_path, text, name)
