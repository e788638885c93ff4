"""The contract of a loan as a paper, ready to sign, with its schedule enclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.loan_contracts import in_force
from welfare_desk.coop.loan_terms import Method
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports import loan_schedule
from welfare_desk.reports.loan_words import (
    CONTRACT,
    COUNTS,
    DUES,
    METHODS,
    due_words,
    found_loan,
    product_names,
    rate_words,
    society,
    with_most,
)
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.storage import loan_papers, members
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.coop.loan_contracts import Guarantee
    from welfare_desk.coop.loan_terms import LoanTerms
    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

NAME, TITLE = "loan-contract", N_("Contract of a loan")
QUESTION = N_("The contract of one loan, ready to sign, with its schedule.")
PARAMETERS = (CONTRACT,)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a contract by its number, and write it as it was first agreed."""
    kept = found_loan(tx, asked)
    version = kept.history.versions[0]
    day = kept.holding.opened_day
    held = in_force(loan_papers.guarantees(tx, kept.holding.id)[kept.holding.id], day)
    sureties = [members.get(tx, each.member) for each in held]
    borrower = members.get(tx, kept.member)
    names = product_names(tx, day)
    kind = names.get(kept.holding.product, kept.holding.product)
    signers = (_("Borrower"), *([_("Guarantor")] * len(sureties)), _("Lender"), _("Witness"), _("Witness"))
    return Report(
        NAME,
        _(TITLE),
        (Column("label", "", width=16), Column("text", _("Text of the contract"), width=60)),
        (
            *_head(kept, kind, society(tx)),
            *_parties(borrower, society(tx), kept),
            *_terms(version.terms, len(version.rows)),
            *_surety(list(zip(sureties, held, strict=True)), kept),
            Row(
                (
                    None,
                    _("Both sides have read and understood this contract, and sign it before witnesses."),
                )
            ),
        ),
        _("Contract {number}").format(number=kept.number),
        signatures=signers,
        is_letter=True,
        enclosed=(loan_schedule.lay_out(kept.number, version, None),),
    )


def _head(kept: KeptLoan, kind: str, who: Mapping[str, str]) -> Iterator[Row]:
    yield Row((_("Contract no."), kept.number))
    for words in (who["name"], who["address"]):
        if words:
            yield Row((None, words), Role.HEADING)
    yield Row((None, long_day(kept.holding.opened_day)), Role.HEADING)
    yield Row((_("Subject"), _("Contract of a loan: {kind}").format(kind=kind)))


def _parties(borrower: Member, who: Mapping[str, str], kept: KeptLoan) -> Iterator[Row]:
    place = " ".join(filter(None, (borrower.house, borrower.village, borrower.tambon)))
    text = _(
        "This contract is made between {society}, the lender, and {name}, member {number}, of {place}, the borrower. "
        "The borrower borrows {amount} baht ({words}), and receives it in full on the day it is paid out."
    )
    amount = kept.contract.amount
    yield Row(
        (
            None,
            text.format(
                society=who["name"], name=borrower.name, number=borrower.number, place=place or "…" * 14,
                amount=amount.text(), words=amount_in_words(amount),
            ),
        )
    )  # fmt: skip


def _terms(terms: LoanTerms, count: int) -> Iterator[Row]:
    text = _(
        "1. The borrower pays interest of {rate} a year, reckoned {count}, and repays the loan in {instalments} "
        "instalments ({method}), {due}, the first on {first}, as the enclosed schedule shows."
    )
    yield Row(
        (
            None,
            text.format(
                rate=rate_words(terms.rate), count=_(COUNTS[terms.count]), instalments=count,
                method=_(METHODS[terms.method]), due=due_words(terms), first=long_day(terms.first_due),
            ),
        )
    )  # fmt: skip
    order = ", ".join(_(DUES[each]) for each in terms.order)
    yield Row((None, _("2. What is paid goes first to {order}, in this order.").format(order=order)))
    if terms.method is not Method.FLAT:
        yield Row((None, _("3. The borrower may repay earlier; interest is then reckoned to the day of payment.")))
    else:
        yield Row((None, _("3. The borrower may repay earlier; interest of days to come is then not asked for.")))
    if terms.penalty_rate:
        late = _("4. On principal that is not paid on its day a penalty of {rate} a year is paid, for each day.")
        yield Row((None, late.format(rate=rate_words(terms.penalty_rate))))


def _surety(sureties: list[tuple[Member, Guarantee]], kept: KeptLoan) -> Iterator[Row]:
    if sureties:
        text = _("The guarantors stand for this loan: {names}.")
        names = ", ".join(with_most(f"{each.name} ({each.number})", stands.amount) for each, stands in sureties)
        yield Row((None, text.format(names=names)))
    for each in kept.state.collateral:
        text = _("Held against the loan: {words}, worth {value} baht.")
        yield Row((None, text.format(words=each.words, value=each.value.text())))
