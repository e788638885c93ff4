"""What the practice book's fund keeps besides dues and benefits: its things, a budget, an advance, what comes again.

All sums are invented; rates and lives are the program's own defaults.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.ledger.advances import Advance, Clearing, Spent
from welfare_desk.ledger.assets import Asset
from welfare_desk.ledger.budgets import Budget, BudgetAmount
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.ledger.recurring import Recurring
from welfare_desk.money import Money
from welfare_desk.services.advances import clear_advance, give_advance
from welfare_desk.services.assets import bring_asset_forward, buy_asset, depreciate, see_assets
from welfare_desk.services.budgets import adopt_budget
from welfare_desk.services.payments import pay_money, receive_money
from welfare_desk.services.practice_people import id_number
from welfare_desk.services.recurring import add_recurring, post_recurring
from welfare_desk.services.withholdings import hand_in_tax, pay_fee
from welfare_desk.welfare.withholding import Fee, FeeKind

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk

_BANK, _STATE_BANK, _OWN = "1112", "1113", "administration"
_OLD = (("001", "ตู้เหล็กเก็บเอกสาร", 8_500, 2_975), ("002", "โต๊ะประชุมพร้อมเก้าอี้", 12_000, 4_200),
        ("003", "เครื่องพิมพ์", 8_000, 2_800))  # fmt: skip
_OLD_DAY, _USE, _COMPUTER_USE = date(2021, 1, 15), 60, 36
_COMPUTER = Asset(
    0, "004", "คอมพิวเตอร์โน้ตบุ๊ก", "1503", _OWN, date(2023, 11, 20), Money.baht(18_900), Money(100), _COMPUTER_USE, "1504",
    place="ที่ทำการกองทุนฯ",
)  # fmt: skip
_BUDGET = (
    ("4101", "welfare", 280_000), ("4101", "reserve", 80_000), ("4101", _OWN, 40_000), ("4201", "welfare", 90_000),
    ("5103", "welfare", 72_000), ("5104", "welfare", 100_000), ("5102", "welfare", 12_000), ("5109", "welfare", 6_000),
    ("5302", _OWN, 3_200), ("5303", _OWN, 3_600), ("5304", _OWN, 12_000), ("5305", _OWN, 9_000), ("5307", _OWN, 4_800),
    ("5310", _OWN, 3_000),
)  # fmt: skip
_NET_DAY = date(2025, 10, 14)
_MEETING, _GATHERING = date(2025, 7, 20), date(2025, 12, 20)
_AUDIT = Fee(
    date(2025, 11, 20), "สำนักงานบัญชีหนองตะวัน (สมมติ)", FeeKind.PROFESSIONAL, Money.baht(3_000), 300, "5310", _BANK,
    id_number("059000000001"), "ตำบลหนองตะวัน", "ค่าสอบบัญชีปี 2568", _OWN,
)  # fmt: skip


class Office:
    """The treasurer's work beside the members' money, a month at a time."""

    def begin(self, desk: Desk) -> None:
        """Write into the register what the opening holds already."""
        for code, name, cost, lost in _OLD:
            bring_asset_forward(
                desk,
                Asset(
                    0, code, name, "1501", "welfare", _OLD_DAY, Money.baht(cost), Money(0), _USE, "1502",
                    depreciated=Money.baht(lost), place="ที่ทำการกองทุนฯ",
                ),
            )  # fmt: skip

    def begin_month(self, desk: Desk) -> None:
        """Hand in tax, clear what an officer brings back, adopt the budget, take in what comes again."""
        month = desk.today.replace(day=1)
        if month == date(2025, 12, 1):
            hand_in_tax(desk, desk.today, _BANK, date(2025, 11, 30))
        if month == date(2025, 8, 1):
            spent = (Spent("5304", Money.baht(2_640)),)
            clear_advance(desk, 1, Clearing(desk.today, spent, Money.baht(360), "1101", "ใบเสร็จ 4 ใบ"))
        if month == date(2025, 10, 1):
            amounts = [BudgetAmount(account, fund, Money.baht(baht)) for account, fund, baht in _BUDGET]
            adopt_budget(desk, Budget(2026, "งบประมาณปี 2569", desk.today, "มติคณะกรรมการ 9/2568", {}), amounts)
            lines = debit("5307", _OWN, Money.baht(399)), credit(_BANK, _OWN, Money.baht(399))
            entry = Entry(_NET_DAY, Series.PAYMENT, "ค่าอินเทอร์เน็ตที่ทำการ", lines, "ผู้ให้บริการอินเทอร์เน็ต")
            add_recurring(desk, Recurring(0, "ค่าอินเทอร์เน็ต", entry, 1, _NET_DAY))

    def mid_month(self, desk: Desk) -> None:
        """Post what comes again, on its own day."""
        if desk.today >= _NET_DAY:
            post_recurring(desk, desk.today)

    def after_spending(self, desk: Desk, secretary: str) -> None:
        """Buy, pay a fee, hand out an advance, help the community, take in the local authority's money."""
        day = desk.today
        if day == _COMPUTER.day:
            buy_asset(desk, _COMPUTER, _BANK, "ร้านคอมพิวเตอร์")
        if day == _AUDIT.day:
            pay_fee(desk, _AUDIT)
        if day == _MEETING:
            self._advance(desk, secretary, "จัดเวทีเรียนรู้สมาชิก", date(2025, 8, 5), 3_000)
        if day == _GATHERING:
            self._advance(desk, secretary, "เตรียมประชุมใหญ่สามัญ", date(2026, 1, 10), 5_000)
        if day.month == 3:  # noqa: PLR2004 - March
            line = MoneyLine("4203", Money.baht(30_000))
            receive_money(desk, MoneyMoved(day, _STATE_BANK, (line,), "อบต.สมทบกองทุน", "อบต.หนองตะวัน"))
        if day.month == 12:  # noqa: PLR2004 - December, when it is cold
            line = MoneyLine("5201", Money.baht(2_500), "welfare")
            pay_money(desk, MoneyMoved(day, "1111", (line,), "ผ้าห่มกันหนาวให้ผู้ด้อยโอกาส", "ร้านค้า"))

    def meet_all(self, desk: Desk) -> None:
        """Pay for the annual meeting."""
        line = MoneyLine("5305", Money.baht(8_400), _OWN)
        pay_money(desk, MoneyMoved(desk.today, _BANK, (line,), "ประชุมใหญ่สามัญประจำปี", "ร้านค้า"))

    def end_month(self, desk: Desk) -> None:
        """Post the month's depreciation, and see that everything is there at the year's end."""
        depreciate(desk, desk.today)
        if desk.today.month == 9:  # noqa: PLR2004 - September ends the year
            codes = [each[0] for each in _OLD] + ([_COMPUTER.code] if desk.today > _COMPUTER.day else [])
            see_assets(desk, codes, desk.today, "ใช้งานได้")

    def _advance(self, desk: Desk, holder: str, purpose: str, due: date, baht: int) -> None:
        give_advance(desk, Advance(0, holder, purpose, desk.today, due, _OWN, Money.baht(baht)), _BANK)
