"""What waits for a second person: looked at, approved, sent back or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.pending import SHOWN
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class PendingScreen(RegisterScreen):
    """The work that was sent for approval; Enter shows what it would post."""

    REPORT = "pending"
    RAIL = True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Show what it would post")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.shown = Pick(_("Show"), [(key, _(words)) for key, words in SHOWN], memory.get("show", "waiting"))
        self.shown.picked.connect(self._turn)
        back = Button(_("Take back"), "secondary", "corner-down-right", act=self.withdraw)
        reject = Button(_("Send back"), "danger", "x", act=self.reject)
        approve = Button(_("Approve"), "primary", "check", "Ctrl Enter", act=self.approve)
        may = facts.may(Permission.APPROVE)
        approve.setVisible(may)
        reject.setVisible(may)
        hide_unless(facts.may(Permission.RECORD), back)
        self.lay_out(_("For approval"), self.shown, back, reject, approve, of_days=False)
        self.table.needs_rows(back, reject, approve)
        words = _("What lies above the limits of the book comes here, and is posted when a second person approves it.")
        limits = Button(_("See the limits"), "secondary", "settings", act=lambda: self.go.emit("people", {}))
        self.teach("check-check", _("Nothing waits for a second person."), words, limits)

    def asked(self) -> Mapping[str, str]:
        return {"show": str(self.shown.value())}

    def _turn(self, show: object) -> None:
        self.memory["show"] = show
        self.refresh()

    def approve(self) -> None:
        """Approve the chosen work: it is posted now; what cannot be posted is said and goes on waiting."""
        numbers = self._numbers()
        if not numbers:
            return

        def work(desk: Desk) -> list[str]:
            from welfare_desk.services.approvals import approve  # noqa: PLC0415 - SQL is loaded when asked

            return [voucher for each in numbers for voucher in approve(desk, each)]

        def done(vouchers: list[str]) -> None:
            said = _("Posted as {voucher}.").format(voucher=", ".join(vouchers)) if vouchers else _("It is done.")
            errors.tell(self.window(), _("Approved"), [said], ("circle-check", "ok"))

        self.act(work, done)

    def reject(self) -> None:
        """Send the chosen work back, with a reason."""
        numbers = self._numbers()
        if not numbers:
            return
        form = Form((Field("reason", _("Why is it sent back?"), TextEdit()),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.approvals import reject  # noqa: PLC0415 - SQL is loaded when asked

                for each in numbers:
                    reject(desk, each, values["reason"])

            return work

        self.fill_in(_("Send back"), form, work_of)

    def withdraw(self) -> None:
        """Take back what one sent oneself."""
        numbers = self._numbers()

        def work(desk: Desk) -> None:
            from welfare_desk.services.approvals import withdraw  # noqa: PLC0415 - SQL is loaded when asked

            for each in numbers:
                withdraw(desk, each)

        if numbers:
            self.act(work, lambda _done: None)

    def _numbers(self) -> list[int]:
        return [int(each.removeprefix("P-")) for each in self.chosen()]
