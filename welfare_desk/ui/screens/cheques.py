"""The cheque register: drawn for a payment, presented, stale, void or spoiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.i18n import N_, _
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

Choices = list[tuple[str, str]]


class ChequesScreen(RegisterScreen):
    """Every cheque, and which of them the bank has not paid yet."""

    REPORT, RAIL = "cheques", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the voucher as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        spoil = Button(_("Spoiled cheque"), "secondary", "ban", "F7", act=self.spoil)
        change = Button(_("What became of it"), "secondary", "check-check", "F8", act=self.change)
        draw = Button(_("Write down a cheque"), "primary", "plus", "F2", act=self.draw)
        self.lay_out(_("Cheques"), spoil, change, draw, needs_rows=(change,))
        words = _("Pay out of a bank account first; then write down here the cheque it was paid with.")
        pay = Button(_("Pay money"), "secondary", "wallet", act=lambda: self.go.emit("pay", {}))
        self.teach("scroll-text", _("No cheques in these days"), words, pay)

    def _day(self) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), self.facts.today)

    def draw(self) -> None:
        """Write down the cheque that a payment was made with."""

        def work(desk: Desk) -> Choices:
            from welfare_desk.services.cheques import unpaid_by_cheque  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(unpaid_by_cheque)

        self.ask(work, self._ask_cheque, "vouchers")

    def _ask_cheque(self, vouchers: Choices) -> None:
        if not vouchers:
            said = [_("Pay out of a bank account first; then write down here the cheque it was paid with.")]
            errors.tell(self.window(), _("No payment waits for a cheque"), said)
            return
        form = Form(
            (
                Field("voucher", _("For the payment"), Pick("", vouchers, vouchers[0][0])),
                Field("number", _("Cheque number"), TextEdit(), _("As it is printed on the cheque.")),
                Field("day", _("Day on the cheque"), self._day()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.cheques import draw_cheque  # noqa: PLC0415 - see above

                return draw_cheque(desk, values["voucher"], values["number"], values["day"] or desk.today)

            return work

        self.fill_in(_("Write down a cheque"), form, work_of)

    def change(self) -> None:
        """Say what became of the chosen cheque."""
        for row in [each for each in self.table.chosen() if each.cells[0] is not None][:1]:
            number, account = str(row.cells[0]), str(row.cells[1]).partition(" ")[0]
            kinds = [("presented", _("presented")), ("stale", _("stale")), ("void", _("void"))]
            form = Form(
                (
                    Field("status", _("What became of it"), Pick("", kinds, "presented")),
                    Field("day", _("Day"), self._day()),
                    Field("reason", _("Reason"), TextEdit(), _("Not needed for a cheque that was presented.")),
                )
            )

            def work_of(values: dict[str, Any], number: str = number, account: str = account) -> Callable[[Desk], None]:
                def work(desk: Desk) -> None:
                    from welfare_desk.ledger.cheques import ChequeStatus  # noqa: PLC0415 - see above
                    from welfare_desk.services.cheques import change_cheque  # noqa: PLC0415 - see above

                    day, status = values["day"] or desk.today, ChequeStatus(values["status"])
                    change_cheque(desk, account, number, status, day, values["reason"])

                return work

            self.fill_in(_("Cheque {number}").format(number=number), form, work_of)

    def spoil(self) -> None:
        """Write down a cheque that was spoiled before it paid anything."""

        def work(desk: Desk) -> Choices:
            from welfare_desk.reports.choices import banks  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(banks)

        self.ask(work, self._ask_spoiled, "banks")

    def _ask_spoiled(self, banks: Choices) -> None:
        form = Form(
            (
                Field("account", _("Bank account"), Pick("", banks, banks[0][0] if banks else None)),
                Field("number", _("Cheque number"), TextEdit(), _("As it is printed on the cheque.")),
                Field("day", _("Day"), self._day()),
                Field("reason", _("Reason"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.cheques import spoil_cheque  # noqa: PLC0415 - see above

                day = values["day"] or desk.today
                spoil_cheque(desk, values["account"] or "", values["number"], day, values["reason"])

            return work

        self.fill_in(_("Spoiled cheque"), form, work_of)
