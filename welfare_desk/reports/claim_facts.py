"""One claim whole, as its papers and its page say it: what is asked, seen, decided, approved and paid."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, language
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import benefits, claim_papers, claims, members
from welfare_desk.storage.claims import MET
from welfare_desk.welfare.claims import WAITING, ClaimStatus

if TYPE_CHECKING:
    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.benefits import Regulation
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType
    from welfare_desk.welfare.claim_papers import Seen
    from welfare_desk.welfare.claims import KeptClaim

CLAIM = Parameter("claim", N_("Claim"), ParameterKind.NUMBER, is_required=True)


class Said(NamedTuple):
    """A reason of a decision in the language of now: its effect (`refuses`, `reduces`, `met` …) and its words."""

    effect: str
    words: str


class Step(NamedTuple):
    """What became of a claim on a day, with the voucher that posted it and the one that undid that."""

    day: date
    status: str
    amount: Money
    words: str
    voucher: str
    payee: str
    undone_by: str


class WholeClaim(NamedTuple):
    """A claim with everything around it.

    `met` says the rules that are met; `cause` is empty for who may not see what concerns health.
    """

    claim: KeptClaim
    kind: BenefitType
    regulation: Regulation
    member: Member | None
    details: str
    cause: str
    seen: tuple[Seen, ...]
    reasons: tuple[Said, ...]
    met: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def resolution(self) -> Step | None:
        """Give the approval or the rejection that stands; one that a later decision opened again is past."""
        last = max((at for at, each in enumerate(self.steps) if each.status == "decided"), default=0)
        told = [each for each in self.steps[last:] if each.status in ("approved", "rejected") and not each.undone_by]
        return told[-1] if told else None

    @property
    def payments(self) -> tuple[Step, ...]:
        """Give the payments that stand."""
        return tuple(each for each in self.steps if each.status == "paid" and not each.undone_by)


class Queue(NamedTuple):
    """Which claim comes next of those that stand at a step, and how many stand there beside the one that is shown."""

    number: int
    reference: str
    many: int


def claim_asked(asked: Asked) -> int:
    """Read which claim a report is asked for."""
    return asked.number("claim")


def claim_and_next(
    tx: Tx, number: int, sees: frozenset[Permission], step: ClaimStatus | None = None
) -> tuple[WholeClaim, Queue | None]:
    """Read one claim, and find which waits next at a step (or where this one stands), from the first after the last."""
    whole = whole_claim(tx, number, sees)
    at = step or whole.claim.status
    others = [each for each in claims.claims(tx) if each.status is at and each.id != number] if at in WAITING else []
    found = next((each for each in others if each.id > number), others[0] if others else None)
    return whole, Queue(found.id, found.reference, len(others)) if found is not None else None


def whole_claim(tx: Tx, number: int, sees: frozenset[Permission] = frozenset()) -> WholeClaim:
    """Read one claim; an unknown number is a `RuleError`."""
    found = claims.claims(tx, {number})
    if not found:
        raise RuleError(problem("claim.unknown", N_("There is no claim {number}."), "claim", number=number))
    kept = found[0]
    regulation, kind = _regulation(tx, kept)
    details, cause = claims.words_of(tx, number)
    said = json.loads(claims.reasons_of(tx, {number})[number])
    return WholeClaim(
        kept, kind, regulation,
        members.find(tx, kept.member) if kept.member else None,
        details, cause if Permission.HEALTH in sees else "", tuple(claim_papers.checks(tx, {number})[number]),
        tuple(Said(each["effect"], each[language()]) for each in said if each["effect"] != MET),
        tuple(each[language()] for each in said if each["effect"] == MET),
        tuple(_step(row) for row in claims.steps(tx, number)),
    )  # fmt: skip


def _regulation(tx: Tx, kept: KeptClaim) -> tuple[Regulation, BenefitType]:
    """Give the regulation of the last decision, else the one in force on the day of the event that knows the benefit.

    A later regulation that reaches back may have left the benefit out.
    """
    every = reversed(benefits.regulations(tx))
    by_rank = sorted(every, key=lambda each: (each.id != kept.regulation, each.from_day > kept.event_day))
    for regulation in by_rank:
        kind = benefits.types_of(tx, regulation.id).get(kept.type)
        if kind is not None:
            return regulation, kind
    text = N_("No regulation was in force on {day}. Adopt the fund's regulation first.")
    raise RuleError(problem("claim.no_regulation", text, day=kept.event_day))


def in_words(reasons: str) -> str:
    """Say the kept reasons of a decision in the language of now, without the rules that are met."""
    said = [each for each in json.loads(reasons or "[]") if each["effect"] != MET]
    return " ".join(each.get(language()) or each.get("th", "") for each in said)


def _step(row: tuple[str, str, int, str, str, str, str]) -> Step:
    day, status, satang, words, voucher, payee, undone_by = row
    return Step(date.fromisoformat(day), status, Money(satang), words, voucher, payee, undone_by)
