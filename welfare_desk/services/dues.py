"""Where members stand with their dues: deferred income released, members who need not pay, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import fiscal_year, fiscal_year_start
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.funds import policy_on
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, contributions, dues, entries, members, openings, settings, trail
from welfare_desk.welfare.contributions import (
    CONTRIBUTIONS,
    DEFERRED,
    FundPaid,
    Release,
    fund_paid_entry,
    parts_of,
    release_entry,
    split_income,
)
from welfare_desk.welfare.dues import deferred, price_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.dues import Standing
    from welfare_desk.welfare.plans import Plan, Span


def standing_of(tx: Tx, day: date, member: str) -> Standing:
    """Tell where a member stands on a day; an unknown one is a `RuleError`."""
    found = dues.standings(tx, day, {member}).get(member)
    if found is None:
        raise RuleError(problem("member.unknown", N_("There is no member {member}."), "member_number", member=member))
    return found


@needs(Permission.RECORD)
def assign_opening(desk: Desk, member: str, amount: Money, reason: str) -> None:
    """Say whose a part of the deferred income is that the book opened with; no entry is posted.

    From then on it counts as that member's money, taken on the book's first day, and is released with its year.
    """
    with desk.book.write() as tx:
        member = members.person(tx, member)
        standing_of(tx, desk.today, member)
        held = tuple((fund, -part) for fund, part in openings.unassigned(tx, DEFERRED))
        waiting = Money.sum(part for _, part in held)
        if amount <= ZERO or amount > waiting:
            text = N_("Write an amount above zero, at most {waiting} baht.")
            raise RuleError(problem("opening.amount", text, "amount", waiting=waiting))
        openings.assign(tx, DEFERRED, member, [(fund, -part) for fund, part in parts_of(amount, held)])
        trail.add(tx, desk.made(), "opening.assigned", member, satang=amount.satang, reason=reason.strip())


# Deferred income


@needs(Permission.RECORD)
def release_deferred(desk: Desk, day: date | None = None) -> Posted | None:
    """Turn deferred contributions into income: those of the fiscal year of `day`, and of memberships that are over.

    The day is the first of the running fiscal year unset; nothing to release is nothing done. Run again it finds
    nothing.
    """
    with desk.book.write() as tx:
        first_month = int(settings.get(tx, "fiscal_year_start"))
        start = fiscal_year_start(fiscal_year(desk.today, first_month), first_month)
        return settle(tx, desk, day or start, None)


def settle(tx: Tx, desk: Desk, day: date, numbers: Collection[str] | None) -> Posted | None:
    """Bring deferred income to what the members' payments say; more is released, less is deferred again."""
    if numbers is not None:  # what was paid under a number that was merged is held for the one that stays
        into = members.merges(tx)
        numbers = {*numbers, *(into[each] for each in numbers if each in into)}
    if numbers is not None and len(numbers) == 1:
        held = dues.deferred_by_member(tx, next(iter(numbers)))
    else:
        held = dues.deferred_by_member(tx)
    standing = dues.standings(tx, day, numbers)
    releases: list[Release] = []
    for number, who in standing.items():
        parts = held.get(number, ())
        more = Money.sum(part for _, part in parts) - deferred(who.by_year, who.terms, day)
        if more > ZERO:
            releases.append(Release(number, parts_of(more, tuple(each for each in parts if each[1] > ZERO))))
        elif more < ZERO:
            again = split_income(-more, CONTRIBUTIONS, policy_on(accounts.policies(tx), day))
            releases.append(Release(number, tuple((fund, -part) for fund, part in again)))
    if not releases:
        return None
    reason = _(N_("Contributions paid in advance become income"))
    made = desk.made()
    sealed = [contributions.release_hash(day, each) for each in releases]
    with entries.posting(tx, [release_entry(day, releases, reason)], made, [sealed]) as posted:
        contributions.add_releases(tx, posted[0].id, day, releases, reason)
    trail.add(tx, made, "contributions.released", posted[0].voucher, count=len(releases))
    return posted[0]


# Members who need not pay


@needs(Permission.RECORD)
def waive(desk: Desk, member: str, span: Span, reason: str) -> None:
    """Let a member off the dues of some days to come after those paid for."""
    with desk.book.write() as tx:
        member = members.person(tx, member)
        _refuse_exemption(tx, member, span, reason)
        contributions.add_exemption(tx, member, span, "waived", reason.strip())
        trail.add(tx, desk.made(), "contribution.waived", member, first=str(span.first), last=str(span.last))


@needs(Permission.RECORD)
def pay_by_fund(desk: Desk, member: str, span: Span, fund: str, day: date, resolution: str) -> Posted:
    """Let the fund pay a member's dues of some days (Dr 5106 Cr 4105); they count as paid for the member's rights."""
    with desk.book.write() as tx:
        member = members.person(tx, member)
        who = _refuse_exemption(tx, member, span, resolution)
        paid = FundPaid(day, member, span, price_of(span, who.terms), fund, resolution.strip())
        if not paid.amount:
            raise RuleError(problem("exemption.no_dues", N_("No dues arise on these days."), "first"))
        made = desk.made()
        fields = (member, span.first.isoformat(), span.last.isoformat(), paid.amount.satang)
        sealed = contributions.fund_paid_hash(fields)
        with entries.posting(tx, [fund_paid_entry(paid)], made, [[sealed]]) as posted:
            contributions.add_exemption(tx, member, span, "fund_paid", paid.resolution, posted[0].id)
        trail.add(tx, made, "contribution.paid_by_fund", posted[0].voucher, member=member)
    return posted[0]


def _refuse_exemption(tx: Tx, member: str, span: Span, reason: str) -> Standing:
    who = standing_of(tx, span.first, member)
    found: list[Problem] = []
    if span.first > span.last:
        found.append(problem("exemption.order", N_("The last day may not lie before the first."), "last"))
    if span.first <= who.position.paid_to:
        text = N_("Member {member} is paid to {day}; begin after that.")
        found.append(problem("exemption.paid", text, "first", member=member, day=who.position.paid_to))
    if any(each.first <= span.last and span.first <= each.last for each in who.terms.exempt):
        text = N_("Member {member} need not pay on some of these days already.")
        found.append(problem("exemption.twice", text, "first", member=member))
    if not reason.strip():
        found.append(problem("exemption.no_reason", N_("Write the resolution or the reason."), "reason"))
    if found:
        raise RuleError(*found)
    return who


# Plans


@needs(Permission.SET_UP)
def keep_plan(desk: Desk, plan: Plan) -> None:
    """Keep a plan of the fund's own, or change one."""
    if found := plan.problems():
        raise RuleError(*found)
    with desk.book.write() as tx:
        contributions.add_plan(tx, plan)
        trail.add(tx, desk.made(), "plan.kept", plan.code, satang=plan.amount.satang)


@needs(Permission.SET_UP)
def choose_plan(desk: Desk, code: str, from_day: date | None = None) -> None:
    """Choose the fund's usual plan, in force from a day on (none: always)."""
    with desk.book.write() as tx:
        if code not in contributions.plans(tx):
            raise RuleError(problem("plan.unknown", N_("There is no plan “{plan}”."), "plan", plan=code))
        settings.put(tx, "plan", code, from_day)
        trail.add(tx, desk.made(), "plan.chosen", code)
