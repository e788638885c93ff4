"""Books for the reports: a small one that can be read, and random ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.builders import a_book, an_entry
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Entry, EntryKind, Series, credit, debit
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import contributions, dues
from welfare_desk.services.drafts import save_draft
from welfare_desk.services.members import add_member
from welfare_desk.storage import entries
from welfare_desk.welfare.contributions import LineKind, Payment, PaymentLine
from welfare_desk.welfare.plans import Span

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
    """Keep half a year of a fund: brought forward, four members, a benefit, a deposit, a mistake, money found."""
    desk = a_book(folder, weights=(("welfare", 70), ("reserve", 20), ("administration", 10)))
    opened = [
        ("1101 welfare 3,680.00", "1111 welfare 46,320.00", "3101 welfare -50,000.00"),
        ("1111 reserve 12,000.00", "3201 reserve -12,000.00"),
        ("1501 administration 2,500.00", "1502 administration -997.50", "3202 administration -1,502.50"),
    ]
    lines = (line for part in opened for line in part)
    memo = "ยอดยกมาต้นปี"
    post(desk, [an_entry(*lines, day=FIRST, series=Series.OPENING, memo=memo, kind=EntryKind.OPENING)])
    with spoken("th"):
        _members_pay(desk)
    _other_money(desk)
    with spoken("th"):
        contributions.void_receipt(desk, "RV6811-0001", date(2026, 1, 20), "ลงผิดคน")
        contributions.assign_unidentified(desk, "RV6812-0001", "00004", date(2026, 1, 22), "พบผู้ส่งเงินแล้ว")
    lines = (debit("5303", "administration", Money.baht(120)), credit("1101", "administration", Money.baht(100)))
    save_draft(desk, Entry(date(2026, 1, 25), Series.PAYMENT, "รอใบเสร็จจากร้าน", lines, "ร้านเครื่องเขียน"))
    return desk


def _members_pay(desk: Desk) -> None:
    for number, title, first, last, village in (
        ("00001", "นาง", "สมศรี", "ใจดี", "1"),
        ("00002", "นาย", "บุญมี", "สุขใจ", "1"),
        ("00003", "นางสาว", "มาลี", "ทองดี", "2"),
        ("00004", "นาย", "คำ", "แสงทอง", "2"),
    ):
        entered = date(2020, 1, 15)
        status = (StatusChange(entered, Status.ACTIVE),)
        eve = date(2025, 9, 30)
        member = Member(number, title, first, last, eve, house="12/3", village=village, entry_day=entered,
                        statuses=status)  # fmt: skip
        add_member(desk, member)
    _pay(desk, "2025-10-05", "นางสมศรี ใจดี", ("00001", "365"), paper="021")
    _pay(desk, "2025-11-03", "นายบุญมี สุขใจ", ("00002", "30"))
    _pay(desk, "2025-12-02", "ไม่ทราบชื่อ", (None, "50", LineKind.UNIDENTIFIED))
    _pay(desk, "2026-01-05", "นางสาวมาลี ทองดี", ("00003", "400"), ("00003", "20", LineKind.PASSBOOK))
    dues.waive(desk, "00002", Span(date(2025, 11, 1), date(2025, 11, 30)), "มติที่ประชุม")


def _pay(desk: Desk, day: str, payer: str, *lines: tuple, paper: str = "") -> None:
    kept = tuple(PaymentLine(number, Money.baht(baht), *kind) for number, baht, *kind in lines)
    book = "21" if paper else ""
    paid = Payment(date.fromisoformat(day), payer, lines[0][0], kept, receipt_book=book, receipt_number=paper)
    contributions.record_payment(desk, paid)


def _other_money(desk: Desk) -> None:
    post(
        desk,
        [
            an_entry("5104 welfare 2,000.00", "1111 welfare -2,000.00", day="2026-01-09", series=Series.PAYMENT,
                     memo="สวัสดิการกรณีเสียชีวิต", payee="นางทองคำ ศรีสุข"),
            an_entry("1111 welfare 300.00", "1101 welfare -300.00", day="2026-01-12", series=Series.GENERAL,
                     memo="นำเงินสดฝากธนาคาร"),
            an_entry("5303 administration 45.25", "1101 administration -45.25", day="2026-01-15",
                     series=Series.PAYMENT, memo="ค่าเครื่องเขียน", payee="ร้านศึกษาภัณฑ์"),
        ],
    )  # fmt: skip


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
