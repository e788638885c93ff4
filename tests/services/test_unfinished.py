"""What was typed and not saved is in the book after a power cut."""

import pytest

from tests.builders import a_book, outside
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.payments import receive_money
from welfare_desk.services.unfinished import Unfinished, keep_unfinished, list_unfinished


@pytest.fixture
def desk(tmp_path):
    made = a_book(tmp_path)
    yield made
    made.book.close()


def receives(desk, baht):
    moved = MoneyMoved(desk.today, "1101", (MoneyLine("4509", Money.baht(baht), None),), "ขายของเก่า", "ร้านรับซื้อ")
    return receive_money(desk, moved)


def test_what_stood_on_a_page_is_there_when_the_book_is_opened_again(desk):
    keep_unfinished(desk, "pay", '{"payee":"ร้านดำ"}')
    keep_unfinished(desk, "pay", '{"payee":"ร้านดำดี"}')
    desk.book.close()
    again = books.sit_down(desk.book.path, outside(desk.today))
    assert again.ask(list_unfinished) == [Unfinished("pay", '{"payee":"ร้านดำดี"}', overtaken=False)]
    again.book.close()


def test_what_was_saved_or_given_up_is_forgotten(desk):
    keep_unfinished(desk, "pay", "{}")
    keep_unfinished(desk, "pay", None)
    assert desk.ask(list_unfinished) == []


def test_it_tells_when_something_was_posted_since(desk):
    keep_unfinished(desk, "receive", "{}")
    receives(desk, 50)
    assert [each.overtaken for each in desk.ask(list_unfinished)] == [True]
