"""A summary for the public: how many members, what came in and went out, whom the fund helped; nobody by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month, long_day, span_words
from welfare_desk.i18n import N_, _
from welfare_desk.reports.marks import statement_status
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.money_by_source import source_name
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.reports.public_facts import few, public_facts
from welfare_desk.storage import settings
from welfare_desk.welfare.small_counts import FEWEST, may_be_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.money import Money
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.reports.public_facts import PublicFacts
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.small_counts import Helped

NAME, TITLE = "citizen-summary", N_("Summary for the public")
QUESTION = N_("What may everybody know of the fund, without anybody's data?")
PARAMETERS = (
    Parameter("from", N_("From"), ParameterKind.MONTH, Default.YEAR_START),
    Parameter("to", N_("To"), ParameterKind.MONTH, Default.TODAY),
)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the figures of some months, and lay them out beside what the fund is."""
    first, month = asked.day("from"), asked.day("to")
    founded, tambon = (settings.find(tx, key) for key in ("founded", "tambon"))
    about = (settings.find(tx, "address") or "", tambon or "", date.fromisoformat(founded) if founded else None)
    last = last_of_month(month)
    report = lay_out(public_facts(tx, first, month), first, last, about)
    return replace(report, mark=statement_status(tx, first, last, names=False))


def lay_out(seen: PublicFacts, first: date, last: date, about: tuple[str, str, date | None]) -> Report:
    """Lay out a line for each figure under its topic; small groups of people stand together."""
    place, tambon, founded = about
    facts = ((_("Place"), place), (_("Code of the tambon"), tambon), (_("Founding day"), founded))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("topic", _("Topic"), width=18),
            Column("item", _("Figure"), width=34),
            Column("people", _("Number of people"), Kind.NUMBER, 9),
            Column("cases", _("Cases"), Kind.NUMBER, 9),
            Column("baht", _("Baht"), Kind.MONEY, 14),
            Column("note", _("Note"), width=16),
        ),
        tuple(_rows(seen, last)),
        span_words(first, last),
        facts=tuple((label, value) for label, value in facts if value),
        notes=(
            _("Nobody's data is in this summary. Benefits of fewer than {count} people are told together.").format(
                count=FEWEST
            ),
        ),
    )


def _rows(seen: PublicFacts, last: date) -> Iterator[Row]:
    members = _("Members")
    yield _people(members, _("Members {day}").format(day=long_day(last)), seen.members)
    yield _people(members, _("New in these months"), seen.new_members)
    for source, amount in seen.came:
        yield Row((_("Money in"), source_name(source), None, None, amount, None))
    yield Row((_("Money in"), _("All money that came in"), None, None, seen.came_in, None))
    out = _("Money out")
    for words, amount in (
        (_("Benefits"), seen.benefits), (_("Administration"), seen.administration), (_("Other uses"), seen.other),
        (_("All money that was spent"), seen.went_out),
    ):  # fmt: skip
        yield Row((out, words, None, None, amount, None))
    yield Row((_("Money left"), _("Cash and bank {day}").format(day=long_day(last)), None, None, seen.cash, None))
    for each in (*seen.helped, *([seen.together] if seen.together else ())):
        yield helped_row(_("Benefits by kind"), each)


def _people(topic: str, words: str, people: int) -> Row:
    told = may_be_told(people)
    return Row((topic, words, people if told else None, None, None, None if told else few()))


def helped_row(topic: str, each: Helped) -> Row:
    """Say how many were helped and with how much; too few are not counted."""
    told = each.people > 0
    amount: Money = each.amount
    return Row((topic, each.name, each.people if told else None, each.cases if told else None, amount,
                None if told else few()))  # fmt: skip
