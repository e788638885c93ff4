import re
from dataclasses import replace

import pypdfium2
import pytest

from tests.reports.draw.samples import FUND, trial_balance
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.draw.pdf import all_as_pdf, as_pdf
from welfare_desk.reports.model import Column, Kind, Report, Role, Row


def pages(report: Report) -> list[str]:
    with spoken("en"):
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(as_pdf(report))]


def long(rows: int) -> Report:
    return replace(trial_balance(), rows=trial_balance().rows[1:2] * rows, facts=(), notes=())


def test_the_first_page_says_whose_what_and_when():
    lines = pages(trial_balance())[0].splitlines()
    assert lines[:4] == [FUND, "งบทดลอง", "ณ วันที่ 15 มกราคม 2569", "จำนวนบัญชี 3 ยอดยกมา (123.45)"]
    assert lines[-1] == "Printed on 15 January 2569 Page 1 of 1"


def test_every_page_has_its_head_and_its_number():
    drawn = pages(long(120))
    assert len(drawn) > 2
    for number, page in enumerate(drawn, 1):
        assert "เลขที่ บัญชี ยกมา เดบิต เครดิต วันล่าสุด รายการ" in page
        assert page.splitlines()[-1].endswith(f"Page {number} of {len(drawn)}")
    assert drawn[1].splitlines()[0] == f"{FUND} · งบทดลอง · ณ วันที่ 15 มกราคม 2569"


@pytest.mark.parametrize("before", range(34, 46))
def test_a_heading_never_ends_a_page(before):
    item, heading = trial_balance().rows[1], trial_balance().rows[0]
    report = replace(long(0), rows=(*[item] * before, heading, item))
    for page in pages(report):
        lines = page.splitlines()
        if "สินทรัพย์" in lines:
            assert lines[lines.index("สินทรัพย์") + 1].startswith("1101")


def test_it_lies_across_when_asked():
    upright, across = (pypdfium2.PdfDocument(as_pdf(replace(trial_balance(), landscape=on)))[0] for on in (False, True))
    assert upright.get_width() < upright.get_height()
    assert across.get_width() > across.get_height()


def test_the_same_report_has_the_same_bytes():
    assert as_pdf(long(50)) == as_pdf(long(50))


def test_a_batch_holds_each_report_on_sheets_of_its_own():
    reports = [long(120), replace(trial_balance(), landscape=True), trial_balance()]
    alone = [len(pages(each)) for each in reports]
    with spoken("en"):
        document = pypdfium2.PdfDocument(all_as_pdf(iter(reports)))
    assert len(document) == sum(alone)
    last = [page.get_textpage().get_text_range().splitlines()[-1] for page in document]
    assert [line.partition("Page ")[2] for line in last] == [
        f"{page} of {many}" for many in alone for page in range(1, many + 1)
    ]
    lying = [page.get_width() > page.get_height() for page in document]
    assert lying == [False] * alone[0] + [True] * alone[1] + [False] * alone[2]


def test_its_title_is_known_to_the_reader_of_the_file():
    document = pypdfium2.PdfDocument(as_pdf(trial_balance()))
    assert (document.get_metadata_value("Title"), document.get_metadata_value("Author")) == ("งบทดลอง", FUND)


def test_a_closing_parenthesis_hangs_so_that_the_decimals_stand_under_one_another():
    shown = (Column("x", "บาท", Kind.MONEY),)
    rows = (Row((Money(12_345),)), Row((Money(-12_345),)), Row((Money(12_345),), Role.ITEM))
    page = pypdfium2.PdfDocument(as_pdf(Report("x", "x", shown, rows)))[0].get_textpage()
    text = page.get_text_range()
    points = [page.get_charbox(found.start())[0] for found in re.finditer(r"\.", text)]
    assert max(points) - min(points) < 0.1


def test_nothing_is_drawn_outside_the_margins():
    amounts = tuple(Money(10**17) for _ in range(9))
    shown = tuple(Column(f"m{n}", "ยอดรวมทั้งหมด", Kind.MONEY) for n in range(9))
    page = pypdfium2.PdfDocument(as_pdf(Report("x", "x", shown, (Row(amounts), Row(amounts, Role.TOTAL)))))[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    assert min(box[0] for box in boxes) > 40
    assert max(box[2] for box in boxes) < page.get_width() - 40


def test_signatures_stay_together_and_go_to_a_new_page_when_there_is_no_room():
    signed = replace(long(30), signatures=("Paid by", "Received by", "Approved by", "Witness"))
    assert len(pages(long(30))) == 1
    assert [("Paid by" in page, "Witness" in page) for page in pages(signed)] == [(False, False), (True, True)]


def test_what_ends_a_report_has_a_row_beside_it_on_the_last_page():
    """Notes, signatures and totals are not left alone: the row before them comes along."""
    total = Row(trial_balance().rows[1].cells, Role.TOTAL)
    for count in range(30, 50):
        ended = replace(long(count), rows=(*long(count).rows, total), notes=("Nothing more.",), signatures=("Paid by",))
        last = pages(ended)[-1]
        assert last.count("1101") >= 2
        assert "Nothing more." in last
        assert "Paid by" in last


def test_an_indented_label_keeps_its_indent_on_its_second_line():
    label = Column("x", "รายการ", width=44)
    words = "   " + "สวัสดิการและค่าใช้จ่ายสะสม " * 8
    page = pypdfium2.PdfDocument(as_pdf(Report("x", "y", (label,), (Row((words,)), Row(("ก",))))))[0].get_textpage()
    text = page.get_text_range()
    starts = [page.get_charbox(found.start())[0] for found in re.finditer(r"(?m)^สวัส|^และ|^ค่า|^สะสม|^ก\r?$", text)]
    *lines, unindented = starts
    assert len(lines) > 1
    assert max(lines) - min(lines) < 2
    assert min(lines) > unindented + 3


def test_the_unit_stands_at_the_right_over_the_table():
    with spoken("en"):
        page = pypdfium2.PdfDocument(as_pdf(replace(trial_balance(), facts=(("Unit", "baht"),))))[0]
        text = page.get_textpage()
    at = text.get_text_range().index("Unit : baht")
    assert text.get_charbox(at + 10)[2] == pytest.approx(page.get_width() - 45, abs=2)
