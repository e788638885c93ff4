"""What a parameter may be answered with: the accounts, funds and villages of the book, and its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from welfare_desk.i18n import named
from welfare_desk.ledger.accounts import CASH_ON_HAND, AccountType, is_till, may_be_drawn_on
from welfare_desk.reports import layouts
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.parameters import ParameterKind
from welfare_desk.storage import accounts, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.storage.book import Tx


def choices_of(tx: Tx, kind: ParameterKind) -> list[tuple[str, str]]:
    """Give the values that a parameter of this kind may have, each with its words; none for days and numbers."""
    match kind:
        case ParameterKind.ACCOUNT:
            chart = accounts.chart(tx).values()
            return [(each.code, f"{each.code} {each.name}") for each in chart if each.type is not AccountType.HEADER]
        case ParameterKind.FUND:
            return [(code, fund.name) for code, fund in all_funds(tx).items()]
        case ParameterKind.LAYOUT:
            return layouts.titles(tx)
        case ParameterKind.VILLAGE:
            return villages(tx)
        case ParameterKind.MEMBER:
            m = schema.members.c
            asked = select(m.number, m.title, m.first_name, m.last_name).order_by(m.number)
            return [(number, f"{number} {title}{first} {last}") for number, title, first, last in tx.execute(asked)]
        case _:
            return []


def coded(chart: Iterable[Account]) -> list[tuple[str, str]]:
    """Name accounts by code and name."""
    return [(each.code, f"{each.code} {each.name}") for each in chart]


def tills(tx: Tx) -> list[tuple[str, str]]:
    """Give the cash and bank accounts that money may go into, each with its name, in the order of the chart."""
    chart = accounts.chart(tx).values()
    return [(each.code, each.name) for each in chart if is_till(each)]


def cash_tills(tx: Tx) -> list[tuple[str, str]]:
    """Give the accounts whose cash may be counted: cash on hand, or every till where the chart does not tell."""
    found = [each for each in accounts.chart(tx).values() if is_till(each)]
    on_hand = [each for each in found if each.form10_line == CASH_ON_HAND]
    return [(each.code, each.name) for each in on_hand or found]


def banks(tx: Tx) -> list[tuple[str, str]]:
    """Give the accounts that a cheque may be drawn on, each with its name, in the order of the chart."""
    return [(each.code, each.name) for each in accounts.chart(tx).values() if may_be_drawn_on(each)]


def villages(tx: Tx) -> list[tuple[str, str]]:
    """Give the villages where members live, each with its name where it has one, in the order of their numbers."""
    v, m = schema.villages.c, schema.members.c
    names = {row[0]: named(row[1], row[2]) for row in tx.execute(select(v.code, v.name_th, v.name_en))}
    found = {row[0] for row in tx.execute(select(m.village).distinct()) if row[0]} | set(names)
    ordered = sorted(found, key=lambda code: (len(code), code))
    return [(code, f"{code} {names.get(code, '')}".strip()) for code in ordered]
