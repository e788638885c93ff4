"""Read a plain file of beancount: opened accounts, entries with their metadata, balances that the file asserts.

What other files, plugins or paddings would add is refused in words: a file stands for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from welfare_desk.exchange.foreign_amounts import Finder, joined, line_place
from welfare_desk.exchange.plain_journals import BAHT, Amounts, OpenEntry, lines_of, root_type
from welfare_desk.i18n import N_
from welfare_desk.ledger.foreign import ForeignAccount, ForeignEntry, ForeignLedger
from welfare_desk.money import Money

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(\S+)\s*(.*)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_META = re.compile(r"([a-z][\w-]*):\s*(.*)")
_ACCOUNT = re.compile(r"(?:[*!&#?%A-Z]\s+)?([A-Z0-9][^\s:]*(?::[^\s:]+)+)(?:\s+(.*))?")
_OPTION = re.compile(r'option\s+"([^"]*)"\s+"((?:[^"\\]|\\.)*)"\s*')
_PASSED_OVER = frozenset({"close", "commodity", "note", "document", "event", "price", "custom", "query"})
_NUMBERS = ("voucher", "number", "no", "id")


@dataclass(slots=True)
class _File:
    find: Finder = field(default_factory=Finder)
    title: str = ""
    accounts: dict[str, ForeignAccount] = field(default_factory=dict[str, ForeignAccount])
    entries: list[ForeignEntry] = field(default_factory=list[ForeignEntry])
    asserted: list[tuple[date, str, Money, str]] = field(default_factory=list[tuple[date, str, Money, str]])
    entry: OpenEntry | None = None
    opened: str = ""


def read_beancount(name: str, content: bytes) -> ForeignLedger:
    """Read a file; every line that cannot be read is a problem with its number."""
    read = _File()
    amounts = Amounts(read.find)
    for at, line in enumerate(lines_of(name, content), 1):
        _take(read, amounts, at, _without_comment(line))
    _finish(read)
    _check_assertions(read)
    return ForeignLedger(
        "beancount",
        tuple(read.accounts.values()),
        tuple(read.entries),
        currency=amounts.unit or BAHT,
        name=read.title,
        unread=tuple(read.find.problems),
    )


def _without_comment(line: str) -> str:
    """Cut a line at a semicolon that stands in no string."""
    is_text = escaped = False
    for at, sign in enumerate(line):
        if sign == ";" and not is_text:
            return line[:at].rstrip()
        is_text ^= sign == '"' and not escaped
        escaped = sign == "\\" and not escaped
    return line.rstrip()


def _take(read: _File, amounts: Amounts, at: int, line: str) -> None:
    if not line.strip():
        return
    if line[0].isspace():
        _indented(read, amounts, at, line.strip())
        return
    _finish(read)
    read.opened = ""
    if dated := _DATED.fullmatch(line):
        _dated(read, amounts, at, dated)
    elif option := _OPTION.fullmatch(line):
        if option[1] == "title":
            read.title = _unquoted(option[2])
    elif line.startswith(("include", "plugin", "pushmeta")):
        text = N_("{place}: “{written}” would bring in more than the file itself holds; it is not read.")
        read.find.said("journal.directive", text, line_place(at), written=line[:40])
    elif not line.startswith(("pushtag", "poptag", "popmeta", "*", "#", "option")):
        text = N_("{place}: “{written}” is not understood.")
        read.find.said("journal.line", text, line_place(at), written=line[:40])


def _finish(read: _File) -> None:
    if read.entry is not None:
        read.entries.append(read.entry.closed(read.find))
    read.entry = None


def _dated(read: _File, amounts: Amounts, at: int, dated: re.Match[str]) -> None:
    place, what, rest = line_place(at), dated[2], dated[3]
    day = read.find.day(dated[1], place)
    if day is None:
        return
    if what in {"*", "!", "txn"} or (what.startswith('"')):
        texts = [_unquoted(each) for each in _STRING.findall(f"{what} {rest}")]
        read.entry = OpenEntry(day, "", joined(texts), place)
    elif what == "open":
        code = rest.split()[0] if rest.split() else ""
        read.accounts[code] = ForeignAccount(code, code, root_type(code), place=place)
        read.opened = code
    elif what == "balance":
        account, _blank, amount = rest.partition(" ")
        read.asserted.append((day, account, amounts.read(amount.partition("~")[0], at), place))
    elif what == "pad":
        text = N_("{place}: “{written}” would bring in more than the file itself holds; it is not read.")
        read.find.said("journal.directive", text, place, written=f"pad {rest}"[:40])
    elif what not in _PASSED_OVER:
        read.find.said("journal.line", N_("{place}: “{written}” is not understood."), place, written=what[:40])


def _indented(read: _File, amounts: Amounts, at: int, line: str) -> None:
    if meta := _META.fullmatch(line):
        _metadata(read, meta[1], _unquoted(meta[2].strip('"')))
        return
    if read.entry is None:
        return
    found, place = _ACCOUNT.fullmatch(line), line_place(at)
    if found is None:
        if not line.startswith(("#", "^")):
            text = N_("{place}: “{written}” is not understood.")
            read.find.said("journal.line", text, place, written=line[:40])
        return
    amount = (found[2] or "").strip()
    read.entry.lines.append((found[1], amounts.read(amount, at) if amount else None, place))


def _metadata(read: _File, key: str, value: str) -> None:
    if read.entry is not None and key in _NUMBERS and not read.entry.lines:
        read.entry.number = value
    elif read.opened and key == "name":
        code = read.opened
        account = read.accounts[code]
        read.accounts[code] = ForeignAccount(code, value, account.type, place=account.place)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _check_assertions(read: _File) -> None:
    """Hold what the file asserts of balances, those below an account counted in, against the eve of each day."""
    stands: defaultdict[str, int] = defaultdict(int)
    entries = iter(sorted(read.entries, key=lambda each: each.day))
    waiting = next(entries, None)
    for day, account, balance, place in sorted(read.asserted, key=lambda each: each[0]):
        while waiting is not None and waiting.day < day:
            for line in waiting.lines:
                names = line.account.split(":")
                for length in range(1, len(names) + 1):
                    stands[":".join(names[:length])] += line.amount.satang
            waiting = next(entries, None)
        if stands[account] != balance.satang:
            text = N_("{place}: {account} should stand at {stated} here; it stands at {counted}.")
            told = {"account": account, "stated": balance, "counted": Money(stands[account])}
            read.find.said("journal.asserted", text, place, **told)
