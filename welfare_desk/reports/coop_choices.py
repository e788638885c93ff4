"""What the forms of shares and savings offer: members, tills, accounts, kinds of accounts, employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.savings import SavingsState, state_of
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.reports.choices import choices_of, coded, tills
from welfare_desk.reports.parameters import ParameterKind
from welfare_desk.storage import coop_accounts, coop_rules, holdings, members, payroll, savings, savings_products

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.savings_products import SavingsProduct
    from welfare_desk.money import Money
    from welfare_desk.storage.book import Tx

Choices = list[tuple[str, str]]


class CoopChoices(NamedTuple):
    """What may be chosen: members, cash and bank accounts, savings accounts not closed, their kinds, employers.

    `fees` are the entrance fees of a regular and an associate member, `first_shares` the least of first shares.
    """

    members: Choices
    tills: Choices
    accounts: Choices
    products: Choices
    employers: Choices
    fees: tuple[Money, Money]
    first_shares: Money


class SavingsKinds(NamedTuple):
    """What the form of a kind of savings begins with: the newest version of each, and accounts of savings."""

    products: dict[str, SavingsProduct]
    accounts: Choices


def savings_kinds(tx: Tx) -> SavingsKinds:
    """Read the newest version of every kind of savings account, and the accounts on which one may stand."""
    newest = {code: each[-1].product for code, each in savings_products.versions(tx).items()}
    owed = coop_accounts.may_hold(tx, Ledger.SAVINGS, (AccountType.LIABILITY, AccountType.EQUITY))
    return SavingsKinds(newest, coded(owed.values()))


def coop_choices(tx: Tx, day: date) -> CoopChoices:
    """Read what the forms of shares and savings offer on a day."""
    names = members.holders(tx)[0]
    events = holdings.all_events(tx, Ledger.SAVINGS)
    open_ = [each for each in savings.every(tx) if state_of(events.get(each.holding, ())) is not SavingsState.CLOSED]
    rules = coop_rules.entry_rules(tx, day)
    return CoopChoices(
        choices_of(tx, ParameterKind.MEMBER),
        tills(tx),
        [(each.number, f"{each.number} {names.get(each.member, '')}") for each in open_],
        [(code, each.name) for code, each in savings_products.products(tx, day).items()],
        [(name, f"{name} ({count})") for name, count in payroll.employers(tx).items()],
        (rules.entrance_fee, rules.associate_fee),
        rules.first_shares,
    )
