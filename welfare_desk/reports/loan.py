"""The card of one loan: what was agreed, what is owed, and everything that was paid or happened, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act
from welfare_desk.coop.loan_contracts import in_force
from welfare_desk.coop.loan_history import On
from welfare_desk.coop.loans import next_instalments, position
from welfare_desk.dates import long_day, short_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.loan_words import (
    CONTRACT,
    EVENTS,
    SHORT_METHODS,
    collateral_words,
    flag_words,
    found_loan,
    product_names,
    rate_words,
    with_most,
    without_empty,
)
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import holdings, loan_contracts, loan_papers, loans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.coop.holdings import MoveRow
    from welfare_desk.coop.loans import LoanPosition
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

NAME, TITLE = "loan", N_("Card of a loan")
QUESTION = N_("What was agreed on a loan, what was paid, and what settles it today?")
PARAMETERS = (CONTRACT, ON)
_WORDS = {
    Act.OPENING: N_("Brought forward"),
    Act.DRAW: N_("Lent"),
    Act.REPAY: N_("Repaid"),
    Act.INTEREST: N_("Repaid"),
    Act.PENALTY: N_("Repaid"),
    Act.REFINANCE: N_("Settled by another loan"),
    Act.ACCRUE: N_("Interest accrued"),
    Act.WAIVE: N_("Interest waived"),
    Act.WRITE_OFF: N_("Written off"),
    Act.RECOVER: N_("Recovered after it was written off"),
    Act.TRANSFER: N_("Moved to debtors in litigation"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a loan by its contract, and lay its card out as of a day."""
    kept, day = found_loan(tx, asked), asked.day("on")
    at = position(kept.history, day)
    rows = [row for _day, row in sorted(_lines(tx, kept, day), key=lambda each: each[0])]
    sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at_], Money)) for at_ in range(3, 7)]
    rows.append(Row((None, None, _("Total"), *(each or None for each in sums), at.owed.principal, None), Role.TOTAL))
    report = Report(
        NAME,
        _("Loan {number}").format(number=kept.number),
        (
            Column("day", _("Day"), Kind.DAY, 11),
            Column("voucher", _("Voucher"), Kind.CODE, 13),
            Column("what", _("What"), width=24),
            Column("lent", _("Lent"), Kind.MONEY, 13),
            Column("repaid", _("Principal repaid"), Kind.MONEY, 13),
            Column("interest", _("Interest paid"), Kind.MONEY, 12),
            Column("penalty", _("Penalty paid"), Kind.MONEY, 11),
            Column("balance", _("Principal owed"), Kind.MONEY, 13),
            Column("words", _("Words"), width=18),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        facts=tuple(_facts(tx, kept, at)),
        landscape=True,
        nothing=_("Nothing was paid out on this contract yet."),
    )
    return without_empty(report, ("penalty", "words"))


def _facts(tx: Tx, kept: KeptLoan, at: LoanPosition) -> Iterator[tuple[str, Value]]:
    name = loan_contracts.names(tx, [kept.member]).get(kept.member, "")
    terms = kept.history.version(at.day).terms
    yield _("Borrower"), f"{kept.member} {name}"
    yield _("Kind of loan"), product_names(tx, at.day).get(kept.holding.product, kept.holding.product)
    yield (
        _("Terms"),
        _("{rate} a year, {method}, {count} instalments").format(
            rate=rate_words(terms.rate),
            method=_(SHORT_METHODS[terms.method]),
            count=len(kept.history.version(at.day).rows),
        ),
    )
    yield _("Principal owed"), at.owed.principal
    yield _("Interest owed"), max(ZERO, at.owed.interest)
    yield _("Penalty owed"), at.owed.penalty
    yield _("Settles it on this day"), max(ZERO, at.owed.total)
    if at.unmet:
        yield (
            _("Missed instalments"),
            _("{count}, the first of {day}").format(count=len(at.unmet), day=short_day(at.unmet[0].due)),
        )
        yield _("Principal past due"), at.overdue
    coming = next_instalments(kept.history, at)
    if coming:
        yield (
            _("Next instalment"),
            _("{day}: {amount} baht").format(day=short_day(coming[0].due), amount=coming[0].amount.text()),
        )
    held = in_force(loan_papers.guarantees(tx, kept.holding.id)[kept.holding.id], at.day)
    if held:
        names = loan_contracts.names(tx, [each.member for each in held])
        said = (with_most(f"{each.member} {names.get(each.member, '')}", each.amount) for each in held)
        yield _("Guarantors"), ", ".join(said)
    if kept.state.value:
        yield _("Value of collateral"), kept.state.value
        yield _("Held against the loan"), ", ".join(collateral_words(each) for each in kept.state.collateral)
    if flags := loans.standing(kept, at).flags:
        yield _("Marks"), flag_words(flags)


def _lines(tx: Tx, kept: KeptLoan, day: date) -> Iterator[tuple[date, Row]]:
    """Give what was posted voucher by voucher, and what happened without money, each with its day."""
    sides = loan_contracts.sides_of(tx)
    by_entry: dict[int, list[MoveRow]] = {}
    for each in holdings.history(tx, kept.holding.id):
        if each.day <= day:
            by_entry.setdefault(each.entry_id, []).append(each)
    balance = ZERO
    for moves in by_entry.values():
        sums = dict.fromkeys(On, ZERO)
        paid = lent = ZERO
        for each in moves:
            on = sides.of(each.account, each.act)
            if on is On.PRINCIPAL:
                balance += each.amount
                paid -= min(ZERO, each.amount) if each.act is not Act.TRANSFER else ZERO
                lent += max(ZERO, each.amount) if each.act is not Act.TRANSFER else ZERO
            elif on is not None and each.act in {Act.INTEREST, Act.PENALTY}:
                sums[On.PENALTY if on is On.PENALTY else On.INTEREST] -= each.amount
        first = moves[0]
        figures = (lent, paid, sums[On.INTEREST], sums[On.PENALTY])
        words = accrued_words(moves) if first.act is Act.ACCRUE else None
        cells = (first.day, first.voucher, _(_WORDS.get(first.act, N_("Other"))), *(each or None for each in figures))
        yield first.day, Row((*cells, balance, words), opens=entry_link(first.voucher))
    for event in holdings.events(tx, kept.holding.id):
        if event.day <= day:
            what = _(EVENTS.get(event.kind, N_("Other")))
            yield event.day, Row((event.day, None, what, None, None, None, None, None, event.words or None))


def accrued_words(moves: list[MoveRow]) -> str:
    """Say how much interest was accrued."""
    return _("{amount} baht").format(amount=Money.sum(each.amount for each in moves).text())
