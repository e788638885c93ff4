"""Tests of numbers: of vouchers and of paper receipts."""

from __future__ import annotations

from welfare_desk.i18n import N_
from welfare_desk.reports.audit_tests.model import AuditTest, number
from welfare_desk.storage.audit_questions import numbers as questions

TESTS = (
    AuditTest(
        "audit-gaps",
        N_("Voucher numbers that are missing or stand twice"),
        N_("Does every voucher number from the first of a month on stand in the book, and only once?"),
        sql=questions.GAPS,
        whys={
            "gap": N_("Missing before this voucher: {missing} to {up_to} (in all: {count})"),
            "twice": N_("The same number stands on more than one voucher"),
            "unlike": N_("Its text is not that of its place, number {count}"),
        },
    ),
    AuditTest(
        "audit-late-numbers",
        N_("Vouchers whose number does not follow the order of days"),
        N_("Was a voucher written after others of the same series whose day is later?"),
        (number("days", N_("More than days"), 7),),
        sql=questions.LATE_NUMBERS,
        whys={"": N_("A lower number bears {before_day}, {count} days later than this one")},
    ),
    AuditTest(
        "audit-paper-receipts",
        N_("Printed receipts that are missing, stand twice or out of order"),
        N_("Is every printed receipt of each book accounted for once, in the order of days?"),
        sql=questions.PAPER_RECEIPTS,
        whys={
            "missing": N_("Book {book}: receipts {number} to {up_to} are not accounted for"),
            "twice": N_("Book {book}: receipt {number} was used more than once"),
            "order": N_("Book {book}: receipt {number} is earlier than {up_to} of {before_day}"),
            "outside": N_("Book {book}: receipt {number} is in no book that was given out"),
            "marked": N_("Book {book}: receipt {number} was marked as spoiled or cancelled, yet money came in on it"),
        },
    ),
)
