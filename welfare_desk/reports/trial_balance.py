"""Trial balance: every account's balance to a day, or what was brought forward, what moved and what is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day, short_day, span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.balances import Turnover, all_funds, turnovers
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, FUND, ON, TO, Default, Parameter, ParameterKind
from welfare_desk.reports.wide_trial_balance import WIDE_NAMES, wide
from welfare_desk.storage import accounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import Fund
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "trial-balance", N_("Trial balance")
QUESTION = N_("Do the books balance, and what stands on every account?")
BY_FUND, SHOWN = "fund", "show"
PARAMETERS = (
    replace(FROM, default=Default.MONTH_START),
    TO,
    replace(ON, default=Default.NOTHING, in_window=False),
    FUND,
    Parameter(
        "by",
        N_("Rows"),
        ParameterKind.CHOICE,
        choices=(("account", N_("One for each account")), (BY_FUND, N_("One for each account and fund"))),
    ),
    Parameter(
        "nil",
        N_("Accounts without a balance"),
        ParameterKind.CHOICE,
        choices=(("hide", N_("Left out")), (SHOWN, N_("Shown"))),
    ),
    Parameter(
        "columns",
        N_("Columns"),
        ParameterKind.CHOICE,
        choices=(
            ("usual", N_("Brought forward, movements, balance")),
            (WIDE_NAMES[0], N_("Six: each on its side")),
            (WIDE_NAMES[1], N_("Eight: the balance in income statement and position")),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the trial balance is wanted: with what moved since `first`, by fund, with accounts that have nothing."""

    last: date
    first: date | None = None
    by_fund: bool = False
    with_nil: bool = False


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the balances and lay them out: with what moved in some days, or (`on`) as they stand on one day."""
    fund, on = asked.text("fund"), asked.days.get("on")
    first, last = (asked.day("from"), asked.day("to")) if on is None else (None, on)
    if first is not None and asked.text("columns") in WIDE_NAMES:
        rows = [row for row in turnovers(tx, first, last) if fund in ("", row.fund)]
        return wide(rows, accounts.chart(tx), (first, last), fund, is_split=asked.text("columns") == WIDE_NAMES[1])
    shape = Shape(last, first, asked.text("by") == BY_FUND or bool(fund), asked.text("nil") == SHOWN)
    rows = [row for row in turnovers(tx, first, last) if fund in ("", row.fund)]
    return lay_out(rows, accounts.chart(tx), all_funds(tx), shape)


def lay_out(rows: Sequence[Turnover], chart: Mapping[str, Account], funds: Mapping[str, Fund], shape: Shape) -> Report:
    """Lay out rows of one account and fund each, in the order of the accounts; the funds stand in theirs."""
    order = {code: place for place, code in enumerate(funds)}
    rows = sorted(rows, key=lambda row: (row.account, order[row.fund]))
    rows = [row for row in rows if shape.with_nil or any(row[2:])]
    shown = rows if shape.by_fund else [_sum(account, each) for account, each in groupby(rows, attrgetter("account"))]
    moved = shape.first is not None
    items = [_item(row, chart, funds, shape) for row in shown if shape.with_nil or any(row[2:])]
    subtitle = _("As of {day}").format(day=long_day(shape.last))
    notes = (_("Debits equal credits.") if not sum(row.balance for row in rows) else _("Debits and credits differ."),)
    if shape.first is not None:
        subtitle = span_words(shape.first, shape.last)
        notes += (_("In the column “brought forward”, credit balances stand in parentheses."),)
    return Report(
        NAME,
        _(TITLE),
        tuple(_columns(shape)),
        (*items, _total(items, shape)) if items else (),
        subtitle,
        notes=notes,
        holds=not sum(row.balance for row in rows),
        answer=_answer(rows, chart, shape.last),
        landscape=moved and shape.by_fund,
        nothing=_("No account has a balance."),
        days=(shape.first or shape.last, shape.last),
    )


def _sum(account: str, rows: Iterable[Turnover]) -> Turnover:
    amounts = [row[2:] for row in rows]
    return Turnover(account, "", *(sum(column) for column in zip(*amounts, strict=True)))


def _columns(shape: Shape) -> Iterable[Column]:
    yield Column("account", _("Number"), Kind.CODE, 8)
    yield Column("name", _("Account"), width=36)
    if shape.by_fund:
        yield Column("fund", _("Fund"), width=18)
    balance = _("Balance")
    if shape.first is not None:
        balance = _("Balance {day}").format(day=short_day(shape.last))
        yield Column("brought", _("Brought forward"), Kind.MONEY, 14)
        yield Column("moved_debit", _("Debit"), Kind.MONEY, 14, _("Movements"))
        yield Column("moved_credit", _("Credit"), Kind.MONEY, 14, _("Movements"))
    yield Column("debit", _("Debit"), Kind.MONEY, 14, balance)
    yield Column("credit", _("Credit"), Kind.MONEY, 14, balance)


def _item(row: Turnover, chart: Mapping[str, Account], funds: Mapping[str, Fund], shape: Shape) -> Row:
    fund = (funds[row.fund].name,) if shape.by_fund else ()
    moved = (Money(row.brought), Money(row.debit), Money(row.credit)) if shape.first is not None else ()
    days = (("from", shape.first.isoformat()),) if shape.first is not None else ()
    params = (("account", row.account), *days, ("to", shape.last.isoformat()))
    link = Link("general-ledger", (*params, ("fund", row.fund)) if shape.by_fund else params)
    return Row((row.account, chart[row.account].name, *fund, *moved, *sides(row.balance)), opens=link)


def sides(balance: int) -> tuple[Money, Money]:
    """Put a balance in satang on its side: debit, credit."""
    return (Money(balance), ZERO) if balance > 0 else (ZERO, Money(-balance))


def _total(items: Sequence[Row], shape: Shape) -> Row:
    texts = 3 if shape.by_fund else 2
    amounts = [[cell for cell in item.cells[texts:] if isinstance(cell, Money)] for item in items]
    sums = (Money.sum(column) for column in zip(*amounts, strict=True))
    count = len({item.cells[0] for item in items})
    words = ngettext("Total of {count} account", "Total of {count} accounts", count).format(count=count)
    return Row((words, *[None] * (texts - 1), *sums), Role.TOTAL)


def _answer(rows: Sequence[Turnover], chart: Mapping[str, Account], last: date) -> tuple[tuple[str, object], ...]:
    answer: list[dict[str, object]] = []
    total = [ZERO, ZERO]
    for row in rows:
        account = chart[row.account]
        debit, credit = sides(row.balance)
        total = [total[0] + debit, total[1] + credit]
        answer.append({
            "account": account.code,
            "name": account.name,
            "name_th": account.name_th,
            "name_en": account.name_en,
            "fund": row.fund,
            "debit_satang": debit,
            "credit_satang": credit,
        })  # fmt: skip
    return ("as_of", last), ("rows", answer), ("debit_satang", total[0]), ("credit_satang", total[1])
