"""Savings accounts: what may be put in and taken out, holds, and accounts that sleep."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, cast

from welfare_desk.coop.holdings import Act, Move
from welfare_desk.coop.savings_products import SavingsKind, SavingsProduct
from welfare_desk.coop.vouchers import CoopLine
from welfare_desk.dates import add_months
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Posting
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from welfare_desk.coop.holdings import HoldingEvent


class SavingsState(Enum):
    """How an account stands: open, asleep (no act of the member for long), or closed."""

    OPEN = "open"
    DORMANT = "dormant"
    CLOSED = "closed"


class SavingsEvent(Enum):
    """What happens to an account without moving money."""

    HOLD = "hold"
    RELEASE = "release"
    DORMANT = "dormant"
    AWAKE = "awake"
    CLOSED = "closed"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class SavingsTerms:
    """What was agreed when an account was opened: until when it is fixed, and what is pledged for each month."""

    matures: date | None = None
    monthly: Money = ZERO

    def as_mapping(self) -> dict[str, object]:
        """Write the terms for the book."""
        return {"matures": self.matures and self.matures.isoformat(), "monthly": self.monthly.satang}

    @classmethod
    def from_mapping(cls, content: Mapping[str, object]) -> SavingsTerms:
        """Read the terms as the book keeps them."""
        matures = content.get("matures")
        monthly = cast("int", content.get("monthly", 0))
        return cls(date.fromisoformat(str(matures)) if matures else None, Money(monthly))


@dataclass(frozen=True, slots=True)
class SavingsAccount:
    """One account: `holding` is its key in the sub-ledger, `account` the one of the chart."""

    holding: int
    number: str
    member: str
    product: str
    account: str
    opened: date
    terms: SavingsTerms = SavingsTerms()


@dataclass(frozen=True, slots=True)
class Hold:
    """Money of an account that may not be taken out: a court's order, security for a loan."""

    position: int
    day: date
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that a member opens with a first deposit; `monthly` is what a pledged one asks for each month."""

    member: str
    product: str
    day: date
    deposit: Money
    money_account: str
    monthly: Money = ZERO


@dataclass(frozen=True, slots=True)
class CashMove:
    """Money that is put into an account or taken out of it on a day; `note` is a word for the journal."""

    number: str
    amount: Money
    day: date
    money_account: str
    note: str = ""


def event_content(event: HoldingEvent) -> Mapping[str, object]:
    """Read what an event says."""
    return cast("dict[str, object]", json.loads(event.content))


def holds_of(events: Iterable[HoldingEvent], day: date | None = None) -> tuple[Hold, ...]:
    """Find the holds that stand on a day (none: now), in the order in which they were laid."""
    standing: dict[int, Hold] = {}
    for event in events:
        if day is not None and event.day > day:
            continue
        content = event_content(event)
        if event.kind == SavingsEvent.HOLD.value:
            amount = Money(cast("int", content["amount"]))
            standing[event.position] = Hold(event.position, event.day, amount, event.words)
        elif event.kind == SavingsEvent.RELEASE.value:
            standing.pop(cast("int", content["hold"]), None)
    return tuple(standing.values())


def state_of(events: Iterable[HoldingEvent]) -> SavingsState:
    """Tell how an account stands after what happened to it."""
    states = {
        SavingsEvent.DORMANT.value: SavingsState.DORMANT,
        SavingsEvent.AWAKE.value: SavingsState.OPEN,
        SavingsEvent.CLOSED.value: SavingsState.CLOSED,
    }
    found = [states[event.kind] for event in events if event.kind in states]
    return found[-1] if found else SavingsState.OPEN


def sleeps(last_act: date, product: SavingsProduct, day: date) -> bool:
    """Tell whether the member has done nothing for as long as makes an account dormant."""
    return product.dormant_after is not None and add_months(last_act, product.dormant_after) <= day


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands when money is asked of it or brought to it."""

    balance: Money
    held: Money = ZERO
    state: SavingsState = SavingsState.OPEN
    paid_this_month: Money = ZERO

    def free(self, product: SavingsProduct) -> Money:
        """Tell how much may be taken out and the account stays open."""
        return max(self.balance - self.held - product.least_balance, ZERO)


def problems_of_deposit(
    amount: Money, account: SavingsAccount, product: SavingsProduct, standing: Standing
) -> list[Problem]:
    """Find everything that keeps money from being put in."""
    found = problems_of_state(account, standing.state)
    if amount < product.least_deposit:
        text = N_("The least that is paid in is {least} baht.")
        found.append(problem("savings.least_deposit", text, "amount", least=product.least_deposit))
    if product.kind is SavingsKind.FIXED and standing.balance:
        text = N_("A fixed account takes one deposit; open another account for more.")
        found.append(problem("savings.fixed_once", text, "amount"))
    if product.kind is SavingsKind.PLEDGED and (amount.satang % max(account.terms.monthly.satang, 1)):
        text = N_("The pledge is {monthly} baht a month: pay one month or several.")
        found.append(problem("savings.pledge", text, "amount", monthly=account.terms.monthly))
    return found


def problems_of_withdrawal(
    amount: Money, account: SavingsAccount, product: SavingsProduct, standing: Standing, day: date
) -> list[Problem]:
    """Find everything that keeps money from being taken out while the account stays open."""
    found = problems_of_state(account, standing.state)
    if product.kind is SavingsKind.PLEDGED:
        text = N_("Pledged savings are paid out on leaving only.")
        found.append(problem("savings.pledged", text, "amount"))
    if product.kind is SavingsKind.FIXED and account.terms.matures is not None and day < account.terms.matures:
        text = N_("The account is fixed until {matures}. To break it, close it: it then earns the lower rate.")
        found.append(problem("savings.fixed", text, "amount", matures=account.terms.matures))
    if amount > standing.free(product):
        text = N_("{free} baht may be taken out: the balance is {balance}, held are {held}, to stay are {least}.")
        found.append(
            problem(
                "savings.too_much",
                text,
                "amount",
                free=standing.free(product),
                balance=standing.balance,
                held=standing.held,
                least=product.least_balance,
            )
        )
    return found


def problems_of_closing(
    account: SavingsAccount, product: SavingsProduct, standing: Standing, *, leaving: bool
) -> list[Problem]:
    """Find everything that keeps an account from being closed; `leaving`: the member leaves the cooperative."""
    found = [] if leaving and standing.state is SavingsState.DORMANT else problems_of_state(account, standing.state)
    if product.kind is SavingsKind.PLEDGED and not leaving:
        found.append(problem("savings.pledged", N_("Pledged savings are paid out on leaving only."), "amount"))
    if standing.held:
        text = N_("{held} baht of account {number} are held; release them first.")
        found.append(problem("savings.held", text, "amount", held=standing.held, number=account.number))
    return found


def problems_of_state(account: SavingsAccount, state: SavingsState) -> list[Problem]:
    """Say whether an account is closed or sleeps, so that nothing may be done with it."""
    if state is SavingsState.OPEN:
        return []
    if state is SavingsState.CLOSED:
        return [problem("savings.closed", N_("Account {number} is closed."), number=account.number)]
    text = N_("Account {number} sleeps: wake it first, with the member present.")
    return [problem("savings.dormant", text, number=account.number)]


def problems_of_hold(amount: Money, reason: str, standing: Standing) -> list[Problem]:
    """Find everything that keeps an amount from being held."""
    found: list[Problem] = []
    if not ZERO < amount <= standing.balance - standing.held:
        text = N_("Between 0.01 and {free} baht of this account can be held.")
        found.append(problem("savings.hold", text, "amount", free=standing.balance - standing.held))
    if not reason.strip():
        found.append(problem("savings.hold_reason", N_("Write why it is held."), "reason"))
    return found


def problems_of_opening(new: NewAccount, product: SavingsProduct) -> list[Problem]:
    """Find everything that keeps an account from being opened, besides what keeps money from being put in."""
    found: list[Problem] = []
    if (product.kind is SavingsKind.PLEDGED) != bool(new.monthly):
        text = N_("A pledged account names the sum of each month, and no other does.")
        found.append(problem("savings.monthly", text, "monthly"))
    return found


def terms_of(new: NewAccount, product: SavingsProduct) -> SavingsTerms:
    """Agree on the terms of a new account."""
    matures = None if product.term is None else add_months(new.day, product.term)
    return SavingsTerms(matures, new.monthly)


# What is posted


def credit_move(
    account: SavingsAccount, amount: Money, fund: str = "general", act: Act = Act.DIVIDEND
) -> tuple[Posting, Move]:
    """Credit a dividend, a refund or interest to an account: the line of the entry, and the move behind it."""
    line = Posting(account.account, fund, -amount, account.member)
    return line, Move(account.holding, account.account, act, -amount)


@dataclass(frozen=True, slots=True)
class InterestAccounts:
    """The accounts of the chart that interest is posted on: expense, accrued, tax kept back."""

    expense: str
    accrued: str
    tax: str


@dataclass(frozen=True, slots=True)
class InterestRow:
    """What one account is credited: interest, less tax, and how much of it was accrued before."""

    account: SavingsAccount
    interest: Money
    tax: Money = ZERO
    accrued: Money = ZERO


def interest_lines(
    rows: Sequence[InterestRow], accounts: InterestAccounts, fund: str = "general"
) -> tuple[list[Posting], list[Move]]:
    """Post interest of many accounts: accrued interest first, the rest is expense of the day.

    One line for each account of the chart, one move for each savings account.
    """
    moves: list[Move] = []
    for row in rows:
        own, holding = row.account.account, row.account.holding
        moves += [
            Move(holding, own, Act.INTEREST, -row.interest),
            Move(holding, own, Act.TAX, row.tax),
            Move(holding, accounts.accrued, Act.INTEREST, row.accrued),
        ]
    moves = [move for move in moves if move.amount]
    sums: dict[str, Money] = {}
    for move in moves:
        sums[move.account] = sums.get(move.account, ZERO) + move.amount
    sums[accounts.expense] = Money.sum(row.interest - row.accrued for row in rows)
    sums[accounts.tax] = -Money.sum(row.tax for row in rows)
    return [Posting(account, fund, amount) for account, amount in sums.items() if amount], moves


def accrual_lines(
    owed: Sequence[tuple[int, Money]], accounts: InterestAccounts, fund: str = "general"
) -> tuple[list[Posting], list[Move]]:
    """Accrue what accounts earned and nobody posted: for each holding the change of what is owed."""
    total = Money.sum(amount for _holding, amount in owed)
    if not total:
        return [], []
    moves = [Move(holding, accounts.accrued, Act.ACCRUE, -amount) for holding, amount in owed if amount]
    return [Posting(accounts.expense, fund, total), Posting(accounts.accrued, fund, -total)], moves


def closing_lines(row: InterestRow, balance: Money, accounts: InterestAccounts) -> list[CoopLine]:
    """Pay an account out whole: interest is credited, tax kept back, and everything taken out."""
    own, holding = row.account.account, row.account.holding
    return [
        CoopLine(own, row.interest, holding, Act.INTEREST),
        CoopLine(own, -row.tax, holding, Act.TAX),
        CoopLine(own, -(balance + row.interest - row.tax), holding, Act.WITHDRAW),
        CoopLine(accounts.accrued, -row.accrued, holding, Act.INTEREST),
        CoopLine(accounts.expense, row.accrued - row.interest),
        CoopLine(accounts.tax, row.tax),
    ]
