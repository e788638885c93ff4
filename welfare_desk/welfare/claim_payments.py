"""Pay benefits that are approved: who receives which part, what is kept back for arrears, what each voucher posts.

A benefit at death goes to the registered beneficiaries, each by a voucher of the own part. A voucher has at most ten
lines, as the paper has.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import fiscal_year_end, fiscal_year_start
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.claims import UNPAID, shares_of
from welfare_desk.welfare.contributions import PAID_BY_FUND
from welfare_desk.welfare.dues import price_of
from welfare_desk.welfare.plans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from welfare_desk.members.register import Beneficiary
    from welfare_desk.welfare.claims import KeptClaim
    from welfare_desk.welfare.dues import Position
    from welfare_desk.welfare.plans import Terms

MOST_LINES = 10


class PaidPart(NamedTuple):
    """What a standing voucher paid of a claim, to whom, and what of it was kept back for arrears."""

    payee: str
    amount: Money
    arrears: Money = ZERO


@dataclass(frozen=True, slots=True)
class PayableClaim:
    """An approved claim with who may receive it: the member's name, the beneficiaries where it goes to them.

    `paid` is what standing vouchers paid; `arrears` is what is to be kept back of the rest. With `pays_dues` no money
    is handed over: the fund pays the member's contributions.
    """

    claim: KeptClaim
    fund: str
    name: str = ""
    beneficiaries: tuple[Beneficiary, ...] = ()
    paid: tuple[PaidPart, ...] = ()
    arrears: Money = ZERO
    pays_dues: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """What is written on payment vouchers beside the money; a payee named here receives everything."""

    payee: str = ""
    payer: str = ""
    witness: str = ""
    note: str = ""

    def plain(self) -> Slip:
        """Give it without spaces around the words."""
        return Slip(self.payee.strip(), self.payer.strip(), self.witness.strip(), self.note.strip())


NO_WORDS = Slip()


@dataclass(frozen=True, slots=True)
class Part:
    """What one payee receives of one claim; `arrears` of it are kept back as the member's contribution."""

    of: PayableClaim
    payee: str
    amount: Money
    arrears: Money = ZERO


def problems_of_payment(payable: Sequence[PayableClaim], slip: Slip) -> list[Problem]:
    """Find what keeps claims from being paid: nobody to receive them, or arrears above the benefit."""
    found: list[Problem] = []
    for each in payable:
        reference = each.claim.reference
        if not slip.payee and not each.name and not each.beneficiaries:
            text = N_("{reference}: write who receives the money.")
            found.append(problem("claim.no_payee", text, "payee", reference=reference))
        if each.beneficiaries and not slip.payee:
            parts = Money.sum(part.amount for part in _parts(each, ""))
            if parts != each.claim.left:
                text = N_("{reference}: the beneficiaries changed after a part was paid. Name who receives the rest.")
                found.append(problem("claim.heirs", text, "payee", reference=reference))
        if each.arrears and each.arrears >= each.claim.left:
            text = N_("{reference}: the arrears of {arrears} baht leave nothing of the benefit.")
            found.append(problem("claim.arrears", text, reference=reference, arrears=each.arrears))
    return found


def vouchers_of(payable: Sequence[PayableClaim], payee: str = "") -> list[tuple[str, tuple[Part, ...]]]:
    """Divide claims into vouchers: one a payee, and no more than ten lines on one."""
    by_payee: defaultdict[tuple[str, str | None], list[Part]] = defaultdict(list)
    for each in payable:
        for part in _parts(each, payee.strip()):
            whose = None if payee.strip() or each.beneficiaries else each.claim.member
            by_payee[part.payee, whose].append(part)
    return [
        (name, tuple(parts[at : at + MOST_LINES]))
        for (name, _who), parts in by_payee.items()
        for at in range(0, len(parts), MOST_LINES)
    ]


def _parts(of: PayableClaim, payee: str) -> Iterator[Part]:
    """Give who receives what is left of a claim; the first part holds the arrears as well."""
    if payee or not of.beneficiaries:
        yield Part(of, payee or of.name, of.claim.left, of.arrears)
        return
    arrears, had = of.arrears, list(of.paid)
    net = of.claim.amount - arrears - Money.sum(each.arrears for each in had)
    for heir, share in shares_of(net, of.beneficiaries):
        taken = next((each for each in had if each.payee == heir.name), None)
        if taken is not None:
            had.remove(taken)
            share -= taken.amount - taken.arrears  # noqa: PLW2901 - what is left of it
        if share > ZERO:
            yield Part(of, heir.name, share + arrears, arrears)
            arrears = ZERO


def payment_entry(day: date, parts: Sequence[Part], account: str, payee: str) -> Entry:
    """Pay parts of benefits out of one cash or bank account: Dr 2101 for each member, Cr the account, fund by fund."""
    lines = [debit(UNPAID, each.of.fund, each.amount, each.of.claim.member) for each in parts]
    by_fund: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for each in parts:
        by_fund[each.of.fund] += each.amount
    lines += [credit(account, fund, amount) for fund, amount in by_fund.items()]
    memo = _("Benefits paid: {references}").format(references=", ".join(each.of.claim.reference for each in parts))
    return Entry(day, Series.PAYMENT, memo, tuple(lines), payee=payee)


def dues_left(position: Position, terms: Terms, day: date) -> tuple[Span | None, Money]:
    """Tell which days of the fiscal year of a day are not paid for, from what is paid on, and what they cost."""
    year = terms.year(day)
    first = max(position.paid_to + timedelta(days=1), fiscal_year_start(year, terms.first_month))
    last = fiscal_year_end(year, terms.first_month)
    if first > last or any(each.first <= last and first <= each.last for each in terms.exempt):
        return None, ZERO
    span = Span(first, last)
    return span, price_of(span, terms)


def dues_entry(day: date, paid: PayableClaim) -> Entry:
    """Pay a member's contributions out of an approved benefit (Dr 2101 Cr 4105), in one fund and unsplit."""
    claim = paid.claim
    lines = (
        debit(UNPAID, paid.fund, claim.left, claim.member),
        credit(PAID_BY_FUND, paid.fund, claim.left, claim.member),
    )
    memo = _("Contributions paid by the fund: {resolution}").format(resolution=claim.reference)
    return Entry(day, Series.GENERAL, memo, lines)


def with_arrears(paid: Entry, receipt: Entry, account: str) -> Entry:
    """Keep arrears back from a payment: the whole benefit and the receipt through the same account, in one entry.

    20,000 less 90 at 70/20/10: Dr 2101 20,000; Cr cash 19,937 in the fund that pays, Dr cash 18 and 9 in the others;
    Cr 4101 63, 18, 9.
    """
    cash: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for each in (*paid.postings, *receipt.postings):
        if each.account == account:
            cash[each.fund] += each.amount
    lines = [each for each in paid.postings if each.account != account]
    lines += [debit(account, fund, amount) for fund, amount in cash.items() if amount]
    lines += [each for each in receipt.postings if each.account != account]
    kept = Money.sum(each.amount for each in receipt.postings if each.account == account)
    memo = _("{memo}; {amount} baht of contributions kept back").format(memo=paid.memo, amount=kept.text())
    return replace(paid, memo=memo, postings=tuple(lines))
