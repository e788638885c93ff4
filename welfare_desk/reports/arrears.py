"""Arrears and over-paid list: who owes how much since when, and whose money is for later years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.chart import Bars
from welfare_desk.reports.choices import villages
from welfare_desk.reports.member_list import STATUS_NAMES, passbook_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON, VILLAGE, Parameter, ParameterKind
from welfare_desk.storage.dues import standings
from welfare_desk.welfare.dues import AGES, deferred, owed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.dues import Owed

NAME, TITLE = "arrears", N_("Arrears and over-paid contributions")
QUESTION = N_("Who owes how much, and since when?")
OWING, AHEAD, BOTH = "owing", "ahead", "all"
PARAMETERS = (
    ON,
    VILLAGE,
    Parameter(
        "show",
        N_("Members shown"),
        ParameterKind.CHOICE,
        choices=((OWING, N_("In arrears")), (AHEAD, N_("Over-paid")), (BOTH, N_("All"))),
    ),
)


class Due(NamedTuple):
    """What a member owes on a day, and how much of the money taken is for later years."""

    member: Member
    paid_to: date
    owed: Owed
    ahead: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Ask where all members stand, and lay out those who owe or are ahead."""
    day, village, show = asked.day("on"), asked.text("village"), asked.text("show")
    found = [
        Due(
            each.member,
            each.position.paid_to,
            owed(each.position, each.terms, day),
            deferred(each.by_year, each.terms, day),
        )
        for each in standings(tx, day, up_to=day).values()
        if village in ("", each.member.village)
    ]
    wanted = [each for each in found if (each.owed.arrears and show != AHEAD) or (each.ahead and show != OWING)]
    return lay_out(wanted, day, dict(villages(tx)))


def months_behind(tx: Tx, day: date) -> dict[str, int]:
    """Tell how many months each member who owes something on a day is behind."""
    owing = ((number, owed(each.position, each.terms, day)) for number, each in standings(tx, day, up_to=day).items())
    return {number: due.months for number, due in owing if due.arrears}


def lay_out(found: Sequence[Due], day: date, names: Mapping[str, str]) -> Report:
    """Lay out members village by village; `names` are those of the villages, in their order."""
    order = {code: place for place, code in enumerate(names)}
    found = sorted(found, key=lambda due: (order.get(due.member.village, -1), due.member.number))
    rows = [_row(due, day, names) for due in found]
    if rows:
        sums = (Money.sum(each) for each in zip(*(_amounts(due) for due in found), strict=True))
        words = ngettext("Total of {count} person", "Total of {count} persons", len(rows)).format(
            count=f"{len(rows):,}"
        )
        rows.append(Row((None, words, None, None, None, None, *sums), Role.TOTAL))
    ages = (Column(f"age_{first}", _age(first, last), Kind.MONEY, 11, _("Age in months")) for first, last in AGES)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=26),
            Column("village", _("Village"), width=12),
            Column("status", _("Status"), width=10),
            Column("paid_to", _("Paid to"), Kind.DAY, 12),
            Column("months", _("Months owed"), Kind.NUMBER, 8),
            *ages,
            Column("arrears", _("Owed"), Kind.MONEY, 12),
            Column("ahead", _("Over-paid"), Kind.MONEY, 12),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(_("Over-paid is what was taken for later fiscal years; it is the fund's deferred income."),),
        landscape=True,
        charts=_charts(found),
        nothing=_("Nobody owes anything, and nobody has paid too much."),
    )


def _charts(found: Sequence[Due]) -> tuple[Chart, ...]:
    """Draw the arrears by their age."""
    owing = [due.owed.by_age for due in found if due.owed.by_age]
    sums = [Money.sum(each) for each in zip(*owing, strict=True)]
    names = [
        _("{months} months and more").format(months=first)
        if last is None
        else _("{first}–{last} months").format(first=first, last=last)
        for first, last in AGES
    ]
    rows = tuple(zip(names, sums, strict=False))
    return (Bars(_("Arrears by age"), "", rows),) if any(sums) else ()


def _age(first: int, last: int | None) -> str:
    return _("{months}+").format(months=first) if last is None else f"{first}–{last}"


def _row(due: Due, day: date, names: Mapping[str, str]) -> Row:
    member = due.member
    village, status = names.get(member.village, member.village), _(STATUS_NAMES[member.status_on(day)])
    cells = (member.number, member.name, village, status, due.paid_to, due.owed.months, *_amounts(due))
    return Row(cells, opens=passbook_link(member.number))


def _amounts(due: Due) -> tuple[Money, ...]:
    by_age = due.owed.by_age or (ZERO,) * len(AGES)
    return (*by_age, due.owed.arrears, due.ahead)
