"""Read a plain journal of hledger or ledger: entries, declared accounts, balances that the file asserts.

What other files, rules or prices would add is refused in words: a journal stands for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.exchange.foreign_amounts import Finder, line_place
from welfare_desk.exchange.plain_journals import BAHT, Amounts, OpenEntry, lines_of, root_type
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.foreign import ForeignAccount, ForeignEntry, ForeignLedger
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = r"(?:(?P<year>\d{4})[-/.])?(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
_HEAD = re.compile(rf"{_DAY}(?:=\S+)?(?:\s+[*!])?(?:\s*\((?P<code>[^)]*)\))?\s*(?P<words>.*)")
_POSTING = re.compile(r"(?:[*!]\s*)?(?P<account>\S(?:.*?\S)?)(?:(?:\s{2,}|\t\s*)(?P<amount>\S.*)?)?")
_ASSERTED = re.compile(r"(?P<amount>[^=]*?)\s*=(?P<kind>[=*]*)\s*(?P<balance>.+)")
_TYPE = re.compile(r"type:\s*(\w+)", re.IGNORECASE)
_TYPES = {
    "a": AccountType.ASSET, "c": AccountType.ASSET, "l": AccountType.LIABILITY, "e": AccountType.EQUITY,
    "r": AccountType.INCOME, "x": AccountType.EXPENSE, "v": AccountType.EQUITY,
}  # fmt: skip
_PASSED_OVER = ("commodity", "tag", "payee", "P ", "D ", "N ", "assert", "check", "decimal-mark .")
_REFUSED = ("include", "!include", "@include", "apply", "alias", "~", "=", "end apply", "bucket", "A ", "capture",
            "python", "import", "define", "def ", "eval", "expr", "decimal-mark", "i ", "o ", "h ", "b ")  # fmt: skip
_COMMENTS = "#;*%|"


@dataclass(slots=True)
class _Journal:
    find: Finder = field(default_factory=Finder)
    accounts: dict[str, ForeignAccount] = field(default_factory=dict[str, ForeignAccount])
    entries: list[ForeignEntry] = field(default_factory=list[ForeignEntry])
    asserted: list[tuple[int, int, str, Money]] = field(default_factory=list[tuple[int, int, str, Money]])
    entry: OpenEntry | None = None
    year: int | None = None
    is_comment: bool = False


def read_hledger(name: str, content: bytes) -> ForeignLedger:
    """Read a journal; every line that cannot be read is a problem with its number."""
    journal = _Journal()
    amounts = Amounts(journal.find)
    for at, line in enumerate(lines_of(name, content), 1):
        _take(journal, amounts, at, line)
    _finish(journal)
    _check_assertions(journal)
    used = dict.fromkeys(line.account for entry in journal.entries for line in entry.lines)
    accounts = {code: ForeignAccount(code, code, root_type(code)) for code in used} | journal.accounts
    return ForeignLedger(
        "hledger",
        tuple(accounts.values()),
        tuple(journal.entries),
        currency=amounts.unit or BAHT,
        unread=tuple(journal.find.problems),
    )


def _take(journal: _Journal, amounts: Amounts, at: int, line: str) -> None:
    if journal.is_comment or line.startswith(("comment", "test")):
        journal.is_comment = not re.match(r"end (?:comment|test)", line)
        return
    if not line.strip():
        _finish(journal)
    elif line[0].isspace():
        _indented(journal, amounts, at, line.strip())
    elif line[0] not in _COMMENTS:
        _finish(journal)
        if line[0].isdecimal():
            _head(journal, at, line)
        else:
            _directive(journal, at, line)


def _finish(journal: _Journal) -> None:
    if journal.entry is not None:
        journal.entries.append(journal.entry.closed(journal.find))
    journal.entry = None


def _head(journal: _Journal, at: int, line: str) -> None:
    found, place = _HEAD.fullmatch(line), line_place(at)
    try:
        day = None if found is None else _day_of(found, journal.year)
    except ValueError:
        day = None
    if found is None or day is None:
        written = line.split(maxsplit=1)[0][:40]
        journal.find.said("foreign.day", N_("{place}: “{written}” is no day."), place, written=written)
        return
    said = found["words"].partition(";")[0].strip()
    journal.entry = OpenEntry(day, (found["code"] or "").strip(), said, place)


def _day_of(found: re.Match[str], year: int | None) -> date | None:
    told = int(found["year"]) if found["year"] else year
    return None if told is None else date(told, int(found["month"]), int(found["day"]))


def _directive(journal: _Journal, at: int, line: str) -> None:
    if line.startswith("account"):
        _account(journal, at, line.removeprefix("account").strip())
    elif found := re.fullmatch(r"(?:[Yy]|year)\s*(\d{4})\s*", line):
        journal.year = int(found[1])
    elif line.startswith(_REFUSED) and not line.startswith(_PASSED_OVER):
        text = N_("{place}: “{written}” would bring in more than the file itself holds; it is not read.")
        journal.find.said("journal.directive", text, line_place(at), written=line[:40])
    elif not line.startswith(_PASSED_OVER):
        text = N_("{place}: “{written}” is not understood.")
        journal.find.said("journal.line", text, line_place(at), written=line[:40])


def _account(journal: _Journal, at: int, told: str) -> None:
    code, _semicolon, comment = told.partition(";")
    code = code.split("  ")[0].strip()
    kind = _TYPE.search(comment)
    type_ = _TYPES.get(kind[1][:1].lower()) if kind else root_type(code)
    is_money = kind is not None and kind[1][:1].lower() == "c"
    if code:
        journal.accounts[code] = ForeignAccount(code, code, type_, is_money=is_money, place=line_place(at))


def _indented(journal: _Journal, amounts: Amounts, at: int, line: str) -> None:
    if journal.entry is None or line[0] in _COMMENTS:
        return  # a comment, or what a directive says more
    written = line.partition(";")[0].rstrip()
    found, place = _POSTING.fullmatch(written), line_place(at)
    if found is None or found["account"][0] in "([":
        text = N_("{place}: “{written}” is a posting outside double entry; it is not read.")
        journal.find.said("journal.virtual", text, place, written=line[:40])
        return
    account, amount = found["account"], (found["amount"] or "").strip()
    if asserted := _ASSERTED.fullmatch(amount):
        amount = asserted["amount"]
        if "*" not in asserted["kind"]:
            balance = amounts.read(asserted["balance"], at)
            journal.asserted.append((len(journal.entries), len(journal.entry.lines), account, balance))
    journal.entry.lines.append((account, amounts.read(amount, at) if amount else None, place))


def _check_assertions(journal: _Journal) -> None:
    """Hold what the file asserts of balances against them, in the order of days."""
    wanted = {(entry, line): (account, balance) for entry, line, account, balance in journal.asserted}
    stands: dict[str, Money] = {}
    for entry, line, account, place, amount in _in_order(journal):
        stands[account] = stands.get(account, ZERO) + amount
        if (entry, line) in wanted and stands[account] != wanted[entry, line][1]:
            text = N_("{place}: {account} should stand at {stated} here; it stands at {counted}.")
            told = {"account": account, "stated": wanted[entry, line][1], "counted": stands[account]}
            journal.find.said("journal.asserted", text, place, **told)


def _in_order(journal: _Journal) -> Iterator[tuple[int, int, str, str, Money]]:
    for at in sorted(range(len(journal.entries)), key=lambda each: journal.entries[each].day):
        for number, line in enumerate(journal.entries[at].lines):
            yield at, number, line.account, line.place, line.amount
