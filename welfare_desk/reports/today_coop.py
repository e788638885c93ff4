"""What a cooperative's day adds: shares, savings and loans in figures, and what its bookkeeper should do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.dividends import ShareOf
from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.loan_contracts import LAST_NOTICE, ApplicationStep
from welfare_desk.coop.month_work import MONTH_WORK, lines_of
from welfare_desk.dates import first_of_month, last_of_month
from welfare_desk.ledger.accounts import is_till, may_be_drawn_on
from welfare_desk.ledger.checklist import CheckState
from welfare_desk.money import Money
from welfare_desk.storage import (
    accounts,
    coop_accounts,
    figures,
    holding_moves,
    holdings,
    loan_papers,
    loans,
    payroll,
    surpluses,
)
from welfare_desk.storage.coop_month import coop_month

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.checklist import CheckLine
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.coop_loans import Placed

FIRST_NOTICE_AT = 2  # missed instalments: a default of ours, since one may be on its way in a sheet of deductions


class CoopFigures(NamedTuple):
    """What members own and owe today, and the cash on hand; `contracts` counts the loans on which something is owed."""

    shares: Money
    savings: Money
    owed: Money
    contracts: int
    cash: Money


class Late(NamedTuple):
    """Loans with missed instalments: how many, with what principal past its day, and how many are due a notice."""

    many: int
    overdue: Money
    notices: int


class CoopWaits(NamedTuple):
    """What a cooperative's bookkeeper should do next.

    `month` is the oldest month that has ended and is open, with the `work` that it lacks. `sheets` counts what
    employers have not answered, the oldest of `since`; `unasked` are employers without a sheet for the running month.
    `asked` and `approved` count applications that wait for the committee, and for a contract. `unshared` is the
    surplus of closed years that nobody shared (a loss below nil); `unpaid` what members have still to get.
    """

    month: date | None
    work: tuple[CheckLine, ...]
    nobodys: Mapping[str, Money]
    late: Late
    sheets: int
    since: date | None
    unasked: tuple[str, ...]
    asked: int
    approved: int
    unshared: Money
    unpaid: Money


def coop_figures(tx: Tx) -> CoopFigures:
    """Sum the control accounts of members, from the kept balances."""
    kept, held, chart = holding_moves.controls(tx), figures.balances(tx), accounts.chart(tx)

    def of(ledger: Ledger) -> Money:
        return Money(sum(held.get(account, 0) for account, each in kept.items() if each is ledger))

    lent = [account for account, ledger in kept.items() if ledger is Ledger.LOAN]
    owing = {key for account in lent for key, left in holdings.balances(tx, account).items() if left}
    boxes = [code for code, each in chart.items() if is_till(each) and not may_be_drawn_on(each)]
    cash = Money(sum(held.get(code, 0) for code in boxes))
    return CoopFigures(-of(Ledger.SHARE), -of(Ledger.SAVINGS), of(Ledger.LOAN), len(owing), cash)


def coop_waits(tx: Tx, today: date) -> CoopWaits:
    """Look for everything that waits; it reads every loan and account, so it is asked apart from the figures."""
    open_ = figures.open_months(tx, first_of_month(today))
    month = open_[0] if open_ else None
    lines = lines_of(coop_month(tx, last_of_month(month))) if month is not None else ()
    placed = loans.positions(tx, today)
    kept = payroll.sheets(tx)
    waiting = [each for each in kept if each.status == payroll.ASKED and not payroll.postings(tx, each.id)]
    this = {each.employer for each in kept if each.month == first_of_month(today)}
    steps = [each.step for each in loan_papers.applications(tx).values()]
    return CoopWaits(
        month,
        tuple(each for each in lines if each.code in MONTH_WORK and each.state is not CheckState.OK),
        holdings.unassigned(tx),
        _late(placed),
        len(waiting),
        min((each.month for each in waiting), default=None),
        tuple(each for each in payroll.employers(tx) if each not in this) if kept else (),
        steps.count(ApplicationStep.ASKED),
        steps.count(ApplicationStep.APPROVED),
        Money(-figures.balances(tx).get(coop_accounts.roles(tx)[CoopAccount.NET_PROFIT], 0)),
        Money.sum(amount for kind in ShareOf for amount in surpluses.unpaid(tx, kind).values()),
    )


def _late(placed: list[Placed]) -> Late:
    missed = [(kept, at) for kept, at in placed if at.lacking]
    sent = [max((number for number, _day in kept.state.notices), default=0) for kept, _at in missed]
    due = sum(
        has < min(len(at.lacking) - FIRST_NOTICE_AT + 1, LAST_NOTICE) and not kept.state.flags
        for (kept, at), has in zip(missed, sent, strict=True)
    )
    return Late(len(missed), Money.sum(at.overdue for _kept, at in missed), due)
