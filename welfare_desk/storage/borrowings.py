"""Read what a cooperative borrowed: its contracts, what was drawn and repaid, interest booked and paid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.borrowings import interest_to, still_due, subsidy_to, terms_from_mapping
from welfare_desk.coop.holdings import Act, Ledger
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import coop_accounts, holdings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.borrowings import BorrowingTerms, Change, Owed
    from welfare_desk.coop.holdings import Holding, MoveRow
    from welfare_desk.storage.book import Tx


class KeptBorrowing(NamedTuple):
    """A borrowing with its terms and what it did; `account` is where its principal stands."""

    holding: Holding
    terms: BorrowingTerms
    account: str
    rows: tuple[MoveRow, ...]
    roles: Mapping[CoopAccount, str]

    @property
    def number(self) -> str:
        """Give the number of its contract."""
        return self.holding.number

    def changes(self, day: date) -> list[Change]:
        """Tell what the principal changed by up to a day, drawn above nil."""
        return [(each.day, -each.amount) for each in self.rows if each.account == self.account and each.day <= day]

    def draws(self, day: date) -> list[Change]:
        """Tell what was drawn up to a day, with what was brought forward."""
        return [(on, amount) for on, amount in self.changes(day) if amount > ZERO]

    def drawn(self, day: date) -> Money:
        """Sum what was drawn."""
        return Money.sum(amount for _day, amount in self.draws(day))

    def owed(self, day: date) -> Money:
        """Tell what principal is owed."""
        return Money.sum(amount for _day, amount in self.changes(day))

    def repaid(self, day: date) -> Money:
        """Sum what was repaid."""
        return self.drawn(day) - self.owed(day)

    def _sum(self, role: CoopAccount, day: date, *acts: Act) -> Money:
        account = self.roles[role]
        return Money.sum(
            each.amount
            for each in self.rows
            if each.account == account and each.day <= day and (not acts or each.act in acts)
        )

    def interest_payable(self, day: date) -> Money:
        """Tell what interest stands accrued and not paid."""
        return -self._sum(CoopAccount.ACCRUED_INTEREST_PAYABLE, day)

    def interest_unbooked(self, day: date) -> Money:
        """Tell what interest has been earned by the lender up to a day and is not booked yet; never below nil."""
        earned = interest_to(self.terms, self.changes(day), self.holding.opened_day, day)
        return max(ZERO, earned - self._sum(CoopAccount.BORROWING_INTEREST, day))

    def interest_paid(self, day: date) -> Money:
        """Sum what interest was paid."""
        direct = self._sum(CoopAccount.BORROWING_INTEREST, day, Act.INTEREST)
        return direct + self._sum(CoopAccount.ACCRUED_INTEREST_PAYABLE, day, Act.INTEREST)

    def still_due(self, day: date) -> list[Owed]:
        """Tell what of each instalment is open, as of a day."""
        return still_due(self.terms, self.drawn(day), self.repaid(day))

    def subsidy_received(self, day: date) -> Money:
        """Sum what came of the subsidy."""
        return -self._sum(CoopAccount.DEFERRED_SUBSIDY, day, Act.DEPOSIT, Act.OPENING)

    def subsidy_recognised(self, day: date) -> Money:
        """Sum what of the subsidy became income."""
        return self._sum(CoopAccount.DEFERRED_SUBSIDY, day, Act.ACCRUE)

    def subsidy_earned(self, day: date) -> Money:
        """Tell what of the subsidy may be income by a day: what is earned, and has come."""
        return min(subsidy_to(self.terms, self.draws(day), day), self.subsidy_received(day))


def borrowings(tx: Tx) -> list[KeptBorrowing]:
    """Read every borrowing, in the order of its number."""
    histories = holdings.histories(tx, Ledger.BORROWING)
    return [_kept(tx, each, histories[each.id]) for each in holdings.every(tx, Ledger.BORROWING)]


def find(tx: Tx, number: str) -> KeptBorrowing | None:
    """Find a borrowing by the number of its contract."""
    found = holdings.find(tx, Ledger.BORROWING, number)
    return None if found is None else _kept(tx, found, holdings.history(tx, found.id))


def _kept(tx: Tx, holding: Holding, rows: Sequence[MoveRow]) -> KeptBorrowing:
    terms, roles = terms_from_mapping(json.loads(holding.terms)), coop_accounts.roles(tx)
    account = roles[CoopAccount.SHORT_BORROWINGS if terms.is_short else CoopAccount.BORROWINGS]
    return KeptBorrowing(holding, terms, account, tuple(rows), roles)
