"""The trial balance as bookkeepers lay it on a wide sheet: every amount on its side, in six or eight columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import RESULT_TYPES
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.balances import Turnover

WIDE_NAMES = ("six", "eight")
_GROUPS = {
    False: (N_("Brought forward"), N_("Movements"), N_("Balance")),
    True: (N_("Brought forward"), N_("Movements"), N_("Income and expenses"), N_("Financial position")),
}


def wide(
    rows: Sequence[Turnover],
    chart: Mapping[str, Account],
    days: tuple[date, date],
    fund: str,
    *,
    is_split: bool,
) -> Report:
    """Lay out accounts with what was brought forward, moved and is left, debit beside credit.

    With `is_split` the balance of income and expenses stands in a pair of columns of its own, and what they leave over
    balances both pairs, as on a closing worksheet.
    """
    params = (("from", days[0].isoformat()), ("to", days[1].isoformat()), *((("fund", fund),) if fund else ()))
    sums: dict[str, list[int]] = {}
    for row in rows:
        had = sums.setdefault(row.account, [0, 0, 0])
        sums[row.account] = [had[0] + row.brought, had[1] + row.debit, had[2] + row.credit]
    items: list[Row] = []
    result = 0
    for account, (brought, debit, credit) in sorted(sums.items()):
        if not (brought or debit or credit):
            continue
        left = brought + debit - credit
        cells = (*_sides(brought), Money(debit), Money(credit))
        if is_split:
            is_result = chart[account].type in RESULT_TYPES
            result += left if is_result else 0
            cells += (*_sides(left if is_result else 0), *_sides(0 if is_result else left))
        else:
            cells += _sides(left)
        opens = Link("general-ledger", (("account", account), *params))
        items.append(Row((account, chart[account].name, *cells), opens=opens))
    if is_split and result:
        items.append(Row((None, _("Income over (under) expenses"), *[ZERO] * 4, *_sides(-result), *_sides(result))))
    sums_of = [
        Money.sum(cell for row in items if isinstance(cell := row.cells[at], Money))
        for at in range(2, len(items[0].cells) if items else 0)
    ]
    holds = all(left == right for left, right in zip(sums_of[::2], sums_of[1::2], strict=True))
    return Report(
        "trial-balance",
        _(N_("Trial balance")),
        tuple(_columns(is_split=is_split)),
        (*items, Row((None, _("Total"), *sums_of), Role.TOTAL)) if items else (),
        span_words(*days),
        notes=(_("Debits equal credits.") if holds else _("Debits and credits differ."),),
        holds=holds,
        landscape=True,
        nothing=_("No account has a balance."),
    )


def _columns(*, is_split: bool) -> list[Column]:
    heads = [Column("account", _("Number"), Kind.CODE, 7), Column("name", _("Account"), width=24)]
    for at, group in enumerate(_GROUPS[is_split]):
        heads.append(Column(f"debit{at}", _("Debit"), Kind.MONEY, 12, _(group)))
        heads.append(Column(f"credit{at}", _("Credit"), Kind.MONEY, 12, _(group)))
    return heads


def _sides(balance: int) -> tuple[Money, Money]:
    return (Money(balance), ZERO) if balance > 0 else (ZERO, Money(-balance))
