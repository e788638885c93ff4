"""Kinds of savings accounts as they are in force on a day: rates, terms, least amounts, tax."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from welfare_desk.coop.savings_products import SavingsKind
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.loan_products import coming, last_before
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import coop_products, savings_products

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.savings_products import SavingsProduct
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "savings-products", N_("Kinds of savings accounts")
QUESTION = N_("Which kinds of savings accounts are offered, and at what rates?")
PARAMETERS = (ON,)
KIND_NAMES = {
    SavingsKind.ORDINARY: N_("ordinary savings"),
    SavingsKind.SPECIAL: N_("special savings"),
    SavingsKind.FIXED: N_("fixed for a term"),
    SavingsKind.PLEDGED: N_("pledged each month"),
}
_PER_CENT = Decimal(10_000)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the kinds of accounts in force on a day."""
    day = asked.day("on")
    if not is_member_owned(tx):
        return lay_out([], {}, day)
    return lay_out(
        list(savings_products.products(tx, day).values()), coop_products.days(tx, savings_products.KIND), day
    )


def rate_text(rate: int) -> str:
    """Write a rate in millionths as per cents: `2.5 %`."""
    return f"{(Decimal(rate) / _PER_CENT).normalize():f} %"


def lay_out(found: Sequence[SavingsProduct], days: Mapping[str, Sequence[date]], day: date) -> Report:
    """Lay out one line for each kind; `days` are those from which its versions count."""
    rows = [
        Row(
            (
                each.code, each.name, _(KIND_NAMES[each.kind]), each.account, _rates(each), each.term,
                each.least_balance or None, each.least_deposit or None,
                rate_text(each.tax_rate) if each.tax_rate else None, each.dormant_after,
                last_before(days.get(each.code, ()), day),
            )
        )
        for each in found
    ]  # fmt: skip
    return Report(
        NAME,
        _(TITLE),
        (
            Column("code", _("Code"), Kind.CODE, 8),
            Column("name", _("Kind of account"), width=24),
            Column("kind", _("Kind"), width=16),
            Column("account", _("Account"), Kind.CODE, 8),
            Column("rate", _("Rate a year"), width=18),
            Column("term", _("Months fixed"), Kind.NUMBER, 8),
            Column("least_balance", _("Least balance"), Kind.MONEY, 12),
            Column("least_deposit", _("Least deposit"), Kind.MONEY, 12),
            Column("tax", _("Tax"), width=8),
            Column("dormant", _("Dormant after months"), Kind.NUMBER, 9),
            Column("from_day", _("In force from"), Kind.DAY, 11),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(*((_("Rates and limits are the cooperative's own."),) if rows else ()), *coming(days, day)),
        landscape=True,
        nothing=_("No kind of savings account is kept yet."),
    )


def _rates(product: SavingsProduct) -> str:
    tiers = [f"≥ {tier.at_least.text()}: {rate_text(tier.rate)}" for tier in product.tiers]
    return " · ".join([rate_text(product.rate), *tiers])
