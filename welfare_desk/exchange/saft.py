"""A year of the ledger as SAF-T Financial (the Norwegian shape, 1.30), which auditors' programs read.

Accounts are those of the chart, the funds are an analysis of each line. What the shape demands and a fund has not (a
contact's first and last name) is written as "-".
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from welfare_desk import __version__
from welfare_desk.exchange.journals import COMMODITY, plain, shown
from welfare_desk.money import Money
from welfare_desk.reports.audit_lines import audit_lines, audit_totals
from welfare_desk.reports.balances import all_funds, turnovers
from welfare_desk.storage import accounts, periods, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.audit_lines import AuditLine
    from welfare_desk.storage.book import Tx

_NAMESPACE, _SHAPE = "urn:StandardAuditFile-Taxation-Financial:NO", "1.30"
_LONG = 256
_NO_WORD = "-"
JOURNALS = {"RV": "Receipt vouchers", "PV": "Payment vouchers", "JV": "General vouchers", "OB": "Opening vouchers"}


def saft(tx: Tx, year: int, made_on: date) -> Iterator[str]:
    """Write the fiscal year that ends in a Gregorian year, piece by piece.

    ID numbers and telephone numbers in payees and memos are hidden, and members are not named: the file goes to others.
    """
    calendar = periods.calendar(tx)
    first, last = calendar.year_start(year), calendar.year_end(year)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<AuditFile xmlns="{_NAMESPACE}">\n'
    yield _header(tx, (first, last), made_on)
    yield from _master_files(tx, first, last)
    totals = audit_totals(tx, first, last)
    yield "<GeneralLedgerEntries>\n"
    yield _tag("NumberOfEntries", str(totals.entries))
    yield _tag("TotalDebit", Money(totals.debit).plain()) + _tag("TotalCredit", Money(totals.credit).plain())
    for series, lines in groupby(audit_lines(tx, first, last), key=lambda line: line.series):
        name = JOURNALS[series]
        yield f"\n<Journal>{_tag('JournalID', series)}{_tag('Description', name)}{_tag('Type', series)}\n"
        for _voucher, entry in groupby(lines, key=lambda line: line.voucher):
            yield _transaction(list(entry))
        yield "</Journal>\n"
    yield "</GeneralLedgerEntries>\n</AuditFile>\n"


def _header(tx: Tx, days: tuple[date, date], made_on: date) -> str:
    person = f"<ContactPerson>{_tag('FirstName', _NO_WORD)}{_tag('LastName', _NO_WORD)}</ContactPerson>"
    contact = f"<Contact>{person}{_tag('Telephone', _NO_WORD)}</Contact>"
    company = _tag("RegistrationNumber", settings.get(tx, "id")[:35])
    company += _tag("Name", plain(settings.get(tx, "name_th"))[:_LONG]) + contact
    first, last = (each.isoformat() for each in days)
    parts = (
        _tag("AuditFileVersion", _SHAPE) + _tag("AuditFileCountry", "TH"),
        _tag("AuditFileDateCreated", made_on.isoformat()),
        _tag("SoftwareCompanyName", "Welfare Desk") + _tag("SoftwareID", "Welfare Desk"),
        _tag("SoftwareVersion", __version__),
        f"<Company>{company}</Company>",
        _tag("DefaultCurrencyCode", COMMODITY),
        f"<SelectionCriteria>{_tag('SelectionStartDate', first)}{_tag('SelectionEndDate', last)}</SelectionCriteria>",
        _tag("TaxAccountingBasis", "A"),
    )
    return f"<Header>{''.join(parts)}</Header>\n"


def _master_files(tx: Tx, first: date, last: date) -> Iterator[str]:
    chart = accounts.chart(tx)
    opening: dict[str, int] = {}
    closing: dict[str, int] = {}
    for row in turnovers(tx, first, last):
        opening[row.account] = opening.get(row.account, 0) + row.brought
        closing[row.account] = closing.get(row.account, 0) + row.balance
    yield "<MasterFiles>\n"
    if opening:
        yield "<GeneralLedgerAccounts>\n"
        for code, satang in opening.items():
            yield _account(chart, code, satang, closing[code])
        yield "</GeneralLedgerAccounts>\n"
    yield "<AnalysisTypeTable>\n"
    for fund in all_funds(tx).values():
        kind = _tag("AnalysisType", "FUND") + _tag("AnalysisTypeDescription", "Fund")
        named = _tag("AnalysisID", fund.code[:35]) + _tag("AnalysisIDDescription", plain(fund.name_th)[:_LONG])
        yield f"<AnalysisTypeTableEntry>{kind}{named}</AnalysisTypeTableEntry>\n"
    yield "</AnalysisTypeTable>\n</MasterFiles>\n"


def _account(chart: Mapping[str, Account], code: str, opening: int, closing: int) -> str:
    account = chart[code]
    group = account.parent or code
    return (
        f"<Account>{_tag('AccountID', code)}{_tag('AccountDescription', plain(account.name_th)[:_LONG])}"
        f"{_tag('GroupingCategory', account.type.value)}{_tag('GroupingCode', group)}{_tag('AccountType', 'GL')}"
        f"{_balance('Opening', opening)}{_balance('Closing', closing)}</Account>\n"
    )


def _balance(which: str, satang: int) -> str:
    return _tag(f"{which}{'Debit' if satang >= 0 else 'Credit'}Balance", Money(abs(satang)).plain())


def _transaction(lines: list[AuditLine]) -> str:
    head = lines[0]
    said = " | ".join(text for text in (shown(head.payee), shown(head.memo)) if text) or _NO_WORD
    if head.reverses:
        said = f"{said} (reverses {head.reverses})"
    posted = head.posted.isoformat()
    parts = [
        _tag("TransactionID", head.voucher) + _tag("Period", str(head.period.number)),
        _tag("PeriodYear", str(head.period.fiscal_year)) + _tag("TransactionDate", head.day.isoformat()),
        _tag("SourceID", str(head.user)) + _tag("VoucherType", head.series) + _tag("Description", said[:_LONG]),
        _tag("SystemEntryDate", posted) + _tag("GLPostingDate", posted),
        *(_line(each, said) for each in lines),
    ]
    return f"<Transaction>{''.join(parts)}</Transaction>\n"


def _line(line: AuditLine, said: str) -> str:
    side = "Debit" if line.amount > 0 else "Credit"
    amount = _tag("Amount", Money(abs(line.amount)).plain())
    fund = _tag("AnalysisType", "FUND") + _tag("AnalysisID", line.fund)
    return (
        f"<Line>{_tag('RecordID', str(line.line))}{_tag('AccountID', line.account)}<Analysis>{fund}"
        f"</Analysis>{_tag('Description', said[:_LONG])}<{side}Amount>{amount}</{side}Amount></Line>"
    )


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"
