from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.draw.receipts import receipts_pdf
from welfare_desk.reports.forms.receipts import Receipt, ReceiptLine

DAY = date(2026, 1, 15)


def a_receipt(**changes) -> Receipt:
    receipt = Receipt(
        fund_name="กองทุนสวัสดิการชุมชนตำบลหนองตะวัน",
        address="ศาลาประชาคมหมู่ 3 ตำบลหนองตะวัน",
        book_no="12",
        number="0345",
        day=DAY,
        payer="นางบุญมี ญี่ปุ่นทอง",
        member_number="00123",
        lines=(
            ReceiptLine("เงินสมทบรายเดือน มกราคม 2569", Money(3_000)),
            ReceiptLine("ค่าสมุดประจำตัวสมาชิก", Money(2_000)),
        ),
        total=Money(5_000),
        amount_in_words="ห้าสิบบาทถ้วน",
        receiver_name="นางสาวสมศรี ใจดี",
        head_name="นายประสิทธิ์ ก้อนคำ",
        voucher="RV6901-0001",
    )
    return replace(receipt, **changes)


LONG = a_receipt(
    fund_name="กองทุนสวัสดิการชุมชนเทศบาลตำบลทุ่งกุลาเพื่อผู้สูงอายุและผู้ด้อยโอกาสทางสังคม อำเภอหนองตะวัน จังหวัดใดจังหวัดหนึ่ง",
    payer="นางบุญมี ญี่ปุ่นทอง ผู้แทนกลุ่มออมทรัพย์เพื่อการผลิตบ้านหนองตะวันออกเฉียงเหนือ หมู่ที่ 12 " * 2,
    lines=tuple(ReceiptLine(f"เงินสมทบของครัวเรือนที่ {n} " + "และสมาชิก" * 12, Money(10**9 * n)) for n in range(20)),
    total=Money(10**12),
    amount_in_words="หนึ่งหมื่นล้านบาทถ้วน" * 4,
    number="RV6901-0001/2569-กองทุน-0001",
    voided_on=DAY,
    void_reason="ผู้จ่ายแจ้งชื่อผิด จึงออกใบใหม่แทน " * 4,
    is_copy=True,
)


def drawn(*receipts: Receipt, layout="A5") -> list[pypdfium2.PdfPage]:
    with spoken("en"):
        return list(pypdfium2.PdfDocument(receipts_pdf(receipts, layout)))


def read(page: pypdfium2.PdfPage) -> list[str]:
    return page.get_textpage().get_text_range().split("\r\n")


def test_a_receipt_says_all_that_it_must_and_reads_back_exactly():
    said = read(drawn(a_receipt())[0])
    assert said[:2] == ["กองทุนสวัสดิการชุมชนตำบลหนองตะวัน", "ศาลาประชาคมหมู่ 3 ตำบลหนองตะวัน"]
    for words in (
        "นางบุญมี ญี่ปุ่นทอง",
        "เงินสมทบรายเดือน มกราคม 2569 30.00",
        "ค่าสมุดประจำตัวสมาชิก 20.00",
        "Total 50.00",
        "(ห้าสิบบาทถ้วน)",
        "Voucher RV6901-0001",
    ):
        assert words in said
    text = " ".join(said)
    for words in ("Payer", "(นางบุญมี ญี่ปุ่นทอง)", "Receiver", "(นางสาวสมศรี ใจดี)", "Head of the fund"):
        assert words in text
    for words in ("(นายประสิทธิ์ ก้อนคำ)", "0345", "Book no.", "15 January 2569", "Member no. 00123"):
        assert words in text
    assert "Copy" not in text
    assert "Void" not in text


def test_what_is_empty_is_left_out():
    plain = a_receipt(book_no="", member_number="", head_name="", voucher="", receiver_name="", address="", lines=())
    text = " ".join(read(drawn(plain)[0]))
    for words in ("Book no.", "Member", "Head", "Voucher", "()"):
        assert words not in text


def test_a_reprint_and_a_void_receipt_are_marked():
    assert "Copy" in " ".join(read(drawn(a_receipt(is_copy=True))[0]))
    void = " ".join(read(drawn(a_receipt(voided_on=DAY, void_reason="ชื่อผิด"))[0]))
    assert void.count("Void") == 3  # the mark, the ground, the reason
    assert "Void since 15 January 2569: ชื่อผิด" in void


@pytest.mark.parametrize(("layout", "count", "sheets"), [("A5", 3, 3), ("A4x4", 4, 1), ("A4x4", 5, 2), ("A5", 0, 1)])
def test_receipts_fill_their_sheets(layout, count, sheets):
    assert len(drawn(*[a_receipt()] * count, layout=layout)) == sheets


def test_four_receipts_stand_in_four_quarters():
    page = drawn(*[a_receipt(number=f"0{n}") for n in range(4)], layout="A4x4")[0]
    text, width, height = page.get_textpage(), page.get_width(), page.get_height()
    quarters = [
        text.get_text_bounded(x, y, x + width / 2, y + height / 2)
        for y in (height / 2, 0)
        for x in (0, width / 2)
    ]  # fmt: skip
    for n, quarter in enumerate(quarters):
        assert f"0{n}" in quarter
        assert quarter.count("(ห้าสิบบาทถ้วน)") == 1


@pytest.mark.parametrize("receipt", [a_receipt(), LONG], ids=["usual", "long"])
def test_nothing_is_clipped_and_nothing_lies_on_the_signatures(receipt):
    page = drawn(replace(receipt, voided_on=None))[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    assert min(box[0] for box in boxes) > 30
    assert max(box[2] for box in boxes) < page.get_width() - 30
    assert min(box[1] for box in boxes) > 15
    assert max(box[3] for box in boxes) < page.get_height() - 25
    whole = text.get_text_range()
    words = whole.index(receipt.amount_in_words[:10])
    assert text.get_charbox(words)[1] > 26 + 56 + 20  # room to sign over the line


def test_the_long_one_is_drawn_whole():
    said = "".join("".join(read(drawn(LONG)[0])).split())
    for words in (LONG.fund_name, LONG.payer, LONG.lines[19].text, LONG.void_reason, LONG.amount_in_words):
        assert "".join(words.split()) in said


def test_the_same_receipts_have_the_same_bytes():
    assert receipts_pdf([a_receipt()]) == receipts_pdf([a_receipt()])
