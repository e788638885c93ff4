"""Loans to members: the register, and what is done to the chosen one; the interest of a month for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.dates import add_months, first_of_month, month_and_year
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.loan_acts import LoanActs
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.reports.model import Link
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_MONTHS = 12  # so many month ends are offered for accruing


class LoansScreen(RegisterScreen, LoanActs):
    """The register of loans, by state."""

    REPORT, RAIL = "loans", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the card of the loan")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        card = Button(_("Card of the loan"), "secondary", "file-text", "F8", act=self.show_card)
        accrue = Button(_("Interest of a month"), "secondary", "chart-column", act=self.accrue)
        repay = Button(_("Repay"), "primary", "arrow-down", "F2", act=self.repay)
        hide_unless(facts.may(Permission.RECORD), accrue, repay)
        states = (
            ("running", _("running")), ("late", _("instalments missed")), ("waiting", _("not paid out yet")),
            ("all", _("all")),
        )  # fmt: skip
        self.state = Pick(_("State"), states, memory.get("state", "running"))
        self.state.picked.connect(self._turn)
        parts = (card, accrue, repay)
        self.lay_out(
            _("Loans to members"), *parts, of_days=False, needs_rows=(card, repay), filters=(self.state,)
        )  # fmt: skip
        words = _("A loan begins with an application. Once it is approved it becomes a contract and is paid out.")
        start = Button(_("New application"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("landmark", _("No loans here"), words, start)

    def _turn(self, state: object) -> None:
        self.memory["state"] = state
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the loans in the chosen state."""
        return {"state": self.state.value()}

    def begin(self) -> None:
        """Go to the applications."""
        self.go.emit("loan-applications", {"new": "1"})

    def contract(self) -> str | None:
        """Give the contract of the chosen row."""
        return next(iter(self.chosen()), None)

    def open_row(self, link: Link) -> None:
        """Go to the card of a loan."""
        self.go.emit("loan", dict(link.params))

    def show_card(self) -> None:
        """Go to the card of the chosen loan."""
        if (contract := self.contract()) is not None:
            self.go.emit("loan", {"contract": contract})

    def accrue(self) -> None:
        """Ask for which month end interest is accrued."""
        this = first_of_month(self.facts.today)
        months = [add_months(this, -at) for at in range(_MONTHS + 1)]
        offered = [(each.isoformat(), month_and_year(each)) for each in months]
        hint = _("One entry for all loans; those with too many missed instalments are left out.")
        form = Form((Field("month", _("Month"), Pick("", offered, offered[1][0]), hint),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from datetime import date

                from welfare_desk.services.loans import accrue_interest

                return accrue_interest(desk, date.fromisoformat(values["month"]))

            return work

        self.fill_in(_("Interest of a month"), form, work_of)
