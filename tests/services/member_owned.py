"""A small cooperative for tests of its surplus, borrowings and allowance: members, shares, loans, a closed year."""

from __future__ import annotations

import json
from datetime import date

from tests.builders import PIN, a_book
from welfare_desk.coop.holdings import Act, Holding, Ledger, Move, Moved
from welfare_desk.coop.loan_contracts import LoanContract
from welfare_desk.coop.loan_terms import LoanTerms
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services.books import BookKind
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import add_member
from welfare_desk.services.periods import close_month, close_year
from welfare_desk.storage import holdings, registers, rows, shares

FIRST = date(2025, 1, 1)
TODAY = date(2026, 3, 31)
AGM = date(2026, 3, 15)
MEMBERS = ("0001", "0002", "0003", "0004")


def baht(text):
    return Money.baht(text)


def a_cooperative(folder, kind=BookKind.COOPERATIVE, **asked):
    """Make a cooperative whose year is the calendar year, with its members."""
    desk = a_book(folder, kind=kind, first_day=FIRST, today=TODAY, fiscal_year_start=1, **asked)
    for number in MEMBERS:
        stands = (StatusChange(FIRST, Status.ACTIVE),)
        person = Member(number, "นาง", f"มาลี{number}", "ใจดี", FIRST, village="1", entry_day=FIRST, statuses=stands)
        add_member(desk, person)
    return desk


def post(desk, day, memo, lines, moves=()):
    """Post an entry of `account amount` lines, with moves."""
    postings = tuple(Posting(account, "general", baht(amount)) for account, amount in lines)
    with desk.book.write() as tx:
        with holdings.post(tx, [Moved(Entry(day, Series.GENERAL, memo, postings), tuple(moves))], desk.made()) as done:
            pass
        return done[0]


def pay_in_shares(desk, member, amount, day, cash="11110", capital="31000"):
    """Let a member pay shares."""
    with desk.book.write() as tx:
        holding = shares.ensure(tx, desk.made(), member, day)
    move = Move(holding, capital, Act.DEPOSIT, -baht(amount))
    return post(desk, day, "ค่าหุ้น", [(cash, amount), (capital, f"-{amount}")], [move])


def lend(desk, number, member, amount, day, dues=()):
    """Lend to a member by a contract with instalments (day, principal), or one in 2573; give its holding."""
    contract = LoanContract("11533", "41010", baht(amount)).written()
    dues = dues or [(date(2030, 1, 1), amount)]
    terms = LoanTerms(baht(amount), 0, day, dues[0][0], len(dues))
    with desk.book.write() as tx:
        made = desk.made()
        new = Holding(0, Ledger.LOAN, number, member, "ordinary", day, contract)
        holding = holdings.open_holding(tx, made, new)
        kept = json.dumps(terms.as_mapping())
        rows.write(tx, "INSERT INTO loan_schedules VALUES (?, 1, ?, ?)", (holding, day.isoformat(), kept))
        for at, (due, principal) in enumerate(dues, 1):
            rows.write(
                tx,
                "INSERT INTO loan_instalments VALUES (?, 1, ?, ?, ?, 0)",
                (holding, at, due.isoformat(), baht(principal).satang),
            )
        registers.note(tx, made, "loan_schedules", (holding, 1))
    move = Move(holding, "11533", Act.DRAW, baht(amount))
    post(desk, day, "ให้กู้", [("11533", amount), ("11110", f"-{amount}")], [move])
    return holding


def pay_interest(desk, holding, amount, day):
    """Take interest on a loan."""
    move = Move(holding, "41010", Act.INTEREST, -baht(amount))
    return post(desk, day, "ดอกเบี้ยรับ", [("11110", amount), ("41010", f"-{amount}")], [move])


def a_year(desk, *, closes=True, profit="40000"):
    """Live 2025 as the worksheet that was worked by hand has it, and close it."""
    for member, amount, day in (
        ("0001", "100000", FIRST),
        ("0002", "100000", FIRST),
        ("0003", "40000", date(2025, 7, 1)),
    ):
        pay_in_shares(desk, member, amount, day)
    loans = [lend(desk, f"ส.{at}/2568", member, "30000", date(2025, 2, 1)) for at, member in enumerate(MEMBERS[:2], 1)]
    for loan, amount in zip(loans, ("30000", "20000"), strict=True):
        pay_interest(desk, loan, amount, date(2025, 12, 1))
    cost = baht("50000") - baht(profit)
    if cost:
        post(desk, date(2025, 12, 2), "ค่าใช้จ่าย", [("52090", cost.plain()), ("11110", (-cost).plain())])
    if closes:
        close(desk, 2025)
    return loans


def wrong(desk):
    """Name the checks that the book fails: none, it is hoped."""
    return [each.id for each in verify_book(desk).results if not each.ok]


def close(desk, year):
    """Close every month of a year, and the year."""
    for month in range(1, 13):
        close_month(desk, date(year, month, 1), PIN)
    close_year(desk, year, PIN)
