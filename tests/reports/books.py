"""Books for the reports: a small one that can be read, and random ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.builders import a_book, an_entry
from welfare_desk.ledger.entries import Entry, EntryKind, Series, credit, debit
from welfare_desk.money import Money
from welfare_desk.services.entries import reverse_entry
from welfare_desk.storage import entries

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk

FIRST = date(2025, 10, 1)
LAST = date(2027, 1, 31)


def post(desk: Desk, posted: list[Entry]) -> None:
    """Post entries in one go."""
    if posted:
        with desk.book.write() as tx, entries.posting(tx, posted, desk.made()):
            pass


def a_small_book(folder: Path) -> Desk:
    """Keep half a year of a fund: brought forward, contributions in three funds, a benefit, a deposit, a mistake."""
    desk = a_book(folder, weights=(("welfare", 70), ("reserve", 20), ("administration", 10)))
    opened = [
        ("1101 welfare 3,680.00", "1111 welfare 46,320.00", "3101 welfare -50,000.00"),
        ("1111 reserve 12,000.00", "3201 reserve -12,000.00"),
        ("1501 administration 2,500.00", "1502 administration -997.50", "3202 administration -1,502.50"),
    ]
    post(
        desk,
        [
            an_entry(*(line for part in opened for line in part), day=FIRST, series=Series.OPENING, memo="ยอดยกมาต้นปี",
                     kind=EntryKind.OPENING),
            _contribution("2025-10-05", "365.00", "นางสมศรี ใจดี"),
            _contribution("2025-11-03", "30.00", "นายบุญมี สุขใจ"),
            _contribution("2026-01-05", "365.00", "นางสาวมาลี ทองดี"),
            an_entry("5104 welfare 2,000.00", "1111 welfare -2,000.00", day="2026-01-09", series=Series.PAYMENT,
                     memo="สวัสดิการกรณีเสียชีวิต", payee="นางทองคำ ศรีสุข"),
            an_entry("1111 welfare 300.00", "1101 welfare -300.00", day="2026-01-12", series=Series.GENERAL,
                     memo="นำเงินสดฝากธนาคาร"),
            an_entry("5303 administration 45.25", "1101 administration -45.25", day="2026-01-15",
                     series=Series.PAYMENT, memo="ค่าเครื่องเขียน", payee="ร้านศึกษาภัณฑ์"),
        ],
    )  # fmt: skip
    reverse_entry(desk, "RV6811-0001", date(2026, 1, 20), "ลงผิดคน")
    return desk


def _contribution(day: str, baht: str, payer: str) -> Entry:
    parts = Money.baht(baht).share((70, 20, 10))
    funds = ("welfare", "reserve", "administration")
    cash = [debit("1101", fund, part) for fund, part in zip(funds, parts, strict=True)]
    income = [credit("4101", fund, part) for fund, part in zip(funds, parts, strict=True)]
    return an_entry_of(day, (*cash, *income), "เงินสมทบสมาชิก", payer)


def an_entry_of(day: str, lines: tuple, memo: str, payee: str) -> Entry:
    """Make a receipt of ready lines."""
    return Entry(date.fromisoformat(day), Series.RECEIPT, memo, lines, payee)


ACCOUNTS = ("1101", "1111", "1209", "2103", "4101", "4302", "5319", "5104")
FUNDS = ("welfare", "reserve", "administration")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20).map(lambda t: t or "x")


@st.composite
def random_entries(draw: st.DrawFn, most: int = 25) -> list[Entry]:
    """Make entries of any days, funds and texts; cash and bank only ever receive."""
    count = draw(st.integers(0, most))
    made: list[Entry] = []
    if draw(st.booleans()):
        lines = [line for _ in range(draw(st.integers(1, 3))) for line in draw(_pairs(opening=True))]
        made.append(Entry(FIRST, Series.OPENING, "ยกมา", tuple(lines), "", EntryKind.OPENING))
    for _ in range(count):
        day = FIRST + timedelta(days=draw(st.integers(0, (LAST - FIRST).days)))
        lines = [line for _ in range(draw(st.integers(1, 3))) for line in draw(_pairs())]
        series = draw(st.sampled_from([Series.RECEIPT, Series.PAYMENT, Series.GENERAL]))
        memo = draw(TEXTS.filter(str.strip))
        made.append(Entry(day, series, memo, tuple(lines), draw(TEXTS)))
    return made


@st.composite
def _pairs(draw: st.DrawFn, *, opening: bool = False) -> tuple:
    fund, satang = draw(st.sampled_from(FUNDS)), draw(st.integers(1, 10**9))
    given = draw(st.sampled_from(("3101",) if opening else ACCOUNTS[2:]))
    taken = draw(st.sampled_from([each for each in ACCOUNTS if each != given]))
    return debit(taken, fund, Money(satang)), credit(given, fund, Money(satang))
