"""All tests in the order of a working paper, under the headings of their subjects."""

from __future__ import annotations

from welfare_desk.i18n import N_
from welfare_desk.reports.audit_tests import amounts, benefits, digits, income, numbers, people, tills, timing

SUBJECTS = (
    (N_("Numbers of vouchers and receipts"), numbers.TESTS),
    (N_("Days, hours and reversals"), timing.TESTS),
    (N_("Amounts, payees and accounts"), (*amounts.TESTS, *digits.TESTS)),
    (N_("People"), people.TESTS),
    (N_("Cash and banks"), tills.TESTS),
    (N_("Benefits and members"), benefits.TESTS),
    (N_("Income and money for one purpose"), income.TESTS),
)
TESTS = tuple(test for _title, tests in SUBJECTS for test in tests)
