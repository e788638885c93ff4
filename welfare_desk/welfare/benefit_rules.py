"""Each kind of rule as a function: what it finds in one case. `decide` asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from welfare_desk.dates import add_months, full_years
from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.members.register import Status
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_prices import cannot_tell, deducts, pays_dues, price_of, refuses
from welfare_desk.welfare.benefits import Case, Claim, Decision, Effect, Past, Per, Reason, Rule, RuleKind, Unit

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.members.register import Member

Question: TypeAlias = Callable[[Case, Rule], Iterator[Reason]]
MEN, WOMEN = ("นาย", "ด.ช.", "เด็กชาย"), ("นาง", "น.ส.", "นางสาว", "ด.ญ.", "เด็กหญิง")


def decide(case: Case) -> Decision:
    """Ask every rule of the claim's type; give what is right, what is given here, and all the reasons.

    `right` is nothing where a rule refuses or cannot tell. A claim for less than is right is given as it asks.
    """
    reasons, met = [*_standing(case)], list[Rule]()
    for rule in case.type.rules:
        found = found_by(case, rule)
        reasons += found
        met += [rule] if rule.kind in _QUESTIONS and not found else []
    right, explained = price_of(case)
    reasons = [*explained, *reasons]
    for each in reasons:
        if each.most is not None:
            right = min(right, each.most)
    if any(each.effect in (Effect.REFUSES, Effect.UNDECIDABLE) for each in reasons):
        right = ZERO
    asked = case.claim.asked
    return Decision(right, right if asked is None else min(asked, right), tuple(reasons), tuple(met))


def found_by(case: Case, rule: Rule) -> list[Reason]:
    """Give what one rule finds in a case; nothing where it is met, or only says how much."""
    return list(_QUESTIONS[rule.kind](case, rule)) if rule.kind in _QUESTIONS else []


def broken(decision: Decision, paid: Money, kind_has_tiers: bool) -> list[Reason]:  # noqa: FBT001 - told by name
    """Tell which reasons an amount that was paid goes against: all that refuse, and each ceiling that it lies above."""
    stops = (Effect.REFUSES, Effect.UNDECIDABLE)
    found = [each for each in decision.reasons if each.effect in stops or (each.most is not None and paid > each.most)]
    if not found and paid > decision.right:
        code = "benefit.tier" if kind_has_tiers else "benefit.rate"
        text = N_("{paid} baht was paid; the regulation gives {right}.")
        found = [Reason(problem(code, text, paid=paid, right=decision.right), Effect.REDUCES, decision.right)]
    return found


# Standing: asked of every claim of a member


def _standing(case: Case) -> Iterator[Reason]:
    """Ask for a member on the day of the event; whoever dies is one on that day still."""
    if case.applicant is None:
        if case.claim.member is not None:
            yield refuses("benefit.no_member", N_("The register has no member {member}."), member=case.claim.member)
        return
    member, day = case.applicant.member, case.claim.event_day
    status, was = member.status_on(day), member.was_member(day)
    if status is Status.DEAD and was is False:
        text = N_("The member had died on {day}.")
        yield refuses("benefit.dead", text, day=_since(member, day) or day)
    elif status in (Status.RESIGNED, Status.LAPSED, Status.MERGED):
        text = N_("The membership had ended on {day}.")
        yield refuses("benefit.ended", text, day=_since(member, day) or day)
    elif member.member_since(day) is None:
        text = N_("The register does not know the day of entry.")
        yield cannot_tell("benefit.entry_unknown", text)
    elif was is False:
        text = N_("Not yet a member on {day}.")
        yield refuses("benefit.not_yet", text, day=day)


def _since(member: Member, day: date) -> date | None:
    past = [each.from_day for each in member.statuses if each.from_day is None or each.from_day <= day]
    return past[-1] if past else None


# The kinds


def _waiting(case: Case, rule: Rule) -> Iterator[Reason]:
    since = case.applicant.member.member_since(case.claim.event_day) if case.applicant else None
    if since is not None and rule.count is not None:
        days = (case.claim.event_day - since).days
        if days < rule.count:
            text = N_("A member for {days} days on the day of the event; {needed} are needed.")
            yield refuses("benefit.waiting", text, days=days, needed=rule.count)


def _paid_up(case: Case, _rule: Rule) -> Iterator[Reason]:
    if case.applicant is None:
        return
    if case.applicant.owes is None:
        yield cannot_tell("benefit.dues_unknown", N_("The book does not know what was owed then."))
    elif case.applicant.owes > ZERO:
        text = N_("{amount} baht of contributions were owed on the day of the event.")
        yield refuses("benefit.arrears", text, amount=case.applicant.owes)


def _age(case: Case, rule: Rule) -> Iterator[Reason]:
    if case.applicant is None or rule.count is None:
        return
    member, day = case.applicant.member, case.claim.event_day
    if member.birth_day is not None:
        years = full_years(member.birth_day, day)
    elif member.birth_year is not None and not 0 <= day.year - member.birth_year - rule.count < 1:
        years = day.year - member.birth_year  # the day does not matter: it is not the year of that birthday
    else:
        yield cannot_tell("benefit.age_unknown", N_("The register does not know the day of birth."))
        return
    if years < rule.count:
        text = N_("{years} years old on the day of the event; {needed} are needed.")
        yield refuses("benefit.age", text, years=years, needed=rule.count)


def _gender(case: Case, rule: Rule) -> Iterator[Reason]:
    if case.applicant is None:
        return
    title = case.applicant.member.title.strip()
    told = "man" if title in MEN else "woman" if title in WOMEN else ""
    if not told:
        yield cannot_tell("benefit.gender_unknown", N_("The title does not tell whether this is a man or a woman."))
    elif told != rule.word:
        yield refuses("benefit.gender", N_("This benefit is for others by the regulation."))


def _group(case: Case, _rule: Rule) -> Iterator[Reason]:
    if case.applicant is not None and not case.applicant.member.vulnerable:
        text = N_("The register names no vulnerable group for this member.")
        yield refuses("benefit.group", text)


def _membership(case: Case, rule: Rule) -> Iterator[Reason]:
    years = case.applicant.member.full_years_of_membership(case.claim.event_day) if case.applicant else None
    if years is not None and rule.count is not None and years < rule.count:
        text = N_("A member for {years} full years; {needed} are needed.")
        yield refuses("benefit.membership", text, years=years, needed=rule.count)


def _cap_event(case: Case, rule: Rule) -> Iterator[Reason]:
    price, _why = price_of(case)
    if rule.amount is not None and price > rule.amount:
        text = N_("At most {most} baht for one event.")
        yield Reason(problem("benefit.cap_event", text, most=rule.amount), Effect.REDUCES, rule.amount)


def _cap_year(case: Case, rule: Rule) -> Iterator[Reason]:
    if rule.amount is None:
        return
    had = Money.sum(each.amount for each in case.this_year(case.hers()))
    left = max(rule.amount - had, ZERO)
    price, event = price_of(case)[0], case.type.rule(RuleKind.CAP_EVENT)
    if event is not None and event.amount is not None:
        price = min(price, event.amount)
    if price > left:
        text = N_("At most {most} baht a year; {had} were given, {left} are left.")
        yield Reason(problem("benefit.cap_year", text, most=rule.amount, had=had, left=left), Effect.REDUCES, left)


def _quantity_year(case: Case, rule: Rule) -> Iterator[Reason]:
    rate = case.type.rule(RuleKind.RATE)
    if rule.count is None or rate is None or rate.amount is None:
        return
    had = sum(each.quantity for each in case.this_year(case.hers()))
    left = max(rule.count - had, 0)
    if case.claim.quantity > left:
        most = Money(rate.amount.satang * left)
        text = N_("At most {count} a year; {had} were given, {left} are left.")
        found = problem("benefit.quantity_year", text, count=rule.count, had=had, left=left)
        yield Reason(found, Effect.REDUCES, most)


def _times(case: Case, rule: Rule) -> Iterator[Reason]:
    if rule.count is None:
        return
    had = given_already(case, rule)
    if len(had) >= rule.count:
        last = max(each.paid_day for each in had)
        text = N_("Given already on {day}: {count} in {years} fiscal years.")
        if rule.per is Per.HOUSEHOLD:
            text = N_("Given to the household already on {day} for the same event.")
        elif rule.years is None and rule.per is Per.SUBJECT:
            text = N_("Given already on {day} for the same child, house or person.")
        elif rule.years is None:
            text = N_("Given already on {day}: {count} for life.")
        yield refuses("benefit.times", text, day=last, count=rule.count, years=rule.years)


def given_already(case: Case, rule: Rule) -> list[Past]:
    """Give what counts against a rule of so many times: to the same member, household, child or house, in its years."""
    return [each for each in _of_the_same(case, rule) if _within(case, each, rule.years)]


def _of_the_same(case: Case, rule: Rule) -> Sequence[Past]:
    if rule.per is Per.MEMBER:
        return case.hers()
    if rule.per is Per.HOUSEHOLD:
        return [each for each in case.at_home() if _is_same_event(case.claim, each)]
    return [each for each in case.near() if _is_same_subject(case, each, is_yearly=rule.years is not None)]


def _is_same_subject(case: Case, past: Past, *, is_yearly: bool) -> bool:
    """Tell whether a benefit was for the same child, house or death; both parents may have claimed for one child.

    One that nobody named is told by the day of the event, and where each has it every year, by the member alone.
    """
    is_hers = past.member == case.claim.member
    if case.claim.subject and past.subject:
        return _plain(case.claim.subject) == _plain(past.subject)
    if is_yearly:
        return is_hers
    rate = case.type.rule(RuleKind.RATE)
    is_child = rate is not None and rate.unit is Unit.CHILD
    return (is_hers or is_child) and _is_same_event(case.claim, past)


def _is_same_event(claim: Claim, past: Past) -> bool:
    """Tell whether an event is the same one: by its name, else by days that are near one another."""
    if claim.subject and past.subject:
        return _plain(claim.subject) == _plain(past.subject)
    return abs(claim.event_day - past.event_day) <= timedelta(days=7)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _within(case: Case, past: Past, years: int | None) -> bool:
    if years is None:
        return True
    first, last = case.year_of(case.claim.paid_day)
    return add_months(first, -12 * (years - 1)) <= past.paid_day <= last


def _budget(case: Case, rule: Rule) -> Iterator[Reason]:
    if rule.amount is None:
        return
    left = max(rule.amount - Money.sum(each.amount for each in case.this_year(case.same_type())), ZERO)
    if price_of(case)[0] > left:
        text = N_("The fund's line of {most} baht for this year has {left} left.")
        yield Reason(problem("benefit.budget", text, most=rule.amount, left=left), Effect.REDUCES, left)


def _quota(case: Case, rule: Rule) -> Iterator[Reason]:
    if rule.count is not None and len(case.this_year(case.same_type())) >= rule.count:
        text = N_("The fund gives {count} of these a year, and they are given.")
        yield refuses("benefit.quota", text, count=rule.count)


def _claim_within(case: Case, rule: Rule) -> Iterator[Reason]:
    days = (case.claim.claim_day - case.claim.event_day).days
    if rule.count is not None and days > rule.count:
        text = N_("Claimed {days} days after the event; it must be within {most}.")
        yield refuses("benefit.late", text, days=days, most=rule.count)


def _relation(case: Case, rule: Rule) -> Iterator[Reason]:
    if case.claim.relation and case.claim.relation not in dict(rule.shares):
        text = N_("The regulation gives nothing for this relation: {relation}.")
        yield refuses("benefit.relation", text, relation=case.claim.relation)


_QUESTIONS: Mapping[RuleKind, Question] = {
    RuleKind.WAITING: _waiting,
    RuleKind.PAID_UP: _paid_up,
    RuleKind.AGE: _age,
    RuleKind.GENDER: _gender,
    RuleKind.GROUP: _group,
    RuleKind.MEMBERSHIP: _membership,
    RuleKind.CAP_EVENT: _cap_event,
    RuleKind.CAP_YEAR: _cap_year,
    RuleKind.QUANTITY_YEAR: _quantity_year,
    RuleKind.TIMES: _times,
    RuleKind.BUDGET: _budget,
    RuleKind.QUOTA: _quota,
    RuleKind.CLAIM_WITHIN: _claim_within,
    RuleKind.RELATION: _relation,
    RuleKind.DEDUCT_ARREARS: deducts,
    RuleKind.PAYS_DUES: pays_dues,
}
