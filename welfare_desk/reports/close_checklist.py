"""What is looked at before a month is closed: each line in order, worth a look, or in the way of the close."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import add_months, first_of_month, month_and_year
from welfare_desk.i18n import N_, _, ngettext, spoken
from welfare_desk.ledger.checklist import CheckState, checklist
from welfare_desk.reports.model import Column, Link, Report, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import periods
from welfare_desk.storage.month_facts import month_facts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.checklist import CheckLine
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "close-checklist", N_("Before a month is closed")
QUESTION = N_("What must be done before the month is closed?")
PARAMETERS = (Parameter("month", N_("Month"), ParameterKind.MONTH),)
NAMES = {
    "pending": N_("Waiting for approval"),
    "numbers": N_("Voucher numbers"),
    "balances": N_("Balances"),
    "suspense": N_("Suspense accounts"),
    "cash": N_("Cash"),
    "banks": N_("Banks"),
    "subledger": N_("Members’ accounts"),
    "nobodys": N_("Not yet anybody's"),
    "loan_interest": N_("Interest on loans"),
    "savings_interest": N_("Interest on savings"),
    "borrowing_interest": N_("Interest on borrowings"),
    "allowance": N_("Allowance"),
    "drafts": N_("Drafts"),
    "funds": N_("Owed between funds"),
    "releases": N_("Paid in advance"),
    "recurring": N_("What comes again"),
    "depreciation": N_("Depreciation"),
    "claims": N_("Benefits to be paid"),
    "committee": N_("The committee"),
    "minutes": N_("Minutes"),
}


class Looked(NamedTuple):
    """A month, by its first day, and what was found when it was looked at."""

    month: date
    lines: tuple[CheckLine, ...]

    @property
    def stops(self) -> int:
        """Count the lines that stop the close."""
        return sum(1 for each in self.lines if each.state is CheckState.STOPS)


def make(tx: Tx, asked: Asked) -> Report:
    """Look at a month, else at the next one to be closed, and lay out what was found."""
    return lay_out(look_at(tx, asked.days.get("month") or next_to_close(tx)))


def next_to_close(tx: Tx) -> date:
    """Give the first day of the next month that is to be closed, whether it is over or not."""
    of, shut = periods.calendar(tx), periods.last_shut(tx)
    last = next(iter(shut), None)
    if last is None or last < of.first_period():
        return first_of_month(of.first_day)
    return add_months(first_of_month(of.days_of(last)[1]), 1)


def look_at(tx: Tx, month: date) -> Looked:
    """Look at everything that a month is looked at for."""
    return Looked(first_of_month(month), checklist(month_facts(tx, periods.calendar(tx).period_of(month))))


def lay_out(looked: Looked) -> Report:
    """Lay out one row a line, in both languages, what stops the close first."""
    with spoken("th"):
        thai = [each.text() for each in looked.lines]
    with spoken("en"):
        english = [each.text() for each in looked.lines]
    rows = [
        Row((_(NAMES[each.code]), each.state.text(), each.text()), opens=_link(each.page, each.asked))
        for each in looked.lines
    ]
    both = [
        {"code": each.code, "state": each.state.value, "said_th": th, "said_en": en}
        for each, th, en in zip(looked.lines, thai, english, strict=True)
    ]
    stops = looked.stops
    said = ngettext("{count} line stops the close.", "{count} lines stop the close.", stops).format(count=stops)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("code", _("Item"), width=20),
            Column("state", _("How it stands"), width=14),
            Column("said", _("What was found"), width=60),
        ),
        tuple(rows),
        month_and_year(looked.month),
        notes=(said if stops else _("Nothing stops the close."),),
        answer=(("month", looked.month.isoformat()[:7]), ("stops", stops), ("rows", both)),
        holds=not stops,
        signatures=(_("Treasurer"), _("Checked by")),
    )


def _link(page: str, asked: Sequence[tuple[str, str]]) -> Link | None:
    """Give the report that a line opens; one that a page mends opens nothing on paper."""
    if page != "report":
        return None
    (_report, name), *params = asked
    return Link(name, tuple(params))
