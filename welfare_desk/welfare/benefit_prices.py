"""What a benefit is worth before its rules reduce or refuse it, and how reasons are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefits import Effect, Reason, RuleKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.welfare.benefits import Case, Rule

WHOLE = 100_00  # a hundred per cent, in hundredths


def price_of(case: Case) -> tuple[Money, list[Reason]]:
    """Give what a case is worth before anything reduces it, and the sentence that counts it."""
    if case.type.rule(RuleKind.PAYS_DUES) is not None:
        return _dues(case)
    rate, tiers = case.type.rule(RuleKind.RATE), case.type.rule(RuleKind.TIERS)
    if tiers is not None:
        return _tier(case, tiers)
    if rate is None or rate.amount is None:
        amount = case.claim.asked or ZERO
        return amount, [explains("benefit.as_approved", N_("The committee decides on the amount."))]
    price, share = rate.amount, _share(case)
    amount = Money(price.satang * case.claim.quantity * share // WHOLE)
    if share == WHOLE:
        text = N_("{rate} baht × {quantity} = {amount} baht.")
        return amount, [explains("benefit.counted", text, rate=price, quantity=case.claim.quantity, amount=amount)]
    text = N_("{rate} baht × {quantity}, of which {percent} per cent for this relation: {amount} baht.")
    percent = f"{share / 100:g}"
    given = {"rate": price, "quantity": case.claim.quantity, "percent": percent, "amount": amount}
    return amount, [explains("benefit.counted", text, **given)]


def _dues(case: Case) -> tuple[Money, list[Reason]]:
    """Give what the rest of the year's contributions cost: the fund pays that, whatever the rate says."""
    if case.applicant is None:
        return ZERO, []  # whose they would be is asked elsewhere
    amount = case.applicant.year_dues
    if amount is None:
        return ZERO, [cannot_tell("benefit.dues_unknown", N_("The book does not know what was owed then."))]
    if not amount:
        return ZERO, [refuses("benefit.dues_paid", N_("The contributions of the year are paid already."))]
    text = N_("The rest of the year's contributions: {amount} baht.")
    return amount, [explains("benefit.year_dues", text, amount=amount)]


def _tier(case: Case, rule: Rule) -> tuple[Money, list[Reason]]:
    years = None if case.applicant is None else case.applicant.member.full_years_of_membership(case.claim.event_day)
    if years is None:
        return ZERO, []  # the waiting days or the membership say so
    amount = max(((least, each) for least, each in rule.tiers if least <= years), default=(0, ZERO))[1]
    text = N_("A member for {years} full years: {amount} baht.")
    return amount, [explains("benefit.by_years", text, years=years, amount=amount)]


def _share(case: Case) -> int:
    rule = case.type.rule(RuleKind.RELATION)
    return WHOLE if rule is None or not case.claim.relation else dict(rule.shares).get(case.claim.relation, 0)


def deducts(case: Case, _rule: Rule) -> Iterator[Reason]:
    """Say what is kept back of the benefit for contributions that are owed; its amount stays."""
    owes = None if case.applicant is None else case.applicant.owes
    if owes is None:
        yield explains("benefit.deducts", N_("Contributions that are owed are taken off when it is paid."))
    elif owes > ZERO:
        text = N_("{amount} baht of contributions are owed and are taken off when it is paid.")
        yield explains("benefit.deducts", text, amount=owes)


def pays_dues(_case: Case, _rule: Rule) -> Iterator[Reason]:
    """Say that no money is handed over."""
    text = N_("The fund pays the member's contributions of the year with it; no money is handed over.")
    yield explains("benefit.pays_dues", text)


def explains(code: str, text: str, **params: object) -> Reason:
    """Make a reason that only says how something was counted."""
    return Reason(problem(code, text, **params), Effect.EXPLAINS)


def refuses(code: str, text: str, **params: object) -> Reason:
    """Make a reason why nothing is given."""
    return Reason(problem(code, text, **params), Effect.REFUSES)


def cannot_tell(code: str, text: str, **params: object) -> Reason:
    """Make a reason why the register cannot tell."""
    return Reason(problem(code, text, **params), Effect.UNDECIDABLE)
