"""Read the general ledger of a SAF-T file: Norwegian (1.10 to 1.30), Portuguese (1.04_01) and Angolan (1.01_01).

Written from the published schemas. Of the whole shape only header, accounts and ledger entries are read; customers,
suppliers and documents are passed over. Each country is known by its namespace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.dates import last_of_month
from welfare_desk.errors import BookError, problem
from welfare_desk.exchange.foreign_amounts import Finder
from welfare_desk.exchange.safe_xml import child, elements, forget, local, words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.foreign import ForeignAccount, ForeignEntry, ForeignLedger, ForeignLine, StatedTotals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from welfare_desk.money import Money

SAFT = "urn:StandardAuditFile-Taxation-Financial:"
SAFT_OECD = "urn:OECD:StandardAuditFile-Tax:"
OWN_NAME = "Welfare Desk"
_COUNTRIES = {f"{SAFT}NO": "no", f"{SAFT_OECD}PT_1.04_01": "pt", f"{SAFT_OECD}AO_1.01_01": "ao"}
_ADDING = frozenset({"GR", "GA", "AR", "AA"})  # categories of accounts that only add up others
_ANALYTIC = frozenset({"AR", "AA", "AM"})  # a second ledger beside the general one
_CLOSING_TYPE = "A"  # apuramento de resultados
_LAST_MONTH = 12
_BY_WORDS = (
    (AccountType.EQUITY, re.compile(r"egenkapital|equity|capital", re.IGNORECASE)),
    (AccountType.LIABILITY, re.compile(r"gjeld|liabilit|passiv", re.IGNORECASE)),
    (AccountType.ASSET, re.compile(r"anleggsmiddel|omloepsmiddel|eiendel|asset|activ", re.IGNORECASE)),
    (AccountType.INCOME, re.compile(r"inntekt|income|revenue|rendiment|proveit", re.IGNORECASE)),
    (AccountType.EXPENSE, re.compile(r"kostnad|expense|gasto|custo", re.IGNORECASE)),
)


@dataclass(slots=True)
class _Read:
    """What was read so far."""

    country: str
    find: Finder
    accounts: list[ForeignAccount] = field(default_factory=list[ForeignAccount])
    entries: list[ForeignEntry] = field(default_factory=list[ForeignEntry])
    header: dict[str, str] = field(default_factory=dict[str, str])
    totals: dict[str, str] = field(default_factory=dict[str, str])


def read_saft(name: str, content: bytes) -> ForeignLedger:
    """Read a SAF-T file; one of another country or version is a `BookError`."""
    found = elements(name, content)
    root = next(found)
    space = root.tag.rpartition("}")[0].removeprefix("{")
    country = _COUNTRIES.get(space)
    if country is None:
        text = N_(
            "{file} is SAF-T of a kind that is not read here ({space}): Norwegian, Portuguese 1.04 and Angolan are."
        )
        raise BookError(problem("saft.space", text, file=name, space=space))
    read = _Read(country, Finder())
    for element in found:
        _take(read, element)
    return _ledger(read)


def _take(read: _Read, element: Any) -> None:
    tag, parent = local(element), local(element.getparent()) if element.getparent() is not None else ""
    if tag == "Header":
        read.header = _header(element)
    elif tag == "Account" and parent == "GeneralLedgerAccounts":
        _account(read, element)
    elif tag == "Transaction" and parent == "Journal":
        _transaction(read, element)
    elif parent == "GeneralLedgerEntries" and tag in {"NumberOfEntries", "TotalDebit", "TotalCredit"}:
        read.totals[tag] = words(element)
        return
    elif parent not in {"MasterFiles", "SourceDocuments", "AuditFile"}:
        return
    forget(element)


def _header(element: Any) -> dict[str, str]:
    span = child(element, "SelectionCriteria")
    return {
        "name": words(element, "Company", "Name") or words(element, "CompanyName"),
        "currency": words(element, "DefaultCurrencyCode") or words(element, "CurrencyCode"),
        "first": words(span, "SelectionStartDate") or _of_period(span, "Start") or words(element, "StartDate"),
        "last": words(span, "SelectionEndDate") or _of_period(span, "End") or words(element, "EndDate"),
        "program": words(element, "SoftwareID") or words(element, "ProductID"),
    }


def _of_period(span: Any, which: str) -> str:
    """Give the first or last day of a month that is told by number and year; nothing where it is no month."""
    month, year = words(span, f"Period{which}"), words(span, f"Period{which}Year")
    if not (month.isdecimal() and year.isdecimal() and len(year) == len("2025") and 1 <= int(month) <= _LAST_MONTH):
        return ""
    first = date(max(int(year), 1), int(month), 1)
    return (first if which == "Start" else last_of_month(first)).isoformat()


def _account(read: _Read, element: Any) -> None:
    code, category = words(element, "AccountID"), words(element, "GroupingCategory")
    place = _("Line {line}, account {account}").format(line=element.sourceline, account=code)
    if category in _ANALYTIC and read.country != "no":
        return
    opening, closing = (_balance(read, element, which, place) for which in ("Opening", "Closing"))
    is_header = category in _ADDING and read.country != "no"
    kind = AccountType.HEADER if is_header else _told_type(read, element, category)
    parent = "" if read.country == "no" else words(element, "GroupingCode")
    name = words(element, "AccountDescription")
    read.accounts.append(ForeignAccount(code, name, kind, opening, closing, parent, place=place))


def _told_type(read: _Read, element: Any, category: str) -> AccountType | None:
    """Read the type from the category, where its words tell it; a file of ours says it by our own letter."""
    if read.country != "no":
        return None
    if len(category) == 1 and category in {each.value for each in AccountType}:
        return AccountType(category)
    said = f"{category} {words(element, 'GroupingCode')}"
    return next((kind for kind, pattern in _BY_WORDS if pattern.search(said)), None)


def _balance(read: _Read, element: Any, which: str, place: str) -> Money | None:
    debit, credit = (words(element, f"{which}{side}Balance") for side in ("Debit", "Credit"))
    if not debit and not credit:
        return None
    return read.find.amount(debit, place) - read.find.amount(credit, place)


def _transaction(read: _Read, element: Any) -> None:
    number, journal = words(element, "TransactionID"), words(element.getparent(), "JournalID")
    place = _("Line {line}, entry {number}").format(line=element.sourceline, number=number)
    day = read.find.day(words(element, "TransactionDate"), place)
    if day is None:
        return
    period = words(element, "Period")
    is_closing = words(element, "TransactionType") == _CLOSING_TYPE or (
        _closes_by_period(read) and period.isdecimal() and int(period[:4]) > _LAST_MONTH
    )
    lines = tuple(_lines(read, element))
    said = words(element, "Description")
    read.entries.append(ForeignEntry(day, lines, number, journal, said, is_closing, place))


def _closes_by_period(read: _Read) -> bool:
    """Tell whether a period after the twelfth holds closings; Norwegian programs keep other late entries there."""
    return read.country != "no" or read.header.get("program") == OWN_NAME


def _lines(read: _Read, element: Any) -> Iterator[ForeignLine]:
    for line in _every_line(element):
        code = words(line, "AccountID")
        place = _("Line {line}, account {account}").format(line=line.sourceline, account=code)
        debit, credit = (_side(read, line, f"{side}Amount", place) for side in ("Debit", "Credit"))
        yield ForeignLine(code, debit, credit, words(line, "Description"), place)


def _every_line(element: Any) -> Iterable[Any]:
    return (each for each in element.iter() if local(each) in {"Line", "DebitLine", "CreditLine"})


def _side(read: _Read, line: Any, name: str, place: str) -> Money:
    side = child(line, name)
    amount = words(side, "Amount") if side is not None and len(side) else words(side)
    return read.find.amount(amount, place)


def _ledger(read: _Read) -> ForeignLedger:
    place = _("The totals of the file")
    stated = StatedTotals(
        int(read.totals["NumberOfEntries"]) if read.totals.get("NumberOfEntries", "").isdecimal() else None,
        _total(read, "TotalDebit", place),
        _total(read, "TotalCredit", place),
        place,
    )
    first, last = (_day_of(read, key) for key in ("first", "last"))
    return ForeignLedger(
        f"SAF-T {read.country.upper()}",
        tuple(read.accounts),
        tuple(read.entries),
        stated,
        read.header.get("currency", "") or "THB",
        read.header.get("name", ""),
        first,
        last,
        numbers_are_unique=True,
        chart=read.country,
        unread=tuple(read.find.problems),
    )


def _total(read: _Read, name: str, place: str) -> Money | None:
    return read.find.amount(read.totals[name], place) if read.totals.get(name) else None


def _day_of(read: _Read, key: str) -> date | None:
    text = read.header.get(key, "")
    return read.find.day(text, _("The header of the file")) if text else None
