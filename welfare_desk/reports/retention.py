"""What may be destroyed, and when: papers of accounts and names, by the book's own years; nothing is destroyed here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, add_months, long_day
from welfare_desk.i18n import N_, _
from welfare_desk.members.privacy import KEPT_YEARS
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import meetings, periods, privacy, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "retention", N_("What may be destroyed, and when")
QUESTION = N_("Which papers of which year may be destroyed, and from which day on?")
PARAMETERS = (ON,)
PAPERS = (
    N_("Vouchers, receipts and their papers"),
    N_("Registers of receipts, cheques and hand-ins"),
    N_("Claims of benefits and their papers"),
    N_("Bank statements and cash counts"),
)
ALWAYS = (
    N_("Regulations, and minutes of general meetings"),
    N_("Statements accepted by a general meeting"),
    N_("Registers of members and of the committee"),
    N_("This book itself, with its seals and its trail"),
)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the fiscal years of the book up to a day, and for how many years papers are kept."""
    day, calendar = asked.day("on"), periods.calendar(tx)
    years = [*range(calendar.year_of(calendar.first_day), calendar.year_of(day) + 1)]
    ends = [(year, calendar.year_end(year)) for year in years]
    is_default = settings.find(tx, privacy.YEARS) is None
    held = [each.day for each in meetings.meetings(tx)]
    return lay_out(ends, privacy.kept_years(tx), day, is_default=is_default, first_meeting=min(held, default=None))


def lay_out(
    ends: Sequence[tuple[int, date]], years: int, day: date, *, is_default: bool, first_meeting: date | None
) -> Report:
    """Lay out each year's papers with the day from which they may go, then what is always kept."""
    rows: list[Row] = []
    for year, end in ends:
        free = add_months(end, 12 * years) + timedelta(days=1)
        words = _("Fiscal year {year}").format(year=year + BE_OFFSET)
        rows.append(Row((words, None, None), Role.HEADING))
        state = _("may be destroyed") if free <= day else _("to be kept")
        rows += [Row((_(each), free, state)) for each in PAPERS]
    rows.append(Row((_("Always kept"), None, None), Role.HEADING))
    rows += [Row((_(each), None, _("to be kept"))) for each in ALWAYS]
    if first_meeting is not None:
        words = _("Minutes of the committee, since {day}").format(day=long_day(first_meeting))
        rows.append(Row((words, None, _("to be kept"))))
    kept = _("{years} years (default)") if years == KEPT_YEARS and is_default else _("{years} years")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("what", _("Papers"), width=52),
            Column("from", _("May go from"), Kind.DAY, 16),
            Column("state", _("State"), width=22),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        facts=((_("Papers are kept for"), kept.format(years=years)),),
        notes=(
            _("The years are counted from the end of the fiscal year; the committee sets them under Personal data."),
            _("Ask an auditor before anything is destroyed; a case in court or an open audit keeps its papers longer."),
        ),
        signatures=(_("Treasurer"), _("Head of the fund")),
    )
