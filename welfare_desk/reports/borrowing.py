"""The card of one borrowing: its terms, every voucher with what is owed after it, and the instalments that fall due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act
from welfare_desk.coop.statutory import percent
from welfare_desk.dates import long_day, short_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.borrowings import CHARGED, LENDERS, line_of
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import borrowings

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.borrowings import KeptBorrowing

NAME, TITLE = "borrowing", N_("Card of a borrowing")
QUESTION = N_("What was drawn, repaid and paid in interest on one borrowing, and what falls due?")
PARAMETERS = (Parameter("contract", N_("Contract"), ParameterKind.TEXT, is_required=True), ON)
ACTS = {
    Act.OPENING: N_("Brought forward"),
    Act.DRAW: N_("Drawn"),
    Act.REPAY: N_("Principal repaid"),
    Act.ACCRUE: N_("Interest booked as owed"),
    Act.INTEREST: N_("Interest paid"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a borrowing by the number of its contract; an unknown one is a `RuleError`."""
    number = asked.text("contract")
    kept = borrowings.find(tx, number)
    if kept is None:
        raise RuleError(problem("borrowing.unknown", N_("There is no borrowing {number}."), "contract", number=number))
    return lay_out(kept, asked.day("on"))


def lay_out(kept: KeptBorrowing, day: date) -> Report:
    """Lay out what happened up to a day, and then every instalment with what of it is open."""
    rows = [Row((None, None, _("What happened"), None, None, None), Role.HEADING), *_history(kept, day)]
    still = kept.still_due(day)
    rows.append(Row((None, None, _("Instalments of principal"), None, None, None), Role.HEADING))
    for each in still:
        text = _("Instalment {number}, late") if each.is_late(day) else _("Instalment {number}")
        words = text.format(number=each.instalment.number)
        rows.append(Row((each.instalment.due, None, words, each.instalment.principal, None, each.open)))
    left = Money.sum(each.open for each in still)
    rows.append(Row((None, None, _("Still to be repaid"), None, None, left), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 14),
            Column("words", _("Item"), width=34),
            Column("principal", _("Principal"), Kind.MONEY, 15),
            Column("interest", _("Interest"), Kind.MONEY, 13),
            Column("owed", _("Principal owed"), Kind.MONEY, 15),
        ),
        tuple(rows),
        f"{kept.number} · {kept.terms.name}",
        facts=_facts(kept, day),
        notes=(_("As of {day}").format(day=long_day(day)),),
    )


def _facts(kept: KeptBorrowing, day: date) -> tuple[tuple[str, str | Money], ...]:
    terms, line = kept.terms, line_of(kept, day)
    rate = _("{rate} % a year {on}, {days} days").format(
        rate=percent(terms.rate), on=_(CHARGED[terms.charged_on]), days=terms.days_in_year
    )
    found: list[tuple[str, str | Money]] = [
        (_("Lender"), _(LENDERS[terms.lender])),
        (_("Day of the contract"), long_day(kept.holding.opened_day)),
        (_("Approved limit"), terms.limit),
        (_("Interest"), rate),
        (_("Drawn"), line.drawn),
        (_("Principal owed"), line.owed),
        (_("Interest owed"), line.interest),
        (_("Late"), line.late),
    ]
    if line.next_due is not None:
        found.append((_("Next due"), f"{short_day(line.next_due)} · {line.next_amount.text()}"))
    if terms.subsidy:
        found += [
            (_("Subsidy of the contract"), terms.subsidy),
            (_("Subsidy received"), kept.subsidy_received(day)),
            (_("Subsidy earned and booked"), kept.subsidy_recognised(day)),
        ]
    return tuple(found)


def _history(kept: KeptBorrowing, day: date) -> list[Row]:
    expense = kept.roles[CoopAccount.BORROWING_INTEREST]
    payable = kept.roles[CoopAccount.ACCRUED_INTEREST_PAYABLE]
    owed, rows = ZERO, list[Row]()
    for each in kept.rows:
        if each.day > day or each.act not in ACTS:
            continue
        is_principal = each.account == kept.account
        if not is_principal and not (
            each.account in {expense, payable} and (each.account == payable or each.act is Act.INTEREST)
        ):
            continue
        owed -= each.amount if is_principal else ZERO
        amounts = (abs(each.amount), None) if is_principal else (None, abs(each.amount))
        opens = Link("entry", (("voucher", each.voucher),))
        rows.append(Row((each.day, each.voucher, _(ACTS[each.act]), *amounts, owed), opens=opens))
    return rows
