"""Deductions from pay: the sheet for an employer, and posting what was really kept back, one receipt a member."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act, Ledger
from welfare_desk.coop.payroll import (
    Due,
    DueKind,
    PayrollDifference,
    PayrollRow,
    PayrollSheet,
    Shared,
    differences,
    problem_of_order,
    problems_of_deducted,
    share_out,
)
from welfare_desk.coop.savings import SavingsState, problems_of_state
from welfare_desk.coop.savings_products import SavingsKind
from welfare_desk.coop.vouchers import CoopLine, CoopPaper, voucher
from welfare_desk.dates import last_of_month, month_and_year
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services import coop_papers
from welfare_desk.services.desk import needs
from welfare_desk.storage import (
    coop_loans,
    coop_rules,
    holdings,
    members,
    payroll,
    savings,
    savings_products,
    shares,
    trail,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.holdings import Moved
    from welfare_desk.coop.payroll import Deducted
    from welfare_desk.coop.savings import SavingsAccount
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.payroll import KeptSheet


@dataclass(frozen=True, slots=True)
class PayrollPosted:
    """What was posted of a sheet: how many receipts, their sum, the first and the last, and every difference."""

    count: int
    total: Money
    first: str
    last: str
    differences: tuple[PayrollDifference, ...]


@needs(Permission.RECORD)
def make_payroll_sheet(desk: Desk, employer: str, month: date) -> int:
    """Gather what is due of the members of an employer in a month, keep it, and give the number of the sheet."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        sheet = PayrollSheet(month.replace(day=1), employer.strip(), tuple(_rows(tx, employer.strip(), month)))
        if not sheet.rows:
            text = N_("Nothing is due of members of “{employer}” in {month}.")
            raise RuleError(problem("payroll.empty", text, "employer", employer=employer, month=month_and_year(month)))
        number = payroll.add(tx, desk.made(), sheet, payroll.ASKED, sheet.as_mapping())
        trail.add(tx, desk.made(), "payroll.asked", str(number), satang=sheet.total.satang, count=len(sheet.rows))
        return number


def _rows(tx: Tx, employer: str, month: date) -> list[PayrollRow]:
    """Read everything that is due at once, and put it together member by member."""
    day = last_of_month(month)
    dues: defaultdict[str, list[Due]] = defaultdict(list)
    for member, found in coop_loans.due_in_month(tx, day).items():
        dues[member] += found
    plans = shares.plans(tx, day)
    own = {each.number: each.id for each in holdings.every(tx, Ledger.SHARE)}
    for member, amount in plans.items():
        if member in own:
            dues[member].append(Due(DueKind.SHARE, own[member], member, amount))
    pledged = {code for code, each in savings_products.products(tx, day).items() if each.kind is SavingsKind.PLEDGED}
    for account, state in savings.states(tx).values():
        if account.product in pledged and state is SavingsState.OPEN:
            due = Due(DueKind.SAVINGS, account.holding, account.number, account.terms.monthly)
            dues[account.member].append(due)
    names = payroll.members_of(tx, employer)
    return [PayrollRow(member, name, tuple(dues[member])) for member, name in names.items() if dues.get(member)]


@needs(Permission.RECORD)
def set_payroll_rules(desk: Desk, order: Sequence[DueKind], from_day: date, *, takes_more: bool) -> None:
    """Keep in which order deductions pay what is due, and whether what is above it goes into savings."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        wrong = problem_of_order(order)
        coop_papers.refuse([wrong] if wrong else [])
        changed = coop_rules.keep_payroll(tx, order, from_day, takes_more=takes_more)
        if changed:
            trail.add(
                tx,
                desk.made(),
                "coop.rules_set",
                "payroll",
                from_day=from_day.isoformat(),
                rules=coop_rules.told(changed),
            )


@needs(Permission.RECORD)
def post_payroll(desk: Desk, number: int, deducted: Sequence[Deducted], day: date, money_account: str) -> PayrollPosted:
    """Post what an employer kept back: one entry and one receipt a member, all in one batch, or none.

    A sheet is posted once; after its receipts are undone it may be posted anew.
    """
    with desk.book.write() as tx:
        kept = sheet_of(tx, number)
        sheet = payroll.read(tx, kept)
        takes_more = coop_rules.payroll_takes_more(tx, day)
        found = problems_of_deducted(sheet, deducted, takes_more=takes_more)
        found += coop_papers.problems_of_till(tx, money_account)
        if day > desk.today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        if payroll.postings(tx, number):
            text = N_("Sheet {number} was posted already; undo its receipts first.")
            found.append(problem("payroll.posted", text, "sheet", number=number))
        coop_papers.refuse(found)
        shared = _shared(tx, sheet, deducted, day)
        batch = _batch(tx, sheet, shared, day, money_account)
        made = desk.made()
        with holdings.post(tx, batch, made) as vouchers:
            posted = list(vouchers)
        amounts = [[each.row.member, _amount(each).satang] for each in shared]
        rows = [[*row, one.voucher] for row, one in zip(amounts, posted, strict=True)]
        payroll.add(tx, made, sheet, payroll.POSTED, {"sheet": number, "day": day.isoformat(), "rows": rows})
        total = Money.sum(_amount(each) for each in shared)
        trail.add(
            tx, made, "payroll.posted", str(number), satang=total.satang, count=len(posted),
            first=posted[0].voucher, last=posted[-1].voucher,
        )  # fmt: skip
        return _answer(sheet, deducted, posted, total)


def _answer(sheet: PayrollSheet, deducted: Sequence[Deducted], posted: Sequence[Posted], total: Money) -> PayrollPosted:
    found = tuple(differences(sheet, deducted))
    return PayrollPosted(len(posted), total, posted[0].voucher, posted[-1].voucher, found)


def _amount(shared: Shared) -> Money:
    return Money.sum(part for _, part in shared.parts) + shared.more


def _shared(tx: Tx, sheet: PayrollSheet, deducted: Sequence[Deducted], day: date) -> list[Shared]:
    """Share out what was kept back, in the order of the sheet; nothing of a member is no receipt."""
    order, par = coop_rules.payroll_order(tx, day), coop_rules.share_rules(tx, day).par
    came = {each.member: each.amount for each in deducted}
    return [share_out(row, came[row.member], par, order) for row in sheet.rows if came.get(row.member)]


def _batch(tx: Tx, sheet: PayrollSheet, shared: Sequence[Shared], day: date, money_account: str) -> list[Moved]:
    """Write the receipts of a whole sheet, with everything that they need read once."""
    accounts = savings.states(tx)
    loans = coop_loans.payments(tx, [(due, part) for each in shared for due, part in each.parts], day)
    capital, fund = shares.capital_account(tx), coop_papers.fund_of(tx)
    memo = fill(
        _(N_("Deducted by {employer}, {month}")),
        {"employer": sheet.employer, "month": month_and_year(sheet.month)},
    )
    found: list[Problem] = []
    batch: list[Moved] = []
    mains: Mapping[str, SavingsAccount] | None = None  # read when first asked for
    for each in shared:
        paper = CoopPaper(day, each.row.member, each.row.name, money_account, memo, fund)
        lines: list[CoopLine] = []
        more = each.more
        for due, part in each.parts:
            if due.kind is DueKind.SHARE:
                lines.append(CoopLine(capital, part, due.holding, Act.DEPOSIT))
            elif due.kind is DueKind.LOAN:
                own, taken = loans[due.holding]
                lines, more = lines + own, more + part - taken
            else:
                account, state = accounts[due.holding]
                found += problems_of_state(account, state)
                lines.append(CoopLine(account.account, part, due.holding, Act.DEPOSIT))
        if more:
            mains = savings.main_accounts(tx) if mains is None else mains
            lines += _more(each.row.member, more, mains, found)
        batch.append(voucher(paper, lines))
    coop_papers.refuse(found)
    return batch


def _more(member: str, amount: Money, mains: Mapping[str, SavingsAccount], found: list[Problem]) -> list[CoopLine]:
    """Put what is above the dues into the member's own savings; who has no account is a problem."""
    account = mains.get(member)
    if account is None:
        text = N_("{amount} baht of {member} are left over, and there is no open savings account to put them in.")
        found.append(problem("payroll.no_account", text, "rows", amount=amount, member=member))
        return []
    return [CoopLine(account.account, amount, account.holding, Act.DEPOSIT)]


def sheet_of(tx: Tx, number: int) -> KeptSheet:
    """Read a sheet that was asked for; an unknown one is a `RuleError`."""
    coop_papers.refuse_welfare_book(tx)
    found = [each for each in payroll.sheets(tx, number) if each.status == payroll.ASKED]
    if not found:
        text = N_("There is no payroll sheet {number}.")
        raise RuleError(problem("payroll.no_sheet", text, "sheet", number=number))
    return found[0]


def compare_payroll(tx: Tx, number: int, deducted: Sequence[Deducted]) -> list[PayrollDifference]:
    """Hold what was kept back against what is due, without posting anything."""
    return differences(payroll.read(tx, sheet_of(tx, number)), deducted)


def member_numbers(tx: Tx) -> frozenset[str]:
    """Give the numbers of the register, by which a number that lost its zeros is known."""
    return frozenset(members.holders(tx)[0])
