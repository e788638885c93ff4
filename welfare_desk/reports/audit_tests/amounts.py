"""Tests of amounts: round ones, ones just under a limit, split and double payments, accounts used in odd ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.members.spellings import same_spellings
from welfare_desk.money import Money
from welfare_desk.reports.audit_tests.model import AuditTest, Finding, number, values_of
from welfare_desk.storage.audit_questions import amounts as questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

_OFTEN = (number("times", N_("More than times"), 24), number("above", N_("Above in all (baht)"), 50_000))


_ALSO = N_("Paid {count} times; also written as {others}")
_MANY = N_("Paid {count} times in these days; the last voucher is named")


def _payees(tx: Tx, asked: Asked) -> Iterator[Finding]:
    """List names that differ in their spelling alone, and names that were paid often and much."""
    paid = questions.payees(tx, values_of(asked, _OFTEN))
    for group in same_spellings(paid):
        for name in group:
            others = ", ".join(f"“{other}”" for other in group if other != name)
            yield _paid(name, paid[name], fill(_(_ALSO), {"count": paid[name].times, "others": others}))
    for name, each in paid.items():
        if each.times > asked.number("times") and each.amount > Money.baht(asked.number("above")):
            yield _paid(name, each, fill(_(_MANY), {"count": each.times}))


def _paid(name: str, paid: questions.Paid, why: str) -> Finding:
    return Finding(paid.day, paid.voucher, paid.amount, name, why)


TESTS = (
    AuditTest(
        "audit-round-amounts",
        N_("Expenses of round amounts"),
        N_("Was an expense rounded that should have the odd amount of a bill?"),
        (number("multiple", N_("Multiples of (baht)"), 1_000), number("above", N_("From (baht)"), 5_000)),
        sql=questions.ROUND_AMOUNTS,
        whys={"": N_("A round amount; of this account's {count} vouchers {round} are round")},
    ),
    AuditTest(
        "audit-below-limit",
        N_("Vouchers just under the limit above which a second person approves"),
        N_("Was an amount kept just under the limit of approval?"),
        (
            number("percent", N_("Per cent below the limit"), 10),
            number("limit", N_("Limit where the book has none (baht)"), 0),
        ),
        sql=questions.BELOW_LIMIT,
        whys={"": N_("Just under the limit of {limit_satang} baht")},
    ),
    AuditTest(
        "audit-split-payments",
        N_("Payments to one payee that together pass the limit"),
        N_("Was one payment split, so that no part passes the limit?"),
        (
            number("days", N_("Within days"), 3),
            number("limit", N_("Limit where the book has none (baht)"), 10_000),
        ),
        sql=questions.SPLIT,
        whys={"": N_("With this one {count} payments within these days: {sum_satang} baht; limit {limit_satang} baht")},
    ),
    AuditTest(
        "audit-double-payments",
        N_("The same amount paid twice to one payee"),
        N_("Was a bill paid twice?"),
        (number("days", N_("Within days"), 14), number("above", N_("Above (baht)"), 100)),
        sql=questions.DUPLICATES,
        whys={"": N_("The same amount was paid by {other} on {other_day}")},
    ),
    AuditTest(
        "audit-payees",
        N_("Payees under several spellings, and payees who are paid often"),
        N_("Does one payee hide under several names, or get unusually much?"),
        _OFTEN,
        find=_payees,
    ),
    AuditTest(
        "audit-dormant",
        N_("Accounts used again after a long rest"),
        N_("Was an account that nobody looks at used all of a sudden?"),
        (number("days", N_("Rest of more than days"), 400), number("above", N_("Above (baht)"), 1_000)),
        sql=questions.DORMANT,
        whys={"": N_("The account was last used on {before_day}, {count} days before")},
    ),
    AuditTest(
        "audit-pairs",
        N_("Pairs of accounts that were hardly ever used together"),
        N_("Was something debited and credited that does not belong together?"),
        (
            number("times", N_("At most times"), 1),
            number("used", N_("Each account used at least times"), 3),
            number("above", N_("Above (baht)"), 10_000),
        ),
        sql=questions.PAIRS,
        whys={"": N_("Debit {debit}, credit {credit}: hardly ever in the whole book (times: {count})")},
    ),
)
