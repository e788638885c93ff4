"""All tests of an auditor over some days in one list: what each asks, how much it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.audit_tests.every import SUBJECTS
from welfare_desk.reports.audit_tests.model import total_of
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, read_parameters

if TYPE_CHECKING:
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "audit-tests", N_("Summary of the auditor's tests")
QUESTION = N_("What stands out in the book, and what would an inspector ask?")
PARAMETERS = (FROM, TO)


def make(tx: Tx, asked: Asked) -> Report:
    """Run every test as it is asked usually; a row for each leads to what it found."""
    days = {"from": asked.day("from"), "to": asked.day("to")}
    link = tuple((name, day.isoformat()) for name, day in days.items())
    rows: list[Row] = []
    ran = found_any = total = 0
    for subject, tests in SUBJECTS:
        rows.append(Row((None, _(subject), None, None, None), Role.HEADING))
        for test in tests:
            found = test.findings(tx, read_parameters(tx, test.parameters, days, asked.today))
            ran, found_any, total = ran + 1, found_any + bool(found), total + len(found)
            amount = total_of(found) if found else None
            cells = (ran, _(test.title), _(test.question), len(found), amount)
            rows.append(Row(cells, opens=Link(test.name, link)))
    words = ngettext("{count} test was run", "{count} tests were run", ran).format(count=ran)
    rows.append(Row((None, words, None, total, None), Role.TOTAL))
    said = ngettext("{count} of them found something.", "{count} of them found something.", found_any)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 4),
            Column("test", _("Test"), width=34),
            Column("question", _("What it asks"), width=42),
            Column("found", _("Findings"), Kind.NUMBER, 8),
            Column("amount", _("Amount"), Kind.MONEY, 13),
        ),
        tuple(rows),
        span_words(asked.day("from"), asked.day("to")),
        notes=(
            said.format(count=found_any),
            _("What is found is worth a look; it need not be wrong. Each test can be asked with limits of your own."),
            _("Amounts of different tests may count the same money and make no sum."),
        ),
        landscape=True,
    )
