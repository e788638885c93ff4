"""Printed receipt books: every number in them is used, voided, marked, unused, or asked after."""

from datetime import date

import pytest

from tests.services.small_fund import NOVEMBER, OCTOBER, a_fund, pay, refused
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.receipt_books import numbers_text
from welfare_desk.services.contributions import void_receipt
from welfare_desk.services.receipt_books import give_receipt_book, mark_receipt, return_receipt_book
from welfare_desk.welfare.receipt_books import Mark, ReceiptBook

BOOK = ReceiptBook("21", 1, 10, "ป้าแดง", OCTOBER)


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path)
    give_receipt_book(fund, BOOK)
    yield fund
    fund.book.close()


def register(desk):
    return [row.cells for row in desk.ask(lambda tx: make_report(tx, "receipt-books", {}, desk.today)).rows]


def test_every_number_is_accounted_for(desk):
    pay(desk, 30, "00001", OCTOBER, "001")
    wrong = pay(desk, 30, "00001", OCTOBER, "002")
    pay(desk, 30, "00001", OCTOBER, "7")
    void_receipt(desk, wrong, NOVEMBER, "ผิดคน")
    mark_receipt(desk, "21", 3, Mark.SPOILED, "เขียนผิด", OCTOBER)
    mark_receipt(desk, "21", 5, Mark.CANCELLED, "ไม่มาจ่าย", OCTOBER)
    assert register(desk) == [("21", 1, 10, "ป้าแดง", OCTOBER, None, 2, 1, 1, 1, 3, "4, 6")]


def test_a_number_written_again_after_its_receipt_was_voided_is_used(desk):
    void_receipt(desk, pay(desk, 30, "00001", OCTOBER, "001"), NOVEMBER, "ผิด")
    pay(desk, 30, "00001", OCTOBER, "001")
    assert register(desk)[0][6:8] == (1, 0)


def test_a_book_changes_hands_and_comes_back(desk):
    give_receipt_book(desk, ReceiptBook("21", 1, 10, "ลุงดำ", NOVEMBER))
    return_receipt_book(desk, "21", NOVEMBER)
    assert register(desk)[0][3:6] == ("ลุงดำ", NOVEMBER, NOVEMBER)
    give_receipt_book(desk, ReceiptBook("21", 1, 10, "ป้าแดง", NOVEMBER))
    assert register(desk)[0][5] is None


def test_what_does_not_fit_is_refused_with_its_place(desk):
    number = pay(desk, 30, "00001", OCTOBER, "001")
    assert number
    assert refused(give_receipt_book, desk, ReceiptBook(" ", 5, 4, "", date(2030, 1, 1))) == [
        "book.no_number",
        "book.numbers",
        "book.no_holder",
        "hand_in.future",
    ]
    assert refused(give_receipt_book, desk, ReceiptBook("21", 1, 50, "ก", NOVEMBER)) == ["book.known"]
    assert refused(return_receipt_book, desk, "21", date(2025, 10, 1)) == ["book.day"]
    assert refused(return_receipt_book, desk, "99", OCTOBER) == ["book.unknown"]
    assert refused(mark_receipt, desk, "21", 11, Mark.SPOILED, " ", OCTOBER) == ["mark.outside", "mark.no_reason"]
    assert refused(mark_receipt, desk, "21", 1, Mark.SPOILED, "x", OCTOBER) == ["mark.written"]
    mark_receipt(desk, "21", 2, Mark.SPOILED, "x", OCTOBER)
    assert refused(mark_receipt, desk, "21", 2, Mark.SPOILED, "x", OCTOBER) == ["mark.twice"]


def test_runs_of_numbers_are_drawn_together():
    assert numbers_text([]) == ""
    assert numbers_text([3, 7, 8, 9, 12]) == "3, 7–9, 12"
