"""Kinds of loans that a society offers: accounts, rate, method, limits, guarantors, order of repayment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from welfare_desk.coop.interest import MILLION, DayCount, part
from welfare_desk.coop.loan_terms import (
    MONTH_END,
    MOST_INSTALMENTS,
    STOP_AFTER,
    USUAL_ORDER,
    Due,
    LoanTerms,
    Method,
    usual_first_due,
)
from welfare_desk.coop.readings import Reader
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, named
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account

KIND = "loan"
"""How products of loans are named among all kept products."""


@dataclass(frozen=True, slots=True)
class LoanProduct:
    """One kind of loan; None is no limit.

    Rates are millionths a year, `fee_rate` millionths of the loan. `share_percent` and `salary_percent` bound the loan
    by the member's shares and monthly income (500 is five times), `income_percent` bounds what all instalments may
    take of a month's income. `guarantors` must stand for it, each for at most `stands_for` loans. `age_end`: full
    years of age at which it must be repaid. `members_months`: how long one must have been a member.
    """

    code: str
    name_th: str
    name_en: str
    account: str
    income: str
    rate: int
    method: Method = Method.EQUAL_PRINCIPAL
    count: DayCount = DayCount.ACTUAL_365
    instalments: int = 12
    every: int = 1
    due_day: int = MONTH_END
    grace: int = 0
    unit: Money = field(default=Money(100))
    pays_interest: bool = True
    most: Money | None = None
    share_percent: int | None = None
    salary_percent: int | None = None
    income_percent: int | None = None
    guarantors: int = 0
    stands_for: int | None = None
    age_end: int | None = None
    members_months: int = 0
    fee: Money = ZERO
    fee_rate: int = 0
    penalty_rate: int = 0
    order: tuple[Due, ...] = USUAL_ORDER
    stop_after: int = STOP_AFTER

    @property
    def name(self) -> str:
        """Name the product in the chosen language."""
        return named(self.name_th, self.name_en)

    def fee_of(self, amount: Money) -> Money:
        """Tell what lending an amount costs."""
        return self.fee + part(amount, self.fee_rate, MILLION)

    def terms(self, amount: Money, instalments: int, start: date) -> LoanTerms:
        """Give the terms on which an amount is lent from a day on."""
        return LoanTerms(
            amount,
            self.rate,
            start,
            usual_first_due(start, self.due_day, self.every),
            instalments,
            self.method,
            self.count,
            self.every,
            self.due_day,
            min(self.grace, max(0, instalments - 1)),
            unit=self.unit,
            pays_interest=self.pays_interest,
            penalty_rate=self.penalty_rate,
            order=self.order,
            stop_after=self.stop_after,
        )

    def problems(self, chart: Mapping[str, Account]) -> list[Problem]:
        """Find everything that keeps the product from being offered in a book with this chart."""
        found: list[Problem] = []
        if not self.code.strip():
            found.append(problem("product.no_code", N_("Give the product a short code."), "code"))
        if not self.name_th.strip():
            found.append(problem("product.no_name", N_("Give the product a Thai name."), "name_th"))
        if not _is(chart.get(self.account), AccountType.ASSET):
            found.append(problem("product.account", N_("Choose the account of the loans."), "account"))
        if not _is(chart.get(self.income), AccountType.INCOME):
            found.append(problem("product.income", N_("Choose the account of the interest."), "income"))
        wrong = [name for name in ("rate", "penalty_rate", "fee_rate") if not 0 <= getattr(self, name) <= MILLION]
        found += [problem("loan.rate", N_("Write a rate from 0 to 100 percent a year."), name) for name in wrong]
        if self.fee < ZERO:
            found.append(problem("loan.fee", N_("A fee is not below zero."), "fee"))
        if self.most is not None and self.most <= ZERO:
            found.append(problem("loan.no_most", N_("Write an amount above zero, or nothing for no limit."), "most"))
        if self.unit <= ZERO:
            found.append(problem("loan.unit", N_("Write to which whole amount instalments are rounded up."), "unit"))
        if not 1 <= self.instalments <= MOST_INSTALMENTS or self.grace >= self.instalments:
            text = N_("Write from 1 to {most} instalments.")
            found.append(problem("loan.instalments", text, "instalments", most=MOST_INSTALMENTS))
        if self.every < 1 or not 1 <= self.due_day <= MONTH_END:
            text = N_("Instalments fall due on a day from 1 to 31 (31: the last of the month), each so many months.")
            found.append(problem("loan.due_day", text, "due_day"))
        return found

    def as_mapping(self) -> dict[str, object]:
        """Write the product as it is kept."""
        return {
            "code": self.code,
            "name_th": self.name_th,
            "name_en": self.name_en,
            "account": self.account,
            "income": self.income,
            "method": self.method.value,
            "count": self.count.value,
            "pays_interest": self.pays_interest,
            "order": [each.value for each in self.order],
            "rate": self.rate,
            "instalments": self.instalments,
            "every": self.every,
            "due_day": self.due_day,
            "grace": self.grace,
            "unit": self.unit.satang,
            "most": None if self.most is None else self.most.satang,
            "share_percent": self.share_percent,
            "salary_percent": self.salary_percent,
            "income_percent": self.income_percent,
            "guarantors": self.guarantors,
            "stands_for": self.stands_for,
            "age_end": self.age_end,
            "members_months": self.members_months,
            "fee": self.fee.satang,
            "fee_rate": self.fee_rate,
            "penalty_rate": self.penalty_rate,
            "stop_after": self.stop_after,
        }


def product_from(given: Mapping[str, object]) -> tuple[LoanProduct, list[Problem]]:
    """Read a kept product, with everything that cannot be read, each with the name of its place."""
    read = Reader(given)
    product = LoanProduct(
        read.text("code"),
        read.text("name_th"),
        read.text("name_en"),
        read.text("account"),
        read.text("income"),
        read.whole("rate", 0),
        read.choice("method", Method.EQUAL_PRINCIPAL),
        read.choice("count", DayCount.ACTUAL_365),
        read.whole("instalments", 12),
        read.whole("every", 1),
        read.whole("due_day", MONTH_END),
        read.whole("grace", 0),
        read.money("unit", Money(100)),
        pays_interest=read.flag("pays_interest", usual=True),
        most=read.limit("most"),
        share_percent=read.maybe("share_percent"),
        salary_percent=read.maybe("salary_percent"),
        income_percent=read.maybe("income_percent"),
        guarantors=read.whole("guarantors", 0),
        stands_for=read.maybe("stands_for"),
        age_end=read.maybe("age_end"),
        members_months=read.whole("members_months", 0),
        fee=read.money("fee", ZERO),
        fee_rate=read.whole("fee_rate", 0),
        penalty_rate=read.whole("penalty_rate", 0),
        order=read.choices("order", USUAL_ORDER),
        stop_after=read.whole("stop_after", STOP_AFTER),
    )
    return product, read.found


def _is(account: Account | None, kind: AccountType) -> bool:
    return account is not None and may_post(account) and account.type is kind
