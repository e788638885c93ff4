"""The book as a plain-text journal that both hledger and ledger read in their strictest modes.

Each account of the chart is `Root:code-name:fund`, so that every row of the trial balance (one account, one fund)
is one account of theirs. Metadata stands on its own indented lines, and `commodity THB` has no format line: with
these two both `hledger check -s` and `ledger --strict --pedantic` are content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.exchange.journals import ALWAYS, COMMODITY, ROOTS, every_entry, plain
from welfare_desk.members.masks import hide_numbers
from welfare_desk.money import Money
from welfare_desk.reports.balances import turnovers
from welfare_desk.storage import accounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.journal import JournalLine
    from welfare_desk.storage.book import Tx

_TAG = "member"
# In a description ";" begins a comment and "|" ends the payee; in the name of an account ":" begins a part.
_DESCRIPTION = str.maketrans({";": ",", "|": "/"})
_ACCOUNT = str.maketrans({";": ",", ":": "-"})


def hledger_journal(tx: Tx) -> Iterator[str]:
    """Write every entry in order of day and posting, piece by piece; the same book always gives the same text.

    ID numbers and telephone numbers in payees and memos are hidden: the journal goes to others.
    """
    chart = accounts.chart(tx)
    yield f"commodity {COMMODITY}\n"
    yield f"tag {_TAG}\n\n"
    for row in turnovers(tx, None, ALWAYS.last):
        yield f"account {_account(chart, row.account, row.fund)}\n"
    for lines in every_entry(tx):
        yield _entry(lines, chart)


def _entry(lines: list[JournalLine], chart: Mapping[str, Account]) -> str:
    head = lines[0]
    texts = (hide_numbers(_plain(each, _DESCRIPTION)) for each in (head.payee, head.memo))
    said = " | ".join(text for text in texts if text)
    written = [f"\n{head.day.isoformat()} * ({head.voucher}) {said}".rstrip()]
    for line in lines:
        written.append(f"    {_account(chart, line.account, line.fund)}  {COMMODITY} {Money(line.amount).plain()}")
        if line.member:
            written.append(f"    ; {_TAG}: {_plain(line.member, _DESCRIPTION)}")
    return "\n".join(written) + "\n"


def _account(chart: Mapping[str, Account], code: str, fund: str) -> str:
    account = chart[code]
    return f"{ROOTS[account.type]}:{code}-{_plain(account.name_th, _ACCOUNT)}:{_plain(fund, _ACCOUNT)}"


def _plain(text: str, marks: dict[int, str]) -> str:
    """Take out of a text what these programs would read as a sign of their own; a run of blanks becomes one."""
    return plain(text).translate(marks)
