"""A fund that has helped: claims paid, approved and undone, and benefits of before the book."""

from __future__ import annotations

from datetime import date

from tests.builders import an_entry
from tests.reports.past_benefits import PastBenefit, keep_past_benefit, undo_past_benefit
from tests.services.small_fund import a_fund, pay
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import claims, regulations
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.members import add_member
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim

FIRST, TODAY = date(2025, 10, 1), date(2026, 5, 20)


def a_fund_that_helped(folder):
    """Pay three claims (one beyond the regulation), undo the payment of another, and keep five lines of old lists.

    C-0001 SICK 00001 300, C-0002 SICK 00001 500 (of 300 by the regulation), C-0003 EDU 00002 500, C-0004 BIRTH 00002
    approved, its payment undone, C-0005 SICK 00001 decided alone.
    """
    desk = a_fund(folder, today=TODAY.isoformat())
    for number in ("00001", "00002"):
        pay(desk, 365, number)
    for number, born, village in (("00003", date(1955, 5, 1), "2"), ("00004", None, "")):
        here = (StatusChange(date(2020, 1, 1), Status.ACTIVE),)
        entered = date(2020, 1, 1)
        eve = date(2025, 9, 30)
        add_member(
            desk,
            Member(number, "นาง", "คำ", number, eve, birth_day=born, village=village, entry_day=entered, statuses=here),
        )
    post_entry(desk, an_entry("1101 welfare 50,000", "4301 welfare -50,000", day="2025-10-02", series=Series.RECEIPT))
    regulations.adopt_regulation(desk, "ระเบียบ พ.ศ. 2568", FIRST, FIRST, "ประชุมใหญ่ 1/2568", READY_TYPES)
    event = date(2026, 5, 10)
    asked = (
        ("SICK", "00001", 3),
        ("SICK", "00001", 3),
        ("EDU", "00002", 1),
        ("BIRTH", "00002", 1),
        ("SICK", "00001", 1),
    )
    for kind, number, quantity in asked:
        taken = claims.take_claim(desk, Claim(kind, number, event, TODAY, TODAY, quantity), cause="ไข้เลือดออก")
        claims.decide_claim(desk, taken.id)
    claims.approve_claims(desk, [1, 3, 4], "มติ 5/2569")
    claims.approve_claims(desk, [2], "มติ 6/2569 กรณีพิเศษ", Money.baht(500), by_resolution=True)
    pay_claims(desk, [1, 2, 3], TODAY, "1101")
    (undone,) = pay_claims(desk, [4], TODAY, "1101")
    reverse_entry(desk, undone.voucher, TODAY, "จ่ายผิด")
    keep_old_lists(desk)
    return desk


def keep_old_lists(desk):
    """Keep benefits of before the book: a pension, two of people whom the register does not know, help for all."""
    with desk.book.write() as tx:
        keep_past_benefit(tx, PastBenefit("ELDER", "00003", "2024-12-01", 200))
        keep_past_benefit(tx, PastBenefit("ELDER", "00003", "2025-11-03", 200))
        keep_past_benefit(tx, PastBenefit("RICE", None, "2024-12-05", 100, name="นางนอก"))
        keep_past_benefit(tx, PastBenefit("PUBLIC", None, "2025-11-05", 4_000))
        keep_past_benefit(tx, PastBenefit("SICK", "00001", "2025-11-06", 400, 300, is_override=True, words="มติ 2/2568"))
        undo_past_benefit(tx, keep_past_benefit(tx, PastBenefit("SICK", "00002", "2025-11-07", 999)))
