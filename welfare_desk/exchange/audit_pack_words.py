"""What stands beside the files of an audit pack in words: how to check it, and what each column means."""

from __future__ import annotations

import csv
import io

from welfare_desk.i18n import LANGUAGES, _, spoken
from welfare_desk.storage.audit_files import FILES

_README = """\
แฟ้มสำหรับผู้สอบบัญชีของ{name} งบปีบัญชี {year}
=====================================================

ในแฟ้มนี้
- ledger/ สมุดรายวันทีละบรรทัด ผังบัญชี งบทดลอง งวด สมาชิก เงินสมทบ สวัสดิการ และเงินสมทบจากรัฐ (CSV และ JSON)
  ledger.xlsx คือไฟล์เดียวกันในตารางคำนวณ ledger/book.journal อ่านด้วย hledger หรือ ledger (สองไฟล์นี้มีเมื่อสมุดไม่ยาวเกินไป)
- data_dictionary.csv ความหมายของทุกคอลัมน์ และชื่อเดียวกันใน Audit Data Standards, SAF-T และ FEC
- statements/ งบของปีบัญชี ตามที่โปรแกรมคำนวณ (PDF และ JSON)
- tables/ ทั้งเล่มเป็นตาราง โปรแกรม Welfare Desk สร้างสมุดขึ้นใหม่จากตารางเหล่านี้แล้วคำนวณทุกอย่างซ้ำ
- certificate.pdf ใบรับรองความถูกต้อง ลงนามด้วยกุญแจของสมุด (ถ้าลงนาม)
- เลขประจำตัว ที่อยู่ และโทรศัพท์ในทะเบียนถูกปิดบัง ชื่อสมาชิกด้วย เว้นแต่ manifest.json บอกว่า "names": true
  ไม่มีข้อมูลสุขภาพ ข้อความที่ปิดบังยังตรวจโซ่ผนึกได้ ชื่อของเจ้าหน้าที่ในหน้าที่ยังอยู่

ตรวจโดยไม่ต้องเชื่อใคร
1. welfare-desk pack verify แฟ้ม.wpack        ตรวจลายเซ็นและทุกไฟล์
2. welfare-desk pack open แฟ้ม.wpack สมุด.welfare   สร้างสมุดขึ้นใหม่แบบอ่านอย่างเดียว คำนวณซ้ำ และบอกสิ่งที่ไม่ตรงกัน
3. ไม่ใช้โปรแกรมนี้: แตกแฟ้มแบบ ZIP แล้ว
       sha256sum -c SHA256SUMS
       openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig
       hledger -f ledger/book.journal balance --flat
4. เทียบลายนิ้วมือของกุญแจที่โปรแกรมบอก กับที่พิมพ์บนงบที่กองทุนลงนามบนกระดาษ


Audit pack of {name}, statements of the fiscal year {year} (Buddhist era)
=====================================================

What is in it
- ledger/: the journal line by line, chart, trial balances, periods, members, contributions, benefits and matching
  money (CSV and JSON). ledger.xlsx has the same as a workbook; ledger/book.journal is read by hledger and ledger
  (both are there where the book is not too long).
- data_dictionary.csv: what every column means, and what Audit Data Standards, SAF-T and the French file call it.
- statements/: the statements of the fiscal year as the program made them (PDF and JSON).
- tables/: the whole book as tables; Welfare Desk makes the book again from them and counts everything anew.
- certificate.pdf: the certificate of integrity, signed by the key of the book (where it is signed).
- ID numbers, addresses and telephone numbers of the register are hidden, and so are members' names unless
  manifest.json says "names": true. Nothing about health is in it. The chain of seals can be checked where texts are
  hidden, too. Officers are named.

How to check it and trust nobody
1. welfare-desk pack verify PACK.wpack            holds the signature and every file against the list
2. welfare-desk pack open PACK.wpack BOOK.welfare    makes the book again, to be read only, counts everything anew, and
   says what does not agree
3. Without this program: unpack it as a ZIP, then
       sha256sum -c SHA256SUMS
       openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig
       hledger -f ledger/book.journal balance --flat
4. Compare the fingerprint of the key that the program names with the one on the fund's signed papers.
"""
_HEAD = ("file", "column", "kind", "meaning_th", "meaning_en", "audit_data_standards", "saf_t", "fec")


def readme(name: str, year: str) -> bytes:
    """Write the page for a fund and a Buddhist fiscal year: UTF-8 with a mark, lines as Notepad likes them."""
    return _README.format(name=name, year=year).replace("\n", "\r\n").encode("utf-8-sig")


def dictionary() -> bytes:
    """Write what each column of each flat file means, in both languages, as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEAD)
    for file in FILES:
        for column in file.columns:
            said: list[str] = []
            for language in LANGUAGES:
                with spoken(language):
                    said.append(_(column.says))
            writer.writerow((file.name, column.name, column.kind.value, *said, *column.standards))
    return out.getvalue().encode("utf-8-sig")
