"""Tests of income: what should have come in held against what did, and money for one purpose against its use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import MONTHS_PER_YEAR, add_months, be_year, last_of_month, month_and_year, months_between
from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.audit_tests.model import AuditTest, Finding, Table, number, values_of
from welfare_desk.reports.model import Column, Kind, Link, Role, Row
from welfare_desk.storage import periods, settings
from welfare_desk.storage.audit_questions import income as questions
from welfare_desk.storage.audit_questions.asking import hits
from welfare_desk.storage.contributions import plans
from welfare_desk.storage.dues import usual_plan
from welfare_desk.welfare.plans import year_price

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

_PERCENT = (number("percent", N_("Difference above per cent"), 20),)
_FEES = (number("days", N_("Days to pay"), 30),)
_FEE_WHYS = {
    "none": N_("No entrance fee came in; {fee_satang} baht were to be paid"),
    "less": N_("{paid_satang} baht of an entrance fee of {fee_satang} baht came in"),
    "more": N_("{paid_satang} baht came in for an entrance fee of {fee_satang} baht"),
    "other": N_("Posted to entrance fees without a receipt"),
}
_SHORT = N_("Contributions of the year {year} so far: {recorded} baht came in, {expected} baht were to be expected")
_SHEET = N_("A sheet of {total_satang} baht has receipts for {receipts_satang} baht")


class _Month(NamedTuple):
    """A month's contributions; the sums are those of its fiscal year so far, in these days."""

    first: date
    year: int
    members: int
    expected: Money
    recorded: Money
    expected_so_far: Money
    recorded_so_far: Money
    is_judged: bool
    is_year_end: bool

    def is_far(self, percent: int) -> bool:
        """Tell whether the year so far has too little, or at its end too much: many pay the whole year early."""
        apart = (self.recorded_so_far - self.expected_so_far) * 100
        limit = self.expected_so_far * percent
        return self.is_judged and (-apart > limit or (self.is_year_end and apart > limit))


def _months(tx: Tx, asked: Asked) -> list[_Month]:
    """Hold each month's contributions against members times rate; the last whole one of a year, and of all, is judged."""
    first, last = asked.day("from"), asked.day("to")
    calendar, kept, usual = periods.calendar(tx), plans(tx), usual_plan(tx, last)
    recorded = questions.contributions_by_month(tx, values_of(asked, ()))
    months = months_between(max(first, calendar.first_day), last) if last >= calendar.first_day else []
    found: list[_Month] = []
    for month in months:
        year = calendar.year_of(month)
        by_plan = questions.members_by_plan(tx, min(last_of_month(month), last))
        dues = Money.sum(year_price(kept.get(code, usual)) * count for code, count in by_plan.items())
        expected = Money(dues.satang // MONTHS_PER_YEAR)
        came = recorded.get(month, ZERO)
        before = found[-1] if found and found[-1].year == year else None
        so_far = (before.expected_so_far if before else ZERO) + expected
        came_so_far = (before.recorded_so_far if before else ZERO) + came
        is_end = calendar.year_of(add_months(month, 1)) != year
        is_whole = last_of_month(month) <= last
        is_judged = is_whole and (is_end or last_of_month(add_months(month, 1)) > last)
        members = sum(by_plan.values())
        found.append(_Month(month, year, members, expected, came, so_far, came_so_far, is_judged, is_end))
    return found


def _contributions(tx: Tx, asked: Asked) -> Iterator[Finding]:
    """List the years whose contributions are far from what is to be expected, and sheets unlike their receipts."""
    for each in _months(tx, asked):
        if each.is_far(asked.number("percent")):
            words = {
                "year": be_year(date(each.year, 1, 1)),
                "recorded": each.recorded_so_far,
                "expected": each.expected_so_far,
            }
            missing = each.expected_so_far - each.recorded_so_far
            yield Finding(last_of_month(each.first), "", missing, "", fill(_(_SHORT), words))
    for each in hits(tx, questions.SHEETS, values_of(asked, ())):
        yield Finding(each.day, each.voucher, each.amount, each.who, fill(_(_SHEET), each.words))


def _contribution_table(tx: Tx, asked: Asked) -> Table:
    """Lay out every month with what was to be expected, what came and the difference, then what stands out."""
    months = _months(tx, asked)
    rows = [
        Row(
            (
                month_and_year(each.first), each.members, each.expected, each.recorded, each.recorded - each.expected,
                _("stands out") if each.is_far(asked.number("percent")) else None,
            ),
            opens=Link("receipt-register", (
                ("from", each.first.isoformat()), ("to", last_of_month(each.first).isoformat()),
            )),
        )
        for each in months
    ]  # fmt: skip
    if rows:
        expected, recorded = Money.sum(each.expected for each in months), Money.sum(each.recorded for each in months)
        rows.append(Row((_("Total"), None, expected, recorded, recorded - expected, None), Role.TOTAL))
    found = list(_contributions(tx, asked))
    rows += [Row((each.why, None, None, None, None, each.who or None)) for each in found]
    said = ngettext("{count} finding", "{count} findings", len(found)).format(count=len(found))
    return Table(
        (
            Column("month", _("Month"), width=34),
            Column("members", _("Members"), Kind.NUMBER, 10),
            Column("expected", _("To be expected"), Kind.MONEY, 14),
            Column("recorded", _("Recorded"), Kind.MONEY, 14),
            Column("difference", _("Difference"), Kind.MONEY, 14),
            Column("word", _("Stands out"), width=16),
        ),
        tuple(rows),
        said if found else _("Contributions are as is to be expected."),
    )


def _fees(tx: Tx, asked: Asked) -> Iterator[Finding]:
    """List new members whose entrance fee did not come in as it should."""
    begins, fee = settings.get(tx, "first_day"), usual_plan(tx, asked.day("to")).entrance_fee
    values = {**values_of(asked, _FEES), "usual_fee": fee.satang, "book_begins": begins}
    for each in hits(tx, questions.FEES, values):
        member = each.words["number"]
        opens = Link("member-history", (("member", str(member)),)) if member else None
        yield Finding(each.day, each.voucher, each.amount, each.who, fill(_(_FEE_WHYS[each.kind]), each.words), opens)


TESTS = (
    AuditTest(
        "audit-contributions",
        N_("Contributions against members times rate, month by month"),
        N_("Did as much come in as so many members owe?"),
        _PERCENT,
        find=_contributions,
        table=_contribution_table,
    ),
    AuditTest(
        "audit-entrance-fees",
        N_("Entrance fees against new members"),
        N_("Did every new member's entrance fee reach the book?"),
        _FEES,
        find=_fees,
    ),
    AuditTest(
        "audit-restricted",
        N_("Money for one purpose that was spent beyond what came, and funds below zero"),
        N_("Was more spent than was given for it, or more received than was approved?"),
        sql=questions.RESTRICTED,
        whys={
            "grant": N_("More was spent or returned than came of the grant “{name}”"),
            "match": N_("More matching money came than was approved: {name}"),
            "fund": N_("The fund “{name}” has spent more than it had"),
        },
    ),
)
