"""Tests of cash and banks: too much in hand, not deposited, below zero, not met by the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.reports.audit_tests.model import AuditTest, Finding, number
from welfare_desk.storage import advances
from welfare_desk.storage.audit_questions import tills as questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

_DUE = N_("{left} baht were to be cleared by {due}: {purpose}")
_OLD = N_("{left} baht have not been cleared for {count} days: {purpose}")


def _stale_advances(tx: Tx, asked: Asked) -> Iterator[Finding]:
    """List the advances of which something is left on the last day, past their day or old."""
    last, days = asked.day("to"), asked.number("days")
    for each in advances.advances(tx, last):
        given = each.advance
        count = (last - given.day).days
        is_late = (last - given.due_day).days > asked.number("late")
        if each.left and (is_late or count > days):
            words = {"left": each.left, "due": given.due_day, "count": count, "purpose": given.purpose}
            yield Finding(given.day, each.voucher, each.left, given.holder, fill(_(_DUE if is_late else _OLD), words))


TESTS = (
    AuditTest(
        "audit-cash-payments",
        N_("Large payments in cash"),
        N_("Was something paid in cash that should have gone through the bank?"),
        (number("above", N_("Above (baht)"), 5_000),),
        sql=questions.CASH_PAYMENTS,
        whys={"": N_("Paid in cash: {memo}")},
    ),
    AuditTest(
        "audit-cash-high",
        N_("Cash in hand above a limit for days"),
        N_("Did more cash lie in the drawer than is needed, and for how long?"),
        (number("above", N_("Above (baht)"), 10_000), number("days", N_("More than days"), 15)),
        sql=questions.CASH_HIGH,
        whys={"": N_("Up to {most_satang} baht in hand for {count} days, until {until_day}")},
    ),
    AuditTest(
        "audit-unbanked",
        N_("Cash received and not deposited in time"),
        N_("Did cash that came in stay out of the bank?"),
        (number("days", N_("To be deposited within days"), 15), number("keep", N_("May be kept (baht)"), 5_000)),
        sql=questions.UNBANKED,
        whys={
            "": N_("Of the cash up to this day so much was still in hand after the days; that day {came_satang} came")
        },
    ),
    AuditTest(
        "audit-negative",
        N_("Assets, cash and banks below zero"),
        N_("Was more taken out of an account than was in it?"),
        (number("days", N_("More than days"), 0),),
        sql=questions.NEGATIVE,
        whys={"": N_("Below zero until {until_day}, at the lowest {least_satang} baht")},
    ),
    AuditTest(
        "audit-cash-counts",
        N_("Cash counts that differed from the book"),
        N_("Was cash over or short when it was counted?"),
        (number("above", N_("Difference above (baht)"), 0),),
        sql=questions.COUNTS,
        whys={
            "": N_("{account}: counted {counted_satang}, in the book {expected_satang}; {reason}"),
            "open": N_("{account}: counted {counted_satang}, in the book {expected_satang}; never posted; {reason}"),
        },
    ),
    AuditTest(
        "audit-cash-by-general",
        N_("Money moved by general vouchers"),
        N_("Did money come or go without a receipt or payment voucher?"),
        sql=questions.CASH_BY_GENERAL,
        whys={"": N_("A general voucher moves money: {memo}")},
    ),
    AuditTest(
        "audit-bank-unmatched",
        N_("Bank lines that are not in the book, and vouchers that the bank does not know"),
        N_("Does everything on the bank's statement stand in the book, and the other way round?"),
        (number("days", N_("After days"), 30),),
        sql=questions.UNMATCHED,
        whys={
            "bank": N_("Only the bank has this line: {words}"),
            "book": N_("The bank's statement covers its day and does not have it: {words}"),
        },
    ),
    AuditTest(
        "audit-transfers",
        N_("Transfers between the fund's own banks that met on one side alone"),
        N_("Did money that left one bank of the fund arrive at the other?"),
        (number("days", N_("After days"), 7),),
        sql=questions.TRANSFERS,
        whys={"": N_("The bank of {other} has it, this one does not")},
    ),
    AuditTest(
        "audit-in-transit",
        N_("Cash in transit that did not arrive"),
        N_("Is money between a village centre and the fund under way for too long?"),
        (number("days", N_("More than days"), 7),),
        sql=questions.IN_TRANSIT,
        whys={"": N_("Under way for {count} days, until {until_day}")},
    ),
    AuditTest(
        "audit-suspense",
        N_("Suspense accounts that were not cleared"),
        N_("Does money of which nobody knows what it is lie on a suspense account?"),
        (number("days", N_("More than days"), 30),),
        sql=questions.SUSPENSE_LEFT,
        whys={"": N_("Not cleared for {count} days, until {until_day}")},
    ),
    AuditTest(
        "audit-advances",
        N_("Advances that were not cleared in time"),
        N_("Which officer still holds money that should have been accounted for?"),
        (number("late", N_("Days past their day"), 0), number("days", N_("Older than days"), 90)),
        find=_stale_advances,
    ),
)
