"""A random life of a fund: whatever is done to a book in whatever order, it stays right, and its past stays.

A treasurer posts, pays, moves money, makes mistakes, undoes them, keeps drafts, closes months and opens them again.
What the book should say to each act is foretold by a small model of its own: the cash in each account, the last
closed month, the next number of each series. After each act all invariants are told from the rows alone.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.builders import PIN, a_book, reopen
from tests.invariants import broken
from welfare_desk.dates import (
    add_months,
    first_of_month,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
    last_of_month,
)
from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series
from welfare_desk.ledger.funds import Purse
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.money import Money
from welfare_desk.services.drafts import discard_draft, post_draft, save_draft
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.payments import move_between_funds, move_cash, pay_money, receive_money
from welfare_desk.services.periods import close_month, close_year, reopen_month, reopen_year
from welfare_desk.storage import entries

ACTS = 80
CASH = ("1101", "1111", "1112")
INCOME = ("4101", "4102", "4201", "4301")
EXPENSES = ("5101", "5301", "5302")
FUNDS = ("welfare", "reserve", "administration")
PAST = {
    "entries": "SELECT * FROM entries ORDER BY id",
    "postings": "SELECT * FROM postings ORDER BY entry_id, line",
    "audit": "SELECT * FROM audit ORDER BY id",
    "statements": "SELECT * FROM statements ORDER BY id",
}


class Life:
    """One random life of one book."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.first_day = date(2025, 10, 1) + timedelta(days=self.random.choice((0, 14, 92, 100)))
        weights = self.random.choice(((), (("welfare", 70), ("reserve", 20), ("administration", 10))))
        year = {"fiscal_year_start": self.random.choice((1, 11, 12, 10))}  # the book's first year may be short
        self.desk = a_book(folder, first_day=self.first_day, today="2026-12-31", seed=seed, weights=weights, **year)
        self.start = year["fiscal_year_start"]
        self.years: list[int] = []  # the fiscal years that are closed
        self.cash: Counter[str] = Counter()  # satang in each account, all funds together
        self.numbers: defaultdict[tuple[str, date], int] = defaultdict(int)
        self.open_from = self.first_day  # the first day that may be written
        self.undone: dict[str, tuple[Entry, bool]] = {}  # voucher: entry, whether it may still be undone
        self.drafts: dict[int, Entry] = {}
        self.past: dict[str, list[object]] = {name: [] for name in PAST}
        self.done: Counter[str] = Counter()

    def live(self, acts: int) -> Counter[str]:
        """Do so many acts, each looked at afterwards."""
        choices = [self.post] * 6 + [self.pay] * 4 + [self.receive] * 4 + [self.move] * 3 + [self.transfer] * 3
        choices += [self.batch] * 3 + [self.slip] * 3 + [self.undo] * 5 + [self.draft] * 3 + [self.close] * 3
        choices += [self.open_again] * 2 + [self.year] * 2 + [self.go_home]
        self.begin()
        for _ in range(acts):
            self.random.choice(choices)()
            self.look()
        self.desk.book.close()
        return self.done

    # Looking.

    def look(self) -> None:
        """See that all holds, that nothing of the past changed, and that the model foretold the cash."""
        with self.desk.book.read() as tx:
            assert broken(tx) == []
            for name, asked in PAST.items():
                rows = [tuple(row) for row in tx.exec_driver_sql(asked)]
                assert rows[: len(self.past[name])] == self.past[name], f"the past of {name} changed"
                self.past[name] = rows
            asked = "SELECT account, sum(debit) - sum(credit) FROM movements GROUP BY account"
            held = {account: satang for account, satang in tx.exec_driver_sql(asked)}  # noqa: C416 - a Row is no pair
            assert {each: held.get(each, 0) for each in CASH} == {each: self.cash[each] for each in CASH}

    @contextmanager
    def expecting(self, act: str, *codes: str):
        """Foretell an act: done if there are no codes, else refused with one of them and without a trace."""
        before = self.rows()
        try:
            yield
        except RuleError as refusal:
            found = {each.code for each in refusal.problems}
            assert found & set(codes), f"{act} was refused with {found}, not {codes}"
            assert self.rows() == before, f"a refused {act} left a trace"
            self.done[f"{act} refused"] += 1
        else:
            assert not codes, f"{act} should be refused with {codes}"
            self.done[act] += 1

    def rows(self) -> list[object]:
        """Read all that a refusal must leave alone."""
        with self.desk.book.read() as tx:
            more = ("SELECT * FROM movements", "SELECT * FROM periods", "SELECT * FROM drafts")
            return [tx.exec_driver_sql(asked).all() for asked in (*PAST.values(), *more)]

    # What the model foretells.

    def refusals(self, *batch: Entry) -> list[str]:
        """Foretell what an honest batch is refused with, if it is."""
        after = self.cash.copy()
        for entry in batch:
            for posting in entry.postings:
                after[posting.account] += posting.amount.satang
        found = ["day.before_book"] if any(entry.day < self.first_day for entry in batch) else []
        found += ["day.closed"] if any(self.first_day <= entry.day < self.open_from for entry in batch) else []
        short = any(after[account] < 0 for account in CASH)
        return found or (["entry.overdrawn"] if short else [])

    def keep(self, voucher: str, entry: Entry) -> None:
        """Remember a posted entry, its number and its cash."""
        month = first_of_month(entry.day)
        self.numbers[entry.series.value, month] += 1
        number = f"{entry.series.value}{(month.year + 543) % 100}{month.month:02}-"
        assert voucher == f"{number}{self.numbers[entry.series.value, month]:04}"
        for posting in entry.postings:
            self.cash[posting.account] += posting.amount.satang
        self.undone[voucher] = (entry, entry.kind is EntryKind.NORMAL)

    def kept(self, voucher: str) -> None:
        """Remember an entry that a service made, as the book gives it back."""
        with self.desk.book.read() as tx:
            self.keep(voucher, entries.get(tx, entries.find(tx, voucher).id))

    # What a treasurer does.

    def a_day(self) -> date:
        """Choose a day: mostly one that may be written."""
        first = self.open_from if self.random.random() < 0.9 else self.first_day - timedelta(days=20)
        return min(first + timedelta(days=self.random.randrange(70)), date(2026, 12, 31))

    def amount(self) -> Money:
        """Choose an amount, small or large, with odd satang."""
        return Money(self.random.choice((1, 99, 36_500, self.random.randrange(1, 10**7))))

    def an_entry(self) -> Entry:
        """Make an entry that balances in each fund, now and then too large for the cash there is."""
        lines: list[Posting] = []
        for _ in range(self.random.randint(1, 3)):
            fund, amount, cash = self.random.choice(FUNDS), self.amount(), self.random.choice(CASH)
            other = self.random.choice(INCOME + EXPENSES + CASH)
            sign = -1 if other in EXPENSES else 1
            if other != cash:
                lines += [Posting(cash, fund, amount * sign), Posting(other, fund, amount * -sign)]
        if not lines:
            return self.an_entry()
        return Entry(self.a_day(), self.random.choice(list(Series)[:3]), "รายการ ก", tuple(lines), "ผู้รับ")

    def begin(self) -> None:
        """Start with some money."""
        lines = [Posting(cash, "welfare", Money(10**7)) for cash in CASH]
        entry = Entry(self.first_day, Series.RECEIPT, "รับโอน", (*lines, Posting("4301", "welfare", Money(-3 * 10**7))))
        self.keep(post_entry(self.desk, entry).voucher, entry)

    def post(self) -> None:
        """Post an entry."""
        entry = self.an_entry()
        with self.expecting("entry", *self.refusals(entry)):
            self.keep(post_entry(self.desk, entry).voucher, entry)

    def batch(self) -> None:
        """Post some entries together."""
        batch = [self.an_entry() for _ in range(self.random.randint(2, 12))]
        with self.expecting("batch", *self.refusals(*batch)):
            with self.desk.book.write() as tx, entries.posting(tx, batch, self.desk.made()) as posted:
                pass
            for each, entry in zip(posted, batch, strict=True):
                self.keep(each.voucher, entry)

    def slip(self) -> None:
        """Make a mistake that must be refused."""
        right = self.an_entry()
        first = right.postings[0]
        header = Posting("1100", first.fund, Money(5)), Posting("4101", first.fund, Money(-5))
        code, postings = self.random.choice(
            (
                (
                    "entry.unbalanced",
                    (Posting(first.account, first.fund, first.amount + Money(1)), *right.postings[1:]),
                ),
                ("entry.fund_unbalanced", (Posting(first.account, "designated", first.amount), *right.postings[1:])),
                ("entry.header_account", header),
                ("entry.no_fund", tuple(Posting(p.account, "nowhere", p.amount) for p in right.postings)),
            )
        )
        with self.expecting("slip", code):
            post_entry(self.desk, Entry(right.day, right.series, right.memo, tuple(postings)))

    def pay(self) -> None:
        """Pay money out by voucher."""
        amount, account, day = self.amount(), self.random.choice(CASH), self.a_day()
        lines = (MoneyLine(self.random.choice(EXPENSES), amount, self.random.choice((None, *FUNDS))),)
        effect = Entry(day, Series.PAYMENT, "", (Posting(account, "", -amount),))
        with self.expecting("payment", *self.refusals(effect)):
            self.kept(pay_money(self.desk, MoneyMoved(day, account, lines, "ค่าใช้จ่าย", "ร้านค้า")).voucher)

    def receive(self) -> None:
        """Take money in by voucher; contributions are split by the policy."""
        amount, account, day = self.amount(), self.random.choice(CASH), self.a_day()
        lines = (MoneyLine(self.random.choice(INCOME), amount), MoneyLine("4101", Money(1)))
        effect = Entry(day, Series.RECEIPT, "", (Posting(account, "", amount + Money(1)),))
        with self.expecting("receipt", *self.refusals(effect)):
            self.kept(receive_money(self.desk, MoneyMoved(day, account, lines, "เงินสมทบ")).voucher)

    def move(self) -> None:
        """Deposit or withdraw."""
        source, target = self.random.sample(CASH, 2)
        day, amount = self.a_day(), self.amount()
        codes = (
            ["move.too_much"]
            if amount.satang > self.cash[source]
            else self.refusals(Entry(day, Series.GENERAL, "", ()))
        )
        with self.expecting("deposit", *codes):
            self.kept(move_cash(self.desk, day, "ฝากธนาคาร", source, target, amount).voucher)

    def transfer(self) -> None:
        """Move money between funds."""
        giver, taker = self.random.sample(FUNDS, 2)
        source, target = self.random.choice(CASH), self.random.choice(CASH)
        day, amount = self.a_day(), self.amount()
        effect = Entry(day, Series.GENERAL, "", (Posting(source, "", -amount), Posting(target, "", amount)))
        with self.expecting("transfer", *self.refusals(effect)):
            moved = move_between_funds(self.desk, day, "โอน", Purse(source, giver), Purse(target, taker), amount)
            self.kept(moved.voucher)

    def undo(self) -> None:
        """Undo an entry, one that was undone before, or an undoing."""
        if not self.undone:
            return
        voucher = self.random.choice(list(self.undone))
        entry, may_be = self.undone[voucher]
        day = max(entry.day, self.a_day()) if self.random.random() < 0.9 else entry.day - timedelta(days=1)
        codes = [] if may_be else ["reversal.twice", "reversal.not_normal"]
        codes += ["reversal.before"] if day < entry.day else []
        mirror = Entry(day, Series.GENERAL, "", tuple(Posting(p.account, p.fund, -p.amount) for p in entry.postings))
        with self.expecting("undoing", *(codes or self.refusals(mirror))):
            self.kept(reverse_entry(self.desk, voucher, day, "ลงผิด").voucher)
            self.undone[voucher] = (entry, False)

    def draft(self) -> None:
        """Keep a draft, right or wrong; or post or discard one that is kept."""
        if not self.drafts or self.random.random() < 0.4:
            entry = self.an_entry()
            self.drafts[save_draft(self.desk, entry)] = entry
            return
        key = self.random.choice(list(self.drafts))
        entry = self.drafts[key]
        refusals = self.refusals(entry)
        if self.random.random() < 0.2:
            discard_draft(self.desk, key)
        else:
            with self.expecting("draft", *refusals):
                self.keep(post_draft(self.desk, key).voucher, entry)
            if refusals:
                return
        del self.drafts[key]

    def close(self) -> None:
        """Close a month: the next one, or one out of order."""
        due = first_of_month(self.open_from)
        month = due if self.random.random() < 0.8 else add_months(due, self.random.choice((-1, 1)))
        codes = []
        if month < due:
            codes = ["month.already_closed", "month.not_in_book"]
        elif month > due:
            codes = ["month.out_of_order", "month.not_over"]
        elif self.desk.today <= last_of_month(month):
            codes = ["month.not_over"]
        elif month.month == self.start and self.ended() is not None and self.ended() not in self.years:
            codes = ["month.year_open"]
        with self.expecting("close", *codes):
            close_month(self.desk, month, PIN)
            self.open_from = add_months(due, 1)

    def open_again(self) -> None:
        """Open the last closed month again, now and then with a wrong PIN."""
        month = add_months(first_of_month(self.open_from), -1)
        closed = self.open_from > self.first_day and month >= first_of_month(self.first_day)
        codes = [] if closed else ["month.not_closed"]
        pin = PIN if self.random.random() < 0.7 else "000000"
        if closed and pin != PIN:
            codes = ["pin.wrong"]
        if closed and self.ended() in self.years and self.open_from == fiscal_year_start(self.ended() + 1, self.start):
            codes = ["month.later_closed"]
        with self.expecting("opening again", *codes):
            reopen_month(self.desk, month, "แก้รายการ", pin)
            self.open_from = max(month, self.first_day)

    def ended(self) -> int | None:
        """Name the last fiscal year whose months are all closed; none where none is."""
        year = fiscal_year(self.open_from, self.start) - 1
        return year if fiscal_year_end(year, self.start) >= self.first_day else None

    def year(self) -> None:
        """Close the year that ended, or open the last closed one again."""
        due = self.ended()
        if due is None or (due in self.years and self.random.random() < 0.5):
            named = fiscal_year(self.open_from, self.start)
            with self.expecting("year", "year.month_open"):
                close_year(self.desk, named, PIN)
        elif due not in self.years:
            entry = self.carried()
            with self.expecting("year"):
                close_year(self.desk, due, PIN)
                self.years.append(due)
                if entry:
                    self.kept_last()
        else:
            follows = self.open_from > fiscal_year_start(due + 1, self.start)
            with self.expecting("year opening again", *(["year.later_closed"] if follows else [])):
                reopen_year(self.desk, due, "แก้รายการ", PIN)
                self.years.remove(due)

    def carried(self) -> bool:
        """Tell whether the year that ended leaves anything on income and expense accounts, by the lines themselves."""
        last = fiscal_year_end(self.ended() or 0, self.start)
        asked = (
            "SELECT account, fund FROM postings WHERE day <= ? AND account >= '4' GROUP BY 1, 2 HAVING sum(amount) <> 0"
        )
        with self.desk.book.read() as tx:
            return tx.exec_driver_sql(asked, (last.isoformat(),)).first() is not None

    def kept_last(self) -> None:
        """Remember the entry that was posted last."""
        with self.desk.book.read() as tx:
            voucher = tx.exec_driver_sql("SELECT voucher FROM entries ORDER BY id DESC LIMIT 1").scalar_one()
        self.kept(voucher)

    def go_home(self) -> None:
        """Close the book and open it the next morning."""
        self.desk = reopen(self.desk)
        self.done["morning"] += 1


def trial(seed: int) -> dict[str, int]:
    """Live one life and give what was done."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return dict(Life(Path(folder), seed).live(ACTS))
