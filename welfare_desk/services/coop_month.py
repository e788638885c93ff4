"""Do the work of a cooperative's month before it is closed: interest, subsidies, the allowance, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month
from welfare_desk.ledger.people import Permission
from welfare_desk.services.allowance import classify_and_provide
from welfare_desk.services.borrowings import accrue_borrowings, recognise_subsidies
from welfare_desk.services.coop_papers import refuse_welfare_book
from welfare_desk.services.desk import needs
from welfare_desk.services.loans import accrue_interest, to_accrue
from welfare_desk.services.savings_interest import accrue_savings_interest
from welfare_desk.storage import loans, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk


@needs(Permission.CLOSE)
def do_month_work(desk: Desk, month: date) -> list[Posted]:
    """Accrue the interest of loans, savings and borrowings, recognise subsidies, and judge the loans: all or nothing.

    What is booked already is left as it is; a month in which nothing is left to do gives no voucher.
    """
    day = last_of_month(month)
    with desk.book.write() as tx:
        refuse_welfare_book(tx)
        found: list[Posted | None] = []
        if to_accrue(tx, day):
            found.append(accrue_interest(desk, month))
        found += [accrue_savings_interest(desk, month), accrue_borrowings(desk, day), *recognise_subsidies(desk, day)]
        if loans.positions(tx, day):
            found.append(classify_and_provide(desk, day).posted)
        posted = [each for each in found if each is not None]
        trail.add(tx, desk.made(), "month.worked", day.isoformat(), count=len(posted))
    return posted
