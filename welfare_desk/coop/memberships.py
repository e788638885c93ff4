"""Members of a cooperative: regular or associate, how one enters, and how one leaves with what is hers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.coop.shares import SHARE_PAR
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.loan_contracts import Commitment


class MemberClass(Enum):
    """Regular, or associate: no vote, not counted for a quorum, borrows to its own shares and savings only."""

    REGULAR = "regular"
    ASSOCIATE = "associate"

    @property
    def votes(self) -> bool:
        """Tell whether these members vote and count for the quorum of a general meeting."""
        return self is MemberClass.REGULAR


CLASS_NAMES = {MemberClass.REGULAR: N_("Regular member"), MemberClass.ASSOCIATE: N_("Associate member")}


class GuarantorRule(Enum):
    """Whether standing surety for others' loans keeps a member from leaving, or is only said."""

    BLOCK = "block"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class EntryRules:
    """What is asked of who enters: a fee for each class, and first shares; and what holds back who leaves."""

    entrance_fee: Money = ZERO
    associate_fee: Money = ZERO
    first_shares: Money = SHARE_PAR
    guarantors: GuarantorRule = GuarantorRule.BLOCK

    def as_mapping(self) -> dict[str, str]:
        """Write the rules as settings."""
        return {
            "entrance_fee": str(self.entrance_fee.satang),
            "entrance_fee_associate": str(self.associate_fee.satang),
            "first_shares": str(self.first_shares.satang),
            "leaving_guarantors": self.guarantors.value,
        }

    @classmethod
    def from_mapping(cls, content: Mapping[str, str]) -> EntryRules:
        """Read the rules from settings; what is missing takes its default."""
        usual = cls().as_mapping() | dict(content)
        return cls(
            Money(int(usual["entrance_fee"])),
            Money(int(usual["entrance_fee_associate"])),
            Money(int(usual["first_shares"])),
            GuarantorRule(usual["leaving_guarantors"]),
        )

    def fee(self, kind: MemberClass) -> Money:
        """Tell the entrance fee of a class."""
        return self.entrance_fee if kind is MemberClass.REGULAR else self.associate_fee

    def problems(self, par: Money) -> list[Problem]:
        """Find what is wrong with the rules."""
        found: list[Problem] = []
        if min(self.entrance_fee, self.associate_fee) < ZERO:
            found.append(problem("entry.fee", N_("A fee is an amount, or nothing."), "entrance_fee"))
        if self.first_shares < par or self.first_shares.satang % par.satang:
            text = N_("Every member holds at least one share; first shares are whole shares of {par} baht.")
            found.append(problem("entry.first_shares", text, "first_shares", par=par))
        return found


@dataclass(frozen=True, slots=True)
class Admission:
    """Who enters, as what, and what she pays on one receipt: the fee of her class and her first shares."""

    day: date
    member: str
    kind: MemberClass
    shares: Money
    fee: Money
    money_account: str
    resolution: str = ""

    @property
    def total(self) -> Money:
        """Add up what is paid."""
        return self.shares + self.fee


def problems_of_admission(admission: Admission, rules: EntryRules, par: Money, *, holds_shares: bool) -> list[Problem]:
    """Find everything that keeps somebody from being taken in."""
    found: list[Problem] = []
    if holds_shares:
        text = N_("{member} holds shares already.")
        found.append(problem("admission.twice", text, "member", member=admission.member))
    if admission.shares < rules.first_shares or admission.shares.satang % par.satang:
        text = N_("First shares are at least {least} baht, in whole shares of {par} baht.")
        found.append(problem("admission.shares", text, "shares", least=rules.first_shares, par=par))
    if admission.fee != rules.fee(admission.kind):
        text = N_("The entrance fee of this class is {fee} baht.")
        found.append(problem("admission.fee", text, "fee", fee=rules.fee(admission.kind)))
    return found


@dataclass(frozen=True, slots=True)
class ClassChange:
    """Of which class a member is, from a day on."""

    from_day: date
    kind: MemberClass


def class_on(changes: Iterable[ClassChange], day: date) -> MemberClass:
    """Tell the class of a member on a day; who was never given one is a regular member."""
    found = [each.kind for each in sorted(changes, key=lambda each: each.from_day) if each.from_day <= day]
    return found[-1] if found else MemberClass.REGULAR


# Leaving


@dataclass(frozen=True, slots=True)
class SavingsPart:
    """A savings account that is paid out on leaving: its balance, and interest to the day before, less tax."""

    number: str
    balance: Money
    interest: Money = ZERO
    tax: Money = ZERO
    held: Money = ZERO

    @property
    def total(self) -> Money:
        """Give what comes out of it."""
        return self.balance + self.interest - self.tax


@dataclass(frozen=True, slots=True)
class LoanPart:
    """A loan that is set off on leaving: principal, interest to the day, penalty."""

    contract: str
    principal: Money
    interest: Money = ZERO
    penalty: Money = ZERO

    @property
    def total(self) -> Money:
        """Give what is owed on it."""
        return self.principal + self.interest + self.penalty


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a member takes along and owes, on the day of leaving."""

    member: str
    day: date
    shares: Money
    savings: tuple[SavingsPart, ...] = ()
    loans: tuple[LoanPart, ...] = ()
    commitments: tuple[Commitment, ...] = ()

    @property
    def own(self) -> Money:
        """Add up what is the member's."""
        return self.shares + Money.sum(each.total for each in self.savings)

    @property
    def owed(self) -> Money:
        """Add up what the member owes."""
        return Money.sum(each.total for each in self.loans)

    @property
    def paid_out(self) -> Money:
        """Tell what is left to pay out; below zero, what is still owed."""
        return self.own - self.owed


@dataclass(frozen=True, slots=True)
class Leaving:
    """That a member leaves, or has died: on which day, why, by which resolution, and paid from which account."""

    member: str
    day: date
    money_account: str
    reason: str = ""
    resolution: str = ""
    died: bool = False


def problems_of_settlement(settlement: Settlement, rule: GuarantorRule) -> list[Problem]:
    """Find everything that keeps a member from leaving."""
    found: list[Problem] = []
    if settlement.paid_out < ZERO:
        text = N_("{owed} baht are owed and {own} are the member's own: {short} must be paid before.")
        found.append(
            problem(
                "leaving.owes", text, "member", owed=settlement.owed, own=settlement.own, short=-settlement.paid_out
            )
        )
    for part in settlement.savings:
        if part.held:
            text = N_("{held} baht of account {number} are held; release them first.")
            found.append(problem("savings.held", text, "member", held=part.held, number=part.number))
    if rule is GuarantorRule.BLOCK:
        found += notes_of_commitments(settlement.commitments)
    return found


def notes_of_commitments(commitments: Sequence[Commitment]) -> list[Problem]:
    """Say for whose loans a member stands surety."""
    text = N_("The member stands surety for contract {contract} of {borrower}: {principal} baht are owed.")
    named = ((each, f"{each.borrower} {each.name}".strip()) for each in commitments)
    return [
        problem("leaving.guarantor", text, "member", contract=each.contract, borrower=who, principal=each.principal)
        for each, who in named
    ]


# Counting


@dataclass(frozen=True, slots=True)
class ClassMovement:
    """How many members of a class there were, came, left, died, and are."""

    kind: MemberClass
    opening: int = 0
    entered: int = 0
    moved_in: int = 0
    moved_out: int = 0
    resigned: int = 0
    died: int = 0

    @property
    def closing(self) -> int:
        """Count who is left."""
        return self.opening + self.entered + self.moved_in - self.moved_out - self.resigned - self.died
