"""A small fund to take contributions in, and questions about where it stands."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import a_book
from welfare_desk.errors import RuleError
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.services import contributions
from welfare_desk.services.members import add_member
from welfare_desk.storage import dues
from welfare_desk.welfare.contributions import LineKind, Payment, PaymentLine, Refund

OCTOBER = date(2025, 10, 5)
NOVEMBER = date(2025, 11, 5)
EVE = date(2025, 9, 30)
NEW_YEAR = date(2026, 10, 1)


def a_fund(folder, *, weights=(), today="2026-10-20", members=("00001", "00002")):
    desk = a_book(folder, weights=weights, today=today)
    for number in members:
        add_member(desk, Member(number, "นาย", f"สมชาย{number}", "ใจดี", EVE, village="1", entry_day=date(2020, 1, 1)))
    return desk


def a_payment(baht=30, member="00001", day=OCTOBER, number="", **changes):
    line = PaymentLine(member, Money.baht(baht), LineKind.CONTRIBUTION if member else LineKind.UNIDENTIFIED)
    return Payment(
        day, "นายสมชาย ใจดี", member, (line,), receipt_book="21" if number else "", receipt_number=number, **changes
    )


def a_refund(baht, day=NOVEMBER, member="00001"):
    return Refund(day, "นายสมชาย ใจดี", member, Money.baht(baht), "1101", "จ่ายซ้ำ")


def pay(desk, *given, **changes):
    return contributions.record_payment(desk, a_payment(*given, **changes)).posted.voucher


def stands(desk, member="00001", day=OCTOBER):
    return desk.ask(lambda tx: dues.standings(tx, day, {member})[member])


def held(desk, member="00001"):
    """Tell what the ledger keeps as deferred income of a member."""
    return Money.sum(part for _, part in desk.ask(lambda tx: dues.deferred_by_member(tx, member)).get(member, ()))


def balance(desk, account):
    asked = "SELECT coalesce(sum(amount), 0) FROM postings WHERE account = ?"
    return Money(desk.ask(lambda tx: tx.exec_driver_sql(asked, (account,)).scalar_one()))


def refused(act, *given):
    with pytest.raises(RuleError) as caught:
        act(*given)
    return [each.code for each in caught.value.problems]
