"""Random books for the statements: every kind of entry that moves something between their lines."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.builders import a_book
from tests.reports.books import post
from welfare_desk.ledger.closing import closing_entry
from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series
from welfare_desk.money import Money
from welfare_desk.services.entries import reverse_entry
from welfare_desk.storage import accounts, entries, figures, periods

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk

FIRST, YEARS = date(2024, 10, 1), 2
FUNDS = ("welfare", "reserve", "administration")
CASH = ("1101", "1103", "1111", "1112")
INCOME, EXPENSES = ("4101", "4102", "4201", "4302", "4401"), ("5101", "5104", "5303", "5309")
OWED_TO_US, WE_OWE = ("1201", "1204", "1209", "1301"), ("2101", "2102", "2201", "2203")


class Chance:
    """What a seed decides: entries of every kind, each balancing in each of its funds."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def amount(self, most: int = 400_000) -> int:
        return self.random.randrange(1, most)

    def entry(self, day: date) -> Entry:
        make = self.random.choice((
            self.income, self.income, self.expense, self.expense, self.accrued, self.settled, self.moved, self.transfer,
            self.bought, self.worn, self.sold, self.corrected, self.lost, self.invested, self.released, self.mixed,
        ))  # fmt: skip
        lines = make()
        return Entry(day, self.random.choice(list(Series)[:3]), make.__name__, tuple(lines))

    def pick(self, among: tuple[str, ...]) -> str:
        return self.random.choice(among)

    def pair(self, debit: str, credit: str, satang: int, fund: str | None = None) -> list[Posting]:
        fund = fund or self.pick(FUNDS)
        return [Posting(debit, fund, Money(satang)), Posting(credit, fund, Money(-satang))]

    def income(self) -> list[Posting]:
        return self.pair(self.pick(CASH), self.pick(INCOME), self.amount())

    def expense(self) -> list[Posting]:
        return self.pair(self.pick(EXPENSES), self.pick(CASH), self.amount())

    def accrued(self) -> list[Posting]:
        if self.random.random() < 0.5:
            return self.pair(self.pick(OWED_TO_US), self.pick(INCOME), self.amount())
        return self.pair(self.pick(EXPENSES), self.pick(WE_OWE), self.amount())

    def settled(self) -> list[Posting]:
        if self.random.random() < 0.5:
            return self.pair(self.pick(CASH), self.pick(OWED_TO_US), self.amount())
        return self.pair(self.pick(WE_OWE), self.pick(CASH), self.amount())

    def moved(self) -> list[Posting]:
        source, target = self.random.sample(CASH, 2)
        return self.pair(target, source, self.amount())

    def transfer(self) -> list[Posting]:
        gives, takes = self.random.sample(FUNDS, 2)
        satang = self.amount()
        return [
            *self.pair("3801", self.pick(CASH), satang, gives),
            *self.pair(self.pick(CASH), "3801", satang, takes),
        ]

    def bought(self) -> list[Posting]:
        return self.pair(self.pick(("1501", "1503", "1505")), self.pick(CASH), self.amount())

    def worn(self) -> list[Posting]:
        first, second, fund = self.amount(9_000), self.amount(9_000), self.pick(FUNDS)
        return [
            Posting("5311", fund, Money(first + second)),
            Posting("1502", fund, Money(-first)),
            Posting("1504", fund, Money(-second)),
        ]

    def sold(self) -> list[Posting]:
        """Sell a thing: its cost and its depreciation go, money comes, the rest is gain or loss."""
        cost, fund, asset = self.amount(50_000) + 10, self.pick(FUNDS), self.pick(("1501", "1505"))
        worn = self.random.randrange(cost) if asset == "1501" else 0
        price = self.random.randrange(1, 2 * cost)
        gain = price - (cost - worn)
        lines = [Posting(self.pick(CASH), fund, Money(price)), Posting(asset, fund, Money(-cost))]
        lines += [Posting("1502", fund, Money(worn))] if worn else []
        if gain:
            lines.append(Posting("4502" if gain > 0 else "5314", fund, Money(-gain)))
        return lines

    def corrected(self) -> list[Posting]:
        if self.random.random() < 0.5:
            return self.pair(self.pick(CASH), "3401", self.amount())
        return self.pair("3401", self.pick(WE_OWE), self.amount())

    def lost(self) -> list[Posting]:
        return self.pair("5313", self.pick(("1208", "1209")), self.amount(20_000))

    def invested(self) -> list[Posting]:
        return self.pair(self.pick(("1114", "1121")), self.pick(CASH), self.amount())

    def released(self) -> list[Posting]:
        return self.pair("2201", "4101", self.amount())

    def mixed(self) -> list[Posting]:
        """Pay a benefit less arrears, in two funds, and reverse some income by the way."""
        whole, arrears = self.amount() + 100, self.random.randrange(1, 90)
        return [
            Posting("5104", "welfare", Money(whole)),
            Posting("1111", "welfare", Money(-whole + arrears)),
            Posting("4101", "welfare", Money(-arrears)),
            *self.pair("4101", "1111", 7, "reserve"),
        ]


def a_random_fund(folder: Path, seed: int, *, closed: int = 0, count: int = 90, mid_year: bool = False) -> Desk:
    """Keep two years and a bit at random; the first `closed` of them are closed. A book may begin inside a year."""
    chance = Chance(seed)
    first = date(2025, 2, 1) if mid_year else FIRST
    desk = a_book(folder, first_day=first, today=date(2027, 3, 31), seed=seed)
    opened = [line for code in CASH for line in chance.pair(code, "3101", 90_000_000)]
    opened += chance.pair("1501", "3202", 800_000) + chance.pair("1209", "2201", 55_000)
    if mid_year:
        opened += chance.pair("1101", "4101", 70_000, "welfare") + chance.pair("5104", "1101", 20_000, "welfare")
    post(desk, [Entry(first, Series.OPENING, "ยกมา", tuple(opened), "", EntryKind.OPENING)])
    days = (date(2026, 11, 30) - first).days
    made = sorted(first + timedelta(days=chance.random.randrange(days)) for _ in range(count))
    post(desk, [chance.entry(day) for day in made])
    for number in chance.random.sample(range(2, count), 6):  # some were mistakes
        with desk.book.read() as tx:
            wrong = entries.get(tx, number)
        vouchers = desk.ask(
            lambda tx, number=number: tx.exec_driver_sql(
                "SELECT voucher FROM entries WHERE id = ?", (number,)
            ).scalar_one()
        )
        reverse_entry(desk, vouchers, wrong.day + timedelta(days=chance.random.randrange(20)), "ลงผิด")
    for year in range(2025, 2025 + closed):
        carry(desk, year)
    return desk


def carry(desk: Desk, year: int) -> None:
    """Post the closing entries of a fiscal year."""
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        last = calendar.year_end(year)
        period = periods.ensure_open(tx, calendar, last, EntryKind.CLOSING)
        entry = closing_entry(last, "ปิดบัญชี", figures.results_left(tx, period.id), accounts.chart(tx))
        assert entry is not None
        entries.add(tx, entry, desk.made())
