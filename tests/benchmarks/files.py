"""Writing a long report as a workbook, as CSV and on paper, against the bare libraries with the same rows."""

import csv
import io
import sys
from datetime import date, timedelta

from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.measure import Row, benchmark, child, turns
from welfare_desk.dates import short_day
from welfare_desk.money import Money
from welfare_desk.reports.draw.csv import as_csv
from welfare_desk.reports.draw.pdf import as_pdf
from welfare_desk.reports.draw.xlsx import as_xlsx
from welfare_desk.reports.model import Column, Kind, Report
from welfare_desk.reports.model import Row as ReportRow

LINES = 500_000
PAGE = 44  # lines of the bare paper
MOST_MEGABYTES = 400
_DRAW = "import sys; from tests.benchmarks.files import write; write(sys.argv[1], int(sys.argv[2]))"


def a_report(lines):
    """Make a general ledger of so many lines."""
    columns = (
        Column("day", "วันที่", Kind.DAY, 12),
        Column("voucher", "เลขที่ใบสำคัญ", Kind.CODE, 12),
        Column("text", "รายการ", width=36),
        Column("debit", "เดบิต", Kind.MONEY, 14),
        Column("credit", "เครดิต", Kind.MONEY, 14),
        Column("balance", "คงเหลือ", Kind.MONEY, 14),
    )
    days = [date(2025, 10, 1) + timedelta(days=each) for each in range(365)]
    rows = []
    for number in range(lines):
        amount, text = Money(30_00 + number % 370_00), f"เงินสมทบสมาชิก · นางที่ {number % 1000} รักษ์น้ำ"
        sides = (amount, None) if number % 3 else (None, amount)
        voucher = f"RV6901-{number:04}"
        rows.append(ReportRow((days[number % 365], voucher, text, *sides, Money(number * 100))))
    return Report("general-ledger", "บัญชีแยกประเภท", columns, tuple(rows), "ปีบัญชี 2569", "กองทุนสวัสดิการชุมชนทดสอบ")


@benchmark("files")
def files(sample, runs):
    """Write as many lines as the book has, at most half a million."""
    lines = min(LINES, round(2.5 * sample.size))
    report = a_report(lines)
    plain = [tuple(map(_plain, row.cells)) for row in report.rows]
    told = [tuple(map(_told, row.cells)) for row in report.rows]
    pairs = (
        ("xlsx", "bare openpyxl", 1.3, lambda: as_xlsx(report), lambda: _bare_xlsx(plain)),
        ("csv", "bare csv module", 3, lambda: as_csv(report), lambda: _bare_csv(plain)),
        ("pdf", "unshaped canvas", 2, lambda: as_pdf(report), lambda: _bare_pdf(told)),
    )
    for form, against, at_most, ours, bare in pairs:
        taken, ground = turns(min(runs, 3), _quiet(ours), _quiet(bare))
        yield Row(f"write {lines:,} lines as {form}", against, sample.size, taken, ground, at_most)
    for form, *_ in pairs:
        held = child([sys.executable, "-P", "-c", _DRAW, form, lines], env=sample.environment).megabytes
        if held:
            name = f"memory: {lines:,} lines as {form}"
            yield Row(name, "at most", sample.size, held, MOST_MEGABYTES, 1, "MB")


def write(form, lines):
    """Draw a report in this process."""
    {"xlsx": as_xlsx, "csv": as_csv, "pdf": as_pdf}[form](a_report(lines))


def _quiet(work):
    def quietly():
        work()

    return quietly


def _plain(value):
    return value.satang / 100 if isinstance(value, Money) else value


def _told(value):
    return value.text() if isinstance(value, Money) else short_day(value) if isinstance(value, date) else value or ""


def _bare_xlsx(rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("x")
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


def _bare_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _bare_pdf(rows):
    canvas = Canvas(io.BytesIO(), A4)
    for first in range(0, len(rows), PAGE):
        canvas.setFont("Helvetica", 9)
        for down, row in enumerate(rows[first : first + PAGE]):
            y = 800 - 17 * down
            for across, text in enumerate(row):
                canvas.drawString(40 + 85 * across, y, text)
            canvas.line(40, y - 4, 560, y - 4)
        canvas.showPage()
    canvas.save()
