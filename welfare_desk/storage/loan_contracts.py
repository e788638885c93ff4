"""Read a loan with everything: its contract, every version of its schedule, what was posted, what happened to it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act, Ledger
from welfare_desk.coop.loan_contracts import (
    LoanContract,
    LoanState,
    contract_from,
    state_of,
)
from welfare_desk.coop.loan_entries import LoanAccounts, LoanRef
from welfare_desk.coop.loan_history import LoanHistory, LoanMove, LoanVersion, On
from welfare_desk.coop.loan_terms import kept_terms
from welfare_desk.storage import accounts, coop_accounts, holding_moves, holdings, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from welfare_desk.coop.holdings import Holding
    from welfare_desk.storage.book import Tx


class KeptLoan(NamedTuple):
    """A loan as it is kept; `account` is where its principal stands now."""

    holding: Holding
    contract: LoanContract
    history: LoanHistory
    state: LoanState
    account: str

    @property
    def number(self) -> str:
        """Give the number of the contract."""
        return self.holding.number

    @property
    def member(self) -> str:
        """Give the number of the borrower."""
        return self.holding.member or ""


class Sides(NamedTuple):
    """On what a move stands, by its account."""

    principal: frozenset[str]
    accrued: str
    penalty: str

    def of(self, account: str, act: Act) -> On | None:
        """Tell on what a move stands; none where it is nothing of the loan's own, a fee say."""
        if account in self.principal:
            return On.PRINCIPAL
        if account == self.accrued:
            return On.ACCRUED
        if account == self.penalty:
            return On.PENALTY
        return On.INTEREST if act in {Act.INTEREST, Act.WAIVE, Act.ACCRUE} else None


def sides_of(tx: Tx) -> Sides:
    """Tell on what moves of loans stand in this book, by their accounts."""
    roles = coop_accounts.roles(tx)
    accrued = roles[CoopAccount.ACCRUED_LOAN_INTEREST]
    kept = holding_moves.controls(tx).items()
    principal = frozenset(account for account, ledger in kept if ledger is Ledger.LOAN and account != accrued)
    return Sides(principal, accrued, roles[CoopAccount.PENALTY])


# One loan


def loan(tx: Tx, number: str) -> KeptLoan | None:
    """Read a loan by the number of its contract; none where there is none."""
    found = holdings.find(tx, Ledger.LOAN, number)
    return None if found is None else read(tx, found)


def of_member(tx: Tx, member: str) -> list[KeptLoan]:
    """Read the loans of a member, settled ones too, in the order they were contracted."""
    return [read(tx, each) for each in holdings.of_member(tx, member, Ledger.LOAN)]


def read(tx: Tx, holding: Holding) -> KeptLoan:
    """Read everything of a loan."""
    sides, state = sides_of(tx), state_of(holdings.events(tx, holding.id))
    contract = contract_from(holding.terms)
    moves: list[LoanMove] = list(state.waived)
    held: defaultdict[str, int] = defaultdict(int)
    for each in holdings.history(tx, holding.id):
        on = sides.of(each.account, each.act)
        if on is not None:
            moves.append(LoanMove(each.day, on, each.act, each.amount))
        if on is On.PRINCIPAL:
            held[each.account] += each.amount.satang
    moves.sort(key=lambda move: move.day)
    account = next((account for account, satang in held.items() if satang), contract.account)
    return KeptLoan(holding, contract, LoanHistory(_versions(tx, holding.id), tuple(moves)), state, account)


def _versions(tx: Tx, holding: int) -> tuple[LoanVersion, ...]:
    asked = "SELECT version, from_day, content FROM loan_schedules WHERE holding_id = ? ORDER BY from_day, version"
    kept = rows.ask(tx, asked, (holding,))
    last = {from_day: version for version, from_day, _content in kept}  # of one day the last counts
    asked = (
        "SELECT due_day, principal, interest FROM loan_instalments WHERE holding_id = ? AND version = ? ORDER BY number"
    )
    return tuple(
        laid_out(from_day, json.loads(content), list(zip(*rows.ask(tx, asked, (holding, version)), strict=True)))
        for version, from_day, content in kept
        if last[from_day] == version
    )


@lru_cache(maxsize=20_000)
def day_of(text: str) -> date:
    """Read an ISO day; days come again and again."""
    return date.fromisoformat(text)


def laid_out(from_day: str, kept: Mapping[str, Any], columns: Sequence[Sequence[Any]]) -> LoanVersion:
    """Give a version as it is kept: the day, the terms, and due days, principal and interest of its instalments."""
    start = day_of(from_day)
    dues, principal, interest = columns
    return LoanVersion(
        start,
        kept_terms(kept, start, day_of(kept["first_due"])),
        tuple(map(day_of, dues)),
        tuple(accumulate(principal)),
        tuple(accumulate(interest)),
    )


def ref(tx: Tx, kept: KeptLoan, name: str) -> LoanRef:
    """Name a loan as its entries do."""
    return refs(tx)(kept, name)


def refs(tx: Tx) -> Callable[[KeptLoan, str], LoanRef]:
    """Give a way to name many loans as their entries do."""
    roles, fund = coop_accounts.roles(tx), next(iter(accounts.funds(tx)))
    accrued, penalty = roles[CoopAccount.ACCRUED_LOAN_INTEREST], roles[CoopAccount.PENALTY]

    def named(kept: KeptLoan, name: str) -> LoanRef:
        held = LoanAccounts(kept.account, accrued, kept.contract.income, penalty)
        return LoanRef(kept.holding.id, kept.number, kept.member, name, held, fund)

    return named


def every(tx: Tx) -> list[KeptLoan]:
    """Read every loan whole, settled ones too, in the order of contract numbers."""
    return [read(tx, each) for each in holdings.every(tx, Ledger.LOAN)]


def not_paid_out(tx: Tx, day: date) -> list[KeptLoan]:
    """Read the contracts made by a day that no money has moved on yet."""
    asked = """
        SELECT h.number FROM holdings h WHERE h.ledger = 'loan' AND h.member IS NOT NULL AND h.opened_day <= ?
          AND NOT EXISTS (SELECT 1 FROM holding_moves m WHERE m.holding_id = h.id) ORDER BY h.number
    """
    found = (loan(tx, number) for (number,) in rows.ask(tx, asked, (day.isoformat(),)))
    return [each for each in found if each is not None]


def names(tx: Tx, members: Collection[str] | None = None) -> dict[str, str]:
    """Give the names of members (some, or all), by number."""
    asked = "SELECT number, trim(title || first_name || ' ' || last_name) FROM members"
    if members is None:
        return dict(rows.ask(tx, asked))  # pyright: ignore[reportArgumentType, reportCallIssue] - rows of two
    wanted = sorted(set(members))
    holes = ", ".join("?" * len(wanted))
    return dict(rows.ask(tx, f"{asked} WHERE number IN ({holes})", wanted))  # pyright: ignore[reportArgumentType, reportCallIssue]
