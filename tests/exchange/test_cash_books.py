"""An old cash book: every row becomes a draft, every slip is shown, and carried balances are no entries."""

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.builders import a_book, a_line
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.cash_books import preview_cash_book
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.services import drafts
from welfare_desk.services.cash_books import CashBookSource, draft_rows, ready_words, take_in_cash_book
from welfare_desk.services.openings import open_balances
from welfare_desk.storage import accounts

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def _english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, first_day="2024-10-01")
    yield desk
    desk.book.close()


@pytest.fixture(scope="module")
def preview():
    return preview_cash_book(SAMPLES / "old_ledger.xlsx", TODAY)


def taken(desk, preview, **more):
    source = CashBookSource(preview.name, preview.sha256, **more)
    return take_in_cash_book(desk, preview.accepted(), preview.opening, source, ready_words())


def test_every_row_is_read_as_it_should_be(preview):
    with (SAMPLES / "truth_cash_book.csv").open(encoding="utf-8", newline="") as lines:
        truth = [
            (int(row["row"]), row["date"], *(int(row[f"{key}_satang"]) for key in ("received", "paid", "shown")))
            for row in csv.DictReader(lines)
        ]
    read = [
        (each.row, each.day.isoformat(), each.received.satang, each.paid.satang, each.shown.satang)
        for each in preview.rows
    ]
    assert read == truth
    assert len(read) == 146
    assert preview.problems == ()


def test_the_sums_and_the_carried_rows_are_as_they_should_be(preview):
    answer = preview.answer()
    sums = {key: answer[f"{key}_satang"] for key in ("opening", "received", "paid", "closing_right", "closing_shown")}
    assert sums == {
        "opening": 180505223, "received": 52372756, "paid": 12767000, "closing_right": 220110979,
        "closing_shown": 220120979,
    }  # fmt: skip
    assert preview.skipped == (
        (4, "brought_forward"), *((row, "page_carry") for row in (45, 46, 87, 88, 129, 130)), (157, "total"),
    )  # fmt: skip


def test_both_slips_are_shown_with_row_amount_and_cause(preview):
    wrong = preview.answer()["wrong_balances"]
    shown = [(each["row"], each["kind"], each["cause"], each["error_satang"], each["right_satang"]) for each in wrong]
    assert shown == [
        (43, "goes_on", "transposed", -90000, 185430180),
        (109, "goes_on", "slip", 100000, 208135180),
    ]


def test_the_drafts_total_to_the_book_and_can_be_posted(desk, preview):
    open_balances(desk, [a_line("1101 welfare 1,805,052.23"), a_line("3101 welfare -1,805,052.23")])
    done = taken(desk, preview)
    kept = desk.ask(drafts.list_drafts)
    assert (len(done.drafts), len(kept), done.unknown) == (146, 146, 0)
    moved = Money.sum(line.amount for each in kept for line in each.entry.postings if line.account == "1101")
    assert moved == Money(52372756 - 12767000)
    drafts.post_drafts(desk, done.drafts)
    assert desk.ask(lambda tx: sum(accounts.balances_by_fund(tx, "1101").values())) == 220110979


def test_a_file_is_taken_in_once_unless_its_drafts_were_thrown_away(desk, preview):
    taken(desk, preview)
    with pytest.raises(RuleError, match="was taken in already"):
        taken(desk, preview)
    assert len(taken(desk, preview, again=True).drafts) == 146


def test_an_account_that_holds_no_cash_is_refused(desk, preview):
    with pytest.raises(RuleError, match="4101 is no cash or bank account"):
        taken(desk, preview, account="4101")


def test_rows_before_the_book_and_what_was_brought_forward_are_told(tmp_path, preview):
    desk = a_book(tmp_path, "later.welfare", first_day="2025-01-01")
    notes = [each.sentence() for each in taken(desk, preview).notes]
    assert notes == [
        "37 rows lie before the book's first day, 1 Jan 2568: they cannot be posted in this book.",
        "1,805,052.23 baht were brought forward; write them among the opening balances.",
    ]
    desk.book.close()


def a_sheet(folder, *rows, header=("วันที่", "รายการ", "รับ", "จ่าย", "คงเหลือ")):
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    path = folder / "สมุดเงินสด.xlsx"
    book.save(path)
    return path


def said(folder, *rows):
    return [each.sentence() for each in preview_cash_book(a_sheet(folder, *rows), TODAY).problems]


GOOD = ("1/10/2567", "รับ ก", 100, None, 100)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("31/2/2568", "รับ ข", 5, None, 105), "Sheet “Sheet”, cell A3: “31/2/2568” is no day."),
        (("2/10/2567", "รับ ข", "5x", None, 105), "Sheet “Sheet”, cell C3: “5x” is no amount in baht."),
        (("2/10/2567", "รับ ข", None, -5, 105), "Sheet “Sheet”, cell D3: “-5” is no amount in baht."),
        (("2/10/2567", "รับ ข", 5, 5, 100), "Sheet “Sheet”, row 3: money came in and went out; write two rows."),
        ((None, "ยอดยกไป", None, None, 101), "Row 3: 101.00 is carried, but the row above says 100.00."),
        ((None, "รวม", 101, 0, 100), "Row 3: the total says 101.00, the rows make 100.00."),
    ],
)
def test_what_cannot_be_right_is_told_with_its_cell(tmp_path, row, sentence):
    assert said(tmp_path, GOOD, row) == [sentence]


def test_a_row_without_a_day_has_that_of_the_row_above_and_words_alone_are_no_entry(tmp_path):
    path = a_sheet(tmp_path, GOOD, (None, "จ่าย ข", None, 40, 60), (None, "ต่อจากข้างบน", None, None, None))
    read = preview_cash_book(path, TODAY)
    assert [each.day for each in read.rows] == [date(2024, 10, 1)] * 2
    assert read.skipped == ((4, "no_amount"),)


def test_what_nobody_knows_goes_to_suspense_or_stays_open(desk, tmp_path):
    path = a_sheet(tmp_path, ("1/10/2567", "เงินแปลก", 100, None, 100), ("1/10/2567", "ของแปลก", None, 40, 60))
    made = desk.ask(lambda tx: draft_rows(tx, preview_cash_book(path, TODAY).rows, "1101", ready_words()))
    assert [[line.account for line in each.postings] for each in made] == [["1101", "2901"], ["1101"]]


def test_a_file_that_is_no_cash_book_is_refused(tmp_path):
    with pytest.raises(BookError, match="no columns for the day"):
        preview_cash_book(a_sheet(tmp_path, GOOD, header=("ก", "ข", "ค", "ง", "จ")), TODAY)
