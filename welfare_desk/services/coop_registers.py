"""Take a cooperative's own register into the book: its members, and what each has in shares, savings and loans."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act, Holding, Ledger, Move, Moved
from welfare_desk.coop.loan_contracts import LoanContract
from welfare_desk.coop.loan_terms import LoanTerms, Method
from welfare_desk.coop.savings import SavingsAccount, SavingsTerms
from welfare_desk.coop.schedules import Instalment
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Posting, Series, credit, debit
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.services.coop_papers import fund_of, refuse_welfare_book
from welfare_desk.services.desk import needs
from welfare_desk.services.members import Source, import_members
from welfare_desk.services.savings import keep_usual_products
from welfare_desk.storage import (
    accounts,
    coop_accounts,
    holding_moves,
    holdings,
    imports,
    loan_facts,
    loan_papers,
    members,
    periods,
    savings,
    savings_products,
    shares,
    trail,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.coop.imported import CoopRegister, RegisterLoan
    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

SAVINGS = "ORD"  # the kind of account that a register's savings are
_CODES = (("ฉุกเฉิน", "emergency"), ("พิเศษ", "special"), ("เคหะ", "housing"), ("บ้าน", "housing"))


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in: how many new members, accounts and loans, and the voucher that gives each his own."""

    members: int
    shares: int
    savings: int
    loans: int
    posted: Posted


@needs(Permission.RECORD)
def take_in_register(desk: Desk, register: CoopRegister) -> TakenIn:
    """Take a whole register in, once: what was opened without names becomes the members' own, loan by loan.

    Rows that the reading holds back stay out. Interest counts from the day of the register, which is the book's
    first day or later; what differs from the opening stays visible as not yet anybody's.
    """
    with desk.book.write() as tx:
        look = look_at_register(tx, register, desk.today)
        if look.problems:
            raise RuleError(*look.problems)
        first, day = periods.calendar(tx).first_day, look.day
        new = _people(desk, tx, register)
        keep_usual_products(desk, first)
        made = desk.made()
        taking = _Taking(tx, made, day)
        for each in register.members:
            taking.take(each.number, each.shares, each.savings)
        for each in register.open_loans:
            taking.lend(each)
        with holdings.post(tx, [taking.moved(fund_of(tx), register.name)], made) as posted:
            pass
        count = len(register.members)
        imports.add(tx, f"{register.sha256}:coop", "coop-register", register.name, made, count=count)
        trail.add(
            tx, made, "register.taken_in", register.sha256[:16], count=count, voucher=posted[0].voucher,
            day=day.isoformat(),
        )  # fmt: skip
    return TakenIn(new, taking.shares, taking.savings, taking.loans, posted[0])


class Sides(NamedTuple):
    """What a control account holds that is nobody's yet, and what a register gives the members of it; never below nil.

    `account` is a code of the chart; both are amounts on the account's own side.
    """

    account: str
    name: str
    opened: Money
    given: Money


class RegisterLook(NamedTuple):
    """What becomes of a register in a book: from which day, what keeps it out, and each account against its opening."""

    day: date
    problems: tuple[Problem, ...]
    sides: tuple[Sides, ...]


def look_at_register(tx: Tx, register: CoopRegister, today: date) -> RegisterLook:
    """Hold a register against the book before it is taken in; nothing is written."""
    refuse_welfare_book(tx)
    first = periods.calendar(tx).first_day
    day = max(register.as_of or first, first)
    roles, offered = coop_accounts.roles(tx), loan_facts.products(tx, day)
    given: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for each in register.members:
        given[roles[CoopAccount.SHARE_CAPITAL]] += each.shares
        given[roles[CoopAccount.ORDINARY_SAVINGS]] += each.savings
    for each in register.open_loans:
        given[kind_of(each, offered).account] += each.outstanding
    opened = {account: abs(amount) for account, amount in holdings.unassigned(tx).items()}
    chart = accounts.chart(tx)
    sides = tuple(
        Sides(account, chart[account].name, opened.get(account, ZERO), given.get(account, ZERO))
        for account in sorted({*opened, *given})
        if opened.get(account, ZERO) or given.get(account, ZERO)
    )
    return RegisterLook(day, tuple(_problems(tx, register, day, today)), sides)


def kind_of(loan: RegisterLoan, offered: Mapping[str, LoanProduct]) -> LoanProduct:
    """Find the kind of loan that a register names; one that is not known is an ordinary one."""
    code = next((code for word, code in _CODES if word in loan.kind), "ordinary")
    return offered.get(code, offered["ordinary"])


def _problems(tx: Tx, register: CoopRegister, day: date, today: date) -> list[Problem]:
    found: list[Problem] = []
    if imports.was_imported(tx, f"{register.sha256}:coop"):
        found.append(problem("coop_register.twice", N_("{file} was taken in already."), file=register.name))
    if day > today:
        found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
    text = N_("There is a contract {number} already.")
    found += [
        problem("loan.number", text, "number", number=each.contract)
        for each in register.open_loans
        if holdings.find(tx, Ledger.LOAN, each.contract) is not None
    ]
    if not any(each.shares or each.savings for each in register.members):
        found.append(problem("coop_register.nothing", N_("There is nothing in this register to take in.")))
    return found


def _people(desk: Desk, tx: Tx, register: CoopRegister) -> int:
    """Write down the members that the book does not know; give how many."""
    known = {each.number for each in members.all_members(tx)}
    first = periods.calendar(tx).first_day
    day = register.as_of or first
    new = [
        Member(
            each.number, each.title, each.first_name, each.last_name, first - timedelta(days=1),
            entry_day=each.joined,
            statuses=(StatusChange(day, Status.RESIGNED, _("as the register says")),) if each.has_left else (),
        )
        for each in register.members
        if each.number not in known
    ]  # fmt: skip
    return import_members(desk, new, Source(register.name, register.sha256))


class _Taking:
    """Collects what a register gives each member, account by account, as moves out of what nobody owned yet."""

    def __init__(self, tx: Tx, made: Made, day: date) -> None:
        self._tx, self._made, self._day = tx, made, day
        self._roles = coop_accounts.roles(tx)
        self._product, self._offered = savings_products.product(tx, SAVINGS, day), loan_facts.products(tx, day)
        self._moves: list[Move] = []
        self.shares = self.savings = self.loans = 0

    def take(self, member: str, share: Money, saved: Money) -> None:
        """Give a member shares and savings."""
        if share:
            holding = shares.ensure(self._tx, self._made, member, self._day)
            self._moves.append(Move(holding, self._roles[CoopAccount.SHARE_CAPITAL], Act.OPENING, -share))
            self.shares += 1
        if saved:
            number = savings.next_number(self._tx, SAVINGS)
            kept = SavingsAccount(0, number, member, SAVINGS, self._product.account, self._day, SavingsTerms())
            holding = savings.open_account(self._tx, self._made, kept)
            self._moves.append(Move(holding, self._product.account, Act.OPENING, -saved))
            self.savings += 1

    def lend(self, loan: RegisterLoan) -> None:
        """Give a member a loan with what is left of its schedule; unpaid instalments of before are late at once."""
        product = kind_of(loan, self._offered)
        left, rows = loan.paid, list[Instalment]()
        for due, part in loan.instalments():
            met = min(left, part)
            left -= met
            if part > met:
                rows.append(Instalment(len(rows) + 1, due, part - met, ZERO))
        terms = LoanTerms(
            loan.outstanding, loan.rate, self._day, max(rows[0].due, self._day + timedelta(days=1)), len(rows),
            Method.EQUAL_PRINCIPAL, due_day=loan.day.day, penalty_rate=product.penalty_rate,
        )  # fmt: skip
        agreed = LoanContract(product.account, product.income, loan.principal)
        made = Holding(0, Ledger.LOAN, loan.contract, loan.member, product.code, loan.day, agreed.written())
        holding = holdings.open_holding(self._tx, self._made, made)
        loan_papers.add_schedule(self._tx, self._made, holding, terms, rows)
        for each in loan.guarantors:
            loan_papers.add_guarantor(self._tx, self._made, holding, each, loan.day)
        self._moves.append(Move(holding, product.account, Act.OPENING, loan.outstanding))
        self.loans += 1

    def moved(self, fund: str, name: str) -> Moved:
        """Give the entry: each account against itself, from nobody to the members."""
        sums: dict[str, Money] = {}
        for each in self._moves:
            sums[each.account] = sums.get(each.account, ZERO) + each.amount
        kept = holding_moves.controls(self._tx)
        lines, moves = list[Posting](), list[Move]()
        for account, amount in sorted(sums.items()):
            nobody = holding_moves.unassigned(self._tx, kept[account], self._day.isoformat(), self._made)
            moves.append(Move(nobody, account, Act.OPENING, -amount))
            lines += [debit(account, fund, abs(amount)), credit(account, fund, abs(amount))]
        memo = _(N_("Brought forward by member: {file}")).format(file=name)
        return Moved(Entry(self._day, Series.GENERAL, memo, tuple(lines)), (*moves, *self._moves))
