"""What is done to one loan, from the register and from its card: paid out, repaid, changed, followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QMenu

from welfare_desk.coop.interest import PER_PERCENT, percent
from welfare_desk.coop.loan_contracts import FOUND, SUIT_ENDED
from welfare_desk.coop.standings import LOST
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.screen import Screen
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.loans import LoanChoice
    from welfare_desk.services.desk import Desk

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]
ACTS = (
    ("reschedule", N_("New terms…")),
    ("moratorium", N_("Moratorium…")),
    ("top_up", N_("Lend more…")),
    ("guarantor", N_("Add a guarantor…")),
    ("release", N_("Release a guarantor…")),
    ("collateral", N_("Take collateral in…")),
    ("notice", N_("Notice of arrears…")),
    ("sue", N_("Take to court…")),
    ("mark", N_("What became of collecting it…")),
    ("waive", N_("Waive interest or penalty…")),
    ("write_off", N_("Write off…")),
    ("recover", N_("Money for a loan written off…")),
)
TITLES = {
    "reschedule": N_("New terms: {words}"),
    "moratorium": N_("Moratorium: {words}"),
    "top_up": N_("Lend more: {words}"),
    "guarantor": N_("Add a guarantor: {words}"),
    "release": N_("Release a guarantor: {words}"),
    "collateral": N_("Take collateral in: {words}"),
    "notice": N_("Notice of arrears: {words}"),
    "sue": N_("Take to court: {words}"),
    "mark": N_("What became of collecting it: {words}"),
    "waive": N_("Waive interest or penalty: {words}"),
    "write_off": N_("Write off: {words}"),
    "recover": N_("Money for a loan written off: {words}"),
}
MARKS = ((SUIT_ENDED, N_("the suit ended")), (LOST, N_("nothing can be collected")), (FOUND, N_("it can be collected")))


class Offered(NamedTuple):
    """What the forms offer: cash and bank accounts, and members by name and number."""

    tills: Choices
    people: Choices


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
                Field("account", _("Out of"), _till(offered)),
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
                Field("account", _("Into"), _till(offered)),
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
                Field("account", _("Into"), _till(offered)),
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
        fields = [Field("day", _("Day"), self.day_edit()), *_fields(name, chosen, offered)]
        if name not in {"guarantor", "recover"}:
            label = _("What is held") if name == "collateral" else _("Resolution, paper or reason")
            fields.append(Field("words", label, TextEdit()))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            read = _read(name, values)
            return lambda desk: _do(desk, name, chosen.loan.number, {**values, **read})

        self.fill_in(_(TITLES[name]).format(words=words_of(chosen)), Form(tuple(fields)), work_of)


def words_of(chosen: LoanChoice) -> str:
    """Name a loan: its contract and borrower."""
    return f"{chosen.loan.number} · {chosen.name}"


def _till(offered: Offered) -> Pick:
    return Pick("", offered.tills, offered.tills[0][0] if offered.tills else None)


def _fields(name: str, chosen: LoanChoice, offered: Offered) -> Sequence[Field]:
    """Give the fields that an act has beside its day and words."""
    terms = chosen.loan.history.version(chosen.at.day).terms
    left = str(max(1, len(chosen.loan.history.version(chosen.at.day).rows)))
    hint = _("A name or a number")
    stands: Choices = [(number, words) for number, words in offered.people if number in chosen.guarantors]
    instalments = Field("instalments", _("In how many instalments"), TextEdit(left))
    rate = Field("rate", _("Rate a year (percent)"), TextEdit(percent(terms.rate)))
    waits = Field("instalments", _("For how many instalments nothing is due"), TextEdit("3"))
    runs = Pick("", ((True, _("interest runs on")), (False, _("no interest until it ends"))), True)  # noqa: FBT003
    account, amount = Field("account", _("Out of"), _till(offered)), Field("amount", _("Amount (baht)"), MoneyEdit())
    known: Mapping[str, Sequence[Field]] = {
        "reschedule": (instalments, rate),
        "moratorium": (waits, Field("with_interest", _("Interest"), runs)),
        "top_up": (amount, account, instalments),
        "guarantor": (
            Field("member", _("Member"), Finder(offered.people, hint)),
            Field("amount", _("Up to (baht)"), MoneyEdit(), _("Left empty, the whole loan.")),
        ),
        "release": (
            Field("member", _("Who is released"), Pick("", stands, stands[0][0] if stands else None)),
            Field("instead", _("Who stands instead"), Finder(offered.people, hint)),
        ),
        "collateral": (
            Field("what", _("Kind"), Pick("", [(key, _(words)) for key, words in KINDS], "land")),
            Field("amount", _("Value (baht)"), MoneyEdit()),
        ),
        "notice": (
            Field(
                "number", _("Which notice"), Pick("", [(each, str(each)) for each in (1, 2, 3)], _next_notice(chosen))
            ),
        ),
        "mark": (Field("what", _("What happened"), Pick("", [(key, _(words)) for key, words in MARKS], SUIT_ENDED)),),
        "waive": (
            Field("interest", _("Interest (baht)"), MoneyEdit()),
            Field("penalty", _("Penalty (baht)"), MoneyEdit()),
        ),
        "recover": (amount, Field("account", _("Into"), _till(offered))),
    }
    return known.get(name, ())


KINDS = (
    ("land", N_("land")),
    ("building", N_("house or building")),
    ("car", N_("car")),
    ("deposit", N_("savings held")),
    ("other", N_("other")),
)


def _next_notice(chosen: LoanChoice) -> int:
    return min(3, max((number for number, _day in chosen.loan.state.notices), default=0) + 1)


def _read(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Read the numbers that were typed; what is none is said under its field."""
    read: dict[str, Any] = {}
    if "instalments" in values:
        read["instalments"] = whole(values["instalments"], "instalments")
    if name == "reschedule":
        read["rate"] = rate_of(values["rate"], "rate")
    return read


def whole(text: str, field: str) -> int:
    """Read a whole number."""
    digits = arabic_digits(text.strip())
    if digits.isascii() and digits.isdigit():
        return int(digits)
    raise RuleError(problem("report.number", N_("“{text}” is no whole number."), field, text=text))


def rate_of(text: str, field: str) -> int:
    """Read a rate in percent a year as millionths."""
    from decimal import Decimal, InvalidOperation

    try:
        found = Decimal(arabic_digits(text.strip())) * PER_PERCENT
        if found == int(found):
            return int(found)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    raise RuleError(problem("rate.unread", N_("“{text}” is no rate in percent."), field, text=text))


def _do(desk: Desk, name: str, contract: str, values: Mapping[str, Any]) -> object:
    from welfare_desk.services import bad_loans, guarantors
    from welfare_desk.services.loan_changes import (
        Rescheduling,
        ToppingUp,
        Waiting,
        give_moratorium,
        reschedule_loan,
        top_up_loan,
    )

    day, words = values["day"] or desk.today, values.get("words", "")
    paper, amount = bad_loans.LoanPaper(contract, day, words), values.get("amount")
    acts: Mapping[str, Callable[[], object]] = {
        "reschedule": lambda: reschedule_loan(
            desk, Rescheduling(contract, day, values["instalments"], words, values["rate"])
        ),
        "moratorium": lambda: give_moratorium(
            desk, Waiting(contract, day, values["instalments"], words, with_interest=bool(values["with_interest"]))
        ),
        "top_up": lambda: top_up_loan(
            desk, ToppingUp(contract, day, values["account"] or "", amount or ZERO, values["instalments"], words)
        ),
        "guarantor": lambda: guarantors.add_guarantor(desk, contract, values["member"] or "", day, amount),
        "release": lambda: guarantors.release_guarantor(desk, paper, values["member"] or "", values["instead"] or ""),
        "collateral": lambda: guarantors.add_collateral(desk, paper, values["what"], amount or ZERO),
        "notice": lambda: bad_loans.send_notice(desk, paper, values["number"]),
        "sue": lambda: bad_loans.sue(desk, paper),
        "mark": lambda: bad_loans.mark_loan(desk, paper, values["what"]),
        "waive": lambda: bad_loans.waive(desk, paper, values["interest"] or ZERO, values["penalty"] or ZERO),
        "write_off": lambda: bad_loans.write_off_loan(desk, paper),
        "recover": lambda: bad_loans.recover(desk, contract, amount or ZERO, values["account"] or "", day),
    }
    return acts[name]()
