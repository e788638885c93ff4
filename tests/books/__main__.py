"""Makes the book that later versions must still open: `python -m tests.books`.

A book is made once for each version of the tables, with the program that is about to be released, and then kept
as it is. Beside it stands its journal as text, read by people and compared by the test.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.builders import PIN, a_book, an_entry, journal
from tests.coop_books import a_coop_desk
from tests.reviews import a_finding, a_review, book_of, signed
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services.contributions import record_collection, void_receipt
from welfare_desk.services.drafts import save_draft
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.matching import keep_programme, open_round, record_approval, record_asked
from welfare_desk.services.members import Source, import_members, record_status
from welfare_desk.services.payments import move_cash, pay_money
from welfare_desk.services.periods import close_month, reopen_month
from welfare_desk.services.reviews import reply_to_finding, take_review
from welfare_desk.storage.schema import VERSION
from welfare_desk.welfare.contributions import Collection, Payment, PaymentLine
from welfare_desk.welfare.match_rounds import MatchLetter
from welfare_desk.welfare.matching import Giver, MatchProgramme, MatchTerms

HERE = Path(__file__).parent


def make(folder: Path) -> Path:
    """Make a small book that holds something of everything."""
    weights = (("welfare", 70), ("reserve", 20), ("administration", 10))
    desk = a_book(folder, f"v{VERSION}.welfare", weights=weights)
    people = [
        Member(f"{at:05}", "นาง", name, "ใจดี", date(2025, 9, 30), village="1", entry_day=date(2020, 1, 1))
        for at, name in enumerate(("มาลี", "สมศรี", "บุญมี"), 1)
    ]
    import_members(desk, people, Source("สมาชิก.xlsx", "ab" * 32))
    lines = ("1101 welfare 1,000", "1111 welfare 20,000", "3101 welfare -21,000")
    post_entry(desk, an_entry(*lines, day="2025-10-01", memo="ยอดยกมา", series=Series.OPENING, kind=EntryKind.OPENING))
    paid = [
        Payment(
            date(2025, 10, 5),
            each.first_name,
            each.number,
            (PaymentLine(each.number, Money(365_00)),),
            source=f"1!{at}",
        )
        for at, each in enumerate(people)
    ]
    record_collection(desk, Collection("1", date(2025, 10, 1), tuple(paid), "ต.ค.68.xlsx", "cd" * 32))
    move_cash(desk, date(2025, 10, 6), "ฝากธนาคาร", "1101", "1111", Money(1_500_00))
    close_month(desk, date(2025, 10, 1), PIN)
    reopen_month(desk, date(2025, 10, 1), "ลืมค่าใช้จ่าย", PIN)
    stationery = MoneyMoved(date(2025, 10, 31), "1111", (MoneyLine("5303", Money(120_50)),), "ค่าเครื่องเขียน", "ร้านค้า")
    wrong = pay_money(desk, stationery)
    close_month(desk, date(2025, 10, 1), PIN)
    reverse_entry(desk, wrong.voucher, date(2025, 11, 3), "จ่ายซ้ำ")
    void_receipt(desk, "RV6810-0003", date(2025, 11, 3), "ผิดคน")
    record_status(desk, "00003", StatusChange(date(2025, 11, 4), Status.RESIGNED, "ย้ายที่อยู่"))
    save_draft(desk, an_entry(day="2025-11-30", memo="ร่าง"))
    terms = MatchTerms(cutoff_month=10, cutoff_day=31, chosen=("cutoff_month", "cutoff_day"))
    keep_programme(desk, MatchProgramme("codi", "สมทบจาก พอช.", "", Giver.STATE, "4201", "1201"), terms, desk.today)
    record_asked(desk, open_round(desk, "codi", 2026), MatchLetter(desk.today, Money(365_00), "1/2569"))
    record_approval(desk, 1, MatchLetter(desk.today, Money(300_00), "พอช 2/2569"))
    take_review(desk, signed(a_review(a_finding(subject="RV6810-0001"), book=book_of(desk))))
    reply_to_finding(desk, 1, "ลงชื่อแล้ว", is_done=True)
    with desk.book.write() as tx:  # a text that was erased; its commitment stays
        tx.exec_driver_sql("UPDATE entries SET payee = NULL, payee_salt = NULL WHERE voucher = 'RV6810-0002'")
    (folder / f"v{VERSION}.txt").write_text(journal(desk) + "\n", encoding="utf-8", newline="\n")
    desk.book.close()
    return desk.book.path


def make_coop(folder: Path) -> Path:
    """Make the busy cooperative, with something of everything that members own and owe."""
    with (desk := a_coop_desk(folder, f"coop{VERSION}.welfare")).book:
        (folder / f"coop{VERSION}.txt").write_text(journal(desk) + "\n", encoding="utf-8", newline="\n")
    return desk.book.path


if __name__ == "__main__":
    make(HERE)
    make_coop(HERE)
