"""Read a book of GnuCash, from its XML or its SQLite: accounts by their paths, splits as exact fractions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import BookError, problem
from welfare_desk.exchange.foreign_amounts import Finder
from welfare_desk.exchange.safe_xml import child, elements, forget, local, words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.foreign import ForeignAccount, ForeignEntry, ForeignLedger, ForeignLine, signed_line
from welfare_desk.storage.gnucash_books import GnucashRows, read_gnucash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_TYPES = {
    "BANK": AccountType.ASSET,
    "CASH": AccountType.ASSET,
    "ASSET": AccountType.ASSET,
    "STOCK": AccountType.ASSET,
    "MUTUAL": AccountType.ASSET,
    "RECEIVABLE": AccountType.ASSET,
    "CREDIT": AccountType.LIABILITY,
    "LIABILITY": AccountType.LIABILITY,
    "PAYABLE": AccountType.LIABILITY,
    "EQUITY": AccountType.EQUITY,
    "TRADING": AccountType.EQUITY,
    "INCOME": AccountType.INCOME,
    "EXPENSE": AccountType.EXPENSE,
}
_MONEY = frozenset({"BANK", "CASH"})
_DEEPEST = 40  # names in a path
_STAMP = 14  # digits of a day and time that older books write without a break


def read_gnucash_sqlite(path: Path) -> ForeignLedger:
    """Read a book kept in SQLite."""
    return _ledger(path.name, read_gnucash(path))


def read_gnucash_xml(name: str, content: bytes) -> ForeignLedger:
    """Read a book kept in XML, unpacked; its templates of scheduled transactions are passed over."""
    accounts: list[tuple[str, str, str, str, str]] = []
    transactions: list[tuple[str, str, str, str, str, bool]] = []
    splits: list[tuple[str, str, str, str]] = []
    for element in elements(name, content):
        parent = element.getparent()
        tag, above = local(element), "" if parent is None else local(parent)
        if tag == "account" and above == "book":
            accounts.append(
                (words(element, "id"), words(element, "name"), words(element, "type"), words(element, "code"),
                 words(element, "parent"))
            )  # fmt: skip
        elif tag == "transaction" and above == "book":
            guid = words(element, "id")
            day, currency = words(element, "date-posted", "date"), words(element, "currency", "id")
            head = guid, currency, words(element, "num"), day, words(element, "description")
            transactions.append((*head, _is_closing(element)))
            splits += _splits(guid, element)
        elif above != "book" or tag in {"commodity", "count-data", "id"}:
            continue
        forget(element)
    return _ledger(name, GnucashRows(accounts, transactions, splits))


def _splits(guid: str, element: Any) -> Iterator[tuple[str, str, str, str]]:
    for split in child(element, "splits") if child(element, "splits") is not None else ():
        yield guid, words(split, "account"), words(split, "value"), words(split, "memo")


def _is_closing(element: Any) -> bool:
    slots = child(element, "slots")
    slots = () if slots is None else slots
    return any(words(each, "key") == "book_closing" and words(each, "value") == "1" for each in slots)


def _ledger(name: str, rows: GnucashRows) -> ForeignLedger:
    find = Finder()
    used = {account for _transaction, account, _value, _words in rows.splits}
    parents = {each[4] for each in rows.accounts}
    kept = [each for each in rows.accounts if each[2] in _TYPES and (each[0] in used or each[0] not in parents)]
    paths = _paths(rows.accounts)
    codes = _codes(kept, paths)
    accounts = [
        ForeignAccount(codes[guid], paths[guid], _TYPES[kind], is_money=kind in _MONEY,
                       place=_("Account {account}").format(account=codes[guid]))
        for guid, _name, kind, _code, _parent in kept
    ]  # fmt: skip
    currency = next((each for each, _n in Counter(row[1] for row in rows.transactions).most_common(1)), "") or "THB"
    entries = tuple(_entries(rows, codes, currency, find))
    if not rows.accounts:
        raise BookError(problem("gnucash.empty", N_("{file} holds no accounts."), file=name))
    return ForeignLedger("GnuCash", tuple(accounts), entries, currency=currency, unread=tuple(find.problems))


def _entries(rows: GnucashRows, codes: Mapping[str, str], currency: str, find: Finder) -> Iterator[ForeignEntry]:
    by_transaction: dict[str, list[tuple[str, str, str]]] = {}
    for transaction, account, value, said in rows.splits:
        by_transaction.setdefault(transaction, []).append((account, value, said))
    known = {row[0] for row in rows.transactions}
    for guid in by_transaction.keys() - known:
        find.said("gnucash.split", N_("{place}: a split names no transaction of the file."), guid[:40])
    for guid, unit, number, stamp, said, is_closing in rows.transactions:
        place = _("Transaction {day} {number} {words}").format(day=stamp[:10], number=number, words=said[:40])
        if unit != currency:
            text = N_("{place}: it is in {unit}; only a book in one currency can be opened ({currency}).")
            find.said("gnucash.currency", text, place, unit=unit or "–", currency=currency)
        whole = stamp[:8] if len(stamp) == _STAMP and stamp.isdecimal() else stamp
        day = find.day(whole, place)
        lines = tuple(_line(each, codes, place, find) for each in by_transaction.get(guid, ()))
        if day is not None:
            yield ForeignEntry(day, lines, number, "", said, is_closing, place)


def _line(split: tuple[str, str, str], codes: Mapping[str, str], place: str, find: Finder) -> ForeignLine:
    account, value, said = split
    return signed_line(codes.get(account, account or "–"), find.fraction(value, place), said, place)


def _codes(kept: Sequence[tuple[str, str, str, str, str]], paths: Mapping[str, str]) -> dict[str, str]:
    """Name each account by its code, where it has one that no other has, else by its path."""
    counted = Counter(each[3] for each in kept)
    codes = {each[0]: each[3] if each[3] and counted[each[3]] == 1 else paths[each[0]] for each in kept}
    again = Counter(codes.values())
    return {guid: code if again[code] == 1 else f"{code} {guid[:8]}" for guid, code in codes.items()}


def _paths(every: Sequence[tuple[str, str, str, str, str]]) -> dict[str, str]:
    known = {each[0]: each for each in every}
    found: dict[str, str] = {}
    for guid in known:
        parts: list[str] = []
        at = guid
        while at in known and len(parts) < _DEEPEST:
            _guid, name, kind, _code, parent = known[at]
            if kind != "ROOT":
                parts.append(name)
            at = parent
        found[guid] = ":".join(reversed(parts))
    return found
