"""Set what kinds of loans a society offers, from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.loan_products import KIND
from welfare_desk.errors import RuleError
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, coop_accounts, coop_products

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.services.desk import Desk


@needs(Permission.SET_UP)
def keep_loan_product(desk: Desk, product: LoanProduct, from_day: date) -> None:
    """Keep a kind of loan as it is offered from a day on; contracts made before keep their own terms."""
    with desk.book.write() as tx:
        found = product.problems(accounts.chart(tx))
        if found:
            raise RuleError(*found)
        coop_accounts.keep_control(tx, product.account, Ledger.LOAN)
        coop_products.put(tx, desk.made(), (KIND, product.code.strip(), from_day), product.as_mapping())
