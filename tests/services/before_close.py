"""One of each thing that comes before a close, for books that should have one."""

from __future__ import annotations

from datetime import date

from tests.builders import an_entry
from welfare_desk.ledger.advances import Advance
from welfare_desk.ledger.assets import Asset
from welfare_desk.ledger.budgets import Budget, BudgetAmount
from welfare_desk.ledger.recurring import Recurring
from welfare_desk.money import Money
from welfare_desk.services.advances import give_advance
from welfare_desk.services.assets import buy_asset
from welfare_desk.services.budgets import adopt_budget
from welfare_desk.services.recurring import add_recurring
from welfare_desk.services.withholdings import pay_fee
from welfare_desk.welfare.withholding import Fee, FeeKind


def before_the_close(desk, day=date(2026, 1, 22), words="ค่าเช่า", tax_id="", account="1111"):
    """Let rent come again, give an advance, buy a table, adopt a budget and pay a fee, all from one bank account."""
    rent = an_entry("5319 welfare 5", f"{account} welfare -5", memo=words, payee=words)
    add_recurring(desk, Recurring(0, words, rent, 1, day))
    give_advance(desk, Advance(0, words, words, day, day, "welfare", Money.baht(6)), account)
    table = Asset(0, "001", words, "1501", "welfare", day, Money.baht(7), months=12, accumulated="1502", place=words)
    buy_asset(desk, table, account, words)
    adopt_budget(desk, Budget(2026, words, day, words, {}), [BudgetAmount("5319", "welfare", Money.baht(1200))])
    fee = Fee(day, words, FeeKind.SERVICE, Money.baht(100), 300, "5310", account, tax_id, words, words)
    pay_fee(desk, fee)
