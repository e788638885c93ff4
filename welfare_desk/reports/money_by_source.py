"""Money by source: what came from members, the state, local authorities and others, by year and since the founding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, last_of_month, span_words
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.chart import Bars
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import accounts, figures, openings, periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "money-by-source", N_("Money by source")
QUESTION = N_("How much came from members, the state, local authorities and others?")
PARAMETERS = (
    Parameter("from", N_("From"), ParameterKind.MONTH, Default.YEAR_START),
    Parameter("to", N_("To"), ParameterKind.MONTH, Default.TODAY),
)
SOURCES = {
    "3101": N_("Members"),
    "3102": N_("State through CODI"),
    "3103": N_("Local authorities"),
    "3104": N_("Other sources"),
}
UNKNOWN = "32"  # balances that a book opened with and whose source nobody knows any more
USED, CORRECTED = "3301", ("3401", "3901")
_YEARS = 5  # more do not fit a page
_A_HUNDRED = Money(100)


class Came(NamedTuple):
    """Money that came in on one account from one source: before the book, and by fiscal year since."""

    source: str
    account: Account
    before: Money
    by_year: Mapping[int, Money]

    @property
    def whole(self) -> Money:
        """Give what came since the founding."""
        return self.before + Money.sum(self.by_year.values())


class Fund(NamedTuple):
    """All that came in, what was used of it, corrections of earlier years, and what is left now."""

    came: tuple[Came, ...]
    used: Money
    corrected: Money

    @property
    def gathered(self) -> Money:
        """Give all that came in since the founding."""
        return Money.sum(each.whole for each in self.came)

    @property
    def left(self) -> Money:
        """Give what is left of it."""
        return self.gathered - self.used + self.corrected


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the whole fiscal years that some months touch, and lay them out beside what came since the founding."""
    calendar = periods.calendar(tx)
    years = [*range(calendar.year_of(asked.day("from")), calendar.year_of(asked.day("to")) + 1)]
    if len(years) > _YEARS:
        text = N_("Choose at most {count} fiscal years.")
        raise RuleError(problem("report.years", text, "from", count=_YEARS))
    last = min(calendar.year_end(years[-1]), last_of_month(asked.today))
    return lay_out(fund(tx, last), years, calendar.year_start(years[0]), last)


def fund(tx: Tx, last: date) -> Fund:
    """Ask where all money came from up to a day: openings, and the income of every year without its closing entries.

    Contributions that the fund paid for members are neither money that came in nor money that was used.
    """
    chart, calendar = accounts.chart(tx), periods.calendar(tx)
    income: dict[str, dict[int, Money]] = {}
    used = corrected = ZERO
    for each in figures.results(tx, calendar.first_day.replace(day=1), last):
        account = chart[each.account]
        if account.type is AccountType.EXPENSE or account.closes_to == USED:
            used += each.amount if account.type is AccountType.EXPENSE else -each.amount
        else:
            years = income.setdefault(each.account, {})
            year = calendar.year_of(each.month)
            years[year] = years.get(year, ZERO) + each.amount
    came = [Came(chart[code].closes_to or "3104", chart[code], ZERO, years) for code, years in income.items()]
    for opened in _opened(tx):
        account, amount = chart[opened[0]], opened[1]
        if account.code in SOURCES or account.code.startswith(UNKNOWN):
            came.append(Came(account.code if account.code in SOURCES else UNKNOWN, account, amount, {}))
        elif account.code == USED:
            used -= amount
    corrected = Money.sum(-Money(satang) for code, satang in _balances(tx, last) if code in CORRECTED)
    return Fund(tuple(sorted(came, key=lambda one: (one.source, one.account.code))), used, corrected)


def _opened(tx: Tx) -> list[tuple[str, Money]]:
    sums: dict[str, Money] = {}
    for posting in openings.standing(tx):
        sums[posting.account] = sums.get(posting.account, ZERO) - posting.amount
    return [(code, amount) for code, amount in sums.items() if amount]


def _balances(tx: Tx, last: date) -> list[tuple[str, int]]:
    return [(code, ends[0]) for code, ends in figures.month_ends(tx, [last.replace(day=1)]).items()]


def source_name(source: str) -> str:
    """Name a source; what a book opened with may be of unknown source."""
    return _(SOURCES[source]) if source in SOURCES else _("Source not known")


def shares(amounts: Sequence[Money]) -> list[int | None]:
    """Give each amount's part of all in whole per cents that add up to 100; an amount below zero has none."""
    weights = [max(each.satang, 0) for each in amounts]
    if not sum(weights):
        return [None] * len(weights)
    return [part.satang if weight else None for part, weight in zip(_A_HUNDRED.share(weights), weights, strict=True)]


def by_source(of: Fund, years: Sequence[int] = ()) -> list[tuple[str, Money]]:
    """Sum what came from each source, in some years or (none named) since the founding; the four always stand."""
    sums = dict.fromkeys(SOURCES, ZERO)
    for each in of.came:
        amount = Money.sum(each.by_year.get(year, ZERO) for year in years) if years else each.whole
        sums[each.source] = sums.get(each.source, ZERO) + amount
    return [(source, amount) for source, amount in sums.items() if amount or source in SOURCES]


def lay_out(of: Fund, years: Sequence[int], first: date, last: date) -> Report:
    """Lay out the sources with their accounts, a column for each fiscal year, and since the founding."""
    now, ever = dict(by_source(of, years)), dict(by_source(of))
    sources = [source for source in (*SOURCES, UNKNOWN) if source in ever or now.get(source)]
    in_years = dict(zip(sources, shares([now.get(each, ZERO) for each in sources]), strict=True))
    in_all = dict(zip(sources, shares([ever[each] for each in sources]), strict=True))
    rows: list[Row] = []
    for source in sources:
        mine = [each for each in of.came if each.source == source]
        if mine:
            rows += [_item(each, years) for each in mine]
            rows.append(_sum(source_name(source), mine, years, in_years[source], in_all[source], Role.SUBTOTAL))
    if rows:
        whole = 100 if any(in_years.values()) else None
        rows.append(_sum(_("All money that came in"), of.came, years, whole, 100, Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        _columns(years),
        tuple(rows),
        span_words(first, last),
        notes=(
            _("Accumulated money is all that ever came in; the balance is what is left of it after all uses."),
            _("Contributions that the fund itself paid for members are left out of both."),
        ),
        facts=tuple(_facts(of)) if rows else (),
        landscape=True,
        charts=charts(of, years),
        nothing=_("No money came in yet."),
        days=(first, last),
    )


def _facts(of: Fund) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = [
        (_("Accumulated since the founding"), of.gathered),
        (_("Used since the founding"), of.used),
    ]
    if of.corrected:
        found.append((_("Corrections of earlier years"), of.corrected))
    return [*found, (_("Left now"), of.left)]


def _columns(years: Sequence[int]) -> tuple[Column, ...]:
    of_years = _("Fiscal year") if len(years) == 1 else _("Fiscal years")
    several = (Column("years", _("Total"), Kind.MONEY, 12, of_years),) if len(years) > 1 else ()
    return (
        Column("account", _("Number"), Kind.CODE, 7),
        Column("source", _("Source"), width=24),
        *(Column(f"y{year}", str(year + BE_OFFSET), Kind.MONEY, 12, of_years) for year in years),
        *several,
        Column("years_percent", "%", Kind.NUMBER, 5, of_years),
        Column("before", _("Before the book"), Kind.MONEY, 12, _("Since the founding")),
        Column("ever", _("Total"), Kind.MONEY, 13, _("Since the founding")),
        Column("ever_percent", "%", Kind.NUMBER, 5, _("Since the founding")),
    )


def _item(each: Came, years: Sequence[int]) -> Row:
    name = _("Before the book") if each.account.code in SOURCES else each.account.name
    amounts = [each.by_year.get(year) for year in years]
    several = (Money.sum(amount or ZERO for amount in amounts) or None,) if len(years) > 1 else ()
    cells = (each.account.code, name, *amounts, *several, None, each.before or None, each.whole, None)
    return Row(cells, opens=Link("general-ledger", (("account", each.account.code),)))


def _sum(
    words: str, mine: Sequence[Came], years: Sequence[int], in_years: int | None, in_all: int | None, role: Role
) -> Row:
    amounts = [Money.sum(each.by_year.get(year, ZERO) for each in mine) for year in years]
    several = (Money.sum(amounts),) if len(years) > 1 else ()
    before, whole = Money.sum(each.before for each in mine), Money.sum(each.whole for each in mine)
    return Row((None, words, *amounts, *several, in_years, before, whole, in_all), role)


def charts(of: Fund, years: Sequence[int]) -> tuple[Chart, ...]:
    """Draw the sources in the years that were asked for, and since the founding."""
    first, last = years[0] + BE_OFFSET, years[-1] + BE_OFFSET
    said = _("Fiscal year {year}").format(year=first) if first == last else f"{first} – {last}"
    made: list[Chart] = []
    for rows, note in ((by_source(of, years), said), (by_source(of), _("since the founding"))):
        if any(amount > ZERO for _source, amount in rows):
            made.append(Bars(_("Money by source"), note, tuple((source_name(each), amount) for each, amount in rows)))
    return tuple(made)
