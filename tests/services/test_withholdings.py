"""Fees with tax withheld in the book: paid, certified, handed in, and found out where they were changed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_book, an_entry, reopen
from tests.services.small_fund import balance, refused
from tests.storage.forgery import forge, unguarded
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.withholdings import hand_in_tax, pay_fee
from welfare_desk.welfare.withholding import Fee, FeeKind

DAY, FEBRUARY, TODAY = date(2026, 1, 5), date(2026, 2, 3), date(2026, 2, 10)
ID = "1101700230708"
FEE = Fee(DAY, "นายช่าง", FeeKind.SERVICE, Money.baht(1000), 300, "5319", "1101", ID, "หมู่ 3")


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


def a_desk(folder):
    desk = a_book(folder, today=TODAY)
    post_entry(desk, an_entry("1101 welfare 5,000", "4302 welfare -5,000", day="2025-10-05"))
    return desk


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    assert [each.id for each in verify_book(desk).results if not each.ok] == []
    desk.book.close()


def test_a_fee_is_paid_and_its_tax_handed_in(desk):
    posted, key = pay_fee(desk, FEE)
    assert (posted.voucher, key) == ("PV6901-0001", 1)
    assert (balance(desk, "5319"), balance(desk, "2104")) == (Money.baht(1000), Money.baht(-30))
    pay_fee(desk, replace(FEE, day=FEBRUARY, kind=FeeKind.RENT, rate=500))
    hand_in_tax(desk, FEBRUARY, "1101", date(2026, 1, 31))
    assert balance(desk, "2104") == Money.baht(-50)
    assert refused(hand_in_tax, desk, FEBRUARY, "1101", date(2026, 1, 31)) == ["withholding.nothing"]
    found = desk.ask(lambda tx: make_report(tx, "withholdings", {}, TODAY))
    assert [row.cells[0] for row in found.rows] == ["2569-0001", "2569-0002", None]
    assert found.rows[-1].cells[7] == Money.baht(80)
    assert found.notes == ("To be handed in: 50.00 baht.",)


def test_what_is_wrong_is_refused(desk):
    wrong = replace(FEE, payee="", day=date(2026, 3, 1), account="5319")
    assert refused(pay_fee, desk, wrong) == ["money.no_payee", "match.future", "match.account"]
    assert refused(hand_in_tax, desk, date(2026, 3, 1), "5319", TODAY) == [
        "match.future", "match.account", "withholding.nothing",
    ]  # fmt: skip


def test_the_certificate_names_both_and_hides_the_number_of_the_payee(desk):
    pay_fee(desk, FEE)

    def text(sees=frozenset()):
        report = desk.ask(lambda tx: make_report(tx, "withholding-certificate", {"number": "1"}, TODAY, sees))
        return " ".join(str(cell) for row in report.rows for cell in row.cells if cell)

    assert ID not in text()
    assert ID in text(frozenset({Permission.PERSONAL}))
    for words in ("2569-0001", "นายช่าง", "Test fund", "สามสิบบาทถ้วน", "rate of 3 per cent"):
        assert words in text()
    with pytest.raises(RuleError):
        desk.ask(lambda tx: make_report(tx, "withholding-certificate", {"number": "9"}, TODAY))


def test_a_reversed_fee_keeps_its_number_and_loses_its_amounts(desk):
    posted, _key = pay_fee(desk, FEE)
    reverse_entry(desk, posted.voucher, TODAY, "ผิด")
    assert pay_fee(desk, FEE)[1] == 2
    found = desk.ask(lambda tx: make_report(tx, "withholdings", {}, TODAY))
    assert [(row.cells[0], row.cells[7]) for row in found.rows[:2]] == [
        ("2569-0001", None),
        ("2569-0002", Money.baht(30)),
    ]
    paper = desk.ask(lambda tx: make_report(tx, "withholding-certificate", {"number": "1"}, TODAY))
    assert "The voucher was reversed: this certificate no longer holds." in [row.cells[1] for row in paper.rows]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE withholdings SET tax = 1", {"documents", "subledger"}),
        ("UPDATE withholdings SET base = 1", {"documents"}),
        ("UPDATE withholdings SET payee = NULL, tax_id = NULL, address = NULL", set()),
    ],
)
def test_a_changed_certificate_is_found_out_and_an_erased_one_is_not(tmp_path, change, found):
    desk = a_desk(tmp_path)
    pay_fee(desk, FEE)
    desk.book.close()
    with unguarded(desk.book.path) as raw:
        raw.execute(change)
        forge(raw)
    desk = reopen(desk)
    failed = {each.id for each in verify_book(desk).results if not each.ok}
    desk.book.close()
    assert failed == found
