"""The accounts of another program's ledger as a chart of ours: which type each has, and under which code it is kept."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import CODE, RESULT_TYPES, Account, AccountType, CashFlow, Side
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from welfare_desk.ledger.foreign import ForeignAccount, ForeignLedger

_BY_BALANCE = "A/L"
_LONGEST = 20
_DIGITS = {
    AccountType.HEADER: "9",
    AccountType.ASSET: "1",
    AccountType.LIABILITY: "2",
    AccountType.EQUITY: "3",
    AccountType.INCOME: "4",
    AccountType.EXPENSE: "5",
}
_CREDIT = frozenset({AccountType.LIABILITY, AccountType.EQUITY, AccountType.INCOME})
_NUMBERED = re.compile(r"(?:^|:)([0-9][0-9.]*)")  # the first name of a path that begins with digits
_MONEY_WORDS = re.compile(
    r"เงินสด|เงินฝาก|ธนาคาร|cash|\bbank|checking|savings|kasse|kontanter|bankinnskudd|caixa|banco|bancos|depósitos"
    r"|dep[oó]sitos|banque|caisse",
    re.IGNORECASE,
)
_CARRIED_TH, _CARRIED_EN = "ผลสะสมของบัญชีที่เปิดเข้ามา", "Result carried on of the ledger that was opened"


@dataclass(frozen=True, slots=True)
class TypeRule:
    """What the first digits of a code mean in one national chart; `type` A/L is told by the side of the balance."""

    chart: str
    prefix: str
    type: str


@dataclass(frozen=True, slots=True)
class ForeignChart:
    """The chart of a book that another program's ledger opens as.

    `codes` leads from the file's accounts to ours; `notes` say what was decided for whoever reads the book.
    """

    accounts: tuple[Account, ...]
    codes: Mapping[str, str]
    notes: tuple[Problem, ...]


def read_type_rules(text: str) -> tuple[TypeRule, ...]:
    """Read rules from tab-separated text with the columns chart, prefix and type; the longest prefix comes first."""
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    rules = (TypeRule(row["chart"], row["prefix"], row["type"]) for row in rows)
    return tuple(sorted(rules, key=lambda each: -len(each.prefix)))


_RESULT = 3999  # where the result of a year goes, unless the other program's chart has that number


def chart_of(ledger: ForeignLedger, rules: Collection[TypeRule], reserved: Collection[str]) -> ForeignChart:
    """Make the chart of a ledger without problems.

    A code of digits is kept, unless it is `reserved`: such a code means more in this program than in the file. Others
    get a number by their type. A last account of equity takes the result at the end of each year.
    """
    balances = ledger.balances()
    types = {each.code: type_of(each, balances.get(each.code, ZERO), ledger.chart, rules) for each in ledger.accounts}
    codes = _codes(ledger.accounts, types, reserved)
    money = _money(ledger, types)
    has_results = any(kind in RESULT_TYPES for kind in types.values())
    carried = _free(str(_RESULT), {*codes.values(), *reserved}) if has_results else ""
    above = {each.code: each.parent for each in ledger.accounts}
    accounts = [
        Account(
            codes[each.code],
            _name(each, codes[each.code]),
            "",
            types[each.code],
            Side.CREDIT if types[each.code] in _CREDIT else Side.DEBIT,
            codes[each.parent] if _stands_under(each, types, above) else None,
            carried if types[each.code] in RESULT_TYPES else None,
            _cash_flow(types[each.code], is_money=each.code in money),
        )
        for each in ledger.accounts
    ]
    if carried:
        accounts.append(Account(carried, _CARRIED_TH, _CARRIED_EN, AccountType.EQUITY, Side.CREDIT))
    return ForeignChart(_headers_first(accounts), codes, tuple(_notes(ledger, types, codes, money)))


def _name(account: ForeignAccount, code: str) -> str:
    """Name an account; where it got another code, the file's own stands before its name."""
    if account.code in {code, account.name}:
        return account.name.strip() or account.code
    return f"{account.code} {account.name}".strip()


def type_of(account: ForeignAccount, balance: Money, chart: str, rules: Collection[TypeRule]) -> AccountType:
    """Tell the type of an account: as the file says, else as its first digits mean; an asset where nothing tells."""
    if account.type is not None:
        return account.type
    meant = next((each.type for each in rules if each.chart == chart and account.code.startswith(each.prefix)), "A")
    if meant == _BY_BALANCE:
        return AccountType.LIABILITY if balance < ZERO else AccountType.ASSET
    return AccountType(meant)


def _stands_under(account: ForeignAccount, types: Mapping[str, AccountType], above: Mapping[str, str]) -> bool:
    """Tell whether an account has a header above it, and no circle of headers."""
    parent, seen = account.parent, {account.code}
    if types.get(parent) is not AccountType.HEADER:
        return False
    while parent:
        if parent in seen:
            return False
        seen.add(parent)
        parent = above.get(parent, "")
    return True


def _codes(
    accounts: Iterable[ForeignAccount], types: Mapping[str, AccountType], reserved: Collection[str]
) -> dict[str, str]:
    known = [each.code for each in accounts]
    codes = {code: code for code in known if CODE.fullmatch(code) and code.isascii() and len(code) <= _LONGEST}
    codes = {code: code for code in codes if code not in reserved}
    taken = {*codes.values(), *reserved}
    for code in known:
        if code not in codes:
            found = _NUMBERED.search(code)
            digits = found[1].replace(".", "") if found else ""
            own = 0 < len(digits) < _LONGEST
            codes[code] = _near(digits, taken) if own else _free(f"{_DIGITS[types[code]]}001", taken)
            taken.add(codes[code])
    return codes


def _near(digits: str, taken: Collection[str]) -> str:
    """Keep the digits of a code, with a number behind them where they are taken."""
    return next(each for each in chain([digits], (f"{digits}{number}" for number in count())) if each not in taken)


def _free(code: str, taken: Collection[str]) -> str:
    while code in taken:
        code = str(int(code) + 1).zfill(len(code))
    return code


def _cash_flow(kind: AccountType, *, is_money: bool) -> CashFlow | None:
    if kind in RESULT_TYPES or kind is AccountType.HEADER:
        return None
    if kind is AccountType.EQUITY:
        return CashFlow.FINANCING  # other programs post to it at any time
    return CashFlow.CASH if is_money else CashFlow.OPERATING


def _money(ledger: ForeignLedger, types: Mapping[str, AccountType]) -> frozenset[str]:
    """Name the cash and bank accounts that never stand below zero at the end of a day."""
    meant = {
        each.code
        for each in ledger.accounts
        if types[each.code] is AccountType.ASSET and (each.is_money or _MONEY_WORDS.search(each.name))
    }
    stands = {each.code: (each.opening or ZERO).satang for each in ledger.accounts if each.code in meant}
    by_day: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in ledger.entries:
        for line in entry.lines:
            if line.account in meant:
                by_day[entry.day.isoformat()][line.account] += line.amount.satang
    below = {code for code, satang in stands.items() if satang < 0}
    for day in sorted(by_day):
        for code, satang in by_day[day].items():
            stands[code] += satang
            if stands[code] < 0:
                below.add(code)
    return frozenset(meant - below)


def _headers_first(accounts: list[Account]) -> tuple[Account, ...]:
    """Put each account after the header it stands under."""
    known = {each.code: each for each in accounts}
    ordered: dict[str, Account] = {}
    for each in accounts:
        chain: list[Account] = []
        at: Account | None = each
        while at is not None and at.code not in ordered:
            chain.append(at)
            at = known.get(at.parent or "")
        ordered |= {one.code: one for one in reversed(chain)}
    return tuple(ordered.values())


def _notes(
    ledger: ForeignLedger, types: Mapping[str, AccountType], codes: Mapping[str, str], money: Collection[str]
) -> Iterable[Problem]:
    if untold := [each for each in ledger.accounts if each.type is None]:
        text = N_(
            "The file does not say what {count} of its accounts count; that was taken from the first digits of their "
            "codes, which is a default. Look through the chart of accounts."
        )
        yield problem("foreign.note_types", text, count=len(untold))
    if changed := [code for code in codes if codes[code] != code]:
        text = N_("{count} accounts got a code of digits; the file's own stands before their names.")
        yield problem("foreign.note_codes", text, count=len(changed))
    for each in ledger.accounts:
        is_money = types[each.code] is AccountType.ASSET and each.is_money
        if is_money and each.code not in money:
            text = N_("{account} falls below zero in the file; it is kept as an account that may, not as cash.")
            yield problem("foreign.note_below_zero", text, account=codes[each.code])
    if ledger.currency != "THB":
        text = N_("The amounts are in {currency}; where the program writes baht, read {currency}.")
        yield problem("foreign.note_currency", text, currency=ledger.currency)
