"""The allowance for doubtful loans: each loan in its class, what is set aside for it, and the entry that changes it.

What is at stake is principal and accrued interest above the value of the collateral, never below nil; collateral
covers principal before interest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.provision_rules import WHOLE
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.provision_rules import LoanClass, RuleSet
    from welfare_desk.coop.standings import LoanStanding


@dataclass(frozen=True, slots=True)
class Provision:
    """What is set aside for one loan: its class, the part above the collateral, and the amount at the class's rate."""

    standing: LoanStanding
    loan_class: LoanClass

    @property
    def _at_stake(self) -> int:
        loan = self.standing
        return max(0, loan.principal.satang + loan.interest.satang - loan.collateral.satang)

    @property
    def base(self) -> Money:
        """Add what is owed and take the collateral off."""
        return Money(self._at_stake)

    @property
    def amount(self) -> Money:
        """Tell what is set aside, rounded half up to the satang."""
        return Money((2 * self._at_stake * self.loan_class.rate + WHOLE) // (2 * WHOLE))

    @property
    def parts(self) -> tuple[Money, Money]:
        """Split the amount between principal and accrued interest by what of each is uncovered."""
        base, amount = self._at_stake, self.amount.satang
        if not base:
            return ZERO, ZERO
        uncovered = min(base, max(0, self.standing.principal.satang - self.standing.collateral.satang))
        loans = (2 * amount * uncovered + base) // (2 * base)
        return Money(loans), Money(amount - loans)


def classify(standings: Iterable[LoanStanding], rules: RuleSet, day: date) -> list[Provision]:
    """Put every loan into its class on a day."""
    return [Provision(each, rules.class_of(each, day)) for each in standings]


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """The loans of one class, or of all: how many, of how many different members, and their sums.

    One member may stand in several classes: `members` of the classes do not add up to that of all, and are never
    made to.
    """

    loan_class: LoanClass | None
    loans: int
    members: int
    principal: Money
    interest: Money
    collateral: Money
    base: Money
    amount: Money


def by_class(provisions: Sequence[Provision], rules: RuleSet) -> list[ClassTotal]:
    """Sum up each class in the order of the rules, empty ones too, and last all of them."""
    own: defaultdict[str, list[Provision]] = defaultdict(list)
    for each in provisions:
        own[each.loan_class.code].append(each)
    return [*(_total(each, own[each.code]) for each in rules.classes), _total(None, provisions)]


def _total(loan_class: LoanClass | None, provisions: Sequence[Provision]) -> ClassTotal:
    return ClassTotal(
        loan_class,
        len(provisions),
        len({each.standing.member for each in provisions}),
        Money.sum(each.standing.principal for each in provisions),
        Money.sum(each.standing.interest for each in provisions),
        Money.sum(each.standing.collateral for each in provisions),
        Money.sum(each.base for each in provisions),
        Money.sum(each.amount for each in provisions),
    )


def npl_ratio(provisions: Sequence[Provision]) -> Decimal | None:
    """Divide the principal of the classes that do not perform by all principal; None where nothing is lent."""
    outstanding = Money.sum(each.standing.principal for each in provisions)
    if not outstanding:
        return None
    bad = Money.sum(each.standing.principal for each in provisions if not each.loan_class.is_performing)
    return Decimal(bad.satang) / Decimal(outstanding.satang)


def wanted(provisions: Iterable[Provision], roles: Mapping[CoopAccount, str]) -> dict[str, Money]:
    """Tell what should stand set aside on each account of the allowance; one account may serve both parts."""
    split = [each.parts for each in provisions]
    found: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    found[roles[CoopAccount.ALLOWANCE_LOANS]] += Money.sum(loans for loans, _interest in split)
    found[roles[CoopAccount.ALLOWANCE_INTEREST]] += Money.sum(interest for _loans, interest in split)
    return dict(found)


def allowance_entry(
    day: date, wanted: Mapping[str, Money], standing: Mapping[str, Money], expense: str, fund: str, memo: str
) -> Entry | None:
    """Write the change from what stands set aside on each account to what is wanted; None where nothing changes.

    `standing` is positive where something is set aside. An allowance that grows is an expense, one that shrinks gives
    the expense back.
    """
    changes = {account: amount - standing.get(account, ZERO) for account, amount in wanted.items()}
    lines = [Posting(account, fund, -change) for account, change in changes.items() if change]
    if not lines:
        return None
    total = Money.sum(changes.values())
    whole = [Posting(expense, fund, total), *lines] if total else lines
    ordered = sorted(whole, key=lambda line: line.amount < ZERO)  # debits first, as written by hand
    return Entry(day, Series.GENERAL, memo, tuple(ordered))


class AllowanceMove(Enum):
    """Why the allowance changed: set aside, given back, used for a write-off, or something else."""

    CHARGED = "charged"
    RELEASED = "released"
    USED = "used"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AllowanceRoll:
    """The allowance from one day to another: what it was, each kind of change, and what it is."""

    opening: Money
    changes: Mapping[AllowanceMove, Money]

    @property
    def closing(self) -> Money:
        """Add the changes to what it was."""
        return self.opening + Money.sum(self.changes.values())


def kind_of_move(change: Money, *, expense: Money, written_off: Money) -> AllowanceMove:
    """Tell what an entry did to the allowance by what else it touched.

    `change` is the allowance's own, growth positive; `expense` is the debit on doubtful debts, `written_off` the
    credit on loans and their interest.
    """
    if expense > ZERO and change > ZERO:
        return AllowanceMove.CHARGED
    if expense < ZERO and change < ZERO:
        return AllowanceMove.RELEASED
    if written_off > ZERO and change < ZERO:
        return AllowanceMove.USED
    return AllowanceMove.OTHER


def roll_forward(opening: Money, moves: Iterable[tuple[AllowanceMove, Money]]) -> AllowanceRoll:
    """Carry the allowance from its opening through its changes, every kind named, even nil."""
    sums = dict.fromkeys(AllowanceMove, ZERO)
    for kind, amount in moves:
        sums[kind] += amount
    return AllowanceRoll(opening, sums)
