"""Keep members' savings accounts: what stands on them, what is held, and what interest needs to know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act, Holding, Ledger, happened
from welfare_desk.coop.savings import (
    InterestAccounts,
    SavingsAccount,
    SavingsEvent,
    SavingsState,
    SavingsTerms,
    Standing,
    holds_of,
    state_of,
)
from welfare_desk.coop.savings_interest import LastPosting, SavingsMove, fixed_periods
from welfare_desk.coop.savings_products import SavingsKind
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import coop_accounts, holdings, rows, savings_products

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.holdings import HoldingEvent, MoveRow
    from welfare_desk.coop.savings_interest import RatePeriod
    from welfare_desk.coop.savings_products import SavingsProduct
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

Versions = dict[str, tuple["RatePeriod", ...]]
BY_MEMBER = frozenset({Act.DEPOSIT, Act.WITHDRAW, Act.OPENING, Act.TRANSFER})  # what keeps an account awake


def interest_accounts(tx: Tx) -> InterestAccounts:
    """Give the accounts of the chart that interest on savings is posted on."""
    roles = coop_accounts.roles(tx)
    return InterestAccounts(
        roles[CoopAccount.DEPOSIT_INTEREST],
        roles[CoopAccount.ACCRUED_INTEREST_PAYABLE],
        roles[CoopAccount.TAX_WITHHELD],
    )


def open_account(tx: Tx, made: Made, account: SavingsAccount) -> int:
    """Keep a new account and give its holding."""
    terms = json.dumps(account.terms.as_mapping(), sort_keys=True)
    return holdings.open_holding(
        tx, made, Holding(0, Ledger.SAVINGS, account.number, account.member, account.product, account.opened, terms)
    )


def next_number(tx: Tx, code: str) -> str:
    """Give the number of the next account of a product: `ORD-00001`."""
    ((count,),) = rows.ask(
        tx, "SELECT count(*) FROM holdings WHERE ledger = ? AND product = ?", (Ledger.SAVINGS.value, code)
    )
    number = f"{code}-{count + 1:05d}"
    while holdings.find(tx, Ledger.SAVINGS, number):
        count += 1
        number = f"{code}-{count + 1:05d}"
    return number


def account_of(found: Holding, versions: Versions) -> SavingsAccount:
    """Read an account from its holding; its product says on which account of the chart it stands."""
    product = versions[found.product][0].product
    terms = SavingsTerms.from_mapping(json.loads(found.terms))
    return SavingsAccount(
        found.id, found.number, found.member or "", found.product, product.account, found.opened_day, terms
    )


def get(tx: Tx, number: str) -> SavingsAccount:
    """Read an account by its number; an unknown one is a `RuleError`."""
    found = holdings.find(tx, Ledger.SAVINGS, number)
    if found is None or found.member is None:
        text = N_("There is no savings account {number}.")
        raise RuleError(problem("savings.unknown", text, "account", number=number))
    return account_of(found, savings_products.versions(tx))


def of_member(tx: Tx, member: str) -> list[SavingsAccount]:
    """Read the accounts of a member, closed ones too, in the order they were opened."""
    versions = savings_products.versions(tx)
    return [account_of(each, versions) for each in holdings.of_member(tx, member, Ledger.SAVINGS)]


def every(tx: Tx) -> list[SavingsAccount]:
    """Read every account in the order of numbers."""
    versions = savings_products.versions(tx)
    return [account_of(each, versions) for each in holdings.every(tx, Ledger.SAVINGS)]


def states(tx: Tx) -> dict[int, tuple[SavingsAccount, SavingsState]]:
    """Read every account with how it stands, by holding; without what moved on it."""
    events = holdings.all_events(tx, Ledger.SAVINGS)
    return {each.holding: (each, state_of(events.get(each.holding, ()))) for each in every(tx)}


def balance(tx: Tx, account: SavingsAccount, day: date | None = None) -> Money:
    """Tell what stands on an account at the end of a day (none: now)."""
    return -holdings.balance(tx, account.holding, account.account, day)


def standing(tx: Tx, account: SavingsAccount) -> Standing:
    """Tell how an account stands now: balance, holds, and whether it is open."""
    found = holdings.events(tx, account.holding)
    held = Money.sum(each.amount for each in holds_of(found))
    return Standing(balance(tx, account), held, state_of(found))


def main_account(tx: Tx, member: str) -> SavingsAccount | None:
    """Give the account that dividends and what is left over go to: the first open ordinary one, else special one."""
    versions = savings_products.versions(tx)
    return next(iter(_open_accounts(tx, versions, holdings.of_member(tx, member, Ledger.SAVINGS))), None)


def main_accounts(tx: Tx) -> dict[str, SavingsAccount]:
    """Give the main account of every member who has one, read at once."""
    versions = savings_products.versions(tx)
    by_member: dict[str, SavingsAccount] = {}
    for each in _open_accounts(tx, versions, holdings.every(tx, Ledger.SAVINGS)):
        by_member.setdefault(each.member, each)
    return by_member


def _open_accounts(tx: Tx, versions: Versions, found: Sequence[Holding]) -> list[SavingsAccount]:
    happened_to = holdings.all_events(tx, Ledger.SAVINGS)
    kinds = {code: periods[-1].product.kind for code, periods in versions.items()}
    usual = [SavingsKind.ORDINARY, SavingsKind.SPECIAL]
    kept = [each for each in found if kinds.get(each.product) in usual]
    kept = [each for each in kept if state_of(happened_to.get(each.id, ())) is SavingsState.OPEN]
    return [
        account_of(each, versions)
        for each in sorted(kept, key=lambda each: (usual.index(kinds[each.product]), each.id))
    ]


def add_event(
    tx: Tx, made: Made, holding: int, kind: SavingsEvent, day: date, words: str = "", **content: object
) -> None:
    """Write down what happened to an account."""
    holdings.add_event(tx, made, holding, happened(day, kind.value, words, **content))


# What interest needs to know


@dataclass(frozen=True, slots=True)
class SavingsFacts:
    """All that is known of one account: its product now, rates, moves, interest posted and accrued, events.

    `brought` is interest accrued before the book and not yet posted.
    """

    account: SavingsAccount
    product: SavingsProduct
    periods: tuple[RatePeriod, ...]
    moves: tuple[SavingsMove, ...]
    rows: tuple[MoveRow, ...]
    posted: LastPosting | None
    accrued: Money
    brought: Money
    interest: Money
    events: tuple[HoldingEvent, ...]

    @property
    def balance(self) -> Money:
        """Tell what stands on the account now."""
        return Money.sum(move.amount for move in self.moves)

    @property
    def paid_in(self) -> list[SavingsMove]:
        """Give what the member put in and took out, without interest and tax."""
        own = self.account.account
        return [
            SavingsMove(row.day, -row.amount, row.entry_id)
            for row in self.rows
            if row.account == own and row.act not in {Act.INTEREST, Act.TAX}
        ]

    @property
    def state(self) -> SavingsState:
        """Tell how the account stands."""
        return state_of(self.events)

    @property
    def last_act(self) -> date:
        """Tell when the member last did something with it."""
        return max([self.account.opened, *(row.day for row in self.rows if row.act in BY_MEMBER)])

    def taxed(self, year: int) -> tuple[Money, Money]:
        """Sum the interest posted in a calendar year, and the tax kept back of it."""
        own = [row for row in self.rows if row.account == self.account.account and row.day.year == year]
        interest = -Money.sum(row.amount for row in own if row.act is Act.INTEREST)
        return interest, Money.sum(row.amount for row in own if row.act is Act.TAX)


def facts_of(tx: Tx, account: SavingsAccount) -> SavingsFacts:
    """Read all that is known of one account."""
    found, events = holdings.history(tx, account.holding), holdings.events(tx, account.holding)
    return _facts(account, savings_products.versions(tx), found, events, interest_accounts(tx).accrued)


def every_fact(tx: Tx) -> list[SavingsFacts]:
    """Read all that is known of every account, in the order of numbers."""
    versions, accrued = savings_products.versions(tx), interest_accounts(tx).accrued
    found, events = holdings.histories(tx, Ledger.SAVINGS), holdings.all_events(tx, Ledger.SAVINGS)
    return [
        _facts(account_of(each, versions), versions, found.get(each.id, []), events.get(each.id, []), accrued)
        for each in holdings.every(tx, Ledger.SAVINGS)
    ]


def _facts(
    account: SavingsAccount,
    versions: Mapping[str, tuple[RatePeriod, ...]],
    found: Sequence[MoveRow],
    events: Sequence[HoldingEvent],
    accrued_account: str,
) -> SavingsFacts:
    periods = versions[account.product]
    if account.terms.matures is not None:
        agreed = savings_products.in_force(periods, account.opened)
        periods = fixed_periods(agreed, account.opened, account.terms.matures)
    own = [row for row in found if row.account == account.account]
    earned = [row for row in own if row.act is Act.INTEREST]
    booked = [row for row in found if row.account == accrued_account]
    brought = ZERO if earned else -Money.sum(row.amount for row in booked if row.act is Act.OPENING)
    return SavingsFacts(
        account,
        savings_products.in_force(versions[account.product], max([account.opened, *(row.day for row in own)])),
        periods,
        tuple(SavingsMove(row.day, -row.amount, row.entry_id) for row in own),
        tuple(found),
        LastPosting(max(row.day for row in earned), max(row.entry_id for row in earned)) if earned else None,
        -Money.sum(row.amount for row in booked),
        brought,
        -Money.sum(row.amount for row in earned),
        tuple(events),
    )
