"""Letters of confirmation: whom they go to, what they say, and how they are drawn."""

from datetime import date

import pypdfium2
import pytest

from tests.reports.books import a_small_book
from tests.reports.five_forms import same_in_five_forms
from welfare_desk.errors import RuleError
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.reports import confirmations
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.draw.pdf import as_pdf
from welfare_desk.services.contributions import record_payment
from welfare_desk.services.members import add_member
from welfare_desk.welfare.contributions import Payment, PaymentLine

TODAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    for at in range(30):
        number = f"{700 + at:05}"
        add_member(desk, Member(number, "นาง", "บัว", f"ที่{at}", date(2025, 9, 30), village="1"))
    paid = Payment(date(2026, 1, 20), "นางบัว", "00700", (PaymentLine("00700", Money.baht(31)),))
    record_payment(desk, paid)
    yield desk
    desk.book.close()


def ask(desk, name, **given):
    return desk.ask(lambda tx: make_report(tx, name, given, TODAY))


def numbers(report):
    return [row.cells[0] for row in report.rows if row.cells[0]]


def said(report):
    return [row.cells[1] for row in report.rows]


def test_the_same_number_draws_the_same_members(desk):
    drawn = numbers(ask(desk, "confirm-members", count="5", seed="7"))
    assert len(drawn) == 5
    assert drawn == numbers(ask(desk, "confirm-members", count="5", seed="7"))
    assert drawn != numbers(ask(desk, "confirm-members", count="5", seed="8"))


def test_a_member_is_told_what_the_book_says(desk):
    report = ask(desk, "confirm-members", numbers="00700", auditor="นางสาวตรวจ", address="ถนนกลาง")
    assert numbers(report) == ["00700"]
    assert report.rows[0].cells[3] == Money.baht(31)
    (letter,) = report.enclosed
    assert {"นางบัว ที่0 (00700)", "นางสาวตรวจ", "ถนนกลาง"} <= set(said(letter))
    assert any(str(each).startswith("ชำระ 31.00 บาท") for each in said(letter))


def test_only_those_who_are_there_are_asked(desk):
    with pytest.raises(RuleError) as caught:
        ask(desk, "confirm-members", numbers="00700, 99999")
    assert [each.code for each in caught.value.problems] == ["confirm.unknown"]
    before = ask(desk, "confirm-members", numbers="00701", **{"from": "2026-01-21"})
    assert before.rows[0].cells[3] == Money(0)


def test_not_too_many_letters_are_written_at_once(desk, monkeypatch):
    monkeypatch.setattr(confirmations, "MOST", 4)
    with pytest.raises(RuleError) as caught:
        ask(desk, "confirm-members", count="5")
    assert [each.code for each in caught.value.problems] == ["confirm.most"]


def test_each_letter_is_one_sheet_behind_the_list(desk):
    report = ask(desk, "confirm-members", count="4")
    assert len(pypdfium2.PdfDocument(as_pdf(report))) == 1 + 4


def test_a_bank_is_asked_for_its_own_figure(desk):
    report = ask(desk, "confirm-banks", on="2026-01-31")
    assert numbers(report)
    assert len(report.enclosed) == len(numbers(report))
    assert {row.cells[5] for row in report.rows} == {None}
    same_in_five_forms(ask(desk, "confirm-banks", numbers=numbers(report)[0]))
