"""Tests of time: when vouchers were posted, and which were taken back."""

from __future__ import annotations

import json

from welfare_desk.i18n import N_
from welfare_desk.ledger.holidays import FIXED_HOLIDAYS
from welfare_desk.reports.audit_tests.model import ALL_SERIES, AuditTest, choice, number
from welfare_desk.storage.audit_questions import timing as questions

_PAYMENTS_FIRST = tuple(ALL_SERIES[at] for at in (1, 0, 2, 3))
TESTS = (
    AuditTest(
        "audit-hours",
        N_("Vouchers posted outside working hours"),
        N_("Was a voucher posted at an hour at which nobody works?"),
        (
            number("hour_from", N_("Work begins (hour)"), 6),
            number("hour_to", N_("Work ends (hour)"), 20),
            choice("series", N_("Series"), *ALL_SERIES),
        ),
        sql=questions.HOURS,
        whys={"": N_("Posted on {posted_day} at {time}")},
    ),
    AuditTest(
        "audit-days-off",
        N_("Vouchers posted on weekends and public holidays"),
        N_("Was a voucher posted on a day on which offices are closed?"),
        (
            choice(
                "free",
                N_("Days off"),
                ("holidays", N_("Public holidays")),
                ("weekends", N_("Saturdays and Sundays")),
                ("both", N_("Both")),
            ),
            choice("series", N_("Series"), *_PAYMENTS_FIRST),
            number("above", N_("Above (baht)"), 1_000),
        ),
        sql=questions.DAYS_OFF,
        values={"holidays": json.dumps(FIXED_HOLIDAYS)},
        whys={
            "holiday": N_("Posted on a public holiday, {posted_day}, at {time}"),
            "weekend": N_("Posted on a Saturday or Sunday, {posted_day}, at {time}"),
        },
    ),
    AuditTest(
        "audit-period-end",
        N_("Large vouchers in the last days of a year or month"),
        N_("Was something large posted just before the accounts were closed?"),
        (
            number("days", N_("Last days"), 5),
            number("above", N_("Above (baht)"), 20_000),
            choice("period", N_("Of each"), ("year", N_("fiscal year")), ("month", N_("month"))),
        ),
        sql=questions.PERIOD_END,
        whys={"": N_("The period ends on {last_day}: {memo}")},
    ),
    AuditTest(
        "audit-back-dated",
        N_("Vouchers posted long after their day, or into a month that was closed"),
        N_("Was a voucher given a day that was long past when it was posted?"),
        (number("days", N_("More than days"), 30),),
        sql=questions.BACK_DATED,
        whys={
            "late": N_("Posted on {posted_day}, {count} days after its day"),
            "closed": N_("Posted on {posted_day} into a month that had been closed before"),
        },
    ),
    AuditTest(
        "audit-reversals",
        N_("Vouchers that were taken back, by person and reason"),
        N_("Who took vouchers back, and why?"),
        (
            choice("which", N_("Which"), ("all", N_("all")), ("bad", N_("without a reason, or after a close"))),
            number("days", N_("Days after a close"), 30),
        ),
        sql=questions.REVERSALS,
        whys={
            "": N_("Takes back {original}: {reason}"),
            "no_reason": N_("Takes back {original} without a reason"),
            "closed": N_("Takes back {original} soon after its month was closed: {reason}"),
        },
    ),
    AuditTest(
        "audit-receipt-reversals",
        N_("Receipts that were taken back days after they were handed out"),
        N_("Was a receipt voided after the payer had gone with it?"),
        (number("days", N_("More than days"), 1),),
        sql=questions.RECEIPT_REVERSALS,
        whys={"": N_("Takes back receipt {original} after {count} days: {reason}")},
    ),
    AuditTest(
        "audit-erased",
        N_("Vouchers whose description or payee is missing"),
        N_("Can nobody read any more what a voucher was for, or who was paid?"),
        (number("above", N_("Above (baht)"), 0),),
        sql=questions.ERASED,
        whys={
            "erased": N_("Its description or payee was erased"),
            "no_words": N_("It has no description"),
            "no_payee": N_("It names nobody who was paid"),
        },
    ),
)
