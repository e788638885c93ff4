"""A small fund lives three fiscal years: two by the command line, the third at the window, each closed and locked.

Month after month there are contributions, a benefit, the bank's statement, the count of the cash, and the close. At the
end every statement agrees with every other, each year opens with what the year before left, and the pack holds.
"""

import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count

import pytest

from tests.builders import PIN
from tests.cli.at_the_desk import Terminal
from tests.reports.test_articulation import agrees
from tests.ui.screens.conftest import Kept, Opener
from welfare_desk import i18n
from welfare_desk.dates import add_months, last_of_month, months_between
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period, PeriodStatus
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.kept_statement import KEPT_AT_CLOSE
from welfare_desk.services import books
from welfare_desk.services.bank_matching import accept_matches
from welfare_desk.services.bank_statements import StatementTaken, take_in_bank_statement
from welfare_desk.services.cash_counts import CashCounted, count_cash
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.claims import approve_claims, decide_claim, take_claim
from welfare_desk.services.contributions import record_collection
from welfare_desk.services.payments import move_cash
from welfare_desk.services.reconciliations import approve_reconciliation
from welfare_desk.storage import periods
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.contributions import Collection, Payment, PaymentLine

MEMBERS = ("00001", "00002", "00003")
FIRST_DAY, WINDOW_YEAR, LAST_MONTH = date(2023, 10, 1), date(2025, 10, 1), date(2026, 9, 1)
TODAY = date(2027, 1, 28)
GENERAL = {2024: date(2025, 1, 26), 2025: date(2026, 1, 25), 2026: date(2027, 1, 24)}
DUES, SICK = 30, 100  # baht: what a member pays a month, what a night in hospital gives
REOPENED = date(2025, 2, 1)  # a bill was forgotten


def who_is_ill(month):
    """Let one member after the other spend a night in hospital."""
    return MEMBERS[month.month % len(MEMBERS)]


def number_of(month):
    """Give the number of the month's claim: one a month, from the first on."""
    return len(months_between(FIRST_DAY, month))


@dataclass
class ByCommands:
    """The treasurer at the command line; each command is said on the day that it is about."""

    say: Terminal
    book: object
    secrets: object
    folder: object
    cash: int = 500

    def tell(self, day, *words):
        return self.say.done(*words, "--today", day)

    def begin(self):
        new = ("--name", "กองทุนสามปี", "--from", FIRST_DAY, "--split", "70/20/10")
        self.tell(FIRST_DAY, "new", self.book, *new)
        self.tell(FIRST_DAY, "opening", self.book, "1101=500", "1111=20000", "3101=-20500")
        for number in MEMBERS:
            known = ("--first-name", "มาลี", "--no-id", "missing", "--entry-day", "2015-01-01", "--village", "1")
            self.tell(FIRST_DAY, "member", "add", self.book, number, *known)
        adopted = ("--name", "ระเบียบ", "--from", FIRST_DAY, "--adopted", "2023-09-20", "--resolution", "1/2566")
        self.tell(FIRST_DAY, "regulation", "adopt", self.book, *adopted)

    def live(self, month):
        """Live through a month up to its close."""
        last, number = last_of_month(month), number_of(month)
        paid = [f"{each}={DUES}" for each in MEMBERS]
        self.tell(month.replace(day=5), "collect", self.book, *paid, "--village", "1")
        move = ("--from", "1101", "--to", "1111", "--memo", "นำฝาก")
        self.tell(month.replace(day=10), "money", "move", self.book, DUES * len(MEMBERS), *move)
        ill = ("SICK", "--member", who_is_ill(month), "--event", month.replace(day=8), "--cause", "ไข้")
        day = month.replace(day=20)
        self.tell(day, "claim", "new", self.book, *ill)
        decided = self.say.done("claim", "decide", self.book, number, "--json", "--today", day).json
        assert decided["amount"] == SICK * 100, decided
        self.tell(day, "claim", "approve", self.book, number, "--resolution", f"{month.month}/2567")
        self.tell(day, "claim", "pay", self.book, number, "--account", "1111")
        self.tell(last, "bank", "import", self.book, self.statement(month), "--accept")
        self.tell(last, "bank", "match", self.book, "--accept")
        if month.month == 9:  # the interest of the year, which the bank alone knows so far
            line = self.say.done("bank", "match", self.book, "--json", "--today", last).json["bank_only"][0]["line"]
            self.tell(last, "bank", "post", self.book, line)
        self.tell(last, "bank", "approve", self.book, "--day", last)
        self.count(last)
        self.close(month)

    def statement(self, month):
        """Write the month's statement as the bank gives it."""
        year = month.year + 543
        moved = [(10, "ฝากเงินสด", "", "90.00"), (20, "ถอนเงิน", "100.00", "")]
        moved += [(30, "ดอกเบี้ยเงินฝาก", "", "25.50")] if month.month == 9 else []
        held = balance_before(month)
        rows = ["วันที่,รายการ,ถอน,ฝาก,คงเหลือ", f"01/{month.month:02}/{year},ยอดยกมา,,,{plain(held)}"]
        for day, words, out, came in moved:
            held += Money.baht(came or 0) - Money.baht(out or 0)
            rows.append(f"{day:02}/{month.month:02}/{year},{words},{out},{came},{plain(held)}")
        path = self.folder / f"{month:%Y-%m}.csv"
        path.write_text("\n".join(rows), encoding="utf-8-sig")
        return path

    def count(self, day):
        self.tell(day, "cash", "count", self.book, "--piece", f"100={self.cash // 100}", "--by", "นางคำ")

    def close(self, month):
        self.tell(add_months(month, 1), "month", "close", self.book, f"{month:%Y-%m}", "--secrets", self.secrets)

    def mend(self, month):
        """Reopen the month, write what was forgotten, count anew, and close it anew."""
        day = add_months(month, 1)
        pin = ("--secrets", self.secrets)
        assert "Write why" in self.say.refused(
            "month", "reopen", self.book, f"{month:%Y-%m}", "--reason", " ", *pin, "--today", day
        )
        self.tell(day, "month", "reopen", self.book, f"{month:%Y-%m}", "--reason", "ลืมเงินบริจาค", *pin)
        gift = ("--line", "4302=100", "--cash", "1101", "--memo", "บริจาค", "--payee", "ผู้มีจิตศรัทธา")
        self.tell(day, "money", "in", self.book, *gift, "--day", last_of_month(month))
        self.cash += 100
        self.count(last_of_month(month))
        self.close(month)

    def end_year(self, year):
        """Close the year, and lock it at the annual meeting, whose minutes are kept."""
        pin = ("--secrets", self.secrets)
        self.tell(date(year, 10, 20), "year", "close", self.book, year, *pin)
        day = GENERAL[year]
        accepted = ("--name", f"ใหญ่ 1/{year + 544}", "--resolution", f"1/{year + 544}=รับรองงบการเงิน")
        self.tell(day, "meeting", "add", self.book, "general", *accepted, "--people", "3")
        self.tell(day, "year", "lock", self.book, year, "--resolution", f"1/{year + 544}", *pin)
        again = ("year", "reopen", self.book, year, "--reason", "x", *pin, "--today", day)
        assert "locked" in self.say.refused(*again), "a locked year never opens again"


def plain(amount):
    return amount.text().replace(",", "")


def balance_before(month):
    """Tell what the bank holds when a month begins: the opening, less ten baht a month, and each year's interest."""
    gone = number_of(month) - 1
    years = sum(date(year, 9, 30) < month for year in range(2024, 2027))
    return Money.baht(20_000 - 10 * gone) + Money(2_550 * years)


class AtTheWindow:
    """The treasurer at the window: the month's work through its writer, the closes by the buttons of the page."""

    def __init__(self, window, wait, next_dialog, monkeypatch):
        self.window, self.wait, self.next_dialog = window, wait, next_dialog
        window.go("close")
        self.page = window.page()
        self.papers = []
        self.page.preview = lambda title, _content: self.papers.append(title)
        monkeypatch.setattr("welfare_desk.ui.errors.tell", lambda *_given: None)
        self.rest()

    def rest(self):
        self.wait(lambda: self.page.stands is not None and not self.window.jobs.is_busy())

    def act(self, work):
        """Do something in the writer's turn; a refusal is raised here."""
        answers, refusals = [], []
        self.page.act(work, answers.append, failed=refusals.append)
        self.wait(lambda: answers or refusals)
        if refusals:
            raise refusals[0]
        return answers[0]

    def answer(self, button, **typed):
        """Press a button of the page and answer the form that it opens."""

        def fill(dialog):
            dialog.form.retype(typed)
            dialog.try_to_save()

        self.rest()
        self.next_dialog.when_it_comes(fill)
        button.click()
        self.rest()

    def live(self, month, cash):
        """Live through a month up to its close."""
        self.act(partial(a_month, month=month, cash=cash))
        self.rest()
        assert self.page.stands.looked.month == month
        assert [each.code for each in self.page.stands.looked.lines if each.page == "bank"] == []
        self.close(month)

    def close(self, month):
        self.answer(self.page.close_it, pin=PIN)
        self.wait(lambda: self.status(month) is PeriodStatus.CLOSED)

    def reopen(self, month):
        self.answer(self.page.reopen, reason="ลืมใบเสร็จ", pin=PIN)
        self.wait(lambda: self.status(month) is PeriodStatus.OPEN)

    def status(self, month):
        return self.page.stands.statuses[Period(2026, (month.month - 10) % 12 + 1).id]

    def end_year(self, year):
        """Close the year with the same button, and write down what the annual meeting accepted."""
        self.wait(lambda: self.page.stands.year == year)
        assert "2569" in self.page.close_it.text()
        assert self.page.stands.carried
        closing = Period(year, CLOSING_NUMBER).id
        self.answer(self.page.close_it, pin=PIN)
        self.wait(lambda: self.page.stands.statuses.get(closing) is PeriodStatus.CLOSED)
        self.answer(self.page.meeting, day="24/1/2570", resolution="1/2570", pin=PIN)
        self.wait(lambda: self.page.stands.statuses[closing] is PeriodStatus.LOCKED)
        assert not self.page.reopen.isEnabled(), "nothing is left that may be reopened"


def a_month(desk, month, cash):
    """Do the work of a month, as the pages of the window do it."""
    last, number = last_of_month(month), number_of(month)
    day = partial(month.replace)
    paid = [Payment(day(day=5), "มาลี", each, (PaymentLine(each, Money.baht(DUES)),)) for each in MEMBERS]
    record_collection(desk, Collection("1", month, tuple(paid)))
    move_cash(desk, day(day=10), "นำฝาก", "1101", "1111", Money.baht(DUES * len(MEMBERS)))
    claim = take_claim(desk, Claim("SICK", who_is_ill(month), day(day=8), day(day=20), TODAY), "", "ไข้")
    assert claim.id == number
    assert decide_claim(desk, number).amount == Money.baht(SICK)
    approve_claims(desk, [number], f"{month.month}/2569", day=day(day=20))
    pay_claims(desk, [number], day(day=20), "1111")
    lines = [BankLine(0, day(day=10), Money.baht(90), "ฝากเงินสด"), BankLine(0, day(day=20), -Money.baht(100), "ถอนเงิน")]
    taken = StatementTaken("1111", f"{month:%Y-%m}.csv", f"{month:%Y-%m}", tuple(lines), month, last)
    take_in_bank_statement(desk, taken)
    assert accept_matches(desk, "1111") == len(lines)
    approve_reconciliation(desk, "1111", last)
    count_cash(desk, CashCounted("1101", last, {100_00: cash // 100}, "นางคำ"))


@pytest.fixture
def say(capfdbinary):
    return Terminal(capfdbinary, TODAY.isoformat())


@pytest.fixture
def teller(say, tmp_path):
    """Sit at the command line."""
    secrets = tmp_path / "secrets.json"
    secrets.write_text(json.dumps({"pin": PIN}), encoding="utf-8")
    return ByCommands(say, tmp_path / "สามปี.welfare", secrets, tmp_path)


class _Later(Opener):
    """Opens the book a few days after the third year's annual meeting."""

    def today(self):
        return TODAY

    def outside(self):
        ticks = count()
        start = datetime(2027, 1, 28, 2, 0, tzinfo=UTC)
        return books.Outside(TODAY, lambda: start + timedelta(seconds=next(ticks)), random.Random(3).randbytes)

    def __call__(self, path, new, passphrase=""):
        assert not new
        assert not passphrase
        return lambda read_only: books.sit_down(path, self.outside(), writes=not read_only)


@pytest.fixture
def sit(app, wait, next_dialog, monkeypatch):
    """Sit down at a window with a book; it is closed at the end, if it was not before."""
    assert app is not None
    windows = []

    def at(book):
        i18n.choose("th")
        made = MainWindow(Kept(), _Later())
        windows.append(made)
        made.resize(1366, 768)
        made.show()
        made.open_book(book)
        wait(lambda: made.page() is not None)
        return AtTheWindow(made, wait, next_dialog, monkeypatch)

    yield at
    for each in windows:
        each.close()
    i18n.choose("th")


def test_they_live_three_years(say, teller, sit, tmp_path):
    teller.begin()
    for month in months_between(FIRST_DAY, add_months(WINDOW_YEAR, -1)):
        teller.live(month)
        if month == REOPENED:
            teller.mend(month)
        if month.month == 9:
            teller.end_year(month.year)
    at_window = sit(teller.book)
    for month in months_between(WINDOW_YEAR, LAST_MONTH):
        at_window.live(month, teller.cash)
        if month == add_months(WINDOW_YEAR, 2):
            at_window.reopen(month)
            at_window.close(month)
    at_window.end_year(2026)
    assert len(at_window.papers) == 14, "what was signed is shown at each close"
    at_window.window.close()
    all_agrees(teller)
    pack_holds(say, teller.book, tmp_path)


def all_agrees(teller):
    """Verify the book, hold the statements of each year against each other, and one year against the next."""
    assert teller.say.done("verify", teller.book, "--json").json["ok"] is True
    desk = books.sit_down(teller.book, _Later().outside(), writes=False)
    with desk.book:
        left = None
        for year in GENERAL:
            span = date(year - 1, 10, 1), date(year, 9, 30)
            for fund in ("", "welfare", "reserve"):
                assert agrees(desk, span, fund) == [], (year, fund)
            given = {"from": span[0].isoformat(), "to": span[1].isoformat()}
            asked = {each: {"on": given["to"]} if each == "financial-position" else given for each in KEPT_AT_CLOSE}
            made = {
                name: desk.ask(partial(make_report, name=name, params=of, today=TODAY)) for name, of in asked.items()
            }
            assert [name for name, of in made.items() if of.holds is False] == []
            began = {str(row.cells[0]): row.cells[1] for row in made["fund-changes"].rows}
            assert left is None or began == left, "each year opens with what the year before left"
            left = {str(row.cells[0]): row.cells[-1] for row in made["fund-changes"].rows}
        assert len(made) == 7
        statuses = desk.ask(periods.statuses)
        assert {of for period, of in statuses.items() if period.fiscal_year in GENERAL} == {PeriodStatus.LOCKED}


def pack_holds(say, book, folder):
    """Make the certification pack of the last year, and check it."""
    pack = folder / "ชุดเอกสาร.zip"
    made = say.done("certify", book, "-o", pack, "--year", "2569", "--json").json
    heard = say.done("certify", book, "--check", pack, "--json").json
    assert (heard["ok"], heard["noted"], heard["sha256"]) == (True, True, made["sha256"])
