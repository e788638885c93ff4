"""Fees with tax withheld, from the page where money is paid: pay one, see the certificates, hand the tax in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QMenu

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.welfare.withholding import USUAL_RATES, Fee, FeeKind, rate_text, read_rate
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]
BY_RULES = ""


class Asked(NamedTuple):
    """What the forms offer."""

    tills: Choices
    expenses: Choices
    funds: Choices


class Withholding(Button):
    """A button with what can be done about tax withheld."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Withhold tax…"), "secondary", "receipt-text", act=self.open)
        self.host, self.forms = screen, TaxForms(screen)

    def open(self) -> None:
        """Offer to pay a fee, to hand the tax in, and the register."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        acts = (
            (_("Pay a fee and keep back its tax…"), self.forms.pay),
            (_("Hand the tax in…"), self.forms.hand_in),
            (_("Certificates"), lambda: self.host.go.emit("withholdings", {})),
        )
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class TaxForms:
    """The two forms of tax withheld, over whichever page asks for them."""

    def __init__(self, screen: Screen) -> None:
        self.host = screen

    def _day(self) -> DayEdit:
        today = self.host.facts.today
        return DayEdit(day_reader(today), today)

    def _with_choices(self, show: Callable[[Asked], object]) -> None:
        def work(desk: Desk) -> Asked:
            from welfare_desk.reports.choices import choices_of, tills
            from welfare_desk.reports.match_choices import expenses
            from welfare_desk.reports.parameters import ParameterKind

            return desk.ask(lambda tx: Asked(tills(tx), expenses(tx), choices_of(tx, ParameterKind.FUND)))

        self.host.ask(work, show, "withholding")

    def pay(self) -> None:
        """Ask for a fee and the rate of its tax."""
        self._with_choices(self._ask_fee)

    def _ask_fee(self, found: Asked) -> None:
        from welfare_desk.reports.withholdings import KINDS

        kind = Pick("", [(each.value, _(words)) for each, words in KINDS.items()], FeeKind.SERVICE.value)
        usual = _("In per cent; a usual rate, a default of the program. The Revenue Department says what holds.")
        rate = TextEdit(rate_text(USUAL_RATES[FeeKind.SERVICE]))
        kind.picked.connect(lambda each: rate.set_value(rate_text(USUAL_RATES[FeeKind(each)])))
        funds = [(BY_RULES, _("as the fund's rules say")), *found.funds]
        form = Form(
            (
                Field("day", _("Day"), self._day()),
                Field("payee", _("Paid to whom"), TextEdit()),
                Field("tax_id", _("Tax number"), TextEdit(), _("13 digits; it stands on the certificate.")),
                Field("address", _("Address of the payee"), TextEdit()),
                Field("expense", _("What for"), Finder(found.expenses, _("A name or a number"))),
                Field("kind", _("Kind of fee"), kind),
                Field("base", _("Whole fee (baht)"), MoneyEdit(), _("The tax is kept back from it.")),
                Field("rate", _("Rate of the tax"), rate, usual),
                Field("account", _("Out of"), Pick("", found.tills, found.tills[0][0] if found.tills else None)),
                Field("fund", _("Fund"), Pick("", funds, BY_RULES)),
                Field("words", _("Note"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            return lambda desk: _pay(desk, values)

        self.host.fill_in(_("Pay a fee and keep back its tax"), form, work_of, self._paid)

    def _paid(self, paid: tuple[Posted, int]) -> None:
        """Show the certificate on paper."""
        title = _("Certificate of tax withheld")
        show_report_on_paper(self.host, title, "withholding-certificate", {"number": str(paid[1])})

    def hand_in(self) -> None:
        """Ask up to when the tax is handed in, and out of which account."""
        self._with_choices(self._ask_hand_in)

    def _ask_hand_in(self, found: Asked) -> None:
        form = Form(
            (
                Field("day", _("Day"), self._day()),
                Field("up_to", _("Withheld up to"), self._day(), _("The last day of the month before, as a rule.")),
                Field("account", _("Out of"), Pick("", found.tills, found.tills[0][0] if found.tills else None)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.withholdings import hand_in_tax

                day = values["day"] or desk.today
                return hand_in_tax(desk, day, values["account"] or "", values["up_to"] or day)

            return work

        self.host.fill_in(_("Hand the tax in"), form, work_of)


def _pay(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.withholdings import pay_fee

    rate = read_rate(arabic_digits(values["rate"]))
    if rate is None:
        raise RuleError(problem("withholding.rate", N_("Write the rate in per cent, such as 3."), "rate"))
    tax_id = "".join(each for each in arabic_digits(values["tax_id"]) if each not in " -")
    fee = Fee(
        values["day"] or desk.today, values["payee"], FeeKind(values["kind"]), values["base"] or ZERO, rate,
        values["expense"] or "", values["account"] or "", tax_id, values["address"], values["words"],
        values["fund"] or None,
    )  # fmt: skip
    return pay_fee(desk, fee)
