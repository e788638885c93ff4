"""The kinds of loans that a society offers: the list of the day, and the way to change or add one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import _
from welfare_desk.ui.screens.product import ProductsScreen

if TYPE_CHECKING:
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class LoanProductsScreen(ProductsScreen):
    """The kinds of loans in force today, with their rates and limits."""

    REPORT, FORM = "loan-products", "loan-product"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.lay_out_kinds(_("Kinds of loans"))
