"""Benefits that were paid, as a committee's list tells them: read and judged, and now taken into the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.money import ZERO
from welfare_desk.welfare.benefits import Claim, Effect, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.money import Money


@dataclass(frozen=True, slots=True)
class PaidRow:
    """One payment of a list; `source` is its sheet and row, `right` what the rules gave as far as could be told.

    `type` is empty for what no benefit is about, `is_for_member` tells that it is one person's. An exception went
    against a rule; `reasons` say which.
    """

    source: str
    type: str
    account: str
    member: str | None
    name: str
    event_day: date
    claim_day: date
    paid_day: date
    quantity: int
    amount: Money
    right: Money
    text: str
    approver: str = ""
    reasons: tuple[Reason, ...] = ()
    is_exception: bool = False
    is_for_member: bool = True

    def claim(self) -> Claim:
        """Give what was asked for, as the list tells it."""
        days = self.event_day, self.claim_day, self.paid_day
        return Claim(self.type, self.member, *days, self.quantity, asked=self.amount)


@dataclass(frozen=True, slots=True)
class PaidList:
    """A whole list: its file and SHA-256 in hex, the cash or bank account that paid, the rows.

    `resolution` is what the exceptions rest on; `words` (key, type or account) and `columns` (fingerprint, mapping)
    are what the book remembers of how the list was read.
    """

    file: str
    hash: str
    account: str
    rows: tuple[PaidRow, ...]
    resolution: str = ""
    words: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def exceptions(self) -> tuple[PaidRow, ...]:
        """Give the rows that went against a rule."""
        return tuple(each for each in self.rows if each.is_exception)


def problems_of_list(given: PaidList, today: date) -> list[Problem]:
    """Find what keeps a list from being taken in at all."""
    found: list[Problem] = []
    if not given.rows:
        found.append(problem("paid.nothing", N_("The list has no payment to take in.")))
    if given.exceptions and not given.resolution.strip():
        text = N_(
            "{count} payments go against a rule. Write the resolution that they rest on; each stays marked for ever."
        )
        found.append(problem("paid.no_resolution", text, "resolution", count=len(given.exceptions)))
    for each in given.rows:
        if each.paid_day > today:
            text = N_("{row}: the day of payment lies in the future.")
            found.append(problem("paid.future", text, row=each.source))
        if each.amount <= ZERO:
            found.append(problem("paid.amount", N_("{row}: write an amount above zero."), row=each.source))
    return found


def paid_entry(row: PaidRow, account: str, fund: str, till: str, resolution: str) -> Entry:
    """Post a payment on its day: Dr the benefit with its member, Cr the cash or bank account; in the sheet's words."""
    memo = row.text.strip() or row.source
    if row.is_exception and not row.is_for_member:  # no claim bears the mark
        memo = fill(_(N_("{words} (against the rules, by resolution: {resolution})")), _said(memo, resolution))
    lines = (debit(account, fund, row.amount, row.member), credit(till, fund, row.amount))
    return Entry(row.paid_day, Series.PAYMENT, memo, lines, row.name)


def _said(words: str, resolution: str) -> dict[str, object]:
    return {"words": words, "resolution": resolution.strip()}


def explained(row: PaidRow) -> tuple[Reason, ...]:
    """Give the reasons of a row, and say how they were found."""
    text = N_("Judged as row {row} of a committee's list: by the register, not by the ledger.")
    return (*row.reasons, Reason(problem("benefit.from_list", text, row=row.source), Effect.EXPLAINS))


def in_order(rows: Sequence[PaidRow]) -> list[PaidRow]:
    """Sort payments by their days; those of one day stay as the list has them."""
    return sorted(rows, key=lambda each: each.paid_day)
