"""The page in a certification pack that says, in Thai and English, how to check it with what every computer has."""

from __future__ import annotations

_README = """\
ชุดเอกสารรับรองของ{name} ปีบัญชี {year}
=====================================================

ในชุดนี้
- "00 ปกและสารบัญ.pdf" บอกว่ามีเอกสารใดบ้าง แต่ละรายการอยู่ในสถานะใด และยังขาดอะไร
- โฟลเดอร์เรียงตามเลขนำหน้า เอกสารหนึ่งรายการอาจมีทั้ง PDF (พิมพ์และลงนาม) XLSX (ตาราง) และ CSV (ข้อมูล)
- manifest.json บันทึกขนาดและค่าแฮช SHA-256 ของทุกไฟล์ SHA256SUMS บันทึกค่าแฮชแบบที่เครื่องมือทั่วไปอ่านได้
- signed-statement.json (ถ้ามี) คือใบรับรองงวดที่ลงนามแล้ว พร้อมลายมือชื่อดิจิทัลและกุญแจสาธารณะ
- เลขประจำตัวและหมายเลขโทรศัพท์ถูกปิดบัง และไม่มีข้อมูลสุขภาพ

ตรวจว่าไฟล์ไม่ถูกแก้ไข
1. แตกไฟล์ ZIP ลงในโฟลเดอร์หนึ่ง
2. Windows: เปิด Command Prompt ในโฟลเดอร์นั้น แล้วพิมพ์
       certutil -hashfile "ชื่อไฟล์" SHA256
   แล้วเทียบกับบรรทัดของไฟล์นั้นใน SHA256SUMS (เปิดด้วย Notepad ได้)
3. Linux หรือ macOS: พิมพ์  sha256sum -c SHA256SUMS   (macOS: shasum -a 256 -c SHA256SUMS)
4. ถ้ามีโปรแกรม Welfare Desk: พิมพ์  welfare-desk certify --check ชุดเอกสาร.zip
   โปรแกรมจะบอกทีละไฟล์ว่า ถูกต้อง ถูกแก้ไข หายไป หรือถูกเพิ่มเข้ามา

เทียบกับกระดาษ: รหัส QR บนงบคือค่าแฮชของใบรับรองงวดและลายนิ้วมือของกุญแจ ต้องตรงกับใน manifest.json


Certification pack of {name}, fiscal year {year} (Buddhist era)
=====================================================

What is in it
- The cover "00 ….pdf" lists every part, how it stands, and what is still missing.
- Folders are in the order of the number they begin with. A part may come as PDF (to print and sign), XLSX (tables)
  and CSV (records).
- manifest.json holds the size and SHA-256 of every file, SHA256SUMS the same as common tools read it.
- signed-statement.json (if any) is the signed period statement with its signature (Ed25519) and public key.
- ID and telephone numbers are hidden, and nothing about health is in it.

How to see that no file was changed
1. Unpack the ZIP into a folder.
2. Windows: open a Command Prompt there and type
       certutil -hashfile "name of the file" SHA256
   and compare with the line of that file in SHA256SUMS (Notepad opens it).
3. Linux or macOS: type  sha256sum -c SHA256SUMS   (macOS: shasum -a 256 -c SHA256SUMS)
4. With Welfare Desk: type  welfare-desk certify --check PACK.zip
   It says of each file whether it is as it was, changed, missing or added.

Against the paper: the QR code on a statement holds the hash of the signed period statement and the fingerprint of the
key; both are those in manifest.json.
"""


def readme(name: str, year: str) -> bytes:
    """Write the page for a fund and a Buddhist fiscal year: UTF-8 with a mark, lines as Notepad likes them."""
    return _README.format(name=name, year=year).replace("\n", "\r\n").encode("utf-8-sig")
