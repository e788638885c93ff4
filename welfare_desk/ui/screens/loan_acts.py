"""What is done to one loan, from the register and from its card: paid out, repaid, changed, followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from welfare_desk.i18n import _
from welfare_desk.money import ZERO
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.loan_act_forms import (
    ACTS,
    TITLES,
    Offered,
    do_act,
    fields_of_act,
    read_act,
    till_pick,
    words_of,
)
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.screen import Screen
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.loans import LoanChoice
    from welfare_desk.services.desk import Desk

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class LoanActs(Screen):
    """A page with a chosen loan; a subclass says which."""

    def contract(self) -> str | None:
        """Give the number of the chosen contract."""
        raise NotImplementedError

    def day_edit(self) -> DayEdit:
        """Give a field for a day, filled with today."""
        return DayEdit(day_reader(self.facts.today), self.facts.today)

    def with_loan(self, act: Callable[[LoanChoice, Offered], object]) -> None:
        """Read the chosen loan, and what its forms offer."""
        contract = self.contract()
        if contract is None:
            return

        def work(desk: Desk) -> tuple[LoanChoice, Offered]:
            from welfare_desk.reports.choices import tills
            from welfare_desk.reports.loan_choices import people
            from welfare_desk.reports.loans import loan_choice

            return desk.ask(lambda tx: (loan_choice(tx, contract, desk.today), Offered(tills(tx), people(tx))))

        self.ask(work, lambda found: act(*found), "chosen")

    # Money

    def pay_out(self) -> None:
        """Ask from which account the chosen contract is paid out, and what is kept back."""
        self.with_loan(self._ask_paying_out)

    def _ask_paying_out(self, chosen: LoanChoice, offered: Offered) -> None:
        shares = _("Put to her own shares; left empty, nothing.")
        form = Form(
            (
                Field("day", _("Day"), self.day_edit()),
                Field("account", _("Out of"), till_pick(offered)),
                Field("fee", _("Fee kept back (baht)"), MoneyEdit(), _("Left empty, the fee of this kind of loan.")),
                Field("shares", _("Shares bought (baht)"), MoneyEdit(), shares),
                Field("settles", _("Settles contract"), TextEdit(), _("The number of an old contract, if any.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.lending import PayingOut, pay_out_loan

                old = tuple(values["settles"].replace(",", " ").split())
                asked = PayingOut(
                    chosen.loan.number, values["day"] or desk.today, values["account"] or "", values["fee"],
                    values["shares"] or ZERO, old,
                )  # fmt: skip
                return pay_out_loan(desk, asked)

            return work

        self.fill_in(_("Pay out: {words}").format(words=words_of(chosen)), form, work_of)

    def repay(self) -> None:
        """Ask how much came for the chosen loan."""
        self.with_loan(self._ask_repaying)

    def _ask_repaying(self, chosen: LoanChoice, offered: Offered) -> None:
        owed, due = chosen.at.owed, chosen.at.due
        hint = _("Due by now {due}; {all} settles it.").format(due=due.total.text(), all=owed.total.text())
        form = Form(
            (
                Field("day", _("Day"), self.day_edit()),
                Field("amount", _("Amount (baht)"), MoneyEdit(due.total if due.total > ZERO else None), hint),
                Field("account", _("Into"), till_pick(offered)),
                Field("payer", _("Payer"), TextEdit(chosen.name)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.loans import Repaying, repay

                amounts = ((chosen.loan.number, values["amount"] or ZERO),)
                day, account = values["day"] or desk.today, values["account"] or ""
                return repay(desk, Repaying(day, account, amounts, values["payer"]))

            return work

        self.fill_in(_("Repay: {words}").format(words=words_of(chosen)), form, work_of, self._show_receipt)

    def settle(self) -> None:
        """Ask into which account all that is owed on the chosen loan comes."""
        self.with_loan(self._ask_settling)

    def _ask_settling(self, chosen: LoanChoice, offered: Offered) -> None:
        owed = chosen.at.owed
        text = _("Principal {principal}, interest {interest}, penalty {penalty}: {all} baht today.")
        hint = text.format(
            principal=owed.principal.text(), interest=owed.interest.text(), penalty=owed.penalty.text(),
            all=owed.total.text(),
        )  # fmt: skip
        form = Form(
            (
                Field("day", _("Day"), self.day_edit(), hint),
                Field("account", _("Into"), till_pick(offered)),
                Field("payer", _("Payer"), TextEdit(chosen.name)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.loans import Repaying, repay

                day, account = values["day"] or desk.today, values["account"] or ""
                return repay(desk, Repaying(day, account, ((chosen.loan.number, None),), values["payer"]))

            return work

        self.fill_in(_("Settle: {words}").format(words=words_of(chosen)), form, work_of, self._show_receipt)

    def _show_receipt(self, posted: Posted) -> None:
        show_report_on_paper(self, _("Receipt of a repayment"), "loan-receipt", {"voucher": posted.voucher})

    # Papers

    def show_paper(self, report: str, title: str) -> None:
        """Show a paper of the chosen loan."""
        if (contract := self.contract()) is not None:
            show_report_on_paper(self, title, report, {"contract": contract})

    # Everything else

    def offer_acts(self, button: QPushButton) -> None:
        """Offer what else may be done to the chosen loan."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        for name, words in ACTS:
            act = menu.addAction(_(words))
            act.triggered.connect(lambda _checked=False, name=name: self.change(name))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def change(self, name: str) -> None:
        """Ask for what an act needs to know, and do it."""
        self.with_loan(lambda chosen, offered: self._ask_change(name, chosen, offered))

    def _ask_change(self, name: str, chosen: LoanChoice, offered: Offered) -> None:
        fields = [Field("day", _("Day"), self.day_edit()), *fields_of_act(name, chosen, offered)]
        if name not in {"guarantor", "recover"}:
            label = _("What is held") if name == "collateral" else _("Resolution, paper or reason")
            fields.append(Field("words", label, TextEdit()))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            read = read_act(name, values)
            return lambda desk: do_act(desk, name, chosen.loan.number, {**values, **read})

        self.fill_in(_(TITLES[name]).format(words=words_of(chosen)), Form(tuple(fields)), work_of)
