"""Money taken from members: a payment, and what it, its release and its refund post.

A contribution is income of the fund (4101) or deferred income of the fund (2201), never a claim of the member. It is
split between the funds by the allocation policy when it is received; money not yet assigned to a member (2901) waits
in the same split, so that it becomes income without moving between funds. Fees go to the account's own fund.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Posting, Series, credit, debit
from welfare_desk.ledger.funds import CONTRIBUTIONS, WELFARE, AllocationPolicy, split
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.welfare.plans import Span

CASH = "1101"
VILLAGE_CENTRE = "1103"
BANK = "1111"
DEFERRED = "2201"
UNIDENTIFIED = "2901"
PAID_BY_FUND = "4105"
DISADVANTAGED = "5106"

Parts = tuple[tuple[str, Money], ...]
"""An amount by fund, in the order of the funds."""


class LineKind(Enum):
    """What a line of a receipt was paid for."""

    CONTRIBUTION = "contribution"
    ENTRANCE_FEE = "entrance_fee"
    PASSBOOK = "passbook"
    REINSTATEMENT = "reinstatement"
    UNIDENTIFIED = "unidentified"


_FEES = {LineKind.ENTRANCE_FEE: "4102", LineKind.PASSBOOK: "4103", LineKind.REINSTATEMENT: "4104"}


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """What was paid for one member; only unidentified money names none."""

    member_number: str | None
    amount: Money
    kind: LineKind = LineKind.CONTRIBUTION


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received from one payer on one day: one receipt, one entry.

    The payer need not be a member; the lines may be for several members of a household. `receipt_book` and
    `receipt_number` name a paper receipt; both empty: the voucher number is the receipt's. `source` tells
    the sheet and row that it was read from.
    """

    day: date
    payer: str
    member_number: str | None
    lines: tuple[PaymentLine, ...]
    money_account: str = CASH
    receipt_book: str = ""
    receipt_number: str = ""
    note: str = ""
    source: str = ""

    @property
    def total(self) -> Money:
        """Add up the lines."""
        return Money.sum(line.amount for line in self.lines)

    @property
    def receipt(self) -> str:
        """Name the paper receipt as people do (`21/021`), or nothing."""
        return "/".join(part for part in (self.receipt_book, self.receipt_number) if part)


@dataclass(frozen=True, slots=True)
class Collection:
    """Payments collected together: a village's month, or a whole file (`village` empty then).

    `source` and `source_hash` name the file they were read from; `counted` is the cash counted against the sheet.
    """

    village: str
    month: date
    payments: tuple[Payment, ...]
    source: str = ""
    source_hash: str = ""
    counted: Money | None = None

    @property
    def total(self) -> Money:
        """Add up the payments."""
        return Money.sum(payment.total for payment in self.payments)


@dataclass(frozen=True, slots=True)
class Payer:
    """What the register knows of a member who pays: since when, until when, and the code of the status now."""

    number: str
    entry_day: date | None
    ended: date | None = None
    status: str = "active"


def problems_of_payment(payment: Payment) -> list[Problem]:
    """Find everything that keeps a payment from being taken; the payer's status is never among it."""
    found: list[Problem] = []
    if not payment.lines:
        found.append(problem("payment.no_lines", N_("Write at least one line on the receipt."), "lines"))
    if not payment.payer.strip():
        found.append(problem("payment.no_payer", N_("Write who paid."), "payer"))
    if any(line.amount <= ZERO for line in payment.lines):
        found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    if any((line.member_number is None) is not (line.kind is LineKind.UNIDENTIFIED) for line in payment.lines):
        text = N_("Say for which member each line is paid; only unidentified money has none.")
        found.append(problem("payment.no_member", text, "member_number"))
    return found


_STATUS_NOTES = {
    "suspended": N_("Member {member} is suspended."),
    "lapsed": N_("The membership of {member} has lapsed."),
    "resigned": N_("Member {member} has resigned."),
    "dead": N_("Member {member} has died."),
}


def notes_of_payment(payment: Payment, payers: Mapping[str, Payer]) -> list[Problem]:
    """Say what a treasurer should look at; none of it keeps the payment from being taken.

    Codes: `payer.suspended`, `payer.lapsed`, `payer.resigned`, `payer.dead` (by status), `payer.before_entry`,
    `payer.after_end`, `payer.unknown`.
    """
    numbers = dict.fromkeys(line.member_number for line in payment.lines if line.member_number is not None)
    found: list[Problem] = []
    for number in numbers:
        payer = payers.get(number)
        if payer is None:
            found.append(problem("payer.unknown", N_("The register has no member {member}."), member=number))
            continue
        if (text := _STATUS_NOTES.get(payer.status)) is not None:
            found.append(problem(f"payer.{payer.status}", text, member=number))
        if payer.entry_day is not None and payment.day < payer.entry_day:
            text = N_("Member {member} entered only on {day}.")
            found.append(problem("payer.before_entry", text, member=number, day=payer.entry_day))
        if payer.ended is not None and payment.day > payer.ended:
            text = N_("The membership of {member} ended on {day}.")
            found.append(problem("payer.after_end", text, member=number, day=payer.ended))
    return found


def contribution_entry(
    payment: Payment, advances: Sequence[Money], policy: AllocationPolicy, own_fund: str = WELFARE
) -> Entry:
    """Post a payment: its money account against income, fees, deferred income and unidentified money.

    `advances` tells for each line how much of it is for later fiscal years (`Coverage.to_advance`).
    """
    if found := problems_of_payment(payment):
        raise RuleError(*found)
    income = [
        credit(account, fund, part, line.member_number)
        for line, advance in zip(payment.lines, advances, strict=True)
        for account, amount in _accounts_of(line, advance)
        for fund, part in split_income(amount, account, policy, own_fund)
    ]
    taken = _by_fund((posting.fund, -posting.amount) for posting in income)
    debits = [debit(payment.money_account, fund, amount) for fund, amount in taken.items()]
    return Entry(payment.day, Series.RECEIPT, memo_of(payment), (*debits, *income), payment.payer.strip())


def _accounts_of(line: PaymentLine, advance: Money) -> list[tuple[str, Money]]:
    if line.kind is LineKind.CONTRIBUTION:
        return [(CONTRIBUTIONS, line.amount - advance), (DEFERRED, advance)]
    if line.kind is LineKind.UNIDENTIFIED:
        return [(UNIDENTIFIED, line.amount)]
    return [(_FEES[line.kind], line.amount)]


def split_income(amount: Money, account: str, policy: AllocationPolicy, own_fund: str = WELFARE) -> Parts:
    """Split income between funds: by the policy where it names the account, else all to the account's own fund.

    Deferred and unidentified contributions go as contributions do.
    """
    if not amount:
        return ()
    named = CONTRIBUTIONS if account in (DEFERRED, UNIDENTIFIED) else account
    return split(amount, policy) if named in policy.accounts else ((own_fund, amount),)


def memo_of(payment: Payment) -> str:
    """Say in the journal what a payment was: with its paper receipt where it has one, and its note."""
    if payment.receipt:
        memo = fill(_(N_("Contributions, receipt {receipt}")), {"receipt": payment.receipt})
    else:
        memo = _(N_("Contributions"))
    return f"{memo}: {payment.note.strip()}" if payment.note.strip() else memo


def parts_of(amount: Money, held: Parts) -> Parts:
    """Take an amount out of what several funds hold, in proportion; a fund never gives more than it holds."""
    if not amount:
        return ()
    parts = amount.share([part.satang for _, part in held])
    return tuple((fund, part) for (fund, _), part in zip(held, parts, strict=True) if part)


@dataclass(frozen=True, slots=True)
class Release:
    """Deferred income of a member that becomes income; below zero it is deferred again (a receipt was voided)."""

    member_number: str
    parts: Parts


def release_entry(day: date, releases: Iterable[Release], reason: str) -> Entry:
    """Turn deferred income into income (Dr 2201 Cr 4101), on the first day of its year or when membership ends."""
    lines: list[Posting] = []
    for release in releases:
        for fund, part in release.parts:
            lines.append(debit(DEFERRED, fund, part, release.member_number))
            lines.append(credit(CONTRIBUTIONS, fund, part, release.member_number))
    return Entry(day, Series.GENERAL, reason, tuple(lines))


@dataclass(frozen=True, slots=True)
class FundPaid:
    """Contributions that the fund pays for a member in need; they count for the member's rights only."""

    day: date
    member_number: str
    span: Span
    amount: Money
    fund: str
    resolution: str


def fund_paid_entry(paid: FundPaid) -> Entry:
    """Post contributions paid by the fund, in one fund and unsplit (Dr 5106 Cr 4105)."""
    memo = fill(_(N_("Contributions paid by the fund: {resolution}")), {"resolution": paid.resolution})
    lines = (
        debit(DISADVANTAGED, paid.fund, paid.amount, paid.member_number),
        credit(PAID_BY_FUND, paid.fund, paid.amount, paid.member_number),
    )
    return Entry(paid.day, Series.GENERAL, memo, lines)


@dataclass(frozen=True, slots=True)
class Refund:
    """Money taken by mistake (paid twice, wrong person) that goes back to the payer."""

    day: date
    payee: str
    member_number: str
    amount: Money
    money_account: str
    reason: str


def problems_of_refund(refund: Refund, taken: Money) -> list[Problem]:
    """Find everything that keeps a refund from being paid; `taken` is what is left of the receipt."""
    found: list[Problem] = []
    if refund.amount <= ZERO:
        found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    if refund.amount > taken:
        text = N_("The receipt took {taken} baht; no more can go back.")
        found.append(problem("refund.too_much", text, "amount", taken=taken))
    if not refund.reason.strip():
        found.append(problem("refund.no_reason", N_("Write why the money goes back."), "reason"))
    return found


def refund_entry(refund: Refund, received: Parts, deferred: Parts) -> Entry:
    """Post a refund by its own payment voucher, in the funds that received the money.

    What the member still has as deferred income (`deferred`) goes back first (Dr 2201), the rest out of income.
    """
    held = dict(deferred)
    lines: list[Posting] = []
    parts = parts_of(refund.amount, received)
    for fund, part in parts:
        later = min(part, held.get(fund, ZERO))
        lines += [debit(DEFERRED, fund, later, refund.member_number)] if later else []
        lines += [debit(CONTRIBUTIONS, fund, part - later, refund.member_number)] if part != later else []
    lines += [credit(refund.money_account, fund, part) for fund, part in parts]
    return Entry(refund.day, Series.PAYMENT, refund.reason.strip(), tuple(lines), refund.payee.strip())


@dataclass(frozen=True, slots=True)
class Assignment:
    """Unidentified money whose member was found; `advance` of it is for later fiscal years."""

    day: date
    member_number: str
    amount: Money
    advance: Money
    reason: str


def assignment_entry(assignment: Assignment, held: Parts) -> Entry:
    """Post unidentified money as a member's contribution, in the funds that hold it (Dr 2901 Cr 4101, 2201)."""
    whole = parts_of(assignment.amount, held)
    later = dict(parts_of(assignment.advance, whole))
    lines = [debit(UNIDENTIFIED, fund, part) for fund, part in whole]
    for fund, part in whole:
        advance = later.get(fund, ZERO)
        number = assignment.member_number
        lines += [credit(CONTRIBUTIONS, fund, part - advance, number)] if part != advance else []
        lines += [credit(DEFERRED, fund, advance, number)] if advance else []
    return Entry(assignment.day, Series.GENERAL, assignment.reason, tuple(lines))


def _by_fund(amounts: Iterable[tuple[str, Money]]) -> dict[str, Money]:
    total: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for fund, amount in amounts:
        total[fund] += amount
    return dict(total)
