import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_book
from tests.reports.books import FIRST, a_small_book
from welfare_desk.i18n import spoken
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import contributions
from welfare_desk.services.members import add_member
from welfare_desk.storage.dues import standings
from welfare_desk.welfare.contributions import LineKind, Payment, PaymentLine, Refund

TODAY = date(2027, 3, 31)
DAYS = st.integers(0, 500).map(lambda days: FIRST + timedelta(days=days))


def a_member(*changes):
    statuses = (StatusChange(date(2020, 1, 1), Status.ACTIVE), *changes)
    return Member("00001", "นาย", "คำ", "แสงทอง", date(2025, 9, 30), entry_day=date(2020, 1, 1), statuses=statuses)


def a_payment(day, baht, kind=LineKind.CONTRIBUTION):
    return Payment(day, "นายคำ แสงทอง", "00001", (PaymentLine("00001", Money.baht(baht), kind),))


@given(st.lists(st.tuples(DAYS, st.integers(1, 800)), max_size=8), st.none() | DAYS, DAYS)
@settings(max_examples=20, deadline=None)
def test_the_last_line_says_where_the_member_stands(payments, away, day):
    """Payments, voids, refunds, and a membership that lapsed and began again: the page ends where the dues are."""
    with tempfile.TemporaryDirectory() as folder:
        desk = a_book(Path(folder), today=TODAY)
        changes = (
            ()
            if away is None
            else (StatusChange(away, Status.LAPSED), StatusChange(away + timedelta(40), Status.ACTIVE))
        )
        try:
            add_member(desk, a_member(*changes))
            made = [contributions.record_payment(desk, a_payment(*each)).posted.voucher for each in payments]
            for at, voucher in enumerate(made):
                if at % 3 == 1:
                    contributions.void_receipt(desk, voucher, TODAY, "ลงผิดคน")
                if at % 3 == 2:
                    contributions.refund_mistake(desk, voucher, Refund(TODAY, "คำ", "00001", Money(50), "1101", "เกิน"))
            for asked in (day, TODAY):
                with desk.book.read() as tx:
                    report = make_report(tx, "passbook", {"member": "00001", "on": asked}, TODAY)
                    stands = standings(tx, asked, ["00001"], up_to=asked)["00001"]
                said = [row.cells[7] for row in report.rows if row.cells[7] is not None]
                reentered = any(change.from_day <= asked for change in changes[1:])
                if said and not reentered:
                    assert said[-1] == stands.position.paid_to
                assert dict(report.facts)[report.columns[7].title] == stands.position.paid_to
        finally:
            desk.book.close()


def test_it_shows_what_was_covered_and_leaves_voided_receipts_out(tmp_path):
    with a_small_book(tmp_path).book as book, book.read() as tx, spoken("en"):
        paid = make_report(tx, "passbook", {"member": "00003"}, date(2026, 1, 31))
        voided = make_report(tx, "passbook", {"member": "00002"}, date(2026, 1, 31))
    assert [row.cells[3:5] for row in paid.rows[:-1]] == [
        ("Contribution", Money.baht(400)),
        ("Passbook fee", Money.baht(20)),
    ]
    assert paid.rows[0].cells[6:] == ("Oct 2568 – Oct 2569", date(2026, 10, 31))
    assert [(row.cells[3], row.cells[6]) for row in voided.rows] == [("No payment needed", "Nov 2568")]


def test_what_was_paid_later_is_not_there_yet(tmp_path):
    with a_small_book(tmp_path).book as book, book.read() as tx:
        assert make_report(tx, "passbook", {"member": "00003", "on": "2026-01-04"}, date(2026, 1, 31)).rows == ()
