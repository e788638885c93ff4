"""Read lines of an entry that were copied from a spreadsheet: account, fund, member, debit and credit or one amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_AMOUNT = re.compile(r"\(?-?[\d,]+(?:\.\d*)?\)?")
_NIL = frozenset({"", "-", "–"})
_DEBIT_AND_CREDIT = 2


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line as it was written; amounts stay text for the fields, which read them."""

    account: str
    fund: str = ""
    member: str = ""
    debit: str = ""
    credit: str = ""


def read_lines(
    text: str, accounts: Mapping[str, str], funds: Mapping[str, str], members: Collection[str]
) -> tuple[list[PastedLine], list[Problem]]:
    """Read tab-separated rows; `accounts` and `funds` hold names by code.

    An account is known by its code or its whole name. One amount is a debit, or a credit when it is below zero or in
    parentheses; two are debit and credit. Rows without an amount (headings) are passed over; a row with an amount and
    no account is a problem that names the row.
    """
    lines: list[PastedLine] = []
    problems: list[Problem] = []
    by_name = {_plain(name): code for code, name in accounts.items()}
    for number, row in enumerate(text.splitlines(), start=1):
        cells = [arabic_digits(cell).strip() for cell in row.split("\t")]
        account, at = _account(cells, accounts, by_name)
        rest = cells[at + 1 :] if account else cells
        amounts = [cell for cell in rest if (_is_amount(cell) and cell not in members) or cell in _NIL]
        debit, credit = _sides(amounts)
        if not debit and not credit:
            continue
        if not account:
            words = N_("Row {row}: no account of the chart stands there.")
            problems.append(problem("paste.no_account", words, "lines", row=number))
            continue
        fund = next((code for code, name in funds.items() if {code, name} & set(rest)), "")
        member = next((cell for cell in rest if cell in members), "")
        lines.append(PastedLine(account, fund, member, debit, credit))
    return lines, problems


def _account(cells: Sequence[str], accounts: Mapping[str, str], by_name: Mapping[str, str]) -> tuple[str, int]:
    for at, cell in enumerate(cells):
        code = cell.split(" ")[0]
        if code in accounts:
            return code, at
        if _plain(cell) in by_name:
            return by_name[_plain(cell)], at
    return "", -1


def _sides(amounts: Iterable[str]) -> tuple[str, str]:
    """Give debit and credit: the last two amounts, or one with its sign."""
    found = list(amounts)
    if len(found) >= _DEBIT_AND_CREDIT:
        debit, credit = found[-2:]
        return _bare(debit), _bare(credit)
    if not found or found[0] in _NIL:
        return "", ""
    below = found[0].startswith(("-", "("))
    return ("", _bare(found[0])) if below else (_bare(found[0]), "")


def _bare(amount: str) -> str:
    words = amount.strip("()-– ").replace(",", "")
    try:
        return words if Decimal(words) else ""
    except InvalidOperation:
        return ""


def _is_amount(cell: str) -> bool:
    return bool(_AMOUNT.fullmatch(cell))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
