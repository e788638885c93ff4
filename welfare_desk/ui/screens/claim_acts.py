"""What is done to chosen claims, on the register and on the page of one claim: decide, approve, pay, close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.money import Money
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.claim_rules import ClaimRules
from welfare_desk.ui.screens.paper import show_reports_on_paper
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.welfare.claim_payments import Slip, vouchers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.welfare.benefits import Decision
    from welfare_desk.welfare.claim_payments import Part

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class ClaimActs(ClaimRules):
    """A page with chosen claims; a subclass says which."""

    def numbers(self) -> list[int]:
        """Give the numbers of the chosen claims."""
        raise NotImplementedError

    def _tell(self, decision: Decision) -> None:
        """Say what the regulation gives, and all the reasons."""
        given = _("{amount} baht by the regulation.").format(amount=decision.amount.text())
        icon = ("circle-check", "ok") if decision.amount else ("triangle-alert", "look")
        errors.tell(self.window(), given, [each.sentence() for each in decision.reasons], icon)

    def decide(self) -> None:
        """Decide the chosen claim (again)."""
        for number in self.numbers()[:1]:

            def work(desk: Desk, number: int = number) -> Decision:
                from welfare_desk.services.claims import decide_claim

                return decide_claim(desk, number)

            self.act(work, self._tell)

    def approve(self) -> None:
        """Approve the chosen claims by one resolution."""
        numbers = self.numbers()
        day = DayEdit(day_reader(self.facts.today), self.facts.today)
        fields = [
            Field("resolution", _("Resolution"), TextEdit(), _("Number and day of the meeting's resolution.")),
            Field("day", _("Day of the meeting"), day),
        ]
        if len(numbers) == 1:
            words = ((False, _("within the regulation")), (True, _("the resolution goes beyond it")))
            beyond = Pick("", words, False)  # noqa: FBT003 - the value that is chosen
            fields.append(Field("amount", _("Another amount"), MoneyEdit(), _("Left empty, as it was decided.")))
            fields.append(Field("beyond", _("Against the regulation"), beyond))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            amount: Money | None = values.get("amount")

            def work(desk: Desk) -> object:
                from welfare_desk.services.claims import approve_claims

                words, beyond, day = values["resolution"], bool(values.get("beyond")), values["day"]
                return approve_claims(desk, numbers, words, amount, by_resolution=beyond, day=day)

            return work

        self.fill_in(_("Approve {count} claims").format(count=len(numbers)), Form(tuple(fields)), work_of)

    def pay(self) -> None:
        """Pay the chosen claims out of one till."""
        numbers = self.numbers()

        def work(desk: Desk) -> tuple[list[tuple[str, str]], list[tuple[str, tuple[Part, ...]]]]:
            from welfare_desk.reports.choices import tills
            from welfare_desk.services.claim_payments import payable_claims

            return desk.ask(lambda tx: (tills(tx), vouchers_of(payable_claims(tx, numbers, desk.today))))

        self.ask(work, lambda found: self._ask_payment(numbers, *found), "tills")

    def _ask_payment(
        self, numbers: Sequence[int], tills: Sequence[tuple[str, str]], vouchers: Sequence[tuple[str, Sequence[Part]]]
    ) -> None:
        day = DayEdit(day_reader(self.facts.today), self.facts.today)
        form = Form(
            (
                Field("account", _("Out of"), Pick("", list(tills), tills[0][0] if tills else "")),
                Field("payee", _("Payee"), TextEdit("", _said(vouchers)), _("Left empty, each by an own voucher.")),
                Field("payer", _("Payer"), TextEdit()),
                Field("witness", _("Witness"), TextEdit()),
                Field("note", _("Note"), TextEdit("", _("such as the guardian of a child"))),
                Field("day", _("Day"), day),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.claim_payments import pay_claims

                slip = Slip(values["payee"], values["payer"], values["witness"], values["note"])
                return pay_claims(desk, numbers, values["day"] or desk.today, values["account"], slip)

            return work

        self.fill_in(_("Pay {count} claims").format(count=len(numbers)), form, work_of, self._show_voucher)

    def _show_voucher(self, posted: Sequence[Posted]) -> None:
        """Show the vouchers on paper, to be signed now."""
        wanted = [("benefit-voucher", {"voucher": each.voucher}) for each in posted]
        show_reports_on_paper(self, _("Payment voucher of benefits"), wanted)

    def reject(self) -> None:
        """Reject the chosen claim."""

        def close(desk: Desk, number: int, reason: str) -> None:
            from welfare_desk.services.claims import reject_claim

            reject_claim(desk, number, reason)

        self._close(_("Reject the claim"), close)

    def take_back(self) -> None:
        """Take the chosen claim back before it is approved."""

        def close(desk: Desk, number: int, reason: str) -> None:
            from welfare_desk.services.claims import withdraw_claim

            withdraw_claim(desk, number, reason)

        self._close(_("Take the claim back"), close)

    def _close(self, title: str, close: Callable[[Desk, int, str], None]) -> None:
        for number in self.numbers()[:1]:
            form = Form((Field("reason", _("Reason"), TextEdit()),))
            self.fill_in(title, form, lambda values, number=number: lambda desk: close(desk, number, values["reason"]))


def _said(vouchers: Sequence[tuple[str, Sequence[Part]]]) -> str:
    """Say who would receive how much, by name."""
    parts = [(name, Money.sum(part.amount - part.arrears for part in some)) for name, some in vouchers]
    return ", ".join(f"{name} {amount.text()}" for name, amount in parts)
