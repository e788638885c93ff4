"""Take repayments of loans, settle them, accrue the interest of a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.loan_entries import LoanPayment, accrual, repayment
from welfare_desk.coop.loans import Debt, position, problems_of_payment, split
from welfare_desk.dates import first_of_month, last_of_month
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, holdings, loan_contracts, loans, members, trail

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.coop.loan_entries import LoanRef
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan


@dataclass(frozen=True, slots=True)
class Repaying:
    """Money that came for contracts, by amount; none: what settles it. `payer` is the borrower unless named."""

    day: date
    account: str
    amounts: tuple[tuple[str, Money | None], ...]
    payer: str = ""


@needs(Permission.RECORD)
def repay(desk: Desk, paid: Repaying) -> Posted:
    """Take money for one or more contracts of one payer in one voucher; each is split in the order of its terms."""
    with desk.book.write() as tx:
        found = [*future(desk.today, paid.day), *no_till(tx, paid.account)]
        if not paid.amounts:
            found.append(problem("loan.nothing_paid", N_("Choose the contract that is paid."), "contract"))
        if found:
            raise RuleError(*found)
        taken = payments_of(tx, dict(paid.amounts), paid.day)
        made = desk.made()
        moved = repayment(taken, paid.day, paid.account, paid.payer.strip() or taken[0].loan.name)
        with holdings.post(tx, [moved], made) as posted:
            pass
        for each in taken:
            trail.add(
                tx, made, "loan.repaid", each.loan.number, satang=each.parts.total.satang, voucher=posted[0].voucher,
                day=paid.day.isoformat(),
            )  # fmt: skip
    return posted[0]


def payments_of(tx: Tx, amounts: Mapping[str, Money | None], day: date) -> list[LoanPayment]:
    """Split amounts by contract as they are owed on a day; None settles it. Every problem is raised at once."""
    taken: list[LoanPayment] = []
    found: list[Problem] = []
    for contract, amount in amounts.items():
        kept = find_loan(tx, contract)
        at = position(kept.history, day)
        given = at.owed.total if amount is None else amount
        found += problems_of_payment(given, at.owed)
        parts = split(given, at.owed, kept.history.version(day).terms.order)
        taken.append(LoanPayment(ref_of(tx, kept), parts, at.accrued))
    if found:
        raise RuleError(*found)
    return taken


@needs(Permission.RECORD)
def accrue_interest(desk: Desk, month: date) -> Posted:
    """Accrue the interest of all loans at the end of a month in one entry; loans that are stopped are left out."""
    day = last_of_month(month)
    with desk.book.write() as tx:
        found = future(desk.today, day)
        if found:
            raise RuleError(*found)
        amounts = to_accrue(tx, day)
        if not amounts:
            text = N_("No interest is to be accrued on {day}.")
            raise RuleError(problem("loan.nothing_accrued", text, "month", day=day))
        made = desk.made()
        with holdings.post(tx, [accrual(amounts, first_of_month(day), day)], made) as posted:
            pass
        total = Money.sum(amount for _loan, amount in amounts)
        trail.add(
            tx, made, "loan.accrued", day.isoformat(), satang=total.satang, voucher=posted[0].voucher,
            count=len(amounts),
        )  # fmt: skip
    return posted[0]


def to_accrue(tx: Tx, day: date) -> list[tuple[LoanRef, Money]]:
    """Tell what is to be accrued on each loan at the end of a day."""
    names = loan_contracts.names(tx)
    refs = loan_contracts.refs(tx)
    return [
        (refs(kept, names.get(kept.member, "")), at.to_accrue) for kept, at in loans.positions(tx, day) if at.to_accrue
    ]


def find_loan(tx: Tx, contract: str) -> KeptLoan:
    """Read a loan by the number of its contract; an unknown one is a `RuleError`."""
    found = loan_contracts.loan(tx, contract)
    if found is None:
        text = N_("There is no loan contract {number}.")
        raise RuleError(problem("loan.unknown", text, "contract", number=contract))
    return found


def owed_on(tx: Tx, contract: str, day: date) -> Debt:
    """Tell what settles a contract on a day."""
    return position(find_loan(tx, contract).history, day).owed


def ref_of(tx: Tx, kept: KeptLoan) -> LoanRef:
    """Name a loan as its entries do."""
    return loan_contracts.ref(tx, kept, members.get(tx, kept.member).name)


def future(today: date, day: date) -> list[Problem]:
    """Find whether a day lies in the future."""
    return [problem("match.future", N_("The day may not lie in the future."), "day")] if day > today else []


def no_till(tx: Tx, account: str) -> list[Problem]:
    """Find whether an account is neither cash nor a bank."""
    found = accounts.chart(tx).get(account)
    if found is not None and is_till(found):
        return []
    return [problem("match.account", N_("Choose the cash or bank account."), "account")]
