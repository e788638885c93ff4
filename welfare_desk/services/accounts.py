"""Change a book's chart of accounts and its allocation policy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import problems_of_account
from welfare_desk.ledger.funds import AllocationPolicy
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.funds import Fund
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


def open_funds(tx: Tx) -> list[Fund]:
    """Read the book's funds, in their order."""
    return list(accounts.funds(tx).values())


@needs(Permission.SET_UP)
def add_account(desk: Desk, code: str, name_th: str, name_en: str, like: str) -> None:
    """Add an account of the same class, place and closing as an account that is there."""
    with desk.book.write() as tx:
        chart = accounts.chart(tx)
        model = chart.get(like)
        if model is None:
            raise RuleError(problem("entry.unknown_account", N_("The chart has no account {account}."), account=like))
        if code in chart:
            raise RuleError(problem("account.twice", N_("There is an account {account} already."), account=code))
        added = replace(model, code=code, name_th=name_th.strip(), name_en=name_en.strip(), is_active=True)
        if found := problems_of_account(added, {**chart, code: added}):
            raise RuleError(*found)
        accounts.add_all(tx, [added])
        trail.add(tx, desk.made(), "account.added", code, like=like)


@needs(Permission.SET_UP)
def deactivate_account(desk: Desk, code: str) -> None:
    """Take an account without a balance out of use; it is never deleted."""
    with desk.book.write() as tx:
        if code not in accounts.chart(tx):
            raise RuleError(problem("entry.unknown_account", N_("The chart has no account {account}."), account=code))
        if any(accounts.balances_by_fund(tx, code).values()):
            text = N_("{account} still has a balance; move it first.")
            raise RuleError(problem("account.has_balance", text, "code", account=code))
        accounts.set_active(tx, code, is_active=False)
        trail.add(tx, desk.made(), "account.deactivated", code)


@needs(Permission.SET_UP)
def activate_account(desk: Desk, code: str) -> None:
    """Take an account into use again."""
    with desk.book.write() as tx:
        if code not in accounts.chart(tx):
            raise RuleError(problem("entry.unknown_account", N_("The chart has no account {account}."), account=code))
        accounts.set_active(tx, code, is_active=True)
        trail.add(tx, desk.made(), "account.activated", code)


@needs(Permission.SET_UP)
def set_policy(desk: Desk, first_day: date, weights: tuple[tuple[str, int], ...]) -> list[Problem]:
    """Split income in a new way from a day on; give what the committee should look at again."""
    policy = AllocationPolicy(first_day, weights)
    with desk.book.write() as tx:
        if found := policy.problems(list(accounts.funds(tx))):
            raise RuleError(*found)
        accounts.add_policy(tx, policy)
        trail.add(tx, desk.made(), "policy.set", first_day.isoformat(), weights=dict(weights))
    return policy.notes()
