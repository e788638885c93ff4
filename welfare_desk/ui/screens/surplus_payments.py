"""What members have still to get of dividends and refunds: paid from cash or a bank, or put into their savings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.coop.dividends import ShareOf
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.surplus import Credited
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

ALL, CHOSEN = "all", "chosen"


class SurplusPaymentsScreen(RegisterScreen):
    """Who has still to get something; the chosen ones, or all, are paid together."""

    REPORT, RAIL = "surplus-unpaid", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("F2", N_("Pay the shares of the surplus")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Payment list"), "secondary", "printer", "F9", act=self.show_paper)
        credit = Button(_("Into savings…"), "secondary", "wallet", "F8", act=self.credit)
        pay = Button(_("Pay out…"), "primary", "banknote", "F2", act=self.pay)
        hide_unless(facts.may(Permission.RECORD), credit, pay)
        needs = (paper, credit, pay)
        self.lay_out(_("To be paid"), *needs, of_days=False, needs_rows=needs)
        words = _("When a general meeting has resolved and the sharing is posted, those who are to be paid stand here.")
        to_surplus = Button(_("Share a surplus"), "secondary", "star", act=lambda: self.go.emit("surplus", {}))
        self.teach("banknote", _("Everybody has got what was shared."), words, to_surplus)

    def show_paper(self) -> None:
        """Show the list on paper, with a place to sign."""
        show_report_on_paper(self, _("Payment list"), self.REPORT, {})

    def _fields(self) -> list[Field]:
        kinds = [(ShareOf.DIVIDEND.value, _("Dividend")), (ShareOf.PATRONAGE.value, _("Patronage refund"))]
        chosen = len(self.chosen())
        whom = [(ALL, _("everybody on the list"))]
        if chosen:
            whom.insert(0, (CHOSEN, _("the chosen rows ({count})").format(count=chosen)))
        return [
            Field("kind", _("What is paid"), Pick("", kinds, ShareOf.DIVIDEND.value)),
            Field("whom", _("Who is paid"), Pick("", whom, ALL)),
            Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today)),
        ]

    def pay(self) -> None:
        """Ask what is paid to whom out of which account."""

        def work(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.reports.choices import tills

            return desk.ask(tills)

        self.ask(work, self._ask_pay, "tills")

    def _ask_pay(self, tills: list[tuple[str, str]]) -> None:
        members = self.chosen()
        account = Field("account", _("Out of"), Pick("", tills, tills[0][0] if tills else None))
        form = Form((*self._fields(), account))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.surplus import pay_surplus

                some = members if values["whom"] == CHOSEN else ()
                day = values["day"] or desk.today
                return pay_surplus(desk, ShareOf(values["kind"]), day, str(values["account"]), some)

            return work

        self.fill_in(_("Pay the shares of the surplus"), form, work_of)

    def credit(self) -> None:
        """Ask what goes into whose savings account."""
        members = self.chosen()
        form = Form(tuple(self._fields()))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.surplus import credit_surplus

                some = members if values["whom"] == CHOSEN else ()
                return credit_surplus(desk, ShareOf(values["kind"]), values["day"] or desk.today, some)

            return work

        self.fill_in(_("Into savings accounts"), form, work_of, self._credited)

    def _credited(self, credited: Credited) -> None:
        if credited.without:
            text = _("Without a savings account: {members}.").format(members=", ".join(credited.without))
            errors.tell(self.window(), _("Some are still to be paid."), [text])
