"""Handover of office: the book beside the count, the record kept as it was signed, and who signs from then on."""

import sqlite3
from datetime import date

import pytest

from tests.services.small_fund import EVE, OCTOBER, a_fund, pay, refused
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.books import change_fund, fund_settings
from welfare_desk.services.handovers import Given, books_given_out, hand_over, to_count
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.payments import receive_money
from welfare_desk.services.receipt_books import give_receipt_book, return_receipt_book
from welfare_desk.welfare.handovers import Office, Things
from welfare_desk.welfare.receipt_books import ReceiptBook

TODAY = date(2025, 11, 20)


@pytest.fixture
def desk(tmp_path):
    desk = a_fund(tmp_path, today=TODAY.isoformat())
    change_fund(desk, {"treasurer": "นางคำ"})
    pay(desk, 30)
    yield desk
    desk.book.close()


def a_handover(found=30, office=Office.TREASURER, **changes):
    kept = {"day": TODAY, "giver": " นางคำ ", "taker": "นางแดง", "things": Things(" ทะเบียนสมาชิก "), **changes}
    return Given(office=office, found={"1101": Money.baht(found)}, **kept)


def record(desk, number=1):
    report = desk.ask(lambda tx: make_report(tx, "handover", {"number": str(number)}, desk.today))
    return [row.cells for row in report.rows]


def faults(desk):
    return [each.id for each in verify_book(desk).results if not each.ok]


def test_what_was_counted_stands_beside_the_book(desk):
    assert hand_over(desk, a_handover()) == 1
    cash, total, heading, books = record(desk)
    assert cash[1:] == (Money.baht(30), Money.baht(30), None)
    assert total[1:] == (Money.baht(30), Money.baht(30), Money.baht(0))
    assert books[0] == "ทะเบียนสมาชิก"
    assert heading[1:] == (None, None, None)
    assert faults(desk) == []


def test_the_new_officer_signs_the_papers(desk):
    hand_over(desk, a_handover())
    assert desk.ask(fund_settings)["treasurer"] == "นางแดง"
    hand_over(desk, a_handover(office=Office.BOOKKEEPER, giver="นายหนึ่ง", taker="นายสอง"))
    assert "นายสอง" not in desk.ask(fund_settings).values()


def test_an_account_that_was_not_counted_is_asked_for(desk):
    receive_money(desk, MoneyMoved(OCTOBER, "1111", (MoneyLine("4302", Money.baht(9)),), "บริจาค"))
    assert refused(hand_over, desk, a_handover()) == ["handover.uncounted"]
    assert desk.ask(lambda tx: to_count(tx, TODAY)) == {"1101": Money.baht(30), "1111": Money.baht(9)}
    assert desk.ask(lambda tx: to_count(tx, EVE)) == {}


def test_money_found_where_the_book_has_none_is_a_difference(desk):
    more = {"1101": Money.baht(30), "1112": Money.baht(5)}
    given = Given(TODAY, Office.TREASURER, "นางคำ", "นางแดง", found=more)
    assert refused(hand_over, desk, given) == ["handover.unexplained"]
    wrong = Given(TODAY, Office.TREASURER, "นางคำ", "นางแดง", found={"1101": Money.baht(30), "4101": Money.baht(0)})
    assert refused(hand_over, desk, wrong) == ["handover.account"]


def test_nothing_is_kept_of_a_handover_that_is_refused(desk):
    assert refused(hand_over, desk, a_handover(29)) == ["handover.unexplained"]
    assert refused(record, desk) == ["handover.unknown"]
    assert desk.ask(fund_settings)["treasurer"] == "นางคำ"


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE handovers SET content = replace(content, 'นางแดง', 'นางดำ')",
        "DELETE FROM handovers",
        "INSERT INTO handovers SELECT 2, day, content, made_by, made_at FROM handovers",
    ],
)
def test_a_handover_that_was_changed_behind_the_program_is_found(desk, wrong):
    hand_over(desk, a_handover())
    with sqlite3.connect(desk.book.path) as book:
        for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            book.execute(f"DROP TRIGGER {name}")
        book.execute(wrong)
    assert "documents" in faults(desk)


def test_receipt_books_that_are_out_are_known(desk):
    for number in ("21", "22"):
        give_receipt_book(desk, ReceiptBook(number, 1, 50, "ป้าแดง", OCTOBER))
    return_receipt_book(desk, "21", TODAY)
    assert desk.ask(books_given_out) == ("22",)
