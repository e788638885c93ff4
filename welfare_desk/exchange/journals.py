"""What every journal for another program shares: its entries in order, its roots, and texts without unseen signs."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from welfare_desk.ledger.accounts import AccountType
from welfare_desk.members.masks import hide_numbers
from welfare_desk.reports.journal import Page, journal_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.journal import JournalLine
    from welfare_desk.storage.book import Tx

COMMODITY = "THB"
ALWAYS = Page(date(1, 1, 1), date(9000, 12, 31))
ROOTS = {
    AccountType.ASSET: "Assets",
    AccountType.LIABILITY: "Liabilities",
    AccountType.EQUITY: "Equity",
    AccountType.INCOME: "Income",
    AccountType.EXPENSE: "Expenses",
}
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")


def every_entry(tx: Tx) -> Iterator[list[JournalLine]]:
    """Give the lines of every entry, in order of day and posting."""
    for _id, lines in groupby(journal_lines(tx, ALWAYS), key=lambda line: line.entry_id):
        yield list(lines)


def plain(text: str) -> str:
    """Make one blank of each run of blanks, line breaks and signs that nobody sees."""
    return _UNSEEN.sub(" ", text).strip()


def shown(text: str) -> str:
    """Make a text plain, with the ID and telephone numbers in it hidden: journals go to others."""
    return hide_numbers(plain(text))
