"""The register of loans: who borrowed what, what is owed on a day, what falls due next, what is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.loan_contracts import in_force
from welfare_desk.coop.loans import next_instalments, position
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.loan_words import flag_words, product_names, rate_words, without_empty
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER, ON, Parameter, ParameterKind
from welfare_desk.storage import loan_contracts, loan_papers, loans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.loans import LoanPosition
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

NAME, TITLE = "loans", N_("Loans to members")
QUESTION = N_("Who borrowed what, what is owed on a day, and what is missed?")
RUNNING, LATE, OUT = "running", "late", "waiting"
STATES = ((RUNNING, N_("running")), (LATE, N_("instalments missed")), (OUT, N_("not paid out yet")))
PARAMETERS = (ON, Parameter("state", N_("State"), ParameterKind.CHOICE, choices=(("all", N_("all")), *STATES)), MEMBER)


class LoanChoice(NamedTuple):
    """A loan with where it stands today, as the forms of a page need it."""

    loan: KeptLoan
    at: LoanPosition
    name: str
    product: str
    guarantors: tuple[str, ...]


def loan_choice(tx: Tx, contract: str, day: date) -> LoanChoice:
    """Give a loan and where it stands on a day; an unknown contract is a `KeyError`."""
    kept = loan_contracts.loan(tx, contract)
    if kept is None:
        raise KeyError(contract)
    held = in_force(loan_papers.guarantees(tx, kept.holding.id)[kept.holding.id], day)
    name = loan_contracts.names(tx, [kept.member]).get(kept.member, "")
    product = product_names(tx, day).get(kept.holding.product, kept.holding.product)
    return LoanChoice(kept, position(kept.history, day), name, product, tuple(each.member for each in held))


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the loans in a state on a day, of all members or one, and lay them out."""
    day, wanted, member = asked.day("on"), asked.text("state"), asked.text("member")
    found = [each for each in loans.positions(tx, day) if not member or each[0].member == member]
    if wanted in {"", "all", OUT}:
        there = {kept.holding.id for kept, _at in found}
        waiting = [each for each in loan_contracts.not_paid_out(tx, day) if not member or each.member == member]
        found += [(each, position(each.history, day)) for each in waiting if each.holding.id not in there]
    if wanted == OUT:
        found = [each for each in found if not each[0].history.moves]
    elif wanted == LATE:
        found = [each for each in found if each[1].unmet]
    elif wanted == RUNNING:
        found = [each for each in found if each[0].history.moves]
    names = loan_contracts.names(tx)
    return lay_out(found, names, product_names(tx, day), day)


def lay_out(
    found: Sequence[tuple[KeptLoan, LoanPosition]], names: Mapping[str, str], products: Mapping[str, str], day: date
) -> Report:
    """Lay out one line for each loan over their sums."""
    rows = [_row(kept, at, names, products) for kept, at in found]
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in range(6, 11)]
        words = ngettext("{count} loan", "{count} loans", len(rows)).format(count=f"{len(rows):,}")
        rows.append(Row((None, words, *([None] * 4), *sums, *([None] * 3)), Role.TOTAL))
    late = sum(bool(at.unmet) for _kept, at in found)
    text = ngettext("On {count} loan an instalment is missed.", "On {count} loans an instalment is missed.", late)
    report = Report(
        NAME,
        _(TITLE),
        (
            Column("contract", _("Contract"), Kind.CODE, 10),
            Column("member", _("Member"), Kind.CODE, 8),
            Column("name", _("Name"), width=20),
            Column("product", _("Kind of loan"), width=16),
            Column("opened", _("Contract of"), Kind.DAY, 11),
            Column("rate", _("Rate"), width=7),
            Column("amount", _("Lent"), Kind.MONEY, 14),
            Column("principal", _("Principal owed"), Kind.MONEY, 14),
            Column("interest", _("Interest owed"), Kind.MONEY, 12),
            Column("penalty", _("Penalty"), Kind.MONEY, 10),
            Column("overdue", _("Principal past due"), Kind.MONEY, 13),
            Column("missed", _("Missed"), Kind.NUMBER, 7),
            Column("next", _("Next due"), Kind.DAY, 11),
            Column("marks", _("Marks"), width=12),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(text.format(count=f"{late:,}"),) if late else (),
        landscape=True,
        nothing=_("There are no loans like these."),
    )
    return without_empty(report, ("penalty", "overdue", "missed", "marks"))


def _row(kept: KeptLoan, at: LoanPosition, names: Mapping[str, str], products: Mapping[str, str]) -> Row:
    terms = kept.history.version(at.day).terms
    coming = next_instalments(kept.history, at)
    marks = flag_words(loans.standing(kept, at).flags) if kept.history.moves else _("not paid out yet")
    figures = (at.owed.principal, max(ZERO, at.owed.interest), at.owed.penalty, at.overdue)
    return Row(
        (
            kept.number, kept.member, names.get(kept.member, ""),
            products.get(kept.holding.product, kept.holding.product), kept.holding.opened_day, rate_words(terms.rate),
            kept.contract.amount, *(each or None for each in figures), len(at.unmet) or None,
            coming[0].due if coming else None, marks or None,
        ),
        opens=Link("loan", (("contract", kept.number),)),
    )  # fmt: skip
