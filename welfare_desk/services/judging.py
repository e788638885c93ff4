"""Hold claims against the fund's regulation as the book stands: what is read for one claim serves all of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.members.register import Status
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import benefits, claims, members, periods, settings
from welfare_desk.storage.dues import standings
from welfare_desk.welfare.benefit_rules import decide
from welfare_desk.welfare.benefits import Applicant, Case, Claim, History, Past
from welfare_desk.welfare.claim_payments import dues_left
from welfare_desk.welfare.dues import owed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.storage.benefits import Regulation
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.dues import Standing
    from welfare_desk.welfare.benefits import BenefitType, Decision
    from welfare_desk.welfare.claims import KeptClaim


class Judge:
    """Decides claims in one transaction; `give` lets a benefit count for those that are judged after it."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._regulations = benefits.regulations(tx)
        self._types: dict[int, dict[str, BenefitType]] = {}
        self._first_month = int(settings.get(tx, "fiscal_year_start"))
        self._first_day = periods.calendar(tx).first_day
        self._history: History | None = None
        self._stood: dict[tuple[date, str], Standing] = {}
        self._members: dict[str, Member | None] = {}

    def kind(self, day: date, code: str) -> tuple[Regulation, BenefitType]:
        """Give a benefit as the regulation in force on a day has it; no regulation or no such benefit is refused."""
        regulation = next((each for each in reversed(self._regulations) if each.from_day <= day), None)
        if regulation is None:
            text = N_("No regulation was in force on {day}. Adopt the fund's regulation first.")
            raise RuleError(problem("claim.no_regulation", text, day=day))
        if regulation.id not in self._types:
            self._types[regulation.id] = benefits.types_of(self._tx, regulation.id)
        kind = self._types[regulation.id].get(code)
        if kind is None:
            text = N_("The regulation of {day} knows no benefit “{type}”.")
            raise RuleError(problem("claim.type", text, "type", day=regulation.from_day, type=code))
        return regulation, kind

    def look_ahead(self, asked: Iterable[Claim]) -> None:
        """Read at once what many claims will ask for: the members, and their dues on the day of each event."""
        by_day: defaultdict[date, set[str]] = defaultdict(set)
        for each in asked:
            if each.member:
                by_day[each.event_day].add(each.member)
        numbers = set[str]().union(*by_day.values())
        self._members |= {each.number: each for each in members.all_members(self._tx, numbers)}
        for day, some in by_day.items():
            if day >= self._first_day:
                found = standings(self._tx, day, some, up_to=day)
                self._stood |= {(day, number): stands for number, stands in found.items()}

    def decide(self, claim: Claim) -> tuple[Regulation, Decision]:
        """Decide a claim under the regulation of the day of its event."""
        regulation, kind = self.kind(claim.event_day, claim.type)
        if self._history is None:
            self._history = History(claims.given(self._tx))
        applicant = self._applicant(claim.member, claim.event_day) if claim.member else None
        return regulation, decide(Case(claim, kind, applicant, self._history, self._first_month))

    def give(self, claim: Claim, amount: Money) -> None:
        """Count a benefit as given on the day that the claim's money is for."""
        if self._history is None:
            self._history = History(claims.given(self._tx))
        member = self._member(claim.member) if claim.member else None
        home = household_of(member) if member else ""
        days = claim.event_day, claim.paid_day
        self._history.add(Past(claim.type, claim.member, *days, amount, claim.quantity, claim.subject, home))

    def owes(self, number: str, day: date) -> Money:
        """Tell what a member owed on a day of the book, from what had been paid by then; nothing before the book."""
        if day < self._first_day:
            return ZERO
        stood = self._standing(number, day)
        return owed(stood.position, stood.terms, day).arrears

    def _applicant(self, number: str, day: date) -> Applicant | None:
        """See the member on a day: by the ledger's dues where the book covers it, else by the register's word."""
        member = self._member(number)
        if member is None:
            return None
        if day < self._first_day:
            owes = None if member.status_on(day) is Status.ARREARS else ZERO
            return Applicant(member, owes, household_of(member))
        stood = self._standing(number, day)
        dues = dues_left(stood.position, stood.terms, day)[1]
        return Applicant(stood.member, self.owes(number, day), household_of(member), dues)

    def _member(self, number: str) -> Member | None:
        if number not in self._members:
            self._members[number] = members.find(self._tx, number)
        return self._members[number]

    def _standing(self, number: str, day: date) -> Standing:
        if (day, number) not in self._stood:
            self._stood[day, number] = standings(self._tx, day, {number}, up_to=day)[number]
        return self._stood[day, number]


def household_of(member: Member) -> str:
    """Name the household of a member: village and house; nothing where the house is not known."""
    return f"{member.village}|{member.house}" if member.house else ""


def asked_now(kept: KeptClaim, today: date) -> Claim:
    """Ask for a kept claim again, to be paid today."""
    return Claim(
        kept.type, kept.member, kept.event_day, kept.claim_day, today, kept.quantity, kept.subject, kept.relation,
        kept.asked,
    )  # fmt: skip
