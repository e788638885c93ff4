"""Tests of people: who recorded, approved and was paid."""

from __future__ import annotations

from welfare_desk.i18n import N_
from welfare_desk.reports.audit_tests.model import AuditTest, number
from welfare_desk.storage.audit_questions import people as questions

TESTS = (
    AuditTest(
        "audit-same-person",
        N_("One person who records, approves or is paid"),
        N_("Did somebody approve the own work, or decide and pay the own claim?"),
        sql=questions.SAME_PERSON,
        whys={
            "approved": N_("Recorded and approved by the same person"),
            "decided": N_("Sent for approval and decided by the same person"),
            "payee_made": N_("Whoever recorded it is named as its payee"),
            "payee_approved": N_("Whoever approved it is named as its payee"),
            "own_decided": N_("Decided the own claim"),
            "own_approved": N_("Approved the own claim"),
            "own_paid": N_("Paid the own claim"),
        },
    ),
    AuditTest(
        "audit-shares",
        N_("People who record nearly everything, or both record and approve"),
        N_("Does everything hang on one person?"),
        (number("percent", N_("More than per cent of the vouchers"), 90), number("least", N_("Fewest vouchers"), 50)),
        sql=questions.SHARES,
        whys={
            "alone": N_("The only person of the book: recorded all {count} vouchers alone"),
            "both": N_("Recorded {count} vouchers ({percent} per cent), and approved others"),
            "share": N_("Recorded {count} vouchers, {percent} per cent of all"),
        },
    ),
    AuditTest(
        "audit-officers",
        N_("Payments to members of the committee in office"),
        N_("What did officers of the fund get beside benefits?"),
        (number("above", N_("Above (baht)"), 1_000),),
        sql=questions.OFFICERS,
        whys={"": N_("The payee is an officer of the fund: {name}")},
    ),
)
