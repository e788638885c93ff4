"""The check of closed years: nothing is left on income and expenses, and the next year opens with what was left."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.dates import be_year
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.periods import CLOSING_NUMBER, period_from_id
from welfare_desk.money import Money
from welfare_desk.storage import periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx

_RESULTS = "SELECT code FROM accounts WHERE type IN ('R', 'X')"
_LINES = "SELECT account, fund, sum(amount) FROM postings WHERE day <= ? GROUP BY account, fund"
_KEPT = "SELECT account, fund, sum(debit - credit) FROM movements WHERE period <= ? GROUP BY account, fund"


def closing_faults(tx: Tx) -> Iterator[Problem]:
    """Count each closed year anew from its lines by day, and hold it against the balances that are carried on."""
    of = periods.calendar(tx)
    results = {code for (code,) in tx.exec_driver_sql(_RESULTS)}
    closed = "SELECT id FROM periods WHERE id % 100 = ? AND status <> 'open' ORDER BY id"
    for (key,) in tx.exec_driver_sql(closed, (CLOSING_NUMBER,)).all():
        last = of.days_of(period_from_id(key))[1]
        year = be_year(last)
        carried: defaultdict[tuple[str, str], int] = defaultdict(int)
        for account, fund, satang in tx.exec_driver_sql(_KEPT, (key,)):
            carried[account, fund] -= satang
        for account, fund, satang in tx.exec_driver_sql(_LINES, (last.isoformat(),)):
            carried[account, fund] += satang
            if account in results and satang:
                text = N_("The closed year {year} leaves {amount} baht on {account} in the fund “{fund}”.")
                yield problem("closing", text, year=year, amount=abs(Money(satang)), account=account, fund=fund)
        text = N_(
            "{account} in the fund “{fund}” opens after the year {year} with {amount} baht more or less than left."
        )
        for (account, fund), satang in sorted(carried.items()):
            if satang:
                yield problem("closing", text, year=year, amount=abs(Money(satang)), account=account, fund=fund)
