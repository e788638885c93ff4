"""Set what kinds of loans a society offers, from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.loan_products import KIND
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.people import Permission
from welfare_desk.services import coop_papers
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
        coop_papers.refuse_welfare_book(tx)
        code = product.code.strip()
        found = product.problems(accounts.chart(tx))
        may_hold = coop_accounts.may_hold(tx, Ledger.LOAN, (AccountType.ASSET,))
        if product.account not in may_hold and "account" not in {each.field for each in found}:
            text = N_("Loans cannot stand on this account: it has another use.")
            found.append(problem("product.account_taken", text, "account"))
        before = coop_products.days(tx, KIND).get(code, ())
        if before and from_day <= before[-1]:
            text = N_("There is a version of {code} from {day} on; write a later day.")
            found.append(problem("product.version_day", text, "from_day", code=code, day=before[-1]))
        if found:
            raise RuleError(*found)
        coop_accounts.keep_control(tx, product.account, Ledger.LOAN)
        coop_products.put(tx, desk.made(), (KIND, code, from_day), product.as_mapping())
