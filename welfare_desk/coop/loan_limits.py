"""What speaks for a loan and what against it: every reason at once, none of them decides by itself.

The committee decides; a reason against is an answer to "why not", and a resolution may say why it was lent all the same
where the by-laws allow it. What the law itself forbids is marked and cannot be set aside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.coop.interest import percent
from welfare_desk.coop.schedules import schedule, usual_instalment
from welfare_desk.dates import MONTHS_PER_YEAR, full_years
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.coop.loan_terms import LoanTerms

HUNDRED = 100
BY_LAW = frozenset({"loan.associate", "loan.not_member"})
"""Reasons that no resolution sets aside."""


@dataclass(frozen=True, slots=True)
class LoanApplication:
    """What a member asks for; `income` is a month's, `expenses` what is deducted from it already.

    `up_to` says for each guarantor up to which amount she stands, in their order; none: for the whole loan.
    `held` is the kind of the collateral, `held_words` describe it.
    """

    member: str
    product: str
    day: date
    amount: Money
    instalments: int
    purpose: str = ""
    income: Money = ZERO
    expenses: Money = ZERO
    guarantors: tuple[str, ...] = ()
    collateral: Money = ZERO
    up_to: tuple[Money | None, ...] = ()
    held: str = ""
    held_words: str = ""

    @property
    def sureties(self) -> tuple[tuple[str, Money | None], ...]:
        """Give each guarantor with the amount up to which she stands."""
        amounts = (*self.up_to, *(None for _each in self.guarantors))
        return tuple(zip(self.guarantors, amounts, strict=False))

    def problems(self) -> list[Problem]:
        """Find everything that keeps the application from being taken in."""
        found: list[Problem] = []
        if self.amount <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        if self.instalments < 1:
            found.append(problem("loan.instalments_few", N_("Write in how many instalments."), "instalments"))
        if not self.purpose.strip():
            found.append(problem("loan.no_purpose", N_("Write what the money is for."), "purpose"))
        if self.member in self.guarantors:
            text = N_("Nobody stands surety for herself.")
            found.append(problem("loan.own_guarantor", text, "guarantors"))
        if any(each is not None and each <= ZERO for each in self.up_to):
            text = N_("A guarantor stands for an amount above zero, or for the whole loan.")
            found.append(problem("loan.up_to", text, "guarantors"))
        if len(set(self.guarantors)) < len(self.guarantors):
            found.append(problem("loan.same_guarantor", N_("A guarantor is named twice."), "guarantors"))
        return found


@dataclass(frozen=True, slots=True)
class Borrower:
    """The applicant as the rules see her: standing, what she owns here, what she owes.

    `monthly` is what instalments of her loans take a month; `missed` how many of them are missed. `owed_here` is what
    she owes on the same product.
    """

    is_member: bool = True
    is_associate: bool = False
    since: date | None = None
    born: date | None = None
    shares: Money = ZERO
    deposits: Money = ZERO
    owed: Money = ZERO
    owed_here: Money = ZERO
    monthly: Money = ZERO
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Guarantor:
    """One who stands for the loan, and for how many loans already; `missed` counts instalments of her own loans."""

    member: str
    is_member: bool = True
    stands_for: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for a loan and against it; no reason against: it may be lent."""

    in_favour: tuple[Problem, ...]
    against: tuple[Problem, ...]

    @property
    def by_law(self) -> tuple[Problem, ...]:
        """Give the reasons against that no resolution sets aside."""
        return tuple(each for each in self.against if each.code in BY_LAW)


@dataclass(frozen=True, slots=True)
class _Case:
    asked: LoanApplication
    product: LoanProduct
    borrower: Borrower
    guarantors: tuple[Guarantor, ...]
    terms: LoanTerms
    instalment: Money
    ends: date


Verdict = tuple[bool, Problem]
"""Whether it speaks for the loan, and the sentence that says so."""


def judge(
    asked: LoanApplication, product: LoanProduct, borrower: Borrower, guarantors: tuple[Guarantor, ...]
) -> Reasons:
    """Say everything that speaks for an application without problems, and against it."""
    terms = product.terms(asked.amount, asked.instalments, asked.day)
    unlent = terms.problems()
    if unlent:
        return Reasons((), tuple(unlent))
    rows = schedule(terms)
    case = _Case(asked, product, borrower, guarantors, terms, usual_instalment(terms), rows[-1].due)
    found = [each for rule in _RULES for each in rule(case)]
    return Reasons(
        tuple(said for speaks_for, said in found if speaks_for),
        tuple(said for speaks_for, said in found if not speaks_for),
    )


def most_by_shares(product: LoanProduct, borrower: Borrower) -> Money | None:
    """Tell how much the shares of a borrower allow; none: shares do not bound it."""
    return _times(borrower.shares, product.share_percent)


def _times(amount: Money, percents: int | None) -> Money | None:
    return None if percents is None else Money(amount.satang * percents // HUNDRED)


def _membership(case: _Case) -> Iterator[Verdict]:
    borrower, product = case.borrower, case.product
    if not borrower.is_member:
        yield False, problem("loan.not_member", N_("The applicant is not a member."), "member")
        return
    if borrower.is_associate:
        own = borrower.shares + borrower.deposits
        text = N_("An associate member borrows up to her own shares and deposits: {most} baht, {owed} of it owed.")
        fits = case.asked.amount + borrower.owed <= own
        yield fits, problem("loan.associate", text, "amount", most=own, owed=borrower.owed)
    if product.members_months and borrower.since is not None:
        months = _months(borrower.since, case.asked.day)
        text = N_("A member for {months} months; {least} are asked for.")
        enough = months >= product.members_months
        yield enough, problem("loan.months", text, "member", months=months, least=product.members_months)


def _months(since: date, day: date) -> int:
    months = (day.year - since.year) * MONTHS_PER_YEAR + day.month - since.month
    return months if day.day >= since.day else months - 1


def _amount(case: _Case) -> Iterator[Verdict]:
    product, asked, borrower = case.product, case.asked, case.borrower
    all_here = asked.amount + borrower.owed_here
    limits = (
        ("loan.most", N_("“{product}” lends up to {most} baht; with what is owed it would be {amount}."), product.most),
        (
            "loan.shares",
            N_("Her shares allow up to {most} baht of “{product}”; with what is owed it would be {amount}."),
            most_by_shares(product, borrower),
        ),
        (
            "loan.salary",
            N_("Her income allows up to {most} baht of “{product}”; with what is owed it would be {amount}."),
            _times(asked.income, product.salary_percent),
        ),
    )
    for code, text, most in limits:
        if most is not None:
            fits = all_here <= most
            yield fits, problem(code, text, "amount", product=product.name, most=most, amount=all_here)
    text = N_("{count} instalments are asked for; “{product}” is repaid in up to {most}.")
    fits = asked.instalments <= product.instalments
    yield (
        fits,
        problem(
            "loan.too_long",
            text,
            "instalments",
            count=asked.instalments,
            product=product.name,
            most=product.instalments,
        ),
    )


def _capacity(case: _Case) -> Iterator[Verdict]:
    """Hold what all instalments take of a month against what is left of its income."""
    share = case.product.income_percent
    if share is None:
        return
    net = case.asked.income - case.asked.expenses
    most = Money(max(0, net.satang) * share // HUNDRED)
    taken = Money(case.instalment.satang // case.terms.every) + case.borrower.monthly
    text = N_("Instalments take {taken} baht a month; {percent} percent of the net income is {most}.")
    yield taken <= most, problem("loan.capacity", text, "income", taken=taken, percent=share, most=most)


def _age(case: _Case) -> Iterator[Verdict]:
    end, born = case.product.age_end, case.borrower.born
    if end is not None and born is not None:
        age = full_years(born, case.ends)
        text = N_("She is {age} at the last instalment on {day}; the loan must end by {most}.")
        yield age <= end, problem("loan.age", text, "instalments", age=age, day=case.ends, most=end)


def _arrears(case: _Case) -> Iterator[Verdict]:
    if case.borrower.missed:
        text = N_("{count} instalments of her loans are missed.")
        yield False, problem("loan.arrears", text, "member", count=case.borrower.missed)
    else:
        yield True, problem("loan.no_arrears", N_("No instalment of her loans is missed."), "member")


def _surety(case: _Case) -> Iterator[Verdict]:
    product = case.product
    if product.guarantors or case.guarantors:
        text = N_("{count} guarantors stand for it; {least} are asked for.")
        count = len(case.guarantors)
        enough = count >= product.guarantors
        yield enough, problem("loan.guarantors", text, "guarantors", count=count, least=product.guarantors)
    for each in case.guarantors:
        if not each.is_member:
            text = N_("The guarantor {member} is not a member.")
            yield False, problem("loan.guarantor_left", text, "guarantors", member=each.member)
        if each.missed:
            text = N_("The guarantor {member} has missed {count} instalments of her own.")
            yield False, problem("loan.guarantor_arrears", text, "guarantors", member=each.member, count=each.missed)
        if product.stands_for is not None:
            text = N_(
                "The guarantor {member} stands for {count} loans already; up to {most} are allowed with this one."
            )
            fits = each.stands_for < product.stands_for
            yield (
                fits,
                problem(
                    "loan.guarantor_many", text, "guarantors", member=each.member, count=each.stands_for,
                    most=product.stands_for,
                ),
            )  # fmt: skip


_RULES = (_membership, _amount, _capacity, _age, _arrears, _surety)


def with_rate_words(product: LoanProduct) -> str:
    """Name a product with its rate, as it stands in a list: `Ordinary loan · 6 %`."""
    return f"{product.name} · {percent(product.rate)} %"


def without_old(borrower: Borrower, old: Money, monthly: Money) -> Borrower:
    """Give a borrower as she is once an old loan of the same product is settled by the new one."""
    return replace(
        borrower, owed=borrower.owed - old, owed_here=borrower.owed_here - old, monthly=borrower.monthly - monthly
    )
