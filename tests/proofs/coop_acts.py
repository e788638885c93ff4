"""One call of every service of cooperatives that writes, on the busy cooperative of `tests/coop_books.py`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.proofs.coop_loan_acts import LOANS
from tests.proofs.coop_savings_acts import SAVINGS
from tests.proofs.coop_surplus_acts import SURPLUS
from welfare_desk.coop.imported import CoopRegister, RegisterMember
from welfare_desk.money import Money
from welfare_desk.services import coop_month, coop_registers

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk

A_REGISTER = CoopRegister(
    "ทะเบียนเดิม.xlsx", "cd" * 32, date(2026, 1, 31), Money.baht(10),
    (RegisterMember(5, "00091", "นาง", "แก้ว", "ใจดี", None, Money.baht(100), Money.baht(50)),), (), (),
)  # fmt: skip
COOP: dict[str, Callable[[Desk], Any]] = {
    **LOANS,
    **SAVINGS,
    **SURPLUS,
    "coop_month.do_month_work": lambda d: coop_month.do_month_work(d, date(2026, 2, 1)),
    "coop_registers.take_in_register": lambda d: coop_registers.take_in_register(d, A_REGISTER),
}
