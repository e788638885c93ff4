"""The sheet of a cash count (ใบตรวจนับเงินสด): notes and coins, in words, to be signed by who counted and who saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.cash_counts import PIECES, SMALLEST_NOTE
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import accounts, cash_counts
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.cash_counts import KeptCount

NAME, TITLE = "cash-count", N_("Cash count sheet")
QUESTION = N_("How many notes and coins were there, to be signed.")
PARAMETERS = (Parameter("number", N_("Number"), ParameterKind.NUMBER, is_required=True),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a count by its number and lay it out; an unknown one is a `RuleError`."""
    number = asked.number("number")
    found = next((each for each in cash_counts.counts(tx) if each.number == number), None)
    if found is None:
        raise RuleError(problem("count.unknown", N_("There is no cash count {number}."), "number", number=number))
    return lay_out(found, accounts.chart(tx))


def lay_out(kept: KeptCount, chart: Mapping[str, Account]) -> Report:
    """Lay out the notes, then the coins, then what the book says."""
    tally = kept.tally
    rows: list[Row] = []
    for title, pieces in (
        (_("Banknotes"), [each for each in PIECES if each >= SMALLEST_NOTE]),
        (_("Coins"), [each for each in PIECES if each < SMALLEST_NOTE]),
    ):
        many = [(each, tally.pieces.get(each.satang, 0)) for each in pieces]
        rows.append(Row((title, None, None), Role.HEADING))
        rows += [Row((each.text().removesuffix(".00"), count or None, each * count)) for each, count in many]
        rows.append(Row((title, None, Money.sum(each * count for each, count in many)), Role.SUBTOTAL))
    rows.append(Row((_("Counted"), None, tally.counted), Role.TOTAL))
    facts: tuple[tuple[str, str | Money], ...] = (
        (_("Account"), f"{tally.account} {chart[tally.account].name}"),
        (_("Counted by"), tally.counted_by),
        (_("Witness"), tally.witness),
        (_("In words"), amount_in_words(tally.counted)),
        (_("By the book"), tally.expected),
        (_("Difference"), tally.difference),
        (_("Reason"), tally.reason),
        (_("Voucher of the difference"), kept.voucher or ""),
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("piece", _("Note or coin (baht)"), width=26),
            Column("count", _("How many"), Kind.NUMBER, 12),
            Column("amount", _("Amount"), Kind.MONEY, 18),
        ),
        tuple(rows),
        _("Number {number} · {day}").format(number=kept.number, day=long_day(tally.day)),
        facts=tuple((label, value) for label, value in facts if value or isinstance(value, Money)),
        signatures=(_("Counted by"), _("Witness")),
    )
