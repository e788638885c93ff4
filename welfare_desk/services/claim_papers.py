"""Tick what was seen of a claim, and take in together what one storm or one year brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.claims import kept_claim, settle_on, take
from welfare_desk.services.desk import needs
from welfare_desk.services.judging import Judge, household_of
from welfare_desk.storage import claim_papers, claims, members, trail
from welfare_desk.welfare.benefits import Claim, Decision, Effect, Reason
from welfare_desk.welfare.claim_papers import ClaimList, ListKind, Seen, SeenKind, problems_of_checks
from welfare_desk.welfare.claims import ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_OPEN = {ClaimStatus.ASKED, ClaimStatus.DECIDED, ClaimStatus.REJECTED}


class Listed(NamedTuple):
    """A list that was made: its claims with what each gives, and who was left out, with the decision that says why."""

    id: int
    claims: tuple[int, ...]
    total: Money
    left_out: tuple[tuple[str, Decision], ...]


@needs(Permission.RECORD)
def check_papers(desk: Desk, number: int, documents: Sequence[str], signatures: Sequence[str]) -> None:
    """Say which papers of a claim were seen and who of the village centre signed; after the approval none goes back."""
    with desk.book.write() as tx:
        kept = kept_claim(tx, number)
        before = {(each.kind, each.name): each for each in claim_papers.checks(tx, {number})[number]}
        wanted = [(SeenKind.DOCUMENT, each.strip()) for each in documents if each.strip()]
        wanted += [(SeenKind.SIGNATURE, each.strip()) for each in signatures if each.strip()]
        found = problems_of_checks([name for kind, name in dict.fromkeys(wanted) if kind is SeenKind.SIGNATURE])
        gone = [each for key, each in before.items() if key not in wanted]
        if gone and kept.status not in _OPEN:
            text = N_("“{name}” was seen before the committee decided; it stays.")
            found.append(problem("claim.seen", text, name=gone[0].name))
        if found:
            raise RuleError(*found)
        claim_papers.remove_checks(tx, number, gone)
        new = [Seen(kind, name, desk.today) for kind, name in dict.fromkeys(wanted) if (kind, name) not in before]
        claim_papers.add_checks(tx, number, new, desk.made())
        if new or gone:
            trail.add(tx, desk.made(), "claim.papers_seen", kept.reference, count=len(dict.fromkeys(wanted)))


@needs(Permission.RECORD)
def open_disaster(desk: Desk, code: str, day: date, name: str, numbers: Sequence[str]) -> Listed:
    """Take in the claims of a disaster, one for each household of the members named, and decide them.

    The name of the disaster is what each claim is about, so that a household has it once.
    """
    with desk.book.write() as tx:
        people = [members.get(tx, each) for each in dict.fromkeys(members.person(tx, one) for one in numbers)]
        if not people:
            raise RuleError(problem("claim_list.nobody", N_("Name the members of the households."), "members"))
        given = ClaimList(ListKind.DISASTER, code, day, name.strip())
        return _list(tx, desk, given, _of_each_household(people))


@needs(Permission.RECORD)
def list_pensions(desk: Desk, code: str, day: date, name: str) -> Listed:
    """Draw up the yearly list of a benefit (pensions): a decided claim for each member to whom the regulation gives it.

    Those who have it already for the year, or do not meet a rule, are left out with the reasons.
    """
    with desk.book.write() as tx:
        into = members.merges(tx)
        people = [each for each in members.all_members(tx) if each.was_member(day) and each.number not in into]
        return _list(tx, desk, ClaimList(ListKind.YEARLY, code, day, name.strip()), people)


def lists_before_committee(tx: Tx) -> list[tuple[str, tuple[int, ...]]]:
    """Name the lists with claims that are decided and not approved, each with the numbers of these claims."""
    waiting = {each.id for each in claims.claims(tx) if each.status is ClaimStatus.DECIDED}
    found = [(each.list.name, tuple(one for one in each.claims if one in waiting)) for each in claim_papers.lists(tx)]
    return [each for each in found if each[1]]


def _waiting(tx: Tx, given: ClaimList) -> dict[str, Decision]:
    """Name who stands before the committee with the same already: the same storm, or the same benefit of any day."""
    found: dict[str, Decision] = {}
    text = N_("{reference} for the same waits for the committee.")
    for each in claims.claims(tx):
        same = given.kind is ListKind.YEARLY or each.subject == given.name
        if each.status is ClaimStatus.DECIDED and each.type == given.type and each.member and same:
            reason = Reason(problem("claim.waits", text, reference=each.reference), Effect.REFUSES)
            found[each.member] = Decision(ZERO, ZERO, (reason,))
    return found


def _of_each_household(people: Iterable[Member]) -> list[Member]:
    """Keep the first member of each household; who has no house is a household of one."""
    kept: dict[str, Member] = {}
    for each in people:
        kept.setdefault(household_of(each) or each.number, each)
    return list(kept.values())


def _list(tx: Tx, desk: Desk, given: ClaimList, people: Sequence[Member]) -> Listed:
    if found := given.problems(desk.today):
        raise RuleError(*found)
    judge = Judge(tx)
    subject = given.name if given.kind is ListKind.DISASTER else ""
    days = given.day, desk.today, desk.today
    asked = {each.number: Claim(given.type, each.number, *days, subject=subject) for each in people}
    judge.kind(given.day, given.type)
    judge.look_ahead(asked.values())
    taken: list[int] = []
    left_out: list[tuple[str, Decision]] = []
    total = Money(0)
    waiting = _waiting(tx, given)
    for number, claim in asked.items():
        decision = waiting.get(number) or judge.decide(claim)[1]
        if not decision.amount:
            left_out.append((number, decision))
            continue
        kept = take(tx, desk, judge, claim)
        settle_on(tx, desk, judge, kept)
        judge.give(claim, decision.amount)
        taken.append(kept.id)
        total += decision.amount
    if not taken:
        text = N_("Nobody is given anything: {count} were asked about.")
        raise RuleError(problem("claim_list.nobody_given", text, count=len(people)))
    made = desk.made()
    number = claim_papers.add_list(tx, given, taken, made)
    trail.add(tx, made, "claim_list.made", str(number), count=len(taken), satang=total.satang)
    return Listed(number, tuple(taken), total, tuple(left_out))
