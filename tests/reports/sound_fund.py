"""A small fund in which an auditor finds nothing, and a raw pen to write what the program would refuse."""

from __future__ import annotations

import itertools
import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.builders import a_book, an_entry
from tests.storage.forgery import unguarded
from welfare_desk.dates import last_of_month
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.people import User
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services.bank_matching import accept_matches
from welfare_desk.services.bank_statements import StatementTaken, take_in_bank_statement
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.claims import approve_claims, decide_claim, take_claim
from welfare_desk.services.contributions import record_payment
from welfare_desk.services.entries import post_entry
from welfare_desk.services.members import add_member
from welfare_desk.services.people import change_user
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.contributions import Payment, PaymentLine

FIRST, LAST = date(2025, 10, 1), date(2026, 1, 31)
SHOP = "ร้านเครื่องเขียนในตลาด"


def on(desk, day, hour=9):
    """Sit at the desk on a day, at an hour in Thailand."""
    ticks = itertools.count()
    start = datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)
    return replace(desk, today=day, now=lambda: start + timedelta(seconds=next(ticks)))


def a_sound_fund(folder):
    """Keep four months in which everything is as it should be; the book is closed again."""
    desk = a_book(folder, first_day=FIRST, today=LAST)
    start = on(desk, date(2025, 10, 2))
    change_user(start, User(1, "มาลี ศรีสุข", desk.person().roles))
    adopt_regulation(start, "ระเบียบ พ.ศ. 2568", FIRST, FIRST, "ประชุมใหญ่ 1/2568", READY_TYPES)
    for number, first in (("00001", "บัวลอย"), ("00002", "ก้อน"), ("00003", "ดวงใจ")):
        member = Member(
            number, "นาง", first, "ทองคำ", date(2025, 9, 30), village="1", household=f"1-{number}",
            entry_day=date(2020, 5, 1), statuses=(StatusChange(date(2020, 5, 1), Status.ACTIVE),),
        )  # fmt: skip
        add_member(start, member)
        line = PaymentLine(number, Money.baht(365))
        record_payment(start, Payment(start.today, member.name, number, (line,)))
    _other_money(desk)
    _a_benefit(desk)
    _the_bank(desk)
    desk.book.close()
    return desk.book.path


def _other_money(desk):
    given = an_entry(
        "1111 welfare 40,000", "4203 welfare -40,000", day="2025-10-06", memo="อุดหนุนกองทุน", payee="อบต.หนองตะวัน"
    )
    deposit = an_entry(
        "1111 welfare 1,000", "1101 welfare -1,000", day="2025-10-10", series=Series.GENERAL, memo="นำเงินฝากธนาคาร"
    )
    bought = an_entry(
        "5303 welfare 345.50", "1111 welfare -345.50", day="2026-01-15", series=Series.PAYMENT, memo="ค่ากระดาษ",
        payee=SHOP,
    )  # fmt: skip
    for entry in (given, deposit, bought):
        post_entry(on(desk, entry.day), entry)


def _a_benefit(desk):
    event, taken, met, paid = (date(2026, 1, day) for day in (5, 7, 8, 12))
    kept = take_claim(on(desk, taken), Claim("SICK", "00001", event, taken, taken, 3))
    decide_claim(on(desk, taken), kept.id)
    approve_claims(on(desk, met), [kept.id], "มติ 1/2569")
    pay_claims(on(desk, paid), [kept.id], paid, "1111")


def _the_bank(desk):
    moved = ((date(2025, 10, 6), "40000"), (date(2025, 10, 10), "1000"), (date(2026, 1, 12), "-300"),
             (date(2026, 1, 15), "-345.50"))  # fmt: skip
    lines = tuple(BankLine(at, day, Money.baht(baht), "รายการ") for at, (day, baht) in enumerate(moved, 1))
    desk = on(desk, LAST)
    take_in_bank_statement(desk, StatementTaken("1111", "ธ.csv", "ab", lines, FIRST, LAST, Money(0), "ธ.ก.ส."))
    assert accept_matches(desk, "1111") == len(moved)


_EMPTY = (
    "title", "last_name", "no_id_reason", "house", "village", "tambon", "phone", "household", "centre", "vulnerable",
    "entry_resolution", "plan", "note",
)  # fmt: skip


class Pen:
    """Writes rows past the guards, the way somebody would who opens the file with another program."""

    def __init__(self, raw):
        self.raw = raw

    def row(self, table, **cells):
        """Write one row; give its id."""
        names, marks = ", ".join(f'"{name}"' for name in cells), ", ".join("?" * len(cells))
        change = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - names of the test's own
        return self.raw.execute(change, tuple(cells.values())).lastrowid

    def change(self, change, *values):
        """Change what stands."""
        self.raw.execute(change, values)

    def one(self, question, *values):
        """Ask for one value."""
        return self.raw.execute(question, values).fetchone()[0]

    def entry(self, day, *lines, series="PV", posted=None, **cells):
        """Write an entry: `5303 -345.50` a line, in the fund welfare; give its voucher."""
        month = day[:7]
        asked = "SELECT coalesce(max(number), 0) + 1 FROM entries WHERE series = ? AND month = ?"
        number = self.one(asked, series, month)
        voucher = f"{series}{int(day[2:4]) + 43}{day[5:7]}-{number:04}"
        kept = {
            "series": series, "month": month, "number": number, "voucher": voucher, "day": day,
            "period": self.period(month),
            "kind": "normal", "posted_at": posted or f"{day}T02:00:00.000+00:00", "made_by": 1, "documents": b"",
            "memo": "ซื้อของ", "memo_salt": b"", "memo_commitment": b"", "payee": "ร้านค้าทั่วไป", "payee_salt": b"",
            "payee_commitment": b"", "seal": b"", "posted": 1, **cells,
        }  # fmt: skip
        entry_id = self.row("entries", **kept)
        for line, text in enumerate(lines, 1):
            account, baht, *fund = text.split()
            satang = Money.baht(baht.replace(",", "")).satang
            self.row("postings", entry_id=entry_id, line=line, account=account, fund=(fund or ["welfare"])[0],
                     amount=satang, day=day)  # fmt: skip
        return voucher

    def period(self, month):
        """Give the id of a month's period, which is opened where it is not there yet."""
        year, number = int(month[:4]), int(month[5:])
        period = (year + (number >= 10)) * 100 + (number - 10) % 12 + 1
        if not self.one("SELECT count(*) FROM periods WHERE id = ?", period):
            last = last_of_month(date(year, number, 1)).isoformat()
            self.row("periods", id=period, first_day=f"{month}-01", last_day=last, status="open", reopened=0)
        return period

    def id_of(self, voucher):
        """Give the id of an entry."""
        return self.one("SELECT id FROM entries WHERE voucher = ?", voucher)

    def user(self, name, role="chair"):
        """Let another person into the book; give the number."""
        return self.row("users", name=name, role=role, is_active=1)

    def member(self, number, first_name, entry_day, **cells):
        """Write a member down."""
        kept = dict.fromkeys(_EMPTY, "")
        kept |= {"number": number, "first_name": first_name, "entry_day": entry_day, "paid_to": entry_day, **cells}
        self.row("members", **kept)
        self.status(number, entry_day, "active")

    def status(self, number, day, status):
        """Give a member a standing from a day on."""
        self.row("member_status", member=number, from_day=day, position=1, status=status, reason="")

    def claim(self, kind, member, event, paid, baht, *, quantity=1, decided=None, approved=None, **cells):
        """Write a claim down that was decided, approved and paid; give its voucher."""
        words = dict.fromkeys(("subject", "relation", "details"), "")
        claim = self.row("claims", type=kind, member=member, event_day=event, claim_day=paid, quantity=quantity,
                         made_by=1, made_at=f"{paid}T02:00:00.000+00:00", **(words | cells))  # fmt: skip
        voucher = self.entry(paid, f"2101 {baht}", f"1111 -{baht}", payee=f"ผู้รับเงินของ {claim}")
        steps = (
            ("decided", decided or baht, {"regulation_id": 1}),
            ("approved", approved or baht, {}),
            ("paid", baht, {"entry_id": self.id_of(voucher)}),
        )
        for position, (status, amount, more) in enumerate(steps, 1):
            self.row("claim_events", claim_id=claim, position=position, day=paid, status=status,
                     amount=Money.baht(amount).satang, is_override=0, reasons="[]", words="มติ", **more)  # fmt: skip
        self.act("claim.paid", f"C-{claim:04}", at=paid)
        return voucher

    def act(self, action, subject, at, actor=1, **details):
        """Write an act into the trail; give its id."""
        return self.row("audit", at=f"{at}T02:00:00.000+00:00", actor=actor, action=action, subject=subject,
                        details=json.dumps(details), seal=b"")  # fmt: skip

    def receipt(self, day, baht, book, number, voucher=""):
        """Write a paper receipt for a member's contribution; give its voucher."""
        voucher = voucher or self.entry(day, f"1101 {baht}", f"4101 -{baht}", series="RV", payee="นางบัวลอย ทองคำ")
        self.row("receipts", entry_id=self.id_of(voucher), day=day, book=book, number=str(number), payer_member="00001",
                 money_account="1101", total=Money.baht(baht).satang, source="")  # fmt: skip
        return voucher


@contextmanager
def pen(path):
    """Open a book past its guards."""
    with unguarded(path) as raw:
        yield Pen(raw)
