"""The book as a journal for beancount.

Its accounts may not hold Thai letters with marks, so an account is `Root:code:Fund`; the names stand as metadata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.exchange.journals import ALWAYS, COMMODITY, ROOTS, every_entry, plain, shown
from welfare_desk.money import Money
from welfare_desk.reports.balances import all_funds, turnovers
from welfare_desk.storage import accounts, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import Fund
    from welfare_desk.reports.journal import JournalLine
    from welfare_desk.storage.book import Tx

_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})


def beancount_journal(tx: Tx) -> Iterator[str]:
    """Write every entry in order of day and posting, piece by piece; the same book always gives the same text.

    ID numbers and telephone numbers in payees and memos are hidden: the journal goes to others.
    """
    chart, funds = accounts.chart(tx), all_funds(tx)
    names = _fund_names(funds)
    yield f'option "title" {_text(settings.get(tx, "name_th"))}\n'
    yield f'option "operating_currency" "{COMMODITY}"\n\n'
    first = ""
    for lines in every_entry(tx):
        if not first:
            first = lines[0].day.isoformat()
            for row in turnovers(tx, None, ALWAYS.last):
                yield f"{first} open {_account(chart, names, row.account, row.fund)} {COMMODITY}\n"
                yield f"  name: {_text(chart[row.account].name_th)}\n  fund: {_text(funds[row.fund].name_th)}\n"
        yield _entry(lines, chart, names)


def _entry(lines: list[JournalLine], chart: Mapping[str, Account], names: Mapping[str, str]) -> str:
    head = lines[0]
    written = [f"\n{head.day.isoformat()} * {_text(shown(head.payee))} {_text(shown(head.memo))}"]
    written.append(f"  voucher: {_text(head.voucher)}")
    for line in lines:
        written.append(f"  {_account(chart, names, line.account, line.fund)}  {Money(line.amount).plain()} {COMMODITY}")
        if line.member:
            written.append(f"    member: {_text(line.member)}")
    return "\n".join(written) + "\n"


def _account(chart: Mapping[str, Account], names: Mapping[str, str], code: str, fund: str) -> str:
    return f"{ROOTS[chart[code].type]}:{code}:{names[fund]}"


def _fund_names(funds: Mapping[str, Fund]) -> dict[str, str]:
    """Name each fund in letters that beancount takes; one in others is told by its place."""
    return {
        code: code.capitalize()
        if code.isascii() and code.replace("-", "").isalnum() and code[0].isalpha()
        else f"F{at}"
        for at, code in enumerate(funds, 1)
    }


def _text(text: str) -> str:
    return f'"{plain(text).translate(_QUOTED)}"'
