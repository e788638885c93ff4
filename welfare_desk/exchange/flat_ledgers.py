"""A year of the ledger as one flat table, a row for each line, in two shapes that auditors' programs know.

`ads` has the column names of the AICPA's Audit Data Standards (GL_Detail), CSV in UTF-8; `fec` the eighteen columns of
the French *fichier des écritures comptables*, tab between them, a comma in amounts, what was brought forward first.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from welfare_desk.exchange.journals import COMMODITY, JOURNALS, plain, shown
from welfare_desk.money import Money
from welfare_desk.reports.audit_lines import audit_lines
from welfare_desk.reports.balances import turnovers
from welfare_desk.reports.draw.csv import safe
from welfare_desk.storage import accounts, periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from welfare_desk.storage.book import Tx

ADS = (
    *("journalId", "journalIdLineNumber", "jeHeaderDescription", "jeLineDescription", "source", "fiscalYear", "period"),
    *("effectiveDate", "glAccountNumber", "glAccountName", "fund", "transactionAmount", "transactionCurrency"),
    *("amountCreditDebitIndicator", "enteredBy", "enteredDate", "reversalIndicator", "reversalJournalId"),
)
FEC = (
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib"),
    *("PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate"),
    *("Montantdevise", "Idevise"),
)


def ads_detail(tx: Tx, year: int) -> Iterator[str]:
    """Write the lines of the fiscal year that ends in a Gregorian year, a header first.

    ID numbers and telephone numbers in payees and memos are hidden: the file goes to others.
    """
    chart, (first, last) = accounts.chart(tx), _days(tx, year)
    yield "\ufeff" + _csv(ADS)
    for line in audit_lines(tx, first, last):
        yield _csv(
            (
                line.voucher, line.line, safe(_said(line.payee, line.memo)), safe(shown(line.memo)), line.series,
                line.period.fiscal_year, line.period.number, line.day.isoformat(), line.account,
                safe(plain(chart[line.account].name_th)), line.fund, Money(line.amount).plain(), COMMODITY,
                "D" if line.amount > 0 else "C", line.user, line.posted.isoformat(), int(bool(line.reverses)),
                line.reverses,
            )
        )  # fmt: skip


def fec(tx: Tx, year: int) -> Iterator[str]:
    """Write what was brought into the fiscal year, then its lines; numbers of people in texts are hidden."""
    chart, (first, last) = accounts.chart(tx), _days(tx, year)
    yield _tabbed(FEC)
    day = f"{first:%Y%m%d}"
    for row in turnovers(tx, first, last):
        if row.brought:
            head = ("OB", JOURNALS["OB"], f"OB-{year}", day, row.account, plain(chart[row.account].name_th))
            yield _tabbed(
                (
                    *head,
                    row.fund,
                    row.fund,
                    f"OB-{year}",
                    day,
                    "brought forward",
                    *_sides(row.brought),
                    "",
                    "",
                    day,
                    "",
                    "",
                )
            )
    for line in audit_lines(tx, first, last):
        day = f"{line.day:%Y%m%d}"
        head = (line.series, JOURNALS[line.series], line.voucher, day, line.account, plain(chart[line.account].name_th))
        said = safe(_said(line.payee, line.memo)) or "none"
        rest = (*_sides(line.amount), "", "", f"{line.posted:%Y%m%d}", "", "")
        yield _tabbed((*head, line.fund, line.fund, line.voucher, day, said, *rest))


def _days(tx: Tx, year: int) -> tuple[date, date]:
    calendar = periods.calendar(tx)
    return calendar.year_start(year), calendar.year_end(year)


def _said(payee: str, memo: str) -> str:
    return " | ".join(text for text in (shown(payee), shown(memo)) if text)


def _sides(satang: int) -> tuple[str, str]:
    text = Money(abs(satang)).plain().replace(".", ",")
    return (text, "0,00") if satang > 0 else ("0,00", text)


def _tabbed(cells: Sequence[object]) -> str:
    return "\t".join(map(str, cells)) + "\r\n"  # plain texts hold no tab


def _csv(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
