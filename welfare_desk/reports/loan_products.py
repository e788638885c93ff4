"""The kinds of loans that a society offers, with their rates, limits and guarantors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.loan_products import KIND
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.loan_words import DUES, SHORT_METHODS, rate_words
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import coop_products, loan_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "loan-products", N_("Kinds of loans")
QUESTION = N_("Which loans are offered, at what rate, and up to which limits?")
PARAMETERS = (ON,)


def offered(tx: Tx, day: date) -> list[LoanProduct]:
    """Give the kinds of loans that are offered on a day, in the order of their codes."""
    return list(loan_facts.products(tx, day).values())


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the kinds of loans in force on a day."""
    day = asked.day("on")
    days = coop_products.days(tx, KIND)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("code", _("Code"), Kind.CODE, 10),
            Column("name", _("Kind of loan"), width=20),
            Column("account", _("Account"), Kind.CODE, 8),
            Column("rate", _("Rate a year"), width=9),
            Column("method", _("Method"), width=14),
            Column("instalments", _("Instalments up to"), Kind.NUMBER, 10),
            Column("most", _("Up to"), Kind.MONEY, 14),
            Column("limits", _("Limits"), width=34),
            Column("guarantors", _("Guarantors"), Kind.NUMBER, 9),
            Column("order", _("Money goes to"), width=20),
            Column("from_day", _("In force from"), Kind.DAY, 11),
        ),
        tuple(_row(each, last_before(days.get(each.code, ()), day)) for each in offered(tx, day)),
        _("As of {day}").format(day=long_day(day)),
        notes=(_("The ready kinds are defaults: set them as your own regulation says."), *coming(days, day)),
        landscape=True,
        nothing=_("No loans are offered."),
    )


def last_before(days: Sequence[date], day: date) -> date | None:
    """Give the last of some days that is not after a day."""
    return max((each for each in days if each <= day), default=None)


def coming(days: Mapping[str, Sequence[date]], day: date) -> Iterator[str]:
    """Say which versions are kept and not in force yet on a day."""
    for code, each in days.items():
        for later in each:
            if later > day:
                yield _("{code} changes on {day}.").format(code=code, day=long_day(later))


def _row(each: LoanProduct, from_day: date | None) -> Row:
    order = " → ".join(_(DUES[part]) for part in each.order)
    words = (each.code, each.name, each.account, rate_words(each.rate), _(SHORT_METHODS[each.method]))
    return Row(
        (*words, each.instalments, each.most, " · ".join(limits(each)), each.guarantors or None, order, from_day)
    )


def limits(each: LoanProduct) -> Iterator[str]:
    """Say the limits of a kind of loan, one by one."""
    if each.share_percent is not None:
        yield _("{percent} percent of shares").format(percent=each.share_percent)
    if each.salary_percent is not None:
        yield _("{times} times the income").format(times=f"{each.salary_percent / 100:g}")
    if each.income_percent is not None:
        yield _("instalments {percent} percent of the net income").format(percent=each.income_percent)
    if each.stands_for is not None:
        yield _("a guarantor for {count} loans").format(count=each.stands_for)
    if each.age_end is not None:
        yield _("repaid by the age of {age}").format(age=each.age_end)
    if each.members_months:
        yield _("a member for {months} months").format(months=each.members_months)
    if each.penalty_rate:
        yield _("penalty {rate}").format(rate=rate_words(each.penalty_rate))
