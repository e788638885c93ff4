"""Deductions from pay in the book: the sheet, what came back, and a receipt for each member."""

from datetime import date

import pytest

from tests.services.coop_book import EMPLOYER, a_coop, a_member, open_account, sound
from tests.services.small_fund import balance, refused
from welfare_desk.coop.payroll import Deducted, Difference, DueKind
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.services import members, payroll, shares
from welfare_desk.services.entries import reverse_entry
from welfare_desk.storage import payroll as kept

MARCH, PAID, BANK = date(2026, 3, 1), date(2026, 3, 28), "11131"


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    coop = a_coop(tmp_path)
    for number, baht in (("00001", 500), ("00002", 200)):
        shares.set_share_plan(coop, number, Money.baht(baht), MARCH)
    open_account(coop, "00001", "PLE", 300, date(2026, 2, 1), monthly=300)
    yield coop
    assert sound(coop) == []
    coop.book.close()


def came(*parts):
    return [Deducted(member, Money.baht(baht), f"row {at}") for at, (member, baht) in enumerate(parts, 2)]


def test_a_sheet_says_what_is_due_of_each_member_of_an_employer(desk):
    members.add_member(desk, a_member("00009", "ที่อื่น", centre="เทศบาล"))
    number = payroll.make_payroll_sheet(desk, EMPLOYER, PAID)
    sheet = desk.ask(lambda tx: kept.read(tx, payroll.sheet_of(tx, number)))
    assert (sheet.month, sheet.total) == (MARCH, Money.baht(1000))
    assert [(row.member, row.of(DueKind.SHARE), row.of(DueKind.SAVINGS)) for row in sheet.rows] == [
        ("00001", Money.baht(500), Money.baht(300)),
        ("00002", Money.baht(200), Money(0)),
    ]
    assert sheet.rows[0].name == "นางสมใจ ทดสอบ"
    assert desk.ask(kept.employers) == {EMPLOYER: 3, "เทศบาล": 1}
    assert refused(payroll.make_payroll_sheet, desk, "เทศบาล", MARCH) == ["payroll.empty"]


def test_what_was_kept_back_is_posted_with_a_receipt_for_each_member(desk):
    number = payroll.make_payroll_sheet(desk, EMPLOYER, MARCH)
    posted = payroll.post_payroll(desk, number, came(("00001", 800), ("00002", 200)), PAID, BANK)
    assert (posted.count, posted.total, posted.differences) == (2, Money.baht(1000), ())
    assert balance(desk, BANK) == Money.baht(1000)
    assert balance(desk, "31000") == Money.baht(-3700)
    again = came(("00001", 800))
    assert refused(payroll.post_payroll, desk, number, again, PAID, BANK) == ["payroll.posted"]
    for voucher in (posted.first, posted.last):
        reverse_entry(desk, voucher, PAID, "ไฟล์ผิด")
    assert payroll.post_payroll(desk, number, again, PAID, BANK).count == 1


def test_every_difference_is_named_and_what_is_left_over_goes_into_savings(desk):
    number = payroll.make_payroll_sheet(desk, EMPLOYER, MARCH)
    too_much = came(("00001", 300), ("00002", 210))
    assert refused(payroll.post_payroll, desk, number, too_much, PAID, BANK) == ["payroll.no_account"]
    open_account(desk, "00002", baht=100)
    posted = payroll.post_payroll(desk, number, too_much, PAID, BANK)
    assert [(each.member, each.kind) for each in posted.differences] == [
        ("00001", Difference.SHORT),
        ("00002", Difference.OVER),
    ]
    assert balance(desk, "21410") == Money.baht(-110)


def test_what_cannot_be_posted_is_refused_whole(desk):
    number = payroll.make_payroll_sheet(desk, EMPLOYER, MARCH)
    payroll.set_payroll_rules(desk, (DueKind.SHARE, DueKind.LOAN, DueKind.SAVINGS), MARCH, takes_more=False)
    assert refused(payroll.post_payroll, desk, number, came(("00003", 5), ("00002", 999)), PAID, "31000") == [
        "payroll.unknown", "payroll.over", "match.account",
    ]  # fmt: skip
    assert refused(payroll.post_payroll, desk, number, came(("00002", 1)), date(2027, 1, 1), BANK) == ["match.future"]
    assert refused(payroll.post_payroll, desk, 99, [], PAID, BANK) == ["payroll.no_sheet"]
    rules = lambda order: payroll.set_payroll_rules(desk, order, MARCH, takes_more=True)  # noqa: E731
    assert refused(rules, (DueKind.LOAN,)) == ["payroll.order"]
    assert balance(desk, BANK) == Money(0)
