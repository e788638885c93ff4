"""The receipt of a repayment: what came, on which contracts, for what, and what is still owed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act, Ledger
from welfare_desk.coop.loan_history import On
from welfare_desk.coop.loans import position
from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.loan_words import society
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import holding_moves, holdings, loan_contracts, rows
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "loan-receipt", N_("Receipt of a repayment")
QUESTION = N_("The receipt of money that came for loans.")
PARAMETERS = (Parameter("voucher", N_("Voucher"), ParameterKind.VOUCHER, is_required=True),)
_WORDS = {On.PRINCIPAL: N_("Principal"), On.INTEREST: N_("Interest"), On.PENALTY: N_("Penalty")}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a repayment by its voucher, and write its receipt."""
    voucher = asked.text("voucher")
    day, payer = _head(tx, voucher)
    lines = list(_lines(tx, voucher, day))
    if not lines:
        text = N_("{voucher} is no repayment of a loan.")
        raise RuleError(problem("loan.no_receipt", text, "voucher", voucher=voucher))
    total = Money.sum(row.cells[2] for row in lines if isinstance(row.cells[2], Money))
    who = society(tx)
    lines.append(Row((None, _("Total"), total, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("contract", _("Contract"), Kind.CODE, 12),
            Column("what", _("Received for"), width=24),
            Column("amount", _("Amount"), Kind.MONEY, 16),
            Column("balance", _("Principal owed"), Kind.MONEY, 16),
        ),
        tuple(lines),
        _("{voucher} · {day}").format(voucher=voucher, day=long_day(day)),
        facts=((_("Received from"), payer), (_("Amount in words"), amount_in_words(total))),
        signatures=(_("Received by"), who["treasurer"] or _("Treasurer")),
    )


def _head(tx: Tx, voucher: str) -> tuple[date, str]:
    day, payee = rows.ask(tx, "SELECT day, payee FROM entries WHERE voucher = ?", (voucher,))[0]
    return date.fromisoformat(day), payee or ""


def _lines(tx: Tx, voucher: str, day: date) -> Iterator[Row]:
    sides = loan_contracts.sides_of(tx)
    sums: dict[tuple[int, On], Money] = {}
    for each in holding_moves.of_voucher(tx, voucher):
        on = sides.of(each.account, each.act)
        if on is None or each.act not in {Act.REPAY, Act.INTEREST, Act.PENALTY}:
            continue
        key = (each.holding, On.INTEREST if on is On.ACCRUED else on)
        sums[key] = sums.get(key, Money(0)) - each.amount
    last = None
    for (key, on), amount in sums.items():
        holding = holdings.get(tx, key)
        if holding.ledger is not Ledger.LOAN:
            continue
        owed = position(loan_contracts.read(tx, holding).history, day).owed.principal
        yield Row((holding.number, _(_WORDS[on]), amount, owed if key != last else None))
        last = key
