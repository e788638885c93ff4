"""Funds inside one book: how income is split between them, and how money moves from one to another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, named
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

WELFARE = "welfare"
RESERVE = "reserve"
ADMINISTRATION = "administration"
DESIGNATED = "designated"

TRANSFERS = "3801"
CONTRIBUTIONS = "4101"

WHOLE = 100
ADMINISTRATION_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Fund:
    """A part of a book's money that is kept apart: every entry balances in it."""

    code: str
    name_th: str
    name_en: str

    @property
    def name(self) -> str:
        """Name the fund in the chosen language."""
        return named(self.name_th, self.name_en)


WELFARE_FUNDS = (
    Fund(WELFARE, "กองทุนสวัสดิการ", "Welfare"),
    Fund(RESERVE, "เงินสำรองกองทุน", "Reserve"),
    Fund(ADMINISTRATION, "กองทุนบริหารจัดการ", "Administration"),
    Fund(DESIGNATED, "กองทุนเฉพาะกิจ", "Designated"),
)
GENERAL_FUNDS = (Fund("general", "ทั่วไป", "General"),)

ALL_TO_WELFARE = ((WELFARE, 100),)
SPLIT_70_20_10 = ((WELFARE, 70), (RESERVE, 20), (ADMINISTRATION, 10))


@dataclass(frozen=True, slots=True)
class AllocationPolicy:
    """How income is split between funds from a day on.

    `weights` are whole per cents, in the order in which a left-over satang is given out; only income of the
    named `accounts` is split.
    """

    from_day: date
    weights: tuple[tuple[str, int], ...]
    accounts: tuple[str, ...] = (CONTRIBUTIONS,)

    def problems(self, funds: Collection[str]) -> list[Problem]:
        """Find everything that keeps the policy from being used in a book with these funds (codes)."""
        found: list[Problem] = []
        total = sum(percent for _, percent in self.weights)
        if total != WHOLE:
            text = N_("The parts of the funds must add up to 100 per cent; they add up to {total}.")
            found.append(problem("policy.not_whole", text, "weights", total=total))
        if any(percent < 0 for _, percent in self.weights):
            found.append(problem("policy.below_zero", N_("A fund's part may not be below zero."), "weights"))
        for fund, count in Counter(fund for fund, _ in self.weights).items():
            if count > 1:
                text = N_("The fund “{fund}” is named twice.")
                found.append(problem("policy.fund_twice", text, "weights", fund=fund))
            if fund not in funds:
                text = N_("The book has no fund “{fund}”.")
                found.append(problem("policy.unknown_fund", text, "weights", fund=fund))
        if not self.accounts:
            text = N_("Name at least one income account that is split.")
            found.append(problem("policy.no_accounts", text, "accounts"))
        return found

    def notes(self) -> list[Problem]:
        """Say what a committee should look at again but may decide; funds in the field keep to 20 per cent."""
        percent = dict(self.weights).get(ADMINISTRATION, 0)
        if percent <= ADMINISTRATION_LIMIT:
            return []
        text = N_("Administration takes {percent} per cent; more than {limit} per cent is unusual.")
        return [
            problem("policy.high_administration", text, "weights", percent=percent, limit=ADMINISTRATION_LIMIT),
        ]


def policy_on(policies: Iterable[AllocationPolicy], day: date) -> AllocationPolicy:
    """Find the policy in force on a day; before the first one everything goes to welfare."""
    in_force = [policy for policy in policies if policy.from_day <= day]
    return max(in_force, key=lambda policy: policy.from_day, default=AllocationPolicy(day, ALL_TO_WELFARE))


def split(amount: Money, policy: AllocationPolicy) -> tuple[tuple[str, Money], ...]:
    """Split an amount between the policy's funds; parts of nothing are left out."""
    parts = amount.share([percent for _, percent in policy.weights])
    return tuple((fund, part) for (fund, _), part in zip(policy.weights, parts, strict=True) if part)


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of one fund in one cash or bank account."""

    account: str
    fund: str


def transfer_entry(day: date, memo: str, giver: Purse, taker: Purse, amount: Money) -> Entry:
    """Move money from one fund to another, through the transfer account alone (Dr 3801 giver, Cr 3801 taker)."""
    found: list[Problem] = []
    if giver.fund == taker.fund:
        found.append(problem("transfer.same_fund", N_("Money moves between two different funds."), "fund"))
    if amount <= ZERO:
        found.append(problem("transfer.no_amount", N_("Write an amount above zero."), "amount"))
    if found:
        raise RuleError(*found)
    lines = (
        debit(TRANSFERS, giver.fund, amount),
        credit(giver.account, giver.fund, amount),
        debit(taker.account, taker.fund, amount),
        credit(TRANSFERS, taker.fund, amount),
    )
    return Entry(day, Series.GENERAL, memo, lines)


def move_cash_entry(
    day: date, memo: str, source: str, target: str, amount: Money, balances: Mapping[str, Money]
) -> Entry:
    """Move money from one cash or bank account to another (deposit, withdrawal), fund by fund.

    The funds go along in proportion to `balances`, the source account's balance per fund before the move; a
    fund below zero weighs nothing. The source account may not fall below zero in all.
    """
    found: list[Problem] = []
    held = Money.sum(balances.values())
    if source == target:
        text = N_("Money moves between two different accounts.")
        found.append(problem("move.same_account", text, "target"))
    if amount <= ZERO:
        found.append(problem("move.no_amount", N_("Write an amount above zero."), "amount"))
    elif amount > held:
        text = N_("The account {account} holds only {held} baht.")
        found.append(problem("move.too_much", text, "amount", account=source, held=held))
    if found:
        raise RuleError(*found)
    parts = amount.share([max(balance.satang, 0) for balance in balances.values()])
    moved = [(fund, part) for fund, part in zip(balances, parts, strict=True) if part]
    lines = [debit(target, fund, part) for fund, part in moved]
    lines += [credit(source, fund, part) for fund, part in moved]
    return Entry(day, Series.GENERAL, memo, tuple(lines))
