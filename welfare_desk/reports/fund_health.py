"""Health of the fund: how long its money lasts, what administration takes, what an ageing membership will ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, add_months, first_of_month, last_of_month, long_day, months_between
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.chart import Months
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.money_by_source import fund
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import accounts, benefits, figures, given, members, periods, settings
from welfare_desk.welfare import forecast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.forecast import Experience, YearAhead

NAME, TITLE = "fund-health", N_("Health of the fund")
QUESTION = N_("How long does the money last, and what will an ageing membership ask for?")
MONTH = Parameter("on", N_("Month"), ParameterKind.MONTH, Default.TODAY)
PARAMETERS = (
    MONTH,
    Parameter("rate", N_("Deaths a year per 1,000 members (assumption)"), ParameterKind.NUMBER),
    Parameter("most", N_("Administration at most, per cent"), ParameterKind.NUMBER),
)
AHEAD, BACK, AVERAGED = 10, 5, 3  # fiscal years
_WELFARE, _ADMINISTRATION = "P1.welfare", "P2."
_YEAR = 12


class Pace(NamedTuple):
    """What benefits take in a year, and how that is known: `years` of the book or of lists before it, or months."""

    yearly: Money
    years: tuple[int, ...] = ()
    before: bool = False
    months: int = 0


class Health(NamedTuple):
    """The figures of a fund's health; shares and years in hundredths, None where they cannot be told.

    `is_default` says that nobody set the most that administration may take.
    """

    left: Money
    pace: Pace
    covered: int | None
    administration: Money
    spent: Money
    share: int | None
    most: int
    is_default: bool

    @property
    def is_over(self) -> bool:
        """Tell whether administration takes more than it may."""
        return self.share is not None and self.share > self.most * 100


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the figures of a day and for the members of that day, and lay out what lies ahead."""
    day = day_of(asked)
    calendar = periods.calendar(tx)
    register = members.all_members(tx)
    regulation = benefits.regulation_on(tx, day)
    types = list(benefits.types_of(tx, regulation.id).values()) if regulation else []
    rules = forecast.pensions(types), forecast.at_death(types)
    running = calendar.year_of(day)
    past = [*range(running - BACK, running)]
    known = forecast.experience(register, past, calendar.first_month)
    rates = forecast.assumed(asked.number("rate")) if asked.text("rate") else known.rates
    people = forecast.cohorts(register, day, calendar.year_end(running + 1))
    years = forecast.ahead(people, running + 1, AHEAD, rates, rules)
    unknown = sum(many for (age, _years), many in people.items() if age is None)
    notes = [
        _assumption(known, asked.number("rate") if asked.text("rate") else None, past),
        *_doubts(regulation.name if regulation else "", rules[0], unknown),
    ]
    return lay_out(health(tx, day, asked.number("most")), years, notes, day)


def day_of(asked: Asked) -> date:
    """Give the day up to which kept balances reach: the last one of the month, or today in the month that runs."""
    return min(last_of_month(asked.day("on")), asked.today)


def health(tx: Tx, day: date, most: int = 0) -> Health:
    """Work out how long the money lasts and what administration takes, from the kept balances up to a day's month."""
    calendar, chart = periods.calendar(tx), accounts.chart(tx)
    results = figures.results(tx, first_of_month(calendar.first_day), day)
    year = [each for each in results if each.month >= add_months(first_of_month(day), 1 - _YEAR)]
    spent = [(chart[each.account].form10_line, each.amount) for each in year if each.type == "X"]
    whole = Money.sum(amount for _line, amount in spent)
    of_it = Money.sum(amount for line, amount in spent if line.startswith(_ADMINISTRATION))
    kept = settings.find(tx, settings.ADMINISTRATION_MOST, day)
    left = fund(tx, day).left
    pace = _pace(tx, [e for e in results if chart[e.account].form10_line == _WELFARE], calendar, day)
    return Health(
        left, pace, forecast.covered(left, pace.yearly), of_it, whole, forecast.percent(of_it, whole),
        most or int(kept or forecast.MOST_FOR_ADMINISTRATION), not most and kept is None,
    )  # fmt: skip


def _pace(tx: Tx, paid: Sequence[figures.Result], calendar: Calendar, day: date) -> Pace:
    """Average the last full fiscal years: of the book, else of the lists before it, else what has run of this one.

    Years in which nothing was written down tell nothing.
    """
    running, first = calendar.year_of(day), calendar.year_of(calendar.first_day)
    if calendar.first_day > calendar.year_start(first):
        first += 1
    years = tuple(range(max(first, running - AVERAGED), running))
    sums = [Money.sum(e.amount for e in paid if calendar.year_of(e.month) == year) for year in years]
    if any(sums):
        return Pace(forecast.average(sums), years)
    begun = given.first_day(tx)
    years = tuple(range(max(calendar.year_of(begun or day), running - AVERAGED), running))
    if years:
        found = given.summed(tx, calendar.year_start(years[0]), calendar.year_end(years[-1]), {})
        if whole := Money.sum(each.amount for each in found):
            return Pace(Money(whole.satang // len(years)), years, before=True)
    since = max(calendar.first_day, calendar.year_start(running))
    months = len(months_between(since, day)) if since <= day else 1
    this_year = Money.sum(each.amount for each in paid if each.month >= first_of_month(since))
    return Pace(Money(this_year.satang * _YEAR // months), months=months)


def hundredths(number: int | None) -> str:
    """Write hundredths as people read them: `12.34`, or a dash."""
    return "-" if number is None else f"{number // 100:,}.{number % 100:02}"


def pace_words(pace: Pace) -> str:
    """Say what the average of a year was taken from."""
    if pace.before:
        text = _("from the lists of before the book, fiscal years {years}")
    elif pace.years:
        text = _("from fiscal years {years}")
    else:
        text = ngettext("reckoned from {count} month", "reckoned from {count} months", pace.months)
    first, last = (pace.years or (0,))[0] + BE_OFFSET, (pace.years or (0,))[-1] + BE_OFFSET
    return text.format(years=str(first) if first == last else f"{first}–{last}", count=pace.months)


def _assumption(known: Experience, rate: int | None, years: Sequence[int]) -> str:
    """Say on what the deaths rest; none of it is official."""
    if rate is not None:
        text = _(
            "Deaths rest on an assumption of the reader: {rate} a year among 1,000 members. It is no official rate."
        )
        return text.format(rate=rate)
    text = _(
        "Deaths rest on this fund's own register: {died} deaths in {lived} years of membership, fiscal years "
        "{first}–{last}, by age. It is no official rate."
    )
    return text.format(
        died=sum(known.died), lived=f"{sum(known.lived):,}", first=years[0] + BE_OFFSET, last=years[-1] + BE_OFFSET
    )


def _doubts(regulation: str, pensions: Sequence[object], unknown: int) -> list[str]:
    found = [
        _("The members of this day grow older; nobody joins or leaves. Expected numbers are rounded, baht are not.")
    ]
    if not regulation:
        found.append(_("No regulation is in force, so no baht can be told."))
    elif not pensions:
        found.append(_("The regulation in force gives nothing from an age on."))
    if unknown:
        text = _("The register does not know the day of birth of {count} members; they count for no pension.")
        found.append(text.format(count=unknown))
    return found


def facts_of(of: Health) -> tuple[tuple[str, Value], ...]:
    """Give the figures over the table."""
    words = _("{share} %, of {spent} baht").format(share=hundredths(of.share), spent=of.spent.text())
    most = _("{most} % (default)") if of.is_default else _("{most} %")
    return (
        (_("Money left"), of.left),
        (_("Benefits in an average year"), of.pace.yearly),
        (_("Years that the money covers"), hundredths(of.covered)),
        (_("Administration, of all spending"), "-" if of.share is None else words),
        (_("At most"), most.format(most=of.most)),
    )


def lay_out(of: Health, years: Sequence[YearAhead], notes: Sequence[str], day: date) -> Report:
    """Lay out the years ahead, with the figures of today over them."""
    rows = [
        Row((str(each.year + BE_OFFSET), each.members, each.elders, each.pensions, hundredths(each.deaths),
             each.at_death, each.whole))
        for each in years
    ]  # fmt: skip
    sums = [Money.sum(each) for each in zip(*((y.pensions, y.at_death, y.whole) for y in years), strict=True)]
    deaths = hundredths(sum(each.deaths for each in years))
    rows.append(Row((_("Total"), None, None, sums[0], deaths, *sums[1:]), Role.TOTAL))
    warned = [_over(of)] if of.is_over else []
    basis = _("The average year of benefits is {basis}.").format(basis=pace_words(of.pace))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("year", _("Fiscal year"), Kind.CODE, 8),
            Column("members", _("Members"), Kind.NUMBER, 9, _("Expected")),
            Column("elders", _("Of pension age"), Kind.NUMBER, 10, _("Expected")),
            Column("pensions", _("Pensions"), Kind.MONEY, 13, _("Expected")),
            Column("deaths", _("Deaths"), Kind.NUMBER, 9, _("Expected")),
            Column("at_death", _("Paid at death"), Kind.MONEY, 13, _("Expected")),
            Column("whole", _("Together"), Kind.MONEY, 13, _("Expected")),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(*warned, *notes, basis),
        facts=facts_of(of),
        charts=_charts(years),
        holds=False if of.is_over else None,
    )


def _over(of: Health) -> str:
    text = _("Of all spending of the last year, administration takes {share} %; it should take at most {most} %.")
    return text.format(share=hundredths(of.share), most=of.most)


def _charts(years: Sequence[YearAhead]) -> tuple[Chart, ...]:
    rows = (
        (_("Pensions"), tuple(each.pensions for each in years)),
        (_("Paid at death"), tuple(each.at_death for each in years)),
    )
    if not any(amount > ZERO for _name, amounts in rows for amount in amounts):
        return ()
    labels = tuple(str(each.year + BE_OFFSET) for each in years)
    return (Months(_("Expected benefits for age and death"), _("Baht"), labels, rows),)
