"""The fund at a glance: what a chair should know in ten seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import (
    BE_OFFSET,
    MONTHS_PER_YEAR,
    add_months,
    first_of_month,
    last_of_month,
    long_day,
    months_between,
)
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.register import ENDED
from welfare_desk.money import ZERO, Money
from welfare_desk.reports import benefits_by_month
from welfare_desk.reports.benefit_lines import by_key, keys_of, kinds_of, lines_of
from welfare_desk.reports.chart import Bars
from welfare_desk.reports.fund_health import MONTH, day_of, health, hundredths, pace_words
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.reports.money_by_source import by_source, fund, shares, source_name
from welfare_desk.storage import claims as kept_claims
from welfare_desk.storage import figures, given, periods
from welfare_desk.welfare.claims import STATUSES, ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.reports.benefit_lines import Line
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.fund_health import Health
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "fund", N_("The fund at a glance")
QUESTION = N_("How many are we, what do we have, and whom do we help?")
PARAMETERS = (MONTH,)
_KINDS_DRAWN = 5
_WAITING = (ClaimStatus.ASKED, ClaimStatus.DECIDED, ClaimStatus.APPROVED)


class Glance(NamedTuple):
    """The few figures of a fund on a day: `came` and `paid` are those of the fiscal year that ends in `year`.

    `waiting` counts claims by where they stand, `unpaid` is what is approved and not yet paid.
    """

    day: date
    year: int
    members: int
    new_members: int
    gathered: Money
    came: tuple[tuple[str, Money], ...]
    people: int
    cases: int
    paid: Money
    waiting: Mapping[ClaimStatus, int]
    unpaid: Money
    health: Health
    sources: Chart | None
    kinds: Chart | None

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Give the pictures that there is something to draw for."""
        return tuple(each for each in (self.sources, self.kinds) if each is not None)

    @property
    def came_in(self) -> Money:
        """Give all that came in this year."""
        return Money.sum(amount for _source, amount in self.came)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the figures of a day and lay them out."""
    return lay_out(glance(tx, day_of(asked)))


def glance(tx: Tx, day: date) -> Glance:
    """Work out the figures of a day."""
    calendar = periods.calendar(tx)
    year = calendar.year_of(day)
    first, last = calendar.year_start(year), last_of_month(day)
    register = figures.standings(tx, day)
    here = [entry for entry, status in register if status is not None and (entry or day) <= day and status not in ENDED]
    whole = fund(tx, day)
    came = tuple(by_source(whole, [year]))
    lines = lines_of(kinds_of(tx).values())
    sums = given.summed(tx, first, last, keys_of(lines))
    waiting = kept_claims.waiting(tx)
    approved = waiting.get(ClaimStatus.APPROVED)
    return Glance(
        day, year, len(here), sum(1 for entry in here if entry is not None and entry >= first), whole.gathered, came,
        given.people(tx, first, last), sum(each.cases for each in sums), Money.sum(each.amount for each in sums),
        {status: each.many for status, each in waiting.items()}, approved.unpaid if approved else ZERO,
        health(tx, day), _sources(came, year), _kinds(tx, day, lines),
    )  # fmt: skip


def _kinds(tx: Tx, day: date, lines: Mapping[str, Line]) -> Chart | None:
    """Draw what was paid for what in the last twelve months."""
    months = months_between(add_months(first_of_month(day), 1 - MONTHS_PER_YEAR), day)
    cells, wholes = benefits_by_month.monthly(tx, months[0], last_of_month(day), lines)
    known = by_key(lines, (each.line for each in wholes))
    return next(iter(benefits_by_month.charts(cells, known, months, _KINDS_DRAWN)), None)


def _sources(came: tuple[tuple[str, Money], ...], year: int) -> Chart | None:
    if not any(amount > ZERO for _source, amount in came):
        return None
    note = _("Fiscal year {year}").format(year=year + BE_OFFSET)
    return Bars(_("Money by source"), note, tuple((source_name(source), amount) for source, amount in came))


def lay_out(seen: Glance) -> Report:
    """Lay out a line for each figure; each opens what it is made of."""
    health, parts = seen.health, shares([amount for _source, amount in seen.came])
    fresh = ngettext("{count} new this fiscal year", "{count} new this fiscal year", seen.new_members)
    source = Link("money-by-source")
    rows = [
        _row(_("Members"), seen.members, None, fresh.format(count=seen.new_members), Link("member-list")),
        _row(_("Money left"), None, health.left, _gathered(seen), source),
        _row(_("Money in this fiscal year"), None, seen.came_in, None, source),
        *(
            _row(f"– {source_name(code)}", None, amount, f"{part} %" if part is not None else None, source)
            for (code, amount), part in zip(seen.came, parts, strict=True)
        ),
        _row(_("Benefits paid this fiscal year"), seen.cases, seen.paid, people_words(seen), Link("benefits-by-month")),
        _row(
            _("Claims that wait"), sum(seen.waiting.values()), seen.unpaid or None, waiting_words(seen), Link("claims")
        ),
        _row(
            _("Years that the money covers"), hundredths(health.covered), health.pace.yearly, pace_words(health.pace),
            Link("fund-health"),
        ),
        _row(
            _("Administration, of all spending"), f"{hundredths(health.share)} %", health.administration,
            most_words(health), Link("fund-health"),
        ),
    ]  # fmt: skip
    return Report(
        NAME,
        _(TITLE),
        (
            Column("figure", _("Figure"), width=24),
            Column("number", _("How many"), Kind.NUMBER, 9),
            Column("baht", _("Baht"), Kind.MONEY, 13),
            Column("note", _("Note"), width=30),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(seen.day)),
        charts=seen.charts,
    )


def _row(words: str, number: int | str | None, baht: Money | None, note: str | None, link: Link) -> Row:
    cells: tuple[Value, ...] = (words, number, baht, note)
    return Row(cells, opens=link)


def _gathered(seen: Glance) -> str:
    return _("{amount} baht came in since the founding").format(amount=seen.gathered.text())


def people_words(seen: Glance) -> str:
    """Say how many different people were helped."""
    text = ngettext("{count} different person", "{count} different people", seen.people)
    return text.format(count=f"{seen.people:,}")


def waiting_words(seen: Glance) -> str:
    """Say where the claims that wait stand."""
    parts = (f"{_(STATUSES[each])} {seen.waiting[each]}" for each in _WAITING if seen.waiting.get(each))
    return " · ".join(parts) or _("nothing waits")


def most_words(of: Health) -> str:
    """Say how much administration may take, and whether that is the book's word or the default."""
    text = _("at most {most} % (default)") if of.is_default else _("at most {most} %")
    return text.format(most=of.most)
