"""What everybody may know of a fund: the figures are those of the book, and nobody is found in them."""

import csv
import hashlib
import io
import json
import sqlite3
from contextlib import closing
from datetime import date

import pypdfium2
import pytest

from tests.reports.books import a_small_book
from tests.reports.five_forms import same_in_five_forms
from tests.reports.past_benefits import PastBenefit, keep_past_benefit
from welfare_desk.errors import BookError
from welfare_desk.exchange.open_data import CSV, JSON, SIDECAR, write_open_data
from welfare_desk.i18n import spoken
from welfare_desk.members.register import Member
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.draw.pdf import as_pdf
from welfare_desk.services.members import add_member

ITEMS = ["title", "description", "organisation", "contact_role", "keywords", "frequency", "period",
         "geographic_coverage", "format", "licence", "language", "updated", "fields", "source"]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Keep a small fund of people with ID and telephone numbers, that helped seven for one thing, two for another."""
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    for number in range(20, 29):
        told = {"national_id": an_id(f"1101700230{number}"), "phone": f"08123456{number:02}"}
        entered = date(2020, 1, 1)
        add_member(desk, Member(f"000{number}", "นาง", f"ดวงแก้ว{number}", "แสงทอง", entered, entry_day=entered, **told))
    with desk.book.write() as tx:
        for number in range(20, 27):
            keep_past_benefit(tx, PastBenefit("ELDER", f"000{number}", paid_day="2025-12-20"))
        for number in (27, 28):
            keep_past_benefit(tx, PastBenefit("SICK", f"000{number}", paid_day="2025-12-21"))
    yield desk
    desk.book.close()


@pytest.fixture(scope="module")
def files(desk, tmp_path_factory):
    with spoken("en"):
        return {each.name: each.read_bytes() for each in write_open_data(desk, tmp_path_factory.mktemp("open"), 2026)}


def an_id(twelve):
    """Put the check digit behind twelve digits."""
    return f"{twelve}{(11 - sum((13 - at) * int(digit) for at, digit in enumerate(twelve)) % 11) % 10}"


def personal(desk):
    """Give every name, ID and telephone number of the book."""
    with closing(sqlite3.connect(desk.book.path)) as raw:
        people = raw.execute("SELECT first_name, last_name, national_id, phone, number FROM members").fetchall()
    return {each for row in people for each in row if each}


def ask(desk, name, language="en", **given):
    with spoken(language):
        return desk.ask(lambda tx: make_report(tx, name, given, date(2026, 1, 31)))


def rows(report):
    return {(row.cells[0], row.cells[1]): row.cells[2:] for row in report.rows}


def test_three_files_are_written_and_described(files):
    assert set(files) == {CSV, JSON, SIDECAR}
    told = json.loads(files[SIDECAR])
    assert list(told) == ITEMS
    assert told["period"] == {"from": "2025-10-01", "to": "2026-03-31"}
    for each in told["format"]:
        assert each["sha256"] == hashlib.sha256(files[each["name"]]).hexdigest()
        assert each["bytes"] == len(files[each["name"]])
    table = list(csv.reader(io.StringIO(files[CSV].decode("utf-8-sig"))))
    assert table[0] == [each["title"] for each in told["fields"]]
    keys = [each.removesuffix("_satang") for each in json.loads(files[JSON])["rows"][0]]
    assert [each["name"] for each in told["fields"]] == keys


def test_nobody_is_found_in_any_byte(desk, files):
    hunted = personal(desk)
    assert len(hunted) > 20
    papers = [ask(desk, "citizen-summary", "th"), ask(desk, "notice-board", "th", month="2025-12")]
    said = [content.decode() for content in files.values()]
    pages = [page for paper in papers for page in pypdfium2.PdfDocument(as_pdf(paper))]
    said += [page.get_textpage().get_text_range() for page in pages]
    for text in said:
        assert not {each for each in hunted if each in text}


def test_the_figures_are_those_of_the_book(desk):
    found = rows(ask(desk, "citizen-summary", **{"from": "2025-10-01", "to": "2026-01-31"}))
    asked = {"from": "2025-10-01", "to": "2026-01-31"}
    totals = [row.cells[-1] for row in ask(desk, "income-expense", **asked).rows if row.cells[1] == "All income"]
    assert found["Money in", "All money that came in"][2] == totals[0]


def test_few_people_are_told_with_others(desk):
    found = rows(ask(desk, "citizen-summary", **{"from": "2025-12-01", "to": "2025-12-31"}))
    kinds = {item: cells for (topic, item), cells in found.items() if topic == "Benefits by kind"}
    assert list(kinds) == ["Benefits of all kinds"]
    assert kinds["Benefits of all kinds"][0] == 9


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_sheet_for_the_board_is_one_page_and_says_the_same_in_all_forms(desk, language):
    with spoken(language):
        for month in ("2025-12", "2026-01"):
            same_in_five_forms(ask(desk, "notice-board", language, month=month))


def test_a_month_without_money_has_no_picture(desk):
    report = ask(desk, "notice-board", month="2024-01")
    assert report.charts == ()
    assert [row.cells[0] for row in report.rows if row.cells[0] == "Benefits paid"] == []


def test_a_folder_that_cannot_be_written_is_said_in_words(desk, tmp_path):
    (tmp_path / "x").write_text("a file")
    with spoken("en"), pytest.raises(BookError, match="Cannot write"):
        write_open_data(desk, tmp_path / "x")
