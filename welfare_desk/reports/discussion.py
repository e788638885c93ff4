"""Management discussion: the figures of a fiscal year in sentences, each with its change and its share.

Everything is computed from satang; nothing is rounded before it is compared. The fund's own reasons stand around it.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import RESULT_TYPES, AccountType, CashFlow
from welfare_desk.ledger.statement_layouts import Figure, Measure
from welfare_desk.money import Money
from welfare_desk.reports.marks import statement_status
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.note_words import DISCUSSION, OUTLOOK, words
from welfare_desk.reports.parameters import ON
from welfare_desk.reports.statement_columns import PRIOR_YEAR, Wanted, compared
from welfare_desk.storage import accounts, periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "discussion", N_("What the figures of the year say")
QUESTION = N_("What became more and what less, by how much, and of what is it a part?")
PARAMETERS = (ON,)
_LARGEST = 6  # accounts that have a sentence of their own on either side
_HUNDREDTH = Decimal("0.01")


class Item(NamedTuple):
    """A figure of the year, what it was the year before (if that is known), and the whole that it is a part of."""

    name: str
    now: Money
    before: Money | None
    whole: Money | None = None


def make(tx: Tx, asked: Asked) -> Report:
    """Write the discussion of the fiscal year of a day."""
    calendar, last = periods.calendar(tx), asked.day("on")
    year = calendar.year_of(last)
    span = min(max(calendar.year_start(year), calendar.first_day), last), last
    chart = accounts.chart(tx)
    of_year = compared(tx, Wanted(*span, frozenset({Measure.RESULT})), PRIOR_YEAR, chart)
    of_day = compared(tx, Wanted(*span, frozenset({Measure.BALANCE}), is_position=True), PRIOR_YEAR, chart)
    rows = [Row((None, long_day(last)), Role.HEADING)]
    subject = _("What the figures of the fiscal year {year} say, up to {day}")
    rows.append(Row((_("Subject"), subject.format(year=year + BE_OFFSET, day=long_day(last)))))
    rows += [Row((None, each)) for each in words(tx, year, DISCUSSION, {})]
    made = _made(of_year[0].figures or {}, of_year[1].figures, chart)
    there = _there(of_day[0].figures or {}, of_day[1].figures, chart)
    rows += [Row((None, sentence(each))) for each in (*made, *there)]
    rows += [Row((None, each)) for each in words(tx, year, OUTLOOK, {})]
    stands = statement_status(tx, *span)
    rows.append(Row((None, f"{stands.label}: {stands.words}")))
    return Report(
        NAME,
        _(TITLE),
        (Column("label", _("Label"), width=10), Column("text", _("Text"), width=60)),
        tuple(rows),
        _("Fiscal year {year}, as of {day}").format(year=year + BE_OFFSET, day=long_day(last)),
        signatures=(_("Treasurer"), _("Chair")),
        is_letter=True,
    )


def sentence(item: Item) -> str:
    """Say an amount, what it is a part of, and how it changed."""
    between = _(", ")
    parts = [_("{name} {amount} baht").format(name=item.name, amount=_plain(item.now))]
    if item.whole is not None and item.whole.satang > 0:
        parts.append(_("{percent} per cent of the whole").format(percent=_percent(item.now, item.whole)))
    if item.before is None:
        return between.join(parts)
    change = item.now - item.before
    if not change:
        parts.append(_("as the year before"))
    elif item.before.satang <= 0:
        more = _("{change} baht more than the year before")
        less = _("{change} baht less than the year before")
        text = more if change.satang > 0 else less
        parts.append(text.format(change=abs(change).text()))
    else:
        more = _("{change} baht or {percent} per cent more than the year before")
        less = _("{change} baht or {percent} per cent less than the year before")
        text = more if change.satang > 0 else less
        parts.append(text.format(change=abs(change).text(), percent=_percent(abs(change), item.before)))
    return between.join(parts)


def _plain(amount: Money) -> str:
    return amount.text() if amount.satang >= 0 else f"({abs(amount).text()})"


def _percent(part: Money, whole: Money) -> str:
    exact = Decimal(part.satang * 100) / Decimal(whole.satang)
    return f"{exact.quantize(_HUNDREDTH, ROUND_HALF_UP):,}"


def _made(
    now: Mapping[str, Figure], before: Mapping[str, Figure] | None, chart: Mapping[str, Account]
) -> Iterator[Item]:
    """Give income and its largest accounts, expenses and theirs, and what is left over."""
    sums: list[tuple[Money, Money | None]] = []
    for kind, sign, name in (
        (AccountType.INCOME, -1, _("All income")),
        (AccountType.EXPENSE, 1, _("All expenses")),
    ):
        codes = [code for code, each in chart.items() if each.type is kind]
        amounts = {code: _of(now, (code,), sign) for code in codes}
        earlier = None if before is None else {code: _of(before, (code,), sign) for code in codes}
        whole = Money.sum(amounts.values())
        past = None if earlier is None else Money.sum(earlier.values())
        sums.append((whole, past))
        yield Item(name, whole, past)
        largest = sorted((code for code in codes if amounts[code]), key=lambda code: -abs(amounts[code].satang))
        for code in largest[:_LARGEST]:
            yield Item(chart[code].name, amounts[code], None if earlier is None else earlier[code], whole)
    (income, income_past), (expenses, expenses_past) = sums
    past = None if income_past is None or expenses_past is None else income_past - expenses_past
    yield Item(_("Income over (under) expenses"), income - expenses, past)


def _there(
    now: Mapping[str, Figure], before: Mapping[str, Figure] | None, chart: Mapping[str, Account]
) -> Iterator[Item]:
    """Give what there is, the money in it, what is owed and what the funds are."""
    assets = [code for code, each in chart.items() if each.type is AccountType.ASSET]
    groups = (
        (_("Total assets"), assets, 1),
        (_("Cash and bank"), [code for code in assets if chart[code].cash_flow is CashFlow.CASH], 1),
        (_("Total liabilities"), [code for code, each in chart.items() if each.type is AccountType.LIABILITY], -1),
        (
            _("Funds"),
            [code for code, each in chart.items() if each.type in RESULT_TYPES or each.type is AccountType.EQUITY],
            -1,
        ),
    )
    whole = _of(now, assets, 1, Measure.BALANCE)
    for name, codes, sign in groups:
        amount = _of(now, codes, sign, Measure.BALANCE)
        past = None if before is None else _of(before, codes, sign, Measure.BALANCE)
        yield Item(name, amount, past, None if codes is assets else whole)


def _of(
    figures: Mapping[str, Figure],
    codes: list[str] | tuple[str, ...],
    sign: int,
    measure: Measure = Measure.RESULT,
) -> Money:
    return Money(sign * sum(figures[code].amount(measure) for code in codes if code in figures))
