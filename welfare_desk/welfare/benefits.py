"""Benefits: what the fund's own regulation gives, in which case, and all the reasons why.

A regulation is a list of rules for each type of benefit. A rule is a kind with its numbers; what it finds in a case is
a `Reason`: it refuses, it reduces, or it cannot tell. `decide` asks every rule and gives all reasons, never only the
first. The maker may ask for less than is given, never for more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import fiscal_year, fiscal_year_end, fiscal_year_start
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, named
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from welfare_desk.members.register import Member


class RuleKind(Enum):
    """What a rule is about; the comment tells which of its numbers it uses."""

    RATE = "rate"  # amount per unit
    TIERS = "tiers"  # tiers: full years of membership, amount
    WAITING = "waiting"  # count: days from entry
    PAID_UP = "paid_up"  # nothing owed on the day of the event
    AGE = "age"  # count: full years, at least
    GENDER = "gender"  # word: man or woman, told by the title
    GROUP = "group"  # a vulnerable group must stand in the register
    MEMBERSHIP = "membership"  # count: full years
    CAP_EVENT = "cap_event"  # amount for one event
    CAP_YEAR = "cap_year"  # amount in a fiscal year
    QUANTITY_YEAR = "quantity_year"  # count: nights … in a fiscal year
    TIMES = "times"  # count in years fiscal years (none: ever), for each of `per`
    BUDGET = "budget"  # amount for all members in a fiscal year
    QUOTA = "quota"  # count of claims of all members in a fiscal year
    CLAIM_WITHIN = "claim_within"  # count: days from the event
    RELATION = "relation"  # shares: whose event it is, hundredths of a per cent of the rate
    TO_BENEFICIARIES = "to_beneficiaries"  # each registered beneficiary gets a share
    DEDUCT_ARREARS = "deduct_arrears"  # what is owed at the event is kept back when it is paid
    PAYS_DUES = "pays_dues"  # no money: the fund pays the member's contributions of the year


class Unit(Enum):
    """What a rate is counted by."""

    EVENT = "event"
    CHILD = "child"
    NIGHT = "night"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUSEHOLD = "household"


class Per(Enum):
    """Who can have a benefit so many times: the member, the household, or the one it is about (a child, a house)."""

    MEMBER = "member"
    HOUSEHOLD = "household"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a regulation; only the numbers of its kind are used, and none never means zero."""

    kind: RuleKind
    amount: Money | None = None
    count: int | None = None
    years: int | None = None
    unit: Unit = Unit.EVENT
    per: Per = Per.MEMBER
    word: str = ""
    tiers: tuple[tuple[int, Money], ...] = ()
    shares: tuple[tuple[str, int], ...] = ()


class BenefitClass(Enum):
    """Whom a benefit is for: members, or the community (projects, people who are no members)."""

    MEMBER = "member"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class BenefitType:
    """A benefit of this fund: its line of the status form (1-13, free ones after), its account and rules in force.

    `fund` None: the fund that pays benefits pays this one too.
    """

    code: str
    line: int
    name_th: str
    name_en: str
    account: str
    rules: tuple[Rule, ...] = ()
    of: BenefitClass = BenefitClass.MEMBER
    documents: tuple[str, ...] = ()
    fund: str | None = None

    @property
    def name(self) -> str:
        """Give the name in the language of the screen."""
        return named(self.name_th, self.name_en)

    def rule(self, kind: RuleKind) -> Rule | None:
        """Give the rule of a kind, if there is one."""
        return next((each for each in self.rules if each.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked for: `quantity` counts nights, children …, `subject` names the child, house or person concerned.

    `paid_day` is the day that the money is for, or was paid on; a yearly ceiling counts by it. `asked` None: all that
    is given.
    """

    type: str
    member: str | None
    event_day: date
    claim_day: date
    paid_day: date
    quantity: int = 1
    subject: str = ""
    relation: str = ""
    asked: Money | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A benefit that was given before; `household` is empty where it is not known."""

    type: str
    member: str | None
    event_day: date
    paid_day: date
    amount: Money
    quantity: int = 1
    subject: str = ""
    household: str = ""


class History:
    """What stands of this fund's benefits, found by type, member and household without reading all of it."""

    def __init__(self, given: Iterable[Past] = ()) -> None:
        self._of_type: defaultdict[str, list[Past]] = defaultdict(list)
        self._of_member: defaultdict[tuple[str, str | None], list[Past]] = defaultdict(list)
        self._at_home: defaultdict[tuple[str, str], list[Past]] = defaultdict(list)
        for each in given:
            self.add(each)

    def add(self, past: Past) -> None:
        """Take one more in."""
        self._of_type[past.type].append(past)
        self._of_member[past.type, past.member].append(past)
        if past.household:
            self._at_home[past.type, past.household].append(past)

    def of_type(self, code: str) -> Sequence[Past]:
        """Give all of a type."""
        return self._of_type.get(code, ())

    def of_member(self, code: str, member: str | None) -> Sequence[Past]:
        """Give what one member had of a type."""
        return self._of_member.get((code, member), ())

    def at_home(self, code: str, household: str) -> Sequence[Past]:
        """Give what one household had of a type; nothing where it is not known."""
        return self._at_home.get((code, household), ()) if household else ()


@dataclass(frozen=True, slots=True)
class Applicant:
    """The member as the rules see her: the register's row, what is owed on the day of the event, the household.

    `owes` None: the book cannot tell what was owed then. `year_dues` is what the dues of the fiscal year still cost
    from what is paid on, None where the book cannot tell.
    """

    member: Member
    owes: Money | None = ZERO
    household: str = ""
    year_dues: Money | None = None


class Effect(Enum):
    """What a reason does to a claim."""

    REFUSES = "refuses"
    REDUCES = "reduces"
    UNDECIDABLE = "undecidable"
    EXPLAINS = "explains"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a rule found: a sentence with its numbers, its effect, and the most that is left where it reduces."""

    problem: Problem
    effect: Effect
    most: Money | None = None

    @property
    def code(self) -> str:
        """Name the reason for machines."""
        return self.problem.code

    def sentence(self) -> str:
        """Say it in the chosen language."""
        return self.problem.sentence()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a regulation gives in one case: at most `right`, here `amount` (the maker may ask for less), and why.

    `met` are the rules that asked for something and found it.
    """

    right: Money
    amount: Money
    reasons: tuple[Reason, ...]
    met: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with everything its rules may look at; `past` holds what stands of this fund's benefits."""

    claim: Claim
    type: BenefitType
    applicant: Applicant | None
    past: History = field(default_factory=History)
    first_month: int = 10

    def year_of(self, day: date) -> tuple[date, date]:
        """Give the first and last day of the fiscal year of a day."""
        year = fiscal_year(day, self.first_month)
        return fiscal_year_start(year, self.first_month), fiscal_year_end(year, self.first_month)

    def same_type(self) -> Sequence[Past]:
        """Give what was given of the same type."""
        return self.past.of_type(self.claim.type)

    def hers(self) -> Sequence[Past]:
        """Give what the same member had of the same type."""
        return self.past.of_member(self.claim.type, self.claim.member)

    def at_home(self) -> Sequence[Past]:
        """Give what the same household had of the same type."""
        return self.past.at_home(self.claim.type, self.applicant.household if self.applicant else "")

    def near(self) -> list[Past]:
        """Give what the member or another of the household had of the same type."""
        hers = self.hers()
        return [*hers, *(each for each in self.at_home() if each.member != self.claim.member)]

    def this_year(self, past: Sequence[Past]) -> list[Past]:
        """Keep what was paid in the fiscal year of this claim's payment."""
        first, last = self.year_of(self.claim.paid_day)
        return [each for each in past if first <= each.paid_day <= last]


def problems_of_claim(claim: Claim, kind: BenefitType) -> list[Problem]:
    """Find what keeps a claim from being looked at at all."""
    found: list[Problem] = []
    if kind.of is BenefitClass.MEMBER and not claim.member:
        found.append(problem("claim.no_member", N_("Say which member claims."), "member"))
    if claim.quantity < 1:
        found.append(problem("claim.quantity", N_("Write how many: one or more."), "quantity"))
    if claim.claim_day < claim.event_day:
        text = N_("The claim ({claim}) lies before the event ({event}).")
        found.append(problem("claim.before", text, "claim_day", claim=claim.claim_day, event=claim.event_day))
    if claim.asked is not None and claim.asked <= ZERO:
        found.append(problem("claim.asked", N_("Write an amount above zero, or leave it empty."), "asked"))
    return found
