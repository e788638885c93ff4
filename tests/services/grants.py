"""A grant of which some is spent, for books that should have one."""

from __future__ import annotations

from datetime import date

from welfare_desk.money import Money
from welfare_desk.services.grants import keep_grant, receive_grant, spend_grant
from welfare_desk.welfare.grants import Grant, GrantPaper, Spending


def a_grant(desk, day=date(2026, 1, 10), *, spends=True):
    """Keep a grant of the local authority, receive half of it and spend some, unless it is only to wait."""
    well = Grant(0, "ขุดบ่อน้ำบาดาล หมู่ 3", "อบต. ทดสอบ", "4203", day, Money.baht(10_000), "อบต 71/2569")
    number = keep_grant(desk, well)
    receive_grant(desk, number, GrantPaper(day, Money.baht(5_000), "งวดที่ 1"), "1111")
    if spends:
        spend_grant(desk, number, GrantPaper(day, Money.baht("1500.50"), "ค่าท่อ"), Spending("5201", "1111", "ร้านวัสดุ"))
    return number
