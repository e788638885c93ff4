"""The chart of accounts: what an account is, and what makes a chart sound."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, named
from welfare_desk.ledger.entries import Entry, EntryKind
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLUMNS = ("code", "name_th", "name_en", "type", "normal", "parent", "closes_to", "cash_flow", "form10_line")
CODE = re.compile(r"[0-9]+")


class AccountType(Enum):
    """What an account counts; a header only groups others."""

    HEADER = "H"
    ASSET = "A"
    LIABILITY = "L"
    EQUITY = "E"
    INCOME = "R"
    EXPENSE = "X"


class Side(Enum):
    """The side of an account on which its balance usually stands."""

    DEBIT = "Dr"
    CREDIT = "Cr"


class CashFlow(Enum):
    """The place of an account in the statement of cash flows."""

    CASH = "cash"
    OPERATING = "operating"
    INVESTING = "investing"
    FINANCING = "financing"
    TRANSFER = "transfer"


RESULT_TYPES = frozenset({AccountType.INCOME, AccountType.EXPENSE})

FORM10_LINES = frozenset({
    "R1.member", "R1.codi_seed", "R1.codi_match", "R1.lao", "R1.other_state", "R1.other",
    "R2.entrance_fee", "R2.donation", "R2.interest", "R2.other",
    "A.bank", "A.cash_on_hand", "A.investment", "A.other", "P1.welfare",
    "P2.remuneration", "P2.travel", "P2.stationery", "P2.meeting", "P2.other",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a chart.

    `closes_to` is the equity account that takes an income or expense account's balance at the end of the
    year; `cash_flow` is None where only the result, an opening or a closing touches it; `form10_line` is its
    line in section 10 of the status form of a welfare fund, or empty.
    """

    code: str
    name_th: str
    name_en: str
    type: AccountType
    normal: Side
    parent: str | None = None
    closes_to: str | None = None
    cash_flow: CashFlow | None = None
    form10_line: str = ""
    is_active: bool = True

    @property
    def is_header(self) -> bool:
        """Tell whether the account only groups others."""
        return self.type is AccountType.HEADER

    @property
    def name(self) -> str:
        """Name the account in the chosen language."""
        return named(self.name_th, self.name_en)


def may_post(account: Account) -> bool:
    """Tell whether new lines may name the account: neither a header nor deactivated."""
    return account.is_active and not account.is_header


def is_till(account: Account) -> bool:
    """Tell whether money may be taken into the account and paid out of it: cash, or a bank account."""
    return account.cash_flow is CashFlow.CASH and may_post(account)


CASH_ON_HAND = "A.cash_on_hand"
_CASH = "เงินสด"


def may_be_drawn_on(account: Account) -> bool:
    """Tell whether a cheque may be drawn on the account: a till that the chart does not call cash on hand.

    The chart of welfare funds says so by its line of the status form, the others by the name of the account.
    """
    is_cash = account.form10_line == CASH_ON_HAND or account.name_th.startswith(_CASH)
    return is_till(account) and not is_cash


def natural(account: Account, balance: Money) -> Money:
    """Turn a balance (debit positive) so that the account's usual side is positive."""
    return balance if account.normal is Side.DEBIT else -balance


def read_chart(text: str) -> tuple[Account, ...]:
    """Read a chart from tab-separated text whose first line names the columns.

    Every line that cannot be read is a problem of one `RuleError`; whether the accounts fit together is for
    `problems_of_chart` to say.
    """
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) != COLUMNS:
        columns = N_("A chart of accounts begins with a line that names its columns: {columns}.")
        raise RuleError(problem("chart.columns", columns, columns=", ".join(COLUMNS)))
    accounts: list[Account] = []
    found: list[Problem] = []
    for line, row in enumerate(rows[1:], start=2):
        try:
            accounts.append(_account(row))
        except ValueError:
            unread = N_("Line {line} of the chart of accounts cannot be read.")
            found.append(problem("chart.unreadable_line", unread, line=line))
    if found:
        raise RuleError(*found)
    return tuple(accounts)


def _account(row: Sequence[str]) -> Account:
    code, name_th, name_en, kind, normal, parent, closes_to, cash_flow, form10_line = (cell.strip() for cell in row)
    return Account(
        code,
        name_th,
        name_en,
        AccountType(kind),
        Side(normal),
        parent or None,
        closes_to or None,
        CashFlow(cash_flow) if cash_flow else None,
        form10_line,
    )


def problems_of_chart(accounts: Sequence[Account]) -> list[Problem]:
    """Find everything that keeps a chart from being used."""
    chart = {account.code: account for account in accounts}
    found = [
        problem(
            "chart.duplicate_code", N_("The account code {account} stands in the chart twice."), "code", account=code
        )
        for code, count in Counter(account.code for account in accounts).items()
        if count > 1
    ]
    for account in accounts:
        found += problems_of_account(account, chart)
    return found


def problems_of_account(account: Account, chart: Mapping[str, Account]) -> list[Problem]:
    """Find everything that is wrong with one account of a chart; `chart` is keyed by code."""
    return [
        *_problems_of_names(account),
        *_problems_of_parent(account, chart),
        *_problems_of_closing(account, chart),
        *_problems_of_statements(account),
    ]


def _problems_of_names(account: Account) -> list[Problem]:
    found: list[Problem] = []
    if not CODE.fullmatch(account.code):
        text = N_("An account code is made of digits only: {account}.")
        found.append(problem("chart.code_not_digits", text, "code", account=account.code))
    if not account.name_th:
        text = N_("The account {account} has no Thai name.")
        found.append(problem("chart.no_name", text, "name_th", account=account.code))
    return found


def _problems_of_parent(account: Account, chart: Mapping[str, Account]) -> list[Problem]:
    if account.parent is None:
        return []
    above = chart.get(account.parent)
    if above is None or not above.is_header:
        text = N_("The account {account} stands under {parent}, which is not a header account of the chart.")
        return [problem("chart.unknown_parent", text, "parent", account=account.code, parent=account.parent)]
    seen = {account.code}
    while above is not None:
        if above.code in seen:
            text = N_("The account {account} stands under itself.")
            return [problem("chart.parent_circle", text, "parent", account=account.code)]
        seen.add(above.code)
        above = chart.get(above.parent or "")
    return []


def _problems_of_closing(account: Account, chart: Mapping[str, Account]) -> list[Problem]:
    code, target = account.code, account.closes_to
    if account.type not in RESULT_TYPES:
        if target is None:
            return []
        text = N_("The account {account} is neither income nor expense and is not closed at the end of the year.")
        return [problem("chart.needs_no_closing", text, "closes_to", account=code)]
    if target is None:
        text = N_("Say which account takes the balance of {account} at the end of the year.")
        return [problem("chart.no_closing", text, "closes_to", account=code)]
    if target not in chart or chart[target].type is not AccountType.EQUITY:
        text = N_("The account {account} closes to {target}, which is not an equity account of the chart.")
        return [problem("chart.closing_not_equity", text, "closes_to", account=code, target=target)]
    return []


def _problems_of_statements(account: Account) -> list[Problem]:
    found: list[Problem] = []
    code = account.code
    if account.is_header and (account.cash_flow or account.form10_line):
        text = N_("The header account {account} takes no lines and has no place in a statement of its own.")
        found.append(problem("chart.header_in_statement", text, "type", account=code))
    if account.type in RESULT_TYPES and account.cash_flow:
        text = N_("The income or expense account {account} has no place of its own in the cash flows.")
        found.append(problem("chart.result_in_cash_flow", text, "cash_flow", account=code))
    if account.type in {AccountType.ASSET, AccountType.LIABILITY} and account.cash_flow is None:
        text = N_("Say where the account {account} stands in the cash flows.")
        found.append(problem("chart.no_cash_flow", text, "cash_flow", account=code))
    if account.form10_line and account.form10_line not in FORM10_LINES:
        text = N_("Section 10 of the status form has no line {line}.")
        found.append(problem("chart.unknown_form10_line", text, "form10_line", line=account.form10_line))
    return found


def problems_of_lines(entry: Entry, chart: Mapping[str, Account]) -> list[Problem]:
    """Find the lines of an entry that name an account which may not take them; `chart` is keyed by code.

    Fund balances are touched only by openings and closings, and transfers between funds cancel out in each entry.
    """
    found: list[Problem] = []
    for code in dict.fromkeys(posting.account for posting in entry.postings):
        account = chart.get(code)
        if account is None:
            text = N_("The chart has no account {account}.")
            found.append(problem("entry.unknown_account", text, "lines", account=code))
        elif account.is_header:
            text = N_("{account} {name} is a header account and takes no lines.")
            found.append(problem("entry.header_account", text, "lines", account=code, name=account.name))
        else:
            found += _problems_of_account_in(entry, account)
    return found


def _problems_of_account_in(entry: Entry, account: Account) -> Iterable[Problem]:
    code = account.code
    if not account.is_active:
        text = N_("{account} {name} is no longer used and takes no new lines.")
        yield problem("entry.closed_account", text, "lines", account=code, name=account.name)
    if entry.kind is EntryKind.NORMAL and account.type is AccountType.EQUITY and account.cash_flow is None:
        text = N_("{account} {name} is touched only by openings and closings.")
        yield problem("entry.fund_balance", text, "lines", account=code, name=account.name)
    if account.cash_flow is CashFlow.TRANSFER:
        moved = Money.sum(posting.amount for posting in entry.postings if posting.account == code)
        if moved:
            text = N_("What one fund gives another must take: {account} {name} differs by {difference} baht.")
            yield problem("entry.transfer_open", text, "lines", account=code, name=account.name, difference=abs(moved))
