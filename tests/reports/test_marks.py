"""How a statement stands: draft, closed, audited, locked; the same in every form, and a code for cameras."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pypdfium2
import pytest

from tests.builders import PIN, a_book, an_entry
from tests.reports.five_forms import same_in_five_forms
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.draw.json import as_json
from welfare_desk.reports.draw.pdf import as_pdf
from welfare_desk.reports.draw.qr import QUIET, modules
from welfare_desk.reports.draw.text import as_text
from welfare_desk.reports.draw.xlsx import as_xlsx
from welfare_desk.reports.model import Standing, subtitle_of
from welfare_desk.services.entries import post_entry
from welfare_desk.services.periods import close_month, close_year, reopen_month

SEPTEMBER, YEAR_END = date(2025, 9, 1), date(2025, 9, 30)


@pytest.fixture
def desk(tmp_path):
    """Keep a book whose first fiscal year is one month long."""
    desk = a_book(tmp_path, first_day="2025-09-01", today="2025-10-20")
    post_entry(desk, an_entry(day="2025-09-05"))
    yield desk
    desk.book.close()


def asked(desk, name="trial-balance", language="en", **given):
    with spoken(language):
        params = {"from": "2025-09-01", "to": "2025-09-30", **given}
        return desk.ask(lambda tx: make_report(tx, name, params, desk.today))


def closed(desk):
    close_month(desk, SEPTEMBER, PIN)
    close_year(desk, 2025, PIN)


def opine(desk, opinion="clean", position=1):
    with desk.book.write() as tx:
        row = (2025, position, "2025-10-15", "นางสาวบัญชี", opinion, "")
        tx.exec_driver_sql("INSERT INTO audit_opinions VALUES (?, ?, ?, ?, ?, ?)", row)


def lock(desk):
    with desk.book.write() as tx:
        row = (2025, "2025-10-19", "มติ 3/2568", None, desk.actor, desk.made().at)
        tx.exec_driver_sql("INSERT INTO year_locks VALUES (?, ?, ?, ?, ?, ?)", row)


def test_before_the_close_a_statement_is_a_draft(desk):
    mark = asked(desk).mark
    assert mark.standing is Standing.DRAFT
    assert mark.lines == ("Draft: September 2568 is not closed, figures may change · not audited",)
    assert not mark.is_audited
    over = asked(desk, **{"from": "2024-10-01"}).mark
    assert over.words == "the year 2568 is not closed, figures may change · not audited"


def test_a_closed_month_is_known_by_its_statement(desk):
    digest = close_month(desk, SEPTEMBER, PIN)
    mark = asked(desk).mark
    assert mark.standing is Standing.CLOSED
    assert mark.words == "September 2568 was closed 1 April 2569, the year not yet · not audited"
    assert (mark.seal.period, mark.seal.hash) == ("2568-12", digest.hex())
    assert asked(desk, to="2025-09-20").mark.words.startswith("September 2568 was closed 1 April 2569 ·")


def test_a_month_opened_again_is_a_draft_again(desk):
    close_month(desk, SEPTEMBER, PIN)
    reopen_month(desk, SEPTEMBER, "ลืมใบเสร็จ", PIN)
    assert (asked(desk).mark.standing, asked(desk).mark.seal) == (Standing.DRAFT, None)


def test_a_year_is_closed_then_audited_then_locked(desk):
    closed(desk)
    assert asked(desk).mark.lines[:2] == (
        "Closed: the year 2568 was closed 1 April 2569 · not audited",
        "Signed statement: Year 2568",
    )
    opine(desk)
    opine(desk, "qualified", 2)
    audited = asked(desk).mark
    assert (audited.standing, audited.is_audited) == (Standing.AUDITED, True)
    assert "audited 15 October 2568 by นางสาวบัญชี: with a reservation" in audited.words
    assert asked(desk, to="2025-09-20").mark.standing is Standing.CLOSED, "an audit is of the whole year"
    lock(desk)
    locked = asked(desk).mark
    assert (locked.standing, locked.label, locked.is_audited) == (Standing.LOCKED, "Locked", True)
    assert locked.words.endswith("accepted by the annual meeting 19 October 2568, มติ 3/2568")


def test_days_before_the_book_are_no_statement_of_it(desk):
    closed(desk)
    assert asked(desk, **{"from": "2025-08-01", "to": "2025-08-31"}).mark.standing is Standing.DRAFT


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", ["trial-balance", "income-expense", "money-by-source"])
def test_every_form_says_how_it_stands(desk, name, language):
    closed(desk)
    report = asked(desk, name, language)
    with spoken(language):
        same_in_five_forms(report)
        first, *seal = report.mark.lines
        assert first in subtitle_of(report)
        assert set(report.mark.lines) <= set(as_text(report).splitlines())
        sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(report))).active
        assert set(report.mark.lines) <= {row[0] for row in sheet.iter_rows(values_only=True)}
        status = json.loads(as_json(report))["status"]
        page = pypdfium2.PdfDocument(as_pdf(report))[0].get_textpage().get_text_range()
    assert (status["standing"], status["audited"]) == ("closed", False)
    assert status["signed"] == {"period": "2568-13", "hash": report.mark.seal.hash, "key": report.mark.seal.fingerprint}
    bare = "".join(page.split())
    assert all("".join(line.split()) in bare for line in (report.mark.label, *seal))


def test_the_mark_goes_on_every_page(desk):
    report = asked(desk)
    long = replace(report, rows=report.rows[:1] * 90)
    with spoken("en"):
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(as_pdf(long))]
    assert len(pages) > 1
    assert all("Draft" in page for page in pages)


def test_the_code_on_paper_is_that_of_the_statement(desk):
    """Find the code on the rendered page, and hold every square of it against those of its text."""
    closed(desk)
    report = asked(desk)
    squares = modules(report.mark.seal.code)
    page = pypdfium2.PdfDocument(as_pdf(report))[0]
    picture = page.render(scale=6).to_pil().convert("L")
    side = 68.0
    step = side / (len(squares) + 2 * QUIET)
    left, top = page.get_width() - 45.0 - side, 42.0
    for down, line in enumerate(squares):
        for across, dark in enumerate(line):
            x, y = left + (QUIET + across + 0.5) * step, top + (QUIET + down + 0.5) * step
            assert (picture.getpixel((round(x * 6), round(y * 6))) < 128) is dark
    assert report.mark.seal.hash.upper() in report.mark.seal.code


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="no reader of codes on this computer")
def test_a_reader_of_codes_reads_it(desk, tmp_path):
    closed(desk)
    report = asked(desk)
    pypdfium2.PdfDocument(as_pdf(report))[0].render(scale=3).to_pil().save(tmp_path / "page.png")
    said = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "page.png"], capture_output=True, check=True)
    assert said.stdout.decode().strip() == report.mark.seal.code
