"""Kinds of savings accounts, as the cooperative offers them: rates, terms, least balances, tax. All are its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.coop.mapping_readings import MILLION, MappingReader
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, named
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account

USUAL_POSTING_MONTHS = (6, 12)  # of the fiscal year: a default of ours
LONGEST_TERM = 600
MONTHS_IN_YEAR = 12


class SavingsKind(Enum):
    """What may be done with an account: any time, on its own terms, for a term, or a pledge kept until leaving."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    FIXED = "fixed"
    PLEDGED = "pledged"


class TierRule(Enum):
    """Whether the rate of a tier is for the whole balance, or for the part of it in that tier."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Tier:
    """From which balance on a rate holds, in millionths a year."""

    at_least: Money
    rate: int


@dataclass(frozen=True, slots=True)
class SavingsProduct:
    """One kind of savings account; rates in millionths a year (2 % = 20,000), 0 or none: there is none.

    `broken_rate` is earned by a fixed account that is taken out before its term, and after it; `term` and
    `dormant_after` are months, `posting_months` counted in the fiscal year. Interest of a member in a calendar year up
    to `tax_free` bears no tax; above it all of it does, at `tax_rate`.
    """

    code: str
    name_th: str
    name_en: str = ""
    kind: SavingsKind = SavingsKind.ORDINARY
    account: str = ""
    rate: int = 0
    tiers: tuple[Tier, ...] = ()
    tier_rule: TierRule = TierRule.WHOLE
    broken_rate: int = 0
    term: int | None = None
    least_balance: Money = ZERO
    least_deposit: Money = ZERO
    tax_rate: int = 0
    tax_free: Money = ZERO
    posting_months: tuple[int, ...] = USUAL_POSTING_MONTHS
    dormant_after: int | None = None

    @property
    def name(self) -> str:
        """Name the product in the chosen language."""
        return named(self.name_th, self.name_en)

    def as_mapping(self) -> dict[str, object]:
        """Write the product for the book."""
        return {
            "code": self.code,
            "name_th": self.name_th,
            "name_en": self.name_en,
            "kind": self.kind.value,
            "account": self.account,
            "rate": self.rate,
            "tiers": [{"at_least": tier.at_least.satang, "rate": tier.rate} for tier in self.tiers],
            "tier_rule": self.tier_rule.value,
            "broken_rate": self.broken_rate,
            "term": self.term,
            "least_balance": self.least_balance.satang,
            "least_deposit": self.least_deposit.satang,
            "tax_rate": self.tax_rate,
            "tax_free": self.tax_free.satang,
            "posting_months": list(self.posting_months),
            "dormant_after": self.dormant_after,
        }

    @classmethod
    def from_mapping(cls, content: Mapping[str, object]) -> SavingsProduct:
        """Read a product; every problem with its place is one `RuleError`."""
        reader = MappingReader(content)
        rows = reader.rows("tiers")
        tiers = tuple(Tier(row.money("at_least"), row.whole("rate", 0)) for row in rows)
        for row in rows:
            reader.take(row)
        product = cls(
            code=reader.text("code"),
            name_th=reader.text("name_th"),
            name_en=reader.text("name_en"),
            kind=reader.choice("kind", SavingsKind, SavingsKind.ORDINARY),
            account=reader.text("account"),
            rate=reader.whole("rate", 0),
            tiers=tuple(sorted(tiers, key=lambda tier: tier.at_least)),
            tier_rule=reader.choice("tier_rule", TierRule, TierRule.WHOLE),
            broken_rate=reader.whole("broken_rate", 0),
            term=reader.maybe("term", 1, LONGEST_TERM),
            least_balance=reader.money("least_balance"),
            least_deposit=reader.money("least_deposit"),
            tax_rate=reader.whole("tax_rate", 0),
            tax_free=reader.money("tax_free"),
            posting_months=reader.wholes("posting_months", USUAL_POSTING_MONTHS, 1, MONTHS_IN_YEAR),
            dormant_after=reader.maybe("dormant_after", 1, LONGEST_TERM),
        )
        reader.finish()
        return product

    def posts_in(self, day: date, first_month: int) -> bool:
        """Tell whether interest is posted at the end of the month of a day."""
        return (day.month - first_month) % MONTHS_IN_YEAR + 1 in self.posting_months


def problems_of_product(product: SavingsProduct, chart: Mapping[str, Account]) -> list[Problem]:
    """Find everything that keeps a product from being offered."""
    found: list[Problem] = []
    if not product.code:
        found.append(problem("savings.no_code", N_("Give the kind of account a short code."), "code"))
    if not product.name_th:
        found.append(problem("savings.no_name", N_("Give the kind of account a name."), "name_th"))
    account = chart.get(product.account)
    if account is None or account.type not in (AccountType.LIABILITY, AccountType.EQUITY):
        text = N_("Choose the account of the chart on which these savings are owed.")
        found.append(problem("savings.account", text, "account"))
    if (product.kind is SavingsKind.FIXED) != (product.term is not None):
        text = N_("A fixed account has a term in months, and no other has one.")
        found.append(problem("savings.term", text, "term"))
    rates = {"rate": product.rate, "broken_rate": product.broken_rate, "tax_rate": product.tax_rate}
    rates["tiers"] = max((tier.rate for tier in product.tiers), default=0)
    text = N_("Write a rate from 0 to 100 percent a year.")
    found += [problem("savings.rate", text, name) for name, rate in rates.items() if not 0 <= rate <= MILLION]
    if len({tier.at_least for tier in product.tiers}) < len(product.tiers):
        found.append(problem("savings.same_tier", N_("Two steps begin with the same balance."), "tiers"))
    below = [name for name in ("least_balance", "least_deposit", "tax_free") if getattr(product, name) < ZERO]
    found += [problem("savings.below_zero", N_("Write an amount not below zero."), name) for name in below]
    for name in ("term", "dormant_after"):
        if not 1 <= (getattr(product, name) or 1) <= LONGEST_TERM:
            text = N_("Write from 1 to {most} months.")
            found.append(problem("savings.months", text, name, most=LONGEST_TERM))
    if product.broken_rate > max([product.rate, *(tier.rate for tier in product.tiers)]):
        text = N_("A fixed account that is broken earns no more than one that is kept.")
        found.append(problem("savings.broken_rate", text, "broken_rate"))
    return found


def usual_products(ordinary: str, special: str, fixed: str, pledged: str) -> tuple[SavingsProduct, ...]:
    """Give products to begin with, on the accounts of a chart; rates are examples and the cooperative's to change."""
    return (
        SavingsProduct(
            "ORD", "เงินฝากออมทรัพย์", "Ordinary savings", SavingsKind.ORDINARY, ordinary, 10_000, dormant_after=24
        ),
        SavingsProduct("SPE", "เงินฝากออมทรัพย์พิเศษ", "Special savings", SavingsKind.SPECIAL, special, 20_000),
        SavingsProduct(
            "FIX12", "เงินฝากประจำ 12 เดือน", "Fixed savings, 12 months", SavingsKind.FIXED, fixed, 25_000,
            broken_rate=10_000, term=12,
        ),
        SavingsProduct("PLE", "เงินสัจจะสะสม", "Pledged savings", SavingsKind.PLEDGED, pledged, 10_000),
    )  # fmt: skip
