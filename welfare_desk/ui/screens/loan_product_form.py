"""The form of a kind of loan: its fields in plain words, and the product that is read from them."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.interest import DayCount, percent
from welfare_desk.coop.loan_products import LoanProduct
from welfare_desk.coop.loan_terms import Due, Method
from welfare_desk.errors import problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.loan_words import COUNTS, DUES, METHODS
from welfare_desk.ui.form import Field
from welfare_desk.ui.screens.typed import Typed, shown, times_shown
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

_TEXTS = ("code", "name_th", "name_en", "account", "income")
_RATES = ("rate", "fee_rate", "penalty_rate")
_COUNTS = ("instalments", "every", "due_day", "grace", "guarantors", "members_months", "stop_after")
_MAYBES = ("share_percent", "income_percent", "stands_for", "age_end")
_MONEY = ("most", "fee", "unit")
_HEADINGS = {
    "code": N_("What it is called"),
    "rate": N_("Interest and instalments"),
    "most": N_("How much, and to whom"),
    "fee": N_("Fees, and paying late"),
    "account": N_("Accounts"),
}
YES, NO = "yes", "no"


def fields_of_product(today: date) -> tuple[Field, ...]:
    """Give the fields of a kind of loan in the order in which a regulation speaks of them."""
    named = (*_first_fields(today), *_interest_fields(), *_limit_fields(), *_late_fields())
    return tuple(
        Field(name, label, editor, note, _(_HEADINGS[name]) if name in _HEADINGS else "")
        for name, label, editor, note in named
    )


Named = tuple[str, str, "QWidget", str]


def _first_fields(today: date) -> tuple[Named, ...]:
    return (
        ("code", _("Short code"), TextEdit(), _("In Latin letters, such as ordinary. It stays as it is.")),
        ("name_th", _("Name in Thai"), TextEdit(), ""),
        ("name_en", _("Name in English"), TextEdit(), _("May be left empty.")),
        (
            "from_day", _("In force from"), DayEdit(day_reader(today), today),
            _("Contracts made before keep the terms on which they were made."),
        ),
    )  # fmt: skip


def _interest_fields() -> tuple[Named, ...]:
    methods = [(each.value, _(words)) for each, words in METHODS.items()]
    counts = [(each.value, _(words)) for each, words in COUNTS.items()]
    monthly = ((YES, _("with every instalment")), (NO, _("all at the end")))
    return (
        ("rate", _("Interest a year (percent)"), TextEdit(), _("Such as 6 or 6.75.")),
        ("method", _("How it is repaid"), Pick("", methods, Method.EQUAL_PRINCIPAL.value), ""),
        ("pays_interest", _("When its interest is paid"), Pick("", monthly, YES), ""),
        (
            "count", _("How days are counted"), Pick("", counts, DayCount.ACTUAL_365.value),
            _("A year of 365 days is what most cooperatives write."),
        ),
        ("instalments", _("At most so many instalments"), TextEdit(), ""),
        ("every", _("Months from one instalment to the next"), TextEdit(), _("1: every month; 12: once a year.")),
        ("due_day", _("Due on day of the month"), TextEdit(), _("31: the last day of each month.")),
        ("grace", _("First instalments of interest alone"), TextEdit(), _("0: principal is repaid from the first on.")),
        ("unit", _("Instalments rounded up to whole (baht)"), MoneyEdit(), _("The last instalment takes the rest.")),
    )  # fmt: skip


def _limit_fields() -> tuple[Named, ...]:
    none = _("Empty: no limit.")
    of_shares = _("90: up to nine tenths of her shares; 500: five times. Empty: no limit.")
    of_income = _("Such as 40. Empty: no limit.")
    net = _("All instalments together, of what is left of her income. Empty: no limit.")
    return (
        ("most", _("Highest amount (baht)"), MoneyEdit(), none),
        ("share_percent", _("Up to so many percent of the member's shares"), TextEdit(), of_shares),
        ("salary_percent", _("Up to so many times the income of a month"), TextEdit(), of_income),
        ("income_percent", _("Instalments take at most (percent of income)"), TextEdit(), net),
        ("members_months", _("A member for at least (months)"), TextEdit(), _("0: from the first day.")),
        ("age_end", _("Repaid before the age of (years)"), TextEdit(), none),
        ("guarantors", _("Guarantors asked for"), TextEdit(), _("0: none.")),
        ("stands_for", _("A member stands surety for at most (loans)"), TextEdit(), none),
    )  # fmt: skip


def _late_fields() -> tuple[Named, ...]:
    orders = [(_order_key(each), " → ".join(_(DUES[part]) for part in each)) for each in permutations(Due)]
    return (
        ("fee", _("Fee for every loan (baht)"), MoneyEdit(), _("Kept back when the money goes out.")),
        ("fee_rate", _("Fee by amount (percent of the loan)"), TextEdit(), ""),
        (
            "penalty_rate", _("Penalty on what is late (percent a year)"), TextEdit(),
            _("On principal that is overdue, day by day. 0: none."),
        ),
        ("order", _("Money that comes goes to"), Pick("", orders, orders[0][0]), ""),
        (
            "stop_after", _("Interest is accrued up to so many missed instalments"), TextEdit(),
            _("3 is usual. With more of them missed, interest is income only when it is paid."),
        ),
        ("account", _("Account of the loans"), Finder(hint=_("A name or a number")), ""),
        ("income", _("Account of their interest"), Finder(hint=_("A name or a number")), ""),
    )  # fmt: skip


def _order_key(order: tuple[Due, ...]) -> str:
    return " ".join(each.value for each in order)


def written(product: LoanProduct) -> dict[str, object]:
    """Write a product for its form; its day is not among it."""
    return {
        **{name: getattr(product, name) for name in (*_TEXTS, *_MONEY)},
        **{name: percent(getattr(product, name)) for name in _RATES},
        **{name: shown(getattr(product, name)) for name in (*_COUNTS, *_MAYBES)},
        "salary_percent": times_shown(product.salary_percent),
        "method": product.method.value,
        "count": product.count.value,
        "pays_interest": YES if product.pays_interest else NO,
        "order": _order_key(product.order),
    }


def read_product(values: Mapping[str, Any]) -> LoanProduct:
    """Read the product that stands in a form; whatever cannot be read is one `RuleError`."""
    typed = Typed(values)
    read: dict[str, Any] = {
        **{name: typed.text(name) for name in _TEXTS},
        **{name: typed.rate(name) for name in _RATES},
        **{name: typed.whole(name) for name in _COUNTS},
        **{name: typed.maybe(name) for name in _MAYBES},
    }
    product = LoanProduct(
        **read,
        method=Method(values["method"]),
        count=DayCount(values["count"]),
        pays_interest=values["pays_interest"] == YES,
        salary_percent=typed.times("salary_percent"),
        most=values["most"],
        fee=values["fee"] or ZERO,
        unit=Money.baht(1) if values["unit"] is None else values["unit"],
        order=tuple(Due(each) for each in values["order"].split()),
    )
    missing = problem("money.no_day", N_("Write the day."), "from_day")
    typed.refuse(*([missing] if values["from_day"] is None else []))
    return product
